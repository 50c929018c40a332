"""Terms that may be slips: new to the site, and near to one that is used."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from postctl.nearest import distance, is_slip

_APART = re.compile(r"[\s_\-.]+")
_DIGITS = re.compile(r"\d+")


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
    own = _folded(term)
    near = [(_apart(own, _folded(other)), -count, other) for other, count in used.items() if _alike(own, _folded(other))]
    if not near:
        return None
    _, count, other = min(near)
    return Near(term, other, -count)


def _apart(one: str, other: str) -> int:
    return distance(one, other)


def _alike(one: str, other: str) -> bool:
    """The same but for letter case, blanks and hyphens, or a slip of the fingers; `2024` and `2025` are two words."""
    if one == other or _APART.sub("", one) == _APART.sub("", other) != "":
        return True
    if _DIGITS.findall(one) != _DIGITS.findall(other):
        return False
    return is_slip(one, other) or _plural(one, other)


def _plural(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) > 2 and long in (f"{short}s", f"{short}es", f"{short.removesuffix('y')}ies")


def _folded(term: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", term).casefold()).strip()
