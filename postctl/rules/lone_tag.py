"""A tag that no other post has, on a site with many tagged posts.

A tag that leads to a single post, the one its reader has just read, helps nobody to find
more. Hundreds of them hide the few that do.

The rule waits to be asked for, since every tag is new once: `--select P702`, or
`extend-select` in the configuration. It looks at sites with at least 30 tagged posts.

Take a tag that other posts have, or leave it out; `postctl tags` lists them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from postctl import terms
from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._filed import TAGS, held, names, placed, used
from postctl.site import Post, Site

_MANY = 30


def _check(post: Post, site: Site) -> Iterator[Finding]:
    counts = _counts(site)
    for each in held(post, site) if counts else ():
        if terms.taxonomy(each.entry.key) != TAGS:
            continue
        for term in placed(post, each):
            if counts.get(_folded(term.name, site), 0) == 1:
                help_ = "take one that other posts have, or leave it out"
                yield Finding(f"no other post has the tag `{term.name}`", term.at or each.entry.value.span, help_)


@lru_cache(maxsize=2)
def _counts(site: Site) -> Mapping[str, int]:
    """How many posts have a tag; nothing where few posts have any."""
    tagged = sum(bool(names(post, site).get(TAGS)) for post in site.posts)
    counts: Counter[str] = Counter()
    for name, number in used(site).get(TAGS, Counter()).items() if tagged >= _MANY else ():
        counts[_folded(name, site)] += number
    return counts


def _folded(name: str, site: Site) -> str:
    return name.casefold() if site.generator.fold_terms else name


def _posts(number: int, **more: str) -> dict[str, str]:
    posts = {f"{n}.md": "---\ntitle: A\ntags: [lake]\n---\n" for n in range(number)}
    return {**posts, **{f"{name}.md": f"---\ntitle: A\ntags: {tags}\n---\n" for name, tags in more.items()}}


RULE = Rule(
    code="P702",
    severity=Severity.INFO,
    summary="a tag that only one post has",
    within=_check,
    off=True,
    bad=(Example(_posts(30, a="[lake, heron]")),),
    good=(Example(_posts(28, a="[lake, heron]")), Example(_posts(30, a="[heron]", b="[heron]"))),
)
