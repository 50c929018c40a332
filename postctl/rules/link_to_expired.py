"""A link leads to a post that has expired, or that has yet to appear.

The generator leaves a post out once its `expiryDate` has gone by, and, in many
generators, until the day it is dated. A link to it works in a preview that shows such
posts, and on the site readers meet a page that says 404.

Take out a link to what is gone, or give that post a later date of expiry. A link to a
post that is yet to appear is fine in one that appears on the same day or later.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from postctl import dates
from postctl.model import Date, Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import is_draft
from postctl.rules._links import Lead, leads
from postctl.site import Post, Site


def _check(post: Post, site: Site) -> Iterator[Finding]:
    if is_draft(post) or _is_gone(post, site):
        return
    for link in leads(post, site):
        if not is_draft(link.post) and (finding := _judged(post, link, site)):
            yield finding


def _may_be(site: Site) -> bool:
    """Whether a post of the site has expired, or has yet to appear."""
    if any(post.expires is not None and _is_gone(post, site) for post in site.posts):
        return True
    starts = () if site.settings.future else map(_starts, site.posts)
    return any(each is not None and each > site.at for each in starts)


def _judged(post: Post, link: Lead, site: Site) -> Finding | None:
    other = link.post
    if _is_gone(other, site) and (ended := _moment(other.expires)):
        message = f"links to a post that expired {dates.ago(ended, site.at)}: {other.path}"
        return Finding(message, link.span, "take the link out, or change the date of expiry there")
    starts, own = _starts(other), _starts(post)
    if site.settings.future or starts is None or starts <= max(site.at, own or site.at):
        return None
    message = f"links to a post that appears {dates.ago(starts, site.at)}: {other.path}"
    help_ = "take the link out until then, or publish that post first"
    return Finding(message, link.span, help_, publishing=Severity.WARNING)


def _is_gone(post: Post, site: Site) -> bool:
    ends = _moment(post.expires)
    return ends is not None and ends <= site.at


def _starts(post: Post) -> datetime | None:
    return _moment(post.goes_live or post.date)


def _moment(date: Date | None) -> datetime | None:
    return date.moment if date is not None else None


_A = "---\ntitle: A\ndate: 2020-01-01\n---\n"
_B = "---\ntitle: B\ndate: 2020-01-01\n---\n"
_GONE = "---\ntitle: B\ndate: 2020-01-01\nexpiryDate: 2021-01-01\n---\n"
_LATER = "---\ntitle: B\ndate: 2099-01-01\n---\n"

RULE = Rule(
    code="P405",
    severity=Severity.WARNING,
    bodies=True,
    publishing=Severity.ERROR,
    summary="a link to a post that has expired or is yet to appear",
    within=_check,
    bad=(
        Example({"content/a.md": _A + "See [b](/b/).\n", "content/b.md": _GONE}, "hugo"),
        Example({"content/a.md": _A + 'See [b]({{< ref "b" >}}).\n', "content/b.md": _LATER}, "hugo"),
        Example({"_posts/2020-01-01-a.md": _A + "[b](/2099/01/01/b.html)\n", "_posts/2099-01-01-b.md": _LATER}, "jekyll"),
    ),
    good=(
        Example({"content/a.md": _A + "See [b](/b/).\n", "content/b.md": _B}, "hugo"),
        Example({"content/a.md": _LATER + "See [b](/b/).\n", "content/b.md": _LATER}, "hugo"),
        Example({"content/a.md": _GONE + "See [b](/b/).\n", "content/b.md": _GONE}, "hugo"),
        Example({"a.md": _A + "See [b](b.md).\n", "b.md": _LATER}),
    ),
    sites=_may_be,
)
