"""A table for people at a terminal.

Suits every view with columns. It adapts to the width: what fits stands in one line; then long texts are shortened (`…`),
but never a path, slug or URL; then such columns move below the title; on a narrow terminal each record is a small block.
No column is ever dropped. Status has a mark as well as a colour, dates are days (`changes_at` has the minute), and records
with a `_group` stand under its heading. Where stdout is not a terminal, nothing is shortened or moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from postctl.escaping import one_line
from postctl.formats._cells import cut, width, wrap
from postctl.formats._layout import GAP, Layout, arrange
from postctl.formats._paint import cell_text, finished, paint, status_style, status_text
from postctl.model import Terminal, View

_NARROWEST, _ENDLESS = 20, 1_000_000
_MINUTE = re.compile(r"(\d{4,}-\d\d-\d\d)T(\d\d:\d\d)")
_MOMENTS = frozenset({"date", "updated", "expires", "changes_at"})
_BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What all records of a table have in common. `numbers`: columns set flush right."""

    layout: Layout
    numbers: frozenset[str]
    room: int
    colour: bool


def render(view: View, terminal: Terminal) -> str:
    """No line is wider than the terminal, from 20 cells up."""
    room = max(terminal.width, _NARROWEST) if terminal.tty else _ENDLESS
    lines = [*_table(view, room, colour=terminal.colour)] if view.rows and view.columns else []
    if view.summary:
        lines += [""] if lines else []
        lines += [paint(line, "dim", colour=terminal.colour) for line in wrap(one_line(view.summary), room)]
    return finished(lines, terminal)


def _table(view: View, room: int, *, colour: bool) -> Iterator[str]:
    heading = {name: name.lstrip("_").replace("_", " ") for name in view.columns}
    records = [{name: one_line(_display(name, row.get(name))) for name in view.columns} for row in view.rows]
    layout = arrange({name: max(width(record[name]) for record in [heading, *records]) for name in view.columns}, room)
    sheet = _Sheet(layout, frozenset(name for name in view.columns if _is_number(name, view)), room, colour)
    if layout.is_table:
        yield from _record(heading, dict.fromkeys(heading, "dim"), sheet)
    group = None
    for number, (row, record) in enumerate(zip(view.rows, records, strict=True)):
        if row.get("_group") != group:
            group = row.get("_group")
            yield from [""] if number or layout.is_table else []
            yield from (paint(line, "bold", colour=colour) for line in wrap(one_line(cell_text(group)), room))
        yield from _record(record, _styles(row, layout), sheet)


def _display(name: str, value: Any) -> str:
    text = cell_text(value)
    if name == "status":
        return status_text(text)
    moment = _MINUTE.match(text) if name in _MOMENTS else None
    if not moment:
        return text
    return f"{moment[1]} {moment[2]}" if name == "changes_at" else moment[1]


def _is_number(name: str, view: View) -> bool:
    values = [row.get(name) for row in view.rows]
    return all(value is None or type(value) in (int, float) for value in values)


def _styles(row: Mapping[str, Any], layout: Layout) -> dict[str, str]:
    """The title speaks, the rest stands back; a broken post says why in red."""
    status = cell_text(row.get("status"))
    styles = dict.fromkeys((*layout.inline, *layout.below), "dim")
    styles |= {"date": "", "status": status_style(status), layout.anchor: "bold" if layout.below else ""}
    return styles | ({"_about": "red", "reason": "red"} if status == "broken" else {})


def _record(texts: Mapping[str, str], styles: Mapping[str, str], sheet: _Sheet) -> Iterator[str]:
    """The first line, and what stands below it; without a first line, what is below moves to the edge to begin a record."""
    cells = (_cell(texts[name], size, styles[name], sheet, name) for name, size in sheet.layout.inline.items())
    first = (" " * GAP).join(cells).rstrip(" ")
    lines = [*([first] if first else []), *_below(texts, styles, sheet)] or [""]
    yield lines[0] if first else lines[0].removeprefix(" " * sheet.layout.indent)
    yield from lines[1:]


def _cell(text: str, size: int, style: str, sheet: _Sheet, name: str) -> str:
    shown = cut(text, size)
    blanks = " " * (size - width(shown))
    painted = paint(shown, style, colour=sheet.colour)
    return blanks + painted if name in sheet.numbers else painted + blanks


def _below(texts: Mapping[str, str], styles: Mapping[str, str], sheet: _Sheet) -> Iterator[str]:
    """The anchor for itself; the others on one line where they fit, else all of each on its own."""
    indent, room = " " * sheet.layout.indent, sheet.room - sheet.layout.indent
    names = [name for name in sheet.layout.below if texts[name]]
    others = [name for name in names if name != sheet.layout.anchor]
    shared = width(_BETWEEN.join(texts[name] for name in others)) <= room
    for name in names if not shared else [name for name in names if name not in others]:
        yield from (indent + paint(line, styles[name], colour=sheet.colour) for line in wrap(texts[name], room))
    if shared and others:
        yield indent + paint(_BETWEEN, "dim", colour=sheet.colour).join(
            paint(texts[name], styles[name], colour=sheet.colour) for name in others
        )
