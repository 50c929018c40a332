"""The figures as what a command shows: one object for JSON and for people, or records for everything else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from postctl import dates
from postctl.counting import windows
from postctl.counting.figures import Ahead, Amount, Draft, Figures, Words
from postctl.counting.windows import Gap, Run
from postctl.model import Status, View
from postctl.site import Post, Site

COLUMNS = ("figure", "name", "count", "words")


def view(site: Site, figures: Figures, by: str = "") -> View:
    """All figures as one record in the head; the months are its rows. `by`: the one division of time people want to see."""
    head: dict[str, Any] = {
        "root": site.root,
        "generator": site.generator.name,
        "at": dates.in_zone(site.at, windows.zone_of(site)).isoformat(),
        "timezone": site.settings.timezone or "UTC",
        "from": figures.window.first.isoformat(),
        "to": figures.window.last.isoformat(),
        "statuses": {str(name): count for name, count in figures.statuses.items()},
        "posts": figures.public,
        "undated": figures.undated,
        "later": figures.later,
        "words": _words(figures.words),
        "posts_per_month": figures.average,
        "first": min(figures.days).isoformat() if figures.days else None,
        "last": max(figures.days).isoformat() if figures.days else None,
        "runs": {"longest": _run(figures.longest), "current": _run(figures.current)},
        "gap": _gap(figures.gap),
        "drafts": {**figures.drafts, "oldest": _oldest(figures.oldest)},
        "scheduled": [_ahead(each) for each in figures.ahead],
        "tags": _amounts("tag", figures.tags),
        "languages": _amounts("lang", figures.languages),
        "weekdays": _amounts("weekday", figures.weekdays),
        "days": [{"day": day.isoformat(), "posts": count} for day, count in figures.days.items()],
        "years": _amounts("year", figures.years),
        "_today": figures.window.today,
        "_window": (figures.window.first, figures.window.last),
        "_year": figures.window.year,
        "_by": by,
    }
    return View("months", (), tuple(_amounts("month", figures.months)), head, summary(figures))


def plain(site: Site, figures: Figures, *, days: bool = True) -> View:
    """Each number as a record of its own: what it is, of what, and how many posts (weeks of a run, days of a gap).

    `days`: those of every day too, which are many.
    """
    found = (*_rows(figures), *(_days(figures) if days else ()))
    rows = tuple(dict(zip(COLUMNS, row, strict=True)) for row in found)
    head = {"root": site.root, "generator": site.generator.name}
    return View("figures", COLUMNS, rows, head, summary(figures))


def summary(figures: Figures) -> str:
    """`14 posts: 12 published, 2 draft`; `no posts` where there is none."""
    total = sum(figures.statuses.values())
    if not total:
        return "no posts"
    parts = (f"{count:,} {name}" for name, count in _in_order(figures.statuses))
    return f"{total:,} post{'' if total == 1 else 's'}: {', '.join(parts)}"


def _in_order(statuses: Mapping[Status, int]) -> Iterator[tuple[Status, int]]:
    first = (Status.PUBLISHED, Status.SCHEDULED, Status.DRAFT)
    yield from ((name, statuses[name]) for name in (*first, *(each for each in Status if each not in first)) if statuses[name])


# --- parts of the record ------------------------------------------------------------------------------------------------


def _amounts(kind: str, amounts: Iterable[Amount]) -> list[dict[str, Any]]:
    return [{kind: each.name, "posts": each.posts, "words": each.words} for each in amounts]


def _words(words: Words | None) -> dict[str, Any] | None:
    if words is None:
        return None
    longest = {**_named(words.longest), "words": words.by_path[words.longest.path]} if words.longest is not None else None
    return {"total": words.total, "reading_minutes": words.reading_minutes, "median": words.median, "longest": longest}


def _named(post: Post) -> dict[str, str]:
    return {"path": post.path, "title": post.title}


def _run(run: Run | None) -> dict[str, Any] | None:
    return {"weeks": run.weeks, "from": run.first.isoformat(), "to": run.last.isoformat()} if run is not None else None


def _gap(gap: Gap | None) -> dict[str, Any] | None:
    return {"days": gap.days, "from": gap.first.isoformat(), "to": gap.last.isoformat()} if gap is not None else None


def _oldest(draft: Draft | None) -> dict[str, Any] | None:
    return {**_named(draft.post), "date": draft.day.isoformat(), "days": draft.age} if draft is not None else None


def _ahead(ahead: Ahead) -> dict[str, Any]:
    return {**_named(ahead.post), "status": "draft" if ahead.draft else "scheduled", "at": ahead.at}


# --- records ------------------------------------------------------------------------------------------------------------


def _rows(figures: Figures) -> Iterator[tuple[str, str, int | float | None, int | None]]:
    yield from (("status", str(name), count, None) for name, count in figures.statuses.items())
    yield "public", "posts", figures.public, figures.words.total if figures.words is not None else None
    yield "public", "undated", figures.undated, None
    yield "public", "later", figures.later, None
    if figures.words is not None:
        yield "public", "reading minutes", figures.words.reading_minutes, None
        yield "public", "median words", figures.words.median, None
    yield "public", "posts per month", figures.average, None
    yield "run", "longest", figures.longest.weeks if figures.longest is not None else 0, None
    yield "run", "current", figures.current.weeks if figures.current is not None else 0, None
    yield "gap", "longest", figures.gap.days if figures.gap is not None else None, None
    yield from (("draft", name, count, None) for name, count in figures.drafts.items())
    divisions = (
        ("year", figures.years),
        ("month", figures.months),
        ("weekday", figures.weekdays),
        ("tag", figures.tags),
        ("lang", figures.languages),
    )
    yield from ((kind, each.name, each.posts, each.words) for kind, amounts in divisions for each in amounts)


def _days(figures: Figures) -> Iterator[tuple[str, str, int, None]]:
    yield from (("day", day.isoformat(), count, None) for day, count in figures.days.items())
