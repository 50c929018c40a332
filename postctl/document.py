"""Bytes to a `Document` with exact spans, and a `Document` to one with other values, splice by splice.

An edit replaces the characters of one value. The result is read again and compared with what was meant before anybody gets to
see it: `edited` either returns exactly that, or raises `Refused`.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING, Final, NamedTuple

from postctl import decoding
from postctl.errors import Refused
from postctl.model import Broken, Edit, Entry, Fences, FrontMatter, Node, Problem, Schema, Span, Value
from postctl.once import once

if TYPE_CHECKING:
    from postctl.syntaxes import Block, Data, Syntax

_BREAK = re.compile(r"\r\n|\r|\n")
_NOWHERE = Span(0, 0)


class Remove:
    """The value that takes a key out (`REMOVE`)."""


REMOVE: Final = Remove()


class Insert(NamedTuple):
    """A value for a key that is not there yet, as source text, to stand behind the key `after` (`""`: first; else last).

    `inside`: a key with a dot is one of a table, which comes with it where there is none; else it is a key of that name.
    """

    text: str
    after: str | None = None
    inside: bool = False


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


def find(document: Document, key: str, *, fold: bool = False) -> Entry | None:
    """The entry of a key: the last, where it stands twice. `date.created` may be a key of the map `date`."""
    wanted = key.lower() if fold else key
    found = next((e for e in reversed(document.entries) if (e.key.lower() if fold else e.key) == wanted), None)
    if found is not None or "." not in key:
        return found
    spot = _spot(document.root, wanted, fold=fold)
    return Entry(".".join(spot.path), spot.name, spot.value) if spot is not None else None


def table(document: Document, key: str, *, fold: bool = False) -> Node | None:
    """The map that is called so (`extra`, not what stands under `[extra.author]` in TOML); `None` where that is no map."""
    spot = _spot(document.root, key.lower() if fold else key, fold=fold)
    return spot.value if spot is not None and spot.value.kind == "map" else None


class _Spot(NamedTuple):
    """Where a key stands: the map it is in, the names that lead there from the top, and the pair."""

    home: Node
    path: tuple[str, ...]
    name: Node
    value: Node


def _spot(root: Node, key: str, *, fold: bool = False, above: tuple[str, ...] = ()) -> _Spot | None:
    """The place of a dotted key in a map or the maps inside it; a key that is called so itself goes first."""
    pairs = [((*above, *name.text.split("\0")), name, value) for name, value in reversed(root.pairs)]
    named = [(".".join(path[len(above) :]), path, name, value) for path, name, value in pairs]
    for own, path, name, value in named:
        if (own.lower() if fold else own) == key:
            return _Spot(root, path, name, value)
    for own, path, _, value in named:
        if value.kind == "map" and key.startswith(f"{own.lower() if fold else own}."):
            inside = _spot(value, key[len(own) + 1 :], fold=fold, above=path)
            if inside is not None:
                return inside
    return None


def encoded(document: Document) -> bytes:
    """The bytes of the file."""
    return (codecs.BOM_UTF8 if document.bom else b"") + document.text.encode()


def newline(document: Document) -> str:
    """The line end of the front matter, or of the text where there is none; LF for a file of one line."""
    found = _BREAK.search(document.text)
    return found[0] if found else "\n"


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column (1-based, code points) of an offset; CRLF, CR and LF each end a line."""
    starts = _line_starts(text)
    line = bisect_right(starts, offset)
    if text[offset - 1 : offset + 1] == "\r\n" and offset:  # between the two
        return line + 1, 1
    return line, offset - starts[line - 1] + 1


@lru_cache(maxsize=2)
def _line_starts(text: str) -> list[int]:
    """For all the findings in one file."""
    return [0, *(found.end() for found in _BREAK.finditer(text))]


def line_at(text: str, offset: int) -> str:
    """The text of the line that holds an offset, without its line end."""
    return _lines(text)[bisect_right(_line_starts(text), offset) - 1]


@lru_cache(maxsize=2)
def _lines(text: str) -> list[str]:
    return _BREAK.split(text)


def byte_offset(document: Document | Broken, offset: int) -> int:
    """The offset in bytes of the file, the byte order mark included."""
    return (offset if document.text.isascii() else len(document.text[:offset].encode())) + (3 if document.bom else 0)


# --- changing it ------------------------------------------------------------------------------------------------------


def edited(document: Document, changes: Mapping[str, Value | Insert | Remove]) -> Document:
    """The document with other values for some keys, everything else byte for byte.

    A `Value` replaces the value a key has, in the style it is written in, or adds the key behind the last; `Insert` adds it
    with source text of the caller's; `REMOVE` takes it out. Raises `Refused`, with the reason, where that cannot be exact.
    """
    for key, change in changes.items():
        document = _edited(document, key, change)
    return document


def _edited(document: Document, key: str, change: Value | Insert | Remove) -> Document:
    from postctl.syntaxes import same

    syntax = document.syntax
    if syntax is None:
        raise Refused("the file has no front matter", "add a block with at least one key at its top")
    if sum(entry.key == key for entry in document.entries) > 1:
        raise Refused(f"`{key}` stands twice in the front matter", "remove one of the two, then run this again")
    entry = find(document, key)
    if isinstance(change, Remove) and entry is None:
        return document
    if entry is not None and not isinstance(change, Insert | Remove) and same(_value(document, entry), change):
        return document
    if isinstance(change, Remove) and entry is not None and _is_alone(document, entry):
        return _edited(document, key.rpartition(".")[0], REMOVE)  # with the last key goes the map
    if isinstance(change, Insert) and entry is not None and _is_bare(document, entry):
        place = document.entries.index(entry)
        above = document.entries[place - 1].key if place else ""
        return _edited(_edited(document, key, REMOVE), key, change._replace(after=above))
    edit = _edit(document, syntax, entry, key, change)
    text = document.text
    changed = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return verified(document, changed, key, change)


