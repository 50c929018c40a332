"""The moments Hexo reads from dates: js-yaml's timestamps, and what `new Date` makes of all other text.

Of a timestamp Hexo keeps the clock in UTC, which it then takes for one of the machine. The site shows it in its own zone.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo

from postctl import dates
from postctl.generators import _js_dates
from postctl.generators._js_values import text, truthy
from postctl.model import Date

_YEARS = range(100, 9999)
"""Years below 100 have no four digits in an address, and moments of the last may be in the next."""


class NoDate(ValueError):
    """The text is no date to JavaScript."""


def read(value: object, source: str, zone: tzinfo, *, plain: bool) -> Date | None:
    """The date under a key, `None` where Hexo takes the value for none. `plain`: it stands in YAML without quotes."""
    if not truthy(value):
        return None
    written = text(value)
    known = dates.read(written, zone)
    try:
        moment = _moment(value, written, zone, plain=plain)
    except NoDate:
        return Date(written, source, None, None, known.form, f"Hexo cannot read the date {written!r}, and takes that of the file")
    except (OverflowError, ValueError):
        moment = None
    if moment is None or moment.year not in _YEARS:
        doubt = f"it is uncertain what Hexo reads in the date {written!r}; where it reads none, it takes that of the file"
        return Date(written, source, None, None, known.form, doubt, sure=False)
    return Date(written, source, moment, known.iso or moment.isoformat(), known.form)


def from_name(parts: tuple[int, int, int], zone: tzinfo) -> Date | None:
    """The date a file name says: midnight of the machine's zone, taken over into the site's."""
    year, month, day = parts
    written = f"{year:04}-{month:02}-{day:02}"
    clock = _js_dates.rolled(parts)
    try:
        return Date(written, "name", _in_site(_local(clock), zone), written, "YYYY-MM-DD") if clock else None
    except (OverflowError, ValueError):
        return None


def _moment(value: object, written: str, zone: tzinfo, *, plain: bool) -> datetime | None:
    """`None`: it may be a date. Raises `NoDate`, or an error at the ends of the calendar."""
    if isinstance(value, bool | int | float):
        return _in_site(datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=float(value)), zone)
    stamp = _js_dates.timestamp(written) if plain and isinstance(value, str) else None
    if stamp is not None:
        return _in_site(_local(stamp.moment), zone) if stamp.moment else None
    found = _js_dates.read(written)
    if found is None:
        raise NoDate(written)
    instant = found.within(_machine())
    return _in_site(instant, zone) if instant else None


def _in_site(instant: datetime, zone: tzinfo) -> datetime:
    """What the machine's clock shows at an instant, taken for a clock in the site's zone by the offsets of that instant."""
    wanted = instant.astimezone(zone).utcoffset() or timedelta()
    return (instant + dates.machine_offset(instant) - wanted).astimezone(zone)


def _machine() -> tzinfo:
    return dates.zone("local")


def _local(clock: datetime) -> datetime:
    """A clock of the machine as an instant."""
    return clock.replace(tzinfo=_machine()).astimezone(UTC)
