"""The path of each record, one a line, for `xargs` and for loops of a shell.

Suits every view whose records have a path. A newline or control character in a name is shown (`␊`), never written; names
that hold one are best taken from `--format json`.
"""

from __future__ import annotations

from postctl.escaping import one_line
from postctl.formats._paint import finished
from postctl.model import Terminal, View


def render(view: View, terminal: Terminal) -> str:
    """In a CI log, a path that would be a workflow command begins with `./`, and is still the same file."""
    return finished((_path(str(row["path"]), terminal) for row in view.rows), terminal)


def _path(path: str, terminal: Terminal) -> str:
    name = one_line(path)
    return f"./{name}" if terminal.github and name.lstrip().startswith("::") else name
