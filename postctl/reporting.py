"""What services want to know of findings, beyond what people see: where each edit is, the manual of rules, the files looked at.

All of it stands under names that begin with `_`, so that the JSON of `validate` stays as it is.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from postctl.document import line_at, position
from postctl.model import View
from postctl.rules import Rule
from postctl.values import NamedTuple

FORMATS = frozenset({"github", "gitlab", "junit", "markdown", "rdjson", "sarif"})
"""The formats that want it."""


class Told(NamedTuple):
    """What the records do not say.

    `files`: the paths that were looked at. `base`: the folder of the site as the service counts paths, `''` where it is the
    service's own. `strict`: warnings fail too. `complete`: nothing could not be read.
    """

    files: Sequence[str]
    base: str = ""
    strict: bool = False
    complete: bool = True


def detailed(view: View, told: Told, rules: Sequence[Rule], read: Callable[[str], bytes | None]) -> View:
    """The view of `linting.view` with more in its head and its rows.

    `read`: the bytes of a file by its path, `None` where there are none any more. Only files with a fix, or with a finding of
    several lines, are asked for.
    """
    found = {row["code"] for row in view.rows}
    head = {
        "_base": told.base,
        "_files": tuple(told.files),
        "_failing": ("error", "warning") if told.strict else ("error",),
        "_complete": told.complete,
        "_rules": tuple(_manual(rule) for rule in sorted(rules, key=lambda rule: rule.code) if rule.code in found),
    }
    known = cache(read)
    return view._replace(head={**view.head, **head}, rows=tuple(_detailed(row, known) for row in view.rows))


def _manual(rule: Rule) -> dict[str, str]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": str(rule.severity),
        "summary": rule.summary,
        "manual": rule.manual,
    }


def _detailed(row: Mapping[str, Any], read: Callable[[str], bytes | None]) -> Mapping[str, Any]:
    several = row["end_line"] != row["line"]
    data = read(row["path"]) if several or row["fix"] else None
    if data is None:
        return row
    more: dict[str, Any] = {}
    if several:
        more["_byte_end"] = _byte_column(_text(data), row["end_line"], row["end_column"])
    if row["fix"]:
        more["_edits"] = tuple(_edit(data, edit) for edit in row["fix"]["edits"])
    return {**row, **more}


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig", "replace")


def _edit(data: bytes, edit: Mapping[str, Any]) -> dict[str, Any]:
    """An edit as lines and columns in code points, its columns in bytes of UTF-8 beside them."""
    text = _text(data)
    start, end = (len(_text(data[: edit[name]])) for name in ("start", "end"))
    line, column = position(text, start)
    end_line, end_column = position(text, end)
    return {
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "byte_column": _bytes_of(text, start - column + 1, column) + _mark(data, line),
        "byte_end": _bytes_of(text, end - end_column + 1, end_column) + _mark(data, end_line),
        "text": edit["text"],
    }


def _mark(data: bytes, line: int) -> int:
    """The bytes of the byte order mark before the text of a line."""
    return 3 if line == 1 and data.startswith(codecs.BOM_UTF8) else 0


def _byte_column(text: str, line: int, column: int) -> int:
    start = 0
    for _ in range(line - 1):
        start += len(line_at(text, start))
        start += 2 if text.startswith("\r\n", start) else 1
    return _bytes_of(text, start, column)


def _bytes_of(text: str, start: int, column: int) -> int:
    """The column in bytes of UTF-8, from 1, of a column in code points of the line that begins at `start`."""
    return len(text[start : start + column - 1].encode()) + 1
