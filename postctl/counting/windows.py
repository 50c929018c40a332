"""Days, weeks and the stretch of time that is looked at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo
from itertools import pairwise

from postctl import dates
from postctl.errors import UsageError
from postctl.model import Date
from postctl.site import Site
from postctl.values import NamedTuple

_DAY = timedelta(days=1)


class Window(NamedTuple):
    """The days from `first` to `last`, both included, of which a calendar is drawn. `year`: they are that year's, else the last
    twelve months; `today` is the day taken as now.
    """

    first: date
    last: date
    today: date
    year: int | None = None

    @property
    def past(self) -> date:
        """The last of its days that is not yet to come."""
        return min(self.last, self.today)


def window(site: Site, year: int | None = None) -> Window:
    """The twelve months up to now, or a year. Raises `UsageError` for a year no calendar has."""
    today = dates.in_zone(site.at, zone_of(site)).date()
    if year is None:
        try:
            return Window(today.replace(year=today.year - 1) + _DAY, today, today)
        except ValueError:  # the 29th of February, or the first year there is
            return Window(max(today, date(2, 1, 1)) - timedelta(days=365), today, today)
    try:
        return Window(date(year, 1, 1), date(year, 12, 31), today, year)
    except ValueError as error:
        raise UsageError(f"--year {year}: no calendar has that year", f"for example --year {today.year}") from error


def day(written: Date | None, zone: tzinfo) -> date | None:
    """The day of a date: as it is written where it has no offset, else that of its moment in the zone; `None` without one."""
    if written is None or written.moment is None:
        return None
    naive = _naive(written.iso)
    return naive.date() if naive is not None else dates.in_zone(written.moment, zone).date()


def _naive(iso: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(iso) if iso else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is None else None


def zone_of(site: Site) -> tzinfo:
    """The time zone the site counts its days in."""
    return dates.zone(site.settings.timezone)


# --- how regularly ------------------------------------------------------------------------------------------------------


class Run(NamedTuple):
    """Weeks in a row, Monday to Sunday, that each have a post: how many, the Monday of the first and the Sunday of the last."""

    weeks: int
    first: date
    last: date


class Gap(NamedTuple):
    """Days between two posts, and the days they came out."""

    days: int
    first: date
    last: date


def monday(day: date) -> date:
    """The first day of the week."""
    return date.fromordinal(max(1, day.toordinal() - day.weekday()))


def runs(days: Iterable[date]) -> list[Run]:
    """All runs, the earliest first."""
    found: list[Run] = []
    for start in sorted({monday(each) for each in days}):
        if found and (start - found[-1].last).days == 1:
            found[-1] = Run(found[-1].weeks + 1, found[-1].first, _sunday(start))
        else:
            found.append(Run(1, start, _sunday(start)))
    return found


def _sunday(start: date) -> date:
    return date.fromordinal(min(date.max.toordinal(), start.toordinal() + 6))


def longest_run(days: Iterable[date]) -> Run | None:
    """The longest; of equals the latest."""
    return max(runs(days), key=lambda each: (each.weeks, each.first), default=None)


def current_run(days: Iterable[date], today: date) -> Run | None:
    """The run that goes on: this week may still bring a post, so one that reached into the last week is not over."""
    found = runs(days)
    return found[-1] if found and (monday(today) - found[-1].last).days <= 1 else None


def longest_gap(days: Iterable[date]) -> Gap | None:
    """The longest time from one publishing day to the next; of equals the latest. `None` where there are not two days."""
    gaps = (Gap((later - earlier).days, earlier, later) for earlier, later in pairwise(sorted(set(days))))
    return max(gaps, key=lambda each: (each.days, each.first), default=None)
