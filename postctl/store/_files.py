"""The single steps on one file: read it, write a draft of it beside it, give the draft its name."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from postctl.errors import Refused, WriteError
from postctl.store._folders import (
    EFFECTIVE,
    TEMPORARY,
    Location,
    exists,
    leftovers,
    sync,
    sync_folder,
    taken,
    unwritable,
)
from postctl.values import dataclass

_BINARY = getattr(os, "O_BINARY", 0)  # Windows would translate newlines
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_READ = os.O_RDONLY | _BINARY | _NO_FOLLOW | getattr(os, "O_NONBLOCK", 0)  # a named pipe must not make us wait
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY | _NO_FOLLOW
_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL})

Dress = Callable[[int], None]
"""Gives an open new file its mode, owner and attributes."""


# --- reading ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it was read: equal to another reading only if nobody touched it in between.

    `inode` is (device, inode), `modified` in ns since the epoch, `owner` (user, group).
    """

    data: bytes
    inode: tuple[int, int]
    modified: int
    mode: int
    owner: tuple[int, int]
    links: int
    attributes: tuple[tuple[str, bytes], ...]


def read(location: Location) -> Original:
    """Read a regular file, never through a link. Raises `Refused` if it is anything else, `OSError` if it cannot be read."""
    fd = _open_to_read(location)
    try:
        found = os.fstat(fd)
        if not stat.S_ISREG(found.st_mode):
            raise Refused(f"{location.label}: is not a regular file", "Posts are plain files.")
        return Original(
            data=_all_bytes(fd),
            inode=(found.st_dev, found.st_ino),
            modified=found.st_mtime_ns,
            mode=stat.S_IMODE(found.st_mode),
            owner=(found.st_uid, found.st_gid),
            links=found.st_nlink,
            attributes=_attributes(fd),
        )
    finally:
        os.close(fd)


def _open_to_read(location: Location) -> int:
    try:
        return os.open(location.at, _READ, dir_fd=location.folder.fd)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EMLINK):
            raise Refused(f"{location.label}: is a symbolic link", "Name the file it points to.") from error
        raise


def _all_bytes(fd: int) -> bytes:
    return b"".join(iter(lambda: os.read(fd, 1 << 20), b""))


def _attributes(fd: int) -> tuple[tuple[str, bytes], ...]:
    """Extended attributes, as far as they can be read; Python knows them on Linux only."""
    if sys.platform == "linux":
        with suppress(OSError):
            return tuple((name, os.getxattr(fd, name)) for name in os.listxattr(fd))
    return ()


def read_unchanged(location: Location, old: bytes) -> Original:
    """Read a file that is expected to hold `old`. Raises `WriteError` if it does not."""
    original = read(location)
    if original.data != old:
        raise _changed(location)
    return original


def _changed(location: Location) -> WriteError:
    return WriteError(f"{location.label}: changed on disk since it was read", "It was left as it is; run this again.")


def refuse_hard_links(location: Location, original: Original) -> None:
    """A file that gets a new inode leaves its other names behind with the old text."""
    links = original.links
    if links > 1:
        links -= leftovers(location.folder, original.inode)
    if links > 1:
        raise Refused(
            f"{location.label}: has {links} names (hard links), and the others would keep the old text",
            "Make it a file of its own first: cp -p FILE COPY, then mv COPY FILE.",
        )


def refuse_read_only(location: Location) -> None:
    """A swap needs no right to write the file itself, but its author took that right away for a reason."""
    if not os.access(location.at, os.W_OK, dir_fd=location.folder.fd, effective_ids=EFFECTIVE):
        raise WriteError(f"{location.label}: the file is read-only", "Allow writing to it, then run this again.")


def arrived(location: Location, new: bytes, original: Original) -> bool:
    """Whether a move that was cut short had already put `new` here. Never true of `original` itself under another name."""
    try:
        found = read(location)
    except FileNotFoundError:
        return False
    return found.data == new and found.inode != original.inode


# --- writing ------------------------------------------------------------------------------------------------------------


@contextmanager
def draft(location: Location, data: bytes, dress: Dress) -> Iterator[Location]:
    """A durable file with `data` beside the location, under a name nobody can guess; gone after the block unless renamed."""
    first, last = TEMPORARY
    temporary = Location(location.folder, f"{first}{os.urandom(8).hex()}{last}", location.label)
    fd = _open_new(temporary)
    try:
        try:
            _write_all(fd, data)
            dress(fd)
            sync(fd)
        finally:
            os.close(fd)
        yield temporary
    finally:
        with suppress(OSError):  # after a swap there is none; any other will be swept
            os.unlink(temporary.at, dir_fd=temporary.folder.fd)


