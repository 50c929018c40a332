"""The texts of a column of a table, made for all its records at once: what is true of all of them has to be found out once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from postctl.escaping import one_line
from postctl.formats._cells import width
from postctl.formats._paint import cell_text, status_text
from postctl.model import View
from postctl.regexes import later
from postctl.values import dataclass

_MINUTE = later(r"(\d{4,}-\d\d-\d\d)T(\d\d:\d\d)")
_DAYS = frozenset({"date", "updated", "expires"})
_MOMENTS = frozenset({"changes_at", "appears"})
_NEAR = 7


@dataclass(frozen=True, slots=True)
class Texts:
    """A column: what stands in it, how many cells the longest takes, whether all are as long as they are wide (`plain`)."""

    name: str
    heading: str
    items: list[str]
    cells: int
    plain: bool
    number: bool

    @property
    def heading_cells(self) -> int:
        """Cells of the heading."""
        return width(self.heading)


def texts(name: str, view: View, *, people: bool) -> Texts:
    """The column of a view. `people`: days near today are said in words."""
    values = [row.get(name) for row in view.rows]
    if view.key == "groups" and name == "group":
        values = [row.get("_label", value) for row, value in zip(view.rows, values, strict=True)]
    items = _written(name, values, view, people=people)
    whole = "".join(items)
    plain = whole.isascii()
    if not (plain and whole.isprintable()):
        items = _each(items, one_line)
        plain = all(map(str.isascii, items))
    cells = max(map(len, items), default=0) if plain else max(map(width, set(items)), default=0)
    heading = one_line(name.lstrip("_").replace("_", " "))
    return Texts(name, heading, items, cells, plain, all(value is None or type(value) in (int, float) for value in values))


def _written(name: str, values: list[Any], view: View, *, people: bool) -> list[str]:
    """The values as text; what repeats itself is written once."""
    if name == "status":
        return _each(values, lambda value: status_text(cell_text(value)))
    if name in _MOMENTS:
        return [_minute(value) for value in values]
    if name in _DAYS:
        near = _near_days(str(view.head.get("_today") or "")) if people else {}
        return _each(values, lambda value: near.get(day := _day(value), day))
    return [value if type(value) is str else cell_text(value) for value in values]


def _each(values: list[Any], write: Callable[[Any], str]) -> list[str]:
    known = {value: write(value) for value in set(values)}
    return [known[value] for value in values]


def _minute(value: Any) -> str:
    text = cell_text(value)
    moment = _MINUTE.match(text)
    return f"{moment[1]} {moment[2]}" if moment else text


def _day(value: Any) -> str:
    text = cell_text(value)
    return text[:10] if text[10:11] == "T" and _MINUTE.match(text) else text


def _near_days(today: str) -> dict[str, str]:
    """The days around today as people say them."""
    try:
        here = date.fromisoformat(today)
        days = {distance: (here + timedelta(days=distance)).isoformat() for distance in range(-_NEAR, _NEAR + 1)}
    except (ValueError, OverflowError):
        return {}
    return {day: _said(distance) for distance, day in days.items()}


def _said(distance: int) -> str:
    words = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return words.get(distance) or (f"in {distance} days" if distance > 0 else f"{-distance} days ago")
