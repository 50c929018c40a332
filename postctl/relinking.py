"""Posts move, and every link still leads to the same post: which characters have to change, in which posts.

What a link is changed to is read again over the site as it will be, and so is every link that stays as it is. One that would
lead elsewhere is an error, not a surprise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from posixpath import splitext

from postctl import document
from postctl.document import Document
from postctl.errors import Refused
from postctl.links.books import ADDRESSES, NOTATIONS, PAGES, Shelf, Way
from postctl.links.clues import Clue, counted
from postctl.links.references import Reference, encoded, references
from postctl.links.shelves import elsewhere, shelf
from postctl.links.shelves import moved as moved_shelf
from postctl.model import Edit, Node, Problem, Span
from postctl.site import Post, Site
from postctl.values import NamedTuple, replace


class Move(NamedTuple):
    """A post as it is, and as it will be: path, URL, slug, front matter. The body is the same."""

    before: Post
    after: Post


def rewritten(site: Site, moves: Sequence[Move], assets: Mapping[str, str] | None = None) -> dict[str, str]:
    """The new text (without byte order mark) of every file whose links have to change, by its old path.

    The text of a post that moves is that of `after`, with its own links adapted. `assets`: files that move along, old path to
    new. Raises `Refused`, with the place, where a link could not lead to where it led.
    """
    return {path: text for post in _plan(site, moves, assets or {}) for path, text in post}


class _Site(NamedTuple):
    """The site before and after, with what its names lead to, and the files that move."""

    before: Site
    after: Site
    old: Shelf
    new: Shelf
    moved: Mapping[str, str]
    kept: frozenset[str]
    """Former addresses that still lead to the posts that move."""


def _plan(site: Site, moves: Sequence[Move], assets: Mapping[str, str]) -> Iterator[list[tuple[str, str]]]:
    moved = {**assets, **{move.before.path: move.after.path for move in moves}}
    coming = {move.before.path: move.after for move in moves}
    posts = tuple(coming.get(post.path, post) for post in site.posts)
    files = frozenset(moved.get(path, path) for path in site.files)
    after = replace(site, posts=posts, files=files)
    old = shelf(site)
    new = moved_shelf(old, after, [(post, coming[post.path]) for post in site.posts if post.path in coming], assets)
    both = _Site(site, after, old, new, moved, _kept(moves))
    named = (name for path, to in moved.items() for name in (*_names(old, path), *_names(new, to)))
    clue = Clue.of(named, {root for book in old for root in book.roots})
    for post in site.posts:
        if post.path in coming or clue.may_be_in(post.raw, partial(counted, post, old)):
            yield _of_post(post, coming.get(post.path, post), both)


def _names(books: Shelf, path: str) -> Iterator[str]:
    """All names of a file."""
    return (name for book in books for name in book.names.of(path))


def _kept(moves: Sequence[Move]) -> frozenset[str]:
    both = (set(move.before.redirects) & set(move.after.redirects) for move in moves)
    return frozenset(f"/{old.lstrip('/')}" for each in both for old in each)


def _of_post(post: Post, then: Post, both: _Site) -> list[tuple[str, str]]:
    """The files of a post whose text changes, with the text."""
    found = references(then, both.before)
    edits = [edit for reference in found if (edit := _edit(post, then, reference, both))]
    if not edits:
        return []
    after = _edited(then.document, edits)
    if after is None:
        raise _refused(then, edits[0].span, "would make the front matter another")
    _verify(post, replace(then, document=after), found, both)
    own = [(post.file, after.text)] if after.text != then.document.text else []
    apart = after.apart.text if after.apart is not None and after.apart != then.document.apart else None
    return own if apart is None else [*own, (post.path, apart)]


def _edit(post: Post, then: Post, reference: Reference, both: _Site) -> Edit | None:
    """What a link has to become; `None` where it may stay, or leads to no file."""
    found = reference.find(post, both.old)
    if found is None:
        return _by_address(post, then, reference)
    if reference.name in both.kept:
        return None
    place, way = found
    target = both.moved.get(way.path, way.path)
    if _may_stay(post, then, reference, found, both):
        return None
    for name in both.new[place].written(then, way._replace(path=target), reference.name):
        text = encoded(name, reference)
        there = reference._replace(name=name).find(then, both.new)
        if there is not None and text is not None and there[1].path == target:
            return Edit(reference.span, text) if name != reference.name else None
    raise _refused(then, reference.span, f"could not lead to {target}")


def _may_stay(post: Post, then: Post, reference: Reference, found: tuple[int, Way], both: _Site) -> bool:
    """Whether a name leads to the same file from the post's new place, in the same way, and as directly as before."""
    place, way = found
    still = reference.find(then, both.new)
    if still is None or (still[0], still[1].path) != (place, both.moved.get(way.path, way.path)):
        return False
    if still[1].base != way.base or reference.name.startswith("/") or (post is then and way.path not in both.moved):
        return still[1].base == way.base or place >= NOTATIONS
    was = next(iter(both.old[place].written(post, way, reference.name)), None)
    return was != reference.name or was == next(iter(both.new[place].written(then, still[1], reference.name)), None)


