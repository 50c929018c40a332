"""How every command that writes ends: shown as a diff, told in a dry run, or done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from postctl.errors import Refused, WriteError
from postctl.model import Change, Outcome

if TYPE_CHECKING:
    from postctl.cli.options import Context
    from postctl.store.scan import Opened

DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="Say what would happen, write nothing.")]
Diff = Annotated[bool, typer.Option("--diff", help="Show it as a diff for `patch -p0`, write nothing.")]
NOTHING = "nothing was written"


def done(
    context: Context, opened: Opened, changes: Sequence[Change], notes: Sequence[str], *, dry_run: bool, diff: bool
) -> Outcome:
    """Write the changes, or only show them: stdout has the paths, one a line, or the diff.

    What would keep them from being written is an error all the same. Of a batch that breaks off, the paths that were written
    are on stdout.
    """
    from postctl import diffs
    from postctl.store import write

    if dry_run or diff:
        write.verify(opened.site.root, changes)
        shown = diffs.unified(changes) if diff else _paths(context, (change.path for change in changes))
        return Outcome(shown, (*notes, NOTHING), exact=diff)
    try:
        with write.interruptible():
            write.apply(opened.site.root, changes)
    except WriteError as error:
        if not error.written:
            raise
        return Outcome(_paths(context, error.written), (*notes, error.message, error.hint), error.exit_code)
    return Outcome(_paths(context, (change.path for change in changes)), tuple(notes))


def refuse_cut(opened: Opened, changes: Sequence[Change]) -> None:
    """Raise `Refused` where a file is to be changed that was read from its head only."""
    cut = next((path for change in changes for path in (change.path, change.moved_from) if path in opened.cut), None)
    if cut is not None:
        raise Refused(f"{cut} is larger than postctl edits", "edit it by hand")


def _paths(context: Context, paths: Iterable[str]) -> str:
    from postctl import escaping

    return "".join(escaping.path_line(path, github=context.terminal.github) + "\n" for path in paths)
