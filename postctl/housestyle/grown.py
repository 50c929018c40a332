"""A house style together with the generator's own template for new posts."""

from __future__ import annotations

from postctl.housestyle.house import House, KeyStyle, of_template, usual_key
from postctl.model import Value
from postctl.site import Archetype, Template
from postctl.values import replace

_EVERYWHERE = frozenset({"title", "date", "draft", "published"})
"""What a template has before its owner has touched it: the posts know better how these are written."""


def grown(house: House, archetype: Archetype) -> House:
    """The house style with the keys of a template that the posts do not have yet; without posts the template is the style.

    What posts have in common goes first: a template says what is new, and how to begin.
    """
    if not house.evidence:
        own = of_template(Template(house.file, archetype.front, archetype.written, archetype.syntax))
        titled = any(style.value == "{title}" for style in own.keys)
        keys = own.keys if titled else (usual_key("title", "{title}", own.syntax), *own.keys)
        return replace(own, keys=keys, body=archetype.body)
    keys = house.keys
    before = ""
    for key, value in archetype.front.items():
        if key.lower() not in _EVERYWHERE:
            keys = _with(keys, key, value, before, house.syntax)
        before = key
    return replace(house, keys=keys, body=archetype.body)


def of_kind(house: House, archetype: Archetype) -> House:
    """The house style for posts of a kind that has a template of its own: its keys and values, written as other posts write them.

    What makes a post one of this site stays: the title, the date, the draft mark, and what is made of them.
    """
    known = {style.key.lower(): style for style in house.keys}
    front = archetype.front
    listed: list[KeyStyle] = []
    for key, value in front.items():
        own = known.get(key.lower())
        same = own is not None and own.role != "table" and own.when != "asked"
        if own is not None and same and (key.lower() in _EVERYWHERE or own.role in _MADE):
            listed.append(own)
        else:
            listed.append(_pinned(own, key, value, house.syntax))
    there = {style.key.lower() for style in listed}
    kept = [style for style in house.keys if style.key.lower() not in there]
    stays = [style for style in kept if style.role in _MADE and style.when != "asked"]
    asked = [replace(style, when="asked") for style in kept if style not in stays]
    tables = [style for style in (*listed, *asked) if style.children]
    plain = [style for style in (*listed, *stays, *asked) if not style.children]
    return replace(house, keys=(*plain, *tables), body=archetype.body)


_MADE = frozenset({"pattern", "date", "draft"})


def _pinned(known: KeyStyle | None, key: str, value: Value, syntax: str) -> KeyStyle:
    """A key with the value of a template, written as the house writes that key if it has it."""
    usual = usual_key(key, value, syntax)
    if known is None or (known.role == "table") != (usual.role == "table") or known.block != usual.block:
        return usual
    return replace(known, role=usual.role, value=usual.value, hidden=usual.hidden, when="always", optional=False)


def _with(keys: tuple[KeyStyle, ...], key: str, value: Value, before: str, syntax: str) -> tuple[KeyStyle, ...]:
    known = next((style for style in keys if style.key == key), None)
    if known is not None:
        if known.when != "asked" or known.children or not value:  # a key to fill in, which most posts go without
            return keys
        usual = usual_key(key, value, syntax)
        mine = replace(known, when="always", role=usual.role, value=usual.value, hidden=usual.hidden, optional=False)
        return tuple(mine if style is known else style for style in keys)
    style = usual_key(key, value, syntax)
    at = next((index for index, each in enumerate(keys, 1) if each.key == before and not each.children), None)
    if at is None or style.children:
        at = len(keys) if style.children else sum(not each.children for each in keys)
    return (*keys[:at], style, *keys[at:])
