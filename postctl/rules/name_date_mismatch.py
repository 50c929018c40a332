"""The date in a file's name is another day than the date in its front matter.

Usually the post was rescheduled and only one of the two was changed. Which one counts
differs: in Jekyll the front matter decides, also in the URL, so the name misleads
everybody who looks for the post; elsewhere the name may give the URL and the front
matter the order in the list.

Correct the one that is wrong, the key in the front matter or the name. A name such as
`06-02-2019-rain.md` may mean June or February, and is fine if either is the day of the
post. A date with a time and a zone may be one day off, because the same moment has two
days around the world.

Where more than a fifth of such posts disagree it is a habit of the site (names from the
day of writing, for example), and one note for the whole site says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from posixpath import basename, dirname

from postctl.model import Severity
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import entry, place
from postctl.rules._dates import has_offset, real_day, sane_day
from postctl.site import Post, Site

_HABIT = 0.2
_TWO_WAYS = later(r"(0?[1-9]|1[0-2])-(0?[1-9]|1[0-2])-(\d{4})(?![^-_. ])")
"""Month and day, or day and month, and a year: no generator says which of the two it is."""
_SOME_TWO_WAYS = later(r"/\d\d?-\d\d?-\d{4}")


def _check(site: Site) -> Iterator[Finding]:
    some = _SOME_TWO_WAYS.search("/".join(["", *(post.path for post in site.posts)])) is not None
    named = [post for post in site.posts if some or post.place.date is not None]
    apart = [post for post in named if not _reads_alike(post) and _disagree(post, site)]
    if len(apart) >= 3 and len(apart) > _HABIT * (of := sum(_has_both(post, site) for post in named)):
        yield _habit(apart, of, site)
        return
    for post in apart:
        assert post.date is not None
        yield Finding(
            f"the {_kind(post)} name says {_name_date(post)}, `{post.date.source}` says {post.date.text}",
            span=place(entry(post, site, post.date.source)),
            help="correct the one that is wrong",
            path=post.path,
        )


def _habit(apart: list[Post], of: int, site: Site) -> Finding:
    first = apart[0]
    assert first.date is not None
    return Finding(
        f"{len(apart)} of {of} posts have another day in the file name than in `{first.date.source}`, this one among them",
        span=place(entry(first, site, first.date.source)),
        help="as a habit that is fine; to be told of each such post, correct most of them first",
        path=first.path,
        severity=Severity.INFO,
    )


def _reads_alike(post: Post) -> bool:
    """Whether name and front matter say the same day as it is written, or one of them says none: so it is in most posts."""
    date, named = post.date, post.place.date
    if date is None or date.source == "name":
        return True
    if named is not None:
        return (date.iso or "").startswith(named[:10])
    return _two_ways(post) is None


def _has_both(post: Post, site: Site) -> bool:
    return _day(post, site) is not None and bool(_name_days(post))


def _disagree(post: Post, site: Site) -> bool:
    own, days = _day(post, site), _name_days(post)
    if own is None or post.date is None or not days:
        return False
    slack = has_offset(post.date)
    return all(abs((named - own).days) > slack for named in days)


def _day(post: Post, site: Site) -> date | None:
    """The day in the front matter, where there is one that can be read, and that may be meant."""
    return sane_day(post, site) if post.date is not None and post.date.source != "name" else None


def _name_days(post: Post) -> tuple[date, ...]:
    """The days the name may mean: one, two where day and month can change places, or none."""
    match = _two_ways(post)
    if match is None:
        readings: tuple[str, ...] = ((post.place.date or "")[:10],)
    else:
        first, second, year = match[1].zfill(2), match[2].zfill(2), match[3]
        readings = (f"{year}-{first}-{second}", f"{year}-{second}-{first}")
    return tuple(named for named in map(real_day, readings) if named is not None)


def _two_ways(post: Post) -> re.Match[str] | None:
    """The beginning of the name that is a date in two ways, where the generator takes it for none."""
    name = basename(dirname(post.path) if post.place.bundle else post.path)
    return _TWO_WAYS.match(name) if post.place.date is None else None


def _name_date(post: Post) -> str:
    match = _two_ways(post)
    return match[0] if match else post.place.date or ""


def _kind(post: Post) -> str:
    return "folder" if post.place.bundle else "file"


_JEKYLL = "---\ntitle: A\ndate: 2026-12-{}\n---\n"

RULE = Rule(
    code="P203",
    severity=Severity.WARNING,
    summary="a file name whose date is not the post's",
    site=_check,
    bad=(
        Example({"_posts/2026-12-01-a.md": _JEKYLL.format("03")}, "jekyll"),
        Example({"2026-12-01-a.md": "---\ntitle: A\ndate: 2026-12-03T09:00:00+01:00\n---\n"}),
        Example({"06-02-2019-a.md": "---\ntitle: A\ndate: 2018-01-01\n---\n"}, "gatsby"),
        Example({f"_posts/2026-12-0{n}-a.md": _JEKYLL.format("13") for n in range(1, 5)}, "jekyll"),
    ),
    good=(
        Example({"_posts/2026-12-01-a.md": _JEKYLL.format("01")}, "jekyll"),
        Example({"_posts/2026-12-01-a.md": _JEKYLL.format("02 00:30:00 +0900")}, "jekyll"),
        Example({"2026-12-01-a.md": "---\ntitle: A\n---\n"}),
        Example({f"06-02-2019-{n}.md": f"---\ntitle: A\ndate: 2019-{n}\n---\n" for n in ("06-02", "02-06")}, "gatsby"),
    ),
)
