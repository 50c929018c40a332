"""What the bodies of all posts hold, found in one pass for all rules that count what a whole site does once one post does it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from postctl.links import Local, local_links
from postctl.markdown import Heading, Image, headings, parse
from postctl.site import Post, Site

_TAGS = ("<img", "<IMG", "<Img")


class Held(NamedTuple):
    """What a body holds: links to places of the site, images, how many of those without a text, and headings: whether there may
    be deep ones, and whether one is too deep.
    """

    links: tuple[Local, ...]
    images: int
    silent: int
    deep: bool
    skips: bool


@lru_cache(maxsize=1)
def of_all(site: Site) -> Mapping[str, Held]:
    """What the bodies hold, by path of the post. A body is parsed once for it, and nothing of the parse is kept."""
    return {post.path: _of(post) for post in site.posts}


def _of(post: Post) -> Held:
    shown = images(post)
    silent = sum(not says(each) for each in shown)
    return Held(local_links(post), len(shown), silent, is_deep(post), bool(jumps(post)))


def images(post: Post) -> tuple[Image, ...]:
    """The images that show something; of one without a target P415 tells."""
    content = post.document.content
    if ("!" in content and "![" in content) or ("<" in content and any(tag in content for tag in _TAGS)):
        return tuple(image for image in parse(content).images if image.target)
    return ()


def says(image: Image) -> bool:
    """Whether an image has a text for those who do not see it; in HTML an empty one says that it is an ornament."""
    return image.alt is not None and (image.form == "html" or bool(image.alt.strip()))


def is_deep(post: Post) -> bool:
    """Whether a body may have headings of the third level."""
    content = post.document.content
    return "#" in content and "###" in content


def jumps(post: Post) -> list[tuple[Heading, Heading]]:
    """Headings that are too deep, with those before them."""
    found = headings(post.document.content) if is_deep(post) else ()
    return [(above, below) for above, below in pairwise(found) if below.level > above.level + 1]
