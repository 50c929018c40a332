"""Entries of front matter as pieces of text that can change places."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from postctl.document import Document
from postctl.model import Edit, Entry, Node, Span
from postctl.regexes import later

_BREAK = later(r"\r\n|\r|\n")
_COMMENTS = later(r"(?:[ \t]*#[^\r\n]*(?:\r\n|\r|\n))*")


def reordered(document: Document, entries: Sequence[Entry], order: Sequence[int]) -> Edit | None:
    """The edit that puts entries in another order, each with the comment above it; `None` where they do not come apart.

    `entries` are all that stand between the first and the last of them.
    """
    moved = [place for place, index in enumerate(order) if place != index]
    if not moved or any(_is_tied(node) for each in entries for node in (each.name, each.value)):
        return None
    first, last = moved[0], moved[-1]
    if document.root.style in ("flow", "bare"):
        return _in_flow(document, entries, order, first, last)
    spans = _lines(document, entries, first, last)
    if spans is None:
        return None
    text = "".join(document.text[slice(*spans[index - first])] for index in order[first : last + 1])
    return Edit(Span(spans[0].start, spans[-1].end), text)


def _is_tied(node: Node) -> bool:
    """Whether an anchor, an alias or a merge stands in a value."""
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if each.anchored or each.text == "<<":
            return True
        waiting += each.items
        for name, value in each.pairs:
            waiting += (name, value)
    return False


def _in_flow(document: Document, entries: Sequence[Entry], order: Sequence[int], first: int, last: int) -> Edit | None:
    """The pairs of a JSON object change places between the commas, which stay."""
    if document.syntax is None or document.syntax.name != "json":
        return None
    text = document.text
    spans = [Span(each.name.span.start, each.value.span.end) for each in entries[first : last + 1]]
    gaps = [text[left.end : right.start] for left, right in pairwise(spans)]
    pieces = [text[slice(*spans[index - first])] for index in order[first : last + 1]]
    return Edit(Span(spans[0].start, spans[-1].end), "".join(piece + gap for piece, gap in zip(pieces, [*gaps, ""], strict=True)))


def _lines(document: Document, entries: Sequence[Entry], first: int, last: int) -> list[Span] | None:
    """The whole lines of some entries, each with the comment above it; `None` if something else stands among them.

    A comment above the first key of all may be about the file, and one below the last key about anything.
    """
    text = document.text
    start = document.inner.start if first == 0 else _behind(text, entries[first - 1])
    spans: list[Span] = []
    for each in entries[first : last + 1]:
        line = _start(text, each)
        above = _COMMENTS.fullmatch(text, start, line)
        if above is None or (above[0] and not spans and first == 0):
            return None
        end = _behind(text, each)
        if end > document.inner.end or text[end - 1] not in "\r\n":
            return None
        spans.append(Span(start, end))
        start = end
    below = next((_start(text, each) for each in document.entries if each.name.span.start > start), document.inner.end)
    return spans if last + 1 < len(entries) or not text[start:below].strip() else None


def _start(text: str, entry: Entry) -> int:
    at = entry.name.span.start
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _behind(text: str, entry: Entry) -> int:
    """The start of the line behind an entry."""
    found = _BREAK.search(text, max(entry.name.span.end, entry.value.span.end))
    return found.end() if found else len(text)
