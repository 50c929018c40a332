"""Which checks a post is put to: most rules have nothing to say of it, and need not be asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import compress
from typing import TypeAlias

from postctl import facts
from postctl.rules import Finding, Rule
from postctl.site import Post, Site
from postctl.values import NamedTuple

Check: TypeAlias = "tuple[int, Callable[[Post, Site], Iterable[Finding]]]"


class _Has(NamedTuple):
    """What a post has of the keys and signs that rules need, and whether it has nothing beyond ASCII."""

    keys: frozenset[str]
    signs: frozenset[str]
    ascii: bool


class Checks:
    """The checks that may find something in a post, each with the number of its rule: most rules need not be asked.

    Posts that have the same of what rules need have the same checks, so they are chosen once for all of those.
    """

    def __init__(self, rules: Sequence[Rule], site: Site, *, publishing: bool) -> None:
        self._rules = [(number, rule) for number, rule in enumerate(rules) if rule.sites is None or rule.sites(site)]
        self._site = site
        self._publishing = publishing
        self._keys = frozenset(key for _, rule in self._rules for key in rule.keys)
        self._signs = tuple(sorted({sign for _, rule in self._rules for sign in rule.signs}))
        self._needed = lru_cache(maxsize=1024)(self._needed_of)
        self._chosen = lru_cache(maxsize=1024)(self._chosen_for)

    def of(self, post: Post) -> list[Check]:
        """Those for a post."""
        document = post.document
        text = document.text if document.apart is None else document.text + document.apart.text
        keys = self._needed((*facts.keys(post, self._site), *post.front))
        return self._chosen(keys, tuple([sign in text for sign in self._signs]), text.isascii())

    def _needed_of(self, names: tuple[str, ...]) -> frozenset[str]:
        """Those of some keys that rules need; where others are merged into them, they may be any."""
        return self._keys if "<<" in names else self._keys.intersection(map(str.lower, names))

    def _chosen_for(self, keys: frozenset[str], there: tuple[bool, ...], ascii_: bool) -> list[Check]:
        has = _Has(keys, frozenset(compress(self._signs, there)), ascii_)
        return [
            (number, check)
            for number, rule in self._rules
            if _may_find(rule, has)
            for check in (rule.post, rule.within, rule.gate if self._publishing else None)
            if check
        ]


def _may_find(rule: Rule, has: _Has) -> bool:
    """Whether a rule may have something to say of a post that has this of what rules need."""
    return not (
        (rule.keys and rule.keys.isdisjoint(has.keys))
        or (rule.signs and has.signs.isdisjoint(rule.signs))
        or (rule.beyond_ascii and has.ascii)
    )
