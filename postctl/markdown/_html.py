"""Links, images and text in the HTML of a body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from postctl.markdown._source import Source
from postctl.markdown._values import Image, Link
from postctl.model import Span
from postctl.regexes import later

# Each part takes all it can and never gives back, and what is never closed is taken to the end: one pass, whatever the text.
TAG = later(
    r"""<!--(?:.*?-->|.*)
    |   <(?P<raw>script|style|textarea)\b(?:.*?</(?P=raw)|.*)
    |   <(?P<name>a|img)(?=[\s/>])(?P<attributes>(?:[^<>"']|"[^"]*"|'[^']*')*+)(?P<end>>)?""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = later(
    r"""(?<![\s/])[\s/]++(?P<name>[^\s"'<>/=]++)(?:\s*+=\s*+(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'=<>`]++)))?"""
)
_ANY_TAG = later(r"<[^<>]*>")
_END_OF_LINK = later(r"</a", re.IGNORECASE)
_UNREAD = later(
    r"""<!--(?:.*?-->|.*)
    |   <(?P<raw>pre|script|style|textarea|svg)\b(?:.*?</(?P=raw)\b|.*)
    |   </?(?P<inline>a|abbr|b|code|del|em|i|ins|mark|q|s|small|span|strong|sub|sup|u)(?=[\s>/])[^<>]*>
    |   </?[a-z][^<>]*>
    |   <[!?][^<>]*>""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_LONGEST_TEXT = 1000  # of an HTML link, so that a missing `</a>` costs nothing


def links(source: Source, span: Span) -> Iterator[tuple[Link, Image | None]]:
    """The targets of the tags in a stretch of HTML; of a picture the picture too."""
    for tag in TAG.finditer(source.text, span.start, span.end):
        if not tag["end"]:
            continue
        values = {attribute["name"].lower(): attribute for attribute in reversed([*_attributes(source.text, tag)])}
        is_image = tag["name"].lower() == "img"
        place = _value(values.get("src" if is_image else "href"))
        if place is None:
            continue
        target, whole = source.body[place.start : place.end], Span(*tag.span())
        if not is_image:
            yield Link("html", target, place, _inner_text(source, tag.end()), whole), None
            continue
        alternative = _value(values.get("alt"))
        text = source.body[slice(*alternative)] if alternative else ""
        yield Link("html", target, place, text, whole), Image(text if "alt" in values else None, target, whole, "html")


def text(html: str) -> str:
    """What a reader reads of a block: no tags, code or comments. A tag that styles text may stand in a word."""
    return unescape(_UNREAD.sub(lambda tag: "" if tag["inline"] else "\n", html))


def _attributes(text: str, tag: re.Match[str]) -> Iterator[re.Match[str]]:
    return _ATTRIBUTE.finditer(text, *tag.span("attributes"))


def _value(attribute: re.Match[str] | None) -> Span | None:
    found = attribute and next((name for name in ("double", "single", "bare") if attribute[name] is not None), None)
    return Span(*attribute.span(found)) if attribute and found else None


def _inner_text(source: Source, start: int) -> str:
    end = _END_OF_LINK.search(source.text, start, start + _LONGEST_TEXT)
    return " ".join(_ANY_TAG.sub("", source.body[start : end.start()]).split()) if end else ""
