"""Which texts Hugo takes for dates, which moment they are, and which front matter key gives a post each of its four dates.

Hugo tries the layouts of Go's `cast` package in order. What that comes to, checked against the real Hugo:

* An offset counts only as digits. A zone by name (`GMT`, `CEST`) is read and ignored: the clock is in the site's zone.
* A bare number is seconds since 1970, so `date: 20231015` lies in August 1970.
* A date it cannot read is skipped, and the build fails at its end.
* Whether a post is "in the future" is decided by `publishDate` alone; `date` counts only where that is absent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Any, TypeAlias

from postctl.dates import reading
from postctl.generators._kept import kept
from postctl.model import Date, FrontMatter
from postctl.regexes import later
from postctl.values import dataclass, field

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DAY = r"(?P<Y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)"
_CLOCK = r"(?P<H>\d\d?):(?P<M>\d\d):(?P<S>\d\d)(?:[.,](?P<f>\d+))?"
_COLON = r"(?P<z>Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)"
_PLAIN = r"(?P<z>[+-](?:[01]\d|2[0-3])[0-5]\d)"
_NAME = r"(?:[A-Z]{3}|[A-Z]{3,4}T|WITA|GMT[+-]\d\d?)"
_WEEKDAY = r"(?i:sun|mon|tue|wed|thu|fri|sat)"
_LONG_WEEKDAY = r"(?i:sun|mon|tues|wednes|thurs|fri|satur)(?i:day)"
_MONTH = rf"(?P<b>(?i:{'|'.join(_MONTHS)}))"

_LAYOUTS = (
    _DAY,
    rf"{_DAY}T{_CLOCK}(?:{_COLON})?",
    rf"{_DAY}T{_CLOCK}{_PLAIN}",
    rf"{_DAY} +{_CLOCK}(?: +(?!Z)|){_COLON}",
    rf"{_DAY} +{_CLOCK}",
    rf"{_DAY} +{_CLOCK} *{_PLAIN}",
    rf"{_DAY} +{_CLOCK} +{_PLAIN} +{_NAME}",
    rf"(?P<d>\d\d) +{_MONTH} +(?P<Y>\d{{4}})",
    rf"{_WEEKDAY}, +(?P<d>\d\d) +{_MONTH} +(?P<Y>\d{{4}}) +{_CLOCK} +(?:{_PLAIN}|{_NAME})",
    rf"(?P<d>\d\d) +{_MONTH} +(?P<y>\d\d) +(?P<H>\d\d?):(?P<M>\d\d) +(?:{_PLAIN}|{_NAME})",
    rf"{_LONG_WEEKDAY}, +(?P<d>\d\d)-{_MONTH}-(?P<y>\d\d) +{_CLOCK} +{_NAME}",
    rf"{_WEEKDAY} +{_MONTH} +(?P<d>\d\d?) +{_CLOCK} +(?:{_NAME} +)?(?P<Y>\d{{4}})",
    rf"{_WEEKDAY} +{_MONTH} +(?P<d>\d\d) +{_CLOCK} +{_PLAIN} +(?P<Y>\d{{4}})",
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MARGIN = timedelta(hours=14)  # no zone is further from UTC
_FIRST = datetime.min.replace(tzinfo=UTC) + _MARGIN - _EPOCH
_LAST = datetime.max.replace(tzinfo=UTC) - _MARGIN - _EPOCH
_AT_THE_EDGE = "is not between the years 1 and 9999 in every time zone, so postctl cannot tell its moment"
_IN_NAME = tuple(later(rf"(\d{{4}}-\d\d-\d\d){clock}", re.ASCII) for clock in (r"[\x00-\x7f](\d\d)[-:](\d\d)[-:](\d\d)", ""))

_Parts: TypeAlias = Mapping[str, "str | None"]

# --- one date ---------------------------------------------------------------------------------------------------------


def read(value: object, key: str, zone: tzinfo) -> Date | None:
    """The date under front matter key `key`, or `None` where the value is absent (`null` and `""` count as absent)."""
    if value is None or value == "":
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        return _seconds(value, key)
    if isinstance(value, str) and (date := _usual(value, key, zone)):
        return date
    return _by_layouts(value, key, zone)


def _usual(text: str, key: str, zone: tzinfo) -> Date | None:
    """A date in one of the forms that most have, as far as Go knows them: with seconds, and a blank only where it has one."""
    written = reading.usual(text, zone)
    if written is None or written.moment is None or not (written.date_only or text[16:17] == ":"):
        return None
    behind = text[19:]
    if behind and ((behind[0] == " " and (text[10] == "T" or behind[1] == "Z")) or behind.lstrip(" ").startswith("-00")):
        return None
    fixed = zone is UTC or written.offset_written
    moment = written.moment if fixed else in_zone(written.moment.replace(tzinfo=None), zone)
    return Date(text, key, moment, written.iso, written.form)


def _by_layouts(value: object, key: str, zone: tzinfo) -> Date:
    text = value if isinstance(value, str) else _shown(value)
    part = _match(text) if isinstance(value, str) else None
    moment = _moment(part, zone) if part else None
    if part is None or moment is None:
        return Date(text, key, problem=f"Hugo cannot read `{text}` as a date, and its build fails")
    if not _in_calendar(moment):
        return Date(text, key, problem=f"`{text}` {_AT_THE_EDGE}", sure=False)
    return Date(text, key, moment, _iso(part), _form(text, zone))


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _match(text: str) -> _Parts | None:
    """The parts of a date, by the first layout that it fits."""
    for layout in _layouts():
        if found := layout.fullmatch(text):
            return found.groupdict()
    return None


@cache
def _layouts() -> tuple[re.Pattern[str], ...]:
    """The layouts as patterns: made when the first date is read, since every start of postctl asks whether a site is Hugo's."""
    return tuple(re.compile(layout, re.ASCII) for layout in _LAYOUTS)


