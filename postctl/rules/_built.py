"""Posts and the generated site: which file is the page of a post, and what names it in sitemap, feeds and search index."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from html import unescape
from typing import Literal
from urllib.parse import unquote

from postctl.model import Date, Span
from postctl.regexes import later
from postctl.rules import Finding
from postctl.rules._common import entry, is_draft, is_public, place
from postctl.site import Post, Site
from postctl.values import NamedTuple

Reason = Literal["draft", "scheduled", "expired"]

_BY_DESIGN = frozenset({"nikola", "pelican"})
"""Generators that write pages of hidden posts too, but list them nowhere: only what lists them gives them away."""


class Shown(NamedTuple):
    """Where the generated site has a post: the file of its page (`""`: none), and the files that name it."""

    page: str
    listed: tuple[str, ...]


def shown(post: Post, site: Site) -> Shown | None:
    """What the generated site has of a post that readers must not see; `None` for nothing, or where nobody has looked."""
    if site.standards.built is None:
        return None
    known = _known(site)
    found = _page(post, site, known) if site.generator.name not in _BY_DESIGN else ""
    listed = known.listed.get(address(post.url), ()) if post.url and post.url not in known.public else ()
    return Shown(found, listed) if found or listed else None


def hidden(post: Post, site: Site) -> Reason | None:
    """Why readers must not see a post yet, or any more; an unlisted one may be read by who knows where it is."""
    if is_draft(post):
        return "draft"
    if post.verdict.hidden is not None or is_public(post, site):
        return None
    starts = _moment(post.goes_live or post.date)
    return "scheduled" if starts is not None and starts > site.at and not site.settings.future else "expired"


def found(post: Post, site: Site, reason: Reason) -> Iterator[Finding]:
    """That the page of a post is in the generated site."""
    there = shown(post, site) if site.standards.built is not None and hidden(post, site) == reason else None
    if there is not None and there.page:
        names = f", and {_files(there.listed)} {'name' if len(there.listed) > 1 else 'names'} it" if there.listed else ""
        kind = {"draft": "this draft", "scheduled": "this scheduled post", "expired": "this expired post"}[reason]
        help_ = "build again into an empty folder, without drafts and posts of the future, before you deploy"
        yield Finding(f"the generated site has {kind}: {there.page}{names}", span(post, site, reason), help_)


def span(post: Post, site: Site, reason: Reason) -> Span | None:
    """Where the post says that it is to be hidden."""
    date = {"draft": None, "scheduled": post.goes_live or post.date, "expired": post.expires}[reason]
    return place(entry(post, site, post.verdict.key if reason == "draft" else date.source if date else None))


def missing(site: Site) -> tuple[list[Post], int]:
    """The public posts that the generated site has no page of, and of how many."""
    posts = [post for post in site.posts if post.url and post.verdict.hidden is None and is_public(post, site)]
    built = site.standards.built or frozenset()
    return [post for post in posts if not any(file in built for file in _places(post.url or ""))], len(posts)


def _files(paths: tuple[str, ...]) -> str:
    return f"{', '.join(paths[:3])}{f' and {len(paths) - 3} more' if len(paths) > 3 else ''}"


def listing(there: Shown) -> str:
    """The files that name a post, in words."""
    return _files(there.listed)


def _moment(date: Date | None) -> datetime | None:
    return date.moment if date is not None else None


# --- pages --------------------------------------------------------------------------------------------------------------


class _Known(NamedTuple):
    """What is worked out once for a site: addresses that are public posts', what lists what, and pages by their name."""

    public: frozenset[str]
    listed: Mapping[str, tuple[str, ...]]
    named: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=2)
def _known(site: Site) -> _Known:
    seen = [post for post in site.posts if hidden(post, site) is None]
    public = frozenset(url for post in seen for url in (post.url, *post.redirects) if url)
    named = defaultdict(list)
    for path in sorted(site.standards.built or ()):
        if path.endswith((".html", ".htm")):
            named[path.removesuffix("/index.html").rpartition("/")[2].rpartition(".html")[0] or _last(path)].append(path)
    return _Known(public, _listed(site), {name: tuple(paths) for name, paths in named.items()})


def _last(path: str) -> str:
    return path.removesuffix("/index.html").rpartition("/")[2]


