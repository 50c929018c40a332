"""Work that several rules need done for the same post, done once while they look at it one after the other."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from postctl.site import Post, Site

_Result = TypeVar("_Result")


def once(work: Callable[[Post, Site], _Result]) -> Callable[[Post, Site], _Result]:
    """The same work, whose last result is kept. Posts are told apart by identity: to hash one takes longer than most work."""
    last: tuple[Post, Site, _Result] | None = None

    @wraps(work)
    def kept(post: Post, site: Site) -> _Result:
        nonlocal last
        if last is None or last[0] is not post or last[1] is not site:
            last = (post, site, work(post, site))
        return last[2]

    return kept
