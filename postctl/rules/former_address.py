"""A link leads to a former address of a post, which a redirect keeps alive.

Readers get there by a detour, search engines see a link to a page that only says "go
there", and the link is dead on the day somebody takes the redirect out.

The fix writes the address that the post has now. Where more than half of the posts that
link to posts do it so, and at least three, the site relies on its redirects, and one note
for the whole site says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from urllib.parse import unquote

from postctl.facts import has_rooted_links
from postctl.links import Local, addresses, beside, local_links, targets
from postctl.links.references import TEMPLATE
from postctl.model import Fix, Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._bodies import held, is_from_root
from postctl.rules._common import is_habit, is_public
from postctl.rules._links import goes_to, replaced
from postctl.site import Post, Site


def _check(post: Post, site: Site) -> Iterator[Finding]:
    found = [*_to_former(post, site)] if _former(site) and _is_rooted(post) else []
    if not found:
        return
    some, of, first = _counts(site)
    if not is_habit(some, of):
        for link, other in found:
            message = f"{link.written} is a former address of {other.path}"
            yield Finding(message, link.span, f"write {other.url}", _fix(link, other.url or ""))
    elif post.path == first:
        message = f"{some} of {of} posts link to former addresses of posts, such as {found[0][0].written}"
        help_ = "as long as the redirects stay that is fine, and `ignore` in postctl.toml silences it"
        yield Finding(message, found[0][0].span, help_)


def _to_former(post: Post, site: Site) -> Iterator[tuple[Local, Post]]:
    for link in local_links(post) if _former(site) else ():
        other = _formerly(post, link.path, site) if is_from_root(link) else None
        if other is not None:
            yield link, other


def _formerly(post: Post, path: str, site: Site) -> Post | None:
    """The post that a path was the address of, where it leads to nothing else now."""
    former = _former(site)
    other = next((former[place] for place in addresses(post, path) if place in former), None)
    if other is None or goes_to(post, path, site) is not None:
        return None
    return other if targets(site).file(beside(post, path) or "") is None else None


def _is_rooted(post: Post) -> bool:
    """Whether its body may have a link from the root."""
    body = post.document.content
    return any(mark in body for mark in ("](/", "]: /", "](</", '="/', "='/", "]:/", "( /"))


@lru_cache(maxsize=2)
def _counts(site: Site) -> tuple[int, int, str]:
    """How many posts have such links, of how many that link to posts from the root, and the first that has one."""
    some, of, first = 0, 0, ""
    for post in site.posts:
        has = any(_formerly(post, path, site) for path in held(post, site)["rooted"])
        first = first or (post.path if has else "")
        some += has
        of += has or has_rooted_links(post, site)
    return some, of, first


def _fix(link: Local, url: str) -> Fix | None:
    """The path alone; what stands behind it stays."""
    end = min((place for mark in "?#" if (place := link.written.find(mark)) >= 0), default=len(link.written))
    if TEMPLATE.search(link.written) or "&" in link.written or any(mark in url for mark in " ()<>\"'"):
        return None
    return replaced(link.span, url + link.written[end:], safe=True)


@lru_cache(maxsize=2)
def _former(site: Site) -> Mapping[str, Post]:
    """The public posts by their former addresses; not those that lead to two posts, or are the address of one."""
    found: dict[str, Post | None] = {}
    for post in site.posts:
        for old in post.redirects if post.redirects and post.url is not None and is_public(post, site) else ():
            if "://" not in old:
                place = addresses(post, "/" + unquote(old).lstrip("/"))[0]
                found[place] = post if place not in found else None
    if not found:
        return {}
    own = {addresses(post, "/" + unquote(post.url).lstrip("/"))[0] for post in site.posts if post.url is not None}
    return {place: post for place, post in found.items() if post is not None and place not in own and place != "/"}


_A = "---\ntitle: A\n---\n"
_B = "---\ntitle: B\naliases: [/old/b/, /older]\n---\n"

RULE = Rule(
    code="P417",
    severity=Severity.INFO,
    bodies=True,
    summary="a link to a former address of a post",
    within=_check,
    bad=(
        Example({"content/a.md": _A + "See [b](/old/b/#more) and [b](/older).\n", "content/b.md": _B}, "hugo"),
        Example(
            {
                "_config.yml": "plugins: [jekyll-redirect-from]\n",
                "_posts/2026-01-01-a.md": _A + "[b]: /old.html\n",
                "_posts/2026-01-02-b.md": "---\ntitle: B\nredirect_from: /old.html\n---\n",
            },
            "jekyll",
        ),
    ),
    good=(
        Example({"content/a.md": _A + "See [b](/b/) and [c](/old/c/).\n", "content/b.md": _B}, "hugo"),
        Example({"content/a.md": _A + "See [b](/old/b/).\n", "content/b.md": _B.replace("title", "draft: true\ntitle")}, "hugo"),
    ),
    sites=lambda site: bool(_former(site)),
)
