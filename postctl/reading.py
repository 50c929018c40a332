"""A file's path and bytes to a `Post`, through the eyes of its generator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING

from postctl import document, registry
from postctl.model import Broken, Facts, Ignored, Node, Problem, Settings
from postctl.site import Generator, Post, Source

if TYPE_CHECKING:
    from postctl.syntaxes import Syntax


@cache
def _syntaxes(names: tuple[str, ...]) -> tuple[Syntax, ...]:
    return tuple(registry.syntax(name) for name in names)


def read(path: str, data: bytes, generator: Generator, settings: Settings) -> Post | Broken | Ignored | None:
    """What a file is: a post, a post that cannot be read, a file the generator silently leaves out, or nothing of the kind.

    `path` is relative to the site's root, with `/`. Never raises, for any bytes.
    """
    place = generator.place(path, settings)
    if place is None or isinstance(place, Ignored):
        return place
    read = document.read(data, _syntaxes(generator.syntaxes), generator.fences, generator.schema)
    if isinstance(read, Problem):
        return broken(path, data, read)
    if read.syntax is None and generator.fences.required:
        return broken(path, data, Problem(0, f"{generator.title}'s build fails: a page has to begin with front matter", _BEGIN))
    front = document.front_matter(read, fold=generator.fold_keys)
    syntax = read.syntax.name if read.syntax else ""
    facts = generator.facts(Source(path, place, front, settings, read.content, frozenset(_quoted(read.root)), syntax))
    return post(facts, path=path, place=place, front=front, document=read)


_BEGIN = "add a fence, its keys and a fence at the very top"
_QUOTED = frozenset({"single", "double", "basic", "literal"})


def _quoted(root: Node, above: str = "") -> Iterator[str]:
    for name, value in root.pairs:
        key = above + name.text.replace("\0", ".")
        if value.style in _QUOTED or value.tag == "tag:yaml.org,2002:str":
            yield key
        elif value.kind == "map" and not above:
            yield from _quoted(value, f"{key}.")


def post(facts: Facts, **where: object) -> Post:
    """The facts of a post together with where they came from."""
    return Post(**{name: getattr(facts, name) for name in _FACTS}, **where)  # type: ignore[arg-type]


_FACTS = tuple(field.name for field in fields(Facts))


def broken(path: str, data: bytes, problem: Problem) -> Broken:
    """A `Broken` with the line and column of the problem in the file's text."""
    text = data.decode(errors="replace").removeprefix("\ufeff")
    line, column = document.position(text, problem.offset)
    return Broken(path, line, column, problem.reason, problem.help, document.line_at(text, problem.offset))


def again(post: Post, data: bytes, generator: Generator, settings: Settings, path: str | None = None) -> Post | None:
    """The same post with other bytes, or at another path; `None` if it would be no readable post there."""
    result = read(path or post.path, data, generator, settings)
    return result if isinstance(result, Post) else None
