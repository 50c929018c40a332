"""A post on stdin: its bytes, where it belongs, and the site with it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from postctl.errors import PostctlError, UsageError
from postctl.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postctl.cli.options import Context
    from postctl.model import Broken
    from postctl.site import Post, Site
    from postctl.store.scan import Opened

_SLUGS = ("postctl-stdin-one", "postctl-stdin-other")
"""Names that no post has: what depends on the name of a post that has none is different for the two."""


def stdin(context: Context) -> bytes:
    """What stdin holds. Raises `UsageError` where a person sits there, `PostctlError` where it is too much."""
    from postctl.store import reads

    if context.machine.stdin_tty:
        raise UsageError("stdin is a terminal", "pipe a post in")
    data = sys.stdin.buffer.read(reads.MAX_GIVEN + 1) if sys.stdin is not None else b""
    if len(data) > reads.MAX_GIVEN:
        raise PostctlError("stdin holds more than 5 MiB", "name the file itself")
    return data


def where(site: Site, name: str) -> str:
    """The path that a file name means in the site. Raises `UsageError` for one outside."""
    from postctl.store import reads

    path = reads.relative(site.root, name)
    if path is None:
        raise UsageError(f"{name} is outside of {site.root}", "-C names another blog")
    return path


def joined(site: Site, path: str, data: bytes) -> Site:
    """The site with the bytes in the file of that path. Raises `UsageError` where no post could be."""
    from postctl import fixing, reading
    from postctl.model import Broken
    from postctl.site import Post

    if in_file(site, path) is not None:
        return fixing.reread(site, {path: data})
    read = reading.read(path, data, site.generator, site.settings)
    files = site.files | {path}
    if isinstance(read, Post):
        return replace(site, files=files, posts=tuple(sorted((*site.posts, read), key=lambda post: post.path)))
    if isinstance(read, Broken):
        return replace(site, files=files, broken=(*site.broken, read))
    if read is None:
        raise UsageError(f"{path} is no post of this site", f"posts are {', '.join(site.settings.posts)}")
    return replace(site, files=files, ignored=(*site.ignored, read))


def in_file(site: Site, path: str) -> Post | Broken | None:
    """The post that a file holds, or its front matter, or the file that cannot be read as one."""
    for post in site.posts:
        if post.path == path or (post.place.meta == path and post.file == path):
            return post
    return next((each for each in site.broken if each.path == path), None)


# --- a post to look at --------------------------------------------------------------------------------------------------


def post(context: Context, name: str | None) -> tuple[Opened, Post | Broken]:
    """The post on stdin in the site around: in the file of that name, or without a place in it."""
    data = stdin(context)
    opened = context.open() if name is not None or _is_in_site(context) else _no_site(context)
    if name is not None:
        path = where(opened.site, name)
        site = joined(opened.site, path, data)
        found = in_file(site, path)
        if found is None:
            reason = next((each.reason for each in site.ignored if each.path == path), "it is no post")
            raise PostctlError(f"{site.generator.title} leaves {path} out: {reason}", "name it as the other posts are named")
        return opened._replace(site=site, cut=opened.cut - {path}), found
    return opened, _nowhere(opened.site, data)


def _is_in_site(context: Context) -> bool:
    from postctl.store import roots

    root = context.root or "."
    return context.config is not None or not os.path.isdir(root) or roots.is_in_site(root)  # who opens it says what is wrong


def _no_site(context: Context) -> Opened:
    """Where nothing says that a folder is a site it may hold anything, and is not looked through for the sake of one post."""
    from postctl import registry
    from postctl.config import Config
    from postctl.site import Evidence, Folder, Site
    from postctl.store.scan import Opened

    plain = registry.generator("plain")
    settings = plain.settings(Folder(frozenset(), lambda path: None))
    root = os.path.realpath(context.root or ".")
    site = Site(root, plain, settings, context.now(settings.timezone), frozenset(), ())
    return Opened(site, Config(), Evidence(0, "no site is around"))


def _nowhere(site: Site, data: bytes) -> Post | Broken:
    """The post as its generator reads it; of what its name would say nothing is left."""
    from postctl.model import Broken
    from postctl.site import Post

    one, other = (_read(site, slug, data) for slug in _SLUGS)
    if isinstance(one, Broken):
        return one._replace(path="-")
    assert isinstance(other, Post)
    url = one.url if one.url == other.url else None
    slug = one.slug if one.slug == other.slug else ""
    title = one.title if one.title == other.title else "Untitled"
    date = one.date if one.date is not None and one.date.source != "name" else None
    return replace(one, url=url, slug=slug, title=title, date=date, place=one.place._replace(assets="", section=""))


def _read(site: Site, slug: str, data: bytes) -> Post | Broken:
    """The post as if it lay where new posts do; where no generator takes it there, as plain Markdown."""
    from postctl import reading, registry
    from postctl.model import Broken
    from postctl.site import Post

    for path in _paths(site, slug):
        read = reading.read(path, data, site.generator, site.settings)
        if isinstance(read, Post | Broken):
            return read
    read = reading.read(f"{slug}.md", data, registry.generator("plain"), site.settings)
    assert isinstance(read, Post | Broken)
    return read


def _paths(site: Site, slug: str) -> Iterator[str]:
    from postctl import patterns

    values = {"slug": slug, "title": slug, "name": slug, "section": ""}
    yield patterns.fill(site.generator.template.file, values, site.at)
    yield from dict.fromkeys(f"{post.path.rpartition('/')[0]}/{slug}.md".lstrip("/") for post in site.posts[:1])
