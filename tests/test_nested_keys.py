"""Values inside a map of the front matter, by dotted names, and keys that have no value yet."""

from __future__ import annotations

import pytest

from postctl import document, registry
from postctl.document import REMOVE, Document, Insert
from postctl.errors import Refused
from postctl.model import Fences


def read(text: str, syntax: str = "yaml") -> Document:
    found = document.read_text(text, (registry.syntax(syntax),), Fences(), "yaml-1.1")
    assert isinstance(found, Document)
    return found


@pytest.mark.parametrize(
    ("syntax", "before", "after"),
    [
        (
            "yaml",
            "---\na: 1\nd:\n  c: 2024-01-31 # day\n  u: x\nb: 2\n---\nd\n",
            "---\na: 1\nd:\n  c: 2025-02-03 # day\n  u: x\nb: 2\n---\nd\n",
        ),
        ("yaml", "---\nd: {u: x, c: 2024-01-31}\n---\n", "---\nd: {u: x, c: 2025-02-03}\n---\n"),
        ("yaml", "---\nd: {u: x, c: '2024-01-31'}\n---\n", "---\nd: {u: x, c: '2025-02-03'}\n---\n"),
        ("toml", '+++\n[d]\nc = "2024-01-31"\nu = 1\n+++\n', '+++\n[d]\nc = "2025-02-03"\nu = 1\n+++\n'),
        ("json", '{"d": {"u": 1, "c": "2024-01-31"}}\n', '{"d": {"u": 1, "c": "2025-02-03"}}\n'),
    ],
)
def test_r3_a_value_in_a_map_is_set_and_nothing_else(syntax, before, after):
    assert document.edited(read(before, syntax), {"d.c": "2025-02-03"}).text == after


def test_the_same_value_changes_nothing():
    post = read("---\nd: {c: x}\n---\n")
    assert document.edited(post, {"d.c": "x"}) is post


def test_finding():
    post = read("---\nd: {c: 1}\n'a.b': 2\na: {b: 3}\nD: {C: 4}\n---\n")
    assert document.find(post, "d.c").value.text == "1"
    assert document.find(post, "a.b").value.text == "2"
    assert document.find(post, "d.x") is None
    assert document.find(post, "x.c") is None
    assert document.find(post, "d.c.e") is None
    assert document.find(post, "d.c", fold=True).value.text == "4"


INSIDE = [  # without the key `d.x`, with it
    ("yaml", "---\na: 1\nd:\n  c: 1 # one\nb: 2\n---\n", "---\na: 1\nd:\n  c: 1 # one\n  x: v\nb: 2\n---\n"),
    ("yaml", "---\nd:\n    c: 1\n---\n", "---\nd:\n    c: 1\n    x: v\n---\n"),
    ("yaml", "---\r\nd:\r\n  c: 1\r\n---\r\n", "---\r\nd:\r\n  c: 1\r\n  x: v\r\n---\r\n"),
    ("yaml", "---\nd: {c: 1}\n---\n", "---\nd: {c: 1, x: v}\n---\n"),
    ("yaml", "---\nd: { c: 1,  b: 2 } # e\n---\n", "---\nd: { c: 1,  b: 2,  x: v } # e\n---\n"),
    ("yaml", "---\na: 1\n---\n", "---\na: 1\nd:\n  x: v\n---\n"),
    ("toml", "+++\na = 1\n[d]\nc = 1\n[e]\nf = 1\n+++\n", '+++\na = 1\n[d]\nc = 1\nx = "v"\n[e]\nf = 1\n+++\n'),
    ("toml", "+++\n[d]\nc = 1\n\n[d.e]\nx = 1\n+++\n", '+++\n[d]\nc = 1\nx = "v"\n\n[d.e]\nx = 1\n+++\n'),
    ("toml", "+++\nd = {c = 1}\n+++\n", '+++\nd = {c = 1, x = "v"}\n+++\n'),
    ("toml", "+++\na = 1\n+++\n", '+++\na = 1\n\n[d]\nx = "v"\n+++\n'),
    ("toml", "+++\na = 1\n\n[e]\nf = 1\n\n+++\n", '+++\na = 1\n\n[e]\nf = 1\n\n\n[d]\nx = "v"\n+++\n'),
    ("json", '{"d": {"c": 1}}\n', '{"d": {"c": 1, "x": "v"}}\n'),
    ("json", '{\n  "d": {\n    "c": 1,\n    "b": 2\n  }\n}', '{\n  "d": {\n    "c": 1,\n    "b": 2,\n    "x": "v"\n  }\n}'),
    ("json", '{"a": 1}', '{"a": 1, "d": {"x": "v"}}'),
]


