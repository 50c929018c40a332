"""The formats of findings: full, concise and github."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from postctl.formats import concise, full, github
from postctl.model import Terminal, View

QUOTED = {
    "path": "posts/a.md",
    "line": 3,
    "column": 8,
    "end_line": 3,
    "end_column": 15,
    "code": "P102",
    "name": "draft-not-boolean",
    "severity": "error",
    "message": "`draft` is text",
    "help": "write `draft: false`",
    "fix": {"safe": True, "edits": []},
    "_excerpt": 'draft: "false"',
}
LATER = QUOTED | {
    "line": 120,
    "end_line": 121,
    "column": 3,
    "end_column": 2,
    "severity": "warning",
    "help": "",
    "fix": None,
    "_excerpt": "ab cd",
}


def view(*rows, summary=""):
    return View("diagnostics", ("path",), rows, summary=summary)


def test_full_shows_the_place_and_what_to_do():
    assert full.render(view(QUOTED, LATER, summary="2 findings."), Terminal()) == (
        "error[P102] draft-not-boolean: `draft` is text\n"
        " --> posts/a.md:3:8\n"
        "  |\n"
        '3 | draft: "false"\n'
        "  |        ^^^^^^^\n"
        "  = help: write `draft: false`\n"
        "\n"
        "warning[P102] draft-not-boolean: `draft` is text\n"
        "   --> posts/a.md:120:3\n"
        "    |\n"
        "120 | ab cd\n"
        "    |   ^^^\n"
        "\n"
        "2 findings.\n"
    )


def test_full_without_an_excerpt_has_no_frame():
    row = QUOTED | {"_excerpt": "", "help": "", "fix": {"safe": False, "edits": []}}
    assert full.render(view(row), Terminal()) == (
        "error[P102] draft-not-boolean: `draft` is text\n --> posts/a.md:3:8\n  = help: [--fix --unsafe-fixes]\n"
    )


def test_full_in_colour():
    heading, arrow, bar, source, mark, fix = full.render(view(QUOTED), Terminal(colour=True)).splitlines()
    assert heading == "\x1b[1;31merror[P102]\x1b[0m \x1b[1mdraft-not-boolean\x1b[0m: `draft` is text"
    assert arrow == " \x1b[34m-->\x1b[0m posts/a.md:3:8"
    assert bar == "  \x1b[34m|\x1b[0m"
    assert source == '\x1b[34m3\x1b[0m \x1b[34m|\x1b[0m draft: "false"'
    assert mark == "  \x1b[34m|\x1b[0m        \x1b[1;31m^^^^^^^\x1b[0m"
    assert fix == "  \x1b[34m=\x1b[0m \x1b[1mhelp\x1b[0m: write `draft: false`"


def shown(excerpt, column, end_column, terminal=Terminal()):  # noqa: B008 - a frozen value
    """The source line and the mark below it, without the gutter."""
    row = QUOTED | {"_excerpt": excerpt, "column": column, "end_column": end_column}
    lines = full.render(view(row), terminal).splitlines()
    return lines[3][4:], lines[4][4:]


@pytest.mark.parametrize(
    ("excerpt", "begin", "end", "source", "mark"),
    [
        ("日本語", 2, 3, "日本語", "  ^^"),
        ("\ta\tb", 2, 3, "    a   b", "    ^"),
        ("\ta\tb", 4, 5, "    a   b", "        ^"),
        ("日\tb", 3, 4, "日  b", "    ^"),
        ("a\u202eb", 2, 3, "a\\u{202e}b", " ^^^^^^^^"),
        ("a\x1bb", 3, 4, "a␛b", "  ^"),
        ("👩\u200d💻 x", 5, 6, "👩\u200d💻 x", "   ^"),
        ("ab", 3, 3, "ab", "  ^"),
        ("ab", 9, 12, "ab", "  ^"),
        ("ab\r\n", 1, 3, "ab", "^^"),
    ],
)
def test_u7_the_mark_stands_under_the_exact_cells(excerpt, begin, end, source, mark):
    assert shown(excerpt, begin, end) == (source, mark)


@given(st.text(st.sampled_from("ab 日\t\x1b\u202e\u0301"), max_size=600), st.integers(1, 700), st.integers(1, 700))
def test_u7_a_long_line_is_shown_around_its_mark(excerpt, column, end_column):
    source, mark = shown(excerpt or "x", column, end_column, Terminal(width=60, tty=True))
    assert cell_len(source) <= 56
    assert len(mark) <= 56
    assert mark.strip("^ ") == ""
    assert "^" in mark


def test_u7_a_line_of_a_megabyte_shows_the_place():
    source, mark = shown("x" * 500_000 + "HERE" + "y" * 500_000, 500_001, 500_005, Terminal(width=80, tty=True))
    start = mark.index("^")
    assert (source[start : start + len(mark.strip())], source[0], source[-1]) == ("HERE", "…", "…")


def test_concise_is_one_line_a_finding():
    assert concise.render(view(QUOTED, LATER, summary="2 findings."), Terminal()) == (
        "posts/a.md:3:8: P102 `draft` is text\nposts/a.md:120:3: P102 `draft` is text\n"
    )


def test_concise_in_colour():
    assert concise.render(view(QUOTED), Terminal(colour=True)) == (
        "\x1b[1mposts/a.md\x1b[0m:3:8: \x1b[1;31mP102\x1b[0m `draft` is text\n"
    )


def test_github_annotates_the_line():
    assert github.render(view(QUOTED, LATER), Terminal(github=True)) == (
        "::error file=posts/a.md,line=3,col=8,endLine=3,endColumn=15,title=P102 draft-not-boolean::"
        "`draft` is text%0Awrite `draft: false`\n"
        "::warning file=posts/a.md,line=120,col=3,endLine=121,endColumn=2,title=P102 draft-not-boolean::`draft` is text\n"
    )


def test_s5_a_name_cannot_end_a_workflow_command():
    row = QUOTED | {"path": "a\n::error::,%:.md", "message": "x\n::stop-commands::t", "help": "", "severity": "info"}
    line = github.render(view(row), Terminal(github=True))
    assert line.startswith("::notice file=a%0A%3A%3Aerror%3A%3A%2C%25%3A.md,line=3,")
    assert line.endswith("::x%0A::stop-commands::t\n")
    assert line.count("\n") == 1


@pytest.mark.parametrize("render", [concise.render, full.render, github.render])
def test_no_findings_no_text(render):
    assert render(view(), Terminal()) == ""


def test_full_of_nothing_is_the_summary():
    assert full.render(view(summary="All 3 posts are fine."), Terminal()) == "All 3 posts are fine.\n"
