"""Ctrl-C and SIGTERM at a terminal: whatever postctl is at, it ends with 130 or 143, and the terminal is as it was."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pexpect = pytest.importorskip("pexpect")
pyte = pytest.importorskip("pyte")

ROOT = Path(__file__).parent.parent
ROWS, COLUMNS = 24, 80
SLOW = """
import time
from postctl.cli import progress
from postctl.store import scan
progress.PATIENCE = 0
real = scan._Reader._one
def slow(self, path):
    time.sleep(0.01)
    return real(self, path)
scan._Reader._one = slow
"""
SHOWN = "\x1b[?25h"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Many posts, and beside them what makes Python read them slowly."""
    base = tmp_path_factory.mktemp("many")
    (base / "site").mkdir()
    for number in range(300):
        text = f"---\ntitle: Number {number} of the posts of a long list of posts\ndate: 2026-01-01\n---\nText. [x]()\n"
        (base / "site" / f"{number}.md").write_text(text)
    (base / "slow").mkdir()
    (base / "slow" / "sitecustomize.py").write_text(SLOW)
    return base


class Terminal:
    """A run at a terminal, and all it has written."""

    def __init__(
        self, cwd: Path, *words: str, slow: Path | None = None, columns: int = COLUMNS, before: str = "", **env: str
    ) -> None:
        path = os.pathsep.join(map(str, [*([slow] if slow else []), ROOT]))
        nowhere = {"XDG_CACHE_HOME": os.devnull}  # nothing is remembered, so that each run takes its time
        environ = {**os.environ, **nowhere, "PYTHONPATH": path, "TERM": "xterm-256color", "PAGER": "cat", **env}
        program = f"{before}from postctl.cli import run; run()"
        self.child = pexpect.spawn(
            sys.executable,
            ["-c", program, *words],
            cwd=str(cwd),
            env=environ,
            dimensions=(ROWS, columns),
            encoding="utf-8",
            timeout=90,
        )
        self.child.delaybeforesend = None
        self.columns = columns
        self.text = ""

    def until(self, pattern: str) -> None:
        self.child.expect(pattern)
        self.text += self.child.before + self.child.after

    def ended(self) -> tuple[int | None, pyte.Screen]:
        """The exit code, and the screen afterwards."""
        self.text += self.child.read()
        self.child.close()
        screen = pyte.Screen(self.columns, ROWS)
        pyte.Stream(screen).feed(self.text)
        return self.child.exitstatus, screen


def assert_clean(screen: pyte.Screen, text: str) -> None:
    """The cursor is to be seen at the beginning of an empty line, what is written next has no colour, nothing is said."""
    assert "Traceback" not in text
    assert not screen.cursor.hidden
    assert screen.cursor.x == 0
    assert screen.display[screen.cursor.y].strip() == ""
    pyte.Stream(screen).feed("$")
    letter = screen.buffer[screen.cursor.y][0]
    assert (letter.data, letter.fg, letter.bg, letter.bold, letter.reverse) == ("$", "default", "default", False, False)


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    opened: list[Terminal] = []
    yield opened
    for each in opened:
        each.child.close(force=True)


@pytest.mark.parametrize("words", ["list", "validate --no-cache", "tags", "set --where draft a=b", "publish 1 2"])
def test_r13_ctrl_c_while_posts_are_read(many: Path, words: str) -> None:
    run = Terminal(many / "site", *words.split(), slow=many / "slow")
    run.until(r"reading \d+ of 300 posts")
    run.child.sendintr()
    code, screen = run.ended()
    assert code == 130
    assert_clean(screen, run.text)
    assert not [line for line in screen.display if line.strip("$ ")]


def test_r13_sigterm_while_posts_are_read(many: Path) -> None:
    run = Terminal(many / "site", "list", slow=many / "slow")
    run.until(r"reading \d+ of 300 posts")
    run.child.kill(signal.SIGTERM)
    code, screen = run.ended()
    assert code == 143
    assert_clean(screen, run.text)
    assert not [line for line in screen.display if line.strip("$ ")]


def test_r13_sigterm_can_be_ignored(many: Path) -> None:
    before = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    run = Terminal(many / "site", "list", "--count", slow=many / "slow", before=before)
    run.until(r"reading \d+ of 300 posts")
    run.child.kill(signal.SIGTERM)
    assert run.ended()[0] == 0


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("words", ["list", "list --format plain", "validate --select empty-link --format full"])
def test_r13_ctrl_c_while_the_answer_is_written(many: Path, words: str, unbuffered: str) -> None:
    """Nobody reads what the terminal gets, so the answer waits half written."""
    run = Terminal(many / "site", *words.split(), FORCE_COLOR="1", PYTHONUNBUFFERED=unbuffered)
    run.until(r"(?s).{300}")
    run.child.sendintr()
    code, screen = run.ended()
    assert code == 130
    assert_clean(screen, run.text)


