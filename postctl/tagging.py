"""`tags`: which terms the posts are filed under, how often, which may be one and the same, and another name for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from postctl import document, nearest, reading, records, terms
from postctl.errors import NotOne, Refused, UsageError
from postctl.model import Change, View
from postctl.site import Post, Site, Taxonomy
from postctl.values import NamedTuple

COLUMNS = ("tag", "taxonomy", "posts", "newest", "like")
TAGS = "tags"


class Plan(NamedTuple):
    """What to do with a post (`None`: nothing), what it will be then, and what else that changes for its readers."""

    change: Change | None
    post: Post
    notes: tuple[str, ...] = ()


# --- which there are --------------------------------------------------------------------------------------------------


def used(site: Site) -> dict[str, dict[str, list[Post]]]:
    """The posts of each term, by taxonomy and name. Tags that its generator sees elsewhere in a post are among them."""
    found: dict[str, dict[str, list[Post]]] = {terms.taxonomy(key): {} for key in terms.kinds(site)}
    for post in site.posts:
        named: Mapping[str, Iterable[str]] = terms.filed(post, site)
        if TAGS in found:
            named = {**named, TAGS: dict.fromkeys(post.tags)}
        for taxonomy, names in named.items():
            for name in names:
                found.setdefault(taxonomy, {}).setdefault(name, []).append(post)
    return found


def view(site: Site, taxonomy: str | None = None) -> View:
    """The terms as records, those most used first. Raises `UsageError` for a taxonomy the site does not have."""
    found = used(site)
    chosen = found if taxonomy is None else {known(found, taxonomy): found[known(found, taxonomy)]}
    rows = [row for name, group in chosen.items() for row in _rows(name, group)]
    shown = [name for name, group in chosen.items() if group]
    columns = COLUMNS if len(shown) > 1 else tuple(each for each in COLUMNS if each != "taxonomy")
    head = {"root": site.root, "generator": site.generator.name, "count": len(rows)}
    return View("tags", columns, tuple(rows), head, _summary(chosen, rows, site))


def known(found: Mapping[str, object], taxonomy: str) -> str:
    """The taxonomy a word means. Raises `UsageError`."""
    name = terms.taxonomy(taxonomy)
    if name not in found:
        raise UsageError(f"no taxonomy is called `{taxonomy}`", nearest.hint(name, found, f"known: {', '.join(found)}", most=1))
    return name


def _rows(taxonomy: str, group: Mapping[str, Sequence[Post]]) -> list[dict[str, Any]]:
    like = nearest.alike(group)
    order = sorted(group, key=lambda name: (-len(group[name]), name.casefold(), name))
    return [
        {
            "tag": name,
            "taxonomy": taxonomy,
            "posts": len(group[name]),
            "newest": _newest(group[name]),
            "like": sorted(like.get(name, ()), key=order.index),
        }
        for name in order
    ]


def _newest(posts: Iterable[Post]) -> str | None:
    """The date of the newest post, as a day."""
    dated: list[tuple[datetime, str]] = []
    for post in posts:
        moment = records.moment(post)
        if moment is not None and post.date is not None and post.date.iso:
            dated.append((moment, post.date.iso[:10]))
    return max(dated)[1] if dated else None


def _summary(chosen: Mapping[str, Mapping[str, Sequence[Post]]], rows: Sequence[Mapping[str, Any]], site: Site) -> str:
    if not rows:
        return f"no {' or '.join(chosen)} in {len(site.posts)} post{'' if len(site.posts) == 1 else 's'}"
    parts = [f"{name}: {len(group)}" for name, group in chosen.items() if group]
    near = sum(bool(row["like"]) for row in rows)
    return ", ".join(parts) + (f"; {near} are like another: `tags merge A B` puts two together" if near else "")


# --- another name -----------------------------------------------------------------------------------------------------


def renaming(site: Site, olds: Sequence[str], new: str, taxonomy: str | None, *, merge: bool) -> tuple[str, list[Post]]:
    """The taxonomy that is meant, and the posts that have one of the terms.

    Raises `NotOne` for a term that nobody uses, `UsageError` where `new` is in use and is not to be merged with.
    """
    if not new.strip() or not all(map(str.strip, olds)):
        raise UsageError("a tag needs a name", "for example `postctl tags rename golang go`")
    found = used(site)
    name = known(found, taxonomy) if taxonomy is not None else _only(found, olds)
    group = found[name]
    for old in olds:
        if old not in group:
            raise _nobody(group, name, old)
    if not merge and (taken := _taken(site, group, olds[0], new)):
        hint = f"`postctl tags merge {olds[0]} {taken}` puts the two together, and only `undo` tells them apart again"
        raise UsageError(f"`{taken}` is in use already, in {len(group[taken])} post{'' if len(group[taken]) == 1 else 's'}", hint)
    having = {post.path: post for old in olds for post in group[old] if old != new}
    return name, [having[path] for path in sorted(having)]


def _only(found: Mapping[str, Mapping[str, object]], olds: Sequence[str]) -> str:
    """The one taxonomy that has the terms; tags where none has."""
    having = [name for name, group in found.items() if any(old in group for old in olds)]
    if len(having) > 1:
        raise UsageError(f"`{olds[0]}` is used in {' and '.join(having)}", f"say which: --taxonomy {having[0]}")
    return having[0] if having else next((name for name in found if name == TAGS), next(iter(found), TAGS))


def _nobody(group: Iterable[str], taxonomy: str, old: str) -> NotOne:
    names = list(group)
    same = [name for name in names if name.casefold() == old.casefold()]
    near = same or nearest.names(old, names)
    hint = f"did you mean {' or '.join(near)}?" if near else "`postctl tags` lists them"
    return NotOne(f"no post has `{old}` among its {taxonomy}", hint)


def _taken(site: Site, group: Mapping[str, object], old: str, new: str) -> str | None:
    """The term that has the new name already, also in other letters where the generator does not mind."""
    fold = site.generator.fold_terms
    return next((each for each in group if each != old and (each == new or (fold and each.casefold() == new.casefold()))), None)


def plan(site: Site, post: Post, olds: Sequence[str], new: str, taxonomy: str) -> Plan:
    """How to give terms of a post another name. Raises `Refused` where no exact edit gets there."""
    kinds = {key: shape for key, shape in terms.kinds(site).items() if terms.taxonomy(key) == taxonomy}
    declared = _declared(site, post, taxonomy)
    if declared is not None:
        raise Refused(f"the {taxonomy} of {post.path} are declared in {declared}", "change its label there")
    known, fold = post.document, site.generator.fold_terms
    now = post
    for old in olds:
        for key, shape in kinds.items():
            for held in terms.held(now, site.generator, {key: shape}):
                known = terms.renamed(known, held, old, new, fold=fold)
                now = reading.again(post, document.encoded(known), site.generator, site.settings) or now
    _check(site, post, now, olds, taxonomy, kinds)
    if known.text == post.document.text:
        return Plan(None, post)
    change = Change(post.file, document.encoded(post.document), document.encoded(known))
    return Plan(change, now, tuple(records.changed(site, post, now)))


def _check(site: Site, before: Post, after: Post, olds: Sequence[str], taxonomy: str, kinds: Mapping[str, Taxonomy]) -> None:
    """Raise `Refused` where the generator would still see one of the terms, or lose another."""
    left = [each for held in terms.held(after, site.generator, kinds) for each in held.names]
    seen = (*left, *after.tags) if taxonomy == TAGS else tuple(left)
    still = next((old for old in olds if old in seen), None)
    if still is not None:
        raise Refused(f"`{still}` also stands elsewhere in {before.path} than in its front matter", "edit it by hand")
    lost = set(before.tags) - set(olds) - set(after.tags) if taxonomy == TAGS else ()
    if lost:
        raise Refused(f"{site.generator.title} would no longer see `{min(lost)}` in {before.path}", "edit it by hand")


def _declared(site: Site, post: Post, taxonomy: str) -> str | None:
    """The file above a post in which its tags are declared (Docusaurus)."""
    folders = post.path.split("/")[:-1]
    names = ("/".join([*folders[:depth], f"{taxonomy}.yml"]) for depth in range(len(folders), 0, -1))
    return next((name for name in names if name in site.files), None)
