"""The family of output formats: one module each, found by walking the folder.

A format is a pure function from what a command shows to text. To add one, write `postctl/formats/<name>.py` with a
`render`; its module docstring is its manual and says which views it suits. Formats do not know each other, and modules
whose name begins with `_` are what they share, not formats.

Whatever a view holds was written by strangers, so each format passes it through `postctl.escaping` in one place.
"""

from __future__ import annotations

from typing import Protocol

from postctl.model import Terminal, View


class Format(Protocol):
    """What a module of this package offers."""

    def render(self, view: View, terminal: Terminal) -> str:
        """The text for stdout: empty, or ending with exactly one newline. Never reads clock, environment or disk."""
