"""Files that cannot be read: each has one rule, an exact place, and a fix only where it leads somewhere."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import site_of

from postctl import linting, registry
from postctl.document import find
from postctl.model import Severity

RULES = registry.rules()
BY_CODE = {rule.code: rule for rule in RULES}
OF_BROKEN = ("P001", "P006", "P007", "P008", "P009", "P010", "P011", "P012", "P013", "P014", "P015")


def found(files, generator="plain", codes=OF_BROKEN):
    return linting.check(site_of(files, generator), tuple(BY_CODE[code] for code in codes))


def fixed(diagnostic, text):
    data = text if isinstance(text, bytes) else text.encode()
    for start, end, new in sorted(diagnostic.fix_offsets, reverse=True):
        data = data[:start] + new.encode() + data[end:]
    return data


def one(front, generator="plain", path="a.md"):
    """The only finding of a post with this front matter, and the post once the fix is applied."""
    text = f"---\n{front}\n---\nText.\n"
    (finding,) = found({path: text}, generator)
    after = site_of({path: fixed(finding, text)}, generator)
    return finding, after.posts[0] if finding.fix and after.posts else None


# --- values that want quotes ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "title", "safe"),
    [
        ("title: Rust: a review", "Rust: a review", True),
        ('title: It\'s: "so"', 'It\'s: "so"', True),
        ('title: C:\\temp: "x"', 'C:\\temp: "x"', True),
        ("title: Why:", "Why:", True),
        ("title:   Rust: a review  ", "Rust: a review", True),
        ("title: \U0001f600: a", "\U0001f600: a", True),
        ("title: A: b  # so", "A: b", False),
        ("title: @home", "@home", True),
        ("title: `code` here", "`code` here", True),
        ("title: %s is a format", "%s is a format", True),
        ("title: *NSYNC", "*NSYNC", True),
        ("title: **bold** words", "**bold** words", True),
        ("title: & then", "& then", True),
        ("title: [draft] Rust", "[draft] Rust", True),
        ("title: {a} b", "{a} b", True),
        ("title: - and so on", "- and so on", True),
        ("title: > than", "> than", True),
        ('title: "Rust" for you', '"Rust" for you', False),
        ('title: "Rust": a', '"Rust": a', False),
        ("title: 'It's here'", "It's here", False),
        ('title: "He said "no" to me"', 'He said "no" to me', False),
        ('title: "One" and "two"', '"One" and "two"', False),
        ("title: A\ndescription: b: c\nsummary: @d: e", "A", True),
    ],
)
def test_a_fix_puts_the_value_in_quotes_as_it_was_written(front, title, safe):
    finding, post = one(front)
    assert finding.code in ("P010", "P014")
    assert post is not None
    assert post.title == title
    assert finding.fix.safe is safe
    assert len(post.document.entries) == len(front.split("\n"))


@pytest.mark.parametrize(
    ("front", "code"),
    [
        ("title: A\nauthor: name: B", "P010"),
        ("title: A\ntags:\n  - @b", "P014"),
        ("title: A\ntags:\n\t- b", "P009"),
    ],
)
def test_what_else_is_mended(front, code):
    finding, post = one(front)
    assert finding.code == code
    assert post is not None
    assert finding.fix.safe is (code == "P009")


@pytest.mark.parametrize(
    ("front", "code"),
    [
        ("draft:true\ntitle: A", "P001"),
        ('title: "never closed', "P001"),
        ("tags: [a, b", "P001"),
        ("title: A\n b: c: d\n  e: f", "P010"),
        ('title: "{{ replace .Name "-" " " }}"', "P001"),
        ("title: A: b\n  and more of it", "P010"),
        ("just text: and\nmore\n\tof: it: x", "P009"),
    ],
)
def test_where_nothing_is_sure_there_is_no_fix(front, code):
    finding, _ = one(front)
    assert (finding.code, finding.fix) == (code, None)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_places_and_edits_count_as_they_should(newline, bom):
    lines = ["---", "# \U0001f600", "title: d\u00e9j\u00e0: vu", "tags:", "  - b", "---", "Text: x", ""]
    text = bom + newline.join(lines)
    (finding,) = found({"a.md": text})
    assert (finding.line, finding.column, finding.end_line, finding.end_column) == (3, 12, 3, 13)
    assert finding.excerpt == lines[2]
    lines[2] = 'title: "d\u00e9j\u00e0: vu"'
    assert fixed(finding, text).decode() == bom + newline.join(lines)


@given(
    before=st.lists(st.sampled_from(["a: 1", "# x", "b: 'c'", "d: [e]", ""]), max_size=4, unique=True),
    value=st.text("ab '\":#@`%*&![]{}|>-?,\\\u00e9\U0001f600", min_size=1, max_size=12),
    newline=st.sampled_from(["\n", "\r\n"]),
)
def test_whatever_the_value_a_fix_leads_to_a_post_with_that_title(before, value, newline):
    text = newline.join(["---", *before, f"title: {value}", "z: 1", "---", "Text.", ""])
    site = site_of({"a.md": text})
    if not site.broken:
        return
    (finding,) = found({"a.md": text})
    if finding.fix is None:
        return
    (post,) = site_of({"a.md": fixed(finding, text)}).posts
    assert post.front["z"] == 1
    assert find(post.document, "title").value.kind == "scalar"
    if finding.fix.safe:
        assert post.front["title"] == value.strip(" ")


def test_a_tab_is_named_where_it_stands():
    (finding,) = found({"a.md": "---\ntitle: A\ntags:\n  \t- b\n---\n"})
    assert (finding.code, finding.line, finding.column, finding.end_column) == ("P009", 4, 3, 4)
    assert not finding.fix or not finding.fix.safe


# --- which rule speaks ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "generator", "path", "code"),
    [
        ("---\ntitle: A\n\nText.\n", "plain", "a.md", "P006"),
        ("---toml\ntitle = 'A'\n---\n", "gatsby", "src/a.md", "P008"),
        ("---lisp\n(title A)\n---\n", "docusaurus", "blog/2026-11-01-a.md", "P008"),
        ("---js\nx\n---\n", "hugo", "content/a.md", "P012"),
        (b"---\ntitle: Caf\xe9\n---\n", "plain", "a.md", "P011"),
        ("---\ntitle: A\n---\n".encode("utf-16"), "plain", "a.md", "P011"),
        (b"---\ntitle: A\0\n---\n", "plain", "a.md", "P001"),
        ("---\na: &a [*a]\n---\n", "plain", "a.md", "P013"),
        ("---\na: " + "x" * 70_000 + "\n---\n", "plain", "a.md", "P013"),
        ("+++\na = " + "[" * 80 + "]" * 80 + "\n+++\n", "hugo", "content/a.md", "P013"),
        ("---\n<<<<<<< HEAD\ntitle: A\n=======\ntitle: B\n>>>>>>> b\n---\n", "plain", "a.md", "P015"),
        ("---\n<<<<<<< HEAD\ntitle: A: b\n=======\ntitle: B\n>>>>>>> b\n---\n", "plain", "a.md", "P015"),
        ("+++\n<<<<<<< HEAD\ntitle = 'A'\n=======\ntitle = 'B'\n>>>>>>> b\n+++\n", "zola", "content/a.md", "P015"),
        ("\n---\ntitle: A\n---\n", "jekyll", "_posts/2026-11-01-a.md", "P007"),
        ("\ufeff\ufeff---\ntitle: A\n---\n", "jekyll", "_posts/2026-11-01-a.md", "P007"),
        ("Hello\n---\ntitle: A\n---\n", "jekyll", "_posts/2026-11-01-a.md", "P007"),
        ("Hello\n+++\ntitle = 'A'\n+++\n", "zola", "content/a.md", "P007"),
        (".. title: A\n.. date: 2026-11-01\n\nText.\n", "zola", "content/a.md", "P008"),
        ("Text.\n", "zola", "content/a.md", "P001"),
        ("+++\ntitle = 'A'\n+++\n", "docusaurus", "blog/2026-11-01-a.md", "P008"),
    ],
)
def test_one_file_has_one_rule(text, generator, path, code):
    (finding,) = found({path: text}, generator)
    assert finding.code == code


def test_p002_leaves_what_p007_and_p008_say_to_them():
    files = {
        "_posts/2026-11-01-a.md": "\n---\ntitle: A\n---\n",
        "_posts/2026-11-02-b.md": "+++\ntitle = 'A'\n+++\n",
        "_posts/2026-11-03-c.md": "Text.\n",
        **{f"_posts/2026-11-{n}-d.md": "---\ntitle: A\n---\n" for n in range(10, 20)},
    }
    codes = ("P002", "P007", "P008")
    assert [(each.code, each.path[-4]) for each in found(files, "jekyll", codes)] == [("P007", "a"), ("P008", "b"), ("P002", "c")]


def test_a_byte_is_named_with_its_offset_and_what_it_may_be():
    (finding,) = found({"a.md": "---\ntitle: \u00fc Caf".encode() + b"\xe9\n---\n"})
    assert finding.message == "byte 0xe9 at offset 17 is not UTF-8; in Windows-1252 it is '\u00e9'"
    assert (finding.line, finding.column) == (2, 13)
    assert finding.fix is None


def test_what_all_posts_do_is_said_once():
    files = {f"_posts/2026-11-{n}-d.md": "+++\ntitle = 'A'\n+++\n" for n in range(10, 20)}
    (finding,) = found(files, "jekyll")
    assert (finding.severity, finding.message[:15]) == (Severity.INFO, "10 of 10 posts:")
    lines = {f"content/{n}.md": "---\nTitle: 'A'\nDate: 2026-11-01\n---\n" for n in range(10)}
    (finding,) = found(lines, "pelican")
    assert finding.severity is Severity.INFO


@pytest.mark.parametrize("generator", ["hugo", "astro", "plain"])
def test_blank_lines_are_fine_where_the_generator_does_not_mind(generator):
    path = {"hugo": "content/a.md", "astro": "src/pages/a.md", "plain": "a.md"}[generator]
    assert found({path: "\n\n---\ntitle: A\n---\nText.\n"}, generator) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Heading\n---\nNote: a text, not a key.\n\n---\n",
        "How to write a post:\n\n    ---\n    title: A\n    ---\n",
        "```\n---\ntitle: A\n---\n```\n",
        "{% raw %}\n---\ntitle: A\n---\n{% endraw %}\n",
    ],
)
def test_what_only_looks_like_front_matter_is_none(text):
    assert found({"_posts/2026-11-01-a.md": text}, "jekyll") == ()


# --- conflicts --------------------------------------------------------------------------------------------------------

HEAD, OVER, END = "<<<<<<< HEAD", "=======", ">>>>>>> 1f2e3d4"


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ([HEAD, "a", OVER, "b", END], [4]),
        ([HEAD, "a", OVER, "b", END, "", HEAD, "a", OVER, "b", END], [4, 10]),
        ([HEAD, "a"], [4]),
        ([HEAD, "a", HEAD, "b", OVER, "c", END], [4, 6]),
        (["a", END], [5]),
        (["Title", OVER, "", ">>>>>>> seven quotations"], []),
        (["```", HEAD, "a", OVER, "b", END, "```"], []),
        (["<pre>", HEAD, "a", OVER, "b", END, "</pre>"], []),
        ([f"    {HEAD}"], []),
        ([f"See {HEAD} there"], []),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_conflicts_in_the_text(body, lines, newline):
    text = newline.join(["---", "title: A", "---", *body, ""])
    assert [each.line for each in found({"a.md": text})] == lines


# --- time -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "---\n" + "a: b: c\n" * 9_000 + "---\n",
        "---\n" + "a: @b\n" * 9_000 + "---\n",
        "---\n" + "\t- a\n" * 9_000 + "---\n",
        "---\ntitle: " + "[" * 60_000 + "\n---\n",
        "---\ntitle: " + '"a" ' * 15_000 + "\n---\n",
        "---\ntitle: " + "'" * 60_000 + "x\n---\n",
        "<<<<<<< a\n" * 10_000,
        "<!--" * 25_000 + "\n---\ntitle: A\n---\n",
        "\ufeff\n " * 30_000 + "---\ntitle: A\n---\n",
        "Title: A\n" * 10_000,
        "\n---" * 25_000,
    ],
)
@pytest.mark.parametrize("generator", ["jekyll", "hexo", "pelican"])
def test_s18_hostile_files_take_no_time(text, generator):
    path = {"jekyll": "_posts/2026-11-01-a.md", "hexo": "source/_posts/a.md", "pelican": "content/a.md"}[generator]
    site = site_of({path: text}, generator)
    start = time.perf_counter()
    linting.check(site, tuple(BY_CODE[code] for code in OF_BROKEN))
    assert time.perf_counter() - start < 8
