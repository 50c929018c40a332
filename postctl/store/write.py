"""The one way anything on the disk is changed: `replace`, `create`, `move`, and `apply` for a plan of them.

A file is at every instant wholly old or wholly new, whatever is killed or unplugged. Nothing is overwritten that was not
read before, nothing outside the root is touched, and everything about a file that is not its bytes stays. Paths are
relative to `root`, with `/`, and may come from anyone. Every failure is a `PostctlError` that names the path and the reason.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from postctl.errors import Interrupted, PostctlError, Refused, WriteError
from postctl.model import Change
from postctl.store._files import (
    InPlace,
    Original,
    arrived,
    as_new,
    confirm,
    draft,
    leave,
    like,
    put,
    read_unchanged,
    refuse_hard_links,
    refuse_read_only,
    swap,
)
from postctl.store._folders import Location, folded, located, locked, refuse_twin
from postctl.store._signals import interruptible, safe_point

__all__ = ["Check", "apply", "create", "interruptible", "move", "replace"]

Check = Callable[[bytes, bytes], None]
"""Verifies an edit, given the old and the new bytes of the file; raises a `PostctlError` if it is not what was meant."""


def replace(root: str, path: str, old: bytes, new: bytes, *, check: Check | None = None, break_hardlinks: bool = False) -> bool:
    """Put `new` where `old` is; False, and not even a new time stamp, if they are the same.

    A symbolic link is written through. Raises `WriteError` if the file does not hold `old` or the disk fails, `Refused` for
    what must not be written: outside the root, no regular file, a file with hard links unless `break_hardlinks`.
    """
    with _reported(path), located(root, path) as place, locked(place.folder):
        original = read_unchanged(place, old)
        if new == old:
            return False
        _verify_edit(place, original, new, check)
        if not break_hardlinks:
            refuse_hard_links(place, original)
        with draft(place, new, like(original)) as temporary:
            safe_point()
            swap(temporary, place, original)
        confirm(place)
    return True


def create(root: str, path: str, data: bytes) -> None:
    """Make a new file, and the folders it needs.

    Raises `Refused` if the name is taken, also by one that differs only by case or Unicode normal form; `WriteError` if the
    disk fails.
    """
    with _reported(path), located(root, path, follow=False, make=True) as place, locked(place.folder):
        refuse_twin(place)
        put(place, data, as_new)
        confirm(place)


def move(root: str, source: str, target: str, old: bytes, new: bytes, *, check: Check | None = None) -> None:
    """Give the file `source`, which holds `old`, the path `target` and the bytes `new`; mode and owner stay.

    The new file is on the disk before the old one goes. A crash in between leaves both, and the same call again finishes.
    Raises as `replace` and `create` do; then the source is there as it was.
    """
    with (
        _reported(f"{source} -> {target}"),
        located(root, source, follow=False) as start,
        located(root, target, follow=False, make=True) as end,
        locked(start.folder, end.folder),
    ):
        original = read_unchanged(start, old)
        _verify_edit(start, original, new, check)
        refuse_hard_links(start, original)
        finished = _finished_or_free(start, end, new, original)
        if not finished:
            put(end, new, like(original))
        leave(start, original, end, undo=not finished)
        confirm(start)


def apply(root: str, changes: Sequence[Change], *, check: Check | None = None) -> list[str]:
    """Verify all changes, then make them one by one; the paths that were written, in order.

    If one cannot be made as planned, nothing is written. If the disk fails half-way, the changes after it are not tried (they
    may rely on it), and the `WriteError` says how many were written and how many not; `Interrupted` likewise. Changes that do
    not rely on each other go on after a bad one if they are applied one at a time.
    """
    _refuse_clashes(changes)
    for change in changes:
        _verify(root, change, check)
    written: list[str] = []
    for done, change in enumerate(changes):
        try:
            if _make(root, change):
                written.append(change.path)
        except PostctlError as error:
            if len(changes) == 1:
                raise
            in_place = isinstance(error, InPlace)
            raise _halfway(error, written=len(written) + in_place, left=len(changes) - done - in_place) from error
    return written


# --- the parts of a plan ------------------------------------------------------------------------------------------------


def _make(root: str, change: Change) -> bool:
    safe_point()
    if change.before is None:
        create(root, change.path, change.after)
    elif change.moved_from is not None:
        move(root, change.moved_from, change.path, change.before, change.after)
    else:
        return replace(root, change.path, change.before, change.after)
    return True


def _verify(root: str, change: Change, check: Check | None) -> None:
    """Raise what making the change would raise, as far as that can be seen before.

    The lock is for its sweep: what a killed run left behind must not count as a hard link.
    """
    safe_point()
    with _reported(change.path):
        if change.before is None:
            _verify_create(root, change.path)
        elif change.moved_from is not None:
            _verify_move(root, change.moved_from, change.path, change.before, change.after, check)
        else:
            _verify_replace(root, change.path, change.before, change.after, check)


def _verify_create(root: str, path: str) -> None:
    with suppress(FileNotFoundError), located(root, path, follow=False) as place:  # a missing folder will be made
        refuse_twin(place)


def _verify_replace(root: str, path: str, old: bytes, new: bytes, check: Check | None) -> None:
    with located(root, path) as place, locked(place.folder):
        original = read_unchanged(place, old)
        if new != old:
            _verify_edit(place, original, new, check)
            refuse_hard_links(place, original)


def _verify_move(root: str, source: str, target: str, old: bytes, new: bytes, check: Check | None) -> None:
    with located(root, source, follow=False) as start, locked(start.folder):
        original = read_unchanged(start, old)
        _verify_edit(start, original, new, check)
        refuse_hard_links(start, original)
        with suppress(FileNotFoundError), located(root, target, follow=False) as end:
            _finished_or_free(start, end, new, original)


def _verify_edit(place: Location, original: Original, new: bytes, check: Check | None) -> None:
    if new != original.data:
        if check is not None:
            check(original.data, new)
        refuse_read_only(place)


def _finished_or_free(start: Location, end: Location, new: bytes, original: Original) -> bool:
    """True if an earlier run of the same move got as far as writing the target, False if the target's name is free."""
    if arrived(end, new, original):
        return True
    together = start.folder.identity() == end.folder.identity()
    refuse_twin(end, besides=start.name if together else None)
    return False


