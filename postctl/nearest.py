"""What a person may have meant by a word that is not known."""

from __future__ import annotations

from collections.abc import Iterable

MOST = 3


def names(word: str, known: Iterable[str], *, most: int = MOST, cutoff: float = 0.6) -> list[str]:
    """Up to `most` of the `known` names that are like `word`, nearest first; letter case and `_` for `-` do not count."""
    from difflib import get_close_matches

    folded: dict[str, str] = {}
    for name in known:
        folded.setdefault(_folded(name), name)
    return [folded[found] for found in get_close_matches(_folded(word)[:60], folded, n=most, cutoff=cutoff)]


def hint(word: str, known: Iterable[str], otherwise: str, *, most: int = MOST, cutoff: float = 0.6) -> str:
    """The question "did you mean ...?", or `otherwise` where nothing is near."""
    near = names(word, known, most=most, cutoff=cutoff)
    return f"did you mean {' or '.join(near)}?" if near else otherwise


def _folded(name: str) -> str:
    return name.casefold().replace("_", "-")


# --- slips of the fingers ------------------------------------------------------------------------------------------------


def distance(one: str, other: str) -> int:
    """Letters put in, left out, changed, or swapped with their neighbour (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        previous, row = row, [i]
        for j, b in enumerate(other, 1):
            cost = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before = previous
    return row[-1]


def is_slip(one: str, other: str) -> bool:
    """Whether one word is likely a slip for the other: same first letter, one slip in short words, two in long ones.

    Words of four letters have too many neighbours (`date`, `data`), so there a changed letter is no slip. A plural is none.
    """
    if min(len(one), len(other)) < 4 or one[0] != other[0] or one == other or _plural(one, other):
        return False
    limit = 2 if min(len(one), len(other)) >= 8 else 1
    if abs(len(one) - len(other)) > limit:
        return False
    if len(one) == len(other) == 4 and sorted(one) != sorted(other):
        return False
    return distance(one, other) <= limit


def _plural(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long in (short + "s", short + "es", short.removesuffix("y") + "ies")
