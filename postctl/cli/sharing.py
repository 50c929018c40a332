"""Work on many posts shared with a second process, where the machine has a second core."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from postctl.errors import ExitCode
from postctl.model import Tick

ENOUGH = 400
"""So many posts are worth a second process."""

_STEP = 50
_MOST_PARTS = 1000
"""The numbers of so many parts have room in any pipe."""

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
    """What `work` makes of all items, part by part: each of two processes takes the next part when it is done with one.

    What the other process has begun and comes to nothing is done by this one. The first item is done before, so that what is
    found out once for all of them is found out once. `meanwhile` is done by this process while the other begins. `tick` is told
    how many of all items are begun.
    """
    alone = len(items) < ENOUGH or not hasattr(os, "fork") or (os.cpu_count() or 1) < 2
    if alone or threading.active_count() > 1:  # what another thread holds now, it would hold in the other process for ever
        meanwhile()
        parts = _parts(items)
        return _in_order(_mine(work, parts, range(len(parts)), tick))
    first, parts = work(items[:1]), _parts(items[1:])
    turns = _Turns(len(parts))
    with _Other(lambda: {turn: work(parts[turn]) for turn in turns}) as other:
        meanwhile()
        mine = _mine(work, parts, turns, tick)
        theirs: dict[int, list[_Result]] = other.result() or {}
    lost = {turn: work(part) for turn, part in enumerate(parts) if turn not in mine and turn not in theirs}
    return [*first, *_in_order({**mine, **theirs, **lost})]


def _parts(items: Sequence[_Item]) -> list[Sequence[_Item]]:
    step = max(min(_STEP, len(items) // 8), len(items) // _MOST_PARTS) + 1
    return [items[start : start + step] for start in range(0, len(items), step)]


def _in_order(done: Mapping[int, list[_Result]]) -> list[_Result]:
    return [each for _, found in sorted(done.items()) for each in found]


def _mine(
    work: Callable[[Sequence[_Item]], list[_Result]], parts: list[Sequence[_Item]], turns: Iterable[int], tick: Tick | None
) -> dict[int, list[_Result]]:
    """The work of this process, told part by part."""
    found: dict[int, list[_Result]] = {}
    for turn in turns:
        if tick is not None:
            tick(turn * len(parts[0]), sum(map(len, parts)))
        found[turn] = work(parts[turn])
    return found


class _Turns:
    """Numbers from 0 on, each of which one of two processes gets: they wait in a pipe from which both read."""

    def __init__(self, count: int) -> None:
        from multiprocessing.connection import Pipe

        self._reader, writer = Pipe(duplex=False)
        writer.send_bytes(b"".join(turn.to_bytes(2) for turn in range(count)))
        writer.close()
        os.read(self._reader.fileno(), 4)  # the length of all, which goes before

    def __iter__(self) -> Iterator[int]:
        while turn := os.read(self._reader.fileno(), 2):
            yield int.from_bytes(turn)


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
