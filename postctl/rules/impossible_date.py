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
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import on_one_line
from postctl.rules._dates import doubtful, exact_span, impossible, quoted, real_day, span
from postctl.rules._fixes import facts_with
from postctl.site import Post, Site

_PARTS = later(r"(\d{4}([-/.]))(\d\d?)\2(\d\d?)", re.ASCII)


def _check(post: Post, site: Site) -> Iterator[Finding]:
    for date in doubtful(post):
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
    problem = on_one_line(date.problem) or reason
    if reason not in problem:
        problem = f"{reason}: {problem}"
    return problem if on_one_line(date.text) in problem else f"{quoted(date)}: {problem}"


def _turned(text: str) -> str | None:
    """The text with day and month in each other's place, where it is a date then."""
    match = _PARTS.match(text)
    if match is None or int(match[3]) <= 12:
        return None
    turned = f"{match[1]}{match[4]}{match[2]}{match[3]}{text[match.end() :]}"
    return turned if dates.read(turned, UTC).problem is None else None


def _fix(post: Post, site: Site, date: Date, turned: str) -> Fix | None:
    """The fix, where the generator then reads the date, and the name does not say another day."""
    place = exact_span(post, site, date)
    named = real_day((post.place.date or "")[:10])
    other = post.date is date and named is not None and named.isoformat() != dates.read(turned, UTC).iso
    if place is None or other or not _is_read(post, site, date, turned):
        return None
    return Fix(safe=False, edits=(Edit(Span(*place), turned),))


def _is_read(post: Post, site: Site, date: Date, turned: str) -> bool:
    if date.source not in post.front:
        return True  # it stands in a table
    after = facts_with(post, site, date.source, date.text.replace(date.text.strip(), turned))
    found = (after.date, after.goes_live, after.updated, after.expires) if after is not None else ()
    return all(each is None or each.source != date.source or each.problem is None for each in found)


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
