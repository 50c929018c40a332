"""The cells of formats that spreadsheets open."""

from __future__ import annotations

from typing import Any

from postctl.escaping import csv_cell
from postctl.formats._paint import cell_text
from postctl.model import View


def names(view: View) -> list[str]:
    """The columns without those for people only."""
    return [name for name in view.columns if not name.startswith("_")]


def data_cell(value: Any) -> str:
    """A value as a cell that is no formula. Numbers cannot be one: `-5` stays a number."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else csv_cell(cell_text(value))
