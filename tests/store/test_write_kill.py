"""What is on the disk when `store.write` is stopped, the power goes, or the disk fails at its N-th step, for every N."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import chain, combinations, count
from pathlib import Path
from typing import Any

import pytest

import postctl
from postctl.errors import Interrupted, WriteError
from postctl.model import Change
from postctl.store import write

OLD, NEW = b"old" * 40, b"new and longer" * 30

State = dict[str, bytes]

COMMANDS: dict[str, tuple[Callable[[str], Any], list[State]]] = {
    "replace": (lambda root: write.replace(root, "a.md", OLD, NEW), [{"a.md": OLD}, {"a.md": NEW}]),
    "create": (lambda root: write.create(root, "new/b.md", NEW), [{"a.md": OLD}, {"a.md": OLD, "new/b.md": NEW}]),
    "move": (
        lambda root: write.move(root, "a.md", "b.md", OLD, NEW),
        [{"a.md": OLD}, {"a.md": OLD, "b.md": NEW}, {"b.md": NEW}],
    ),
    "move away": (
        lambda root: write.move(root, "a.md", "posts/b.md", OLD, NEW),
        [{"a.md": OLD}, {"a.md": OLD, "posts/b.md": NEW}, {"posts/b.md": NEW}],
    ),
}
"""Each command with the states it may pass through, first to last."""

every_command = pytest.mark.parametrize("command", COMMANDS)


def site(folder: Path) -> Path:
    folder.mkdir()
    (folder / "a.md").write_bytes(OLD)
    return folder


def posts(folder: Path) -> State:
    """What a reader of the site finds: everything but temporary files."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".postctl-")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def litter(folder: Path) -> list[Path]:
    return list(folder.rglob(".postctl-*"))


# --- killed -------------------------------------------------------------------------------------------------------------


@pytest.mark.kill
@pytest.mark.parametrize("torn", [False, True], ids=["before", "after"])
@every_command
def test_r1_r11_killed_at_any_step_a_post_is_old_or_new_and_the_next_run_finishes(
    tmp_path: Path, disk: Any, command: str, torn: bool
) -> None:
    action, states = COMMANDS[command]
    seen: list[State] = []
    for n in count(1):
        folder = site(tmp_path / str(n))
        if not disk.killed(lambda folder=folder: action(str(folder)), n, torn=torn):
            break
        assert posts(folder) in states
        seen.append(posts(folder))
        assert n < 500
        if posts(folder) != states[-1]:
            action(str(folder))
        assert posts(folder) == states[-1]
        _sweep_all(folder)
    assert posts(folder) == states[-1]
    assert litter(folder) == []
    assert [state for state in states if state in seen] == states, "the kills met every state there is"


def _sweep_all(folder: Path) -> None:
    """An hour later the next write in each folder removes what the killed run left, and sees no hard link."""
    for path in litter(folder):
        os.utime(path, (1, 1))
    for name, data in posts(folder).items():
        assert write.replace(str(folder), name, data, data + b"!") is True
    assert litter(folder) == []


# --- the power goes -----------------------------------------------------------------------------------------------------


