"""Comma-separated values for spreadsheets: a line of column names, then one line a record.

Suits every view with columns. A cell that a spreadsheet would run as a formula begins with `'`; a newline within a value
is shown as `␊`, so a record is always one line. For the exact text take `--format json`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from postctl.escaping import csv_cell
from postctl.formats._paint import cell_text, finished
from postctl.model import Terminal, View


def render(view: View, terminal: Terminal) -> str:
    """RFC 4180, with plain newlines. Columns for people only (`_about`) stay out."""
    return finished(_lines(view), terminal)


def _lines(view: View) -> Iterator[str]:
    names = [name for name in view.columns if not name.startswith("_")]
    yield _line(names)
    for row in view.rows:
        yield _line([_cell(row.get(name)) for name in names])


def _cell(value: Any) -> str:
    """Numbers cannot be formulas: `-5` stays a number."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else csv_cell(cell_text(value))


def _line(cells: list[str]) -> str:
    import csv
    import io

    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow(cells)
    return buffer.getvalue()
