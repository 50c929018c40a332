"""`postctl rule`."""

from __future__ import annotations

from typing import Annotated

import typer

from postctl.cli.options import Context, command
from postctl.model import Outcome

FORMATS = ("table", "plain", "json", "csv")


@command("Check")
def run(
    context: Context,
    code: Annotated[
        str | None, typer.Argument(metavar="[CODE]", help="Code or name of a rule; `links` lists a family, nothing all.")
    ] = None,
    format_: Annotated[str | None, typer.Option("--format", "-f", metavar="F", help="table, plain, json or csv.")] = None,
) -> Outcome:
    """Explain a rule, or list them all.

    What it finds, why that matters, and what to do about it.

    Examples:
      postctl rule
      postctl rule links
      postctl rule P103
      postctl rule duplicate-url
    """
    from postctl import registry, rulebook
    from postctl.cli import shown

    rules = registry.rules()
    chosen = rules if code is None else rulebook.meant(rules, code)
    if len(chosen) == 1 and format_ is None:
        return Outcome(rulebook.rule_page(chosen[0]), page="if long")
    name = format_ or ("table" if context.terminal.tty else "plain")
    return shown.view(context, rulebook.rules_view(chosen), name, FORMATS, ())
