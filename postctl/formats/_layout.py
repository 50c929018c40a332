"""Where the columns of a table go when there is less room than they want. Pure arithmetic on cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from postctl.values import dataclass

GAP = 2
INDENT = 2
_WHOLE = frozenset({"path", "slug", "url"})
"""These name a post: shortened, they would name none."""
_SHORT = 16
_FIRST = frozenset({"status", "date"})
"""What a block may begin with, without a word that says what it is."""
_ANCHOR_FLOOR, _ONLY_NAME, _FLOOR, _READABLE = 40, 60, 14, 28
"""Cells of the anchor, where another column names the post too and where none does; of other long texts, and to read them."""


@dataclass(frozen=True, slots=True)
class Layout:
    """`inline`: cells of each column of the first line, in order. `below`: columns on lines of their own, `indent` cells in."""

    anchor: str
    inline: Mapping[str, int]
    below: tuple[str, ...]
    indent: int

    @property
    def is_table(self) -> bool:
        """Whether the column that is read first still stands in the first line; else records are blocks."""
        return self.anchor in self.inline


def arrange(wanted: Mapping[str, int], room: int) -> Layout:
    """A place for every column. `wanted`: the cells its longest text takes, in the order of the columns."""
    anchor = _anchor(wanted)
    floors = {name: _floor(name, cells, anchor, wanted) for name, cells in wanted.items()}
    inline = list(wanted)
    for name in _order_of_leaving(wanted, anchor):
        if _total([floors[name] for name in inline]) <= room:
            break
        inline.remove(name)
    if anchor not in inline:
        inline = [name for name in inline if name in _FIRST]
    below = tuple(name for name in wanted if name not in inline)
    sizes = _grown({name: floors[name] for name in inline}, wanted, room, anchor)
    return Layout(anchor, sizes, below, _indent(sizes, anchor, max((wanted[name] for name in below), default=0), room))


def _anchor(wanted: Mapping[str, int]) -> str:
    """The column that is read first: the title, else the widest."""
    return "title" if "title" in wanted else max(wanted, key=lambda name: wanted[name])


def _floor(name: str, cells: int, anchor: str, wanted: Mapping[str, int]) -> int:
    """The fewest cells a column may get in the first line."""
    if name in _WHOLE or cells <= _SHORT:
        return cells
    if name != anchor:
        return _FLOOR
    return min(cells, _ANCHOR_FLOOR if _WHOLE & wanted.keys() else _ONLY_NAME)


def _order_of_leaving(wanted: Mapping[str, int], anchor: str) -> list[str]:
    """Which column moves below first: names of posts, long texts, the anchor, short ones; of equals the last one."""

    places = list(wanted)

    def rank(name: str) -> tuple[int, int]:
        kind = 0 if name in _WHOLE - {anchor} else 2 if name == anchor else 1 if wanted[name] > _SHORT else 3
        return kind, -places.index(name)

    return sorted(wanted, key=rank)


def _total(cells: Sequence[int]) -> int:
    return sum(cells) + GAP * (len(cells) - 1)


def _grown(sizes: dict[str, int], wanted: Mapping[str, int], room: int, anchor: str) -> dict[str, int]:
    """The room that is left makes the short ones readable, then goes to the anchor, then to the others in order."""
    readable = {name: min(wanted[name], _READABLE) for name in sizes if name != anchor}
    for goal in (readable, {anchor: wanted[anchor]}, wanted):
        for name in [name for name in sizes if name in goal]:
            sizes[name] += max(0, min(goal[name] - sizes[name], room - _total(list(sizes.values()))))
    return sizes


def _indent(sizes: Mapping[str, int], anchor: str, longest: int, room: int) -> int:
    """Below the anchor, or a column before it, the last one where every text has room; else near the edge."""
    offset, found = 0, INDENT
    for name, cells in sizes.items() if anchor in sizes else ():
        if offset + longest <= room:
            found = max(offset, INDENT)
        if name == anchor:
            break
        offset += cells + GAP
    return found
