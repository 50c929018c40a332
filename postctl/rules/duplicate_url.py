"""Two posts have the same address, so readers can open only one of them.

It happens when a post is copied and its `slug`, `path` or `permalink` stays, or when two
files in different folders have the same name. Generators differ in which of the two
survives: often the one built last, and some stop.

Give one of the posts another `slug`, `path` or file name, whichever the address comes
from, or take the one that is not needed back with `postctl unpublish POST`. Drafts are
not counted, and neither are translations in folders named for their languages.

It is an error where both posts are public now, and either say their whole address
themselves or have the same file name. Else it is a warning: for the day the second one
goes out, or because configuration that is not in the site may keep them apart.

Addresses that differ only in letter case are told as a note: they are two on most
servers and one on some, and on disks where letter case does not count (macOS, Windows)
one page overwrites the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from postctl.model import Severity, Span
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import entry, is_draft, is_public, place
from postctl.site import Post, Site

_WHOLE = ("url", "path", "permalink")
_KEYS = (*_WHOLE, "slug")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")


def _check(site: Site) -> Iterator[Finding]:
    posts = [post for post in sorted(site.posts, key=lambda post: post.path) if post.url is not None and not is_draft(post)]
    exact: dict[str, Post] = {}
    folded: dict[str, Post] = {}
    for post in posts:
        url = _address(post.url or "")
        other = exact.get(url) or folded.get(url.casefold())
        if other is not None and not _are_translations(post.path, other.path):
            yield _same(post, other, site) if url in exact else _nearly(post, other, site)
        exact.setdefault(url, post)
        folded.setdefault(url.casefold(), post)


def _address(url: str) -> str:
    """The URL without what servers add or leave out."""
    return url.removesuffix("index.html").rstrip("/") or "/"


def _same(post: Post, other: Post, site: Site) -> Finding:
    both = is_public(post, site) and is_public(other, site)
    return Finding(
        f"{post.url} is also the address of {other.path}",
        span=_span(post, site),
        help="give one of the two another slug",
        path=post.path,
        severity=None if both and _is_sure(post, other) else Severity.WARNING,
        publishing=Severity.ERROR if both else None,
    )


def _is_sure(post: Post, other: Post) -> bool:
    """Whether both say the whole address themselves, or have the same name; else the site's configuration has a say in it."""
    written = all(any(key in each.front for key in _WHOLE) for each in (post, other))
    return written or post.place == other.place


def _are_translations(one: str, other: str) -> bool:
    """Whether the first folders in which two paths differ are named for languages: sites put those before the address."""
    apart = next(((a, b) for a, b in zip(one.split("/"), other.split("/"), strict=False) if a != b), ("", ""))
    return all(_LANGUAGE.fullmatch(part) for part in apart)


def _nearly(post: Post, other: Post, site: Site) -> Finding:
    return Finding(
        f"{post.url} differs from {other.url} ({other.path}) only in letter case",
        span=_span(post, site),
        help="give one of the two another slug if the site is ever built or served where letter case does not count",
        path=post.path,
        severity=Severity.INFO,
    )


def _span(post: Post, site: Site) -> Span | None:
    """Where the post says its address, if it does."""
    return next((span for key in _KEYS if (span := place(entry(post, site, key))) is not None), None)


RULE = Rule(
    code="P301",
    severity=Severity.ERROR,
    summary="two posts with one address",
    site=_check,
    bad=(
        Example({"a.md": "---\ntitle: A\npath: /x\n---\n", "b.md": "---\ntitle: B\npath: /x/\n---\n"}, "gatsby"),
        Example({"a.md": "---\ntitle: A\npath: /x\n---\n", "b.md": "---\ntitle: B\npath: /X\n---\n"}, "gatsby"),
        Example(
            {"_posts/2026-12-01-a.md": "---\ntitle: A\n---\n", "_posts/2026-12-01-a.markdown": "---\ntitle: B\n---\n"}, "jekyll"
        ),
    ),
    good=(
        Example({"a.md": "---\ntitle: A\npath: /x\n---\n", "b.md": "---\ntitle: B\npath: /y\n---\n"}, "gatsby"),
        Example({"a.md": "---\ntitle: A\npath: /x\n---\n", "b.md": "---\ntitle: B\npath: /x\ndraft: true\n---\n"}, "gatsby"),
        Example(dict.fromkeys(("src/posts/en/a.md", "src/posts/fr/a.md"), "---\ntitle: A\npath: /a\n---\n"), "gatsby"),
    ),
)
