"""How quick postctl wants to be, as ratios to what others take for the like, on the same posts."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from running import Cost

GROWTH = 11.0
"""Ten times the posts may take so many times as long, from 10,000 on."""
START = 1.5
"""Any command in a blog of 50 posts, to the barest Typer program that prints one line."""
BARE = "a bare Typer program"
ANEW = ("--no-cache", "first run")
"""The ends of what reads all posts anew, which is more than to start."""


class Aim(NamedTuple):
    """The most that a work may take of another, from so many posts on."""

    work: str
    of: str
    most: float
    posts: int = 10_000
    memory: bool = False


AIMS = (
    Aim("postctl list", "hugo list all", 0.15),
    Aim("postctl list", "hugo list all", 0.12, 100_000),
    Aim("postctl list --no-cache", "hugo list all", 0.6),
    Aim("postctl list --no-cache", "hugo list all", 0.25, memory=True),
    Aim("postctl list --format table", "postctl list", 1.5),
    Aim("postctl new", "jekyll post", 0.6),
    Aim("postctl publish", "jekyll post", 0.6),
    Aim("postctl show SLUG", "jekyll post", 0.6),
    Aim("TAB behind postctl show post-00000", "jekyll post", 0.6),
    Aim("postctl validate --no-cache", "rumdl check --no-cache", 1.5, 1000),
    Aim("postctl validate", "rumdl check", 1.0, 1000),
    Aim("postctl validate, one post changed", "rumdl check", 1.0, 1000),
)


class Ratio(NamedTuple):
    """What a work took of another, and of that how much it may, if there is an aim."""

    value: float
    of: str
    most: float | None = None

    @property
    def met(self) -> bool:
        return self.most is None or self.value <= self.most


def ratios(work: str, costs: Mapping[str, Cost], posts: int, yardstick: str) -> list[Ratio]:
    """Those that are aimed at; else the one to the yardstick of its group."""
    aims = {(aim.of, aim.memory): aim for aim in AIMS if aim.work == work and aim.posts <= posts}  # the last of its kind holds
    found = [_ratio(costs, aim) for aim in aims.values() if aim.of in costs]
    if found or yardstick not in costs or work == yardstick:
        return found
    aimed = yardstick == BARE and not work.endswith(ANEW)
    value = costs[work].seconds / costs[yardstick].seconds
    return [Ratio(value, yardstick, START if aimed else None)]


def _ratio(costs: Mapping[str, Cost], aim: Aim) -> Ratio:
    cost, other = costs[aim.work], costs[aim.of]
    if aim.memory:
        return Ratio(cost.memory / other.memory, f"the memory of {aim.of}", aim.most)
    return Ratio(cost.seconds / other.seconds, aim.of, aim.most)


def growths(costs: Mapping[int, Mapping[str, Cost]]) -> dict[int, dict[str, Ratio]]:
    """How many times as long each work takes at each size as at the one before."""
    sizes = sorted(costs)
    return {large: _growth(costs, small, large) for small, large in pairwise(sizes)}


def _growth(costs: Mapping[int, Mapping[str, Cost]], small: int, large: int) -> dict[str, Ratio]:
    aimed = large == 10 * small >= 100_000
    most = {work: GROWTH for work in costs[large] if aimed and "postctl" in work}
    return {
        work: Ratio(cost.seconds / costs[small][work].seconds, f"{small:,} posts", most.get(work))
        for work, cost in costs[large].items()
        if work in costs[small]
    }
