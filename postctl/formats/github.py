"""Workflow commands of GitHub Actions: each finding becomes a note beside its line in a pull request.

Suits the findings of `validate`. Line ends, `%`, `:` and `,` are percent-escaped, so that a file name or a title cannot
end the command and begin another. The message begins with place and code, which the log would else leave out, and has a
second line with what to do.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from postctl.escaping import github_data, github_property, one_line
from postctl.formats._findings import path_of, worst_first
from postctl.model import Terminal, View

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def render(view: View, terminal: Terminal) -> str:
    """One line a finding. GitHub shows ten errors and ten warnings of a step, so the worst stand first; the log has them all."""
    return "".join(f"{_command(row, path_of(view, row['path']))}\n" for row in worst_first(view))


def _command(row: Mapping[str, Any], path: str) -> str:
    within = row["line"] == row["end_line"]  # of several lines GitHub takes no columns
    properties = {
        "file": path,
        "line": row["line"],
        **({"col": row["column"]} if within else {}),
        "endLine": row["end_line"],
        **({"endColumn": row["end_column"]} if within else {}),
        "title": f"{row['code']} {row['name']}",
    }
    written = ",".join(f"{name}={github_property(str(value))}" for name, value in properties.items())
    message = f"{one_line(path)}:{row['line']}:{row['column']}: {row['code']} {row['message']}"
    lines = "\n".join(text for text in (message, row.get("help")) if text)
    return f"::{_COMMANDS.get(row['severity'], 'notice')} {written}::{github_data(lines)}"
