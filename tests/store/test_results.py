"""What a check has found is kept, and counts only as long as it would be found again."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from postctl import linting, reading
from postctl.cli import main

POSTS = {
    "hugo.toml": "title = 'T'\n",
    "content/posts/a.md": "---\ntitle: A\ndate: 2026-01-01\ndraft: yes\n---\nSecret words. [x](x.md)\n",
    "content/posts/b.md": "---\ntitle: B\ndate: 2026-11-24T10:00:00Z\n---\nText with a [link](a.md).\n",
}


@pytest.fixture
def blog(tmp_path, monkeypatch):
    """A site whose files are an hour old, and a cache of its own."""
    for path, text in POSTS.items():
        (tmp_path / "blog" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "blog" / path).write_text(text)
    aged(tmp_path / "blog")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path / "blog")
    return tmp_path / "blog"


def aged(folder: Path, seconds: int = 3600) -> None:
    for path in folder.rglob("*"):
        os.utime(path, (time.time() - seconds, time.time() - seconds))


def kept(blog: Path) -> list[Path]:
    return sorted((blog.parent / "cache").rglob("*.json"))


def run(capsys, *words):
    code = main(["validate", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture
def reads(monkeypatch):
    """The paths of the posts that were read."""
    seen = []
    real = reading.read

    def read(path, *more):
        seen.append(path)
        return real(path, *more)

    monkeypatch.setattr(reading, "read", read)
    return seen


@pytest.mark.parametrize("format_", ["full", "concise", "json", "github"])
def test_the_second_answer_is_the_first_and_reads_no_post(blog, capsys, reads, format_):
    first = run(capsys, "--format", format_)
    assert len(reads) == 2
    assert run(capsys, "--format", format_) == first
    assert len(reads) == 2
    assert run(capsys, "--format", format_, "--no-cache") == first
    assert len(reads) == 4
    assert first[0] == 1


def test_paths_limits_and_formats_are_answered_from_what_is_known(blog, capsys, reads):
    run(capsys)
    for words in (["content/posts/b.md"], ["--strict"], ["--statistics"], ["--max-warnings", "0"]):
        assert run(capsys, *words) == run(capsys, *words, "--no-cache")
    assert reads.count("content/posts/a.md") == 5


@pytest.mark.parametrize(
    "change",
    [
        lambda blog: (blog / "content/posts/a.md").write_text(POSTS["content/posts/a.md"].replace("yes", "true")),
        lambda blog: (blog / "content/posts/x.md").write_text("---\ntitle: X\n---\n"),
        lambda blog: (blog / "content/posts/b.md").unlink(),
        lambda blog: (blog / "content/posts/a.md").rename(blog / "content/posts/c.md"),
        lambda blog: (blog / "hugo.toml").write_text("title = 'T'\nbuildFuture = true\n"),
        lambda blog: (blog / "postctl.toml").write_text('[validate]\nignore = ["P103"]\n'),
    ],
)
def test_any_change_of_a_file_is_seen(blog, capsys, reads, change):
    run(capsys)
    change(blog)
    aged(blog, 1800)
    reads.clear()
    assert run(capsys) == run(capsys, "--no-cache")
    assert reads


def test_an_edit_that_keeps_size_and_time_is_seen(blog, capsys):
    run(capsys)
    file, text = blog / "content/posts/a.md", POSTS["content/posts/a.md"]
    before = file.stat()
    file.write_text(text.replace("yes", "no "))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert run(capsys) == run(capsys, "--no-cache")


def test_other_permissions_are_another_question(blog, capsys, reads):
    run(capsys)
    (blog / "content/posts/a.md").chmod(0o640)
    reads.clear()
    run(capsys)
    assert reads


def test_what_is_said_of_the_site_is_what_there_is_to_say_now(blog, capsys):
    assert run(capsys) != run(capsys, "-v") == run(capsys, "-v", "--no-cache")
    (blog / "content/more").symlink_to(blog / "content/posts", target_is_directory=True)
    assert run(capsys) == run(capsys, "--no-cache")
    assert "not followed" in run(capsys)[2]


def test_other_rules_are_another_question(blog, capsys, reads):
    run(capsys)
    for words in (["--select", "P1"], ["--ignore", "P103"], ["--extend-select", "P103"]):
        reads.clear()
        assert run(capsys, *words) == run(capsys, *words, "--no-cache")
        assert len(reads) == 4


def test_a_moment_at_which_a_finding_may_come_or_go_ends_what_is_known(blog, capsys, reads):
    for at, known in (
        ("2026-11-24T09:00:00Z", False),
        ("2026-11-24T09:30:00Z", True),
        ("2026-11-24T10:30:00Z", False),
        ("2026-11-24T09:30:00Z", False),
        ("2026-11-25T00:30:00Z", False),
    ):
        reads.clear()
        run(capsys, "--at", at)
        assert (not reads) is known, at


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 1}', "\x00", "nan", "[" * 100_000])
def test_a_damaged_cache_is_as_none(blog, capsys, text):
    first = run(capsys)
    (file,) = kept(blog)
    file.write_text(text)
    assert run(capsys) == first
    record = json.loads(file.read_text())
    for part in ("found", "outside"):
        file.write_text(json.dumps({**record, part: 7}))
        assert run(capsys) == first
    for name in record["found"]:
        file.write_text(json.dumps({**record, "found": {**record["found"], name: 7}}))
        assert run(capsys) == first


def test_a_cache_that_cannot_be_written_is_no_error(blog, capsys):
    (blog.parent / "cache").write_text("in the way")
    assert run(capsys) == run(capsys)


def test_s17_what_is_kept_is_for_its_owner_only_and_holds_no_text_of_posts(blog, capsys):
    old = os.umask(0)
    try:
        run(capsys)
    finally:
        os.umask(old)
    (file,) = kept(blog)
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0
    assert "Secret" not in file.read_text()
    assert kept(blog)
    assert not list(blog.rglob("*.json"))


def test_files_that_have_just_changed_are_not_trusted(blog, capsys):
    file, text = blog / "content/posts/a.md", POSTS["content/posts/a.md"]
    file.touch()
    for draft in ("yes", "no ", "yes"):
        file.write_text(text.replace("yes", draft))
        assert run(capsys) == run(capsys, "--no-cache")


def test_beside_a_file_that_has_just_changed_the_others_are_known(blog, capsys, reads, monkeypatch):
    (blog / "content/posts/a.md").touch()
    judged, check = [], linting.check
    monkeypatch.setattr(linting, "check", lambda *words, **how: judged.append(how["anew"]) or check(*words, **how))
    assert run(capsys) == run(capsys) == run(capsys, "--no-cache")
    assert judged == [None, {"content/posts/a.md"}, None]


def test_what_is_incomplete_is_not_kept(blog, capsys, monkeypatch):
    from postctl.store import scan

    monkeypatch.setattr(scan, "MAX_BODY", -1)
    monkeypatch.setattr(scan.reads.Files, "read", lambda *_, **__: (_ for _ in ()).throw(scan.PostctlError("no", "no")))
    assert run(capsys)[0] == 2
    assert kept(blog) == []


def test_configurations_in_hidden_folders_count(tmp_path, monkeypatch, capsys, reads):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    blog = tmp_path / "notes"
    (blog / ".obsidian").mkdir(parents=True)
    (blog / ".obsidian/templates.json").write_text("{}")
    (blog / "t").mkdir()
    (blog / "t/a.md").write_text("---\ntitle: A\n---\nText.\n")
    aged(blog)
    monkeypatch.chdir(blog)
    first = run(capsys)
    (blog / ".obsidian/templates.json").write_text('{"folder": "t"}')
    aged(blog, 1800)
    assert run(capsys) == run(capsys, "--no-cache") != first


def test_only_so_many_ways_of_asking_are_kept(blog, capsys):
    for number in range(100, 116):
        run(capsys, "--ignore", f"P{number}" if number <= 105 else "P1,P2,P4"[: number % 7 + 2])
    assert 1 < len(kept(blog)) <= 12
