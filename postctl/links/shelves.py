"""The books of a site, and those of the site once posts have moved.

A command may ask for the names of one file of 100,000, or where one name leads. So no book lists all names of all files where
those that are asked for can be told from a path or an address, and the books of a site whose posts have moved are those of the
site before, but for what has moved.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from posixpath import dirname, splitext
from typing import TypeAlias
from urllib.parse import unquote

from postctl.links.books import (
    ADDRESSES,
    FILES,
    MARKDOWN,
    NOTATIONS,
    STEMS,
    Book,
    Found,
    Names,
    Shelf,
    address_names,
    composed,
    everywhere,
    key_of,
    last_part,
    plain_address,
    written_from,
)
from postctl.site import Notation, Post, Site
from postctl.values import NamedTuple, replace

Arrivals: TypeAlias = Sequence[tuple[Post, Post]]
"""Posts that move, as they are and as they will be."""


def shelf(site: Site) -> Shelf:
    """The books of a site."""
    references = site.generator.references(site.settings)
    roots = tuple(dict.fromkeys((*references.roots, "", *site.settings.static)))
    posts, paths = _Posts(site), _Paths(site)
    stems = _Stems(paths)
    return (
        Book(paths, _beside, roots, lambda: paths.lasts),
        Book(_Addresses(posts), _address_bases, clamped=True),
        Book(stems, _beside, roots, lambda: stems.lasts),
        *_of_notations(references.notations, posts),
    )


def moved(before: Shelf, site: Site, arrivals: Arrivals, assets: Mapping[str, str]) -> Shelf:
    """The books of a site in which something has moved since it had the books `before`. `assets`: files that are no posts, old
    path to new.
    """
    posts, paths = _Posts(site), _Paths(site)
    stems, addresses = _Stems(paths), before[ADDRESSES].names
    assert isinstance(addresses, _Addresses)
    come = [*assets.values(), *(after.path for _, after in arrivals)]
    gone = {*assets, *(post.path for post, _ in arrivals), *come}
    listed: dict[Names, Book] = {}
    for book in before[NOTATIONS:]:
        assert isinstance(book.names, _Listed)
        if book.names not in listed:
            listed[book.names] = replace(book, names=book.names.moved(posts, gone, come))
    return (
        replace(before[FILES], names=paths, lasts=lambda: paths.lasts),
        replace(before[ADDRESSES], names=addresses.moved(posts, arrivals)),
        replace(before[STEMS], names=stems, lasts=lambda: stems.lasts),
        *(listed[book.names] for book in before[NOTATIONS:]),
    )


class _Posts:
    """The posts of a site by path."""

    def __init__(self, site: Site) -> None:
        self.site = site

    @cached_property
    def by_path(self) -> Mapping[str, Post]:
        return {post.path: post for post in self.site.posts}


# --- paths --------------------------------------------------------------------------------------------------------------


class _Paths:
    """Files by their paths."""

    def __init__(self, site: Site) -> None:
        self._site = site

    @cached_property
    def all(self) -> Collection[str]:
        """The paths of all files."""
        return self._site.files | {post.path for post in self._site.posts}

    @cached_property
    def _others(self) -> Mapping[str, list[str]]:
        """The paths that are not ASCII, by their composed form."""
        found: dict[str, list[str]] = {}
        for path in self.all:
            if not path.isascii():
                found.setdefault(composed(path), []).append(path)
        return found

    @cached_property
    def lasts(self) -> Collection[str]:
        """The last parts of all paths."""
        return frozenset(composed(path.rpartition("/")[2]) for path in self.all)

    def of(self, path: str) -> tuple[str, ...]:
        return (f"/{composed(path)}",) if path in self.all else ()

    def called(self, key: str, scope: str = "") -> Found:
        return [(0, path) for path in self.at(key[1:])] if key.startswith("/") else []

    def at(self, path: str) -> Sequence[str]:
        """The files of a composed path."""
        if not path.isascii():
            return self._others.get(path, ())
        return (path,) if path in self.all else ()

    def anywhere(self, key: str) -> bool:
        return bool(self.called(key))


class _Stems:
    """Markdown files by their paths without ending."""

    def __init__(self, paths: _Paths) -> None:
        self._paths = paths

    @cached_property
    def _endings(self) -> tuple[str, ...]:
        """The endings of Markdown files, as they are written."""
        found = {path[path.rfind(".") :] for path in self._paths.all if "." in path}
        return tuple(sorted(each for each in found if each.lower() in MARKDOWN))

    @cached_property
    def lasts(self) -> Collection[str]:
        """The last parts of all names, and those of files in other markup."""
        last = {composed(path).rpartition("/")[2].rpartition(".")[0] for path in self._paths.all}
        return last | {last_part(dirname(composed(path))) for path in self._paths.all if "/index." in path}

    def of(self, path: str) -> tuple[str, ...]:
        if splitext(path)[1].lower() not in MARKDOWN or path not in self._paths.all:
            return ()
        stem = f"/{composed(splitext(path)[0])}"
        folder = stem.removesuffix("/index") if stem.endswith("/index") else ""
        return (stem, folder, folder and f"{folder}/")

    def called(self, key: str, scope: str = "") -> Found:
        names = {path: self.of(path) for path in self._candidates(key)}
        return [(own.index(key), path) for path, own in names.items() if key in own]

    def _candidates(self, key: str) -> Iterator[str]:
        for stem in (key, f"{key.removesuffix('/')}/index") if key.startswith("/") else ():
            for ending in self._endings:
                yield from self._paths.at(composed(f"{stem}{ending}")[1:])

    def anywhere(self, key: str) -> bool:
        return bool(self.called(key))


def _beside(post: Post, name: str) -> tuple[str, ...]:
    return (dirname(composed(post.path)),)


# --- addresses ----------------------------------------------------------------------------------------------------------


_Ranked: TypeAlias = tuple[bool, int, Post]
"""Whether a post is hidden, its number in the site, and the post."""
_ENDS = ("/", ".html", ".htm", "index")


class _Named(NamedTuple):
    """The names of some posts by path, and the posts by name."""

    of: dict[str, tuple[str, ...]]
    called: dict[str, Found]


class _Addresses:
    """Posts by their addresses, each with and without what servers add or leave out.

    Of two posts with the same one it is that of the one that is no draft. `made`: as `_groups`, where that is known otherwise.
    """

    def __init__(self, posts: _Posts, made: Callable[[], dict[str, list[_Ranked]]] | None = None) -> None:
        self._posts = posts
        self._made = made or self._grouped
        self._known: dict[str, _Named] = {}

    @cached_property
    def _groups(self) -> dict[str, list[_Ranked]]:
        """The posts whose addresses may be the same, by what such addresses have in common."""
        return self._made()

    def _grouped(self) -> dict[str, list[_Ranked]]:
        found: dict[str, list[_Ranked]] = {}
        for number, post in enumerate(self._posts.site.posts):
            if post.url is not None:
                ranked = (post.verdict.hidden is not None, number, post)
                found.setdefault(_trunk(plain_address(post.url)), []).append(ranked)
        return found

    def of(self, path: str) -> tuple[str, ...]:
        post = self._posts.by_path.get(path)
        if post is None or post.url is None:
            return ()
        return self._named(_trunk(plain_address(post.url))).of[path]

    def called(self, key: str, scope: str = "") -> Found:
        return self._named(_trunk(key)).called.get(key, []) if key else []

    def _named(self, trunk: str) -> _Named:
        """The names in one group, all at once: one post may take those of another."""
        if trunk not in self._groups:
            return _Named({}, {})
        if trunk not in self._known:
            taken: set[str] = set()
            self._known[trunk] = named = _Named({}, {})
            for _, _, post in sorted(self._groups[trunk], key=lambda each: each[:2]):
                own = address_names(post.url or "")
                named.of[post.path] = names = tuple("" if name in taken else name for name in own)
                taken.update(own)
                for name in dict.fromkeys(names):
                    named.called.setdefault(name, []).append((names.index(name), post.path))
        return self._known[trunk]

    def anywhere(self, key: str) -> bool:
        return bool(self.called(key))

    def moved(self, posts: _Posts, arrivals: Arrivals) -> _Addresses:
        """The same once some posts have moved, each in its place among all posts."""

        def groups() -> dict[str, list[_Ranked]]:
            found = dict(self._groups)
            gone = {id(before) for before, _ in arrivals}
            numbers = {id(post): number for number, post in enumerate(self._posts.site.posts) if id(post) in gone}
            for before, _ in arrivals:
                if before.url is not None:
                    trunk = _trunk(plain_address(before.url))
                    found[trunk] = [each for each in found[trunk] if each[2] is not before]
            for before, after in arrivals:
                if after.url is not None:
                    ranked = (after.verdict.hidden is not None, numbers[id(before)], after)
                    trunk = _trunk(plain_address(after.url))
                    found[trunk] = [*found.get(trunk, ()), ranked]
            return found

        return _Addresses(posts, groups)


def _trunk(address: str) -> str:
    """What an address has in common with all that servers make of it."""
    while address.endswith(_ENDS):
        address = address.rstrip("/").removesuffix(".html").removesuffix(".htm").removesuffix("index")
    return address


def _address_bases(post: Post, name: str = "") -> tuple[str, ...]:
    """What relative addresses count from: the folder of the post's own address, or the address as if it had a `/` at its end."""
    if post.url is None:
        return ()
    own = "/" + composed(unquote(post.url)).lstrip("/")
    return (own.rpartition("/")[0], own.rstrip("/"))


