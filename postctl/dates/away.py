"""How far away a moment is, as people say it ("in 3 days")."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, datetime, timedelta

from postctl.values import NamedTuple


class _Distance(NamedTuple):
    """What lies between two moments, by the calendar: each is what remains beside those before."""

    years: int
    months: int
    days: int
    rest: timedelta


def ago(moment: datetime, now: datetime) -> str:
    """How far a moment is from `now`, in English: "in 3 days", "2 hours ago", "just now" (less than a minute).

    In the words of pendulum's `diff_for_humans`, which takes a tenth of a start to load, but for years: only those that are over
    count, since what is of 2019 is not 8 years old in 2026.
    """
    if abs(moment - now) < timedelta(minutes=1):
        return "just now"
    count, unit = _in_words(_distance(*sorted((moment.astimezone(UTC), now.astimezone(UTC)))))
    words = f"{count} {unit}{'' if count == 1 else 's'}"
    return f"in {words}" if moment > now else f"{words} ago"


def _in_words(away: _Distance) -> tuple[int, str]:
    """The largest unit, rounded where nearly one more is over."""
    weeks, days = divmod(away.days, 7)
    hours, minutes = divmod(away.rest // timedelta(minutes=1), 60)
    if away.years:
        return away.years, "year"
    if away.months == 11 and away.days > 15:
        return 1, "year"
    if away.months:
        return away.months + (away.days >= 27), "month"
    if weeks:
        return weeks + (days > 3), "week"
    if days:
        return days + (hours >= 22), "day"
    return (hours, "hour") if hours else (minutes, "minute")


def _distance(start: datetime, end: datetime) -> _Distance:
    """From one moment to a later one, both in UTC."""
    months = (end.year - start.year) * 12 + end.month - start.month
    days = end.day - start.day - (end.time() < start.time())
    if days < 0:
        last, here = _length(end.year, end.month - 1), _length(end.year, end.month)
        months, days = (
            (months, 0) if days == here - last else (months - 1, days + max(last, start.day if days < here - last else 0))
        )
    rest = timedelta(hours=end.hour - start.hour, minutes=end.minute - start.minute)
    rest += timedelta(seconds=end.second - start.second, microseconds=end.microsecond - start.microsecond)
    return _Distance(*divmod(months, 12), days, rest % timedelta(days=1))


def _length(year: int, month: int) -> int:
    """The days of a month, of which the one before January is that of the year before."""
    return monthrange(*((year, month) if month else (year - 1, 12)))[1]
