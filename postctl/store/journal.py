"""What commands have written, kept outside the site so that it can be taken back.

Each command that writes leaves one entry: a small JSON file in a folder of the site's own below the user's state folder. It is
there, durably, before the first file of the site changes, and holds for each file only the bytes that were cut out and the
digests of the whole before and after: enough to give the old file back from the new one, and to see whether anybody has touched
it since. An entry's state stands in its name: `begun`, `done` or `undone`. One that is still `begun` while no command is at work
is what a command left that was killed.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Literal, TypeAlias, cast

from postctl import digests
from postctl.errors import PostctlError
from postctl.model import Change
from postctl.regexes import later
from postctl.store import reads, write
from postctl.values import NamedTuple, dataclass, replace

MOST_ENTRIES = 200
MOST_BYTES = 64 * 1024 * 1024
"""What is kept of one site; the oldest entries go first, the newest never does."""

FORMAT = 1

State: TypeAlias = Literal["begun", "done", "undone"]

_NAME = later(r"(?P<number>\d{8,})-[0-9a-f]{8}\.(?P<state>begun|done|undone)\.json", re.ASCII)


# --- an entry -----------------------------------------------------------------------------------------------------------


class Step(NamedTuple):
    """One change that was to be made. `old`, `new`: SHA-256 of the file before and after, `None` where there was or is none.

    The old bytes are the first `head` and the last `tail` bytes of the new ones, with `cut` between them.
    """

    path: str
    moved_from: str | None
    old: str | None
    new: str | None
    head: int
    tail: int
    cut: bytes

    def before(self, after: bytes) -> bytes:
        """The bytes of the file before, made of those after."""
        return after[: self.head] + self.cut + after[len(after) - self.tail :]


class Entry(NamedTuple):
    """What one command has written. `command`: its words as a shell takes them; `at`: RFC 3339; `made`: the folders it made."""

    name: str
    state: State
    command: str
    at: str
    steps: tuple[Step, ...]
    made: tuple[str, ...]
    root: str


def _step(change: Change) -> Step:
    old, new = change.before or b"", change.after or b""
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    cut = old[head : len(old) - tail]
    return Step(change.path, change.moved_from, _digest(change.before), _digest(change.after), head, tail, cut)


def _alike(one: bytes, other: bytes) -> int:
    """How many bytes two texts begin with together."""
    if one == other:
        return len(one)
    return next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _digest(data: bytes | None) -> str | None:
    return None if data is None else digests.of_bytes(data)


def _encoded(command: str, at: str, root: str, changes: Sequence[Change]) -> bytes:
    from base64 import b64encode

    steps = [each._asdict() | {"cut": b64encode(each.cut).decode()} for each in map(_step, changes)]
    made = list(dict.fromkeys(folder for change in changes for folder in _missing(root, change)))
    text = json.dumps({"postctl_journal": FORMAT, "root": root, "command": command, "at": at, "made": made, "steps": steps})
    return text.encode()


def _missing(root: str, change: Change) -> Iterator[str]:
    """The folders a change will make, the deepest first."""
    folder = os.path.dirname(change.path) if change.after is not None else ""
    while folder and not os.path.lexists(os.path.join(root, folder)):
        yield folder
        folder = os.path.dirname(folder)


def _decoded(name: str, data: bytes) -> Entry | None:
    """An entry of the journal; `None` for a file that is none, or of another format."""
    from base64 import b64decode

    found = _NAME.fullmatch(name)
    try:
        said = json.loads(data)
        if found is None or said["postctl_journal"] != FORMAT:
            return None
        steps = tuple(Step(**{**each, "cut": b64decode(each["cut"], validate=True)}) for each in said["steps"])
        datetime.fromisoformat(said["at"])
        return Entry(
            name, cast("State", found["state"]), said["command"], said["at"], steps, tuple(said["made"]), str(said["root"])
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


# --- the journal of a site -----------------------------------------------------------------------------------------------


class _TouchedError(PostctlError):
    """A file is not as the command left it, nor as it was before."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class Undoing(NamedTuple):
    """How an entry is taken back: the changes, and the files that somebody has changed since, which stay as they are."""

    changes: tuple[Change, ...]
    touched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Journal:
    """The entries of the site at `root`, below `home`, the user's state folder of postctl."""

    home: str
    root: str
    site: str = ""

    @property
    def folder(self) -> str:
        """Where the entries of this site lie."""
        return os.path.join(self.home, "journal", digests.of_bytes(os.fsencode(self.site or self.root))[:20])

    def of(self, entry: Entry) -> Journal:
        """The journal, for taking back an entry: its files may lie at the top of the repository."""
        return replace(self, root=entry.root, site=self.site or self.root)

    @contextmanager
    def recording(self, command: str, at: str, changes: Sequence[Change]) -> Iterator[None]:
        """Remember what the block is about to write. Raises `PostctlError` before the block if that cannot be remembered."""
        name, data = self._next_name(), _encoded(command, at, self.root, changes)
        with self._reported():
            os.makedirs(self.folder, mode=0o700, exist_ok=True)
            lock = os.open(os.path.join(self.folder, "lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _hold(lock)
            write.create(self.folder, name, data, private=True)
            try:
                yield
            finally:
                self._end(name, changes)
        finally:
            os.close(lock)

    @contextmanager
    def _reported(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise PostctlError(f"{self.folder}: {error.strerror or error}", "postctl undo needs it") from error

    def entries(self) -> list[Entry]:
        """All entries, the newest first; files that are none are passed over."""
        found = (self._entry(name) for name in self._names())
        return [entry for entry in found if entry is not None]

    def last(self) -> Entry | None:
        """The newest entry that was not taken back yet."""
        names = (name for name in self._names() if not name.endswith(".undone.json"))
        return next((entry for name in names if (entry := self._entry(name)) is not None), None)

    def cut_short(self) -> Entry | None:
        """The last command's entry, if that was killed before it came to its end."""
        name = next(iter(self._names()), "")
        return self._entry(name) if name.endswith(".begun.json") and not self.at_work() else None

    def undoing(self, entry: Entry) -> Undoing:
        """What takes an entry back, by what is on the disk now. What was never made, or is back already, needs nothing."""
        changes: list[Change] = []
        touched: list[str] = []
        for step in reversed(entry.steps):
            try:
                changes += self._reversed(step)
            except _TouchedError as error:
                touched.append(error.path)
        return Undoing(tuple(changes), tuple(reversed(touched)))

    def undone(self, entry: Entry) -> None:
        """Note that an entry was taken back, and take away the folders it had made, where they are empty."""
        for folder in sorted(entry.made, key=len, reverse=True):
            write.prune(self.root, folder, folder)
        self._rename(entry.name, "undone")

    # --- files -----------------------------------------------------------------------------------------------------------

    def _reversed(self, step: Step) -> list[Change]:
        """The changes that give the files of a step back. Raises `_TouchedError` if somebody has changed them since."""
        now = self._bytes(step.path)
        if step.moved_from is not None:
            return self._moved_back(step, step.moved_from, now)
        if _digest(now) == step.old:
            return []
        if _digest(now) != step.new:
            raise _TouchedError(step.path)
        return [Change(step.path, now, None if step.old is None else self._old(step, now or b""))]

    def _moved_back(self, step: Step, source: str, now: bytes | None) -> list[Change]:
        was = self._bytes(source)
        if was is not None and _digest(was) != step.old:
            raise _TouchedError(source)
        if now is not None and _digest(now) != step.new:
            raise _TouchedError(step.path)
        if now is None:
            if was is None:
                raise _TouchedError(step.path)
            return []
        if was is not None:  # the move was cut short
            return [Change(step.path, now, None)]
        return [Change(source, now, self._old(step, now), step.path)]

    @staticmethod
    def _old(step: Step, now: bytes) -> bytes:
        old = step.before(now)
        if _digest(old) != step.old:
            raise _TouchedError(step.path)
        return old

    def _bytes(self, path: str) -> bytes | None:
        if not os.path.lexists(os.path.join(self.root, path)):
            return None
        try:
            return reads.read_bytes(self.root, path)
        except PostctlError as error:
            raise _TouchedError(path) from error

    def _names(self) -> list[str]:
        """The names of the entries, the newest first."""
        with suppress(OSError):
            return sorted(filter(_NAME.fullmatch, os.listdir(self.folder)), reverse=True)
        return []

    def _entry(self, name: str) -> Entry | None:
        try:
            return _decoded(name, reads.read_bytes(self.folder, name))
        except PostctlError:
            return None

    def _next_name(self) -> str:
        found = _NAME.fullmatch(next(iter(self._names()), ""))
        number = int(found["number"]) + 1 if found else 1
        return f"{number:08}-{os.urandom(4).hex()}.begun.json"

    def _end(self, name: str, changes: Sequence[Change]) -> None:
        """The command came to its end, well or not: an entry nothing was written of goes, the others are `done`."""
        with suppress(OSError):
            if any(self._was_made(change) for change in changes):
                self._rename(name, "done")
                self._trim()
            else:
                os.unlink(os.path.join(self.folder, name))

    def _was_made(self, change: Change) -> bool:
        with suppress(PostctlError):
            now = self._bytes(change.path)
            return now == change.after and (now != change.before or change.moved_from is not None)
        return True

    def _rename(self, name: str, state: State) -> None:
        old = os.path.join(self.folder, name)
        with suppress(OSError):
            os.replace(old, os.path.join(self.folder, re.sub(r"\.\w+\.json\Z", f".{state}.json", name)))

    def _trim(self) -> None:
        room = MOST_BYTES
        for place, name in enumerate(self._names()):
            path = os.path.join(self.folder, name)
            room -= os.path.getsize(path)
            if place and (place >= MOST_ENTRIES or room < 0):
                os.unlink(path)

    def at_work(self) -> bool:
        """Whether a command is writing to the site just now."""
        try:
            lock = os.open(os.path.join(self.folder, "lock"), os.O_RDWR)
        except OSError:
            return False
        try:
            return not _free(lock)
        finally:
            os.close(lock)


def _hold(lock: int) -> None:
    """Say that a command is at work, until the file is closed or the process ends. Windows cannot say so."""
    with suppress(ImportError, OSError):
        from fcntl import LOCK_SH, flock

        flock(lock, LOCK_SH)


def _free(lock: int) -> bool:
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock

        flock(lock, LOCK_EX | LOCK_NB)
    except ImportError:
        return True
    except OSError:
        return False
    return True
