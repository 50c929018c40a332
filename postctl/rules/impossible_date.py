"""A date that no calendar has, or a time that no clock shows.

`2019-02-30`, `2020-13-01`, `25:00`: it reads as a date, so nobody sees that it is none.
What becomes of it differs. Hugo and Zola end the build. Jekyll, Hexo, Docusaurus and
Eleventy count on, silently: the 30th of February is the 2nd of March, and month 13 is
January of the next year, in the address too.

Write the day that was meant. Where the month is too great and day and month could only
have changed places, there is a fix that changes them back; it is not safe, since the
slip may have been another one.

It is an error where the generator refuses the date, and a warning where it takes it for
another day, or where it is uncertain what it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC

from postctl import dates
from postctl.model import Date, Edit, Fix, Severity, Span
from postctl.rules import Example, Finding, Rule
from postctl.rules._dates import exact_span, impossible, of, quoted, span
from postctl.site import Post, Site

_PARTS = re.compile(r"(\d{4}([-/.]))(\d\d?)\2(\d\d?)", re.ASCII)


def _check(post: Post, site: Site) -> Iterator[Finding]:
    for date in of(post):
        reason = impossible(date)
        if reason is not None:
            yield _finding(post, site, date, reason)


def _finding(post: Post, site: Site, date: Date, reason: str) -> Finding:
    turned = _turned(date.text.strip())
    return Finding(
        _message(site, date, reason),
        span=span(post, site, date),
        help=f"did you mean {turned}?" if turned else "write the day and the time that were meant",
        fix=_fix(post, site, date, turned) if turned else None,
        severity=None if date.moment is None and date.sure else Severity.WARNING,
    )


def _message(site: Site, date: Date, reason: str) -> str:
    if date.moment is not None and date.problem is None:
        return f"{reason}: {site.generator.title} takes {quoted(date)} for {date.moment.date()}"
    problem = date.problem or reason
    if reason not in problem:
        problem = f"{reason}: {problem}"
    return problem if date.text in problem else f"{quoted(date)}: {problem}"


def _turned(text: str) -> str | None:
    """The text with day and month in each other's place, where it is a date then."""
    match = _PARTS.match(text)
    if match is None or int(match[3]) <= 12:
        return None
    turned = f"{match[1]}{match[4]}{match[2]}{match[3]}{text[match.end() :]}"
    return turned if dates.read(turned, UTC).problem is None else None


def _fix(post: Post, site: Site, date: Date, turned: str) -> Fix | None:
    place = exact_span(post, site, date)
    return None if place is None else Fix(safe=False, edits=(Edit(Span(*place), turned),))


_BARE = "---\ntitle: A\ndate: {}\n---\n"

RULE = Rule(
    code="P205",
    severity=Severity.ERROR,
    summary="a date that no calendar has",
    post=_check,
    bad=(
        Example({"a.md": _BARE.format("2019-02-30")}),
        Example({"a.md": _BARE.format('"2020-13-01"')}, "gatsby"),
        Example({"content/posts/a.md": "+++\ntitle = 'A'\nexpiryDate = '2027-31-12'\n+++\n"}, "hugo"),
        Example({"_posts/2019-03-01-a.md": _BARE.format("2019-02-30")}, "jekyll"),
        Example({"source/_posts/a.md": _BARE.format("2020-01-01 25:00:00")}, "hexo"),
        Example({"content/a.md": "Title: A\nDate: 2019-02-30\n\nText.\n"}, "pelican"),
    ),
    good=(
        Example({"a.md": _BARE.format("2020-02-29")}),
        Example({"a.md": _BARE.format("soon")}),
        Example({"content/posts/a.md": _BARE.format("2020-01-01T24:00:00Z")}, "eleventy"),
        Example({"_posts/2019-03-01-a.md": _BARE.format("2019-03-01 23:59:59 +0100")}, "jekyll"),
    ),
)
