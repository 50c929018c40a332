"""One finding a line, `path:line:column: severity code message`: for editors, `grep` and small screens.

What `--fix` mends has `[*]` before the message.

Suits the findings of `validate`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from postctl.escaping import one_line
from postctl.formats._paint import SEVERITY, finished, mark, paint
from postctl.model import Terminal, View


def render(view: View, terminal: Terminal) -> str:
    """Lines and columns count from 1, in code points."""
    return finished((_line(row, colour=terminal.colour) for row in view.rows), terminal)


def _line(row: Mapping[str, Any], *, colour: bool) -> str:
    path = paint(one_line(row["path"]), "bold", colour=colour)
    kind = paint(f"{one_line(row['severity'])} {one_line(row['code'])}", SEVERITY.get(row["severity"], ""), colour=colour)
    return f"{path}:{row['line']}:{row['column']}: {kind}{mark(row, colour=colour)} {one_line(row['message'])}"
