"""What generators do with values of a type that they do not take, found out by building posts with them.

What ends the build of Docusaurus, MkDocs Material, Zola, Cobalt and Nikola is P105's, and dates are P202's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

from postctl.model import Node, Severity
from postctl.regexes import later
from postctl.values import NamedTuple

Kind: TypeAlias = Literal["mapping", "list", "number", "boolean", "date", "text", "mapping in a list", "list in a list", ""]

_DATE = later(r"\d{4}-\d\d?-\d\d?(?:[Tt ].*)?")
_NUMBER = later(r"[-+]?[0-9]+(?:\.[0-9]+)?")
_TRUTHS_11 = frozenset("yes no on off true false".split())
_TRUTHS_12 = frozenset("true false".split())


class Wrong(NamedTuple):
    """What becomes of a value of one of `kinds`, as the end of a sentence that begins with the generator; and what is wanted."""

    kinds: tuple[Kind, ...]
    becomes: str
    wanted: str
    severity: Severity = Severity.ERROR


_MAPS: tuple[Kind, ...] = ("mapping", "mapping in a list")
_LISTS: tuple[Kind, ...] = ("mapping", "list", "mapping in a list", "list in a list")
_TEXT = "write one text, in quotes if need be"
_TEXTS = "write a list of texts"
_QUOTES = "put it in quotes"

_HUGO_TERMS = (
    Wrong(("mapping",), "files the post under none", _TEXTS),
    Wrong(("mapping in a list", "list in a list"), "takes none of the list: each item has to be text", _TEXTS),
)
_JEKYLL_ADDRESS = (Wrong((*_LISTS, "number", "boolean", "date"), "ends the build: it has to be text", _QUOTES),)
_OBJECTS = Wrong(_MAPS, "prints [object Object]", _TEXT)

WRONG: Mapping[str, Mapping[str, tuple[Wrong, ...]]] = {
    "hugo": {
        "title": (Wrong(_LISTS, "shows no title", _TEXT),),
        "description": (Wrong(_LISTS, "has no description", _TEXT),),
        "tags": _HUGO_TERMS,
        "categories": _HUGO_TERMS,
        "aliases": (Wrong(_LISTS[:1] + _LISTS[2:], "makes no alias at all", "write a list of addresses"),),
        "weight": (Wrong((*_LISTS, "text"), "counts it as 0", "write a whole number"),),
        "slug": (Wrong(_LISTS, "takes the file name", _TEXT),),
        "url": (Wrong(_LISTS, "leaves the address as it was", _TEXT),),
        "cascade": (Wrong(("text", "number", "boolean"), "ends the build: it has to be a mapping", "write keys below it"),),
        "markup": (Wrong(("number",), "ends the build: it has to be the name of a format", "write `markdown`"),),
    },
    "jekyll": {
        "title": (Wrong(_LISTS, "prints it as Ruby writes it, or its parts in a row", _TEXT),),
        "description": (Wrong(_MAPS, "prints it as Ruby writes it", _TEXT),),
        "slug": _JEKYLL_ADDRESS,
        "permalink": _JEKYLL_ADDRESS,
        "tags": (
            Wrong(("mapping", "number", "boolean"), "files the post under none", f"{_TEXTS}, or {_QUOTES}"),
            Wrong(("mapping in a list",), "makes a tag of what Ruby writes for it", _TEXTS),
        ),
        "categories": (
            Wrong(
                ("mapping", "number", "boolean"),
                "cannot read the post: it has no title and no date then",
                f"{_TEXTS}, or {_QUOTES}",
            ),
            Wrong(("mapping in a list",), "makes a category of what Ruby writes for it", _TEXTS),
        ),
    },
    "hexo": {
        "title": (_OBJECTS, Wrong(("list", "list in a list"), "prints its parts with commas between", _TEXT)),
        "tags": (_OBJECTS._replace(becomes="makes a tag [object Object] of it", wanted=_TEXTS),),
        "categories": (_OBJECTS._replace(becomes="makes a category [object Object] of it", wanted=_TEXTS),),
    },
    "eleventy": {
        "title": (_OBJECTS,),
        "tags": (Wrong(("mapping in a list",), "makes a tag [object Object] of it", _TEXTS),),
        "layout": (Wrong((*_LISTS, "number"), "ends the build: it has to be the name of a file", _TEXT),),
        "pagination": (Wrong(("text", "number"), "ends the build: it has to be a mapping", "write keys below it"),),
    },
}
"""By generator and key, in lower case where the generator does not mind."""

_SCALARS = frozenset({"number", "boolean", "date", "text"})
ALSO_SCALARS = {
    generator: frozenset(key for key, wrongs in table.items() if any(_SCALARS.intersection(each.kinds) for each in wrongs))
    for generator, table in WRONG.items()
}
"""The keys of which a single value may be wrong; of the others only lists and mappings are."""


def kinds(node: Node, syntax: str, schema: str) -> Iterator[tuple[Kind, Node]]:
    """What a value is, and what the items of a list are that are no text, each with where it stands."""
    if node.kind == "map":
        yield "mapping", node
        return
    if node.kind == "scalar":
        yield _scalar(node, syntax, schema), node
        return
    for item in node.items:
        if item.kind != "scalar":
            yield ("mapping in a list" if item.kind == "map" else "list in a list"), item
    yield "list", node


def _is_null(node: Node, syntax: str) -> bool:
    if syntax == "yaml":
        return node.style == "empty" or (node.style == "plain" and node.text in ("null", "~", "Null", "NULL"))
    return node.style == "null"


def _scalar(node: Node, syntax: str, schema: str) -> Kind:
    if syntax != "yaml":
        return {"integer": "number", "float": "number", "bool": "boolean", "boolean": "boolean", "date": "date", "null": ""}.get(  # type: ignore[return-value]
            node.style, "text"
        )
    if node.style == "empty" or node.tag is not None or _is_null(node, syntax):
        return ""
    if node.style != "plain":
        return "text"
    truths = _TRUTHS_11 if schema == "yaml-1.1" else _TRUTHS_12
    if node.text.lower() in truths:
        return "boolean"
    if _DATE.fullmatch(node.text):
        return "date"
    return "number" if _NUMBER.fullmatch(node.text) else "text"
