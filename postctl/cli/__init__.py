"""The command line: argv to an outcome, and the edge that prints it.

`main` is the whole program as a function: it prints, and returns the exit code. Nothing below it prints, exits, reads the
clock or looks at the environment.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn, cast

from postctl.errors import ExitCode

if TYPE_CHECKING:
    from postctl.cli.machine import Colour, Machine

REPORT = "this is a bug in postctl; run it again with --debug and report what it shows"


def main(argv: Sequence[str] | None = None) -> int:
    """Run postctl with these arguments (else the process's) and return the exit code."""
    from postctl.cli import edge
    from postctl.cli.machine import Machine
    from postctl.cli.stopping import Stopped
    from postctl.errors import PostctlError

    words = list(sys.argv[1:] if argv is None else argv)
    machine = Machine.here()
    try:
        return _run(words, machine)
    except PostctlError as error:
        return edge.failed(error, machine, _colour(words))
    except (KeyboardInterrupt, Stopped) as stop:
        edge.restored(machine)
        return stop.code if isinstance(stop, Stopped) else Stopped(stop).code
    except (BrokenPipeError, SystemExit):  # Typer leaves in its own way where the reader of its help is gone
        return ExitCode.READER_GONE
    except OSError as error:
        return edge.failed(PostctlError(f"{error.filename or 'stdout'}: {error.strerror or error}"), machine, _colour(words))
    except Exception as error:  # the edge: a bug is one line and exit 2, never a traceback
        if "--debug" in words:
            raise
        return edge.failed(PostctlError(f"{type(error).__name__}: {error}", REPORT), machine, _colour(words))


def _colour(words: Sequence[str]) -> Colour:
    """What `--color` says, for errors, which come before or instead of parsing."""
    for word, following in zip(words, [*words[1:], ""], strict=True):
        wish = following if word == "--color" else word.removeprefix("--color=") if word.startswith("--color=") else ""
        if wish in ("always", "never"):
            return cast("Colour", wish)
    return "auto"


def run() -> NoReturn:
    """The entry point of the installed command: a short life, so nothing is swept up and nothing is taken down at its end."""
    import gc
    import os

    from postctl.cli import stopping

    gc.disable()
    stopping.heed()
    code = main()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError, ValueError):
            continue
    os._exit(code)


def _run(words: list[str], machine: Machine) -> int:
    from postctl.cli import app, completing, edge
    from postctl.model import Outcome

    if words[:1] == [completing.WORD]:
        return edge.finish(completing.outcome(words[1:], machine), machine)
    if words[:1] == ["help"]:
        words = [*words[1:2], "--help"]
    result = app.run(words or ["--help"], machine)
    return edge.finish(result, machine) if isinstance(result, Outcome) else result
