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
from postctl.generators import _astro_schemas as schemas
from postctl.model import Date, Value

_YAML = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?(?:[ \t]*(Z|[-+]\d\d?(?::\d\d)?))?)?", re.ASCII
)
_YAML_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_ISO = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:?\d\d)?", re.ASCII)
_MONTH = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?", re.ASCII)
_OVER = re.compile(r"(?<!\d)(29|30|31)(?!\d)", re.ASCII)
_ZONES = frozenset({"Z", "UTC", "UT", "GMT", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT"})
_MONTHS = frozenset("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())
_LONGEST = 100
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
    own = _yaml(value) if plain else None
    if kind == "date" and own is None:
        why = "is in quotes, and so a text" if not plain else "is a text to YAML"
        return Date(value, key, problem=f"Astro's build fails: the schema wants a date for `{key}`, but {value!r} {why}")
    if kind == "text" and own is not None:
        return Date(
            value, key, problem=f"Astro's build fails: the schema wants a text for `{key}`, but {value} is a date; quote it"
        )
    known = dates.read(value, UTC if own is not None else zone)
    if own is not None:
        return _native(key, value, own, known)
    return _script(key, value, known, zone)


# --- dates of YAML and TOML -------------------------------------------------------------------------------------------


def _yaml(text: str) -> re.Match[str] | None:
    match = _YAML.fullmatch(text)
    return match if match and (match[4] or _YAML_DAY.fullmatch(text)) else None


def is_date(text: str) -> bool:
    """Whether YAML takes a text without quotes for a date."""
    return _yaml(text) is not None


def _native(key: str, value: str, match: re.Match[str], known: Written) -> Date:
    moment = _counted(match)
    if moment is None:
        return Date(value, key, problem=f"JavaScript has no date for {value}")
    if known.moment is not None and known.moment == moment:
        return Date(value, key, known.moment, known.iso, known.form)
    problem = f"{known.problem or 'not the date it seems'}; Astro takes {value} for {moment.date().isoformat()}"
    return Date(value, key, moment, problem=problem)


def _counted(match: re.Match[str]) -> datetime | None:
    """The moment as `Date.UTC` counts it: months, days and hours may run over, and years below 100 are of the 20th century."""
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    year += 1900 if year < 100 else 0
    over, first = divmod(month - 1, 12)
    milli = int((match[7] or "")[:3].ljust(3, "0"))
    try:
        start = datetime(year + over, first + 1, 1, tzinfo=UTC)
        moment = start + timedelta(days=day - 1, hours=hour, minutes=minute, seconds=second, milliseconds=milli)
        return moment - _offset(match[8])
    except (OverflowError, ValueError):
        return None


def _offset(written: str | None) -> timedelta:
    if written is None or written == "Z":
        return timedelta()
    hours, _, minutes = written[1:].partition(":")
    size = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return -size if written[0] == "-" else size


# --- texts ------------------------------------------------------------------------------------------------------------


def _script(key: str, value: str, known: Written, zone: tzinfo) -> Date:
    """What `new Date(text)` makes of a text."""
    if known.moment is None:
        return _odd(key, value, known, zone)
    if _YAML_DAY.fullmatch(value):
        return Date(value, key, dates.read(value, UTC).moment, known.iso, known.form)
    form = known.form or ""
    if why := _refused(value.strip(), form, known):
        return Date(value, key, problem=f"JavaScript reads no date in {value!r}: {why}")
    if form.startswith(("DD.", "D.")):
        day, month, rest = value.strip().split(".", 2)
        turned = dates.read(f"{day}/{month}/{rest}", zone)
        return Date(value, key, turned.moment, problem=f"JavaScript takes {value!r} month first, for {_day(turned.moment)}")
    return Date(value, key, known.moment, known.iso, form)


def _day(moment: datetime | None) -> str:
    return moment.date().isoformat() if moment else "no date"


def _refused(value: str, form: str, known: Written) -> str:
    """Why V8 reads no date in a text that a person can read; `''` if it does."""
    if re.search(r"\d[Tt]\d", value) and not _ISO.fullmatch(value):
        return "before T it wants YYYY-MM-DD, behind it two digits each and no blank"
    if "MMM.-" in form:
        return "a month that ends with a dot has no hyphen behind it"
    if "Do" in form:
        return "a day is a number, without letters behind it"
    if form.startswith(("DD", "D")) and "M" in form[:6] and not known.ambiguous and not re.search(r"MMM", form):
        return "it takes the month first"
    if re.search(r":\d\d[AaPp][Mm]", value):
        return "there has to be a blank before AM or PM"
    zone = re.search(r"(?<![A-Za-z])([A-Z]{1,5})\Z", value)
    if zone and zone[1] not in _ZONES | {"AM", "PM"}:
        return f"it does not know the time zone {zone[1]}"
    return "a zone stands there twice" if re.search(r"[+-]\d\d:?\d\d [A-Z]+\Z", value) else ""


def _plainer(value: str) -> str:
    """The text as V8 sees it: words before the first number count only if they begin like a month; of months, three letters."""
    first = next((at for at, char in enumerate(value) if char.isdigit()), 0)
    words = re.findall(r"[A-Za-z]+", value[:first])
    lead = " ".join(word[:3] for word in words if word[:3].title() in _MONTHS)
    kept = value[:first] if all(word[:3].title() in _MONTHS for word in words) else f"{lead} ".lstrip()
    text = kept + value[first:]
    return re.sub(r"[A-Za-z]{4,}\.?", lambda word: word[0][:3] if word[0][:3].title() in _MONTHS else word[0], text)


def _unless_name(problem: str | None) -> str | None:
    """A problem that is one to a person too; how a month is called is none to V8."""
    return None if problem and "name of a month" in problem else problem


def _odd(key: str, value: str, known: Written, zone: tzinfo) -> Date:
    """A text that no form fits, in which V8 may yet see a date."""
    if len(value) > _LONGEST:
        return Date(value[:_LONGEST], key, problem=f"`{key}` is too long for a date")
    plainer = _plainer(value)
    if plainer != value:
        there = _script(key, plainer, dates.read(plainer, zone), zone)
        return there._replace(text=value, iso=None, form=None, problem=there.problem or _unless_name(known.problem))
    if month := _MONTH.fullmatch(value):
        first = datetime(max(int(month[1]), 1), int(month[2] or 1), 1, tzinfo=UTC)
        return Date(value, key, first, first.date().isoformat())
    if not any(char.isdigit() for char in value):
        return Date(value, key, problem=f"JavaScript reads no date in {value!r}")
    over = _OVER.search(value)
    if over and known.problem and re.match(r"[A-Z][a-z]+ has \d+ days", known.problem):
        last = int(known.problem.split()[2])
        possible = f"{value[: over.start()]}{last}{value[over.end() :]}"
        there = _script(key, possible, dates.read(possible, zone), zone)
        if there.sure and there.moment is None:
            return Date(value, key, problem=known.problem)
        if there.moment is not None:
            moment = there.moment + timedelta(days=int(over[1]) - last)
            return Date(value, key, moment, problem=f"{known.problem}; JavaScript takes {value!r} for {_day(moment)}")
    if re.match(r"\d{4}-(?:00|1[3-9]|[2-9]\d)|\d{4}-\d\d-(?:00|3[2-9]|[4-9]\d)", value):
        return Date(value, key, problem=known.problem)
    doubt = f"{known.problem}; it is uncertain what JavaScript reads in {value!r}"
    return Date(value, key, problem=doubt, sure=False)


# --- which of the keys ------------------------------------------------------------------------------------------------

DATE_KEYS = ("pubDate", "pubDatetime", "publishDate", "publishedAt", "publishedDate", "date", "published", "created")
UPDATED_KEYS = ("updatedDate", "modDatetime", "updated", "lastmod", "modified", "updatedAt", "lastUpdated")


_NOT_BORN = re.compile(r"upd|mod|edit|change|expir|end|event", re.IGNORECASE)


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
