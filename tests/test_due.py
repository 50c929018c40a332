"""`due` and `publish --due` from the command line: git that runs nothing, outputs nobody forges, whole answers."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from postctl.cli import main
from postctl.errors import UsageError, WriteError
from postctl.store import git, outputs

HUGO = {"hugo.toml": "", "content/posts/tea.md": "---\ntitle: Tea\ndate: 2026-11-23T09:00:00Z\n---\n"}
WAITS = "---\ntitle: A\ndraft: true\npostctl_publish_at: 2026-11-23T09:00:00Z\n---\nText.\n"


def write(root: Path, files: dict[str, str | bytes]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def run_git(root: Path, *words: str, **environ: str) -> None:
    who = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "A"), ("EMAIL", "a@b.c"))}
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *words], cwd=root, env={**os.environ, **who, **quiet, **environ}, check=True, capture_output=True)


def commit(root: Path, when: str) -> None:
    run_git(root, "init", "--quiet", "--initial-branch=main")
    run_git(root, "add", "--all")
    run_git(root, "commit", "--quiet", "--message", "m\n\ncommitter x <x> 1 +0000", GIT_COMMITTER_DATE=when, GIT_AUTHOR_DATE=when)


# --- git ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("when", ["2026-11-23T08:00:00Z", "2026-11-23T13:30:00+05:30", "1999-12-31T23:59:59-12:00"])
def test_the_time_of_a_commit_is_when_it_was_made(tmp_path: Path, when: str) -> None:
    commit(write(tmp_path, HUGO), when)
    run_git(tmp_path, "tag", "v1")
    for ref in ("HEAD", "main", "v1", "HEAD^0"):
        assert git.committed_at(str(tmp_path), ref, os.environ) == datetime.fromisoformat(when)


@pytest.mark.parametrize("ref", ["", "-h", "--all", "nowhere", "HEAD~9", "a b", "HEAD\n", "HEAD:hugo.toml", "\0", "main..main"])
def test_what_names_no_commit_is_a_usage_error(tmp_path: Path, ref: str) -> None:
    commit(write(tmp_path, HUGO), "2026-11-23T08:00:00Z")
    with pytest.raises(UsageError):
        git.committed_at(str(tmp_path), ref, os.environ)


def test_s12_git_runs_nothing_that_the_repository_names(tmp_path: Path) -> None:
    site, trap = tmp_path / "site", tmp_path / "trap"
    commit(write(site, HUGO), "2026-11-23T08:00:00Z")
    touch = f"touch {trap};"
    for key in (
        "core.fsmonitor",
        "core.pager",
        "core.editor",
        "core.sshCommand",
        "gpg.program",
        "diff.external",
        "alias.rev-parse",
    ):
        run_git(site, "config", key, f"!{touch}" if key.startswith("alias") else touch)
    for key, value in {"log.showSignature": "true", "core.hooksPath": str(site / "hooks"), "pager.cat-file": touch}.items():
        run_git(site, "config", key, value)
    write(site, {f"hooks/{name}": f"#!/bin/sh\n{touch}\n" for name in ("post-index-change", "reference-transaction")})
    for hook in (site / "hooks").iterdir():
        hook.chmod(0o755)
    assert git.committed_at(str(site), "HEAD", os.environ) == datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert main(["-C", str(site), "due", "--since", "HEAD", "-q"]) == 0
    write(site, {".gitattributes": "*.md diff=x\n", "content/posts/more.md": "x"})
    run_git(site, "config", "diff.x.textconv", touch)
    run_git(site, "config", "diff.x.command", touch)
    assert "content/posts/more.md" in git.changed_since(str(site), "HEAD", os.environ)
    assert not trap.exists()


def test_files_that_differ_from_where_a_branch_was_left_are_named(tmp_path: Path) -> None:
    top = tmp_path / "top"
    site = top / "site"
    write(top, {"README.md": "x", ".gitignore": "*.log\n"})
    write(site, {**HUGO, "content/posts/old.md": "old", "content/posts/é b.md": "x"})
    commit(top, "2026-11-23T08:00:00Z")
    run_git(top, "checkout", "--quiet", "-b", "work")
    write(site, {"content/posts/committed.md": "new"})
    commit_more(top)
    run_git(top, "checkout", "--quiet", "main")
    write(site, {"content/posts/on-main.md": "theirs"})
    commit_more(top)
    run_git(top, "checkout", "--quiet", "work")
    write(site, {"content/posts/é b.md": "changed", "content/posts/loose.md": "untracked", "debug.log": "ignored"})
    write(top, {"README.md": "changed", "other.md": "untracked"})
    (site / "content/posts/old.md").unlink()
    expected = {"content/posts/committed.md", "content/posts/é b.md", "content/posts/loose.md"}
    assert git.changed_since(str(site), "main", os.environ) == expected
    with pytest.raises(UsageError, match="no commit"):
        git.changed_since(str(site), "--output=x", os.environ)
    with pytest.raises(git.NoAnswer, match="no git repository"):
        git.changed_since(str(tmp_path), "main", {**os.environ, "GIT_CEILING_DIRECTORIES": str(tmp_path.parent)})


def commit_more(root: Path) -> None:
    run_git(root, "add", "--all")
    run_git(root, "commit", "--quiet", "--message", "more")


def test_s12_a_bare_repository_among_the_posts_is_not_asked(tmp_path: Path) -> None:
    site, trap = write(tmp_path / "site", HUGO), tmp_path / "trap"
    buried = site / "content/posts"
    run_git(buried, "init", "--quiet", "--bare", ".")
    run_git(buried, "config", "core.fsmonitor", f"touch {trap};")
    with pytest.raises(git.NoAnswer, match="no git repository"):
        git.committed_at(str(buried), "HEAD", {**os.environ, "GIT_CEILING_DIRECTORIES": str(tmp_path)})
    assert not trap.exists()


def test_without_git_a_moment_still_does(tmp_path: Path, monkeypatch, capsys) -> None:
    write(tmp_path, HUGO)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["-C", str(tmp_path), "due", "--since", "HEAD"]) == 2
    assert "git is not installed" in capsys.readouterr().err
    assert main(["-C", str(tmp_path), "due", "--since", "-12h"]) == 0


# --- outputs ------------------------------------------------------------------------------------------------------------


def test_s5_the_name_of_a_post_cannot_set_an_output(tmp_path: Path, monkeypatch, capsys) -> None:
    name = "content/posts/x\ndue=false\n::set-output name=due::false.md"
    write(tmp_path, {**HUGO, name: WAITS})
    file = tmp_path / "outputs"
    file.write_text("before=1\n")
    monkeypatch.setenv("GITHUB_OUTPUT", str(file))
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert main(["-C", str(tmp_path), "due", "--format", "github"]) == 0
    first, due, posts = file.read_text().splitlines()
    assert (first, due) == ("before=1", "due=true")
    assert json.loads(posts.removeprefix("posts=")) == [name]
    said = capsys.readouterr()
    assert not any(line.lstrip().startswith("::") for line in (said.out + said.err).splitlines())


@pytest.mark.parametrize("path", ["", "folder", "fifo", "no/such/folder"])
def test_outputs_go_to_a_file_or_fail(tmp_path: Path, path: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "fifo")
    with pytest.raises(WriteError, match=str(tmp_path)):
        outputs.append(str(tmp_path / path), {"due": "true"})


# --- answers that are whole -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("waits", "written"), [({}, ""), ({"content/posts/a.md": WAITS}, "due=true")])
def test_r28_what_could_not_be_read_is_never_a_no(tmp_path: Path, waits: dict, written: str, monkeypatch) -> None:
    write(tmp_path, {"hugo.toml": b"# \xff\n", **waits})
    file = tmp_path / "outputs"
    monkeypatch.setenv("GITHUB_OUTPUT", str(file))
    assert main(["-C", str(tmp_path), "due"]) == 2
    assert main(["-C", str(tmp_path), "due", "--format", "github"]) == 2
    assert (file.read_text() if file.exists() else "").partition("\n")[0] == written
    assert main(["-C", str(tmp_path), "publish", "--due"]) == 2
    assert all("draft: false" in (tmp_path / name).read_text() for name in waits)


def test_r6_released_twice_is_released_once(tmp_path: Path, capsys) -> None:
    write(tmp_path, {"a.md": WAITS, "b.md": "---\ntitle: B\ndate: 2020-01-01\ndraft: true\n---\n"})
    assert main(["-C", str(tmp_path), "publish", "--due", "--dry-run"]) == 0
    assert (tmp_path / "a.md").read_text() == WAITS
    assert main(["-C", str(tmp_path), "publish", "--due"]) == 0
    assert (tmp_path / "a.md").read_text() == "---\ntitle: A\ndraft: false\n---\nText.\n"
    before = (tmp_path / "a.md").stat()
    capsys.readouterr()
    assert main(["-C", str(tmp_path), "publish", "--due"]) == 0
    assert capsys.readouterr() == ("", "nothing is due\n")
    assert (tmp_path / "a.md").stat() == before
    assert "draft: true" in (tmp_path / "b.md").read_text()


def test_r7_the_diff_of_a_release_is_what_is_written(tmp_path: Path, capfdbinary) -> None:
    one, two = (write(tmp_path / name, {"a.md": WAITS.replace("\n", "\r\n"), "b.md": WAITS}) for name in ("one", "two"))
    assert main(["-C", str(one), "publish", "--due", "--diff"]) == 0
    diff = capfdbinary.readouterr().out
    subprocess.run(["patch", "-p0", "--binary", "--quiet"], cwd=one, input=diff, check=True)
    assert main(["-C", str(two), "publish", "--due"]) == 0
    for name in ("a.md", "b.md"):
        assert (one / name).read_bytes() == (two / name).read_bytes()


EXTREMES = (
    "0001-01-01",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59Z",
    "9999-12-31T23:59:59-12:00",
    "9999-02-28",
    "2024-02-29",
)


@pytest.mark.parametrize("at", EXTREMES)
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland", "America/Los_Angeles", "local"])
def test_r18_no_moment_of_the_calendar_breaks_anything(tmp_path: Path, at: str, zone: str, capsys) -> None:
    config = f'timezone = "{zone}"\n[schedule]\nslots = "daily 00:00 23:59"\n'
    write(tmp_path, {"postctl.toml": config, "a.md": WAITS.replace("2026-11-23T09:00:00Z", at), "b.md": WAITS})
    write(tmp_path, {f"{n}.md": f"---\ntitle: A\ndate: {each}\ndraft: true\n---\n" for n, each in enumerate(EXTREMES)})
    for words in (
        *(["schedule", "a.md", "next"], ["schedule", "b.md", at], ["schedule", "1.md", "+1d"], ["due", "--since", at]),
        *(["publish", "--due", "-n"], ["init", "--ci", "github"], ["due", "--since", "-1d"]),
    ):
        assert main(["-C", str(tmp_path), *words, "--at", at]) in (0, 1, 2), words
        assert "Traceback" not in (err := capsys.readouterr().err), (words, err)
        assert "bug" not in err.lower(), (words, err)


# --- several at once ------------------------------------------------------------------------------------------------------


def test_drafts_that_are_due_together_may_link_to_each_other(tmp_path: Path, capsys) -> None:
    texts = {name: WAITS.replace("Text.", f"See [it]({other}.md).") for name, other in (("a", "b"), ("b", "a"), ("c", "d"))}
    write(tmp_path, {f"{name}.md": text for name, text in texts.items()} | {"d.md": "---\ntitle: D\ndraft: true\n---\nText.\n"})
    code = main(["-C", str(tmp_path), "--at", "2026-11-23T12:00:00Z", "publish", "--due"])
    told = capsys.readouterr()
    assert told.out.split() == ["a.md", "b.md"]
    assert "held back: c.md" in told.err
    assert code == 1
