"""An image in the body has no file.

Readers see a broken picture, or nothing. Usually the file was renamed, was never added
to the repository, or its name differs in letter case: `Photo.JPG` and `photo.jpg` are
one file on a Mac and two on the server.

Looked at are images with a relative path or a path from the root of the site, in
Markdown and in `<img>`. They may stand beside the post, in a static folder, or anywhere
in the site under that path. Images from other web sites, `data:` images and paths with
template code are not looked at.

Where more than half of the images are missing, and at least ten, the site keeps them
elsewhere, and one note for the whole site says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from posixpath import basename, normpath, splitext

from postctl.links import IMAGES, Local, local_links
from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.site import Post, Site


def _check(post: Post, site: Site) -> Iterator[Finding]:
    missing = _missing(post, site)
    if not missing:
        return
    lost, shown, first = _counts(site)
    if lost < _MANY or lost * 2 <= shown:
        yield from (_finding(link, _images(site)) for link in missing)
    elif post.path == first:
        yield _habit(missing[0], lost, shown)


def _missing(post: Post, site: Site) -> list[Local]:
    return [link for link in local_links(post) if _is_judged(link) and not _is_there(link.path, _images(site))]


@lru_cache(maxsize=1)
def _counts(site: Site) -> tuple[int, int, str]:
    """How many images are missing in the whole site, of how many, and the first post with one."""
    lost, shown, first = 0, 0, ""
    for post in site.posts:
        shown += sum(map(_is_judged, local_links(post)))
        missing = len(_missing(post, site))
        lost += missing
        first = first or (post.path if missing else "")
    return lost, shown, first


def _is_judged(link: Local) -> bool:
    return link.image and splitext(link.path)[1].lower() in IMAGES


def _habit(link: Local, missing: int, links: int) -> Finding:
    return Finding(
        f"{missing} of {links} images have no file in this site, such as {link.path}",
        link.span,
        "if they are kept elsewhere that is fine, and `ignore` in postctl.toml silences it; else add the files",
        severity=Severity.INFO,
    )


@lru_cache(maxsize=1)
def _images(site: Site) -> Mapping[str, list[str]]:
    """The image files of the site, by file name in lower case."""
    from unicodedata import normalize

    found: dict[str, list[str]] = defaultdict(list)
    for path in site.files:
        if splitext(path)[1].lower() in IMAGES:
            composed = normalize("NFC", path)
            found[basename(composed).lower()].append("/" + composed)
    return found


def _is_there(path: str, images: Mapping[str, list[str]]) -> bool:
    """Whether a file ends as the path does; themes and builds put images at addresses of their own."""
    wanted = _wanted(path)
    return any(each.endswith(wanted) for each in images.get(basename(path).lower(), ()))


def _wanted(path: str) -> str:
    return "/" + normpath("/" + path).lstrip("/")


def _finding(link: Local, images: Mapping[str, list[str]]) -> Finding:
    near = sorted(images.get(basename(link.path).lower(), ()))
    help_ = f"did you mean {near[0].lstrip('/')}?" if near else "add the file, or correct the path"
    return Finding(f"no file for the image {link.path}", link.span, help_)


_MANY = 10
_A = "---\ntitle: A\n---\n"

RULE = Rule(
    code="P402",
    severity=Severity.WARNING,
    summary="an image without a file",
    post=_check,
    bad=(
        Example({"a.md": _A + "![a cat](cat.png)\n"}),
        Example({"a.md": _A + "![a cat](/img/cat.png)\n", "static/img/Cat.png": ""}, "gatsby"),
        Example({"a.md": _A + '<img src="cat.png">\n', "dog.png": ""}),
    ),
    good=(
        Example({"a.md": _A + "![a cat](cat.png)\n", "cat.png": ""}),
        Example({"a.md": _A + '![a cat](/img/my%20cat.png "Cat")\n', "static/img/my cat.png": ""}, "gatsby"),
        Example({"a.md": _A + "![x](https://x.org/cat.png) ![y]({{ site.img }}/cat.png) `![z](z.png)`\n"}),
    ),
)
