"""Markdown for a comment at a pull request, or for the summary of a job: what was found, file by file.

Suits the findings of `validate`, and every view with columns, which is a table. A long report is folded up, and ends before
the length that GitHub takes, with a line that says how much was left out. The worst files come first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from postctl.formats import _escaped
from postctl.formats._findings import path_of, rank
from postctl.formats._paint import cell_text, finished
from postctl.model import Terminal, View

_LIMIT = 60_000
"""Characters of a report; GitHub takes 65,536 in a comment."""
_REST = 200
_FOLDED = 20
"""With more findings than these, each file is folded up."""


def render(view: View, terminal: Terminal) -> str:
    """The first line is a mark by which a later run finds its comment again."""
    lines = _report(view) if view.key == "diagnostics" else _table(view)
    return finished(lines, terminal)


# --- findings ---------------------------------------------------------------------------------------------------------


def _report(view: View) -> list[str]:
    lines = ["<!-- postctl validate -->", f"### postctl: {_escaped.prose(view.summary or _counted(view.rows))}"]
    size = sum(map(len, lines)) + len(lines)
    shown = 0
    for path, rows in _files(view):
        head, tail = _frame(path, rows, folded=len(view.rows) > _FOLDED)
        size += _size([*head, *tail])
        fitting = []
        for row in rows:
            line = _row(row)
            size += len(line) + 1
            if size > _LIMIT - _REST:
                break
            fitting.append(line)
        lines += [*head, *fitting, *tail] if fitting else []
        shown += len(fitting)
        if len(fitting) < len(rows):
            break
    left = len(view.rows) - shown
    return [*lines, "", f"… and {left} more: `postctl validate` shows all."] if left else lines


def _files(view: View) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """The findings of each file, in the order of their places; files with errors come first."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in view.rows:
        found.setdefault(path_of(view, row["path"]), []).append(row)
    return sorted(found.items(), key=lambda item: min(map(rank, item[1])))


def _frame(path: str, rows: Sequence[Mapping[str, Any]], *, folded: bool) -> tuple[list[str], list[str]]:
    """The lines around the findings of a file."""
    table = ["| line | | rule | |", "|---|---|---|---|"]
    if not folded:
        return ["", _escaped.code(path), "", *table], []
    return ["", f"<details><summary>{_escaped.html_code(path)}: {_counted(rows)}</summary>", "", *table], ["", "</details>"]


def _row(row: Mapping[str, Any]) -> str:
    message = "<br>→ ".join(_escaped.prose(text) for text in (row["message"], row.get("help")) if text)
    rule = f"{_escaped.code(row['code'])} {_escaped.prose(row['name'])}"
    return f"| {row['line']}:{row['column']} | {_escaped.prose(row['severity'])} | {rule} | {message} |"


def _counted(rows: Sequence[Mapping[str, Any]]) -> str:
    """`1 error, 2 warnings`."""
    found = [rank(row) for row in rows]
    counts = [(found.count(number), name) for number, name in enumerate(("error", "warning", "info"))]
    return ", ".join(f"{count} {name}{'s' if count > 1 else ''}" for count, name in counts if count) or "nothing to report"


def _size(lines: Iterable[str]) -> int:
    return sum(len(line) + 1 for line in lines)


# --- any other view ---------------------------------------------------------------------------------------------------


def _table(view: View) -> Iterator[str]:
    """A table; of records with a `_group` one below each heading, which says how many there are."""
    grouped = any("_group" in row for row in view.rows)
    names = [name for name in view.columns if not name.startswith("_") and not (grouped and name == "group")]
    if not names or not view.rows:
        return
    if not grouped:
        yield from _rows(names, view.rows)
        return
    for number, ((name, size), rows) in enumerate(groupby(view.rows, key=lambda row: (row.get("_group"), row.get("_size")))):
        yield from [""] if number else []
        yield f"### {_escaped.prose(cell_text(name))}" + (f" ({size})" if size is not None else "")
        yield ""
        yield from _rows(names, rows)


def _rows(names: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    yield _line(map(_escaped.prose, names))
    yield _line("---" for _ in names)
    for row in rows:
        yield _line(_escaped.prose(cell_text(row.get(name))) for name in names)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
