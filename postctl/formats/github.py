"""Workflow commands of GitHub Actions: each finding becomes a note beside its line in a pull request.

Suits the findings of `validate`. Line ends, `%`, `:` and `,` are percent-escaped, so that a file name or a title cannot
end the command and begin another. The message has a second line with what to do.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from postctl.escaping import github_data, github_property
from postctl.model import Terminal, View

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def render(view: View, terminal: Terminal) -> str:
    """One line a finding; GitHub shows ten errors and ten warnings of a step, the log has them all."""
    return "".join(f"{_command(row)}\n" for row in view.rows)


def _command(row: Mapping[str, Any]) -> str:
    properties = {
        "file": row["path"],
        "line": row["line"],
        "col": row["column"],
        "endLine": row["end_line"],
        "endColumn": row["end_column"],
        "title": f"{row['code']} {row['name']}",
    }
    written = ",".join(f"{name}={github_property(str(value))}" for name, value in properties.items())
    message = "\n".join(text for text in (row["message"], row.get("help")) if text)
    return f"::{_COMMANDS.get(row['severity'], 'notice')} {written}::{github_data(message)}"
