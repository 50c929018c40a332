"""What a site's settings say, worked out once for all its posts."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

_Settings = TypeVar("_Settings")
_More = ParamSpec("_More")
_Result = TypeVar("_Result")

_MOST = 64
"""So many settings are remembered; a site has its own, and those of each language."""


def kept(function: Callable[Concatenate[_Settings, _More], _Result]) -> Callable[Concatenate[_Settings, _More], _Result]:
    """Have a function remember its results by the very settings (a mapping, or a tuple with one) and further arguments.

    Nobody may change the settings, or what comes back.
    """
    known: dict[int, tuple[_Settings, dict[object, _Result]]] = {}

    @wraps(function)
    def ask(settings: _Settings, *more: _More.args, **named: _More.kwargs) -> _Result:
        entry = known.get(id(settings))
        if entry is None:  # the settings are held on to, so that nothing else gets their identity
            if len(known) >= _MOST:
                known.clear()
            entry = known[id(settings)] = (settings, {})
        results = entry[1]
        try:
            return results[more]
        except KeyError:
            result = results[more] = function(settings, *more, **named)
            return result

    return cast("Callable[Concatenate[_Settings, _More], _Result]", ask)
