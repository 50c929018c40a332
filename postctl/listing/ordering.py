"""The order of what is listed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from postctl import records
from postctl.errors import UsageError
from postctl.records import Column, Seen
from postctl.values import NamedTuple

_DIRECTIONS = {"asc": "up", "desc": "down"}
BY_SIZE = "count"
"""Sorts groups by how many posts they have."""


class Key(NamedTuple):
    """A column to sort by. `down`: the greatest first."""

    name: str
    column: Column
    down: bool


def keys(text: str, *, reverse: bool = False) -> tuple[Key, ...]:
    """The columns in `a,b:desc`. Without a direction moments and numbers begin with the greatest, texts with A.

    `reverse` turns all of them round. Raises `UsageError` for a direction that there is none of.
    """
    return tuple(_key(part.strip(), reverse=reverse) for part in text.split(",") if part.strip())


def _key(text: str, *, reverse: bool) -> Key:
    name, colon, direction = text.rpartition(":")
    if not colon or (direction.lower() not in _DIRECTIONS and name.startswith("fm.")):
        name, direction = text, ""
    if direction and direction.lower() not in _DIRECTIONS:
        raise UsageError(f"--sort {text}: no direction is called {direction!r}", "it is asc or desc, as in --sort date:asc")
    found = records.column(records.named(name))
    down = (_DIRECTIONS[direction.lower()] if direction else found.first) == "down"
    return Key(found.name, found, down != reverse)


def sort(found: list[Seen], by: Sequence[Key]) -> list[Seen]:
    """In the order of the first key, of equals in that of the next; what has no value comes last either way, in that of paths."""
    found = sorted(found, key=lambda seen: seen.path)
    for key in reversed(by):
        order = key.column.order or key.column.value
        pairs = [(order(seen), seen) for seen in found]
        there = [(comparable(value), seen) for value, seen in pairs if value is not None and value not in ("", [])]
        there.sort(key=lambda pair: pair[0], reverse=key.down)
        found = [seen for _, seen in there] + [seen for value, seen in pairs if value is None or value in ("", [])]
    return found


def comparable(value: Any) -> Any:
    """Letter case does not count, and a list is its items in a row."""
    if isinstance(value, str):
        return value.casefold()
    return [str(each).casefold() for each in value] if isinstance(value, list) else value
