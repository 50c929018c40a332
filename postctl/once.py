"""Work on one post that is asked for many times in a row, by one rule after the other, and done once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any, TypeVar, overload

_One = TypeVar("_One")
_Two = TypeVar("_Two")
_Result = TypeVar("_Result")

_NOTHING: Any = object()


@overload
def once(work: Callable[[_One], _Result]) -> Callable[[_One], _Result]: ...
@overload
def once(work: Callable[[_One, _Two], _Result]) -> Callable[[_One, _Two], _Result]: ...
def once(work: Callable[..., _Result]) -> Callable[..., _Result]:
    """The same work, with its last result kept.

    What was asked is told apart by identity: to hash a post, or its text, may take longer than the work.
    """
    return wraps(work)((_of_one if len(signature(work).parameters) == 1 else _of_two)(work))


def _of_one(work: Callable[[Any], _Result]) -> Callable[[Any], _Result]:
    last: tuple[Any, Any] = (_NOTHING, None)

    def kept(asked: Any) -> _Result:
        nonlocal last
        known = last
        if known[0] is not asked:
            last = known = (asked, work(asked))
        return known[1]  # type: ignore[no-any-return]

    return kept


def _of_two(work: Callable[[Any, Any], _Result]) -> Callable[[Any, Any], _Result]:
    """The same for two: told apart one by one, which takes half as long as in a loop."""
    last: tuple[Any, Any, Any] = (_NOTHING, _NOTHING, None)

    def kept(one: Any, two: Any) -> _Result:
        nonlocal last
        known = last
        if known[0] is not one or known[1] is not two:
            last = known = (one, two, work(one, two))
        return known[2]  # type: ignore[no-any-return]

    return kept
