"""The address of a post has characters in it that mean something else in a URL.

To a browser `?` begins a query and `#` a place in the page: of `/what?/` it asks for
`/what`, where nothing is. A blank, a quote or a `%` has to be written as `%20` and its
like everywhere, and half of the people and programs that copy the address do not. Some
generators replace such characters and some do not; what is reported is what is left of
them in the address.

Write hyphens instead. The fix does that where the address is said in the post; it is not
safe, since readers may know the address. Where it comes from the file name, rename that,
or give the post a `slug`.

A `?` or `#` that stands in the address as it is is an error: nobody gets to the page. The
rest is a warning. Where more than half of the addresses have some, one note says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from postctl.model import Fix, Severity, Span
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._addresses import KEYS, is_free
from postctl.rules._common import entry, is_draft, is_habit, on_one_line, place
from postctl.rules._fixes import facts_with, setting
from postctl.site import Post, Site

_ODD = later(r'[\s?#\\"<>|^`]|%(?:20|2[235]|3[CEF]|5[CE]|60|7C)|%(?![0-9A-F]{2})', re.IGNORECASE)
_ANY = later(r'[\s?#%\\"<>|^`]')
"""What all those have in common, in one look at all addresses."""
_NO_BREAK = later(r"[\u00a0\u202f]")
_RAW = later(r'[\s?#%\\"<>|^`]+')
_SURE = frozenset({"cobalt", "eleventy", "hexo", "hugo", "jekyll", "nikola", "pelican", "zola"})
_NAMES = {
    " ": "a blank",
    "?": "a question mark",
    "#": "a number sign",
    "%": "a percent sign",
    "\\": "a backslash",
    '"': "a quote",
}


def _check(site: Site) -> Iterator[Finding]:
    posts = [post for post in site.posts if post.url is not None]
    if not _ANY.search("/".join([post.url or "" for post in posts])):
        return
    odd = [(post, found) for post in posts if (found := _ODD.search(post.url or "")) and not _is_told(post, found[0])]
    if is_habit(len(odd), len(posts)):
        post, found = odd[0]
        says = f"{len(odd)} of {len(posts)} addresses have characters that mean something else in a URL, this one among them"
        yield Finding(
            says, help="as a habit that is fine where no `?` or `#` is among them", path=post.path, severity=Severity.INFO
        )
        return
    for post, found in odd:
        yield _finding(post, site, found)


def _is_told(post: Post, character: str) -> bool:
    """Whether it is a no-break space in the value of a key: P507 tells those."""
    return character.isspace() and any(_NO_BREAK.search(str(post.front.get(key, ""))) for key in KEYS)


def _finding(post: Post, site: Site, found: re.Match[str]) -> Finding:
    url = post.url or ""
    broken = re.search(r"[?#]", url) if site.generator.name in _SURE else None
    character = broken[0] if broken else unquote(found[0])[:1]
    name = _NAMES.get(character, f"`{character}`" if not character.isspace() else "a blank")
    says = ", and browsers ask for what stands before it" if broken else ""
    key = next((key for key in KEYS if _decides(post, site, key)), None)
    return Finding(
        f"the address {on_one_line(url)} has {name} in it{says}",
        span=_span(post, site, key, character),
        help="write hyphens instead" if key else "rename the file, or give the post a slug",
        fix=_fix(post, site, key) if key else None,
        path=post.path,
        severity=None if broken and not is_draft(post) else Severity.WARNING,
    )


def _span(post: Post, site: Site, key: str | None, character: str) -> Span | None:
    """The character in the value, where it stands there as it is; else the value."""
    whole = place(entry(post, site, key))
    if whole is None:
        return None
    at = post.document.text.find(character, whole.start + 1, whole.end)
    return Span(at, at + 1) if at >= 0 else whole


def _decides(post: Post, site: Site, key: str) -> bool:
    """Whether the address comes from a key: with another value there it is another."""
    value = post.front.get(key)
    if not isinstance(value, str) or not _RAW.search(value):
        return False
    after = facts_with(post, site, key, "x")
    return after is not None and after.url != post.url


def _fix(post: Post, site: Site, key: str) -> Fix | None:
    value, found = post.front[key], entry(post, site, key)
    if found is None or not isinstance(value, str) or "{" in value:
        return None
    parts = [_RAW.sub("-", unquote(part)).strip("-") for part in value.strip().split("/")]
    better = "/".join(parts)
    if any(not new and old for new, old in zip(parts, value.split("/"), strict=True)):
        return None
    after = facts_with(post, site, key, better)
    if after is None or after.url is None or _ODD.search(after.url) or not is_free(after.url, site):
        return None
    return setting(post.document, {found.key: better}, safe=False)


def _post(more: str) -> str:
    return f"---\ntitle: A\n{more}---\n"


RULE = Rule(
    code="P308",
    severity=Severity.ERROR,
    summary="an address with characters that mean something else in a URL",
    site=_check,
    bad=(
        Example({"_posts/2026-11-01-a.md": _post("permalink: /what?/\n")}, "jekyll"),
        Example({"src/a.md": _post('path: "/blog/a rainy day"\n')}, "gatsby"),
        Example({"content/posts/a.md": _post('url: "/c#/"\n')}, "hugo"),
        Example({"content/a.md": "Title: A\nDate: 2026-11-01\nSlug: a b\n\nText.\n"}, "pelican"),
        Example({"source/_posts/c#.md": _post("date: 2026-11-01\n")}, "hexo"),
        Example({f"docs/blog/posts/{n} {n}.md": _post("date: 2026-11-01\n") for n in range(4)}, "mkdocs"),
    ),
    good=(
        Example({"_posts/2026-11-01-what?.md": _post("")}, "jekyll"),
        Example({"content/posts/a rainy day.md": _post("slug: a rainy day?\n")}, "hugo"),
        Example({"src/a.md": _post("path: /blog/é-ü_(1)~x\n")}, "gatsby"),
        Example({"src/a.md": _post("path: /blog/%C3%A9\n")}, "gatsby"),
    ),
)
