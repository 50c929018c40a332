r"""JSON for programs: one object with `schema_version`, the totals of the command, and the records.

Suits every view. Text is as it is in the files; characters that cannot be seen are `\u` escapes. Fields are only ever
added within a schema version.
"""

from __future__ import annotations

from postctl.escaping import json_text
from postctl.model import Terminal, View

SCHEMA_VERSION = 1


def render(view: View, terminal: Terminal) -> str:
    """Names that begin with `_` are for people and stay out."""
    head = {name: value for name, value in view.head.items() if not name.startswith("_")}
    records = [{name: value for name, value in row.items() if not name.startswith("_")} for row in view.rows]
    return json_text({"schema_version": SCHEMA_VERSION, **head, view.key: records}) + "\n"
