"""One record a line, columns between tabs: for `cut`, `awk`, `grep` and for eyes in a log.

Suits every view with columns, and is what `list` writes where stdout is not a terminal. No heading, no colour, and nothing
is ever shortened; a tab or newline within a value is shown (`␉`, `␊`).
"""

from __future__ import annotations

from typing import Any

from postctl.escaping import tsv_cell
from postctl.formats._paint import cell_text, finished
from postctl.model import Terminal, View


def render(view: View, terminal: Terminal) -> str:
    """Every line has as many tabs, also where the last values are empty."""
    return finished((_line([row.get(name) for name in view.columns]) for row in view.rows), terminal)


def _line(values: list[Any]) -> str:
    cells = [value if type(value) is str else cell_text(value) for value in values]
    whole = "".join(cells)
    plain = whole.isascii() and whole.isprintable()  # as almost all are: then nothing in it needs to be shown in another way
    return "\t".join(cells if plain else map(tsv_cell, cells))
