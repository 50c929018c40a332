"""Regular expressions that are compiled when somebody first asks for them: no command has a use for half of them."""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("findall", "finditer", "fullmatch", "match", "pattern", "search", "split", "sub", "subn")


class _Later:
    """What stands for a compiled expression until it is one; then its methods are those of that."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._source = pattern, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(*self._source)
        self.__dict__.update((method, getattr(compiled, method)) for method in _METHODS)
        return getattr(compiled, name)


def later(pattern: str, flags: int | re.RegexFlag = 0) -> re.Pattern[str]:
    """`re.compile`, put off: for a name whose methods are called, and that is handed to nobody."""
    return cast("re.Pattern[str]", _Later(pattern, int(flags)))
