"""The output guard: what is shown instead of what cannot be seen, and the doors it closes."""

from __future__ import annotations

import json
import re
import time

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from postctl.escaping import (
    ci_safe,
    csv_cell,
    github_data,
    github_property,
    json_text,
    linkable,
    one_line,
    sealed,
    tsv_cell,
    visible,
)

ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
PIECES = [
    *("\x1b", "\x1b[", "\x1b[31m", "\x1b[2J", "\x1b]0;t\x07", "\x1b]8;;", "\x1b]8;;http://a\x1b\\", "\x1b]8;;vscode:a\x1b\\"),
    *("\x07", "\x08", "\r", "\n", "\t", "\x00", "\x7f", "\x85", "\x9b31m", "\u202e", "\u2066", "\u200b", "\u2028", "\udcff"),
    *("\ud800", "\U000e0041", ENGLAND, "👩\u200d💻", "❤\ufe0f", "::", "##[", "%", ",", ":", "=", "'", '"', "m", ";", " "),
]
hostile = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3))).map("".join)

CONTROLS = [*range(9), *range(0x0B, 0x20), *range(0x7F, 0xA0)]
BIDI = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
NO_INK = [0xAD, 0x034F, 0x180E, 0x200B, 0x2028, 0x2029, 0x2060, 0x3164, 0xFEFF, 0xFFF9, *range(0xE0000, 0xE0080)]
UNSEEN = [*CONTROLS, *BIDI, *NO_INK, *range(0xD800, 0xE000)]


# --- visible ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a␛[31mb"),
        ("\x00\x07\r\x7f", "␀␇␍␡"),
        ("\x85\x9b", r"\u{85}\u{9b}"),
        ("\udcff\udc80.md", r"\xff\x80.md"),
        ("\ud83d", r"\u{d83d}"),
        ("gpj.\u202etxt", r"gpj.\u{202e}txt"),
        ("zero\u200bwidth\ufeff", r"zero\u{200b}width\u{feff}"),
        ("tag\U000e0041", r"tag\u{e0041}"),
        ("a\u200cb", r"a\u{200c}b"),
    ],
)
def test_s4_what_cannot_be_seen_is_shown(text, shown):
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        *("", "plain", "two\nlines\tand a tab", "日本語 עברית ไทย", "e\u0301", "no\u00a0break", "\ufffd"),
        *("👩\u200d💻", "❤\ufe0f", "1\ufe0f\u20e3", "🏳\ufe0f\u200d🌈", ENGLAND, "葛\U000e0100", "می\u200cخواهم", "क्\u200dष"),
    ],
)
def test_s4_text_and_emoji_stay_as_they_are(text):
    assert (visible(text), sealed(text)) == (text, text)


def test_s4_every_unseen_character_is_shown_and_distinct():
    shown = {visible(f"{chr(code)}") for code in UNSEEN}
    assert len(shown) == len(UNSEEN)
    assert all(len(text) > 1 or 0x2400 <= ord(text) <= 0x2421 for text in shown)


def test_s4_a_flag_is_kept_only_where_it_is_one_that_exists():
    assert r"\u{e0067}" in visible(ENGLAND[:-1])
    assert r"\u{e007f}" in visible("\U0001f3f4\U000e0068\U000e0069\U000e007f")


@given(hostile)
def test_s4_visible_text_holds_nothing_unseen_and_is_visible_already(text):
    shown = visible(text)
    assert visible(shown) == shown
    assert not {chr(code) for code in UNSEEN} & set(shown.replace(ENGLAND, ""))


@given(hostile)
def test_u1_one_line_is_one_line_and_one_cell(text):
    shown = one_line(text)
    assert len(shown.splitlines()) <= 1
    assert "\t" not in shown
    assert tsv_cell(text) == shown


def test_u1_line_ends_and_tabs_have_pictures():
    assert one_line("a\r\nb\tc") == "a␍␊b␉c"


# --- sealed -----------------------------------------------------------------------------------------------------------

OURS = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^;\x00-\x1f]*;(?:(?i:https?|mailto|file):[!-~]*)?\x1b\\")
PASSES = [
    *("\x1b[1;31mred\x1b[0m", "\x1b[m", "\x1b]8;;mailto:a@b.c\x1b\\", "\x1b]8;;file:///a\x1b\\", "a\n\tb"),
    "\x1b]8;id=1;https://example.com/?a=b;c\x1b\\text\x1b]8;;\x1b\\",
]
STOPS = [
    *("\x1b[2J", "\x1b[1A", "\x1b[?1049h", "\x1b[31", "\x1b[31:1m", "\x1b[>4m", "\x1b]0;title\x07", "\x1bPq\x1b\\", "\x1bc"),
    *("\x1b]8;;vscode:a\x1b\\", "\x1b]8;;javascript:a\x1b\\", "\x1b]8;;/a\x1b\\", "\x1b]8;;http://a", "\x1b]8;;http://a\x07"),
    *("\x1b]8;;http://\u202e\x1b", "\x1b]8;;http://a b\x1b\\", "\x1b]52;c;aGk=\x07", "\x9b31m", "\r", "\x08", "\u202e"),
]


