"""Where the links of a body lead, as far as that can be told from the files of the site.

Themes make pages that no file shows (`/tags/`, `/blog/page/2/`), so a link counts as broken only if its target looks like a post:
a Markdown file, or an address with the shape of the posts' addresses.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from posixpath import basename, dirname, join, normpath, splitext
from urllib.parse import unquote, urljoin

from postctl.links.books import ADDRESSES, FILES, MARKDOWN, PAGES, STEMS, Shelf, composed, markup
from postctl.links.references import ELSEWHERE, OTHER_MARKUP, TEMPLATE, decoded
from postctl.links.shelves import shelf
from postctl.markdown import Link, links
from postctl.model import Span
from postctl.nearest import Letters
from postctl.once import once
from postctl.regexes import later
from postctl.site import Post, Site
from postctl.values import NamedTuple, dataclass, field

IMAGES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".ico", ".tif", ".tiff", ".apng"})

_OF_POSTS = MARKDOWN | PAGES
_QUERY = later(r"[?#]")
_CONTROL = later(r"[\x00-\x1f]")
_USUAL = later(r"(?!//)[A-Za-z0-9/._~-]+")
"""A target that is a path as it stands: no scheme, query, fragment, template, escape or code."""
_MOST_ASKED = 50
_MADE_BY_THEMES = frozenset(
    "archive archives author authors blog categories category feed home index page pages posts rss search series tag tags".split()
)


class Local(NamedTuple):
    """A link to something of the site. `path`: decoded, without query and fragment; `span` in the text of the document.

    `ending`: that of the path, in lower case.
    """

    path: str
    written: str
    span: Span
    image: bool
    ending: str

    @property
    def may_be_post(self) -> bool:
        """Whether it has the form of a link to a post, by path or by address."""
        return not self.image and self.ending in _OF_POSTS


@once
def local_links(post: Post) -> tuple[Local, ...]:
    """The links and images of a post whose target is a place of the site and is no template."""
    if markup(post.path) in OTHER_MARKUP:
        return ()
    base = post.document.base
    return tuple(_local(link, path, base) for link in links(post.document.content) if (path := _path(link)))


def _local(link: Link, path: str, base: int) -> Local:
    ending = splitext(path)[1].lower() if "." in path else ""
    image = link.kind == "image" or (ending in IMAGES and link.kind in ("html", "reference"))
    return Local(path, link.target, Span(link.span.start + base, link.span.end + base), image, ending)


def _path(link: Link) -> str | None:
    """The decoded path of a local target, in Unicode's composed form; `None` for everything else."""
    if link.kind == "autolink":
        return None
    if _USUAL.fullmatch(link.target):
        return link.target
    target = decoded(link.target).strip()
    if ELSEWHERE.match(target) or TEMPLATE.search(target):
        return None
    path = unquote(_QUERY.split(target.removeprefix("@site"), maxsplit=1)[0])  # the root, to Docusaurus
    return None if "\\" in path or _CONTROL.search(path) else composed(path)


