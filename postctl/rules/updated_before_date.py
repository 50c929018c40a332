"""A post says that it was last changed on a day before the one it is from.

Sitemaps tell search engines when to come again, and feeds tell readers what is new, by
that day; themes show `Updated` below `Published`. A day before the post was there is
mostly a slip: the date was moved and the other key was not, or a year was mistyped.

Correct the one that is wrong, or take out the key of the last change: where it is not
there generators use the date of the post.

Drafts and posts that are still to come are not looked at, and neither are two times on
the same day. Where more than a fifth of such posts have it, it is how the site is
written (the last change before going out, for example), and one note says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import is_public
from postctl.rules._dates import day, has_offset, quoted, span
from postctl.site import Post, Site

_HABIT = 0.2
_FEW = 3


def _check(site: Site) -> Iterator[Finding]:
    both = [post for post in site.posts if post.updated is not None and _comparable(post)]
    apart = [post for post in both if _is_before(post) and is_public(post, site)]
    if len(apart) >= _FEW and len(apart) > _HABIT * (of := sum(is_public(post, site) for post in both)):
        yield _finding(apart[0], site, f"{len(apart)} of {of} posts were changed before their date, this one among them: ")
        return
    for post in apart:
        yield _finding(post, site)


def _comparable(post: Post) -> bool:
    return post.date is not None and post.updated is not None and post.date.source != post.updated.source


def _is_before(post: Post) -> bool:
    """Whether it is by the days as written; a zone may move either by one."""
    date, updated = day(post.date), day(post.updated)
    if date is None or updated is None or post.date is None or post.updated is None:
        return False
    slack = has_offset(post.date) or has_offset(post.updated)
    return updated + timedelta(days=slack) < date


def _finding(post: Post, site: Site, habit: str = "") -> Finding:
    assert post.updated is not None
    assert post.date is not None
    return Finding(
        f"{habit}{quoted(post.updated)} is before {quoted(post.date)}",
        span=span(post, site, post.updated),
        help="as a habit that is fine" if habit else f"correct the one that is wrong, or take `{post.updated.source}` out",
        path=post.path,
        severity=Severity.INFO if habit else None,
    )


_BOTH = "---\ntitle: A\ndate: {}\n{}: {}\n---\n"

RULE = Rule(
    code="P209",
    severity=Severity.WARNING,
    summary="a last change before the date of the post",
    site=_check,
    bad=(
        Example({"content/a.md": _BOTH.format("2026-05-01", "lastmod", "2025-05-03")}, "hugo"),
        Example({"a.md": _BOTH.format("2026-05-01", "updated", "2026-04-30")}),
        Example({"_posts/2026-05-01-a.md": _BOTH.format("2026-05-01", "last_modified_at", "2026-04-01")}, "jekyll"),
        Example({f"{n}.md": _BOTH.format("2026-05-01", "updated", "2026-04-30") for n in "abcd"}),
    ),
    good=(
        Example({"content/a.md": _BOTH.format("2026-05-01", "lastmod", "2026-05-03")}, "hugo"),
        Example({"a.md": _BOTH.format("2026-05-01T10:00:00", "updated", "2026-05-01")}),
        Example({"a.md": _BOTH.format("2026-05-01T01:00:00+09:00", "updated", "2026-04-30T16:00:00Z")}),
        Example({"content/a.md": _BOTH.format("2027-05-01", "lastmod", "2026-11-01")}, "hugo"),
        Example({"a.md": "---\ntitle: A\ndate: 2026-05-01\nupdated: 2026-04-30\ndraft: true\n---\n"}),
    ),
)
