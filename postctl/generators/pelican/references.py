"""`{filename}a.md`, `{static}` and `{attach}`, or between bars: a path from the folder of the post, or with a `/` from `PATH`."""

from __future__ import annotations

from posixpath import dirname

from postctl.generators._references import base, below, home
from postctl.model import Settings
from postctl.site import Notation, Post, References


def references(settings: Settings) -> References:
    """Names of files in targets, as Pelican's own expression finds them."""
    content = str(settings.options.get("home") or "")

    def folder(post: Post, name: str) -> str:
        return dirname(below(post.path, content))

    def names(post: Post) -> tuple[str, ...]:
        return (below(post.path, content),)

    def files(path: str) -> tuple[str, ...]:
        return (below(path, content),)

    return References(
        home(settings.options.get("SITEURL")),
        (Notation(r"[{|](?:filename|static|attach)[|}](?P<name>[^?#]+)", names, files=files, folder=folder),),
        tuple(part for part in (content,) if part),
        base=base(settings.options.get("SITEURL")),
    )
