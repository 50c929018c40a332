"""How postctl ends when it cannot do what it was asked.

One base class carries the exit code and the hint; the edge (`postctl.cli`) catches it once. Bad *input files* are not
errors: they are `Broken` values and `Diagnostic`s, which travel in the stream beside the good ones.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes of every command, and all there are."""

    OK = 0
    FINDINGS = 1
    FAILED = 2
    INTERRUPTED = 130
    READER_GONE = 141


class PostctlError(Exception):
    """Something a person can mend: `message` says what is wrong, `hint` what to do about it."""

    exit_code: int = ExitCode.FAILED

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(PostctlError):
    """The words of the command line do not fit: an unknown name, a value in no known form."""


class ConfigError(PostctlError):
    """A configuration file cannot be read or says something unknown."""


class NotOne(PostctlError):
    """The words name no post, or more than one (`candidates`, their paths): the answer is "no", not a failure."""

    exit_code = ExitCode.FINDINGS

    def __init__(self, message: str, hint: str = "", candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint)
        self.candidates = candidates


class Refused(PostctlError):
    """An edit that would not be exact, so nothing was written."""


class WriteError(PostctlError):
    """The disk did not take it; what was there before is still there.

    `written`: the paths of the plan, relative to the root, whose new bytes are on the disk all the same.
    """

    def __init__(self, message: str, hint: str = "", written: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint)
        self.written = written


class Interrupted(PostctlError):
    """A signal asked to stop; raised only where nothing is half done."""

    exit_code: int = ExitCode.INTERRUPTED
