"""The date of a page as Eleventy finds it: in its data, else in its path; else it is as old as its file, which nobody knows here.

* A bare YAML date or timestamp is counted on as JavaScript does: month 20 is August of the next year.
* Any other text is read by Luxon as ISO 8601, in UTC where it names no offset, and only days that are. Else the build fails.
* `Last Modified`, `Created`, `git Last Modified` and `git Created` ask the disk or git.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

from postctl.generators._js_dates import timestamp
from postctl.model import Date, Value
from postctl.regexes import later

_PATH = later(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WORDS = frozenset({"git last modified", "last modified", "git created", "created"})
_TIME = r"(?P<hour>\d\d)(?::?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,30}))?)?)?"
_ZONE = r"(?:(?P<z>[Zz])|(?P<east>[+-]\d\d)(?::?(?P<minutes>\d\d))?)?(?P<name>\[[A-Za-z0-9_+:/-]+\])?"
_ISO = tuple(
    later(rf"(?:{day})(?:[Tt]{_TIME}{_ZONE})?", re.ASCII)
    for day in (
        r"(?P<year>[+-]\d{6}|\d{4})(?:-?(?P<month>\d\d)(?:-?(?P<day>\d\d))?)?",
        r"(?P<year>\d{4})-?W(?P<week>\d\d)(?:-?(?P<weekday>\d))?",
        r"(?P<year>\d{4})-?(?P<ordinal>\d{3})",
    )
)
_CLOCK = later(_TIME + _ZONE, re.ASCII)


def in_data(value: Value, *, quoted: bool) -> Date | None:
    """The date that the data says; `None` where it says nothing, or leaves it to the disk. `quoted`: YAML has it as text."""
    if value is None or value is False or value in ("", 0):
        return None
    if not isinstance(value, str):
        return Date(str(value), "date", problem=f"Eleventy ends the build: `date` has to be a date or text, not {_kind(value)}")
    if value.lower() in _WORDS:
        return None
    from postctl import dates

    known = dates.read(value, UTC)
    stamp = None if quoted else timestamp(value)
    try:
        moment = stamp.moment if stamp else _iso(value)
    except (ValueError, OverflowError):
        moment = None
    if moment is not None:
        iso = known.iso if known.moment == moment else moment.isoformat()
        return Date(value, "date", moment, iso, known.form if known.moment == moment else None)
    if _CLOCK.fullmatch(value) or value[0] in "+-" or "[" in value:
        return Date(value, "date", problem=f"it is uncertain what Eleventy reads in the date {value!r}", sure=False)
    return Date(value, "date", problem=f"Eleventy ends the build at a date it cannot read: {value!r}")


def _kind(value: Value) -> str:
    return {bool: "a boolean", list: "a list", dict: "a map"}.get(type(value), "a number")


def in_path(path: str) -> Date | None:
    """The first date anywhere in the path of the file, from the root of the site."""
    found = _PATH.search(path)
    if found is None:
        return None
    try:
        moment = datetime.fromisoformat(found[0]).replace(tzinfo=UTC)
    except ValueError:
        return Date(found[0], "name", problem=f"{found[0]} in the path is no day: Eleventy gives the page an invalid date")
    return Date(found[0], "name", moment, found[0], "YYYY-MM-DD")


def _iso(text: str) -> datetime | None:
    """Text in ISO 8601 as Luxon takes it. Raises `ValueError` for a day or time that is not."""
    found = next((match for form in _ISO if (match := form.fullmatch(text))), None)
    if found is None:
        return None
    parts = found.groupdict()
    if parts["name"]:
        return None
    hour, minute, second = (int(parts[name] or 0) for name in ("hour", "minute", "second"))
    micro = int(f"{parts['fraction'] or ''}000"[:3]) * 1000
    midnight = (hour, minute, second, micro) == (24, 0, 0, 0)
    east = int(parts["east"] or 0)
    minutes = int(parts["minutes"] or 0) * (-1 if (parts["east"] or "").startswith("-") else 1)
    zone = timezone(timedelta(hours=east, minutes=minutes))
    day = _iso_day(parts)
    moment = datetime(day.year, day.month, day.day, 0 if midnight else hour, minute, second, micro, tzinfo=zone)
    return moment.astimezone(UTC) + timedelta(days=midnight) if parts["z"] or parts["east"] is None else moment


def _iso_day(parts: dict[str, str | None]) -> date:
    year = int(parts["year"] or 0)
    if parts.get("week"):
        return date.fromisocalendar(year, int(parts["week"] or 1), int(parts["weekday"] or 1))
    if parts.get("ordinal"):
        day = date(year, 1, 1) + timedelta(days=int(parts["ordinal"] or 1) - 1)
        if day.year != year:
            raise ValueError("no day of this year")
        return day
    return date(year, int(parts.get("month") or 1), int(parts.get("day") or 1))