@pytest.mark.parametrize("text", PASSES)
def test_s1_colours_and_links_pass_the_last_guard(text):
    assert sealed(text) == text


@pytest.mark.parametrize("text", STOPS)
def test_s1_nothing_else_passes_the_last_guard(text):
    assert "\x1b" not in sealed(text)
    assert sealed(text) == visible(text)


@given(hostile)
def test_s1_sealed_text_is_text_colours_and_links(text):
    rest = OURS.sub("", sealed(text))
    assert visible(rest) == rest
    assert sealed(sealed(text)) == sealed(text)


@given(hostile)
def test_s1_a_terminal_only_writes_what_is_sealed(text):
    screen = pyte.Screen(80, 300)
    pyte.Stream(screen).feed("first row\r\n" + sealed(text).replace("\n", "\r\n"))
    assert screen.display[0].startswith("first row ")
    assert screen.title == ""


@pytest.mark.parametrize("url", ["http://a", "HTTPS://a/b?c#d", "mailto:a@b.c"])
def test_s1_web_and_mail_addresses_may_be_opened(url):
    assert linkable(url)


BARRED = ["vscode:a", "file:///a", "/a", "a", "http:", "http://a b", "http://é", "http://a\x1b\\", "http://a\n", ""]


@pytest.mark.parametrize("url", BARRED)
def test_s1_other_addresses_may_not(url):
    assert not linkable(url)


WORST = {
    "escapes": "\x1b" * 10**6,
    "links": "\x1b]8;;http:a" * 80_000,
    "colours": "\x1b[1;" * 250_000,
    "starts": "\x1b]8;" * 250_000,
    "one link": "\x1b]8;;http:" + "a" * 10**6,
    "lines": "\n " * 500_000,
}


@pytest.mark.parametrize("text", WORST.values(), ids=WORST)
@pytest.mark.parametrize("guard", [sealed, ci_safe, github_property])
def test_s18_a_megabyte_of_the_worst_takes_no_time(guard, text):
    start = time.process_time()
    guard(text)
    assert time.process_time() - start < 8


# --- CI logs ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("::error::x", r"\::error::x"),
        ("a\n  ::error::x\n", "a\n  \\::error::x\n"),
        ("\u3000\t::x", "\u3000\t\\::x"),
        ("\x1b[31m::x", "\x1b[31m\\::x"),
        ("a\r::x", "a\r\\::x"),
        ("say ##[error]x", r"say ##\[error]x"),
        ("std::vector ## [x]", "std::vector ## [x]"),
    ],
)
def test_s5_no_line_is_a_command(text, safe):
    assert ci_safe(text) == safe


@given(hostile)
def test_s5_no_text_holds_a_command(text):
    safe = ci_safe(text)
    assert "##[" not in safe
    assert not any(line.strip().startswith("::") for line in re.split("[\r\n]", safe))
    assert safe.replace("\\", "") == text.replace("\\", "")


def unescaped(text: str) -> str:
    """What GitHub's runner makes of a property."""
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


@given(hostile)
def test_s5_workflow_commands_parse_back(text):
    assert unescaped(github_data(text)).replace("\r", "␍") == visible(text)
    assert unescaped(github_property(text)).replace("\r", "␍") == visible(text)
    assert not set(":,\r\n") & set(github_property(text))


# --- data -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_s16_a_formula_is_text(first):
    assert csv_cell(f"{first}1+1") == "'" + one_line(f"{first}1+1")


def test_s16_other_cells_are_as_they_are():
    assert csv_cell("1 = 1, 'quoted'") == "1 = 1, 'quoted'"


scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), hostile)
values = st.recursive(scalars, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(hostile, inner, max_size=3)))


def joined(data):
    """Two halves of a surrogate pair that follow each other are one character in JSON."""
    return json.loads(json.dumps(data))


@given(values, st.sampled_from([None, 2]))
def test_s16_json_parses_back_and_shows_nothing_unseen(data, indent):
    text = json_text(data, indent=indent)
    assert json.loads(text) == joined(data)
    assert sealed(text) == text
    assert ci_safe(text) == text


def test_s16_json_keeps_order_and_scripts_and_has_no_nan():
    assert json_text({"b": "日本", "a": [float("nan"), -float("inf")]}, indent=None) == '{"b": "日本", "a": [null, null]}'
    assert json_text("\u202e\x7f\u2028\udcff\U000e0041") == r'"\u202e\u007f\u2028\udcff\udb40\udc41"'
