"""What is known of the posts of a site from the last time: looked up as long as a file stands as it stood then.

One SQLite file for each way a site is read, in a folder of the site's own below the user's cache folder: never inside the site,
only for its owner to read, without the bodies of posts, and safe to delete. Whatever is wrong with it is no error: it is as if
it were not there. Two processes may use it at once; what one cannot write now, it leaves.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import repeat

from postctl.digests import digest
from postctl.site import Post
from postctl.store import _data, _database, _rows, stamps
from postctl.store._remembered import Again, Remembered, Source, remembered
from postctl.store._rows import More, Row
from postctl.store.stamps import Standing
from postctl.values import NamedTuple

_FORMAT = 2


class Memory(NamedTuple):
    """Where what can be found out again is remembered. `home`: postctl's cache folder; `zone`: what `TZ` says."""

    home: str
    zone: str = ""


class Kept(NamedTuple):
    """A post as the index has it. `latest`: the time (ns) at which one of its files changed last."""

    row: Row
    more: More
    latest: int


class Index:
    """The index of a site, read once. `file` is `None` where nothing is to be remembered."""

    def __init__(self, root: str, file: str | None = None, began: int = 0) -> None:
        self._root = root
        self._file = file
        self._began = began
        self._rows = {row[0]: tuple.__new__(Row, row) for row in _database.rows(file)} if file is not None else {}
        self._stood: dict[str, Standing] = {}
        self._fresh: dict[str, Kept] = {}
        self._more: dict[str, More] = {}
        self._looked_up = 0
        self._source: Source | None = None

    @staticmethod
    def of(memory: Memory | None, root: str, how: object) -> Index:
        """The index of a site that is read in some way: `how` is data of all that has a say in it, besides its files."""
        if memory is None:
            return Index(root)
        try:
            words = _data.text((_FORMAT, stamps.program(), _clock(memory), how))
        except TypeError:
            return Index(root)
        folder = os.path.join(memory.home, "index", digest(root))
        return Index(root, os.path.join(folder, f"{digest(words)}.sqlite"), stamps.now())

    def recall(self, paths: Sequence[str], again: Again, raw: Callable[[str], str | None]) -> Iterator[Post | None]:
        """The posts at some paths whose files stand as they stood, `None` for the others.

        `again` reads one where the whole of it is wanted, `raw` its text where that is enough.
        """
        self._source = Source(self._more_of, again, raw)
        if self._file is None:
            yield from repeat(None, len(paths))
            return
        for start in range(0, len(paths), _AT_ONCE):
            some = paths[start : start + _AT_ONCE]
            for path, post in zip(some, remembered([*map(self._row, some)], self._source), strict=True):
                if post is None and path not in self._stood:  # a row of nonsense
                    self._stood[path] = stamps.standing(f"{self._root}/{path}")
                yield post

    def kept(self, post: Post) -> Kept | None:
        """What is to be kept of a post that was read; `None` where it could not be written down."""
        own = self._stood.get(post.path)
        if own is None and self._file is not None:
            return None
        try:
            post.path.encode()
            standing, latest = self._standing(own or stamps.NOT_THERE, tuple(post.beside))
            return Kept(*_rows.rows(post, standing), latest)
        except (ValueError, TypeError, RecursionError):
            return None

    def post(self, kept: Kept) -> Post | None:
        """The post that was kept, without its document."""
        assert self._source is not None
        path = kept.row.path
        self._fresh[path], self._more[path] = kept, kept.more
        return next(remembered([kept.row], self._source))

    def keep(self, posts: Collection[Post]) -> None:
        """Remember the posts there are now, with what was found out about them; others are forgotten."""
        if self._file is None:
            return
        paths = {post.path for post in posts}
        gone = self._rows.keys() - paths
        whole = (self.kept(post) for post in posts if not isinstance(post, Remembered))
        fresh = [*filter(None, whole), *(self._fresh[path] for path in self._fresh.keys() & paths)]
        sure = [each for each in fresh if stamps.settled(each.latest, self._began)]  # it cannot change under the same time
        asked = self._source.known if self._source is not None else ()
        facts = [(*post.row[:2], _rows.facts(post)) for post in asked if len(post.known) > post.before and post.path in paths]
        if sure or gone or facts:
            _database.write(self._file, gone, [each.row for each in sure], [each.more for each in sure], facts)

    def _row(self, path: str) -> Row | None:
        """The row of a path, if its files stand as they stood."""
        own = stamps.standing(f"{self._root}/{path}")
        row = self._rows.get(path)
        if row is not None:
            then = row[1]
            if then == _alone(*own) or (then[-2:] == "}]" and then == self._standing(own, _beside(then))[0]):
                return row
        self._stood[path] = own  # before it is read: who changes it meanwhile, changes that too
        return None

    def _more_of(self, row: Row) -> More | None:
        """What else is kept of a post: looked up for it alone, until it is clear that all are asked for."""
        if row.path not in self._more and self._looked_up <= _SOME and self._file is not None:
            self._looked_up += 1
            found = _database.more(self._file, row.path if self._looked_up <= _SOME else None)
            self._more.update((each[0], More._make(each)) for each in found)
        more = self._more.get(row.path)
        return more if more is not None and more.standing == row.standing else None

    def _standing(self, own: Standing, beside: tuple[str, ...]) -> tuple[str, int]:
        """How a file that stands so, and those beside it, stand, as a text; and the time (ns) of the latest change of any."""
        _, changed, _, touched = own
        if not beside:
            return _alone(*own), max(changed, touched)
        others = {name: stamps.standing(f"{self._root}/{name}") for name in beside}
        latest = max(changed, touched, *(time for each in others.values() for time in (each[1], each[3])))
        return _rows.written([*own, others]), latest


_AT_ONCE = 512
"""So many rows are read in one go."""
_SOME = 8
"""So many posts are looked up one by one; who asks for more asks for all."""


def concerns(paths: Collection[str], posts: Iterable[Post]) -> bool:
    """Whether any of some files is one that a post of another file was read from."""
    return any(name in paths for post in posts for name in _others(post))


def _others(post: Post) -> Iterable[str]:
    return _beside(post.row.standing) if isinstance(post, Remembered) else post.beside


def _beside(standing: str) -> tuple[str, ...]:
    """The names of the other files that a post was read from."""
    if not standing.endswith("}]"):
        return ()
    try:
        return tuple(json.loads(standing)[4])
    except (ValueError, LookupError, TypeError):
        return ()


def _alone(size: int, changed: int, number: int, touched: int) -> str:
    """How a file without others beside it stands, as a text."""
    return f"[{size},{changed},{number},{touched}]"


def _clock(memory: Memory) -> object:
    """What the machine's own time zone is."""
    import time

    return memory.zone, time.tzname, stamps.standing("/etc/localtime")
