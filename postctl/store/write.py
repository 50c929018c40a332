"""The one way anything on the disk is changed: `replace`, `create`, `move`, `remove`, and `apply` for a plan of them.

A file is at every instant wholly old or wholly new, whatever is killed or unplugged; only where the file system has no hard
links is a new file empty for an instant. Nothing is overwritten that was not read before, nothing outside the root is
touched, and everything about a file that is not its bytes stays. Paths are relative to `root`, with `/`, and may come from
anyone. Every failure is a `PostctlError` that names the path and the reason.

What the bytes mean is not known here. That an edit does what it should and nothing else is verified where plans are made
(`document.edited`); what counts here is that the file still holds the bytes its plan was made from.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import NoReturn

from postctl.errors import Interrupted, PostctlError, Refused, WriteError
from postctl.model import Change
from postctl.store._files import (
    Original,
    arrived,
    as_new,
    as_private,
    confirm,
    draft,
    leave,
    like,
    put,
    read,
    read_unchanged,
    refuse_hard_links,
    refuse_read_only,
    swap,
    take,
)
from postctl.store._folders import Busy, Location, folded, located, locked, reached, refuse_twin, refuse_unwritable
from postctl.store._signals import interruptible, safe_point
from postctl.values import dataclass, field

__all__ = ["apply", "create", "interruptible", "move", "prune", "remove", "replace", "verify"]


def replace(root: str, path: str, old: bytes, new: bytes) -> bool:
    """Put `new` where `old` is; False, and not even a new time stamp, if they are the same.

    A symbolic link is written through. Raises `WriteError` if the file does not hold `old` or the disk fails, `Refused` for
    what must not be written: outside the root, no regular file, a file with hard links.
    """
    with _reported(path), located(root, path) as place, locked(place.folder):
        original = _replaceable(place, old, new)
        if new == old:
            return False
        with draft(place, new, like(original)) as temporary:
            safe_point()
            swap(temporary, place, original)
        confirm(place)
    return True


def create(root: str, path: str, data: bytes, *, private: bool = False) -> None:
    """Make a new file, and the folders it needs; a `private` one is for its owner only.

    Raises `Refused` if the name is taken, also by one that differs only by case or Unicode normal form; `WriteError` if the
    disk fails.
    """
    with _reported(path), located(root, path, follow=False, make=True) as place, locked(place.folder):
        refuse_twin(place)
        put(place, data, as_private if private else as_new)
        confirm(place)


def move(root: str, source: str, target: str, old: bytes, new: bytes) -> None:
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
        original = _movable(start, old, new)
        finished = _finished_or_free(start, end, new, original)
        if not finished:
            put(end, new, like(original))
        leave(start, original, end, undo=not finished)
        confirm(start)


def remove(root: str, path: str, old: bytes) -> None:
    """Take away the file that holds `old`. Raises `WriteError` if it does not or the disk fails, `Refused` for no plain file."""
    with _reported(path), located(root, path, follow=False) as place, locked(place.folder):
        _removable(place, old)
        take(place)
        confirm(place)


def prune(root: str, folder: str, top: str) -> None:
    """Take a folder away, and those above it up to `top`, as long as each is empty; what is not stays, and is no error."""
    with suppress(OSError, PostctlError):
        while top and f"{folder}/".startswith(f"{top}/"):
            with located(root, folder, follow=False) as place:
                os.rmdir(place.at, dir_fd=place.folder.fd)
            folder = os.path.dirname(folder)


def verify(root: str, changes: Sequence[Change]) -> None:
    """Look whether the changes can be made: raises what `apply` would raise before its first write, and writes nothing.

    Locks are not tried, and what happens to the files between this look and a write is seen by the write itself.
    """
    plan = _Plan()
    for change in changes:
        safe_point()
        with _reported(change.path):
            plan.add(root, change)


def apply(root: str, changes: Sequence[Change]) -> list[str]:
    """Verify all changes, then make them one by one; the paths that were written, in order.

    If one cannot be made as planned, nothing is written. If the disk fails in between, the others are made all the same, and
    a `WriteError` names each failure on a line of its own and has the paths that were `written`. A signal ends the batch at
    once, and the message of the `Interrupted` says how far it came. A single change fails with its own error.
    """
    verify(root, changes)
    batch = _Batch(root, len(changes))
    for change in changes:
        batch.make(change)
    return batch.finish()


# --- what must hold of a file before it is changed ------------------------------------------------------------------------


def _replaceable(place: Location, old: bytes, new: bytes) -> Original:
    original = read_unchanged(place, old)
    if new != old:
        refuse_unwritable(place)
        refuse_read_only(place)
        refuse_hard_links(place, original)
    return original


def _movable(start: Location, old: bytes, new: bytes) -> Original:
    original = read_unchanged(start, old)
    refuse_unwritable(start)
    if new != old:
        refuse_read_only(start)
    refuse_hard_links(start, original)
    return original


def _removable(place: Location, old: bytes) -> Original:
    original = read_unchanged(place, old)
    refuse_unwritable(place)
    return original


def _finished_or_free(start: Location, end: Location, new: bytes, original: Original) -> bool:
    """True if an earlier run of the same move got as far as writing the target, False if the target's name is free."""
    if arrived(end, new, original):
        return True
    together = start.folder.identity() == end.folder.identity()
    refuse_twin(end, besides=start.name if together else None)
    return False


