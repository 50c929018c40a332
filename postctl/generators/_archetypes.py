"""Templates for new posts that are plain data: placeholders are understood, anything else in them is left out, nothing is run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from postctl.model import Fences, Node, Problem, Schema, Value
from postctl.regexes import later
from postctl.site import Archetype

if TYPE_CHECKING:
    from postctl.document import Document

_TAG = later(r"\{\{-?[ \t]*(?P<code>[^{}\n]*?)[ \t]*-?\}\}")
_STATEMENT = later(r"\{%.*?%\}|\{\{[#/<%]|\$\{", re.DOTALL)
_MARK = later(r"postctl(\d+)tag")
_QUOTED = {"double": '"{}"', "basic": '"{}"', "single": "'{}'", "literal": "'{}'"}


def read(
    text: str, meaning: Callable[[str], str | None], syntaxes: Iterable[str], fences: Fences, schema: Schema, source: str
) -> Archetype | None:
    """A template file as data; `None` where it has no front matter that can be read.

    `meaning` makes a pattern (`{title}`, `{date:YYYY-MM-DD}`) of the code between `{{` and `}}`, or `None` of what is not known.
    """
    from postctl import document

    codes: list[str] = []

    def marked(tag: re.Match[str]) -> str:
        codes.append(tag["code"])
        return f"postctl{len(codes) - 1}tag"

    plain = _TAG.sub(marked, text)
    known = tuple(import_module(f"postctl.syntaxes.{name}").SYNTAX for name in syntaxes)
    found = document.read_text(plain, known, fences, schema)
    if isinstance(found, Problem) or found.syntax is None:
        return None
    patterns = [meaning(code) for code in codes]
    front, left_out = _front(document.front_matter(found), patterns)
    body = _pattern(found.content, patterns)
    return Archetype(front, dict(_written(found, front)), found.syntax.name, _plain_body(body), source, left_out)


def of_values(values: Mapping[str, Value], source: str) -> Archetype:
    """A template that is a table of a configuration."""
    front, left_out = _front(values, [])
    return Archetype(front, {}, "yaml", "", source, left_out)


def _front(values: Mapping[str, Value], patterns: list[str | None]) -> tuple[dict[str, Value], tuple[str, ...]]:
    """The values with patterns for the marks in them, and the keys whose values cannot be known."""
    made = {key: _meant(value, patterns) for key, value in values.items()}
    front = {key: value[0] for key, value in made.items() if value is not None}
    return front, tuple(key for key, value in made.items() if value is None)


def _meant(value: Value, patterns: list[str | None]) -> tuple[Value] | None:
    if isinstance(value, str):
        text = _pattern(value, patterns)
        return None if text is None else (text,)
    if isinstance(value, list):
        items = [_meant(item, patterns) for item in value]
        known = [item[0] for item in items if item is not None]
        return (known,) if len(known) == len(items) and not any("{" in str(item) for item in known) else None
    if isinstance(value, dict):
        front, left_out = _front(value, patterns)
        return None if left_out else (front,)
    return (value,)


def _pattern(text: str, patterns: list[str | None]) -> str | None:
    """A text as a pattern; `None` if there is code in it, or a brace that is none of a pattern's."""
    if "{" in text or "}" in text or _STATEMENT.search(text):
        return None
    marks = [patterns[int(mark[1])] for mark in _MARK.finditer(text) if int(mark[1]) < len(patterns)]
    if None in marks:
        return None
    return _MARK.sub(lambda mark: patterns[int(mark[1])] or "" if int(mark[1]) < len(patterns) else mark[0], text)


def _written(found: Document, front: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    for entry in found.entries:
        if entry.key in front:
            yield entry.key, _hand(entry.value)


def _hand(node: Node) -> str:
    return _QUOTED.get(node.style, "{}") if node.kind == "scalar" else ""


def _plain_body(body: str | None) -> str:
    """The text below, if it is plain: patterns are for names and keys only."""
    return "" if body is None or "{" in body else body.strip("\r\n")
