"""Work on many posts shared with a second process, where the machine has a second core."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar

from postctl.errors import ExitCode
from postctl.model import Tick

ENOUGH = 400
"""So many posts are worth a second process."""

_STEP = 50

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def _nothing() -> None:
    """What there is to do beside the work, as a rule."""


def shared(
    work: Callable[[Sequence[_Item]], list[_Result]],
    items: Sequence[_Item],
    tick: Tick | None = None,
    *,
    meanwhile: Callable[[], None] = _nothing,
) -> list[_Result]:
    """What `work` makes of all items: one process begins with the first of them, this one with the last, until they meet.

    What the other process has begun and comes to nothing is done by this one. The first item is done before, so that what is
    found out once for all of them is found out once. `meanwhile` is done by this process while the other begins. `tick` is told
    how many of all items are done.
    """
    alone = len(items) < ENOUGH or not hasattr(os, "fork") or (os.cpu_count() or 1) < 2
    if alone or threading.active_count() > 1:  # what another thread holds now, it would hold in the other process for ever
        meanwhile()
        return _in_order(_mine(work, _Parts(items), len(items), tick))
    first, parts = work(items[:1]), _Parts(items[1:])
    with _Other(lambda: {number: work(part) for number, part in parts.from_the_first()}) as other:
        meanwhile()
        mine = _mine(work, parts, len(items), tick)
        theirs: dict[int, list[_Result]] = other.result() or {}
    lost = {number: work(part) for number, part in parts.all() if number not in mine and number not in theirs}
    return [*first, *_in_order({**mine, **theirs, **lost})]


def _in_order(done: Mapping[int, list[_Result]]) -> list[_Result]:
    return [each for _, found in sorted(done.items()) for each in found]


def _mine(
    work: Callable[[Sequence[_Item]], list[_Result]], parts: _Parts[_Item], total: int, tick: Tick | None
) -> dict[int, list[_Result]]:
    """The work of this process, told part by part."""
    found: dict[int, list[_Result]] = {}
    for number, part in parts.from_the_last():
        if tick is not None:
            tick(parts.begun * total // len(parts), total)
        found[number] = work(part)
    return found


class _Parts(Generic[_Item]):
    """Items in parts, which two processes take from both ends. Where they meet, one part may be taken by both."""

    def __init__(self, items: Sequence[_Item]) -> None:
        from mmap import mmap

        step = min(_STEP, len(items) // 8 + 1)
        self._parts = [items[start : start + step] for start in range(0, len(items), step)]
        self._taken = mmap(-1, max(len(self._parts), 1))  # memory that both processes see

    def __len__(self) -> int:
        return len(self._parts)

    @property
    def begun(self) -> int:
        """How many parts somebody has taken before the last one."""
        return self._taken[:].count(1) - 1

    def all(self) -> Iterator[tuple[int, Sequence[_Item]]]:
        """All parts with their numbers, whoever has taken them."""
        yield from enumerate(self._parts)

    def from_the_first(self) -> Iterator[tuple[int, Sequence[_Item]]]:
        """The first parts, up to one that is taken."""
        return self._free(range(len(self._parts)))

    def from_the_last(self) -> Iterator[tuple[int, Sequence[_Item]]]:
        """The last parts, down to one that is taken."""
        return self._free(reversed(range(len(self._parts))))

    def _free(self, numbers: Iterable[int]) -> Iterator[tuple[int, Sequence[_Item]]]:
        for number in numbers:
            if self._taken[number]:
                return
            self._taken[number] = 1
            yield number, self._parts[number]


class _Other:
    """A forked process that does some work; what it finds comes back through a pipe that nobody else can write to."""

    def __init__(self, work: Callable[[], dict[int, Any]]) -> None:
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
            import pickle

            self._writer.send_bytes(pickle.dumps(self._work(), pickle.HIGHEST_PROTOCOL))
            code = ExitCode.OK
        finally:
            os._exit(code)

    def result(self) -> dict[int, Any] | None:
        """What it has found, once it has; `None` if it came to nothing."""
        try:
            data = self._reader.recv_bytes()
        except (EOFError, OSError):
            return None
        import pickle

        return pickle.loads(data)  # type: ignore[no-any-return]  # noqa: S301  # from the process that was forked here

    def __exit__(self, *_: object) -> None:
        """The other process is not needed any more, also where this is left early, as by Ctrl-C."""
        import signal

        self._reader.close()
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
