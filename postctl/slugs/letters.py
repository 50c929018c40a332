"""Letters as Ruby, Go and their kin see them, which is not as Python does."""

from __future__ import annotations

import re
import unicodedata


def is_word(char: str) -> bool:
    r"""`[\p{M}\p{L}\p{Nd}]`, which is not Python's `\w`."""
    category = unicodedata.category(char)
    return category[0] in "LM" or category == "Nd"


def lower(text: str) -> str:
    """Lower case letter by letter, as Ruby and Go do it: without the final sigma of Greek."""
    return "".join(char.lower() for char in text)


# --- in plain letters -------------------------------------------------------------------------------------------------

_UNKNOWN = re.compile(r"\[\?\] ?")
_STYLED = re.compile("[\u2460-\u24ea\U0001d400-\U0001d6a3\U0001d7ce-\U0001d7ff]")  # circled, or as in mathematics
# What Unidecode, which Pelican and Nikola use, writes otherwise than text-unidecode, of the characters that people type.
_OTHERWISE = {
    **dict(zip("¼½¾ŊŋЄ", (" 1/4", " 1/2", " 3/4", "NG", "ng", "Ie"), strict=True)),
    **dict(zip("ֺ־׆ׇאחךכקײ", ("o", "-", "n", "o", "A", "H", "KH", "KH", "k", "EY"), strict=True)),
    **dict(zip("しちっつシチッツー", ("shi", "chi", "tsu", "tsu", "shi", "chi", "tsu", "tsu", "-"), strict=True)),
    **dict(zip("₱₲₴₵₸₹₺₽₿№\u2126−", ("P", "G", "UAH", "C|", "T", "Rs", "L", "R", "", "No. ", "ohm", "-"), strict=True)),
}


def ascii(text: str) -> str:  # noqa: A001
    """The text in ASCII, letter by letter, as Unidecode writes it; what it has no letters for is left out."""
    return text if text.isascii() else "".join(map(_in_ascii, text))


def _in_ascii(char: str) -> str:
    from text_unidecode import unidecode

    if char in _OTHERWISE:
        return _OTHERWISE[char]
    if _STYLED.match(char):
        return unicodedata.normalize("NFKC", char)
    return _UNKNOWN.sub("", unidecode(char))
