"""Two posts have the same address, so readers can open only one of them.

It happens when a post is copied and its `slug`, `path` or `permalink` stays, or when
two files in different folders have the same name. Generators differ in which of the two
survives: often the one built last, and some stop.

Give one of the posts another slug with `postctl rename POST TITLE --slug NAME`, or
unpublish the one that is not needed. Drafts are not counted. It is an error where both
posts are public now, else a warning for the day the second one goes out.

Addresses that differ only in letter case are told as a note: they are two on most
servers and one on some, and on disks where letter case does not count (macOS, Windows)
one page overwrites the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.model import Post, Severity, Site, Span
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import entry, is_draft, is_public, place

_KEYS = ("url", "path", "permalink", "slug")


def _check(site: Site) -> Iterator[Finding]:
    posts = [post for post in sorted(site.posts, key=lambda post: post.path) if post.url is not None and not is_draft(post)]
    exact: dict[str, Post] = {}
    folded: dict[str, Post] = {}
    for post in posts:
        url = _address(post.url or "")
        if url in exact:
            yield _same(post, exact[url], site)
        elif url.casefold() in folded:
            yield _nearly(post, folded[url.casefold()], site)
        exact.setdefault(url, post)
        folded.setdefault(url.casefold(), post)


def _address(url: str) -> str:
    """The URL without what servers add or leave out."""
    return url.removesuffix("index.html").rstrip("/") or "/"


def _same(post: Post, other: Post, site: Site) -> Finding:
    now = is_public(post, site) and is_public(other, site)
    return Finding(
        f"{post.url} is also the address of {other.path}",
        span=_span(post, site),
        help="give one of the two another slug",
        path=post.path,
        severity=None if now else Severity.WARNING,
    )


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
    ),
)
