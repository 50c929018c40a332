"""YAML: what every way to write a value means, and where it stands."""

from __future__ import annotations

import math

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from postctl import registry
from postctl.guard import Unreadable
from postctl.model import Span

YAML = registry.syntax("yaml")


def load(source, schema="yaml-1.1"):
    return YAML.value(YAML.parse(source), schema)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", {}),
        ("# only a comment\n\n", {}),
        ("~\n", None),
        ("a: b", {"a": "b"}),
        ("  a: b\n  c: d\n", {"a": "b", "c": "d"}),
        ("{a: b, c: [d, 'e']}\n", {"a": "b", "c": ["d", "e"]}),
        ("a: 'it''s' # why\n", {"a": "it's"}),
        ('a: "x\\ty\\u00e9\\x1b\\n"\n', {"a": "x\tyé\x1b\n"}),
        ("a: one\n  two\n\n  three\n", {"a": "one two\nthree"}),
        ("a: |\n  one\n   two\n\nb: c\n", {"a": "one\n two\n", "b": "c"}),
        ("a: |+ # why\n  one\n\n\n", {"a": "one\n\n\n"}),
        ("a: >-\n  one\n  two\n\n  three\n# c\n", {"a": "one two\nthree"}),
        ("a: |2\n    one\n", {"a": "  one\n"}),
        ("a:\nb: ~\nc: null\nd: ''\ne: Null\n", {"a": None, "b": None, "c": None, "d": "", "e": None}),
        ("date created: x\n'q k': y\n\"é: 🎉\": z\n? w\n: v\n", {"date created": "x", "q k": "y", "é: 🎉": "z", "w": "v"}),
        ("404: a\ntrue: b\n~: c\n2024-01-01: d\n", {"404": "a", "true": "b", "~": "c", "2024-01-01": "d"}),
        ("a:\n  b:\n    c: d\n  e: [f, {g: h}]\n", {"a": {"b": {"c": "d"}, "e": ["f", {"g": "h"}]}}),
        ("a:\n- b\n- c: d\n  e: f\n-\n- - g\n", {"a": ["b", {"c": "d", "e": "f"}, None, ["g"]]}),
        ("a: []\nb: {}\nc: [a, ]\nd: [a: b]\n", {"a": [], "b": {}, "c": ["a"], "d": [{"a": "b"}]}),
        ("a: x\nb: y\na: z\n", {"a": "z", "b": "y"}),
        ("a: &x true\nb: *x\nc: &l [1, y]\nd: *l\n", {"a": True, "b": True, "c": [1, "y"], "d": [1, "y"]}),
        ("a: &x {k: 1, l: 2}\nb: {<<: *x, l: 3}\n", {"a": {"k": 1, "l": 2}, "b": {"k": 1, "l": 3}}),
        (
            "a: &x {k: 1}\nb: &y {k: 2, m: 3}\nc:\n  <<: [*x, *y]\n  n: 4\n",
            {"a": {"k": 1}, "b": {"k": 2, "m": 3}, "c": {"k": 1, "m": 3, "n": 4}},
        ),
        ("a: {'<<': x}\nb: {<<: text, c: d}\n", {"a": {"<<": "x"}, "b": {"c": "d"}}),
        ("a: !!str 5\nb: !!int '5'\nc: !x [y]\nd: !!str\n", {"a": "5", "b": "5", "c": ["y"], "d": ""}),
        ("a: b\r\nc: |\r\n  d\r\n  e\r\n", {"a": "b", "c": "d\ne\n"}),
        ("a: b\rc: d\r", {"a": "b", "c": "d"}),
        ("a: http://x.y/#z\nb: x#y\nc: x #y\n", {"a": "http://x.y/#z", "b": "x#y", "c": "x"}),
        ("a:\tb\n", {"a": "b"}),
        ("a: -b\nc: '- b'\n", {"a": "-b", "c": "- b"}),
        ("%YAML 1.1\n---\na: b\n", {"a": "b"}),
        ('a: "\\U0001F389"\nb: 🎉\n', {"a": "🎉", "b": "🎉"}),
    ],
)
def test_what_a_source_says(source, expected):
    if expected is None:
        with pytest.raises(Unreadable, match="single text"):
            load(source)
    else:
        assert load(source) == expected


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("yes", True, "yes"),
        ("No", False, "No"),
        ("ON", True, "ON"),
        ("off", False, "off"),
        ("y", "y", "y"),
        ("N", "N", "N"),
        ("true", True, True),
        ("False", False, False),
        ("tRUE", "tRUE", "tRUE"),
        ("404", 404, 404),
        ("+12", 12, 12),
        ("-0", 0, 0),
        ("017", 15, 17),
        ("08", "08", 8),
        ("0o17", "0o17", 15),
        ("0x1F", 31, 31),
        ("0b101", 5, "0b101"),
        ("0b", "0b", "0b"),
        ("0b_", "0b_", "0b_"),
        ("-0b_", "-0b_", "-0b_"),
        ("0x_", "0x_", "0x_"),
        ("0_", 0, "0_"),
        ("1_000", 1000, "1_000"),
        ("1:30", 90, "1:30"),
        ("190:20:30", 685230, "190:20:30"),
        ("1:30.5", 90.5, "1:30.5"),
        ("1.10", 1.1, 1.1),
        ("1.", 1.0, 1.0),
        (".5", 0.5, 0.5),
        ("1e3", "1e3", 1000.0),
        ("1.5e3", "1.5e3", 1500.0),
        ("1_0.5", 10.5, "1_0.5"),
        ("1.5e+3", 1500.0, 1500.0),
        (".inf", math.inf, math.inf),
        ("-.INF", -math.inf, -math.inf),
        ("1.0e+999", math.inf, math.inf),
        ("9" * 400, "9" * 400, "9" * 400),
        ("1.2.3", "1.2.3", "1.2.3"),
        ("1,000", "1,000", "1,000"),
        (".", ".", "."),
        ("-x", "-x", "-x"),
        ("2024-01-01", "2024-01-01", "2024-01-01"),
        ("2020-20-19", "2020-20-19", "2020-20-19"),
        ("2024-01-01 10:00:00 +0100", "2024-01-01 10:00:00 +0100", "2024-01-01 10:00:00 +0100"),
        ("12:30:45", 45045, "12:30:45"),
    ],
)
def test_a_plain_word_means_what_its_schema_says(text, old, new):
    for schema, expected in (("yaml-1.1", old), ("yaml-1.2", new)):
        found = load(f"a: {text}\n", schema)["a"]
        assert (type(found), found) == (type(expected), expected)
        assert load(f"a: '{text}'\n", schema)["a"] == text


