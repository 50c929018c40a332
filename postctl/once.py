"""Work on one post that is asked for many times in a row, by one rule after the other, and done once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from operator import is_
from typing import TypeVar, TypeVarTuple

_Asked = TypeVarTuple("_Asked")
_Result = TypeVar("_Result")


def once(work: Callable[[*_Asked], _Result]) -> Callable[[*_Asked], _Result]:
    """The same work, with its last result kept.

    What was asked is told apart by identity: to hash a post, or its text, may take longer than the work.
    """
    last: tuple[tuple[*_Asked], _Result] | None = None

    @wraps(work)
    def kept(*asked: *_Asked) -> _Result:
        nonlocal last
        known = last
        if known is None or not all(map(is_, asked, known[0])):
            last = known = (asked, work(*asked))
        return known[1]

    return kept
