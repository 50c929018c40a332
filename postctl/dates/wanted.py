"""Moments as people ask for them (`friday 18:00`, `+3d`)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from postctl.dates.forms import DAYS
from postctl.dates.reading import read
from postctl.errors import UsageError
from postctl.regexes import later
from postctl.values import NamedTuple


class When(NamedTuple):
    """A moment someone asked for. `date_only`: no time of day was given. `exact`: one was, and it is not just what it is now."""

    moment: datetime
    date_only: bool
    exact: bool = False


_NAMED_DAY = later(r"(?P<day>[a-z]+)(?: (?P<hour>\d\d?):(?P<minute>\d\d))?", re.ASCII)
_AWAY = later(r"(?P<count>[+-]\d{1,6})(?P<unit>[hdwmy])", re.ASCII)
_ABSOLUTE = later(r"YYYY-MM-DD([Tt ]HH?:mm(:ss(\.S+)?)?(Z|\[[Zz]\])?)?")
_FORMS = "now, today, tomorrow 09:00, yesterday, friday 18:00, +3d, -2w, +1m, +1y, +4h, 2026-12-01, 2026-12-01 09:00, RFC 3339"


def when(words: str, now: datetime) -> When:
    """The moment that `words` mean at `now`, in the zone of `now`.

    A day without a time begins at midnight; a distance in days or more keeps the clock time of `now`. A clock time that
    the zone skips moves forward, one that shows twice is the first. Raises `UsageError` that lists the forms.
    """
    try:
        return _meant(" ".join(words.split()), words, now)
    except (OverflowError, ValueError) as error:
        raise _no_moment(words, "the calendar ends before it") from error


def _meant(text: str, words: str, now: datetime) -> When:
    if text.lower() == "now":
        return When(now, date_only=False)
    if match := _AWAY.fullmatch(text.lower()):
        return _away(int(match["count"]), match["unit"], now)
    if (match := _NAMED_DAY.fullmatch(text.lower())) and (days := _days_away(match["day"], now)) is not None:
        return _on_day(days, match, words, now)
    return _absolute(text, words, now)


def _no_moment(words: str, reason: str = "") -> UsageError:
    return UsageError(f"{words!r} is not a moment" + (f": {reason}." if reason else "."), f"Write one of: {_FORMS}.")


def _away(count: int, unit: str, now: datetime) -> When:
    import pendulum

    if unit == "h":
        return When((now.astimezone(UTC) + timedelta(hours=count)).astimezone(now.tzinfo), date_only=False, exact=True)
    name = {"d": "days", "w": "weeks", "m": "months", "y": "years"}[unit]
    naive = pendulum.naive(now.year, now.month, now.day, now.hour, now.minute, now.second, now.microsecond)
    there = naive.add(**{name: count})
    clock = datetime(there.year, there.month, there.day, there.hour, there.minute, there.second, there.microsecond)
    return When(_settled(clock, now), date_only=True)


def _days_away(word: str, now: datetime) -> int | None:
    near = {"yesterday": -1, "today": 0, "tomorrow": 1}
    if word in near:
        return near[word]
    numbers = (number for number, name in enumerate(DAYS) if word in (name.lower(), name[:3].lower()))
    weekday = next(numbers, None)
    return None if weekday is None else (weekday - now.weekday() - 1) % 7 + 1


def _on_day(days: int, match: re.Match[str], words: str, now: datetime) -> When:
    hour, minute = int(match["hour"] or 0), int(match["minute"] or 0)
    if hour > 23 or minute > 59:
        raise _no_moment(words, f"{match['hour']}:{match['minute']} is no time of day")
    day = now.date() + timedelta(days=days)
    timed = match["hour"] is not None
    return When(_settled(datetime(day.year, day.month, day.day, hour, minute), now), date_only=not timed, exact=timed)


def _absolute(text: str, words: str, now: datetime) -> When:
    written = read(text, now.tzinfo or UTC)
    if written.moment is None or written.form is None or not _ABSOLUTE.fullmatch(written.form):
        raise _no_moment(words, written.problem if written.problem and text[:1].isdigit() else "")
    if written.offset_written:
        return When(written.moment.astimezone(now.tzinfo), date_only=False, exact=True)
    moment = _settled(written.moment.replace(tzinfo=None), now)
    return When(moment, date_only=written.date_only, exact=not written.date_only)


def _settled(clock: datetime, now: datetime) -> datetime:
    """The moment of a clock time in the zone of `now`; out of a gap it is carried forward by the gap's length."""
    return clock.replace(tzinfo=now.tzinfo).astimezone(UTC).astimezone(now.tzinfo)
