"""`postctl publish`."""

from __future__ import annotations

from typing import Annotated

import typer

from postctl.cli import changes, selecting
from postctl.cli.options import Context, command
from postctl.model import Outcome


@command("Publish")
def run(
    context: Context,
    posts: Annotated[list[str] | None, typer.Argument(metavar="POST...", help=selecting.POSTS)] = None,
    where: selecting.Where = None,
    date: Annotated[str, typer.Option("--date", metavar="keep|now|WHEN", help="The date it is to have.")] = "keep",
    force: Annotated[bool, typer.Option("--force", help="Also with errors in it.")] = False,
    dry_run: changes.DryRun = False,
    diff: changes.Diff = False,
) -> Outcome:
    """Make posts public, the way their generator means it.

    A flag is flipped, or the file moves out of the drafts; nothing else in it changes. The post is checked first as it will
    be, and an error in it stops that.

    Examples:
      postctl publish next-step-joy
      postctl publish @draft --date now
      postctl publish "next step" --diff
      postctl publish --where "draft and tags contains advent"
    """
    from postctl.cli import toggling

    return toggling.outcome(context, posts or (), where, public=True, date=date, force=force, dry_run=dry_run, diff=diff)
