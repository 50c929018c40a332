"""`postctl config`."""

from __future__ import annotations

from typing import Annotated

import typer

from postctl.cli.options import Context, command
from postctl.model import Outcome

FORMATS = ("table", "plain", "json", "csv")


@command("Set up")
def run(
    context: Context,
    format_: Annotated[str | None, typer.Option("--format", "-f", metavar="F", help="table, plain, json or csv.")] = None,
) -> Outcome:
    """Show every setting, its value, and where that comes from.

    What postctl.toml says goes first; then what your generator is configured to do; then what your posts have in common.

    Examples:
      postctl config
      postctl config --format json
    """
    from postctl import configuring
    from postctl.cli import found, house, shown

    opened = context.open()
    shows = configuring.view(found.out(opened), opened.config, house.style(opened))
    name = format_ or ("table" if context.terminal.tty else "plain")
    return shown.view(context, shows, name, FORMATS, context.notes(opened))
