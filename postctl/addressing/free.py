"""What may be the slug, the path and the URL of a post, and whether another post has them."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Collection, Container
from urllib.parse import unquote

from postctl import slugs
from postctl.errors import Refused, UsageError
from postctl.regexes import later
from postctl.site import Post, Site

_NOT_IN_SLUGS = later(r"[\s#%?]")


def slug_of(site: Site, title: str, given: str | None) -> str:
    """The slug that was given, or the one the generator makes of a title. Raises `UsageError` for one that cannot be."""
    if given is None:
        by_site = site.generator.slug_in
        made = by_site(title, site.settings) if by_site else site.generator.slug(title)
        return made if why_no_slug(made) is None else slugs.default(title)
    reason = why_no_slug(given)
    if reason is not None:
        raise UsageError(f"{given!r} cannot be a slug: {reason}", f"try --slug {slugs.default(given)}")
    return given


def why_no_slug(slug: str) -> str | None:
    """Why a text cannot be a slug; `None` if it can."""
    found = _NOT_IN_SLUGS.search(slug)
    return slugs.safe_name(slug) or (f"{found[0]!r} has a meaning of its own in a URL" if found else None)


def check_legal(site: Site, path: str, hint: str) -> None:
    """`Refused` if a path leaves the site or has a new part that is not legal on every system."""
    parts = path.split("/")
    if path.startswith("/") or posixpath.normpath(path).startswith(".."):
        raise Refused(f"no post can be written to {path!r}: it leaves the site", hint)
    for depth, part in enumerate(parts, 1):
        folder = "/".join(parts[:depth]) + "/"
        if depth < len(parts) and part not in ("", ".", "..") and any(name.startswith(folder) for name in site.files):
            continue
        reason = slugs.safe_name(part if depth < len(parts) else part.rpartition(".")[0])
        if reason is not None:
            raise Refused(f"no post can be written to {path!r}: {reason}", hint)


def check_free(files: Collection[str], path: str, hint: str) -> None:
    """`Refused` if a path is that of a file or a folder, whatever the letter case or Unicode form of its name."""
    taken = taken_by({folded(name): name for name in files}, path)
    if taken is not None:
        raise Refused(f"{taken} exists already", hint)


def taken_by(names: dict[str, str], path: str) -> str | None:
    """The file that has a path, lies below it, or stands where it needs a folder. `names`: the files by `folded` path."""
    parts = path.split("/")
    folder = folded(path) + "/"
    taken = next((names[key] for depth in range(1, len(parts) + 1) if (key := folded("/".join(parts[:depth]))) in names), None)
    return taken or next((name for key, name in names.items() if key.startswith(folder)), None)


def check_address(site: Site, post: Post, hint: str, *, but: Container[str] = ()) -> None:
    """`Refused` if the URL is taken. `but`: paths of posts that do not count."""
    taken = taken_address(site, post, but)
    if taken is not None:
        raise Refused(taken, hint)


def taken_address(site: Site, post: Post, but: Container[str] = ()) -> str | None:
    """Which other post has the URL of a post, or redirects from it, or has the URL that the post redirects from; `None`: none."""
    wanted, leads = address(post.url), {address(old) for old in post.redirects}
    for other in site.posts:
        if other.path in but:
            continue
        there = address(other.url)
        if wanted and there == wanted:
            return f"{other.path} has the URL {other.url} already"
        if there and there in leads:
            return f"{other.path} has the URL {other.url}, from which {post.path} would redirect"
        for old in other.redirects if wanted else ():
            if address(old) == wanted:
                return f"{other.path} redirects from {old}"
    return None


def address(url: str | None) -> str | None:
    """What makes two URLs the same page on some server: without `index.html`, letter case and Unicode form."""
    return None if url is None else "/" + folded(unquote(url)).removesuffix("index.html").strip("/")


def folded(path: str) -> str:
    """What makes two paths the same on some file system."""
    return path.casefold() if path.isascii() else unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
