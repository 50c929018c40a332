"""`postctl stats`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from postctl.cli import selecting
from postctl.cli.options import Context, command
from postctl.cli.wanted import HELP
from postctl.errors import ExitCode
from postctl.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from postctl.counting import Window
    from postctl.listing import Choice
    from postctl.site import Site
    from postctl.store.scan import Opened

FORMATS = ("text", "plain", "json", "csv", "markdown")
DIVISIONS = ("year", "month", "weekday")
QUICK = 2_000
"""So many bodies are read in about a second, and nobody has to ask for that."""

Words = Annotated[list[str] | None, typer.Argument(metavar="[WORDS]...", help=HELP["words"])]
Tags = Annotated[list[str] | None, typer.Option("--tag", "-t", metavar="TAG", help=HELP["tag"])]
Langs = Annotated[list[str] | None, typer.Option("--lang", metavar="CODE", help=HELP["lang"])]
Since = Annotated[str | None, typer.Option("--since", metavar="WHEN", help=HELP["since"])]
Until = Annotated[str | None, typer.Option("--until", metavar="WHEN", help=HELP["until"])]
Year = Annotated[int | None, typer.Option("--year", "-y", metavar="YEAR", help="Only that year, day by day.")]
By = Annotated[str | None, typer.Option("--by", metavar="UNIT", help="Bars for each year, month or weekday there is.")]
Counts = Annotated[
    bool | None, typer.Option("--words/--no-words", help=f"Count words; else where there are fewer than {QUICK:,} posts.")
]
Format = Annotated[str | None, typer.Option("--format", "-f", metavar="F", help="text, plain, json, csv or markdown.")]


@command("Look")
def run(
    context: Context,
    words: Words = None,
    tag: Tags = None,
    lang: Langs = None,
    since: Since = None,
    until: Until = None,
    where: selecting.Where = None,
    year: Year = None,
    by: By = None,
    count: Counts = None,
    format_: Format = None,
) -> Outcome:
    """Show how much is written, and how regularly.

    A calendar of the last twelve months, bars, tags, streaks, and what waits. Counted over time is what is or was public, by its
    date in the time zone of the site; drafts and scheduled posts stand apart, and posts without a date are counted as such. A
    streak is a run of weeks, Monday to Sunday, that each have a post. In a pipe each number is a line of its own; --format text
    has the bars there too.

    Examples:
      postctl stats
      postctl stats --year 2025
      postctl stats --tag golang --by month
      postctl stats --format json | jq .runs.current.weeks
    """
    from functools import partial

    from postctl import counting, listing
    from postctl.cli import shown

    if selecting.asks_help(where):
        return selecting.manual()
    name = format_ or ("text" if context.terminal.tty else "plain")
    listing.known("format", (name,), FORMATS)
    listing.known("unit of time", (by,) if by is not None else (), DIVISIONS)
    opened = context.open(whole=True)
    window = counting.window(opened.site, year)
    dates = (shown.moment(context, opened, since), shown.moment(context, opened, until, end_of_day=True))
    tests = (tuple(tag or ()), tuple(lang or ()), *dates)
    choice = listing.Choice(frozenset(), " ".join(words or ()), *tests, where=selecting.expression(opened, where))
    nothing = partial(listing.nothing, opened.site, choice, *([f"dated {year}"] if year is not None else []))
    return _outcome(context, opened, _chosen(opened, choice), window, nothing, name, by or "", count)


def _outcome(
    context: Context,
    opened: Opened,
    site: Site,
    window: Window,
    nothing: Callable[[], str],
    name: str,
    by: str,
    count: bool | None,
) -> Outcome:
    from postctl import counting
    from postctl.cli import progress, shown

    counts = count if count is not None else len(site.posts) < QUICK
    with progress.shown(context.machine, "counting words in", quiet=context.quiet) as tick:
        figures = counting.counted(site, window, words=counts, tick=tick)
    whole = name in ("text", "json")
    view = counting.view(site, figures, by) if whole else counting.plain(site, figures, days=name != "markdown")
    if not any(figures.statuses.values()):
        view = view._replace(summary=nothing())
    asks = count is None and not counts
    notes = (*context.notes(opened), *([f"words are not counted; --words reads {len(site.posts):,} posts"] if asks else []))
    code = ExitCode.FAILED if opened.partial else ExitCode.OK
    return shown.view(context, view, name, FORMATS, notes, code)._replace(page="if long")


def _chosen(opened: Opened, choice: Choice) -> Site:
    """The site with the posts that `list` would show."""
    from postctl import listing
    from postctl.values import replace

    if choice == listing.Choice():
        return opened.site
    paths = {row["path"] for row in listing.view(opened.site, choice, listing.Shape(("path",))).rows}
    posts = tuple(post for post in opened.site.posts if post.path in paths)
    return replace(opened.site, posts=posts, broken=tuple(each for each in opened.site.broken if each.path in paths))
