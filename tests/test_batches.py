"""Commands over many posts: what cannot be done does not keep the rest back, and what is half sure is not done."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from postctl.cli import main
from postctl.store.journal import Journal

ROOT = Path(__file__).parent.parent
DRAFT = "---\ntitle: {0}\ndate: 2026-01-01\ntags: [x]\ndraft: true\n{1}---\nText of {0}.\n"
RELEASE = "postctl_publish_at: 2026-01-01T00:00:00+00:00\n"


@pytest.fixture
def blog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three drafts, of which the second cannot be written."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    root = tmp_path / "blog"
    (root / "content/posts").mkdir(parents=True)
    (root / "hugo.toml").write_text("buildFuture = true\n")
    for name in "abc":
        (root / f"content/posts/{name}.md").write_text(DRAFT.format(name, RELEASE))
    os.link(root / "content/posts/b.md", tmp_path / "hard.md")
    return root


def texts(root: Path) -> dict[str, str]:
    return {path.stem: path.read_text() for path in (root / "content/posts").iterdir()}


@pytest.mark.parametrize(
    ("words", "code", "sign"),
    [
        (["publish", "content/posts/a.md", "content/posts/b.md", "content/posts/c.md"], 2, "draft: false"),
        (["publish", "--where", "draft"], 2, "draft: false"),
        (["publish", "--due"], 1, "draft: false"),
        (["set", "--where", "draft", "toc=true"], 2, "toc: true"),
        (["tags", "rename", "x", "z"], 2, "tags: [z]"),
    ],
    ids=lambda value: " ".join(value[:3]) if isinstance(value, list) else "",
)
def test_r16_one_post_that_cannot_be_written_does_not_keep_the_others_back(
    blog: Path, words: list[str], code: int, sign: str, capsys
) -> None:
    before = texts(blog)
    assert main(["-C", str(blog), *words]) == code
    out, err = capsys.readouterr()
    now = texts(blog)
    assert [sign in now[name] for name in "abc"] == [True, False, True]
    assert now["b"] == before["b"]
    assert "hard links" in err
    assert out.split() == ["content/posts/a.md", "content/posts/c.md"]
    assert main(["-C", str(blog), "undo"]) == 0
    assert texts(blog) == before


def test_r16_a_broken_file_among_the_posts_is_told_and_the_others_are_done(blog: Path, capsys) -> None:
    (blog / "content/posts/b.md").unlink()
    (blog / "content/posts/b.md").write_text("---\ntitle: a: b\n---\n")
    assert main(["-C", str(blog), "publish", "content/posts/*.md"]) == 2
    assert "content/posts/b.md:2:9:" in capsys.readouterr().err
    assert ["draft: false" in text for text in dict(sorted(texts(blog).items())).values()] == [True, False, True]


def test_two_posts_with_one_address_are_not_published(blog: Path, capsys) -> None:
    for name in "ab":
        (blog / f"content/posts/{name}.md").unlink()
        (blog / f"content/posts/{name}.md").write_text(DRAFT.format(name, "slug: same\n"))
    assert main(["-C", str(blog), "publish", "content/posts/a.md"]) == 0
    assert main(["-C", str(blog), "publish", "content/posts/b.md"]) == 1
    assert "error P301" in capsys.readouterr().err


def test_a_text_that_says_when_it_is_released_is_no_scheduled_post(blog: Path, capsys) -> None:
    (blog / "notes.txt").write_text(f"---\ntitle: D\n{RELEASE}---\nText.\n")
    assert main(["-C", str(blog), "new", "--from", str(blog / "notes.txt")]) == 0
    out, err = capsys.readouterr()
    assert "postctl_publish_at" not in (blog / out.strip()).read_text()
    assert "left out" in err


def test_r27_a_new_post_that_could_not_be_written_whole_is_no_success(blog: Path) -> None:
    folder = blog / "archetypes/trip"
    folder.mkdir(parents=True)
    (folder / "index.md").write_text("---\ntitle: T\n---\n")
    (folder / "large.png").write_bytes(bytes(3_000_000))
    command = f"ulimit -f 1000; EDITOR=true exec {sys.executable} -m postctl -C {blog} new Walk --kind trip --edit"
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["bash", "-c", command], env=environ, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2, done.stderr


# --- undo, and who else is there -----------------------------------------------------------------------------------------


def test_each_site_of_a_repository_takes_back_what_was_written_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / ".git").mkdir()
    for site in (tmp_path, tmp_path / "docs"):
        (site / "content/posts").mkdir(parents=True)
        (site / "hugo.toml").write_text("")
        (site / "content/posts/a-tea.md").write_text(DRAFT.format("a-tea", ""))
    docs, top = (site / "content/posts/a-tea.md" for site in (tmp_path / "docs", tmp_path))
    assert main(["-C", str(tmp_path / "docs"), "publish", "a-tea"]) == 0
    assert main(["-C", str(tmp_path), "publish", "content/posts/a-tea.md"]) == 0
    assert main(["-C", str(tmp_path / "docs"), "undo"]) == 0
    assert "draft: true" in docs.read_text()
    assert "draft: false" in top.read_text()


def test_r10_undo_waits_for_a_command_that_is_writing(blog: Path, tmp_path: Path, capsys) -> None:
    assert main(["-C", str(blog), "set", "content/posts/a.md", "toc=true"]) == 0
    with Journal(str(tmp_path / "state" / "postctl"), str(blog)).recording("another", "2026-11-23T12:00:00+00:00", ()):
        assert main(["-C", str(blog), "undo"]) == 2
        assert "a command is writing here just now" in capsys.readouterr().err
    assert main(["-C", str(blog), "undo"]) == 0
    assert "toc" not in texts(blog)["a"]


def test_s9_a_file_of_the_repository_is_no_editor(blog: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trap = blog / "true -u ~"
    trap.mkdir()
    (trap / ".vimrc").write_text(f"#!/bin/sh\ntouch '{blog}/ran'\n")
    (trap / ".vimrc").chmod(0o755)
    monkeypatch.chdir(blog)
    monkeypatch.setenv("EDITOR", "true -u ~/.vimrc")
    main(["edit", "content/posts/a.md"])
    assert not (blog / "ran").exists()


# --- time ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"hugo.toml": "", "content/a.md": "---\ntitle: A\n---\n" + "../" * 20_000 + "x"}, ["rename", "content/a.md", "B", "-n"]),
        ({"pelicanconf.py": "PATH = 'content'\n", "content/a.md": f"Title: A\nTags: a{' ' * 60_000}b\n\nText.\n"}, ["tags"]),
    ],
    ids=["links", "tags"],
)
def test_s18_no_text_makes_it_slow(tmp_path: Path, files: dict[str, str], words: list[str]) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    start = time.process_time()
    assert main(["-C", str(tmp_path), *words]) == 0
    assert time.process_time() - start < 20
