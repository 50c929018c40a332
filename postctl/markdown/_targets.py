"""Where the target of a link stands in its source."""

from __future__ import annotations

from postctl.model import Span
from postctl.regexes import later

_BEFORE_TARGET = later(r"[ \t]*(?P<line>\r\n?|\n)?[ \t]*")
_QUOTE_MARKS = later(r"[ \t>]*")
_POINTED = later(r"<((?:[^<>\\\r\n]|\\.)*+)>")
_USUAL = later(r"[^\x00- ()\\]*+")
_PLAIN = later(r"[^\x00- ()\\<][^\x00- ()\\]*+")
_CLOSING = frozenset(") \n\r")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def target_at(text: str, start: int, end: int, url: str) -> Span:
    """The destination after `](` or `]:`, without the pointed brackets it may stand in."""
    close = start + len(url)
    if close < end and text.startswith(url, start) and text[close] in _CLOSING and _PLAIN.fullmatch(url):
        return Span(start, close)  # as nearly always
    before = _BEFORE_TARGET.match(text, start, end)
    if before is not None:
        start = before.end()
        if before["line"] and not url.startswith(">") and (marks := _QUOTE_MARKS.match(text, start, end)):
            start = marks.end()
    if pointed := _POINTED.match(text, start, end):
        return Span(*pointed.span(1))
    return Span(start, _bare_end(text, start, end))


def _bare_end(text: str, start: int, end: int) -> int:
    """Where a destination without pointed brackets ends: at white space, or at a parenthesis it did not open."""
    depth = 0
    start = _USUAL.match(text, start, end).end()  # type: ignore[union-attr]  # it may be empty
    while start < end and text[start] > " ":
        if text[start] == "\\" and text[start + 1 : start + 2] in _PUNCTUATION:
            start += 1
        elif text[start] == "(":
            depth += 1
        elif text[start] == ")":
            depth -= 1
            if depth < 0:
                break
        start += 1
    return start
