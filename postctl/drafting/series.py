"""Series: the key a house has for them, and the number of the next part where that is certain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from postctl.kinship import NUMBERS, TABLES, at, in_series, whole
from postctl.model import Value
from postctl.site import Post, Site
from postctl.values import NamedTuple


class Part(NamedTuple):
    """What a part of a series has in its front matter, by key as written, and a sentence where its number is not certain.

    `without`: the key of that number, which the part is to go without.
    """

    data: Mapping[str, Value]
    note: str = ""
    without: str = ""


def used(site: Site) -> Counter[str]:
    """The series of the site, and how many posts each has."""
    return Counter(series for _, _, names in in_series(site.posts) for series in names)


def part(site: Site, series: str) -> Part:
    """The front matter of the next part of a series."""
    members = [*in_series(site.posts)]
    key, listed = _key(site, members)
    data: dict[str, Value] = {key: [series] if listed else series}
    own = [post for post, _, names in members if series in names]
    numbered = _number(site, own or [post for post, _, _ in members], new=not own)
    return numbered._replace(data={**data, **numbered.data})


def _key(site: Site, members: list[tuple[Post, str, tuple[str, ...]]]) -> tuple[str, bool]:
    """The key most have, as it is written, and whether its value is a list; without any the one that means something here."""
    if members:
        key = Counter(key for _, key, _ in members).most_common(1)[0][0]
        holders = [post for post, each, _ in members if each == key]
        listed = sum(isinstance(at(post.front, key), list) for post in holders) * 2 > len(holders)
        spelt = (entry.key for post in holders for entry in post.document.entries if entry.key.lower() == key)
        return next(spelt, key), listed
    declared = site.settings.options.get("taxonomies")
    in_table = any(key.startswith("taxonomies.") for key in site.generator.taxonomies)
    if in_table:
        names = [each.get("name") for each in declared if isinstance(each, dict)] if isinstance(declared, list) else []
        return ("taxonomies.series", True) if "series" in names else ("extra.series", False)
    return "series", isinstance(declared, Mapping) and "series" in declared.values()


def _number(site: Site, posts: list[Post], *, new: bool) -> Part:
    """The number of the next part; nothing where parts have none, and a sentence where only some have, or no rule is in them."""
    for table in TABLES:
        for key in NUMBERS:
            values = [whole(at(post.front, table + key)) for post in posts]
            known = sorted(value for value in values if value is not None)
            if not known or (key == "weight" and len(known) < 2):
                continue
            spelt = next((e.key for p in posts for e in p.document.entries if e.key.lower() == key), key) if not table else key
            if new:
                start = _start(site, table + key)
                return Part({table + spelt: start} if start is not None else {})
            steps = {after - before for before, after in pairwise(known)}
            if len(known) < len(values) or len(steps) > 1 or 0 in steps:
                return Part({}, f"no `{spelt}` was written: of the parts it is not certain which number is the next", spelt)
            return Part({table + spelt: known[-1] + (steps.pop() if steps else 1)})
    return Part({})


def _start(site: Site, key: str) -> int | None:
    """The number that every series begins with, where every part has one."""
    numbers: dict[str, list[Any]] = {}
    for post, _, names in in_series(site.posts):
        for series in names:
            numbers.setdefault(series, []).append(whole(at(post.front, key)))
    firsts = {None if None in each else min(each) for each in numbers.values()}
    return firsts.pop() if len(firsts) == 1 else None
