"""Folders held open: a path is resolved once, and from then on every step names a file *in that folder*.

A folder is opened by walking down from the root one name at a time without following links, so nothing that is moved or
linked elsewhere meanwhile can lead a write out of the root. Windows has neither folders as file descriptors nor `flock`:
there `Folder.fd` is `None`, steps use whole paths, and two writers are kept apart only by the check before the swap.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

from postctl.errors import Refused, WriteError
from postctl.store._signals import safe_point
from postctl.values import dataclass

HELD = os.open in os.supports_dir_fd
"""Whether a folder can be held open as a file descriptor."""

EFFECTIVE = os.access in os.supports_effective_ids
"""Whether `os.access` can ask for the user whose rights the process has, not the one who started it."""

_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)
_LOCK_SECONDS = 5.0
_STALE_SECONDS = 3600.0
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EBADF, errno.EINVAL})
_NO_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EBADF})


@dataclass(frozen=True, slots=True)
class Folder:
    """An open folder inside the root. `path` is its real path."""

    path: str
    fd: int | None

    def of(self, name: str) -> str:
        """What a call that is given `dir_fd=self.fd` takes for `name`."""
        return name if self.fd is not None else os.path.join(self.path, name)

    @property
    def at(self) -> str | int:
        """What a call that takes no `dir_fd` takes for the folder itself."""
        return self.path if self.fd is None else self.fd

    def names(self) -> list[str]:
        return os.listdir(self.at)

    def identity(self) -> tuple[int, int]:
        """Device and inode: one folder under two spellings is still one."""
        found = os.stat(self.at)
        return found.st_dev, found.st_ino


@dataclass(frozen=True, slots=True)
class Location:
    """A name in an open folder, whether or not a file has it. `label` is the path as people know it."""

    folder: Folder
    name: str
    label: str

    @property
    def at(self) -> str:
        return self.folder.of(self.name)


# --- from a path to a location ------------------------------------------------------------------------------------------


@contextmanager
def located(root: str, path: str, *, follow: bool = True, make: bool = False) -> Iterator[Location]:
    """Open the folder of `path`, an untrusted path relative to `root`.

    `follow`: a path that is a symbolic link stands for its target. `make`: missing folders are made, and unmade if the block
    fails. Raises `Refused` for anything outside the root, `FileNotFoundError` for a missing folder, other `OSError`s as is.
    """
    top = os.path.realpath(root)
    *folders, name = _parts(top, path, follow=follow)
    with _opened(Folder("", None), top) as start, _descended(start, folders, path if make else None) as folder:
        yield Location(folder, name, path)


@contextmanager
def reached(root: str, path: str) -> Iterator[tuple[Location, list[str]]]:
    """Where making the new file `path` would begin: a name in the deepest folder there is, and the names to make below it.

    Nothing is made. Raises as `located` does, and `OSError` for a name the file system cannot have.
    """
    top = os.path.realpath(root)
    missing = _parts(top, path, follow=False)
    with ExitStack() as folders:
        folder = folders.enter_context(_opened(Folder("", None), top))
        while len(missing) > 1:
            try:
                folder = folders.enter_context(_opened(folder, missing[0]))
            except FileNotFoundError:
                break
            del missing[0]
        for name in missing:
            with suppress(FileNotFoundError):
                os.stat(folder.of(name), dir_fd=folder.fd, follow_symlinks=False)
        yield Location(folder, missing[0], path), missing[1:]


def _parts(top: str, path: str, *, follow: bool) -> list[str]:
    """The names that lead from `top` to the file, links resolved."""
    if "\0" in path or not _encodable(path):
        raise Refused(f"{path!r}: no file can have this name", "Remove the characters that file systems do not allow.")
    if os.path.isabs(path):
        raise _outside(top, path)
    folder, name = os.path.split(os.path.join(top, path))
    if name in ("", os.curdir, os.pardir):
        raise Refused(f"{path or '(empty path)'}: names no file", "Give the path of a file below the site's folder.")
    real = os.path.realpath(os.path.join(folder, name)) if follow else os.path.join(os.path.realpath(folder), name)
    try:
        parts = os.path.relpath(real, top).split(os.sep)
    except ValueError:  # another drive
        raise _outside(top, path) from None
    if parts[0] in (os.pardir, os.curdir):
        raise _outside(top, path)
    return parts


def _encodable(path: str) -> bool:
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        return False
    return True


def _outside(top: str, path: str) -> Refused:
    return Refused(f"{path}: lies outside the site", f"Only files below {top} are written.")


@contextmanager
def _descended(folder: Folder, names: list[str], make_for: str | None) -> Iterator[Folder]:
    if not names:
        yield folder
        return
    with _child(folder, names[0], make_for) as child, _descended(child, names[1:], make_for) as last:
        yield last


@contextmanager
def _child(parent: Folder, name: str, make_for: str | None) -> Iterator[Folder]:
    made = make_for is not None and _made(Location(parent, name, make_for))
    try:
        with _opened(parent, name) as child:
            yield child
    except BaseException:
        if made:
            with suppress(OSError):  # another writer may use it by now
                os.rmdir(parent.of(name), dir_fd=parent.fd)
        raise


@contextmanager
def _opened(parent: Folder, name: str) -> Iterator[Folder]:
    path = os.path.join(parent.path, name)
    if not HELD:
        os.stat(path)  # as opening it would, raises if it is not there
        yield Folder(path, None)
        return
    fd = os.open(name, _FOLDER, dir_fd=parent.fd)
    try:
        yield Folder(path, fd)
    finally:
        os.close(fd)


def _made(place: Location) -> bool:
    """Make a folder durably, unless it is there."""
    if exists(place):  # what is there needs no lock on the folder above it
        return False
    with _alone_in(place.folder):
        if exists(place):
            return False
        refuse_twin(place)
        try:
            os.mkdir(place.at, dir_fd=place.folder.fd)
        except FileExistsError:  # another program was faster
            return False
        sync_folder(place.folder)
    return True


def exists(location: Location) -> bool:
    """Surely there; a disk that does not answer counts as no."""
    try:
        os.stat(location.at, dir_fd=location.folder.fd, follow_symlinks=False)
    except OSError:
        return False
    return True


def refuse_twin(location: Location, *, besides: str | None = None) -> None:
    """Raise `Refused` if the name is taken, or would be on a file system that folds case or Unicode normal form.

    `besides` is a name that does not count: the one a file is about to give up for this one.
    """
    key = folded(location.name)
    for other in location.folder.names():
        if other == location.name:
            raise taken(location)
        if other != besides and folded(other) == key:
            raise Refused(
                f"{location.label}: {other} is there already, and some file systems take it for {location.name}",
                "Choose a name that differs by more than case or accents' encoding.",
            )


def refuse_unwritable(location: Location) -> None:
    """Raise `WriteError` if no file can be made in the folder."""
    folder = location.folder
    if not os.access(folder.of(os.curdir), os.W_OK | os.X_OK, dir_fd=folder.fd, effective_ids=EFFECTIVE):
        read_only = hasattr(os, "statvfs") and os.statvfs(folder.at).f_flag & os.ST_RDONLY
        raise unwritable(location, os.strerror(errno.EROFS if read_only else errno.EACCES))


def unwritable(location: Location, reason: str) -> WriteError:
    """The error for a folder in which no file can be made."""
    return WriteError(
        f"{location.label}: its folder cannot be written: {reason}",
        "A file is replaced as a whole and never overwritten in place, so its folder must be writable.",
    )


def taken(location: Location) -> Refused:
    """The error for a name that is not free."""
    return Refused(f"{location.label}: exists already", "Nothing is overwritten; choose another name, or remove that file first.")


def folded(name: str) -> str:
    """What is left of a name where case and normal form do not count."""
    from unicodedata import normalize

    return normalize("NFD", normalize("NFD", name).casefold())


# --- one writer at a time -----------------------------------------------------------------------------------------------


class Busy(WriteError):
    """Another program holds a folder locked."""


@contextmanager
def locked(*folders: Folder) -> Iterator[None]:
    """Keep other postctl processes out of the folders, and sweep what killed ones left there.

    Folders are locked in one order everywhere, so two moves that cross cannot wait for each other.
    """
    distinct = {folder.identity(): folder for folder in folders}
    with ExitStack() as stack:
        for _, folder in sorted(distinct.items(), key=lambda item: item[0]):
            stack.enter_context(_alone_in(folder))
            _sweep(folder)
        yield


@contextmanager
def _alone_in(folder: Folder) -> Iterator[None]:
    """An exclusive `flock` on the folder itself: no lock file to leave behind."""
    safe_point()
    if sys.platform == "win32" or folder.fd is None:
        yield
        return
    from fcntl import LOCK_UN, flock

    held = _lock(folder.fd, folder.path)
    try:
        yield
    finally:
        if held:
            flock(folder.fd, LOCK_UN)


def _lock(fd: int, path: str) -> bool:
    """Wait for the lock. False: this file system (some network ones) has no locks, and the check before the swap must do."""
    from fcntl import LOCK_EX, LOCK_NB, flock

    deadline = time.monotonic() + _LOCK_SECONDS
    while True:
        try:
            flock(fd, LOCK_EX | LOCK_NB)
        except OSError as error:
            if error.errno in _NO_LOCKS:
                return False
            if error.errno not in (errno.EAGAIN, errno.EACCES):
                raise
        else:
            return True
        safe_point()
        if time.monotonic() > deadline:
            raise Busy(f"another program holds {path} locked", "Wait for it to end, then run this again.")
        time.sleep(0.005)


TEMPORARY = (".postctl-", ".tmp")
"""How the names of temporary files begin and end."""


def _sweep(folder: Folder) -> None:
    """Remove what a killed run left: best effort, since it is litter and not what was asked for."""
    for name in _temporary(folder):
        with suppress(OSError):
            if _stale(folder, name):
                os.unlink(folder.of(name), dir_fd=folder.fd)


def _temporary(folder: Folder) -> Iterator[str]:
    first, last = TEMPORARY
    with suppress(OSError):
        for name in folder.names():
            if name.startswith(first) and name.endswith(last):
                yield name


def _stale(folder: Folder, name: str) -> bool:
    # Two names: killed after the file got its real name. At once, or the post would pass for one with a hard link.
    found = os.stat(folder.of(name), dir_fd=folder.fd, follow_symlinks=False)
    ours = found.st_uid == (os.geteuid() if hasattr(os, "geteuid") else 0)
    return ours and (found.st_nlink > 1 or found.st_mtime < time.time() - _STALE_SECONDS)


def leftovers(folder: Folder, inode: tuple[int, int]) -> int:
    """How many names of this file, given by device and inode, are a killed run's that the next write will sweep."""
    number = 0
    for name in _temporary(folder):
        with suppress(OSError):
            found = os.stat(folder.of(name), dir_fd=folder.fd, follow_symlinks=False)
            number += (found.st_dev, found.st_ino) == inode and _stale(folder, name)
    return number


# --- durable ------------------------------------------------------------------------------------------------------------


def sync(fd: int) -> None:
    """Return when the disk has the bytes."""
    if sys.platform == "darwin":  # where fsync leaves them in the drive's own cache
        from fcntl import F_FULLFSYNC, fcntl

        with suppress(OSError):
            fcntl(fd, F_FULLFSYNC)
            return
    os.fsync(fd)


def sync_folder(folder: Folder) -> None:
    """Return when the disk has the names, on every file system that knows how to say so."""
    if folder.fd is None:
        return
    try:
        sync(folder.fd)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise
