"""`postctl unpublish`."""

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
    dry_run: changes.DryRun = False,
    diff: changes.Diff = False,
) -> Outcome:
    """Turn public posts back into drafts.

    Their date stays, so publishing them again gives back the same file. What `postctl schedule` wrote into a draft is taken out.

    Examples:
      postctl unpublish next-step-joy
      postctl unpublish @latest --diff
      postctl unpublish "content/posts/2019-*"
    """
    from postctl.cli import toggling

    return toggling.outcome(context, posts or (), where, toggling.Wish(public=False), dry_run=dry_run, diff=diff)
