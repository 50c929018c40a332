"""`postctl list`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from postctl.cli import selecting
from postctl.cli.options import Context, command
from postctl.errors import ExitCode
from postctl.model import Outcome, Status

if TYPE_CHECKING:
    from postctl.listing import Choice
    from postctl.store.scan import Opened

STATUSES = (Status.DRAFT, Status.SCHEDULED, Status.PUBLISHED, Status.EXPIRED, Status.UNLISTED, Status.BROKEN)
FORMATS = ("table", "plain", "json", "csv", "paths")


Words = Annotated[list[str] | None, typer.Argument(metavar="[WORDS]...", help="Only posts with all these words.")]
Drafts = Annotated[bool, typer.Option("--drafts", "-d", help="Drafts.")]
Scheduled = Annotated[bool, typer.Option("--scheduled", help="Public on a date yet to come.")]
Published = Annotated[bool, typer.Option("--published", "-p", help="Public now.")]
Expired = Annotated[bool, typer.Option("--expired", help="No longer public.")]
Unlisted = Annotated[bool, typer.Option("--unlisted", help="Public to those who know the address.")]
Broken = Annotated[bool, typer.Option("--broken", help="Files that cannot be read as posts.")]
Tags = Annotated[list[str] | None, typer.Option("--tag", "-t", metavar="TAG", help="With this tag; again for more.")]
Langs = Annotated[list[str] | None, typer.Option("--lang", metavar="CODE", help="In this language; again for more.")]
Since = Annotated[str | None, typer.Option("--since", metavar="WHEN", help="Dated then or later.")]
Until = Annotated[str | None, typer.Option("--until", metavar="WHEN", help="Dated then or earlier.")]
Sort = Annotated[str, typer.Option("--sort", "-s", metavar="KEY", help="date, title, path, status, updated, slug, words.")]
Reverse = Annotated[bool, typer.Option("--reverse", "-r", help="The other way round.")]
Limit = Annotated[int | None, typer.Option("--limit", "-n", min=0, metavar="N", help="The first N.")]
Columns = Annotated[str | None, typer.Option("--columns", metavar="A,B", help="These columns, named as in JSON.")]
Count = Annotated[bool, typer.Option("--count", "-c", help="Only how many.")]
Format = Annotated[str | None, typer.Option("--format", "-f", metavar="F", help="table, plain, json, csv or paths.")]


@command("Look")
def run(
    context: Context,
    words: Words = None,
    drafts: Drafts = False,
    scheduled: Scheduled = False,
    published: Published = False,
    expired: Expired = False,
    unlisted: Unlisted = False,
    broken: Broken = False,
    tag: Tags = None,
    lang: Langs = None,
    since: Since = None,
    until: Until = None,
    where: selecting.Where = None,
    sort: Sort = "date",
    reverse: Reverse = False,
    limit: Limit = None,
    columns: Columns = None,
    count: Count = False,
    format_: Format = None,
) -> Outcome:
    """List posts: draft, scheduled, public, and why.

    The status is what the generator makes of a post now; why it is hidden and when that changes stands beside it. Statuses
    named together are a union, all other choices an intersection. `--where help` explains expressions.

    Examples:
      postctl list
      postctl list --drafts --scheduled
      postctl list hugo modules --tag golang
      postctl list --where "words > 1000 and not (tags contains hugo)"
      postctl list --sort title --limit 10 --format json
    """
    from postctl import listing
    from postctl.cli import shown

    if selecting.asks_help(where):
        return selecting.manual()
    opened = context.open()
    flags = (drafts, scheduled, published, expired, unlisted, broken)
    statuses = frozenset(status for status, wanted in zip(STATUSES, flags, strict=True) if wanted)
    dates = (shown.moment(context, opened, since), shown.moment(context, opened, until, end_of_day=True))
    text, tags, langs = " ".join(words or ()), tuple(tag or ()), tuple(lang or ())
    choice = listing.Choice(statuses, text, tags, langs, *dates, sort, reverse, limit, selecting.expression(opened, where))
    return _shown(context, opened, choice, shown.columns(columns), format_, count=count)


def _shown(
    context: Context, opened: Opened, choice: Choice, columns: tuple[str, ...], format_: str | None, *, count: bool
) -> Outcome:
    from postctl import listing
    from postctl.cli import shown

    name = format_ or ("table" if context.terminal.tty else "plain")
    columns = columns or (listing.FOR_PEOPLE if name == "table" else listing.FOR_PIPES)
    found = shown.problems(opened) if name == "json" or "problems" in columns else {}
    view = listing.view(opened.site, choice, columns, found)
    code = ExitCode.FAILED if opened.partial else ExitCode.OK
    if count:
        return Outcome(f"{len(view.rows)}\n", context.notes(opened), code)
    return shown.view(context, view, name, FORMATS, context.notes(opened), code)
