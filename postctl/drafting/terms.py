"""Terms that may be slips: new to the site, and near to one that is used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from postctl import nearest
from postctl.values import NamedTuple


class Near(NamedTuple):
    """A term as it was typed, the one it is near to, and how many posts use that."""

    typed: str
    used: str
    posts: int


def near_terms(typed: Iterable[str], used: Mapping[str, int] | Counter[str]) -> tuple[Near, ...]:
    """Of the terms typed those that are new and near to a used one, each with the nearest. `used`: posts by term."""
    found = (_nearest(term, used) for term in dict.fromkeys(typed) if term not in used)
    return tuple(each for each in found if each is not None)


def _nearest(term: str, used: Mapping[str, int]) -> Near | None:
    near = nearest.alike([term, *used]).get(term, set())
    ranked = sorted((nearest.distance(term.casefold(), other.casefold()), -used[other], other) for other in near)
    return Near(term, ranked[0][2], -ranked[0][1]) if ranked else None
