"""The moments Hexo reads from dates: js-yaml's timestamps, and what `new Date` makes of all other text.

Facts found by asking V8: `2020-01-02` in quotes is midnight UTC, `2020-01-02 03:04`, `2020/1/2` and `2020-1-2` are local; days up
to 31 run over into the next month; month names stand where English ones may; the month goes before the day.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from postctl.generators._hexo_js import text, truthy
from postctl.model import Date

_STAMP = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?(?:[ \t]*(Z|([-+])(\d\d?)(?::(\d\d))?))?", re.ASCII
)
_STAMP_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_ZONE = r"(?:[ ]*(Z|UTC|GMT|(?:GMT|UTC)?[-+]\d\d:?\d\d))?"
_CLOCK = rf"(?:(?:T|[ ]+)(\d\d?):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:[ ]*([AaPp])[Mm])?{_ZONE})?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d\d?)\2(\d\d?){_CLOCK}", re.ASCII)
_MONTH_FIRST = re.compile(rf"(\d\d?)([-/.])(\d\d?)\2(\d{{4}}){_CLOCK}", re.ASCII)
_NAMED = re.compile(
    rf"(?:[A-Za-z]{{3,9}},? )?(?:([A-Za-z]{{3,9}})\.? (\d\d?)|(\d\d?) ([A-Za-z]{{3,9}})\.?),? (\d{{4}}),?{_CLOCK}", re.ASCII
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


_YEARS = range(100, 9999)
"""JavaScript takes years below 100 for those of the last century, and moments of the last may be in the next."""


class NoDate(ValueError):
    """The text is no date to JavaScript."""


def read(value: object, source: str, zone: tzinfo, *, plain: bool) -> Date | None:
    """The date under a key, `None` where Hexo takes the value for none. `plain`: it stands in YAML without quotes."""
    from postctl import dates

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
    try:
        return Date(written, "name", _in_site(_local(_rolled(year, month, day, 0, 0, 0)), zone), written, "YYYY-MM-DD")
    except (OverflowError, ValueError):
        return None


def _moment(value: object, written: str, zone: tzinfo, *, plain: bool) -> datetime | None:
    """`None`: it may be a date. Raises `NoDate`, or an error at the ends of the calendar."""
    if isinstance(value, bool | int | float):
        return _in_site(datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=float(value)), zone)
    stamp = _timestamp(written) if plain and isinstance(value, str) else None
    instant = _local(stamp) if stamp else _parsed(written.strip())
    return _in_site(instant, zone) if instant else None


def _in_site(instant: datetime, zone: tzinfo) -> datetime:
    """What the machine's clock shows at an instant, taken for a clock in the site's zone by the offsets of that instant."""
    offsets = instant.astimezone(_machine()).utcoffset(), instant.astimezone(zone).utcoffset()
    east, wanted = (each or timedelta() for each in offsets)
    return (instant + east - wanted).astimezone(zone)


def _machine() -> tzinfo:
    from postctl import dates

    return dates.zone("local")


def _local(clock: datetime) -> datetime:
    """A clock of the machine as an instant."""
    return clock.replace(tzinfo=_machine()).astimezone(UTC)


def _rolled(year: int, month: int, day: int, hour: int, minute: int, second: int, micro: int = 0) -> datetime:
    """A clock whose numbers may run over, as those of `Date.UTC` do."""
    years, months = divmod(month - 1, 12)
    start = datetime(year + years, months + 1, 1)  # a clock, in no zone yet
    return start + timedelta(days=day - 1, hours=hour, minutes=minute, seconds=second, microseconds=micro)


def _timestamp(written: str) -> datetime | None:
    """A YAML timestamp as the clock in UTC, which is all that Hexo keeps of it."""
    day = _STAMP_DAY.fullmatch(written)
    if day:
        return _rolled(int(day[1]), int(day[2]), int(day[3]), 0, 0, 0)
    found = _STAMP.fullmatch(written)
    if found is None:
        return None
    year, month, day_, hour, minute, second = (int(found[group]) for group in range(1, 7))
    micro = int(((found[7] or "") + "000")[:3]) * 1000
    east = timedelta(hours=int(found[10]), minutes=int(found[11] or 0)) if found[9] else timedelta()
    return _rolled(year, month, day_, hour, minute, second, micro) - (east if found[9] != "-" else -east)


def _parsed(written: str) -> datetime | None:
    """`new Date(text)`: an instant, `None` where only V8 knows. Raises `NoDate`."""
    if not any(character.isdigit() for character in written):
        raise NoDate(written)
    iso = _ISO_DAY.fullmatch(written)
    if iso:
        year, month, day = int(iso[1]), int(iso[2] or 1), int(iso[3] or 1)
        return _checked(year, month, day, ("0", "0", "0", None, None, "Z"))
    for pattern, order in ((_YEAR_FIRST, (1, 3, 4, 5)), (_MONTH_FIRST, (4, 1, 3, 5))):
        found = pattern.fullmatch(written)
        if found:
            year, month, day = (int(found[group]) for group in order[:3])
            return _checked(year, month, day, found.groups()[order[3] - 1 :])
    return _by_name(written)


def _by_name(written: str) -> datetime | None:
    found = _NAMED.fullmatch(written)
    name = (found[1] or found[4]).lower() if found else ""
    month = next((number for number, short in enumerate(_MONTHS, start=1) if name.startswith(short)), 0)
    if found is None or not month:
        return None
    return _checked(int(found[5]), month, int(found[2] or found[3]), found.groups()[5:])


def _checked(year: int, month: int, day: int, clock: tuple[str | None, ...]) -> datetime:
    hour, minute, second = (int(part or 0) for part in clock[:3])
    if not 1 <= month <= 12 or not 1 <= day <= 31 or hour > 24 or minute > 59 or second > 59:
        raise NoDate
    if hour == 24 and (minute or second):
        raise NoDate
    half = (clock[4] or "").lower()
    if half and not 1 <= hour <= 12:
        raise NoDate
    hour = hour % 12 + 12 * (half == "p") if half else hour
    found = _rolled(year, month, day, hour, minute, second, int(((clock[3] or "") + "000")[:3]) * 1000)
    return found.replace(tzinfo=_offset(clock[5])).astimezone(UTC) if clock[5] else _local(found)


def _offset(written: str) -> tzinfo:
    sign = re.search(r"([-+])(\d\d):?(\d\d)", written)
    if sign is None:
        return UTC
    east = timedelta(hours=int(sign[2]), minutes=int(sign[3]))
    return timezone(-east if sign[1] == "-" else east)
