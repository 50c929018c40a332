"""`postctl publish`."""

from __future__ import annotations

from typing import Annotated

import typer

from postctl.cli import changes
from postctl.cli.options import Context, command
from postctl.model import Outcome


@command("Publish")
def run(
    context: Context,
    posts: Annotated[list[str], typer.Argument(metavar="POST...", help="A path, slug, URL, title words, @latest or @draft.")],
    date: Annotated[str | None, typer.Option("--date", metavar="keep|now|WHEN", help="The date it is to have.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Also with errors in it.")] = False,
    no_check: Annotated[bool, typer.Option("--no-check", help="Do not look for errors.")] = False,
    dry_run: changes.DryRun = False,
    diff: changes.Diff = False,
) -> Outcome:
    """Make posts public, the way their generator means it.

    A flag is flipped, or the file moves out of the drafts; nothing else in it changes. The post is checked first as it will
    be: placeholders, TODO marks, broken links, missing images, a date that would hide it and the like stop that.

    Examples:
      postctl publish next-step-joy
      postctl publish @draft --date now
      postctl publish "next step" --diff
    """
    from postctl.cli import toggling

    return toggling.outcome(context, posts, public=True, date=date, force=force, check=not no_check, dry_run=dry_run, diff=diff)
