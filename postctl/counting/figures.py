"""The figures of a site, counted from its posts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from statistics import median

from postctl import dates, status
from postctl.counting import windows
from postctl.counting.windows import Gap, Run, Window
from postctl.model import Status, Tick
from postctl.site import Post, Site
from postctl.values import NamedTuple, replace

PUBLIC = frozenset({Status.PUBLISHED, Status.UNLISTED, Status.EXPIRED})
"""What has come out: readers meet it, may meet it, or could meet it once."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
AGES = (("week", 7), ("month", 30), ("half_year", 182), ("year", 365))
"""Drafts younger than so many days."""


class Words(NamedTuple):
    """The words of the public posts by path, and what they come to."""

    by_path: Mapping[str, int]
    total: int
    reading_minutes: int
    median: int
    longest: Post | None


class Amount(NamedTuple):
    """What a stretch of time, a tag or a language has. `words is None`: not counted."""

    name: str
    posts: int
    words: int | None


class Draft(NamedTuple):
    """A draft and the day it says, with its age in days."""

    post: Post
    day: date
    age: int


class Ahead(NamedTuple):
    """A post that waits for its day, and whether it is a draft that `publish --due` releases."""

    post: Post
    day: date
    at: str
    draft: bool


class Figures(NamedTuple):
    """All there is to say. `undated`: public posts without a day; `later`: public posts dated later than now. What is counted by
    years, months, weekdays and days are the others; `average`: their number a month within the window.
    """

    window: Window
    statuses: Mapping[Status, int]
    public: int
    undated: int
    later: int
    words: Words | None
    days: Mapping[date, int]
    years: Sequence[Amount]
    months: Sequence[Amount]
    weekdays: Sequence[Amount]
    tags: Sequence[Amount]
    languages: Sequence[Amount]
    longest: Run | None
    current: Run | None
    gap: Gap | None
    average: float
    drafts: Mapping[str, int]
    oldest: Draft | None
    ahead: Sequence[Ahead]


def counted(site: Site, within: Window, *, words: bool, tick: Tick | None = None) -> Figures:
    """The figures of all posts of a site, or of those of the window's year. `words` reads their bodies; `tick` is told how far
    that is.
    """
    zone = windows.zone_of(site)
    site = site if within.year is None else _of_year(site, within.year)
    known = [(post, status.effective(post, site.settings, site.at).status) for post in site.posts]
    public = [post for post, now in known if now in PUBLIC]
    counts = _words(public, site, tick) if words else None
    days = {post.path: day for post in public if (day := windows.day(post.date, zone)) is not None}
    dated = [post for post in public if post.path in days and days[post.path] <= within.today]
    by_day = Counter(days[post.path] for post in dated)
    drafts = [(post, windows.day(post.date, zone)) for post, now in known if now is Status.DRAFT]
    there = [day for day in by_day if within.first <= day <= within.last]

    def amounts(posts: Iterable[Post], names: Callable[[Post], Iterable[str]]) -> dict[str, Amount]:
        return _amounts(posts, names, counts.by_path if counts is not None else None)

    return Figures(
        window=within,
        statuses=_statuses(site, known),
        public=len(public),
        undated=sum(post.path not in days for post in public),
        later=len(days) - len(dated),
        words=counts,
        days=dict(sorted(by_day.items())),
        years=_by_name(amounts(dated, lambda post: (days[post.path].isoformat()[:4],))),
        months=_by_name(amounts(dated, lambda post: (days[post.path].isoformat()[:7],))),
        weekdays=_weekdays(amounts(dated, lambda post: (WEEKDAYS[days[post.path].weekday()],))),
        tags=_by_posts(amounts(public, lambda post: dict.fromkeys(post.tags))),
        languages=_by_posts(amounts(public, lambda post: (post.lang,) if post.lang else ())),
        longest=windows.longest_run(by_day),
        current=windows.current_run(by_day, within.today),
        gap=windows.longest_gap(by_day),
        average=_average(sum(by_day[day] for day in there), within, min(by_day, default=None)),
        drafts=_ages([day for _, day in drafts], within.today),
        oldest=_oldest(drafts, within.today),
        ahead=_ahead(site, known),
    )


