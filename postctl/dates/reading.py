"""What a written date means: a closed list of forms found in real blogs, standard library only, never an exception."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timezone, tzinfo
from functools import cache, lru_cache
from typing import Literal

from postctl.dates.forms import ABBREVIATIONS, DAYS, MONTHS, colon, fixed
from postctl.regexes import later
from postctl.values import NamedTuple

_UNKNOWN = "not a date in any known form"
_LONGEST = 64  # no written date is longer, so nothing long is ever matched


class Written(NamedTuple):
    """What a written date says.

    `form` is the form it stands in, for `write`. `moment` is aware: in the offset that was written, else in the zone of
    the reader. `iso` is RFC 3339 and has an offset only where one was written. `problem` is a sentence; where there is
    one, `form`, `moment` and `iso` are `None`. `ambiguous`: day and month could change places (`03/04/2019`); `form` and
    `moment` are then the more common reading, month first, or day first with dots. `impossible`: the problem is that it reads
    as a date, and no calendar or clock has that (`2019-02-30`, `25:00`).
    """

    text: str
    form: str | None = None
    moment: datetime | None = None
    date_only: bool = False
    offset_written: bool = False
    iso: str | None = None
    problem: str | None = None
    ambiguous: bool = False
    impossible: bool = False


_TIME = r"""
(?: (?P<sep> [Tt] | ,?[ ]{1,3} ) (?P<hour>\d{1,2}) : (?P<minute>\d\d) (?: :(?P<second>\d\d) (?: \.(?P<fraction>\d{1,9}) )? )?
    (?P<half> [ ]?[AaPp][Mm] )?
    (?: (?P<gap>[ ]{0,3}) (?: (?P<prefix>UTC|GMT)? (?P<offset>[+-]\d\d(?::?\d\d)?) (?:[ ](?P<double>[A-Z]{2,5}))?
                             | (?P<abbreviation>[A-Za-z]{1,5}) ) )?
)?"""
_WEEKDAY = r"(?: (?P<weekday>[A-Za-z]{3,9}) (?P<after_weekday>,?[ ]{1,2}) )?"
_YEAR_FIRST = r"(?P<year>\d{4})(?P<dash>[-/.])(?P<month>\d\d?)(?P=dash)(?P<day>\d\d?)" + _TIME
_YEAR_LAST = r"(?P<one>\d\d?)(?P<dash>[-/.])(?P<two>\d\d?)(?P=dash)(?P<year>\d{4})" + _TIME
_DAY_NAME_YEAR = (
    _WEEKDAY + r"(?P<day>\d\d?)(?P<nth>st|nd|rd|th)?(?P<s1>[ -])(?P<name>[A-Za-z]{3,9}\.?)(?P<s2>,?[ ]|-)(?P<year>\d{4})" + _TIME
)
_NAME_DAY_YEAR = (
    _WEEKDAY
    + r"(?P<name>[A-Za-z]{3,9}\.?)(?P<s1>[ ]{1,2})(?P<day>\d\d?)(?P<nth>st|nd|rd|th)?(?P<s2>,?[ ])(?P<year>\d{4})"
    + _TIME
)

_Groups = dict[str, str | None]


class _Odd(ValueError):
    """The sentence that says why a text is no date; never leaves this module."""


class _Impossible(_Odd):
    """The same of a text that would be a date if the calendar or the clock had it."""


class _Day(NamedTuple):
    year: int
    month: int
    day: int
    form: str
    ambiguous: bool = False


def read(text: str, zone: tzinfo) -> Written:
    """What `text` says, with `zone` for the moment where no offset is written. Takes any text and never raises.

    A clock time that `zone` skips or repeats is taken as it stood before the clocks changed; see `clock_change`.
    """
    return usual(text, zone) or _read(text, zone)


_HOUR, _MINUTE = r"(?:[01]\d|2[0-3])", r"[0-5]\d"
_USUAL_OFFSET = rf" ?(?:Z|[+-]{_HOUR}:?{_MINUTE})"
_USUAL = later(rf"\d{{4}}-\d\d-\d\d(?:([T ])({_HOUR}:{_MINUTE})(:\d\d)?({_USUAL_OFFSET})?)?", re.ASCII)


def usual(text: str, zone: tzinfo) -> Written | None:
    """What `read` says of a date in one of the forms that most have, quickly; `None` for any other text."""
    match = _USUAL.fullmatch(text)
    if match is None:
        return None
    try:
        moment = datetime.fromisoformat(text[: match.start(4)] if match[4] else text)
    except ValueError:
        return None
    if not 1 < moment.year < 9999:  # whose first and last hours are no moments everywhere
        return None
    between, clock, seconds, written = match.groups()
    if between is None:
        return Written(text, "YYYY-MM-DD", moment.replace(tzinfo=zone), date_only=True, iso=text)
    east, zone_form, zone_iso = _usual_offset(written) if written else (zone, "", "")
    form = f"YYYY-MM-DD{between}HH:mm{':ss' if seconds else ''}{zone_form}"
    iso = f"{text[:10]}T{clock}{seconds or ':00'}{zone_iso}"
    return Written(text, form, moment.replace(tzinfo=east), offset_written=written is not None, iso=iso)


@lru_cache(maxsize=256)
def _usual_offset(written: str) -> tuple[tzinfo, str, str]:
    """The zone of an offset, its form, and how RFC 3339 writes it."""
    bare = written.lstrip(" ")
    gap = written[: len(written) - len(bare)]
    if bare == "Z":
        return UTC, f"{gap}[Z]", "Z"
    minutes = (int(bare[1:3]) * 60 + int(bare[-2:])) * (-1 if bare[0] == "-" else 1)
    return fixed(minutes), gap + ("Z" if ":" in bare else "ZZ"), colon(minutes)


def _read(text: str, zone: tzinfo) -> Written:
    core = text.strip()
    try:
        day, groups = _day(core)
        if groups["sep"] is None:
            return _date_only(text, day, zone)
        return _date_time(text, day, groups, zone)
    except _Odd as odd:
        return Written(text, problem=str(odd), impossible=isinstance(odd, _Impossible))


def clock_change(moment: datetime) -> Literal["gap", "overlap"] | None:
    """Whether the clock time of `moment` never shows in its zone ("gap"), or shows twice ("overlap")."""
    before, after = moment.replace(fold=0).utcoffset(), moment.replace(fold=1).utcoffset()
    if before is None or after is None or before == after:
        return None
    return "gap" if before < after else "overlap"


def _day(core: str) -> tuple[_Day, _Groups]:
    if len(core) > _LONGEST:
        raise _Odd(_UNKNOWN)
    for pattern, understand in _READERS:
        if match := _compiled(pattern).fullmatch(core):
            groups = match.groupdict()
            day = understand(groups)
            _check_day(day.year, day.month, day.day)
            return day, groups
    raise _Odd(_UNKNOWN)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, compiled when it is first needed."""
    return re.compile(pattern, re.VERBOSE | re.ASCII)


