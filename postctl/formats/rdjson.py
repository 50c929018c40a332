"""The diagnostics of reviewdog (`-f=rdjson`): comments in a review, with what to write instead where that is known.

Suits the findings of `validate`. Columns count bytes of UTF-8 here, as reviewdog does, and paths from the current folder.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from postctl.escaping import json_text, one_line, visible
from postctl.formats._findings import path_of
from postctl.model import Terminal, View

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def render(view: View, terminal: Terminal) -> str:
    """One object; a fix of several edits is no suggestion, for reviewdog would let people take one half of it."""
    return json_text({"source": {"name": "postctl"}, "diagnostics": [_diagnostic(view, row) for row in view.rows]}) + "\n"


def _diagnostic(view: View, row: Mapping[str, Any]) -> dict[str, Any]:
    edits: Sequence[Mapping[str, Any]] = row.get("_edits", ())
    message = "\n".join(text for text in (row["message"], row.get("help")) if text)
    return {
        "message": visible(message),
        "location": {"path": one_line(path_of(view, row["path"])), "range": _range(row)},
        "severity": _SEVERITIES.get(row["severity"], "INFO"),
        "code": {"value": one_line(row["code"])},
        **({"suggestions": [_suggestion(edits[0])]} if len(edits) == 1 else {}),
    }


def _range(row: Mapping[str, Any]) -> dict[str, Any]:
    """The place. Where it ends in another line, whose text is not known here, the column of its end may be left out."""
    line = row.get("_excerpt") or ""
    if not line:
        return {"start": {"line": row["line"]}}
    if row["end_line"] == row["line"]:
        end = {"line": row["line"], "column": _byte_column(line, row["end_column"])}
    else:
        end = {"line": row["end_line"], **({"column": row["_byte_end"]} if row.get("_byte_end") else {})}
    return {"start": {"line": row["line"], "column": _byte_column(line, row["column"])}, "end": end}


def _byte_column(line: str, column: int) -> int:
    """The column in bytes of UTF-8, from 1, of a column in code points."""
    return len(line[: column - 1].encode("utf-8", "surrogatepass")) + 1


def _suggestion(edit: Mapping[str, Any]) -> dict[str, Any]:
    start = {"line": edit["line"], "column": edit["byte_column"]}
    return {"range": {"start": start, "end": {"line": edit["end_line"], "column": edit["byte_end"]}}, "text": edit["text"]}
