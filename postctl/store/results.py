"""What a check of a whole site has found, kept as long as no file of it has changed.

One small JSON file for each way of asking, in a folder of the site's own below the user's cache folder: never inside the site,
only for its owner to read, without the text of posts, and safe to delete. Whatever is wrong with it is no error: it is as if it
were not there.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from postctl.errors import PostctlError
from postctl.store import stamps, write
from postctl.store.stamps import Stamp

MOST = 12
"""So many ways of asking are kept of one site; the oldest goes first."""

_FORMAT = 3
_LARGEST = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Results:
    """What is kept of a site. `home`: the user's cache folder of postctl; `asked`: how it was asked, as a text."""

    home: str
    root: str
    asked: str

    @property
    def folder(self) -> str:
        """Where it lies."""
        return os.path.join(self.home, "results", stamps.name_of(self.root))

    def recall(self, stamp: Stamp) -> Mapping[str, Any] | None:
        """What was found when the files stood just so; `None` if nobody has asked then."""
        try:
            handle = os.open(os.path.join(self.folder, self._name), os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
            with os.fdopen(handle, "rb") as file:
                if not stamps.is_own(file.fileno()):
                    return None
                record = json.loads(file.read(_LARGEST))
        except (OSError, ValueError, RecursionError):
            return None
        if not isinstance(record, dict) or record.get("stamp") != stamp.digest or record.get("format") != _FORMAT:
            return None
        outside = record.get("outside")
        if not isinstance(outside, dict) or any(
            outside[name] != [*stamps.standing(os.path.join(self.root, name))] for name in outside
        ):
            return None
        found = record.get("found")
        return found if isinstance(found, dict) else None

    def keep(self, stamp: Stamp, outside: Iterable[str], found: Mapping[str, Any], began: int) -> None:
        """Keep what was found by a check that began at `began` (ns). `outside`: files it has read that no stamp knows."""
        others = {name: [*stamps.standing(os.path.join(self.root, name))] for name in outside}
        if not stamps.settled(max([stamp.latest, *(changed for _, changed, *_ in others.values())]), began):
            return
        record = {"format": _FORMAT, "stamp": stamp.digest, "outside": others, "found": found}
        with suppress(OSError, PostctlError):
            os.makedirs(self.folder, mode=0o700, exist_ok=True)
            with suppress(FileNotFoundError):
                os.unlink(os.path.join(self.folder, self._name))
            write.create(self.folder, self._name, json.dumps(record, separators=(",", ":")).encode(), private=True)
            stamps.keep_newest(self.folder, ".json", MOST)

    @property
    def _name(self) -> str:
        return f"{stamps.name_of(self.asked)}.json"
