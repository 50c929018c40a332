"""What a check of a whole site has found, kept as long as no file of it has changed.

One small JSON file for each way of asking, in a folder of the site's own below the user's cache folder: never inside the site,
only for its owner to read, without the text of posts, and safe to delete. Whatever is wrong with it is no error: it is as if it
were not there.
"""

from __future__ import annotations

import json
import os
import stat
import sys
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, NamedTuple

import postctl
from postctl.errors import PostctlError
from postctl.store import write

MOST = 12
"""So many ways of asking are kept of one site; the oldest goes first."""

_FORMAT = 3
_RACY = 2_000_000_000
"""Nanoseconds in which a file may change twice under one time stamp."""
_LARGEST = 256 * 1024 * 1024


class Stamp(NamedTuple):
    """How the files of a site stand: a digest of their names, sizes and times, and the time of the latest change (ns)."""

    digest: str
    latest: int


def stamp(root: str, files: Iterable[str]) -> Stamp:
    """The stamp of files below a root; those in hidden folders are named by the folder, and stand for themselves."""
    digest, latest = blake2b(digest_size=20), 0
    for path in sorted(files):
        found = _stat(os.path.join(root, path))
        latest = max(latest, 0 if path.endswith("/") else found[1])
        digest.update(f"{path}\0{'' if path.endswith('/') else found}\0".encode("utf-8", "surrogateescape"))
    return Stamp(digest.hexdigest(), latest)


def _stat(path: str) -> tuple[int, int, int, int]:
    """Size, time, number, and the time that nobody can set: it tells of other permissions, and of an edit that kept the first."""
    try:
        found = os.stat(path)
    except OSError:
        return -1, 0, 0, 0
    return found.st_size, found.st_mtime_ns, found.st_ino, found.st_ctime_ns


def program() -> str:
    """A digest of postctl itself and of where packages are installed: what other versions have found does not count."""
    top = os.path.dirname(postctl.__file__)
    found = (os.path.join(folder, name) for folder, _, names in os.walk(top) for name in names if name.endswith(".py"))
    packages = [_stat(folder) for folder in sys.path if folder.endswith("-packages")]
    return f"{stamp(top, (os.path.relpath(path, top) for path in found)).digest} {sys.version} {packages}"


@dataclass(frozen=True, slots=True)
class Results:
    """What is kept of a site. `home`: the user's cache folder of postctl; `asked`: how it was asked, as a text."""

    home: str
    root: str
    asked: str

    @property
    def folder(self) -> str:
        """Where it lies."""
        return os.path.join(self.home, "results", _hash(self.root))

    def recall(self, stamp: Stamp) -> Mapping[str, Any] | None:
        """What was found when the files stood just so; `None` if nobody has asked then."""
        try:
            handle = os.open(os.path.join(self.folder, self._name), os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
            with os.fdopen(handle, "rb") as file:
                if not _own(file.fileno()):
                    return None
                record = json.loads(file.read(_LARGEST))
        except (OSError, ValueError, RecursionError):
            return None
        if not isinstance(record, dict) or record.get("stamp") != stamp.digest or record.get("format") != _FORMAT:
            return None
        outside = record.get("outside")
        if not isinstance(outside, dict) or any(outside[name] != [*_stat(os.path.join(self.root, name))] for name in outside):
            return None
        found = record.get("found")
        return found if isinstance(found, dict) else None

    def keep(self, stamp: Stamp, outside: Iterable[str], found: Mapping[str, Any], began: int) -> None:
        """Keep what was found by a check that began at `began` (ns). `outside`: files it has read that no stamp knows."""
        others = {name: [*_stat(os.path.join(self.root, name))] for name in outside}
        if max([stamp.latest, *(changed for _, changed, *_ in others.values())]) > began - _RACY:
            return
        record = {"format": _FORMAT, "stamp": stamp.digest, "outside": others, "found": found}
        with suppress(OSError, PostctlError):
            os.makedirs(self.folder, mode=0o700, exist_ok=True)
            with suppress(FileNotFoundError):
                os.unlink(os.path.join(self.folder, self._name))
            write.create(self.folder, self._name, json.dumps(record, separators=(",", ":")).encode(), private=True)
            self._forget()

    @property
    def _name(self) -> str:
        return f"{_hash(self.asked)}.json"

    def _forget(self) -> None:
        """Take away what nobody has asked for in the longest time."""
        names = [name for name in os.listdir(self.folder) if name.endswith(".json")]
        oldest = sorted(names, key=lambda name: (_stat(os.path.join(self.folder, name))[1], name))
        for name in oldest[: max(0, len(names) - MOST)]:
            os.unlink(os.path.join(self.folder, name))


def now() -> int:
    """The time that files are stamped with (ns)."""
    return time.time_ns()


def _hash(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def _own(handle: int) -> bool:
    """Whether a file is a plain one of the user's own."""
    found = os.fstat(handle)
    return stat.S_ISREG(found.st_mode) and (not hasattr(os, "getuid") or found.st_uid == os.getuid())
