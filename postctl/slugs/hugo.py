"""Slugs as Hugo makes them: its function `urlize` and the path of a page."""

from __future__ import annotations

import re

from postctl.slugs.letters import is_word, lower

_HUGO_KEEPS = frozenset("._#+~-@\\")


def slug(title: str) -> str:
    """What Hugo's `urlize` makes of a title, before it is percent-encoded: the `:title` of a permalink. May be empty.

    A slash, which Hugo would take for a folder, becomes a hyphen, since this is one segment.
    """
    return _hugo_sanitized(_go_lower(re.sub(r"[/\\]+", "-", title))).rstrip("#")


def _hugo_sanitized(text: str) -> str:
    """Other characters than words and a few signs go; white space among them becomes one hyphen, but never the first or last."""
    kept: list[str] = []
    space = False
    for position, char in enumerate(text):
        if char in _HUGO_KEEPS or is_word(char) or re.match(r"%[0-9a-fA-F]{2}", text[position : position + 3]):
            kept += ["-", char] if space and char != "-" else [char]
            space = False
        elif char.isspace() and kept and kept[-1] != "-":
            space = True
    return "".join(kept)


def _go_lower(text: str) -> str:
    return lower(text.replace("İ", "i"))  # the one letter whose lower case is two characters, but not in Go