def _seconds(value: int, key: str) -> Date:
    if not _FIRST.total_seconds() <= value <= _LAST.total_seconds():
        return Date(str(value), key, problem=f"Hugo takes the bare number {value} as seconds since 1970", sure=False)
    moment = _EPOCH + timedelta(seconds=value)
    problem = f"Hugo takes the bare number {value} as seconds since 1970, which is {moment:%Y-%m-%d}"
    return Date(str(value), key, moment, moment.isoformat().replace("+00:00", "Z"), None, problem)


def _in_calendar(moment: datetime) -> bool:
    """Whether the moment is a `datetime` in every zone, with a margin. A difference is reckoned beyond the calendar, too."""
    return _FIRST <= moment - _EPOCH <= _LAST


def _moment(part: _Parts, zone: tzinfo) -> datetime | None:
    try:
        day, hour, minute, second = [int(part.get(name) or 0) for name in ("d", "H", "M", "S")]
        naive = datetime(_year(part), _month(part), day, hour, minute, second, _microseconds(part.get("f")))
    except ValueError:
        return None
    offset = part.get("z")
    if offset is None:
        return in_zone(naive, zone)
    return naive.replace(tzinfo=UTC if offset == "Z" else _fixed(offset))


def _microseconds(fraction: str | None) -> int:
    return int(f"{fraction:0<6}"[:6]) if fraction else 0


def _year(part: _Parts) -> int:
    if (short := part.get("y")) is None:
        return int(part["Y"] or 0)
    return int(short) + (1900 if int(short) >= 69 else 2000)


def _month(part: _Parts) -> int:
    name = part.get("b")
    return _MONTHS.index(name.lower()) + 1 if name else int(part["m"] or 0)


def _fixed(offset: str) -> tzinfo:
    digits = offset[1:].replace(":", "")
    span = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-span if offset[0] == "-" else span)


def in_zone(naive: datetime, zone: tzinfo) -> datetime:
    """The moment of a clock reading, by Go's rule for the hours that a change of the clocks skips or repeats.

    Go takes the offset at the moment that the reading would be in UTC, and corrects it once.
    """
    if zone is UTC:
        return naive.replace(tzinfo=UTC)
    try:
        guess = naive.replace(tzinfo=UTC).astimezone(zone).utcoffset() or timedelta()
        offset = (naive - guess).replace(tzinfo=UTC).astimezone(zone).utcoffset() or timedelta()
        return (naive - offset).replace(tzinfo=UTC).astimezone(zone)
    except OverflowError:
        return naive.replace(tzinfo=zone)


def _iso(part: _Parts) -> str:
    day = f"{_year(part):04}-{_month(part):02}-{int(part['d'] or 0):02}"
    if part.get("H") is None:
        return day
    clock = f"{int(part['H'] or 0):02}:{part['M']}:{part.get('S') or '00'}" + (f".{part['f']}" if part.get("f") else "")
    offset = part.get("z") or ""
    return f"{day}T{clock}{offset if ':' in offset or offset in {'', 'Z'} else f'{offset[:3]}:{offset[3:]}'}"


def _form(text: str, zone: tzinfo) -> str | None:
    return reading.read(text, zone).form


# --- a date in the name -----------------------------------------------------------------------------------------------


def in_name(name: str, zone: tzinfo) -> tuple[Date, str] | None:
    """The date a name begins with, and the slug behind it; `name` is without extension, or the folder of a bundle.

    A last part behind a dot is lost, as an extension would be. Between day and clock any one character may stand.
    """
    stem = name.rpartition(".")[0] or name
    for written in _IN_NAME:
        found = written.match(stem)
        date = read("T".join([found[1], *_clock(found)]), "name", zone) if found else None
        if found and date and date.moment:
            return date, stem[found.end() :].strip(" -_")
    return None


