"""`show --watch`, as a person at a terminal has it who edits a post beside it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pexpect
import pytest

pytest.importorskip("watchfiles", reason="watchfiles is not installed (pip install '.[watch]')")

ROOT = Path(__file__).parent.parent
ENVIRON = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]), "TERM": "xterm"}
CLEAR, SCROLLBACK = "\x1b[H\x1b[2J", "\x1b[3J"
READY = "Ctrl-C ends it"


@pytest.fixture
def blog(tmp_path):
    folder = tmp_path / "my blog"
    folder.mkdir()
    (folder / "tea.md").write_text("---\ntitle: Tea\n---\nGreen, see [soup](soup.md).\n")
    (folder / "soup.md").write_text("---\ntitle: Soup\n---\nHot.\n")
    return folder


@pytest.fixture
def terminal(blog):
    children = []

    def start(*words):
        command = ["-m", "postctl", "-C", str(blog), "show", "tea", "--watch", "--color", "never", *words]
        env = {**ENVIRON, "PAGER": "no-pager-is-started"}
        children.append(pexpect.spawn(sys.executable, command, env=env, encoding="utf-8", timeout=60, dimensions=(12, 100)))
        children[-1].expect(READY)
        return children[-1]

    yield start
    for child in children:
        child.close(force=True)


def ended(child):
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert (child.exitstatus, child.signalstatus) == (130, None)
    assert "Traceback" not in child.before


def test_it_is_drawn_again_when_it_changes_and_ends_with_ctrl_c(blog, terminal):
    child = terminal()
    assert "Green" in child.before
    assert CLEAR not in child.before
    (blog / "tea.md").write_text("---\ntitle: Another name\n---\nBlack.\n")
    child.expect_exact(CLEAR)
    child.expect("Another name")
    child.expect("Black")
    child.expect(r"\d\d:\d\d:\d\d tea.md changed; watching on; " + READY)
    assert SCROLLBACK not in child.before
    ended(child)


def test_what_is_broken_for_a_moment_is_shown_and_mended(blog, terminal):
    child = terminal("--meta")
    (blog / "tea.md").write_text("---\ntitle: [\n---\n")
    child.expect("broken: it cannot be read")
    child.expect(READY)
    (blog / "tea.md").unlink()
    child.expect("no post is called")
    child.expect(READY)
    (blog / "tea.md").write_text("---\ntitle: Mended\n---\n")
    child.expect("Mended")
    child.expect(READY)
    ended(child)


def test_only_files_that_are_shown_count(blog, terminal):
    child = terminal("--links")
    assert "Soup (published)" in child.before
    (blog / "other.md").write_text("---\ntitle: Other\n---\n")
    (blog / "soup.md").write_text("---\ntitle: Stew\n---\n")
    child.expect_exact("Stew (published)")
    child.expect(r"\d soup.md changed; watching on")
    ended(child)


def test_a_post_that_is_not_there_ends_it_at_once(blog):
    words = ["-m", "postctl", "-C", str(blog), "show", "nothing like it", "--watch"]
    child = pexpect.spawn(sys.executable, words, env=ENVIRON, encoding="utf-8", timeout=60)
    child.expect("no post is called")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 1