def _places(url: str) -> tuple[str, ...]:
    """The files that may be the page at an address."""
    path = unquote(url.partition("?")[0].partition("#")[0]).lstrip("/")
    if path.endswith((".html", ".htm")):
        return (path,)
    bare = path.rstrip("/")
    return (f"{bare}/index.html".lstrip("/"), f"{bare}.html", *([path] if path and not path.endswith("/") else []))


def _page(post: Post, site: Site, known: _Known) -> str:
    """The file that is the page of the post; where its address is unknown, one that has its name and shows its title."""
    built = site.standards.built or frozenset()
    if post.url is not None:
        here = next((file for file in _places(post.url) if file in built), "")
        return here if post.url not in known.public and not _redirects(here, site) else ""
    taken = {file for url in known.public for file in _places(url)}
    likely = [file for file in known.named.get(post.slug, ()) if file not in taken] if post.slug else []
    return next((file for file in likely if post.titled and _shows(file, post.title, site)), "")


def _redirects(file: str, site: Site) -> bool:
    """Whether a page only leads elsewhere: some post was there before."""
    text = site.standards.built_text(file) if file else None
    return text is not None and re.search(r"http-equiv=[\"']?refresh", text[:4096], re.IGNORECASE) is not None


def _shows(file: str, title: str, site: Site) -> bool:
    text = site.standards.built_text(file)
    return text is not None and " ".join(title.split()) in " ".join(unescape(text).split())


# --- what lists them ----------------------------------------------------------------------------------------------------

_LISTS = later(
    r"(?:.*/)?(?:[^/]*\.(?:xml|xml\.gz|rss|atom)|sitemap[^/]*\.txt|llms\.txt|(?:index|posts)\.json"
    r"|[^/]*(?:search|feed|lunr)[^/]*\.(?:json|js))",
    re.IGNORECASE,
)
_IN_XML = later(
    r"<(?:\w+:)?link\s(?:[^<>]*?\s)?href=[\"']([^\"'<>]*)[\"']"
    r"|<(?:loc|link|guid|id|url)(?:\s[^<>]*)?>\s*(?:<!\[CDATA\[)?([^<>\]]*)"
)
_IN_JSON = later(r"\"(?:url|uri|id|href|link|loc|location|path|permalink)\"\s*:\s*\"([^\"]*)\"|\"((?:https?:/|\.)?/[^\"\s]*)\"")
_IN_TEXT = later(r"https?://[^\s()<>\"']+|(?<=\]\()/[^\s()<>\"']*")
_HOST = later(r"(?:[A-Za-z][A-Za-z0-9+.-]{0,20}:)?//[^/?#]*")
_ENDING = later(r"(?:(?:^|/)index)?\.html?\Z")


def address(url: str) -> str:
    """What all ways to write the address of a page have in common: no host, no slashes around, no `index.html`."""
    path = _HOST.sub("", unescape(url).strip(), count=1).partition("#")[0].partition("?")[0]
    return _ENDING.sub("", unquote(path)).strip("/")


def _listed(site: Site) -> Mapping[str, tuple[str, ...]]:
    """The files that name an address, by address, without the folder that the whole site lies in on its server."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(filter(_LISTS.fullmatch, site.standards.built or ())):
        for each in sorted(set(map(address, _named(path, site.standards.built_text(path) or "")))):
            found[each].append(path)
    below = _folder(site, found)
    return {each.removeprefix(below): tuple(paths) for each, paths in found.items() if each.startswith(below)}


def _named(path: str, text: str) -> Iterator[str]:
    """The addresses a file names, as they stand in it."""
    text = text.replace("\\/", "/")
    pattern = _IN_TEXT if path.endswith(".txt") else _IN_JSON if path.endswith((".json", ".js")) else _IN_XML
    for each in pattern.finditer(text):
        yield next((group for group in each.groups() if group), "") if each.re.groups else each[0]


def _folder(site: Site, found: Mapping[str, list[str]]) -> str:
    """The folder, with a slash, that most public posts have in front of their address in what lists them; `""`: none."""
    ends: dict[str, list[str]] = defaultdict(list)
    for each in found:
        ends[each.rpartition("/")[2]].append(each)
    before = Counter[str]()
    for post in site.posts:
        wanted = address(post.url) if post.url and hidden(post, site) is None else ""
        for each in ends.get(wanted.rpartition("/")[2], ()) if wanted else ():
            if each == wanted or each.endswith(f"/{wanted}"):
                before[each.removesuffix(wanted)] += 1
    return min(before, key=lambda each: (-before[each], each), default="")
