"""Patterns as `.gitignore` has them, a line each: the last that fits decides, `!` takes a path in again.

As the `pathspec` package reads them: a pattern that fits a folder above counts less than one that fits the file itself, so
`!a.md` takes a file out of a folder that is ignored.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Literal

from postctl.values import NamedTuple


class _Pattern(NamedTuple):
    """`parts`: of the path, `**` for any number of them. `folder`: it fits folders only."""

    parts: tuple[str, ...]
    folder: bool
    include: bool


def ignored(path: str, lines: Iterable[str]) -> bool:
    """Whether the patterns leave out a file, given by its path from where they count (with `/`)."""
    parts = path.split("/")
    fitting = [(pattern, fits) for pattern in _patterns(tuple(lines)) if (fits := _fits(parts, pattern))]
    deciding = [each for each in fitting if each[1] == "file"] or fitting
    return bool(deciding) and not deciding[-1][0].include


@lru_cache(maxsize=64)
def _patterns(lines: tuple[str, ...]) -> tuple[_Pattern, ...]:
    return tuple(pattern for line in lines if (pattern := _pattern(line)) is not None)


def _pattern(line: str) -> _Pattern | None:
    text = line if line.endswith("\\ ") else line.rstrip()
    if not text or text.startswith("#") or text == "/":
        return None
    include = text.startswith("!")
    text = text.removeprefix("!").removeprefix("\\") if text[1:2] in "!#" and text[0] == "\\" else text.removeprefix("!")
    folder = text.endswith("/")
    parts = [part for part in text.strip("/").split("/") if part]
    if not parts:
        return None
    anchored = "/" in text.rstrip("/")
    return _Pattern(tuple(parts if anchored else ["**", *parts]), folder, include)


def _fits(parts: Sequence[str], pattern: _Pattern) -> Literal["file", "folder"] | None:
    """Whether the pattern fits the whole path (`file`), or a folder above it."""
    ends = _ends(parts, pattern.parts)
    if not pattern.folder and (len(parts) in ends or pattern.parts == ("**", "*")):
        return "file"
    return "folder" if any(end < len(parts) for end in ends) else None


def _ends(parts: Sequence[str], pattern: Sequence[str]) -> set[int]:
    """After how many parts of a path the pattern may be through."""
    ends = {0}
    for index, part in enumerate(pattern):
        if part == "**":
            first = min(ends, default=len(parts) + 1)
            last = index == len(pattern) - 1
            ends = set(range(first + last, len(parts) + 1))
        else:
            ends = {end + 1 for end in ends if end < len(parts) and fnmatchcase(parts[end], part)}
    return ends
