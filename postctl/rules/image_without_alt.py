"""An image has no alternative text.

Who cannot see it, or whose line is too slow for it, gets to know nothing of it, and
neither do search engines.

Looked at are images of Markdown, and `<img>` without `alt`, in posts that are public. An
empty `alt=""` in HTML says that the image is only an ornament, and is fine. A site where
most images have none is told so once.

Say in a few words what the image shows: `![A heron at the lake](heron.jpg)`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from postctl.markdown import Image
from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._bodies import held, images, says
from postctl.rules._common import is_habit, is_public
from postctl.rules._links import at
from postctl.site import Post, Site
from postctl.values import NamedTuple

_MOST = 10
"""So many of a post are told."""


class _Counted(NamedTuple):
    """How many images there are, how many of them without a text, and the first post with such a one."""

    images: int = 0
    without: int = 0
    first: str = ""


def _check(post: Post, site: Site) -> Iterator[Finding]:
    if not is_public(post, site):
        return
    missing = [each for each in images(post) if not says(each)]
    if not missing:
        return
    counted = _counted(site)
    if is_habit(counted.without, counted.images):
        if counted.first == post.path:
            message = f"{counted.without} of {counted.images} images of this site have no alternative text, such as this one"
            yield _finding(post, missing[0], message)
        return
    for each in missing[:_MOST]:
        yield _finding(post, each, "an image without alternative text")


@lru_cache(maxsize=2)
def _counted(site: Site) -> _Counted:
    shown = silent = 0
    first = ""
    for post in site.posts:
        if is_public(post, site):
            found = held(post, site)
            shown, silent = shown + found["images"], silent + found["silent"]
            first = first or (post.path if found["silent"] else "")
    return _Counted(shown, silent, first)


def _finding(post: Post, image: Image, message: str) -> Finding:
    return Finding(message, at(post, *image.span), "say in a few words what the image shows")


_T = "---\ntitle: A\n---\n"

RULE = Rule(
    code="P608",
    severity=Severity.INFO,
    bodies=True,
    summary="an image without alternative text",
    within=_check,
    bad=(
        Example({"a.md": _T + "![](heron.jpg)\n", "heron.jpg": ""}),
        Example({"a.md": _T + "<img src='heron.jpg' width=20>\n", "heron.jpg": ""}),
        Example({"a.md": _T + "![](https://example.org/x.png) ![A heron](heron.jpg)\n", "heron.jpg": ""}),
        Example({"a.md": _T + "![][heron]\n\n[heron]: heron.jpg\n", "heron.jpg": ""}),
    ),
    good=(
        Example({"a.md": _T + "![A heron](heron.jpg) `![](x.png)`\n", "heron.jpg": ""}),
        Example({"a.md": _T + '<img src="heron.jpg" alt="">\n\n<img alt src=heron.jpg>\n', "heron.jpg": ""}),
        Example({"a.md": "---\ntitle: A\ndraft: true\n---\n![](heron.jpg)\n", "heron.jpg": ""}),
    ),
    signs=("!", "<"),
)
