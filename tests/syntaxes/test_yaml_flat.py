"""The fast path for flat front matter builds the very nodes that libyaml's events make, or leaves the source to them."""

from __future__ import annotations

from pathlib import Path

import pytest
from flat import SOURCES
from hypothesis import event, example, given
from hypothesis import strategies as st

from postctl.guard import Unreadable
from postctl.model import Fences
from postctl.syntaxes import Block, _yaml_flat, _yaml_nodes, quoted
from postctl.syntaxes.yaml import SYNTAX

BASE = 4


def by_libyaml(source):
    try:
        return _yaml_nodes.build(source, BASE)
    except Unreadable as error:
        return error.problem


def assert_same(source):
    flat = _yaml_flat.build(source, BASE)
    if flat is not None:
        assert flat == by_libyaml(source)
    once = flat if flat is not None and len({name.text for name, _ in flat.pairs}) == len(flat.pairs) else None
    for schema in ("yaml-1.1", "yaml-1.2"):
        assert shown(_yaml_flat.data(source, schema)) == shown(once and by_nodes(once, schema))
    return flat is not None


def by_nodes(root, schema):
    return SYNTAX.value(root, schema), tuple(quoted(root))


def shown(data):
    """With the types of all values, the order of the keys, and not-a-number equal to itself."""
    return repr(data)


@pytest.mark.parametrize(
    "source",
    [
        "title: Tea, and (more) of it no:x#y\n",
        "title: Tea\ndate: 2020-01-01 10:30:00 +0200\ndraft: true\nempty:\n",
        "tags: [a, 'b c', \"d: e\", f g]\nnone: []\nlast: [a, ]\n",
        "tags:\n- a\n- 'it''s'\nmore:\n  - \"a # b\"\n  - http://example.org/?q=1#top\n",
        "\r\ntitle: é 日本 😀\r\n\r\ntags: [ a ]  \r\n",
        "title: a\ntitle: b",
        "a: x-\nb: 1\n",
    ],
)
def test_what_is_flat_is_read_on_the_fast_path(source):
    assert assert_same(source)


@pytest.mark.parametrize(
    "source",
    [
        "", "\n", "a: b # c\n", "# c\na: b\n", "a: b: c\n", "a: b:\n",
        "a:b\n", "a : b\n", "  a: b\n", "a: b\n  c\n", "a:\n  b: c\n",
        "a: &x b\nc: *x\n", "a: !!str b\n", "a: |\n  b\n", 'a: "b\\n"\n', "a: 'b\n",
        "a: [b\n", "a: [b: c]\n", "a: [[b]]\n", "a: {b: c}\n",
        "a: b\tc\n", "a: b\x85c\n", "a: b\u2028c\n", "a: b\rc: d\n",
        "a: \x07\n", "a: \ufeffb\n", "a: b\n---\n", "a: b\n...\n",
        "a:\n- b\n - c\n", "a:\n  - b\n    - c\n", "a: b\n- c\n", "a:\n-\n",
        "a: %b\n", "a: @b\n", "a: `b`\n", "? a\n: b\n", "<<: a\n",
        f"{'a' * 1025}: b\n", "a: b\n" * 2000, "a: ''b\n", "a: [,]\n", "a: [a#b]\n",
    ],
)  # fmt: skip
def test_what_is_not_flat_is_left_to_libyaml(source):
    assert _yaml_flat.build(source, BASE) is None


@given(SOURCES)
@example("a: *a\n")
@example("a: [*a b]\n")
def test_both_ways_agree_on_any_front_matter(source):
    event("flat" if assert_same(source) else "not flat")


@given(st.text(alphabet=st.characters(), max_size=60))
def test_both_ways_agree_on_a_value_of_any_characters(value):
    assert_same(f"a: {value}\nb:\n- {value}\nc: [{value}]\n")
    assert_same(f"a: '{value}'\n")
    assert_same(f'a: "{value}"\n')


@pytest.mark.corpus
def test_both_ways_agree_on_every_post_of_the_corpus(corpus: Path):
    read = [assert_same(source) for source in map(_source, corpus.rglob("*")) if source is not None]
    assert sum(read) > len(read) / 2


def _source(path: Path) -> str | None:
    """The YAML between the fences of a file, if it has any."""
    if path.suffix not in (".md", ".markdown", ".mdx", ".html") or not path.is_file():
        return None
    text = path.read_bytes().decode(errors="replace").removeprefix("\ufeff")
    block = SYNTAX.block(text, Fences())
    return text[slice(*block.inner)] if isinstance(block, Block) else None
