"""The date in a file's name is another day than the date in its front matter.

Usually the post was rescheduled and only one of the two was changed. Which one counts
differs: in Jekyll the front matter decides, also in the URL, so the name misleads
everybody who looks for the post; elsewhere the name may give the URL and the front
matter the order in the list.

Correct the one that is wrong: the key with `postctl set POST date=...`, the name with
`postctl rename`. A date with a time and a zone may be one day off, because the same
moment has two days around the world.

Where more than a fifth of such posts disagree it is a habit of the site (names from the
day of writing, for example), and one note for the whole site says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import entry, place
from postctl.site import Post, Site

_HABIT = 0.2


def _check(site: Site) -> Iterator[Finding]:
    both = [post for post in site.posts if _days(post) is not None]
    apart = [post for post in both if _disagree(post)]
    if len(apart) >= 3 and len(apart) > _HABIT * len(both):
        yield _habit(apart, both, site)
        return
    for post in apart:
        assert post.date is not None
        yield Finding(
            f"the file name says {post.place.date}, `{post.date.source}` says {post.date.text}",
            span=place(entry(post, site, post.date.source)),
            help="correct the one that is wrong",
            path=post.path,
        )


def _habit(apart: list[Post], both: list[Post], site: Site) -> Finding:
    first = apart[0]
    assert first.date is not None
    return Finding(
        f"{len(apart)} of {len(both)} posts have another day in the file name than in `{first.date.source}`, this one among them",
        span=place(entry(first, site, first.date.source)),
        help="as a habit that is fine; to be told of each such post, correct most of them first",
        path=first.path,
        severity=Severity.INFO,
    )


def _days(post: Post) -> tuple[date, date] | None:
    """The day in the name and the day in the front matter, where both are there and can be read."""
    if post.date is None or post.date.source == "name" or post.date.iso is None or post.place.date is None:
        return None
    try:
        return date.fromisoformat(post.place.date[:10]), date.fromisoformat(post.date.iso[:10])
    except ValueError:  # a name may have any digits
        return None


def _disagree(post: Post) -> bool:
    days = _days(post)
    assert days is not None
    assert post.date is not None
    return abs((days[0] - days[1]).days) > _has_zone(post.date.iso or "")


def _has_zone(iso: str) -> bool:
    time = iso[11:]
    return time.endswith("Z") or "+" in time or "-" in time


_JEKYLL = "---\ntitle: A\ndate: 2026-12-{}\n---\n"

RULE = Rule(
    code="P203",
    severity=Severity.WARNING,
    summary="a file name whose date is not the post's",
    site=_check,
    bad=(
        Example({"_posts/2026-12-01-a.md": _JEKYLL.format("03")}, "jekyll"),
        Example({"2026-12-01-a.md": "---\ntitle: A\ndate: 2026-12-03T09:00:00+01:00\n---\n"}),
        Example({f"_posts/2026-12-0{n}-a.md": _JEKYLL.format("13") for n in range(1, 5)}, "jekyll"),
    ),
    good=(
        Example({"_posts/2026-12-01-a.md": _JEKYLL.format("01")}, "jekyll"),
        Example({"_posts/2026-12-01-a.md": _JEKYLL.format("02 00:30:00 +0900")}, "jekyll"),
        Example({"2026-12-01-a.md": "---\ntitle: A\n---\n"}),
    ),
)
