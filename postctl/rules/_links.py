"""Where the links of a post lead, worked out once for all rules that ask, and how a path is written anew where it stood."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from posixpath import dirname, join, normpath, splitext
from urllib.parse import quote, unquote

from postctl.links import IMAGES, Local, Targets, addresses, beside, leads_to, local_links, targets
from postctl.links.books import PAGES, composed
from postctl.links.references import decoded, in_notations, kinds_in
from postctl.model import Edit, Fix, Span
from postctl.once import once
from postctl.site import Post, Site
from postctl.values import NamedTuple

_PATH = re.compile(r"(?:&#?\w+;|\\.|[^?#\\])*+", re.DOTALL)
_LOOSE = frozenset({"plain", "notes", "astro", "docusaurus", "gatsby", "eleventy"})
"""Generators whose posts may take files from outside the site: from a folder around it, or by a bundler."""


class Lead(NamedTuple):
    """A link that leads to a post. `span`: of what is written, in the text of the document."""

    post: Post
    written: str
    span: Span


@lru_cache(maxsize=8)
def _by_path(site: Site) -> Mapping[str, Post]:
    return {post.path: post for post in site.posts}


@once
def leads(post: Post, site: Site) -> tuple[Lead, ...]:
    """The links of a post to posts: by path, by address, and in the notations of the generator."""
    known = targets(site)
    found = [
        Lead(other, link.written, link.span)
        for link in local_links(post)
        if link.may_be_post and (other := goes_to(post, link.path, site)) is not None
    ]
    if kinds_in(site).notations:
        taken = [each.span for each in found]
        for name in in_notations(post, site):
            if any(one.start < name.span.end and name.span.start < one.end for one in taken):
                continue
            way = name.find(post, known.shelf)
            other = known.by_path.get(composed(way[1].path)) if way is not None else None
            if other is not None:
                found.append(Lead(other, name.written, name.span))
    return tuple(sorted(found, key=lambda each: each.span))


def goes_to(post: Post, path: str, site: Site) -> Post | None:
    """The post a path means, by file or by address; looked for once for all rules."""
    return _goes_to(post.path, path, site)


@lru_cache(maxsize=128)
def _goes_to(origin: str, path: str, site: Site) -> Post | None:
    return leads_to(_by_path(site)[origin], path, targets(site))


# --- what is there ------------------------------------------------------------------------------------------------------


def is_there(post: Post, path: str, file: str | None, known: Targets) -> bool:
    """Whether the site has something at a place besides posts: a file, a folder of posts, or a redirect."""
    places = addresses(post, path)
    if any(place in known.redirects or known.file(place) or known.file(f"{place}.html") for place in places):
        return True
    return file is not None and (known.file(file) is not None or any(known.file(f"{place}/index.html") for place in places))


@lru_cache(maxsize=2)
def _folded(site: Site) -> Mapping[str, list[str]]:
    """The files of the site by path in lower case, without the static folder or the content root they lie in."""
    roots = tuple(root for root in site.settings.static if root)
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(map(composed, site.files)):
        names = {path, *(path.removeprefix(f"{root}/") for root in roots if path.startswith(f"{root}/"))}
        for name in sorted(names):
            found[name.lower()].append(name)
    return found


@lru_cache(maxsize=2)
def _folded_urls(site: Site) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for post in site.posts:
        if post.url is not None:
            url = addresses(post, "/" + unquote(post.url).lstrip("/"))[0]
            found[url.lower()].append(url)
    return found


def other_case(post: Post, link: Local, site: Site) -> str | None:
    """The path or address that a link has in other letters than it is written in; `None`: it leads somewhere, or nowhere."""
    if goes_to(post, link.path, site) is not None:
        return None
    file = beside(post, link.path)
    found = _other_file(link, file, site) or _other_url(post, link, site)
    return None if found is None or is_there(post, link.path, file, targets(site)) else found


def _other_file(link: Local, file: str | None, site: Site) -> str | None:
    if file is None or not link.ending:
        return None
    found = _folded(site).get(file.lower(), ())
    return found[0] if len(found) == 1 and found[0] != file else None


def _other_url(post: Post, link: Local, site: Site) -> str | None:
    if link.ending not in PAGES:
        return None
    for place in addresses(post, link.path)[:2]:
        urls = _folded_urls(site).get(place.lower(), ())
        if len(urls) == 1 and urls[0] != place:
            return urls[0]
    return None


def is_outside(post: Post, path: str, site: Site) -> bool:
    """Whether a relative link leaves the site, read from the folder of the file and from the address of the post too."""
    if not path.startswith("../") or site.generator.name in _LOOSE:
        return False
    if not normpath(join(dirname(post.path), path)).startswith(".."):
        return False
    if post.url is None:
        return True
    own = unquote(post.url).strip("/") if post.url.endswith("/") else dirname(unquote(post.url).strip("/"))
    if not normpath(join(own, path)).startswith(".."):
        return False
    known = targets(site)
    return goes_to(post, path, site) is None and not any(known.file(place) for place in addresses(post, path))


# --- writing ------------------------------------------------------------------------------------------------------------


def recased(written: str, wanted: str) -> str | None:
    """A target with the letters of the path it means; `None` where more than letter case differs."""
    match = _PATH.match(written)
    assert match is not None
    path = match[0].rstrip("/")
    parts, names = path.split("/"), wanted.strip("/").split("/")
    for place in range(1, min(len(parts), len(names)) + 1):
        part, name = parts[-place], names[-place]
        plain = composed(unquote(decoded(part)))
        if plain == name or part in ("", ".", ".."):
            if plain != name:
                break
            continue
        if plain.lower() != name.lower():
            ending = splitext(plain)[1]
            if place == 1 and ending.lower() in PAGES and plain.removesuffix(ending).lower() == name.lower():
                name += ending
            else:
                break
        parts[-place] = _cased(part, plain, name)
    found = "/".join(parts)
    return found + written[len(path) :] if found != path else None


def _cased(part: str, plain: str, name: str) -> str:
    """A part of a path in other letters, encoded as it was."""
    if part == plain:
        return name
    return quote(name) if "%" in part else name


def at(post: Post, start: int, end: int) -> Span:
    """A range of the body in the text of the document."""
    base = post.document.base
    return Span(start + base, end + base)


def replaced(span: Span, text: str, *, safe: bool) -> Fix:
    """A fix of one edit."""
    return Fix(safe, (Edit(span, text),))


def images(links: Iterable[Local]) -> Iterator[Local]:
    """Those of the links of a body that are images, and have a file somewhere."""
    return (link for link in links if link.image and link.ending in IMAGES)