class Ledger:
    """A record of what was asked of the disk, and what of it survives if the power goes.

    The worst disk there can be: without `fsync` of a file none of its bytes arrive, and without `fsync` of a folder any
    choice of the names changed in it.
    """

    def __init__(self, root: Path, *, forget: str | None = None) -> None:
        self.forget = forget
        folder = os.stat(root).st_ino
        self.names = {(folder, name): os.stat(root / name).st_ino for name in os.listdir(root)}
        self.data = {os.stat(root / name).st_ino: (root / name).read_bytes() for name in os.listdir(root)}
        self.root = folder
        self.written = dict(self.data)
        self.pending: list[tuple[int, dict[tuple[int, str], int | None]]] = []
        self.log: list[str] = []
        self.views: list[list[State]] = [list(self.after_power_cut())]

    def __call__(self, name: str, real: Callable[..., Any], args: tuple[Any, ...], options: dict[str, Any]) -> Any:
        before = self._inode(args, options) if name in ("link", "replace") else 0
        answer = real(*args, **options)
        handler = getattr(self, f"_{name}", None)
        if handler is not None:
            handler(answer, before, args, options)
            self.views.append(list(self.after_power_cut()))
        return answer

    @staticmethod
    def _inode(args: tuple[Any, ...], options: dict[str, Any]) -> int:
        return os.lstat(args[0], dir_fd=options["src_dir_fd"]).st_ino

    def _open(self, fd: int, _b: int, args: Any, options: Any) -> None:
        if args[1] & os.O_CREAT:
            inode, folder = _inode_of(fd), _inode_of(options["dir_fd"])
            self.written[inode] = b""
            self.data.pop(inode, None)
            self.pending.append((folder, {(folder, args[0]): inode}))

    def _write(self, size: int, _b: int, args: Any, _options: Any) -> None:
        self.written[_inode_of(args[0])] += bytes(args[1])[:size]
        self.log.append("write")

    def _mkdir(self, _answer: None, _b: int, args: Any, options: Any) -> None:
        folder = _inode_of(options["dir_fd"])
        self.pending.append((folder, {(folder, args[0]): os.lstat(args[0], dir_fd=options["dir_fd"]).st_ino}))
        self.log.append("mkdir")

    def _link(self, _answer: None, inode: int, args: Any, options: Any) -> None:
        folder = _inode_of(options["dst_dir_fd"])
        self.pending.append((folder, {(folder, args[1]): inode}))
        self.log.append("link")

    def _replace(self, _answer: None, inode: int, args: Any, options: Any) -> None:
        folder = _inode_of(options["dst_dir_fd"])
        self.pending.append((folder, {(folder, args[0]): None, (folder, args[1]): inode}))
        self.log.append("rename")

    def _unlink(self, _answer: None, _b: int, args: Any, options: Any) -> None:
        folder = _inode_of(options["dir_fd"])
        self.pending.append((folder, {(folder, args[0]): None}))
        self.log.append("unlink temporary" if args[0].startswith(".postctl-") else "unlink source")

    def _fsync(self, _answer: None, _b: int, args: Any, _options: Any) -> None:
        inode = _inode_of(args[0])
        kind = "file" if inode in self.written else "folder"
        self.log.append(f"fsync {kind}")
        if kind == self.forget:
            return
        if kind == "file":
            self.data[inode] = self.written[inode]
        for folder, change in self.pending:
            if folder == inode:
                self._settle(self.names, change)
        self.pending = [(folder, change) for folder, change in self.pending if folder != inode]

    @staticmethod
    def _settle(names: dict[tuple[int, str], int], change: dict[tuple[int, str], int | None]) -> None:
        for key, inode in change.items():
            if inode is None:
                names.pop(key, None)
            else:
                names[key] = inode

    def after_power_cut(self) -> Iterator[State]:
        subsets = chain.from_iterable(combinations(self.pending, size) for size in range(len(self.pending) + 1))
        for subset in subsets:
            names = dict(self.names)
            for _, change in subset:
                self._settle(names, change)
            yield dict(self._below(self.root, "", names))

    def _below(self, folder: int, prefix: str, names: dict[tuple[int, str], int]) -> Iterator[tuple[str, bytes]]:
        for (parent, name), inode in names.items():
            if parent == folder and not name.startswith(".postctl-"):
                if inode in self.written:
                    yield prefix + name, self.data.get(inode, b"")
                else:
                    yield from self._below(inode, f"{prefix}{name}/", names)


def _inode_of(fd: int) -> int:
    return os.stat(f"/dev/fd/{fd}").st_ino


ORDERS = {
    "replace": ["write", "fsync file", "rename", "fsync folder"],
    "create": ["mkdir", "fsync folder", "write", "fsync file", "link", "unlink temporary", "fsync folder"],
    "move": ["write", "fsync file", "link", "unlink temporary", "fsync folder", "unlink source", "fsync folder"],
}


