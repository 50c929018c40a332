"""Slugs as Eleventy's filter `slugify` makes them: the package @sindresorhus/slugify, without its taking `camelCase` apart."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from postctl.regexes import later
from postctl.slugs._eleventy_letters import DIACRITICS, LETTERS

_GROUPS = {
    **dict.fromkeys(("ъе", "Ъе", "ъЕ", "ЪЕ"), "ye"),
    **dict.fromkeys(("ый", "Ый", "ЫЙ", "ыЙ"), "iy"),
    **dict.fromkeys(("Тс", "тс"), "ts"),
    **{f"{digit}\ufe0f\u20e3": digit for digit in "0123456789"},
    "\u064e\u200e": "a",
    "\u0650\u200e": "i",
    "🅰\ufe0f": "a",
    "🅱\ufe0f": "b",
    "🅾\ufe0f": "o",
}
_WORDS = {
    **dict.fromkeys("&🙰🙱🙲🙳🙴🙵", " and "),
    **dict.fromkeys("ЪъЬь", ""),
    "🦄": " unicorn ",
    "♥": " love ",
    "🔛": "on ",
    "🔣": "t and ",
}
_CIRCLED = {0x24D2: "b", 0x24D3: "c"}  # ⓒ and ⓓ, one letter off in the package
_SPACE = r"[\s\ufeff]"
_POSSESSIVE = later(rf"([a-z0-9]+)'([ts])({_SPACE}|\Z)")


def slug(title: str) -> str:
    """What the filter makes of a title. May be empty."""
    text = _grouped().sub(lambda found: _GROUPS[found[0]], unicodedata.normalize("NFC", title))
    text = "".join(_letters().get(char, char) for char in text)
    plain = "".join(char for char in unicodedata.normalize("NFD", text) if not _is_mark(char))
    lower = _POSSESSIVE.sub(r"\1\2\3", unicodedata.normalize("NFC", plain).lower())
    return re.sub(r"[^a-z0-9]+", "-", lower).strip("-")


@cache
def _grouped() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _GROUPS)))


@cache
def _letters() -> dict[str, str]:
    found = dict(_WORDS)
    for code in (
        *range(0x1D400, 0x1D6A5),
        *range(0x1D6E2, 0x1D800),
        *range(0x2460, 0x249C),
    ):  # in fancy dress
        found[chr(code)] = unicodedata.normalize("NFKC", chr(code)).strip("()")
    for code in (*range(0x24B6, 0x24C2), *range(0x24C3, 0x24EA)):  # circled letters, but not Ⓜ
        found[chr(code)] = f" {_CIRCLED.get(code) or unicodedata.normalize('NFKC', chr(code)).lower()} "
    for code in range(0x249C, 0x24B6):
        found[chr(code)] = unicodedata.normalize("NFKC", chr(code))
    table = {char: word for word, chars in (group.split(":") for group in LETTERS.split()) for char in chars}
    return {char: "".join(table.get(letter, letter.lower()) for letter in word) for char, word in found.items()} | table


@cache
def _marks() -> frozenset[int]:
    ranges = ((first, last or first) for first, _, last in (part.partition("-") for part in DIACRITICS.split()))
    return frozenset(code for first, last in ranges for code in range(int(first, 16), int(last, 16) + 1))


def _is_mark(char: str) -> bool:
    return ord(char) in _marks()
