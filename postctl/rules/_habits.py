"""What most public posts of a site have, counted once for all its posts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from postctl import facts
from postctl.rules import Finding
from postctl.rules._common import is_public
from postctl.site import Post, Site
from postctl.values import NamedTuple

FEW = 3
_CLEAR = 0.9
_ENOUGH = 5


class Habit(NamedTuple):
    """How many of the other public posts have something, of how many, and under which key most of them have it.

    `near`: they are posts of the same section.
    """

    some: int
    of: int
    key: str
    near: bool

    @property
    def most(self) -> bool:
        """Whether it is what most posts do; where there are few posts, all of them."""
        return self.some * 2 > self.of and (self.some >= FEW or self.some == self.of > 1)

    @property
    def clear(self) -> bool:
        """Whether nearly all posts of the section do it, so that one without is worth a word at any time."""
        return self.near and self.some >= _ENOUGH and self.some >= _CLEAR * self.of


class Lacking(NamedTuple):
    """The checks of a rule about what most others have and a post has not.

    `test`: the key a post has it under, `None` where it has none; `finding`: what is said of a post without.
    """

    test: Callable[[Post, Site], str | None]
    finding: Callable[[Post, Site, Habit], Finding]

    def check(self, post: Post, site: Site) -> Iterator[Finding]:
        """Of a public post, where nearly all others of its section have it."""
        if post.verdict.hidden is None and (habit := self._habit(post, site)) and habit.clear:
            yield self.finding(post, site, habit)

    def gate(self, post: Post, site: Site) -> Iterator[Finding]:
        """Of a post that is about to be public, also where only most others have it."""
        if (habit := self._habit(post, site)) and not habit.clear:
            yield self.finding(post, site, habit)

    def _habit(self, post: Post, site: Site) -> Habit | None:
        if not facts.syntax(post, site) or self.test(post, site) is not None:
            return None
        habit = of(post, site, self.test)
        return habit if habit.most else None


def of(post: Post, site: Site, test: Callable[[Post, Site], str | None]) -> Habit:
    """What the other public posts do: those of the same section, or all where it has few. `test`: the key a post has it under."""
    counts = _counts(post, site)
    return _habit(site, test, post.place.section, counts, counts and test(post, site) is not None)


@lru_cache(maxsize=512)
def _habit(site: Site, test: Callable[[Post, Site], str | None], own: str, counts: bool, has_it: bool) -> Habit:
    """The same, for all posts of a section that are counted themselves, or not, and have it, or not."""
    tally = _tally(site, test)
    for section in (own, None):
        used, total, key = tally.get(section, (0, 0, ""))
        if total - counts >= FEW or section is None:
            return Habit(used - has_it, total - counts, key, section is not None)
    raise AssertionError


@lru_cache(maxsize=4)
def _tally(site: Site, test: Callable[[Post, Site], str | None]) -> Mapping[str | None, tuple[int, int, str]]:
    """How many public posts have it, of how many, and the key that most of them have it under: by section, and in the whole
    site (`None`).
    """
    used: dict[str | None, Counter[str]] = defaultdict(Counter)
    total: Counter[str | None] = Counter()
    for (own, key), posts in Counter([(post.place.section, test(post, site)) for post in _counted(site)]).items():
        for section in (own, None):
            total[section] += posts
            if key is not None:
                used[section][key] += posts
    return {section: (used[section].total(), of, _first(used[section])) for section, of in total.items()}


@lru_cache(maxsize=2)
def _counted(site: Site) -> tuple[Post, ...]:
    syntaxes = zip(site.posts, facts.of_all(site, facts.syntax), strict=True)
    return tuple([post for post, syntax in syntaxes if syntax and is_public(post, site)])


def _counts(post: Post, site: Site) -> bool:
    return is_public(post, site) and bool(facts.syntax(post, site))


def _first(used: Counter[str]) -> str:
    return min(used, key=lambda key: (-used[key], key), default="")
