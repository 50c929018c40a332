"""Slots of a week as lines for cron, which knows only UTC: for every offset the site's zone has within a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from postctl.workflows._about import About

HOURLY = "17 * * * *"
LATE = timedelta(minutes=5)
"""How long after a slot to look: a service may start late, never early, and is busiest at the full hour."""


def lines(about: About) -> tuple[str, ...]:
    """The cron lines, sorted; hourly where no slots are configured."""
    found: dict[tuple[int, int], set[int]] = {}
    for moment in _moments(about):
        found.setdefault((moment.hour, moment.minute), set()).add(moment.isoweekday() % 7)
    return tuple(f"{minute} {hour} * * {_days(days)}" for (hour, minute), days in sorted(found.items())) or (HOURLY,)


def _moments(about: About) -> Iterator[datetime]:
    """When to look, in UTC, in a week of each offset."""
    for offset in _offsets(about.now):
        for slot in about.slots:
            monday = datetime(2024, 1, 1) + timedelta(days=slot.day)  # a Monday; only weekday and time of day matter
            yield datetime.combine(monday, slot.time) - offset + LATE


def _offsets(now: datetime) -> set[timedelta]:
    start = now.replace(tzinfo=UTC, year=min(max(now.year, 4), 9996))  # leap years, within the calendar
    days = (start + timedelta(days=day) for day in range(0, 366, 7))
    return {day.astimezone(now.tzinfo).utcoffset() or timedelta() for day in days}


def _days(days: set[int]) -> str:
    return "*" if len(days) == 7 else ",".join(map(str, sorted(days)))


def why(about: About, lines: tuple[str, ...]) -> str:
    """What stands above the lines, in one."""
    if not about.slots:
        return "every hour; [schedule] slots in postctl.toml would say when posts go out"
    zone = about.zone or "UTC"
    both = "; in summer and in winter, for cron knows only UTC" if len(_offsets(about.now)) > 1 else ""
    return f"five minutes after each slot of postctl.toml ({' '.join(about.rule.split())}, {zone}){both}"
