"""What a person wants to know of a post besides its title, date and status, in a few words."""

from __future__ import annotations

from datetime import UTC, datetime

from postctl import dates
from postctl.model import Status
from postctl.records.seen import Seen

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def about(seen: Seen) -> str:
    """Why it is hidden and when that changes, or its tags where it is public."""
    now, post = seen.now, seen.post
    appears = seen.appears
    if appears is not None:
        how = "" if now.status is Status.SCHEDULED else " by `publish --due`"
        verb = "appears" if appears > seen.site.at else "due since"
        return f"{verb} {_day(appears, seen)}{how}"
    if now.status is not Status.PUBLISHED or post is None:
        return now.reason
    ends = f"until {_day(now.changes_at, seen)}" if now.changes_at is not None else ""
    return "  ".join(filter(None, (ends, ", ".join(post.tags))))


def _day(moment: datetime, seen: Seen) -> str:
    """A moment in the zone of the site, with its day of the week; the time of day where it is not midnight."""
    there = dates.in_zone(moment, seen.site.at.tzinfo or UTC)
    clock = f" {there:%H:%M}" if (there.hour, there.minute) != (0, 0) else ""
    return f"{_DAYS[there.weekday()]} {there.date().isoformat()}{clock}"
