"""Where the lines of a paragraph break: between words, and between characters of Chinese and Japanese, which has no blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, chop_cells
from rich.text import Text

_WIDE = (
    r"\u2e80-\u3002\u3004-\u3007\u3012-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60"
    r"\U00020000-\U0003fffd"
)
_OPENING = r"\u3008\u300a\u300c\u300e\u3010\u3014\uff08\uff3b\uff5b"
_CLOSING = (
    r"\u3001\u3002\u3005\u3009\u300b\u300d\u300f\u3011\u3015\u30fc\u2026"
    r"\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff3d\uff5d"
)
_PIECE = (  # compiled when a text needs it
    rf"[ \t]+|[{_OPENING}]*[{_WIDE}][{_CLOSING},.!?:;)\]]*|[{_OPENING}]*[^ \t{_WIDE}{_OPENING}]+|[{_OPENING}]+"
)
"""No line begins with a mark that ends something, and none ends with one that begins something."""


def broken(text: Text, cells: int) -> Iterator[Text]:
    """`text` in lines of at most `cells` (at least 2), without blanks at their ends. An empty text is an empty line."""
    for line in text.split("\n", allow_blank=True):
        line.expand_tabs(4)
        for part in line.divide(_breaks(line.plain, max(cells, 2))):
            part.rstrip()
            yield part


def _breaks(text: str, cells: int) -> list[int]:
    """The places before which `text` breaks; blanks stay at the end of the line they stand in."""
    if cell_len(text) <= cells:
        return []
    found: list[int] = []
    used, at = 0, 0
    pieces = re.findall(r"[ \t]+|[^ \t]+" if text.isascii() else _PIECE, text)
    for piece in pieces:
        size = cell_len(piece)
        if used + size > cells and not piece.isspace():
            found += [at] if used else []
            used = 0
        for number, part in enumerate(chop_cells(piece, cells) if size > cells and not piece.isspace() else [piece]):
            found += [at] if number else []
            at += len(part)
            used = cell_len(part) if number else used + cell_len(part)
    return found
