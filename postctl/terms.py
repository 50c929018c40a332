"""The terms a post is filed under, as they stand in its front matter: which there are, and one more, one less, another name.

A term stands in a list, flow or block; in one text with commas, semicolons or blanks between; or alone. Each keeps its own quotes
and place, and so does what stands between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from postctl import document
from postctl.document import REMOVE, Document
from postctl.errors import Refused
from postctl.facts import fact
from postctl.model import Edit, Entry, Node, Span, Value
from postctl.site import Generator, Post, Site, Taxonomy
from postctl.values import NamedTuple

_SINGULAR = {"tag": "tags", "category": "categories"}
_MARKS = {"commas": (",",), "words": (" ",), "list": ("", ",", " "), "one": ("",), "hierarchy": ("",)}
_USUAL = {",": ", ", ";": "; ", " ": " "}


class Held(NamedTuple):
    """A key with terms in one post. `mark` is what stands between the terms of a text, `''` for one that is a single term."""

    entry: Entry
    shape: Taxonomy
    value: Value
    mark: str

    @property
    def names(self) -> tuple[str, ...]:
        """The terms in order, as often as they stand there."""
        value = self.value
        if isinstance(value, str):
            return tuple(piece for piece in _pieces(value, self.mark)[::2] if piece)
        if isinstance(value, list) and all(item.__class__ is str for item in value):
            return tuple(value)  # type: ignore[arg-type]  # texts, as nearly always
        return tuple(_leaves(value))


def kinds(site: Site) -> dict[str, Taxonomy]:
    """The taxonomies of a site, by key: those of its generator, and those its configuration adds (Hugo, Zola)."""
    found = dict(site.generator.taxonomies)
    added = site.settings.options.get("taxonomies")
    if isinstance(added, Mapping):
        found |= {str(name): "list" for name in added.values() if str(name) not in found}
    for each in added if isinstance(added, list) else ():
        name = each.get("name") if isinstance(each, Mapping) else None
        if isinstance(name, str):
            found.setdefault(f"taxonomies.{name}", "list")
    return found


def taxonomy(key: str) -> str:
    """The name of the taxonomy that a key belongs to: `tag` and `taxonomies.tags` are `tags`."""
    name = key.rpartition(".")[2].lower()
    return _SINGULAR.get(name, name)


def held(post: Post, generator: Generator, keys: Mapping[str, Taxonomy]) -> list[Held]:
    """What a post holds under the keys of taxonomies, in the order of the keys."""
    found: dict[Span, Held] = {}
    for key, shape in keys.items():
        entry = document.find(post.document, key, fold=generator.fold_keys)
        if entry is None or post.document.syntax is None:
            continue
        value = post.document.syntax.value(entry.value, post.document.schema)
        if isinstance(value, int | float | bool):
            value = str(value).lower() if isinstance(value, bool) else str(value)
        mark = _mark(value, shape, post.tags) if isinstance(value, str) else ""
        found.setdefault(entry.name.span, Held(entry, shape, value, mark))
    return list(found.values())


@fact
def filed(post: Post, site: Site) -> dict[str, list[str]]:
    """The terms in the front matter of a post, by taxonomy, each once."""
    named: dict[str, dict[str, None]] = {}
    for each in held(post, site.generator, kinds(site)):
        named.setdefault(taxonomy(each.entry.key), {}).update(dict.fromkeys(each.names))
    return {name: list(names) for name, names in named.items()}


def _mark(text: str, shape: Taxonomy, tags: tuple[str, ...]) -> str:
    """What separates the terms of a text: what explains the tags that the generator sees in it, else what is usual."""
    marks = (";", ",") if shape == "commas" and ";" in text else _MARKS[shape]
    return next((mark for mark in marks if _single(filter(None, _pieces(text, mark)[::2])) == _single(tags)), marks[0])


def _single(names: Iterable[str]) -> tuple[str, ...]:
    """The names with one blank where there are several, or others, as generators' tags have them."""
    return tuple(" ".join(name.split()) for name in names)


