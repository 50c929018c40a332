"""A `Document` to one with other values, splice by splice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from postctl.document._keys import Spot, find, spot, table
from postctl.document._places import BREAK, newline
from postctl.document._reading import Document, front_matter, read_text
from postctl.errors import Refused
from postctl.model import Edit, Entry, FrontMatter, Problem, Value
from postctl.values import NamedTuple, replace

if TYPE_CHECKING:
    from postctl.syntaxes import Syntax


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
    end = BREAK.search(document.text, entry.name.span.end)
    return document.text[entry.name.span.end : end.start() if end else None].strip() == ":"


def _value(document: Document, entry: Entry) -> Value:
    assert document.syntax is not None
    return document.syntax.value(entry.value, document.schema)


def _place(document: Document, entry: Entry) -> Spot:
    """Where an entry stands."""
    if entry in document.entries:
        return Spot(document.root, (entry.key,), entry.name, entry.value)
    found = spot(document.root, entry.key)
    assert found is not None
    return found


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
    found = spot((before if entry is not None else after).root, key)
    path = found.path if found is not None and entry not in before.entries else (key,)
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
