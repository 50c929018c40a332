"""`postctl publish`."""

from __future__ import annotations

from typing import Annotated

import typer

from postctl.cli import changes, selecting
from postctl.cli.options import Context, command
from postctl.errors import UsageError
from postctl.model import Outcome


@command("Publish")
def run(
    context: Context,
    posts: Annotated[list[str] | None, typer.Argument(metavar="POST...", help=selecting.POSTS)] = None,
    where: selecting.Where = None,
    date: Annotated[str | None, typer.Option("--date", metavar="keep|now|WHEN", help="The date it is to have.")] = None,
    due: Annotated[bool, typer.Option("--due", help="The scheduled drafts whose moment has come, instead of POST.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Also with errors in it.")] = False,
    no_check: Annotated[bool, typer.Option("--no-check", help="Do not look for errors.")] = False,
    dry_run: changes.DryRun = False,
    diff: changes.Diff = False,
) -> Outcome:
    """Make posts public, the way their generator means it.

    A flag is flipped, or the file moves out of the drafts; nothing else in it changes. The post is checked first as it will
    be: placeholders, TODO marks, broken links, missing images, a date that would hide it and the like stop that.

    --due releases the drafts that `postctl schedule` gave a moment which has come, and no others: a draft that only has an old
    date stays one. A draft that cannot be released does not keep the others back; the exit code is 1 then. Nothing due is 0.

    Examples:
      postctl publish next-step-joy
      postctl publish @draft --date now
      postctl publish "next step" --diff
      postctl publish --due
      postctl publish --where "draft and tags contains advent"
    """
    from postctl.cli import timing, toggling

    if due:
        if posts or where is not None or date is not None:
            raise UsageError("--due takes no POST, no --where and no --date", "`postctl schedule` says when a post is due")
        return timing.release(context, check=not (force or no_check), dry_run=dry_run, diff=diff)
    wish = toggling.Wish(public=True, date=date, force=force, check=not no_check)
    return toggling.outcome(context, posts or (), where, wish, dry_run=dry_run, diff=diff)
