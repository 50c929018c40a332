"""`rename`: a post under another title, slug or date, with its file, its address, and the links and redirects that lead there.

The post is read again at its new place the way the generator reads it, and the plan is only one if it then is what was asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from postctl import addressing, document, markdown, moving, status
from postctl.document import Document, Insert
from postctl.errors import Refused, UsageError
from postctl.model import Change, Value
from postctl.moving import Moved, Read, Trip
from postctl.site import Post, Site
from postctl.values import NamedTuple


class Plan(NamedTuple):
    """What to do (nothing, where the post is called that already), the post then, and sentences about it."""

    changes: tuple[Change, ...]
    post: Post
    notes: tuple[str, ...]


class Wish(NamedTuple):
    """What the post is to have: `None` keeps what is there. `slug=None` with another title: the one made of that.

    `date` is aware; `date_only` and `exact` are as in `dates.When`. `keep_title`: the title only makes the slug.
    """

    title: str | None = None
    slug: str | None = None
    date: datetime | None = None
    date_only: bool = False
    exact: bool = False
    keep_title: bool = False
    redirect: bool = True


def plan(site: Site, post: Post, wish: Wish, read: Read) -> Plan:
    """How to rename a post; `read` gives the bytes of a file of the site.

    Raises `UsageError` for a title or slug that is none, `Refused` where something is in the way or no exact edit gets there.
    """
    title = " ".join(wish.title.split()) if wish.title is not None else None
    if title == "" or (title is None and wish.slug is None and wish.date is None):
        raise UsageError("a post needs a name", "give the new title, or --slug, or --date")
    new = None if title == post.title else title
    slug = addressing.slug_of(site, new or post.title, wish.slug) if new is not None or wish.slug is not None else None
    where = addressing.readdressed(site, post, slug=slug, date=wish.date, title=new)
    if where.path != post.path:
        addressing.check_legal(site, where.path, "give another --slug")
    trip = moving.trip(site, post, where.path)
    changed = document.edited(post.document, {**where.values, **_dating(site, post, wish, trip)})
    after = moving.arrived(site, post, changed, trip)
    if new is not None and not wish.keep_title:
        after = _titled(site, post, after, new, trip)
    if wish.date is None and after.verdict.hidden is not post.verdict.hidden:
        raise Refused(f"{post.path} would be {_shown(after)} under another name", "rename it by hand")
    together = moving.together(site, post, after, trip, slug)
    moves = [moving.redirected(site, move, trip, wanted=wish.redirect) for move in together]
    moving.check_addresses(site, moves)
    moved = moving.moved(site, moves, trip, read)
    if not moved.changes:
        return Plan((), post, (f"{post.path} is called that already",))
    return Plan(moved.changes, moved.moves[0].after, tuple(_notes(site, moved, wish, read)))


def _dating(site: Site, post: Post, wish: Wish, trip: Trip) -> Mapping[str, Value | Insert]:
    named = moving.names_day(site, trip, post, wish.date)
    return addressing.redated(site, post, wish.date, date_only=wish.date_only, exact=wish.exact, named=named)


def _shown(post: Post) -> str:
    return "public" if post.verdict.hidden is None else f"a draft ({post.verdict.reason})"


# --- the title ----------------------------------------------------------------------------------------------------------


def _titled(site: Site, before: Post, post: Post, title: str, trip: Trip) -> Post:
    """The post with another title, where it has one: a key, the first heading, else the name, or a key that it had not."""
    for edit in (_by_key, _by_heading, _by_name, _by_new_key):
        changed = edit(before, post, title)
        if changed is None:
            continue
        after = moving.arrived(site, post, changed, trip)
        if after.title == title:
            return after
    raise Refused(f"the title of {before.path} is not in its front matter", "change it by hand, or give --keep-title")


def _by_key(before: Post, post: Post, title: str) -> Document | None:
    entry = document.find(post.document, "title", fold=True)
    return document.edited(post.document, {entry.key: title}) if entry is not None else None


def _by_heading(before: Post, post: Post, title: str) -> Document | None:
    """The text of the first heading, where that is the title, between what is around it there."""
    from postctl.values import replace

    if not before.titled or document.find(post.document, "title", fold=True) is not None:
        return None
    whole = post.document.apart or post.document
    body = whole.text[whole.body.start :]
    heading = next((each for each in markdown.headings(body) if each.level == 1 and each.text == before.title), None)
    at = body.find(before.title, heading.span.start, heading.span.end) if heading is not None else -1
    if at < 0:
        return None
    text = whole.text[: whole.body.start] + body[:at] + title + body[at + len(before.title) :]
    changed = replace(whole, text=text)
    return replace(post.document, apart=changed) if post.document.apart is not None else changed


def _by_name(before: Post, post: Post, title: str) -> Document | None:
    return None if before.titled else post.document


def _by_new_key(before: Post, post: Post, title: str) -> Document | None:
    syntax = post.document.syntax
    if syntax is None or before.titled:
        return None
    written = syntax.written(title, None, post.document.source, post.document.schema)
    return document.edited(post.document, {"title": Insert(written, "")})


# --- what is said -------------------------------------------------------------------------------------------------------


def _notes(site: Site, moved: Moved, wish: Wish, read: Read) -> list[str]:
    notes = []
    for before, after in moved.moves:
        if after.url != before.url and before.url is not None and after.url is not None:
            notes.append(f"{after.path}: {before.url} -> {after.url}")
        elif after.path != before.path:
            notes.append(f"{before.path} -> {after.path}")
        elif before.document.text != after.document.text:
            notes.append(f"{after.path}: its address stays{f' {after.url}' if after.url else ''}")
    now = status.effective(moved.moves[0].after, site.settings, site.at)
    if now.status is not status.effective(moved.moves[0].before, site.settings, site.at).status:
        notes.append(f"{moved.moves[0].after.path} is {now.status} then ({now.reason})")
    return [
        *notes,
        *_left_behind(site, moved),
        *moving.links_told(moved),
        *(note for move in moved.moves for note in moving.notes(site, move, read, wanted=wish.redirect)),
    ]


def _left_behind(site: Site, moved: Moved) -> list[str]:
    """Posts in other languages that had the slug of the post, which may be what made them its translations."""
    before, after = moved.moves[0]
    own = {move.before.path for move in moved.moves}
    others = [each for each in site.posts if each.path not in own and each.slug == before.slug and each.lang != before.lang]
    if after.slug == before.slug or not others:
        return []
    named = ", ".join(each.path for each in others)
    return [f"{named}: its slug was the same; if it is a translation, rename it too"]
