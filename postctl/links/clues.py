"""Whether a text may name some files, told before it is parsed: nearly all posts of a site name none of those that move."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from unicodedata import is_normalized, normalize

from postctl.links.books import last_part
from postctl.regexes import later

_RUN = later(r"[A-Za-z0-9]+")
_LETTERS = later(r"[^\x00-\x7fİΣσς]+")
"""What is not ASCII, without letters whose lower case depends on what is around them."""
_GAP = later(r"[^a-z0-9]+")
_CODE = later(r"%[89a-f][0-9a-f]|&#?[0-9a-z]")
"""A character that is not ASCII, as it may be written in a link."""
_OTHER = "(?:[^a-z0-9]|%[0-9a-f]{2}|&#?[0-9a-z]+;?)"
"""One that is, and is no letter or digit."""

_BEFORE = r"""["'(<=:,[|}\s]"""
_AFTER = r"""(?=["')>,\]|\s#?]|\Z)"""
_DOTS = later(rf"\.(?<={_BEFORE}\.)(?:\.?/(?:\.\.?/)*+\.{{0,2}}+|\.?){_AFTER}")
"""A name of only dots. What comes first is a dot, for which a search is quick."""
_INDEX = later(rf"index(?:(?<={_BEFORE}index)|(?<=\./index))\b")
"""The same with `index.html` behind the dots."""


class _Last(NamedTuple):
    """The last part of a name as it may stand in a text: letters and digits of ASCII stay as they are, whatever else is encoded.

    `runs`: those that stand together, the longest first. `look`: an expression of the whole, where all of it is ASCII. `letters`:
    the longest part that has nothing of ASCII.
    """

    runs: tuple[str, ...]
    look: re.Pattern[str] | None
    letters: str

    @staticmethod
    def of(last: str) -> _Last:
        runs = tuple(sorted((run.lower() for run in _RUN.findall(last)), key=len, reverse=True))
        if last.isascii():
            return _Last(runs, re.compile(_GAP.sub(lambda gap: _some(len(gap[0])), last.lower())), "")
        return _Last(runs, None, max(_LETTERS.findall(last), key=len, default="").lower())

    def may_be_in(self, text: str) -> bool:
        """Whether it may be in a text of lower case."""
        for run in self.runs:  # a loop: nearly all texts are done with at the first
            if run not in text:
                return False
        if self.look is not None:
            return self.look.search(text) is not None
        return self.letters in text or (("%" in text or "&" in text) and _CODE.search(text) is not None)


def _some(count: int) -> str:
    """So many characters that are no letters, each maybe with a backslash in front."""
    return f"{_OTHER}{{{count},{2 * count}}}"


class Clue(NamedTuple):
    """What is in every name of some files. `everywhere`: such a name may look like anything.

    `composed`: whether texts have to be in Unicode's composed form. `index`: a name may be of dots and `index.html` alone.
    """

    lasts: tuple[_Last, ...]
    everywhere: bool
    composed: bool

    @staticmethod
    def of(names: Iterable[str]) -> Clue:
        """That of some names as books have them."""
        found = {_last(name) for name in names if name}
        needed = sorted(last for last in found if last and not any(other in last for other in found - {last, ""}))
        return Clue(tuple(map(_Last.of, needed)), "" in found, not all(map(str.isascii, needed)))

    def may_be_in(self, text: str) -> bool:
        """Whether a text may hold one of the names, or one of only dots, or of dots and `index.html`."""
        if self.everywhere:
            return True
        text = text.lower()
        if self.composed and not is_normalized("NFC", text):
            text = normalize("NFC", text)
        for last in self.lasts:
            if last.may_be_in(text):
                return True
        return _DOTS.search(text) is not None or ("index" in text and _INDEX.search(text) is not None)


def _last(name: str) -> str:
    """The last part of a name; of an `index.html` that of its folder, which most of its names end in."""
    last = last_part(name)
    if last.partition(".")[0].lower() != "index":
        return last
    return last_part(name.rstrip("/").removesuffix(last))
