"""Files that belong to their owner from the start: written where there are none, and kept where there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from postctl.cli import changes
from postctl.errors import ExitCode, PostctlError
from postctl.model import Change, Outcome

if TYPE_CHECKING:
    from postctl.cli.options import Context
    from postctl.store.scan import Opened


def outcome(
    context: Context,
    opened: Opened,
    top: str,
    files: Mapping[str, str],
    notes: Sequence[str],
    *,
    force: bool,
    dry_run: bool,
    diff: bool,
) -> Outcome:
    """Write the texts to the paths below `top`. Nothing is written if one is there and says otherwise, without `force`."""
    before = {path: _there(top, path) for path in files}
    said = [f"{path} says so already; unchanged" for path, text in files.items() if before[path] == text.encode()]
    new = [Change(path, before[path], text.encode()) for path, text in files.items() if before[path] != text.encode()]
    stay = [each.path for each in new if each.before is not None]
    if stay and not (force or diff):
        kept = (f"{path} is there and stays as it is; --diff shows what would differ, --force writes it" for path in stay)
        return Outcome("", (*notes, *kept), ExitCode.FINDINGS)
    if not new:
        return Outcome("", (*notes, *said))
    return changes.done(context, opened, new, (*notes, *said), dry_run=dry_run, diff=diff, top=top)


def _there(top: str, path: str) -> bytes | None:
    """The bytes of a file, `None` if it is not there. Raises `PostctlError` for one that cannot be read."""
    from postctl.store import reads

    folder, _, name = path.rpartition("/")
    if name not in reads.names(top, folder):
        return None
    try:
        return reads.read_bytes(top, path)
    except PostctlError as error:
        raise PostctlError(f"{path}: {error.message}", error.hint) from error
