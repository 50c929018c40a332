"""Dates as Nikola reads them: YAML's own, else whatever python-dateutil makes of the text.

dateutil differs from other readers, and from what people mean, in three ways (found by asking it): of zones by name it knows UTC
and GMT alone and forgets the others, so the time is the site's; an offset glued to one of the two counts the other way round
(`UTC+2`, but not ` UTC+02:00`, which Nikola mends); and day and month are read month first, with dots too.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from postctl import dates
from postctl.model import Date, FrontMatter
from postctl.regexes import later

_MENDED = later(r" UTC([+-]\d\d:\d\d)", re.ASCII)
_REVERSED = later(r"(?:UTC|GMT)([+-])(\d{1,2}):?(\d\d)?\s*\Z", re.ASCII)
_NAMED = later(r"(?<=[\d:. ])([A-Z]{3,5})\s*\Z")
_KNOWN = frozenset({"UTC", "GMT", "Z"})
_LOWER = later(r"[\d ](?!z|am|pm|a|p)[a-z]{1,5}\s*\Z|[+-]\d\d:?\d\d [A-Z]+\s*\Z")  # a zone that dateutil stumbles over
_DIGIT = later(r"\d")


def dated(front: FrontMatter, key: str, zone: tzinfo, *, name: bool = False) -> Date:
    """The date of a post, which it must have. `name`: it stands in the name of the file."""
    value = front.get(key)
    source = "name" if name else key
    if value is None or value == "":
        return Date("", source, problem="no date, and Nikola ends the build over a post without one")
    if not isinstance(value, str):
        return Date(str(value), source, problem=f"`{value}` is no date: Nikola ends the build")
    return read(value, source, zone)


def updated(front: FrontMatter, zone: tzinfo) -> Date | None:
    """The date of the last change, where it is written."""
    return dated(front, "updated", zone) if front.get("updated") not in (None, "") else None


def read(text: str, source: str, zone: tzinfo) -> Date:
    """What a written date is to Nikola."""
    mended = _MENDED.sub(r" \1", text)
    turned = _REVERSED.search(mended)
    written = dates.read(_REVERSED.sub("", mended) if turned else text, zone)
    if written.moment is not None and _LOWER.search(mended):
        return Date(text, source, problem="Nikola ends the build over a date whose time zone is written like this")
    if written.moment is None:
        return _unread(text, source, written.problem or "")
    if turned:
        return _turned(text, source, written, turned)
    named = _NAMED.search(mended)
    if named and named[1] not in _KNOWN and written.offset_written:
        moment = written.moment.replace(tzinfo=zone)
        problem = f"Nikola does not know the time zone {named[1]}: it takes the time for the site's own"
        return Date(text, source, moment, written.iso, written.form, problem, sure=False)
    if written.ambiguous and "." in (written.form or ""):
        return _month_first(text, source, written, zone)
    return Date(text, source, written.moment, written.iso, written.form)


def _unread(text: str, source: str, problem: str) -> Date:
    if not _DIGIT.search(text) and dates.read(f"1 {text.strip()} 2000", UTC).moment is None:
        return Date(text, source, problem=f"{text.strip()!r} is no date: Nikola ends the build")
    return Date(text, source, problem=f"{problem}; it is uncertain what Nikola makes of {text.strip()!r}", sure=False)


def _turned(text: str, source: str, written: dates.Written, turned: re.Match[str]) -> Date:
    minutes = int(turned[2]) * 60 + int(turned[3] or 0)
    if minutes >= 24 * 60 or written.moment is None:
        return _unread(text, source, "an offset of more than a day")
    east = timezone(timedelta(minutes=-minutes if turned[1] == "+" else minutes))
    moment = written.moment.replace(tzinfo=east)
    side = "west" if turned[1] == "+" else "east"
    problem = f"Nikola reads {turned[0].strip()} the other way round, as {side} of Greenwich; ` UTC+02:00` it reads right"
    return Date(text, source, moment, moment.isoformat(), None, problem)


def _month_first(text: str, source: str, written: dates.Written, zone: tzinfo) -> Date:
    moment = written.moment
    assert moment is not None
    swapped = datetime(moment.year, moment.day, moment.month, moment.hour, moment.minute, moment.second, tzinfo=moment.tzinfo)
    iso = swapped.isoformat() if written.offset_written else swapped.replace(tzinfo=None).isoformat()
    form = (written.form or "").replace("D", "\0").replace("M", "D").replace("\0", "M")
    problem = "Nikola reads the month first"
    return Date(text, source, swapped, iso[:10] if written.date_only else iso, form, problem)
