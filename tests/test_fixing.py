"""Applying fixes: which are picked, what is taken back, and that the second time there is nothing to do."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import site_of

from postctl import fixing, linting, registry
from postctl.model import Edit, Fix, Severity, Span
from postctl.rules import Example, Finding, Rule

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
RULES = registry.rules()


def mended(files, rules, generator="gatsby", *, unsafe=False, among=lambda path: True):
    site = site_of(files, generator, AT)

    def check(site):
        return linting.check(site, rules)

    return fixing.fixed(site, check(site), check, unsafe=unsafe, among=among)


def texts(fixed):
    return {change.path: change.after.decode() for change in fixed.changes}


def replacing(code, old, new, *, safe=True):
    """A rule against a word."""

    def check(post, site):
        start = post.document.text.find(old)
        while start >= 0:
            span = Span(start, start + len(old))
            yield Finding(f"{old}", span, "do it", Fix(safe, (Edit(span, new),)))
            start = post.document.text.find(old, span.end)

    return Rule(code=code, severity=Severity.WARNING, summary="s", bad=(Example({}),), good=(Example({}),), post=check)


def test_all_findings_of_a_file_are_mended_in_one_pass():
    fixed = mended({"a.md": "---\ntitle: A\n---\nfoo bar foo\n"}, (replacing("X1", "foo", "qux"), replacing("X2", "bar", "baz")))
    assert texts(fixed) == {"a.md": "---\ntitle: A\n---\nqux baz qux\n"}
    assert fixed.counts == {"a.md": {"X1": 2, "X2": 1}}
    assert list(fixing.summary(fixed.counts, written=True)) == ["a.md: X1 (2 times), X2", "3 findings fixed in 1 file"]


def test_u8_unsafe_fixes_are_left_alone_unless_they_are_asked_for():
    files = {"a.md": "---\ntitle: A\n---\nfoo bar\n"}
    rules = (replacing("X1", "foo", "qux", safe=False), replacing("X2", "bar", "baz"))
    assert texts(mended(files, rules)) == {"a.md": "---\ntitle: A\n---\nfoo baz\n"}
    assert texts(mended(files, rules, unsafe=True)) == {"a.md": "---\ntitle: A\n---\nqux baz\n"}


def test_overlapping_fixes_wait_for_the_next_pass():
    rules = (replacing("X1", "foo bar", "bar"), replacing("X2", "bar", "baz"))
    assert texts(mended({"a.md": "---\ntitle: A\n---\nfoo bar\n"}, rules)) == {"a.md": "---\ntitle: A\n---\nbaz\n"}


@pytest.mark.parametrize(
    "rules",
    [
        (replacing("X1", "foo", "bar"), replacing("X2", "bar", "foo")),
        (replacing("X1", "foo", "foo foo"),),
        (replacing("X1", "title: A", "title: [A"),),
        (replacing("X1", "foo", "---\n"), replacing("X2", "---\n", "foo")),
    ],
)
def test_u8_a_fix_that_makes_anything_worse_is_not_made(rules):
    fixed = mended({"a.md": "---\ntitle: A\n---\nfoo\n"}, rules)
    assert fixed.changes == ()
    assert fixed.counts == {}
    assert fixed.left


def test_u8_the_good_fixes_of_a_file_are_made_without_the_bad_one():
    rules = (replacing("X1", "foo", "bar bar"), replacing("X2", "bar", "bar "), replacing("X3", "qux", "quux"))
    fixed = mended({"a.md": "---\ntitle: A\n---\nfoo qux\n", "b.md": "---\ntitle: A\n---\nqux\n"}, rules)
    assert texts(fixed) == {"a.md": "---\ntitle: A\n---\nfoo quux\n", "b.md": "---\ntitle: A\n---\nquux\n"}


def test_u8_a_fix_after_which_another_file_has_a_finding_is_not_made():
    def clash(site):
        if len({post.title for post in site.posts}) < 2:
            yield Finding("twins", path="b.md")

    twins = Rule(code="X9", severity=Severity.ERROR, summary="s", bad=(Example({}),), good=(Example({}),), site=clash)
    files = {"a.md": "---\ntitle: foo\n---\n", "b.md": "---\ntitle: bar\n---\n"}
    assert mended(files, (replacing("X1", "foo", "bar"), twins)).changes == ()
    assert texts(mended(files, (replacing("X1", "foo", "baz"), twins))) == {"a.md": "---\ntitle: baz\n---\n"}


def test_u8_one_fix_that_is_not_made_keeps_no_other_from_being_made():
    def clash(site):
        if any(post.title == "bar" for post in site.posts):
            yield Finding("seen", path="z.md")

    seen = Rule(code="X9", severity=Severity.ERROR, summary="s", bad=(Example({}),), good=(Example({}),), site=clash)
    files = {f"{name}.md": "---\ntitle: A\n---\nfoo\n" for name in "abcdef"} | {"d.md": "---\ntitle: foo\n---\n", "z.md": "Z\n"}
    fixed = mended(files, (replacing("X1", "foo", "bar"), seen))
    assert [*texts(fixed)] == ["a.md", "b.md", "c.md", "e.md", "f.md"]


def _crowd(site):
    """A finding in `z.md` where two posts have one title, beside the one of a post that has it already."""
    titles = [post.title for post in site.posts]
    if any(titles.count(title) > 1 for title in titles):
        yield Finding("twins", path="z.md")


_CROWD = Rule(code="X9", severity=Severity.ERROR, summary="s", bad=(Example({}),), good=(Example({}),), site=_crowd)


def test_u8_one_fix_that_is_not_made_does_not_keep_the_others_from_being_made():
    files = {f"{name}.md": f"---\ntitle: foo {name}\n---\n" for name in "abcdefg"}
    files |= {"d.md": "---\ntitle: foo z\n---\n", "z.md": "---\ntitle: bar z\n---\n"}
    fixed = mended(files, (replacing("X1", "foo", "bar"), _CROWD))
    assert texts(fixed) == {path: text.replace("foo", "bar") for path, text in files.items() if path not in ("d.md", "z.md")}
    assert [(each.path, each.code) for each in fixed.left] == [("d.md", "X1")]


def test_a_fix_that_was_refused_is_tried_again_once_the_site_is_another():
    files = {"a.md": "---\ntitle: foo\n---\n", "b.md": "---\ntitle: bar\n---\nqux\n", "z.md": "---\ntitle: Z\n---\n"}
    fixed = mended(files, (replacing("X1", "foo", "bar"), replacing("X2", "title: bar\n---\nqux", "title: B\n---\nqux"), _CROWD))
    assert texts(fixed) == {"a.md": "---\ntitle: bar\n---\n", "b.md": "---\ntitle: B\n---\nqux\n"}


@pytest.mark.parametrize(
    ("generator", "path", "text", "after"),
    [
        ("gatsby", "src/blogs/a.md", "---\ntitle: A: b\ntgs: [c]\n---\nText.\n", '---\ntitle: "A: b"\ntgs: [c]\n---\nText.\n'),
        ("hugo", "content/a.md", "---\ntitle: @b\ndraft: yes\n---\nT.\n", '---\ntitle: "@b"\ndraft: yes\n---\nT.\n'),
        (
            "jekyll",
            "_posts/2026-01-01-a.md",
            "\n---\ntitle: B\ntags: [a, b]\n---\nT.\n",
            "---\ntitle: B\ntags: [a, b]\n---\nT.\n",
        ),
    ],
)
def test_what_comes_to_light_in_a_file_that_can_now_be_read_is_no_reason_not_to_mend_it(generator, path, text, after):
    other = path.replace("a.md", "z.md")
    files = {path: text, other: '---\ntitle: "B"\ntags: [a]\ntgs: [d]\ndraft: true\n---\nText.\n'}
    assert texts(mended(files, RULES, generator)).get(path) == after


def test_u8_a_safe_fix_never_gives_a_post_another_address():
    files = {"src/blogs/a.md": '---\npath: "/foo"\ntitle: foo\n---\nfoo\n'}
    assert mended(files, (replacing("X1", "foo", "bar"),)).left[0].fix is None
    assert texts(mended(files, (replacing("X1", "/foo", "/bar"),))) == {}
    unsafe = mended(files, (replacing("X1", "/foo", "/bar", safe=False),), unsafe=True)
    assert texts(unsafe) == {"src/blogs/a.md": files["src/blogs/a.md"].replace("/foo", "/bar")}


@pytest.mark.parametrize(("pattern", "safe"), [("/:slug/", False), ("/:contentbasename/", True)])
def test_letters_in_parts_of_a_title_are_safe_to_mend_where_no_address_is_made_of_it(pattern, safe):
    files = {"hugo.toml": f"permalinks.page.posts = '{pattern}'\n", "content/posts/a.md": "---\ntitle: Cafe\u0301\n---\nText.\n"}
    site = site_of(files, "hugo", AT)
    (found,) = linting.check(site, [rule for rule in RULES if rule.code == "P504"])
    assert found.fix is not None
    assert found.fix.safe is safe


def test_only_files_that_are_meant_are_touched():
    files = {f"{name}.md": "---\ntitle: A\n---\nfoo\n" for name in "ab"}
    assert [*texts(mended(files, (replacing("X1", "foo", "bar"),), among=lambda path: path == "b.md"))] == ["b.md"]


def test_both_files_of_a_post_are_mended():
    files = {"posts/a.md": "foo\n", "posts/a.meta": ".. title: A\n.. slug: a\n.. date: 2026-01-01\n.. tags: foo\n"}

    def check(post, site):
        start = post.document.content.find("foo")
        if start >= 0:
            span = Span(post.document.base + start, post.document.base + start + 3)
            yield Finding("foo", span, "do it", Fix(True, (Edit(span, "bar"),)))

    body = Rule(code="X2", severity=Severity.INFO, summary="s", bad=(Example({}),), good=(Example({}),), post=check)
    fixed = mended(files, (replacing("X1", "foo", "bar"), body), "nikola")
    assert texts(fixed) == {path: text.replace("foo", "bar") for path, text in files.items()}


def test_what_was_hidden_in_a_file_that_nobody_could_read_is_mended_then():
    files = {"a.md": "---\ntitle: A: b\ntags: [a, a]\nslug: x\nslug: x\n---\n[y](gone.md)\n", "b.md": "---\ntitle: B\n---\n"}
    fixed = mended(files, RULES)
    assert texts(fixed) == {"a.md": '---\ntitle: "A: b"\ntags: [a]\nslug: x\n---\n[y](gone.md)\n'}
    assert {each.code for each in fixed.left if each.path == "a.md"} >= {"P401"}


def test_r21_a_file_that_is_not_utf_8_is_never_fixed():
    assert (
        mended({"a.md": b"---\ntitle: caf\xe9\n---\nfoo\n"}, (*RULES, replacing("X1", "foo", "bar")), unsafe=True).changes == ()
    )


LINES = st.sampled_from(
    [
        "title: A",
        "title: B",
        "draft: true",
        "draft: true",
        "Draft: false",
        "tags: [a, a]",
        "date: 2026-01-01",
        "descripton: x",
        "# c",
    ]
)
BODY = st.sampled_from(["", "Text.\n", "# A\n\nText <!-- postctl: allow P401 -->.\n", "[x](x.md)\n", "\n\n---\na: b\n---\n"])


@given(
    fronts=st.lists(st.lists(LINES, max_size=6), min_size=1, max_size=3),
    body=BODY,
    newline=st.sampled_from(["\n", "\r\n"]),
    generator=st.sampled_from(["gatsby", "hugo", "jekyll", "plain"]),
)
def test_u8_after_all_fixes_no_file_has_a_new_finding_and_nothing_is_left_to_do(fronts, body, newline, generator):
    folder = {"hugo": "content/posts/", "jekyll": "_posts/2026-01-01-"}.get(generator, "")
    files = {
        f"{folder}{number}.md": newline.join(["---", *front, "---", body]).replace("\r\r", "\r").encode()
        for number, front in enumerate(fronts)
    }
    site = site_of(files, generator, AT)
    before = linting.check(site, RULES)
    fixed = mended(files, RULES, generator, unsafe=True)
    count = fixing._tally
    assert not (count(fixed.left) - count(before))
    changed = {**files, **{change.path: change.after for change in fixed.changes}}
    again = mended(changed, RULES, generator, unsafe=True)
    assert again.changes == ()
