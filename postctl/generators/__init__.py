"""The family of site generators: one module each, `GENERATOR = Generator(...)`, data and small pure functions.

The contract is `postctl.site.Generator`. To add one, write `postctl/generators/<name>.py` and a small site in
`examples/<name>/`; both are found by walking the folder.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any, cast


def late(module: str, name: str) -> Callable[..., Any]:
    """A function of a helper module that is imported when it is first called: asking whose site a folder is loads no more."""

    def function(*given: object) -> Any:
        return _loaded(module, name)(*given)

    return function


@cache
def _loaded(module: str, name: str) -> Callable[..., Any]:
    return cast("Callable[..., Any]", getattr(import_module(f"postctl.generators.{module}"), name))
