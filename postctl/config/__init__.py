"""`postctl.toml`, or `[tool.postctl]` in `pyproject.toml`, read by the table of options."""

from __future__ import annotations

import os.path
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from postctl.config.options import FILE, LISTED, OPTIONS, Kind, Option
from postctl.errors import ConfigError, UsageError
from postctl.model import DraftField, Node, Severity
from postctl.values import NamedTuple

__all__ = ["FILE", "LISTED", "OPTIONS", "OWN", "Config", "Kind", "Option", "draft_field", "load", "own"]

_KNOWN = {option.key: option for option in OPTIONS}
_TABLES = {key.rpartition(".")[0] for key in _KNOWN if "." in key}
_PROGRAMS = frozenset({"editor", "pager", "hooks", "command"})


class Config(NamedTuple):
    """The values that are set, by dotted key, and the file they come from (`''` where there is none)."""

    values: Mapping[str, Any] = MappingProxyType({})
    source: str = ""

    def text(self, key: str) -> str | None:
        """A text value, or `None` where it is not set."""
        value = self.values.get(key)
        return str(value) if value is not None else None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where it is not set."""
        return tuple(self.values.get(key, ()))


def load(name: str, text: str) -> Config | None:
    """The configuration in a file, TOML whatever its name; `None` for a `pyproject.toml` without `[tool.postctl]`.

    Raises `ConfigError` with line and column for text that is no TOML, unknown keys (naming the nearest known one) and values
    of another shape.
    """
    file = _parsed(name, text.removeprefix("\ufeff"))
    data: Any = file.data()
    within: tuple[str, ...] = ()
    if os.path.basename(name) == "pyproject.toml":
        within = ("tool", "postctl")
        tool = data.get("tool")
        if not isinstance(tool, dict) or "postctl" not in tool:
            return None
        data = tool["postctl"]
        if not isinstance(data, dict):
            raise file.error(within, "`tool.postctl` must be a table", "its keys stand below one [tool.postctl]")
    found = Config({key: _checked(file, within, key, value) for key, value in _flat(file, within, data)}, name)
    _check_draft(file, within, found)
    return found


OWN = (
    Option("editor", "text", "the program that opens posts, with its options"),
    Option("theme", "text", "the colours of code in `show`: light, dark or a style of Pygments"),
)
"""What only a user's own configuration may say, never a site's."""


def own(name: str, text: str) -> Config:
    """A user's own configuration. Raises `ConfigError` as `load` does."""
    file = _parsed(name, text.removeprefix("\ufeff"))
    data = file.data()
    for key, value in data.items():
        option = next((each for each in OWN if each.key == key), None)
        if option is None:
            known = ", ".join(each.key for each in OWN)
            raise file.error((key,), f"unknown key `{key}`", f"known here: {known}; the rest belongs into the site's {FILE}")
        if not isinstance(value, str):
            raise file.error((key,), f"`{key}` must be {_SHAPES[option.kind]}", f"{key}: {option.doc}")
    return Config(data, name)


# --- the file -----------------------------------------------------------------------------------------------------------


class _File(NamedTuple):
    """A TOML file, to say where in it something is wrong."""

    name: str
    text: str
    root: Node

    def data(self) -> dict[str, Any]:
        from postctl.syntaxes import toml

        data = toml.SYNTAX.value(self.root, "yaml-1.2")
        assert isinstance(data, dict)
        return data

    def error(self, keys: tuple[str, ...], message: str, hint: str) -> ConfigError:
        return _error(self.name, self.text, _offset(self.root, keys) or 0, message, hint)


def _parsed(name: str, text: str) -> _File:
    from postctl.guard import Unreadable
    from postctl.syntaxes import toml

    try:
        return _File(name, text, toml.SYNTAX.parse(text))
    except Unreadable as error:
        raise _error(name, text, error.problem.offset, error.problem.reason, error.problem.help) from error


def _error(name: str, text: str, offset: int, message: str, hint: str) -> ConfigError:
    from postctl.document import position

    line, column = position(text, offset)
    return ConfigError(f"{name}:{line}:{column}: {message}", hint)


def _offset(node: Node, keys: tuple[str, ...]) -> int | None:
    """Where a key stands, given with those of the tables it is in; in `[a.b]` and `a.b = 1` two stand in one name."""
    for name, value in node.pairs:
        parts = tuple(name.text.split("\0"))
        if parts[: len(keys)] == keys:
            return name.span.start
        if keys[: len(parts)] == parts:
            rest = keys[len(parts) :]
            inside = [_offset(value, rest), *(_offset(each, rest) for each in value.items)]
            found = next((offset for offset in inside if offset is not None), None)
            if found is not None:
                return found
    return None


# --- what it says -------------------------------------------------------------------------------------------------------


def _flat(
    file: _File, within: tuple[str, ...], data: Mapping[str, Any], above: tuple[str, ...] = ()
) -> Iterator[tuple[str, Any]]:
    """The values by dotted key; tables that are a value themselves stay whole."""
    for name, value in data.items():
        keys = (*above, name)
        dotted = ".".join(keys)
        if dotted in _KNOWN:
            yield dotted, value
        elif dotted not in _TABLES:
            raise file.error(within + keys, f"unknown key `{dotted}`", _hint(dotted))
        elif isinstance(value, dict):
            yield from _flat(file, within, value, keys)
        else:
            head = ".".join(within + keys)
            raise file.error(within + keys, f"`{dotted}` must be a table", f"its keys stand below one [{head}]")


def _hint(key: str) -> str:
    from postctl import nearest

    if key.rpartition(".")[2] in _PROGRAMS:
        return "programs are named by your own environment, never by a site's configuration"
    near = nearest.names(key, [*_KNOWN, *_TABLES], most=1, cutoff=0.5)
    return f"did you mean `{near[0]}`?" if near else f"known keys: {', '.join(_KNOWN)}"


