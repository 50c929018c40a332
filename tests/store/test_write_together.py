"""Several processes at once: none sees, makes or loses half of anything."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import postctl
from postctl.errors import WriteError
from postctl.model import Change
from postctl.store import write

START = """
import os, sys, time
from postctl.errors import PostctlError, Refused, WriteError
from postctl.model import Change
from postctl.store import write
root, me = sys.argv[1:]
print("ready", flush=True)
sys.stdin.readline()
"""


def processes(number: int, script: str, root: Path) -> list[subprocess.Popen[str]]:
    """Programs that stand at the line `script` begins on, all of them, and go on together."""
    environment = {**os.environ, "PYTHONPATH": str(Path(postctl.__file__).parents[1])}
    words = [sys.executable, "-S", "-c", START + script, str(root)]
    pipe = subprocess.PIPE
    runs = [
        subprocess.Popen([*words, str(n)], env=environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
        for n in range(number)
    ]
    for run in runs:
        assert run.stdout is not None
        assert run.stdout.readline() == "ready\n"
    for run in runs:
        assert run.stdin is not None
        run.stdin.write("go\n")
        run.stdin.flush()
    return runs


def outputs(runs: list[subprocess.Popen[str]]) -> list[str]:
    """What each of them printed; none may have failed."""
    answers = [run.communicate(timeout=60) for run in runs]
    assert [(run.returncode, err) for run, (_, err) in zip(runs, answers, strict=True)] == [(0, "")] * len(runs)
    return [out for out, _ in answers]


def names(root: Path) -> list[str]:
    return sorted(os.listdir(root))


EDITS = """
lost = 0
for edit in range(12):
    while True:
        with open(os.path.join(root, "a.md"), "rb") as stream:
            old = stream.read()
        new = old.replace(b"%s: %d;" % (me.encode(), edit), b"%s: %d;" % (me.encode(), edit + 1))
        try:
            write.replace(root, "a.md", old, new)
            break
        except WriteError as error:
            assert "changed on disk" in error.message, error.message
            lost += 1
print(lost)
"""


def test_r10_eight_processes_editing_one_file_lose_no_edit(root: Path) -> None:
    (root / "a.md").write_text("".join(f"key{n}: 0;\n" for n in range(8)).replace("key", ""))
    answers = outputs(processes(8, EDITS, root))
    assert (root / "a.md").read_text() == "".join(f"{n}: 12;\n" for n in range(8))
    assert sum(map(int, answers)) > 0, "they met"
    assert names(root) == ["a.md"]


CREATE = """
try:
    write.create(root, "new/folder/a.md", me.encode() * 50_000)
    print("made")
except Refused as error:
    assert "exists already" in error.message, error.message
    print("refused")