def _refuse_clashes(changes: Sequence[Change]) -> None:
    """No path may be part of two changes, and no two new paths may be twins."""
    touched: set[str] = set()
    made: set[str] = set()
    for change in changes:
        paths = {change.path, change.moved_from or change.path}
        new = {folded(change.path)} if change.before is None or change.moved_from is not None else set()
        if paths & touched or new & made:
            raise Refused(
                f"{change.path}: two changes at once want this path", "Nothing was written; make them one after the other."
            )
        touched |= paths
        made |= new


# --- what went wrong ----------------------------------------------------------------------------------------------------

_HINTS = {
    errno.ENOSPC: "Free some space on the disk, then run this again.",
    errno.EDQUOT: "Free some of your disk quota, then run this again.",
    errno.EFBIG: "The file is over the limit for file sizes (ulimit -f).",
    errno.ENOENT: "Check the path; the file may have been moved or removed since.",
    errno.ENAMETOOLONG: "Choose a shorter name.",
    errno.EIO: "The disk reports a fault; look after it before anything else.",
}


@contextmanager
def _reported(label: str) -> Iterator[None]:
    """Whatever the system refuses becomes a `WriteError` that says where and why."""
    try:
        yield
    except OSError as error:
        hint = _HINTS.get(error.errno or 0, "Nothing was changed; remove the cause, then run this again.")
        raise WriteError(f"{label}: {error.strerror or error}", hint) from error


def _halfway(error: PostctlError, *, written: int, left: int) -> PostctlError:
    """The error that ended a batch, with the count of what came before it."""
    kind = Interrupted if isinstance(error, Interrupted) else WriteError
    counted = kind(f"{written} written, {left} not: {error.message}", error.hint)
    counted.exit_code = error.exit_code
    return counted
