"""Redirects from the addresses that a post has had, under the key its generator reads them from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from postctl import document, status
from postctl.addressing import address
from postctl.document import REMOVE, Document, Insert, Remove
from postctl.errors import PostctlError
from postctl.model import Entry, Status, Value
from postctl.moving.plans import Read
from postctl.moving.trips import Trip, arrived
from postctl.relinking import Move
from postctl.site import Site

_MET = frozenset({Status.PUBLISHED, Status.UNLISTED, Status.EXPIRED})


def redirected(site: Site, move: Move, trip: Trip, *, wanted: bool) -> Move:
    """The move with a redirect from the old URL, where readers may know that; and never one to the post's own URL."""
    key = site.generator.redirects
    if not key or address(move.before.url) == address(move.after.url):
        return move
    entry = document.find(move.after.document, key, fold=site.generator.fold_keys)
    change = _change(site, move, entry, key, wanted=wanted)
    if change is None:
        return move
    changed = document.edited(move.after.document, {entry.key if entry else key: change})
    return Move(move.before, arrived(site, move.after, changed, trip))


def owes(site: Site, move: Move) -> bool:
    """Whether readers may know an address of the post that it loses."""
    before, after = move
    lost = before.url is not None and address(before.url) != address(after.url)
    return lost and status.effective(before, site.settings, site.at).status in _MET


def _change(site: Site, move: Move, entry: Entry | None, key: str, *, wanted: bool) -> Value | Insert | Remove | None:
    document_ = move.after.document
    written = document.front_matter(document_)[entry.key] if entry is not None else None
    old = written if isinstance(written, list) else [written] if written not in (None, "") else []
    kept = [each for each in old if address(str(each)) != address(move.after.url)]
    more = [_written(site, move)] if wanted and owes(site, move) else []
    new = [*kept, *(each for each in more if all(address(str(one)) != address(each) for one in kept))]
    if new == old:
        return None
    if not new:
        return REMOVE
    if entry is not None:
        return new[0] if isinstance(written, str) and written and len(new) == 1 else new
    return Insert(_list(site, document_, key, new))


def _written(site: Site, move: Move) -> str:
    """The old URL as the redirects of the site are written: most people begin them with a slash."""
    url = unquote(move.before.url or "")
    known = [each for post in site.posts for each in post.redirects if "://" not in each]
    bare = sum(not each.startswith("/") for each in known) * 2 > len(known)
    return url.lstrip("/") if bare and url.strip("/") else url


def _list(site: Site, own: Document, key: str, values: list[Value]) -> str:
    """Source text of a list as the site writes this key, else as the post writes its lists."""
    syntax = own.syntax
    assert syntax is not None
    like = next((each for each in _lists(site, own, key)), None)
    if like is None or like[1].value.style != "block" or syntax.name != "yaml":
        return syntax.written(values, like[1].value if like else None, own.source, own.schema)
    source, entry = like
    lead = re.fullmatch(r":[ \t]*(?:\r\n|\r|\n)([ \t]*-[ \t]+)", source[entry.name.span.end : entry.value.items[0].span.start])
    item = entry.value.items[0]
    newline = document.newline(own)
    texts = (syntax.written(each, item, own.source, own.schema) for each in values)
    return "".join(f"{newline}{lead[1] if lead else '  - '}{text}" for text in texts)


def _lists(site: Site, own: Document, key: str) -> Iterator[tuple[str, Entry]]:
    for post in site.posts:
        if not post.redirects:  # which is known without its file
            continue
        entry = document.find(post.document, key, fold=site.generator.fold_keys)
        same = post.document.syntax is not None and own.syntax is not None and post.document.syntax.name == own.syntax.name
        if entry is not None and same and entry.value.kind == "list" and entry.value.items:
            yield post.document.text, entry
    yield from ((own.text, entry) for entry in own.entries if entry.value.kind == "list" and entry.value.items)


# --- what is said -------------------------------------------------------------------------------------------------------


def notes(site: Site, move: Move, read: Read, *, wanted: bool) -> Iterator[str]:
    """What a reader who knows the old URL meets, and what is left to do by hand."""
    if not owes(site, move):
        return
    before, after, generator = move.before.url, move.after.url, site.generator
    where = after or f"{move.after.path}'s new address"
    if not wanted:
        yield f"no redirect from {before}"
    elif not generator.redirects:
        by = generator.redirector or "your web server"
        yield f"{generator.title} has no key for redirects: {by} can lead {before} to {where}"
    elif generator.redirector and not _has(site, generator.redirector, read):
        yield f"{before} redirects there (`{generator.redirects}`) once the site has the plugin {generator.redirector}"
    else:
        yield f"{before} redirects there (`{generator.redirects}`)"


def _has(site: Site, plugin: str, read: Read) -> bool:
    """Whether a plugin is named where the site names those it has."""
    if plugin in str(site.settings.options):
        return True
    for name in ("Gemfile", "package.json"):
        try:
            if name in site.files and plugin in read(name).decode(errors="replace"):
                return True
        except PostctlError:
            continue
    return False
