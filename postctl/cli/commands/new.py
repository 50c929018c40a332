"""`postctl new`."""

from __future__ import annotations

from typing import Annotated

import typer

from postctl.cli import changes
from postctl.cli.options import Context, command
from postctl.errors import UsageError
from postctl.model import Outcome


@command("Write")
def run(
    context: Context,
    title: Annotated[list[str], typer.Argument(metavar="TITLE...", help="The title; words are joined.")],
    slug: Annotated[str | None, typer.Option("--slug", metavar="SLUG", help="Else it is made of the title.")] = None,
    date: Annotated[str, typer.Option("--date", metavar="WHEN", help="today, friday 18:00, +3d, 2026-12-01, ...")] = "now",
    publish: Annotated[bool, typer.Option("--publish", help="Public at once, no draft.")] = False,
    tag: Annotated[list[str] | None, typer.Option("--tag", "-t", metavar="TAG", help="A tag; again for more.")] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Another key; again for more.")] = None,
    section: Annotated[
        str | None, typer.Option("--section", metavar="DIR", help="A section of the content; else that of most posts.")
    ] = None,
    bundle: Annotated[
        bool | None, typer.Option("--bundle/--no-bundle", help="A folder of its own, or one file; else as the others.")
    ] = None,
    edit: Annotated[bool, typer.Option("--edit", "-e", help="Open it in your editor.")] = False,
    dry_run: changes.DryRun = False,
    diff: changes.Diff = False,
) -> Outcome:
    """Scaffold a dated post in the style of your other posts.

    File name, keys, their order, quotes, dates and line ends are learnt from the newest posts; nothing needs configuring.

    Examples:
      postctl new "The Joy of A Next Step"
      postctl new The Joy of A Next Step --slug next-step-joy --publish
      postctl new "Tea in a flask" --section recipes --bundle
      postctl new "Release notes" --date "friday 18:00" --tag releases --edit
    """
    from postctl import dates, drafting
    from postctl.cli import editing, house

    editor = editing.editor(context) if edit else None
    opened = context.open()
    when = dates.when(date, opened.site.at)
    change = drafting.plan(
        opened.site,
        house.style(opened, near=when.moment, section=section, bundle=bundle),
        title=" ".join(title),
        slug=slug,
        date=when.moment,
        date_only=when.date_only,
        exact=when.exact,
        publish=publish,
        tags=tuple(tag or ()),
        values=_values(set_ or ()),
        bundle=bundle,
    )
    outcome = changes.done(context, opened, [change], context.notes(opened), dry_run=dry_run, diff=diff)
    return outcome if dry_run or diff or editor is None else editing.edited(context, opened, change.path, editor, outcome)


_OWN = {"title": "give the title as TITLE", "date": "use --date", "slug": "use --slug", "draft": "leave out or use --publish"}


def _values(pairs: list[str] | tuple[str, ...]) -> dict[str, str]:
    values: dict[str, str] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key.strip():
            raise UsageError(f"--set {pair}: no KEY=VALUE", "for example --set layout=post")
        if key.strip().lower() in _OWN:
            raise UsageError(f"--set {pair}: `new` has a word of its own for that", _OWN[key.strip().lower()])
        values[key.strip()] = value
    return values
