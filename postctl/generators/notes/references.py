"""`[[Note]]`, `[[folder/Note#heading|text]]`, `![[image.png]]`: a path, its last parts, or the name alone.

No other note may have the same. Letter case does not count, and the ending `.md` may be left out.
"""

from __future__ import annotations

from posixpath import splitext

from postctl.model import Settings
from postctl.site import Notation, Post, References

_DEEPEST = 8
"""Folders of a path that may be left out, as many as have a place among the names."""


def _names(post: Post) -> tuple[str, ...]:
    stem = splitext(post.path)[0]
    return (stem, *_ends(stem), post.path, *_ends(post.path))


def _files(path: str) -> tuple[str, ...]:
    return (path, *_ends(path))


def _ends(path: str) -> tuple[str, ...]:
    """The last part of a path, its last two, and so on."""
    parts = path.split("/")
    return tuple("/".join(parts[-count:]) if count <= len(parts) else "" for count in range(1, _DEEPEST))


def references(settings: Settings) -> References:
    """Names of notes and files between brackets."""
    pattern = r"\[\[[ \t]*(?P<name>[^\[\]|#^\n]*[^\[\]|#^\n\s\\])[ \t]*(?:\\?[|#^][^\[\]\n]*)?\]\](?!\()"
    return References("", (Notation(pattern, _names, "prose", _files, fold=str.lower),))
