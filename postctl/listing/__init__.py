"""`list`: which posts, in which order, with which columns."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC
from typing import Any, TypeAlias

from postctl import nearest, records
from postctl.errors import UsageError
from postctl.listing import choosing, grouping, ordering, saying
from postctl.listing.choosing import Choice
from postctl.listing.saying import nothing, unread
from postctl.model import View
from postctl.records import Seen
from postctl.records.columns import NAMES
from postctl.site import Site
from postctl.values import NamedTuple

__all__ = ["COLUMNS", "FOR_PEOPLE", "FOR_PIPES", "Choice", "Problems", "Shape", "known", "nothing", "unread", "view"]

COLUMNS = (*NAMES, "_about")
FOR_PEOPLE = ("status", "date", "title", "_about", "path")
FOR_PIPES = ("status", "date", "path", "title", "reason")
_COUNTED = frozenset({"words", "reading_minutes"})

Problems: TypeAlias = Callable[[frozenset[str]], Mapping[str, Sequence[str]]]
"""Asked for the codes of the findings of some paths, by path: the dearest thing to know of a post, so it comes last."""


class Shape(NamedTuple):
    """How the posts are listed. `columns`: as a table shows them; `members`: further names each record needs.

    `sort`: columns, `a,b:desc`. `group`: the column that makes groups, `''` for none. `counted`: only how many there are.
    """

    columns: tuple[str, ...]
    members: tuple[str, ...] = ()
    sort: str = "date"
    reverse: bool = False
    limit: int | None = None
    group: str = ""
    counted: bool = False


def view(site: Site, choice: Choice, shape: Shape, problems: Problems = lambda paths: {}) -> View:
    """The chosen posts as records. Newest first where they are sorted by date.

    Raises `UsageError` for a column, a sort key or a group that no post has anything for.
    """
    shape = _named(site, shape)
    keys = ordering.keys(shape.sort, reverse=shape.reverse)
    by = [key for key in keys if not (shape.group and key.name == ordering.BY_SIZE)]
    _known(site, "column", (*shape.columns, *choice.missing))
    _known(site, "sort key", [key.name for key in by])
    found = choosing.chosen(site, choice)
    early = "problems" in {shape.group, *(key.name for key in by)}
    if early:
        _coded(found, problems)
    found = ordering.sort(found, by)
    grouped = _grouped(found, shape)
    lines = [(group, seen) for group in grouped for seen in group.posts]
    shown = lines if shape.limit is None else lines[: shape.limit]
    if "problems" in (*shape.columns, *shape.members) and not early and not shape.counted:
        _coded([seen for _, seen in shown], problems)
    head = _head(site)
    groups = len(grouped) if shape.group else None
    if shape.counted:
        limited = grouped if shape.limit is None else grouped[: shape.limit]
        return _counted(limited, shape, head | {"count": len(found)}, saying.summary(found, len(found), site, choice, groups))
    read = _reader(shape)
    rows = tuple(_row(group, seen, shape, read) for group, seen in shown)
    head = {**head, "count": len(rows), "total": len(lines)}
    columns = ("group", *shape.columns) if shape.group else shape.columns
    return View("posts", columns, rows, head, saying.summary(found, len(shown), site, choice, groups))


def known(what: str, names: Iterable[str], allowed: Sequence[str]) -> None:
    """Raise `UsageError`, naming the nearest, for a name that is not among those allowed."""
    public = ", ".join(each for each in allowed if not each.startswith("_"))
    for name in names:
        if name not in allowed:
            raise UsageError(f"no {what} is called {name!r}", nearest.hint(name, allowed, f"known: {public}", most=1))


def _named(site: Site, shape: Shape) -> Shape:
    """The shape with all names as columns are called."""
    group = records.named(shape.group) if shape.group else ""
    _known(site, "column to group by", (group,) if group else ())
    return shape._replace(columns=tuple(map(records.named, shape.columns)), group=group)


def _known(site: Site, what: str, names: Iterable[str]) -> None:
    """Raise `UsageError` for a name that is no column, and no key of any post or of the generator."""
    unknown = [name for name in map(records.named, names) if name not in COLUMNS and not name.startswith("fm.")]
    if not unknown:
        return
    keys = records.keys(site.posts) | {key.casefold() for key in site.generator.keys}
    for name in unknown:
        if name.casefold() not in keys:
            hint = f"columns: {', '.join(NAMES)}, or a key of the front matter, such as {_example(keys)}"
            raise UsageError(f"no {what} is called {name!r}", nearest.hint(name, [*NAMES, *sorted(keys)], hint, most=1))


def _example(keys: Iterable[str]) -> str:
    return next((key for key in sorted(keys) if key not in COLUMNS), "cover")


def _head(site: Site) -> dict[str, Any]:
    """The totals for programs; `_today` and `_at_utc` for people and calendars, and `_name`, by which these know the site."""
    from urllib.parse import urlsplit

    from postctl import dates

    name = urlsplit(records.home(site)).netloc or posixpath.basename(site.root)
    moments = {"_today": site.at.date().isoformat(), "_at_utc": dates.in_zone(site.at, UTC).isoformat()}
    return {"root": site.root, "generator": site.generator.name, "_name": name, **moments}


def _coded(found: Sequence[Seen], problems: Problems) -> None:
    codes = problems(frozenset(seen.path for seen in found)) if found else {}
    for seen in found:
        seen.codes = codes.get(seen.path, ())


def _grouped(found: list[Seen], shape: Shape) -> list[grouping.Group]:
    if not shape.group:
        return [grouping.Group(None, found)]
    by_size = ordering.BY_SIZE in (part.strip() for part in shape.sort.split(","))
    return grouping.groups(found, shape.group, reverse=shape.reverse, by_size=by_size)


def _reader(shape: Shape) -> list[tuple[str, Callable[[Seen], Any]]]:
    """What each record has, and how to find it out. Words are counted only where they are asked for."""
    names = dict.fromkeys((*shape.members, *shape.columns))
    counted = _COUNTED & set(shape.columns)
    return [(name, _unknown if name in _COUNTED and not counted else records.column(name).value) for name in names]


def _unknown(seen: Seen) -> None:
    return None


def _row(group: grouping.Group, seen: Seen, shape: Shape, read: Sequence[tuple[str, Callable[[Seen], Any]]]) -> dict[str, Any]:
    row = {name: value(seen) for name, value in read}
    if not shape.group:
        return row
    about = {"group": group.value, "_group": grouping.heading(shape.group, group.value), "_size": len(group.posts)}
    return about | row


def _counted(groups: Sequence[grouping.Group], shape: Shape, head: Mapping[str, Any], summary: str) -> View:
    """How many there are, in each group."""
    if not shape.group:
        return View("groups", ("count",), ({"count": head["count"]},), head)
    rows = tuple(
        {"group": group.value, "count": len(group.posts), "_label": grouping.heading(shape.group, group.value)}
        for group in groups
    )
    return View("groups", ("group", "count"), rows, head, summary)
