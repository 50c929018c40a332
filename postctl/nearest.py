"""What a person may have meant by a word that is not known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from postctl.regexes import later

MOST = 3
_LONGEST = 40  # letters of a name that may be a slip for another
_APART = later(r"[\s_\-.]+")
_HISSING = later(r"(?:[sxzo]|ch|sh)es\Z")
_DIGITS = later(r"\d+")


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


class Letters:
    """Many names to look for the nearest one in, by their letters: a bit for each letter, and each time it comes again."""

    def __init__(self, known: Iterable[str]) -> None:
        self._bits: dict[tuple[str, int], int] = {}
        self._known = [(name, self._letters(name)) for name in known]

    def _letters(self, name: str) -> int:
        times: dict[str, int] = {}
        letters = 0
        for letter in name:
            times[letter] = time = times.get(letter, 0) + 1
            letters |= self._bits.setdefault((letter, time), 1 << len(self._bits))
        return letters

    def nearest(self, word: str, cutoff: float) -> str | None:
        """What `difflib.get_close_matches` would have as the first.

        Two texts are at most as alike as the letters they share allow, so few of the names have to be compared one by one.
        """
        from difflib import SequenceMatcher

        if not word:
            return "" if any(not name for name, _ in self._known) else None
        letters, length = self._letters(word), len(word)
        likeness = ((2.0 * (letters & own).bit_count() / (length + len(name)), name) for name, own in self._known)
        matcher = SequenceMatcher()
        matcher.set_seq2(word)
        best = (cutoff, "")
        for limit, name in sorted(((limit, name) for limit, name in likeness if limit >= cutoff), reverse=True):
            if limit < best[0]:
                break
            matcher.set_seq1(name)
            best = max(best, (matcher.ratio(), name))
        return best[1] or None


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


# --- names that may be one --------------------------------------------------------------------------------------------------


def alike(names: Iterable[str]) -> dict[str, set[str]]:
    """Names that may be one and the same: but for letter case, blanks and hyphens, a plural, or a slip of the fingers.

    The work grows with the number of names, not with its square: only names that have something in common are compared.
    """
    groups: dict[str, set[str]] = defaultdict(set)
    for name in names:
        folded = _folded_term(name)
        word = _APART.sub("", folded) or folded
        for form in {word, *_singulars(word)}:
            groups[f"word {form}"].add(name)
        digits = _DIGITS.findall(folded)  # `release 1.2` is no slip for `release 1.3`
        for less in _with_a_letter_left_out(folded) if len(folded) <= _LONGEST else ():
            groups[f"slip {digits} {less}"].add(name)
    found: dict[str, set[str]] = defaultdict(set)
    known: set[tuple[str, str]] = set()
    for reason, group in groups.items():
        for pair in combinations(sorted(group), 2):
            if pair not in known and (reason.startswith("word") or _is_slip(*pair)):
                found[pair[0]].add(pair[1])
                found[pair[1]].add(pair[0])
            known.add(pair)
    return dict(found)


def _is_slip(one: str, other: str) -> bool:
    return is_slip(_folded_term(one), _folded_term(other))


def _singulars(word: str) -> set[str]:
    """What a word may be the plural of."""
    if len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
        return set()
    found = {word[:-1]}
    if word.endswith("ies"):
        found.add(f"{word[:-3]}y")
    elif _HISSING.search(word):
        found.add(word[:-2])
    return found


def _with_a_letter_left_out(word: str) -> set[str]:
    """The word, and the word without any one of its letters: names a slip apart share one of these."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _folded_term(name: str) -> str:
    if name.isascii():
        return name.casefold()
    from unicodedata import normalize

    return normalize("NFC", normalize("NFKC", name).casefold()).strip()
