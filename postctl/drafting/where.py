"""Where a new post lies, and whether that is free."""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache

from postctl import addressing, patterns, slugs
from postctl.drafting.wish import Wish
from postctl.housestyle import House
from postctl.site import Post, Site


def path(site: Site, house: House, wish: Wish) -> str:
    """The path the house's naming asks for; `Refused` if it leaves the site or is not legal on every system."""
    pattern = house.file if wish.publish else house.draft_file or house.file
    title = next((each for each in (wish.title, slugs.legal(wish.title)) if slugs.safe_name(each) is None), wish.slug)
    filled = patterns.fill(pattern, {"slug": wish.slug, "name": wish.slug, "title": title, "section": ""}, wish.moment)
    check_legal(site, filled)
    return filled


def check_legal(site: Site, path: str) -> None:
    """`Refused` for a path that leaves the site, or has a new part that is not legal on every system."""
    addressing.check_legal(site, path, "give another --slug, or another [new] file pattern")


def taken(site: Site, post: Post, besides: Container[str] = ()) -> str | None:
    """Who has the file or the URL of a new post already, whatever the letter case or Unicode form; `None`: nobody.

    `besides`: paths of posts that may have the same URL.
    """
    found = (addressing.taken_by(_names(site), path) for path in dict.fromkeys((post.path, post.file)))
    file = next(filter(None, found), None)
    return f"{file} exists already" if file is not None else addressing.taken_address(site, post, besides)


@lru_cache(maxsize=1)
def _names(site: Site) -> dict[str, str]:
    """The files of a site by folded path."""
    return {addressing.folded(name): name for name in site.files}
