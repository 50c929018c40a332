"""What Ruby makes of dates where Jekyll leaves them to Ruby.

`Time.parse` is forgiving (30 February is 2 March, 24:00 is the next day) and Psych, the YAML library, is not of one mind
with it: a plain scalar with seconds and no offset is UTC to Psych, anything else without one is local to `Time.parse`.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from postctl.dates import reading
from postctl.regexes import later

_DAY = r"(?:(?P<y>\d{2,4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})|(?P<d2>\d{1,2})[-/.](?P<m2>\d{1,2})[-/.](?P<y2>\d{4}))"
_CLOCK = r"(?P<H>\d{1,2}):(?P<M>\d{1,2})(?::(?P<S>\d{1,2})(?:\.(?P<f>\d*))?)?\s*(?P<half>[AaPp][Mm])?"
_DATE = later(rf"\s*{_DAY}(?:(?:[Tt]|\s+){_CLOCK}\s*(?P<zone>[A-Za-z]+|[-+][\d:]+)?)?\s*", re.ASCII)
_PSYCH = later(r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d(?:\.\d*)?", re.ASCII)
_OFFSET = later(r"([-+])(\d{2}):?(\d{2})?", re.ASCII)
_AMERICAN = {"EDT": -4, "EST": -5, "CDT": -5, "CST": -6, "MDT": -6, "MST": -7, "PDT": -7, "PST": -8}
_HOURS = dict.fromkeys(("UTC", "UT", "Z", "GMT"), 0) | _AMERICAN


def moment(written: str, zone: tzinfo, *, plain: bool = True) -> datetime | None:
    """The moment in `zone` that a date means; `plain`: it stands in YAML without quotes.

    `None` for what is not in numbers, year or day first. Raises `ValueError` where Ruby does, `OverflowError` outside of
    Python's calendar.
    """
    known = reading.usual(written, UTC)
    if known is not None and known.moment is not None:
        fixed = known.offset_written or (plain and written[16:17] == ":")
        return (known.moment if fixed else _later(known.moment.replace(tzinfo=None), zone)).astimezone(zone)
    return _by_parts(written, zone, plain=plain)


def _by_parts(written: str, zone: tzinfo, *, plain: bool) -> datetime | None:
    match = _DATE.fullmatch(written)
    if match is None:
        return None
    naive = _naive({name: part for name, part in match.groupdict().items() if part})
    psych = plain and _PSYCH.fullmatch(written.strip()) is not None
    offset = UTC if psych else _offset(match["zone"])
    aware = naive.replace(tzinfo=offset) if offset else _later(naive, zone)
    return aware.astimezone(zone)


def _naive(part: dict[str, str]) -> datetime:
    """Days up to 31 run over into the next month, 24:00:00 into the next day, second 60 into the next minute."""
    year, month, day = (int(part.get(name) or part[f"{name}2"]) for name in "ymd")
    hour, minute, second = (int(part.get(name, 0)) for name in "HMS")
    if "half" in part:
        hour = hour % 12 + (12 if part["half"].lower() == "pm" else 0)
    if not 1 <= day <= 31 or hour > 24 or minute > 59 or second > 60 or (hour == 24 and (minute or second)):
        raise ValueError("argument out of range")
    micro = int(part.get("f", "0").ljust(6, "0")[:6])
    first = datetime(_year(year, len(part.get("y", "")) <= 2 and "y" in part), month, 1)
    return first + timedelta(days=day - 1, hours=hour, minutes=minute, seconds=second, microseconds=micro)


def _year(year: int, short: bool) -> int:
    return year if not short else year + (1900 if year > 68 else 2000)


def _offset(zone: str | None) -> tzinfo | None:
    """The zone that is written; `None`, which is local time, for none and for what Ruby does not know."""
    numeric = _OFFSET.fullmatch(zone or "")
    if numeric:
        size = timedelta(hours=int(numeric[2]), minutes=int(numeric[3] or 0))
        return timezone(-size if numeric[1] == "-" else size)
    hours = _HOURS.get((zone or "").upper())
    return None if hours is None else timezone(timedelta(hours=hours))


def _later(naive: datetime, zone: tzinfo) -> datetime:
    """Local time; of the two readings of an hour that the clocks repeat or skip, the later moment."""
    if zone is UTC:
        return naive.replace(tzinfo=UTC)
    return max(naive.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
