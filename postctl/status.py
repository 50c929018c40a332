"""What a reader of the site meets at a moment, why, and when that changes by itself."""

from __future__ import annotations

from datetime import datetime

from postctl import releases, site
from postctl.model import Date, Effective, Settings, Status
from postctl.site import Post

RELEASE = site.RELEASE
release_key = releases.key
release = releases.release


def effective(post: Post, settings: Settings, at: datetime) -> Effective:
    """The status of a post at `at` (aware): hidden by its marks, by a date yet to come, by one gone by, or public."""
    verdict = post.verdict
    if verdict.hidden is not None:
        waits = f", {RELEASE}: {front[RELEASE]}" if (front := post.waiting) else ""
        return Effective(verdict.hidden, verdict.reason + waits)
    if not settings.future and (live := post.goes_live or post.date) is not None:
        starts = live.moment
        if starts is not None and starts > at:
            return Effective(Status.SCHEDULED, says(live), starts)
    ends = _moment(post.expires)
    if ends is not None and ends <= at:
        return Effective(Status.EXPIRED, says(post.expires))
    return Effective(Status.PUBLISHED, verdict.reason, ends)


def misses(post: Post, settings: Settings, moment: datetime, now: datetime) -> str | None:
    """Why a post would not go out at the moment that was asked for, where the site waits for that; `None` if it would."""
    at = _moment(post.goes_live or post.date)
    if settings.future or at is None or max(at, moment) <= now or abs((at - moment).total_seconds()) < 60:
        return None
    return f"{post.path} would go out at {at.isoformat()}, not at {moment.isoformat()}"


def _moment(date: Date | None) -> datetime | None:
    return date.moment if date is not None else None


def says(date: Date | None) -> str:
    """The date as its author wrote it, with the key it stands under."""
    if date is None:
        return ""
    return f"{date.text} in the file name" if date.source == "name" else f"{date.source}: {date.text}"
