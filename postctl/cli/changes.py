"""How every command that writes ends: shown as a diff, told in a dry run, or done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated

import typer

from postctl.errors import Interrupted, PostctlError, Refused, WriteError
from postctl.model import Change, Outcome
from postctl.values import replace

if TYPE_CHECKING:
    from postctl.cli.options import Context
    from postctl.site import Site
    from postctl.store.journal import Entry, Journal
    from postctl.store.scan import Opened

DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="Say what would happen, write nothing.")]
Diff = Annotated[bool, typer.Option("--diff", help="Show it as a diff for `patch -p0`, write nothing.")]
NOTHING = "nothing was written"


def done(
    context: Context, opened: Opened, changes: Sequence[Change], notes: Sequence[str], *, dry_run: bool, diff: bool, top: str = ""
) -> Outcome:
    """Write the changes and remember them for `undo`, or only show them: stdout has the paths, one a line, or the diff.

    What would keep them from being written is an error all the same. Of a batch that breaks off, the paths that were written
    are on stdout.
    """
    root, said = top or opened.site.root, [*_cut_short(context, opened.site), *notes]

    def write() -> None:
        with ExitStack() as stack:
            if changes:
                said.extend(_recording(context, opened.site, root, changes, stack))
            _apply(context, root, changes)

    return _ended(context, root, changes, said, write, dry_run=dry_run, diff=diff)


def undone(
    context: Context,
    journal: Journal,
    entry: Entry,
    changes: Sequence[Change],
    notes: Sequence[str],
    *,
    dry_run: bool,
    diff: bool,
) -> Outcome:
    """Write the changes that take back an entry of the journal, and strike it out there, or only show them."""

    def write() -> None:
        _apply(context, journal.root, changes)
        journal.undone(entry)

    return _ended(context, journal.root, changes, list(notes), write, dry_run=dry_run, diff=diff)


def _ended(
    context: Context,
    root: str,
    changes: Sequence[Change],
    said: list[str],
    write: Callable[[], None],
    *,
    dry_run: bool,
    diff: bool,
) -> Outcome:
    """`said` may grow while it is written."""
    from postctl import diffs
    from postctl.store.write import interruptible, verify

    if dry_run or diff:
        verify(root, changes)
        shown = diffs.unified(changes) if diff else _paths(context, (change.path for change in changes))
        return Outcome(shown, (*said, NOTHING), exact=diff)
    try:
        with interruptible():
            write()
    except WriteError as error:
        if not error.written:
            raise
        return Outcome(_paths(context, error.written), (*said, error.message, error.hint), error.exit_code)
    return Outcome(_paths(context, (change.path for change in changes)), tuple(said))


def _apply(context: Context, root: str, changes: Sequence[Change]) -> None:
    from postctl.cli import progress
    from postctl.store import write

    with progress.shown(context.machine, f"writing {len(changes):,} files", quiet=context.quiet):
        write.apply(root, changes)


def _recording(context: Context, site: Site, root: str, changes: Sequence[Change], stack: ExitStack) -> list[str]:
    """Have the changes remembered until the stack closes. Where that cannot be, a note says that `undo` will not know of them."""
    import shlex

    at = site.at.isoformat(timespec="seconds")
    try:
        journal = replace(context.journal(site.root), root=root, site=site.root)
        stack.enter_context(journal.recording(shlex.join(context.words), at, changes))
    except Interrupted:
        raise
    except PostctlError as error:
        return [f"`postctl undo` will not know of this: {error.message}"]
    return []


def _cut_short(context: Context, site: Site) -> list[str]:
    """What a command that was killed has left half done."""
    entry = context.journal(site.root).cut_short()
    if entry is None:
        return []
    return [f"`postctl {entry.command}` was cut short: run it again to finish it, or `postctl undo` to take back what it did"]


def refuse_cut(opened: Opened, changes: Sequence[Change]) -> None:
    """Raise `Refused` where a file is to be changed that was read from its head only."""
    cut = next((path for change in changes for path in (change.path, change.moved_from) if path in opened.cut), None)
    if cut is not None:
        raise Refused(f"{cut} is larger than postctl edits", "edit it by hand")


def _paths(context: Context, paths: Iterable[str]) -> str:
    from postctl import escaping

    return "".join(escaping.path_line(path, github=context.terminal.github) + "\n" for path in paths)