# --- what is there ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)  # no slots: what nobody asks for is not worked out
class Targets:
    """What a link of a site may lead to."""

    site: Site
    asked: dict[str, Post | None] = field(default_factory=dict)

    @cached_property
    def files(self) -> Mapping[str, str]:
        """Paths of files, composed, to the paths as they are on the disk."""
        return {composed(path): path for path in self.site.files}

    @cached_property
    def names(self) -> Mapping[str, list[str]]:
        """The files that are no posts with an address, without ending (`x/index` is `x`), by their last part in lower case."""
        found = defaultdict(list)
        for path in self.files.keys() - self.placed:
            stem = splitext(path)[0].removesuffix("/index").removesuffix("/_index")
            found[basename(stem).lower()].append("/" + stem.lower())
        return found

    @cached_property
    def placed(self) -> frozenset[str]:
        """The paths of the posts whose address is known."""
        return frozenset(path for path, post in self.by_path.items() if post.url is not None)

    @cached_property
    def left_out(self) -> frozenset[str]:
        """Paths of files that the generator silently leaves out."""
        return frozenset(ignored.path for ignored in self.site.ignored)

    @cached_property
    def shelf(self) -> Shelf:
        """The names of all files and posts."""
        return shelf(self.site)

    @cached_property
    def by_path(self) -> Mapping[str, Post]:
        """The posts by path."""
        return {composed(post.path): post for post in self.site.posts}

    @cached_property
    def by_url(self) -> Mapping[str, Post]:
        """The posts by address; of two with the same address the one that is no draft."""
        ordered = sorted(self.site.posts, key=lambda post: post.verdict.hidden is None)
        return {_address(unquote(post.url)): post for post in ordered if post.url is not None}

    @cached_property
    def redirects(self) -> frozenset[str]:
        """Former addresses of posts, which redirects keep alive."""
        return frozenset(_address(unquote("/" + old.lstrip("/"))) for post in self.site.posts for old in _former(post))

    @cached_property
    def shapes(self) -> frozenset[str]:
        """The folders posts have addresses in, with `0` for numbers; without the root, where everything stands."""
        return frozenset(_shape(dirname(url)) for url in self.by_url) - {"/", ""}

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every address above a post's."""
        return frozenset(above for url in self.by_url for above in _above(url))

    @cached_property
    def slugs(self) -> Mapping[str, Post]:
        """The posts by slug."""
        return {post.slug: post for post in self.site.posts}

    def nearest(self, name: str) -> Post | None:
        """The post whose slug is nearest to a name. Only for the first names asked for: it costs reading all slugs."""
        if name not in self.asked:
            if len(self.asked) >= _MOST_ASKED:
                return None
            near = self._letters.nearest(name, cutoff=0.8)
            self.asked[name] = self.slugs[near] if near is not None else None
        return self.asked[name]

    @cached_property
    def _letters(self) -> Letters:
        return Letters(self.slugs)

    @cached_property
    def named(self) -> Mapping[str, list[str]]:
        """Paths of all files by their last part."""
        found = defaultdict(list)
        for path in self.files:
            found[basename(path)].append("/" + path)
        return found

    def ends_with(self, path: str) -> bool:
        """Whether a file of the site has a path that ends so: some generators count from a folder of their own."""
        return any(each.endswith("/" + path) for each in self.named.get(basename(path), ()))

    def file(self, path: str) -> str | None:
        """A file the site serves under a path: below its root, or below a static folder."""
        roots = dict.fromkeys(("", *self.site.settings.static))
        return next((found for root in roots if (found := self.files.get(join(root, path.lstrip("/"))))), None)

    def looks_like_post(self, address: str) -> bool:
        """Whether an address that leads to no post has the shape of one and cannot be a page of the theme."""
        name = basename(address).lower()
        parts = set(address.lower().split("/"))
        if _shape(dirname(address)) not in self.shapes or address in self.folders or parts & _MADE_BY_THEMES - self._usual:
            return False
        return bool(name) and not name.isdigit() and not any(each.endswith(address.lower()) for each in self.names.get(name, ()))

    @cached_property
    def _usual(self) -> frozenset[str]:
        """The words that stand in the addresses of posts anyway, such as `blog`."""
        return frozenset(part for shape in self.shapes for part in shape.lower().split("/"))


@lru_cache(maxsize=1)
def targets(site: Site) -> Targets:
    """What links of a site may lead to, found once for all its posts."""
    return Targets(site)


def addresses(post: Post, path: str) -> tuple[str, ...]:
    """The site's addresses a path may mean in a post: read from the post's own address, with and without a final `/`."""
    if path.startswith("/"):
        return (_address(path),)
    if post.url is None:
        return ()
    own = "/" + unquote(post.url).lstrip("/")
    bases = (own, own.rstrip("/") + "/", "/")
    return tuple(dict.fromkeys(_address(urljoin(base, path)) for base in bases))


def leads_to(post: Post, path: str, targets: Targets) -> Post | None:
    """The post a path means, by file or by address."""
    for book in (FILES, ADDRESSES, STEMS):
        there = targets.shelf[book].leads(post, path)
        if there is not None:
            return targets.by_path.get(composed(there))
    return None


def beside(post: Post, path: str) -> str | None:
    """The path of the file a relative path means, read from the post's folder; `None` above the root."""
    if path.startswith("/"):
        return path.lstrip("/")
    found = normpath(join(dirname(composed(post.path)), path))
    return None if found.startswith("..") else found


def _address(url: str) -> str:
    """A URL without what servers add or leave out."""
    url = composed(url).removesuffix("index.html").removesuffix(".html").removesuffix(".htm")
    return "/" + url.strip("/")


def _former(post: Post) -> Iterator[str]:
    for key in ("aliases", "alias", "redirect_from"):
        value = post.front.get(key)
        yield from (item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str))


def _shape(folder: str) -> str:
    return re.sub(r"\d+", "0", folder)


def _above(url: str) -> Iterator[str]:
    while url not in ("/", ""):
        url = dirname(url)
        yield url
