"""Text measured in the cells of a terminal: Chinese, Japanese, Korean and most emoji take two, accents none."""

from __future__ import annotations

import re

_PIECE = re.compile(r"\s+|[^\s/-]*[/-]+|[^\s/-]+")
"""Where a line may break: at blanks, and after the `/` and `-` of paths."""


def width(text: str) -> int:
    """Cells that `text` takes."""
    from rich.cells import cell_len

    return cell_len(text)


def pad(text: str, cells: int, *, right: bool = False) -> str:
    """`text` filled with blanks to at least `cells`; `right` puts them in front."""
    blanks = " " * (cells - width(text))
    return blanks + text if right else text + blanks


def cut(text: str, cells: int) -> str:
    """`text` where it fits in `cells`, else its beginning and `…`."""
    from rich.cells import set_cell_size

    return text if width(text) <= cells else set_cell_size(text, cells - 1).rstrip() + "…"


def wrap(text: str, cells: int) -> list[str]:
    """All of `text` in lines of at most `cells` (at least 2), broken at blanks where there are any."""
    lines = [""]
    for piece in _PIECE.findall(text):
        if width(lines[-1] + piece) <= cells:
            lines[-1] += piece
        elif not piece.isspace():
            lines[-1] = lines[-1].rstrip()
            lines += _chopped(piece, cells)
    return [line for line in lines if line.strip()] or [""]


def _chopped(piece: str, cells: int) -> list[str]:
    from rich.cells import chop_cells

    return [piece] if width(piece) <= cells else chop_cells(piece, cells)
