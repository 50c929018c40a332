"""Where a new post lies: its slug, its path, and whether both are free."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Container
from functools import lru_cache
from urllib.parse import unquote

from postctl import patterns, slugs
from postctl.drafting.wish import Wish
from postctl.errors import Refused, UsageError
from postctl.housestyle import House
from postctl.site import Post, Site

_NOT_IN_SLUGS = re.compile(r"[\s#%?]")


def slug(site: Site, title: str, given: str | None) -> str:
    """The slug given, or the one the site makes of a title. Raises `UsageError` for one that is none."""
    if given is None:
        by_site = site.generator.slug_in
        made = by_site(title, site.settings) if by_site else site.generator.slug(title)
        return made if why_no_slug(made) is None else slugs.default(title)
    reason = why_no_slug(given)
    if reason is not None:
        raise UsageError(f"{given!r} cannot be a slug: {reason}", f"try --slug {slugs.default(given)}")
    return given


def why_no_slug(text: str) -> str | None:
    """Why a text cannot be a slug; `None` if it can."""
    found = _NOT_IN_SLUGS.search(text)
    return slugs.safe_name(text) or (f"{found[0]!r} has a meaning of its own in a URL" if found else None)


def path(site: Site, house: House, wish: Wish) -> str:
    """The path the house's naming asks for; `Refused` if it leaves the site or is not legal on every system."""
    pattern = house.file if wish.publish else house.draft_file or house.file
    title = next((each for each in (wish.title, slugs.legal(wish.title)) if slugs.safe_name(each) is None), wish.slug)
    filled = patterns.fill(pattern, {"slug": wish.slug, "name": wish.slug, "title": title, "section": ""}, wish.moment)
    check_legal(site, filled)
    return filled


def check_legal(site: Site, path: str) -> None:
    """`Refused` for a path that leaves the site, or has a new part that is not legal on every system."""
    parts = path.split("/")
    if path.startswith("/") or posixpath.normpath(path).startswith(".."):
        raise Refused(f"no post can be written to {path!r}: it leaves the site", "give another [new] file pattern")
    for depth, part in enumerate(parts, 1):
        folder = "/".join(parts[:depth]) + "/"
        if depth < len(parts) and part not in ("", ".", "..") and any(name.startswith(folder) for name in site.files):
            continue
        reason = slugs.safe_name(part if depth < len(parts) else part.rpartition(".")[0])
        if reason is not None:
            raise Refused(f"no post can be written to {path!r}: {reason}", "give another --slug, or another [new] file pattern")


def taken(site: Site, post: Post, besides: Container[str] = ()) -> str | None:
    """Who has the file or the URL of a new post already, whatever the letter case or Unicode form; `None`: nobody.

    `besides`: paths of posts that may have the same URL.
    """
    return next(filter(None, (_taken_name(site, path) for path in dict.fromkeys((post.path, post.file)))), None) or (
        _taken_address(site, post, besides)
    )


@lru_cache(maxsize=1)
def _names(site: Site) -> dict[str, str]:
    """The files of a site by folded path."""
    return {_folded(name): name for name in site.files}


def _taken_name(site: Site, path: str) -> str | None:
    names = _names(site)
    parts = path.split("/")
    folder = _folded(path) + "/"
    found = next((names[key] for depth in range(1, len(parts) + 1) if (key := _folded("/".join(parts[:depth]))) in names), None)
    found = found or next((name for key, name in names.items() if key.startswith(folder)), None)
    return f"{found} exists already" if found is not None else None


def _taken_address(site: Site, post: Post, besides: Container[str]) -> str | None:
    """Whose URL it is, or who redirects from it; and which post has the URL that the new one redirects from."""
    wanted, leads = _address(post.url), {_address(old) for old in post.redirects}
    for other in site.posts:
        if other.path in besides:
            continue
        there = _address(other.url)
        if wanted and there == wanted:
            return f"{other.path} has the URL {other.url} already"
        if there and there in leads:
            return f"{other.path} has the URL {other.url}, from which the new post would redirect"
        for old in other.redirects if wanted else ():
            if _address(old) == wanted:
                return f"{other.path} redirects from {old}"
    return None


def _address(url: str | None) -> str | None:
    """What makes two URLs the same page on some server: without `index.html`, letter case and Unicode form."""
    return None if url is None else "/" + _folded(unquote(url)).removesuffix("index.html").strip("/")


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
