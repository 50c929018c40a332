"""A link to a post of this site is written with the site's own domain.

`https://example.org/posts/other/` works, but it leaves the preview and the staging site
for the live one, it breaks when the site moves to another domain, and `postctl` and the
generator cannot tell as well that its target is gone.

The fix writes the address from the root of the site. It is not safe: feed readers and
mails show relative links only where the generator makes them absolute there. Where most
posts that link to their own site do it so, it is the habit of the house and nothing is
said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from postctl.facts import body_fact, has_rooted_links
from postctl.links.references import OTHER_ENDINGS, TEMPLATE, kinds_in
from postctl.markdown import Link, links
from postctl.model import Severity, Span
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import is_habit
from postctl.rules._links import at, goes_to, replaced
from postctl.site import Post, Site
from postctl.values import NamedTuple

_HOST = later(r"//((?:\\.|[\w.:-])+)")
_PATH = later(r"/[^?#]*")


class _Own(NamedTuple):
    written: str
    fixed: str
    span: Span
    post: Post


def _check(post: Post, site: Site) -> Iterator[Finding]:
    found = [*_own(post, site)] if _paths(post, site) else []
    if not found or _is_usual(site):
        return
    for each in found:
        message = f"the link leads to {each.post.path} by the site's own domain"
        yield Finding(message, each.span, f"write {each.fixed}", replaced(each.span, each.fixed, safe=False))


def _own(post: Post, site: Site) -> Iterator[_Own]:
    for link, end, path in _of_own_domain(post, site):
        other = goes_to(post, path, site)
        if other is not None:
            fixed = urlsplit(link.target[:end]).path.rstrip("/") + link.target[end:]
            yield _Own(link.target, fixed, at(post, *link.span), other)


@body_fact
def _paths(post: Post, site: Site) -> list[str]:
    """What its links by the site's own domain lead to."""
    return [path for _, _, path in _of_own_domain(post, site)]


def _of_own_domain(post: Post, site: Site) -> Iterator[tuple[Link, int, str]]:
    """The links, with the length of what stands before the path, and the path."""
    body = post.document.content
    home = _home(site)
    if home is None or not any(host in body for host in _hosts(site)) or post.path.lower().endswith(OTHER_ENDINGS):
        return
    for link in links(body):
        before = home.match(link.target)
        if before is None or link.kind == "autolink" or TEMPLATE.search(link.target):
            continue
        path = _PATH.match(link.target, before.end())
        if path is not None:
            yield link, before.end(), unquote(path[0])


@lru_cache(maxsize=2)
def _home(site: Site) -> re.Pattern[str] | None:
    """What stands before the path in the site's own addresses, with its domain."""
    home = kinds_in(site).home
    return re.compile(f"(?=(?:https?:)?//[^/\\\\s]*[a-z0-9])(?:{home})", re.IGNORECASE) if "//" in home else None


@lru_cache(maxsize=2)
def _hosts(site: Site) -> tuple[str, ...]:
    """The domains in that expression, which most bodies do not hold."""
    found = _HOST.findall(kinds_in(site).home)
    return tuple(re.sub(r"\\(.)", r"\1", each) for each in found)


@lru_cache(maxsize=2)
def _is_usual(site: Site) -> bool:
    """Whether most posts that link to posts of the site do it so."""
    so = sum(any(goes_to(post, path, site) for path in _paths(post, site)) for post in site.posts)
    other = sum(has_rooted_links(post, site) for post in site.posts)
    return is_habit(so, so + other)


_A = "---\ntitle: A\n---\n"

RULE = Rule(
    code="P410",
    severity=Severity.INFO,
    summary="a link to a post by the site's own domain",
    within=_check,
    bad=(
        Example(
            {
                "hugo.toml": 'baseURL = "https://example.org/"',
                "content/a.md": _A + "See [b](https://example.org/b/#more).\n",
                "content/b.md": _A,
            },
            "hugo",
        ),
        Example(
            {
                "_config.yml": "url: https://example.org\nbaseurl: /blog\n",
                "_posts/2026-01-01-a.md": _A + "[b]: http://example.org/blog/2026/01/02/b.html\n",
                "_posts/2026-01-02-b.md": _A,
            },
            "jekyll",
        ),
    ),
    good=(
        Example(
            {
                "hugo.toml": 'baseURL = "https://example.org/"',
                "content/a.md": _A
                + "[b](/b/) [c](https://example.com/b/) <https://example.org/b/> [d](https://example.org/d/)\n",
                "content/b.md": _A,
            },
            "hugo",
        ),
        Example({"content/a.md": _A + "[b](https://example.org/b/)\n", "content/b.md": _A}, "hugo"),
    ),
    sites=lambda site: _home(site) is not None,
)
