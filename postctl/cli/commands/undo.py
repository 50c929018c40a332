"""`postctl undo`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from postctl.cli import changes
from postctl.cli.options import Context, command
from postctl.errors import ExitCode, PostctlError, UsageError
from postctl.model import Outcome, View

if TYPE_CHECKING:
    from postctl.store.journal import Entry, Journal

FORMATS = ("table", "plain", "json")


@command("Write")
def run(
    context: Context,
    list_: Annotated[bool, typer.Option("--list", help="List what was written, the newest first.")] = False,
    rest: Annotated[bool, typer.Option("--rest", help="Leave files that were changed since, take back the others.")] = False,
    format_: Annotated[str | None, typer.Option("--format", "-f", metavar="F", help="Of the list: table, plain or json.")] = None,
    dry_run: changes.DryRun = False,
    diff: changes.Diff = False,
) -> Outcome:
    """Take back the last command that wrote, byte for byte.

    Again, it takes back the one before. A file that anybody has changed since stays as it is, and then nothing is taken back
    unless you say --rest; so a new post stays once you have written into it. What a command that was killed has left is taken
    back in the same way. What you change in your editor, also by `postctl edit`, is yours alone. The journal of what was written
    lies in your own state folder, outside the blog.

    Examples:
      postctl undo
      postctl undo --diff
      postctl undo --list
    """
    if format_ and not list_:
        raise UsageError("--format is for --list", "leave it out, or say --list too")
    journal = _journal(context)
    if list_:
        return _listed(context, journal, format_)
    entry = journal.last()
    if entry is None:
        why = "all that was written is taken back already" if journal.entries() else "no command has written here"
        return Outcome("", (f"nothing to take back in {journal.root}: {why}",), ExitCode.FINDINGS)
    if journal.at_work():
        raise PostctlError("a command is writing here just now", "wait until it has ended, then run this again")
    return _taken_back(context, journal.of(entry), entry, rest=rest, dry_run=dry_run, diff=diff)


def _journal(context: Context) -> Journal:
    """The journal of the site the command is about; the posts need not be readable for that."""
    import os

    from postctl.store import roots

    journal = context.journal(roots.find_root(os.path.realpath(context.root or ".")))
    return journal if journal.entries() else context.journal(context.open().site.root)


def _taken_back(context: Context, journal: Journal, entry: Entry, *, rest: bool, dry_run: bool, diff: bool) -> Outcome:
    found = journal.undoing(entry)
    if found.touched and not rest:
        lines = "".join(f"\n  {path}" for path in found.touched)
        note = f"nothing was taken back: changed since `{entry.command}`:{lines}"
        return Outcome("", (note, "put them back as they were, or take back the others with --rest"), ExitCode.FAILED)
    notes = tuple(f"{path}: changed since, stays as it is" for path in found.touched)
    outcome = changes.undone(context, journal, entry, found.changes, notes, dry_run=dry_run, diff=diff)
    said = f"{'would take' if dry_run or diff else 'took'} back `{entry.command}` ({_when(context, entry)})"
    if outcome.code == ExitCode.OK and not found.changes:
        said = f"nothing is left of `{entry.command}` ({_when(context, entry)})"
    return outcome._replace(notes=(said, *outcome.notes) if outcome.code == ExitCode.OK else outcome.notes)


def _when(context: Context, entry: Entry) -> str:
    from datetime import datetime

    from postctl import dates

    return dates.ago(datetime.fromisoformat(entry.at), context.now("UTC"))


def _listed(context: Context, journal: Journal, format_: str | None) -> Outcome:
    from postctl.cli import shown

    name = format_ or ("table" if context.terminal.tty else "plain")
    rows = [
        {
            "at": entry.at,
            "_when": _when(context, entry),
            "command": entry.command,
            "state": entry.state,
            "files": len(entry.steps),
            "paths": [step.path for step in entry.steps],
        }
        for entry in journal.entries()
    ]
    count = f"{len(rows)} command{'' if len(rows) == 1 else 's'} that wrote"
    columns = ("_when" if name == "table" else "at", "state", "files", "command")
    view = View("entries", columns, tuple(rows), {"root": journal.root}, count)
    return shown.view(context, view, name, FORMATS, ())
