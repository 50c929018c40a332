"""`publish` and `unpublish`: the smallest change that makes a post public, or a draft, for its generator.

The result is read again the way the generator reads it, and is only a plan if the post then is what was asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from itertools import chain
from types import MappingProxyType

from postctl import addressing, dates, document, marking, marks, moving, reading, status
from postctl.document import REMOVE, Insert, Remove
from postctl.errors import Refused
from postctl.model import Change, FrontMatter, Status, Value
from postctl.moving import Read, Trip
from postctl.relinking import Move
from postctl.site import Post, Site, Toggle
from postctl.values import NamedTuple, replace

_SHORT = {Status.DRAFT: "a draft"}


class Plan(NamedTuple):
    """What to do (nothing: it is so), what the post will be then, a sentence about it, and the site as it will be.

    `paths`: the new path of each post that moves, by its old one.
    """

    changes: tuple[Change, ...]
    post: Post
    note: str
    site: Site
    paths: Mapping[str, str] = MappingProxyType({})

    @property
    def change(self) -> Change | None:
        """The step of the post itself, which is the last."""
        return self.changes[-1] if self.changes else None


class _Wish(NamedTuple):
    """What is asked for; `day` is the date that the post is to have, or has, or today's."""

    public: bool
    date: datetime | None
    date_only: bool
    exact: bool
    day: datetime
    release: str | None = None


def plan(
    site: Site,
    post: Post,
    *,
    public: bool,
    date: datetime | None = None,
    date_only: bool = False,
    exact: bool = False,
    release: str | None = None,
    read: Read = moving.unread,
) -> Plan:
    """How to publish (`public`) or unpublish a post. `date` (aware) is the date it is to have; `None` keeps what is there.

    `exact`: the time of day of the date is written even where the post has only a day. `release`: when `publish --due` is to
    release the draft, as it is written down; without it, what was written down is taken out. `read` gives the bytes of files
    that move along. Raises `Refused` where no exact edit gets there.
    """
    zone = dates.zone(site.settings.timezone)
    day = date.astimezone(zone) if date else _own_date(post, zone) or site.at.astimezone(zone)
    wish = _Wish(public, date, date_only, exact, day, release)
    toggle = marks.toggle(site, post, public, day)
    where = addressing.readdressed(site, post, date=date, path=toggle.move_to)
    trip = moving.trip(site, post, where.path)
    dating = {**_dating(site, post, wish, trip), **where.values, **_release(site, post, release)}
    if not toggle.values and where.path == post.path and not dating:
        return _unchanged(site, post, public=public)
    after = _toggled(site, post, toggle, wish, trip, dating)
    if date_only and after.date is not None and after.date.moment is None:  # this generator wants a time of day too
        return plan(site, post, public=public, date=date, exact=exact, release=release, read=read)
    moves = [_kept_apart(site, move, trip, wish) for move in moving.together(site, post, after, trip)]
    moved = moving.moved(site, moves, trip, read, strict=date is not None)
    paths = {each.before.path: each.after.path for each in moved.moves}
    after = moved.moves[0].after
    redirects = (note for each in moved.moves if date for note in moving.notes(site, each, read, wanted=True))
    told = (_says(site, post, after), *moving.links_told(moved), *redirects)
    return Plan(moved.changes, after, "; ".join(told), moved.site, paths)


def _unchanged(site: Site, post: Post, *, public: bool) -> Plan:
    """The plan for a post that is so already. Raises `Refused` for one that is not."""
    if post.verdict.hidden is not (None if public else Status.DRAFT):
        outcome = "public" if public else "a draft"
        raise Refused(f"{site.generator.title} cannot make {post.path} {outcome} by its own front matter", _why(post))
    return Plan((), post, _already(site, post, public=public), site)


def _toggled(
    site: Site, post: Post, toggle: Toggle, wish: _Wish, trip: Trip, dating: Mapping[str, Value | Insert | Remove]
) -> Post:
    """The post after the gentlest edit that makes it what is asked for; one that ends a build only if all do."""
    refused, failing, after = None, None, None
    undated = post.verdict.key is not None and post.verdict.key in map(str.lower, dating)
    alone: list[Mapping[str, Value | Insert | Remove]] = [{}] if undated else []  # the date may be all it lacks
    for changes in chain(alone, marking.ways(site, post, toggle, wish.day, public=wish.public)):
        try:
            edited = document.edited(post.document, {**changes, **dating})
            after = moving.arrived(site, post, edited, trip)
        except Refused as error:
            refused = error
            continue
        if not _is_so(post, after, public=wish.public):
            continue
        after = _in_time(site, after, wish.day)
        _may_be(site, after, dated=wish.date is not None)
        if wish.date is not None and wish.exact and (missed := status.misses(after, site.settings, wish.date, site.at)):
            raise Refused(missed, "give a day without a time")
        if not after.verdict.fatal:
            return after
        failing = failing or after
    if failing is not None:
        return failing
    outcome = "hidden" if wish.public else "public"
    raise refused or Refused(f"{site.generator.title} would still take {post.path} as {outcome}", _why(after or post))


