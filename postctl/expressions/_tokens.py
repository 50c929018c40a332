"""An expression as words, texts, operators and marks, and errors that point into it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, TypeAlias, cast

from postctl import escaping
from postctl.errors import UsageError
from postctl.regexes import later
from postctl.values import NamedTuple

Kind: TypeAlias = Literal["word", "text", "op", "mark", "end"]

_TOKEN = later(
    r"""\s*+(?:
      (?P<text>"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+')
    | (?P<op>[=!<>]++~?)
    | (?P<mark>[()\[\],])
    | (?P<word>[^\s"'()\[\],=!<>]++)
    | (?P<end>\Z))""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = later(r"""\\(["'\\])""")
_SHOWN = 30  # characters on each side of the place of an error


class Token(NamedTuple):
    """A piece of an expression. `text` of a text is what stands in its quotes; `start` is the offset of the piece."""

    kind: Kind
    text: str
    start: int


def tokens(text: str) -> Iterator[Token]:
    """All pieces, a last one of kind `end` included. Raises `UsageError` for a quote that is never closed."""
    at = 0
    while True:
        match = _TOKEN.match(text, at)
        if match is None:
            start = len(text) - len(text[at:].lstrip())
            raise wrong(text, start, f"the quote {text[start]} is never closed", "put the same quote behind the text")
        kind = cast("Kind", match.lastgroup)
        raw = match[kind]
        yield Token(kind, _ESCAPED.sub(r"\1", raw[1:-1]) if kind == "text" else raw, match.start(kind))
        if kind == "end":
            return
        at = match.end()


def wrong(text: str, start: int, message: str, hint: str) -> UsageError:
    """The error at an offset: the message, the expression around it, and a caret below the place."""
    first, last = max(start - _SHOWN, 0), start + _SHOWN
    before = ("…" if first else "") + _plain(text[first:start])
    after = _plain(text[start:last]) + ("…" if last < len(text) else "")
    caret = " " * sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in before) + "^"
    return UsageError(f"--where, column {start + 1}: {message}\n    {before}{after}\n    {caret}", hint)


def _plain(text: str) -> str:
    return escaping.one_line(text)
