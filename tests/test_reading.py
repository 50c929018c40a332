"""What is read on the fast path is what libyaml's events say: the same posts, the same documents, the same places in them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from flat import SOURCES
from hypothesis import event, given
from hypothesis import strategies as st

from postctl import document, registry
from postctl.document import Document
from postctl.model import Facts, FrontMatter
from postctl.site import Post, Site, Source
from postctl.store import scan
from postctl.syntaxes import _toml_flat, _yaml_flat
from postctl.values import fields, replace

EXAMPLES = Path(__file__).parent.parent / "examples"
GENERATORS = registry.names("generators")
YAML = [name for name in GENERATORS if "yaml" in registry.generator(name).syntaxes]


@contextmanager
def by_the_book() -> Iterator[None]:
    """Without any fast path."""
    none = {"new": lambda *_: None}
    with (
        patch.object(_yaml_flat, "data", **none),
        patch.object(_yaml_flat, "build", **none),
        patch.object(_toml_flat, "data", **none),
    ):
        yield


def assert_same_document(fast: object, slow: object) -> None:
    """With all that is worked out only when somebody asks."""
    assert fast == slow
    if not isinstance(fast, Document):
        return
    assert isinstance(slow, Document)
    assert document.quoted(fast) == document.quoted(slow)
    for fold in (False, True):
        assert repr(document.front_matter(fast, fold=fold)) == repr(document.front_matter(slow, fold=fold))
    for key in ("title", "TITLE", "date", "nothing", "extra.author", *document.front_matter(slow)):
        for fold in (False, True):
            assert document.find(fast, key, fold=fold) == document.find(slow, key, fold=fold)
    root, entries = fast.root, fast.entries
    with by_the_book():
        assert (root, entries) == (slow.root, slow.entries)
        again = replace(slow, apart=None)  # of which nothing is known yet
        assert (again.root, again.entries) == (slow.root, slow.entries)
    if fast.apart is not None or slow.apart is not None:
        assert_same_document(fast.apart, slow.apart)


def assert_same_reading(fast: object, slow: object) -> None:
    assert type(fast) is type(slow)
    if not isinstance(fast, Post):
        assert fast == slow
        return
    assert isinstance(slow, Post)
    assert_same_document(fast.document, slow.document)
    for field in fields(Post):
        if field.name != "document":
            assert getattr(fast, field.name) == getattr(slow, field.name), field.name
    assert repr(fast.front) == repr(slow.front)


@pytest.mark.parametrize("name", YAML)
@given(SOURCES, st.sampled_from(["", "\ufeff"]))
def test_a_document_is_the_same_on_the_fast_path(name: str, source: str, bom: str) -> None:
    generator = registry.generator(name)
    syntaxes = tuple(registry.syntax(each) for each in generator.syntaxes)
    data = f"{bom}---\n{source}\n---\nText.\n".encode(errors="replace")
    fast = document.read(data, syntaxes, generator.fences, generator.schema)
    with by_the_book():
        slow = document.read(data, syntaxes, generator.fences, generator.schema)
    event("fast" if isinstance(fast, Document) and fast.data is not None else "slow")
    assert_same_document(fast, slow)


@pytest.mark.parametrize("name", GENERATORS)
def test_the_posts_of_the_examples_are_the_same_on_the_fast_path(name: str) -> None:
    assert_same_site(EXAMPLES / name)


@pytest.mark.corpus
def test_the_posts_of_the_corpus_are_the_same_on_the_fast_path(corpus: Path) -> None:
    fast = [taken for folder in sorted(corpus.iterdir()) if folder.is_dir() for taken in assert_same_site(folder)]
    assert len(fast) > 1200
    assert sum(fast) > 0.5 * len(fast)


def assert_same_site(folder: Path) -> list[bool]:
    """Of each post, whether it was read on the fast path."""
    fast = scan.open_site(str(folder))
    with by_the_book():
        slow = scan.open_site(str(folder))
    taken = [post.document.data is not None for post in fast.posts]
    assert (fast.broken, fast.ignored) == (slow.broken, slow.ignored)
    assert [post.path for post in fast.posts] == [post.path for post in slow.posts]
    for one, other in zip(fast.posts, slow.posts, strict=True):
        assert_same_reading(one, other)
    return taken


def test_a_document_with_another_text_has_none_of_the_old_places() -> None:
    generator = registry.generator("plain")
    syntaxes = tuple(registry.syntax(each) for each in generator.syntaxes)
    read = document.read(b"---\ntitle: a\n---\n", syntaxes, generator.fences, generator.schema)
    assert isinstance(read, Document)
    assert [entry.key for entry in read.entries] == ["title"]
    other = replace(read, text=read.text.replace("title", "other"))
    assert [entry.key for entry in other.entries] == ["other"]
    assert document.front_matter(other) == {"other": "a"}


@pytest.mark.parametrize("name", GENERATORS)
def test_the_text_has_a_say_in_facts_only_where_the_generator_says_so(name: str) -> None:
    site = scan.open_site(str(EXAMPLES / name))
    changed = [post.path for post in site.posts if retold(site, post, "# Heading\n\nText #tag.\n") != retold(site, post, "")]
    assert bool(changed) == site.generator.reads_body


def retold(site: Site, post: Post, body: str) -> Facts:
    """The facts of a post with that text and no title, which some take from a heading."""
    front = {key: value for key, value in post.front.items() if key.lower() != "title"}
    syntax = post.document.syntax.name if post.document.syntax else ""
    kin: dict[str, FrontMatter] = {path: {} for path in post.place.kin}
    quoted = document.quoted(post.document)
    return site.generator.facts(Source(post.path, post.place, front, site.settings, body, quoted, syntax, kin))
