"""What is known of the posts of a site from the last time: looked up as long as a file stands as it stood then.

One SQLite file for each way a site is read, in a folder of the site's own below the user's cache folder: never inside the site,
only for its owner to read, without the bodies of posts, and safe to delete. Whatever is wrong with it is no error: it is as if
it were not there. Two processes may use it at once; what one cannot write now, it leaves.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from postctl.site import Post
from postctl.store import _data, _database, _rows, stamps
from postctl.store._rows import Again, Row

_FORMAT = 1


class Memory(NamedTuple):
    """Where what can be found out again is remembered. `home`: postctl's cache folder; `zone`: what `TZ` says."""

    home: str
    zone: str = ""


class Index:
    """The index of a site, read once. `file` is `None` where nothing is to be remembered."""

    def __init__(self, root: str, file: str | None = None, began: int = 0) -> None:
        self._root = root
        self._file = file
        self._began = began
        self._rows: dict[str, Row] = {path: Row(*texts) for path, *texts in _database.rows(file)} if file is not None else {}
        self._changed: dict[str, Row] = {}

    @staticmethod
    def of(memory: Memory | None, root: str, how: object) -> Index:
        """The index of a site that is read in some way: `how` is data of all that has a say in it, besides its files."""
        if memory is None:
            return Index(root)
        try:
            words = _data.text((_FORMAT, stamps.program(), _clock(memory), how))
        except TypeError:
            return Index(root)
        folder = os.path.join(memory.home, "index", stamps.name_of(root))
        return Index(root, os.path.join(folder, f"{stamps.name_of(words)}.sqlite"), stamps.now())

    def recall(self, path: str, again: Again) -> Post | None:
        """The post at a path, if its file stands as it stood; `again` reads it where the whole of it is wanted."""
        row = self._rows.get(path)
        if row is None or row.standing != self._standing(path, _beside(row.standing)):
            return None
        try:
            return _rows.remembered(path, row, again)
        except (ValueError, TypeError, LookupError):
            return None

    def learn(self, posts: Iterable[Post]) -> None:
        """Remember posts that were read, and what was found out about those that are remembered."""
        if self._file is None:
            return
        for post in posts:
            row = self._row(post)
            if row is not None and row != self._rows.get(post.path):
                self._rows[post.path] = self._changed[post.path] = row

    def keep(self, paths: Collection[str]) -> None:
        """Write down what was learnt. `paths`: of all posts there are now; the others are forgotten."""
        gone = self._rows.keys() - paths
        if self._file is None or not (self._changed or gone):
            return
        rows = [(path, *row) for path, row in self._changed.items()]
        _database.write(self._file, gone, rows)
        self._changed.clear()

    def _row(self, post: Post) -> Row | None:
        """What is to be kept of a post; `None` where its files may still change under the same time, or it cannot be written."""
        try:
            post.path.encode()
            if isinstance(post, _rows.Remembered):
                return _rows.renewed(post)
            standing = self._standing(post.path, tuple(post.beside))
            if not stamps.settled(_latest(standing), self._began):
                return None
            return _rows.row(post, standing)
        except (ValueError, TypeError, RecursionError):
            return None

    def _standing(self, path: str, beside: tuple[str, ...]) -> str:
        """How the file of a post stands, and those beside it, as a text."""
        size, changed, number, touched = stamps.standing(f"{self._root}/{path}")
        if not beside:
            return f"[{size},{changed},{number},{touched}]"
        others = {name: stamps.standing(f"{self._root}/{name}") for name in beside}
        return _json([size, changed, number, touched, others])


def concerns(paths: Collection[str], posts: Iterable[Post]) -> bool:
    """Whether any of some files is one that a post of another file was read from."""
    return any(name in paths for post in posts for name in _others(post))


def _others(post: Post) -> Iterable[str]:
    return _beside(post.row.standing) if isinstance(post, _rows.Remembered) else post.beside


def _beside(standing: str) -> tuple[str, ...]:
    """The names of the other files that a post was read from."""
    if not standing.endswith("}]"):
        return ()
    try:
        return tuple(json.loads(standing)[4])
    except (ValueError, LookupError, TypeError):
        return ()


def _latest(standing: str) -> int:
    """The time (ns) of the latest change of any of the files."""
    own = json.loads(standing)
    files: list[list[int]] = [own[:4], *(own[4].values() if len(own) > 4 else ())]
    return max(max(each[1], each[3]) for each in files)


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))


def _clock(memory: Memory) -> object:
    """What the machine's own time zone is."""
    import time

    return memory.zone, time.tzname, stamps.standing("/etc/localtime")
