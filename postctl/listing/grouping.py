"""Posts under headings: by year, tag, status, or by what any other column says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from postctl import dotted, records
from postctl.listing import ordering
from postctl.records import Seen
from postctl.values import NamedTuple

COMMON = ("year", "month", "tag", "status", "lang")


class Group(NamedTuple):
    """The posts that have one value in a column; `None`: those that have none there."""

    value: Any
    posts: list[Seen]


def groups(found: Sequence[Seen], name: str, *, reverse: bool, by_size: bool) -> list[Group]:
    """The groups in the order of the column, in each the posts as they came; a post with several tags is in several.

    `by_size`: the largest first. What has no value comes last.
    """
    column = records.column(name)
    members: dict[Any, list[Seen]] = {}
    ranks: dict[Any, Any] = {}
    for seen in found:
        value = column.value(seen)
        for each in _each(value):
            members.setdefault(each, []).append(seen)
            if each not in ranks:
                whole = column.order is not None and not isinstance(value, list)
                ranks[each] = column.order(seen) if column.order is not None and whole else each
    there = sorted((value for value in members if value is not None), key=str)
    there.sort(key=lambda value: ordering.comparable(ranks[value]), reverse=(column.first == "down") != reverse)
    if by_size:
        there.sort(key=lambda value: len(members[value]), reverse=not reverse)
    return [Group(value, members[value]) for value in (*there, *([None] if None in members else []))]


def _each(value: Any) -> list[Any]:
    """The values of one post, once each; those that are no plain value as text."""
    if isinstance(value, list):
        found = dict.fromkeys(inner for each in value for inner in _each(each) if inner is not None)
        return [*found] or [None]
    if dotted.empty(value):
        return [None]
    return [str(value).lower() if isinstance(value, bool) else value if isinstance(value, str) else str(value)]


def heading(name: str, value: Any) -> str:
    """What stands above a group, for people."""
    if value is not None:
        return str(value)
    return f"no {name.removeprefix('fm.').rstrip('s') if name == 'tags' else name.removeprefix('fm.')}"
