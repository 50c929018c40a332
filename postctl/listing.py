"""`list`: which posts, in which order, with which columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from postctl import nearest, records, resolving, status
from postctl.errors import UsageError
from postctl.expressions import Expression
from postctl.model import Status, View
from postctl.site import Post, Site

COLUMNS = (*records.FIELDS, "_about")
FOR_PEOPLE = ("status", "date", "title", "_about", "path")
FOR_PIPES = ("status", "date", "path", "title", "reason")
SORTS = ("date", "title", "path", "status", "updated", "slug", "words")


class Choice(NamedTuple):
    """What to list. Empty means all; `statuses` and `tags` are each a union, together an intersection."""

    statuses: frozenset[Status] = frozenset()
    words: str = ""
    tags: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    sort: str = "date"
    reverse: bool = False
    limit: int | None = None
    where: Expression | None = None


def view(site: Site, choice: Choice, columns: Sequence[str], problems: Mapping[str, Sequence[str]] | None = None) -> View:
    """The chosen posts as records. Newest first where they are sorted by date. `problems`: codes of findings by path.

    Raises `UsageError` for a column or sort key that does not exist.
    """
    known("column", columns, COLUMNS)
    known("sort key", (choice.sort,), SORTS)
    counted = "words" in columns or "reading_minutes" in columns or choice.sort == "words"
    found = problems or {}
    rows = [records.record(post, site, words=counted, problems=found.get(post.path, ())) for post in _chosen(site, choice)]
    rows += [records.broken(each, found.get(each.path, ())) for each in site.broken if _wants_broken(each.path, choice)]
    rows = _sorted(rows, site, choice)
    shown = rows if choice.limit is None else rows[: choice.limit]
    head = {"root": site.root, "generator": site.generator.name, "count": len(shown)}
    return View("posts", tuple(columns), tuple(shown), head, _summary(rows, len(shown), site))


def known(what: str, names: Iterable[str], allowed: Sequence[str]) -> None:
    """Raise `UsageError`, naming the nearest, for a name that is not among those allowed."""
    public = ", ".join(each for each in allowed if not each.startswith("_"))
    for name in names:
        if name not in allowed:
            raise UsageError(f"no {what} is called {name!r}", nearest.hint(name, allowed, f"known: {public}", most=1))


def _chosen(site: Site, choice: Choice) -> Iterable[Post]:
    posts: Iterable[Post] = resolving.matching(site.posts, choice.words) if choice.words else site.posts
    tests: list[Callable[[Post], bool]] = []
    if choice.statuses:
        tests.append(lambda post: status.effective(post, site.settings, site.at).status in choice.statuses)
    if choice.tags:
        wanted = {tag.casefold() for tag in choice.tags}
        tests.append(lambda post: any(tag.casefold() in wanted for tag in post.tags))
    if choice.langs:
        tests.append(lambda post: post.lang in choice.langs)
    if choice.since is not None or choice.until is not None:
        tests.append(lambda post: _within(records.moment(post), choice))
    if (where := choice.where) is not None:
        tests.append(lambda post: where.fits(post, site))
    return [post for post in posts if all(test(post) for test in tests)]


def _within(moment: datetime | None, choice: Choice) -> bool:
    if moment is None:
        return False
    return (choice.since is None or moment >= choice.since) and (choice.until is None or moment <= choice.until)


def _wants_broken(path: str, choice: Choice) -> bool:
    if choice.tags or choice.langs or choice.since or choice.until or choice.where:
        return False
    named = all(word in path.casefold() for word in choice.words.casefold().split())
    return named and (not choice.statuses or Status.BROKEN in choice.statuses)


def _sorted(rows: list[dict[str, Any]], site: Site, choice: Choice) -> list[dict[str, Any]]:
    """By a date newest first, by anything else ascending; what has no value comes last either way."""
    rows = sorted(rows, key=lambda row: str(row["path"]))
    dated = {"date": records.moment, "updated": records.updated}.get(choice.sort)
    moments = {post.path: dated(post) for post in site.posts} if dated else {}
    values = [moments.get(row["path"]) if dated else row[choice.sort] for row in rows]
    there = [(value, row) for value, row in zip(values, rows, strict=True) if value is not None]
    without = [row for value, row in zip(values, rows, strict=True) if value is None]
    there.sort(key=lambda pair: _comparable(pair[0]), reverse=(dated is not None) != choice.reverse)
    return [row for _, row in there] + without


def _comparable(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def _summary(rows: Sequence[Mapping[str, Any]], shown: int, site: Site) -> str:
    counts = {name: sum(row["status"] == name for row in rows) for name in Status}
    parts = [f"{counts[name]} {name}" for name in Status if counts[name]]
    total = f"{len(rows)} post{'' if len(rows) == 1 else 's'}"
    only = f", the first {shown} shown" if shown < len(rows) else ""
    if parts:
        return f"{total}{only}: {', '.join(parts)}"
    known = len(site.posts) + len(site.broken)
    return f"none of {known} posts fits" if known else f"no posts in {site.root} ({site.generator.title})"