def _year_first(groups: _Groups) -> _Day:
    month, day, dash = groups["month"] or "", groups["day"] or "", groups["dash"]
    form = f"YYYY{dash}{_letters(month, day, 'M')}{dash}{_letters(day, month, 'D')}"
    return _Day(int(groups["year"] or 0), int(month), int(day), form)


def _year_last(groups: _Groups) -> _Day:
    one, two, dash = groups["one"] or "", groups["two"] or "", groups["dash"]
    both = int(one) <= 12 and int(two) <= 12
    day_first = int(two) <= 12 < int(one) or (both and dash == ".")
    letters = "DM" if day_first else "MD"
    form = f"{_letters(one, two, letters[0])}{dash}{_letters(two, one, letters[1])}{dash}YYYY"
    month, day = (int(two), int(one)) if day_first else (int(one), int(two))
    return _Day(int(groups["year"] or 0), month, day, form, ambiguous=both)


def _named(groups: _Groups, *, day_first: bool) -> _Day:
    name, year, day = groups["name"] or "", int(groups["year"] or 0), groups["day"] or ""
    month, month_form = _month(name)
    day_form = "Do" if groups["nth"] else "D" * len(day)
    first, second = (day_form, month_form) if day_first else (month_form, day_form)
    form = f"{first}{groups['s1']}{second}{groups['s2']}YYYY"
    if groups["weekday"]:
        form = _weekday_form(groups["weekday"]) + f"{groups['after_weekday']}{form}"
        _check_day(year, month, int(day))
        _check_weekday(groups["weekday"], date(year, month, int(day)))
    return _Day(year, month, int(day), form)


_READERS: tuple[tuple[str, Callable[[_Groups], _Day]], ...] = (
    (_YEAR_FIRST, _year_first),
    (_YEAR_LAST, _year_last),
    (_DAY_NAME_YEAR, lambda groups: _named(groups, day_first=True)),
    (_NAME_DAY_YEAR, lambda groups: _named(groups, day_first=False)),
)


def _letters(digits: str, other: str, letter: str) -> str:
    """`M` or `MM` for `digits`: `10` is `M` beside a one-digit day, where the author pads nothing."""
    padded = len(digits) == 2 and (digits[0] == "0" or len(other) == 2)
    return letter * 2 if padded else letter


def _month(name: str) -> tuple[int, str]:
    word = name.rstrip(".").title()
    dot = "." if name.endswith(".") else ""
    for number, month in enumerate(MONTHS, start=1):
        if word == month[:3] or (word == "Sept" and number == 9):
            return number, "MMM" + dot
        if word == month:
            return number, "MMMM" + dot
    raise _Odd(f"{name} is not the English name of a month")


