"""The text that the parser reads in the place of a body, its events, and where they stand in the body."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from itertools import accumulate
from typing import Any

from postctl.model import Span
from postctl.regexes import later
from postctl.values import dataclass

_CHUNK = 512  # code points between two known byte offsets

TEMPLATE = later(r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}")
_ENDS_A_TARGET = later(r"[\s<>()\"'|]")


@dataclass(frozen=True, eq=False)  # no slots: most bodies need no places
class Source:
    """A body, the text of equal length that the parser reads in its place, and its places by byte offset."""

    body: str
    text: str
    as_written: bool

    @cached_property
    def place(self) -> Callable[[int], int]:
        """From offsets of bytes in UTF-8 to offsets of code points."""
        return _places(self.text)

    def span(self, start: int, end: int) -> Span:
        """A range of bytes as one of code points."""
        place = self.place
        return Span(start, end) if place is int else Span(place(start), place(end))

    def without_end(self, span: Span) -> Span:
        """A span without the line ends behind it."""
        return Span(span.start, span.start + len(self.body[span.start : span.end].rstrip("\r\n")))


def source(body: str) -> Source:
    """Template tags become words, and halves of surrogate pairs, which have no UTF-8, become question marks."""
    text = TEMPLATE.sub(lambda tag: _ENDS_A_TARGET.sub("x", tag[0]), body) if "{" in body else body
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode()
    return Source(body, text, as_written=text == body)


def _places(text: str) -> Callable[[int], int]:
    if text.isascii():
        return int
    data = text.encode()
    sizes = (len(text[start : start + _CHUNK].encode()) for start in range(0, len(text) - _CHUNK, _CHUNK))
    before = list(accumulate(sizes, initial=0))

    def place(offset: int) -> int:
        chunk = bisect_right(before, offset) - 1
        return chunk * _CHUNK + len(data[before[chunk] : offset].decode())

    return place


def events(text: str) -> Iterator[tuple[Any, Any]]:
    """What the parser finds, in order, with ranges of bytes; one by one, as all of them take many times the room of the text."""
    from pyromark import events_with_range

    return events_with_range(text, options=_options(), merge_text=True)


def references(text: str) -> dict[str, Any]:
    """The definitions of references that count, by label."""
    from pyromark import reference_definitions

    found: dict[str, Any] = reference_definitions(text, options=_options())
    return found


@cache  # they are flags of Python, which take longer to put together than a short body to parse
def _options() -> Any:
    from pyromark import Options

    return Options.ENABLE_TABLES | Options.ENABLE_FOOTNOTES | Options.ENABLE_STRIKETHROUGH


def unmasked(text: str, source: Source, place: Any) -> str:
    """A text of the parser's with template tags as they are written."""
    tags = iter(TEMPLATE.findall(source.body, *source.span(place["start"], place["end"])))
    return TEMPLATE.sub(lambda masked: next(tags, masked[0]), text)


def visible(event: Any, place: Any, source: Source) -> str:
    """What an event shows to a reader, with template tags as they are written."""
    if event.__class__ is str:
        return "\n" if event in ("SoftBreak", "HardBreak") else ""
    text = event.get("Text", event.get("Code"))
    if text is not None:
        return str(text) if source.as_written else unmasked(text, source, place)
    tag = event.get("InlineHtml")
    return "\n" if tag is not None and tag[:3].lower() == "<br" else ""
