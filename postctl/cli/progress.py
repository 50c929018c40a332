"""How far a long look at many posts has come: one line on stderr that is gone when it is over, for people only."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from postctl.cli.machine import Machine
    from postctl.model import Tick

_Post = TypeVar("_Post")

PATIENCE = 0.5
"""Seconds before anything is said."""
_PAUSE = 0.1


@contextmanager
def shown(machine: Machine, doing: str, *, quiet: bool) -> Iterator[Tick | None]:
    """What is to be told how far it is, while the block works; `None` where nobody looks."""
    environ = machine.environ
    if not machine.stderr_tty or quiet or environ.get("CI") or environ.get("TERM", "") in ("", "dumb"):
        yield None
        return
    line = _Line(doing)
    try:
        with _waking(line.wait):
            yield line.tick
    finally:
        line.end()


def over(machine: Machine, doing: str, posts: Collection[_Post], *, quiet: bool) -> Iterator[_Post]:
    """The posts, one by one, while it is shown how many are done."""
    with shown(machine, doing, quiet=quiet) as tick:
        for number, post in enumerate(posts):
            yield post
            if tick is not None:
                tick(number + 1, len(posts))


@contextmanager
def _waking(call: Callable[[], None]) -> Iterator[None]:
    """`call`, once patience is over, whatever the block is doing then: looking for files takes long, too, and cannot count."""
    here = threading.current_thread() is threading.main_thread()
    if not here or not hasattr(signal, "setitimer") or signal.getsignal(signal.SIGALRM) is not signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGALRM, lambda number, frame: call())
    signal.setitimer(signal.ITIMER_REAL, max(PATIENCE, 0.001))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)


class _Line:
    """The line: silent at first, and not written more often than it can be read."""

    def __init__(self, doing: str) -> None:
        self._doing = doing
        self._next = time.monotonic() + PATIENCE
        self._there = False

    def wait(self) -> None:
        """Say what is being done, if nothing is there yet."""
        if not self._there:
            self._say(self._doing)

    def tick(self, done: int, total: int) -> None:
        if time.monotonic() >= self._next:
            self._say(f"{self._doing} {done:,} of {total:,} posts")

    def _say(self, text: str) -> None:
        from postctl.cli import edge

        edge.passing(text)
        self._next, self._there = time.monotonic() + _PAUSE, True

    def end(self) -> None:
        if self._there:
            from postctl.cli import edge

            edge.passing("")
