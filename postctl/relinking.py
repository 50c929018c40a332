"""The links that follow posts to another address. A stand-in: only the moved posts themselves, as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from postctl.site import Post, Site


class Move(NamedTuple):
    """A post before and after it has got another path or address."""

    before: Post
    after: Post


def rewritten(site: Site, moves: Sequence[Move], assets: Mapping[str, str]) -> dict[str, str]:
    """The text of each document that changes, by its old path; of a post in two files that of its body."""
    return {move.before.path: (move.after.document.apart or move.after.document).text for move in moves}
