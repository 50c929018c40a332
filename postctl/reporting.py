"""What services want to know of findings, beyond what people see: where each edit is, the manual of rules, the files looked at.

All of it stands under names that begin with `_`, so that the JSON of `validate` stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from postctl.document import Document, encoded, line_at, position
from postctl.model import View
from postctl.rules import Rule
from postctl.site import Site

FORMATS = frozenset({"github", "gitlab", "junit", "markdown", "rdjson", "sarif"})
"""The formats that want it."""


def detailed(
    view: View,
    site: Site,
    rules: Sequence[Rule],
    *,
    files: Sequence[str],
    base: str = "",
    strict: bool = False,
    complete: bool = True,
) -> View:
    """The view of `linting.view` with more in its head and its rows.

    `files`: the paths that were looked at. `base`: the folder of the site as the service counts paths, `''` where it is the
    service's own. `strict`: warnings fail too. `complete`: nothing could not be read.
    """
    documents = _documents(site)
    found = {row["code"] for row in view.rows}
    head = {
        "_base": base,
        "_files": tuple(files),
        "_failing": ("error", "warning") if strict else ("error",),
        "_complete": complete,
        "_rules": tuple(_manual(rule) for rule in sorted(rules, key=lambda rule: rule.code) if rule.code in found),
    }
    rows = tuple(_detailed(row, documents.get(row["path"])) for row in view.rows)
    return view._replace(head={**view.head, **head}, rows=rows)


def _documents(site: Site) -> dict[str, Document]:
    """The texts by path of the file: a post may lie in two."""
    documents = {post.file: post.document for post in site.posts}
    return documents | {post.path: post.document.apart for post in site.posts if post.document.apart is not None}


def _manual(rule: Rule) -> dict[str, str]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": str(rule.severity),
        "summary": rule.summary,
        "manual": rule.manual,
    }


def _detailed(row: Mapping[str, Any], document: Document | None) -> Mapping[str, Any]:
    if document is None:
        return row
    more: dict[str, Any] = {}
    if row["end_line"] != row["line"]:
        more["_byte_end"] = _byte_column(document.text, row["end_line"], row["end_column"])
    if row["fix"]:
        data = encoded(document)
        more["_edits"] = tuple(_edit(document, data, edit) for edit in row["fix"]["edits"])
    return {**row, **more}


def _edit(document: Document, data: bytes, edit: Mapping[str, Any]) -> dict[str, Any]:
    """An edit as lines and columns in code points, its columns in bytes of UTF-8 beside them."""
    start, end = (len(data[: edit[name]].decode("utf-8-sig")) for name in ("start", "end"))
    line, column = position(document.text, start)
    end_line, end_column = position(document.text, end)
    return {
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "byte_column": _bytes_before(document.text, start) + 1,
        "byte_end": _bytes_before(document.text, end) + 1,
        "text": edit["text"],
    }


def _bytes_before(text: str, offset: int) -> int:
    """The bytes between the beginning of its line and an offset."""
    column = position(text, offset)[1]
    return len(text[offset - column + 1 : offset].encode())


def _byte_column(text: str, line: int, column: int) -> int:
    """The column in bytes of UTF-8, from 1, of a column in code points of a line."""
    start = 0
    for _ in range(line - 1):
        start += len(line_at(text, start))
        start += 2 if text.startswith("\r\n", start) else 1
    return len(text[start : start + column - 1].encode()) + 1
