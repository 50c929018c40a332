"""Edits that move a key of the front matter, verified as every edit is."""

from __future__ import annotations

from postctl.document import REMOVE, Document, Insert, edited
from postctl.errors import Refused
from postctl.model import Edit, Entry, Fix, Span, Value


def moved(document: Document, entry: Entry, to: str) -> Fix | None:
    """The fix that puts the value of a key under another, which may be one of a table (`extra.image`)."""
    syntax = document.syntax
    if syntax is None or entry.value.anchored:
        return None
    try:
        value: Value = syntax.value(entry.value, document.schema)
        like = entry.value if entry.value.kind == "scalar" else None
        written = syntax.written(value, like, document.text[: document.inner.end], document.schema)
        after = edited(document, {entry.key: REMOVE})
        after = edited(after, {to: Insert(written, inside=True)})
    except Refused:
        return None
    return Fix(False, (difference(document.text, after.text),))


def removed(document: Document, entry: Entry) -> Fix | None:
    """The fix that takes a key out."""
    try:
        after = edited(document, {entry.key: REMOVE})
    except Refused:
        return None
    return Fix(False, (difference(document.text, after.text),))


def difference(old: str, new: str) -> Edit:
    """The one edit that makes a text another."""
    most = min(len(old), len(new))
    head = next((at for at in range(most) if old[at] != new[at]), most)
    most -= head
    tail = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    return Edit(Span(head, len(old) - tail), new[head : len(new) - tail])
