"""Rules about tags, at their edges: exact places, fixes in each syntax, and what each generator makes of a tag."""

from __future__ import annotations

import pytest
from sites import site_of

from postctl import linting, registry, rulebook
from postctl.model import Severity
from postctl.site import Standards
from postctl.values import replace

BY_CODE = {rule.code: rule for rule in registry.rules()}


def found(code, files, generator="plain", tags=()):
    return linting.check(replace(site_of(files, generator), standards=Standards(tags=tags)), (BY_CODE[code],))


def fixed(files, finding):
    data = files[finding.path].encode()
    for start, end, new in sorted(finding.fix_offsets, reverse=True):
        data = data[:start] + new.encode() + data[end:]
    return data.decode()


def marked(finding):
    return finding.excerpt[finding.column - 1 : finding.end_column - 1]


def numbered(*tags):
    return {f"{number}.md": f"---\ntitle: A\ntags: [{each}]\n---\n" for number, each in enumerate(tags)}


# --- nearly the same --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "mark", "after"),
    [
        ("---\ntags: [x, Bike] # c\n---\n", "Bike", "---\ntags: [x, bike] # c\n---\n"),
        (
            "---\r\ntags:\r\n- \U0001f600\r\n- 'Bike' # c\r\n---\r\n",
            "'Bike'",
            "---\r\ntags:\r\n- \U0001f600\r\n- 'bike' # c\r\n---\r\n",
        ),
        ('+++\ntags = ["Bike", "x"]\n+++\n', '"Bike"', '+++\ntags = ["bike", "x"]\n+++\n'),
        ('{"tags": ["Bike"]}\n', '"Bike"', '{"tags": ["bike"]}\n'),
        ("---\ntags: [Bike, bike]\n---\n", "Bike", "---\ntags: [bike]\n---\n"),
    ],
)
def test_the_rarer_form_is_marked_and_renamed_in_every_syntax(text, mark, after):
    files = {**numbered("bike", "bike"), "a.md": text}
    (finding,) = found("P701", files)
    assert (finding.path, marked(finding)) == ("a.md", mark)
    assert fixed(files, finding) == after
    assert not finding.fix.safe


def test_the_usual_form_and_both_counts_are_named():
    (finding,) = found("P701", numbered("home page", "home-page", "home-page"))
    assert finding.message == "`home page` (1 post) may be the same as `home-page` (2 posts)"
    assert finding.severity is Severity.WARNING


def test_a_form_that_many_posts_have_is_told_once():
    assert len(found("P701", numbered(*["bike"] * 7, *["Bike"] * 6))) == 1
    assert len(found("P701", numbered(*["bike"] * 7, *["Bike"] * 5))) == 5


@pytest.mark.parametrize(
    ("tags", "severity"),
    [
        (("photo", "photo", "photos"), "info"),
        (("photo", "photos"), None),
        (("javascript",) * 3 + ("javasript",), "info"),
        (("javascript",) * 2 + ("javasript",), None),
        (("react",) * 9 + ("reach",), None),
        (("python-2",) * 9 + ("python-3",), None),
        (("new",) * 9 + ("news",), None),
        (("C",) * 9 + ("C++", "C#"), None),
    ],
)
def test_plurals_and_slips_are_notes_where_one_form_is_clearly_usual(tags, severity):
    assert [str(each.severity) for each in found("P701", numbered(*tags))] == ([severity] if severity else [])


@pytest.mark.parametrize("generator", ["hugo", "pelican"])
def test_letter_case_makes_no_other_tag_where_the_generator_folds_it(generator):
    files = {f"content/{n}.md": f"Title: A\nDate: 2026-11-01\nTags: {tag}\n\nText.\n" for n, tag in enumerate(("Go", "go"))}
    if generator == "hugo":
        files = {f"content/{n}.md": f"---\ntags: [{tag}]\n---\n" for n, tag in enumerate(("Go", "go"))}
    assert found("P701", files, generator) == ()


# --- on a list ------------------------------------------------------------------------------------------------------------


def test_the_owners_list_goes_before_the_generators_and_is_an_error():
    files = {**numbered("lake", "laek", "hill")}
    near, none = found("P703", files, tags=("lake", "walk"))
    assert (near.path, marked(near), near.help, near.severity) == ("1.md", "laek", "did you mean `lake`?", Severity.ERROR)
    assert "[lake]" in fixed(files, near)
    assert none.fix is None
    assert "`validate.tags`" in none.help


def test_categories_are_not_held_to_the_list_of_tags():
    assert found("P703", {"content/a.md": "---\ncategories: [x]\n---\n"}, "hugo", tags=("lake",)) == ()
    assert found("P703", {"content/a.md": "---\ntags: [LAKE]\n---\n"}, "hugo", tags=("lake",)) == ()


DOCUSAURUS = "export default {presets: [['classic', {blog: {%s}}]]};\n"


