"""Posts as JSON and back, without their documents: what an index keeps of them.

Each post is two texts: what every command asks for, and what few do. Raises `Unwritable` for what JSON would not give back as
it was, such as a time zone of somebody's own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any, TypeAlias, cast

from postctl import dates
from postctl.errors import PostctlError
from postctl.model import Broken, Date, FrontMatter, Ignored, Place, Status, Verdict
from postctl.site import RELEASE, Post
from postctl.values import NamedTuple

Again: TypeAlias = "Callable[[str], Post | Broken | Ignored | None]"
"""Reads the file of a post."""


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


def _heads(texts: Sequence[str]) -> list[list[Any]]:
    """The fields of `HEAD` of many posts. Raises as `json.loads` does."""
    found = json.loads(f"[{','.join(texts)}]")
    if len(found) != len(texts):
        raise ValueError(len(found))
    return cast("list[list[Any]]", found)


def _rest(text: str) -> Rest | None:
    """The fields of `REST`; `None` for a text that is none of ours."""
    try:
        return _rest_of(json.loads(text))
    except (ValueError, TypeError, LookupError):
        return None


def _rest_of(row: Any) -> Rest:
    (slug, date, section, lang, bundle, drafts, assets, meta, kin), front, own = row
    place = Place(slug, date, section, lang, bundle, drafts, assets, meta, tuple(kin))
    return Rest(place, dict(front), None if own is None else _verdict(tuple(own)))


def _known(text: str) -> dict[str, Any]:
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


def _verdict(row: tuple[Any, ...]) -> Verdict:
    """The verdict of a row: most posts of a site share a few."""
    hidden, reason, named, trap, fatal, sure, missing = row
    found = _VERDICTS[row] = Verdict(None if hidden is None else Status(hidden), reason, named, trap, fatal, sure, missing)
    return found


_VERDICTS: dict[tuple[Any, ...], Verdict] = {}


def _date(date: Date | None) -> list[Any] | None:
    if date is None:
        return None
    return [date.text, date.source, _moment(date.moment), date.iso, date.form, date.problem, date.sure]


def _read_date(row: list[Any]) -> Date:
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


# --- a post of such texts ---------------------------------------------------------------------------------------------------


class Source:
    """Where the rest of remembered posts comes from: `more` looks it up, `again` reads the file of one, `raw` only its text.

    `made`: the posts there are. `known`: those whose facts somebody has asked for.
    """

    def __init__(self, more: Callable[[Row], More | None], again: Again, raw: Callable[[str], str | None]) -> None:
        self.more = more
        self.again = again
        self.raw = raw
        self.made: list[Remembered] = []
        self.known: list[Remembered] = []
        self._left = {"known": 0, "rest": 0}

    def asked(self, name: str) -> None:
        """Take note that one more is asked for: who asks for some, one in sixteen, asks for all, and is given those in one go."""
        self._left[name] += 1
        if self._left[name] == max(_SOME, len(self.made) // 16):
            (_know_all if name == "known" else _look_up_all)(self)


class Remembered(Post):
    """A post from the index: its fields are there, or looked up, and its document is read when somebody looks at it.

    `before`: how many facts were known of it. Raises `PostctlError` where the file is no such post any more by then.
    """

    __slots__ = ("_source", "before", "row", "waiting")
    row: Row
    before: int
    waiting: FrontMatter | None
    _source: Source

    def __getattr__(self, name: str) -> Any:
        """A field that was not needed so far."""
        if name in _LOOKED_UP:
            self._source.asked(_LOOKED_UP[name])
            if _is_there(self, name):
                return object.__getattribute__(self, name)
        if name == "known":
            more = self._source.more(self.row)
            _know(self._source, self, _known(more.facts) if more is not None else {})
        elif name in REST and (more := self._source.more(self.row)) and (found := _rest(more.rest)) is not None:
            _fill(self, REST, found)
        elif name in REST or name in _IN_THE_FILE:
            read = self._source.again(self.path)
            if not isinstance(read, Post):
                raise PostctlError(f"{self.path} was changed meanwhile", "run it again")
            names = _IN_THE_FILE if name in _IN_THE_FILE else REST
            _fill(self, names, [getattr(read, each) for each in names])
        elif name == "waiting":  # of one that was changed
            return super().waiting
        else:
            raise AttributeError(name)
        return object.__getattribute__(self, name)

    @property
    def raw(self) -> str:
        """The text of its files, which are not parsed for that."""
        row = getattr(self, "row", None)  # one that was changed has none, and is whole
        text = self._source.raw(self.path) if row is not None and not row.standing.endswith("}]") else None
        return text if text is not None else super().raw


_IN_THE_FILE = ("document", "beside")
_LOOKED_UP = {"known": "known", **dict.fromkeys(REST, "rest")}
_SOME = 8


def _is_there(post: Remembered, name: str) -> bool:
    """Whether a field is filled, without looking it up."""
    try:
        getattr(Remembered, name).__get__(post)
    except AttributeError:
        return False
    return True


def _know(source: Source, post: Remembered, facts: dict[str, Any]) -> None:
    _fill(post, ("known", "before"), (facts, len(facts)))
    source.known.append(post)


def _know_all(source: Source) -> None:
    """The facts of all posts whose facts are not known yet; where a row holds none of ours, they are left for later."""
    for post, found in _of_all(source, "known", lambda more: more.facts):
        if type(found) is dict:
            _know(source, post, found)


def _look_up_all(source: Source) -> None:
    """The fields that few ask for, of all posts that lack them; where a row holds none of ours, they are left for later."""
    for post, found in _of_all(source, "front", lambda more: more.rest):
        with suppress(ValueError, TypeError, LookupError):
            _fill(post, REST, _rest_of(found))


def _of_all(source: Source, name: str, text: Callable[[More], str]) -> Iterator[tuple[Remembered, Any]]:
    """The data of a text of each post that lacks a field."""
    lacking = (post for post in source.made if not _is_there(post, name))
    found = [(post, text(more)) for post in lacking if (more := source.more(post.row)) is not None]
    with suppress(ValueError):
        yield from zip([post for post, _ in found], json.loads(f"[{','.join(text for _, text in found)}]"), strict=True)


def remembered(rows: Sequence[Row | None], source: Source) -> Iterator[Remembered | None]:
    """The posts of some rows; `None` for no row, and for one that is none of ours."""
    there = [row for row in rows if row is not None]
    try:
        heads: Iterator[list[Any] | None] = iter(_heads([row.head for row in there]))
    except (ValueError, TypeError):
        heads = map(_alone, there)
    for row in rows:
        head = next(heads) if row is not None else None
        post = _remembered(row, source, head) if row is not None and head is not None else None
        if post is not None:
            source.made.append(post)
        yield post


def _alone(row: Row) -> list[Any] | None:
    try:
        return _heads([row.head])[0]
    except (ValueError, TypeError):
        return None


def _remembered(row: Row, source: Source, head: list[Any]) -> Remembered | None:
    """The post of a row, whose head says so: 100,000 times in a row, so nothing is called that need not be."""
    post = object.__new__(Remembered)
    try:
        title, slug, url, verdict, date, live, updated, expires, tags, lang, redirects, titled, waiting = head
        _PATH(post, row.path)
        _ROW(post, row)
        _SOURCE(post, source)
        _TITLE(post, title)
        _SLUG(post, slug)
        _URL(post, url)
        _VERDICT(post, _VERDICTS.get(known := tuple(verdict)) or _verdict(known))
        _DATE(post, dated := date and _read_date(date))
        _LIVE(post, dated if live == 1 else live and _read_date(live))
        _UPDATED(post, updated and _read_date(updated))
        _EXPIRES(post, expires and _read_date(expires))
        _TAGS(post, tuple(tags))
        _LANG(post, lang)
        _REDIRECTS(post, tuple(redirects))
        _TITLED(post, titled)
        _WAITING(post, waiting)
    except (ValueError, TypeError, LookupError):
        return None
    return post


def _setter(name: str) -> Callable[[Remembered, Any], None]:
    """Sets a field of a frozen post, which has no other way of being made of parts."""
    return cast("Callable[[Remembered, Any], None]", getattr(Remembered, name).__set__)


_PATH, _ROW, _SOURCE = map(_setter, ("path", "row", "_source"))
_TITLE, _SLUG, _URL, _VERDICT, _DATE, _LIVE, _UPDATED, _EXPIRES, _TAGS, _LANG, _REDIRECTS, _TITLED, _WAITING = map(_setter, HEAD)


def _fill(post: Post, names: Iterable[str], values: Iterable[Any]) -> None:
    for name, value in zip(names, values, strict=True):
        object.__setattr__(post, name, value)
