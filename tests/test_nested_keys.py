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


def test_a_key_in_a_map_is_not_taken_out():
    with pytest.raises(Refused):
        document.edited(read("---\nd: {c: 1}\n---\n"), {"d.c": REMOVE})


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
