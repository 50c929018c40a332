"""Names and what they lead to. A book is asked both ways: where a name leads that is written in a post, and what the name of a
post is, written in another. So what a link is changed to is what it is read as.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from posixpath import basename, join, normpath, relpath, splitext
from typing import Protocol, TypeAlias
from unicodedata import normalize
from urllib.parse import unquote

from postctl.once import once
from postctl.site import Post
from postctl.values import NamedTuple, dataclass

PAGES = frozenset({"", ".html", ".htm"})
MARKDOWN = frozenset({".md", ".markdown", ".mdx", ".mkd", ".mkdn", ".mdown"})

Found: TypeAlias = list[tuple[int, str]]
"""The files of a name, with the kind of name it is to them."""

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


def everywhere(post: Post) -> str:
    return ""


class Way(NamedTuple):
    """How a name leads to a file: from which of the bases, and by which kinds of its names, which may be the same text."""

    path: str
    base: int
    forms: tuple[int, ...]


class Names(Protocol):
    """What files are called, in Unicode's composed form. Nothing is worked out before somebody asks for it."""

    def of(self, path: str) -> tuple[str, ...]:
        """The names of a file, one of each kind (`''`: it has none); none of a file that is not in the book."""

    def called(self, key: str, scope: str) -> Found:
        """The files of a name, folded, in a scope."""

    def anywhere(self, key: str) -> bool:
        """Whether any file has a name, folded, in whatever scope."""


@dataclass(frozen=True, eq=False)  # no slots: what nobody asks for is not worked out
class Book:
    """The names of files: paths, which begin with `/`, and names that count only as they are.

    `bases(post, name)`: folders that a relative name counts from when it is written in a post. `roots`: those that names with a
    `/` in front count from, and others after all `bases`. `lasts()`: the last parts of all names, and maybe more, where nearly
    all that are asked for in vain have another. `clamped`: what climbs above the root ends at the root, as in addresses. `fold`,
    `scope`: as in `Notation`.
    """

    names: Names
    bases: Bases
    roots: tuple[str, ...] = ("",)
    lasts: Callable[[], Collection[str]] | None = None
    clamped: bool = False
    fold: Callable[[str], str] = str
    scope: Callable[[Post], str] = everywhere

    @cached_property
    def _rooted(self) -> tuple[tuple[int, str], ...]:
        return tuple(enumerate(self.roots, _ROOT))

    def find(self, origin: Post, name: str) -> Way | None:
        """Where a name leads; `None`: nowhere, or it might mean two files."""
        found = self._found(origin, composed(name))
        if found is None:
            return None
        path, base, key = found
        names = map(self.fold, self.names.of(path))
        return Way(path, base, tuple(place for place, each in enumerate(names) if each == self.fold(key)))

    def leads(self, origin: Post, name: str) -> str | None:
        """The path of the file that a name leads to: as `find`, for who asks no more."""
        found = self._found(origin, composed(name))
        return found[0] if found is not None else None

    def _found(self, origin: Post, name: str) -> tuple[str, int, str] | None:
        """The path, the base and the name in the book."""
        if self.lasts is not None and (last := last_part(name)) not in self.lasts() and last not in _ABOVE:
            return None
        for base, folder in self._folders(origin, name):
            key = key_of(folder, name, clamped=self.clamped) if base < _ALONE else name
            found = self.names.called(self.fold(key), self.scope(origin)) if key is not None else None
            if found and key is not None:
                form = min(found)[0]
                paths = [path for kind, path in found if kind == form]
                return (paths[0], base, key) if len(paths) == 1 else None
        return None

    def holds(self, name: str) -> bool:
        """Whether any file has a name, though it may mean two."""
        return self.names.anywhere(self.fold(composed(name)))

    def _folders(self, origin: Post, name: str) -> Iterable[tuple[int, str]]:
        rooted = self._rooted
        return rooted if name.startswith("/") else (*enumerate(self.bases(origin, name)), *rooted, (_ALONE, ""))

    def written(self, origin: Post, way: Way, like: str) -> Iterable[str]:
        """Texts that may name a file when they are written in a post, the one nearest to what stood there first."""
        names = self.names.of(way.path)
        alone = "/" not in like.strip("/")
        nearest = sorted(
            range(len(names)), key=lambda form: (form not in way.forms, ("/" not in names[form].strip("/")) != alone, form)
        )
        folders = dict(self._folders(origin, like))
        for base in dict.fromkeys((way.base, *folders)):
            for form in nearest:
                if names[form] and base in folders and names[form].startswith("/") == (base < _ALONE):
                    yield from written_from(folders[base], names[form], like, rooted=base >= _ROOT)


_ABOVE = frozenset({"", ".", ".."})


def last_part(name: str) -> str:
    """The last part of a name, whether it ends in a slash or not."""
    return name.rstrip("/").rpartition("/")[2]


def key_of(folder: str, name: str, *, clamped: bool) -> str | None:
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


def written_from(folder: str, name: str, like: str, *, rooted: bool) -> Iterable[str]:
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


def address_names(url: str) -> tuple[str, ...]:
    """A URL as it is, and with other ends, decoded."""
    url = plain_address(url)
    bare = url.removesuffix("index.html").removesuffix(".html").removesuffix(".htm").rstrip("/")
    return (url, bare, f"{bare}/", f"{bare}.html" if bare else "", f"{bare}/index.html", f"{bare}.htm" if bare else "")


def plain_address(url: str) -> str:
    """A URL, decoded, with one `/` in front."""
    return "/" + composed(unquote(url) if "%" in url else url).lstrip("/")


Shelf: TypeAlias = tuple[Book, ...]
"""The books of a site: paths with their ending, addresses, paths without ending, and one for each notation of its generator."""

FILES, ADDRESSES, STEMS, NOTATIONS = range(4)
"""Their places on the shelf; those of the notations begin at the last."""
