"""Dates as Docusaurus reads them: an unquoted YAML timestamp, or text that the JavaScript engine (V8) makes a moment of.

To a text Docusaurus adds a `Z`, so it is read as UTC: `2021-04-15 10:00` and `April 15, 2021` are fine, `"2021-04-15T10:00:00Z"`
in quotes is not, since no time ends in `ZZ`. Days roll over: February 30 is March 2.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache

from postctl.generators._js_dates import read, timestamp
from postctl.model import Date, Value
from postctl.regexes import later

_NUMERIC = later(r"[+-]?\d+(?:\.\d+)?", re.ASCII)
_LIMIT = 8.64e15  # milliseconds before and after 1970 that JavaScript knows


def is_timestamp(value: Value, *, quoted: bool) -> bool:
    """Whether js-yaml makes a `Date` of what is written."""
    return isinstance(value, str) and not quoted and timestamp(value) is not None


def is_date(value: Value, *, quoted: bool) -> bool:
    """Whether a value passes for a date in the check of the front matter."""
    if isinstance(value, bool) or value is None:
        return False
    if isinstance(value, int | float):
        return abs(value) <= _LIMIT
    if not isinstance(value, str) or not value.strip():
        return False
    if is_timestamp(value, quoted=quoted):
        return True
    if _NUMERIC.fullmatch(value):
        return abs(float(value)) <= _LIMIT
    return read(value) is not None


def written(value: Value, *, quoted: bool) -> Date | None:
    """The date of a post that says one as text or a number; with a problem where the build ends over it."""
    if not value or not isinstance(value, str | int | float) or isinstance(value, bool):
        return None
    text = str(value)
    if not isinstance(value, str):
        return Date(text, "date", problem=f"the number {text} is no date, and Docusaurus's build fails")
    if not quoted and (stamp := timestamp(value)) is not None:
        return _date(text, "date", stamp.moment)
    if not is_date(value, quoted=quoted):
        return Date(text, "date", problem=f"`{text}` is no date, and Docusaurus's build fails")
    found = read(f"{value}Z")
    if found is None:
        problem = f"Docusaurus adds a `Z` to a date that is text, `{text}Z` is none, and its build fails"
        return Date(text, "date", problem=problem)
    return _date(text, "date", found.moment if found.zoned else None)


def updated(text: str) -> Date:
    """The date below `last_update`, to which nothing is added."""
    found = timestamp(text) or read(text)
    return _date(text, "last_update", found.moment if found and found.zoned else None)


@lru_cache(maxsize=64)
def named(digits: str) -> Date:
    """The date in a path, such as `2021-4-15` or `2021/04/15`."""
    found = read(f"{digits}Z")
    moment = found.moment if found else None
    if moment is None:
        return Date(digits, "name", problem=f"{digits} is no date, and Docusaurus's build fails")
    return Date(digits, "name", moment, moment.date().isoformat(), "YYYY-MM-DD")


def _date(text: str, key: str, moment: datetime | None) -> Date:
    from postctl import dates

    if moment is None:
        return Date(text, key, problem="outside the years 1 to 9999, or in the zone of the machine", sure=False)
    known = dates.read(text, UTC)
    if known.moment == moment:
        return Date(text, key, moment, known.iso, known.form)
    return Date(text, key, moment, moment.isoformat())
