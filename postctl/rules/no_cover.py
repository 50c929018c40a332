"""A post has no cover or other image in its front matter, while most other posts have one.

In lists, and wherever the post is shared, a gap or a standard picture stands in the
place of its own.

The rule speaks where the other public posts of the section have the habit: in
`validate` where at least nine in ten have an image, in `postctl publish` where most do.
Which key they use stands in the help line. An image in the folder of a page bundle that is
named for its use (`cover.jpg`, `featured.png`) counts, and drafts and unlisted
posts are left alone.

Add the image, or take the key out of the other posts if it is not needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from posixpath import basename, dirname

from postctl.facts import fact
from postctl.links import IMAGES
from postctl.model import Severity
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule, _habits
from postctl.rules._common import entry, place
from postctl.rules._pictures import pictures
from postctl.site import Post, Site

_FOR_COVERS = later(
    rf"[^/]*(?:cover|feature|thumb|hero|banner)[^/]*(?:{'|'.join(map(re.escape, sorted(IMAGES)))})", re.IGNORECASE
)


def _key(post: Post, site: Site) -> str | None:
    """The key of the first image a post has; `''` for one that lies beside it under a telling name."""
    if (first := _first(post, site)) is not None:
        return first
    return "" if post.place.bundle and dirname(post.path) in _with_cover(site) else None


@fact
def _first(post: Post, site: Site) -> str | None:
    return next((each.key for each in pictures(post, site)), None)


@lru_cache(maxsize=1)
def _with_cover(site: Site) -> frozenset[str]:
    """The folders with an image that is named for its use."""
    return frozenset(dirname(path) for path in site.files if _FOR_COVERS.fullmatch(basename(path)))


def _finding(post: Post, site: Site, habit: _habits.Habit) -> Finding:
    found = entry(post, site, habit.key or None)
    what = f"`{habit.key}` is empty" if found else "no cover image"
    help_ = f"add one under `{habit.key}`, as they do" if habit.key else "add one to the post's folder, as they do"
    return Finding(f"{what}, while {habit.some} of {habit.of} other posts have one", place(found), help_)


_LACKING = _habits.Lacking(_key, _finding)


def _check(post: Post, site: Site) -> Iterator[Finding]:
    return _LACKING.check(post, site)


def _gate(post: Post, site: Site) -> Iterator[Finding]:
    return _LACKING.gate(post, site)


_MANY = {f"{number}.md": "---\ntitle: A\ncover: cover.png\n---\n" for number in range(6)}

RULE = Rule(
    code="P605",
    severity=Severity.INFO,
    publishing=Severity.ERROR,
    summary="a post without a cover among posts that have one",
    within=_check,
    gate=_gate,
    bad=(
        Example({**_MANY, "a.md": "---\ntitle: A\n---\n"}),
        Example({**_MANY, "a.md": "---\ntitle: A\ncover:\n---\n"}),
    ),
    good=(
        Example({**_MANY, "a.md": "---\ntitle: A\nthumbnail: https://x.org/a\n---\n"}),
        Example({**_MANY, "a.md": "---\ntitle: A\ndraft: true\n---\n"}),
        Example({**_MANY, "a.md": "---\ntitle: A\n---\n", "b.md": "---\ntitle: B\n---\n"}),
    ),
)
