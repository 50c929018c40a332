"""Dates as Pelican reads them, with `dateutil`: nearly any form; month first where day and month could change places."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo

from postctl.model import Date
from postctl.regexes import later

_UTC = frozenset({"UTC", "GMT", "Z", "z"})
_ZONE = later(r"\[([A-Za-z]+)\]\Z")
_NO_SUCH_DAY = later(r"\d{4}-(?:0?[1-9]|1[0-2])-(?:29|30|31)(?:[T ].*)?")
_WORD = later(r"[A-Za-z]{3}")


def read(text: str, source: str, zone: tzinfo) -> Date:
    """A date under the key `source`, in `zone` where it names none. `sure`: what cannot be read here, Pelican cannot either."""
    from postctl import dates

    written = text.replace("_", " ") if source.lower() in ("date", "name") else text
    known = dates.read(re.sub(" +", " ", written), zone)
    if known.ambiguous and "." in written[:6]:
        known = dates.read(written.replace(".", "/", 2), zone)._replace(form=None)
    moment = known.moment
    if moment is None:
        return Date(text, source, problem=_problem(text, known.problem), sure=_hopeless(text))
    word = _ZONE.search(known.form or "")
    if word and word[1] not in _UTC:  # a zone that dateutil does not know is none
        moment = moment.replace(tzinfo=zone)
    return Date(text, source, moment, known.iso, known.form)


def _hopeless(text: str) -> bool:
    core = text.strip()
    return not core or bool(_NO_SUCH_DAY.fullmatch(core)) or not (any(map(str.isdigit, core)) or _WORD.search(core))


def _problem(text: str, reason: str | None) -> str:
    if _hopeless(text):
        return f"Pelican leaves out a post whose date it cannot read: {text!r}"
    return f"Pelican may not read {text!r} as the date that is meant: {reason}"


def of_setting(value: object, zone: tzinfo) -> datetime | None:
    """`DEFAULT_DATE`: a text, or the numbers of a date. `None` for `fs` and for what is neither."""
    from postctl import dates

    if isinstance(value, str):
        return dates.read(value, zone).moment
    if not isinstance(value, list | tuple) or not all(isinstance(each, int) for each in value):
        return None
    try:
        return datetime(*value, tzinfo=zone)  # type: ignore[misc]
    except (TypeError, ValueError, OverflowError):
        return None
