"""Posts as JSON and back, without their documents: what an index keeps of them.

Each post is two texts: what every command asks for, and what few do. Raises `Unwritable` for what JSON would not give back as
it was, such as a time zone of somebody's own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any, cast

from postctl import dates
from postctl.model import Date, Place, Status, Verdict
from postctl.site import RELEASE, Post
from postctl.values import NamedTuple

written = json.JSONEncoder(separators=(",", ":")).encode
"""Data as JSON."""


class Unwritable(ValueError):
    """What would not come back as it was."""


HEAD = (
    *("title", "slug", "url", "verdict", "date", "goes_live", "updated", "expires", "tags", "lang", "redirects", "titled"),
    "waiting",
)
"""The fields in the first text, in order."""

REST = ("place", "front", "own")
"""The fields in the second."""


class Row(NamedTuple):
    """What is kept of a post and always looked at. `standing`: of its file and the others it was read from."""

    path: str
    standing: str
    head: str


class More(NamedTuple):
    """What else is kept of a post. `facts`: what was found out about it since."""

    path: str
    standing: str
    rest: str
    facts: str


class Rest(NamedTuple):
    """The fields that few ask for."""

    place: Place
    front: Mapping[str, Any]
    own: Verdict | None


def rows(post: Post, standing: str) -> tuple[Row, More]:
    """What is to be kept of a post, its files standing so."""
    head = [
        post.title,
        post.slug,
        post.url,
        post.verdict,
        _date(post.date),
        1 if post.goes_live is not None and post.goes_live is post.date else _date(post.goes_live),
        _date(post.updated),
        _date(post.expires),
        post.tags,
        post.lang,
        post.redirects,
        post.titled,
        None if post.waiting is None else {RELEASE: post.waiting[RELEASE]},
    ]
    rest = [post.place, _plain(post.front), post.own]
    return Row(post.path, standing, written(head)), More(post.path, standing, written(rest), facts(post))


def facts(post: Post) -> str:
    """What has been found out about a post, as a text."""
    return written(post.known)


def heads_of(texts: Sequence[str]) -> list[list[Any]]:
    """The fields of `HEAD` of many posts. Raises as `json.loads` does."""
    found = json.loads(f"[{','.join(texts)}]")
    if len(found) != len(texts):
        raise ValueError(len(found))
    return cast("list[list[Any]]", found)


def rest_in(text: str) -> Rest | None:
    """The fields of `REST`; `None` for a text that is none of ours."""
    try:
        return rest_of(json.loads(text))
    except (ValueError, TypeError, LookupError):
        return None


def rest_of(row: Any) -> Rest:
    (slug, date, section, lang, bundle, drafts, assets, meta, kin), front, own = row
    place = Place(slug, date, section, lang, bundle, drafts, assets, meta, tuple(kin))
    return Rest(place, dict(front), None if own is None else verdict_of(tuple(own)))


def facts_in(text: str) -> dict[str, Any]:
    """The facts; none for a text that holds none of ours."""
    try:
        return dict(json.loads(text))
    except (ValueError, TypeError):
        return {}


_SCALARS = frozenset({str, bool, int, float, type(None)})


def _plain(front: Mapping[str, Any]) -> dict[str, Any]:
    """The same data, once it is certain that JSON gives it back as it is. Raises `Unwritable`."""
    for key, value in front.items():
        if type(key) is not str or not _is_plain(value):
            raise Unwritable
    return front if type(front) is dict else dict(front)


def _is_plain(value: Any) -> bool:
    kind = type(value)
    if kind is list:
        return all(type(each) in _SCALARS or _is_plain(each) for each in value)
    if kind is dict:
        return all(type(key) is str and _is_plain(each) for key, each in value.items())
    return kind in _SCALARS


def verdict_of(row: tuple[Any, ...]) -> Verdict:
    """The verdict of a row: most posts of a site share a few."""
    hidden, reason, named, trap, fatal, sure, missing = row
    found = VERDICTS[row] = Verdict(None if hidden is None else Status(hidden), reason, named, trap, fatal, sure, missing)
    return found


VERDICTS: dict[tuple[Any, ...], Verdict] = {}


def _date(date: Date | None) -> list[Any] | None:
    if date is None:
        return None
    return [date.text, date.source, _moment(date.moment), date.iso, date.form, date.problem, date.sure]


def read_date(row: list[Any]) -> Date:
    if row[2] is not None:
        row[2] = _read_moment(row[2])
    return Date._make(row)


def _moment(moment: datetime | None) -> str | list[Any] | None:
    """A moment as text, with its zone where that is not UTC."""
    if moment is None or moment.tzinfo is UTC:
        return moment.isoformat() if moment is not None else None
    return [moment.replace(tzinfo=None).isoformat(), moment.fold, _zone(moment)]


def _read_moment(row: str | list[Any]) -> datetime:
    if isinstance(row, str):
        return datetime.fromisoformat(row)
    text, fold, zone = row
    return datetime.fromisoformat(text).replace(tzinfo=_read_zone(zone), fold=fold)


def _zone(moment: datetime) -> str | float:
    """How a zone is called: an IANA name, or seconds from UTC for one without."""
    zone = moment.tzinfo
    name: str | float | None = getattr(zone, "key", None)
    if isinstance(zone, timezone):
        name = zone.utcoffset(None).total_seconds()
    if name is None or _read_zone(name) != zone:
        raise Unwritable
    return name


def _read_zone(zone: str | float) -> tzinfo:
    return dates.zone(zone) if isinstance(zone, str) else timezone(timedelta(seconds=zone))
