"""JSON Schema, for front matter that follows one: what a schema says is wrong with a value, and where in it.  [jsonschema]

A schema comes from the site, which need not be trusted: no address in it is ever fetched, and it has a limited time, for its
regular expressions may have no end.
"""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, time
from functools import lru_cache
from types import FrameType
from typing import Any, TypeAlias

from postctl.errors import PostctlError
from postctl.regexes import later
from postctl.values import NamedTuple

Path: TypeAlias = "tuple[str | int, ...]"
"""Keys and indices that lead to a value."""

INSTALL = "pip install 'postctl[schema]' installs it"
DRAFTS = ("draft-04", "draft-06", "draft-07", "2019-09", "2020-12")
_SECONDS = 3.0  # of the processor
_DEEPEST = 64


class BadSchema(Exception):
    """A schema that is none: what is wrong with it, where in it, and what to do."""

    def __init__(self, path: Path, reason: str, help_: str) -> None:
        super().__init__(reason)
        self.path, self.reason, self.help = path, reason, help_


class TooLong(Exception):
    """A schema that a value cannot be compared with in reasonable time: patterns that match in many ways, parts without end."""


class Mismatch(NamedTuple):
    """A value that is not as the schema wants it: where it is, which keyword of the schema is not met, and what that says.

    `allowed` is the value of the keyword, `value` what is there; `names`: the keys it is about, where it is about keys. `said`:
    the schema's own words about the value. `other`: what it says of a value that fits none of several schemas.
    """

    path: Path
    keyword: str
    allowed: Any
    value: Any
    names: tuple[str, ...] = ()
    said: str = ""
    other: tuple[Mismatch, ...] = ()


def check(schema: Mapping[str, Any]) -> None:
    """Raise `BadSchema` for what is no schema, or needs something from elsewhere."""
    _checker(schema)


def mismatches(schema: Mapping[str, Any], value: Any) -> tuple[Mismatch, ...]:
    """What is wrong with a value, sorted by place. Raises `BadSchema` as `check` does, `TooLong` where there is no end to it."""
    checker = _kept(_Identity(schema))
    try:
        with _limited():
            found = tuple(_mismatches(checker.iter_errors(value)))
    except RecursionError as error:  # a schema that is its own part
        raise TooLong from error
    return tuple(sorted(found, key=lambda each: (tuple(map(str, each.path)), each.keyword, each.names)))


def names(schema: Any) -> frozenset[str]:
    """All keys a schema names, anywhere in it."""
    found: set[str] = set()
    for _, part in _parts(schema):
        for keyword in ("properties", "required"):
            named = part.get(keyword)
            found |= {name for name in named if isinstance(name, str)} if isinstance(named, dict | list) else set()
    return frozenset(found)


# --- the validator ------------------------------------------------------------------------------------------------------


class _Identity:
    """A schema that is equal only to itself."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self.schema = schema

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and self.schema is other.schema

    def __hash__(self) -> int:
        return id(self.schema)


@lru_cache(maxsize=8)
def _kept(schema: _Identity) -> Any:
    return _checker(schema.schema)


def _checker(schema: Mapping[str, Any]) -> Any:
    """The validator of a schema, with nothing to resolve addresses by but the schema itself."""
    try:
        from jsonschema import SchemaError
        from referencing import Registry
    except ImportError as error:
        raise PostctlError("jsonschema is not installed, and the schema of the front matter needs it", INSTALL) from error
    kind = _kind(schema)
    for path, part in _parts(schema):
        _check_patterns(path, part)
    try:
        kind.check_schema(schema)
    except SchemaError as error:
        raise BadSchema(tuple(error.absolute_path), _one_line(error.message), "compare it with the draft it names") from error
    schema = _closed(schema)
    checker = kind(schema, registry=Registry(), format_checker=_formats())
    _check_references(checker, schema)
    return checker


def _closed(schema: Any) -> Any:
    """The schema with `{"not": {}}` for keys that are `false`: of those the validator does not say where they are."""
    if isinstance(schema, list):
        return [_closed(each) for each in schema]
    if not isinstance(schema, Mapping):
        return schema
    told = {name: _closed(value) for name, value in schema.items()}
    keys = told.get("properties")
    if isinstance(keys, dict):
        told["properties"] = {name: {"not": {}} if value is False else value for name, value in keys.items()}
    return told


def _kind(schema: Mapping[str, Any]) -> Any:
    from jsonschema import validators

    draft = schema.get("$schema", "https://json-schema.org/draft/2020-12/schema")
    kind = validators.validator_for({"$schema": draft}, default=None) if isinstance(draft, str) else None
    if kind is None or not any(each in draft for each in DRAFTS):
        raise BadSchema(("$schema",), f"{draft!r} is no draft that is known here", f"known: {', '.join(DRAFTS)}")
    return kind


def _parts(schema: Any, path: Path = ()) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """All maps in a schema. Those that are no schemas do no harm: they have no such keywords."""
    if len(path) > _DEEPEST:
        return
    if isinstance(schema, Mapping):
        yield path, schema
        for name, value in schema.items():
            if name not in ("const", "enum", "default", "examples"):
                yield from _parts(value, (*path, name))
    elif isinstance(schema, list):
        for index, value in enumerate(schema):
            yield from _parts(value, (*path, index))


def _check_references(checker: Any, schema: Mapping[str, Any]) -> None:
    """Raise `BadSchema` for a reference to what is not in the schema itself."""
    from referencing import Registry, Resource
    from referencing.exceptions import Unresolvable
    from referencing.jsonschema import specification_with

    root = Resource.from_contents(schema, default_specification=specification_with(checker.META_SCHEMA["$schema"]))
    pending = [(root, Registry().with_resource(root.id() or "", root).resolver(root.id() or ""))]
    while pending:
        resource, resolver = pending.pop()
        if isinstance(resource.contents, Mapping):
            for keyword in ("$ref", "$dynamicRef", "$recursiveRef"):
                target = resource.contents.get(keyword)
                try:
                    _ = resolver.lookup(target) if isinstance(target, str) else None
                except (Unresolvable, ValueError, TypeError) as error:
                    path = next((path for path, part in _parts(schema) if part is resource.contents), ())
                    help_ = (
                        "a schema may refer to its own parts only (#/$defs/...): nothing is fetched from other files or the web"
                    )
                    raise BadSchema((*path, keyword), f"`{keyword}` leads nowhere: {target!r}", help_) from error
        pending += [(sub, resolver.in_subresource(sub)) for sub in resource.subresources()]


def _check_patterns(path: Path, part: Mapping[str, Any]) -> None:
    """Raise `BadSchema` for regular expressions that are none. What is no text there is no pattern, but the name of a key."""
    of_keys = part.get("patternProperties")
    told = [((*path, "pattern"), part.get("pattern"))]
    told += [((*path, "patternProperties", name), name) for name in of_keys] if isinstance(of_keys, Mapping) else []
    for where, pattern in told:
        if isinstance(pattern, str):
            try:
                re.compile(pattern)
            except (re.error, OverflowError, RecursionError) as error:
                help_ = "regular expressions are read as Python does"
                raise BadSchema(where, f"{pattern!r} is no regular expression: {error}", help_) from error


@contextmanager
def _limited() -> Iterator[None]:
    """End with `TooLong` after a while. Only the main thread can be stopped so; in others a schema has to be trusted."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, _SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _stop(number: int, frame: FrameType | None) -> None:
    raise TooLong


