"""`new` as programs run it: many at once, again and again, with words from a pipe and nobody at the terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from postctl.cli import main

ROOT = Path(__file__).parent.parent
POST = "---\ntitle: P{n}\ndate: 2024-05-0{n}\ntags: [python, walks]\n---\n\nText.\n"


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    for n in range(1, 5):
        (tmp_path / f"p{n}.md").write_text(POST.replace("{n}", str(n)))
    return tmp_path


def started(blog: Path, *words: str, **environ: str) -> subprocess.Popen[bytes]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "POSTCTL_NOW": "2026-11-23T12:00:00Z", "TZ": "UTC", **environ}
    command = [sys.executable, "-m", "postctl", "-C", str(blog), "new", *words]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)


def run(capsys, blog: Path, *words: str) -> tuple[int, str, str]:
    code = main(["-C", str(blog), "--at", "2026-11-23", "new", *words])
    done = capsys.readouterr()
    return code, done.out, done.err


def test_r8_of_twenty_that_make_one_post_one_does(blog: Path) -> None:
    runs = [started(blog, "The same title", "--tag", "python") for _ in range(20)]
    ends = [(each.communicate(timeout=120), each.returncode) for each in runs]
    codes = [code for _, code in ends]
    assert codes.count(0) == 1
    assert set(codes) == {0, 2}
    (made,) = set(blog.glob("*.md")) - {blog / f"p{n}.md" for n in range(1, 5)}
    assert made.read_text() == "---\ntitle: The same title\ndate: 2026-11-23\ntags: [python]\ndraft: true\n---\n"
    assert not [path.name for path in blog.iterdir() if path.name.startswith(".postctl-")]


def test_r26_the_same_words_make_the_same_bytes(blog: Path) -> None:
    words = ["Déjà vu", "--tag", "python", "--tag", "walks", "--set", "b=1", "--set", "a=[x, z]", "--series", "S", "--diff"]
    runs = [started(blog, *words, PYTHONHASHSEED=seed, LC_ALL=tongue) for seed in "012" for tongue in ("C", "C.UTF-8")]
    made = {each.communicate(timeout=60)[0] for each in runs}
    assert len(made) == 1
    assert b"+a: [x, z]" in made.pop()


SLIPS = [("--tag", "pyhton"), ("--tag", "Python"), ("--set", "tags=pyhton"), ("--set", "tags=[walks, pyhton]")]

# --- slips ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", SLIPS)
def test_a_slip_in_a_tag_is_not_written(blog: Path, capsys, words) -> None:
    code, out, err = run(capsys, blog, "T", *words)
    assert (code, out) == (1, "")
    assert "did you mean python? 4 posts use it" in err
    assert "--force" in err
    assert not (blog / "t.md").exists()
    assert run(capsys, blog, "T", *words, "--force")[0] == 0
    assert (blog / "t.md").exists()


def test_a_new_tag_passes_in_silence(blog: Path, capsys) -> None:
    assert run(capsys, blog, "T", "--tag", "python", "--tag", "gardening") == (0, "t.md\n", "")


def test_a_slip_in_a_series_is_not_written(blog: Path, capsys) -> None:
    (blog / "p5.md").write_text("---\ntitle: P5\ndate: 2024-05-05\nseries: Slow days\n---\n\nText.\n")
    code, _, err = run(capsys, blog, "T", "--series", "slow-days")
    assert code == 1
    assert "did you mean Slow days? 1 post uses it" in err
    assert run(capsys, blog, "T", "--series", "Slow days")[0] == 0


# --- words ------------------------------------------------------------------------------------------------------------


def test_a_title_is_asked_for_at_a_terminal_only(blog: Path, capsys) -> None:
    code, out, err = run(capsys, blog)
    assert (code, out) == (2, "")
    assert "Missing argument 'TITLE...'" in err


def test_a_text_from_a_pipe(blog: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "POSTCTL_NOW": "2026-11-23T12:00:00Z", "TZ": "UTC"}
    command = [sys.executable, "-m", "postctl", "-C", str(blog), "new", "--from", "-"]
    done = subprocess.run(command, input="# Élan\r\n\r\nText.\r\n".encode(), capture_output=True, env=env, check=False)
    assert (done.returncode, done.stdout) == (0, b"elan.md\n")
    assert (blog / "elan.md").read_text() == "---\ntitle: Élan\ndate: 2026-11-23\ntags: []\ndraft: true\n---\n\nText.\n"


@pytest.mark.parametrize(
    ("name", "says"), [("no.md", "no.md cannot be read: No such file"), (".", "Is a directory"), ("a\0b", "cannot be read")]
)
def test_a_text_that_is_not_there(blog: Path, capsys, monkeypatch, name, says) -> None:
    monkeypatch.chdir(blog)
    code, out, err = run(capsys, blog, "T", "--from", name)
    assert (code, out) == (2, "")
    assert says in err


def test_a_taken_name_comes_with_a_free_one(blog: Path, capsys) -> None:
    (blog / "t-2.md").write_text("x")
    (blog / "T.md").write_text("x")
    code, _, err = run(capsys, blog, "t")
    assert code == 2
    assert "T.md exists already" in err
    assert "try --slug t-3" in err
    assert run(capsys, blog, "t", "--slug", "t-3")[0] == 0


def test_r8_the_address_of_another_post_is_no_redirect_of_a_new_one(tmp_path: Path, capsys) -> None:
    (tmp_path / "hugo.toml").write_text("")
    (tmp_path / "content/posts").mkdir(parents=True)
    (tmp_path / "content/posts/a.md").write_text("---\ntitle: A\ndate: 2024-01-01\n---\n")
    code, _, err = run(capsys, tmp_path, "B", "--set", "aliases=[/posts/A/]")
    assert code == 2
    assert "content/posts/a.md has the URL /posts/a/, from which content/posts/b.md would redirect" in err
