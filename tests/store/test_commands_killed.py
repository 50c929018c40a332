"""Whole commands, killed or interrupted at their N-th step on the disk: files old or new, with a way back and a way on."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from postctl.cli import main

ROOT = Path(__file__).parents[2]
STEPS = frozenset({"write", "replace", "link", "unlink", "mkdir", "rmdir"})

JEKYLL = {
    "_config.yml": "title: T\n",
    "_drafts/a.md": "---\ntitle: A\n---\n[b]({% link _drafts/b.md %}) ![](/i.png)\n",
    "_drafts/b.md": "---\ntitle: B\ndate: 2026-11-20\n---\nText.\n",
    "_posts/2026-01-01-c.md": "---\ntitle: C\npublished: false\n---\nText.\n",
    "i.png": "i",
}
HUGO = {
    "hugo.toml": "title = 'T'\n",
    **{f"content/posts/{name}.md": f"---\ntitle: {name}\ndate: 2026-01-01\ndraft: true\n---\nText.\n" for name in "abc"},
}

LINKED = {
    "hugo.toml": "title = 'T'\n",
    "content/posts/tea/index.md": "---\ntitle: Tea\ndate: 2026-01-01\ntags: [hot]\n---\n![pot](pot.png) [milk](../milk.md)\n",
    "content/posts/tea/pot.png": "png",
    "content/posts/milk.md": '---\ntitle: Milk\ndate: 2026-01-02\ntags: [cold]\n---\nFor [tea]({{< ref "tea" >}}).\n',
    "content/posts/cake.md": "---\ntitle: Cake\ndate: 2026-01-03\ntags: [hot, sweet]\n---\nWith [tea](/posts/tea/).\n",
}

COMMANDS = {
    "publish, moves": (JEKYLL, ["publish", "_drafts/a.md", "_drafts/b.md", "_posts/2026-01-01-c.md"]),
    "publish, edits": (HUGO, ["publish", "content/posts/a.md", "content/posts/b.md", "content/posts/c.md"]),
    "new": (HUGO, ["new", "A new one", "--section", "notes/of/today"]),
    "rename": (LINKED, ["rename", "content/posts/tea/index.md", "Green Tea"]),
    "tags rename": (LINKED, ["tags", "rename", "hot", "warm"]),
}
"""Each with its site; what it does is taken back and done again."""

every_command = pytest.mark.parametrize("name", COMMANDS)


def site(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".postctl-")
    }


def wholly(now: dict[str, bytes], before: dict[str, bytes], after: dict[str, bytes]) -> bool:
    """Whether every file is the old or the new one, and no post is nowhere: there are as many as before or after."""
    names = before.keys() | after.keys()
    fine = all(now.get(name) in (before.get(name), after.get(name)) for name in names) and now.keys() <= names
    return fine and len(now) >= min(len(before), len(after))


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each test has a journal of its own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def ran(folder: Path, words: list[str]) -> int:
    return main(["-C", str(folder), "--no-input", *words])


@pytest.mark.kill
@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize("torn", [False, True], ids=["before", "after"])
@every_command
def test_r1_r11_a_command_killed_at_any_step_can_be_taken_back_and_done_again(
    tmp_path: Path, disk: Any, name: str, torn: bool
) -> None:
    files, words = COMMANDS[name]
    before = tree(site(tmp_path / "before", files))
    whole = site(tmp_path / "after", files)
    assert ran(whole, words) == 0
    after = tree(whole)
    assert after != before
    for n in count(1):
        folder = site(tmp_path / str(n), files)
        if not disk.killed(lambda folder=folder: ran(folder, words), n, torn=torn, only=STEPS):
            break
        assert wholly(tree(folder), before, after), n
        if tree(folder) != before or n % 3 == 0:
            code = ran(folder, ["undo"])
            assert code in (0, 1), n
        assert tree(folder) == before, n
        assert ran(folder, words) == 0
        assert tree(folder) == after
        shutil.rmtree(folder)
    assert n > 10
    assert tree(folder) == after


@pytest.mark.kill
@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize("torn", [False, True], ids=["before", "after"])
@every_command
def test_r1_r11_undo_killed_at_any_step_is_finished_by_the_next(tmp_path: Path, disk: Any, name: str, torn: bool) -> None:
    files, words = COMMANDS[name]
    before = tree(site(tmp_path / "before", files))
    for n in count(1):
        folder = site(tmp_path / str(n), files)
        assert ran(folder, words) == 0
        after = tree(folder)
        if not disk.killed(lambda folder=folder: ran(folder, ["undo"]), n, torn=torn, only=STEPS):
            break
        assert wholly(tree(folder), after, before), n
        assert ran(folder, ["undo"]) in (0, 1), n
        assert tree(folder) == before, n
        shutil.rmtree(folder)
    assert n > 5
    assert tree(folder) == before
    assert not [path for path in folder.rglob("*") if path.is_dir() and not any(path.iterdir())], "no folder is left behind"


@pytest.mark.kill
@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize("name", ["publish, moves", "publish, edits"])
def test_r11_what_was_cut_short_is_told_and_finished_by_the_next_run(tmp_path: Path, disk: Any, name: str, capfd) -> None:
    files, words = COMMANDS[name]
    files = {path: text.replace("_drafts/b.md", "_posts/2026-01-01-c.md") for path, text in files.items()}  # each for itself
    whole = site(tmp_path / "after", files)
    assert ran(whole, words) == 0
    told = 0
    for n in count(1):
        folder = site(tmp_path / str(n), files)
        if not disk.killed(lambda folder=folder: ran(folder, words), n, torn=True, only=STEPS):
            break
        capfd.readouterr()
        names = [word for word in words[1:] if (folder / word).exists()] or words[1:]
        assert ran(folder, ["publish", *names]) in (0, 1), n
        told += "was cut short: run it again" in capfd.readouterr().err
        assert tree(folder) == tree(whole), n
    assert told > 5


@pytest.mark.kill
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_r13_a_signal_leaves_whole_files_and_what_was_written_can_be_taken_back(tmp_path: Path, number: signal.Signals) -> None:
    files = {f"content/posts/{n}.md": f"---\ntitle: Post {n}\ndraft: true\n---\nText.\n" for n in range(150)}
    folder = site(tmp_path / "blog", {"hugo.toml": "title = 'T'\n", **files})
    before = tree(folder)
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(tmp_path / "state")}
    command = [sys.executable, "-m", "postctl", "-C", str(folder)]
    stopped = 0
    for attempt in range(12):
        process = subprocess.Popen([*command, "publish", *sorted(files)], env=environ, stdout=-1, stderr=-1)
        deadline = time.monotonic() + 60
        while process.poll() is None and tree(folder) == before and time.monotonic() < deadline:
            time.sleep(0.002)
        time.sleep(attempt * 0.003)
        process.send_signal(number)
        _, err = process.communicate(timeout=60)
        now = tree(folder)
        assert all(now[path] in (data, data.replace(b"draft: true", b"draft: false")) for path, data in before.items())
        assert not list(folder.rglob(".postctl-*"))
        assert process.returncode in (0, 128 + number), err
        stopped += process.returncode == 128 + number
        back = subprocess.run([*command, "undo"], env=environ, capture_output=True, timeout=60, check=False)
        assert tree(folder) == before, (back, err)
    assert stopped > 0
