"""All files below a folder, whatever lies there."""

from __future__ import annotations

import os
from collections.abc import Iterator

from postctl.errors import UsageError
from postctl.store import reads
from postctl.values import dataclass, field

_MARKDOWN = (".md", ".markdown", ".mdx")
_SKIPPED = frozenset({"node_modules", "__pycache__"})


def is_shut(folder: str) -> bool:
    """Whether nobody looks into a folder, given with a slash, relative to the root: it is hidden, or holds what others made."""
    name = folder[:-1].rpartition("/")[2]
    return name.startswith(".") or name in _SKIPPED or folder == "vendor/"


@dataclass(slots=True)
class Walk:
    """All regular files below a root, as relative paths. Hidden and vendored folders are named (`name/`), not entered."""

    root: str
    notices: list[str] = field(default_factory=list)
    partial: bool = False

    def files(self) -> Iterator[str]:
        pending = [""]
        while pending:
            folder = pending.pop()
            try:
                entries = sorted(os.scandir(os.path.join(self.root, folder)), key=lambda entry: entry.name)
            except OSError as error:
                self._unread(folder, error)
                continue
            for entry in entries:
                path = folder + entry.name
                if entry.is_dir(follow_symlinks=False):
                    if is_shut(path + "/"):
                        yield path + "/"
                    else:
                        pending.append(path + "/")
                elif self._is_file(entry, path):
                    yield path

    def _is_file(self, entry: os.DirEntry[str], path: str) -> bool:
        if entry.name.startswith(".postctl-"):
            return False
        if not entry.is_symlink():
            regular = entry.is_file(follow_symlinks=False)
            if not regular and path.endswith(_MARKDOWN):
                self.notices.append(f"{path}: not a regular file, left out")
            return regular
        try:
            target = os.path.realpath(entry.path)
        except OSError as error:
            self.notices.append(f"{path}: {error.strerror or error}, not followed")
            return False
        if os.path.isdir(target):
            self.notices.append(f"{path}: a link to a folder is not followed")
            return False
        if not reads.inside(self.root, target):
            self.notices.append(f"{path}: a link that leads out of the site is not followed")
            return False
        if not os.path.lexists(target) and path.endswith(_MARKDOWN):
            self.notices.append(f"{path}: a link to nothing")
        return os.path.isfile(target)

    def _unread(self, folder: str, error: OSError) -> None:
        if not folder:
            raise UsageError(f"{self.root}: {error.strerror or error}", "-C names the folder to start in")
        self.notices.append(f"{folder}: {error.strerror or error}, its posts are missing here")
        self.partial = True
