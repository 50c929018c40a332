"""The command line: argv to an outcome, and the edge that prints it.

`main` is the whole program as a function: it prints, and returns the exit code. Nothing below it prints, exits, reads the
clock or looks at the environment.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from postctl.errors import ExitCode

if TYPE_CHECKING:
    from postctl.cli.machine import Machine

REPORT = "this is a bug in postctl; run it again with --debug and report what it shows"


def main(argv: Sequence[str] | None = None) -> int:
    """Run postctl with these arguments (else the process's) and return the exit code."""
    from postctl.cli import edge
    from postctl.cli.machine import Machine
    from postctl.errors import PostctlError

    words = list(sys.argv[1:] if argv is None else argv)
    machine = Machine.here()
    try:
        return _run(words, machine)
    except PostctlError as error:
        return edge.failed(error, machine)
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        return ExitCode.READER_GONE
    except Exception as error:  # the edge: a bug is one line and exit 2, never a traceback
        if "--debug" in words:
            raise
        return edge.failed(PostctlError(f"{type(error).__name__}: {error}", REPORT), machine)


def run() -> NoReturn:
    """The entry point of the installed command: a short life, so nothing is swept up and nothing is taken down at its end."""
    import gc
    import os

    gc.disable()
    code = main()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError, ValueError):
            continue
    os._exit(code)


def _run(words: list[str], machine: Machine) -> int:
    from postctl.cli import app, edge
    from postctl.model import Outcome

    result = app.run(words or ["--help"], machine)
    return edge.finish(result, machine) if isinstance(result, Outcome) else result
