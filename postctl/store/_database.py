"""The file of an index: rows of a path and four texts, in SQLite. Only `index` knows what they say."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from postctl.store import private

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

MOST = 4
"""So many ways of reading one site are kept; the oldest goes first."""

_TABLE = "CREATE TABLE IF NOT EXISTS posts (path TEXT PRIMARY KEY, standing TEXT, head TEXT, rest TEXT, facts TEXT) WITHOUT ROWID"
_PATIENCE = 0.5
"""Seconds to wait for another process."""


def rows(file: str) -> Iterator[tuple[str, ...]]:
    """All rows there are: a path and four texts each."""
    try:
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return
    try:
        own = private.is_own(handle)
    finally:
        os.close(handle)
    if not own:
        return
    try:
        import sqlite3
    except ImportError:  # a Python without it
        return
    try:
        with closing(_connected(file, "ro")) as there:
            found = there.execute("SELECT path, standing, head, rest, facts FROM posts").fetchall()
    except sqlite3.Error:
        return
    yield from (row for row in found if all(isinstance(each, str) for each in row))


def write(file: str, gone: Iterable[str], rows: Iterable[tuple[str, ...]]) -> None:
    """Take rows out and put others in; where the file is damaged, it is made anew with those."""
    try:
        import sqlite3
    except ImportError:
        return
    paths, texts = [(path,) for path in gone], [*rows]
    for _ in range(2):
        try:
            _made(file)
            with closing(_connected(file, "rw")) as there, there:
                there.execute("PRAGMA journal_mode = MEMORY")
                there.execute("PRAGMA synchronous = OFF")
                there.execute(_TABLE)
                there.executemany("DELETE FROM posts WHERE path = ?", paths)
                there.executemany("INSERT OR REPLACE INTO posts VALUES (?, ?, ?, ?, ?)", texts)
        except OSError:
            return
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _NOT_NOW:
                return
            with suppress(OSError):
                os.unlink(file)
        else:
            return


_NOT_NOW = frozenset({5, 6, 8, 10, 13, 14, 23})
"""What SQLite says of a file in use, or of a disk that takes no more: busy, locked, read-only, I/O, full, cannot open, denied."""


def _made(file: str) -> None:
    """Make an empty file for its owner only, where there is none. Raises `OSError` for one of somebody else's."""
    folder = os.path.dirname(file)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    handle = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        if not private.is_own(handle):
            raise PermissionError(file)
    finally:
        os.close(handle)
    private.keep_newest(folder, ".sqlite", MOST)


def _connected(file: str, mode: str) -> sqlite3.Connection:
    import sqlite3
    from urllib.parse import quote

    return sqlite3.connect(f"file:{quote(file)}?mode={mode}", uri=True, timeout=_PATIENCE)
