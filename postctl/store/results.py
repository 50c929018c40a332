"""What a check of a whole site has found, kept as long as no file of it has changed.

One small JSON file for each way of asking, in a folder of the site's own below the user's cache folder: never inside the site,
only for its owner to read, without the text of posts, and safe to delete. Whatever is wrong with it is no error: it is as if it
were not there.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from typing import Any

from postctl.digests import digest
from postctl.store import private, stamps
from postctl.store.stamps import Stamp
from postctl.values import NamedTuple, dataclass

MOST = 12
"""So many ways of asking are kept of one site; the oldest goes first."""

_FORMAT = 4


class Record(NamedTuple):
    """What was found, and how the files stood then."""

    stamp: Stamp
    found: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Results:
    """What is kept of a site. `home`: the user's cache folder of postctl; `asked`: how it was asked, as a text."""

    home: str
    root: str
    asked: str

    @property
    def folder(self) -> str:
        """Where it lies."""
        return os.path.join(self.home, "results", digest(self.root))

    def recall(self) -> Record | None:
        """What was found the last time that somebody asked; `None` where nobody has, or another file counts that has changed."""
        try:
            record = json.loads(private.read(self._file))
            return self._record(record) if record["format"] == _FORMAT else None
        except (OSError, ValueError, RecursionError, KeyError, TypeError, AttributeError):
            return None

    def _record(self, record: Mapping[str, Any]) -> Record | None:
        outside = dict(record["outside"])
        if any(outside[name] != [*stamps.standing(os.path.join(self.root, name))] for name in outside):
            return None
        return Record(Stamp(str(record["stamp"]), 0, dict(record["files"])), dict(record["found"]))

    def keep(self, stamp: Stamp, outside: Iterable[str], found: Mapping[str, Any], began: int) -> None:
        """Keep what was found by a check that began at `began` (ns). `outside`: files it has read that no stamp knows.

        A file that has just changed may change again under the same time: it is kept as one that stands otherwise now.
        """
        others = {name: [*stamps.standing(os.path.join(self.root, name))] for name in outside}
        if not stamps.settled(max((changed for _, changed, *_ in others.values()), default=0), began):
            return
        young = stamp.younger(began)
        files, whole = {**stamp.files, **dict.fromkeys(young, "")}, "" if young else stamp.digest
        record = {"format": _FORMAT, "stamp": whole, "files": files, "outside": others, "found": found}
        private.write(self._file, json.dumps(record, separators=(",", ":")).encode(), MOST)

    @property
    def _file(self) -> str:
        return os.path.join(self.folder, f"{digest(self.asked)}.json")
