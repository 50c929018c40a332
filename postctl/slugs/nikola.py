"""Slugs as Nikola makes them: its function `slugify`."""

from __future__ import annotations

import re

from postctl.slugs.ascii import ascii_of

_DROPPED = re.compile(r"[^+\w\s-]")
_GAPS = re.compile(r"[-\s]+")
_REPLACED = str.maketrans(dict.fromkeys("/\\?#\"'\r\n\t*:<>|", "-"))


def slug(title: str, *, plain: bool = True) -> str:
    """What Nikola makes of a title or a file name; `plain` is its setting `USE_SLUGIFY`. May be empty."""
    if not plain:
        return title.translate(_REPLACED)
    return _GAPS.sub("-", _DROPPED.sub("", ascii_of(title)).strip().lower())
