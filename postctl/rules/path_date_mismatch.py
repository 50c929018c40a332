"""The date in a post's address or folder is another day than the date of the post.

`path: /blogs/04-29-2019-rain` with `date: 2019-04-28`: one of the two was changed and the
other forgotten, or a post was copied. Readers see both, one in the address bar and one
at the head of the page, and lists sort by the second.

Correct the one that is wrong. An address that readers know already had better stay, or
lead to the new one by a redirect.

Looked at are `path`, `permalink`, `url` and `slug` where a part of them begins with a
date, and folders such as `2019/04/`. A year and month alone, and folders, count only
where at least three posts have theirs right, and four of five. Of `04-05-2019` either
reading will do, unless at least three posts show which one the site has, and four times
as many as show the other one. Where more than a fifth of full dates disagree it is a habit, and one note says so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from posixpath import dirname

from postctl.model import Severity, Span, Value
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import entry, is_draft, place
from postctl.rules._dates import has_offset, quoted, real_day, sane_day
from postctl.site import Post, Site
from postctl.values import NamedTuple

_KEYS = ("path", "permalink", "url", "slug")
_HABIT = 0.2
_FEW = 3
_SHARE = 0.8
_END = r"(?=[-_./]|\Z)"
_FULL = later(
    rf"(?:\A|/)(?:(?P<year>\d{{4}})(?P<sep>[-_./])(?P<month>\d\d?)(?P=sep)(?P<day>\d\d?)"
    rf"|(?P<one>\d\d?)(?P<dash>[-_./])(?P<two>\d\d?)(?P=dash)(?P<last>\d{{4}})"
    rf"|(?P<y>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)){_END}",
    re.ASCII,
)
_MONTH = later(rf"(?:\A|/)(?P<year>\d{{4}})(?P<sep>[-/])(?P<month>\d\d){_END}", re.ASCII)


class _Spot(NamedTuple):
    """A date in an address or path, as `text`: the days it may mean. Where two numbers stand before the year the first is the
    reading with the month in front, the second the other one, `None` where the calendar has no such day.

    `own`: the day of the post. `key`: the front matter key, `''` for the folder. `whole`: it has a day, else the days are the
    first of a month.
    """

    post: Post
    own: date
    key: str
    text: str
    days: tuple[date | None, ...]
    whole: bool


class _Dated(NamedTuple):
    """The same of a text, whosever it is."""

    text: str
    days: tuple[date | None, ...]
    whole: bool


def _check(site: Site) -> Iterator[Finding]:
    groups: dict[tuple[str, bool], list[_Spot]] = defaultdict(list)
    for post, key, dated in _dated(site):
        own = sane_day(post, site)
        if own is not None and not is_draft(post):
            groups[key, dated.whole].append(_Spot(post, own, key, *dated))
    for (key, whole), spots in sorted(groups.items()):
        order = _order(spots)
        apart = [spot for spot in spots if not _agrees(spot, order)]
        if whole and key and len(apart) >= _FEW and len(apart) > _HABIT * len(spots):
            yield _habit(apart, spots, site)
        elif (whole and key) or (len(spots) - len(apart) >= _FEW and len(spots) - len(apart) >= _SHARE * len(spots)):
            yield from (_finding(spot, site) for spot in apart)


# --- dates in addresses ---------------------------------------------------------------------------------------------------


def _dated(site: Site) -> Iterator[tuple[Post, str, _Dated]]:
    """The posts with a date in an address, or in their folder, and the key it stands under."""
    for post in site.posts:
        front = post.front
        for key in _KEYS if not front.keys().isdisjoint(_KEYS) else ():
            if (dated := _of_address(front.get(key))) is not None:
                yield post, key, dated
        folder = post.path.rpartition("/")[0]
        dated = _of_folder(dirname(folder) if post.place.bundle else folder)
        if dated is not None:
            yield post, "", dated


def _of_address(value: Value) -> _Dated | None:
    return _in(value) if isinstance(value, str) and "://" not in value else None


def _in(text: str) -> _Dated | None:
    if not any(map(str.isdigit, text)):
        return None
    match = _FULL.search(text)
    days = _days(match) if match else ()
    whole = any(days)
    if match is None or not whole:
        match = _MONTH.search(text)
        days = _days_of(match["year"], ((match["month"], "1"),)) if match else ()
    if match is None or not any(days):
        return None
    return _Dated(match[0].removeprefix("/"), days, whole)


_of_folder = lru_cache(maxsize=1024)(_in)


def _days(match: re.Match[str]) -> tuple[date | None, ...]:
    if match["year"]:
        return _days_of(match["year"], ((match["month"], match["day"]),))
    if match["last"]:
        return _days_of(match["last"], ((match["one"], match["two"]), (match["two"], match["one"])))
    return _days_of(match["y"], ((match["m"], match["d"]),))


def _days_of(year: str, readings: Sequence[tuple[str, str]]) -> tuple[date | None, ...]:
    """The days that month and day may be; a year that no post is from makes none."""
    return tuple(real_day(f"{year}-{month:0>2}-{day:0>2}") for month, day in readings if "1970" <= year < "2100")


# --- what they should be ----------------------------------------------------------------------------------------------------


def _order(spots: Sequence[_Spot]) -> int | None:
    """Which of two readings is the site's, where at least three posts show it, and four times as many as show the other."""
    votes = [0, 0]
    for spot in spots:
        if len(spot.days) == 2 and spot.days.count(spot.own) == 1:
            votes[spot.days.index(spot.own)] += 1
    return next((order for order, some in enumerate(votes) if some >= _FEW and some >= 4 * votes[1 - order]), None)


