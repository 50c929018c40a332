"""The file of an index: two tables of texts by path, in SQLite. Only `index` knows what they say."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

from postctl.store import private

if TYPE_CHECKING:
    import sqlite3

MOST = 4
"""So many ways of reading one site are kept; the oldest goes first."""

_TABLES = (
    "CREATE TABLE IF NOT EXISTS posts (path TEXT PRIMARY KEY, standing TEXT, head TEXT) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS more (path TEXT PRIMARY KEY, standing TEXT, rest TEXT, facts TEXT) WITHOUT ROWID",
)
_PATIENCE = 0.5
"""Seconds to wait for another process."""


def rows(file: str) -> list[Any]:
    """All rows of the first table; none where anything is wrong."""
    return _selected(file, "SELECT path, standing, head FROM posts")


def more(file: str, path: str | None = None) -> list[Any]:
    """The row of a path in the second table, or all of them."""
    every = "SELECT path, standing, rest, facts FROM more"
    return _selected(file, every) if path is None else _selected(file, f"{every} WHERE path = ?", path)


def _selected(file: str, query: str, *values: str) -> list[Any]:
    try:
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return []
    try:
        own = private.is_own(handle)
    finally:
        os.close(handle)
    if not own:
        return []
    try:
        import sqlite3
    except ImportError:  # a Python without it
        return []
    try:
        with closing(_connected(file, "ro")) as there:
            return there.execute(query, values).fetchall()
    except (sqlite3.Error, UnicodeError):
        return []


def write(
    file: str,
    gone: Iterable[str],
    rows: Sequence[tuple[str, ...]],
    more: Sequence[tuple[str, ...]],
    facts: Iterable[tuple[str, ...]],
) -> None:
    """Take paths out, put rows into both tables, and new facts, given with path and standing, into the rows of the second.

    Where the file is damaged, it is made anew with those rows.
    """
    try:
        import sqlite3
    except ImportError:
        return
    paths, told = [(path,) for path in gone], [(said, path, standing) for path, standing, said in facts]
    for _ in range(2):
        try:
            _made(file)
            with closing(_connected(file, "rw")) as there, there:
                there.execute("PRAGMA journal_mode = MEMORY")
                there.execute("PRAGMA synchronous = OFF")
                for table in _TABLES:
                    there.execute(table)
                there.executemany("DELETE FROM posts WHERE path = ?", paths)
                there.executemany("DELETE FROM more WHERE path = ?", paths)
                there.executemany("INSERT OR REPLACE INTO posts VALUES (?, ?, ?)", rows)
                there.executemany("INSERT OR REPLACE INTO more VALUES (?, ?, ?, ?)", more)
                there.executemany("UPDATE more SET facts = ? WHERE path = ? AND standing = ?", told)
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