# --- what must hold of a plan ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the changes looked at so far will take: files by device and inode, new names by real folder and folded name."""

    files: set[tuple[int, int]] = field(default_factory=set)
    names: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, root: str, change: Change) -> None:
        """Raise what making the change would raise, as far as it can be seen before, or `Refused` for a clash."""
        if change.before is None:
            self._add_new(root, change.path)
        elif change.after is None:
            with located(root, change.path, follow=False) as place:
                self._take(place, _removable(place, change.before))
        elif change.moved_from is not None:
            self._add_move(root, change.moved_from, change.path, change.before, change.after)
        else:
            with located(root, change.path) as place:
                self._take(place, _replaceable(place, change.before, change.after))

    def _add_new(self, root: str, path: str) -> None:
        with reached(root, path) as (place, below):
            refuse_twin(place)
            self._claim(place, below)

    def _add_move(self, root: str, source: str, target: str, old: bytes, new: bytes) -> None:
        with located(root, source, follow=False) as start, reached(root, target) as (end, below):
            original = _movable(start, old, new)
            self._take(start, original)
            if not below and _finished_or_free(start, end, new, original):
                self._take(end, read(end))
                return
            if below:
                refuse_twin(end)
            self._claim(end, below)

    def _take(self, place: Location, original: Original) -> None:
        if original.inode in self.files:
            raise _clash(place)
        self.files.add(original.inode)

    def _claim(self, place: Location, below: Sequence[str]) -> None:
        """The name at the place and those to be made below it: all but the last are folders, which changes may share."""
        refuse_unwritable(place)
        *folders, name = place.name, *below
        at = place.folder.path
        for folder in folders:
            if self.names.setdefault((at, folded(folder)), folder + "/") != folder + "/":
                raise _clash(place)
            at = os.path.join(at, folder)
        if (at, folded(name)) in self.names:
            raise _clash(place)
        self.names[at, folded(name)] = name


def _clash(place: Location) -> Refused:
    return Refused(
        f"{place.label}: two changes at once want this path, or one that some file systems take for it",
        "Nothing was written; make them one after the other.",
    )


# --- carrying a plan out --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Batch:
    """How far a plan of `total` changes has come. `busy`: the folders that were waited for in vain, once."""

    root: str
    total: int
    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: list[PostctlError] = field(default_factory=list)
    busy: set[str] = field(default_factory=set)

    def make(self, change: Change) -> None:
        """Make a change, or note why not. Raises `Interrupted` only."""
        folders = {os.path.dirname(path) for path in (change.path, change.moved_from) if path is not None}
        try:
            if self.busy & folders:
                raise Busy(f"{change.path}: not tried, its folder is locked", "Wait for the other program to end.")
            done = self.written if _make(self.root, change) else self.unchanged
            done.append(change.path)
        except Interrupted as stop:
            self._stop(stop)
        except PostctlError as error:
            self.failed.append(error)
            if isinstance(error, Busy):
                self.busy.update(folders)
            elif isinstance(error, WriteError) and _is_there(self.root, change):
                self.written.append(change.path)

    def finish(self) -> list[str]:
        """The paths written; raises what went wrong."""
        if not self.failed:
            return self.written
        first = self.failed[0]
        if self.total > 1:
            hints = dict.fromkeys(error.hint for error in self.failed if error.hint)
            raise WriteError(f"{self._counts()}:{self._lines()}", " ".join(hints), tuple(self.written)) from first
        if isinstance(first, WriteError):
            first.written = tuple(self.written)
        raise first

    def _stop(self, stop: Interrupted) -> NoReturn:
        if self.total == 1:
            raise stop
        told = Interrupted(f"{self._counts()}: {stop.message}{self._lines(*self.written)}", stop.hint)
        told.exit_code = stop.exit_code
        raise told from stop

    def _counts(self) -> str:
        left = self.total - len(self.written) - len(self.unchanged)
        return f"{len(self.written)} written, {left} not"

    def _lines(self, *written: str) -> str:
        from postctl.escaping import one_line

        lines = [f"{path}: written" for path in written] + [error.message for error in self.failed]
        return "".join("\n" + one_line(line) for line in lines)


def _make(root: str, change: Change) -> bool:
    safe_point()
    match change:
        case Change(before=None, after=bytes(new)):
            create(root, change.path, new)
        case Change(before=bytes(old), after=None):
            remove(root, change.path, old)
        case Change(before=bytes(old), after=bytes(new), moved_from=str(source)):
            move(root, source, change.path, old, new)
            prune(root, os.path.dirname(source), change.leaves)
        case Change(before=bytes(old), after=bytes(new)):
            return replace(root, change.path, old, new)
    return True


def _is_there(root: str, change: Change) -> bool:
    """Whether the disk has the new bytes although making the change failed, as when only a folder could not be synced."""
    with suppress(OSError, PostctlError), located(root, change.path) as place:
        return read(place).data == change.after
    return change.after is None


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
    except Busy as error:
        raise Busy(f"{label}: {error.message}", error.hint) from error
    except OSError as error:
        hint = _HINTS.get(error.errno or 0, "Remove the cause, then run this again.")
        raise WriteError(f"{label}: {error.strerror or error}", hint) from error
