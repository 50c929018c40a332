"""A plan as a unified diff that `patch -p0` accepts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from postctl.model import Change

_NOWHERE = "/dev/null"
_NO_NEWLINE = "\\ No newline at end of file\n"


def unified(changes: Iterable[Change]) -> str:
    """The diff of all changes, in order; a move is a file that goes and one that comes. Bytes that are no UTF-8 stay visible.

    An empty file that moves has no lines to show: it is renamed in git's words, last, since `patch` takes what follows them for
    more of the same.
    """
    steps = list(changes)
    empty = [step for step in steps if step.moved_from is not None and not step.before and not step.after]
    return "".join(part for step in (*(each for each in steps if each not in empty), *empty) for part in _parts(step))


def _parts(change: Change) -> Iterator[str]:
    if change.moved_from is not None and not change.before and not change.after:
        old, new = (_quoted(path, odd=" " in path) for path in (change.moved_from, change.path))
        yield f"diff --git {old} {new}\nsimilarity index 100%\nrename from {old}\nrename to {new}\n"
        return
    if change.moved_from is None and change.before is not None and change.after is not None:
        yield from _diff(change.before, change.after, change.path, change.path)
        return
    if change.before is not None:
        yield from _diff(change.before, b"", change.moved_from or change.path, _NOWHERE)
    if change.after is not None:
        yield from _diff(b"", change.after, _NOWHERE, change.path)


def _diff(before: bytes, after: bytes, old: str, new: str) -> Iterator[str]:
    from difflib import unified_diff

    for line in unified_diff(_lines(before), _lines(after), _name(old), _name(new)):
        yield line if line.endswith("\n") else line + "\n" + _NO_NEWLINE


def _lines(data: bytes) -> list[str]:
    """Lines as `patch` counts them: by LF only, so that a CR stays part of its line."""
    parts = data.decode(errors="surrogateescape").split("\n")
    return [part + "\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _name(path: str) -> str:
    """A path for the head of a diff, as GNU diff writes it: a tab ends one with blanks, quotes are around an odd one."""
    name = _quoted(path)
    return name + "\t" if " " in path and name == path else name


def _quoted(path: str, *, odd: bool = False) -> str:
    if odd or not path.isprintable() or '"' in path or "\\" in path:
        data = path.encode("utf-8", "surrogateescape")
        return '"' + "".join(chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\{byte:03o}" for byte in data) + '"'
    return path
