"""The times at which posts go out: `tuesday,thursday 09:00; saturday 10:00 18:00`, and the moments they come to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeAlias

from postctl.dates.forms import DAYS
from postctl.dates.zones import in_zone
from postctl.errors import UsageError
from postctl.regexes import later
from postctl.values import NamedTuple

GRAMMAR = 'write days and times: "tuesday,thursday 09:00", "weekdays 08:30", "daily 09:00 18:00", several with `;` between them'

_GROUPS = {"daily": range(7), "weekdays": range(5), "weekends": range(5, 7)}
_TIME = later(r"(\d\d?):(\d\d)", re.ASCII)


class Slot(NamedTuple):
    """A weekday (0 is Monday) and a time of day."""

    day: int
    time: time


Slots: TypeAlias = tuple[Slot, ...]


def read(text: str) -> Slots:
    """The slots of a week, in order, once each. Raises `UsageError` that names the word that does not fit."""
    rules = [rule for rule in text.split(";") if rule.strip()]
    if not rules:
        raise UsageError("no days and times", GRAMMAR)
    return tuple(sorted({slot for rule in rules for slot in _rule(rule)}))


def _rule(rule: str) -> Iterator[Slot]:
    days: set[int] = set()
    times: list[time] = []
    for word in re.split(r"[\s,]+", rule.strip().strip(",").lower()):
        clock = _TIME.fullmatch(word)
        if clock is not None:
            times.append(_clock(word, int(clock[1]), int(clock[2])))
        elif times:
            raise UsageError(f"{word!r} stands behind a time; a `;` begins the next rule", GRAMMAR)
        else:
            days.update(_days(word))
    if not days or not times:
        missing = "weekday" if not days else "time"
        raise UsageError(f"{' '.join(rule.split())!r} names no {missing}", GRAMMAR)
    return (Slot(day, clock) for day in days for clock in times)


def _clock(word: str, hour: int, minute: int) -> time:
    if hour > 23 or minute > 59:
        raise UsageError(f"{word} is no time of day", GRAMMAR)
    return time(hour, minute)


def _days(word: str) -> range | tuple[int, ...]:
    if word in _GROUPS:
        return _GROUPS[word]
    found = tuple(number for number, name in enumerate(DAYS) if word in (name.lower(), name[:3].lower()))
    if not found:
        raise UsageError(f"{word!r} is no weekday and no time", GRAMMAR)
    return found


def on(slots: Slots, day: date, now: datetime) -> tuple[datetime, ...]:
    """The moments of the slots on a day, in the zone of `now`, in order.

    A clock time that the zone skips moves forward by the gap; one that shows twice is the first.
    """
    clocks = (datetime.combine(day, slot.time, now.tzinfo) for slot in slots if slot.day == day.weekday())
    zone = now.tzinfo or UTC
    return tuple(in_zone(moment, zone) for moment in sorted({in_zone(clock, UTC) for clock in clocks}))


def after(slots: Slots, now: datetime) -> Iterator[datetime]:
    """The moments of the slots later than `now`, in its zone, in order, until the calendar ends."""
    day, last = now.date(), date.max - timedelta(days=2)
    while day < last:
        yield from (moment for moment in on(slots, day, now) if moment > now)
        day += timedelta(days=1)
