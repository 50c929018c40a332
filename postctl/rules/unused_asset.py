"""A picture or another file lies in the folder of a post, and the post does not name it.

A page bundle takes all its files along to the site. What nothing names is most often
left over: an old version of a picture, or one that was taken out of the text.

Looked at are pictures, sound, films, PDF and archives in the folder of a bundle, or in
the folder of assets beside a post. A file is named where its name stands anywhere in the
front matter or the text of a post there, in other letters or encoded too. Posts with a
gallery, or another template that may show all files of the folder, are left alone, and
so are covers that themes find by their name, and other sizes of a picture that is named.

Where three posts or more have such files the site has a use for them that cannot be
seen, and nothing is said.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from posixpath import basename, dirname, splitext
from urllib.parse import unquote

from postctl import fingerprints
from postctl.facts import told
from postctl.links import IMAGES
from postctl.links.anchors import HARMLESS
from postctl.model import Severity
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import others
from postctl.site import Post, Site

_KINDS = IMAGES | frozenset(".pdf .mp3 .ogg .wav .flac .m4a .mp4 .webm .mov .zip .gz .tar".split())
_BY_NAME = later(
    r"cover|featur|thumb|hero|banner|teaser|header|poster|preview|card|social|share|og[-_.]|logo|avatar|icon", re.IGNORECASE
)
_ALL = later(
    r"\{\{[<%]|\{%|\{\{|galler|resources|slideshow|carousel|\*\.\w|(?-i:<[A-Z]\w)|glob\b|^import\s", re.IGNORECASE | re.MULTILINE
)
_SIZE = later(r"(?:@\dx|[-_.]\d+x\d+|[-_.]\d{2,4}w?|[-_.](?:small|medium|large|full|dark|light|mobile|thumb|orig(?:inal)?))\Z")
_FEW = 3


def _check(site: Site) -> Iterator[Finding]:
    unused = _unused(site)
    for home, paths in unused.items() if len(unused) < _FEW else ():
        for path in paths:
            yield Finding(f"nothing in the post names {path}", help="delete the file, or show it in the post", path=home)


def _unused(site: Site) -> Mapping[str, list[str]]:
    """The files that nothing names, by the first post of their folder."""
    files = sorted(path for path in others(site) if splitext(path)[1].lower() in _KINDS)
    near = {above for folder in {dirname(path) for path in files} if folder for above in (folder, *_above(folder))}
    folders = _folders(site, near)
    inside: dict[str, list[str]] = defaultdict(list)
    for path in files if folders else ():
        home = next((above for above in _above(path) if above in folders), None)
        if home is not None:
            inside[home].append(path)
    found: dict[str, list[str]] = {}
    for home, paths in sorted(inside.items()):
        if left := _not_named(paths, folders[home]):
            found[folders[home][0].path] = left
    return found


def _folders(site: Site, near: Collection[str]) -> Mapping[str, list[Post]]:
    """Those of some folders whose files belong to posts. A folder with posts that are no bundle belongs to nobody."""
    found: dict[str, list[Post]] = defaultdict(list)
    for post in site.posts if near else ():
        place = post.place
        if place.bundle and (home := dirname(post.path)) in near:
            found[home].append(post)
        if place.assets and (home := place.assets.rstrip("/")) in near:
            found[home].append(post)
    if not found:
        return {}
    shared = {dirname(post.path) for post in site.posts if not post.place.bundle}
    return {home: posts for home, posts in found.items() if home not in shared}


def _above(path: str) -> Iterator[str]:
    while path := dirname(path):
        yield path


def _not_named(paths: list[str], posts: list[Post]) -> list[str]:
    stems = {path: splitext(basename(path))[0].lower() for path in paths}
    names = {path: _SIZE.sub("", stem) for path, stem in stems.items() if not _BY_NAME.search(stem)}
    if not names:
        return []
    wanted, seen = tuple(sorted({*names.values()})), set[str]()
    for post in posts:
        named = _named(post, wanted)
        if named is None:
            return []
        seen.update(named)
    return [path for path, name in names.items() if name not in seen]


def _named(post: Post, names: tuple[str, ...]) -> list[str] | None:
    """Those of some names that the text of a post has; `None` where it may show all files there are."""
    return told(post, f"{__name__} {fingerprints.of(*names)}", lambda: _find(post, names))


def _find(post: Post, names: tuple[str, ...]) -> list[str] | None:
    text = post.document.text + (post.document.content if post.document.apart is not None else "")
    if _ALL.search(HARMLESS.sub("", text)):
        return None
    words = unquote(text).lower()
    return [name for name in names if name in words]


_A = "---\ntitle: A\n---\n"

RULE = Rule(
    code="P411",
    severity=Severity.INFO,
    summary="a file in the folder of a post that nothing names",
    site=_check,
    bad=(
        Example({"content/a/index.md": _A + "![a cat](cat.png)\n", "content/a/cat.png": "", "content/a/dog.png": ""}, "hugo"),
        Example({"content/a/index.md": "+++\ntitle = 'A'\n+++\n", "content/a/paper.pdf": ""}, "zola"),
        Example({"content/a/index.md": _A + '{{< figure src="a.png" >}}\n', "content/a/b.png": ""}, "hugo"),
    ),
    good=(
        Example({"content/a/index.md": _A + "![a cat](My%20cat.PNG)\n", "content/a/my cat.png": ""}, "hugo"),
        Example({"content/a/index.md": _A + '{{< gallery match="*" >}}\n', "content/a/dog.png": ""}, "hugo"),
        Example({"content/a/index.md": _A, "content/a/featured-x.png": "", "content/a/data.json": ""}, "hugo"),
        Example({"content/a/index.md": _A + "![](cat.png)\n", "content/a/cat@2x.png": "", "content/a/cat.webp": ""}, "hugo"),
        Example({f"content/{n}/{file}": text for n in "abc" for file, text in (("index.md", _A), ("x.png", ""))}, "hugo"),
        Example({"a.md": _A, "cat.png": ""}),
    ),
)
