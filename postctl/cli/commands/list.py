"""`postctl list`."""

from __future__ import annotations

from typing import Annotated

import typer

from postctl.cli import selecting
from postctl.cli.options import Context, command
from postctl.cli.wanted import HELP
from postctl.model import Outcome

Words = Annotated[list[str] | None, typer.Argument(metavar="[WORDS]...", help=HELP["words"])]
Name = Annotated[
    str | None, typer.Option("--view", metavar="NAME", help="A saved view: the options in [views.NAME] of postctl.toml.")
]
Drafts = Annotated[bool, typer.Option("--drafts", "-d", help=HELP["drafts"])]
Scheduled = Annotated[bool, typer.Option("--scheduled", help=HELP["scheduled"])]
Published = Annotated[bool, typer.Option("--published", "-p", help=HELP["published"])]
Expired = Annotated[bool, typer.Option("--expired", help=HELP["expired"])]
Unlisted = Annotated[bool, typer.Option("--unlisted", help=HELP["unlisted"])]
Broken = Annotated[bool, typer.Option("--broken", help=HELP["broken"])]
Tags = Annotated[list[str] | None, typer.Option("--tag", "-t", metavar="TAG", help=HELP["tag"])]
Langs = Annotated[list[str] | None, typer.Option("--lang", metavar="CODE", help=HELP["lang"])]
Since = Annotated[str | None, typer.Option("--since", metavar="WHEN", help=HELP["since"])]
Until = Annotated[str | None, typer.Option("--until", metavar="WHEN", help=HELP["until"])]
Missing = Annotated[list[str] | None, typer.Option("--missing", metavar="KEY", help=HELP["missing"])]
Search = Annotated[str | None, typer.Option("--search", metavar="TEXT", help=HELP["search"])]
Changed = Annotated[str | None, typer.Option("--changed-since", metavar="REF", help=HELP["changed-since"])]
Sort = Annotated[str | None, typer.Option("--sort", "-s", metavar="A,B", help=HELP["sort"])]
Reverse = Annotated[bool, typer.Option("--reverse", "-r", help=HELP["reverse"])]
Limit = Annotated[int | None, typer.Option("--limit", "-n", min=0, metavar="N", help=HELP["limit"])]
Columns = Annotated[str | None, typer.Option("--columns", metavar="A,B", help=HELP["columns"])]
GroupBy = Annotated[str | None, typer.Option("--group-by", "-g", metavar="COLUMN", help=HELP["group-by"])]
Count = Annotated[bool, typer.Option("--count", "-c", help=HELP["count"])]
Nul = Annotated[bool, typer.Option("-0", "--null", help="Only paths, as they are, each ended by NUL: for `xargs -0`.")]
Format = Annotated[str | None, typer.Option("--format", "-f", metavar="F", help=HELP["format"])]


@command("Look")
def run(
    context: Context,
    words: Words = None,
    view: Name = None,
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
    search: Search = None,
    missing: Missing = None,
    where: selecting.Where = None,
    changed_since: Changed = None,
    sort: Sort = None,
    reverse: Reverse = False,
    limit: Limit = None,
    columns: Columns = None,
    group_by: GroupBy = None,
    count: Count = False,
    null: Nul = False,
    format_: Format = None,
) -> Outcome:
    """List posts: draft, scheduled, public, and why.

    The status is what the generator makes of a post now. Statuses named together are a union, as tags and languages are; all
    else is an intersection. `--where help` explains expressions, `--columns help` what can be shown, sorted and grouped by.

    Examples:
      postctl list
      postctl list python --drafts --until -1m --sort date:asc
      postctl list --scheduled --until +1w
      postctl list --missing description
      postctl list --group-by year --count
      postctl list --sort words --limit 10 --columns words,title
      postctl list --search '"first light" telescope' --format json
      postctl list --tag draft-ideas -0 | xargs -0 grep -l TODO
    """
    options = {**locals()}
    from postctl.cli import listed

    return listed.outcome(options.pop("context"), options)
