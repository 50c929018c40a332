"""Keys of front matter as people name them: a dot leads into a map, and letter case does not count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def found(front: Any, name: str) -> tuple[Any, bool]:
    """What stands under a case-folded key, and whether it is there; of a list of maps what stands under it in each."""
    if isinstance(front, list):
        inside = [value for value, there in (found(each, name) for each in front if isinstance(each, dict)) if there]
        return inside, bool(inside)
    if not isinstance(front, Mapping):
        return None, False
    key = _key(front, name)
    if key is not None:
        return front[key], True
    head, dot, rest = name.partition(".")
    above = _key(front, head) if dot else None
    return found(front[above], rest) if above is not None else (None, False)


def _key(front: Mapping[str, Any], name: str) -> str | None:
    """The first key that is called so."""
    return next((key for key in front if key.casefold() == name), None)


def names(front: Any, above: str = "") -> set[str]:
    """All case-folded dotted keys of front matter."""
    known: set[str] = set()
    for each in front if isinstance(front, list) else (front,):
        for name, value in each.items() if isinstance(each, Mapping) else ():
            known |= {f"{above}{name}".casefold(), *names(value, f"{above}{name}.".casefold())}
    return known


def empty(value: Any) -> bool:
    """Whether nothing is there, or nothing is in it."""
    return value is None or value in ("", [], {}) or (isinstance(value, str) and not value.strip())
