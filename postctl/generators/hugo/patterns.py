"""Permalink patterns: the tokens Hugo knows, the slices of sections, and dates in Go's layouts.

In a pattern `:title` and `:slug` lose the slashes of a title to hyphens, and the whole is decoded once as a
query: `+` is a space.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import unquote_plus

from postctl.generators.hugo.paths import Page, Rules, Section, Unknown, normal, sanitized
from postctl.regexes import later

_TOKEN = later(r":[A-Za-z0-9_]+(?:\[.+?\])?")


def decoded(text: str) -> str:
    """Decoded as a query string is: `+` is a space. `''` where Go would refuse."""
    return "" if re.search(r"%(?![0-9A-Fa-f]{2})", text) else unquote_plus(text, errors="replace")


def expand(pattern: str, page: Page, rules: Rules) -> str:
    text = pattern.replace("\\:", "\0")
    return _TOKEN.sub(lambda token: _value(token[0][1:], page, rules), text).replace("\0", ":")


def _value(token: str, page: Page, rules: Rules) -> str:
    name, _, cut = token.partition("[")
    if name == "sections":
        path = _section_path(page)
        return "/".join(_slice(path, "[" + cut)) if cut else "".join(f"/{part}" for part in path)
    if name == "sectionslugs":
        return "/".join(_slice([_slug_of(section, rules) for section in page.sections], "[" + cut if cut else ""))
    if cut:
        raise Unknown(token)
    if name in _DATE_TOKENS:
        return _DATE_TOKENS[name](page.date or datetime.min)
    return _WORDS[name](page, rules) if name in _WORDS else _go_layout(name, page.date or datetime.min)


def _section_path(page: Page) -> list[str]:
    """The folders down to the innermost section the page is in."""
    return normal(page.sections[-1].folder).split("/") if page.sections else []


def _slug_of(section: Section, rules: Rules) -> str:
    if section.slug:
        return _urlized(section.slug, rules)
    if section.title is None:
        raise Unknown(section.folder)
    return _of_title(section.title, rules)


def _of_title(title: str, rules: Rules) -> str:
    return _urlized(title.replace("/", "-").replace("\\", "-"), rules)


def _urlized(text: str, rules: Rules) -> str:
    """As a word of a pattern, still to be decoded; a `#` at the very end has no fragment behind it and is lost."""
    clean = sanitized(text, rules)
    return clean[:-1] if clean.find("#") == len(clean) - 1 and clean else clean


def _base_name(page: Page, rules: Rules) -> str:
    return _urlized(page.name, rules)


_WORDS: Mapping[str, Callable[[Page, Rules], str]] = {
    "section": lambda page, _: first_section(page),
    "sectionslug": lambda page, rules: _slug_of(page.sections[0], rules) if page.sections else "",
    "title": lambda page, rules: _of_title(page.title, rules),
    "slug": lambda page, rules: _urlized(page.slug, rules) if page.slug else _of_title(page.title, rules),
    "contentbasename": _base_name,
    "slugorcontentbasename": lambda page, rules: _urlized(page.slug or page.name, rules),
    "filename": lambda page, rules: _urlized(page.file_name, rules),
    "slugorfilename": lambda page, rules: _urlized(page.slug or page.file_name, rules),
}

_MONTH_NAMES = "January February March April May June July August September October November December".split()
_DAY_NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

_DATE_TOKENS: Mapping[str, Callable[[datetime], str]] = {
    "year": lambda date: str(date.year),
    "month": lambda date: f"{date.month:02}",
    "monthname": lambda date: _MONTH_NAMES[date.month - 1],
    "day": lambda date: f"{date.day:02}",
    "weekday": lambda date: str(date.isoweekday() % 7),
    "weekdayname": lambda date: _DAY_NAMES[date.weekday()],
    "yearday": lambda date: str(date.timetuple().tm_yday),
}

_LAYOUT: Mapping[str, Callable[[datetime], str]] = {
    "January": _DATE_TOKENS["monthname"],
    "Jan": lambda date: _MONTH_NAMES[date.month - 1][:3],
    "Monday": _DATE_TOKENS["weekdayname"],
    "Mon": lambda date: _DAY_NAMES[date.weekday()][:3],
    "2006": lambda date: f"{date.year:04}",
    "01": _DATE_TOKENS["month"],
    "02": _DATE_TOKENS["day"],
    "002": lambda date: f"{date.timetuple().tm_yday:03}",
    "03": lambda date: f"{date.hour % 12 or 12:02}",
    "04": lambda date: f"{date.minute:02}",
    "05": lambda date: f"{date.second:02}",
    "06": lambda date: f"{date.year % 100:02}",
    "15": lambda date: f"{date.hour:02}",
    "PM": lambda date: "AM" if date.hour < 12 else "PM",
    "pm": lambda date: "am" if date.hour < 12 else "pm",
    "1": lambda date: str(date.month),
    "2": lambda date: str(date.day),
    "3": lambda date: str(date.hour % 12 or 12),
    "4": lambda date: str(date.minute),
    "5": lambda date: str(date.second),
}
_LAYOUT_WORDS = later("2006|January|Jan(?![a-z])|Monday|Mon(?![a-z])|002|0[1-6]|15|PM|pm|[12345]")


_REFERENCE = datetime(2019, 11, 9, 23, 1, 42)


def _go_layout(layout: str, date: datetime) -> str:
    """The date in a layout written as Go's reference time; `Unknown` for a token that says the same of every date."""
    if _in_layout(layout, _REFERENCE) == layout:
        raise Unknown(layout)
    return _in_layout(layout, date)


def _in_layout(layout: str, date: datetime) -> str:
    return _LAYOUT_WORDS.sub(lambda word: _LAYOUT[word[0]](date), layout)


def _slice(parts: list[str], cut: str) -> list[str]:
    """`[1]`, `[last]`, `[1:]`, `[:last]`: out of bounds is nothing, what is no number is 0."""
    if not cut:
        return parts
    inside = cut.strip().lower()[1:-1]
    low, colon, high = inside.partition(":")
    if not parts or not inside:
        return []
    start = _bound(low, parts, 0, None)
    if not colon:
        return [] if start is None else [part for part in parts[start : start + 1] if part]
    return [] if start is None else parts[start : _bound(high, parts, len(parts), len(parts))]


def _bound(text: str, parts: list[str], empty: int, beyond: int | None) -> int | None:
    if not text:
        return empty
    if text == "last":
        return len(parts) - 1
    number = max(int(text), 0) if re.fullmatch(r"[+-]?\d+", text) else 0
    return number if number < len(parts) else beyond


def first_section(page: Page) -> str:
    """The top folder the page lies in, `''` where it lies in none."""
    return normal(page.folder).split("/")[0]
