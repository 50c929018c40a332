"""Forms of dates: the letters they are made of, and how to write a moment in one.

    YYYY YY   year           HH H  hour, 0 to 23     Z    offset +02:00
    MMMM MMM  April, Apr     hh h  hour, 1 to 12     ZZ   offset +0200
    MM M      month          mm    minute            ZZZ  offset +02 (+0530 where hours are not enough)
    DD D Do   28, 28, 28th   ss    second            dddd ddd  Sunday, Sun
    A a       AM, am         S...  fraction          [..] letters that stand for themselves

Everything else but a letter, and `T`, stands for itself. A form that ends with a zone in brackets (`[Z]`, `[UTC]`, `[CET]`)
is always written in that zone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from postctl.errors import ConfigError
from postctl.regexes import later
from postctl.values import NamedTuple

MONTHS = tuple("January February March April May June July August September October November December".split())
DAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())

# Minutes east of Greenwich, of the abbreviations that mean one thing (RFC 2822 fixes the American ones).
ABBREVIATIONS: Mapping[str, int] = {
    **dict.fromkeys(("Z", "UTC", "UT", "GMT", "WET"), 0),
    **dict.fromkeys(("CET", "WEST"), 60),
    **dict.fromkeys(("EET", "CEST"), 120),
    **dict.fromkeys(("MSK", "EEST"), 180),
    **dict.fromkeys(("JST", "KST"), 540),
    **dict.fromkeys(("NZST",), 720),
    **dict.fromkeys(("NZDT",), 780),
    **dict.fromkeys(("EDT",), -240),
    **dict.fromkeys(("EST", "CDT"), -300),
    **dict.fromkeys(("CST", "MDT"), -360),
    **dict.fromkeys(("MST", "PDT"), -420),
    **dict.fromkeys(("PST",), -480),
}


def has_clock(form: str) -> bool:
    """Whether dates in this form have a time of day."""
    return re.search(r"[Hh]", re.sub(r"\[[^\]]*\]", "", form)) is not None


def with_clock(form: str, other: str) -> str:
    """A form for a moment whose time of day counts: this one, or `other`, or RFC 3339, the first that has a time of day."""
    return next(each for each in (form, other, "YYYY-MM-DDTHH:mm:ssZ") if has_clock(each))


def fixed(minutes: int) -> timezone:
    return timezone(timedelta(minutes=minutes)) if minutes else UTC


def colon(minutes: int) -> str:
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


class _Letter(NamedTuple):
    """How a letter of a form is written, what it looks like (a regular expression), and the number it stands for."""

    write: Callable[[datetime], str]
    looks: str
    part: str = ""
    number: Callable[[str], int] = int


def _minutes(moment: datetime) -> int:
    """The offset in whole minutes; old local times have seconds in it, which no form can write."""
    return round((moment.utcoffset() or timedelta()).total_seconds() / 60)


def _ordinal(day: int) -> str:
    ending = "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def _full_year(digits: str) -> int:
    return int(digits) + (2000 if int(digits) < 69 else 1900)  # as POSIX reads two digits


def _month_number(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, start=1) if month[:3] == name[:3])


_LETTERS: Mapping[str, _Letter] = {
    "YYYY": _Letter(lambda m: f"{m.year:04}", r"\d{4}", "year"),
    "YY": _Letter(lambda m: f"{m.year % 100:02}", r"\d\d", "year", _full_year),
    "MMMM": _Letter(lambda m: MONTHS[m.month - 1], f"(?:{'|'.join(MONTHS)})", "month", _month_number),
    "MMM": _Letter(lambda m: MONTHS[m.month - 1][:3], f"(?:{'|'.join(m[:3] for m in MONTHS)})", "month", _month_number),
    "MM": _Letter(lambda m: f"{m.month:02}", r"\d\d", "month"),
    "M": _Letter(lambda m: str(m.month), r"\d\d?", "month"),
    "Do": _Letter(lambda m: _ordinal(m.day), r"\d\d?(?:st|nd|rd|th)", "day", lambda text: int(text[:-2])),
    "DD": _Letter(lambda m: f"{m.day:02}", r"\d\d", "day"),
    "D": _Letter(lambda m: str(m.day), r"\d\d?", "day"),
    "dddd": _Letter(lambda m: DAYS[m.weekday()], f"(?:{'|'.join(DAYS)})"),
    "ddd": _Letter(lambda m: DAYS[m.weekday()][:3], f"(?:{'|'.join(d[:3] for d in DAYS)})"),
    "HH": _Letter(lambda m: f"{m.hour:02}", r"\d\d", "hour"),
    "H": _Letter(lambda m: str(m.hour), r"\d\d?", "hour"),
    "hh": _Letter(lambda m: f"{m.hour % 12 or 12:02}", r"\d\d"),
    "h": _Letter(lambda m: str(m.hour % 12 or 12), r"\d\d?"),
    "mm": _Letter(lambda m: f"{m.minute:02}", r"\d\d", "minute"),
    "ss": _Letter(lambda m: f"{m.second:02}", r"\d\d", "second"),
    **{"S" * n: _Letter(lambda m, n=n: f"{m.microsecond:06}000"[:n], rf"\d{{{n}}}") for n in range(1, 10)},  # type: ignore[misc]
    "A": _Letter(lambda m: "AM" if m.hour < 12 else "PM", "[AP]M"),
    "a": _Letter(lambda m: "am" if m.hour < 12 else "pm", "[ap]m"),
    "Z": _Letter(lambda m: colon(_minutes(m)), r"[+-]\d\d:\d\d"),
    "ZZ": _Letter(lambda m: colon(_minutes(m)).replace(":", ""), r"[+-]\d{4}"),
    "ZZZ": _Letter(lambda m: colon(_minutes(m)).removesuffix(":00").replace(":", ""), r"[+-]\d\d(?:\d\d)?"),
}
_FORM = later(
    r"\[(?P<literal>[^\[\]]*)\]|(?P<letter>S{1,9}|" + "|".join(sorted(_LETTERS, key=len, reverse=True)) + r")|(?P<other>.)",
    re.DOTALL,
)


def write(moment: datetime, form: str) -> str:
    """An aware moment in a form that `read` names, or that a person wrote in a pattern.

    Raises `ConfigError` for a letter that no form has.
    """
    moment = _in_zone_of(moment, form)
    return "".join(_LETTERS[letter].write(moment) if letter else literal for letter, literal in _pieces(form))


def looks(form: str) -> str:
    """A regular expression, without groups, for what `write` makes of a form. Raises `ConfigError` like `write`."""
    return "".join(_LETTERS[letter].looks if letter else re.escape(literal) for letter, literal in _pieces(form))


def parts(text: str, form: str) -> dict[str, int] | None:
    """The numbers in a text of this form, by `year month day hour minute second`; `None` if it is not in this form.

    They need not make a date: a form may have no day, and 45 may stand where a day stands.
    """
    match = _reader(form).fullmatch(text)
    if match is None:
        return None
    found: dict[str, int] = {}
    for (letter, _), written in zip(_pieces(form), match.groups(), strict=True):
        part = _LETTERS[letter].part if letter else ""
        if part and found.setdefault(part, number := _LETTERS[letter].number(written)) != number:
            return None
    return found


@lru_cache(maxsize=256)
def _reader(form: str) -> re.Pattern[str]:
    groups = (_LETTERS[letter].looks if letter else re.escape(literal) for letter, literal in _pieces(form))
    return re.compile("".join(f"({group})" for group in groups), re.ASCII)


@lru_cache(maxsize=256)
def _pieces(form: str) -> tuple[tuple[str, str], ...]:
    """The letters and the literal texts of a form, in order: one of the two is empty."""
    pieces: list[tuple[str, str]] = []
    for match in _FORM.finditer(form):
        other = match["other"] or ""
        if other.isalpha() and other not in "Tt":
            message = f"{form!r} is no form of a date: {other!r} stands for nothing."
            raise ConfigError(message, "Write it like YYYY-MM-DD HH:mm:ss Z, other letters in [brackets].")
        pieces.append((match["letter"] or "", match["literal"] or other))
    return tuple(pieces)


def _in_zone_of(moment: datetime, form: str) -> datetime:
    if (end := re.search(r"\[([A-Za-z]+)\]\Z", form)) and (east := ABBREVIATIONS.get(end[1].upper())) is not None:
        return moment.astimezone(fixed(east))
    return moment.astimezone(fixed(_minutes(moment))) if "Z" in form else moment
