"""The path of each record, one a line, for `xargs` and for loops of a shell.

Suits every view whose records have a path. A newline or control character in a name is shown (`␊`), never written; names
that hold one are best taken from `list -0` or `--format json`.
"""

from __future__ import annotations

from collections.abc import Iterable

from postctl.escaping import path_line
from postctl.formats._paint import finished
from postctl.model import Terminal, View


def render(view: View, terminal: Terminal) -> str:
    """In a CI log, a path that would be a workflow command begins with `./`, and is still the same file."""
    return finished((path_line(path, github=terminal.github) for path in _paths(view)), terminal)


def ended_by_nul(view: View) -> str:
    """The paths as they are, a NUL behind each: for `xargs -0`."""
    return "".join(f"{path}\0" for path in _paths(view))


def _paths(view: View) -> Iterable[str]:
    """Once each, also where a post stands in several groups."""
    return dict.fromkeys(str(row["path"]) for row in view.rows)
