"""Comma-separated values for spreadsheets: a line of column names, then one line a record.

Suits every view with columns. A cell that a spreadsheet would run as a formula begins with `'`; a newline within a value
is shown as `␊`, so a record is always one line. For the exact text take `--format json`.
"""

from __future__ import annotations

from postctl.formats._data import data_cell, names
from postctl.formats._paint import finished
from postctl.model import Terminal, View


def render(view: View, terminal: Terminal) -> str:
    """RFC 4180, with plain newlines. Columns for people only (`_about`) stay out."""
    import csv
    import io

    columns = names(view)
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([data_cell(name) for name in columns])
    writer.writerows([data_cell(row.get(name)) for name in columns] for row in view.rows)
    return finished(buffer.getvalue().removesuffix("\n").split("\n"), terminal)
