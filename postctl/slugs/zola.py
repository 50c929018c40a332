"""Slugs as Zola 0.22 makes them: its strategy `on` is the `slug` crate of Rust, which spells letters as `deunicode` does.

`deunicode` is a younger table than text-unidecode. Asked for every character below U+20000, the two make the same slug of all
that text-unidecode has a spelling for, but for Braille and the characters listed here; of emoji, newer scripts and rare
ideographs only `deunicode` knows a spelling (`🎉` is `tada`). `exact` therefore says when it cannot tell.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from postctl.regexes import later
from postctl.slugs.ascii import spelling

_OTHER = later(r"[^a-z0-9]+")
_FORBIDDEN = later(r'[<>:"/\\|?*]')
_BRAILLE = range(0x2800, 0x2900)
_SILENT = frozenset({"Mn", "Me", "Cf", "Cc"})
_SILENT_LETTERS = frozenset("اـー")
_NOT_SILENT = frozenset(map(chr, (0x483, 0x5C1, 0x5C4, 0x653, 0x670, 0x70F, 0x711, 0xEB1, 0xF82, 0xF83, 0x17CB, 0x17D0, 0x180E)))
_SPELT = dict.fromkeys("ъЪ・אء\u3099\u309a\ufffd", "-") | {
    "么": "me ",
    "什": "shen ",
    "价": "jia ",
    "旅": "lv ",
    "术": "shu ",
    "㎂": "ua",
    "㎛": "um",
    "㌙": "gram-ton ",
    "◴": "o",
    "◵": "o",
    "◶": "o",
    "◷": "o",
}


def slug(title: str) -> str:
    """What Zola makes of a title or file name; a character whose spelling is not known is a hyphen. May be empty."""
    return _joined("".join("-" if spelt is None else spelt for spelt in map(_spelling, title)))


def exact(text: str) -> str | None:
    """The same, or `None` where the spelling of a character is not known."""
    spelt = [_spelling(char) for char in text]
    return None if None in spelt else _joined("".join(filter(None, spelt)))


def safe(text: str) -> str:
    """The strategy `safe`: only what NTFS forbids goes, and blanks and dots at the end."""
    return _FORBIDDEN.sub("", text.rstrip(" ."))


def _joined(text: str) -> str:
    return _OTHER.sub("-", text.lower()).strip("-")


@lru_cache(maxsize=4096)
def _spelling(char: str) -> str | None:
    if char in _SPELT or char.isascii():
        return _SPELT.get(char, char)
    known = spelling(char)
    if ord(char) in _BRAILLE or known is None:
        return None
    silent = char < "\U00010000" and unicodedata.category(char) in _SILENT and char not in _NOT_SILENT
    return known if known or silent or char in _SILENT_LETTERS else None