def _kept_apart(site: Site, move: Move, trip: Trip, wish: _Wish) -> Move:
    """The move with a redirect, where a public post gets another date. Without one its address is what it was, or will be again.

    A draft of some generators has an address of its own, which nobody links to.
    """
    if wish.date is None:
        return Move(move.before, replace(move.after, url=move.before.url or move.after.url))
    return moving.redirected(site, move, trip, wanted=True)


def _dating(site: Site, post: Post, wish: _Wish, trip: Trip) -> Mapping[str, Value | Insert]:
    named = moving.names_day(site, trip, post, wish.date)
    return addressing.redated(site, post, wish.date, date_only=wish.date_only, exact=wish.exact, named=named)


def _release(site: Site, post: Post, moment: str | None) -> dict[str, Value | Insert | Remove]:
    """The edit of the key that says when a draft is released."""
    entry, spare = status.release_key(post, site.generator), site.generator.spare
    if moment is None:
        alone = entry is not None and entry.key != status.RELEASE and len(_table(post, spare)) == 1
        return {} if entry is None else {spare if alone else entry.key: REMOVE}
    there = _table(post, spare) if spare else post.front
    if entry is not None and there.get(status.RELEASE) == moment:
        return {}
    closed = site.generator.closed(post.path, site.settings)
    if closed is not None:
        raise Refused(f"{post.path} cannot say that it is scheduled (`{status.RELEASE}`): {closed}", "publish it when it is time")
    if entry is None and spare:
        return {f"{spare}.{status.RELEASE}": marking.insertion(post, moment, None)._replace(inside=True)}
    return {entry.key if entry is not None else status.RELEASE: moment}


def _table(post: Post, key: str) -> FrontMatter:
    table = post.front.get(key)
    return table if isinstance(table, dict) else {}


def _is_so(before: Post, after: Post, *, public: bool) -> bool:
    """Whether a post is public now, or hidden; one that was unlisted must not just stay so."""
    stays = before.verdict.hidden is after.verdict.hidden is Status.UNLISTED
    return (after.verdict.hidden is None) == public and not stays


def _in_time(site: Site, after: Post, day: datetime) -> Post:
    """The post, without a mark that shows it before its date (`draft: false` in MkDocs Material): it is to wait."""
    key = (after.own or after.verdict).key
    if site.settings.future or day <= site.at or key is None or after.verdict.hidden is not None:
        return after
    if status.effective(after, site.settings, site.at).status is not Status.PUBLISHED:
        return after
    try:
        edited = document.edited(after.document, {key: REMOVE})
    except Refused:
        return after
    without = reading.again(after, document.encoded(edited), site.generator, site.settings)
    waits = without is not None and status.effective(without, site.settings, site.at).status is Status.SCHEDULED
    return without if without is not None and waits else after


def _may_be(site: Site, after: Post, *, dated: bool) -> None:
    """Raise `Refused` for a post that was given a date to be public and has expired by another key."""
    now = status.effective(after, site.settings, site.at)
    if dated and now.status is Status.EXPIRED:
        raise Refused(f"{after.path} would still be expired ({now.reason})", "change that date first")


def _own_date(post: Post, zone: tzinfo) -> datetime | None:
    """The date of a post, or the day its name says."""
    if post.date is not None and post.date.moment is not None:
        return dates.in_zone(post.date.moment, zone)
    return datetime.fromisoformat(post.place.date).replace(tzinfo=zone) if post.place.date else None


def _already(site: Site, post: Post, *, public: bool) -> str:
    now = status.effective(post, site.settings, site.at)
    if public and now.status is Status.SCHEDULED and now.changes_at is not None:
        when = dates.ago(now.changes_at, site.at)
        return f"{post.path} is scheduled: it appears {when} ({now.reason}); --date now shows it at once"
    return f"{post.path} is {_SHORT.get(now.status, now.status)} already ({now.reason})"


def _says(site: Site, before: Post, after: Post) -> str:
    """What becomes of a post, in words that fit before and after it is done."""
    old, new = (status.effective(post, site.settings, site.at) for post in (before, after))
    if old.status is new.status and status.release(before, site.settings) and not status.release(after, site.settings):
        return f"{after.path}: no longer scheduled, {_SHORT.get(new.status, new.status)}"
    when = (
        f", appears {dates.ago(new.changes_at, site.at)} ({new.reason})"
        if new.status is Status.SCHEDULED and new.changes_at
        else ""
    )
    where = f" at {after.url}" if new.status is Status.PUBLISHED and after.url else ""
    if new.status is old.status and after.date is not None:
        return f"{after.path}: {new.status}, dated {after.date.iso or after.date.text}{when}{where}"
    return f"{after.path}: {old.status} -> {new.status}{when}{where}"


def _why(post: Post) -> str:
    reason = post.verdict.reason
    return f"its mark is `{reason}`; edit it by hand" if ":" in reason else f"{reason}; edit it by hand"
