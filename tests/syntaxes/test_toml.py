"""TOML: what every way to write a value means, and where it stands."""

from __future__ import annotations

import tomllib

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from postctl import registry
from postctl.guard import Unreadable
from postctl.syntaxes import entries

TOML = registry.syntax("toml")


def load(source):
    return TOML.value(TOML.parse(source), "yaml-1.1")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", {}),
        ("# only a comment", {}),
        ("a = 1", {"a": 1}),
        ("a = true # why\nb=false\n\tc\t=\t-1.5e3", {"a": True, "b": False, "c": -1500.0}),
        ("a = 0x1F\nb = 1_000\nc = 0o17\nd = 0b11\ne = +inf", {"a": 31, "b": 1000, "c": 15, "d": 3, "e": float("inf")}),
        (
            "a = 2024-01-01 # why\nb = 2024-01-01T10:00:00Z\nc = 10:00:00",
            {"a": "2024-01-01", "b": "2024-01-01T10:00:00Z", "c": "10:00:00"},
        ),
        ("a = 2024-01-01 10:00:00.123+01:00", {"a": "2024-01-01 10:00:00.123+01:00"}),
        ('a = "x\\ty\\u00e9\\U0001F389"', {"a": "x\tyé🎉"}),
        ("a = 'c:\\x'", {"a": "c:\\x"}),
        ('a = """\nx\n\\\n   y"""', {"a": "x\ny"}),
        ('a = """x""\\"y"""""\nb = 1', {"a": 'x"""y""', "b": 1}),
        ("a = '''\nx\n'y''''\nb = 1", {"a": "x\n'y'", "b": 1}),
        ('a = """# no comment\n[no table]"""', {"a": "# no comment\n[no table]"}),
        ("a = []\nb = [ # one\n 1, # two\n 2, ]\nc = {}", {"a": [], "b": [1, 2], "c": {}}),
        ("a = {b = 1, c.d = [2], 'e f' = {}}", {"a": {"b": 1, "c": {"d": [2]}, "e f": {}}}),
        ("a.b = 1\na.c = 2\n\"a\".'d e' = 3", {"a": {"b": 1, "c": 2, "d e": 3}}),
        ("a = 1\n[b]\nc = 2\n[b.d]\ne = 3\n[f]", {"a": 1, "b": {"c": 2, "d": {"e": 3}}, "f": {}}),
        ("[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nd = 3", {"a": [{"b": 1}, {"b": 2, "c": {"d": 3}}]}),
        ("[[a.b]]\nc = 1\n[[a.b.d]]\n[[a.b.d]]\ne = 2\n[[a.b]]", {"a": {"b": [{"c": 1, "d": [{}, {"e": 2}]}, {}]}}),
        ("[ a . 'b' ] # why\nc = 1", {"a": {"b": {"c": 1}}}),
        ("a = [{b = 1}, {b = 2}]", {"a": [{"b": 1}, {"b": 2}]}),
        ("a = 1\r\n[b]\r\nc = '''\r\nd\r\n'''\r\n", {"a": 1, "b": {"c": "d\n"}}),
        ("a = 1\rb = 2", {"a": 1, "b": 2}),
        ('"" = 1\n"é🎉" = 2\n404 = 3\ntrue = 4', {"": 1, "é🎉": 2, "404": 3, "true": 4}),
        ("3.14 = 'pi'", {"3": {"14": "pi"}}),
    ],
)
def test_what_a_source_says(source, expected):
    assert load(source) == expected


@pytest.mark.parametrize(
    ("source", "style", "text"),
    [
        ('a = "b" # c', "basic", '"b"'),
        ("a = 'b'# c", "literal", "'b'"),
        ('a = """\nb\n""" # c', "multi", '"""\nb\n"""'),
        ("a = '''b''''' # c", "multi", "'''b'''''"),
        ("a = 2024-01-01 10:00:00 # c", "date", "2024-01-01 10:00:00"),
        ("a = true# c", "boolean", "true"),
        ("a = 1_0  # c", "number", "1_0"),
        ("a = [1, # c\n ] # d", "flow", "[1, # c\n ]"),
        ("a = { b = 1 } # c", "flow", "{ b = 1 }"),
        ("'é🎉' = 1\na = '日'", "literal", "'日'"),
        ("x = 1\n[a]\nb = 1\n\n# c\n[d]\n", "block", "[a]\nb = 1"),
    ],
)
@pytest.mark.parametrize("base", [0, 7])
def test_a_value_stands_where_it_is_written(source, style, text, base):
    padded = " " * base + source
    entry = next(entry for entry in entries(TOML.parse(source, base)) if entry.key == "a")
    assert padded[slice(*entry.name.span)] == "a"
    assert (entry.value.style, padded[slice(*entry.value.span)].rstrip()) == (style, text)


def test_a_dotted_key_stands_under_its_first_part_and_a_quoted_dot_is_none():
    assert [entry.key for entry in entries(TOML.parse("a.b = 1\n'c.d' = 2\n\"e\" . f = 3"))] == ["a", "c.d", "e"]


@pytest.mark.parametrize(
    ("source", "offset", "reason"),
    [
        ("é = 1", 0, "invalid statement"),
        ("a = 1\nb = x", 10, "invalid value"),
        ("a = 1\r\nb = x", 11, "invalid value"),
        ("a = 1\rb = x", 10, "invalid value"),
        ("'é' = [", 7, "invalid"),
        ("a = 1\na = 2", 11, "overwrite"),
        ('"a\\u0000b" = 1', 0, "NUL"),
        ("a = " + "[" * 70 + "]" * 70, 4 + 64, "deeper"),
        ("b = 1\na" + ".a" * 70 + " = 1", 6, "deeper"),
    ],
)
def test_a_problem_counts_from_the_base(source, offset, reason):
    for base in (0, 9):
        with pytest.raises(Unreadable, match=reason) as error:
            TOML.parse(source, base)
        assert error.value.problem.offset == base + offset


def test_a_long_text_with_many_dots_is_no_deep_key():
    text = ".".join("abc") * 100
    assert load(f"a = '{text}'\nb = \"{text}\" # {text}\nc = '''\n{text}'''\n") == {"a": text, "b": text, "c": text}


keys = st.text(max_size=8).map(lambda key: key.replace("\0", ""))
values = st.recursive(
    st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(keys, values, max_size=5))
def test_what_tomlkit_writes_is_read_as_tomllib_reads_it(data):
    source = tomlkit.dumps(data)
    assert load(source) == tomllib.loads(source)


@given(st.dictionaries(keys, values, max_size=4))
def test_what_is_written_is_what_tomllib_reads(data):
    source = TOML.export(data)
    assert tomllib.loads(source) == data
    assert load(source) == data
