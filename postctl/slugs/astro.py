"""Slugs as Astro makes them of the names of folders and files: the package github-slugger 2."""

from __future__ import annotations

import re
import unicodedata

from postctl.regexes import later

_KEPT = frozenset({"Nd", "Nl", "Pc"})
_KEPT_SIGNS = later("[ Ⓐ-ⓩ\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189-]")


_PLAIN = later(r"[a-z0-9_ -]*")


def slug(title: str) -> str:
    """What github-slugger makes of a text: lower case, blanks to hyphens, nothing trimmed or joined. May be empty.

    Letters, marks, decimal and letter numbers, connectors, hyphens and letters in circles and squares stay; all else goes. The
    package has its letters from Unicode 13; those that later versions added stay here and go there.
    """
    lower = title.lower()
    return (lower if _PLAIN.fullmatch(lower) else "".join(filter(_stays, lower))).replace(" ", "-")


def path(parts: str) -> str:
    """The id Astro makes of a path without its extension: each segment a slug, an `index` at the end left out."""
    return re.sub(r"/index\Z", "", "/".join(map(slug, parts.split("/"))))


def _stays(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in "LM" or category in _KEPT or _KEPT_SIGNS.fullmatch(char) is not None
