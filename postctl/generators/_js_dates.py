"""The moments JavaScript makes of texts: `new Date(text)` as the engine V8 (Node, Chrome) reads it, and js-yaml's timestamps.

`read` takes the form of ECMAScript (`2021-04-15T10:00:00Z`) first, then what the loose rules of `_js_loose_dates` leave. A day
alone (`2021-04-15`) is UTC, all else without a zone is in that of the machine. `timestamp` is for what stands in YAML without
quotes, which js-yaml takes for UTC. Both count on where a number is too large: February 30 is March 2.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo

from postctl.dates import reading
from postctl.generators import _js_loose_dates
from postctl.generators._js_loose_dates import LAST_YEAR
from postctl.regexes import later
from postctl.values import NamedTuple

LONGEST = 200
"""Characters of a text that is looked at; a longer one is no date."""

_ISO = later(r"(?:(\d{4})|([+-]\d{6}))(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_ISO_TIME = later(r"[Tt](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:[Zz]|([+-])(\d\d):?(\d\d))?", re.ASCII)
_STAMP_DAY = later(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_STAMP = later(
    r"(\d{4})-(\d\d?)-(\d\d?)(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?(?:[ \t]*(?:Z|([-+])(\d\d?)(?::(\d\d))?))?", re.ASCII
)

_Day = tuple[int, int, int]
_Time = tuple[int, int, int, int]


class Moment(NamedTuple):
    """A text that is a date. `moment` is `None` beyond the years 1 to 9999. Not `zoned`: it is a clock of the machine."""

    moment: datetime | None
    zoned: bool

    def within(self, zone: tzinfo) -> datetime | None:
        """The moment, if `zone` is that of the machine."""
        return self.moment if self.zoned or self.moment is None else self.moment.replace(tzinfo=zone)


def rolled(day: _Day, time: _Time = (0, 0, 0, 0)) -> datetime | None:
    """The moment of parts that may be too large or too small, in UTC; `None` beyond the years 1 to 9999."""
    year, month, number = day
    hour, minute, second, thousandths = time
    more, at = divmod(month - 1, 12)
    try:
        first = datetime(year + more, at + 1, 1, tzinfo=UTC)
        return first + timedelta(days=number - 1, hours=hour, minutes=minute, seconds=second, milliseconds=thousandths)
    except (ValueError, OverflowError):
        return None


def _of(day: _Day, time: _Time = (0, 0, 0, 0), east: int | None = None) -> Moment:
    """`east`: the minutes a zone is east of UTC, `None` without one."""
    hour, minute, second, thousandths = time
    return Moment(rolled(day, (hour, minute - (east or 0), second, thousandths)), east is not None)


def _east(sign: str | None, hours: str | None, minutes: str | None) -> int:
    size = int(hours or 0) * 60 + int(minutes or 0)
    return -size if sign == "-" else size


def _thousandths(fraction: str | None) -> int:
    return int(f"{fraction or ''}000"[:3])


# --- timestamps of YAML -----------------------------------------------------------------------------------------------


def timestamp(text: str) -> Moment | None:
    """What js-yaml makes of a text without quotes, `None` where it is no timestamp. Years below 100 are of the last century."""
    known = reading.usual(text, UTC)
    if known is not None and known.moment is not None and known.moment.year >= 1000:
        clock = known.date_only or text[16:17] == ":"
        return Moment(known.moment.astimezone(UTC), zoned=True) if clock and text[-5] not in "+-" else None
    return _by_parts(text)


def _by_parts(text: str) -> Moment | None:
    day_alone = _STAMP_DAY.fullmatch(text)
    match = day_alone or _STAMP.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups()[:3])
    whole = (year + 1900 if year < 100 else year, month, day)
    if day_alone:
        return _of(whole, east=0)
    hour, minute, second = (int(part) for part in match.group(4, 5, 6))
    return _of(whole, (hour, minute, second, _thousandths(match[7])), _east(*match.group(8, 9, 10)))


# --- new Date(text) ---------------------------------------------------------------------------------------------------


def read(text: str) -> Moment | None:
    """What `new Date(text)` says, or `None` where that is no date."""
    if len(text) > LONGEST:
        return None
    iso = _iso(text)
    if iso is not None:
        return iso if isinstance(iso, Moment) else None
    found = _js_loose_dates.parts(text)
    return _of(found.day, found.time, found.east) if found else None


def _iso(text: str) -> Moment | bool | None:
    """The moment of a text in the form of ECMAScript; `False` for one that cannot be a date any more, `None`: for loose rules."""
    match = _ISO.match(text)
    if match is None or match[2] == "-000000":
        return None
    month, day = int(match[3] or 1), int(match[4] or 1)
    rest = text[match.end() :]
    if not (1 <= month <= 12 and 1 <= day <= 31) or rest[:1].isdigit() or rest[:1] == "-":
        return None
    year = int(match[1] or match[2])
    if abs(year) > LAST_YEAR:
        return False
    if not rest:
        return _of((year, month, day), east=0)
    if rest[0] not in "Tt" or re.match(r"[^\x00-@\s]{2}", rest):
        return None
    return _iso_time(rest, year, month, day)


def _iso_time(rest: str, year: int, month: int, day: int) -> Moment | bool:
    match = _ISO_TIME.fullmatch(rest)
    if match is None:
        return False
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    thousandths = _thousandths(match[4])
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and (minute or second or thousandths)):
        return False
    if match[5] and (int(match[6]) > 23 or int(match[7]) > 59):
        return False
    zoned = match[5] or rest[-1] in "Zz"
    return _of((year, month, day), (hour, minute, second, thousandths), _east(*match.group(5, 6, 7)) if zoned else None)
