"""The path of each record, one a line, for `xargs` and for loops of a shell.

Suits every view whose records have a path. A newline or control character in a name is shown (`␊`), never written; names
that hold one are best taken from `--format json`.
"""

from __future__ import annotations

from postctl.escaping import path_line
from postctl.formats._paint import finished
from postctl.model import Terminal, View


def render(view: View, terminal: Terminal) -> str:
    """In a CI log, a path that would be a workflow command begins with `./`, and is still the same file."""
    return finished((path_line(str(row["path"]), github=terminal.github) for row in view.rows), terminal)
