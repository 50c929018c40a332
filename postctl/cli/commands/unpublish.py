"""`postctl unpublish`."""

from __future__ import annotations

from typing import Annotated

import typer

from postctl.cli import changes
from postctl.cli.options import Context, command
from postctl.model import Outcome


@command("Publish")
def run(
    context: Context,
    posts: Annotated[list[str], typer.Argument(metavar="POST...", help="A path, slug, URL, title words or @latest.")],
    dry_run: changes.DryRun = False,
    diff: changes.Diff = False,
) -> Outcome:
    """Turn public posts back into drafts.

    Their date stays, so publishing them again gives back the same file. What `postctl schedule` wrote into a draft is taken out.

    Examples:
      postctl unpublish next-step-joy
      postctl unpublish @latest --diff
    """
    from postctl.cli import toggling

    return toggling.outcome(context, posts, public=False, date="keep", force=True, dry_run=dry_run, diff=diff)
