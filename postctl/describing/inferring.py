"""The schema that the front matter of a site follows as it is: what all its posts have in common, and no more.

The data are those that rules compare with a schema: keys as written, values as the generator reads them, and dates as text.
Where letter case does not count, a key has its most usual spelling. Every post that was looked at follows the schema.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from postctl.describing.shapes import DRAFT, Schema, closed
from postctl.document import front_matter
from postctl.model import Value
from postctl.regexes import later
from postctl.site import Post, Site

_TYPES = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}
_ORDER = ("string", "boolean", "integer", "number", "array", "object", "null")
_FREE = frozenset({"title", "subtitle", "description", "summary", "excerpt", "slug", "url", "permalink", "path", "image"})
"""Keys whose texts are a post's own, however often they are the same so far."""
_MANY, _FEW, _RECURS, _SHORT = 20, 6, 3, 40
"""Texts are words of a list where there are so many of them, so few different ones, each so often, and none longer."""
_FORMS = 4
_NAMES = 30
"""A table with more names than these has names that are data themselves, such as languages or addresses."""


def schema(site: Site, *, strict: bool = False) -> Schema:
    """The schema of the posts of a site. `strict`: they may have no other keys."""
    fronts = _fronts(site)
    count = "1 post" if len(fronts) == 1 else f"{len(fronts):,} posts"
    about = f"What the front matter of {count} has in common, as {site.generator.title} reads it. Dates are text, as written."
    found: Schema = {
        "$schema": DRAFT,
        "title": "Front matter of a post",
        "description": about,
        "type": "object",
        **_object(fronts, "post", top=True),
    }
    whole: Schema = closed(found) if strict else found
    return whole


def _fronts(site: Site) -> list[Mapping[str, Value]]:
    if not site.generator.fold_keys:
        return [post.front for post in site.posts]
    written = [_written(post) for post in site.posts]
    spellings = Counter(key for front in written for key in front)
    usual: dict[str, str] = {}
    for key in sorted(spellings, key=lambda key: (-spellings[key], key not in site.generator.keys, key)):
        usual.setdefault(key.lower(), key)
    return [{usual[key.lower()]: value for key, value in front.items()} for front in written]


def _written(post: Post) -> Mapping[str, Value]:
    """The front matter with its keys in the letter case they have in the file."""
    return front_matter(post.document)


# --- what values have in common -------------------------------------------------------------------------------------------


def _shape(values: Sequence[Value], *, free: bool = False) -> Schema:
    """What some values have in common. `free`: texts are the author's, whatever they look like."""
    kinds = {_kind(value) for value in values}
    kinds -= {"integer"} if "number" in kinds else set()
    types = [kind for kind in _ORDER if kind in kinds]
    found: Schema = {"type": types[0] if len(types) == 1 else types} if types else {}
    texts = [value for value in values if isinstance(value, str)]
    lists = [value for value in values if isinstance(value, list)]
    tables = [value for value in values if isinstance(value, dict)]
    if texts and not free:
        found |= _dates(texts) or (_words(texts) if kinds == {"string"} else {})
    if lists:
        found |= {"items": _shape([item for each in lists for item in each], free=True)} if any(lists) else {}
    if tables:
        found |= _object(tables, "table")
    return found


def _kind(value: Value) -> str:
    return "null" if value is None else _TYPES[type(value)]


def _object(tables: Sequence[Mapping[str, Value]], what: str, *, top: bool = False) -> Schema:
    """The keys of some tables: those that all of them have, and those that some do; the most frequent first."""
    counts = Counter(key for table in tables for key in table)
    if len(counts) > _NAMES and not top:
        return {"additionalProperties": _shape([value for table in tables for value in table.values()], free=True)}
    names = sorted(counts, key=lambda key: (-counts[key], key))
    properties = {}
    for name in names:
        values = [table[name] for table in tables if name in table]
        shape = _shape(values, free=name.lower() in _FREE)
        properties[name] = {"description": _told(counts[name], len(tables), what, shape, values), **shape}
    required = [name for name in names if counts[name] == len(tables)]
    return {"properties": properties, **({"required": required} if required else {})}


def _told(count: int, total: int, what: str, shape: Schema, values: Sequence[Value]) -> str:
    """How many have it; of dates also how they look."""
    often = f"In all {total:,} {what}s" if count == total > 1 else f"In {count:,} of {total:,} {what}{'' if total == 1 else 's'}"
    dated = {"format", "pattern", "anyOf"} & shape.keys()
    example = max((value for value in values if isinstance(value, str)), default="") if dated else ""
    return f"{often}, as {example}" if example else often


# --- texts --------------------------------------------------------------------------------------------------------------


def _words(texts: Sequence[str]) -> Schema:
    """The words of a list, where there is one; else nothing."""
    counts = Counter(texts)
    few = len(texts) >= _MANY and len(counts) <= _FEW and min(counts.values()) >= _RECURS
    plain = all(text and text.isprintable() and len(text) <= _SHORT for text in counts)
    return {"enum": sorted(counts)} if few and plain else {}


_DATED = later(r"[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?![0-9])[0-9TZtz:+\-. ]{0,30}")
_MOMENT = later(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})")
_DAY = later(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _dates(texts: Sequence[str]) -> Schema:
    """The forms of dates, where all texts are some; else nothing."""
    forms = Counter(map(_form, texts))
    if "" in forms or len(forms) > _FORMS:
        return {}
    shapes: list[Schema] = [
        {"format": form} if form in ("date", "date-time") else {"pattern": form}
        for form in sorted(forms, key=lambda form: (-forms[form], form))
    ]
    return shapes[0] if len(shapes) == 1 else {"anyOf": shapes}


def _form(text: str) -> str:
    """`date`, `date-time`, or a pattern of the form a date is written in; `''` for what looks like none."""
    if not _DATED.fullmatch(text):
        return ""
    try:
        if _DAY.fullmatch(text) and date.fromisoformat(text):
            return "date"
        if _MOMENT.fullmatch(text) and datetime.fromisoformat(text):
            return "date-time"
    except ValueError:  # a day that there is not, in a form that there is
        pass
    return f"^{''.join(map(_piece, re.findall('[.][0-9]+$|[0-9]+|[^0-9]', text)))}$"


def _piece(part: str) -> str:
    if part.isdigit():
        return "[0-9]{1,2}" if len(part) < 3 else f"[0-9]{{{len(part)}}}"
    if part.startswith(".") and len(part) > 1:
        return "[.][0-9]+"
    return {"+": "[+-]", ".": "[.]"}.get(part, part)
