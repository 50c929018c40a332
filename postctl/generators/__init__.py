"""The family of site generators: a module or a package each, `GENERATOR = Generator(...)`, data and small pure functions.

The contract is `postctl.site.Generator`. To add one, write `postctl/generators/<name>.py` and a small site in
`examples/<name>/`; both are found by walking the folder. One that needs more than a few hundred lines is a package: what tells
whose site a folder is stands in its `__init__`, which every start imports; the rest is imported when it is asked for (`late`).
What several share begins with `_`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any, cast


def late(module: str, name: str) -> Callable[..., Any]:
    """A function of a module below this one (`hugo.posts`), imported when it is first called.

    Asking whose site a folder is so loads no more than it needs.
    """

    def function(*given: object) -> Any:
        return _loaded(module, name)(*given)

    return function


def always(answer: str) -> Callable[..., str]:
    """A function that says the same whatever it is asked."""
    return lambda *given: answer


@cache
def _loaded(module: str, name: str) -> Callable[..., Any]:
    return cast("Callable[..., Any]", getattr(import_module(f"postctl.generators.{module}"), name))