"""


def test_r8_of_twenty_that_create_one_name_one_does(root: Path) -> None:
    answers = outputs(processes(20, CREATE, root))
    assert sorted(answers) == ["made\n"] + ["refused\n"] * 19
    winner = str(answers.index("made\n")).encode()
    assert (root / "new/folder/a.md").read_bytes() == winner * 50_000
    assert names(root / "new/folder") == ["a.md"]


TWINS = """
name = ["Caf\\u00e9.md", "cafe\\u0301.md", "CAF\\u00c9.md", "cafE\\u0301.md"][int(me) % 4]
try:
    write.create(root, ["posts/", "Posts/"][int(me) // 4 % 2] + name, name.encode())
    print("made")
except Refused:
    print("refused")
"""


def test_r8_of_many_that_create_twins_one_does(root: Path) -> None:
    answers = outputs(processes(12, TWINS, root))
    assert answers.count("made\n") == 1
    assert len(names(root)) == 1
    assert len(names(root / names(root)[0])) == 1


CROSSING = """
mine, theirs = ("a", "b") if int(me) % 2 else ("b", "a")
for turn in range(15):
    write.move(root, f"{mine}/{me}.md", f"{theirs}/{me}.md", b"x", b"x")
    mine, theirs = theirs, mine
"""


def test_r10_moves_that_cross_do_not_wait_for_each_other(root: Path) -> None:
    for folder in ("a", "b"):
        (root / folder).mkdir()
    for n in range(4):
        (root / ("a" if n % 2 else "b") / f"{n}.md").write_bytes(b"x")
    start = time.monotonic()
    outputs(processes(4, CROSSING, root))
    assert time.monotonic() - start < 5
    assert sorted(names(root / "a") + names(root / "b")) == [f"{n}.md" for n in range(4)]


EDITOR_AND_POSTCTL = """
if me == "0":
    for turn in range(150):
        with open(os.path.join(root, "a.md"), "ab") as stream:
            stream.write(b"+")
        time.sleep(0.002)
    sys.exit()
for turn in range(60):
    with open(os.path.join(root, "a.md"), "rb") as stream:
        old = stream.read()
    time.sleep(0.004)
    try:
        write.replace(root, "a.md", old, old.replace(b"!", b"!!", 1))
        print("written")
    except WriteError as error:
        assert "changed on disk" in error.message, error.message
        print("refused")
"""


def test_r9_an_editor_that_writes_all_the_time_loses_nothing_to_a_stale_plan(root: Path) -> None:
    """The editor takes no lock, so its write may fall between the last look and the swap: that moment is the tolerance."""
    (root / "a.md").write_bytes(b"!")
    answer = outputs(processes(2, EDITOR_AND_POSTCTL, root))[1]
    text = (root / "a.md").read_bytes()
    assert "refused" in answer
    assert text.count(b"!") == 1 + answer.count("written")
    assert text.count(b"+") >= 130


# --- locks --------------------------------------------------------------------------------------------------------------

HOLD = """
from fcntl import LOCK_EX, flock
flock(os.open(root, os.O_RDONLY), LOCK_EX)
print("held", flush=True)
time.sleep(float(60))
"""


@pytest.fixture
def held(root: Path) -> Any:
    """A program that holds the lock of the folder."""
    (root / "a.md").write_bytes(b"old")
    (run,) = processes(1, HOLD, root)
    assert run.stdout is not None
    assert run.stdout.readline() == "held\n"
    yield run
    run.kill()
    run.communicate()


def test_r10_a_folder_that_stays_locked_is_an_error_in_seconds(
    root: Path, held: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(range(1000))
    monkeypatch.setattr(time, "monotonic", lambda: float(next(clock)))
    with pytest.raises(WriteError, match=r"^a\.md: another program holds /.* locked$") as caught:
        write.replace(str(root), "a.md", b"old", b"new")
    assert next(clock) == 7, "five seconds were waited, and no more"
    assert caught.value.hint
    assert (root / "a.md").read_bytes() == b"old"


def test_r10_a_batch_waits_once_for_a_folder_that_stays_locked(
    root: Path, held: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(range(1000))
    monkeypatch.setattr(time, "monotonic", lambda: float(next(clock)))
    (root / "free").mkdir()
    plan = [Change("a.md", b"old", b"new"), Change("b.md", None, b"new"), Change("free/c.md", None, b"new")]
    with pytest.raises(WriteError) as caught:
        write.apply(str(root), plan)
    assert next(clock) < 10, "five seconds were waited once"
    first, *rest = caught.value.message.split("\n")[1:]
    assert first == f"a.md: another program holds {root} locked"
    assert rest == ["b.md: not tried, its folder is locked"]
    assert caught.value.written == ("free/c.md",)
    assert (root / "free/c.md").read_bytes() == b"new"
    assert (root / "a.md").read_bytes() == b"old"


def test_r10_a_writer_waits_for_its_turn(root: Path, held: subprocess.Popen[str], disk: Any) -> None:
    def step(name: str, real: Any, args: Any, options: Any) -> Any:
        try:
            return real(*args, **options)
        finally:
            if name == "flock" and held.poll() is None:
                tries.append(name)
                held.kill()
                held.wait()

    tries: list[str] = []
    with disk.standing_in(step):
        assert write.replace(str(root), "a.md", b"old", b"new")
    assert tries


def test_r13_waiting_for_a_lock_can_be_interrupted(root: Path, held: subprocess.Popen[str], disk: Any) -> None:
    def action() -> None:
        def step(name: str, real: Any, args: Any, options: Any) -> Any:
            if name == "flock":
                os.kill(os.getpid(), signal.SIGINT)
            return real(*args, **options)

        with disk.standing_in(step), write.interruptible():
            write.replace(str(root), "a.md", b"old", b"new")

    start = time.monotonic()
    assert disk.forked(action) == "Interrupted: stopped by SIGINT"
    assert time.monotonic() - start < 2


@pytest.mark.parametrize("name", ["ENOLCK", "EOPNOTSUPP", "ENOSYS"])
def test_a_file_system_without_locks_is_still_written_to(root: Path, disk: Any, name: str) -> None:
    import errno

    def step(call: str, real: Any, args: Any, options: Any) -> Any:
        if call == "flock":
            raise OSError(getattr(errno, name), "no locks")
        return real(*args, **options)

    with disk.standing_in(step):
        write.create(str(root), "posts/a.md", b"old")
        assert write.replace(str(root), "posts/a.md", b"old", b"new")
        write.move(str(root), "posts/a.md", "b.md", b"new", b"x")
    assert (root / "b.md").read_bytes() == b"x"


# --- signals at random times --------------------------------------------------------------------------------------------

BATCH = """
plan = [Change(f"{n}.md", b"old", b"new") for n in range(300)]
print("go", flush=True)
try:
    with write.interruptible():
        write.apply(root, plan)
except PostctlError as error:
    print(error.message)
    sys.exit(error.exit_code)
"""


@pytest.mark.kill
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_r13_a_batch_stopped_at_any_time_leaves_whole_files(tmp_path: Path, number: int, code: int) -> None:
    for turn in range(3):
        folder = tmp_path / str(turn)
        folder.mkdir()
        for n in range(300):
            (folder / f"{n}.md").write_bytes(b"old")
        (run,) = processes(1, BATCH, folder)
        assert run.stdout is not None
        assert run.stdout.readline() == "go\n"
        time.sleep(0.005 + 0.02 * turn)
        run.send_signal(number)
        out, err = run.communicate(timeout=30)
        assert err == ""
        texts = [(folder / f"{n}.md").read_bytes() for n in range(300)]
        new = texts.count(b"new")
        assert new + texts.count(b"old") == 300
        assert names(folder) == sorted(f"{n}.md" for n in range(300))
        assert run.returncode == code
        told = f"stopped by {signal.Signals(number).name}\n"
        lines = "".join(f"{n}.md: written\n" for n in range(new))
        assert out == f"{new} written, {300 - new} not: {told}{lines}" or (new in (0, 300) and out == told)
