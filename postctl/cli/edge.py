"""The one place that prints and chooses the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import TextIO

from postctl.cli.machine import Colour, Machine, coloured
from postctl.errors import ExitCode, PostctlError
from postctl.model import Outcome

_HELP = "\x1b[2m"
_BAD = "\x1b[1;31m"
_PLAIN = "\x1b[0m"


def finish(outcome: Outcome, machine: Machine) -> int:
    """Print an outcome and return its exit code; 141 if the reader of stdout is gone, 2 if stdout takes no more."""
    try:
        if outcome.page != "never" and _paged(outcome, machine):
            notes(outcome.notes, machine)
            return outcome.code
        if _exact(outcome, machine):
            _write(sys.stdout, outcome.out.encode("utf-8", "surrogateescape"))
        else:
            _write(sys.stdout, _encoded(sys.stdout, _sealed(outcome, machine)))
        notes(outcome.notes, machine)
    except BrokenPipeError:
        _deafen()
        return ExitCode.READER_GONE
    except OSError as error:
        _deafen()
        notes([f"postctl: stdout: {error.strerror or error}"], machine)
        return ExitCode.FAILED
    return outcome.code


def failed(error: PostctlError, machine: Machine, wish: Colour = "auto") -> int:
    """Print an error with its hint, and return its exit code. `wish` is what `--color` says."""
    colour = coloured(machine, wish, tty=machine.stderr_tty)
    head = f"{_BAD}postctl:{_PLAIN} " if colour else "postctl: "
    lines = [head + _visible(error.message, machine)]
    if error.hint:
        hint = _visible(error.hint, machine)
        lines.append(f"  {_HELP}{hint}{_PLAIN}" if colour else f"  {hint}")
    _write_quietly("\n".join(lines) + "\n")
    return error.exit_code


def notes(lines: Iterable[str], machine: Machine) -> None:
    """Print lines on stderr, control characters made visible; empty ones are left out."""
    _write_quietly("".join(_visible(line, machine) + "\n" for line in lines if line))


def clear(machine: Machine, *, above: bool = True) -> None:
    """An empty screen, where stdout is one; `above`: what has scrolled out of it goes too."""
    if machine.stdout_tty and not _dumb(machine):
        with suppress(OSError):
            _write(sys.stdout, b"\x1b[H\x1b[2J" + (b"\x1b[3J" if above else b""))


def passing(text: str) -> None:
    """Put a text of ours into the line of stderr that the cursor is in, in place of what is there; it stays one line."""
    _write_quietly(f"\r{text[: _columns(sys.stderr) - 1]}\x1b[K")


def restored(machine: Machine) -> None:
    """Leave the terminal as a person expects it after Ctrl-C: the cursor at the beginning of an empty line, and no colour.

    What of an answer is not written yet is forgotten; a control string or a link that was cut in two is ended.
    """
    if machine.stdout_tty:
        buffer = getattr(sys.stdout, "buffer", None)
        raw = getattr(buffer, "raw", buffer)  # an unbuffered stream has only one
        if raw is not None:
            _deafen()
            with suppress(OSError):
                raw.write(b"\n" if _dumb(machine) else b"\x1b\\\x1b]8;;\x1b\\\x1b[0m\r\x1b[K")
    elif machine.stderr_tty:
        _write_quietly("\n" if _dumb(machine) else "\x1b[0m\r\x1b[K")


def _dumb(machine: Machine) -> bool:
    return machine.environ.get("TERM", "") in ("dumb", "")


def _visible(text: str, machine: Machine) -> str:
    from postctl import escaping

    shown = escaping.visible(text)
    return escaping.ci_safe(shown) if machine.github else shown


def _exact(outcome: Outcome, machine: Machine) -> bool:
    return outcome.exact and not machine.stdout_tty and not machine.github


def _sealed(outcome: Outcome, machine: Machine) -> str:
    """The text behind the last guard: nothing but text, colours and links of ours passes."""
    from postctl import escaping

    text = escaping.sealed(outcome.out)
    return escaping.ci_safe(text) if outcome.exact and machine.github else text


def _encoded(stream: TextIO | None, text: str) -> bytes:
    return text.encode(getattr(stream, "encoding", None) or "utf-8", "backslashreplace")


def _write(stream: TextIO | None, data: bytes) -> None:
    if not data or stream is None:
        return
    stream.flush()
    left = memoryview(data)
    while left:  # an unbuffered stream takes only part of a long text at once
        left = left[stream.buffer.write(left) :]
    stream.buffer.flush()


def _write_quietly(text: str) -> None:
    try:
        _write(sys.stderr, _encoded(sys.stderr, text))
    except OSError:
        return


def _columns(stream: TextIO | None) -> int:
    """How wide the terminal is now."""
    try:
        return os.get_terminal_size(stream.fileno() if stream is not None else 2).columns or 80
    except (OSError, ValueError):
        return 80


def _deafen() -> None:
    """Keep the interpreter from flushing, when it ends, what stdout did not take."""
    sys.stdout = None  # Python itself does so where there is none


def _paged(outcome: Outcome, machine: Machine) -> bool:
    """Show a text through the user's pager, if it is longer than the screen or asked for; whether that was done."""
    program = machine.environ.get("POSTCTL_PAGER", machine.environ.get("PAGER", "less"))
    if not machine.stdout_tty or program.strip() in ("", "cat"):
        return False
    try:
        lines = os.get_terminal_size(sys.stdout.fileno()).lines
    except (OSError, ValueError):
        return False
    return (outcome.page == "always" or outcome.out.count("\n") >= lines) and _through(program, outcome.out, machine)


def _through(program: str, text: str, machine: Machine) -> bool:
    import shlex
    import signal
    import subprocess

    from postctl import escaping

    environ = {"LESS": "FRX", **machine.environ}
    try:
        command = shlex.split(program)
        process = subprocess.Popen(command, stdin=subprocess.PIPE, env=environ)  # noqa: S603  # the user's own pager
    except (OSError, ValueError):
        return False
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the pager's while it has the terminal
    try:
        process.communicate(escaping.sealed(text).encode(errors="backslashreplace"))
    except BrokenPipeError:
        process.wait()
    except KeyboardInterrupt:  # that is SIGTERM then, and the pager has to give the terminal back
        process.terminate()
        process.wait()
        raise
    finally:
        signal.signal(signal.SIGINT, before)
    return True
