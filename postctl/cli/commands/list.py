"""`postctl list`."""

from __future__ import annotations

from typing import Annotated

import typer

from postctl.cli.options import Context, command
from postctl.model import Outcome, Status

STATUSES = (Status.DRAFT, Status.SCHEDULED, Status.PUBLISHED, Status.EXPIRED, Status.UNLISTED, Status.BROKEN)
FORMATS = ("table", "plain", "json", "csv", "paths")


@command("Look")
def run(
    context: Context,
    words: Annotated[list[str] | None, typer.Argument(metavar="[WORDS]...", help="Only posts with all these words.")] = None,
    drafts: Annotated[bool, typer.Option("--drafts", "-d", help="Drafts.")] = False,
    scheduled: Annotated[bool, typer.Option("--scheduled", help="Public on a date yet to come.")] = False,
    published: Annotated[bool, typer.Option("--published", "-p", help="Public now.")] = False,
    expired: Annotated[bool, typer.Option("--expired", help="No longer public.")] = False,
    unlisted: Annotated[bool, typer.Option("--unlisted", help="Public to those who know the address.")] = False,
    broken: Annotated[bool, typer.Option("--broken", help="Files that cannot be read as posts.")] = False,
    tag: Annotated[list[str] | None, typer.Option("--tag", "-t", metavar="TAG", help="With this tag; again for more.")] = None,
    lang: Annotated[list[str] | None, typer.Option("--lang", metavar="CODE", help="In this language; again for more.")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="WHEN", help="Dated then or later.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="WHEN", help="Dated then or earlier.")] = None,
    sort: Annotated[
        str, typer.Option("--sort", "-s", metavar="KEY", help="date, title, path, status, updated, slug, words.")
    ] = "date",
    reverse: Annotated[bool, typer.Option("--reverse", "-r", help="The other way round.")] = False,
    limit: Annotated[int | None, typer.Option("--limit", "-n", min=0, metavar="N", help="The first N.")] = None,
    columns: Annotated[str | None, typer.Option("--columns", metavar="A,B", help="These columns, of the JSON's names.")] = None,
    count: Annotated[bool, typer.Option("--count", "-c", help="Only how many.")] = False,
    format_: Annotated[str | None, typer.Option("--format", "-f", metavar="F", help="table, plain, json, csv or paths.")] = None,
) -> Outcome:
    """List posts: draft, scheduled, public, and why.

    The status is what the generator makes of a post now; why it is hidden and when that changes stands beside it. Statuses
    named together are a union.

    Examples:
      postctl list
      postctl list --drafts --scheduled
      postctl list hugo modules --tag golang
      postctl list --sort title --limit 10 --format json
    """
    from postctl import listing
    from postctl.cli import shown

    opened = context.open()
    flags = (drafts, scheduled, published, expired, unlisted, broken)
    choice = listing.Choice(
        statuses=frozenset(status for status, wanted in zip(STATUSES, flags, strict=True) if wanted),
        words=" ".join(words or ()),
        tags=tuple(tag or ()),
        langs=tuple(lang or ()),
        since=shown.moment(context, opened, since),
        until=shown.moment(context, opened, until, end_of_day=True),
        sort=sort,
        reverse=reverse,
        limit=limit,
    )
    name = format_ or ("table" if context.terminal.tty else "plain")
    names = shown.columns(columns) or (listing.FOR_PEOPLE if name == "table" else listing.FOR_PIPES)
    found = shown.problems(opened) if name == "json" or "problems" in names else {}
    view = listing.view(opened.site, choice, names, found)
    notes = context.notes(opened)
    if count:
        return Outcome(f"{len(view.rows)}\n", notes)
    return shown.view(context, view, name, FORMATS, notes)
