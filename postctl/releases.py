"""When a draft is to be released by `publish --due`: the key that says it, and what it says."""

from __future__ import annotations

from datetime import datetime, timedelta

from postctl.model import Date, Entry, Settings
from postctl.site import RELEASE, Generator, Post, Site

MINUTE = timedelta(minutes=1)


def key(post: Post, generator: Generator) -> Entry | None:
    """The entry of the key that makes a draft a scheduled one; `None`: it has none."""
    from postctl import document

    names = (RELEASE, f"{generator.spare}.{RELEASE}") if generator.spare else (RELEASE,)
    found = (document.find(post.document, name, fold=generator.fold_keys) for name in names)
    return next((entry for entry in found if entry is not None), None)


def release(post: Post, settings: Settings) -> Date | None:
    """When a post is to be released by `publish --due`; `None` if nobody has said so."""
    from postctl import dates

    front = post.waiting
    if front is None:
        return None
    value = front[RELEASE]
    written = dates.read("" if isinstance(value, list | dict) else str(value), dates.zone(settings.timezone))
    return Date(written.text, RELEASE, written.moment, written.iso, written.form, written.problem)


def disagrees(site: Site, post: Post, moment: datetime) -> str | None:
    """Why a post does not go out at the moment it was scheduled for: its date was changed since."""
    from postctl import dates

    live = post.goes_live or post.date
    if live is None or live.moment is None or abs(live.moment - moment) < MINUTE:
        return None
    zones = filter(None, (dates.zone(site.settings.timezone), live.moment.tzinfo, moment.tzinfo))  # now, or where it was written
    if live.form is not None and any(dates.write(dates.in_zone(moment, zone), live.form) == live.text for zone in zones):
        return None
    return f"`{live.source}: {live.text}` is not the {local(site, moment)} it was scheduled for; schedule it again"


def local(site: Site, moment: datetime) -> str:
    """A moment as people of the site say it."""
    from postctl import dates

    there = dates.in_zone(moment, dates.zone(site.settings.timezone))
    return f"{dates.write(there, 'dddd YYYY-MM-DD HH:mm')} {there.tzname()}"
