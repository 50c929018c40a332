"""One pass over the events of a body: what stands where, in bytes, before anybody asks for more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from postctl.values import NamedTuple, dataclass, field


class Element(NamedTuple):
    """A link or an image. `first`: the place of its first event, `within`: those inside; `inside`: where its text ends.

    Ranges are in bytes. `deep`: it stands in an image, and is only text there (`within` is empty). `linked`: an image in a link.
    """

    image: bool
    form: str
    url: str
    label: str
    first: int
    within: Sequence[tuple[Any, Any]]
    start: int
    inside: int
    end: int
    deep: bool
    linked: bool


class Part(NamedTuple):
    """Anything else. `deep`: it stands in an image. `within`: the events inside of a heading."""

    kind: str
    data: Any
    first: int
    start: int
    end: int
    deep: bool = False
    within: Sequence[tuple[Any, Any]] = ()


@dataclass(slots=True)
class Scan:
    """What a body holds. `html`: blocks and single tags; `code`: blocks and spans, both in order; `notes`: footnotes."""

    elements: list[Element] = field(default_factory=list)
    html: list[Part] = field(default_factory=list)
    code: list[Part] = field(default_factory=list)
    headings: list[Part] = field(default_factory=list)
    notes: list[Part] = field(default_factory=list)


class _Open(NamedTuple):
    """A link or an image that has no end yet. `at`: so many events were kept before it."""

    image: bool
    data: Any
    first: int
    start: int
    at: int
    deep: bool
    linked: bool


def scan(events: Iterable[tuple[Any, Any]]) -> Scan:
    """Look at each event once, and keep those inside of headings, links and images: nobody asks for the others."""
    found = Scan()
    opened: list[_Open] = []
    kept: list[tuple[Any, Any]] = []
    keeping = heading = False
    for index, each in enumerate(events):
        event, place = each
        if keeping:
            kept.append(each)
        if event.__class__ is str or "Text" in event:
            continue
        if (data := event.get("Start")) is not None:
            if data.__class__ is str:
                if data == "HtmlBlock":
                    found.html.append(Part("block", None, index, place["start"], place["end"]))
            elif "Link" in data or "Image" in data:
                kept, keeping = (kept if keeping else []), True
                opened.append(_opened(data, opened, index, place, len(kept)))
            elif "Heading" in data:
                kept, keeping, heading = [], True, True
            else:
                _block(found, data, index, place)
        elif (data := event.get("End")) is not None:
            if data == "Link" or data == "Image":  # twice as quick, and asked of each paragraph
                found.elements.append(_closed(opened.pop(), kept, place["end"]))
                keeping = heading or bool(opened)
            elif data.__class__ is dict and "Heading" in data:
                found.headings.append(Part("heading", data["Heading"], index, place["start"], place["end"], within=kept[:-1]))
                keeping = heading = False
        else:
            ((kind, data),) = event.items()
            _single(found, kind, data, index, place, deep=bool(opened) and (opened[-1].image or opened[-1].deep))
    return found


def _opened(start: Any, opened: Sequence[_Open], index: int, place: Any, at: int) -> _Open:
    above = opened[-1] if opened else None
    deep = above is not None and (above.deep or above.image)
    image = "Image" in start
    return _Open(image, start["Image" if image else "Link"], index, place["start"], at, deep, above is not None)


def _closed(link: _Open, kept: Sequence[tuple[Any, Any]], end: int) -> Element:
    data = link.data
    inside = kept[-2][1]["end"] if len(kept) - 1 > link.at else link.start + 1 + link.image
    within = () if link.deep else kept[link.at : -1]
    kind, url, label = data["link_type"], data["dest_url"], data["id"]
    return Element(link.image, kind, url, label, link.first, within, link.start, inside, end, link.deep, link.linked)


def _block(found: Scan, start: Any, index: int, place: Any) -> None:
    """The start of a block of code or of a footnote."""
    for kind, data in start.items():
        if kind == "CodeBlock":
            found.code.append(Part(kind, data, index, place["start"], place["end"]))
        elif kind == "FootnoteDefinition":
            found.notes.append(Part(kind, data, index, place["start"], place["end"]))


def _single(found: Scan, kind: str, data: Any, index: int, place: Any, *, deep: bool) -> None:
    """What has no end of its own."""
    part = Part(kind, data, index, place["start"], place["end"], deep)
    if kind == "Code":
        found.code.append(part)
    elif kind == "InlineHtml":
        found.html.append(part)
    elif kind == "FootnoteReference":
        found.notes.append(part)
