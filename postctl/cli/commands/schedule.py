"""`postctl schedule`."""

from __future__ import annotations

from typing import Annotated

import typer

from postctl.cli import changes
from postctl.cli.options import Context, command
from postctl.model import Outcome


@command("Publish")
def run(
    context: Context,
    post: Annotated[str, typer.Argument(metavar="POST", help="A path, slug, URL, @latest or @draft; several words in quotes.")],
    when: Annotated[list[str], typer.Argument(metavar="WHEN|next", help="tomorrow 09:00, friday 18:00, +3d, 2026-12-01, ...")],
    force: Annotated[bool, typer.Option("--force", help="Also with errors in it, or if it is public now.")] = False,
    dry_run: changes.DryRun = False,
    diff: changes.Diff = False,
) -> Outcome:
    """Make a post go public at a moment yet to come.

    Where the generator hides posts of the future, the post gets that date and is public then with the next build. Where not, it
    stays a draft with that date, which `postctl publish --due` releases: run that in CI (`postctl init --ci github`). The key
    `postctl_publish_at` says so in the draft, and is taken out again when it goes public; `postctl unpublish` takes it out, too.

    The first word is the post, the rest is the moment. `next` is the next free slot of `[schedule] slots` in postctl.toml, such
    as "tuesday,thursday 09:00", in the site's time zone. A post that is public now would be off the site until then: that takes
    --force.

    Examples:
      postctl schedule tea friday 18:00
      postctl schedule "next step" tomorrow 09:00 --diff
      postctl schedule @draft next
    """
    from postctl.cli import timing

    return timing.schedule(context, post, " ".join(when), force=force, dry_run=dry_run, diff=diff)
