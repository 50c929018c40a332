"""`validate --watch`, as a person at a terminal has it, and as a program does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pexpect
import pytest
from sites import site_of

from postctl.cli import main, watching
from postctl.errors import PostctlError

pytest.importorskip("watchfiles", reason="watchfiles is not installed (pip install '.[watch]')")

ROOT = Path(__file__).parent.parent
ENVIRON = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]), "TERM": "xterm"}
CLEAR = "\x1b[H\x1b[2J\x1b[3J"
BROKEN = "---\ntitle: [\n---\n"


@pytest.fixture
def blog(tmp_path):
    folder = tmp_path / "my blog"
    folder.mkdir()
    (folder / "tea.md").write_text("---\ntitle: Tea\n---\nText.\n")
    return folder


@pytest.fixture
def terminal(blog):
    words = ["-m", "postctl", "-C", str(blog), "validate", "--watch", "--color", "never", "--format", "concise"]
    child = pexpect.spawn(sys.executable, words, env=ENVIRON, encoding="utf-8", timeout=30, dimensions=(40, 200))
    yield child
    child.close(force=True)


def test_it_checks_again_when_a_file_changes_and_ends_with_ctrl_c(blog, terminal):
    terminal.expect(r"\d\d:\d\d:\d\d watching .*my blog; Ctrl-C ends it")
    assert "1 post, nothing to report" in terminal.before
    assert CLEAR not in terminal.before
    (blog / "soup.md").write_text(BROKEN)
    terminal.expect_exact(CLEAR)
    terminal.expect(r"\d\d:\d\d:\d\d soup.md changed")
    terminal.expect("soup.md:3:1: error P001")
    terminal.expect("Ctrl-C ends it")
    (blog / "soup.md").unlink()
    terminal.expect("soup.md changed")
    terminal.expect("1 post, nothing to report")
    terminal.expect("Ctrl-C ends it")
    terminal.sendintr()
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert (terminal.exitstatus, terminal.signalstatus) == (130, None)
    assert "Traceback" not in terminal.before


def test_a_configuration_that_is_broken_for_a_while_does_not_end_it(blog, terminal):
    terminal.expect("Ctrl-C ends it")
    (blog / "postctl.toml").write_text("[validate\n")
    terminal.expect(r"postctl: postctl.toml:1:\d+: ")
    terminal.expect("Ctrl-C ends it")
    (blog / "postctl.toml").write_text('[validate]\nselect = ["P1"]\n')
    terminal.expect("nothing to report")


def test_it_sleeps_while_nothing_happens(blog, terminal):
    terminal.expect("Ctrl-C ends it")
    time.sleep(0.5)
    before = used(terminal.pid)
    time.sleep(2)
    assert used(terminal.pid) - before < 0.2


def used(pid: int) -> float:
    """Seconds of the processor."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_a_pipe_gets_no_screen_codes_and_an_interrupt_ends_it(blog):
    words = [sys.executable, "-m", "postctl", "-C", str(blog), "validate", "--watch", "--format", "concise"]
    process = subprocess.Popen(words, env=ENVIRON, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert "nothing to report" in process.stderr.readline()
    assert "watching" in process.stderr.readline()
    (blog / "soup.md").write_text(BROKEN)
    assert "soup.md changed" in process.stderr.readline()
    assert process.stdout.readline().startswith("soup.md:3:1: error P001")
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "\x1b" not in out + err
    assert "Traceback" not in err


def test_a_mistake_in_the_command_ends_it_at_once(blog, capfd):
    assert main(["-C", str(blog), "validate", "--watch", "--select", "P999"]) == 2
    assert "no rule is called" in capfd.readouterr().err


def test_without_the_package_it_is_one_line(blog, capfd, monkeypatch):
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    assert main(["-C", str(blog), "validate", "--watch"]) == 2
    assert capfd.readouterr().err.splitlines() == [
        "postctl: watchfiles is not installed, and --watch needs it",
        "  pip install 'postctl[watch]' installs it",
    ]


def test_what_cannot_be_watched_is_told():
    def refuse(*folders, **options):
        raise OSError("OS file watch limit reached")

    runs = watching._runs(refuse, ["/site"], lambda change, path: True, "/site")
    assert next(runs) == ()
    with pytest.raises(PostctlError, match="/site cannot be watched: OS file watch limit reached"):
        next(runs)


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("content/posts/a.md", True),
        ("hugo.toml", True),
        (".gitignore", True),
        ("static/a.png", True),
        ("content/public/a.md", True),
        (".git/index", False),
        (".git", False),
        ("content/.obsidian/x.json", False),
        ("node_modules/a/index.js", False),
        ("public/posts/a/index.html", False),
        ("resources/_gen/a.png", False),
        ("content/posts/.postctl-a.tmp", False),
        ("content/posts/.a.md.swp", False),
        ("content/posts/a.md~", False),
        ("content/posts/4913", False),
        ("content/posts/.#a.md", False),
    ],
)
def test_which_changes_count(path, counts):
    site = site_of({"content/posts/a.md": "---\ntitle: A\n---\n"}, "hugo")
    assert watching._filter(site, None)(1, f"/site/{path}") is counts


def test_a_folder_counts_if_it_is_the_sites_own_or_was_asked_for():
    own = site_of({"public/a.png": "x", "src/content/blog/a.md": "---\ntitle: A\n---\n"}, "astro")
    assert watching._filter(own, None)(1, "/site/public/a.png")
    posts = site_of({"site/a.md": "---\ntitle: A\n---\n"})
    assert watching._filter(posts, None)(1, "/site/site/b.md")
    hugo = site_of({"content/a.md": "---\ntitle: A\n---\n"}, "hugo")
    assert watching._filter(hugo, "/site/public")(1, "/site/public/a/index.html")
    assert watching._filter(hugo, "/elsewhere")(1, "/elsewhere/index.html")
