"""Bytes to a `Document` with exact spans."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from sys import intern
from typing import TYPE_CHECKING

from postctl import decoding
from postctl.model import Entry, Fences, FrontMatter, Node, Problem, Schema, Span
from postctl.once import once
from postctl.values import dataclass, field

if TYPE_CHECKING:
    from postctl.syntaxes import Block, Data, Syntax

_NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Document:
    """One file as text and spans. `text` is without the byte order mark, line ends untouched; spans count its code points.

    Without front matter `syntax` is `None`, `root` an empty map and `body` the whole text. `apart`: the file of the body, where
    the front matter lies in a file of its own; the rest is then about that one.

    What the text says has its place only once somebody asks for it (`root`, `entries`): most posts are read for their `data`,
    which is there where it was known without.
    """

    text: str
    bom: bool
    syntax: Syntax | None
    schema: Schema
    fences: Fences
    outer: Span
    inner: Span
    body: Span
    apart: Document | None = None
    _root: Node | None = field(init=False, default=None, compare=False, repr=False)
    _entries: tuple[Entry, ...] | None = field(init=False, default=None, compare=False, repr=False)
    data: Data | None = field(init=False, default=None, compare=False, repr=False)

    @property
    def root(self) -> Node:
        """The front matter as a map node."""
        if self._root is None:
            object.__setattr__(self, "_root", _root(self))
        assert self._root is not None
        return self._root

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The top-level keys, in order."""
        if self._entries is None:
            from postctl.syntaxes import entries

            object.__setattr__(self, "_entries", entries(self.root))
        assert self._entries is not None
        return self._entries

    @property
    def source(self) -> str:
        """The front matter between its fences."""
        return self.text[self.inner.start : self.inner.end]

    @property
    def content(self) -> str:
        """The text behind the front matter; the same object as long as this document is the one that is asked."""
        return _content(self)

    @property
    def base(self) -> int:
        """What spans in `content` count from; beyond the text where the body lies apart, so that each span says where it is."""
        return self.body.start if self.apart is None else len(self.text) + 1


@once
def _content(document: Document) -> str:
    """All who look into one body after each other share it, and its hash."""
    return document.apart.content if document.apart is not None else document.text[document.body.start : document.body.end]


def read(data: bytes, syntaxes: Sequence[Syntax], fences: Fences, schema: Schema) -> Document | Problem:
    """Read a file's bytes, its front matter in the first of `syntaxes` that fits. Never raises, for any bytes."""
    text = decoding.text_of(data)
    if isinstance(text, Problem):
        return text
    bom = text.startswith("\ufeff")
    return read_text(text[1:] if bom else text, syntaxes, fences, schema, bom=bom)


def read_text(text: str, syntaxes: Sequence[Syntax], fences: Fences, schema: Schema, *, bom: bool = False) -> Document | Problem:
    """The same for text that is decoded already and has lost its byte order mark."""
    for syntax in syntaxes:
        found = syntax.found(text, fences, schema)
        if isinstance(found, Problem):
            return found
        if found is not None:
            block, data = found
            document = Document(text, bom, syntax, schema, fences, block.outer, block.inner, block.body)
            return _known(document, data=data) if data is not None else _parsed(document, block)
    return _unclaimed(text, fences) or Document(text, bom, None, schema, fences, _NOWHERE, _NOWHERE, Span(0, len(text)))


def _unclaimed(text: str, fences: Fences) -> Problem | None:
    from postctl.syntaxes import unread

    return unread(text, fences)


def _parsed(document: Document, block: Block) -> Document | Problem:
    """The document, once it is certain that its front matter can be read."""
    from postctl.guard import Unreadable

    try:
        return _known(document, root=_root_in(document, block))
    except Unreadable as error:
        return error.problem


def _known(document: Document, *, root: Node | None = None, data: Data | None = None) -> Document:
    """The document, which nobody has seen yet, with what is known of it already."""
    object.__setattr__(document, "_root", root)
    object.__setattr__(document, "data", data)
    return document


def _root_in(document: Document, block: Block) -> Node:
    assert document.syntax is not None
    return block.root or document.syntax.parse(document.text[block.inner.start : block.inner.end], block.inner.start)


def _root(document: Document) -> Node:
    """The front matter of a document once more, from its text."""
    from postctl.syntaxes import Block

    block = document.syntax.block(document.text, document.fences) if document.syntax is not None else None
    return _root_in(document, block) if isinstance(block, Block) else Node("map", _NOWHERE, "block")


# --- what it says -----------------------------------------------------------------------------------------------------


def front_matter(document: Document, *, fold: bool = False) -> FrontMatter:
    """The data of the front matter; dates stay text. `fold` lower-cases keys. Of a key that stands twice the last counts."""
    data = _values(document)
    if not fold:
        return data
    names = "".join(data)
    lower = names.isascii() and names.islower()
    return data if lower else {intern(key.lower()): value for key, value in data.items()}


def _values(document: Document) -> FrontMatter:
    if document.syntax is None:
        return {}
    if document.data is not None:
        return document.data[0]
    data = document.syntax.value(document.root, document.schema)
    assert isinstance(data, dict)
    return data


def quoted(document: Document) -> frozenset[str]:
    """The keys whose value stands in quotes, dotted for those in a table."""
    if document.data is not None:
        return frozenset(document.data[1])
    from postctl.syntaxes import quoted as found

    return frozenset(found(document.root))


def encoded(document: Document) -> bytes:
    """The bytes of the file."""
    return (codecs.BOM_UTF8 if document.bom else b"") + document.text.encode()
