"""Everything in a post that names a file of the site, with the exact place of the name and the books it may stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from posixpath import splitext
from typing import Literal
from urllib.parse import quote, unquote

from postctl.links.books import ADDRESSES, FILES, MARKDOWN, NOTATIONS, STEMS, Shelf, Way, composed, markup
from postctl.markdown import Link, code, links
from postctl.model import Node, Span
from postctl.once import once
from postctl.regexes import later
from postctl.site import Post, References, Site
from postctl.values import NamedTuple

OTHER_MARKUP = frozenset({".rst", ".txt", ".textile", ".t2t", ".bb", ".wiki", ".org", ".adoc", ".ipynb"})
OTHER_ENDINGS = tuple(sorted(OTHER_MARKUP))
ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|[#?]|$")
TEMPLATE = re.compile(r"\{\{|\{%|\}\}|<%|\$\{|\{[A-Za-z_.]+\}|^\|[a-z]+\||^:|\[\[|%[A-Z_]{2,}%")
_ESCAPED = later(r"\\([!-/:-@\[-`{-~])")
_PATH = re.compile(r"(?:&#?\w+;|\\.|[^?#\\])*+", re.DOTALL)
_QUERY = re.compile(r"[?#]")
_CONTROL = re.compile(r"[\x00-\x1f]")
_OWN = frozenset("path permalink url slug save_as id guid aliases alias redirect_from redirect_to".split())
"""Keys of the front matter that say where the post itself is."""

Where = Literal["bare", "pointed", "html", "unquoted", "tag", "front"]


class Tag(NamedTuple):
    """What stands before and behind a name in a notation of the generator, and the expression that found it."""

    pattern: re.Pattern[str]
    before: str
    after: str
    encoded: bool

    def may_hold(self, name: str) -> bool:
        """Whether another name would be found there."""
        match = self.pattern.match(f"{self.before}{name}{self.after}")
        return match is not None and match["name"] == name


class Reference(NamedTuple):
    """A name in a post. `span`, in the text of the document, is that of the name alone; `written` is how it stands there.

    `name` is decoded; `books` are the places on the shelf that are tried in order. `where` tells what may stand there,
    `tag` what is around it.
    """

    span: Span
    written: str
    name: str
    books: tuple[int, ...]
    where: Where
    tag: Tag | None = None

    def find(self, origin: Post, shelf: Shelf) -> tuple[int, Way] | None:
        """The first of the books that has the name, and where it leads."""
        return next(((place, way) for place in self.books if (way := shelf[place].find(origin, self.name))), None)


@lru_cache(maxsize=2)
def kinds_in(site: Site) -> References:
    """How the posts of a site name each other."""
    return site.generator.references(site.settings)


@lru_cache(maxsize=2)
def _kinds_in_front(site: Site) -> References:
    """The same in front matter, where a notation of prose may stand anywhere, and others are the whole value."""
    kinds = kinds_in(site)
    notations = (each if each.where == "prose" else each._replace(where="target") for each in kinds.notations)
    return kinds._replace(notations=tuple(notations))


@once
def references(post: Post, site: Site) -> tuple[Reference, ...]:
    """All names in a post, in order; those of the body first. Their spans never overlap."""
    if markup(post.path) in OTHER_MARKUP:
        return ()
    kinds, in_front = kinds_in(site), _kinds_in_front(site)
    own = _OWN | {site.generator.redirects.lower()}
    found = [*_in_front(post, in_front, own), *_in_body(post, kinds)]
    return tuple(sorted(found, key=lambda each: each.span))


def in_notations(post: Post, site: Site) -> tuple[Reference, ...]:
    """Those of the names that stand in a notation of the generator; where it may be anywhere, without a look at the links."""
    if not are_templates(site):
        return tuple(each for each in references(post, site) if each.books[0] >= NOTATIONS)
    body = post.document.content
    if "{" not in body or markup(post.path) in OTHER_MARKUP:
        return ()
    base = post.document.base
    found = (each._replace(span=_moved(each.span, base)) for each in _tags(body, kinds_in(site)))
    return tuple(sorted(found, key=lambda each: each.span))


@lru_cache(maxsize=2)
def are_templates(site: Site) -> bool:
    """Whether all notations of a site are the work of templates, if there are any."""
    return all(each.where == "anywhere" for each in kinds_in(site).notations)


# --- the body -----------------------------------------------------------------------------------------------------------


def _in_body(post: Post, kinds: References) -> Iterator[Reference]:
    body, base = post.document.content, post.document.base
    tags = list(_tags(body, kinds))
    yield from (each._replace(span=_moved(each.span, base)) for each in tags)
    taken = [each.span for each in tags]
    for link in links(body):
        if any(span.start < link.span.end and link.span.start < span.end for span in taken):
            continue
        found = _target(link, body, kinds)
        if found is not None:
            yield found._replace(span=_moved(found.span, base))


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _tags(body: str, kinds: References) -> Iterator[Reference]:
    """Names in the generator's own notations, outside of targets of links; in code only where the generator reads it there.

    What may stand anywhere is the work of templates, and begins with a brace.
    """
    if "{" not in body and all(each.where != "prose" for each in kinds.notations):
        return
    raw = [match.span() for match in _compiled(kinds.raw).finditer(body)] if kinds.raw else []
    for book, notation in enumerate(kinds.notations, NOTATIONS):
        if notation.where == "target":
            continue
        kept: tuple[Span, ...] | None = None
        for match in _compiled(notation.pattern).finditer(body):
            if match["name"] is None or any(start <= match.start() < end for start, end in raw):
                continue
            if notation.where == "prose":
                kept = code(body) if kept is None else kept
                if any(span.start <= match.start() < span.end for span in kept):
                    continue
            place = Span(*match.span("name"))
            tag = Tag(match.re, body[match.start() : place.start], body[place.end : match.end() + 1], notation.encoded)
            name = unquote(match["name"]) if notation.encoded else match["name"]
            yield Reference(place, match["name"], name, (book,), "tag", tag)


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _target(link: Link, body: str, kinds: References) -> Reference | None:
    """The name in the target of a link; `None` for what leads elsewhere, or is the work of a template."""
    where = _where(link, body)
    target = link.target
    for book, notation in enumerate(kinds.notations, NOTATIONS):
        match = _compiled(notation.pattern).match(target) if notation.where == "target" else None
        if match is not None and link.kind != "autolink":
            return _reference(link, Span(*match.span("name")), (book,), where)
    before = _compiled(kinds.home).match(target) if kinds.home else None
    start = before.end() if before else 0
    if not before and (link.kind == "autolink" or ELSEWHERE.match(decoded(target).strip())):
        return None
    path = _PATH.match(target, start)
    assert path is not None
    if TEMPLATE.search(target, start) or (before and not path[0].startswith("/")):
        return None
    books = (FILES, ADDRESSES) if before else (FILES, ADDRESSES, STEMS)
    return _reference(link, Span(start, path.end()), books, where)


def _reference(link: Link, part: Span, books: tuple[int, ...], where: Where) -> Reference | None:
    written = link.target[part.start : part.end]
    name = unquote(decoded(written))
    if not name.strip() or name != name.strip() or "\\" in name or _CONTROL.search(name):
        return None
    return Reference(_moved(part, link.span.start), written, composed(name), books, where)


def _where(link: Link, body: str) -> Where:
    before = body[link.span.start - 1 : link.span.start]
    if link.kind == "html":
        return "html" if before in ("'", '"') else "unquoted"
    return "pointed" if before == "<" else "bare"


def decoded(text: str) -> str:
    """What Markdown and HTML make of a target."""
    return _ESCAPED.sub(r"\1", unescape(text)) if "&" in text or "\\" in text else text


# --- the front matter ---------------------------------------------------------------------------------------------------


def _in_front(post: Post, kinds: References, own: frozenset[str]) -> Iterator[Reference]:
    """Values that are, as a whole, the path or address of a file, and what stands in the notations of prose."""
    for entry in post.document.entries:
        if entry.key.lower() not in own:
            for node in _scalars(entry.value):
                yield from _value(node, post, kinds.home)
                source = post.document.text[node.span.start : node.span.end]
                for each in _tags(source, kinds):
                    yield each._replace(span=_moved(each.span, node.span.start))


def _scalars(node: Node) -> Iterator[Node]:
    if node.kind == "scalar":
        yield node
    for item in node.items:
        yield from _scalars(item)
    for key, value in node.pairs:
        if key.text.lower() not in _OWN:
            yield from _scalars(value)


def _value(node: Node, post: Post, home: str) -> Iterator[Reference]:
    text, source = node.text, post.document.text[node.span.start : node.span.end]
    before = _compiled(home).match(text) if home else None
    start = before.end() if before else 0
    path = _QUERY.split(text[start:], maxsplit=1)[0]
    if not path.startswith("/") and (before or splitext(path)[1].lower() not in MARKDOWN):
        return
    if text in source and not any(letter.isspace() for letter in text):
        place = node.span.start + source.index(text) + start
        yield Reference(Span(place, place + len(path)), path, composed(unquote(path)), (FILES, ADDRESSES), "front")


# --- writing ------------------------------------------------------------------------------------------------------------

_ALWAYS = {
    "bare": " <>\"'`\\()[]*_{}|^",
    "pointed": "<>\\`{}|^",
    "html": "\"'<>`\\{}|^",
    "tag": "\"'`<>{}\\|^",
    "front": " \"'`#:{}[],&*!|>%@\\?",
    "unquoted": " \"'=<>`\\{}|^",
}


def encoded(name: str, like: Reference) -> str | None:
    """A name as it may stand where another stood, in the same style; `None` where it cannot stand there."""
    if like.tag is not None and not like.tag.encoded:
        return name if like.tag.may_hold(name) else None
    if "%" in like.written:
        text = quote(name, safe="/@:!$,;=+~-._")
    else:
        text = "".join(quote(each) if _needs(each, like) else each for each in name)
    if unescape(text) != text:
        text = text.replace("&", "%26")
    fits = like.tag.may_hold(text) if like.tag is not None else True
    return text if fits and unquote(decoded(text)) == name else None


def _needs(letter: str, like: Reference) -> bool:
    """Whether a character has to be encoded; one of those that stood there before unencoded need not be."""
    if letter in "%?#" or letter < " ":
        return True
    return letter in _ALWAYS.get(like.where, "") and (letter not in like.written or letter not in "_*'()[]{}|^`")