@pytest.mark.parametrize(("syntax", "without", "with_"), INSIDE)
def test_r3_a_key_joins_a_map_and_leaves_it_and_a_map_comes_and_goes_with_its_only_key(syntax, without, with_):
    text = "v" if syntax == "yaml" else '"v"'
    there = document.edited(read(without, syntax), {"d.x": Insert(text, inside=True)})
    assert there.text == with_
    assert document.front_matter(there)["d"]["x"] == "v"
    assert document.edited(there, {"d.x": REMOVE}).text == without


def test_tables_within_tables():
    post = read("+++\n[d]\nc = 1\n[d.e]\nf = 1\n[g]\nh.i = 1\n+++\n", "toml")
    assert document.edited(post, {"d.e.f": 2}).text == "+++\n[d]\nc = 1\n[d.e]\nf = 2\n[g]\nh.i = 1\n+++\n"
    assert document.edited(post, {"g.h.i": 2}).text == "+++\n[d]\nc = 1\n[d.e]\nf = 1\n[g]\nh.i = 2\n+++\n"
    dotted = read("+++\nd.c = 1\nd.e = 2\n+++\n", "toml")
    assert document.edited(dotted, {"d.e": 3}).text == "+++\nd.c = 1\nd.e = 3\n+++\n"
    assert document.edited(dotted, {"d.e": REMOVE}).text == "+++\nd.c = 1\n+++\n"
    deep = read("---\na:\n  b:\n    c: 1\n    d: 2\n---\n")
    assert document.edited(deep, {"a.b.c": 3}).text == "---\na:\n  b:\n    c: 3\n    d: 2\n---\n"
    assert document.edited(deep, {"a.b.c": REMOVE}).text == "---\na:\n  b:\n    d: 2\n---\n"


@pytest.mark.parametrize(
    ("syntax", "text", "key"),
    [
        ("yaml", "---\nd: text\n---\n", "d.x"),
        ("yaml", "---\na: &x {c: 1}\nd: *x\n---\n", "d.x"),
        ("yaml", "---\na: 1\n---\n", "d.e.x"),
        ("toml", "+++\n[[d]]\nc = 1\n+++\n", "d.x"),
    ],
)
def test_what_is_no_map_gets_no_key(syntax, text, key):
    with pytest.raises(Refused):
        document.edited(read(text, syntax), {key: Insert("1", inside=True)})


def test_a_map_that_is_shared_is_left_alone():
    with pytest.raises(Refused):
        document.edited(read("---\na: &x {c: 1}\nd: *x\n---\n"), {"d.c": 2})


def test_a_key_without_a_value_is_filled():
    assert (
        document.edited(read("---\na: 1\nd:\nb: 2\n---\n"), {"d": Insert("2024-01-31")}).text
        == "---\na: 1\nd: 2024-01-31\nb: 2\n---\n"
    )
    assert document.edited(read("---\r\nd: \r\nb: 2\r\n---\r\n"), {"d": Insert("x")}).text == "---\r\nd: x\r\nb: 2\r\n---\r\n"


@pytest.mark.parametrize("line", ["d: # soon", "d: 1", "d: ''"])
def test_a_key_with_anything_behind_it_is_not(line):
    with pytest.raises(Refused):
        document.edited(read(f"---\n{line}\n---\n"), {"d": Insert("2024-01-31")})
