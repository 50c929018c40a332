"""What Ruby makes of text where Jekyll leaves it to Ruby: truth, words and file patterns."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase


def truthy(value: object) -> bool:
    """Everything but `nil` and `false` is true."""
    return value is not None and value is not False


def text(value: object) -> str:
    """A scalar as `to_s` gives it."""
    if value is None or isinstance(value, bool):
        return {None: "", True: "true", False: "false"}[value]
    return str(value)


def listed(patterns: Iterable[str], path: str) -> bool:
    """Whether Jekyll's filter finds a path in a list: `File.fnmatch`, in which `*` passes `/`, or as its beginning."""
    return any(fnmatchcase(path, pattern) or f"{path}/".startswith(pattern) for pattern in patterns)
