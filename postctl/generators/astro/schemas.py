"""The schema of an Astro collection, as far as it is plain: which keys it knows, and what it makes of their values.

Zod drops keys that a `z.object` does not name, so a page never sees them; `z.strictObject` refuses them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, TypeAlias

from postctl.generators._js_literals import SPREAD, Script
from postctl.model import FrontMatter
from postctl.regexes import later
from postctl.values import NamedTuple

Kind: TypeAlias = Literal["boolean", "coerced", "words", "date", "coerced date", "text", ""]
"""What a key has to be: a boolean; anything, taken as JavaScript's `Boolean` does; a word such as yes (`z.stringbool`); a date;
anything JavaScript's `Date` takes; a text. `''`: not to be seen."""

_KINDS: tuple[tuple[str, Kind], ...] = (
    (r"z\.boolean\(", "boolean"),
    (r"z\.coerce\.boolean\(", "coerced"),
    (r"z\.stringbool\(", "words"),
    (r"z\.date\(", "date"),
    (r"z\.coerce\.date\(", "coerced date"),
    (r"z\.string\(\)(?!.*(?:transform|pipe|or)\()", "text"),
)
_OBJECT = later(
    r"(?:\(\s*(?:(?:\{[^{}]*\}|\w+)\s*)?(?::[^()]{0,80})?\)\s*=>\s*(?:\(\s*)?)?"
    r"z\s*\.\s*(?P<kind>object|strictObject|looseObject)\s*\("
)
_STRICT = later(r"\s*\.strict\(\s*\)")
_LOOSE = later(r"\s*\.(?:passthrough|loose|catchall|extend|merge|and|or|safeExtend)\b")
_OPTIONAL = later(r"\.(?:optional|nullish|default|catch|prefault)\(")
_NULLABLE = later(r"\.(?:nullable|nullish|catch)\(")


class Schema(NamedTuple):
    """`keys`: what each key that is to be seen has to be. `whole`: there are no others. `strict`: others end the build.

    `needed`: keys that have to be there. `empty`: keys that may be null.
    """

    keys: Mapping[str, Kind]
    whole: bool
    strict: bool
    needed: frozenset[str]
    empty: frozenset[str]


def read(script: Script, at: int) -> Schema | None:
    """The schema that stands there, or whose name stands there; `None` where it is no literal `z.object({...})`."""
    at = script.defined(script.word(at)) or at
    match = _OBJECT.match(script.text, script.start(at))
    if match is None:
        return None
    inside = script.at(match.end())
    places = script.members(inside)
    if places is None:
        return None
    behind = script.start(script.close(inside - 1)) + 1
    members = {key: script.code(place) for key, place in places.items() if key != SPREAD}
    loose = match["kind"] == "looseObject" or _LOOSE.match(script.text, behind) or SPREAD in places
    return Schema(
        keys={key: _kind(value) for key, value in members.items()},
        whole=not loose,
        strict=match["kind"] == "strictObject" or _STRICT.match(script.text, behind) is not None,
        needed=frozenset(key for key, value in members.items() if not _OPTIONAL.search(value)),
        empty=frozenset(key for key, value in members.items() if _NULLABLE.search(value)),
    )


def _kind(value: str) -> Kind:
    flat = re.sub(r"\s+", "", value)
    if "z.preprocess" in flat or ".or(" in flat or "z.union" in flat:
        return ""
    return next((kind for pattern, kind in _KINDS if re.match(pattern, flat)), "")


def kind(schema: Schema | None, key: str) -> Kind:
    """What a key has to be; `''` where that is not known."""
    return schema.keys.get(key, "") if schema is not None else ""


def drops(schema: Schema | None, key: str) -> bool:
    """Whether the schema drops a key for certain."""
    return schema is not None and schema.whole and key not in schema.keys


class Failure(NamedTuple):
    """The key that ends the build, and why: the rest of a sentence that names the schema. `missing`: it is not there."""

    key: str
    reason: str
    missing: bool


def failure(schema: Schema, front: FrontMatter, quoted: frozenset[str], *, besides: frozenset[str]) -> Failure | None:
    """The first key, `besides` left out, over which the build fails: one that has to be there, or that has to be text.

    Of what is not plain in the schema nothing is said. Spread members may replace any of it.
    """
    from postctl.generators import _js_dates

    if not schema.whole:
        return None
    for key, wanted in schema.keys.items():
        if not wanted or key in besides:
            continue
        if key not in front:
            if key in schema.needed:
                return Failure(key, f"wants `{key}` in every post", missing=True)
        elif wanted == "text":
            value = front[key]
            if value is None and key not in schema.empty:
                return Failure(key, f"wants a text for `{key}`, and there is none", missing=False)
            dated = isinstance(value, str) and key not in quoted and _js_dates.timestamp(value) is not None
            if value is not None and (dated or not isinstance(value, str)):
                return Failure(key, f"wants a text for `{key}`, and `{key}: {value}` is none without quotes", missing=False)
    return None
