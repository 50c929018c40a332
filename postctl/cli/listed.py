"""What `postctl list` does: choose, sort, group, and show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from postctl.cli import selecting, shown, wanted
from postctl.cli.wanted import Wanted
from postctl.errors import ExitCode, UsageError
from postctl.model import Outcome, Status

if TYPE_CHECKING:
    from postctl.cli.options import Context
    from postctl.listing import Choice, Shape
    from postctl.model import View
    from postctl.store.scan import Opened
    from postctl.store.survey import Survey

FORMATS = wanted.FORMATS
COUNTED = FORMATS[:-2]
_STATUSES = dict(
    zip(
        wanted.STATUSES,
        (Status.DRAFT, Status.SCHEDULED, Status.PUBLISHED, Status.EXPIRED, Status.UNLISTED, Status.BROKEN),
        strict=True,
    )
)


def outcome(context: Context, options: Mapping[str, Any]) -> Outcome:
    """The posts that are wanted, by the options of the command."""
    view, null, given = options["view"], options["null"], wanted.given(options)
    if selecting.asks_help(given.where):
        return selecting.manual()
    if (given.columns or "").strip().lower() == "help":
        return manual()
    survey = context.survey()
    config = survey.config
    try:
        asked = given.over(wanted.saved(config, view))
        opened = context.read(survey, whole=asked.reads_texts)
        return _listed(context, survey, opened, asked, null=null)
    except UsageError as error:
        if view is None or view not in config.values.get("views", {}):
            raise
        raise UsageError(error.message, f"{error.hint} ([views.{view}] in {config.source} has a say in this)") from error


def manual() -> Outcome:
    """The columns there are."""
    from postctl import records

    known = [each for name, each in records.KNOWN.items() if not name.startswith("_")]
    cells = max(len(each.name) for each in known) + 2
    text = (records.columns.__doc__ or "").strip()
    return Outcome(f"{text}\n\n" + "".join(f"    {each.name:{cells}}{each.doc}\n" for each in known), page="if long")


def _listed(context: Context, survey: Survey, opened: Opened, asked: Wanted, *, null: bool) -> Outcome:
    from postctl import listing
    from postctl.formats import paths

    name = _format(context, asked, null=null)
    choice = _choice(context, opened, asked)

    def problems(wanted: frozenset[str]) -> Mapping[str, Sequence[str]]:
        from postctl.cli import renewing

        return renewing.problems(context, survey, opened, wanted)

    view = listing.view(opened.site, choice, _shape(asked, name), problems)
    notes = (*context.notes(opened), *listing.unread(choice, opened.site.broken))
    code = ExitCode.FAILED if opened.partial else ExitCode.OK
    if null:
        return Outcome(paths.ended_by_nul(view), notes, code, exact=True)
    if view.key == "groups" and name in ("table", "plain") and view.columns == ("count",):
        return Outcome(f"{view.head['count']}\n", notes, code)
    done = shown.view(context, view, name, COUNTED if asked.counted else FORMATS, (*notes, *_undated(view, name)), code)
    return done._replace(exact=name == "ics")


def _format(context: Context, asked: Wanted, *, null: bool) -> str:
    """The format; raises `UsageError` for one that does not go with what else is wanted."""
    from postctl import listing

    if null and (asked.counted or asked.format not in (None, "paths")):
        raise UsageError("-0 lists paths", f"leave out {'--count' if asked.counted else '--format'}")
    name = asked.format or ("paths" if null else "table" if context.terminal.tty else "plain")
    listing.known("format of --count" if asked.counted else "format", (name,), COUNTED if asked.counted else FORMATS)
    return name


def _choice(context: Context, opened: Opened, asked: Wanted) -> Choice:
    from postctl import listing

    changed = None
    if asked.changed_since is not None:
        from postctl.store import git

        changed = git.changed_since(opened.site.root, asked.changed_since, context.machine.environ)
    return listing.Choice(
        frozenset(_STATUSES[name] for name in asked.statuses),
        asked.words,
        asked.tag,
        asked.lang,
        shown.moment(context, opened, asked.since),
        shown.moment(context, opened, asked.until, end_of_day=True),
        selecting.expression(opened, asked.where),
        asked.search or "",
        asked.missing,
        changed,
        asked.changed_since or "",
    )


def _shape(asked: Wanted, name: str) -> Shape:
    """How the posts are listed in a format: its columns, and what else it has to know of each."""
    from postctl import listing, records

    columns = shown.columns(asked.columns) or (listing.FOR_PEOPLE if name == "table" else listing.FOR_PIPES)
    members = {
        "json": records.FIELDS,
        "jsonl": records.FIELDS,
        "ics": records.CALENDAR,
        "paths": ("path",),
        "table": ("path", "status"),
    }
    if name in ("json", "jsonl", "paths", "ics") and asked.columns is None:
        columns = ()
    sort = "date" if asked.sort is None else asked.sort
    return listing.Shape(columns, members.get(name, ()), sort, asked.reverse, asked.limit, asked.group_by or "", asked.counted)


def _undated(view: View, name: str) -> tuple[str, ...]:
    """A line about the posts that no calendar has room for."""
    count = len({row["path"] for row in view.rows if not row["_begins"]}) if name == "ics" else 0
    return (f"{'1 post has' if count == 1 else f'{count} posts have'} no date, and so no event",) if count else ()
