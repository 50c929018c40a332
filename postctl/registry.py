"""The plug-ins: a file in a family's folder is a member of the family. There is no list to edit.

A name is the module's, as people write it: `draft_not_boolean.py` is `draft-not-boolean`. Modules whose names begin with
`_` are helpers, not members. A module is imported when its member is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from postctl.errors import UsageError
from postctl.regexes import later

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

    from postctl.formats import Format
    from postctl.rules import Rule
    from postctl.site import Generator
    from postctl.syntaxes import Syntax

Family: TypeAlias = Literal["syntaxes", "generators", "rules", "formats"]

_ATTRIBUTE: Mapping[Family, str] = {"syntaxes": "SYNTAX", "generators": "GENERATOR", "rules": "RULE", "formats": "render"}
_SINGULAR: Mapping[Family, str] = {
    "syntaxes": "front matter syntax",
    "generators": "generator",
    "rules": "rule",
    "formats": "format",
}


_NAME = later(r"[a-z0-9][a-z0-9-]*")


def names(family: Family) -> tuple[str, ...]:
    """The names of all members, sorted. Walks the folder and imports none of them."""
    from pkgutil import iter_modules

    folder = import_module(f"postctl.{family}").__path__
    return tuple(sorted(found.name.replace("_", "-") for found in iter_modules(folder) if not found.name.startswith("_")))


def member(family: Family, name: str) -> object:
    """The member with exactly this name: a syntax, generator or rule value; for formats the module.

    Raises `UsageError`, with the nearest names as the hint, for a name that is not in the family.
    """
    if not _NAME.fullmatch(name) or (module := _found(family, name)) is None:
        from postctl import nearest

        known = names(family)
        raise UsageError(f"no {_SINGULAR[family]} is called {name!r}", nearest.hint(name, known, f"known: {', '.join(known)}"))
    return _value(family, module)


def members(family: Family) -> tuple[object, ...]:
    """All members, in the order of their names."""
    return tuple(_load(family, name) for name in names(family))


def syntax(name: str) -> Syntax:
    """A front matter syntax by name; `UsageError` if there is none."""
    return cast("Syntax", member("syntaxes", name))


def generator(name: str) -> Generator:
    """A site generator by name; `UsageError` if there is none."""
    return cast("Generator", member("generators", name))


def generators() -> tuple[Generator, ...]:
    """Every site generator, by name."""
    return cast("tuple[Generator, ...]", members("generators"))


def rules() -> tuple[Rule, ...]:
    """Every validation rule, by name (not by code)."""
    return cast("tuple[Rule, ...]", members("rules"))


def output_format(name: str) -> Format:
    """An output format by name; `UsageError` if there is none."""
    return cast("Format", member("formats", name))


def _found(family: Family, name: str) -> ModuleType | None:
    """The module of a member; `None` where there is no such member."""
    path = f"postctl.{family}.{name.replace('-', '_')}"
    try:
        return import_module(path)
    except ModuleNotFoundError as error:
        if error.name != path:
            raise
        return None


def _load(family: Family, name: str) -> object:
    return _value(family, import_module(f"postctl.{family}.{name.replace('-', '_')}"))


def _value(family: Family, module: ModuleType) -> object:
    wanted = _ATTRIBUTE[family]
    if not hasattr(module, wanted):
        raise TypeError(f"{module.__name__} has no {wanted}: every module of postctl.{family} must define it")
    return module if family == "formats" else getattr(module, wanted)
