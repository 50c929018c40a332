"""How far a long look at many posts has come: one line on stderr that is gone when it is over, for people only."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postctl.cli.machine import Machine
    from postctl.model import Tick

PATIENCE = 0.5
"""Seconds before anything is said."""
_PAUSE = 0.1


@contextmanager
def shown(machine: Machine, doing: str, *, quiet: bool) -> Iterator[Tick | None]:
    """What is to be told how far it is, while the block works; `None` where nobody looks."""
    if not machine.stderr_tty or quiet or machine.environ.get("TERM", "") in ("", "dumb"):
        yield None
        return
    line = _Line(doing)
    try:
        yield line.tick
    finally:
        line.end()


class _Line:
    """The line: silent at first, and not written more often than it can be read."""

    def __init__(self, doing: str) -> None:
        self._doing = doing
        self._next = time.monotonic() + PATIENCE
        self._there = False

    def tick(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now >= self._next:
            from postctl.cli import edge

            edge.passing(f"{self._doing} {done:,} of {total:,} posts")
            self._next, self._there = now + _PAUSE, True

    def end(self) -> None:
        if self._there:
            from postctl.cli import edge

            edge.passing("")
