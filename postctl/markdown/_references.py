"""Definitions of references: those that count, and those that another goes before."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from postctl.markdown._source import Source, events, references
from postctl.markdown._targets import target_at
from postctl.markdown._values import Definition
from postctl.model import Span
from postctl.regexes import later

_LABEL = later(r"\[(?:[^\[\]\\]|\\.)*+\]:", re.DOTALL)
_LINE = later(
    r"""^(?P<before>[ \t>]*)(?P<label>\[(?!\^)(?:[^\[\]\\\r\n]|\\.)++\]:)[ \t]*(?:<[^<>\r\n]*>|[^\s<]\S*)
    (?:[ \t]+(?:"[^"\r\n]*"|'[^'\r\n]*'|\([^()\r\n]*\)))?[ \t]*(?=[\r\n]|\Z)""",
    re.VERBOSE | re.MULTILINE,
)


def folded(label: str) -> str:
    """What of a label counts."""
    return " ".join(label.split()).casefold()


def definitions(source: Source) -> tuple[Definition, ...]:
    """All definitions, in order."""
    found = [*_first(source)]
    taken = {each.span.start for each in found}
    known = {folded(each.label) for each in found}
    found += [each for each in _others(source) if each.span.start not in taken and folded(each.label) in known]
    return tuple(sorted(found, key=lambda each: each.place))


def _first(source: Source) -> Iterator[Definition]:
    for definition in references(source.text).values():
        start, end = source.span(definition["span"]["start"], definition["span"]["end"])
        if label := _LABEL.search(source.text, start, end):
            yield _definition(source, label, end, definition["dest"], counts=True)


def _definition(source: Source, label: re.Match[str], end: int, url: str, *, counts: bool) -> Definition:
    place = target_at(source.text, label.end(), end, url)
    text = source.body[label.start() + 1 : label.end() - 2]
    whole = source.without_end(Span(label.start(), end))
    return Definition(text, source.body[place.start : place.end], place, whole, counts)


def _others(source: Source) -> Iterator[Definition]:
    """Lines that are written as definitions and that the parser shows nothing of."""
    lines = [*_LINE.finditer(source.text)]
    if len(lines) < 2:
        return
    shown = sorted(
        (place["start"], place["end"])
        for event, place in events(source.text)
        if event.__class__ is dict and not ("End" in event or ("Start" in event and not _is_opaque(event["Start"])))
    )
    starts = [start for start, _ in shown]
    offset, before = 0, 0
    for line in lines:
        label = _LABEL.match(source.text, line.start("label"))
        offset += len(source.text[before : line.start("label")].encode())
        before = line.start("label")
        at = bisect_right(starts, offset) - 1
        if label is not None and (at < 0 or shown[at][1] <= offset):
            yield _definition(source, label, line.end(), "", counts=False)


def _is_opaque(start: Any) -> bool:
    return start == "HtmlBlock" or "CodeBlock" in start
