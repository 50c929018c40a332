"""`postctl init`."""

from __future__ import annotations

from typing import Annotated

import typer

from postctl.cli import changes
from postctl.cli.options import Context, command
from postctl.model import Outcome


@command("Set up")
def run(
    context: Context,
    print_: Annotated[bool, typer.Option("--print", help="Show the file, write nothing.")] = False,
    ci: Annotated[
        str | None, typer.Option("--ci", metavar="github|gitlab", help="Write the workflow that publishes what is due, instead.")
    ] = None,
    pre_commit: Annotated[
        bool, typer.Option("--pre-commit", help="Write the hook that validates what is committed, instead.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Also over a file that says otherwise.")] = False,
    dry_run: changes.DryRun = False,
    diff: changes.Diff = False,
) -> Outcome:
    """See what your blog is made of, and write it down in postctl.toml.

    The generator, where the posts lie and how you write them are found out anyway; written down they stay as they are, and can
    be changed. A comment behind each value says where it comes from. No other file is touched, and a postctl.toml that is there
    stays unless you say --force.

    --ci writes a workflow instead, at the top of the repository: it runs `postctl publish --due`, pushes what was released, and
    starts the build of the site when a post has appeared or expired. It looks after each of `[schedule] slots`, or every hour.

    Examples:
      postctl init --print
      postctl init
      postctl init --force --diff
      postctl init --ci github
    """
    from postctl import configuring
    from postctl.cli import found, house, kept, services
    from postctl.config import FILE

    opened = context.open()
    if ci is not None or pre_commit:
        top, files, told = services.files(opened, ci, pre_commit=pre_commit)
    else:
        known, style = found.out(opened), house.learnt(opened)
        top, files, told = opened.site.root, {FILE: configuring.toml(known, style)}, configuring.told(known, style)
    if print_:
        return Outcome("".join(files.values()), context.notes(opened))
    notes = (*context.notes(opened), *told)
    return kept.outcome(context, opened, top, files, notes, force=force, dry_run=dry_run, diff=diff)