def _weekday_form(word: str) -> str:
    for day in DAYS:
        if word.title() in (day, day[:3]):
            return "dddd" if len(word) > 3 else "ddd"
    raise _Odd(_UNKNOWN)


def _check_weekday(word: str, day: date) -> None:
    actual = DAYS[day.weekday()]
    if word.title() not in (actual, actual[:3]):
        raise _Odd(f"{day.isoformat()} is a {actual}, not a {word}")


def _check_day(year: int, month: int, day: int) -> None:
    if year == 0:
        raise _Impossible("year 0 does not exist")
    if not 1 <= month <= 12:
        raise _Impossible(f"month {month} does not exist")
    if not 1 <= day <= 31:
        raise _Impossible(f"day {day} does not exist")
    if day > 28 and day > (days := _days_in(year, month)):
        raise _Impossible(f"{MONTHS[month - 1]} has {days} days" + (f" in {year}" if month == 2 else ""))


def _days_in(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _date_only(text: str, day: _Day, zone: tzinfo) -> Written:
    moment = _in_range(datetime(day.year, day.month, day.day, tzinfo=zone))
    iso = f"{day.year:04}-{day.month:02}-{day.day:02}"
    return Written(text, day.form, moment, date_only=True, iso=iso, ambiguous=day.ambiguous)


def _date_time(text: str, day: _Day, groups: _Groups, zone: tzinfo) -> Written:
    hour, hour_form, half_form = _hour(groups["hour"] or "", groups["half"])
    minute, second, fraction = int(groups["minute"] or 0), int(groups["second"] or 0), groups["fraction"] or ""
    if minute > 59:
        raise _Impossible(f"minute {minute} does not exist")
    if second > 59:
        raise _Impossible(f"second {second} does not exist")
    written, zone_form, zone_iso = _offset(groups)
    micro = int(fraction[:6].ljust(6, "0")) if fraction else 0
    moment = _in_range(datetime(day.year, day.month, day.day, hour, minute, second, micro, tzinfo=written or zone))
    seconds_form = "" if groups["second"] is None else ":ss" + ("." + "S" * len(fraction) if fraction else "")
    form = f"{day.form}{groups['sep']}{hour_form}:mm{seconds_form}{half_form}{zone_form}"
    digits = f".{fraction}" if fraction else ""
    iso = f"{day.year:04}-{day.month:02}-{day.day:02}T{hour:02}:{minute:02}:{second:02}{digits}{zone_iso}"
    return Written(text, form, moment, offset_written=written is not None, iso=iso, ambiguous=day.ambiguous)


def _in_range(moment: datetime) -> datetime:
    """The moment, if it is one in every zone: the first and the last hours of the calendar are not."""
    if moment.year in (1, 9999):
        try:
            moment.astimezone(UTC)
        except (OverflowError, ValueError) as error:
            raise _Odd(f"year {moment.year} with this offset lies outside the calendar") from error
    return moment


def _hour(digits: str, half: str | None) -> tuple[int, str, str]:
    hour = int(digits)
    if half is None:
        if hour > 23:
            raise _Impossible(f"hour {hour} does not exist")
        return hour, "H" * len(digits), ""
    if not 1 <= hour <= 12:
        raise _Impossible(f"hour {hour} does not exist on a clock with AM and PM")
    word = half.strip()
    letter = "a" if word.islower() else "A"
    return hour % 12 + (12 if word[0] in "Pp" else 0), "h" * len(digits), half.replace(word, letter)


def _offset(groups: _Groups) -> tuple[timezone | None, str, str]:
    """The zone that was written, its form, and how RFC 3339 writes it."""
    if (word := groups["abbreviation"]) is not None:
        east = ABBREVIATIONS.get(word.upper())
        if east is None:
            raise _Odd(f"{word} is not a time zone with one meaning; write an offset such as +02:00")
        return fixed(east), f"{groups['gap']}[{word}]", "Z" if east == 0 else colon(east)
    if (offset := groups["offset"]) is None:
        return None, "", ""
    hours, minutes = int(offset[1:3]), int(offset[3:].lstrip(":") or 0)
    if hours > 23 or minutes > 59:
        raise _Impossible(f"offset {offset} does not exist")
    total = (hours * 60 + minutes) * (-1 if offset[0] == "-" else 1)
    letters = {3: "ZZZ", 5: "ZZ", 6: "Z"}[len(offset)]
    form = f"{groups['gap']}{'[' + groups['prefix'] + ']' if groups['prefix'] else ''}{letters}"
    return fixed(total), form + _doubled(groups["double"], offset, total), colon(total)


def _doubled(word: str | None, offset: str, minutes: int) -> str:
    """The form of a zone that stands again after its offset, as Go prints it (`+0000 UTC`)."""
    if word is None:
        return ""
    if ABBREVIATIONS.get(word) != minutes:
        raise _Odd(f"{offset} is not the offset of {word}")
    return f" [{word}]"
