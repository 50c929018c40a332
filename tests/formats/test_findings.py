"""The formats of findings: full, concise and github."""

from __future__ import annotations

import re

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
        "error[P102] draft-not-boolean [*]: `draft` is text\n"
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
    row = QUOTED | {"_excerpt": "", "help": ""}
    assert full.render(view(row), Terminal()) == "error[P102] draft-not-boolean [*]: `draft` is text\n --> posts/a.md:3:8\n"


def test_full_in_colour():
    heading, arrow, bar, source, mark, fix = full.render(view(QUOTED), Terminal(colour=True)).splitlines()
    assert heading == "\x1b[1;31merror[P102]\x1b[0m \x1b[1mdraft-not-boolean\x1b[0m \x1b[32m[*]\x1b[0m: `draft` is text"
    assert arrow == " \x1b[34m-->\x1b[0m posts/a.md:3:8"
    assert bar == "  \x1b[34m|\x1b[0m"
    assert source == '\x1b[34m3\x1b[0m \x1b[34m|\x1b[0m draft: "false"'
    assert mark == "  \x1b[34m|\x1b[0m        \x1b[1;31m^^^^^^^\x1b[0m"
    assert fix == "  \x1b[34m=\x1b[0m \x1b[1mhelp\x1b[0m: write `draft: false`"


def shown(excerpt, column, end_column, terminal=Terminal()):  # noqa: B008 - a frozen value
    """The source line and the mark below it, without the gutter."""
    row = QUOTED | {"_excerpt": excerpt, "column": column, "end_column": end_column, "name": "n", "message": "m", "help": ""}
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


LINK = QUOTED | {
    "column": 17,
    "end_column": 45,
    "message": "no post is at /blogs/04-28-2019-first-step, and none has ever been there",
    "help": "did you mean src/blogs/04-28-2019-the-first-step.md?",
    "_excerpt": "See [the first](/blogs/04-28-2019-first-step) and ![a cup](/images/cup.svg).",
}


def test_u3_full_at_40_columns_goes_on_in_indented_lines():
    assert full.render(view(LINK), Terminal(width=40, tty=True)) == (
        "error[P102] draft-not-boolean [*]: no\n"
        "    post is at\n"
        "    /blogs/04-28-2019-first-step, and\n"
        "    none has ever been there\n"
        " --> posts/a.md:3:17\n"
        "  |\n"
        "3 | …[the first](/blogs/04-28-2019-firs…\n"
        "  |              ^^^^^^^^^^^^^^^^^^^^^^\n"
        "  = help: did you mean\n"
        "          src/blogs/04-28-2019-the-\n"
        "          first-step.md?\n"
    )


def test_u1_full_is_not_folded_for_programs():
    lines = full.render(view(LINK), Terminal(width=40)).splitlines()
    assert len(lines) == 6
    assert lines[0].endswith(LINK["message"])
    assert lines[-1].endswith(LINK["help"])


def test_u2_colour_changes_nothing_about_where_lines_break():
    plain, coloured = (full.render(view(LINK), Terminal(width=40, tty=True, colour=colour)) for colour in (False, True))
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


@given(st.text("ab -/日", max_size=120), st.text("ab -/日", max_size=120), st.integers(20, 100))
def test_u3_full_says_all_within_the_width(message, advice, columns):
    row = LINK | {"message": message, "help": advice, "name": "n"}
    text = full.render(view(row), Terminal(width=columns, tty=True))
    assert all(cell_len(line) <= columns for line in text.splitlines())
    said = "".join(text.split())
    assert "".join(message.split()) in said
    assert "".join(advice.split()) in said


@given(
    st.text(st.sampled_from("ab 日\t\x1b\u0301"), min_size=1, max_size=200),
    st.integers(1, 200),
    st.integers(1, 200),
    st.integers(20, 100),
)
def test_u7_the_mark_stays_inside_what_is_shown(excerpt, column, end_column, columns):
    source, mark = shown(excerpt, column, end_column, Terminal(width=columns, tty=True))
    assert len(mark) <= columns - 4
    if source[1:].endswith("…"):  # one alone stands for the beginning of a line that goes on in blanks
        assert len(mark) < cell_len(source)


def test_u7_blanks_before_the_cut_do_not_draw_it_in_below_the_mark():
    source, mark = shown("title: x" + " " * 50 + "y", 8, 60, Terminal(width=40, tty=True))
    assert (cell_len(source), len(mark), source[-1]) == (36, 35, "…")


def test_concise_is_one_line_a_finding():
    assert concise.render(view(QUOTED, LATER, summary="2 findings."), Terminal()) == (
        "posts/a.md:3:8: error P102 [*] `draft` is text\nposts/a.md:120:3: warning P102 `draft` is text\n"
    )


@pytest.mark.parametrize("fix", [None, {"safe": False, "edits": []}])
def test_what_fix_does_not_mend_has_no_mark(fix):
    assert "[*]" not in concise.render(view(QUOTED | {"fix": fix}), Terminal()) + full.render(
        view(QUOTED | {"fix": fix}), Terminal()
    )


def test_concise_in_colour():
    assert concise.render(view(QUOTED), Terminal(colour=True)) == (
        "\x1b[1mposts/a.md\x1b[0m:3:8: \x1b[1;31merror P102\x1b[0m \x1b[32m[*]\x1b[0m `draft` is text\n"
    )


def test_github_annotates_the_line():
    assert github.render(view(QUOTED, LATER), Terminal(github=True)) == (
        "::error file=posts/a.md,line=3,col=8,endLine=3,endColumn=15,title=P102 draft-not-boolean::"
        "posts/a.md:3:8: P102 `draft` is text%0Awrite `draft: false`\n"
        "::warning file=posts/a.md,line=120,endLine=121,title=P102 draft-not-boolean::posts/a.md:120:3: P102 `draft` is text\n"
    )


def test_s5_a_name_cannot_end_a_workflow_command():
    row = QUOTED | {"path": "a\n::error::,%:.md", "message": "x\n::stop-commands::t", "help": "", "severity": "info"}
    line = github.render(view(row), Terminal(github=True))
    assert line.startswith("::notice file=a%0A%3A%3Aerror%3A%3A%2C%25%3A.md,line=3,")
    assert line.endswith(":3:8: P102 x%0A::stop-commands::t\n")
    assert line.count("\n") == 1


@pytest.mark.parametrize("render", [concise.render, full.render, github.render])
def test_no_findings_no_text(render):
    assert render(view(), Terminal()) == ""


def test_full_of_nothing_is_the_summary():
    assert full.render(view(summary="All 3 posts are fine."), Terminal()) == "All 3 posts are fine.\n"
