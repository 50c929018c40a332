"""Ways to make a disk misbehave: die, fail or be interrupted at the N-th step, and a record of the steps."""

from __future__ import annotations

import fcntl
import os
import pickle
import shutil
import tempfile
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from postctl.errors import PostctlError

CALLS = (
    "open close read write fsync fstat stat fchmod fchown replace link unlink mkdir rmdir listdir access umask urandom "
    "listxattr getxattr setxattr"
).split()

Step = Callable[[str, Callable[..., Any], tuple[Any, ...], dict[str, Any]], Any]
"""Stands in for one call: its name, the real function, its arguments."""


@contextmanager
def standing_in(step: Any) -> Iterator[Any]:
    """Within the block every call that touches the disk goes through `step`."""
    places = [(os, name) for name in CALLS if hasattr(os, name)] + [(fcntl, "flock")]
    real = [(module, name, getattr(module, name)) for module, name in places]
    try:
        for module, name, function in real:
            setattr(module, name, lambda *a, _n=name, _f=function, **k: step(_n, _f, a, k))
        yield step
    finally:
        for module, name, function in real:
            setattr(module, name, function)


class Nth:
    """A step that does as it should but for the N-th call, which `trouble` answers."""

    def __init__(self, n: int, trouble: Step, only: frozenset[str] | None = None) -> None:
        self.left, self.trouble, self.only = n, trouble, only
        self.hit: str | None = None
        self.before: list[str] = []

    def __call__(self, name: str, function: Callable[..., Any], args: tuple[Any, ...], options: dict[str, Any]) -> Any:
        if self.only is None or name in self.only:
            self.left -= 1
            if self.left == 0:
                self.hit = name
                return self.trouble(name, function, args, options)
        if self.hit is None:
            self.before.append(name)
        return function(*args, **options)


class Disk:
    """The fixture of this folder: each method runs an action with one kind of trouble."""

    standing_in = staticmethod(standing_in)

    @staticmethod
    def nth(n: int, trouble: Step, *only: str) -> Nth:
        """A step for `standing_in`: the N-th call, or the N-th of the calls `only`, meets `trouble`."""
        return Nth(n, trouble, frozenset(only) or None)

    @staticmethod
    def forked(action: Callable[[], Any], *, nobody: bool = False) -> Any:
        """The result of the action in a process of its own, or its error as `Class: message`. `nobody`: without root's rights."""
        reader, writer = os.pipe()
        child = _fork()
        if child == 0:
            try:
                if nobody and os.geteuid() == 0:
                    os.setgroups([])
                    os.setgid(65534)
                    os.setuid(65534)
                os.write(writer, pickle.dumps(_outcome(action)))
            except BaseException:  # noqa: BLE001 - the child must not return into the test runner
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader, "rb") as stream:
            answer = stream.read()
        assert os.waitpid(child, 0)[1] == 0
        return pickle.loads(answer)

    @staticmethod
    def killed(action: Callable[[], Any], n: int, *, torn: bool, only: frozenset[str] | None = None) -> bool:
        """Whether the process died at the N-th step of the action, or of the calls `only`; `torn`: with that call half done."""

        def die(name: str, function: Callable[..., Any], args: tuple[Any, ...], options: dict[str, Any]) -> Any:
            with suppress(OSError):
                if torn and name == "write":
                    function(args[0], bytes(args[1])[: len(args[1]) // 2])
                elif torn:
                    function(*args, **options)
            os._exit(77)

        child = _fork()
        if child == 0:
            try:
                with standing_in(Nth(n, die, only)):
                    action()
            except BaseException:  # noqa: BLE001 - the child must not return into the test runner
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert code in (0, 77)
        return code == 77

    @staticmethod
    def failing(action: Callable[[], Any], n: int, number: int, only: frozenset[str]) -> tuple[Nth, PostctlError | None]:
        """Run the action with an `OSError` at the N-th of the calls `only`."""

        def fail(name: str, function: Callable[..., Any], args: tuple[Any, ...], options: dict[str, Any]) -> Any:
            if name == "close":  # the descriptor is gone even if close reports an error
                function(*args, **options)
            raise OSError(number, os.strerror(number))

        step = Nth(n, fail, only)
        try:
            with standing_in(step):
                action()
        except PostctlError as error:
            return step, error
        return step, None


def _outcome(action: Callable[[], Any]) -> Any:
    try:
        return action()
    except PostctlError as error:
        return f"{type(error).__name__}: {error.message}"


def _fork() -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # threads of the test runner; the child does without them
        return os.fork()


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An empty site."""
    folder = tmp_path / "site"
    folder.mkdir()
    return folder


@pytest.fixture
def common() -> Iterator[Path]:
    """An empty site that users without rights can reach and write."""
    folder = Path(tempfile.mkdtemp(prefix="postctl-test-"))
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)
