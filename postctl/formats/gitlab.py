"""The Code Quality report of GitLab, a JSON list: findings in the merge request, beside the lines that have changed.

Suits the findings of `validate`. Paths count from the top of the repository. A finding keeps its fingerprint while lines
around it come and go, so GitLab can tell old ones from new.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from postctl.escaping import json_text, one_line
from postctl.formats._findings import fingerprints_of, path_of
from postctl.model import Terminal, View

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def render(view: View, terminal: Terminal) -> str:
    """An empty list where nothing was found: GitLab wants a report all the same."""
    found = [_issue(view, row, print_) for row, print_ in zip(view.rows, fingerprints_of(view), strict=True)]
    return json_text(found) + "\n"


def _issue(view: View, row: Mapping[str, Any], fingerprint: str) -> dict[str, Any]:
    return {
        "description": one_line(f"{row['code']}: {row['message']}"),
        "check_name": one_line(row["name"]),
        "fingerprint": fingerprint,
        "severity": _SEVERITIES.get(row["severity"], "info"),
        "location": {
            "path": one_line(path_of(view, row["path"])),
            "lines": {"begin": row["line"], "end": row["end_line"]},
        },
    }
