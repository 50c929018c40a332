"""A test report in the XML of JUnit, which every CI service shows: a test case for each file, that fails for its errors.

Suits the findings of `validate`. What does not fail the command does not fail a test: it stands in the output of its case.
Services show one failure of a case, so the findings of a file are the lines of one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from postctl.escaping import one_line
from postctl.formats._findings import path_of, rank
from postctl.formats._paint import finished
from postctl.model import Terminal, View

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


def render(view: View, terminal: Terminal) -> str:
    """Files that are fine are cases too, where the view knows them."""
    cases = _cases(view)
    failing = view.head.get("_failing", ("error",))
    failures = sum(any(row["severity"] in failing for row in rows) for rows in cases.values())
    totals = f'tests="{len(cases)}" failures="{failures}" errors="0" skipped="0" time="0"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="postctl" {totals}>',
        f'  <testsuite name="postctl validate" {totals}>',
        *(line for path, rows in cases.items() for line in _case(path_of(view, path), rows, failing)),
        "  </testsuite>",
        "</testsuites>",
    ]
    return finished(lines, terminal)


def _cases(view: View) -> dict[str, list[Mapping[str, Any]]]:
    """The findings of each file, by path."""
    found: dict[str, list[Mapping[str, Any]]] = {path: [] for path in view.head.get("_files", ())}
    for row in view.rows:
        found.setdefault(row["path"], []).append(row)
    return dict(sorted(found.items()))


def _case(path: str, rows: Sequence[Mapping[str, Any]], failing: Sequence[str]) -> Iterator[str]:
    start = f'    <testcase classname="postctl validate" name="{_xml(path)}" file="{_xml(path)}" time="0"'
    if not rows:
        yield f"{start}/>"
        return
    yield f"{start}>"
    for fails, group in groupby(
        sorted(rows, key=lambda row: row["severity"] not in failing), lambda row: row["severity"] in failing
    ):
        found = sorted(group, key=rank)
        if fails:
            more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
            message = f"{found[0]['code']} {found[0]['name']}: {found[0]['message']}{more}"
            yield f'      <failure type="{_xml(found[0]["code"])}" message="{_xml(message)}">'
        else:
            yield "      <system-out>"
        yield from (line for row in found for line in _lines(row))
        yield "      </failure>" if fails else "      </system-out>"
    yield "    </testcase>"


def _lines(row: Mapping[str, Any]) -> Iterator[str]:
    yield f"line {row['line']}, column {row['column']}: {_xml(row['severity'])} {_xml(row['code'])} {_xml(row['message'])}"
    if row.get("help"):
        yield f"  help: {_xml(row['help'])}"


def _xml(text: str) -> str:
    """Text that is one line of an element or an attribute: characters that XML cannot hold are shown."""
    escaped = "".join(_ENTITIES.get(character, character) for character in one_line(text))
    return escaped.replace("##[", "##&#91;")
