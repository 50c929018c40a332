"""What the formats of findings share: which comes first, the path a service knows, and a fingerprint of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from postctl import fingerprints
from postctl.model import View

_RANK = {"error": 0, "warning": 1, "info": 2}


def worst_first(view: View) -> list[Mapping[str, Any]]:
    """The records, errors before warnings: services show only so many."""
    return sorted(view.rows, key=rank)


def rank(row: Mapping[str, Any]) -> int:
    """0 for an error, and more for what matters less."""
    return _RANK.get(row["severity"], 2)


def path_of(view: View, path: str) -> str:
    """A path of the site as the service counts it, from `_base`: the folder of the site, where that is not the service's."""
    base = view.head.get("_base", "")
    return f"{base}/{path}" if base else path


def fingerprints_of(view: View) -> list[str]:
    """One for each record, in their order, all different. They stay when lines move and other lines change."""
    return list(fingerprints.apart(_fingerprint(view, row) for row in view.rows))


def _fingerprint(view: View, row: Mapping[str, Any]) -> str:
    place = row["line"], row["column"], row["end_line"], row["end_column"]
    text = fingerprints.about(row.get("_excerpt", ""), *place)
    return fingerprints.of(path_of(view, row["path"]), fingerprints.of_finding(row["code"], row["message"], text))
