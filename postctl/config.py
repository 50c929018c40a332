"""`postctl.toml`, or `[tool.postctl]` in `pyproject.toml`: one table of options that loader, help and manual read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeAlias

from postctl import staticconfig
from postctl.errors import ConfigError

FILE = "postctl.toml"

Kind: TypeAlias = Literal["text", "texts", "table", "texts by glob"]


class Option(NamedTuple):
    """One setting: its dotted key, the shape of its value, and one line of manual."""

    key: str
    kind: Kind
    doc: str


OPTIONS = (
    Option("generator", "text", "the site generator; else it is detected"),
    Option("posts", "texts", "globs of the posts, relative to this file; else the generator's"),
    Option("exclude", "texts", "globs of files that are no posts, in addition to the generator's"),
    Option("timezone", "text", "IANA name of the zone dates without an offset are in; else the generator's"),
    Option("new.file", "text", "pattern of a new post's path; else learnt from the posts"),
    Option("new.front_matter", "table", "keys of a new post in order, values are patterns; else learnt from the posts"),
    Option("schedule.slots", "text", "when posts go out, for `postctl schedule POST next`"),
    Option("validate.select", "texts", "codes or code prefixes of the rules to run; else all"),
    Option("validate.ignore", "texts", "codes or code prefixes of the rules to leave out"),
    Option("validate.per-file-ignores", "texts by glob", "rules to leave out for files that fit a glob"),
)
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
    """The configuration in a file; `None` for a `pyproject.toml` without `[tool.postctl]`.

    Raises `ConfigError` for text that is no TOML, unknown keys (naming the nearest known one) and values of another shape.
    """
    data = staticconfig.load(name, text)
    if name.endswith("pyproject.toml"):
        tool = data.get("tool", {})
        if not isinstance(tool, dict) or "postctl" not in tool:
            return None
        data = tool["postctl"]
    return Config({key: _checked(name, key, value) for key, value in _flat(name, data, "")}, name)


def _flat(name: str, data: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for key, value in data.items():
        dotted = prefix + key
        if dotted in _KNOWN:
            yield dotted, value
        elif dotted in _TABLES and isinstance(value, dict):
            yield from _flat(name, value, dotted + ".")
        else:
            raise ConfigError(f"{name}: unknown key `{dotted}`", _hint(dotted))


def _hint(key: str) -> str:
    from difflib import get_close_matches

    if key.rpartition(".")[2] in _PROGRAMS:
        return "programs are named by your own environment, never by a site's configuration"
    near = get_close_matches(key, [*_KNOWN, *_TABLES], n=1, cutoff=0.5)
    return f"did you mean `{near[0]}`?" if near else f"known keys: {', '.join(_KNOWN)}"


def _checked(name: str, key: str, value: Any) -> Any:
    kind = _KNOWN[key].kind
    fits = {
        "text": isinstance(value, str),
        "texts": _texts(value),
        "table": isinstance(value, dict),
        "texts by glob": isinstance(value, dict) and all(map(_texts, value.values())),
    }
    if not fits[kind]:
        shape = {"text": '"..."', "texts": '["...", "..."]', "table": "a table", "texts by glob": 'a table of glob = ["..."]'}
        raise ConfigError(f"{name}: `{key}` must be {shape[kind]}", _KNOWN[key].doc)
    return value


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
