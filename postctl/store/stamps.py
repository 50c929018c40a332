"""How files stand, so that what was found out about them counts as long as they stand so."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TypeAlias

import postctl
from postctl.digests import digest
from postctl.values import NamedTuple

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

    def younger(self, began: int) -> list[str]:
        """The files that could change under the time they have when reading them `began` (ns)."""
        if settled(self.latest, began):
            return []
        return [path for path, text in self.files.items() if not settled(int(text.split(",", 2)[1]), began)]


def stamp(root: str, files: Iterable[str]) -> Stamp:
    """The stamp of files below a root; those in hidden folders are named by the folder, and stand for themselves."""
    latest, standings = 0, {}
    for path in sorted(files):
        size, changed, number, touched = NOT_THERE if path[-1] == "/" else standing(f"{root}/{path}")
        latest = max(latest, changed)
        standings[path] = f"{size},{changed},{number},{touched}"
    return Stamp(digest("\0".join(part for each in standings.items() for part in each)), latest, standings)


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


@cache
def program() -> str:
    """A digest of postctl itself and of where packages are installed: what other versions have found does not count."""
    packages = [standing(folder) for folder in sys.path if folder.endswith("-packages")]
    return f"{_digest_of(os.path.dirname(postctl.__file__))} {sys.version} {packages}"


def _digest_of(top: str) -> str:
    """A digest of the modules below a folder: of their names, sizes and times."""
    found: list[str] = []
    pending = [top]
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.name.endswith(".py"):
                    known = entry.stat()
                    found.append(f"{entry.path}\0{known.st_size}\0{known.st_mtime_ns}\0{known.st_ino}")
                elif "." not in entry.name and entry.name != "__pycache__" and entry.is_dir():
                    pending.append(entry.path)
    return digest("\n".join(sorted(found)))


def now() -> int:
    """The time that files are stamped with (ns)."""
    return time.time_ns()
