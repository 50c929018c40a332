"""How every command that writes ends: shown as a diff, told in a dry run, or done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from postctl.model import Change, Outcome

if TYPE_CHECKING:
    from postctl.store.scan import Opened

DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="Say what would happen, write nothing.")]
Diff = Annotated[bool, typer.Option("--diff", help="Show it as a diff for `patch -p0`, write nothing.")]


def done(opened: Opened, changes: Sequence[Change], notes: Sequence[str], *, dry_run: bool, diff: bool, code: int = 0) -> Outcome:
    """Write the changes, or only show them. Stdout has the paths written, one a line, or the diff."""
    from postctl import diffs, escaping
    from postctl.store import write

    if diff:
        return Outcome(diffs.unified(changes), tuple(notes), code, exact=True)
    paths = "".join(escaping.one_line(change.path) + "\n" for change in changes)
    if dry_run:
        return Outcome(paths, (*notes, "dry run: nothing was written"), code)
    with write.interruptible():
        write.apply(opened.site.root, changes)
    return Outcome(paths, tuple(notes), code)
