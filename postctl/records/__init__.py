"""A post as the record that `list`, `show` and scripts get: the field names of CLI.md, JSON values only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from postctl import status
from postctl.model import Broken, Status
from postctl.records.columns import CALENDAR, FIELDS, KNOWN, Column, column, keys, named
from postctl.records.seen import Seen, home, permalink
from postctl.site import Post, Site

__all__ = [
    "CALENDAR",
    "FIELDS",
    "KNOWN",
    "Column",
    "Seen",
    "broken",
    "changed",
    "column",
    "home",
    "keys",
    "moment",
    "named",
    "permalink",
    "record",
    "updated",
]

_COUNTED = frozenset({"words", "reading_minutes"})


def record(post: Post, site: Site, *, words: bool = False, problems: Sequence[str] = ()) -> dict[str, Any]:
    """The record of a post. `words` counts the body, which costs reading it; `problems` are codes of findings.

    Dates are RFC 3339 as written, `changes_at` is an RFC 3339 date-time. Members that begin with `_` are for people.
    """
    seen = Seen(site, post, codes=problems)
    return {name: KNOWN[name].value(seen) if words or name not in _COUNTED else None for name in (*FIELDS, "_about")}


def broken(file: Broken, site: Site, problems: Sequence[str] = ()) -> dict[str, Any]:
    """The record of a file that cannot be read as a post."""
    seen = Seen(site, broken=file, codes=problems)
    return {name: KNOWN[name].value(seen) for name in (*FIELDS, "_about")}


def moment(post: Post) -> datetime | None:
    """The moment a post is sorted by: its date."""
    return post.date.moment if post.date is not None else None


def updated(post: Post) -> datetime | None:
    """The moment a post was last updated, as its author says."""
    return post.updated.moment if post.updated is not None else None


def changed(site: Site, before: Post, after: Post) -> list[str]:
    """What becomes of a post besides the value: its status, its address, a mark or a date that its generator reads otherwise."""
    old, new = (status.effective(post, site.settings, site.at) for post in (before, after))
    said = []
    if old.status is not new.status:
        hint = "; `publish` checks a post first" if new.status is Status.PUBLISHED else ""
        said.append(f"status {old.status} -> {new.status} ({new.reason}){hint}")
    if before.url != after.url:
        hint = "; `rename` would keep links to it working" if old.status is Status.PUBLISHED else ""
        said.append(f"url {before.url} -> {after.url}{hint}")
    if after.verdict.trap is not None and after.verdict.trap != before.verdict.trap:
        said.append(after.verdict.trap)
    for date, known in ((after.date, before.date), (after.updated, before.updated), (after.expires, before.expires)):
        if date is not None and date.problem and (known is None or known.problem != date.problem):
            said.append(f"`{date.source}: {date.text}`: {date.problem}")
    return [f"{after.path}: {each}" for each in said]