def _agrees(spot: _Spot, order: int | None) -> bool:
    ordered = order is not None and len(spot.days) == 2 and spot.days[order] is not None
    readings = [each for n, each in enumerate(spot.days) if each is not None and (not ordered or n == order)]
    if spot.own in readings:
        return True
    assert spot.post.date is not None
    slack = 1 if has_offset(spot.post.date) and 1 < spot.own.year < 9999 else 0
    near = [spot.own + timedelta(days=step) for step in range(-slack, slack + 1)]
    if spot.whole:
        return any(each in readings for each in near)
    return any((each.year, each.month) == (reading.year, reading.month) for each in near for reading in readings)


def _finding(spot: _Spot, site: Site) -> Finding:
    post = spot.post
    assert post.date is not None
    where = f"`{spot.key}`" if spot.key else "the folder"
    return Finding(
        f"{where} says {spot.text}, {quoted(post.date)} is another {'day' if spot.whole else 'month'}",
        span=_span(spot, site),
        help="correct the one that is wrong" + ("; an address that readers know needs a redirect then" if spot.key else ""),
        path=post.path,
    )


def _habit(apart: Sequence[_Spot], spots: Sequence[_Spot], site: Site) -> Finding:
    return Finding(
        f"{len(apart)} of {len(spots)} posts have another day in `{apart[0].key}` than in their date, this one among them",
        span=_span(apart[0], site),
        help="as a habit that is fine; to be told of each such post, correct most of them first",
        path=apart[0].post.path,
        severity=Severity.INFO,
    )


def _span(spot: _Spot, site: Site) -> Span | None:
    """The characters of the date, where they stand as they are read, else the whole value."""
    if not spot.key:
        return None
    whole = place(entry(spot.post, site, spot.key))
    if whole is None:
        return None
    raw = spot.post.document.text[whole.start : whole.end]
    start = raw.find(spot.text)
    return Span(whole.start + start, whole.start + start + len(spot.text)) if start >= 0 else whole


def _post(path: str, date: str, key: str = "path") -> str:
    return f"---\ntitle: A\n{key}: {path}\ndate: {date}\n---\n"


_MONTH_FIRST = {f"src/{n}.md": _post(f"/blogs/04-{n:02}-2019-a", f"2019-04-{n:02}") for n in (1, 2, 3, 5)}
_FOLDERS = {f"content/posts/2019/0{n}/a.md": f"---\ntitle: A\ndate: 2019-0{n}-10\n---\n" for n in range(1, 6)}

RULE = Rule(
    code="P206",
    severity=Severity.WARNING,
    summary="an address or folder whose date is not the post's",
    site=_check,
    bad=(
        Example({"src/a.md": _post("/blogs/04-29-2019-rain", "2019-04-28")}, "gatsby"),
        Example({**_MONTH_FIRST, "src/a.md": _post("/blogs/06-05-2019-rain", "2019-05-06")}, "gatsby"),
        Example({"_posts/2019-04-28-a.md": "---\ntitle: A\npermalink: /2018/04/28/rain/\n---\n"}, "jekyll"),
        Example({**_FOLDERS, "content/posts/2019/06/a.md": "---\ntitle: A\ndate: 2020-06-10\n---\n"}, "hugo"),
        Example({f"{n}.md": _post(f"/2019-04-0{n}-a", "2018-01-01") for n in range(1, 6)}, "gatsby"),
    ),
    good=(
        Example({"src/a.md": _post("/blogs/04-28-2019-rain", "2019-04-28")}, "gatsby"),
        Example({"src/a.md": _post("/blogs/06-05-2019-rain", "2019-05-06")}, "gatsby"),
        Example({"src/a.md": _post("/2019/04/28/rain", "2019-04-29T00:30:00+09:00")}, "gatsby"),
        Example({"src/a.md": _post("/notes-of-2019-04-01", "2019-04-28")}, "gatsby"),
        Example({"content/talks/2019/06/a.md": "---\ntitle: A\ndate: 2020-06-10\n---\n"}, "hugo"),
        Example(_FOLDERS, "hugo"),
        Example({"_posts/2019-04-28-a.md": "---\ntitle: A\npermalink: /:year/:title/\n---\n"}, "jekyll"),
    ),
)
