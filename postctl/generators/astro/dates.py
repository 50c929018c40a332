"""The dates of an Astro post: YAML's own, and what JavaScript's `new Date(text)` makes of the rest, as V8 does it.

* `2022-07-08`, and in YAML or TOML without quotes also with a time, is UTC where no zone is written. Any other text without a
  zone (`Jul 08 2022`, `2022/07/08`, `2022-7-8`, or a time in quotes) is in the zone of the machine that builds.
* Day and month change places only one way: `03.04.2019` and `03/04/2019` are the 4th of March, `25/10/2024` is no date.
* `8th July` is none, nor a zone like CET. A day that the month does not have runs over: 30 February is 2 March.
* `z.coerce.date()` takes a number for milliseconds and nothing (`pubDate:`) for 1970; `z.date()` only a date without quotes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo

from postctl import dates
from postctl.dates.reading import Written
from postctl.generators import _js_dates as js
from postctl.generators._js_loose_dates import ZONES
from postctl.generators.astro import schemas
from postctl.model import Date, Value
from postctl.regexes import later

_MONTH = later(r"(\d{4})(?:-(0[1-9]|1[0-2]))?", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLI = timedelta(milliseconds=1)


def read(key: str, value: Value, kind: schemas.Kind, zone: tzinfo, *, plain: bool) -> Date | None:
    """The date under a key; `None` where nothing is there that means one. `plain`: it is not in quotes."""
    if isinstance(value, list | dict):
        return Date(str(value)[:60], key, problem=f"`{key}` has to be one date")
    if value is None:
        problem = "it is empty, and `z.coerce.date()` takes that for 1970" if kind == "coerced date" else None
        return Date("", key, _EPOCH, problem=problem) if problem else None
    if isinstance(value, bool | int | float):
        return _number(key, value, kind)
    if not value.strip():
        return None
    return _text(key, value, kind, zone, plain=plain)


def _number(key: str, value: float, kind: schemas.Kind) -> Date | None:
    if isinstance(value, bool):
        return None
    written = str(value)
    if kind in ("date", "text"):
        return Date(written, key, problem=f"Astro's build fails: the schema wants no number for `{key}`, but {written} is one")
    try:
        moment = _EPOCH + value * _MILLI
    except (OverflowError, ValueError):
        return Date(written, key, problem=f"JavaScript has no date for the number {written}")
    return Date(written, key, moment, problem=f"{written} is a number, and JavaScript takes it for milliseconds since 1970")


def _text(key: str, value: str, kind: schemas.Kind, zone: tzinfo, *, plain: bool) -> Date:
    own = js.timestamp(value) if plain else None
    if kind == "date" and own is None:
        why = "is in quotes, and so a text" if not plain else "is a text to YAML"
        return Date(value, key, problem=f"Astro's build fails: the schema wants a date for `{key}`, but {value!r} {why}")
    if kind == "text" and own is not None:
        return Date(
            value, key, problem=f"Astro's build fails: the schema wants a text for `{key}`, but {value} is a date; quote it"
        )
    if own is not None:
        return _date(key, value, own, zone, shown=value)
    found = js.read(value)
    return _date(key, value, found, zone, shown=repr(value)) if found else _no_date(key, value[: js.LONGEST], zone)


def _date(key: str, value: str, found: js.Moment, zone: tzinfo, shown: str) -> Date:
    """The date with the moment that Astro has for it, and a problem where a person would read another one.

    `shown` is the value as it stands in such a sentence.
    """
    known = dates.read(value, UTC if found.zoned else zone)
    moment = found.within(zone)
    if moment is None:
        return Date(value, key, problem=f"{value} is outside the years 1 to 9999", sure=False)
    if known.moment == moment:
        return Date(value, key, known.moment, known.iso, known.form)
    if _MONTH.fullmatch(value) or "name of a month" in (known.problem or ""):  # a word that says nothing to V8 does no harm
        return Date(value, key, moment)
    if (known.form or "").startswith("D"):
        return Date(value, key, moment, problem=f"JavaScript takes {shown} month first, for {moment.date()}")
    problem = f"{known.problem or 'not the date it seems'}; JavaScript takes {shown} for {moment.date()}"
    return Date(value, key, moment, problem=problem)


def _no_date(key: str, value: str, zone: tzinfo) -> Date:
    why = _why(value.strip(), dates.read(value, zone)) if any(char.isdigit() for char in value) else ""
    return Date(value, key, problem=f"JavaScript reads no date in {value!r}{why and f': {why}'}")


def _why(value: str, known: Written) -> str:
    """Why V8 reads no date in a text where a person might; `''` where that is not to be seen."""
    form = known.form or ""
    zone = re.search(r"(?<![A-Za-z])([A-Z]{1,5})\Z", value)
    if known.problem:
        return known.problem
    if re.search(r"\d[Tt]\d", value):
        return "before T it wants YYYY-MM-DD, behind it two digits each and no blank"
    if "Do" in form:
        return "a day is a number, without letters behind it"
    if form.startswith("D") and "MMM" not in form:
        return "it takes the month first"
    if re.search(r":\d\d[AaPp][Mm]", value):
        return "there has to be a blank before AM or PM"
    return f"it does not know the time zone {zone[1]}" if zone and zone[1].lower() not in ZONES else ""


# --- which of the keys ------------------------------------------------------------------------------------------------

DATE_KEYS = ("pubDate", "pubDatetime", "publishDate", "publishedAt", "publishedDate", "date", "published", "created")
UPDATED_KEYS = ("updatedDate", "modDatetime", "updated", "lastmod", "modified", "updatedAt", "lastUpdated")


_NOT_BORN = later(r"upd|mod|edit|change|expir|end|event", re.IGNORECASE)


def keys(schema: schemas.Schema | None) -> tuple[str, ...]:
    """The keys of the date of a post: those that sites agree on, then further dates of the schema."""
    own = schema.keys.items() if schema is not None else ()
    return (*DATE_KEYS, *(key for key, kind in own if kind in ("date", "coerced date") and not _NOT_BORN.search(key)))


def first(
    front: Mapping[str, Value], keys: tuple[str, ...], schema: schemas.Schema | None, zone: tzinfo, quoted: frozenset[str]
) -> Date | None:
    """The date under the first of `keys` that holds something meant as one; keys that the schema drops do not count."""
    for key in keys:
        if key not in front or schemas.drops(schema, key):
            continue
        found = read(key, front[key], schemas.kind(schema, key), zone, plain=key not in quoted)
        if found is not None and not (key == "published" and found.moment is None):
            return found
    return None
