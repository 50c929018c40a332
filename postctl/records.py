"""A post as the record that `list`, `show` and scripts get: the field names of CLI.md, JSON values only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from postctl import facts, status
from postctl.model import Broken, Date, Effective, Status
from postctl.site import Post, Site

FIELDS = (
    "path",
    "title",
    "slug",
    "url",
    "status",
    "reason",
    "changes_at",
    "date",
    "updated",
    "expires",
    "draft",
    "tags",
    "lang",
    "words",
    "reading_minutes",
    "problems",
)


def record(post: Post, site: Site, *, words: bool = False, problems: Sequence[str] = ()) -> dict[str, Any]:
    """The record of a post. `words` counts the body, which costs reading it; `problems` are codes of findings.

    Dates are RFC 3339 as written, `changes_at` is an RFC 3339 date-time. Members that begin with `_` are for people.
    """
    now = status.effective(post, site.settings, site.at)
    counted, minutes = _counted(post, site) if words else (None, None)
    return {
        "path": post.path,
        "title": post.title,
        "slug": post.slug,
        "url": post.url,
        "status": str(now.status),
        "reason": now.reason,
        "changes_at": now.changes_at.isoformat() if now.changes_at else None,
        "date": _iso(post.date),
        "updated": _iso(post.updated),
        "expires": _iso(post.expires),
        "draft": now.status is Status.DRAFT,
        "tags": list(post.tags),
        "lang": post.lang,
        "words": counted,
        "reading_minutes": minutes,
        "problems": list(problems),
        "_about": _about(post, now, site.at),
    }


def broken(file: Broken, problems: Sequence[str] = ()) -> dict[str, Any]:
    """The record of a file that cannot be read as a post."""
    name = file.path.rpartition("/")[2].rpartition(".")[0]
    reason = f"line {file.line}: {file.reason}"
    return dict.fromkeys(FIELDS) | {
        "path": file.path,
        "title": name,
        "slug": name,
        "status": str(Status.BROKEN),
        "reason": reason,
        "draft": False,
        "tags": [],
        "problems": list(problems),
        "_about": reason,
    }


def moment(post: Post) -> datetime | None:
    """The moment a post is sorted by: its date."""
    return post.date.moment if post.date is not None else None


def updated(post: Post) -> datetime | None:
    """The moment a post was last updated, as its author says."""
    return post.updated.moment if post.updated is not None else None


def _counted(post: Post, site: Site) -> tuple[int, int]:
    from postctl import markdown

    count = facts.words(post, site)
    return count, markdown.reading_minutes(count)


def _iso(date: Date | None) -> str | None:
    return date.iso if date is not None else None


def _about(post: Post, now: Effective, at: datetime) -> str:
    """For people: why a post is hidden and when that changes, or its tags where it is public."""
    from postctl import dates

    if now.status is Status.PUBLISHED:
        ends = f"until {dates.in_zone(now.changes_at, at.tzinfo or UTC):%Y-%m-%d}" if now.changes_at else ""
        return "  ".join(filter(None, (ends, ", ".join(post.tags))))
    if now.changes_at is not None:
        return f"appears {dates.ago(now.changes_at, at)} ({now.reason})"
    return now.reason


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
