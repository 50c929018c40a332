"""The image files of a site, and the images that front matter names: covers, thumbnails, pictures for social media."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from posixpath import basename, dirname, normpath, splitext
from urllib.parse import unquote

from postctl.facts import flat
from postctl.links import IMAGES
from postctl.model import Entry, Node, Span
from postctl.once import once
from postctl.regexes import later
from postctl.rules._common import others
from postctl.site import Post, Site
from postctl.values import NamedTuple

MANY = 10
"""So many missing images, and more than half of all, are kept elsewhere."""


@lru_cache(maxsize=1)
def files(site: Site) -> Mapping[str, list[str]]:
    """The image files of the site, by file name in lower case."""
    from unicodedata import normalize

    found: dict[str, list[str]] = defaultdict(list)
    for path in others(site):
        if splitext(path)[1].lower() in IMAGES:
            composed = normalize("NFC", path)
            found[basename(composed).lower()].append("/" + composed)
    return found


def _from_root(path: str) -> str:
    """A path with a slash in front and no part that leads elsewhere."""
    plain = "./" not in path and "//" not in path and not path.endswith(("/", "."))
    return "/" + (path if plain else normpath("/" + path)).lstrip("/")


def is_there(path: str, images: Mapping[str, list[str]]) -> bool:
    """Whether a file ends as the path does; themes and builds put images at addresses of their own."""
    wanted = _from_root(path)
    return any(each.endswith(wanted) for each in images.get(basename(path).lower(), ()))


@lru_cache(maxsize=4096)
def shows(site: Site, path: str) -> bool:
    """Whether the site has an image file whose path ends so; asked for once, as several rules do, and posts share images."""
    return is_there(path, files(site))


def other_case(path: str, images: Mapping[str, list[str]]) -> str | None:
    """The one path that differs from a path only in letter case, where none ends as that does."""
    wanted = _from_root(path)
    if wanted == "/" or is_there(path, images):
        return None
    ends = {each[-len(wanted) :] for each in images.get(basename(path).lower(), ()) if each.lower().endswith(wanted.lower())}
    return ends.pop().lstrip("/") if len(ends) == 1 else None


def in_other_case(post: Post, path: str, images: Mapping[str, list[str]]) -> str | None:
    """The same for an image in the text of a post: one without a folder lies beside the post, or in the folder of its name."""
    if "/" in path.removeprefix("./"):
        return other_case(path, images)
    own = {"/" + splitext(post.path)[0], ("/" + dirname(post.path)).rstrip("/")}
    name = basename(path).lower()
    return other_case(path, {name: [each for each in images.get(name, ()) if dirname(each).rstrip("/") in own]})


def help_for(path: str, images: Mapping[str, list[str]]) -> str:
    """What to do about an image that is not there."""
    near = sorted(images.get(basename(path).lower(), ()))
    return f"did you mean {near[0].lstrip('/')}?" if near else "add the file, or correct the path"


def elsewhere(missing: int, shown: int) -> bool:
    """Whether so many images are missing that the site keeps them in another place."""
    return missing >= MANY and missing * 2 > shown


# --- what front matter names ------------------------------------------------------------------------------------------------

_COVERS = frozenset(
    """image images img cover covers coverimage coverimg coverphoto featured featuredimage featuredimg featureimage feature
    featuredphoto featureimg thumbnail thumbnails thumb thumbnailimage thumbimg hero heroimage herophoto banner bannerimage
    bannerimg headerimage headerimg headerphoto ogimage socialimage shareimage twitterimage teaser preview previewimage background
    backgroundimage overlayimage splash photo picture poster cardimage postimage mainimage titleimage leadimage indeximg topimg
    logo""".split()
)
_IN_A_COVER = frozenset("path src url file image source feature name relative".split())
_MARKS = later(r"[-_: .]")
_TEMPLATE = later(r"\{\{|\{%|\}\}|<%|\$\{")
_WEB = later(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_ROOTS = later(r"\{[a-z]+\}|@[a-z]*/|~/?", re.IGNORECASE)
_MOST = 50


class Picture(NamedTuple):
    """An image that the front matter names: under which key (dotted in a table), and where. `path` is `''` on the web."""

    key: str
    path: str
    written: str
    span: Span


@once
def pictures(post: Post, site: Site) -> tuple[Picture, ...]:
    """The covers and other images of a post's front matter; templates are left out."""
    front = flat(post, site)
    if front is not None and not any(_plain(key) in _COVERS for key in front):
        return ()
    entries = [each for each in post.document.entries if _may_show(each)]
    return tuple(islice((each for entry in entries for each in _of(entry.key, entry.value, within=())), _MOST))


def _may_show(entry: Entry) -> bool:
    """Whether an entry may name an image: most cannot."""
    value = entry.value
    return value.kind == "map" or _plain(entry.key) in _COVERS or any(item.kind != "scalar" for item in value.items)


def _of(key: str, node: Node, within: tuple[str, ...]) -> Iterator[Picture]:
    names = (*within, key)
    if node.kind == "scalar":
        if _is_cover(names) and (picture := _picture(".".join(names), node)):
            yield picture
    elif node.kind == "list":
        for item in node.items:
            yield from _of(key, item, within)
    elif len(names) < 3:
        for name, value in node.pairs:
            yield from _of(name.text, value, names)


def _is_cover(names: tuple[str, ...]) -> bool:
    plain = [_plain(name) for name in names[-2:]]
    return plain[-1] in _COVERS or (len(plain) > 1 and plain[-2] in _COVERS and plain[-1] in _IN_A_COVER)


@lru_cache(maxsize=1024)
def _plain(name: str) -> str:
    return _MARKS.sub("", name.lower())


def _picture(key: str, node: Node) -> Picture | None:
    """A text that names an image file, by its ending; an address on the web may have any."""
    written = node.text.strip()
    if not written or _TEMPLATE.search(written) or "\n" in written:
        return None
    if _WEB.match(written):
        return Picture(key, "", written, node.span)
    path = _ROOTS.sub("", unquote(re.split(r"[?#]", written, maxsplit=1)[0]), count=1)
    return Picture(key, path, written, node.span) if splitext(path)[1].lower() in IMAGES else None