@pytest.mark.parametrize("command", ORDERS)
def test_r2_bytes_are_on_the_disk_before_their_name_and_the_target_before_the_source_goes(
    tmp_path: Path, disk: Any, command: str
) -> None:
    folder = site(tmp_path / "site")
    ledger = Ledger(folder)
    with disk.standing_in(ledger):
        COMMANDS[command][0](str(folder))
    assert ledger.log == ORDERS[command]


@every_command
def test_r2_whenever_the_power_goes_a_post_is_old_or_new_and_after_the_command_it_is_new(
    tmp_path: Path, disk: Any, command: str
) -> None:
    action, states = COMMANDS[command]
    folder = site(tmp_path / "site")
    ledger = Ledger(folder)
    with disk.standing_in(ledger):
        action(str(folder))
    assert all(view in states for views in ledger.views for view in views)
    assert ledger.views[-1] == [states[-1]]


@pytest.mark.parametrize(
    ("command", "forget"), [("replace", "file"), ("replace", "folder"), ("create", "file"), ("move away", "folder")]
)
def test_r2_the_model_notices_a_missing_fsync(tmp_path: Path, disk: Any, command: str, forget: str) -> None:
    action, states = COMMANDS[command]
    folder = site(tmp_path / "site")
    ledger = Ledger(folder, forget=forget)
    with disk.standing_in(ledger):
        action(str(folder))
    whole = all(view in states for views in ledger.views for view in views)
    assert not (whole and ledger.views[-1] == [states[-1]])


# --- the disk fails -----------------------------------------------------------------------------------------------------

FAILING = frozenset("open close read write fsync fstat stat fchmod fchown replace link unlink mkdir rmdir listdir flock".split())
DONE = frozenset({"replace", "link"})


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EXDEV, errno.EDQUOT], ids=errno.errorcode.get)
@every_command
def test_r12_a_failure_at_any_step_leaves_the_old_file_or_the_new_one_and_says_so(
    tmp_path: Path, disk: Any, command: str, number: int
) -> None:
    action, states = COMMANDS[command]
    for n in count(1):
        folder = site(tmp_path / str(n))
        step, error = disk.failing(lambda folder=folder: action(str(folder)), n, number, FAILING)
        assert posts(folder) in states
        if step.hit is None:
            break
        undoing = step.hit == "unlink"  # the one call that takes temporary files away
        assert undoing or litter(folder) == []
        if error is not None:
            assert isinstance(error, WriteError)
            assert error.message.startswith(("a.md", "new/b.md"))
            assert os.strerror(number) in error.message
            assert error.hint
        if error is not None and not DONE & set(step.before):
            assert posts(folder) == {"a.md": OLD}, "nothing had its name yet"
        if error is None:
            assert posts(folder) == states[-1], "success was reported"
        assert n < 500
    assert error is None
    assert posts(folder) == states[-1]
    assert litter(folder) == []


@pytest.mark.parametrize("command", ["move", "move away"])
def test_r11_a_move_that_fails_before_its_source_is_gone_leaves_only_the_source(tmp_path: Path, disk: Any, command: str) -> None:
    for n in (2, 3):  # in `move away` the first fsync is that of the folder that was made
        folder = site(tmp_path / str(n))
        _, error = disk.failing(lambda folder=folder: COMMANDS[command][0](str(folder)), n, errno.EIO, frozenset({"fsync"}))
        assert error is not None
        finished = (command, n) == ("move", 3)
        assert posts(folder) == ({"b.md": NEW} if finished else {"a.md": OLD})


# --- interrupted --------------------------------------------------------------------------------------------------------


