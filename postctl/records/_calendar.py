"""When a post stands in a calendar, and where it leads from there."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import quote

from postctl import dates
from postctl.model import Date, Status
from postctl.records.seen import Seen, permalink

_DAY = len("2026-12-01")
_KEPT = "/:?#[]@!$&'()*+,;=%~"
"""What an address in ASCII keeps as it is."""


def begins(seen: Seen) -> str | None:
    """The day it is dated, or the moment, in UTC: when it goes public, where that is to come."""
    if seen.post is None:
        return None
    if seen.appears is not None and seen.now.status is not Status.SCHEDULED:
        return _utc(seen.appears)
    waits = seen.now.status is Status.SCHEDULED and seen.post.goes_live is not None
    return _written(seen.post.goes_live if waits else seen.post.date)


def ends(seen: Seen) -> str | None:
    """The day or moment it goes out of sight."""
    return _written(seen.post.expires) if seen.post is not None else None


def address(seen: Seen) -> str | None:
    """Its whole address in ASCII; `None` where nobody says what the site is called."""
    found = permalink(seen.site, seen.post) if seen.post is not None else None
    return quote(found, safe=_KEPT) if found is not None else None


def _written(date: Date | None) -> str | None:
    if date is None or date.moment is None:
        return None
    return date.iso if date.iso and len(date.iso) == _DAY else _utc(date.moment)


def _utc(moment: datetime | None) -> str | None:
    return dates.in_zone(moment, UTC).isoformat(timespec="seconds") if moment is not None else None
