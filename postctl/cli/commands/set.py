"""`postctl set`."""

from __future__ import annotations

from typing import Annotated

import typer

from postctl.cli import changes, selecting
from postctl.cli.options import Context, command
from postctl.model import Outcome

WORDS = f"{selecting.POSTS} KEY=VALUE, KEY+=ITEM, KEY-=ITEM or KEY! (removes it)."


@command("Write")
def run(
    context: Context,
    words: Annotated[list[str] | None, typer.Argument(metavar="POST... KEY=VALUE...", help=WORDS)] = None,
    where: selecting.Where = None,
    dry_run: changes.DryRun = False,
    diff: changes.Diff = False,
) -> Outcome:
    """Set, add to or remove front matter of any number of posts.

    A value gets the type and the quotes it has in your posts, a new key the place; only that value's characters change. A dot
    leads into a table: extra.author=Ada. In quotes a value is a text: title='"1.0"'. A date may be said as today or +3d. An item
    leaves its list, and the key goes with the last one unless your posts keep empty lists. What is written KEY=..., KEY+=...,
    KEY-=... or KEY! is an assignment; all else, and a path that is there, names posts. A post that cannot be edited exactly does
    not stop the others.

    Examples:
      postctl set next-step-joy layout=post
      postctl set "content/posts/2019-*" tags+=archive toc!
      postctl set --where "status == draft and not has description" description= --diff
    """
    from postctl.cli import batch

    if selecting.asks_help(where):
        return selecting.manual()
    return batch.outcome(context, words or (), where, dry_run=dry_run, diff=diff)