def stopped(action: Callable[[str], Any], root: str) -> Interrupted | None:
    try:
        with write.interruptible():
            action(root)
    except Interrupted as stop:
        return stop
    return None


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
@every_command
def test_r13_a_signal_at_any_step_ends_between_two_steps(tmp_path: Path, disk: Any, command: str, number: int, code: int) -> None:
    def knock(_name: str, real: Callable[..., Any], args: tuple[Any, ...], options: dict[str, Any]) -> Any:
        os.kill(os.getpid(), number)
        return real(*args, **options)

    action, states = COMMANDS[command]
    handlers = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    for n in count(1):
        folder = site(tmp_path / str(n))
        with disk.standing_in(disk.nth(n, knock)) as step:
            stop = stopped(action, str(folder))
        if step.hit is not None:
            assert stop is not None, "a signal is never swallowed"
            assert (stop.exit_code, stop.message) == (code, f"stopped by {signal.Signals(number).name}")
        assert posts(folder) in (states[0], states[-1]), "a move is not left half done"
        assert litter(folder) == []
        assert {each: signal.getsignal(each) for each in handlers} == handlers
        if step.hit is None:
            break
    assert posts(folder) == states[-1]


def test_r13_a_signal_before_the_swap_is_obeyed_before_the_swap(tmp_path: Path, disk: Any) -> None:
    def knock(_name: str, real: Callable[..., Any], args: tuple[Any, ...], options: dict[str, Any]) -> Any:
        os.kill(os.getpid(), signal.SIGINT)
        return real(*args, **options)

    folder = site(tmp_path / "site")
    with disk.standing_in(disk.nth(1, knock, "write")), pytest.raises(Interrupted), write.interruptible():
        write.replace(str(folder), "a.md", OLD, NEW)
    assert posts(folder) == {"a.md": OLD}


def test_r13_a_batch_that_is_interrupted_says_how_far_it_came(tmp_path: Path, disk: Any) -> None:
    def knock(_name: str, real: Callable[..., Any], args: tuple[Any, ...], options: dict[str, Any]) -> Any:
        os.kill(os.getpid(), signal.SIGTERM)
        return real(*args, **options)

    folder = site(tmp_path / "site")
    plan = [Change(f"{n}.md", None, NEW) for n in range(5)]
    with disk.standing_in(disk.nth(3, knock, "link")), pytest.raises(Interrupted) as caught, write.interruptible():
        write.apply(str(folder), plan)
    assert caught.value.message == "3 written, 2 not: stopped by SIGTERM\n0.md: written\n1.md: written\n2.md: written"
    assert caught.value.exit_code == 143
    assert posts(folder) == {"a.md": OLD, "0.md": NEW, "1.md": NEW, "2.md": NEW}


def test_r13_an_ignored_signal_stays_ignored(tmp_path: Path) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with write.interruptible():
            os.kill(os.getpid(), signal.SIGHUP)
        assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.kill
@every_command
def test_r13_without_the_context_ctrl_c_anywhere_leaves_no_temporary_file(tmp_path: Path, disk: Any, command: str) -> None:
    def raise_interrupt(name: str, real: Callable[..., Any], args: tuple[Any, ...], options: dict[str, Any]) -> Any:
        real(*args, **options) if name in ("close", "unlink", "rmdir") else None
        raise KeyboardInterrupt

    action, states = COMMANDS[command]
    for n in count(1):
        folder = site(tmp_path / str(n))
        with disk.standing_in(disk.nth(n, raise_interrupt)) as step, suppress(KeyboardInterrupt):
            action(str(folder))
        assert posts(folder) in states
        assert litter(folder) == []
        if step.hit is None:
            break


# --- the same with the real system calls --------------------------------------------------------------------------------

SCRIPT = """
import sys
from postctl.errors import PostctlError
from postctl.store import write
root, command = sys.argv[1:]
old, new = b"old" * 40, b"new and longer" * 30
try:
    if command == "replace":
        write.replace(root, "a.md", old, new)
    elif command == "create":
        write.create(root, "new/b.md", new)
    else:
        write.move(root, "a.md", "b.md", old, new)
except PostctlError as error:
    sys.exit(error.message)
"""


