"""The keys of a post stand in another order than in the other posts.

Generators do not mind. People do: who opens a post looks for the title where it always is,
scripts that read the first lines of a file expect them there, and a review that shows
keys in a new order hides what has really changed.

The order is the one that at least 80 % of the posts have that hold both keys, five of them
or more; where posts do not agree on two keys, their order is free. The fix moves whole
entries with the comments above them, byte for byte. There is none where empty lines or
comments of their own part the keys into groups, or where YAML anchors tie them together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from postctl.facts import fact
from postctl.model import Entry, Fix, Severity
from postctl.rules import Example, Finding, Rule, _entries
from postctl.rules._house import ENOUGH, Usual, clear, folded, proven
from postctl.site import Post, Site
from postctl.values import NamedTuple

_MOST = 30


class _Move(NamedTuple):
    """The order wanted, as indexes of the order that is; the key to speak of, the other one, and how many posts agree."""

    order: tuple[int, ...]
    key: int
    other: int
    usual: Usual


def _check(post: Post, site: Site) -> Iterator[Finding]:
    entries = _ordered(post)
    keys = tuple(folded(each.key, site) for each in entries)
    move = _move(site, post.place.section, keys)
    if move is None:
        return
    entry, other = entries[move.key], entries[move.other]
    side = "before" if move.key < move.other else "behind"
    where = "behind" if side == "before" else "before"
    yield Finding(
        f"`{entry.key}` stands {side} `{other.key}`; in {move.usual.most} it stands {where} it",
        entry.name.span,
        f"move `{entry.key}` {where} `{other.key}`",
        _fix(post, site, entries, move.order),
    )


def _ordered(post: Post) -> tuple[Entry, ...]:
    """The entries whose order is free: in TOML those before the first table."""
    entries = post.document.entries
    if post.document.syntax is not None and post.document.syntax.name == "toml":
        entries = tuple(each for each in entries if each.value.style != "block")
    unique = len({each.key.lower() for each in entries}) == len(entries)
    return entries if 1 < len(entries) <= _MOST and unique else ()


# --- the order of the house ---------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _pairs(site: Site) -> Mapping[str | None, Counter[tuple[str, str]]]:
    """How many posts have the first key before the second, by section and in the whole site (`None`)."""
    orders: dict[str | None, Counter[tuple[str, ...]]] = defaultdict(Counter)
    for post in site.posts:
        if keys := tuple(_keys(post, site)):
            orders[post.place.section][keys] += 1
            orders[None][keys] += 1
    return {section: _counted(found) for section, found in orders.items()}


@fact
def _keys(post: Post, site: Site) -> list[str]:
    return [folded(each.key, site) for each in _ordered(post)]


def _counted(orders: Counter[tuple[str, ...]]) -> Counter[tuple[str, str]]:
    before: Counter[tuple[str, str]] = Counter()
    for keys, times in orders.items():
        for index, first in enumerate(keys):
            for second in keys[index + 1 :]:
                before[first, second] += times
    return before


@lru_cache(maxsize=1024)
def _move(site: Site, section: str, keys: tuple[str, ...]) -> _Move | None:
    """What to do about an order of keys; `None` where nothing is wrong, or where the posts go round in circles."""
    wrong = {
        (first, second): usual
        for first in range(len(keys))
        for second in range(first + 1, len(keys))
        if (usual := _usual(site, section, keys[first], keys[second])) is not None and usual.way == keys[second]
    }
    order = _sorted(site, section, keys) if wrong else None
    if order is None:
        return None
    stays = _longest_rise(order)
    key, other = next((pair[::-1] if pair[0] in stays else pair) for pair in sorted(wrong) if not stays.issuperset(pair))
    return _Move(order, key, other, wrong[min(key, other), max(key, other)])


def _usual(site: Site, section: str, one: str, two: str) -> Usual | None:
    """Which of two keys stands first."""
    near, far = (_counts(site, each, one, two) for each in (section, None))
    return clear(near if sum(near.values()) >= ENOUGH else far)


def _counts(site: Site, section: str | None, one: str, two: str) -> dict[str, int]:
    pairs = _pairs(site).get(section, Counter())
    return {one: pairs[one, two], two: pairs[two, one]}


def _sorted(site: Site, section: str, keys: tuple[str, ...]) -> tuple[int, ...] | None:
    """The keys as the house has them, each as early as it may stand; `None` for a circle."""
    after: dict[int, set[int]] = {
        index: {
            other
            for other in range(len(keys))
            if other != index and (found := _usual(site, section, keys[other], key)) is not None and found.way == keys[other]
        }
        for index, key in enumerate(keys)
    }
    order: list[int] = []
    while after:
        ready = next((index for index, waits in after.items() if waits.issubset(order)), None)
        if ready is None:
            return None
        order.append(ready)
        del after[ready]
    return tuple(order)


def _longest_rise(order: tuple[int, ...]) -> set[int]:
    """The most indexes that need not move."""
    best: list[list[int]] = [[]]
    for value in order:
        before = max((each for each in best if not each or each[-1] < value), key=len)
        best.append([*before, value])
    longest = max(best, key=len)
    return set(longest)


# --- the fix ------------------------------------------------------------------------------------------------------------


def _fix(post: Post, site: Site, entries: tuple[Entry, ...], order: tuple[int, ...]) -> Fix | None:
    edit = _entries.reordered(post.document, entries, order)
    if edit is None:
        return None

    def done(after: Post) -> bool:
        keys = tuple(folded(each.key, site) for each in _ordered(after))
        wanted = tuple(folded(entries[index].key, site) for index in order)
        return keys == wanted

    return proven(post, site, (edit,), done)


def _posts(*last: str, first: str = "title: A\ndate: 2026-11-0{}\ntags: [a]\n") -> dict[str, str]:
    usual = {f"{number}.md": f"---\n{first.format(number)}---\n" for number in range(1, 7)}
    return usual | {f"x{number}.md": f"---\n{front}---\n" for number, front in enumerate(last)}


_TOML = {f"content/{n}.md": f'+++\ntitle = "A"\ndate = 2026-11-0{n}\n[extra]\na = 1\n+++\n' for n in range(1, 7)}

RULE = Rule(
    code="P801",
    severity=Severity.INFO,
    summary="keys in another order than in the other posts",
    off=True,
    within=_check,
    bad=(
        Example(_posts("date: 2026-11-09\n# what it is about\ntitle: B\ntags: [a]\n")),
        Example(_posts("title: B\ntags:\n  - b\ndate: 2026-11-09\n"), "plain"),
        Example({**_TOML, "content/x.md": '+++\ndate = 2026-11-09\ntitle = "B"\n[extra]\na = 1\n+++\n'}, "zola"),
    ),
    good=(
        Example(_posts("title: B\nown: 1\ndate: 2026-11-09\n")),
        Example(_posts("date: 2026-11-09\ntitle: B\n", "date: 2026-11-10\ntitle: C\n")),
        Example({"a.md": "---\ntitle: A\ndate: 2026-11-01\n---\n", "b.md": "---\ndate: 2026-11-01\ntitle: A\n---\n"}),
    ),
)
