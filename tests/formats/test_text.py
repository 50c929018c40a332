"""The page of one post: its card and its body."""

from __future__ import annotations

import re
import time

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from postctl.formats import text
from postctl.model import Terminal, View

SGR = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")
ROW = {"title": "The Joy of A Next Step", "status": "draft"}
CARD = [("status", "draft (draft: true)"), ("tags", "mindset, joy"), ("finding", "P401 line 3: no such post")]


def shown(row, **terminal):
    return text.render(View("posts", ("_card", "_body"), (row,)), Terminal(**terminal))


def body(markdown, **terminal):
    return shown({"_body": markdown}, **terminal)


# --- the card ---------------------------------------------------------------------------------------------------------


def test_the_card_stands_above_the_body():
    assert shown(ROW | {"_card": CARD, "_body": "Hello *there*."}) == (
        "The Joy of A Next Step\n"
        "\n"
        "status   ○ draft (draft: true)\n"
        "tags     mindset, joy\n"
        "finding  P401 line 3: no such post\n"
        "\n"
        "Hello there.\n"
    )


def test_the_card_in_colour_has_a_line_below():
    assert shown(ROW | {"_card": CARD, "_body": "Hi"}, width=30, tty=True, colour=True) == (
        "\x1b[1mThe Joy of A Next Step\x1b[0m\n"
        "\n"
        "\x1b[2mstatus   \x1b[0m\x1b[33m○ draft (draft: true)\x1b[0m\n"
        "\x1b[2mtags     \x1b[0mmindset, joy\n"
        "\x1b[2mfinding  \x1b[0m\x1b[33mP401 line 3: no such\x1b[0m\n"
        "         \x1b[33mpost\x1b[0m\n"
        "\n"
        f"\x1b[2m{'─' * 30}\x1b[0m\n"
        "\n"
        "Hi\n"
    )


def test_links_are_one_a_line():
    assert shown(ROW | {"_links": ["/about", "http://a\x1b[2J", ""]}) == "/about\nhttp://a␛[2J\n"


@pytest.mark.parametrize("row", [{}, {"_card": [], "_body": "", "_links": []}, {"_body": " \n\r\n"}, {"_body": "[a]: b\n"}])
def test_nothing_asked_for_is_nothing(row):
    assert shown(ROW | row) == ""


# --- the body ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markdown", "drawn"),
    [
        ("# A *b*\n\n### C", "# A b\n\n### C\n"),
        ("a `b` **c** _d_ ~~e~~", "a `b` c d ~~e~~\n"),
        ("a\r\nb\rc", "a b c\n"),
        ("a  \nb<br>c", "a\nb\nc\n"),
        ("- a\n- b\n  - c\n\n1. d\n2. e", " - a\n - b\n    - c\n\n 1. d\n 2. e\n"),
        ("> a\n>\n> b", "> a\n>\n> b\n"),
        ("```py\nx = 1\n\n\ty\n```", "  [py]\n    x = 1\n\n        y\n"),
        ("a\n\n---\n\nb", "a\n\n---\n\nb\n"),
        ("|a|b|\n|-|-:|\n|1|22|", "| a |  b |\n|---|----|\n| 1 | 22 |\n"),
        ("{% include a_b_c %} {{ page.title }}", "{% include a_b_c %} {{ page.title }}\n"),
        ('{{< figure src="a" >}}\n\n{{% b %}}', '{{< figure src="a" >}}\n\n{{% b %}}\n'),
        (
            '<div class="a">\n  <b>\n</div>\n\nx <i>y</i> <!-- more -->',
            '<div class="a">\n  <b>\n</div>\n\nx y <!-- more -->\n',
        ),
        ("[a](/b) [c](http://d) <http://e> ![f](g)", "a (/b) c (http://d) http://e [image: f → g]\n"),
        ("[](http://a) [![b](c)](d)", "http://a [image: b → c] (d)\n"),
        ("x</kbd></kbd> <kbd>y", "x</kbd></kbd> <kbd>y\n"),
        ("[bold]a[/bold] :smile:", "[bold]a[/bold] :smile:\n"),
        ("[<a@b.c>](vscode:x)[](http://y)", "a@b.c (vscode:x)http://y\n"),
        ("a\x1b[2Jb &#x202e; &#27; \u2066", "a␛[2Jb \\u{202e} \ufffd \\u{2066}\n"),
    ],
)
def test_u1_a_body_without_a_terminal_is_plain_text(markdown, drawn):
    assert body(markdown) == drawn


