"""Edits as fixes carry them, made from whole documents, and what a generator would make of the outcome."""

from __future__ import annotations

from collections.abc import Mapping

from postctl import document
from postctl.document import Document, Insert, Remove
from postctl.errors import Refused
from postctl.model import Facts, Fix, Value
from postctl.rules._moving import difference
from postctl.site import Post, Site, Source


def setting(before: Document, changes: Mapping[str, Value | Insert | Remove], *, safe: bool) -> Fix | None:
    """The fix that gives keys other values, as one splice; `None` where that cannot be exact."""
    try:
        after = document.edited(before, changes)
    except Refused:
        return None
    return between(before.text, after.text, safe=safe)


def facts_with(post: Post, site: Site, key: str, value: Value) -> Facts | None:
    """What the generator would make of the post with another value for a key; `None` where other posts have a say in it."""
    if post.place.kin:
        return None
    front = {**post.front, (key.lower() if site.generator.fold_keys else key): value}
    syntax = post.document.syntax.name if post.document.syntax is not None else ""
    return site.generator.facts(Source(post.path, post.place, front, site.settings, post.document.content, syntax=syntax))


def between(before: str, after: str, *, safe: bool) -> Fix | None:
    """The fix that makes one text of another: what differs between them, and nothing around it."""
    return Fix(safe, (difference(before, after),)) if before != after else None
