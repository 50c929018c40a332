"""What Ruby makes of text where Jekyll leaves it to Ruby: truth, words and file patterns."""

from __future__ import annotations

import re
from fnmatch import translate
from functools import lru_cache


def truthy(value: object) -> bool:
    """Everything but `nil` and `false` is true."""
    return value is not None and value is not False


def text(value: object) -> str:
    """A scalar as `to_s` gives it."""
    if value is None or isinstance(value, bool):
        return {None: "", True: "true", False: "false"}[value]
    return str(value)


def listed(patterns: tuple[str, ...], path: str) -> bool:
    """Whether Jekyll's filter finds a path in a list: `File.fnmatch`, in which `*` passes `/`, or as its beginning."""
    return f"{path}/".startswith(patterns) or (bool(patterns) and _any_of(patterns).match(path) is not None)


@lru_cache(maxsize=64)
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(translate, patterns)))
