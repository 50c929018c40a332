"""`tags`: what is used, what is alike, and other names in every form that generators keep terms in."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import site_of

from postctl import document, nearest, tagging
from postctl.errors import NotOne, Refused, UsageError
from postctl.site import Site
from postctl.values import replace

HUGO, JEKYLL, PELICAN = {"hugo.toml": ""}, {"_config.yml": ""}, {"pelicanconf.py": "PATH = 'content'"}
NIKOLA = {"conf.py": "POSTS = (('posts/*.md', 'posts', 'post.tmpl'),)"}
HEXO = {"_config.yml": "", "package.json": '{"dependencies": {"hexo": "1"}}'}
DOCUSAURUS = {"docusaurus.config.js": "module.exports = {presets: [['classic', {blog: {}}]]};"}


def site_with(generator: str, files: dict[str, str], path: str, text: str) -> Site:
    return site_of({**files, path: text}, generator)


def after(site: Site, olds: tuple[str, ...], new: str, taxonomy: str = "tags") -> str:
    return document.encoded(tagging.plan(site, site.posts[-1], olds, new, taxonomy).post.document).decode()


FORMS = [  # generator, its files, path, before, after `old` has become `new`
    ("hugo", HUGO, "content/a.md", "---\ntags: [a, old,  'b']\n---\n", "---\ntags: [a, new,  'b']\n---\n"),
    ("hugo", HUGO, "content/a.md", "---\ntags: [a, 'old' , b]\n---\n", "---\ntags: [a, 'new' , b]\n---\n"),
    ("hugo", HUGO, "content/a.md", '---\nTags:\n- a\n- "old" # c\n---\n', '---\nTags:\n- a\n- "new" # c\n---\n'),
    ("hugo", HUGO, "content/a.md", "---\ntags: 'old'\n---\n", "---\ntags: 'new'\n---\n"),
    ("hugo", HUGO, "content/a.md", "+++\ntags = [\n  'old', # c\n]\n+++\n", "+++\ntags = [\n  'new', # c\n]\n+++\n"),
    ("hugo", HUGO, "content/a.md", '{"tags": ["a", "old"]}', '{"tags": ["a", "new"]}'),
    ("hugo", HUGO, "content/a.md", "---\r\ntags: [old]\r\n---\r\n", "---\r\ntags: [new]\r\n---\r\n"),
    (
        "zola",
        {"zola.toml": ""},
        "content/a.md",
        '+++\n[taxonomies]\ntags=["old"]\n+++\n',
        '+++\n[taxonomies]\ntags=["new"]\n+++\n',
    ),
    ("zola", {"zola.toml": ""}, "content/a.md", '+++\ntaxonomies.tags = ["old"]\n+++\n', '+++\ntaxonomies.tags = ["new"]\n+++\n'),
    (
        "zola",
        {"zola.toml": ""},
        "content/a.md",
        "---\ntaxonomies:\n  tags: [old]\n---\n",
        "---\ntaxonomies:\n  tags: [new]\n---\n",
    ),
    ("jekyll", JEKYLL, "_posts/2026-01-01-a.md", "---\ntags: a  old b\n---\n", "---\ntags: a  new b\n---\n"),
    ("jekyll", JEKYLL, "_posts/2026-01-01-a.md", "---\ntag: old\n---\n", "---\ntag: new\n---\n"),
    ("jekyll", JEKYLL, "_posts/2026-01-01-a.md", "---\ntags: [old, [b]]\n---\n", "---\ntags: [new, [b]]\n---\n"),
    ("pelican", PELICAN, "content/a.md", "Title: A\nTags: a ,old,b\n\nT", "Title: A\nTags: a ,new,b\n\nT"),
    ("pelican", PELICAN, "content/a.md", "Title: A\ntags: a, b; old\n\nT", "Title: A\ntags: a, b; new\n\nT"),
    ("pelican", PELICAN, "content/a.md", "Title: A\nTags: a,\n    old\n\nT", "Title: A\nTags: a,\n    new\n\nT"),
    (
        "nikola",
        NIKOLA,
        "posts/a.md",
        "<!--\n.. title: A\n.. tags: a, old\n-->\n\nT",
        "<!--\n.. title: A\n.. tags: a, new\n-->\n\nT",
    ),
    ("nikola", NIKOLA, "posts/a.md", "---\ntitle: A\ntags: [old]\n---\n", "---\ntitle: A\ntags: [new]\n---\n"),
    ("hexo", HEXO, "source/_posts/a.md", "---\ntags: old\n---\n", "---\ntags: new\n---\n"),
    ("hexo", HEXO, "source/_posts/a.md", "tags:\n- old\n---\n", "tags:\n- new\n---\n"),
    ("plain", {}, "a.md", "---\ntags: a, old\n---\n", "---\ntags: a, new\n---\n"),
    (
        "docusaurus",
        DOCUSAURUS,
        "blog/2026-01-01-a.md",
        "---\ntags: [old, {label: x, permalink: /x}]\n---\n",
        "---\ntags: [new, {label: x, permalink: /x}]\n---\n",
    ),
]


@pytest.mark.parametrize(("generator", "files", "path", "before", "expected"), FORMS)
def test_r3_only_the_term_changes_and_comes_back(
    generator: str, files: dict[str, str], path: str, before: str, expected: str
) -> None:
    site = site_with(generator, files, path, before)
    assert after(site, ("old",), "new") == expected
    assert after(site_with(generator, files, path, expected), ("new",), "old") == before


MERGED = [
    ("hugo", HUGO, "content/a.md", "---\ntags: [old, new, b]\n---\n", "---\ntags: [new, b]\n---\n"),
    ("hugo", HUGO, "content/a.md", "---\ntags: [new, 'b' , old]\n---\n", "---\ntags: [new, 'b']\n---\n"),
    ("hugo", HUGO, "content/a.md", "---\ntags: [old, b, other]\n---\n", "---\ntags: [new, b]\n---\n"),
    ("hugo", HUGO, "content/a.md", "---\ntags: [old, New]\n---\n", "---\ntags: [New]\n---\n"),  # to Hugo one tag
    ("hugo", HUGO, "content/a.md", "---\ntags:\n- old # c\n- new\n---\n", "---\ntags:\n- new\n---\n"),
    ("hugo", HUGO, "content/a.md", '+++\ntags = ["old", "new"]\n+++\n', '+++\ntags = ["new"]\n+++\n'),
    ("jekyll", JEKYLL, "_posts/2026-01-01-a.md", "---\ntags: [old, New]\n---\n", "---\ntags: [new, New]\n---\n"),
    ("jekyll", JEKYLL, "_posts/2026-01-01-a.md", "---\ntags: old new b\n---\n", "---\ntags: new b\n---\n"),
    ("jekyll", JEKYLL, "_posts/2026-01-01-a.md", "---\ntags: b new old\n---\n", "---\ntags: b new\n---\n"),
    ("pelican", PELICAN, "content/a.md", "Title: A\nTags: b, old, NEW\n\nT", "Title: A\nTags: b, NEW\n\nT"),
]


@pytest.mark.parametrize(("generator", "files", "path", "before", "expected"), MERGED)
def test_a_merge_never_makes_a_duplicate(generator: str, files: dict[str, str], path: str, before: str, expected: str) -> None:
    assert after(site_with(generator, files, path, before), ("old", "other"), "new") == expected


REFUSED = [
    ("jekyll", JEKYLL, "_posts/2026-01-01-a.md", "---\ntags: a old\n---\n", "n w", "blank"),
    ("pelican", PELICAN, "content/a.md", "Title: A\nTags: a, old\n\nT", "n,w", "comma"),
    ("hugo", HUGO, "content/a.md", "---\na: &x old\ntags: [*x]\n---\n", "new", "anchor"),
    ("docusaurus", DOCUSAURUS, "blog/2026-01-01-a.md", "---\ntags: [{label: old, permalink: /x}]\n---\n", "new", "object"),
    ("docusaurus", {**DOCUSAURUS, "blog/tags.yml": ""}, "blog/2026-01-01-a.md", "---\ntags: [old]\n---\n", "new", "tags.yml"),
    ("notes", {".obsidian/app.json": "{}"}, "a.md", "---\ntags: [old]\n---\nAnd #old here.\n", "new", "elsewhere"),
]


@pytest.mark.parametrize(("generator", "files", "path", "text", "new", "reason"), REFUSED)
def test_r4_what_cannot_be_exact_is_refused(generator, files, path, text, new, reason) -> None:
    with pytest.raises(Refused, match=reason):
        after(site_with(generator, files, path, text), ("old",), new)


# --- who is meant -----------------------------------------------------------------------------------------------------

TWO = {
    **HUGO,
    "content/a.md": "---\ntags: [go, Golang]\ncategories: [code]\n---\n",
    "content/b.md": "---\ntags: [golang, go]\ncategories: [go]\n---\n",
}


def test_a_term_is_named_exactly() -> None:
    site = site_of(TWO, "hugo")
    assert [post.path for post in tagging.renaming(site, ("Golang",), "x", None, merge=False)[1]] == ["content/a.md"]
    with pytest.raises(NotOne) as caught:
        tagging.renaming(site, ("goLang",), "x", None, merge=False)
    assert caught.value.hint == "did you mean Golang or golang?"


def test_a_name_in_use_is_a_merge() -> None:
    site = site_of(TWO, "hugo")
    with pytest.raises(UsageError, match="`code` is in use"):
        tagging.renaming(site, ("go",), "code", "categories", merge=False)
    with pytest.raises(UsageError, match="`Golang` is in use"):  # to Hugo it is
        tagging.renaming(site, ("go",), "GOLANG", "tags", merge=False)
    with pytest.raises(UsageError, match="tags and categories"):
        tagging.renaming(site, ("go",), "x", None, merge=False)
    assert len(tagging.renaming(site, ("go", "golang"), "Golang", "tags", merge=True)[1]) == 2


def test_the_list() -> None:
    view = tagging.view(site_of(TWO, "hugo"))
    assert [(row["taxonomy"], row["tag"], row["posts"], row["like"]) for row in view.rows] == [
        ("tags", "go", 2, []),
        ("tags", "Golang", 1, ["golang"]),
        ("tags", "golang", 1, ["Golang"]),
        ("categories", "code", 1, []),
        ("categories", "go", 1, []),
    ]
    with pytest.raises(UsageError, match="no taxonomy"):
        tagging.view(site_of(TWO, "hugo"), "series")


# --- near duplicates --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Go", "go", True),
        ("static site", "static-site", True),
        ("staticsite", "Static_Site", True),
        ("tutorial", "tutorials", True),
        ("category", "categories", True),
        ("box", "boxes", True),
        ("note", "notes", True),
        ("javascript", "javasript", True),
        ("golang", "golagn", True),
        ("release 1.2", "release 1.3", False),
        ("v1", "v2", False),
        ("class", "clas", False),
        ("tea", "sea", False),
        ("date", "data", False),
        ("not", "notes", False),
        ("日本", "日本語", False),
        ("c", "c++", False),
        ("C#", "C", False),
    ],
)
def test_what_is_alike(one: str, other: str, expected: bool) -> None:
    assert (other in nearest.alike([one, other]).get(one, ())) is expected
    assert (one in nearest.alike([one, other]).get(other, ())) is expected


def test_r19_thousands_of_tags_are_compared_in_no_time() -> None:
    names = [f"{word} {number:04}"[:30] for word in ("release", "a rather long name of", "x") for number in range(1000)]
    names += ["".join(chr(97 + (at * number) % 26) for at in range(14)) for number in range(1000)]
    start = time.process_time()
    nearest.alike(names)
    assert time.process_time() - start < 10


@given(st.lists(st.text(max_size=12), max_size=8))
def test_r18_any_names_can_be_compared_and_being_alike_is_mutual(names: list[str]) -> None:
    found = nearest.alike(names)
    assert all(one in found[other] and one != other for one, others in found.items() for other in others)


# --- there and back -----------------------------------------------------------------------------------------------------

NO_TEXTS = frozenset({"true", "false", "yes", "off", "null", "nan", "inf"})  # bare, they are none, and a name is one
WORDS = st.text(st.characters(categories=["Ll", "Lu"]), min_size=3, max_size=8).filter(lambda word: word.lower() not in NO_TEXTS)


@given(
    st.lists(st.tuples(WORDS, st.sampled_from(["{}", "'{}'", '"{}"'])), min_size=1, max_size=5, unique_by=lambda pair: pair[0]),
    st.sampled_from(["tags: [{}]", "tags:\n- {}"]),
    WORDS,
    st.data(),
)
def test_r3_renamed_and_back_is_the_first_text(items, form: str, new: str, data: st.DataObject) -> None:
    between = "\n- " if "\n" in form else data.draw(st.sampled_from([", ", ","]))
    text = f"---\n{form.replace('{}', between.join(quotes.format(word) for word, quotes in items))}\n---\nText.\n"
    site = site_of({**JEKYLL, "_posts/2026-01-01-a.md": text}, "jekyll")
    old = data.draw(st.sampled_from([word for word, _ in items]))
    if new in {word for word, _ in items} or old not in site.posts[0].tags:
        return
    there = tagging.plan(site, site.posts[0], (old,), new, "tags")
    assert there.change is not None
    assert set(there.post.tags) == {new if tag == old else tag for tag in site.posts[0].tags}
    if f'"{new}"' in there.change.after.decode() and f'"{old}"' not in text:  # a word that needs quotes keeps them
        return
    back = tagging.plan(replace(site, posts=(there.post,)), there.post, (new,), old, "tags")
    assert back.change is not None
    assert back.change.after == text.encode()
