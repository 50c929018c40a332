"""What a reader of the site meets at a moment, why, and when that changes by itself."""

from __future__ import annotations

from datetime import datetime

from postctl.model import Date, Effective, Entry, FrontMatter, Settings, Status
from postctl.site import Generator, Post

RELEASE = "postctl_publish_at"
"""The key that makes a draft a scheduled one, where the generator hides no post for its date: when `publish --due` releases it.

It has a name of its own, for a draft with an old date has most often just been begun then, and must never go out by surprise.
A generator whose build fails over keys it does not know may have a table for them (`Generator.spare`): then it stands there.
"""


def effective(post: Post, settings: Settings, at: datetime) -> Effective:
    """The status of a post at `at` (aware): hidden by its marks, by a date yet to come, by one gone by, or public."""
    if post.verdict.hidden is not None:
        waits = f", {RELEASE}: {front[RELEASE]}" if (front := _holder(post.front)) else ""
        return Effective(post.verdict.hidden, post.verdict.reason + waits)
    live = post.goes_live or post.date
    starts, ends = _moment(live), _moment(post.expires)
    if starts is not None and starts > at and not settings.future:
        return Effective(Status.SCHEDULED, says(live), starts)
    if ends is not None and ends <= at:
        return Effective(Status.EXPIRED, says(post.expires))
    return Effective(Status.PUBLISHED, post.verdict.reason, ends)


def misses(post: Post, settings: Settings, moment: datetime, now: datetime) -> str | None:
    """Why a post would not go out at the moment that was asked for, where the site waits for that; `None` if it would."""
    at = _moment(post.goes_live or post.date)
    if settings.future or at is None or max(at, moment) <= now or abs((at - moment).total_seconds()) < 60:
        return None
    return f"{post.path} would go out at {at.isoformat()}, not at {moment.isoformat()}"


def release_key(post: Post, generator: Generator) -> Entry | None:
    """The entry of the key that makes a draft a scheduled one; `None`: it has none."""
    from postctl import document

    names = (RELEASE, f"{generator.spare}.{RELEASE}") if generator.spare else (RELEASE,)
    found = (document.find(post.document, name, fold=generator.fold_keys) for name in names)
    return next((entry for entry in found if entry is not None), None)


def release(post: Post, settings: Settings) -> Date | None:
    """When a post is to be released by `publish --due`; `None` if nobody has said so."""
    from postctl import dates

    front = _holder(post.front)
    if front is None:
        return None
    value = front[RELEASE]
    written = dates.read("" if isinstance(value, list | dict) else str(value), dates.zone(settings.timezone))
    return Date(written.text, RELEASE, written.moment, written.iso, written.form, written.problem)


def _holder(front: FrontMatter) -> FrontMatter | None:
    """The front matter, or the table in it, that has the key; `None`: it has none."""
    if RELEASE in front:
        return front
    return next((table for table in front.values() if isinstance(table, dict) and RELEASE in table), None)


def _moment(date: Date | None) -> datetime | None:
    return date.moment if date is not None else None


def says(date: Date | None) -> str:
    """The date as its author wrote it, with the key it stands under."""
    if date is None:
        return ""
    return f"{date.text} in the file name" if date.source == "name" else f"{date.source}: {date.text}"
