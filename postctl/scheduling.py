"""`schedule` and `due`: free slots, what waits for its moment, and what has changed by itself since another one.

A post waits in one of two ways. Where the generator hides posts dated in the future, it is public with such a date, and appears
with the first build after it. Where not, it is a draft that says under `postctl_publish_at` when `publish --due` releases it.
A draft that only has a date is never released: most often that is the day it was begun.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from postctl import dates, releases, status
from postctl.dates import slots
from postctl.errors import Refused
from postctl.model import Date, Effective, Status, View
from postctl.site import Post, Site
from postctl.values import NamedTuple

COLUMNS = ("path", "at", "reason")
FIELDS = ("path", "title", "url", "status", "at", "reason")


class Held(NamedTuple):
    """A post whose release is asked for and cannot be done, and why."""

    post: Post
    why: str


class Due(NamedTuple):
    """The drafts whose moment has come, the earliest first, and those that are held back.

    `public`: posts that somebody has published before their moment by hand, and that still say it. It has to go, or they would
    be published again when they are withdrawn.
    """

    posts: tuple[Post, ...] = ()
    held: tuple[Held, ...] = ()
    public: tuple[Post, ...] = ()


class Event(NamedTuple):
    """What became of a post at a moment, by itself or because somebody is to release it now."""

    post: Post
    at: datetime
    reason: str


# --- what is due --------------------------------------------------------------------------------------------------------


def due(site: Site) -> Due:
    """What `publish --due` releases now, and what it does not although its moment has come."""
    found: list[tuple[datetime, Post]] = []
    held: list[Held] = []
    for post, release in _releases(site):
        if release.moment is None:
            held.append(Held(post, f"`{release.source}: {release.text}` is no moment ({release.problem})"))
        elif release.moment <= site.at:
            why = releases.disagrees(site, post, release.moment)
            if why is None:
                found.append((release.moment, post))
            else:
                held.append(Held(post, why))
    found.sort(key=lambda each: (each[0], each[1].path))
    return Due(tuple(post for _, post in found), tuple(sorted(held, key=lambda each: each.post.path)), _public(site))


def _releases(site: Site) -> Iterator[tuple[Post, Date]]:
    """The drafts that say when they are to be released."""
    for post in site.posts:
        release = status.release(post, site.settings) if post.verdict.hidden is Status.DRAFT else None
        if release is not None:
            yield post, release


def _public(site: Site) -> tuple[Post, ...]:
    """The posts that are public and whose moment has come all the same."""
    public = ((post, status.release(post, site.settings)) for post in site.posts if post.verdict.hidden is None)
    come = (post for post, release in public if release and release.moment and release.moment <= site.at)
    return tuple(sorted(come, key=lambda post: post.path))


def upcoming(site: Site) -> Event | None:
    """The draft that `publish --due` releases next."""
    waiting = [
        Event(post, release.moment, f"{release.source}: {release.text}")
        for post, release in _releases(site)
        if release.moment is not None and release.moment > site.at
    ]
    return min(waiting, key=lambda each: (each.at, each.post.path), default=None)


def since(site: Site, moment: datetime) -> tuple[Event, ...]:
    """What has appeared or expired by itself after `moment` and until now, the earliest first."""
    events = (event for post in site.posts for event in _events(site, post) if moment < event.at <= site.at)
    return tuple(sorted(events, key=lambda each: (each.at, each.post.path)))


def _events(site: Site, post: Post) -> Iterator[Event]:
    """The moments at which a post that no mark hides appears and expires."""
    if post.verdict.hidden is not None:
        return
    live = post.goes_live or post.date
    if live is not None and live.moment is not None and not site.settings.future:
        yield Event(post, live.moment, f"appeared ({status.says(live)})")
    if post.expires is not None and post.expires.moment is not None:
        yield Event(post, post.expires.moment, f"expired ({status.says(post.expires)})")


def events(site: Site, since_moment: datetime | None) -> tuple[Event, ...]:
    """All a build has to know: the drafts to release, then what has changed by itself since a moment."""
    released = []
    for post in due(site).posts:
        release = status.release(post, site.settings)
        assert release is not None
        assert release.moment is not None
        released.append(Event(post, release.moment, f"a draft to release ({status.says(release)})"))
    return (*released, *(since(site, since_moment) if since_moment is not None else ()))


def view(site: Site, found: Sequence[Event], since_moment: datetime | None) -> View:
    """What is due, as records."""
    rows = tuple(_row(site, event) for event in found)
    head: dict[str, Any] = {
        "root": site.root,
        "generator": site.generator.name,
        "at": site.at.isoformat(),
        "since": since_moment.isoformat() if since_moment is not None else None,
        "due": bool(rows),
        "count": len(rows),
    }
    return View("posts", COLUMNS, rows, head, f"{len(rows)} due" if rows else "nothing is due")


def _row(site: Site, event: Event) -> dict[str, Any]:
    post = event.post
    now = status.effective(post, site.settings, site.at)
    at = dates.in_zone(event.at, dates.zone(site.settings.timezone))
    values = (post.path, post.title, post.url, str(now.status), at.isoformat(), event.reason)
    return dict(zip(FIELDS, values, strict=True))


# --- where a post fits --------------------------------------------------------------------------------------------------


def free(site: Site, times: slots.Slots, post: Post) -> datetime:
    """The next slot, later than now, that no other post waits for.

    A post that waits for a day without a time takes the first of that day's slots. Raises `Refused` where the calendar ends
    before there is one.
    """
    others = [live for each in site.posts if each.path != post.path and (live := _waits(site, each)) is not None]
    taken = {live.moment.replace(second=0, microsecond=0) for live in others if live.moment and not _only_day(live)}
    days = Counter(date.fromisoformat(live.iso[:10]) for live in others if live.iso and _only_day(live))
    zone = dates.zone(site.settings.timezone)
    for moment in slots.after(times, dates.in_zone(site.at, zone)):
        if moment in taken:
            continue
        if days[moment.date()]:
            days[moment.date()] -= 1
            continue
        return moment
    raise Refused("no slot is free before the calendar ends", "give a moment instead of `next`")


def _waits(site: Site, post: Post) -> Date | None:
    """The date yet to come that a post waits for; a draft that only has one counts too, for its author has a plan."""
    live = post.goes_live or post.date
    if post.verdict.hidden is Status.DRAFT:
        release = status.release(post, site.settings)
        live = release if release is not None and release.moment is not None else live
    elif status.effective(post, site.settings, site.at).status is not Status.SCHEDULED:
        return None
    return live if live is not None and live.moment is not None and live.moment > site.at else None


def _only_day(live: Date) -> bool:
    return live.form is not None and not dates.has_clock(live.form)


# --- what is said -------------------------------------------------------------------------------------------------------


def written(moment: datetime, site: Site) -> str:
    """A moment as it stands under `postctl_publish_at`: RFC 3339 to the second, with the offset of the site's zone."""
    return dates.write(dates.in_zone(moment, dates.zone(site.settings.timezone)), "YYYY-MM-DDTHH:mm:ssZ")


