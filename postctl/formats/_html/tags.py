"""HTML that an author wrote: the tags that may stand in a page, and everything else as the text it is.

Nothing is passed on as it was written. A tag of the list is written anew, with the attributes of the list, and what is no such
tag is text: so there is nothing that two readers of HTML could see differently. Comments, `<script>` and its like, SVG and MathML
are text to the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from types import MappingProxyType
from typing import Literal

from postctl.regexes import later
from postctl.values import NamedTuple

BLOCKS = frozenset(
    "aside blockquote caption center col colgroup dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 hr li ol p pre "
    "summary table tbody td tfoot th thead tr ul".split()
)
INLINE = frozenset(
    "a abbr b bdi br cite code del dfn em i img ins kbd mark q rp rt ruby s samp small span strong sub sup time u var wbr".split()
)
VOID = frozenset("br col hr img wbr".split())
ALLOWED = BLOCKS | INLINE

_EVERYWHERE = frozenset("title lang dir id".split())
_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "a": frozenset(("href", "name")),
    "img": frozenset("src alt width height".split()),
    "td": frozenset("colspan rowspan align".split()),
    "th": frozenset("colspan rowspan align scope".split()),
    "col": frozenset(("span",)),
    "colgroup": frozenset(("span",)),
    "ol": frozenset("start reversed type".split()),
    "li": frozenset(("value",)),
    "details": frozenset(("open",)),
    "time": frozenset(("datetime",)),
}
_VALUES: Mapping[str, re.Pattern[str]] = {
    "align": re.compile(r"left|right|center"),
    "dir": re.compile(r"ltr|rtl|auto"),
    "lang": re.compile(r"[A-Za-z0-9-]{1,35}"),
    "scope": re.compile(r"col|row|colgroup|rowgroup"),
    "type": re.compile(r"[1aAiI]"),
    "datetime": re.compile(r"[0-9TZWPDHMSY:.+ -]{1,40}"),
    "id": re.compile(r"[^\s\x00-\x20\"'<>`=&]{1,200}"),
    "name": re.compile(r"[^\s\x00-\x20\"'<>`=&]{1,200}"),
    **dict.fromkeys(("colspan", "rowspan", "span", "width", "height"), re.compile(r"[0-9]{1,4}%?")),
    **dict.fromkeys(("start", "value"), re.compile(r"-?[0-9]{1,6}")),
    **dict.fromkeys(("open", "reversed"), re.compile(r".{0,10}")),
}
"""What the values of some attributes look like; of the others any text will do, since it is escaped."""

_SPACE = r"[ \t\n\f\r]"
_ATTRIBUTE = (
    rf"""{_SPACE}++(?P<name>[^\s\x00-\x20"'<>/=`]++)(?:{_SPACE}*+={_SPACE}*+(?P<value>"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?"""
)
_ONE = later(_ATTRIBUTE)
_UNNAMED = re.sub(r"\?P<\w+>", "?:", _ATTRIBUTE)
_TAG = later(rf"<(?P<slash>/?)(?P<tag>[A-Za-z][A-Za-z0-9]*+)(?P<attributes>(?:{_UNNAMED})*+){_SPACE}*+(?P<closed>/?)>")
_MOST_ATTRIBUTES = 50


_TEXT_TO_ITS_END = frozenset(
    "applet audio canvas embed form frame frameset iframe math noembed noframes noscript object plaintext script select style "
    "svg template textarea title video xmp".split()
)
"""What stands in these is no text of the post, or acts: it is shown with its tags."""


class Piece(NamedTuple):
    """A part of the HTML: a tag that may stand in the page, with its attributes; text; or what is shown as written (`raw`)."""

    kind: Literal["open", "close", "text", "raw"]
    tag: str = ""
    attributes: Mapping[str, str] = MappingProxyType({})
    text: str = ""


def pieces(html: str) -> Iterator[Piece]:
    """The parts in order; their texts together are `html`. Takes time in proportion to its length."""
    folded = html.lower() if html.isascii() else html.translate(_LOWER)
    at, start = 0, html.find("<")
    while start >= 0:
        piece = _piece(html, folded, start)
        if piece is not None:
            if start > at:
                yield Piece("text", text=html[at:start])
            yield piece
            at = start + len(piece.text)
        start = html.find("<", max(at, start + 1))
    if at < len(html):
        yield Piece("text", text=html[at:])


_LOWER = {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


def _piece(html: str, folded: str, start: int) -> Piece | None:
    """What begins with a `<`; `None`: text."""
    if html.startswith("<!--", start):
        return Piece("raw", text=html[start : _behind(html, "-->", start + 2)])
    match = _TAG.match(html, start)
    if match is None:
        is_markup = html[start + 1 : start + 2] in ("!", "?", "/") or html[start + 1 : start + 2].isalpha()
        return Piece("raw", text=html[start : _behind(html, ">", start)]) if is_markup else None
    tag = match["tag"].lower()
    if tag in ALLOWED:
        if match["slash"]:
            return Piece("close", tag, text=match[0])
        return Piece("open", tag, _attributes(tag, match["attributes"]), match[0])
    end = match.end()
    if tag in _TEXT_TO_ITS_END and not match["slash"]:
        end = _behind(html, ">", _behind(folded, f"</{tag}", end) - 1)
    return Piece("raw", tag, text=html[start:end])


def _behind(text: str, mark: str, start: int) -> int:
    """Where a mark ends; the end of the text where there is none."""
    found = text.find(mark, start)
    return found + len(mark) if found >= 0 else len(text)


def _attributes(tag: str, written: str) -> dict[str, str]:
    """The attributes that the tag may have; of several with one name the first, as in browsers."""
    found: dict[str, str] = {}
    allowed = _EVERYWHERE | _ATTRIBUTES.get(tag, frozenset())
    for number, match in enumerate(_ONE.finditer(written)):
        name = match["name"].lower()
        if number >= _MOST_ATTRIBUTES:
            break
        if name not in allowed or name in found:
            continue
        value = match["value"] or ""
        text = unescape(value[1:-1] if value[:1] in ("'", '"') else value)
        fits = _VALUES.get(name)
        if fits is None or fits.fullmatch(text):
            found[name] = text
    return found
