"""Slugs as Nikola makes them: its function `slugify`."""

from __future__ import annotations

from unicodedata import normalize

from postctl.regexes import later
from postctl.slugs.ascii import ascii_of

_DROPPED = later(r"[^+\w\s-]")
_GAPS = later(r"[-\s]+")
_REPLACED = str.maketrans(dict.fromkeys("/\\?#\"'\r\n\t*:<>|", "-"))
_VARIANT = later(
    "[\u2070-\u209c\u2460-\u24ea\u3251-\u325f\u32b1-\u32bf\U0001d400-\U0001d6a3\U0001d7ce-\U0001d7ff\U0001f100-\U0001f129]"
)
_OTHERWISE = {"¼": " 1/4", "½": " 1/2", "¾": " 3/4", "\u205f": " "}


def slug(title: str, *, plain: bool = True) -> str:
    """What Nikola makes of a title or a file name; `plain` is its setting `USE_SLUGIFY`. May be empty."""
    if not plain:
        return title.translate(_REPLACED)
    return _GAPS.sub("-", _DROPPED.sub("", "".join(map(_ascii, title))).strip().lower())


def _ascii(char: str) -> str:
    """A letter in ASCII; one that is a variant of another, such as those in circles, as that one."""
    return _OTHERWISE.get(char) or ascii_of(normalize("NFKC", char) if _VARIANT.match(char) else char)