def _pieces(text: str, mark: str) -> list[str]:
    """The terms of a text and what stands between them, in turns; blanks around it all belong to no term."""
    if not mark:
        return [text.strip()]
    pattern = r"(\s+)" if mark == " " else rf"((?<!\s)\s*{re.escape(mark)}\s*)"
    return re.split(pattern, text.strip())


def _leaves(value: Value) -> Iterator[str]:
    for item in value if isinstance(value, list) else ():
        if isinstance(item, list):
            yield from _leaves(item)
        elif (text := name_of(item)) is not None:
            yield text


def name_of(item: Value) -> str | None:
    """The name of one item of a list: a scalar, or an object with a `label` (Docusaurus)."""
    if isinstance(item, dict):
        return name_of(item.get("label"))
    if item is None or isinstance(item, list):
        return None
    return str(item).lower() if isinstance(item, bool) else str(item)


# --- edits ------------------------------------------------------------------------------------------------------------


def renamed(known: Document, held: Held, old: str, new: str, *, fold: bool = False) -> Document:
    """The document with a term under another name; one that is there already is not written twice. Raises `Refused`.

    `fold`: one that differs in letter case only is there already.
    """
    if old not in held.names or old == new:
        return known
    others = {name for name in held.names if name != old}
    if new in others or (fold and new.casefold() in map(str.casefold, others)):
        return without(known, held, old)
    if isinstance(held.value, str):
        _may_stand(new, held.mark)
        return _with_text(known, held, [new if piece == old else piece for piece in _pieces(held.value, held.mark)])
    for _ in range(held.names.count(old)):
        held = _again(known, held)
        known = _with_item(known, held, old, new)
    return known


def _again(known: Document, held: Held) -> Held:
    """The same key in the document as it is now."""
    entry = document.find(known, held.entry.key)
    assert entry is not None
    assert known.syntax is not None
    return held._replace(entry=entry, value=known.syntax.value(entry.value, known.schema))


def _with_item(known: Document, held: Held, old: str, new: str) -> Document:
    """The document with another text for the first item of a list that is called `old`."""
    assert known.syntax is not None
    place = _place_of(held.value, old)
    node, home = held.entry.value, held.entry.value
    for index in place:
        home, node = node, node.items[index]
    if node.kind != "scalar":
        raise Refused(f"`{old}` is an object with a label", "edit it by hand: its address may stand beside the label")
    if node.anchored:
        raise Refused(f"`{old}` is shared through a YAML anchor", "write the value out, then run this again")
    text = _item_text(known, node, home, new)
    changed = document.with_edits(known, [Edit(node.span, text)])
    return document.verified(known, changed, held.entry.key, _put(held.value, place, new))


def _item_text(known: Document, node: Node, home: Node, new: str) -> str:
    """The source of an item, quoted as it was; within brackets more needs quotes, so there it is written in brackets."""
    syntax = known.syntax
    assert syntax is not None
    if home.style != "flow":
        return syntax.written(new, node, known.source, known.schema)
    like = Node("list", Span(0, 0), "flow", items=(node,))
    return syntax.written([new], like, known.source, known.schema)[1:-1]


def _place_of(value: Value, old: str) -> tuple[int, ...]:
    for index, item in enumerate(value if isinstance(value, list) else ()):
        if isinstance(item, list) and (inside := _place_of(item, old)):
            return (index, *inside)
        if not isinstance(item, list) and name_of(item) == old:
            return (index,)
    return ()


def _put(value: Any, place: tuple[int, ...], new: str) -> Value:
    if not place:
        return new
    head, *rest = place
    return [_put(item, tuple(rest), new) if index == head else item for index, item in enumerate(value)]


def without(known: Document, held: Held, name: str, *, keep_empty: bool = True) -> Document:
    """The document without a term; without its key where that was the last one, unless empty ones are kept."""
    if name not in held.names:
        return known
    if set(held.names) == {name} and not keep_empty:
        return document.edited(known, {held.entry.key: REMOVE})
    if isinstance(held.value, str):
        return _with_text(known, held, _taken_out(_pieces(held.value, held.mark), name))
    while name in held.names:  # one at a time: what stands between two of them keeps its quotes
        known = document.edited(known, {held.entry.key: _less(held.value, _place_of(held.value, name))})
        held = _again(known, held)
    return known