def _is_alone(document: Document, entry: Entry) -> bool:
    """Whether a key is all that its map holds."""
    home = _place(document, entry).home
    return home is not document.root and len(home.pairs) == 1


def _is_bare(document: Document, entry: Entry) -> bool:
    """Whether an entry is `key:` on a line of its own, with nothing behind it."""
    if entry not in document.entries or entry.value.style != "empty" or document.root.style == "flow":
        return False
    end = _BREAK.search(document.text, entry.name.span.end)
    return document.text[entry.name.span.end : end.start() if end else None].strip() == ":"


def _value(document: Document, entry: Entry) -> Value:
    assert document.syntax is not None
    return document.syntax.value(entry.value, document.schema)


def _place(document: Document, entry: Entry) -> _Spot:
    """Where an entry stands."""
    if entry in document.entries:
        return _Spot(document.root, (entry.key,), entry.name, entry.value)
    spot = _spot(document.root, entry.key)
    assert spot is not None
    return spot


def _edit(document: Document, syntax: Syntax, entry: Entry | None, key: str, change: Value | Insert | Remove) -> Edit:
    """The edit; its span counts from the start of the text, as do the nodes."""
    source = document.text[: document.inner.end]
    if isinstance(change, Remove):
        assert entry is not None
        home = _place(document, entry).home
        if home is not document.root and home.style == "flow":
            return syntax.out_of_flow(source, home, entry)
        return syntax.removal(source, home, entry)
    if isinstance(change, Insert):
        if entry is not None:
            raise Refused(f"`{key}` is there already", "set it to another value instead")
        return _insertion(document, syntax, key, change)
    if entry is not None:
        return syntax.replacement(source, _place(document, entry).home, entry, change, document.schema)
    return _insertion(document, syntax, key, Insert(syntax.written(change, None, source, document.schema)))


def _insertion(document: Document, syntax: Syntax, key: str, insert: Insert) -> Edit:
    """The edit that adds a key, to the front matter or to a table of it."""
    source, line_end = document.text[: document.inner.end], newline(document)
    head, dot, last = key.rpartition(".")
    if not insert.inside or not dot or not head or not last or not syntax.nests:
        return syntax.insertion(source, document.root, key, insert.text, insert.after, line_end)
    home = table(document, head)
    if home is None and find(document, head) is not None:
        raise Refused(f"`{head}` is no table, so it cannot hold `{last}`", "edit it by hand")
    if home is None and "." in head:
        raise Refused(f"there is no table `{head}` to hold `{last}`", "write the table by hand first")
    if home is None:
        return syntax.table(source, document.root, head, last, insert.text, line_end)
    if home.style == "flow":
        return syntax.into_flow(source, home, last, insert.text)
    return syntax.insertion(source, home, last, insert.text, insert.after, line_end)


def verified(before: Document, text: str, key: str, change: Value | Insert | Remove) -> Document:
    """The changed text read again, if it says the intended change of one key and nothing else; else `Refused`."""
    from postctl.syntaxes import same

    assert before.syntax is not None
    after = read_text(text, (before.syntax,), before.fences, before.schema, bom=before.bom)
    hint = "edit this key by hand; nothing was written"
    if isinstance(after, Problem):
        raise Refused(f"setting `{key}` would make the front matter unreadable ({after.reason})", hint)
    old, new = front_matter(before), front_matter(after)
    entry = find(before, key)
    spot = _spot((before if entry is not None else after).root, key)
    path = spot.path if spot is not None and entry not in before.entries else (key,)
    value = _at(new, path) if isinstance(change, Insert) else change
    top = path[0]
    if not same(_changed(old, path, value), dict(new)) or _others(before, top) != _others(after, top):
        raise Refused(f"setting `{key}` would change more than that key", hint)
    if _around(after) != _around(before):
        raise Refused(f"setting `{key}` would change the text around the front matter", hint)
    return replace(after, apart=before.apart)


def _others(document: Document, key: str) -> list[str]:
    return [entry.key for entry in document.entries if entry.key != key]


def _at(data: Value | FrontMatter, path: Sequence[str]) -> Value:
    for name in path:
        data = data.get(name) if isinstance(data, Mapping) else None
    return data  # type: ignore[return-value]


def _changed(data: Value | FrontMatter, path: Sequence[str], value: Value | Remove) -> dict[str, Value]:
    """The data with another value at a path, or without what is there."""
    head, *rest = path
    changed = dict(data) if isinstance(data, Mapping) else {}
    if rest:
        changed[head] = _changed(changed.get(head), rest, value)
    elif isinstance(value, Remove):
        changed.pop(head, None)
    else:
        changed[head] = value
    return changed


def _around(document: Document) -> tuple[str, str, str]:
    text, body = document.text, document.body
    return text[: document.inner.start], text[document.inner.end : body.start], text[body.start : body.end]


def with_edits(document: Document, edits: Iterable[Edit]) -> str:
    """The text with edits applied, last first. They must not overlap (`ValueError`)."""
    text, limit = document.text, len(document.text) + 1
    for edit in sorted(edits, key=lambda each: each.span, reverse=True):
        if edit.span.end > limit:
            raise ValueError("edits overlap")
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
        limit = edit.span.start
    return text
