"""Static configuration of site generators: TOML, YAML or JSON text to plain data. Nothing is executed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, cast

from postctl.errors import ConfigError
from postctl.model import Node, Schema

if TYPE_CHECKING:
    from postctl.syntaxes import Syntax

_TIMES = 16
"""How much larger than front matter a configuration may be: 1 MiB."""


def load(
    name: str, text: str, schema: Schema = "yaml-1.1", *, rewritten: Callable[[Node], Node] = lambda node: node
) -> dict[str, Any]:
    """The mapping a configuration file holds; dates stay text, YAML words are resolved by `schema`.

    `name` is its path: the ending says which language it is. `rewritten` may put other nodes for those with a tag, which are
    else read as if they had none. Raises `ConfigError` with file, line and column.
    """
    from postctl import guard
    from postctl.guard import Unreadable

    syntax = _syntax(name)
    source = text.removeprefix("\ufeff")
    try:
        with guard.larger(_TIMES):
            return cast("dict[str, Any]", syntax.value(rewritten(syntax.parse(source)), schema))
    except Unreadable as error:
        from postctl.document import position

        line, column = position(source, error.problem.offset)
        reason = error.problem.reason.replace("front matter", "the configuration")
        raise ConfigError(f"{name}:{line}:{column}: {reason}", error.problem.help) from error


def where(name: str, text: str, path: Sequence[str | int]) -> tuple[int, int]:
    """Line and column of a value in a file that `load` can read, or of the nearest above it that is there."""
    from postctl import guard
    from postctl.document import position

    source = text.removeprefix("\ufeff")
    with guard.larger(_TIMES):
        node = _syntax(name).parse(source)
    for step in path:
        inside = node.items[step : step + 1] if isinstance(step, int) else [v for n, v in node.pairs if n.text == step][-1:]
        if not inside:
            break
        node = inside[0]
    return position(source, node.span.start)


def _syntax(name: str) -> Syntax:
    if name.endswith(".toml"):
        from postctl.syntaxes import toml

        return toml.SYNTAX
    if name.endswith(".json"):
        from postctl.syntaxes import json

        return json.SYNTAX
    from postctl.syntaxes import yaml

    return yaml.SYNTAX