@pytest.mark.parametrize(
    ("options", "severity"),
    [
        ("", "warning"),
        ("onInlineTags: 'throw'", "error"),
        ("onInlineTags: 'ignore'", None),
        ("tags: 'other.yml'", None),
        ("onInlineTags: level()", None),
    ],
)
def test_docusaurus_says_itself_how_bad_a_tag_outside_its_file_is(options, severity):
    files = {
        "docusaurus.config.js": DOCUSAURUS % options,
        "blog/tags.yml": "lake:\n  label: The lake\n",
        "blog/2026-11-01-a.md": "---\ntags: [lake, The lake]\n---\nA.\n",
    }
    assert [str(each.severity) for each in found("P703", files, "docusaurus")] == ([severity] if severity else [])


# --- twice, in one text, empty ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("generator", "path", "before", "after"),
    [
        ("plain", "a.md", "---\ntags: [a, b, a, c, b]\n---\n", "---\ntags: [a, b, c]\n---\n"),
        ("plain", "a.md", "---\ntags:\n  - a # 1\n  - a # 2\n  - b # 3\n---\n", "---\ntags:\n  - a # 1\n  - b # 3\n---\n"),
        ("plain", "a.md", "---\r\ntags: ['a', \"a\"]\r\n---\r\n", "---\r\ntags: ['a']\r\n---\r\n"),
        ("jekyll", "_posts/2026-11-01-a.md", "---\ntags: a  b a c\n---\n", "---\ntags: a  b c\n---\n"),
        ("pelican", "content/a.md", "Title: A\nTags: a, B;  b\n\nT.\n", None),
        ("pelican", "content/a.md", "Title: A\nTags: a,  B, b,c\n\nT.\n", "Title: A\nTags: a,  B,c\n\nT.\n"),
        ("hugo", "content/a.md", '+++\ntags = ["Go", "x", "GO"]\n+++\n', '+++\ntags = ["Go", "x"]\n+++\n'),
    ],
)
def test_the_later_of_two_equal_tags_goes(generator, path, before, after):
    diagnostics = found("P704", {path: before}, generator)
    assert len(diagnostics) == (after is not None)
    for finding in diagnostics:
        assert finding.fix.safe
        assert fixed({path: before}, finding) == after


@pytest.mark.parametrize(
    ("generator", "path", "front", "after"),
    [
        ("hugo", "content/a.md", 'tags: "lake, walk"', "tags: [lake, walk]"),
        ("hexo", "source/_posts/a.md", "tags: lake; walk", "tags: [lake, walk]"),
        ("jekyll", "_posts/2026-11-01-a.md", "categories: lake, by the sea", "categories: [lake, by the sea]"),
        ("jekyll", "_posts/2026-11-01-a.md", "tags: lake,walk", None),
        ("jekyll", "_posts/2026-11-01-a.md", "category: lake, walk", None),
        ("gatsby", "src/a.md", "tags: lake, walk", None),
        ("hugo", "content/a.md", "tags: Paris, Texas # c", "tags: [Paris, Texas] # c"),
        ("hugo", "content/a.md", "categories: lake, walk", "categories: [lake, walk]"),
    ],
)
def test_a_text_becomes_the_list_that_was_meant(generator, path, front, after):
    files = {path: f"---\ntitle: A\n{front}\n---\n"}
    diagnostics = found("P705", files, generator)
    assert [fixed(files, each) for each in diagnostics] == ([files[path].replace(front, after)] if after else [])
    assert not any(each.fix.safe for each in diagnostics)


def test_an_item_without_a_name_goes_and_its_dash_is_marked():
    files = {"a.md": "---\ntags:\n  - a\n  -\n  - ''\n  - b # c\n---\n"}
    (finding,) = found("P707", files)
    assert (finding.line, marked(finding)) == (4, "-")
    assert fixed(files, finding) == "---\ntags:\n  - a\n  - b # c\n---\n"
    (note,) = found("P707", {"a.md": "---\ntags: [a, null]\n---\n"})
    assert note.severity is Severity.INFO


def test_lone_tags_are_told_only_where_many_posts_have_tags_and_only_when_asked():
    files = numbered(*["lake"] * 30, "lake, heron")
    (finding,) = found("P702", files)
    assert marked(finding) == "heron"
    assert BY_CODE["P702"] not in rulebook.select(registry.rules())
    assert found("P702", numbered(*["lake"] * 20, "heron")) == ()


def test_a_post_without_tags_is_told_where_the_others_have_some():
    files = {**numbered(*["lake"] * 9), "a.md": "---\ntitle: A\ntags: []\n---\n"}
    (finding,) = found("P706", files)
    assert (finding.path, finding.line, marked(finding)) == ("a.md", 3, "[]")
    assert finding.message == "no tags, while 9 of 9 other posts have some"
