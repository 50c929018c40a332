"""`postctl init`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from postctl.cli import changes
from postctl.cli.options import Context, command
from postctl.errors import ExitCode
from postctl.model import Change, Outcome

if TYPE_CHECKING:
    pass


@command("Set up")
def run(
    context: Context,
    print_: Annotated[bool, typer.Option("--print", help="Show the file, write nothing.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Also over a postctl.toml that says otherwise.")] = False,
    dry_run: changes.DryRun = False,
    diff: changes.Diff = False,
) -> Outcome:
    """See what your blog is made of, and write it down in postctl.toml.

    The generator, where the posts lie and how you write them are found out anyway; written down they stay as they are, and can
    be changed. A comment behind each value says where it comes from. No other file is touched, and a postctl.toml that is there
    stays unless you say --force.

    Examples:
      postctl init --print
      postctl init
      postctl init --force --diff
    """
    from postctl import configuring
    from postctl.cli import found, house
    from postctl.config import FILE
    from postctl.store import reads

    opened = context.open()
    known = found.out(opened)
    style = house.learnt(opened)
    text = configuring.toml(known, style)
    if print_:
        return Outcome(text, context.notes(opened))
    notes = (*context.notes(opened), *configuring.told(known, style))
    before = reads.read_bytes(opened.site.root, FILE) if FILE in opened.site.files else None
    if before == text.encode():
        return Outcome("", (*notes, f"{FILE} says so already; unchanged"))
    if before is not None and not (force or diff or dry_run):
        return Outcome(
            "",
            (*notes, f"{FILE} is there and stays as it is; --diff shows what would differ, --force writes it"),
            ExitCode.FINDINGS,
        )
    return changes.done(context, opened, [Change(FILE, before, text.encode())], notes, dry_run=dry_run, diff=diff)