def _of_year(site: Site, year: int) -> Site:
    """The site with only those of its posts whose date is in a year."""
    zone = windows.zone_of(site)
    days = ((post, windows.day(post.date, zone)) for post in site.posts)
    return replace(site, posts=tuple(post for post, day in days if day is not None and day.year == year), broken=())


def _statuses(site: Site, known: Iterable[tuple[Post, Status]]) -> dict[Status, int]:
    found = Counter(now for _, now in known)
    return {each: len(site.broken) if each is Status.BROKEN else found[each] for each in Status}


def _words(posts: Sequence[Post], site: Site, tick: Tick | None) -> Words:
    from postctl import facts, markdown

    found: dict[str, int] = {}
    for number, post in enumerate(posts, 1):
        found[post.path] = facts.words(post, site)
        if tick is not None:
            tick(number, len(posts))
    minutes = sum(map(markdown.reading_minutes, found.values()))
    longest = max(posts, key=lambda post: (found[post.path], post.path), default=None)
    return Words(found, sum(found.values()), minutes, round(median(found.values())) if found else 0, longest)


# --- by name --------------------------------------------------------------------------------------------------------------


def _amounts(posts: Iterable[Post], names: Callable[[Post], Iterable[str]], words: Mapping[str, int] | None) -> dict[str, Amount]:
    found: dict[str, Amount] = {}
    for post in posts:
        for name in names(post):
            before = found.get(name) or Amount(name, 0, None if words is None else 0)
            more = None if words is None or before.words is None else before.words + words[post.path]
            found[name] = Amount(name, before.posts + 1, more)
    return found


def _by_name(amounts: Mapping[str, Amount]) -> tuple[Amount, ...]:
    return tuple(amounts[name] for name in sorted(amounts))


def _weekdays(amounts: Mapping[str, Amount]) -> tuple[Amount, ...]:
    return tuple(amounts[name] for name in WEEKDAYS if name in amounts)


def _by_posts(amounts: Mapping[str, Amount]) -> tuple[Amount, ...]:
    return tuple(sorted(amounts.values(), key=lambda each: (-each.posts, each.name.casefold(), each.name)))


def _average(posts: int, within: Window, begun: date | None) -> float:
    """Posts a month from the beginning of the window, or from the first post of all, to now; at least one month counts."""
    first = max(within.first, begun) if begun is not None else within.first
    days = (within.past - first).days + 1
    months = 12 * days / ((within.last - within.first).days + 1)
    return round(posts / max(1.0, months), 2)


# --- what waits -----------------------------------------------------------------------------------------------------------


def _ages(days: Iterable[date | None], today: date) -> dict[str, int]:
    found = dict.fromkeys(("ahead", *(name for name, _ in AGES), "older", "undated"), 0)
    for day in days:
        found[_age(day, today)] += 1
    return found


def _age(day: date | None, today: date) -> str:
    if day is None:
        return "undated"
    age = (today - day).days
    return "ahead" if age < 0 else next((name for name, limit in AGES if age < limit), "older")


def _oldest(drafts: Iterable[tuple[Post, date | None]], today: date) -> Draft | None:
    dated = (Draft(post, day, (today - day).days) for post, day in drafts if day is not None and day <= today)
    return min(dated, key=lambda each: (each.day, each.post.path), default=None)


def _ahead(site: Site, known: Iterable[tuple[Post, Status]]) -> tuple[Ahead, ...]:
    """The posts that go out by themselves or with `publish --due`, the next first."""
    zone = windows.zone_of(site)
    found = []
    for post, now in known:
        release = status.release(post, site.settings) if now is Status.DRAFT else None
        at = status.effective(post, site.settings, site.at).changes_at if now is Status.SCHEDULED else None
        if release is not None and release.moment is not None and release.moment > site.at:
            at = release.moment
        if at is not None:
            there = dates.in_zone(at, zone)
            found.append((at, Ahead(post, there.date(), there.isoformat(), now is Status.DRAFT)))
    return tuple(each for _, each in sorted(found, key=lambda pair: (pair[0], pair[1].post.path)))