COLOUR = {"tty": True, "colour": True}


def test_s1_only_links_to_the_web_can_be_opened():
    assert body("[a](https://b/c)", **COLOUR) == "\x1b]8;id=1;https://b/c\x1b\\\x1b[4;34ma\x1b[0m\x1b]8;;\x1b\\\n"
    for target in ("vscode:a", "x-man-page:a", "/a", "file:///a"):
        drawn = body(f"[a]({target})", **COLOUR)
        assert "\x1b]" not in drawn
        assert target in drawn


@pytest.mark.parametrize("terminal", [{"tty": True}, {"colour": True}, {"tty": True, "colour": True, "github": True}])
def test_links_need_a_terminal_that_has_colours(terminal):
    assert SGR.sub("", body("[a](http://b)", **terminal)) == "a (http://b)\n"


def test_code_is_coloured_but_not_when_it_is_very_long():
    assert "\x1b[35mdef\x1b[0m" in body("```py\ndef f(): pass\n```", **COLOUR)
    assert "\x1b[35m" not in body("```py\n" + "def f(): pass\n" * 2001 + "```", **COLOUR)
    assert body("```no-such-language{1,2}\nx\n```", **COLOUR) == "  \x1b[2;3mno-such-language{1,2}\x1b[0m\n    x\n"


def test_a_body_that_is_no_post_is_shown_as_it_is_written():
    assert body("# a\n\n" + "*b* \x1b" * 40_000) == "# a\n\n" + "*b* ␛" * 40_000 + "\n"


def test_what_is_nested_too_deeply_is_still_shown():
    drawn = body("".join(f"{'  ' * depth}- item {depth}\n" for depth in range(30)), width=100)
    assert [depth for depth in range(30) if f"item {depth}\n" not in drawn] == []
    assert "x" in body(">" * 5000 + " x")


def test_a_table_without_room_is_one_line_a_row():
    wide = f"|{'ab|' * 12}\n|{'-|' * 12}\n|{'cd|' * 12}\n"
    assert body(wide, width=40).count("ab") == 12
    assert body(wide, width=40).count("cd") == 12


@pytest.mark.parametrize(
    "markdown", [">" * 50_000 + "x", "- " * 5_000, "[" * 50_000, "*a " * 30_000, "x" * 140_000, "```py\n" + "x = 1\n" * 20_000]
)
def test_r19_a_hostile_body_takes_bounded_time(markdown):
    start = time.process_time()
    body(markdown, **COLOUR)
    assert time.process_time() - start < 10


PIECES = [
    *(
        "> ",
        "- ",
        "1. ",
        "999999999. ",
        "\n",
        "\n\n",
        "```",
        "```py\n",
        "`",
        "*",
        "**",
        "~~",
        "[",
        "](http://x)",
        "](vscode:x)",
        "![",
    ),
    *(
        "<kbd>",
        "</kbd>",
        "<br>",
        "<div>",
        "|a|b|\n|-|-|\n",
        "|",
        "---",
        "# ",
        "&#x202e;",
        "&#27;",
        "\x1b[31m",
        "\x9b",
        "日本語",
        "{% x %}",
    ),
    *("word ", "long" * 9, "    ", "\t", "\\", "<!-- c -->", "<http://a>", "\u2028", "\r", "<a@b.c>", "[x]: y\n"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join), st.sampled_from([1, 20, 40, 80, 300]))
def test_u3_a_page_is_never_wider_than_the_terminal(markdown, width):
    drawn = shown(ROW | {"_card": CARD, "_body": markdown}, width=width, **COLOUR)
    assert max(cell_len(line) for line in SGR.sub("", drawn).splitlines()) <= min(max(width, 20), 100)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_s1_a_body_cannot_reach_the_card(markdown):
    screen = pyte.Screen(100, 150)
    drawn = shown(ROW | {"_card": CARD, "_body": markdown}, width=100, **COLOUR)
    pyte.Stream(screen).feed(drawn.replace("\n", "\r\n"))
    assert [line.rstrip() for line in screen.display[:5]] == [
        *(
            "The Joy of A Next Step",
            "",
            "status   ○ draft (draft: true)",
            "tags     mindset, joy",
            "finding  P401 line 3: no such post",
        )
    ]
    assert screen.title == ""
