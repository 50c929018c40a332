"""What readers see of a date depends on a time zone that is not the author's.

Two things come of that. A date without a zone is in the one the generator takes, UTC
where its configuration names none; where the other posts of the site write theirs
(`+09:00`), the one without is hours off. That matters while it lies around now: the post
is hidden though its hour has come, or public before it.

And a date with a zone has another day elsewhere: `2019-04-28 23:30 -0700` is the 29th in
UTC. Where the generator puts the day in the address, it is the one of its own zone, of
the machine that builds the site where no zone is set. Two machines make two addresses.

Write the zone into the date, or name it in the configuration (`timezone` in Jekyll and
Hexo, `timeZone` in Hugo, `TIMEZONE` in Pelican and Nikola). Of a day in the address that
is another than the one that is written a note tells, once where three posts have it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, timezone

from postctl import dates
from postctl.model import Date, Fix, Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import entry, is_draft, on_one_line
from postctl.rules._dates import day, has_clock, has_offset, quoted, span
from postctl.rules._fixes import setting
from postctl.site import Post, Site
from postctl.values import NamedTuple

_NEAR = timedelta(hours=26)  # no two zones are further apart
_FEW = 3


def _check(site: Site) -> Iterator[Finding]:
    yield from _around_now(site)
    moved = [post for post in site.posts if post.date is not None and has_clock(post.date) and _has_other_day(post)]
    if len(moved) >= _FEW:
        yield _other_day(
            moved[0], site, f"{len(moved)} posts have another day in their address than in their date, such as this one: "
        )
        return
    for post in moved:
        yield _other_day(post, site)


# --- hidden or public because of a zone -----------------------------------------------------------------------------------


class _House(NamedTuple):
    """The offset that most dates of the site are written with, in so many of so many posts, and the form they have."""

    offset: timedelta
    some: int
    of: int
    form: str


def _around_now(site: Site) -> Iterator[Finding]:
    if site.settings.future or site.settings.timezone:
        return
    near = [post for post in site.posts if _is_near(post, site)]
    house = _house(site.posts) if near else None
    if house is None:
        return
    for post in near:
        live = post.goes_live or post.date
        assert live is not None
        assert live.moment is not None
        meant = live.moment.replace(tzinfo=timezone(house.offset))
        if (meant > site.at) is not (live.moment > site.at):
            yield _finding(post, site, live, meant, house)


def _is_near(post: Post, site: Site) -> bool:
    """Whether its date has no zone, and another zone could bring it to the other side of now."""
    live = post.goes_live or post.date
    if live is None or live.moment is None or abs(live.moment - site.at) >= _NEAR:
        return False
    return live.source != "name" and not is_draft(post) and not has_offset(live)


def _house(posts: Sequence[Post]) -> _House | None:
    zoned = [each for post in posts if (each := post.date) is not None and has_offset(each) and each.form is not None]
    offsets = Counter(written[-6:] for each in zoned if (written := each.iso or "") and written[-6] in "+-")
    for written, some in offsets.most_common(1):
        if some >= _FEW and some * 2 > len(zoned):
            sign = -1 if written[0] == "-" else 1
            size = timedelta(hours=int(written[1:3]), minutes=int(written[4:6]))
            forms = Counter(each.form or "" for each in zoned if (each.iso or "").endswith(written))
            return _House(sign * size, some, len(zoned), forms.most_common(1)[0][0])
    return None


def _finding(post: Post, site: Site, live: Date, meant: datetime, house: _House) -> Finding:
    assert live.moment is not None
    says = "is still hidden" if live.moment > site.at else "is public already"
    offset = dates.write(meant, "Z")
    return Finding(
        f"{quoted(live)} names no zone, so the post {says}: it is {_clock(live.moment)} to {site.generator.title}, "
        f"and would be {_clock(meant)} with {offset}, which {house.some} of {house.of} dates have",
        span=span(post, site, live),
        help=f"add the zone of the other posts, {offset}, or name it in the configuration of the site",
        fix=_fix(post, site, live, meant, house.form),
        path=post.path,
    )


def _clock(moment: datetime) -> str:
    return dates.write(moment.astimezone(UTC), "HH:mm") + " UTC"


def _fix(post: Post, site: Site, live: Date, meant: datetime, form: str) -> Fix | None:
    found = entry(post, site, live.source)
    if found is None or not has_clock(live):
        return None
    text = dates.write(meant, form)
    return setting(post.document, {found.key: text}, safe=False) if dates.read(text, UTC).moment == meant else None


# --- another day than the one that is written ---------------------------------------------------------------------------------


def _has_other_day(post: Post) -> bool:
    """Whether the address has the day of the generator's zone, and that is not the day that is written."""
    if post.date is None or post.date.moment is None or post.url is None or not has_offset(post.date):
        return False
    written, there = day(post.date), post.date.moment.date()
    if written is None or written == there or abs((written - there).days) > 1:
        return False
    return _holds(post.url, there) and not _holds(post.url, written)


def _holds(url: str, there: date) -> bool:
    return any(form in url for form in (f"{there:/%Y/%m/%d/}", f"/{there.year}/{there.month}/{there.day}/", there.isoformat()))


def _other_day(post: Post, site: Site, habit: str = "") -> Finding:
    assert post.date is not None
    assert post.date.moment is not None
    zone, url = site.settings.timezone or "UTC", on_one_line(post.url)
    return Finding(
        f"{habit}{quoted(post.date)} is {post.date.moment.date()} in {zone}, and that day stands in its address {url}",
        span=span(post, site, post.date),
        help="name the zone you write in in the configuration of the site"
        if not site.settings.timezone
        else f"write the date as it is in {zone}, if the day in the address matters",
        path=post.path,
        severity=Severity.INFO,
    )


def _post(date: str) -> str:
    return f"---\ntitle: A\ndate: {date}\n---\n"


_JAPAN = {f"content/{n}.md": _post(f"2026-0{n}-01T09:00:00+09:00") for n in range(1, 5)}
_NIGHT = {"_posts/2019-04-28-a.md": _post("2019-04-28 23:30:00 -0700")}

RULE = Rule(
    code="P207",
    severity=Severity.WARNING,
    summary="a date whose zone makes it another day, or hides the post",
    site=_check,
    bad=(
        Example({**_JAPAN, "content/a.md": _post("2026-11-23T20:30:00")}, "hugo"),
        Example(_NIGHT, "jekyll"),
        Example({f"_posts/2019-04-{n}-a.md": _post(f"2019-04-{n} 23:30:00 -0700") for n in range(20, 25)}, "jekyll"),
    ),
    good=(
        Example({**_JAPAN, "content/a.md": _post("2026-11-23T20:30:00+09:00")}, "hugo"),
        Example({**_JAPAN, "content/a.md": _post("2026-11-27T20:30:00")}, "hugo"),
        Example({**_JAPAN, "content/a.md": _post("2026-11-23T20:30:00"), "hugo.toml": 'timeZone = "Europe/Paris"\n'}, "hugo"),
        Example({"content/a.md": _post("2026-11-23T20:30:00")}, "hugo"),
        Example({**_NIGHT, "_config.yml": "timezone: America/Los_Angeles\n"}, "jekyll"),
        Example({**_NIGHT, "_config.yml": "permalink: /:title/\n"}, "jekyll"),
    ),
)