def _by_address(post: Post, then: Post, reference: Reference) -> Edit | None:
    """A relative link to a page that no file shows, in a post whose address moves: what a browser makes of it stays."""
    if ADDRESSES not in reference.books or splitext(reference.name)[1] not in PAGES:
        return None
    name = elsewhere(reference.name, post, then)
    text = encoded(name, reference) if name is not None and name != reference.name else None
    return Edit(reference.span, text) if text is not None else None


def _edited(before: Document, edits: Sequence[Edit]) -> Document | None:
    """The document with edits in its front matter and body; `None` if the front matter has other keys or kinds of values then."""
    if before.apart is not None:
        body = [
            Edit(Span(*(place - before.base for place in edit.span)), edit.text)
            for edit in edits
            if edit.span.start >= before.base
        ]
        edits = [edit for edit in edits if edit.span.start < before.base]
        inner = _edited(
            before.apart, [Edit(Span(*(place + before.apart.body.start for place in edit.span)), edit.text) for edit in body]
        )
        outer = _edited(replace(before, apart=None), edits)
        return replace(outer, apart=inner) if outer is not None else None
    text = document.with_edits(before, edits)
    syntaxes = (before.syntax,) if before.syntax is not None else ()
    after = document.read_text(text, syntaxes, before.fences, before.schema, bom=before.bom)
    if isinstance(after, Problem) or _shape(after.root) != _shape(before.root):
        return None
    return after


def _shape(node: Node) -> object:
    """A value without its texts."""
    return node.kind, node.style, tuple(map(_shape, node.items)), tuple((key.text, _shape(value)) for key, value in node.pairs)


def _verify(post: Post, then: Post, before: Sequence[Reference], both: _Site) -> None:
    """Raise `Refused` where the text as it will be has other links than before, or one that leads elsewhere."""
    after = references(then, both.before)
    if len(after) != len(before):
        lost = next((old for old, new in zip(before, after, strict=False) if old.where != new.where), before[-1])
        raise _refused(then, lost.span, "would be another kind of link")
    for old, new in zip(before, after, strict=True):
        if old.name == new.name and old.name in both.kept:
            continue
        found, there = old.find(post, both.old), new.find(then, both.new)
        if found is not None and (there is None or there[1].path != both.moved.get(found[1].path, found[1].path)):
            raise _refused(then, new.span, f"would not lead to {found[1].path}")


def _refused(post: Post, span: Span, what: str) -> Refused:
    apart = post.document.apart
    inside = apart is not None and span.start >= post.document.base
    text = apart.text if apart is not None and inside else post.document.text
    start = span.start - post.document.base + (apart.body.start if apart is not None and inside else 0) if inside else span.start
    line, column = document.position(text, start)
    return Refused(
        f"{post.path if inside else post.file}:{line}:{column}: this link {what}", "change it by hand first; nothing was written"
    )