# --- formats ------------------------------------------------------------------------------------------------------------

_MOMENT = later(r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:\.\d+)?(?:[Zz]|[-+](?:[01]\d|2[0-3]):?[0-5]\d)", re.ASCII)
_TIME = later(r"(\d\d:\d\d:\d\d)(?:\.\d+)?(?:[Zz]|[-+](?:[01]\d|2[0-3]):[0-5]\d)", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_SCHEME = later(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:[^\s<>\"{}|\\^`]+")
_REFERENCE = later(r"[^\s<>\"{}|\\^`]*")
_MAIL = later(r"[^\s@]{1,64}@[^\s@]{1,255}")
_UUID = later(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def _formats() -> Any:
    """The formats whose meaning is certain; all others fit, as the specification has it."""
    from jsonschema import FormatChecker

    checker = FormatChecker(formats=())
    checks: Mapping[str, Callable[[str], bool]] = {
        "date": _is_day,
        "date-time": _is_moment,
        "time": lambda text: (found := _TIME.fullmatch(text)) is not None and _is_time(found[1]),
        "email": lambda text: _MAIL.fullmatch(text) is not None,
        "uri": lambda text: _SCHEME.fullmatch(text) is not None,
        "uri-reference": lambda text: _REFERENCE.fullmatch(text) is not None,
        "uuid": lambda text: _UUID.fullmatch(text) is not None,
    }
    checker.checkers = {name: (_of_text(fits), ()) for name, fits in checks.items()}
    return checker


def _of_text(fits: Callable[[str], bool]) -> Callable[[object], bool]:
    return lambda value: not isinstance(value, str) or fits(value)


def _is_day(text: str) -> bool:
    try:
        return _DAY.fullmatch(text) is not None and date.fromisoformat(text) is not None
    except ValueError:
        return False


def _is_time(text: str) -> bool:
    try:
        return time.fromisoformat("23:59:59" if text == "23:59:60" else text) is not None
    except ValueError:
        return False


def _is_moment(text: str) -> bool:
    found = _MOMENT.fullmatch(text)
    return found is not None and _is_day(found[1]) and _is_time(found[2])


# --- what it finds ------------------------------------------------------------------------------------------------------


def _mismatches(errors: Any) -> Iterator[Mismatch]:
    seen: set[tuple[Path, str, tuple[str, ...]]] = set()
    for error in errors:
        for found in _read(error):
            key = (found.path, found.keyword, found.names)
            if key not in seen:
                seen.add(key)
                yield found


def _read(error: Any) -> Iterator[Mismatch]:
    """An error of the validator; one for each key that is missing, or that is one too many."""
    path, keyword = tuple(error.absolute_path), str(error.validator)
    above = tuple(error.absolute_schema_path)[-3:-1]
    if above[-1:] == ("propertyNames",) and above[:1] != ("properties",):
        keyword = "propertyNames"
    schema = error.schema if isinstance(error.schema, Mapping) else {}
    said = schema.get("description") or schema.get("title")
    other = tuple(each for inner in error.context for each in _read(inner))
    found = Mismatch(
        path, keyword, error.validator_value, error.instance, (), _one_line(said) if isinstance(said, str) else "", other
    )
    named = _names(error, keyword)
    yield from (found._replace(names=(name,)) for name in named)
    if not named:
        yield found


def _names(error: Any, keyword: str) -> tuple[str, ...]:
    there, wanted = error.instance, error.validator_value
    if not isinstance(there, Mapping):
        return ()
    if keyword == "required" and isinstance(wanted, list):
        return tuple(name for name in wanted if isinstance(name, str) and name not in there)
    if keyword in ("additionalProperties", "unevaluatedProperties"):
        return tuple(sorted(name for name in there if repr(name) in error.message))
    return ()


def _one_line(text: str) -> str:
    whole = " ".join(text.split())
    return whole if len(whole) <= 200 else f"{whole[:199]}…"
