"""`set` as a pure plan: types, quotes and places of the other posts, there and back, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import site_of

from postctl import document, setting
from postctl.cli import main
from postctl.errors import Refused, UsageError
from postctl.setting import Assignment, assignment
from postctl.site import Post, Site
from postctl.values import replace


def planned(site: Site, path: str, *words: str) -> setting.Plan:
    assignments = [each for word in words if (each := assignment(word)) is not None]
    assert len(assignments) == len(words)
    return setting.plan(site, next(post for post in site.posts if post.path == path), assignments)


def after(site: Site, path: str, *words: str) -> str:
    plan = planned(site, path, *words)
    return (plan.change.after if plan.change is not None else document.encoded(plan.post.document)).decode()


def with_post(site: Site, post: Post) -> Site:
    return replace(site, posts=tuple(post if each.path == post.path else each for each in site.posts))


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("a=b", Assignment("a", "=", "b")),
        ("a=", Assignment("a", "=", "")),
        ("a==b", Assignment("a", "=", "=b")),
        ("a=b/c d!", Assignment("a", "=", "b/c d!")),
        ("a=two\nlines", Assignment("a", "=", "two\nlines")),
        ("a+=b", Assignment("a", "+=", "b")),
        ("a-=b", Assignment("a", "-=", "b")),
        ("og-image-=b", Assignment("og-image", "-=", "b")),
        ("a!", Assignment("a", "!")),
        ("a.b=c", Assignment("a.b", "=", "c")),
        ('"date created"=x', Assignment("date created", "=", "x")),
        ("'a b'!", Assignment("a b", "!")),
        ("été=x", Assignment("été", "=", "x")),
        ("Hello World!", None),
        ("a/b=c.md", None),
        ("a b=c", None),
        ("=b", None),
        ("!", None),
        ("a", None),
        ("@latest", None),
        ("posts/*", None),
        (".a=b", None),
        ("a.=b", None),
    ],
)
def test_which_words_are_assignments(word: str, expected: Assignment | None) -> None:
    assert assignment(word) == expected


# --- values -----------------------------------------------------------------------------------------------------------

POST = "---\n{}\n---\nText.\n"
OTHERS = {
    "other.md": POST.format(
        "title: 'Other'\nweight: 1\nratio: 1.5\nfeatured: true\nversion: \"2.0\"\ntags: [a, b]\nauthors:\n- x\ndate: 2026-01-01\n"
        'extra:\n  author: "Ada"'
    )
}

TYPED = [
    ("title=1.0", "title: '1.0'"),
    ("title=yes", "title: 'yes'"),
    ("weight=12", "weight: 12"),
    ("ratio=2", "ratio: 2"),
    ("featured=false", "featured: false"),
    ("featured=no", "featured: false"),
    ("version=3.0", 'version: "3.0"'),
    ("tags=x", "tags: [x]"),
    ("tags=x, k", "tags: [x, k]"),
    ("tags=[x, 'y z']", "tags: [x, y z]"),
    ("tags='x, y'", 'tags: ["x, y"]'),
    ("tags+=x", "tags: [x]"),
    ("authors=x", "authors:\n- x"),
    ("authors+=x", "authors:\n- x"),
    ("date=2027-01-01", "date: 2027-01-01"),
    ("extra.author=Bob", 'extra:\n  author: "Bob"'),
    ("unknown=3", "unknown: 3"),
    ("unknown='3'", 'unknown: "3"'),
    ('unknown="3"', 'unknown: "3"'),
    ("unknown=a b: c", 'unknown: "a b: c"'),
    ("unknown=[1, two]", "unknown: [1, two]"),
    ("unknown=", 'unknown: ""'),
    ("unknown+=a", "unknown: [a]"),
]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(("word", "line"), TYPED)
def test_a_new_key_has_the_type_and_the_quotes_of_the_others(word: str, line: str, newline: str) -> None:
    text = POST.format("slug: me").replace("\n", newline)
    site = site_of({"me.md": text, **OTHERS}, "plain")
    assert after(site, "me.md", word) in (
        POST.format(f"slug: me\n{line}").replace("\n", newline),
        POST.format(f"{line}\nslug: me").replace("\n", newline),
    )


KEPT = [
    ("title=B", 'title: "A" # c', 'title: "B" # c'),
    ("weight=4", 'weight: "3"', 'weight: "4"'),
    ("weight=4", "weight:   3", "weight:   4"),
    ("tags+=c", "tags: [a,b]", "tags: [a,b,c]"),
    ("tags+=c", "tags:\n- 'a' # one\n- 'b'", "tags:\n- 'a' # one\n- 'b'\n- 'c'"),
    ("tags+=c", "tags: []", "tags: [c]"),
    ("tags+=c", "tags:", "tags: [c]"),
    ("tags+=c", "tags: a, b", "tags: a, b, c"),
    ("tags-=a", "tags: [a, \"b\", 'c']", "tags: [\"b\", 'c']"),
    ("tags-=b", "tags:\n- a # one\n- b # two\n- c", "tags:\n- a # one\n- c"),
    ("tags-=a", "tags: a,  b", "tags: b"),
    ("tags-=b", "tags: a,  b", "tags: a"),
    ("tags-=a", "tags: [a]\nz: 1", "z: 1"),
    ("tags-=a", "tags: a\nz: 1", "z: 1"),
    ("tags=x, k", "tags: [a, x]", "tags: [x, k]"),
    ("draft!", "a: 1\ndraft: true # soon\nb: 2", "a: 1\nb: 2"),
    ("extra.author!", "extra:\n  author: x\n  b: 1", "extra:\n  b: 1"),
    ("extra.author!", "a: 1\nextra:\n  author: x", "a: 1"),
    ("extra.author=y", "extra: {author: 'x', b: 1}", "extra: {author: 'y', b: 1}"),
    ("text=one\ntwo", "text: |\n  a\n  b\nz: 1", "text: |-\n  one\n  two\nz: 1"),
]


@pytest.mark.parametrize(("word", "before", "expected"), KEPT)
def test_r3_only_the_characters_of_the_value_change(word: str, before: str, expected: str) -> None:
    site = site_of({"me.md": POST.format(before)}, "plain")
    assert after(site, "me.md", word) == POST.format(expected)


@pytest.mark.parametrize("word", ["weight=3", "tags+=a", "tags-=z", "gone!", "gone-=x", "title='A'", "extra.author=Ada"])
def test_r6_what_is_so_already_changes_nothing_and_is_said(word: str) -> None:
    site = site_of({"me.md": POST.format("title: A\nweight: 3\ntags: [a]\nextra: {author: Ada}")}, "plain")
    plan = planned(site, "me.md", word)
    assert plan.change is None
    assert len(plan.notes) == 1
    assert plan.notes[0].startswith("me.md: ")


REFUSED = [
    ("a=1", "Text only.", "no front matter"),
    ("a=2", POST.format("a: 1\na: 2"), "twice"),
    ("a=2", POST.format("a: &x 1\nb: *x"), "anchor"),
    ("extra=2", POST.format("extra: {a: 1}"), "is a table"),
    ("title+=2", POST.format("title: A"), "no list"),
    ("title.x=2", POST.format("title: A"), "is no table"),
    ("x.y.z=2", POST.format("title: A"), "no table `x.y`"),
]


@pytest.mark.parametrize(("word", "text", "reason"), REFUSED)
def test_r4_what_cannot_be_exact_is_refused(word: str, text: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason) as caught:
        planned(site_of({"me.md": text}, "plain"), "me.md", word)
    assert caught.value.hint


@pytest.mark.parametrize("words", [("a=1", "a=2"), ("a=1", "a!"), ("a+=",), ("a-= ",), ("a=\udc80",)])
def test_what_cannot_be_meant_is_a_usage_error(words: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        setting.check([each for word in words if (each := assignment(word))])


# --- generators ---------------------------------------------------------------------------------------------------------

FORMS = [  # generator, files, path, words, what is expected of it
    (
        "zola",
        {"zola.toml": "", "content/a.md": '+++\ntitle = "A"\n[taxonomies]\ntags = ["x"]\n[extra]\nb = 1\n+++\n'},
        ("taxonomies.tags+=y", "extra.b=2", "weight=3"),
        '+++\ntitle = "A"\nweight = 3\n[taxonomies]\ntags = ["x", "y"]\n[extra]\nb = 2\n+++\n',
    ),
    (
        "zola",
        {"zola.toml": "", "content/a.md": '+++\ntitle = "A"\ntaxonomies.tags = ["x"]\ndate = 2026-01-01\n+++\n'},
        ("taxonomies.tags+=y", "date=2026-02-02", "updated=2026-03-03"),
        '+++\ntitle = "A"\ntaxonomies.tags = ["x", "y"]\ndate = 2026-02-02\nupdated = 2026-03-03\n+++\n',
    ),
    (
        "hugo",
        {"hugo.toml": "", "content/a.md": '{\n  "title": "A",\n  "Tags": ["x"]\n}\n'},
        ("tags+=y", "weight=3", "params.b=1"),
        '{\n  "title": "A",\n  "Tags": ["x", "y"],\n  "weight": 3,\n  "params": {"b": 1}\n}\n',
    ),
    ("hugo", {"hugo.toml": "", "content/a.md": '---\ntags: "x"\n---\n'}, ("tags+=y",), '---\ntags: ["x", "y"]\n---\n'),
    ("jekyll", {"_config.yml": "", "_posts/2026-01-01-a.md": "---\ntags: x y\n---\n"}, ("tags+=z",), "---\ntags: x y z\n---\n"),
    ("jekyll", {"_config.yml": "", "_posts/2026-01-01-a.md": "---\ntags: x k\n---\n"}, ("tags-=x",), "---\ntags: k\n---\n"),
    (
        "pelican",
        {"pelicanconf.py": "PATH = 'content'", "content/a.md": "Title: A\nTAGS: x; y, z\nDate: 2026-01-01\n\nText.\n"},
        ("tags+=w", "tags-=x", "author=Ada: B", "slug=3", "date=today"),
        "Title: A\nTAGS: y, z; w\nDate: 2026-11-23\nauthor: Ada: B\nslug: 3\n\nText.\n",
    ),
    (
        "nikola",
        {
            "conf.py": "POSTS = (('posts/*.md', 'posts', 'post.tmpl'),)",
            "posts/a.md": "<!--\n.. title: A\n.. tags: x, y\n-->\n\nText.",
        },
        ("tags-=x", "tags+=z", "category=c"),
        "<!--\n.. title: A\n.. tags: y, z\n.. category: c\n-->\n\nText.",
    ),
    (
        "hexo",
        {
            "_config.yml": "",
            "package.json": '{"dependencies": {"hexo": "1"}}',
            "source/_posts/a.md": "title: A\ntags: x\n---\nText.",
        },
        ("tags+=k",),
        "title: A\ntags: [x, k]\n---\nText.",
    ),
]


@pytest.mark.parametrize(("generator", "files", "words", "expected"), FORMS)
def test_in_the_form_the_generator_keeps_it(generator: str, files: dict[str, str], words: tuple[str, ...], expected: str) -> None:
    site = site_of(files, generator)
    assert after(site, list(files)[-1], *words) == expected


def test_two_files_of_one_post() -> None:
    files = {
        "conf.py": "POSTS = (('posts/*.md', 'posts', 'post.tmpl'),)",
        "posts/a.md": "Text.\n",
        "posts/a.meta": ".. title: A\n.. tags: x\n",
    }
    change = planned(site_of(files, "nikola"), "posts/a.md", "tags+=y").change
    assert change is not None
    assert (change.path, change.after) == ("posts/a.meta", b".. title: A\n.. tags: x, y\n")


def test_what_its_generator_makes_of_it_is_said() -> None:
    files = {"hugo.toml": "", "content/a.md": "---\ntitle: A\ndate: 2026-01-01\n---\n"}
    site = site_of(files, "hugo")
    notes = planned(site, "content/a.md", "draft=true", "slug=b").notes
    assert "content/a.md: status published -> draft (draft: true)" in notes
    assert any("url /a/ -> /b/" in note for note in notes)
    assert any("soon" in note for note in planned(site, "content/a.md", "date=soon").notes)
    assert planned(site, "content/a.md", "weight=3").notes == ()


@pytest.mark.parametrize(
    ("before", "word", "expected"),
    [
        ("date: 2026-01-01", "date=today", "date: 2026-11-23"),
        ("date: '2026-01-01'", "date=+3d", "date: '2026-11-26'"),
        ("date: 2026-01-01T10:00:00Z", "date=now", "date: 2026-11-23T12:00:00Z"),
        ("date: 2026-01-01", "date=2027-02-03 10:00", "date: 2027-02-03 10:00"),
        ("date: 2026-01-01", "date=someday", "date: someday"),
        ("title: 2026-01-01", "title=today", "title: today"),
        ("date: 2026-01-01", "lastmod=today", "date: 2026-01-01\nlastmod: 2026-11-23"),
    ],
)
def test_words_for_a_date_are_written_in_the_form_of_a_date(before: str, word: str, expected: str) -> None:
    other = POST.format("date: 2020-01-01\nlastmod: 2020-01-02")
    site = site_of({"me.md": POST.format(before), "other.md": other}, "plain")
    assert after(site, "me.md", word) == POST.format(expected)


# --- there and back -----------------------------------------------------------------------------------------------------

NAMES = st.sampled_from(["new", "date created", "é", "a_b", "x-y"])
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20) | st.sampled_from(
    ["yes", "3", "1.0", "2026-01-01", "[a, b]", "{a: 1}", "a: b", "# x", "'q'", '"q"', "null", "~", "- a", "*x", "!y", "&z"]
)
FRONTS = {
    "yaml": ("title: A\ntags: [x]\n", "a: 'b' # c\n\nd:\n  e: 1\n", "list:\n- 1\n- 2\n", "t: |\n  x\n"),
    "toml": ('title = "A"\n', "a = 1 # c\n[d]\ne = 1\n", "a = [\n  1,\n]\n"),
    "json": ('{"title": "A"}', '{\n  "a": 1,\n  "d": {"e": 1}\n}', "{}"),
    "keyvalue": ("Title: A\n", "Title: A\nTags: x,\n    y\n"),
    "comment": (".. title: A\n",),
}
SITES = {
    "yaml": ("hugo", {"hugo.toml": ""}, "content/a.md", "---\n{}---\nText.\n"),
    "toml": ("zola", {"zola.toml": ""}, "content/a.md", "+++\n{}+++\nText.\n"),
    "json": ("hugo", {"hugo.toml": ""}, "content/a.md", "{}\nText.\n"),
    "keyvalue": ("pelican", {"pelicanconf.py": "PATH = 'content'"}, "content/a.md", "{}\nText.\n"),
    "comment": ("nikola", {"conf.py": "POSTS = (('posts/*.md', 'posts', 'x'),)"}, "posts/a.md", "<!--\n{}-->\n\nText.\n"),
}


@pytest.mark.parametrize("syntax", FRONTS)
@given(data=st.data())
def test_r3_a_new_key_and_back_leaves_the_first_bytes(syntax: str, data: st.DataObject) -> None:
    generator, files, path, frame = SITES[syntax]
    newline = data.draw(st.sampled_from(["\n", "\r\n"]))
    text = frame.replace("{}", data.draw(st.sampled_from(FRONTS[syntax]))).replace("\n", newline)
    site = site_of({**files, path: text}, generator)
    key = data.draw(NAMES if syntax in ("yaml", "toml", "json") else st.sampled_from(["new", "a_b"]))
    op = data.draw(st.sampled_from(["=", "+="]))
    post = site.posts[0]
    try:
        there = setting.plan(site, post, [Assignment(key, op, data.draw(TEXTS.filter(str.strip)))])
    except Refused:
        return
    assert there.change is not None
    assert document.front_matter(there.post.document).keys() == {*document.front_matter(post.document), key}
    assert there.post.document.content == post.document.content
    back = setting.plan(with_post(site, there.post), there.post, [Assignment(key, "!")])
    assert back.change is not None
    assert back.change.after == text.encode()


@given(st.sampled_from(["[x]", "[x, 'y z']", '\n- x\n- "y"', "x", "x, y", "[]", ""]), TEXTS.filter(str.strip))
def test_r3_an_item_added_and_taken_out_again_leaves_the_first_bytes(tags: str, item: str) -> None:
    text = POST.format(f"tags: {tags}".rstrip(" ").replace(": \n", ":\n") + "\nz: 1")
    site = site_of({"a.md": text, "b.md": POST.format("tags: []")}, "plain")
    try:
        there = setting.plan(site, site.posts[0], [Assignment("tags", "+=", item)])
    except Refused:
        return
    if there.change is None or tags in ("", "x", "[]"):  # a text becomes a list, which stays one
        return
    if tags == "x, y" and '"' in there.change.after.decode():  # what a text needs quotes for, it keeps
        return
    back = setting.plan(with_post(site, there.post), there.post, [Assignment("tags", "-=", item)])
    assert back.change is not None
    assert back.change.after == text.encode()


# --- the command --------------------------------------------------------------------------------------------------------


def test_r16_one_bad_file_does_not_stop_the_others(tmp_path, capsys) -> None:
    for name, text in {"a.md": "a: 1", "b.md": "a: &x 1\nb: *x", "c.md": "a: [", "d.md": "a: 1"}.items():
        (tmp_path / name).write_text(POST.format(text))
    (tmp_path / "postctl.toml").write_text('generator = "plain"\nposts = ["*.md"]\n')
    assert main(["-C", str(tmp_path), "set", "*.md", "a=2"]) == 2
    out, err = capsys.readouterr()
    assert out == "a.md\nd.md\n"
    assert "b.md" in err
    assert "c.md:" in err
    assert "2 posts could be edited, 2 could not" in err
    assert (tmp_path / "b.md").read_text() == POST.format("a: &x 1\nb: *x")


def test_r7_a_dry_run_and_a_diff_write_nothing(tmp_path, capsys) -> None:
    (tmp_path / "a.md").write_text(POST.format("title: A"))
    for flag in ("--dry-run", "--diff"):
        assert main(["-C", str(tmp_path), "set", "a", "x=1", flag]) == 0
    assert (tmp_path / "a.md").read_text() == POST.format("title: A")
    assert "+x: 1" in capsys.readouterr().out
