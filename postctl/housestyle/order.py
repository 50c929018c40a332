"""The order of keys: a vote of pairs, which no odd post can turn over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from postctl.housestyle.house import KeyStyle
from postctl.housestyle.seen import Seen


def ordered(styles: Sequence[KeyStyle], seen: Sequence[Seen]) -> tuple[KeyStyle, ...]:
    """Keys that the house writes by how many others they stand before in most posts, then the rare ones among them.

    A rare key meets few others, so it goes where most of those that it has met stand on the right side of it.
    """
    before = pairs(seen)
    usual = [style for style in styles if style.when != "asked"]
    wins = {
        style.key: sum(before[style.key, other.key] > before[other.key, style.key] for other in usual if other is not style)
        for style in usual
    }
    sequence = sorted(usual, key=lambda style: -wins[style.key])
    weight: dict[str, float] = defaultdict(float)
    for each in seen:
        weight[each.key] += each.weight
    for style in sorted((style for style in styles if style.when == "asked"), key=lambda style: -weight[style.key]):
        sequence.insert(place(style.key, [other.key for other in sequence], before), style)
    return tuple(sequence)


def pairs(seen: Sequence[Seen]) -> Mapping[tuple[str, str], float]:
    """The weight of the posts in which the first key stands before the second."""
    posts: dict[int, list[Seen]] = defaultdict(list)
    for each in seen:
        posts[id(each.sample)].append(each)
    before: dict[tuple[str, str], float] = defaultdict(float)
    for entries in posts.values():
        for first in entries:
            for second in entries:
                if first.rank < second.rank:
                    before[first.key, second.key] += first.weight
    return before


def place(key: str, keys: Sequence[str], before: Mapping[tuple[str, str], float]) -> int:
    """The index among keys at which most agree that one more belongs; of equals the last."""
    agreeing = score = sum(before[key, other] for other in keys)
    best = 0
    for index, other in enumerate(keys, 1):
        score += before[other, key] - before[key, other]
        if score >= agreeing:
            agreeing, best = score, index
    return best
