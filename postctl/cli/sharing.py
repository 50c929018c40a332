"""Work on many posts shared with a second process, where the machine has a second core."""

from __future__ import annotations

import gc
import os
import pickle
import threading
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from postctl.errors import ExitCode
from postctl.model import Tick

ENOUGH = 400
"""So many posts are worth a second process."""

_STEP = 50

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def shared(work: Callable[[Sequence[_Item]], list[_Result]], items: Sequence[_Item], tick: Tick | None = None) -> list[_Result]:
    """What `work` makes of all items; the other process has the first half, and is this one again if it comes to nothing.

    The first item is done before, so that what is found out once for all of them is found out once. `tick` is told how
    many of all items are done.
    """
    alone = len(items) < ENOUGH or not hasattr(os, "fork") or (os.cpu_count() or 1) < 2
    if alone or threading.active_count() > 1:  # what another thread holds now, it would hold in the other process for ever
        return _in_parts(work, items, len(items), tick)
    first, middle = work(items[:1]), len(items) // 2
    with _Other(lambda: work(items[1:middle])) as other:
        mine = _in_parts(work, items[middle:], len(items), tick)
        theirs: list[_Result] | None = other.result()
    return [*first, *(work(items[1:middle]) if theirs is None else theirs), *mine]


def _in_parts(
    work: Callable[[Sequence[_Item]], list[_Result]], items: Sequence[_Item], total: int, tick: Tick | None
) -> list[_Result]:
    """The work on some of all items, told step by step: what others do meanwhile takes as long."""
    found: list[_Result] = []
    for start in range(0, len(items), _STEP):
        found += work(items[start : start + _STEP])
        if tick is not None:
            tick(start * total // len(items), total)
    return found


class _Other:
    """A forked process that does some work; what it finds comes back through a pipe that nobody else can write to."""

    def __init__(self, work: Callable[[], list[Any]]) -> None:
        from multiprocessing.connection import Pipe

        self._work = work
        self._pid = 0
        self._reader, self._writer = Pipe(duplex=False)

    def __enter__(self) -> _Other:
        gc.freeze()  # so that the other process shares the memory of this one
        self._pid = os.fork()
        if not self._pid:
            self._run()
        gc.unfreeze()
        self._writer.close()
        return self

    def _run(self) -> None:
        """The life of the other process. Whatever happens there, it ends here."""
        code = ExitCode.FAILED
        try:
            self._reader.close()
            self._writer.send_bytes(pickle.dumps(self._work(), pickle.HIGHEST_PROTOCOL))
            code = ExitCode.OK
        finally:
            os._exit(code)

    def result(self) -> list[Any] | None:
        """What it has found, once it has; `None` if it came to nothing."""
        try:
            data = self._reader.recv_bytes()
        except (EOFError, OSError):
            return None
        return pickle.loads(data)  # type: ignore[no-any-return]  # noqa: S301  # from the process that was forked here

    def __exit__(self, *_: object) -> None:
        """The other process is not needed any more, also where this is left early, as by Ctrl-C."""
        import signal

        self._reader.close()
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
