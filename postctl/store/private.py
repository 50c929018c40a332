"""Files that postctl keeps for itself in the user's cache folder: only for their owner to read, and safe to delete."""

from __future__ import annotations

import os
import stat
from contextlib import suppress

from postctl.errors import PostctlError
from postctl.store import stamps

_LARGEST = 256 * 1024 * 1024


def read(file: str) -> bytes:
    """What such a file holds. Raises `OSError` for none, and for one that is linked or somebody else's."""
    handle = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    with os.fdopen(handle, "rb") as opened:
        if not is_own(opened.fileno()):
            raise PermissionError(file)
        return opened.read(_LARGEST)


def write(file: str, data: bytes, most: int) -> None:
    """Put such a file there, in place of one of its name. So many of its kind stay in the folder; what fails is left."""
    from postctl.store import write as disk

    folder, name = os.path.split(file)
    with suppress(OSError, PostctlError):
        os.makedirs(folder, mode=0o700, exist_ok=True)
        with suppress(FileNotFoundError):
            os.unlink(file)
        disk.create(folder, name, data, private=True)
        keep_newest(folder, os.path.splitext(name)[1], most)


def is_own(handle: int) -> bool:
    """Whether a file is a plain one of the user's own."""
    found = os.fstat(handle)
    return stat.S_ISREG(found.st_mode) and (not hasattr(os, "getuid") or found.st_uid == os.getuid())


def keep_newest(folder: str, ending: str, most: int) -> None:
    """Take away all but the newest files of that ending: what nobody has asked for in the longest time."""
    with suppress(OSError):
        names = [name for name in os.listdir(folder) if name.endswith(ending)]
        oldest = sorted(names, key=lambda name: (stamps.standing(os.path.join(folder, name))[1], name))
        for name in oldest[: max(0, len(names) - most)]:
            os.unlink(os.path.join(folder, name))
