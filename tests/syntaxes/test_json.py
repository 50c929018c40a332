"""JSON: what every way to write a value means, and where it stands."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postctl import registry
from postctl.guard import Unreadable
from postctl.model import Fences
from postctl.syntaxes import Block

JSON = registry.syntax("json")


def load(source):
    return JSON.value(JSON.parse(source), "yaml-1.1")


@pytest.mark.parametrize(
    "source",
    [
        *(
            "{}",
            "{ \r\n\t}",
            '{"a":1}',
            '{"a": [], "b": {}, "c": [[], {}]}',
            '{"a": -0, "b": 1.5e3, "c": -1E-2, "d": 0}',
            '{"": ""}',
        ),
        *('{"a": "\\u00e9\\n\\"\\\\\\/"}', '{"a": "\\ud83c\\udf89"}', '{"a": "\\ud800"}', '{"a": "\\u0000"}', '{"a\\u0000b": 1}'),
        *(
            '{"a": true, "b": false, "c": null}',
            '{"a": 1, "a": 2}',
            '{\n\t"Title" : "x",\n\t"Tags":\n\t[\n\t\t"a"\n\t]\n}',
            '{"é🎉": "日"}',
        ),
        *('{"a": "}{"}', '{"a": 1e999}', '{"a": ' + "9" * 300 + "}", '{"a": "\u2028\x7f\x85"}', '\n {"a": 1} \n'),
    ],
)
def test_what_a_source_says_is_what_the_standard_library_reads(source):
    assert load(source) == json.loads(source)


@pytest.mark.parametrize(
    ("source", "offset", "reason"),
    [
        ("", 0, "object in braces"),
        ("[1]", 0, "object in braces"),
        ('"a"', 0, "object in braces"),
        ("{", 1, "key in quotes"),
        ("{'a': 1}", 1, "key in quotes"),
        ('{"a"}', 4, "colon"),
        ('{"a":}', 5, "no JSON value"),
        ('{"a": nul}', 6, "no JSON value"),
        ('{"a": True}', 6, "no JSON value"),
        ('{"a": NaN}', 6, "no JSON value"),
        ('{"a": 01}', 7, "comma or }"),
        ('{"a": .5}', 6, "no JSON value"),
        ('{"a": 1 "b": 2}', 8, "comma or }"),
        ('{"a": 1,}', 7, "comma stands before }"),
        ('{"a": [1,]}', 8, "comma stands before ]"),
        ('{"a": [1 2]}', 9, "comma or ]"),
        ('{"a": "b\tc"}', 8, "cannot stand"),
        ('{"a": "\\x"}', 7, "cannot stand"),
        ('{"a": "b}', 6, "never closed"),
        ('{"a": 1} x', 9, "more behind"),
        ('{"a": 1}{', 8, "more behind"),
        ('{"a": // c\n1}', 6, "no JSON value"),
        ('{"a": ' + "9" * 301 + "}", 6, "digits"),
        ('{"é": ' + "[" * 70, 6 + 64, "deeper"),
    ],
)
def test_a_problem_counts_from_the_base(source, offset, reason):
    for base in (0, 9):
        with pytest.raises(Unreadable, match=reason) as error:
            JSON.parse(source, base)
        assert error.value.problem.offset == base + offset


@pytest.mark.parametrize(
    ("source", "style", "text"),
    [
        ('{"x": 1, "a" : "b\\"" }', "literal", '"b\\""'),
        ('{"a": -1.5e3}', "float", "-1.5e3"),
        ('{"a": 12}', "integer", "12"),
        ('{"a":true}', "boolean", "true"),
        ('{"a":null}', "null", "null"),
        ('{"é🎉": "日", "a": [1, {"b": 2}]}', "flow", '[1, {"b": 2}]'),
        ('{"a": { }}', "flow", "{ }"),
    ],
)
@pytest.mark.parametrize("base", [0, 7])
def test_a_value_stands_where_it_is_written(source, style, text, base):
    padded = " " * base + source
    name, value = next((name, value) for name, value in JSON.parse(source, base).pairs if name.text == "a")
    assert padded[slice(*name.span)] == '"a"'
    assert (value.style, padded[slice(*value.span)]) == (style, text)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=15,
)


@given(st.dictionaries(st.text(), values, max_size=5), st.sampled_from([None, 0, "\t"]), st.booleans(), st.text())
def test_an_object_ends_where_it_ends_whatever_follows(data, indent, ascii_only, body):
    source = json.dumps(data, indent=indent, ensure_ascii=ascii_only)
    block = JSON.block(f"{source}\n{body}", Fences())
    assert isinstance(block, Block) or source.startswith(("{{", "{%", "{#"))
    assert block.inner == (0, len(source))
    assert block.body == (len(source) + 1, len(source) + 1 + len(body))
    assert load(source) == JSON.value(block.root, "yaml-1.1") == data


@given(st.dictionaries(st.text(), values, max_size=4))
def test_what_is_written_is_what_the_standard_library_reads(data):
    assert json.loads(JSON.export(data)) == data
