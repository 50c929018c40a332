"""A file's path and bytes to a `Post`, through the eyes of its generator."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, TypeAlias

from postctl import document, marks, registry
from postctl.document import Document
from postctl.model import Broken, Facts, FrontMatter, Ignored, Place, Problem, Settings, Verdict
from postctl.site import Generator, Post, Source
from postctl.values import fields, replace

if TYPE_CHECKING:
    from postctl.syntaxes import Syntax


@cache
def _syntaxes(names: tuple[str, ...]) -> tuple[Syntax, ...]:
    return tuple(registry.syntax(name) for name in names)


Beside: TypeAlias = Callable[[str], "bytes | None"]
"""The bytes of another file of the site, by path; `None` if it is not there or cannot be read."""


def _nothing(path: str) -> bytes | None:
    return None


def read(
    path: str,
    data: bytes,
    generator: Generator,
    settings: Settings,
    beside: Beside = _nothing,
    place: Place | None = None,
) -> Post | Broken | Ignored | None:
    """What a file is: a post, a post that cannot be read, a file the generator silently leaves out, or nothing of the kind.

    `path` is relative to the site's root, with `/`. `beside` is asked for other files that have a say in it. `place`: what the
    path says, where that is known already. Never raises, for any bytes.
    """
    placed = place or generator.place(path, settings)
    if placed is None or isinstance(placed, Ignored):
        return placed
    place = placed
    named = (place.meta, *place.kin) if place.meta is not None or place.kin else ()
    asked = {name: known for name in named if name is not None and (known := beside(name)) is not None}
    read = _document(path, data, place, generator, asked)
    if isinstance(read, Broken):
        return read
    if read.syntax is None and generator.fences.required:
        return broken(path, data, Problem(0, f"{generator.title}{_BEGINS}", _BEGIN, "missing"))
    front = document.front_matter(read, fold=generator.fold_keys)
    kin = _of_kin(place.kin, generator, settings, beside, asked)
    syntax = read.syntax.name if read.syntax else ""
    body = read.content if generator.reads_body else ""
    source = Source(path, place, front, settings, body, document.quoted(read), syntax, kin)
    facts, own = generator.facts(source), None
    if settings.draft is not None:
        own = marks.of_generator(generator, source, facts.verdict)
        facts = replace(facts, verdict=marks.verdict(settings.draft, own, read, generator))
    return post(facts, path, place, front, read, asked, own)


def _document(path: str, data: bytes, place: Place, generator: Generator, asked: Mapping[str, bytes]) -> Document | Broken:
    """The document of the front matter: the file itself, or the one beside it if that says anything."""
    if place.meta is not None and place.meta in asked:
        there = document.read(asked[place.meta], _syntaxes(generator.syntaxes), generator.fences, generator.schema)
        if isinstance(there, Problem):
            return broken(place.meta, asked[place.meta], there)
        if there.entries:
            body = document.read(data, (), generator.fences, generator.schema)
            return broken(path, data, body) if isinstance(body, Problem) else replace(there, apart=body)
    read = document.read(data, _syntaxes(generator.syntaxes), generator.fences, generator.schema)
    return broken(path, data, read) if isinstance(read, Problem) else read


def _of_kin(
    kin: tuple[str, ...], generator: Generator, settings: Settings, beside: Beside, asked: dict[str, bytes]
) -> dict[str, FrontMatter]:
    """The front matter of other posts, as far as it can be read; what was asked for it joins `asked`."""
    found = {}
    for path in kin:
        place = generator.place(path, settings)
        if path not in asked or not isinstance(place, Place):
            continue
        if place.meta is not None and (meta := beside(place.meta)) is not None:
            asked[place.meta] = meta
        read = _document(path, asked[path], place, generator, asked)
        if isinstance(read, Document):
            found[path] = document.front_matter(read, fold=generator.fold_keys)
    return found


_BEGINS = "'s build fails: a page has to begin with front matter"
_BEGIN = "add a fence, its keys and a fence at the very top"


def post(
    facts: Facts,
    path: str,
    place: Place,
    front: FrontMatter,
    document: Document,
    beside: Mapping[str, bytes],
    own: Verdict | None = None,
) -> Post:
    """The facts of a post together with where they came from."""
    made = object.__new__(Post)
    for put, value in zip(_PUT, (*_FACTS(facts), path, place, front, document, beside, own, {}), strict=True):
        put(made, value)
    return made


_NAMES = tuple(field.name for field in fields(Facts))
_FACTS = attrgetter(*_NAMES)
_PUT = tuple(getattr(Post, name).__set__ for name in (*_NAMES, "path", "place", "front", "document", "beside", "own", "known"))
"""Puts a value where it stands in a frozen post; the constructor takes three times as long, of every post of a site."""


def broken(path: str, data: bytes, problem: Problem) -> Broken:
    """A `Broken` with the line and column of the problem in the file's text."""
    whole = data.decode(errors="replace")
    text = whole.removeprefix("\ufeff")
    line, column = document.position(text, problem.offset)
    excerpt = document.line_at(text, problem.offset)
    known = "" if problem.kind == "encoding" else text
    bom = whole != text
    return Broken(path, line, column, problem.reason, problem.help, excerpt, problem.kind, problem.offset, known, bom)


def again(post: Post, data: bytes, generator: Generator, settings: Settings, path: str | None = None) -> Post | None:
    """The same post with other bytes in the file of its front matter, or elsewhere; `None` if it is no readable post then."""
    beside = post.beside
    if post.document.apart is not None:
        beside, data = {**beside, post.file: data}, document.encoded(post.document.apart)
    result = read(path or post.path, data, generator, settings, beside.get)
    return result if isinstance(result, Post) else None
