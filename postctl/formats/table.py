"""A table for people at a terminal.

Suits every view with columns. It adapts to the width: what fits stands in one line; then long texts are shortened (`…`),
but never a path, slug or URL; then such columns move below the title; on a narrow terminal each record is a small block.
No column that was asked for is ever dropped. Status has a mark as well as a colour, dates are days, those near today in words
(`changes_at` has the minute), and records with a `_group` stand under its heading. In terminals that know how, the title opens
the file. Where stdout is not a terminal, nothing is shortened or moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from postctl.escaping import one_line
from postctl.formats._cells import wrap
from postctl.formats._columns import texts
from postctl.formats._layout import arrange
from postctl.formats._lines import Sheet, heading, records
from postctl.formats._paint import cell_text, finished, paint
from postctl.model import Terminal, View

_NARROWEST, _ENDLESS = 20, 1_000_000
_BAR, _SHORTEST_BAR = 40, 8
_EIGHTHS = " ▏▎▍▌▋▊▉"


def render(view: View, terminal: Terminal) -> str:
    """No line is wider than the terminal, from 20 cells up."""
    room = max(terminal.width, _NARROWEST) if terminal.tty else _ENDLESS
    found = [*_table(view, room, terminal)] if view.rows and view.columns else []
    if view.summary:
        found += [""] if found else []
        summary = (line for part in view.summary.split("\n") for line in wrap(one_line(part), room))
        found += [paint(line, "dim", colour=terminal.colour) for line in summary]
    return finished(found, terminal)


def _table(view: View, room: int, terminal: Terminal) -> Iterator[str]:
    grouped = any("_group" in row for row in view.rows)
    names = [name for name in view.columns if not (grouped and name == "group") and (name != "_about" or _speaks(view))]
    columns = {name: texts(name, view, people=terminal.tty) for name in names}
    layout = arrange({name: max(column.heading_cells, column.cells) for name, column in columns.items()}, room)
    sheet = Sheet(layout, room, terminal)
    drawn = records(view, columns, sheet)
    if layout.is_table:
        yield heading(columns, sheet)
    if not grouped:
        yield from _with_bars(view, drawn, sheet) if view.key == "groups" else drawn
        return
    for number, (group, members) in enumerate(groupby(zip(view.rows, drawn, strict=True), key=lambda pair: _group(pair[0]))):
        yield from [""] if number or layout.is_table else []
        yield from _headed(group, room, colour=terminal.colour)
        yield from (record for _, record in members)


def _speaks(view: View) -> bool:
    """Whether there is anything to say about a post; nobody has asked for that column, so it may go."""
    return any(row.get("_about") for row in view.rows)


def _group(row: Mapping[str, Any]) -> tuple[str, Any]:
    return cell_text(row.get("_group")), row.get("_size")


def _headed(group: tuple[str, Any], room: int, *, colour: bool) -> Iterator[str]:
    """The heading of a group, and how many posts it has."""
    name, size = group
    first = wrap(one_line(name), room)
    count = f"  {size}" if size is not None else ""
    yield from (paint(line, "bold", colour=colour) for line in first[:-1])
    fits = sum(map(len, first[-1:])) + len(count) <= room
    yield paint(first[-1], "bold", colour=colour) + (paint(count, "dim", colour=colour) if fits else "")


def _with_bars(view: View, drawn: Sequence[str], sheet: Sheet) -> Iterator[str]:
    """A bar beside each number, where there is room: a number is read, a bar is seen."""
    used = sum(sheet.layout.inline.values()) + 2 * len(sheet.layout.inline)
    room = min(sheet.room - used, _BAR)
    counts = [row.get("count") for row in view.rows]
    most = max((count for count in counts if isinstance(count, int)), default=0)
    bars = sheet.terminal.tty and sheet.layout.is_table and not sheet.layout.below and room >= _SHORTEST_BAR and most > 0
    for count, record in zip(counts, drawn, strict=True):
        bar = _bar(count * room * 8 // most) if bars and isinstance(count, int) else ""
        yield f"{record}  {paint(bar, 'cyan', colour=sheet.terminal.colour)}" if bar else record


def _bar(eighths: int) -> str:
    return ("█" * (eighths // 8) + _EIGHTHS[eighths % 8]).rstrip() or "▏"
