"""The fast path for flat TOML says what the nodes say, or leaves the source to them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import event, example, given
from hypothesis import strategies as st

from postctl.guard import Unreadable
from postctl.model import Fences
from postctl.syntaxes import Block, _toml_flat, quoted
from postctl.syntaxes.toml import SYNTAX


def assert_same(source):
    quick = _toml_flat.data(source)
    if quick is not None:
        root = SYNTAX.parse(source)
        assert repr(quick) == repr((SYNTAX.value(root, "yaml-1.2"), tuple(quoted(root))))
    return quick is not None


@pytest.mark.parametrize(
    "source",
    [
        'title = "Tea, and (more) of it"\ndate = 2020-01-01\ndraft = true\n',
        "title='Tea'\r\ndate = 2020-01-01T10:30:00Z\r\n\r\nweight = -3\r\n",
        'date = 2020-01-01 10:30:00+02:00\ntags = ["a", \'b c\' ,"#d"]\nnone = [ ]\n',
        'title = "é 日本 😀"\n[extra]\nauthor = "a"\ntags = []\n\n[taxonomies]\ntags = ["a"]',
        "\n\n[extra]\n",
        "a = \"\"\nb = ''\nc = false\nd = +0\n",
        "",
    ],
)
def test_what_is_flat_is_read_on_the_fast_path(source):
    assert assert_same(source)


@pytest.mark.parametrize(
    "source",
    [
        "# c\n", "a = 1 # c\n", 'a = "b\\n"\n', 'a = """b"""\n', "a = '''b'''\n", "a.b = 1\n", '"a" = 1\n', "a = 1.5\n",
        "a = 1_000\n", "a = 0x1f\n", "a = 01\n", "a = inf\n", "a = 10:30:00\n", "a = 2020-02-30\n", "a = 0000-01-01\n",
        "a = 2020-01-01T10:30Z\n", "a = 2020-01-01T24:00:00\n", "a = 2020-01-01T10:30:00+24:00\n", "a = [1]\n",
        'a = ["b",\n"c"]\n', 'a = [["b"]]\n', "a = {b = 1}\n", "a = 1\na = 2\n", "[a]\n[a]\n", "a = 1\n[a]\n", "[[a]]\n",
        "[a.b]\n", "[a]\nb = 1\nb = 2\n", "a = \tb\n", "a = 1\rb = 2\n", "a\n", "a =\n", "a = b\n", 'a = "b\n', "a = \x07\n",
        'a = "\ud800"\n', 'a = "b" c = "d"\n', f"a = 1\n{'#' * 9000}\n", f'a = "{"." * 64}"\n', " a = 1\n", "a = True\n",
    ],
)  # fmt: skip
def test_what_is_not_flat_is_parsed(source):
    assert _toml_flat.data(source) is None


PARTS = st.sampled_from(
    [
        *("a", "b", "1", "-1", "+0", "007", "1.5", "true", "false", "True", "2020-01-01", "2020-02-31", "10:30:00", "T10:30:00"),
        *('"', "'", '"x"', "'y'", '""', '"""', "'''", "\\", "[", "]", ",", "{", "}", "=", ".", "#", " ", "\t", "\n", "\r", "Z"),
        *("+02:00", " 10:30:00", "é", "😀", "\x7f", "\x01", "\x85", "\u2028", "\ud800", "\ufeff", "inf", "_"),
    ]
)
SCALARS = st.one_of(
    st.sampled_from(
        ['"a"', "'b c'", "true", "12", "-0", "2020-01-01", "2020-01-01T10:30:00Z", "2020-01-01 10:30:00-02:30", '""']
    ),
    st.lists(PARTS, min_size=1, max_size=3).map("".join),
)
KEYS = st.sampled_from(["title", "date", "a-b", "x_1", "a", "a.b", '"q"', "7"])
LINES = st.one_of(
    st.builds(lambda key, value, end: f"{key} = {value}{end}", KEYS, SCALARS, st.sampled_from(["", "", " ", "\t", " # c"])),
    st.builds(lambda key, items: f"{key} = [{', '.join(items)}]", KEYS, st.lists(SCALARS, max_size=3)),
    st.builds(lambda key: f"[{key}]", KEYS),
    st.sampled_from(["", "  ", "# c", "[[a]]", "a=1", " a = 1"]),
)
SOURCES = st.builds(
    lambda lines, newline, end: newline.join(lines) + end,
    st.lists(LINES, max_size=5),
    st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"]),
    st.sampled_from(["\n", "\n", "", "\r\n", "\n "]),
)


@given(SOURCES)
@example('a = "x"\n[a]\n')
@example("[a]\nb = 1\n[b]\n")
def test_both_ways_agree_on_any_front_matter(source):
    try:
        event("flat" if assert_same(source) else "not flat")
    except Unreadable as error:
        pytest.fail(f"{source!r} is read on the fast path, and is no TOML: {error.problem.reason}")


@given(st.text(max_size=60))
def test_both_ways_agree_on_a_value_of_any_characters(value):
    for source in (f"a = {value}\n", f'a = "{value}"\n', f"a = '{value}'\nb = [\"{value}\"]\n"):
        assert_same(source)


@pytest.mark.corpus
def test_both_ways_agree_on_every_post_of_the_corpus(corpus: Path):
    read = [assert_same(source) for source in map(_source, sorted(corpus.rglob("*.md"))) if source is not None]
    assert sum(read) > len(read) / 2


def _source(path: Path) -> str | None:
    """The TOML between the fences of a file, if it has any."""
    text = path.read_bytes().decode(errors="replace").removeprefix("\ufeff") if path.is_file() else ""
    block = SYNTAX.block(text, Fences())
    return text[slice(*block.inner)] if isinstance(block, Block) else None
