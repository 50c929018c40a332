"""What is offered, and whether it is fit to be: words that no shell takes for anything but words."""

from __future__ import annotations

from typing import Literal, TypeAlias

from postctl.values import NamedTuple

Files: TypeAlias = Literal["", "files", "folders"]

_PLAIN = frozenset("_./@:+,=%-")
_QUOTED = frozenset(" '()")
"""What may stand in a word as well, since every shell is told not to take it for more."""

_FIRST = frozenset("_./@+")
_SHELL = "`$\\;|&<>*?!~\"'(){}[]#^"
_WIDE = str.maketrans({each: chr(ord(each) - 0x21 + 0xFF01) for each in _SHELL} | {"'": "’", '"': "”"})
"""In descriptions, look-alikes for what means something to a shell."""

LONGEST = 80


class Candidate(NamedTuple):
    """A word that could come next. `about` describes it; `open`: it is not a whole word yet."""

    word: str
    about: str = ""
    open: bool = False


class Answer(NamedTuple):
    """What to offer: words, and what of the file system."""

    words: tuple[Candidate, ...] = ()
    files: Files = ""


def is_plain(letter: str) -> bool:
    """Whether a character means nothing to any shell, quoted or not."""
    if letter.isascii():
        return letter.isalnum() or letter in _PLAIN
    return letter.isprintable() and letter != "\N{REPLACEMENT CHARACTER}" and _is_ink(letter)


def is_inert(word: str) -> bool:
    """Whether a word may be offered: no option, no pattern, nothing that is expanded, nothing that cannot be seen."""
    if not word or not (word[0] in _FIRST or (word[0].isalnum() or not word[0].isascii())):
        return False
    return all(is_plain(each) or each in _QUOTED for each in word) and word == word.strip()


def about(text: str) -> str:
    """A description out of any text: one line of letters, figures and marks that no shell knows."""
    from postctl.escaping import one_line

    line = " ".join(one_line(text[: 4 * LONGEST]).split()).translate(_WIDE)
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def inert(words: list[Candidate]) -> tuple[Candidate, ...]:
    """Those of some words of strangers that may be offered."""
    return tuple(each._replace(about=about(each.about)) for each in words if is_inert(each.word))


def _is_ink(letter: str) -> bool:
    from postctl.escaping import visible

    return visible(letter) == letter
