r"""JSON, one record a line: for `jq`, `grep` and programs that read while others write.

Suits every view. The fields are those of `--format json`, without the totals; no records are no lines.
"""

from __future__ import annotations

from postctl.escaping import json_text
from postctl.model import Terminal, View


def render(view: View, terminal: Terminal) -> str:
    """Names that begin with `_` are for people and stay out."""
    records = ({name: value for name, value in row.items() if not name.startswith("_")} for row in view.rows)
    return "".join(json_text(record, indent=None) + "\n" for record in records)
