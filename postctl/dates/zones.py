"""Time zones by name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo

from postctl.errors import ConfigError


class _Machine(tzinfo):
    """The zone of the machine, with its whole history, as the C library knows it (so also for any `TZ`)."""

    key = "local"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Machine)

    def __hash__(self) -> int:
        return hash(self.key)

    def utcoffset(self, moment: datetime | None, /) -> timedelta | None:
        return None if moment is None else _local(moment.replace(tzinfo=None)).utcoffset()

    def tzname(self, moment: datetime | None, /) -> str | None:
        return None if moment is None else _local(moment.replace(tzinfo=None)).tzname()

    def dst(self, _moment: datetime | None, /) -> timedelta | None:
        return None

    def fromutc(self, moment: datetime, /) -> datetime:
        local = _local(moment.replace(tzinfo=UTC))
        clock = local.replace(tzinfo=self, fold=0)
        return clock if clock.utcoffset() == local.utcoffset() else clock.replace(fold=1)


def machine_offset(moment: datetime) -> timedelta:
    """How far east of UTC the clock of the machine is at a moment."""
    return _local(moment).utcoffset() or timedelta()


def _local(moment: datetime) -> datetime:
    """The moment in the machine's zone; at the ends of the calendar, where the C library gives up, in UTC."""
    try:
        return moment.astimezone()
    except (OverflowError, ValueError, OSError):
        return moment.replace(tzinfo=UTC)


def zone(name: str) -> tzinfo:
    """The zone of an IANA name; `''` is UTC, `local` the machine's. Raises `ConfigError` for any other name."""
    if name in ("", "UTC"):
        return UTC
    if name == "local":
        return _Machine()  # one for each, since Python subtracts moments of one and the same zone by their clocks
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ConfigError(f"There is no time zone {name!r}.", _zone_hint(name)) from error


def _zone_hint(name: str) -> str:
    from zoneinfo import available_timezones

    from postctl import nearest

    zones = sorted(available_timezones(), reverse=True)
    known = {spelling: zone for zone in zones for spelling in (zone.rpartition("/")[2], zone)}
    near = nearest.names(name, known, most=1)
    return f"Did you mean {known[near[0]]}?" if near else "Write a name such as Europe/Paris, UTC or local."


def in_zone(moment: datetime, zone: tzinfo) -> datetime:
    """The moment in another zone, or as it is where the calendar ends before that."""
    try:
        return moment.astimezone(zone)
    except OverflowError:
        return moment
