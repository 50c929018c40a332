"""The steps that give posts their new paths and texts, and what keeps them from being taken."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from postctl import document, reading, relinking
from postctl.addressing import check_address, folded, taken_by
from postctl.errors import Refused
from postctl.model import Change, Settings, Span
from postctl.moving.trips import Trip, files_of
from postctl.relinking import Move
from postctl.site import Post, Site
from postctl.values import NamedTuple, replace

Read: TypeAlias = Callable[[str], bytes]
"""The bytes of a file of the site, by path. Raises `PostctlError` where it cannot be read."""


def unread(path: str) -> bytes:
    """Where there is nothing to read files with."""
    raise Refused(f"{path} belongs to a post that moves, and cannot be read here", "move both by hand")


class Moved(NamedTuple):
    """A plan: its steps, the posts that have another path or address, the first being the one asked for, the site as it will be.

    `links`: how many links of other posts are changed, by the path of the post.
    """

    changes: tuple[Change, ...]
    moves: tuple[Move, ...]
    site: Site
    links: Mapping[str, int]


def moved(site: Site, moves: Sequence[Move], trip: Trip, read: Read, *, strict: bool = True) -> Moved:
    """The plan that gives posts their new paths and texts. `moves`: the post asked for, then those of `trip.kin`.

    Not `strict`: where links of other posts could not follow, these stay as they are. Raises `Refused` where anything would be
    overwritten, or a link could not be changed exactly.
    """
    own = {path for move in moves for path in (move.before.path, move.before.file)}
    assets = {old: new for old, new in trip.files.items() if old not in own and old != new}
    held = _without_twins(site, moves, trip)
    asked = any(move.before.path != move.after.path or move.before.url != move.after.url for move in moves)
    texts = _texts(held, moves, assets, strict=strict) if asked else {}
    mine = tuple(_relinked(site, move, texts, trip.settings) for move in moves)
    posts = held.posts if texts else ()
    linking = (post for post in posts if post.path not in own and not texts.keys().isdisjoint((post.path, post.file)))
    others = tuple(_relinked(site, Move(post, post), texts, trip.settings) for post in linking)
    steps = [Change(new, data, data, old) for old, new in sorted(assets.items()) for data in (read(old),)]
    steps += [step for move in (*others, *reversed(mine)) for step in _steps(move)]
    _check(site, steps, read)
    steps = [step._replace(leaves=_left(moves[0].before, step)) for step in steps]
    links = {move.after.path: _changed_links(site, move) for move in others}
    return Moved(tuple(steps), mine, _site(held, (*mine, *others), trip), links)


def _texts(site: Site, moves: Sequence[Move], assets: Mapping[str, str], *, strict: bool) -> Mapping[str, str]:
    """The new texts by old path. A draft that nobody can link to (Jekyll's) keeps the links that led to it when it was public."""
    try:
        return relinking.rewritten(site, moves, assets)
    except Refused:
        if strict:
            raise
    own = {move.before.path for move in moves}
    silent = tuple(post if post.path in own else _silent(post) for post in site.posts)
    return relinking.rewritten(replace(site, posts=silent), moves, assets)


def _silent(post: Post) -> Post:
    """The post as a target of links, without its own."""
    nothing = Span(0, 0)
    empty = replace(post.document, text="", syntax=None, outer=nothing, inner=nothing, body=nothing, apart=None)
    return replace(post, document=empty)


def _without_twins(site: Site, moves: Sequence[Move], trip: Trip) -> Site:
    """The site without what an earlier run of the same plan has left at the new paths."""
    targets = {move.after.path for move in moves if move.after.path != move.before.path}
    return replace(site, posts=tuple(each for each in site.posts if each.path not in targets)) if targets else site


def _relinked(site: Site, move: Move, texts: Mapping[str, str], settings: Settings) -> Move:
    """The move, with the texts that its files are to have, by old path; what the post says must be what it said."""
    before, after = move
    if texts.keys().isdisjoint((before.path, before.file)):
        return move
    whole, apart = after.document, after.document.apart
    front = document.encoded(replace(whole, text=texts.get(before.file, whole.text)))
    body = document.encoded(replace(apart, text=texts.get(before.path, apart.text))) if apart is not None else front
    beside = {**after.beside, after.file: front} if apart is not None else after.beside
    result = reading.read(after.path, body, site.generator, settings, beside.get)
    if not isinstance(result, Post) or result.front.keys() != after.front.keys() or result.title != after.title:
        raise Refused(f"the links of {before.path} cannot be changed exactly", "change them by hand; nothing was written")
    return Move(before, replace(result, url=after.url))


def _steps(move: Move) -> list[Change]:
    """The steps for one post: its second file, then the file itself; none where nothing changes."""
    before, after = move
    pairs = [(before.path, after.path, before.document.apart or before.document, after.document.apart or after.document)]
    if before.document.apart is not None:
        pairs.insert(0, (before.file, after.file, before.document, after.document))
    steps = []
    for old, new, was, is_ in pairs:
        step = Change(new, document.encoded(was), document.encoded(is_), old if old != new else None)
        steps += [step] if step.moved_from is not None or step.before != step.after else []
    return steps


def _check(site: Site, steps: Sequence[Change], read: Read) -> None:
    """`Refused` for a path that is another file's, of whatever letter case.

    One that holds the very bytes it is to have is what a plan that was cut short has left.
    """
    moving = [step for step in steps if step.moved_from is not None]
    if not moving:
        return
    leaving = {step.moved_from for step in moving}
    names = {folded(name): name for name in site.files if name not in leaving}
    for step in moving:
        taken = taken_by(names, step.path)
        if taken == step.path and _bytes_at(site, taken, read) == step.after:
            continue
        if taken is not None:
            raise Refused(f"{taken} exists already", "move it away, or give the post another name")


def _bytes_at(site: Site, path: str, read: Read) -> bytes | None:
    """What a file of the site holds."""
    posts = (post for post in site.posts if path in (post.path, post.place.meta))
    return next((data for post in posts for name, data in files_of(post) if name == path), None) or read(path)


def _left(post: Post, step: Change) -> str:
    """The folder that a moved file leaves for good: one of a bundle or of assets, or one named for a date."""
    old, new = (posixpath.dirname(path).split("/") for path in (step.moved_from or step.path, step.path))
    shared = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new)))
    own = posixpath.dirname(post.path) if post.place.bundle else post.place.assets
    for depth in range(len(old), shared, -1):
        folder = "/".join(old[:depth])
        if not old[depth - 1].isdigit() and not (own and f"{folder}/".startswith(f"{own}/")):
            return "/".join(old[: depth + 1]) if depth < len(old) else ""
    return "/".join(old[: shared + 1]) if shared < len(old) else ""