def test_r13_ctrl_c_at_the_numbered_prompt() -> None:
    run = Terminal(ROOT / "examples" / "gatsby", "show", "the")
    run.until("Which one.*\n")
    run.child.sendintr()
    code, screen = run.ended()
    assert code == 130
    assert_clean(screen, run.text)


def test_r13_ctrl_c_while_watching_and_while_it_checks(many: Path) -> None:
    pytest.importorskip("watchfiles")
    run = Terminal(many / "site", "validate", "--watch", "--no-cache", slow=many / "slow")
    run.until(r"reading \d+ of 300 posts")
    run.child.sendintr()
    code, screen = run.ended()
    assert code == 130
    assert_clean(screen, run.text)


def test_r13_ctrl_c_while_the_watched_command_runs(many: Path) -> None:
    pytest.importorskip("watchfiles")
    run = Terminal(many / "site", "validate", "--watch", "--no-cache", slow=many / "slow")
    run.until(r"reading 2\d\d of 300 posts")
    run.until(r"reading 1?\d of 300 posts")  # the second time: the command itself
    run.child.sendintr()
    code, screen = run.ended()
    assert code == 130
    assert_clean(screen, run.text)


@pytest.mark.skipif(shutil.which("less") is None, reason="less is not installed")
def test_r13_ctrl_c_is_the_pagers_while_it_has_the_terminal(many: Path) -> None:
    run = Terminal(many / "site", "show", "1", "--pager", PAGER="less", LESS="")
    run.until("Number 1 of")
    run.child.sendintr()
    while run.child.isalive():  # the interrupt may take the key with it
        run.child.send("q")
        run.child.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=1)
        run.text += run.child.before
    code, _ = run.ended()
    assert code == 0
    assert "Traceback" not in run.text
    assert run.text.rfind("\x1b[?1049l") > run.text.rfind("\x1b[?1049h") >= 0


@pytest.mark.skipif(shutil.which("less") is None, reason="less is not installed")
def test_r13_sigterm_takes_the_pager_along(many: Path) -> None:
    run = Terminal(many / "site", "show", "1", "--pager", PAGER="less", LESS="")
    run.until("Number 1 of")
    run.child.kill(signal.SIGTERM)
    code, _ = run.ended()
    assert code == 143
    assert run.text.rfind("\x1b[?1049l") > run.text.rfind("\x1b[?1049h") >= 0
    assert run.text.rfind("\x1b[?25l") <= run.text.rfind(SHOWN)


# --- the line that says how far it is -----------------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [12, 20, 200])
def test_the_line_stays_one_line_however_narrow(many: Path, columns: int) -> None:
    run = Terminal(many / "site", "list", "--count", slow=many / "slow", columns=columns)
    run.until("reading 3")
    run.child.setwinsize(ROWS, columns)
    code, screen = run.ended()
    assert code == 0
    assert [line.strip() for line in screen.display if line.strip()] == ["300"]
    said = re.findall(r"\r([^\r]*)\x1b\[K", run.text)
    assert said
    assert all(len(line) < columns for line in said)


def test_the_line_follows_the_size_of_the_window(many: Path) -> None:
    run = Terminal(many / "site", "list", "--count", slow=many / "slow")
    run.until(r"reading \d+ of 300 posts")
    run.child.setwinsize(ROWS, 10)
    run.until(r"reading \d?\x1b")
    code, _ = run.ended()
    assert code == 0


def test_what_cannot_be_counted_is_said_too(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: A\n---\n")
    slow = tmp_path / "slow"
    slow.mkdir()
    patched = "import time\nfrom postctl.cli import progress\nfrom postctl.store import write\nprogress.PATIENCE = 0.05\n"
    patched += "real = write.apply\ndef slow(*given):\n    time.sleep(0.5)\n    return real(*given)\nwrite.apply = slow\n"
    (slow / "sitecustomize.py").write_text(patched)
    run = Terminal(tmp_path, "set", "a", "title=B", slow=slow)
    run.until("\rwriting 1 file")
    code, screen = run.ended()
    assert code == 0
    assert [line.strip() for line in screen.display if line.strip()] == ["a.md"]


@pytest.mark.parametrize("env", [{"CI": "true"}, {"TERM": "dumb"}], ids=str)
def test_nobody_is_told_in_ci_or_at_a_dumb_terminal(many: Path, env: dict[str, str]) -> None:
    run = Terminal(many / "site", "list", "--count", slow=many / "slow", **env)
    code, _ = run.ended()
    assert code == 0
    assert run.text.strip() == "300"
