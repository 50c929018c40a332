"""The globs of Astro's loader, as picomatch reads them: `*`, `?`, `**`, `{a,b}`, `[^_]`, and `!` before one that leaves out."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from functools import lru_cache
from itertools import islice, product

from postctl.regexes import later

_BRACES = later(r"\{([^{}]*)\}")
_MOST = 256
"""Alternatives of a glob that are looked at."""


def fits(path: str, patterns: tuple[str, ...]) -> bool | None:
    """Whether a path (below the base) fits; `None` where a pattern has more than is understood here."""
    taken = [one for one in patterns if not one.startswith("!")]
    left_out = [one[1:] for one in patterns if one.startswith("!")]
    if any(re.search(r"[@!+?*]\(|\\|\{[^}]*(?:\{|\.\.)", one) for one in (*taken, *left_out)):
        return None
    return any(_matches(path, one) for one in taken) and not any(_matches(path, one) for one in left_out)


def _matches(path: str, pattern: str) -> bool:
    parts = tuple(path.split("/"))
    return any(_walk(one, parts) for one in _alternatives(pattern.removeprefix("./")))


@lru_cache(maxsize=64)
def _alternatives(pattern: str) -> tuple[tuple[str, ...], ...]:
    pieces = _BRACES.split(pattern)
    words = (piece.split(",") if place % 2 else [piece] for place, piece in enumerate(pieces))
    plain = islice(map("".join, product(*words)), _MOST)
    return tuple(tuple(part.replace("[^", "[!") for part in each.split("/")) for each in plain)


def _walk(pattern: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    """Row by row: the places in the path that the segments of the glob so far can end at."""
    places = {0}
    for segment in pattern:
        if segment == "**":
            first = min(places, default=len(parts))
            hidden = next((place for place in range(first, len(parts)) if parts[place].startswith(".")), len(parts))
            places = set(range(first, hidden + 1))
        else:
            places = {place + 1 for place in places if place < len(parts) and _segment(parts[place], segment)}
    return len(parts) in places


def _segment(name: str, pattern: str) -> bool:
    """A dot at the beginning is not taken by stars, but by `[^_]`."""
    return (not name.startswith(".") or pattern.startswith((".", "["))) and fnmatchcase(name, pattern)
