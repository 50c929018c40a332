"""The limits checked while front matter is read, before anything is built from it.

libyaml's event stream is iterative, so a document is walked event by event and left at the first limit: deep nesting
never reaches a recursive loader, and an alias counts as much as what it points to, so no small text can grow large.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from postctl.model import Mishap, Problem

MAX_BYTES = 64 * 1024
MAX_DEPTH = 64
MAX_NODES = 10_000


class Unreadable(Exception):
    """A front matter text that cannot be read; carries the `Problem`. Never leaves the syntaxes."""

    def __init__(self, offset: int, reason: str, help_: str = "", kind: Mishap = "") -> None:
        super().__init__(reason)
        self.problem = Problem(offset, reason, help_, kind)


_times: ContextVar[int] = ContextVar("times", default=1)


@contextmanager
def larger(times: int) -> Iterator[None]:
    """Within this a text may be that many times as large, and hold as many more values: for configurations."""
    before = _times.set(times)
    try:
        yield
    finally:
        _times.reset(before)


def size(source: str, base: int = 0) -> None:
    """Raise `Unreadable` for front matter over 64 KiB of UTF-8, or that UTF-8 cannot hold."""
    limit = MAX_BYTES * _times.get()
    try:
        length = len(source) if len(source) > limit or source.isascii() else len(source.encode())
    except UnicodeEncodeError as error:
        raise Unreadable(base + error.start, "half of a surrogate pair is no character", "remove it") from error
    if length > limit:
        reason = f"front matter is larger than {limit // 1024} KiB"
        raise Unreadable(base, reason, "move the bulk of it to a data file or to the body", "oversized")


def depth(level: int, offset: int) -> None:
    """Raise `Unreadable` where collections are nested deeper than any post needs."""
    if level > MAX_DEPTH:
        raise too_deep(offset)


def too_deep(offset: int) -> Unreadable:
    """What is said of collections in collections beyond the limit."""
    return Unreadable(offset, f"front matter is nested deeper than {MAX_DEPTH} levels", "flatten it", "oversized")


def nodes(count: int, offset: int) -> None:
    """Raise `Unreadable` where there are more values than any post needs, aliases counted as what they stand for."""
    most = MAX_NODES * _times.get()
    if count > most:
        reason = f"front matter grows to more than {most:,} values"
        raise Unreadable(offset, reason, "move the bulk of it to a data file", "oversized")


def events(source: str, base: int = 0) -> Iterator[Any]:
    """PyYAML events of `source`, in order. Raises `Unreadable` at a limit, `yaml.YAMLError` where it is no YAML.

    The offsets of `Unreadable` count from `base`, those of the events from 0.
    """
    import yaml

    size(source, base)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    counter = _Counter(base)
    for event in yaml.parse(source, Loader=loader):
        counter.see(event)
        yield event


class _Counter:
    """Counts nodes with aliases expanded: each anchor remembers how many nodes it stands for."""

    def __init__(self, base: int) -> None:
        self.base = base
        self.total = 0
        self.open: list[tuple[str | None, int]] = []
        self.anchors: dict[str, int] = {}

    def see(self, event: Any) -> None:
        kind = type(event).__name__
        if kind == "ScalarEvent":
            self.total += 1
            if event.anchor:
                self.anchors[event.anchor] = 1
        elif kind == "AliasEvent":
            self.total += self._expanded(event.anchor, self.base + event.start_mark.index)
        elif kind in _STARTS:
            self.open.append((event.anchor, self.total))
            self.total += 1
            depth(len(self.open), self.base + event.start_mark.index)
        elif kind in _ENDS:
            anchor, before = self.open.pop()
            if anchor:
                self.anchors[anchor] = self.total - before
        if self.total > MAX_NODES:
            nodes(self.total, self.base + event.start_mark.index)

    def _expanded(self, anchor: str, offset: int) -> int:
        if any(name == anchor for name, _ in self.open):
            raise Unreadable(offset, f"the alias *{anchor} contains itself", "write the value out", "oversized")
        return self.anchors.get(anchor, 1)


_STARTS = frozenset({"MappingStartEvent", "SequenceStartEvent"})
_ENDS = frozenset({"MappingEndEvent", "SequenceEndEvent"})
