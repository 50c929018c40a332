"""What goes along with a post to another path, and the post as it is read there."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from postctl import dates, document, globs, reading
from postctl.addressing import readdressed
from postctl.document import Document
from postctl.errors import Refused
from postctl.model import Broken, Ignored, Settings
from postctl.relinking import Move
from postctl.site import Post, Site
from postctl.values import NamedTuple


class Trip(NamedTuple):
    """What moves with a post: `files`, old paths to new ones, the post's own among them; `kin`, the other posts among those.

    `settings`: those of the site once all are there.
    """

    files: Mapping[str, str]
    kin: tuple[Post, ...]
    settings: Settings


# --- who goes along -----------------------------------------------------------------------------------------------------


def trip(site: Site, post: Post, path: str) -> Trip:
    """Everything that goes with a post to another path: files of its bundle or its own folder, a second file, translations.

    Raises `Refused` where something would have to stay behind.
    """
    files = {post.path: path} if path == post.path else _along(site, post, path)
    kin = tuple(each for each in site.posts if each.path in files and each.path != post.path) if len(files) > 1 else ()
    return Trip(files, kin, site.generator.with_files(site.settings, files))


def _along(site: Site, post: Post, path: str) -> dict[str, str]:
    old, new = posixpath.dirname(post.path), posixpath.dirname(path)
    if post.place.bundle and old != new:
        return _bundle(site, post, path)
    base, target = _base(post), _base(post, path)
    near = (each for each in site.posts if each.path.startswith(base) and each.path != post.path)
    kin = {each.path for each in near if _same_folder(each, post) and _base(each) == base}
    called = kin | _seconds(site, post, kin)
    files = {post.path: path}
    inside, beside = f"{base}/", (f"{base}.11tydata.", f"{base}/")
    for each in site.files:
        tied = each in called or each.startswith(beside)
        if tied and (not each.startswith(inside) or _is_asset(post, each)):
            files[each] = target + each[len(base) :]
    return _whole(post, files)


def _bundle(site: Site, post: Post, path: str) -> dict[str, str]:
    """All of a bundle's folder. What is no bundle's, such as the first page of a section, has other posts in it, and stays."""
    old, new = posixpath.dirname(post.path), posixpath.dirname(path)
    inside = [each for each in site.files if each.startswith(f"{old}/")]
    ended = {each: new + each[len(old) :] for each in inside}
    own = posixpath.basename(old)
    if posixpath.basename(post.path).startswith(f"{own}."):  # Eleventy's `tea/tea.md`
        name = posixpath.basename(new)
        ended |= {each: f"{new}/{name}{each[len(f'{old}/{own}') :]}" for each in inside if each.startswith(f"{old}/{own}.")}
    others = [each for each in site.posts if each.path in ended and each.path != post.path and _base(each) != _base(post)]
    if others:
        raise Refused(f"{old}/ has other posts in it, such as {others[0].path}", f"rename the folder {old}/ by hand")
    return _whole(post, {**ended, post.path: path})


def _whole(post: Post, files: dict[str, str]) -> dict[str, str]:
    unread = next((each for each in files if each.endswith("/")), None)
    if unread is not None:
        raise Refused(f"{post.path} has a folder {unread} that postctl does not look into", "move the two by hand")
    return files


def _same_folder(one: Post, other: Post) -> bool:
    return posixpath.dirname(one.path) == posixpath.dirname(other.path) and one.place.lang != other.place.lang


def _seconds(site: Site, post: Post, kin: Collection[str]) -> frozenset[str]:
    """The files beside the posts that hold front matter."""
    posts = [post, *(each for each in site.posts if each.path in kin)]
    return frozenset(each.place.meta for each in posts if each.place.meta is not None)


def _is_asset(post: Post, path: str) -> bool:
    return bool(post.place.assets) and path.startswith(f"{post.place.assets}/")


def _base(post: Post, path: str = "") -> str:
    """The path without its ending, and without the language before that where it is the post's."""
    stem = posixpath.splitext(path or post.path)[0]
    lang = f".{post.place.lang}".lower() if post.place.lang else ""
    return stem[: -len(lang)] if lang and stem.lower().endswith(lang) else stem


# --- the post at its new place ------------------------------------------------------------------------------------------


def arrived(site: Site, post: Post, changed: Document, trip: Trip, known: Mapping[str, bytes] | None = None) -> Post:
    """The post with this document, at its new path. `known`: bytes of other files by new path.

    Raises `Refused` where its generator would see no post there.
    """
    path, files = trip.files.get(post.path, post.path), trip.files
    beside = {files.get(name, name): data for name, data in post.beside.items()} | dict(known or {})
    data = document.encoded(changed.apart or changed)
    if changed.apart is not None:
        beside[files.get(post.file, post.file)] = document.encoded(changed)
    fits, left_out = globs.matcher(trip.settings.posts), globs.matcher(trip.settings.exclude)
    result = reading.read(path, data, site.generator, trip.settings, beside.get) if fits(path) and not left_out(path) else None
    if isinstance(result, Post):
        return result
    reason = result.reason if isinstance(result, Broken | Ignored) else "nothing there is a post"
    raise Refused(f"{site.generator.title} would not see {path} as a post: {reason}", "give another --slug, or move it by hand")


def files_of(post: Post) -> Iterator[tuple[str, bytes]]:
    """The files of a post, by path."""
    yield post.path, document.encoded(post.document.apart or post.document)
    if post.document.apart is not None:
        yield post.file, document.encoded(post.document)


def together(site: Site, post: Post, after: Post, trip: Trip, slug: str | None = None) -> list[Move]:
    """The moves of the post, which is to be `after`, and of those that go with it. Each may have a say in the others.

    `slug`: the new one, which translations that say the same slug get too.
    """
    changed = {post.path: (post, after.document)}
    for each in trip.kin:
        told = readdressed(site, each, slug=slug).values if slug is not None and each.slug == post.slug else {}
        changed[each.path] = (each, document.edited(each.document, told))
    if len(changed) == 1:
        return [Move(post, after)]
    moves = [Move(each, arrived(site, each, text, trip)) for each, text in changed.values()]
    known = {path: data for move in moves for path, data in files_of(move.after)}
    return [Move(before, arrived(site, now, now.document, trip, known)) for before, now in moves]


def names_day(site: Site, trip: Trip, post: Post, date: datetime | None) -> bool:
    """Whether the generator reads the day of a date (aware) in the new name of a post."""
    if date is None:
        return False
    place = site.generator.place(trip.files[post.path], trip.settings)
    day = dates.in_zone(date, dates.zone(site.settings.timezone))
    return getattr(place, "date", None) == day.date().isoformat()
