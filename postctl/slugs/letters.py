"""Letters as Ruby, Go and their kin see them, which is not as Python does."""

from __future__ import annotations

import unicodedata


def is_word(char: str) -> bool:
    r"""`[\p{M}\p{L}\p{Nd}]`, which is not Python's `\w`."""
    category = unicodedata.category(char)
    return category[0] in "LM" or category == "Nd"


def lower(text: str) -> str:
    """Lower case letter by letter, as Ruby and Go do it: without the final sigma of Greek."""
    return "".join(char.lower() for char in text)
