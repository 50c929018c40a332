"""Edits as fixes carry them, made from whole documents."""

from __future__ import annotations

from collections.abc import Mapping
from os.path import commonpath

from postctl import document
from postctl.document import Document, Insert, Remove
from postctl.errors import Refused
from postctl.model import Edit, Fix, Span, Value


def setting(before: Document, changes: Mapping[str, Value | Insert | Remove], *, safe: bool) -> Fix | None:
    """The fix that gives keys other values, as one splice; `None` where that cannot be exact."""
    try:
        after = document.edited(before, changes)
    except Refused:
        return None
    return between(before.text, after.text, safe=safe)


def between(before: str, after: str, *, safe: bool) -> Fix | None:
    """The fix that makes one text of another: what differs between them, and nothing around it."""
    if before == after:
        return None
    start = len(commonpath((before, after)))
    most = min(len(before), len(after)) - start
    end = min(len(commonpath((before[::-1], after[::-1]))), most)
    return Fix(safe, (Edit(Span(start, len(before) - end), after[start : len(after) - end]),))
