"""A post expires before it goes public, so readers never see it.

Hugo builds a post only between the day it goes public (`publishDate`, else `date`) and
its `expiryDate`. Where the second comes first, or both are the same moment, there is no
such time: the post is in no list and at no address, and nothing says so. Most often one
of the two was copied from another post, or `date` was moved and the expiry was not.

Correct one of them, or take the expiry out. To hide a post for good mark it as a draft:
that says what is meant, and `postctl list` shows it as one.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import is_draft
from postctl.rules._dates import quoted, span
from postctl.site import Post, Site


def _check(post: Post, site: Site) -> Iterator[Finding]:
    ends = post.expires
    if ends is None or ends.moment is None or is_draft(post):
        return
    starts = post.goes_live or post.date
    if starts is None or starts.moment is None or starts.source == ends.source or ends.moment > starts.moment:
        return
    if site.settings.future and ends.moment > site.at:
        return  # it is public already, and until then
    yield Finding(
        f"{quoted(ends)} is not after {quoted(starts)}: {site.generator.title} never shows the post",
        span=span(post, site, ends),
        help=f"write a later `{ends.source}`, or take it out",
    )


_BOTH = "---\ntitle: A\ndate: {}\nexpiryDate: {}\n---\n"

RULE = Rule(
    code="P210",
    severity=Severity.WARNING,
    summary="a post that expires before it goes public",
    post=_check,
    publishing=Severity.ERROR,
    bad=(
        Example({"content/a.md": _BOTH.format("2026-05-01", "2025-12-31")}, "hugo"),
        Example({"content/a.md": _BOTH.format("2027-05-01", "2027-05-01")}, "hugo"),
        Example(
            {"content/a.md": "+++\ntitle = 'A'\ndate = 2026-01-01\npublishDate = 2027-01-01\nexpiryDate = 2026-12-31\n+++\n"},
            "hugo",
        ),
    ),
    good=(
        Example({"content/a.md": _BOTH.format("2026-05-01", "2026-12-31")}, "hugo"),
        Example({"content/a.md": _BOTH.format("2020-05-01", "2021-12-31")}, "hugo"),
        Example({"content/a.md": "---\ntitle: A\ndate: 2026-05-01\nexpiryDate: 2025-12-31\ndraft: true\n---\n"}, "hugo"),
        Example({"a.md": _BOTH.format("2026-05-01", "2025-12-31")}, "gatsby"),
    ),
)
