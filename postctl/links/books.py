"""Names and what they lead to: a book for the paths of files, one for addresses, one for each notation of the generator.

A book is asked both ways: where a name leads that is written in a post, and what the name of a post is, written in another. So
what a link is changed to is what it is read as.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from posixpath import basename, dirname, join, normpath, relpath, splitext
from typing import TypeAlias
from unicodedata import normalize
from urllib.parse import unquote

from postctl.once import once
from postctl.site import Notation, Post, Site
from postctl.values import NamedTuple, dataclass

PAGES = frozenset({"", ".html", ".htm"})
MARKDOWN = frozenset({".md", ".markdown", ".mdx", ".mkd", ".mkdn", ".mdown"})

Found = list[tuple[int, str]]
_ROOT = 100
_ALONE = 200
"""The numbers among the bases of the first root, and of none."""


def composed(text: str) -> str:
    """Text in Unicode's composed form."""
    return text if text.isascii() else normalize("NFC", text)


@once
def markup(path: str) -> str:
    """The ending of the path of a post in lower case, which many ask for one post after the other."""
    return splitext(path)[1].lower()


Bases: TypeAlias = Callable[[Post, str], tuple[str, ...]]


def _everywhere(post: Post) -> str:
    return ""


class Way(NamedTuple):
    """How a name leads to a file: from which of the bases, and by which kinds of its names, which may be the same text."""

    path: str
    base: int
    forms: tuple[int, ...]


@dataclass(frozen=True, eq=False)  # no slots: a book that nobody opens is not written
class Book:
    """The names of files: paths, which begin with `/`, and names that count only as they are.

    `listed()`: those of a file, by path, one of each kind (`''`: it has none).
    `bases(post, name)`: folders that a relative name counts from when it is written in a post. `roots`: those that names with a
    `/` in front count from, and others after all `bases`. `paths`: the names are paths of files. `clamped`: what climbs above
    the root ends at the root, as in addresses. `fold`, `scope`: as in `Notation`. `scoped()`: the scope of each file, where
    there are any.
    """

    listed: Callable[[], Mapping[str, tuple[str, ...]]]
    bases: Bases
    roots: tuple[str, ...] = ("",)
    paths: bool = False
    clamped: bool = False
    fold: Callable[[str], str] = str
    scope: Callable[[Post], str] = _everywhere
    scoped: Callable[[], Mapping[str, str]] = dict

    @cached_property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """The names of each file, composed."""
        listed = self.listed().items()
        return {path: each if all(map(str.isascii, each)) else tuple(map(composed, each)) for path, each in listed}

    @cached_property
    def known(self) -> Mapping[tuple[str, str], Found]:
        """The files of a name in a scope, with the kind of name it is to them."""
        known: dict[tuple[str, str], Found] = {}
        scopes = self.scoped()
        for path, each in self.names.items():
            scope = scopes.get(path, "")
            seen: set[tuple[str, str]] = set()
            for form, name in enumerate(each):
                key = (scope, self.fold(name))
                if name and key not in seen:
                    known.setdefault(key, []).append((form, path))
                seen.add(key)
        return known

    @cached_property
    def _scopes(self) -> frozenset[str]:
        return frozenset(scope for scope, _ in self.known)

    @cached_property
    def _lasts(self) -> frozenset[str]:
        """The last parts of all names: nearly all that are asked for in vain have another."""
        return frozenset(map(_last, (key for _, key in self.known)))

    @cached_property
    def _rooted(self) -> tuple[tuple[int, str], ...]:
        return tuple(enumerate(self.roots, _ROOT))

    def find(self, origin: Post, name: str) -> Way | None:
        """Where a name leads; `None`: nowhere, or it might mean two files."""
        found = self._found(origin, composed(name))
        if found is None:
            return None
        path, base, key = found
        names = map(self.fold, self.names[path])
        return Way(path, base, tuple(place for place, each in enumerate(names) if each == self.fold(key)))

    def leads(self, origin: Post, name: str) -> str | None:
        """The path of the file that a name leads to: as `find`, for who asks no more."""
        found = self._found(origin, composed(name))
        return found[0] if found is not None else None

    def _found(self, origin: Post, name: str) -> tuple[str, int, str] | None:
        """The path, the base and the name in the book."""
        if self.paths and (last := _last(name)) not in self._lasts and last not in _ABOVE:
            return None
        for base, folder in self._folders(origin, name):
            key = _key(folder, name, clamped=self.clamped) if base < _ALONE else name
            found = self.known.get((self.scope(origin), self.fold(key))) if key is not None else None
            if found and key is not None:
                form = min(found)[0]
                paths = [path for kind, path in found if kind == form]
                return (paths[0], base, key) if len(paths) == 1 else None
        return None

    def holds(self, name: str) -> bool:
        """Whether any file has a name, though it may mean two."""
        key = self.fold(composed(name))
        return any((scope, key) in self.known for scope in self._scopes)

    def _folders(self, origin: Post, name: str) -> Iterable[tuple[int, str]]:
        rooted = self._rooted
        return rooted if name.startswith("/") else (*enumerate(self.bases(origin, name)), *rooted, (_ALONE, ""))

    def written(self, origin: Post, way: Way, like: str) -> Iterable[str]:
        """Texts that may name a file when they are written in a post, the one nearest to what stood there first."""
        names = self.names.get(way.path, ())
        alone = "/" not in like.strip("/")
        nearest = sorted(
            range(len(names)), key=lambda form: (form not in way.forms, ("/" not in names[form].strip("/")) != alone, form)
        )
        folders = dict(self._folders(origin, like))
        for base in dict.fromkeys((way.base, *folders)):
            for form in nearest:
                if names[form] and base in folders and names[form].startswith("/") == (base < _ALONE):
                    yield from _from(folders[base], names[form], like, rooted=base >= _ROOT)


