"""SARIF 2.1.0: findings for code scanning at GitHub and for what else reads the standard, with the manual of their rules.

Suits the findings of `validate`. Columns count code points, and paths from the top of the repository. Fixes are the edits
that `validate` knows; `properties.safe` tells those that cannot change what the site shows except as meant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from postctl._version import __version__
from postctl.escaping import json_text, visible
from postctl.formats._findings import fingerprints_of, path_of, worst_first
from postctl.model import Terminal, View

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def render(view: View, terminal: Terminal) -> str:
    """One run. The rules that found something stand in its driver, by code; the worst results come first."""
    rules = _rules(view)
    places = {rule["id"]: number for number, rule in enumerate(rules)}
    prints = {id(row): each for row, each in zip(view.rows, fingerprints_of(view), strict=True)}
    run = {
        "tool": {"driver": {"name": "postctl", "version": __version__, "rules": rules}},
        "language": "en",
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "invocations": [{"executionSuccessful": view.head.get("_complete", True)}],
        "results": [_result(view, row, places, prints[id(row)]) for row in worst_first(view)],
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def _rules(view: View) -> list[dict[str, Any]]:
    """The rules of the results; what the view has no manual for is known by its code and name."""
    manuals = {each["code"]: each for each in view.head.get("_rules", ())}
    found = {row["code"]: row for row in view.rows}
    return [_rule({"name": found[code]["name"], **manuals.get(code, {})}, code) for code in sorted(found)]


def _rule(rule: Mapping[str, Any], code: str) -> dict[str, Any]:
    summary = rule.get("summary") or rule["name"]
    manual = rule.get("manual") or summary
    level = _LEVELS.get(rule.get("severity", ""), "warning")
    return {
        "id": visible(code),
        "name": visible(rule["name"]),
        "shortDescription": {"text": _text(summary)},
        "fullDescription": {"text": _text(" ".join(manual.partition("\n\n")[0].split()))},
        "help": {"text": _text(manual), "markdown": visible(manual)},
        "defaultConfiguration": {"level": level},
    }


def _result(view: View, row: Mapping[str, Any], places: Mapping[str, int], fingerprint: str) -> dict[str, Any]:
    location = {"uri": _uri(path_of(view, row["path"])), "uriBaseId": "%SRCROOT%"}
    message = "\n".join(text for text in (row["message"], row.get("help")) if text)
    edits: Sequence[Mapping[str, Any]] = row.get("_edits", ())
    return {
        "ruleId": visible(row["code"]),
        "ruleIndex": places[visible(row["code"])],
        "level": _LEVELS.get(row["severity"], "note"),
        "message": {"text": _text(message)},
        "locations": [{"physicalLocation": {"artifactLocation": location, "region": _region(row)}}],
        "partialFingerprints": {"postctlFinding/v1": fingerprint},
        **({"fixes": [_fix(row, location, edits)]} if edits else {}),
    }


def _region(place: Mapping[str, Any]) -> dict[str, int]:
    """The end is exclusive; a region without length is a place between two characters."""
    return {
        "startLine": place["line"],
        "startColumn": place["column"],
        "endLine": place["end_line"],
        "endColumn": place["end_column"],
    }


def _fix(row: Mapping[str, Any], location: Mapping[str, str], edits: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    replacements = [{"deletedRegion": _region(edit), "insertedContent": {"text": edit["text"]}} for edit in edits]
    return {
        "description": {"text": _text(row.get("help") or row["message"])},
        "artifactChanges": [{"artifactLocation": location, "replacements": replacements}],
        "properties": {"safe": bool(row["fix"] and row["fix"]["safe"])},
    }


def _text(text: str) -> str:
    r"""A plain text message: `[a](b)` would be a link in it, and `\](` is none."""
    return visible(text).replace("](", "\\](")


def _uri(path: str) -> str:
    """A path as a relative reference: every byte outside of a few is percent-encoded, so nothing in it can be a scheme."""
    from urllib.parse import quote

    try:
        data = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = path.encode("utf-8", "surrogatepass")
    return re.sub(r"^/+", lambda found: "%2F" * len(found[0]), quote(data, safe="/"))
