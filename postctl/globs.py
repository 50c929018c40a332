"""Path patterns: `*` and `?` within a segment, `**` across segments, `{a,b}` for either, matched against whole relative paths.

Globs come from a site's own configuration, so none may take long. Each becomes a regular expression that never goes back on
a decision: what stands between two stars is put at the first place where it fits, which is as good as any later one, and an
atomic group `(?>...)` keeps it there. The work is then at most path times glob.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain, product

from postctl.errors import ConfigError
from postctl.regexes import later

MAX_SIZE = 20_000
"""Characters of all globs of a matcher together, each alternative of braces written out."""

_STARS = later(r"\*{3,}")
_BRACES = later(r"\{([^{}]*)\}")
_INSIDE = later(r"(?<=[^/])\*\*|\*\*(?=[^/])")
_LAST = later(r"(?<![^/])\*\*\Z")
_FOLDERS = later(r"(?<![^/])(?:\*\*/)+")


def matcher(globs: Iterable[str]) -> Callable[[str], bool]:
    """A test whether a relative path (with `/`) fits any of the globs.

    Raises `ConfigError` for braces that stand for too many alternatives.
    """
    pattern = _compiled(tuple(globs))
    return lambda path: pattern is not None and pattern.fullmatch(path) is not None


@lru_cache(maxsize=64)
def _compiled(globs: tuple[str, ...]) -> re.Pattern[str] | None:
    if not globs:
        return None
    return re.compile("|".join(f"(?:{_translated(glob)})" for glob in _all(globs)), re.DOTALL)


def _all(globs: Iterable[str]) -> Iterator[str]:
    """The globs with every alternative written out."""
    size = 0
    for glob in globs:
        for each in _alternatives(_STARS.sub("**", glob.removeprefix("./"))):
            size += len(each) + 1
            if size > MAX_SIZE:
                raise ConfigError(f"the glob `{glob[:80]}` stands for too many patterns", "write fewer braces, stars or globs")
            yield each


def _alternatives(glob: str) -> Iterator[str]:
    """One glob for each choice among its braces, and for `**` inside a segment staying there or not (`a*b`, `a*/**/*b`)."""
    parts = _BRACES.split(glob)
    words = (part.split(",") if place % 2 else [part] for place, part in enumerate(parts))
    for plain in map("".join, product(*words)):
        first, *others = _INSIDE.split(plain)
        for fillers in product(("*", "*/**/*"), repeat=len(others)):
            yield first + "".join(chain.from_iterable(zip(fillers, others, strict=True)))


def _translated(glob: str) -> str:
    first, *others = _FOLDERS.split(_LAST.sub("**/*", glob))
    if not others:
        return _flat(first)
    *middle, last = others
    nearest = "".join(f"(?>(?:[^/]+/)*?{_flat(part)})" for part in middle)
    return f"{_flat(first)}{nearest}(?:[^/]+/)*{_flat(last)}"


def _flat(glob: str) -> str:
    """A glob without `**`."""
    return "/".join(map(_segment, glob.split("/")))


def _segment(glob: str) -> str:
    first, *others = (re.escape(part).replace(r"\?", "[^/]") for part in re.split(r"\*+", glob))
    if not others:
        return first
    *middle, last = others
    return first + "".join(f"(?>[^/]*?{part})" for part in middle) + "[^/]*" + last