def _strace(folder: Path, command: str, *options: str) -> subprocess.CompletedProcess[str]:
    words = ["strace", "-f", "-y", "-o", str(folder.with_suffix(".trace")), *options, sys.executable, "-S", "-c", SCRIPT]
    environment = {**os.environ, "PYTHONPATH": str(Path(postctl.__file__).parents[1]), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [*words, str(folder), command], env=environment, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture(scope="module")
def strace(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., subprocess.CompletedProcess[str]]:
    folder = site(tmp_path_factory.mktemp("strace") / "site")
    try:
        ran = _strace(folder, "replace", "-e", "trace=none")
    except OSError as error:
        pytest.skip(f"strace is not here: {error}")
    if ran.returncode != 0:
        pytest.skip(f"strace may not trace here: {ran.stderr.strip()[:200]}")
    return _strace


NAMED = {"renameat": "rename", "renameat2": "rename", "rename": "rename", "linkat": "link", "link": "link", "mkdirat": "mkdir"}


@pytest.mark.kill
@pytest.mark.parametrize("command", ORDERS)
def test_r2_the_system_calls_come_in_that_order(tmp_path: Path, strace: Any, command: str) -> None:
    folder = site(tmp_path / "site")
    assert (
        strace(folder, command, "-e", "trace=write,fsync,rename,renameat,renameat2,link,linkat,mkdirat,unlinkat").returncode == 0
    )
    log = []
    for line in folder.with_suffix(".trace").read_text().splitlines():
        call = line.split(maxsplit=1)[1].split("(")[0]
        failed = "= -1 " in line
        if call == "fsync":
            log.append("fsync file" if "/.postctl-" in line else "fsync folder")
        elif call == "unlinkat" and not failed:
            log.append("unlink temporary" if '".postctl-' in line else "unlink source")
        elif call == "write" and str(folder) in line:
            log.append("write")
        elif call in NAMED:
            log.append(NAMED[call])
    assert log == ORDERS[command]


@pytest.mark.kill
@pytest.mark.parametrize(
    ("command", "call"),
    [
        ("replace", "write"),
        ("replace", "fsync"),
        ("replace", "/rename"),
        ("create", "mkdirat"),
        ("create", "linkat"),
        ("create", "unlinkat"),
        ("move", "fsync"),
        ("move", "unlinkat"),
        ("move", "openat"),
    ],
)
def test_r1_killed_by_the_kernel_at_the_nth_call(tmp_path: Path, strace: Any, command: str, call: str) -> None:
    for n in count(1):
        folder = site(tmp_path / str(n))
        only = ("-P", str(folder)) if call == "openat" else ()
        ran = strace(folder, command, *only, "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={n}")
        assert posts(folder) in COMMANDS[command][1]
        assert ran.returncode in (0, -signal.SIGKILL, 128 + signal.SIGKILL), ran.stderr
        if ran.returncode == 0:
            break
    assert n > 1, "the call was met at all"
    assert litter(folder) == []


@pytest.mark.kill
@pytest.mark.parametrize(
    ("command", "call", "error"),
    [
        ("replace", "write", "ENOSPC"),
        ("replace", "fsync", "EIO"),
        ("replace", "/rename", "EXDEV"),
        ("create", "linkat", "EIO"),
        ("move", "unlinkat:when=2", "EIO"),
    ],
)
def test_r12_refused_by_the_kernel(tmp_path: Path, strace: Any, command: str, call: str, error: str) -> None:
    folder = site(tmp_path / "site")
    call, _, when = call.partition(":")
    ran = strace(folder, command, "-e", f"trace={call}", "-e", f"inject={call}:error={error}:{when or 'when=1'}")
    reason = os.strerror(getattr(errno, error))
    assert ran.returncode == 1
    assert ran.stderr.startswith(("a.md", "new/b.md"))
    assert reason in ran.stderr
    assert "Traceback" not in ran.stderr
    assert posts(folder) == {"a.md": OLD}
    assert litter(folder) == []


@pytest.mark.kill
def test_r8_without_hard_links_the_kernel_still_gets_a_new_file(tmp_path: Path, strace: Any) -> None:
    folder = site(tmp_path / "site")
    assert strace(folder, "create", "-e", "trace=linkat", "-e", "inject=linkat:error=EPERM").returncode == 0
    assert posts(folder) == {"a.md": OLD, "new/b.md": NEW}
    assert litter(folder) == []
