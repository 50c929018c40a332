"""The form in which nearly all dates of a site are written, and the dates that are not."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache

from postctl import dates
from postctl.model import Date
from postctl.site import Post, Site
from postctl.values import NamedTuple

_ENOUGH = 10
_CLEAR = 0.9


class Odd(NamedTuple):
    """A date of a post in another form than the usual one."""

    post: Post
    date: Date
    usual: str


@lru_cache(maxsize=2)
def odd_dates(site: Site) -> tuple[Odd, ...]:
    """The dates of posts that are in another form than nearly all dates of the site, where those around them are not."""
    return tuple(_odd_dates(site))


def _odd_dates(site: Site) -> Iterator[Odd]:
    forms = {(date.source, date.form) for post in site.posts if (date := post.date) is not None}
    several = {source for source, count in Counter(source for source, _ in forms).items() if count > 1 and source != "name"}
    groups: dict[str, list[tuple[datetime, Post, Date]]] = defaultdict(list)
    for post in site.posts if several else ():
        date = post.date
        if date is not None and date.moment is not None and date.form is not None and date.source in several:
            groups[date.source].append((date.moment, post, date))
    for group in groups.values():
        usual = _usual([date for _, _, date in group])
        if usual is not None:
            yield from _odd(sorted(group, key=lambda each: (each[0], each[1].path)), usual)


def _usual(group: Sequence[Date]) -> str | None:
    """The form of nearly all dates, if there is one and not all have it."""
    if len(group) < _ENOUGH:
        return None
    ((usual, _),) = Counter(date.form or "" for date in group).most_common(1)
    fits = sum(_fits(date, usual) for date in group)
    return usual if _CLEAR * len(group) < fits < len(group) else None


def _fits(date: Date, usual: str) -> bool:
    """Whether a date is in a form, a fraction of the second and `Z` for an offset of none aside."""
    return date.form == usual or _alike(date.form or "") == _alike(usual) or dates.parts(date.text.strip(), usual) is not None


def _alike(form: str) -> str:
    return re.sub(r"\.S+", "", form).replace("[Z]", "Z")


def _odd(group: Sequence[tuple[datetime, Post, Date]], usual: str) -> Iterator[Odd]:
    fits = [_fits(date, usual) for _, _, date in group]
    for place, (_, post, date) in enumerate(group):
        if not fits[place] and all(fits[max(0, place - 1) : place] + fits[place + 1 : place + 2]):
            yield Odd(post, date, usual)
