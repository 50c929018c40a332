"""The posts to learn from: those nearest in time in the folder that holds most of them, and what a vote among them says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import TypeVar

from postctl.model import Status
from postctl.regexes import later
from postctl.site import Post, Site, usual_language
from postctl.values import dataclass

_ENOUGH = 3  # posts that show how a language is written
_HALF_LIFE = 4.0  # posts: the last five outvote all before them, one or two odd ones outvote nothing
_DATED = later(r"(?<!\d)(\d{4})[-/](\d\d)[-/](\d\d)(?!\d)")
_NUMERIC = later(r"\d{1,4}(?:[-_.]\d{1,2}){0,2}")

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Sample:
    """A post to learn from, the weight of its vote, and the moment that its names and paths tell."""

    post: Post
    weight: float
    moment: datetime | None


def favourite(votes: Iterable[tuple[T, float]]) -> tuple[T | None, float]:
    """What has most of the weight, and its share; of equals the first. `(None, 0)` without votes."""
    sums: dict[T, float] = defaultdict(float)
    for vote, weight in votes:
        sums[vote] += weight
    if not sums:
        return None, 0.0
    winner = max(sums, key=lambda vote: sums[vote])
    return winner, sums[winner] / sum(sums.values())


def share(part: Iterable[Sample], whole: Iterable[Sample]) -> float:
    """How much of the weight of `whole` is in `part`."""
    total = sum(sample.weight for sample in whole)
    return sum(sample.weight for sample in part) / total if total else 0.0


def groups(
    site: Site, most: int, section: str | None, near: datetime | None, lang: str | None = None
) -> tuple[tuple[Sample, ...], tuple[Sample, ...]]:
    """The public posts to learn from, and the drafts; of each at most `most`, the nearest in time first, in one syntax."""
    newest = by_age(_in_language(site.posts, site, lang))
    ordered = newest if near is None else sorted(newest, key=lambda post: abs(_sorting(post) - near.timestamp()))
    drafts = [post for post in ordered if post.verdict.hidden is Status.DRAFT]
    public = [post for post in ordered if post.verdict.hidden is not Status.DRAFT]
    are_public = _has_some(public)
    chosen = public if are_public else [post for post in drafts if not post.place.drafts]
    main = _of_main_folder(chosen if _has_some(chosen) else drafts, most, section)
    syntax, _ = favourite((sample.post.document.syntax.name, sample.weight) for sample in main if sample.post.document.syntax)
    folder = home(main[0].post) if main else ""
    beside = (post for post in drafts if post.place.drafts or home(post) == folder) if are_public else iter(())
    return _in_syntax(main, syntax), _in_syntax(_weighed(_first(beside, most)), syntax)


def _is_readable(post: Post) -> bool:
    """Whether there is something to learn from its front matter, for which its file may have to be read."""
    return post.document.syntax is not None and bool(post.document.entries)


def _first(posts: Iterable[Post], most: int) -> list[Post]:
    """The first posts that can be learnt from; no more are read."""
    return list(islice(filter(_is_readable, posts), most))


def _has_some(posts: Iterable[Post]) -> bool:
    return any(map(_is_readable, posts))


def by_age(posts: Iterable[Post]) -> list[Post]:
    """Posts, the newest first."""
    return sorted(posts, key=lambda post: (_sorting(post), post.path), reverse=True)


def _in_language(posts: Sequence[Post], site: Site, lang: str | None) -> Sequence[Post]:
    """The posts of one language, where the site has several: of `lang` if that has enough of them, else of the usual one."""
    usual = usual_language(site) if lang is not None or site.generator.languages.declared(site.settings) else None
    own = [post for post in posts if lang is not None and (post.lang or usual) == lang]
    if len(_first(own, _ENOUGH)) == _ENOUGH:
        return own
    others = [post for post in posts if post.lang in (None, usual)] if usual is not None or lang is not None else posts
    return next((some for some in (others, own) if _has_some(some)), posts)


def _of_main_folder(posts: Sequence[Post], most: int, section: str | None) -> tuple[Sample, ...]:
    """The first posts of the folder most of the first lie in; pages that only say when they were changed do not decide."""
    if section is not None:
        inside = [post for post in posts if f"{post.place.section}/".startswith(f"{section}/")]
        found = _home_of(inside, section)
        at_home = [post for post in inside if home(post) == found]
        posts = at_home if _has_some(at_home) else posts
    dated = _first(filter(_has_own_date, posts), most) or _first(posts, most)
    folder, _ = favourite((home(post), 1.0) for post in dated)
    return _weighed(_first((post for post in posts if home(post) == folder), most))


def _home_of(posts: Sequence[Post], section: str) -> str | None:
    """The folder whose posts lie in the section itself, not below it."""
    return next((home(post) for post in posts if post.place.section == section and _is_readable(post)), None)


def _has_own_date(post: Post) -> bool:
    return post.date is not None and (post.updated is None or post.date.source != post.updated.source)


def _weighed(posts: Sequence[Post]) -> tuple[Sample, ...]:
    return tuple(Sample(post, 0.5 ** (age / _HALF_LIFE), moment(post)) for age, post in enumerate(posts))


def _in_syntax(samples: tuple[Sample, ...], syntax: str | None) -> tuple[Sample, ...]:
    return tuple(sample for sample in samples if sample.post.document.syntax and sample.post.document.syntax.name == syntax)


def home(post: Post) -> str:
    """The folder that posts of this kind share: without a bundle's own folder, and without folders named for dates."""
    return undated("/".join(post.path.split("/")[: -2 if post.place.bundle else -1]))


def undated(folder: str) -> str:
    """A folder without those at its end that are named for dates."""
    parts = folder.split("/")
    while parts and _NUMERIC.fullmatch(parts[-1]):
        parts.pop()
    return "/".join(parts)


def moment(post: Post) -> datetime | None:
    """The date of a post; where its generator sees none, the one in its name, URL or path."""
    if post.date is not None and post.date.moment is not None:
        return post.date.moment
    for text in (post.path, post.url, *post.front.values()):
        found = _DATED.search(text) if isinstance(text, str) and len(text) < 200 else None
        if found:
            try:
                return datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=UTC)
            except ValueError:
                continue
    return None


def _sorting(post: Post) -> float:
    at = moment(post)
    return at.timestamp() if at is not None and at.year > 1 else float("-inf")
