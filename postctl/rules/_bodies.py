"""What the bodies of all posts hold, found in one pass for all rules that count what a whole site does once one post does it."""

from __future__ import annotations

from itertools import pairwise
from typing import TypedDict

from postctl.facts import body_fact
from postctl.links import Local, local_links
from postctl.markdown import Heading, Image, headings, parse
from postctl.once import once
from postctl.rules._links import images as pictures
from postctl.site import Post, Site

_TAGS = ("<img", "<IMG", "<Img")


class Held(TypedDict):
    """What a body holds: the paths of pictures and of links from the root, how many images, and how many of them
    without a text, and the `depth` of its headings.
    """

    pictures: list[str]
    rooted: list[str]
    images: int
    silent: int
    depth: str


@body_fact
def held(post: Post, site: Site) -> Held:
    """What the body of a post holds. It is parsed once for it, and nothing of the parse is kept."""
    links, shown = local_links(post), images(post)
    return {
        "pictures": [each.path for each in pictures(links)],
        "rooted": [each.path for each in links if is_from_root(each)],
        "images": len(shown),
        "silent": sum(not says(each) for each in shown),
        "depth": depth(post),
    }


def is_from_root(link: Local) -> bool:
    """Whether a link, no picture, is one from the root of the site."""
    return not link.image and link.path.startswith("/")


@once
def images(post: Post) -> tuple[Image, ...]:
    """The images that show something; of one without a target P415 tells."""
    content = post.document.content
    if ("!" in content and "![" in content) or ("<" in content and any(tag in content for tag in _TAGS)):
        return tuple(image for image in parse(content).images if image.target)
    return ()


def says(image: Image) -> bool:
    """Whether an image has a text for those who do not see it; in HTML an empty one says that it is an ornament."""
    return image.alt is not None and (image.form == "html" or bool(image.alt.strip()))


@once
def depth(post: Post) -> str:
    """Whether there are headings of the third level (`deep`), and one that is too deep (`skipped`)."""
    return "skipped" if jumps(post) else "deep" if is_deep(post) else ""


def is_deep(post: Post) -> bool:
    """Whether a body may have headings of the third level."""
    content = post.document.content
    return "#" in content and "###" in content


def jumps(post: Post) -> list[tuple[Heading, Heading]]:
    """Headings that are too deep, with those before them."""
    found = headings(post.document.content) if is_deep(post) else ()
    return [(above, below) for above, below in pairwise(found) if below.level > above.level + 1]
