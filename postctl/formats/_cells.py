"""Text measured in the cells of a terminal: Chinese, Japanese, Korean and most emoji take two, accents none."""

from __future__ import annotations

import re
from functools import cache

from postctl.regexes import later

_PIECE = later(r"\s+|[^\s/-]*[/-]+|[^\s/-]+")
"""Where a line may break: at blanks, and after the `/` and `-` of paths."""


def width(text: str) -> int:
    """Cells that `text`, in which nothing is unseen, takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def pad(text: str, cells: int, *, right: bool = False) -> str:
    """`text` filled with blanks to at least `cells`; `right` puts them in front."""
    blanks = " " * (cells - width(text))
    return blanks + text if right else text + blanks


def cut(text: str, cells: int) -> str:
    """`text` where it fits in `cells`, else its beginning and `…`."""
    if text.isascii():
        return text if len(text) <= cells else text[: cells - 1].rstrip() + "…"
    return text if width(text) <= cells else clipped(text, cells)[:-1].rstrip() + "…"


def clipped(text: str, cells: int) -> str:
    """`text` where it fits in `cells`, else as much as fits and `…` in the very last of them."""
    from rich.cells import set_cell_size

    return text if width(text) <= cells else set_cell_size(text, cells - 1) + "…"


def wrap(text: str, cells: int) -> list[str]:
    """All of `text` in lines of at most `cells` (at least 2), broken at blanks where there are any."""
    if text.isascii():
        return [text] if len(text) <= cells else [line.rstrip() for line in _breaker(cells).findall(text)] or [""]
    lines = [""]
    for piece in _PIECE.findall(text):
        if width(lines[-1] + piece) <= cells:
            lines[-1] += piece
        elif not piece.isspace():
            lines[-1] = lines[-1].rstrip()
            lines += _chopped(piece, cells)
    return [line for line in lines if line.strip()] or [""]


@cache
def _breaker(cells: int) -> re.Pattern[str]:
    """Finds the longest lines of at most so many characters that end at a blank, or behind a `/` or the `-` of words."""
    return re.compile(rf"(?! ).{{1,{cells}}}(?:(?<=/)(?!/)|(?<=-)(?![-\d])|(?= |\Z))|(?! ).{{{cells}}}", re.DOTALL)


def folded(text: str, cells: int, *, taken: int, indent: int) -> str:
    """`text` in lines of at most `cells`, broken between words; only a word too long for a line is broken itself.

    The first line has `taken` cells in use already, those behind it begin with `indent` blanks.
    """
    lines, room = [""], cells - taken
    for number, word in enumerate(text.split(" ")):
        joined = f"{lines[-1]} {word}" if number else word
        if width(joined) <= room:
            lines[-1] = joined
        else:
            room = max(cells - indent, 2)
            lines += wrap(word, room)
    return ("\n" + " " * indent).join(lines)


def _chopped(piece: str, cells: int) -> list[str]:
    from rich.cells import chop_cells

    return [piece] if width(piece) <= cells else chop_cells(piece, cells)