def misses(site: Site, after: Post, moment: datetime, *, day: bool) -> str | None:
    """Why a post would not appear at the moment it was scheduled for, or be gone by then; `None` if it does as asked.

    `day`: only a day was asked for.
    """
    now = status.effective(after, site.settings, site.at)
    if now.status is not Status.SCHEDULED or now.changes_at is None:
        return f"{after.path} would not wait for its date: it is {now.status} ({now.reason})"
    zone = dates.zone(site.settings.timezone)
    same_day = dates.in_zone(now.changes_at, zone).date() == dates.in_zone(moment, zone).date()
    if abs(now.changes_at - moment) >= releases.MINUTE and not (day and same_day):
        return f"{after.path} would go out on {releases.local(site, now.changes_at)}, not on {releases.local(site, moment)}"
    return gone(site, after, max(moment, now.changes_at))


def gone(site: Site, after: Post, moment: datetime) -> str | None:
    """Why a post will have expired when it is to appear."""
    then = status.effective(after, site.settings, moment)
    return f"{after.path} will have expired by then ({then.reason})" if then.status is Status.EXPIRED else None


def told(site: Site, before: Effective, after: Post) -> str:
    """What was done, with the local time and how far it is."""
    now, release = status.effective(after, site.settings, site.at), status.release(after, site.settings)
    away = "; it is off the site until then" if before.status in (Status.PUBLISHED, Status.UNLISTED) else ""
    if now.status is Status.SCHEDULED and now.changes_at is not None:
        when = f"{dates.ago(now.changes_at, site.at)}, on {releases.local(site, now.changes_at)}"
        return f"{after.path}: {before.status} -> scheduled, appears {when} ({now.reason}){away}"
    assert release is not None
    assert release.moment is not None
    when = f"{releases.local(site, release.moment)}, {dates.ago(release.moment, site.at)}"
    return f"{after.path}: a draft until `postctl publish --due` on or after {when}{away}"
