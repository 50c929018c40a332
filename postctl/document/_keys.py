"""Where a key stands in a `Document`."""

from __future__ import annotations

from postctl.document._reading import Document
from postctl.model import Entry, Node
from postctl.values import NamedTuple


def find(document: Document, key: str, *, fold: bool = False) -> Entry | None:
    """The entry of a key: the last, where it stands twice. `date.created` may be a key of the map `date`."""
    wanted = key.lower() if fold else key
    if "." not in key and not _may_stand(document, wanted, fold=fold):
        return None
    found = next((e for e in reversed(document.entries) if (e.key.lower() if fold else e.key) == wanted), None)
    if found is not None or "." not in key:
        return found
    inside = spot(document.root, wanted, fold=fold)
    return Entry(".".join(inside.path), inside.name, inside.value) if inside is not None else None


def _may_stand(document: Document, wanted: str, *, fold: bool) -> bool:
    """Whether a key is among those of the front matter, as far as that is known without its nodes."""
    if document.data is None:
        return True
    names = document.data[0]
    return wanted in names or (fold and any(name.lower() == wanted for name in names))


def table(document: Document, key: str, *, fold: bool = False) -> Node | None:
    """The map that is called so (`extra`, not what stands under `[extra.author]` in TOML); `None` where that is no map."""
    found = spot(document.root, key.lower() if fold else key, fold=fold)
    return found.value if found is not None and found.value.kind == "map" else None


class Spot(NamedTuple):
    """Where a key stands: the map it is in, the names that lead there from the top, and the pair."""

    home: Node
    path: tuple[str, ...]
    name: Node
    value: Node


def spot(root: Node, key: str, *, fold: bool = False, above: tuple[str, ...] = ()) -> Spot | None:
    """The place of a dotted key in a map or the maps inside it; a key that is called so itself goes first."""
    pairs = [((*above, *name.text.split("\0")), name, value) for name, value in reversed(root.pairs)]
    named = [(".".join(path[len(above) :]), path, name, value) for path, name, value in pairs]
    for own, path, name, value in named:
        if (own.lower() if fold else own) == key:
            return Spot(root, path, name, value)
    for own, path, _, value in named:
        if value.kind == "map" and key.startswith(f"{own.lower() if fold else own}."):
            inside = spot(value, key[len(own) + 1 :], fold=fold, above=path)
            if inside is not None:
                return inside
    return None
