"""The year of a date is long gone, or far away: `0219`, `2109`.

There were no blogs before 1990, and hardly anybody dates a post more than ten years
ahead, so it is mostly a year with two digits in each other's place. The post then sorts
below all others or above them; where the generator waits for the day it will not be
seen, and nothing says so.

Correct the year. Where it has the digits of a year from which the site has posts, in
another order, that one is suggested.

A site about history has many such dates, and a page may be pinned by one. Where three or
more posts, and more than one in twenty, have them, one note for the whole site says so.
How long a post stays is not looked at: to expire in 2099 is to stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from postctl.model import Date, Edit, Fix, Severity, Span
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import is_draft
from postctl.rules._dates import exact_span, plausible_years, quoted, span
from postctl.site import Post, Site

_HABIT = 0.05


def _check(site: Site) -> Iterator[Finding]:
    if not _has_odd_year(site):
        return
    dated = [(post, dates) for post in site.posts if (dates := tuple(_dates(post))) and not is_draft(post)]
    odd = [(post, date) for post, dates in dated for date in dates if _is_odd(date, site)]
    if len(odd) >= 3 and len(odd) > _HABIT * len(dated):
        yield _habit(odd, len(dated), site)
        return
    years = {_year(date) for _, dates in dated for date in dates if not _is_odd(date, site)}
    for post, date in odd:
        yield _finding(post, site, date, years)


def _has_odd_year(site: Site) -> bool:
    """Whether any date there is may be an odd one: those of all posts are in few years."""
    dates = [date for post in site.posts for date in (post.date, post.goes_live, post.updated) if date is not None]
    years = {date.moment.year for date in dates if date.moment is not None}
    return not years.issubset(plausible_years(site))


def _dates(post: Post) -> Iterator[Date]:
    """The dates that say when a post is from: each that is a moment, and is what was written."""
    seen: set[str] = set()
    for date in (post.date, post.goes_live, post.updated):
        if date is not None and date.moment is not None and date.problem is None and date.source not in seen:
            seen.add(date.source)
            yield date


def _year(date: Date) -> int:
    assert date.moment is not None
    return date.moment.year


def _is_odd(date: Date, site: Site) -> bool:
    return _year(date) not in plausible_years(site)


def _habit(odd: list[tuple[Post, Date]], of: int, site: Site) -> Finding:
    post, date = odd[0]
    years = plausible_years(site)
    return Finding(
        f"{len(odd)} of {of} posts have a date before {years[0]} or after {years[-1]}, this one among them",
        span=span(post, site, date),
        help="as a habit that is fine; to be told of each such post, correct most of them first",
        path=post.path,
        severity=Severity.INFO,
    )


def _finding(post: Post, site: Site, date: Date, years: Iterable[int]) -> Finding:
    meant = _meant(f"{_year(date):04}", years)
    return Finding(
        f"{quoted(date)} is in the year {_year(date)}",
        span=span(post, site, date),
        help=f"did you mean {meant}?" if meant else "correct the year, if it is not meant",
        fix=_fix(post, site, date, meant) if meant else None,
        path=post.path,
    )


def _meant(digits: str, years: Iterable[int]) -> str:
    """The one year of the site's that two neighbouring digits in each other's place may have come from."""
    turned = {digits[:n] + two + one + digits[n + 2 :] for n, (one, two) in enumerate(pairwise(digits))}
    near = {f"{year + step:04}" for year in years for step in (0, 1)}
    found = sorted(turned & near)
    return found[0] if len(found) == 1 else ""


def _fix(post: Post, site: Site, date: Date, meant: str) -> Fix | None:
    place = exact_span(post, site, date)
    written = f"{_year(date):04}"
    if place is None or date.text.count(written) != 1:
        return None
    start = place.start + date.text.strip().index(written)
    return Fix(safe=False, edits=(Edit(Span(start, start + 4), meant),))


def _post(date: str) -> str:
    return f"---\ntitle: A\ndate: {date}\n---\n"


_USUAL = {f"{n}.md": _post(f"2019-0{n}-01") for n in range(1, 6)}

RULE = Rule(
    code="P211",
    severity=Severity.WARNING,
    summary="a date in a year long gone or far away",
    site=_check,
    bad=(
        Example({**_USUAL, "a.md": _post("2109-04-28")}),
        Example({"content/a.md": _post("0219-04-28")}, "hugo"),
        Example({**_USUAL, "a.md": _post('"0219-04-28T10:00:00Z"')}, "gatsby"),
        Example({"_posts/1019-04-28-a.md": "---\ntitle: A\n---\n"}, "jekyll"),
        Example({f"{n}.md": _post(f"18{n}-01-01") for n in range(20, 30)}),
    ),
    good=(
        Example(_USUAL),
        Example({"a.md": _post("1990-01-01"), "b.md": _post("2036-12-31")}),
        Example({"content/a.md": "---\ntitle: A\ndate: 2026-01-01\nexpiryDate: 2099-01-01\n---\n"}, "hugo"),
        Example({"a.md": "---\ntitle: A\ndate: 9999-01-01\ndraft: true\n---\n"}),
    ),
)
