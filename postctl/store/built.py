"""The generated site: which files it has, and the text of some of them. Only read, and never followed out of its folder."""

from __future__ import annotations

import gzip
import io
import os
import zlib
from collections.abc import Callable, Iterator

from postctl.errors import PostctlError, UsageError
from postctl.store import reads

MAX_TEXT = 64 * 1024 * 1024
MAX_FILES = 2_000_000
_PAGES = (".html", ".htm")


def read(folder: str) -> tuple[frozenset[str], Callable[[str], str | None]]:
    """The paths of the files in the folder of a generated site, with `/`, and a way to read one as text.

    Raises `UsageError` where there is no such folder, or no page in it; `PostctlError` where a part of it cannot be read.
    """
    if not os.path.isdir(folder):
        raise UsageError(f"no folder {folder}", "--built names the folder that the generator has written the site to")
    top = os.path.realpath(folder)
    files = frozenset(_files(top, folder))
    if not any(path.lower().endswith(_PAGES) for path in files):
        raise UsageError(f"{folder} has no HTML in it", "build the site first; --built names the folder it is written to")
    return files, lambda path: _text(top, path)


def _files(top: str, shown: str) -> Iterator[str]:
    pending, count = [""], 0
    while pending:
        folder = pending.pop()
        try:
            entries = sorted(os.scandir(os.path.join(top, folder)), key=lambda entry: entry.name)
        except OSError as error:
            raise PostctlError(f"{os.path.join(shown, folder)}: {error.strerror or error}", "check its permissions") from error
        for entry in entries:
            path = folder + entry.name
            if entry.is_dir(follow_symlinks=False):
                pending += [path + "/"] if entry.name != ".git" else []
            elif entry.is_file(follow_symlinks=False) or _leads_to_a_file(top, entry):
                yield path
            count += 1
            if count > MAX_FILES:
                raise PostctlError(f"{shown} has more than {MAX_FILES:,} files", "is it the folder of one site?")


def _leads_to_a_file(top: str, entry: os.DirEntry[str]) -> bool:
    target = os.path.realpath(entry.path)
    return entry.is_symlink() and reads.inside(top, target) and os.path.isfile(target)


def _text(top: str, path: str) -> str | None:
    """The text of a file, unpacked where it is packed; `None` where it cannot be read, or is too large."""
    try:
        data = reads.read_bytes(top, path, limit=MAX_TEXT)
        if path.endswith(".gz"):
            with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
                data = packed.read(MAX_TEXT + 1)
    except (PostctlError, OSError, EOFError, zlib.error):
        return None
    return data.decode(errors="replace") if len(data) <= MAX_TEXT else None
