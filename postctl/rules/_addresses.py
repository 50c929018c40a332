"""Which posts get in each other's way: their addresses, the files these are written to, and their paths."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from posixpath import dirname, join, normpath, splitext
from typing import Literal
from urllib.parse import unquote

from postctl.model import Entry, Node, Span
from postctl.regexes import later
from postctl.rules._common import entry, is_draft, place
from postctl.site import Post, Site
from postctl.values import NamedTuple

WHOLE = ("url", "path", "permalink")
KEYS = (*WHOLE, "slug")
_LANGUAGE = later(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")
_NAMED = later(r"(?P<stem>.+?)(?:\.(?P<lang>[a-z]{2}(?:[-_][A-Za-z]{2})?))?\.[A-Za-z]+", re.DOTALL)

Kind = Literal["same", "form", "case"]


class Collision(NamedTuple):
    """A post and an earlier one whose address, or path, is the same, or is so in another form of Unicode, or letter case."""

    post: Post
    other: Post
    kind: Kind


def written(post: Post, site: Site) -> Span | None:
    """Where the post says its address, if it does."""
    return next((span for key in KEYS if (span := place(entry(post, site, key))) is not None), None)


def said(post: Post, key: str) -> str:
    """What is written under a key, where it is an address of the site and holds nothing to be filled in."""
    value = post.front.get(key)
    plain = isinstance(value, str) and not any(mark in value for mark in ("{", "<", "://", "?", "#"))
    return str(value).strip() if plain and len(str(value).splitlines()) == 1 else ""


def is_bare(address: str) -> bool:
    """Whether it ends neither in a slash nor in the ending of a file."""
    return not address.endswith("/") and not splitext(address)[1]


def are_translations(one: str, other: str) -> bool:
    """Whether the first folders in which two paths differ are named for languages, or the files are named for one post in two
    languages: sites put those before the address.
    """
    apart = next(((a, b) for a, b in zip(one.split("/"), other.split("/"), strict=False) if a != b), ("", ""))
    return all(_LANGUAGE.fullmatch(part) for part in apart) or _differ_in_language(one, other)


def _differ_in_language(one: str, other: str) -> bool:
    """Whether two names are the same but for a language before the ending: `a.md`, `a.fr.md`."""
    here, there = _NAMED.fullmatch(one), _NAMED.fullmatch(other)
    return here is not None and there is not None and here["stem"] == there["stem"] and here["lang"] != there["lang"]


@lru_cache(maxsize=2)
def of_urls(site: Site) -> tuple[Collision, ...]:
    """The posts whose address is another's: drafts and translations aside."""
    shared = _shared([(post, _address(post.url)) for post in site.posts if post.url is not None])
    return tuple(_collisions([(post, address) for post, address in shared if not is_draft(post)]))


@lru_cache(maxsize=2)
def of_paths(site: Site) -> tuple[Collision, ...]:
    """The posts whose path is another's to a disk that does not tell apart what Linux does."""
    return tuple(_collisions(_shared([(post, post.path) for post in site.posts])))


@lru_cache(maxsize=2)
def _taken(site: Site) -> frozenset[str]:
    return frozenset(_address(post.url) for post in site.posts if post.url is not None)


def is_free(url: str, site: Site) -> bool:
    """Whether no post has an address yet."""
    return _address(url) not in _taken(site)


def _shared(named: Sequence[tuple[Post, str]]) -> Sequence[tuple[Post, str]]:
    """Those whose name another one has too, in whatever form or letter case: of most sites none."""
    cases = [_composed(name).casefold() for _, name in named]
    if len({*cases}) == len(cases):
        return ()
    posts = Counter(cases)
    return [each for each, case in zip(named, cases, strict=True) if posts[case] > 1]


def _collisions(named: Sequence[tuple[Post, str]]) -> Iterator[Collision]:
    exact: dict[str, Post] = {}
    composed: dict[str, Post] = {}
    folded: dict[str, Post] = {}
    for post, name in sorted(named, key=lambda each: each[0].path):
        form = _composed(name)
        case = form.casefold()
        for kind, table, key in (("same", exact, name), ("form", composed, form), ("case", folded, case)):
            other = table.get(key)
            if other is not None:
                if not are_translations(post.path, other.path):
                    yield Collision(post, other, kind)  # type: ignore[arg-type]
                break
        exact.setdefault(name, post)
        composed.setdefault(form, post)
        folded.setdefault(case, post)


def _composed(name: str) -> str:
    if name.isascii():
        return name
    from unicodedata import normalize

    return normalize("NFC", name)


def _address(url: str) -> str:
    """The URL without what servers add or leave out."""
    plain = unquote(url) if "%" in url else url
    return plain.removesuffix("index.html").rstrip("/") or "/"


# --- redirects --------------------------------------------------------------------------------------------------------------


class Redirect(NamedTuple):
    """An address that leads to a post: as it is written, and the file it is made of."""

    text: str
    file: str


def file_of(url: str, site: Site, *, redirect: bool = False) -> str:
    """The file that a generator writes an address to, below the root of the site."""
    path = unquote(url) if "%" in url else url
    if path.endswith("/"):
        return path + "index.html"
    ending = splitext(path)[1]
    if redirect and site.generator.name in ("hugo", "zola"):
        return path if ending.lower() == ".html" else path + "/index.html"
    if ending:
        return path
    return path + (".html" if site.generator.name == "jekyll" else "/index.html")


def redirects(post: Post, site: Site) -> Iterator[Redirect]:
    """The redirects that lead to a post from an address of the site."""
    if not post.redirects or not site.generator.redirects:
        return
    for text in dict.fromkeys(post.redirects):
        address = _rooted(text, post, site)
        if address is not None:
            yield Redirect(text, file_of(address, site, redirect=True))


def redirect_node(redirect: Redirect, post: Post, site: Site) -> Node | None:
    """Where a redirect of a post stands; `None`: elsewhere than in the list."""
    return next((node for node in reversed(_items(redirect_entry(post, site))) if node.text == redirect.text), None)


def redirect_entry(post: Post, site: Site) -> Entry | None:
    """The entry that lists the redirects of a post."""
    return entry(post, site, site.generator.redirects or None)


def _items(found: Entry | None) -> tuple[Node, ...]:
    if found is None:
        return ()
    return found.value.items if found.value.kind == "list" else (found.value,)


def _rooted(text: str, post: Post, site: Site) -> str | None:
    """The address from the root of the site; Hugo reads one without a slash in front from the folder above the post's."""
    if "://" in text or not text.strip():
        return None
    if text.startswith("/") or site.generator.name != "hugo":
        return "/" + text.lstrip("/")
    if post.url is None or not post.url.endswith("/"):
        return None
    found = normpath(join(dirname(post.url.rstrip("/")), text))
    return found + "/" if text.endswith("/") else found
