"""Dates of posts: `date` is a YAML date, or a map of dates of which `created` is the post's own.

PyYAML decides by its form whether a plain value is a date; in quotes it is a text, and a text ends the build. The time of day
needs seconds, and an offset a colon. Where none is written it is UTC.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone

from postctl.model import Date, FrontMatter, Value
from postctl.regexes import later
from postctl.values import NamedTuple

_FULL = later(
    r"(\d{4})-(\d\d?)-(\d\d?)(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?"
    r"(?:[ \t]*(?:(Z)|([-+])(\d\d?)(?::(\d\d))?))?",
    re.ASCII,
)
_DAY = later(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_DAYLIKE = later(r"\d{4}-\d\d?-\d\d?", re.ASCII)


class Dates(NamedTuple):
    """The dates of a post; both may have a problem."""

    date: Date
    updated: Date | None = None


def dates(front: FrontMatter, quoted: frozenset[str]) -> Dates:
    """What a post says under `date`. Without a date no post is built, not even a draft."""
    value = front.get("date")
    if not isinstance(value, dict):
        missing = "MkDocs Material wants a `date` in every post: the build fails without one"
        return Dates(_missing("date", missing) if value is None else _read("date", value, quoted))
    read = {key: _read(f"date.{key}", each, quoted) for key, each in value.items()}
    date = read.get("created") or _missing("date", "MkDocs Material wants `created` among the dates: the build fails without it")
    wrong = next((each for key, each in read.items() if each.problem and key not in ("created", "updated")), None)
    if wrong is not None and not date.problem:
        date = date._replace(moment=None, problem=f"`{wrong.source}: {wrong.text}`: {wrong.problem}")
    return Dates(date, read.get("updated"))


def _missing(key: str, problem: str) -> Date:
    return Date("", key, problem=problem)


def _read(key: str, value: Value, quoted: frozenset[str]) -> Date:
    from postctl import dates as written_dates

    text = "" if value is None or isinstance(value, Mapping | list) else str(value)
    moment, problem = _moment(text, plain=key not in quoted and isinstance(value, str))
    written = written_dates.read(text, UTC)
    if moment is None:
        return Date(text, key, problem=problem)
    if written.moment is None or written.moment != moment:
        return Date(text, key, moment, moment.isoformat())
    return Date(text, key, moment, written.iso, written.form)


def is_date(text: str) -> bool:
    """Whether PyYAML takes a plain value for a date, be there such a day or not."""
    return _FULL.fullmatch(text) is not None or _DAY.fullmatch(text) is not None


def _moment(text: str, *, plain: bool) -> tuple[datetime | None, str]:
    """The moment a value is, or why it is none."""
    full, day = _FULL.fullmatch(text), _DAY.fullmatch(text)
    if full is None and day is None:
        return None, _why(text)
    if not plain:
        return None, "MkDocs Material takes a date in quotes for text, and the build fails: write it without quotes"
    try:
        return _constructed(full) if full else datetime.fromisoformat(text).replace(tzinfo=UTC), ""
    except (ValueError, OverflowError):
        from postctl import dates

        return None, dates.read(text, UTC).problem or "no calendar has this date"


def _constructed(match: re.Match[str]) -> datetime:
    """As PyYAML makes it: a fraction has six digits."""
    fraction = (match[7] or "")[:6].ljust(6, "0")
    zone = UTC
    if match[9]:
        zone = timezone(timedelta(hours=int(match[10]), minutes=int(match[11] or 0)) * (-1 if match[9] == "-" else 1))
    year, month, day, hour, minute, second = (int(match[index]) for index in range(1, 7))
    moment = datetime(year, month, day, hour, minute, second, int(fraction), tzinfo=zone)
    moment.astimezone(UTC)  # raises where the calendar ends before that
    return moment


def _why(text: str) -> str:
    """Why PyYAML does not take a text for a date, where it looks like one."""
    shown = f"MkDocs Material takes `{text}` for text, no date, and the build fails" if text else "the date is empty"
    if re.fullmatch(r"\d{4}-\d\d?-\d\d?[Tt ]+\d\d?:\d\d", text, re.ASCII):
        return f"{shown}: a time of day needs seconds"
    if re.fullmatch(r".*\d[ ]?[+-]\d{4}", text, re.ASCII):
        return f"{shown}: an offset needs a colon, as in +02:00"
    if _DAYLIKE.fullmatch(text):
        return f"{shown}: month and day need two digits"
    return shown
