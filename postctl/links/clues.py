"""Whether a text may name some files, told before it is parsed: nearly all posts of a site name none of those that move."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from unicodedata import is_normalized, normalize

from postctl.links.books import Book, last_part
from postctl.regexes import later
from postctl.site import Post
from postctl.values import NamedTuple

_RUN = later(r"[A-Za-z0-9]+")
_LETTERS = later(r"[^\x00-\x7fİΣσς]+")
"""What is not ASCII, without letters whose lower case depends on what is around them."""
_GAP = later(r"[^a-z0-9]+")
_CODE = later(r"%[89a-f][0-9a-f]|&#?[0-9a-z]")
"""A character that is not ASCII, as it may be written in a link."""
_OTHER = "(?:[^a-z0-9]|%[0-9a-f]{2}|&#?[0-9a-z]+;?)"
"""One that is, and is no letter or digit."""

_BEFORE = r"""["'`(<=:,/[|}\s]"""
_AFTER = r"""(?=["'`)>,\]|\s#?]|\Z)"""
_DOTS = later(rf"\.(?<={_BEFORE}\.)(?:\.?/(?:\.\.?/)*+\.{{0,2}}+|\.?){_AFTER}")
"""A name that ends in dots. What comes first is a dot, for which a search is quick."""
_INDEX = later(rf"index(?<={_BEFORE}index)\b")
"""One that ends in `index.html`, or another index."""


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

    `composed`: whether texts have to be in Unicode's composed form. `folders`: those that names of dots, and maybe `index.html`
    behind them, lead to, from folders below only; `alone`: from everywhere.
    """

    lasts: tuple[_Last, ...]
    everywhere: bool
    composed: bool
    folders: tuple[str, ...]
    alone: bool

    @staticmethod
    def of(names: Iterable[str], roots: Collection[str] = ("",)) -> Clue:
        """That of some names as books have them. `roots`: folders that names may count from in all posts."""
        names = {name for name in names if name}
        found = {_last(name) for name in names if name.startswith("/") or not _is_index(name)}
        needed = sorted(last for last in found if last and not any(other in last for other in found - {last, ""}))
        folders = {_below(each) for name in names if name.startswith("/") for each in (name, _folder(name))}
        everywhere = "" in found or any(_below(root) in folders for root in roots)
        alone = any(not name.startswith("/") and _is_index(name) for name in names)
        return Clue(tuple(map(_Last.of, needed)), everywhere, not all(map(str.isascii, needed)), tuple(sorted(folders)), alone)

    def may_be_in(self, text: str, folders: Callable[[], Iterable[str]]) -> bool:
        """Whether a text may hold one of the names. `folders()`: those from which its names may count, as `counted` has them."""
        if self.everywhere:
            return True
        text = text.lower()
        if self.composed and not is_normalized("NFC", text):
            text = normalize("NFC", text)
        for last in self.lasts:
            if last.may_be_in(text):
                return True
        short = _DOTS.search(text) is not None or ("index" in text and _INDEX.search(text) is not None)
        return short and (self.alone or any(_below(each).startswith(self.folders) for each in folders()))


def counted(post: Post, books: Iterable[Book]) -> Iterator[str]:
    """The folders from which names of dots, and maybe `index.html` behind them, count in a post."""
    return (folder for book in books for name in _SHORT for folder in book.bases(post, name))


_SHORT = (".", "..", "index.html", "../index.html")


def _is_index(name: str) -> bool:
    """Whether a name is of the page of a folder."""
    return last_part(name).partition(".")[0].lower() == "index"


def _last(name: str) -> str:
    """The last part of a name; of an `index.html` that of its folder, which most of its names end in."""
    return last_part(_folder(name))


def _folder(name: str) -> str:
    """The folder of an `index.html`, with a `/` at its end; other names as they are."""
    return name.rstrip("/").removesuffix(last_part(name)) if _is_index(name) else name


def _below(folder: str) -> str:
    """What the paths of all that lies in a folder begin with, as far as letters count for everybody."""
    inside = folder.strip("/").lower().replace(" ", "-")
    return f"/{inside}/" if inside else "/"
