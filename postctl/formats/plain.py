"""One record a line, columns between tabs: for `cut`, `awk`, `grep` and for eyes in a log.

Suits every view with columns, and is what `list` writes where stdout is not a terminal. No heading, no colour, and nothing
is ever shortened; a tab or newline within a value is shown (`␉`, `␊`).
"""

from __future__ import annotations

from postctl.escaping import tsv_cell
from postctl.formats._paint import cell_text, finished
from postctl.model import Terminal, View


def render(view: View, terminal: Terminal) -> str:
    """Every line has as many tabs, also where the last values are empty."""
    return finished(("\t".join(tsv_cell(cell_text(row.get(name))) for name in view.columns) for row in view.rows), terminal)
