"""Tab-separated values for spreadsheets and `cut`: a line of column names, then one line a record.

Suits every view with columns. A cell that a spreadsheet would run as a formula begins with `'`; a tab or newline within a
value is shown (`␉`, `␊`), so a record is always one line. `plain` is the same without the heading and the `'`.
"""

from __future__ import annotations

from postctl.formats._data import data_cell, names
from postctl.formats._paint import finished
from postctl.model import Terminal, View


def render(view: View, terminal: Terminal) -> str:
    """Columns for people only (`_about`) stay out."""
    columns = names(view)
    lines = ["\t".join(map(data_cell, columns)), *("\t".join(data_cell(row.get(name)) for name in columns) for row in view.rows)]
    return finished(lines, terminal)
