"""How files stand, so that what was found out about them counts as long as they stand so; and the user's folder for that."""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from typing import NamedTuple, TypeAlias

import postctl

RACY = 2_000_000_000
"""Nanoseconds in which a file may change twice under one time stamp."""

Standing: TypeAlias = tuple[int, int, int, int]
"""Size, time, number, and the time that nobody can set: it tells of other permissions, and of an edit that kept the first."""

NOT_THERE: Standing = (-1, 0, 0, 0)


class Stamp(NamedTuple):
    """How the files of a site stand: a digest of their names, sizes and times, the time of the latest change (ns), and each."""

    digest: str
    latest: int
    files: Mapping[str, str]


def stamp(root: str, files: Iterable[str]) -> Stamp:
    """The stamp of files below a root; those in hidden folders are named by the folder, and stand for themselves."""
    digest, latest, standings = blake2b(digest_size=20), 0, {}
    for path in sorted(files):
        found = NOT_THERE if path.endswith("/") else standing(os.path.join(root, path))
        latest = max(latest, found[1])
        standings[path] = "{},{},{},{}".format(*found)
        digest.update(f"{path}\0{standings[path]}\0".encode("utf-8", "surrogateescape"))
    return Stamp(digest.hexdigest(), latest, standings)


def standing(path: str) -> Standing:
    """How a file stands, or the one it links to; `NOT_THERE` for none."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return NOT_THERE
    return found.st_size, found.st_mtime_ns, found.st_ino, found.st_ctime_ns


def settled(latest: int, began: int) -> bool:
    """Whether files that changed last at `latest` (ns) could not change any more under that time when reading them `began`."""
    return latest <= began - RACY


def program() -> str:
    """A digest of postctl itself and of where packages are installed: what other versions have found does not count."""
    top = os.path.dirname(postctl.__file__)
    found = (os.path.join(folder, name) for folder, _, names in os.walk(top) for name in names if name.endswith(".py"))
    packages = [standing(folder) for folder in sys.path if folder.endswith("-packages")]
    return f"{stamp(top, (os.path.relpath(path, top) for path in found)).digest} {sys.version} {packages}"


def now() -> int:
    """The time that files are stamped with (ns)."""
    return time.time_ns()


# --- the user's folder --------------------------------------------------------------------------------------------------


def name_of(text: str) -> str:
    """A file name for what a text stands for."""
    return blake2b(text.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def is_own(handle: int) -> bool:
    """Whether a file is a plain one of the user's own."""
    found = os.fstat(handle)
    return stat.S_ISREG(found.st_mode) and (not hasattr(os, "getuid") or found.st_uid == os.getuid())


def keep_newest(folder: str, ending: str, most: int) -> None:
    """Take away all but the newest files of that ending: what nobody has asked for in the longest time."""
    with suppress(OSError):
        names = [name for name in os.listdir(folder) if name.endswith(ending)]
        oldest = sorted(names, key=lambda name: (standing(os.path.join(folder, name))[1], name))
        for name in oldest[: max(0, len(names) - most)]:
            os.unlink(os.path.join(folder, name))
