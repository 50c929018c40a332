"""Offsets as lines and columns, and as bytes; line ends."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from postctl.document._reading import Document
from postctl.model import Broken
from postctl.regexes import later

BREAK = later(r"\r\n|\r|\n")


def newline(document: Document) -> str:
    """The line end of the front matter, or of the text where there is none; LF for a file of one line."""
    found = BREAK.search(document.text)
    return found[0] if found else "\n"


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column (1-based, code points) of an offset; CRLF, CR and LF each end a line."""
    starts = _line_starts(text)
    line = bisect_right(starts, offset)
    if text[offset - 1 : offset + 1] == "\r\n" and offset:  # between the two
        return line + 1, 1
    return line, offset - starts[line - 1] + 1


@lru_cache(maxsize=2)
def _line_starts(text: str) -> list[int]:
    """For all the findings in one file."""
    return [0, *(found.end() for found in BREAK.finditer(text))]


def line_at(text: str, offset: int) -> str:
    """The text of the line that holds an offset, without its line end."""
    return _lines(text)[bisect_right(_line_starts(text), offset) - 1]


@lru_cache(maxsize=2)
def _lines(text: str) -> list[str]:
    return BREAK.split(text)


def byte_offset(document: Document | Broken, offset: int) -> int:
    """The offset in bytes of the file, the byte order mark included."""
    return (offset if document.text.isascii() else len(document.text[:offset].encode())) + (3 if document.bom else 0)