def test_not_a_number_is_one():
    assert math.isnan(load("a: .nan\n")["a"])


@pytest.mark.parametrize(
    ("source", "style", "text"),
    [
        ("a: b c # d\n", "plain", "b c"),
        ("a: 'b' # d\n", "single", "'b'"),
        ('a: "b" # d\n', "double", '"b"'),
        ("a: # d\n", "empty", ""),
        ("a: | # d\n  b\n\n\nc: d\n", "literal", "| # d\n  b"),
        ("a: |+\n  b\n\n\nc: d\n", "literal", "|+\n  b\n\n"),
        ("a: >-\r\n  b\r\n  c\r\n", "folded", ">-\r\n  b\r\n  c"),
        ("a: one\n  two\n# c\n", "plain", "one\n  two"),
        ("a: [b, c] # d\n", "flow", "[b, c]"),
        ("a: [\n b, # c\n]\n", "flow", "[\n b, # c\n]"),
        ("a: {b: c}\n", "flow", "{b: c}"),
        ("a:\n- b\n- c # d\n\n# e\nf: g\n", "block", "- b\n- c"),
        ("a:\n  b: c\n  d: |\n   e\n\nf: g\n", "block", "b: c\n  d: |\n   e"),
        ("a: !!str b\n", "plain", "!!str b"),
        ("a: &x b\n", "plain", "&x b"),
        ("z: &x [b]\na: *x\n", "flow", "*x"),
        ("é🎉: x\na: 日本\n", "plain", "日本"),
    ],
)
@pytest.mark.parametrize("base", [0, 7])
def test_a_value_stands_where_it_is_written(source, style, text, base):
    root = YAML.parse(source, base)
    name, value = next((name, value) for name, value in root.pairs if name.text == "a")
    padded = " " * base + source
    assert padded[slice(*name.span)] == "a"
    assert (value.style, padded[slice(*value.span)]) == (style, text)
    assert value.anchored == ("&" in text or "*" in text)


@pytest.mark.parametrize(
    ("source", "offset"),
    [
        ("é: [", 4),
        ("- a\n", 0),
        ("x: y\n[a]: b\n", 5),
        ("é: *a\n", 3),
        ("é: \x1b\n", 3),
        ("a: b\n--- c\n", 5),
        ("a: [b\nc: d\n", 7),
    ],
)
def test_a_problem_counts_from_the_base(source, offset):
    for base in (0, 9):
        with pytest.raises(Unreadable) as error:
            YAML.parse(source, base)
        assert error.value.problem.offset == base + offset


def test_an_empty_source_stands_at_its_base():
    assert YAML.parse("", 4).span == Span(4, 4)


values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8).filter(lambda key: key != "<<"), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=8), values, max_size=5), st.booleans(), st.sampled_from([None, '"', "'"]))
def test_what_pyyaml_writes_is_read_as_pyyaml_reads_it(data, flow, quotes):
    source = yaml.safe_dump(data, default_flow_style=flow, default_style=quotes, allow_unicode=True)
    assume(not any(mark in source for mark in ("&", "!!", "? ")))
    assume(yaml.safe_load(source) == data)  # PyYAML's own writer folds a next-line character away
    assert load(source) == data


@given(st.dictionaries(st.text(max_size=8), values, max_size=4))
def test_what_is_written_is_what_pyyaml_reads(data):
    source = YAML.export(data)
    assert yaml.load(source or "{}", Loader=yaml.CSafeLoader) == data
    assert load(source) == load(source, "yaml-1.2") == data