_SEVERITIES = (*map(str, Severity), "off")
_SHAPES = {
    "text": "a text in quotes",
    "texts": 'a list of texts, ["...", "..."]',
    "table": "a table",
    "texts by glob": 'a table of glob = ["..."]',
    "severities": 'a table of rule = "error", "warning", "info" or "off"',
    "slots": 'a text in quotes, such as "tuesday,thursday 09:00"',
    "tables by name": "a table of tables, [KEY.NAME]",
    "key": 'the name of a key in quotes, such as "wip" or "extra.wip"',
    "values": 'true, false, a text in quotes, or a list of those, ["...", "..."]',
    "mark": '"public" or "draft"',
    "flag": "true or false",
    "number": "a number, 0 or greater",
    "words": 'a text in quotes, or a list of those, ["...", "..."]',
}


def _checked(file: _File, within: tuple[str, ...], key: str, value: Any) -> Any:
    option = _KNOWN[key]
    keys = (*within, *key.split("."))
    _check_shape(file, keys, key, option, value)
    if option.inner:
        known = {each.key: each for each in option.inner}
        for name, table in value.items():
            for inner, setting in table.items():
                dotted = f"{key}.{name}.{inner}"
                if inner not in known:
                    raise file.error((*keys, name, inner), f"unknown key `{dotted}`", _hint_of(inner, known))
                _check_shape(file, (*keys, name, inner), dotted, known[inner], setting)
    return value


def _check_shape(file: _File, keys: tuple[str, ...], name: str, option: Option, value: Any) -> None:
    fits = {
        "text": isinstance(value, str),
        "texts": _texts(value),
        "table": isinstance(value, dict),
        "texts by glob": isinstance(value, dict) and all(map(_texts, value.values())),
        "severities": isinstance(value, dict) and all(each in _SEVERITIES for each in value.values()),
        "slots": isinstance(value, str),
        "tables by name": isinstance(value, dict) and all(isinstance(each, dict) for each in value.values()),
        "key": isinstance(value, str) and all(part and part == part.strip() and part.isprintable() for part in value.split(".")),
        "values": bool(_words(value))
        and all(isinstance(each, bool) or (isinstance(each, str) and each) for each in _words(value)),
        "mark": isinstance(value, str) and value in ("public", "draft"),
        "flag": isinstance(value, bool),
        "number": type(value) is int and value >= 0,
        "words": isinstance(value, str) or _texts(value),
    }
    if option.kind == "severities" and isinstance(value, dict):
        keys = (*keys, *(rule for rule, each in value.items() if each not in _SEVERITIES))[: len(keys) + 1]
    if not fits[option.kind]:
        raise file.error(keys, f"`{name}` must be {_SHAPES[option.kind]}", f"{name}: {option.doc}")
    if option.kind == "slots":
        _check_slots(file, keys, value)


def _hint_of(key: str, known: Mapping[str, Option]) -> str:
    from postctl import nearest

    if key in _PROGRAMS:
        return "programs are named by your own environment, never by a site's configuration"
    return nearest.hint(key, known, f"known keys: {', '.join(known)}", most=1, cutoff=0.5)


def _check_slots(file: _File, keys: tuple[str, ...], text: str) -> None:
    from postctl.dates import slots

    try:
        slots.read(text)
    except UsageError as error:
        raise file.error(keys, f"`{'.'.join(keys)}`: {error.message}", error.hint) from error


def _words(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list) else (value,)


def draft_field(config: Config) -> DraftField | None:
    """The field that makes a draft, with what follows from what is set; `None`: none is named."""
    key, said = config.text("draft.key"), config.values
    if key is None:
        return None
    draft, public = (_words(said[name]) if name in said else None for name in ("draft.draft", "draft.public"))
    if draft is None:
        draft = (True,) if public is None else _opposite(public)
    listed = "draft.draft" not in said and public not in (None, (False,))  # only those that say so are public
    default = said.get("draft.default", "draft" if listed else "public")
    return DraftField(key, draft, public if public is not None else _opposite(draft), "draft" if default == "draft" else "public")


def _opposite(words: tuple[bool | str, ...]) -> tuple[bool | str, ...]:
    """The other boolean; nothing where there is no other."""
    return (not words[0],) if len(words) == 1 and isinstance(words[0], bool) else ()


def _check_draft(file: _File, within: tuple[str, ...], config: Config) -> None:
    """`ConfigError` where what is set of the draft field makes no sense together."""
    first = next((key for key in config.values if key.startswith("draft.")), None)
    if first is None:
        return
    field = draft_field(config)
    if field is None:
        hint = 'the front matter key that makes a draft: key = "wip"'
        raise file.error((*within, *first.split(".")), "`draft.key` is missing", hint)
    both = [
        word for word in field.draft if any(word is other or (word == other and isinstance(word, str)) for other in field.public)
    ]
    if both:
        at = "draft.public" if "draft.public" in config.values else "draft.draft"
        raise file.error(
            (*within, *at.split(".")), f"{_shown(both[0])} cannot mean both a draft and public", "take it out of one"
        )
    if not (field.draft if field.default == "public" else field.public):
        what, key = ("a draft", "draft.draft") if field.default == "public" else ("public", "draft.public")
        hint = f"say which value makes it {what}: `{key}`, or another `draft.default`"
        at = "default" if "draft.default" in config.values else "key"
        raise file.error((*within, "draft", at), f"no post would ever be {what}", hint)


def _shown(word: bool | str) -> str:
    return str(word).lower() if isinstance(word, bool) else repr(word)


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
