"""The dates Zola reads: what TOML takes for a date, quoted or not, and the timestamps of YAML 1.1. Without a zone they are UTC.

A date that is neither ends the build. A time without a day ends it under `date`, and says nothing under `updated`. A file name
that begins with a day that is in no calendar gives the page no date, and no error.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from postctl.model import Date, FrontMatter, Value
from postctl.regexes import later

_TOML = later(r"(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(\.\d{1,20})?)?(?:([Zz])|([+-]\d\d):(\d\d))?)?", re.ASCII)
_YAML = later(
    r'"?(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]{1,9})(\d\d?):(\d\d):(\d\d)(\.\d{0,9})?[ \t]{0,9}'
    r'(?:(Z)|([-+]\d\d?)(?::(\d\d))?)?)?"?',
    re.ASCII,
)
_TIME = later(r"\d\d:\d\d(?::\d\d(?:\.\d{1,20})?)?", re.ASCII)
IN_NAME = later(
    r"(?P<date>\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
    r"(?:T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d{1,20})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d))?)"
    r"(?:\s?[_-](?P<slug>.+\Z))?"
)


def moment(text: str) -> datetime | None:
    """The moment a text means to Zola, or `None`."""
    found = _TOML.fullmatch(text) or _YAML.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second, fraction, _, offset, minutes = found.groups()
    micro = int(f"{(fraction or '.0')[1:]:0<6}"[:6])
    try:
        zone = timezone(_offset(offset, minutes or "0")) if offset else UTC
        return datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), micro, zone)
    except ValueError:
        return None


def _offset(hours: str, minutes: str) -> timedelta:
    size = timedelta(hours=int(hours.lstrip("+-")), minutes=int(minutes))
    if int(minutes) > 59 or size >= timedelta(days=1):
        raise ValueError(hours)
    return -size if hours.startswith("-") else size


def written(front: FrontMatter, key: str) -> Date | None:
    """The date under a key; `None` where there is none, or only a time under `updated`."""
    if key not in front:
        return None
    value = front[key]
    if isinstance(value, str) and key == "updated" and _TIME.fullmatch(value):
        return None
    return _read(_shown(value), key, moment(value) if isinstance(value, str) else None)


def named(text: str) -> Date:
    """The date a file name begins with."""
    when = moment(text)
    if when is None:
        return Date(text, "name", problem=f"{text} is in no calendar, so the page has no date")
    return _read(text, "name", when)


def _read(text: str, source: str, when: datetime | None) -> Date:
    from postctl import dates

    if when is None:
        problem = f"Zola's build fails: it cannot read `{source}: {text}` as a date"
        return Date(text, source, problem=problem, sure=not text.startswith("0000-"))
    known = dates.read(text, UTC)
    same = known.moment == when
    return Date(text, source, when, known.iso if same else when.isoformat(), known.form if same else None)


def _shown(value: Value) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
