"""The Typer application: the options before the command, and the commands of the folder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.main import get_command

from postctl.cli.group import CONTEXT, Commands
from postctl.cli.machine import Machine
from postctl.cli.options import Context, checked, shared_parameters
from postctl.cli.stopping import Stopped
from postctl.errors import ExitCode, UsageError
from postctl.model import Outcome
from postctl.regexes import later

_USAGE: type[Exception] = next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException")

_NO_NUMBER = later(r"is not a valid int(eger)?( range)?")

ABOUT = "Manage the posts of any folder of Markdown, whatever generator builds it: what is public, what is not, and why."


def run(words: Sequence[str], machine: Machine) -> Outcome | int:
    """Parse the words and run the command they name. Returns its outcome, or the exit code where help was all there was.

    Raises `PostctlError`, `UsageError` for words that do not fit.
    """
    try:
        context = Context(machine, tuple(words), lambda others: run(others, machine), [])
        result = get_command(_app(context)).main(list(words), prog_name="postctl", standalone_mode=False)
    except _USAGE as error:
        raise UsageError(_sentence(error), _hint(error)) from error
    except typer.Abort:
        return ExitCode.INTERRUPTED
    if isinstance(result, Outcome):
        return result
    if result == ExitCode.INTERRUPTED:  # Typer's own end of an interrupt
        raise Stopped(KeyboardInterrupt())
    return int(result or 0)


def parameters(context: Context) -> list[Any]:
    """The options that stand before a command, as Typer knows them."""
    return list(get_command(_app(context)).params)


def _sentence(error: Any) -> str:
    """What Typer says, in the words of the other errors."""
    plain = getattr(error, "message", "") if hasattr(error, "possibilities") else ""
    message = plain or getattr(error, "format_message", error.__str__)()
    message = _NO_NUMBER.sub("is no whole number", message)
    return message[:1].lower() + message[1:].rstrip(".")


def _hint(error: Any) -> str:
    """The option that may have been meant; else where it says what the command takes."""
    from postctl import nearest

    path = getattr(getattr(error, "ctx", None), "command_path", "postctl")
    otherwise = f"`{path} -h` shows what it takes"
    wrong = getattr(error, "option_name", "") if hasattr(error, "possibilities") else ""
    if not wrong.startswith("--"):
        return otherwise
    if path == "postctl" and (takers := Commands.taking(wrong)):
        return f"it goes behind a command: postctl {takers[0]} {wrong}"
    names = [name for each in error.ctx.command.params for name in (*each.opts, *each.secondary_opts)]
    return nearest.hint(
        wrong, [name for name in names if name.startswith("--") and name != "--debug"], otherwise, most=2, cutoff=0.7
    )


def _app(context: Context) -> typer.Typer:
    app = typer.Typer(
        cls=Commands, rich_markup_mode=None, add_completion=False, context_settings=CONTEXT, pretty_exceptions_enable=False
    )

    def postctl(*, ctx: typer.Context, version: bool, **options: Any) -> None:
        ctx.obj = context.given(checked(options))

    flag = Annotated[bool, typer.Option("--version", help="Show the version.", callback=_version, is_eager=True)]
    shared_parameters(postctl, {"version": (flag, False)})
    app.callback(help=ABOUT)(postctl)
    return app


def _version(wanted: bool) -> None:
    if wanted:
        from postctl._version import __version__

        typer.echo(f"postctl {__version__}")
        raise typer.Exit
