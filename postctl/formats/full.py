"""Each finding with the line it is about, a mark under the exact place, and what to do: for people.

What `--fix` mends has `[*]` behind its name.

Suits the findings of `validate`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from postctl.escaping import one_line, visible
from postctl.formats._cells import clipped, folded, width
from postctl.formats._paint import SEVERITY, finished, mark, paint
from postctl.model import Terminal, View
from postctl.values import dataclass

_TAB = 4
_NARROWEST, _LONGEST = 20, 400
_INDENT = 4


def render(view: View, terminal: Terminal) -> str:
    """Blocks parted by empty lines; the summary of the view last."""
    lines: list[str] = []
    for row in view.rows:
        lines += [*_finding(row, terminal), ""]
    summary = [paint(one_line(view.summary), "bold", colour=terminal.colour)] if view.summary else []
    return finished(lines + summary if summary else lines[:-1], terminal)


def _finding(row: Mapping[str, Any], terminal: Terminal) -> Iterator[str]:
    style, colour = SEVERITY.get(row["severity"], ""), terminal.colour
    gutter = " " * len(str(row["line"]))
    bar = paint("|", "blue", colour=colour)
    heading = paint(f"{one_line(row['severity'])}[{one_line(row['code'])}]", style, colour=colour)
    fixed = mark(row, colour=colour)
    name = f"{heading} {paint(one_line(row['name']), 'bold', colour=colour)}{fixed}:"
    taken = width(f"{one_line(row['severity'])}[{one_line(row['code'])}] {one_line(row['name'])}{mark(row, colour=False)}:")
    yield name + _folded(row["message"], terminal, taken=taken, indent=_INDENT)
    yield f"{gutter}{paint('-->', 'blue', colour=colour)} {one_line(row['path'])}:{row['line']}:{row['column']}"
    if row.get("_excerpt"):
        line = _marked(row, _room(terminal) - len(gutter) - 3)
        yield f"{gutter} {bar}"
        yield f"{paint(str(row['line']), 'blue', colour=colour)} {bar} {line.text}".rstrip(" ")
        yield f"{gutter} {bar} {' ' * line.start}{paint('^' * line.length, style, colour=colour)}"
    if help_line := row.get("help"):
        label = f"{gutter} {paint('=', 'blue', colour=colour)} {paint('help', 'bold', colour=colour)}:"
        taken = len(gutter) + len(" = help:")
        yield label + _folded(help_line, terminal, taken=taken, indent=taken + 1)


def _room(terminal: Terminal) -> int:
    return max(terminal.width, _NARROWEST) if terminal.tty else _LONGEST


def _folded(text: str, terminal: Terminal, *, taken: int, indent: int) -> str:
    """A blank and the text behind a label that takes so many cells; at a terminal its words go on in indented lines."""
    line = one_line(text)
    if not terminal.tty:
        return f" {line}"
    columns = max(terminal.width, _NARROWEST)
    text = folded(line, columns, taken=taken + 1, indent=min(indent, columns // 4))
    return text if text.startswith("\n") else f" {text}"


# --- the line and the mark under it -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Marked:
    """A source line as shown, and the cells of the mark under it."""

    text: str
    start: int
    length: int


def _marked(row: Mapping[str, Any], room: int) -> _Marked:
    source = row["_excerpt"].rstrip("\r\n")
    begin = min(row["column"] - 1, len(source))
    end = row["end_column"] - 1 if row["end_line"] == row["line"] else len(source)
    first = _first(source, begin, room)
    ellipsis, source = "…" if first else "", source[: first + 4 * room]  # more than `room` is cut off anyway

    def cells(stop: int) -> int:
        return min(width(ellipsis + _shown(source[first:stop])), room - 1)

    start = cells(begin)
    return _Marked(clipped(ellipsis + _shown(source[first:]), room), start, max(1, cells(max(begin, end)) - start))


def _first(source: str, begin: int, room: int) -> int:
    """The code point a long line is shown from, so that the place at `begin` is in view."""
    if len(source) <= room and width(_shown(source)) <= room:
        return 0
    first = max(0, begin - room // 3)
    while width(_shown(source[first:begin])) > room // 2:
        first = (first + begin + 1) // 2
    return first


def _shown(source: str) -> str:
    """A line as a terminal has it: tabs are blanks up to the next multiple of four cells."""
    shown, cells = [], 0
    for number, part in enumerate(visible(source).replace("\n", "\u240a").split("\t")):
        blanks = _TAB - cells % _TAB if number else 0
        shown += [" " * blanks, part]
        cells += blanks + width(part)
    return "".join(shown)
