"""Slugs as Pelican 4 makes them: `pelican.utils.slugify` with the default `SLUG_REGEX_SUBSTITUTIONS`, or others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from html import unescape

from postctl.slugs.ascii import ascii_of

DEFAULT = ((r"[^\w\s-]", ""), (r"\A\s*", ""), (r"\s*\Z", ""), (r"[-\s]+", "-"))
"""What is replaced by what, one after the other, in any letter case."""


def slug(
    title: str,
    substitutions: Iterable[tuple[str, str]] = DEFAULT,
    *,
    preserve_case: bool = False,
    use_unicode: bool = False,
) -> str:
    """What Pelican makes of a title, or of a file name. May be empty. Raises `re.error` for a substitution that is none."""
    text = unicodedata.normalize("NFKC", _without_tags(title))
    if not use_unicode:
        text = ascii_of(text)
    for pattern, by in substitutions:
        text = re.sub(unicodedata.normalize("NFKC", pattern), unicodedata.normalize("NFKC", by), text, flags=re.IGNORECASE)
    return (text if preserve_case else text.lower()).strip()


def _without_tags(text: str) -> str:
    """Without tags and comments, white space as single blanks, entities as what they stand for, as MarkupSafe does it."""
    parts: list[str] = []
    here = 0
    while (start := text.find("<", here)) != -1:
        comment = text.startswith("<!--", start)
        end = text.find("-->", start + 4) if comment else text.find(">", start)
        if end < 0:
            break
        parts.append(text[here:start])
        here = end + (3 if comment else 1)
    return unescape(" ".join("".join((*parts, text[here:])).split()))
