"""Configuration that is a Python program, read as text: the constants it gives to names. Nothing is executed."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Sequence
from typing import Any

BUDGET = 1_000_000
"""How much a program may put together, in values and characters: names stand for what they hold, and doubling is quick."""


def constants(text: str) -> dict[str, Any]:
    """The names a program gives a constant value at its top level: texts, numbers, collections of them.

    Tuples are lists. A name whose value depends on anything but earlier constants, or that is also set in a branch or a loop, is
    left out, as are all of them where the text is no Python.
    """
    reader = _Constants()
    for statement in _statements(text):
        for name in _set_by(statement):
            reader.known.pop(name, None)
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None:
            reader.assign(statement.targets if isinstance(statement, ast.Assign) else [statement.target], statement.value)
    return {name: value for name, (value, _) in reader.known.items()}


def assigned(text: str) -> frozenset[str]:
    """All names a program sets at its top level or deeper, constant or not; none where the text is no Python."""
    return frozenset(name for statement in _statements(text) for name in _set_by(statement))


def _statements(text: str) -> list[ast.stmt]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of "\\d" in a pattern, which is none of our business
            return ast.parse(text.removeprefix("\ufeff")).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def _set_by(statement: ast.stmt) -> set[str]:
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


class _Constants:
    """The constants so far, each with its weight, and what is left of the budget."""

    def __init__(self) -> None:
        self.known: dict[str, tuple[Any, int]] = {}
        self.left = BUDGET

    def assign(self, targets: Sequence[ast.expr], value: ast.expr) -> None:
        before = self.left
        try:
            constant = self.value(value)
        except (LookupError, TypeError, ValueError, RecursionError):
            return
        weight = before - self.left
        self.known.update({target.id: (constant, weight) for target in targets if isinstance(target, ast.Name)})

    def value(self, node: ast.expr) -> Any:
        """The value of an expression of constants. Raises `LookupError` for one that needs running, or too much room."""
        match node:
            case ast.Constant(value=str() | int() | float() | None):
                self.spend(len(node.value) if isinstance(node.value, str) else 1)
                return node.value
            case ast.Name(id=name):
                constant, weight = self.known[name]
                self.spend(weight)
                return constant
            case ast.List(elts=items) | ast.Tuple(elts=items) | ast.Set(elts=items):
                self.spend(1)
                return [self.value(item) for item in items]
            case ast.Dict(keys=keys, values=values):
                self.spend(1)
                pairs = [(self.value(key), self.value(value)) for key, value in zip(keys, values, strict=True) if key is not None]
                if len(pairs) < len(keys):
                    raise LookupError("**")
                return dict(pairs)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return -self.value(operand)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return self.value(left) + self.value(right)
        raise LookupError(type(node).__name__)

    def spend(self, weight: int) -> None:
        self.left -= max(1, weight)
        if self.left < 0:
            raise LookupError("budget")