def elsewhere(name: str, before: Post, after: Post) -> str | None:
    """A relative address that leads from a post's new address where it led from the old one; `None` where that is not known.

    What lies below the address of the post is its own, and moves with it.
    """
    old, new = _address_bases(before), _address_bases(after)
    key = key_of(old[0], name, clamped=True) if old and new and not name.startswith("/") else None
    if key is None or old == new or f"{key}/".startswith(f"{old[1]}/"):
        return None
    return next(iter(written_from(new[0], key, name, rooted=False)))


# --- notations ----------------------------------------------------------------------------------------------------------


_Key: TypeAlias = tuple[str, str]
"""A scope, and a name as it counts."""


class _Listed:
    """Files by the names that a notation of the generator has for them.

    Who has one cannot be told from it, so all are listed once one is asked for. `made`: what is known otherwise.
    """

    def __init__(self, notation: Notation, posts: _Posts, made: Callable[[], dict[_Key, Found]] | None = None) -> None:
        self._notation = notation
        self._posts = posts
        self._made = made or self._all

    @cached_property
    def _known(self) -> Mapping[_Key, Found]:
        """The files of a name."""
        return self._made()

    def _all(self) -> dict[_Key, Found]:
        posts = self._posts.by_path
        others = self._posts.site.files - posts.keys() if self._notation.files is not None else ()
        known: dict[_Key, Found] = {}
        for path in (*posts, *others):
            for key, form in self._keys(path).items():
                known.setdefault(key, []).append((form, path))
        return known

    def _keys(self, path: str) -> dict[_Key, int]:
        """What a file is found by, with the first kind of name that is so."""
        post = self._posts.by_path.get(path)
        scope = self._notation.scope(post) if post is not None and self._notation.scope is not None else ""
        found: dict[_Key, int] = {}
        for form, name in enumerate(self.of(path)):
            if name:
                found.setdefault((scope, self._notation.fold(name)), form)
        return found

    @cached_property
    def _scopes(self) -> frozenset[str]:
        return frozenset(scope for scope, _ in self._known)

    def of(self, path: str) -> tuple[str, ...]:
        post, files = self._posts.by_path.get(path), self._notation.files
        if post is not None:
            names = self._notation.names(post)
        else:
            names = files(path) if files is not None and path in self._posts.site.files else ()
        return names if all(map(str.isascii, names)) else tuple(map(composed, names))

    def called(self, key: str, scope: str) -> Found:
        return self._known.get((scope, key), [])

    def anywhere(self, key: str) -> bool:
        return any(self._known.get((scope, key)) for scope in self._scopes)

    def moved(self, posts: _Posts, gone: Collection[str], come: Collection[str]) -> _Listed:
        """The same without some files, and with others."""

        def known() -> dict[_Key, Found]:
            found = dict(self._known)
            for path in gone:
                for key in self._keys(path):
                    found[key] = [each for each in found.get(key, ()) if each[1] != path]
            for path in come:
                for key, form in after._keys(path).items():
                    found[key] = [*found.get(key, ()), (form, path)]
            return found

        after = _Listed(self._notation, posts, known)
        return after


def _of_notations(notations: Iterable[Notation], posts: _Posts) -> Iterator[Book]:
    """A book for each; those that have the same names, one in several patterns, share theirs."""
    known: dict[Notation, Book] = {}
    for notation in notations:
        same = notation._replace(pattern="", where="target")
        if same not in known:
            known[same] = _of(notation, _Listed(notation, posts))
        yield known[same]


def _of(notation: Notation, listed: _Listed) -> Book:
    def bases(post: Post, name: str) -> tuple[str, ...]:
        folder = notation.folder(post, name) if notation.folder else None
        return () if folder is None else (folder,)

    return Book(listed, bases, fold=notation.fold, scope=notation.scope or everywhere)