def _clock(found: re.Match[str]) -> list[str]:
    clock = found.groups()[1:]
    return [":".join(clock)] if clock else []


# --- which key gives which date ---------------------------------------------------------------------------------------

Chains: TypeAlias = Mapping[str, tuple[str, ...]]
"""For each of the four dates the front matter keys and handlers (`:filename`) Hugo asks, in order."""

_DEFAULTS: Chains = {
    "date": ("date", "publishdate", "lastmod"),
    "lastmod": (":git", "lastmod", "date", "publishdate"),
    "publishdate": ("publishdate", "date"),
    "expirydate": ("expirydate",),
}
_ALIASES = {"lastmod": ("modified",), "publishdate": ("pubdate", "published"), "expirydate": ("unpublishdate",)}


@kept
def chains(configured: object) -> Chains:
    """The chains of a site; `configured` is its `[frontmatter]` table with lower-case keys, if it has one."""
    table = configured if isinstance(configured, Mapping) else {}
    return {name: _expanded(table.get(name), keys) for name, keys in _DEFAULTS.items()}


@kept
def reads_names(configured: object) -> bool:
    """Whether any of the chains reads the date in a name."""
    return any(":filename" in keys for keys in chains(configured).values())


def _expanded(configured: Any, defaults: tuple[str, ...]) -> tuple[str, ...]:
    if configured is None:
        wanted = list(defaults)
    else:
        listed = configured.split() if isinstance(configured, str) else configured if isinstance(configured, list) else []
        wanted = [key for item in listed for key in (defaults if str(item).lower() == ":default" else (str(item).lower(),))]
    return tuple(dict.fromkeys(name for key in wanted for name in (key, *_ALIASES.get(key, ()))))


@dataclass(slots=True)
class Dates:
    """The four dates as Hugo finds them (`used`), what the author wrote for them (`shown`), and what came of looking.

    `slug`: of a dated name. `failed`: keys whose value is no date, so that the build fails. `params`: the front matter
    afterwards; a value that was read is a `Date` there, and a date found elsewhere stands under its main key too.
    """

    params: dict[str, Any]
    used: dict[str, Date | None] = field(default_factory=dict)
    shown: dict[str, Date | None] = field(default_factory=dict)
    slug: str = ""
    failed: list[str] = field(default_factory=list)

    @property
    def date(self) -> Date | None:
        """The date of the post; one that cannot be read, rather than what Hugo falls back to."""
        return self.shown["date"]

    @property
    def goes_live(self) -> Date | None:
        """The date that keeps a post back while it lies in the future."""
        return self.used["publishdate"] or self.shown["publishdate"]

    @property
    def expires(self) -> Date | None:
        """The date from which on a post is not built."""
        return self.used["expirydate"] or self.shown["expirydate"]

    @property
    def updated(self) -> Date | None:
        """The date of the last change, where one is written (else Hugo repeats `date`)."""
        found = self.shown["lastmod"]
        return found if found is not None and found.source not in _NOT_CHANGES else None

    @property
    def unseen(self) -> list[str]:
        """The keys that fail behind a date that was found elsewhere."""
        if not self.failed:
            return []
        seen = {
            date.source for date in (self.date, self.goes_live, self.expires, self.updated) if date is not None and date.problem
        }
        return [key for key in self.failed if key not in seen]


_NOT_CHANGES = frozenset({"date", "publishdate", "pubdate", "published", "name"})


def resolve(front: FrontMatter, name: str, asked: Chains, zone: tzinfo, *, git: bool) -> Dates:
    """Ask the chains in Hugo's order. With `git` (enableGitInfo) and for `:filemodtime` a date is unknown here."""
    dates = Dates(dict(front))
    for wanted, keys in asked.items():
        used = _ask(keys, dates, wanted, name, zone, git=git)
        dates.used[wanted] = used
        dates.shown.setdefault(wanted, used)
        if used is not None:
            dates.params.setdefault(wanted, used)
    return dates


def _ask(keys: tuple[str, ...], dates: Dates, wanted: str, name: str, zone: tzinfo, *, git: bool) -> Date | None:
    for key in keys:
        if key[:1] == ":":
            if key == ":filemodtime" or (key == ":git" and git):
                return None
            if key == ":filename" and (named := in_name(name, zone)):
                dates.slug = named[1]
                return named[0]
        if key not in dates.params:
            continue
        date = _under(key, dates, zone)
        if date is not None and (date.moment is not None or not date.sure):  # Hugo reads it
            dates.params[key] = date
            return date
        if date is not None:
            dates.failed.append(key)
            if key != "published":  # it was meant as a draft mark
                dates.shown.setdefault(wanted, date)
    return None


def _under(key: str, dates: Dates, zone: tzinfo) -> Date | None:
    value = dates.params.get(key)
    return value if isinstance(value, Date) else read(value, key, zone)