def without_repeats(known: Document, held: Held, *, fold: bool = False) -> Document:
    """The document with each term of a flat list or text once, where it stood first. `fold`: letter case does not count."""
    while (names := _repeated(held, fold=fold)) is not None:
        at, pieces = names
        if isinstance(held.value, str):
            return _with_text(known, held, pieces)
        assert isinstance(held.value, list)
        known = document.edited(known, {held.entry.key: [item for place, item in enumerate(held.value) if place != at]})
        held = _again(known, held)
    return known


def _repeated(held: Held, *, fold: bool) -> tuple[int, list[str]] | None:
    """Where in a list the first item is that stands before it already; of a text, the pieces without any such."""
    pieces = _pieces(held.value, held.mark) if isinstance(held.value, str) else []
    listed = held.value if isinstance(held.value, list) else []
    names = pieces[::2] if pieces else [name_of(item) for item in listed]
    seen: set[str] = set()
    kept: list[str] = []
    first = None
    for place, name in enumerate(names):
        same = name.casefold() if fold and name is not None else name
        if same and same in seen:
            first = place if first is None else first
            continue
        kept += pieces[max(2 * place - 1, 0) : 2 * place + 1]
        seen.add(same or "")
    return (first, kept) if first is not None else None


def _less(value: Any, place: tuple[int, ...]) -> Value:
    head, *rest = place
    if rest and len(value[head]) > 1:
        return [_less(item, tuple(rest)) if index == head else item for index, item in enumerate(value)]
    return [item for index, item in enumerate(value) if index != head]


def _taken_out(pieces: list[str], name: str) -> list[str]:
    """The pieces without those called `name`, each with the mark before it, or behind it if it is the first."""
    while name in pieces[::2]:
        at = 2 * pieces[::2].index(name)
        del pieces[max(at - 1, 0) : at + 1 if at else at + 2]
    return pieces or [""]


def added(known: Document, held: Held, name: str) -> Document:
    """The document with one more term behind the others of a key. Raises `Refused` where one is all it holds."""
    if name in held.names:
        return known
    if isinstance(held.value, str) and held.value.strip():
        if not held.mark and held.shape == "one":
            raise Refused(f"`{held.entry.key}` holds one term, which is `{held.value}`", f"set it: {held.entry.key}={name}")
        if not held.mark:
            return _as_list(known, held, name)
        _may_stand(name, held.mark)
        pieces = _pieces(held.value, held.mark)
        return _with_text(known, held, [*pieces, pieces[1] if len(pieces) > 1 else _USUAL[held.mark], name])
    listed = held.value if isinstance(held.value, list) else []
    as_text = isinstance(held.value, str) or (held.value is None and held.shape in ("one", "commas", "words"))
    return document.edited(known, {held.entry.key: name if as_text else [*listed, name]})


def _as_list(known: Document, held: Held, name: str) -> Document:
    """The document with a list where one text stood, each item quoted as that was."""
    assert known.syntax is not None
    node = held.entry.value
    meant: list[Value] = [held.value, name]
    like = Node("list", Span(0, 0), "flow", items=(node,))
    text = known.syntax.written(meant, like, known.source, known.schema)
    return document.verified(known, document.with_edits(known, [Edit(node.span, text)]), held.entry.key, meant)


def _with_text(known: Document, held: Held, pieces: list[str]) -> Document:
    text = str(held.value)
    core = text.strip()
    return document.edited(known, {held.entry.key: text.replace(core, "".join(pieces), 1) if core else "".join(pieces)})


def _may_stand(name: str, mark: str) -> None:
    if mark and (mark in name or (mark == " " and len(name.split()) != 1)):
        what = {" ": "a blank", ",": "a comma", ";": "a semicolon"}[mark]
        raise Refused(f"`{name}` cannot stand in one text with others: {what} ends a term there", "write them as a list first")
