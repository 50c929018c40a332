"""One pass over the events of a body: what stands where, in bytes, before anybody asks for more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Element(NamedTuple):
    """A link or an image. `first`, `last`: the places of its events; `inside`: where its text ends; ranges are in bytes.

    `deep`: it stands in an image, and is only text there. `linked`: an image in a link.
    """

    image: bool
    form: str
    url: str
    label: str
    first: int
    last: int
    start: int
    inside: int
    end: int
    deep: bool
    linked: bool


class Part(NamedTuple):
    """Anything else. `deep`: it stands in an image."""

    kind: str
    data: Any
    first: int
    last: int
    start: int
    end: int
    deep: bool = False


@dataclass(slots=True)
class Scan:
    """What a body holds. `html`: blocks and single tags; `code`: blocks and spans, both in order; `notes`: footnotes."""

    elements: list[Element] = field(default_factory=list)
    html: list[Part] = field(default_factory=list)
    code: list[Part] = field(default_factory=list)
    headings: list[Part] = field(default_factory=list)
    notes: list[Part] = field(default_factory=list)


class _Open(NamedTuple):
    image: bool
    data: Any
    first: int
    start: int
    deep: bool
    linked: bool


def scan(events: Sequence[tuple[Any, Any]]) -> Scan:
    """Look at each event once; most are text and the ends of paragraphs."""
    found = Scan()
    opened: list[_Open] = []
    heading = 0
    for index, (event, place) in enumerate(events):
        if event.__class__ is str or "Text" in event:
            continue
        if (data := event.get("Start")) is not None:
            if data.__class__ is str:
                if data == "HtmlBlock":
                    found.html.append(Part("block", None, index, index, place["start"], place["end"]))
            elif "Link" in data or "Image" in data:
                opened.append(_opened(data, opened, index, place))
            elif "Heading" in data:
                heading = index
            else:
                _block(found, data, index, place)
        elif (data := event.get("End")) is not None:
            if data == "Link" or data == "Image":  # twice as quick, and asked of each paragraph
                found.elements.append(_closed(opened.pop(), events, index))
            elif data.__class__ is dict and "Heading" in data:
                found.headings.append(Part("heading", data["Heading"], heading, index, place["start"], place["end"]))
        else:
            ((kind, data),) = event.items()
            _single(found, kind, data, index, place, deep=bool(opened) and (opened[-1].image or opened[-1].deep))
    return found


def _opened(start: Any, opened: Sequence[_Open], index: int, place: Any) -> _Open:
    above = opened[-1] if opened else None
    deep = above is not None and (above.deep or above.image)
    image = "Image" in start
    return _Open(image, start["Image" if image else "Link"], index, place["start"], deep, above is not None)


def _closed(link: _Open, events: Sequence[tuple[Any, Any]], last: int) -> Element:
    data = link.data
    inside = events[last - 1][1]["end"] if last - 1 > link.first else link.start + 1 + link.image
    end = events[last][1]["end"]
    kind, url, label = data["link_type"], data["dest_url"], data["id"]
    return Element(link.image, kind, url, label, link.first, last, link.start, inside, end, link.deep, link.linked)


def _block(found: Scan, start: Any, index: int, place: Any) -> None:
    """The start of a block of code or of a footnote."""
    for kind, data in start.items():
        if kind == "CodeBlock":
            found.code.append(Part(kind, data, index, index, place["start"], place["end"]))
        elif kind == "FootnoteDefinition":
            found.notes.append(Part(kind, data, index, index, place["start"], place["end"]))


def _single(found: Scan, kind: str, data: Any, index: int, place: Any, *, deep: bool) -> None:
    """What has no end of its own."""
    part = Part(kind, data, index, index, place["start"], place["end"], deep)
    if kind == "Code":
        found.code.append(part)
    elif kind == "InlineHtml":
        found.html.append(part)
    elif kind == "FootnoteReference":
        found.notes.append(part)
