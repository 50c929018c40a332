"""Slugs as Jekyll 4 makes them: `Jekyll::Utils.slugify`."""

from __future__ import annotations

import re
import unicodedata

from postctl.slugs.letters import is_word, lower

_JEKYLL_PRETTY = frozenset("._~!$&'()+,;=@")
_JEKYLL_MODES = ("raw", "default", "pretty", "ascii", "latin")
# I18n.transliterate, for the letters that are not a plain letter with a mark.
_LATIN = dict(
    zip(
        "ÆÐ×ØÞßæðøþĐđĦħıĲĳĸĿŀŁłŉŊŋŒœŦŧ",
        "AE D x O Th ss ae d o th D d H h i IJ ij k L l L l 'n NG ng OE oe T t".split(),
        strict=True,
    )
)


def slug(title: str, mode: str = "default") -> str:
    """What Jekyll 4 makes of a title in its slug `mode`; any other mode only lowers the case. May be empty."""
    if mode not in _JEKYLL_MODES:
        return lower(title)
    text = "".join(map(_latin, title)) if mode == "latin" else title
    if mode == "raw":
        slug = re.sub(r"\s+", "-", text, flags=re.ASCII)
    else:
        slug = re.sub("\0+", "-", "".join(char if _jekyll_keeps(char, mode) else "\0" for char in text))
    return lower(slug.removeprefix("-").removesuffix("-"))


def _jekyll_keeps(char: str, mode: str) -> bool:
    if mode == "ascii":
        return char.isascii() and char.isalnum()
    return is_word(char) or (mode == "pretty" and char in _JEKYLL_PRETTY)


def _latin(char: str) -> str:
    if char.isascii():
        return char
    base = unicodedata.normalize("NFD", char)[0]
    is_latin = "À" <= char <= "ž" and char != "÷" and base.isascii()
    return _LATIN.get(char, base if is_latin else "?")
