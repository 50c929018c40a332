"""Keys that look like slips of the fingers for others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache

from postctl import facts
from postctl.model import Entry
from postctl.nearest import is_slip
from postctl.rules._common import FEW
from postctl.site import Post, Site
from postctl.values import NamedTuple, dataclass

_OFTEN = 10
_CORE = frozenset(
    "title date draft tags categories description slug published layout author permalink aliases "
    "publishdate expirydate lastmod".split()
)
"""The keys a slip is most likely for. Others are near too many keys that people make up for their own templates."""


@dataclass(frozen=True, slots=True)
class _Known:
    """Keys of the generator, and how many posts use each key."""

    own: frozenset[str]
    used: Counter[str]


class Slip(NamedTuple):
    """A key of a post, and the one it is a slip for."""

    post: Post
    entry: Entry
    meant: str


@lru_cache(maxsize=2)
def of_keys(site: Site) -> tuple[Slip, ...]:
    """The keys of all posts that are slips for others."""
    return tuple(_slips(site))


def _slips(site: Site) -> Iterator[Slip]:
    fold: Callable[[str], str] = str.lower if site.generator.fold_keys else str
    keys = list(map(tuple, facts.of_all(site, facts.keys)))
    alike = Counter(keys)  # most posts have the same keys as many others
    folded = {each: frozenset(map(fold, each)) for each in alike}
    used = Counter[str]()
    for each, posts in alike.items():
        used.update(dict.fromkeys(folded[each], posts))
    own = {*site.generator.keys, *([site.settings.draft.key] if site.settings.draft else [])}
    known = _Known(frozenset(map(fold, own)), used)
    rare = (key for key, count in used.items() if count <= FEW and key not in known.own)
    meant = {key: near for key in rare if (near := _meant(key, known))}
    if not meant:
        return
    spelt = {fold(key): key for each in keys for key in each}
    spelt |= {fold(key): key for key in own}
    wanted = {each: there for each, there in folded.items() if not there.isdisjoint(meant)}
    for post, each in zip(site.posts, keys, strict=True):
        there = wanted.get(each, frozenset[str]())
        for entry in post.document.entries if there else ():
            other = next((each for each in meant.get(fold(entry.key), ()) if each not in there), None)
            if other is not None:
                yield Slip(post, entry, spelt[other])


def _meant(key: str, known: _Known) -> tuple[str, ...]:
    """The keys it may be a slip for, the most used first."""
    habits = {name for name, count in known.used.items() if count >= max(5, _OFTEN * known.used[key])}
    near = [name for name in known.own | habits if name.lower() != key.lower() and _like(key, name, known, habit=name in habits)]
    return tuple(sorted(near, key=lambda name: (-known.used[name], name)))


def _like(key: str, name: str, known: _Known, *, habit: bool) -> bool:
    if not habit and name.lower() not in _CORE:
        return False
    if _bare(key) == _bare(name):
        return True
    return is_slip(_bare(key), _bare(name)) or (habit and name in (key + "s", key.removesuffix("s")))


def _bare(key: str) -> str:
    return key.lower().translate({ord(mark): None for mark in "-_ "})
