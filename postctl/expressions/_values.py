"""What the two sides of a test are, and how they compare."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from postctl import dates, dotted, facts, globs, status
from postctl.errors import UsageError
from postctl.model import Date, Status
from postctl.regexes import later
from postctl.site import Post, Site
from postctl.values import NamedTuple

_NUMBER = later(r"[-+]?\d{1,300}(?:\.\d{1,300})?", re.ASCII)
_MONTH = later(r"(\d{4})(?:-(\d\d))?", re.ASCII)
_YES = frozenset({"true", "yes", "on"})
_NO = frozenset({"false", "no", "off"})
_HUGE = 2**1000


class Moment(NamedTuple):
    """A time from `start` until before `end`: a day, a month, or one moment. `text`: as RFC 3339."""

    start: datetime
    end: datetime
    text: str


Item = None | bool | int | float | str | Moment | list[Any] | dict[str, Any]


class Operand(NamedTuple):
    """A field of a post, or a key of its front matter (`kind` is `any`). `keyed`: whether a post has the key at all."""

    name: str
    kind: str
    get: Callable[[Post, Site], Item]
    keyed: Callable[[Post], bool] | None = None


class Wanted(NamedTuple):
    """A value to compare with, in each of the ways it can be taken; `None` where it cannot.

    `quoted`: a text that looks like a number is a text to it all the same.
    """

    text: str
    number: int | float | None = None
    flag: bool | None = None
    moment: Moment | None = None
    null: bool = False
    quoted: bool = False

    @property
    def plain(self) -> Wanted:
        """The value as nothing but text."""
        return Wanted(self.text, null=self.null, quoted=True)


# --- the fields -------------------------------------------------------------------------------------------------------


def _status(post: Post, site: Site) -> Status:
    return status.effective(post, site.settings, site.at).status


def _moment(date: Date | None) -> Moment | None:
    if date is None or date.moment is None:
        return None
    return _day(date.moment, date.iso) if date.iso and len(date.iso) == 10 else _instant(date.moment, date.iso or date.text)


FIELDS: Mapping[str, tuple[str, Callable[[Post, Site], Item]]] = {
    "path": ("path", lambda post, site: post.path),
    "title": ("text", lambda post, site: post.title),
    "slug": ("text", lambda post, site: post.slug),
    "url": ("path", lambda post, site: post.url),
    "status": ("status", lambda post, site: str(_status(post, site))),
    "date": ("moment", lambda post, site: _moment(post.date)),
    "updated": ("moment", lambda post, site: _moment(post.updated)),
    "expires": ("moment", lambda post, site: _moment(post.expires)),
    "tags": ("list", lambda post, site: list(post.tags)),
    "lang": ("text", lambda post, site: post.lang),
    "words": ("number", facts.words),
    "draft": ("flag", lambda post, site: _status(post, site) is Status.DRAFT),
}
ALWAYS = frozenset({"path", "title", "slug", "status", "words", "draft"})
"""Fields every post has: `has` asks for the key of the front matter instead."""


def field(name: str) -> Operand:
    """A field by its name."""
    kind, get = FIELDS[name]
    return Operand(name, kind, get, key(name).keyed if name in ALWAYS else None)


def key(name: str) -> Operand:
    """A key of the front matter, dotted where it stands in a map; letter case does not count."""
    wanted = name.casefold()
    return Operand(
        name,
        "any",
        lambda post, site: dotted.found(post.front, wanted)[0],
        lambda post: dotted.found(post.front, wanted)[1],
    )


# --- the values -------------------------------------------------------------------------------------------------------


def wanted(text: str, at: datetime | None, *, quoted: bool) -> Wanted:
    """A value as typed; `at` is the moment taken as now, `None` where no moment is wanted."""
    folded = text.casefold()
    flag = None if quoted else True if folded in _YES else False if folded in _NO else None
    moment = _when(text, at) if at is not None else None
    return Wanted(folded, _number(text), flag, moment, not quoted and folded == "null", quoted)


def of_item(item: Item, at: datetime) -> list[Wanted]:
    """The values a field on the right stands for."""
    if isinstance(item, list):
        return [each for inner in item for each in of_item(inner, at)]
    if isinstance(item, Moment):
        return [Wanted(item.text.casefold(), moment=item)]
    if isinstance(item, dict):
        return []
    return [Wanted("", null=True)] if item is None else [wanted(text_of(item), at, quoted=isinstance(item, str))]


def _number(text: str) -> int | float | None:
    if not _NUMBER.fullmatch(text):
        return None
    return float(text) if "." in text else int(text)


def _when(text: str, at: datetime) -> Moment | None:
    if month := _MONTH.fullmatch(text):
        return _month(int(month[1]), int(month[2]) if month[2] else None, at)
    try:
        when = dates.when(text, at)
    except UsageError:
        return None
    return _day(when.moment, text) if when.date_only else _instant(when.moment, text)


def _month(year: int, month: int | None, at: datetime) -> Moment | None:
    try:
        start = datetime(year, month or 1, 1, tzinfo=at.tzinfo)
    except ValueError:
        return None
    after = (year + 1, 1) if month in (None, 12) else (year, (month or 1) + 1)
    end = datetime(*after, 1, tzinfo=at.tzinfo) if after[0] <= 9999 else datetime.max.replace(tzinfo=UTC)
    return Moment(start, end, start.isoformat())


def _day(moment: datetime, text: str | None) -> Moment:
    start = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return Moment(start, _later(start, timedelta(days=1)), text or start.date().isoformat())


def _instant(moment: datetime, text: str) -> Moment:
    return Moment(moment, _later(moment, timedelta(microseconds=1)), text)


def _later(moment: datetime, by: timedelta) -> datetime:
    try:
        return moment + by
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)


def text_of(item: Item) -> str:
    """An item as text."""
    if isinstance(item, bool):
        return str(item).lower()
    if isinstance(item, Moment):
        return item.text
    if isinstance(item, int) and abs(item) >= _HUGE:
        return f"{item:#x}"
    return "" if item is None or isinstance(item, list | dict) else str(item)


# --- comparing --------------------------------------------------------------------------------------------------------


def truth(item: Item) -> bool:
    """Whether an item says yes: something is there, and it is not a word for no."""
    return item.strip().casefold() not in {"", *_NO} if isinstance(item, str) else bool(item)


def equal(item: Item, value: Wanted, site: Site) -> bool:
    """Whether an item is a value; a list, whether one of its items is."""
    if value.null:
        return item is None or item == "" or item == [] or item == {}
    if isinstance(item, list):
        return any(equal(each, value, site) for each in item)
    if isinstance(item, bool):
        return value.flag is item
    return _order(item, value, site) == 0


def ordered(item: Item, op: str, value: Wanted, site: Site) -> bool:
    """Whether an item is smaller (`<`, `<=`) or greater than a value; a list, whether one of its items is."""
    if isinstance(item, list):
        return any(ordered(each, op, value, site) for each in item)
    if isinstance(item, bool) or value.null:
        return False
    order = _order(item, value, site)
    if order is None:
        return False
    return order < 0 if op == "<" else order <= 0 if op == "<=" else order > 0 if op == ">" else order >= 0


def _order(item: Item, value: Wanted, site: Site) -> int | None:
    """Less than 0, 0 or more for an item before, at or behind a value; `None` if they are of different kinds."""
    if item is None or isinstance(item, bool | list | dict):
        return None
    if isinstance(item, Moment):
        return _in_time(item.start, value)
    number = item if isinstance(item, int | float) else None if value.quoted else _number(item.strip())
    if number is not None and value.number is not None:
        return (number > value.number) - (number < value.number)
    if isinstance(item, str):
        if value.moment is not None and (at := _dated(item, site)) is not None:
            return _in_time(at, value)
        if value.flag is not None and item.strip().casefold() in (_YES if value.flag else _NO):
            return 0
        text = item.casefold()
        return (text > value.text) - (text < value.text)
    return 0 if text_of(item).casefold() == value.text else None


def _in_time(at: datetime, value: Wanted) -> int | None:
    if value.moment is None:
        return None
    return -1 if at < value.moment.start else 1 if at >= value.moment.end else 0


def _dated(text: str, site: Site) -> datetime | None:
    """The moment a text of the front matter is; nothing for one that is longer than any date."""
    return dates.read(text, dates.zone(site.settings.timezone)).moment if len(text) < 60 else None


def contains(item: Item, value: Wanted, site: Site) -> bool:
    """Whether a list has an item, a map a key, a text a part."""
    if isinstance(item, list):
        return equal(item, value, site)
    if isinstance(item, dict):
        return value.text in map(str.casefold, item)
    return item is not None and value.text in text_of(item).casefold()


def edge(item: Item, value: Wanted, site: Site, *, at_end: bool) -> bool:
    """Whether a text, or one item of a list, begins or ends with a value."""
    if isinstance(item, list):
        return any(edge(each, value, site, at_end=at_end) for each in item)
    text = text_of(item).casefold()
    return item is not None and (text.endswith(value.text) if at_end else text.startswith(value.text))


def glob(pattern: str, *, path: bool) -> Callable[[Item], bool]:
    """A test whether a text, or one item of a list, fits a glob. Raises `ConfigError` for one that stands for too many."""
    fits = globs.matcher((_as_path(pattern.casefold(), path=path),))

    def test(item: Item) -> bool:
        if isinstance(item, list):
            return any(test(each) for each in item)
        return item is not None and fits(_as_path(text_of(item).casefold(), path=path))

    return test


def _as_path(text: str, *, path: bool) -> str:
    """A text without segments, where it is no path: one segment."""
    return text if path else re.sub(r"\*+", "*", text.replace("/", "\0"))