def _open_new(temporary: Location) -> int:
    try:
        return os.open(temporary.at, _NEW, 0o600, dir_fd=temporary.folder.fd)
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise unwritable(temporary, os.strerror(error.errno)) from error
        raise


def _write_all(fd: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(fd, rest) :]


def like(original: Original) -> Dress:
    """Mode, and as far as the system allows owner and extended attributes, of another file."""

    def dress(fd: int) -> None:
        found = os.fstat(fd)
        if hasattr(os, "fchown") and (found.st_uid, found.st_gid) != original.owner:
            _give(fd, *original.owner)
        _set_attributes(fd, original.attributes)
        _set_mode(fd, original.mode)

    return dress


def _set_attributes(fd: int, attributes: tuple[tuple[str, bytes], ...]) -> None:
    """Best effort: some belong to the system."""
    if sys.platform == "linux":
        for name, value in attributes:
            with suppress(OSError):
                os.setxattr(fd, name, value)


def _give(fd: int, user: int, group: int) -> None:
    """Only root can give files away, but anyone can keep a group they belong to."""
    try:
        os.fchown(fd, user, group)
    except OSError:
        with suppress(OSError):
            os.fchown(fd, -1, group)


def as_new(fd: int) -> None:
    """The mode of any new file: what the user's umask leaves of 0666."""
    mask = os.umask(0o077)
    os.umask(mask)
    _set_mode(fd, 0o666 & ~mask)


def as_private(fd: int) -> None:
    """The mode of a file nobody else may read."""
    _set_mode(fd, 0o600)


def _set_mode(fd: int, mode: int) -> None:
    # File systems without modes refuse to set one, even the one they show.
    if hasattr(os, "fchmod") and stat.S_IMODE(os.fstat(fd).st_mode) != mode:
        os.fchmod(fd, mode)


def swap(temporary: Location, location: Location, original: Original) -> None:
    """Put the draft in place of the file that was read, if that is still the file that is there."""
    if read(location) != original:
        raise _changed(location)
    _rename(temporary, location)


def put(location: Location, data: bytes, dress: Dress) -> None:
    """Create a file that was not there. Raises `Refused` if the name is taken.

    It is whole from its first moment where the file system has hard links. Where it has none, the name is taken by an empty
    file first, and a kill before the rename that follows leaves that one.
    """
    with draft(location, data, dress) as temporary:
        try:
            _link(temporary, location)
        except FileExistsError:
            raise taken(location) from None


def _link(temporary: Location, location: Location) -> None:
    """A second name for the draft: unlike a rename, it fails if the name is taken."""
    folder = location.folder
    try:
        os.link(temporary.at, location.at, src_dir_fd=folder.fd, dst_dir_fd=folder.fd)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _claim(temporary, location)


def _claim(temporary: Location, location: Location) -> None:
    """Where there are no hard links: take the name with an empty file, which fails if it is taken, then swap."""
    os.close(os.open(location.at, _NEW, 0o600, dir_fd=location.folder.fd))
    try:
        _rename(temporary, location)
    except BaseException:
        take(location)
        raise


def _rename(source: Location, target: Location) -> None:
    os.replace(source.at, target.at, src_dir_fd=source.folder.fd, dst_dir_fd=target.folder.fd)


def leave(source: Location, original: Original, target: Location, *, undo: bool) -> None:
    """End a move: once the disk has the target, the source goes, if it still is what was read.

    If that fails and the source is there, `undo` removes the target, so that no post is there twice.
    """
    try:
        sync_folder(target.folder)
        if read(source) != original:
            raise _changed(source)
        take(source)
    except BaseException:
        if undo and exists(source):
            with suppress(OSError):
                take(target)
        raise


def take(location: Location) -> None:
    """The name goes, and the file with its last one."""
    os.unlink(location.at, dir_fd=location.folder.fd)


def confirm(location: Location) -> None:
    """The change is made: have the disk say that it will last. Raises `WriteError` if it does not."""
    try:
        sync_folder(location.folder)
    except OSError as error:
        raise WriteError(
            f"{location.label}: written, but the disk did not confirm it: {error.strerror}",
            "The new text is there now; check the disk before you rely on it.",
        ) from error
