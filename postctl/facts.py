"""What is found out of a post by itself, once: it counts as long as the file of the post stays as it is.

A fact is a pure function of a post, and of the generator and the settings of its site; never of other posts or files, of the
moment, or of what posts are held to. Its value is JSON data that comes back equal, with lists and no tuples. So it can be looked
up from the last time, and whoever counts something over all posts of a site need not read them again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from postctl.site import Post, Site

_Result = TypeVar("_Result")


def fact(work: Callable[[Post, Site], _Result]) -> Callable[[Post, Site], _Result]:
    """The same function, which finds out each fact once."""
    name = f"{work.__module__.removeprefix('postctl.')}.{work.__qualname__}"

    @wraps(work)
    def known(post: Post, site: Site) -> _Result:
        if name not in post.known:
            post.known[name] = work(post, site)
        return post.known[name]  # type: ignore[no-any-return]

    return known


@fact
def words(post: Post, site: Site) -> int:
    """The words of the body."""
    from postctl import markdown

    return markdown.words(post.document.content)
