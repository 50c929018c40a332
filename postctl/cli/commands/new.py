"""`postctl new`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from postctl.cli import changes
from postctl.cli.options import Context, command
from postctl.errors import ExitCode, UsageError
from postctl.model import Outcome

if TYPE_CHECKING:
    from postctl.store.scan import Opened


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
    from postctl.cli import house

    editor = _editor(context) if edit else []
    opened = context.open()
    when = dates.when(date, opened.site.at)
    plan = drafting.plan(
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
    notes = (*context.notes(opened), *plan.notes)
    outcome = changes.done(context, opened, plan.changes, notes, dry_run=dry_run, diff=diff)
    return outcome if dry_run or diff or not edit else _edited(outcome, editor, opened, plan.post.path)


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


def _editor(context: Context) -> list[str]:
    """The editor of the user's environment as words. Raises `UsageError` where there is none."""
    import shlex

    environ = context.machine.environ
    program = environ.get("POSTCTL_EDITOR") or environ.get("VISUAL") or environ.get("EDITOR") or ""
    try:
        command = shlex.split(program)
    except ValueError:
        command = []
    if not command:
        raise UsageError(f"EDITOR names no program: {program!r}", "set EDITOR in your environment, or leave out --edit")
    return command


def _edited(outcome: Outcome, editor: list[str], opened: Opened, path: str) -> Outcome:
    """Open the post in the editor; the path is one argument, no shell is involved. The post stays whatever the editor does."""
    import os
    import subprocess

    try:
        ended = subprocess.run([*editor, os.path.join(opened.site.root, path)], check=False)  # noqa: S603  # the user's own
        why = f"ended with status {ended.returncode}" if ended.returncode else ""
    except OSError as error:
        why = error.strerror or str(error)
    if not why:
        return outcome
    return outcome._replace(notes=(*outcome.notes, f"{editor[0]}: {why}; the post was written"), code=ExitCode.FAILED)