def _site(site: Site, moves: Sequence[Move], trip: Trip) -> Site:
    after = {move.before.path: move.after for move in moves}
    moves_files = any(old != new for old, new in trip.files.items())
    return replace(
        site,
        settings=trip.settings,
        posts=tuple(after.get(each.path, each) for each in site.posts),
        files=frozenset(trip.files.get(each, each) for each in site.files) if moves_files else site.files,
    )


def _changed_links(site: Site, move: Move) -> int:
    from postctl.links.references import references

    old, new = ([each.written for each in references(post, site)] for post in move)
    return sum(one != other for one, other in zip(old, new, strict=False)) or 1


def check_addresses(site: Site, moves: Sequence[Move]) -> None:
    """`Refused` where the new URL of a post is another post's, or one that another redirects from."""
    own = {path for move in moves for path in (move.before.path, move.after.path)}
    for move in moves:
        if move.after.url != move.before.url:
            check_address(site, move.after, "give another --slug", but=own)


def merged(changes: Sequence[Change]) -> list[Change]:
    """The changes of several plans, each made for what the ones before it leave, as one plan: one change for each file."""
    done: dict[int, Change] = {}  # by number, in order
    at_path: dict[str, list[int]] = {}
    for number, change in enumerate(changes):
        there = at_path.get(change.moved_from or change.path, ())
        at = next((at for at in there if done[at].after == change.before), None)
        if at is None:
            done[number] = change
        else:
            at_path[done[at].path].remove(at)
            done[number] = _joined(done.pop(at), change)
        at_path.setdefault(done[number].path, []).append(number)
    return list(done.values())


def _joined(first: Change, then: Change) -> Change:
    start = first.moved_from or first.path
    moved_from = start if first.before is not None and start != then.path else None
    leaves = (then.leaves or first.leaves) if moved_from is not None else ""
    return Change(then.path, first.before, then.after, moved_from, leaves)


def links_told(moved: Moved) -> tuple[str, ...]:
    """How many links of other posts change, in words; nothing where none do."""
    links, posts = sum(moved.links.values()), len(moved.links)
    return (f"{_count(links, 'link')} in {_count(posts, 'post')} changed",) if posts else ()


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
