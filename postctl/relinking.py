"""The links that follow posts to another address. A stand-in, which finds none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from postctl.site import Post, Site


class Move(NamedTuple):
    """A post before and after it has got another path or address."""

    before: Post
    after: Post


def rewritten(site: Site, moves: Sequence[Move], assets: Mapping[str, str] | None = None) -> dict[str, str]:
    """The new text (without byte order mark) of every file whose links have to change, by its old path."""
    return {}
