"""A key differs from one that the generator reads in its letter case only.

To most generators `Title` and `title` are two keys, and only the one in the spelling of
the manual means anything: a post with `Tags:` has no tags, one with `Date:` no date. Hugo
and Pelican do not mind the case, and nothing is said there.

Rename the key; the fix does that. It is not safe, because the post may then have tags, a
date or an address that it did not have before.

Where most posts write a key like that, or in generators that leave all to the site's own
templates more than two, the templates will know it, and the rule stays silent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from postctl import facts
from postctl.model import Edit, Fix, Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import FEW, is_habit, trapped
from postctl.site import Post, Site

_OWN_TEMPLATES = frozenset({"astro", "eleventy", "gatsby", "notes"})
"""Generators that read hardly a key themselves."""
_EVERYWHERE = frozenset("title date draft tags categories description".split())
"""The keys that templates of all sites read."""


def _check(post: Post, site: Site) -> Iterator[Finding]:
    if site.generator.fold_keys or not facts.syntax(post, site):
        return
    for each in post.document.entries if any(_meant(key, post, site) for key in facts.keys(post, site)) else ():
        meant = _meant(each.key, post, site)
        if meant and not _is_own(each.key, site) and not (post.verdict.trap and trapped(post, site) == each):
            as_written = post.document.text[each.name.span.start : each.name.span.end] == each.key
            yield Finding(
                f"`{each.key}` is not `{meant}` to {site.generator.title}: letter case counts",
                span=each.name.span,
                help=f"rename the key to `{meant}`",
                fix=Fix(False, (Edit(each.name.span, meant),)) if as_written else None,
                publishing=Severity.ERROR if meant == "title" else None,
            )


def _meant(key: str, post: Post, site: Site) -> str | None:
    """The key of the generator that is written so in another letter case, and is not there."""
    if key in site.generator.keys:
        return None
    meant = _spelt(site).get(key.lower())
    if meant is None or meant in post.front or (site.generator.name in _OWN_TEMPLATES and meant not in _EVERYWHERE):
        return None
    return meant


@lru_cache(maxsize=4)
def _spelt(site: Site) -> dict[str, str]:
    """The keys of the generator by their letters, without those that differ in case themselves."""
    counts = Counter(map(str.lower, site.generator.keys))
    return {key.lower(): key for key in site.generator.keys if counts[key.lower()] == 1}


@lru_cache(maxsize=4)
def _used(site: Site) -> Counter[str]:
    """How many posts use each key."""
    return Counter(key for post in site.posts for key in set(facts.keys(post, site)))


def _is_own(key: str, site: Site) -> bool:
    """Whether so many posts have a key that the site's templates will know it."""
    count = _used(site)[key]
    return is_habit(count, len(site.posts)) or (count > FEW and site.generator.name in _OWN_TEMPLATES)


RULE = Rule(
    code="P108",
    severity=Severity.WARNING,
    summary="a key in another letter case than the one that counts",
    within=_check,
    bad=(
        Example({"src/a.md": "---\nTitle: A\n---\nText.\n"}, "gatsby"),
        Example({"_posts/2026-11-01-a.md": "---\ntitle: A\nTags: [b]\n---\nText.\n"}, "jekyll"),
        Example(
            {"blog/2026-11-01-a.md": "---\ntitle: A\nDescription: b\n---\nText.\n", "docusaurus.config.js": ""}, "docusaurus"
        ),
    ),
    good=(
        Example({"content/a.md": "---\nTitle: A\n---\nText.\n"}, "hugo"),
        Example({"content/a.md": "Title: A\nDATE: 2026-11-01\n\nText.\n"}, "pelican"),
        Example({"src/a.md": "---\ntitle: A\nTitle: B\n---\nText.\n"}, "gatsby"),
    ),
    sites=lambda site: not site.generator.fold_keys,
)
