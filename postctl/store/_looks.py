"""What was looked at on the disk to find out what a site is, and what came of it: found out again only where that has changed.

One small JSON file for each folder that somebody starts in, below the user's cache folder; whatever is wrong with it, it is as
if it were not there.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from postctl.digests import digest
from postctl.store import _data, private, reads, stamps
from postctl.store._walk import Walk
from postctl.values import NamedTuple, dataclass, field

_FORMAT = 2
_MOST = 100
"""So many folders and configurations to start with are kept."""


class Walked(NamedTuple):
    """All files below a folder, what is to be said of them, and whether some are missing. `digest`: of their names."""

    files: frozenset[str]
    notices: tuple[str, ...]
    partial: bool
    digest: str


@dataclass(slots=True)
class Looks:
    """The disk, looked at once. `clear`: what was seen can be told by `walks`, `folders` and `texts` alone.

    `walks`: by root. `marks`: names that make a folder worth a look; `folders`: those that each of some folders has. `texts`: how
    files stood that were read.
    """

    walks: dict[str, Walked] = field(default_factory=dict)
    marks: frozenset[str] = frozenset()
    folders: dict[str, list[str]] = field(default_factory=dict)
    texts: dict[str, list[int]] = field(default_factory=dict)
    clear: bool = True
    began: int = field(default_factory=stamps.now)

    def walk(self, root: str) -> Walked:
        """All files below a folder. Raises `UsageError` where it cannot be opened."""
        if root not in self.walks:
            walk = Walk(root)
            files = tuple(walk.files())
            self.walks[root] = Walked(frozenset(files), tuple(walk.notices), walk.partial, _digest(files))
        return self.walks[root]

    def names(self, folder: str) -> list[str]:
        """The marks that a folder has; none of one that cannot be opened."""
        self.folders[folder] = _marked(folder, self.marks)
        return self.folders[folder]

    def text(self, root: str, name: str) -> str | None:
        """A small text file of a folder, as `reads.read_text` gives it."""
        path = os.path.join(root, name)
        self.texts[path] = [*stamps.standing(path)]  # before it is read: who changes it meanwhile, changes that too
        return reads.read_text(root, name)


def _marked(folder: str, marks: frozenset[str]) -> list[str]:
    try:
        return sorted(marks.intersection(os.listdir(folder)))
    except OSError:
        return []


def _digest(names: Iterable[str]) -> str:
    return digest("\0".join(names))


class Known(NamedTuple):
    """Where what a site is can be kept. `file`: its path."""

    file: str

    @staticmethod
    def of(home: str | None, asked: object) -> Known | None:
        """The place for one way of asking, below postctl's cache folder; `None` where nothing is to be kept."""
        if home is None:
            return None
        name = digest(_data.text((_FORMAT, stamps.program(), asked)))
        return Known(os.path.join(home, "sites", f"{name}.json"))

    def recall(self, looks: Looks) -> Any:
        """What came of it the last time, where all that was looked at then stands the same; else `None`."""
        try:
            walks, marks, folders, texts, found = _data.value(private.read(self.file))
            same = (
                all(_marked(folder, marks) == names for folder, names in folders.items())
                and all([*stamps.standing(path)] == standing for path, standing in texts.items())
                and all(looks.walk(root).digest == digest for root, digest in walks.items())
            )
        except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
            return None
        return found if same else None

    def keep(self, looks: Looks, found: object) -> None:
        """Keep what came of all that was looked at, if nothing of it can still change under the time it has."""
        latest = max((max(each[1], each[3]) for each in looks.texts.values()), default=0)
        if not looks.clear or not stamps.settled(latest, looks.began):
            return
        try:
            walks = {root: walked.digest for root, walked in looks.walks.items()}
            text = _data.text([walks, looks.marks, looks.folders, looks.texts, found])
        except (TypeError, RecursionError):
            return
        private.write(self.file, text.encode("utf-8", "surrogatepass"), _MOST)
