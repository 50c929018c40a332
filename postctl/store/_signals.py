"""Signals that ask to stop are noted when they come and answered where nothing is half done."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from postctl.errors import Interrupted

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")  # Windows has no SIGHUP

_caught: list[int] = []


@contextmanager
def interruptible() -> Iterator[None]:
    """SIGINT, SIGTERM and SIGHUP end the block with `Interrupted` (exit code 130, 143, 129), but only between two steps.

    Writes inside the block stop at the next moment at which every file is whole and no temporary file is left; a signal
    that comes after the last step is raised at the end of the block. The handlers from before are put back. Ignored signals
    (`nohup`) stay ignored. In any thread but the main one the block runs as it is: Python handles signals only there.
    """
    before = {number: signal.signal(number, _note) for number in _catchable()}
    try:
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
        safe_point()
    finally:
        _caught.clear()


def safe_point() -> None:
    """Nothing is half done here: raise `Interrupted` if a signal came since."""
    if _caught:
        number = _caught[0]
        stop = Interrupted(f"stopped by {signal.Signals(number).name}", "Every file is whole; run it again to do the rest.")
        stop.exit_code = 128 + number  # the shell's convention; `ExitCode` names only the one of Ctrl-C
        raise stop


def _note(number: int, _frame: FrameType | None) -> None:
    _caught.append(number)


def _catchable() -> list[signal.Signals]:
    if threading.current_thread() is not threading.main_thread():
        return []
    present = [signal.Signals[name] for name in _NAMES if name in signal.Signals.__members__]
    # None: a handler that was not set from Python, and could not be put back.
    return [number for number in present if signal.getsignal(number) not in (signal.SIG_IGN, None)]
