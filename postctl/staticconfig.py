"""Static configuration of site generators: TOML, YAML or JSON text to plain data, and the constants of Python text.

Nothing is executed.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, cast

from postctl.errors import ConfigError
from postctl.model import Node, Schema

if TYPE_CHECKING:
    from postctl.syntaxes import Syntax


def load(
    name: str, text: str, schema: Schema = "yaml-1.1", *, rewritten: Callable[[Node], Node] = lambda node: node
) -> dict[str, Any]:
    """The mapping a configuration file holds; dates stay text, YAML words are resolved by `schema`.

    `name` is its path: the ending says which language it is. `rewritten` may put other nodes for those with a tag, which are
    else read as if they had none. Raises `ConfigError` with file, line and column.
    """
    from postctl.guard import Unreadable

    syntax = _syntax(name)
    source = text.removeprefix("\ufeff")
    try:
        return cast("dict[str, Any]", syntax.value(rewritten(syntax.parse(source)), schema))
    except Unreadable as error:
        from postctl.document import position

        line, column = position(source, error.problem.offset)
        raise ConfigError(f"{name}:{line}:{column}: {error.problem.reason}", error.problem.help) from error


def _syntax(name: str) -> Syntax:
    if name.endswith(".toml"):
        from postctl.syntaxes import toml

        return toml.SYNTAX
    if name.endswith(".json"):
        from postctl.syntaxes import json

        return json.SYNTAX
    from postctl.syntaxes import yaml

    return yaml.SYNTAX


# --- Python -----------------------------------------------------------------------------------------------------------


def constants(text: str) -> dict[str, Any]:
    """The names a Python configuration gives a constant value at its top level: texts, numbers, collections of them.

    The text is parsed, never run. Tuples are lists. A name whose value depends on anything but earlier constants, or that is
    also set in a branch or a loop, is left out, as are all of them where the text is no Python.
    """
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of "\d" in a pattern, which is none of our business
            body = ast.parse(text.removeprefix("\ufeff")).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    known: dict[str, Any] = {}
    for statement in body:
        for name in _assigned(statement):
            known.pop(name, None)
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None:
            _assign(statement.targets if isinstance(statement, ast.Assign) else [statement.target], statement.value, known)
    return known


def assigned(text: str) -> frozenset[str]:
    """All names a Python configuration sets at its top level or deeper, constant or not; none where the text is no Python."""
    try:
        body = ast.parse(text.removeprefix("\ufeff")).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset()
    return frozenset(name for statement in body for name in _assigned(statement))


def _assign(targets: Sequence[ast.expr], value: ast.expr, known: dict[str, Any]) -> None:
    try:
        constant = _constant(value, known)
    except (LookupError, TypeError, ValueError, RecursionError, MemoryError):
        return
    known.update({target.id: constant for target in targets if isinstance(target, ast.Name)})


def _assigned(statement: ast.stmt) -> set[str]:
    """Names that a statement sets, deletes or extends, however deep in it."""
    names: set[str] = set()
    for node in ast.walk(statement):
        match node:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                names.add(name)
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name))):  # A.append(...)
                names.add(name)
            case ast.Subscript(value=ast.Name(id=name), ctx=ast.Store() | ast.Del()):
                names.add(name)
    return names


def _constant(node: ast.expr, known: dict[str, Any]) -> Any:
    """The value of an expression of constants. Raises `LookupError` for one that needs running."""
    match node:
        case ast.Constant(value=str() | int() | float() | None):
            return node.value
        case ast.Name(id=name):
            return known[name]
        case ast.List(elts=items) | ast.Tuple(elts=items) | ast.Set(elts=items):
            return [_constant(item, known) for item in items]
        case ast.Dict(keys=keys, values=values):
            pairs = zip(keys, values, strict=True)
            return {_constant(_required(key), known): _constant(value, known) for key, value in pairs}
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_constant(operand, known)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _constant(left, known) + _constant(right, known)
    raise LookupError(type(node).__name__)


def _required(key: ast.expr | None) -> ast.expr:
    if key is None:
        raise LookupError("**")
    return key
