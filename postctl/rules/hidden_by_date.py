"""A post is about to be published, and its date keeps it hidden all the same.

Many generators leave out posts that are dated in the future until the site is built on
that day or later, and posts whose `expiryDate` has gone by. Whoever publishes such a
post and looks for it finds nothing.

Only `postctl publish` asks for this, and only where no date was given to it. With
`--date now` the post appears at once; a post that is to wait for its day can be
published with `--date keep`, which says that the date is meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from postctl import dates
from postctl.model import Date, Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import entry, is_draft, place
from postctl.site import Post, Site


def _gate(post: Post, site: Site) -> Iterator[Finding]:
    if is_draft(post):
        return
    live = post.goes_live or post.date
    starts, ends = _moment(live), _moment(post.expires)
    if starts is not None and starts > site.at and not site.settings.future:
        yield _finding(post, site, live, f"it would appear only {dates.ago(starts, site.at)}", _EARLIER)
    elif ends is not None and ends <= site.at:
        yield _finding(post, site, post.expires, f"it expired {dates.ago(ends, site.at)}", "change that date, or take it out")


_EARLIER = "with --date now it appears at once, with --date keep on its day; `postctl schedule` gives it another"


def _moment(date: Date | None) -> datetime | None:
    return date.moment if date is not None else None


def _finding(post: Post, site: Site, date: Date | None, what: str, help_: str) -> Finding:
    assert date is not None
    in_name = date.source == "name"
    written = f"{date.text} in the file name" if in_name else f"`{date.source}: {date.text}`"
    return Finding(f"{what} ({written})", None if in_name else place(entry(post, site, date.source)), help_)


_GONE = "---\ntitle: A\ndate: 2020-01-01\nexpiryDate: 2021-01-01\n---\n"

RULE = Rule(
    code="P204",
    severity=Severity.ERROR,
    summary="a date that hides a post about to be published",
    gate=_gate,
    bad=(
        Example({"content/a.md": "---\ntitle: A\ndate: 2099-12-24\n---\n"}, "hugo"),
        Example({"_posts/2099-12-24-a.md": "---\ntitle: A\n---\n"}, "jekyll"),
        Example({"content/a.md": _GONE}, "hugo"),
    ),
    good=(
        Example({"content/a.md": "---\ntitle: A\ndate: 2020-01-01\n---\n"}, "hugo"),
        Example({"a.md": "---\ntitle: A\ndate: 2099-12-24\n---\n"}, "gatsby"),
        Example({"content/a.md": "---\ntitle: A\ndate: 2099-12-24\ndraft: true\n---\n"}, "hugo"),
    ),
)