_ABOVE = frozenset({"", ".", ".."})


def _last(name: str) -> str:
    """The last part of a name, whether it ends in a slash or not."""
    return name.rstrip("/").rpartition("/")[2]


def _key(folder: str, name: str, *, clamped: bool) -> str | None:
    """A name as it stands in the book; `None` above the root."""
    folder, plain = folder.strip("/"), name.strip("/")
    if plain and _is_normal(plain) and _is_normal(folder):
        path = f"/{folder}/{plain}" if folder else f"/{plain}"
        return f"{path}/" if name.endswith("/") else path
    path = normpath(join(folder, name.lstrip("/")))
    if path.startswith(".."):
        if not clamped:
            return None
        path = normpath("/" + path)
    key = "/" + path.lstrip("/")
    return "/" if key == "/." else f"{key}/" if name.rpartition("/")[2] in ("", ".", "..") and key != "/" else key


def _is_normal(path: str) -> bool:
    """Whether it has no part that leads elsewhere, such as `..`."""
    return "./" not in path and "//" not in path and not path.startswith("..") and not path.endswith(".")


def _from(folder: str, name: str, like: str, *, rooted: bool) -> Iterable[str]:
    if not name.startswith("/"):
        yield name
        return
    folder = "/" + folder.strip("/")
    if like.startswith("/") or rooted:
        if name.startswith(folder.rstrip("/") + "/"):
            inside = name[len(folder.rstrip("/")) :]
            yield inside if like.startswith("/") else inside.lstrip("/") or "./"
        return
    path = relpath(name, folder)
    if path == "." and not name.endswith("/"):
        path = f"../{basename(name)}"
    if name.endswith("/") and name != "/":
        path += "/"
    bare = not path.startswith(".") or path.startswith((".well-known/",))
    yield f"./{path}" if bare and (like.startswith("./") or ":" in path.partition("/")[0]) else path


# --- the books of a site ------------------------------------------------------------------------------------------------


Shelf: TypeAlias = tuple[Book, ...]
"""The books of a site: paths with their ending, addresses, paths without ending, and one for each notation of its generator."""

FILES, ADDRESSES, STEMS, NOTATIONS = range(4)
"""Their places on the shelf; those of the notations begin at the last."""


def shelf(site: Site) -> Shelf:
    """The books of a site."""
    references = site.generator.references(site.settings)
    roots = tuple(dict.fromkeys((*references.roots, "", *site.settings.static)))
    paths = sorted(site.files | {post.path for post in site.posts})
    return (
        Book(lambda: {path: (f"/{path}",) for path in paths}, _beside, roots, paths=True),
        Book(lambda: _addresses(site), _address_bases, clamped=True),
        Book(lambda: _of_stems(paths), _beside, roots, paths=True),
        *_of_notations(references.notations, site),
    )


def _beside(post: Post, name: str) -> tuple[str, ...]:
    return (dirname(composed(post.path)),)


def _of_stems(paths: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    return {path: _stems(path) for path in paths if splitext(path)[1].lower() in MARKDOWN}


def _stems(path: str) -> tuple[str, ...]:
    stem = f"/{splitext(path)[0]}"
    folder = stem.removesuffix("/index") if stem.endswith("/index") else ""
    return (stem, folder, folder and f"{folder}/")


def _addresses(site: Site) -> Mapping[str, tuple[str, ...]]:
    """Addresses, each with and without what servers add or leave out. Of two posts with the same one the one that is no draft."""
    taken: set[str] = set()
    names: dict[str, tuple[str, ...]] = {}
    for post in sorted(site.posts, key=lambda post: post.verdict.hidden is not None):
        if post.url is not None:
            own = address_names(post.url)
            names[post.path] = own if taken.isdisjoint(own) else tuple("" if name in taken else name for name in own)
            taken.update(own)
    return names


def address_names(url: str) -> tuple[str, ...]:
    """A URL as it is, and with other ends, decoded."""
    url = "/" + composed(unquote(url) if "%" in url else url).lstrip("/")
    bare = url.removesuffix("index.html").removesuffix(".html").removesuffix(".htm").rstrip("/")
    return (url, bare, f"{bare}/", f"{bare}.html" if bare else "", f"{bare}/index.html", f"{bare}.htm" if bare else "")


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
    key = _key(old[0], name, clamped=True) if old and new and not name.startswith("/") else None
    if key is None or old == new or f"{key}/".startswith(f"{old[1]}/"):
        return None
    return next(iter(_from(new[0], key, name, rooted=False)))


def _of_notations(notations: Iterable[Notation], site: Site) -> Iterator[Book]:
    """A book for each; those that have the same names, one in several patterns, share theirs."""
    known: dict[Notation, Book] = {}
    for notation in notations:
        same = notation._replace(pattern="", where="target")
        if same not in known:
            known[same] = _of(notation, site)
        yield known[same]


def _of(notation: Notation, site: Site) -> Book:
    def bases(post: Post, name: str) -> tuple[str, ...]:
        folder = notation.folder(post, name) if notation.folder else None
        return () if folder is None else (folder,)

    def names() -> Mapping[str, tuple[str, ...]]:
        posts = {post.path: notation.names(post) for post in site.posts}
        others = {path: notation.files(path) for path in sorted(site.files - posts.keys())} if notation.files else {}
        return posts | others

    def scopes() -> Mapping[str, str]:
        return {post.path: notation.scope(post) for post in site.posts} if notation.scope else {}

    return Book(names, bases, fold=notation.fold, scope=notation.scope or _everywhere, scoped=scopes)
