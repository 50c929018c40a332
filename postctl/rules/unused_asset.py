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
from collections.abc import Iterator, Mapping
from functools import lru_cache
from posixpath import basename, dirname, splitext
from urllib.parse import unquote

from postctl.links import IMAGES
from postctl.links.anchors import HARMLESS
from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.site import Post, Site

_KINDS = IMAGES | frozenset(".pdf .mp3 .ogg .wav .flac .m4a .mp4 .webm .mov .zip .gz .tar".split())
_BY_NAME = re.compile(
    r"cover|featur|thumb|hero|banner|teaser|header|poster|preview|card|social|share|og[-_.]|logo|avatar|icon", re.IGNORECASE
)
_ALL = re.compile(
    r"\{\{[<%]|\{%|\{\{|galler|resources|slideshow|carousel|\*\.\w|(?-i:<[A-Z]\w)|glob\b|^import\s", re.IGNORECASE | re.MULTILINE
)
_SIZE = re.compile(
    r"(?:@\dx|[-_.]\d+x\d+|[-_.]\d{2,4}w?|[-_.](?:small|medium|large|full|dark|light|mobile|thumb|orig(?:inal)?))\Z"
)
_FEW = 3


def _check(post: Post, site: Site) -> Iterator[Finding]:
    unused = _unused(site)
    if post.path not in unused or len(unused) >= _FEW:
        return
    for path in unused[post.path]:
        message = f"nothing in the post names {path}"
        yield Finding(message, help="delete the file, or show it in the post")


@lru_cache(maxsize=2)
def _unused(site: Site) -> Mapping[str, list[str]]:
    """The files that nothing names, by the first post of their folder."""
    folders = _folders(site)
    if not folders:
        return {}
    inside: dict[str, list[str]] = defaultdict(list)
    for path in sorted(site.files):
        if splitext(path)[1].lower() in _KINDS:
            home = next((above for above in _above(path) if above in folders), None)
            if home is not None:
                inside[home].append(path)
    found: dict[str, list[str]] = {}
    for home, paths in sorted(inside.items()):
        posts = folders[home]
        if left := [*_not_named(paths, posts)]:
            found[posts[0].path] = left
    return found


def _folders(site: Site) -> Mapping[str, list[Post]]:
    """The folders whose files belong to posts. A folder with posts that are no bundle belongs to nobody."""
    found: dict[str, list[Post]] = defaultdict(list)
    for post in site.posts:
        if post.place.bundle and dirname(post.path):
            found[dirname(post.path)].append(post)
        if post.place.assets:
            found[post.place.assets.rstrip("/")].append(post)
    shared = {dirname(post.path) for post in site.posts if not post.place.bundle}
    return {home: posts for home, posts in found.items() if home not in shared}


def _above(path: str) -> Iterator[str]:
    while path := dirname(path):
        yield path


def _not_named(paths: list[str], posts: list[Post]) -> Iterator[str]:
    texts = [post.document.text + (post.document.content if post.document.apart is not None else "") for post in posts]
    if any(_ALL.search(HARMLESS.sub("", text)) for text in texts):
        return
    words = "\n".join(unquote(text) for text in texts).lower()
    for path in paths:
        stem = splitext(basename(path))[0].lower()
        if not _BY_NAME.search(stem) and _SIZE.sub("", stem) not in words and stem not in words:
            yield path


_A = "---\ntitle: A\n---\n"

RULE = Rule(
    code="P411",
    severity=Severity.INFO,
    summary="a file in the folder of a post that nothing names",
    within=_check,
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
