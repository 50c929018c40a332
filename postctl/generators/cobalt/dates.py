"""The dates Cobalt reads: five forms of a day with a time in seconds; without an offset of four digits they are UTC."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

from postctl.model import Date, Value
from postctl.regexes import later

_MONTHS = "January February March April May June July August September October November December".split()
_CLOCK = r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)"
_LONG, _SHORT = "|".join(_MONTHS), "|".join(month[:3] for month in _MONTHS)
_FORMS = [
    later(form + r"(?: (?P<offset>[+-]\d{4}))?", re.ASCII)
    for form in (
        rf"(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d) {_CLOCK}",
        rf"(?P<day>\d\d) (?P<name>{_LONG}|{_SHORT}) (?P<year>\d{{4}}) {_CLOCK}",
        rf"(?P<month>\d\d)/(?P<day>\d\d)/(?P<year>\d{{4}}) {_CLOCK}",
        rf"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?P<name>{_SHORT}) (?P<day>\d\d?) {_CLOCK} (?P<year>\d{{4}})",
    )
]
IN_NAME = later(r"(\d{4})-(\d{1,2})-(\d{1,2})[- ](.*)", re.ASCII | re.DOTALL)


def moment(text: str) -> datetime | None:
    """The moment a text means to Cobalt, or `None`."""
    found = next((match for form in _FORMS if (match := form.fullmatch(text))), None)
    if found is None:
        return None
    parts = found.groupdict()
    month = parts.get("month") or 1 + [name[:3] for name in _MONTHS].index(parts["name"][:3])
    hour, minute, second = (int(parts[name]) for name in ("hour", "minute", "second"))
    try:
        return datetime(int(parts["year"]), int(month), int(parts["day"]), hour, minute, second, tzinfo=_zone(parts["offset"]))
    except ValueError:
        return None


def _zone(offset: str | None) -> timezone:
    if not offset:
        return UTC
    size = timedelta(hours=int(offset[1:3]), minutes=int(offset[3:]))
    return timezone(-size if offset[0] == "-" else size)


def written(value: Value) -> Date | None:
    """The date under `published_date`; `None` where it is empty."""
    from postctl import dates

    if value is None or value == "":
        return None
    text = str(value)
    when = moment(text) if isinstance(value, str) else None
    if when is None:
        problem = (
            f"Cobalt's build fails: it cannot read `published_date: {text}`, only a moment such as 2026-12-01 09:00:00 +0100"
        )
        return Date(text, "published_date", problem=problem)
    known = dates.read(text, UTC)
    same = known.moment == when
    return Date(text, "published_date", when, known.iso if same else when.isoformat(), known.form if same else None)


def day_in(stem: str) -> tuple[date | None, str]:
    """The day a name begins with, if it is in the calendar, and the rest."""
    found = IN_NAME.fullmatch(stem)
    if found is None:
        return None, stem
    try:
        return date(int(found[1]), int(found[2]), int(found[3])), found[4]
    except ValueError:
        return None, found[4]
