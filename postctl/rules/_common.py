"""What several rules ask of a post, its site, or its front matter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from postctl.document import find
from postctl.marks import is_field
from postctl.model import Entry, Span, Status
from postctl.once import once
from postctl.site import Post, Site


def entry(post: Post, site: Site, key: str | None) -> Entry | None:
    """The entry of a front matter key that counts, in any letter case where the generator does not mind."""
    if key is None:
        return None
    fold = site.generator.fold_keys
    found = by_key(post, site).get(key.lower() if fold else key)
    return found if found is not None or "." not in key else find(post.document, key, fold=fold)


@once
def by_key(post: Post, site: Site) -> Mapping[str, Entry]:
    """The entries by key, in lower case where the generator does not mind; of a key that stands twice the last."""
    fold = site.generator.fold_keys
    return {each.key.lower() if fold else each.key: each for each in post.document.entries}


MARKS = frozenset(
    "draft published publish status is_draft unlisted hidden render permalink date expirydate unpublishdate publishdate pubdate "
    "tags tag eleventyexcludefromcollections headless build private".split()
)
"""Keys, in lower case, that decide whether readers see a post in one generator or another."""


def is_mark(key: str, site: Site) -> bool:
    """Whether a key decides whether readers see a post: one of `MARKS`, or the draft field of the site."""
    known = key.lower() in MARKS and site.generator.name == _ONLY.get(key.lower(), site.generator.name)
    return known or is_field(key, site.settings)


_ONLY = {"permalink": "eleventy", "tags": "nikola", "tag": "nikola"}
"""Marks to one generator, and something else to all others."""


def trapped(post: Post, site: Site) -> Entry | None:
    """The entry that a verdict's trap is about: the key that decided, else one that the sentence quotes, else any draft mark.

    Where the build fails, the mark may have decided, and the failure be about another key, or about none.
    """
    decided, trap = entry(post, site, post.verdict.key), post.verdict.trap or ""
    if post.verdict.fatal:
        return decided if decided is not None and _quotes(trap, decided.key) else _quoted(post, trap) or decided
    return decided or _quoted(post, trap) or entry(post, site, "published") or entry(post, site, "draft")


def _quoted(post: Post, trap: str) -> Entry | None:
    """The last key that a sentence quotes, else the last in a table."""
    own = post.document.entries[::-1]
    inside = (Entry(f"{each.key}.{name.text}", name, value) for each in own for name, value in reversed(each.value.pairs))
    named = next((each for each in own if _quotes(trap, each.key)), None)
    return named or next((each for each in inside if _quotes(trap, each.name.text)), None)


def _quotes(trap: str, key: str) -> bool:
    return re.search(rf"`{re.escape(key)}\b", trap, re.IGNORECASE) is not None


def on_one_line(text: str | None) -> str:
    """A text as it may stand in a message, whatever line breaks are in it."""
    return " ".join((text or "").split())


@lru_cache(maxsize=2)
def others(site: Site) -> frozenset[str]:
    """The paths of the files that are no posts: in most sites few."""
    return site.files.difference([post.path for post in site.posts])


def place(found: Entry | None) -> Span | None:
    """Where an entry's value stands; its key where the value is empty."""
    if found is None:
        return None
    return found.value.span if found.value.span.start < found.value.span.end else found.name.span


FEW = 2
"""So many posts of a site may have the same slip; a key that more have is one of the site's own."""


def is_habit(some: int, of: int) -> bool:
    """Whether so many posts do it that it is how the site is written, not a slip: at least three, and more than half."""
    return some >= 3 and some * 2 > of


def is_draft(post: Post) -> bool:
    """Whether its marks keep the post from readers."""
    return post.verdict.hidden is Status.DRAFT


def is_public(post: Post, site: Site) -> bool:
    """Whether readers can open the post at the moment taken as now."""
    live, ends = post.goes_live or post.date, post.expires
    if is_draft(post) or (ends is not None and ends.moment is not None and ends.moment <= site.at):
        return False
    return live is None or live.moment is None or live.moment <= site.at or site.settings.future
