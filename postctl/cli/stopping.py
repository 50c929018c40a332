"""How a run ends early: Ctrl-C, or a signal to end. Nothing is half done then, and the terminal is as it was."""

from __future__ import annotations

import signal
from types import FrameType

from postctl.errors import ExitCode


class Terminated(KeyboardInterrupt):
    """SIGTERM: whatever an interrupt ends, this ends too."""


class Stopped(BaseException):
    """A run was told to stop. No error, so that nothing on the way out takes it for one."""

    def __init__(self, why: KeyboardInterrupt) -> None:
        super().__init__()
        self.code = 128 + signal.SIGTERM if isinstance(why, Terminated) else ExitCode.INTERRUPTED


def heed() -> None:
    """From now on SIGTERM unwinds as an interrupt does, unless the process was told to ignore it."""
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _terminated)


def _terminated(number: int, frame: FrameType | None) -> None:
    raise Terminated
