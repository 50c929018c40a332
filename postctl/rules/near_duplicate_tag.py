"""A tag is nearly the same as another one: `Bike` and `bike`, `home-page` and `home page`, `photo` and `photos`.

Each has a page of its own, and a reader who opens one finds only some of the posts. Or
both have the same address, and one page overwrites the other.

A warning tells of tags that differ in letter case, blanks and hyphens only; a note, of a
singular beside its plural and of what may be a slip of the fingers. It stands at the form
that fewer posts have, and names the other one. Where the generator takes several letter
cases for one tag, nothing is said of them, nor of a blank for a hyphen.

`postctl tags merge` puts two tags together in all posts at once; `postctl tags` lists
them. The fix writes the usual form into one post.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from postctl import nearest, terms
from postctl.model import Severity
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._filed import Term, allowed, fix, has_list, held, is_listed, kept, names, placed, posts, used
from postctl.site import Post, Site
from postctl.terms import Held
from postctl.values import NamedTuple

_APART = later(r"[\s_\-.]+")
_OTHER_WORDS = frozenset(
    {"new", "news", "window", "windows", "good", "goods", "mean", "means", "custom", "customs", "art", "arts"}
)
"""Words and what looks like their plurals, and is not."""
_SHORTEST_SLIP = 6
_OFTEN = 3
_MANY = 5
"""A form that more posts have is told once, not in each of them."""


class _Twin(NamedTuple):
    """The usual form of a term, how many posts have each, and how the two differ."""

    usual: str
    some: int
    few: int
    how: str


def _check(post: Post, site: Site) -> Iterator[Finding]:
    twins = _twins(site)
    if not twins or not any((each["taxonomy"], name) in twins for each in kept(post, site) for name in each["names"]):
        return
    for each in held(post, site):
        taxonomy = terms.taxonomy(each.entry.key)
        if not any((taxonomy, name) in twins for name in each.names):
            continue
        listed = allowed(post, each, site) if has_list(site) else None
        told: set[str] = set()
        for term in placed(post, each):
            twin = twins.get((taxonomy, term.name))
            if (
                twin is not None
                and term.name not in told
                and (listed is None or is_listed(term.name, listed, site))  # else P703 tells
                and (twin.few <= _MANY or _first(site, taxonomy, term.name) == post.path)
            ):
                told.add(term.name)
                yield _finding(post, site, each, term, twin)


@lru_cache(maxsize=2)
def _twins(site: Site) -> Mapping[tuple[str, str], _Twin]:
    found: dict[tuple[str, str], _Twin] = {}
    for taxonomy, counts in used(site).items():
        for name, others in nearest.alike(counts).items():
            if "\u00a0" in name or "\u202f" in name:
                continue  # P507
            near = [(other, how) for other in others if (how := _differ(name, other, counts, fold=site.generator.fold_terms))]
            if near:
                usual, how = min(near, key=lambda pair: (pair[1] != "form", *_order(counts, pair[0])))
                found[taxonomy, name] = _Twin(usual, counts[usual], counts[name], how)
    return found


def _order(counts: Counter[str], name: str) -> tuple[int, bool, str]:
    """The usual form first: most used, then in small letters."""
    return -counts[name], name != name.lower(), name


def _differ(name: str, other: str, counts: Counter[str], *, fold: bool) -> str:
    """How a term differs from one that is more usual; `''` where it is not, or both may well be meant."""
    if _order(counts, other) > _order(counts, name) or (fold and _page(name) == _page(other)):
        return ""
    if _form(name) == _form(other):
        return "form"
    if {name.casefold(), other.casefold()} <= _OTHER_WORDS or not name.isalpha() & other.isalpha():
        return ""
    if nearest.is_slip(name.casefold(), other.casefold()):
        rare = counts[name] == 1 and counts[other] >= _OFTEN and min(len(name), len(other)) >= _SHORTEST_SLIP
        return "slip" if rare else ""
    return "plural" if counts[name] * 2 <= counts[other] else ""


def _page(name: str) -> str:
    """What terms of one page have in common where letter case does not count: blanks become hyphens in its address."""
    return "-".join(name.casefold().split())


def _form(name: str) -> str:
    folded = name.casefold()
    return _APART.sub("", folded) or folded


@lru_cache(maxsize=1024)
def _first(site: Site, taxonomy: str, name: str) -> str:
    """The path of the first post that has a term."""
    return next((post.path for post in site.posts if name in names(post, site).get(taxonomy, ())), "")


def _finding(post: Post, site: Site, each: Held, term: Term, twin: _Twin) -> Finding:
    message = f"`{term.name}` ({posts(twin.few)}) may be the same as `{twin.usual}` ({posts(twin.some)})"
    mended = fix(
        post,
        lambda: terms.renamed(post.document, each, term.name, twin.usual, fold=site.generator.fold_terms),
        safe=False,
    )
    one_page = twin.how == "form" and not site.generator.fold_terms
    return Finding(
        message,
        term.at or each.entry.value.span,
        f"write `{twin.usual}`; `postctl tags merge` does it in all posts",
        mended,
        severity=None if one_page else Severity.INFO,
    )


def _posts(*tags: str) -> dict[str, str]:
    return {f"{number}.md": f"---\ntitle: A\ntags: [{tag}]\n---\n" for number, tag in enumerate(tags)}


RULE = Rule(
    code="P701",
    severity=Severity.WARNING,
    summary="a tag that may be the same as another one",
    within=_check,
    bad=(
        Example(_posts("bike", "bike", "Bike")),
        Example({**_posts("home-page", "home-page"), "a.md": "---\ntitle: A\ntags:\n  - home page\n---\n"}),
        Example(_posts("photo", "photo", "photos")),
        Example(_posts("javascript", "javascript", "javascript", "javasript")),
        Example(
            {"_posts/2026-11-01-a.md": "---\ntags: Lake walk\n---\n", "_posts/2026-11-02-b.md": "---\ntags: lake\n---\n"},
            "jekyll",
        ),
    ),
    good=(
        Example(_posts("react", "reach", "test", "text", "new", "news", "python-2", "python-3")),
        Example(
            {f"content/{n}.md": f"---\ntitle: A\ntags: [{tag}]\n---\n" for n, tag in enumerate(("Go", "go", "a b", "A-b"))},
            "hugo",
        ),
    ),
)
