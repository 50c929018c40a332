"""Posts as JSON and back, without their documents: what an index keeps of them.

Each post is two texts: what every command asks for, and what few do. Raises `Unwritable` for what JSON would not give back as
it was, such as a time zone of somebody's own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any, NamedTuple, TypeAlias

from postctl import dates
from postctl.errors import PostctlError
from postctl.model import Broken, Date, Ignored, Place, Status, Verdict
from postctl.site import Post

Again: TypeAlias = "Callable[[str], Post | Broken | Ignored | None]"
"""Reads the file of a post."""


class Unwritable(ValueError):
    """What would not come back as it was."""


HEAD = ("title", "slug", "url", "verdict", "date", "goes_live", "updated", "expires", "tags", "lang", "redirects", "titled")
"""The fields in the first text, in order."""

REST = ("place", "front", "own")
"""The fields in the second."""


class Row(NamedTuple):
    """What is kept of a post. `standing`: of its file and the others it was read from; `facts`: what was found out since."""

    standing: str
    head: str
    rest: str
    facts: str


class Rest(NamedTuple):
    """The fields that few ask for."""

    place: Place
    front: Mapping[str, Any]
    own: Verdict | None


def row(post: Post, standing: str) -> Row:
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
    ]
    return Row(standing, _json(head), _json([post.place, _plain(post.front), post.own]), _json(post.known))


def head(text: str) -> tuple[Any, ...]:
    """The values of the fields of `HEAD`. Raises `ValueError`, `TypeError`, `LookupError` for a text that is none of ours."""
    title, slug, url, verdict, date, live, updated, expires, tags, lang, redirects, titled = json.loads(text)
    dated = _read_date(date)
    return (
        title,
        slug,
        url,
        _verdict(verdict),
        dated,
        dated if live == 1 else _read_date(live),
        _read_date(updated),
        _read_date(expires),
        tuple(tags),
        lang,
        tuple(redirects),
        titled,
    )


def _rest(text: str) -> Rest | None:
    """The fields of `REST`; `None` for a text that is none of ours."""
    try:
        return _rest_of(json.loads(text))
    except (ValueError, TypeError, LookupError):
        return None


def _rest_of(row: Any) -> Rest:
    (slug, date, section, lang, bundle, drafts, assets, meta, kin), front, own = row
    place = Place(slug, date, section, lang, bundle, drafts, assets, meta, tuple(kin))
    return Rest(place, dict(front), None if own is None else _verdict(own))


def _known(text: str) -> dict[str, Any]:
    """The facts; none for a text that holds none of ours."""
    try:
        return dict(json.loads(text))
    except (ValueError, TypeError):
        return {}


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))


def _plain(value: Any) -> Any:
    """The same data, once it is certain that JSON has it too."""
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise Unwritable
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if value is not None and type(value) not in (str, bool, int, float):
        raise Unwritable
    return value


def _verdict(row: list[Any]) -> Verdict:
    hidden, reason, key, trap, fatal, sure, missing = row
    return Verdict(None if hidden is None else Status(hidden), reason, key, trap, fatal, sure, missing)


def _date(date: Date | None) -> list[Any] | None:
    if date is None:
        return None
    return [date.text, date.source, _moment(date.moment), date.iso, date.form, date.problem, date.sure]


def _read_date(row: list[Any] | None) -> Date | None:
    if row is None:
        return None
    text, source, moment, iso, form, problem, sure = row
    return Date(text, source, None if moment is None else _read_moment(moment), iso, form, problem, sure)


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


# --- a post of such texts ---------------------------------------------------------------------------------------------------


class Remembered(Post):
    """A post from the index: its fields are there, and its document is read when somebody looks at it.

    `before`: how many facts were known of it. Raises `PostctlError` where the file is no such post any more by then.
    """

    __slots__ = ("_again", "before", "row")
    row: Row
    before: int
    _again: Again

    def __getattr__(self, name: str) -> Any:
        """A field that was not needed so far."""
        if name == "known":
            known = _known(self.row.facts)
            _fill(self, ("known", "before"), (known, len(known)))
        elif name in REST and (found := _rest(self.row.rest)) is not None:
            _fill(self, REST, found)
        elif name in REST or name in _IN_THE_FILE:
            read = self._again(self.path)
            if not isinstance(read, Post):
                raise PostctlError(f"{self.path} was changed meanwhile", "run it again")
            names = _IN_THE_FILE if name in _IN_THE_FILE else REST
            _fill(self, names, [getattr(read, each) for each in names])
        else:
            raise AttributeError(name)
        return object.__getattribute__(self, name)


_IN_THE_FILE = ("document", "beside")


def remembered(path: str, row: Row, again: Again) -> Remembered:
    """The post of a row. Raises as `head` does."""
    post = object.__new__(Remembered)
    for put, value in zip(_PUT, (path, row, again, *head(row.head)), strict=True):
        put(post, value)
    return post


_PUT = tuple(getattr(Remembered, name).__set__ for name in ("path", "row", "_again", *HEAD))


def renewed(post: Remembered) -> Row:
    """The row of a post with what has been found out since; the same where nobody has asked."""
    try:
        known = object.__getattribute__(post, "known")
    except AttributeError:
        return post.row
    return post.row._replace(facts=_json(known)) if len(known) > post.before else post.row


def _fill(post: Post, names: Iterable[str], values: Iterable[Any]) -> None:
    for name, value in zip(names, values, strict=True):
        object.__setattr__(post, name, value)
