"""Path patterns: `*` and `?` within a segment, `**` across segments, `{a,b}` for either, matched against whole relative paths."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

_TOKEN = re.compile(r"\*\*/|\*\*|\*|\?|\{[^{}]*\}|.", re.DOTALL)
_SPECIAL = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def matcher(globs: Iterable[str]) -> Callable[[str], bool]:
    """A test whether a relative path (with `/`) fits any of the globs."""
    pattern = _compiled(tuple(globs))
    return lambda path: pattern is not None and pattern.fullmatch(path) is not None


@lru_cache(maxsize=64)
def _compiled(globs: tuple[str, ...]) -> re.Pattern[str] | None:
    if not globs:
        return None
    return re.compile("|".join(f"(?:{_translated(glob.removeprefix('./'))})" for glob in globs), re.DOTALL)


def _translated(glob: str) -> str:
    return "".join(_SPECIAL.get(token) or _either(token) for token in _TOKEN.findall(glob))


def _either(token: str) -> str:
    if len(token) > 1:
        return "(?:" + "|".join(re.escape(word) for word in token[1:-1].split(",")) + ")"
    return re.escape(token)
