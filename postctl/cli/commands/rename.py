"""`postctl rename`."""

from __future__ import annotations

from typing import Annotated

import typer

from postctl.cli import changes
from postctl.cli.options import Context, command
from postctl.model import Outcome


@command("Write")
def run(
    context: Context,
    post: Annotated[str, typer.Argument(metavar="POST", help="A path, slug, URL, title words, @latest or @draft.")],
    title: Annotated[list[str] | None, typer.Argument(metavar="[NEW TITLE]...", help="The new title; words are joined.")] = None,
    slug: Annotated[str | None, typer.Option("--slug", metavar="SLUG", help="Else it is made of the title.")] = None,
    date: Annotated[str | None, typer.Option("--date", metavar="WHEN", help="Another date, also in names and paths.")] = None,
    keep_title: Annotated[bool, typer.Option("--keep-title", help="The words only make the slug.")] = False,
    no_redirect: Annotated[bool, typer.Option("--no-redirect", help="The old address leads nowhere.")] = False,
    dry_run: changes.DryRun = False,
    diff: changes.Diff = False,
) -> Outcome:
    """Give a post another title, slug or date, and all that hangs on it.

    Its file and folder, its `path` or permalink, its images and the links in other posts follow. If it was public, its old
    address redirects to the new one, where the generator can do that.

    Examples:
      postctl rename next-step-joy "The Joy of Two Steps"
      postctl rename @latest --slug two-steps
      postctl rename next-step-joy --date 2026-12-01 --diff
    """
    from postctl import dates, escaping, renaming
    from postctl.cli import asking
    from postctl.store import reads

    opened = context.open()
    found = asking.post(context, opened, post)
    words = " ".join(title) if title else None
    moment, date_only, exact = dates.when(date, opened.site.at) if date is not None else (None, False, False)
    wish = renaming.Wish(words, slug, moment, date_only, exact, keep_title=keep_title, redirect=not no_redirect)
    plan = renaming.plan(opened.site, found, wish, lambda path: reads.read_bytes(opened.site.root, path))
    changes.refuse_cut(opened, plan.changes)
    notes = (*context.notes(opened), *map(escaping.one_line, plan.notes))
    return changes.done(context, opened, plan.changes, notes, dry_run=dry_run, diff=diff)
