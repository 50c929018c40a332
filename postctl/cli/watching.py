"""`--watch`: a command run again whenever files of the site change.  [watchfiles]"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime
from queue import SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, TypeAlias

from postctl.cli import edge
from postctl.errors import ExitCode, PostctlError, UsageError
from postctl.model import Outcome

if TYPE_CHECKING:
    from postctl.cli.options import Context
    from postctl.site import Site

Changes: TypeAlias = "Callable[..., Iterator[set[tuple[Any, str]]]]"
INSTALL = "pip install 'postctl[watch]' installs it"
_WAIT = 300
"""Milliseconds that changes are gathered for: an editor that saves, or a checkout, is one event."""
_FOLDERS = frozenset({"node_modules", "__pycache__"})
_BUILT = frozenset({"_site", "build", "dist", "out", "output", "public", "resources", "site"})
_BESIDE = ("~", ".swp", ".swo", ".swx", ".tmp", ".part", "#")


def watch(context: Context, also: str | None = None) -> Outcome:
    """Run the command that was called, without `--watch`, now and after each change of the site, until Ctrl-C.

    `also`: a folder whose files count though a generator has written them. Raises `PostctlError` where files cannot be watched,
    `KeyboardInterrupt` at the end.
    """
    changes = _changes()
    site = context.open().site
    wanted = _filter(site, also)
    words = [word for word in context.words if word != "--watch"]
    folders = sorted({site.root, *([os.path.realpath(also)] if also is not None else [])})
    first = True
    for changed in _runs(changes, folders, wanted, site.root):
        if changed:
            edge.clear(context.machine)
            edge.notes([f"{datetime.now().astimezone():%H:%M:%S} {_said(site.root, changed)}"], context.machine)
        if _ran(context, words, first=first) == ExitCode.READER_GONE:
            return Outcome(code=ExitCode.READER_GONE)
        edge.notes([f"{datetime.now().astimezone():%H:%M:%S} watching {site.root}; Ctrl-C ends it"], context.machine)
        first = False
    return Outcome(code=ExitCode.INTERRUPTED)


def follow(context: Context, root: str, draw: Callable[[], tuple[Outcome, Collection[str]]]) -> Outcome:
    """Draw something now, and again whenever one of the files that were drawn changes, until Ctrl-C.

    `draw` also says which files those are, by their paths. What is wrong with one of them is drawn too; it may be mended soon.
    Raises as `watch` does.
    """
    changes = _changes()
    drawn: set[str] = set()

    def wanted(change: Any, path: str) -> bool:
        return path in drawn

    for changed in _runs(changes, [root], wanted, root):
        if changed:
            edge.clear(context.machine, above=False)
        code = _drawn(context, draw, drawn, first=not changed)
        if code == ExitCode.READER_GONE:
            return Outcome(code=ExitCode.READER_GONE)
        what = f"{_said(root, changed)}; watching on" if changed else "drawn again whenever it changes"
        edge.notes([f"{datetime.now().astimezone():%H:%M:%S} {what}; Ctrl-C ends it"], context.machine)
    return Outcome(code=ExitCode.INTERRUPTED)


def _drawn(context: Context, draw: Callable[[], tuple[Outcome, Collection[str]]], drawn: set[str], *, first: bool) -> int:
    """Draw once and print it. What is wrong at first is wrong with the command; later it is somebody at work."""
    try:
        outcome, files = draw()
    except PostctlError as error:
        if first:
            raise
        return edge.failed(error, context.machine, context.color)
    drawn.clear()
    drawn.update(files)
    return edge.finish(outcome, context.machine)


def _changes() -> Changes:
    try:
        from watchfiles import watch as changes
    except ImportError as error:
        raise PostctlError("watchfiles is not installed, and --watch needs it", INSTALL) from error
    return changes


def _runs(changes: Changes, folders: Sequence[str], wanted: Callable[[Any, str], bool], root: str) -> Iterator[tuple[str, ...]]:
    """The paths that have changed since the last time: none at first. What changes in the meantime is waiting."""
    news: SimpleQueue[set[tuple[Any, str]] | Exception] = SimpleQueue()
    stop = Event()

    def listen() -> None:
        options = {"debounce": _WAIT, "step": 50, "stop_event": stop, "raise_interrupt": False, "ignore_permission_denied": True}
        try:
            for found in changes(*folders, watch_filter=wanted, **options):
                news.put(found)
        except (OSError, RuntimeError) as error:
            news.put(error)

    Thread(target=listen, daemon=True).start()
    try:
        yield ()
        while True:
            found = [news.get()]
            while not news.empty():
                found.append(news.get())
            for each in found:
                if isinstance(each, Exception):
                    raise PostctlError(
                        f"{root} cannot be watched: {each}", "raise the system's limit, or run it by hand"
                    ) from each
            yield tuple(sorted({path for each in found if isinstance(each, set) for _, path in each}))
    finally:
        stop.set()


def _ran(context: Context, words: list[str], *, first: bool) -> int:
    """Run the command once and print what it says. What is wrong with the command itself ends it; else somebody is at it."""
    try:
        outcome = context.again(words)
        return edge.finish(outcome, context.machine) if isinstance(outcome, Outcome) else outcome
    except PostctlError as error:
        if first and isinstance(error, UsageError):
            raise
        return edge.failed(error, context.machine, context.color)


def _filter(site: Site, also: str | None) -> Callable[[Any, str], bool]:
    """Whether a change of a file can change what there is to say: not in hidden folders, nor of what is only there for a moment.

    Folders that generators write to are left out, unless the site has its own files there.
    """
    own = {glob.partition("/")[0] for glob in site.settings.posts} | set(site.settings.static)
    built = _BUILT - own - {post.path.partition("/")[0] for post in site.posts}
    kept = os.path.realpath(also) if also is not None else None

    def wanted(change: Any, path: str) -> bool:
        if kept is not None and (path == kept or path.startswith(kept + os.sep)):
            return True
        *folders, name = os.path.relpath(path, site.root).split(os.sep)
        if any(folder in _FOLDERS or (folder.startswith(".") and folder not in (".", "..")) for folder in folders):
            return False
        if (folders or [name])[0] in built:
            return False
        return not (name.endswith(_BESIDE) or name.startswith((".postctl-", ".#", "#")) or name in (".git", "4913"))

    return wanted


def _said(root: str, changed: tuple[str, ...]) -> str:
    from postctl.escaping import one_line

    shown = ", ".join(one_line(os.path.relpath(path, root)) for path in changed[:3])
    return f"{shown}{f' and {len(changed) - 3} more' if len(changed) > 3 else ''} changed"
