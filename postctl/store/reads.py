"""Single files of a site, and paths as people type them. Nothing here writes, or leaves the site."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Sequence
from errno import ELOOP, EMLINK

from postctl.errors import ConfigError, PostctlError

MAX_CONFIG = 1024 * 1024
MAX_GIVEN = 5 * 1024 * 1024
_CHUNK = 1024 * 1024
_NO_LIMIT = 1 << 62


class Files:
    """The files of a site, for reading many of them: where a folder really is, is looked up once."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._real = os.path.realpath(root)
        self._folders: dict[str, str] = {}

    def read(self, path: str, *, limit: int | None = None) -> bytes:
        """The bytes of a file; with `limit` at most one more than that.

        A link is followed only to a file inside the site. Raises `PostctlError` with the reason where it cannot be read.
        """
        try:
            handle = self._opened(path)
        except (OSError, ValueError) as error:
            raise PostctlError(f"cannot be read: {getattr(error, 'strerror', None) or error}", "check its permissions") from error
        try:
            found = os.fstat(handle)
            if not stat.S_ISREG(found.st_mode):
                raise PostctlError("not a regular file", "move it away from the posts")
            return _all(handle, found.st_size, limit)
        except OSError as error:
            raise PostctlError(f"cannot be read: {error.strerror}", "check the disk") from error
        finally:
            os.close(handle)

    def _opened(self, path: str) -> int:
        """A handle of the file, or of the one it links to. Raises `OSError`; `PostctlError` where that leads out of the site."""
        folder, _, name = path.rpartition("/")
        if folder not in self._folders:
            self._folders[folder] = os.path.realpath(os.path.join(self._root, folder))
        home = self._folders[folder]
        if _NO_LINK and name not in ("", ".", "..") and inside(self._real, home):
            try:
                return os.open(f"{home}{os.sep}{name}", _READING)
            except OSError as error:
                if error.errno not in (ELOOP, EMLINK):
                    raise
        real = os.path.realpath(os.path.join(self._root, path))
        if not inside(self._real, real):
            raise PostctlError("it leads out of the site", "posts are read from inside the site's folder only")
        return os.open(real, _READING)


_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_READING = os.O_RDONLY | _NO_LINK | getattr(os, "O_NONBLOCK", 0)


def _all(handle: int, size: int, limit: int | None) -> bytes:
    """What a file holds, its size being known; one that grows meanwhile is read on."""
    left = _NO_LIMIT if limit is None else limit + 1
    parts: list[bytes] = []
    want = size + 1
    while want := min(want, left):
        parts.append(os.read(handle, want))
        if len(parts[-1]) < want:
            break
        left, want = left - want, _CHUNK
    return b"".join(parts)


def read_bytes(root: str, path: str, *, limit: int | None = None) -> bytes:
    """The bytes of one file of the site, as `Files.read` gives them."""
    return Files(root).read(path, limit=limit)


def given(path: str, most: int = MAX_GIVEN) -> bytes:
    """The bytes of a file that a person named, wherever it is, and one more than `most` of a longer one.

    Raises `PostctlError` with the reason where there are none.
    """
    try:
        with open(path, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode) and not stat.S_ISFIFO(os.fstat(file.fileno()).st_mode):
                raise PostctlError(f"{path} is no file", "name a file with the text")
            return file.read(most + 1)
    except (OSError, ValueError) as error:
        raise PostctlError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}", "check its name") from error


def read_text(root: str, name: str) -> str | None:
    """A small text file of a folder, or `None`: not there, not UTF-8, larger than 1 MiB, outside the folder."""
    try:
        data = read_bytes(root, name, limit=MAX_CONFIG)
        return data.decode() if len(data) <= MAX_CONFIG else None
    except (PostctlError, UnicodeDecodeError):
        return None


def names(root: str, folder: str) -> tuple[str, ...]:
    """The names in a folder below the root, sorted; none where it is not there or cannot be read."""
    real = os.path.realpath(os.path.join(root, folder))
    if not inside(os.path.realpath(root), real):
        return ()
    try:
        return tuple(sorted(os.listdir(real)))
    except OSError:
        return ()


def own_text(path: str) -> str | None:
    """A file of the user's own, which may be a link to anywhere; `None` if it is not there. Raises `ConfigError`."""
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_CONFIG + 1)
        return data.decode() if len(data) <= MAX_CONFIG else None
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "not UTF-8 text"
        raise ConfigError(f"{path}: cannot be read: {why}", "mend it, or move it away") from error


def first_program(names: Iterable[str], folders: Sequence[str]) -> str | None:
    """The first of some programs that one of the folders has."""
    return next((name for name in names for folder in folders if os.access(os.path.join(folder, name), os.X_OK)), None)


def linked(root: str, path: str) -> str | None:
    """The path of the file of the site that a symbolic link leads to; `None` for what is no such link."""
    whole = os.path.join(root, path)
    if not os.path.islink(whole):
        return None
    top, real = os.path.realpath(root), os.path.realpath(whole)
    return os.path.relpath(real, top).replace(os.sep, "/") if inside(top, real) else None


def relative(root: str, path: str) -> str | None:
    """A path as a person gave it (relative to the current folder, or absolute), relative to the root; `None` outside of it.

    The last part may be a link, which stays the name it is; a folder is the one it leads to.
    """
    whole = os.path.abspath(path)
    if os.path.isdir(whole):
        real = os.path.realpath(whole)
    else:
        real = os.path.join(os.path.realpath(os.path.dirname(whole)), os.path.basename(whole))
    return os.path.relpath(real, root).replace(os.sep, "/") if inside(root, real) else None


def inside(root: str, real: str) -> bool:
    """Whether a real path is the root or lies below it."""
    return real == root or real.startswith(root.rstrip(os.sep) + os.sep)
