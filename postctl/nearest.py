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
