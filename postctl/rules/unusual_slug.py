"""The address of a post is made otherwise than nearly all addresses of its section.

`a_rainy_day` among two hundred slugs with hyphens, `Rain` among slugs in lower case, a
slug that begins with a date where no other does: people who type or guess the address
miss it, and rules of the web server that were made for the others do not fit.

It is a note, and there is no fix: an address that readers know had better stay. For a
post that is not out yet, write the slug as the others are.

It is told in sections of ten posts and more, where more than nine in ten do the same. Of
ten odd ones and more one note tells.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import unquote

from postctl.model import Severity
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._addresses import written
from postctl.rules._common import on_one_line
from postctl.site import Post, Site
from postctl.values import NamedTuple

_ENOUGH = 10
_CLEAR = 0.9
_DATED = later(r"(?:\d{4}[-_]\d\d[-_]\d\d|\d\d[-_]\d\d[-_]\d{4})(?=[-_]|\Z)", re.ASCII)
_ONE_DATED = later(r"\n\d\d(?:\d\d)?[-_]\d\d[-_]\d\d", re.ASCII)


class _Habit(NamedTuple):
    """A way to make slugs. `does`: whether a slug is so, `None` where it says nothing of that; `odd`, `usual`: in words.

    `differs`: whether of some slugs, each behind a line break, some may be so and others not.
    """

    does: Callable[[str], bool | None]
    odd: str
    usual: str
    differs: Callable[[str], bool]


def _separated(usual: str, other: str) -> Callable[[str], bool | None]:
    """Whether words are joined by the one and not the other; a slug with both (`about-mod_x`) has a name in it."""
    return lambda slug: (usual in slug) if usual in slug or other in slug else None


def _has_both_marks(slugs: str) -> bool:
    return "-" in slugs and "_" in slugs


def _has_a_date(slugs: str) -> bool:
    return _ONE_DATED.search(slugs) is not None


_HABITS = (
    _Habit(_separated("-", "_"), "an underscore", "hyphens", _has_both_marks),
    _Habit(_separated("_", "-"), "a hyphen", "underscores", _has_both_marks),
    _Habit(
        lambda slug: slug == slug.lower() if slug.lower() != slug.upper() else None,
        "capitals",
        "lower case",
        lambda slugs: slugs != slugs.lower(),
    ),
    _Habit(lambda slug: _DATED.match(slug) is None, "a date in front", "none", _has_a_date),
    _Habit(lambda slug: _DATED.match(slug) is not None, "no date in front", "one", _has_a_date),
)


def _check(site: Site) -> Iterator[Finding]:
    slugs = [_slug(post) for post in site.posts]
    every = "\n".join(["", *slugs])
    habits = [habit for habit in _HABITS if habit.differs(every)]
    sections: dict[str, list[tuple[Post, str]]] = defaultdict(list)
    for post, slug in zip(site.posts, slugs, strict=True) if habits else ():
        if slug:
            sections[post.place.section].append((post, slug))
    for _, named in sorted(sections.items()):
        if len(named) >= _ENOUGH:
            for habit in habits:
                yield from _odd(named, habit, site)


def _slug(post: Post) -> str:
    """The last part of the address, without its ending; where that is not known, what it will be made of."""
    if post.url is None:
        return post.slug
    url = unquote(post.url) if "%" in post.url else post.url
    last = url.rstrip("/").rpartition("/")[2]
    return last.removesuffix(".html").removesuffix(".htm")


def _odd(named: Sequence[tuple[Post, str]], habit: _Habit, site: Site) -> Iterator[Finding]:
    does = [habit.does(slug) for _, slug in named]
    usual, odd_ones = does.count(True), does.count(False)
    judged = usual + odd_ones
    if judged < _ENOUGH or not odd_ones or usual <= _CLEAR * judged:
        return
    odd = [each for each, is_so in zip(named, does, strict=True) if is_so is False]
    tail = f", and {usual} of {judged} slugs have {habit.usual}"
    if len(odd) >= _ENOUGH:
        post, slug = odd[0]
        yield _finding(post, site, f"{len(odd)} slugs such as {on_one_line(slug)} have {habit.odd}{tail}")
        return
    for post, slug in odd:
        yield _finding(post, site, f"the slug {on_one_line(slug)} has {habit.odd}{tail}")


def _finding(post: Post, site: Site, says: str) -> Finding:
    return Finding(
        says,
        span=written(post, site),
        help="write it as the others are, if readers do not know it yet",
        path=post.path,
    )


def _post(path: str) -> str:
    return f"---\ntitle: A\npath: {path}\n---\n"


_USUAL = {f"src/{n:02}.md": _post(f"/blog/post-{n:02}") for n in range(12)}

RULE = Rule(
    code="P309",
    severity=Severity.INFO,
    summary="an address made otherwise than nearly all of its section",
    site=_check,
    bad=(
        Example({**_USUAL, "src/a.md": _post("/blog/a_rainy_day")}, "gatsby"),
        Example({**_USUAL, "src/a.md": _post("/blog/Rain")}, "gatsby"),
        Example({**_USUAL, "src/a.md": _post("/blog/2019-04-28-rain")}, "gatsby"),
    ),
    good=(
        Example({**_USUAL, "src/a.md": _post("/blog/rain")}, "gatsby"),
        Example({**_USUAL, "src/a.md": _post("/blog/why-mod_rain")}, "gatsby"),
        Example({"src/a.md": _post("/blog/rain-1"), "src/b.md": _post("/blog/rain_2")}, "gatsby"),
        Example({**_USUAL, **{f"src/x{n}.md": _post(f"/blog/a_{n}") for n in range(4)}}, "gatsby"),
        Example({f"content/posts/Post-{n}.md": "---\ntitle: A\n---\n" for n in range(12)}, "hugo"),
    ),
)
