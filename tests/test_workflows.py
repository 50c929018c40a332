"""The files of `init --ci` and `--pre-commit`: what they may do, that they are what their service reads, and that they do it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

import postctl
from postctl import dates, workflows
from postctl._version import __version__
from postctl.cli import main
from postctl.dates import slots
from postctl.workflows import About, _cron

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def about(rule: str = "", zone: str = "UTC", folder: str = "") -> About:
    return About(__version__, folder, zone, NOW.astimezone(dates.zone(zone)), rule, slots.read(rule) if rule else ())


def loaded(text: str) -> dict:
    data = yaml.safe_load(text)
    return {("on" if key is True else key): value for key, value in data.items()}  # YAML 1.1 takes `on` for true


# --- when it looks ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "zone", "expected"),
    [
        ("", "UTC", ["17 * * * *"]),
        ("", "Europe/Paris", ["17 * * * *"]),
        ("tuesday,thursday 09:00", "UTC", ["5 9 * * 2,4"]),
        ("tuesday,thursday 09:00", "Europe/Paris", ["5 7 * * 2,4", "5 8 * * 2,4"]),  # summer, winter
        ("sunday 00:30", "Europe/Paris", ["35 22 * * 6", "35 23 * * 6"]),  # the day before, in UTC
        ("saturday 20:00", "America/New_York", ["5 0 * * 0", "5 1 * * 0"]),  # the day after
        ("daily 08:00", "Asia/Kathmandu", ["20 2 * * *"]),
        ("monday 23:58", "UTC", ["3 0 * * 2"]),
        ("friday 09:00; daily 18:00", "UTC", ["5 9 * * 5", "5 18 * * *"]),
    ],
)
def test_cron_looks_after_each_slot_in_every_season(rule: str, zone: str, expected: list[str]) -> None:
    assert list(_cron.lines(about(rule, zone))) == expected


# --- what it may do -----------------------------------------------------------------------------------------------------

GITHUB = {"name", "on", "permissions", "concurrency", "jobs"}
JOB = {"runs-on", "timeout-minutes", "permissions", "outputs", "defaults", "env", "steps"}
STEP = {"name", "id", "if", "uses", "with", "run", "env"}
EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}")


@pytest.mark.parametrize("folder", ["", "blog", 'a "b" $(touch x) `y` #z', "ünï"])
@pytest.mark.parametrize("deploy", ["", "deploy.yml", '"; touch x; ".yml'])
@pytest.mark.parametrize("rule", ["", "tuesday 09:00"])
def test_the_workflow_is_one_that_the_service_reads(folder: str, deploy: str, rule: str) -> None:
    text = workflows.github(about(rule, "Europe/Paris", folder), deploy)
    data = loaded(text)
    assert set(data) == GITHUB
    assert data["permissions"] == {}
    assert set(data["on"]) == {"schedule", "workflow_dispatch"}
    assert all(re.fullmatch(r"\d+ (\d+|\*) \* \* [\d,*]+", each["cron"]) for each in data["on"]["schedule"])
    assert data["concurrency"] == {"group": "postctl", "cancel-in-progress": False}
    (job,) = data["jobs"].values()
    assert set(job) == JOB
    assert job["permissions"] == {"actions": "write", "contents": "write"}
    assert job["defaults"]["run"]["working-directory"] == (folder or ".")
    assert job["env"]["DEPLOY"] == deploy
    for step in job["steps"]:
        assert set(step) <= STEP
        assert ("uses" in step) != ("run" in step)


def test_the_workflow_runs_nothing_that_can_change_and_nothing_that_others_wrote() -> None:
    text = workflows.github(about(), "deploy.yml")
    (job,) = loaded(text)["jobs"].values()
    assert re.findall(r"uses: (\S+)@([0-9a-f]{40}) # v\d+\.\d+\.\d+\n", text)
    assert text.count("uses:") == len(re.findall(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+\n", text)) == 2
    assert f'"postctl=={__version__}"' in text
    assert "pull_request" not in text
    for step in job["steps"]:
        assert not EXPRESSION.search(step.get("run", ""))  # an expression in a script is a script by somebody else
    ids = {step["id"] for step in job["steps"] if "id" in step}
    for name in re.findall(r"steps\.(\w+)\.", text):
        assert name in ids


@pytest.mark.parametrize("text", [workflows.github(about(), "x.yml"), workflows.gitlab(about())], ids=["github", "gitlab"])
def test_every_script_is_one_that_the_shell_reads(text: str) -> None:
    for script in scripts(text):
        subprocess.run(["bash", "-n", "-c", script], check=True)


def scripts(text: str) -> list[str]:
    data = loaded(text)
    if "jobs" in data:
        return [step["run"] for step in data["jobs"]["publish"]["steps"] if "run" in step]
    return data["postctl"]["script"]


def test_the_hook_is_one_that_pre_commit_reads() -> None:
    (repo,) = yaml.safe_load(workflows.precommit(about(folder="my.blog"), ("md", "markdown")))["repos"]
    (hook,) = repo["hooks"]
    assert repo["repo"] == "local"
    assert {"id", "name", "language", "entry"} <= set(hook)
    assert hook["additional_dependencies"] == [f"postctl=={__version__}"]
    assert [bool(re.search(hook["files"], path)) for path in ("my.blog/a.md", "myxblog/a.md", "my.blog/a.html", "a.md")] == [
        *(True, False, False, False)
    ]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, ()),
        ({"ci.yml": "on: push\n"}, ()),
        ({"deploy.yml": "on:\n  push:\n  workflow_dispatch:\n"}, ("deploy.yml",)),
        ({"deploy.yml": "on: [push, workflow_dispatch]\n"}, ("deploy.yml",)),
        ({"deploy.yml": "on: workflow_dispatch\n", "lint.yml": "on: workflow_dispatch\n"}, ("deploy.yml",)),
        ({"a.yml": "on: workflow_dispatch\n", "b.yml": "on: workflow_dispatch\n"}, ("a.yml", "b.yml")),
        (
            {"a.yml": "on: workflow_dispatch\njobs: {x: {steps: [{uses: actions/deploy-pages@v4}]}}\n", "b.yml": "on: [x"},
            ("a.yml",),
        ),
        ({"${{ github.token }}.yml": "on: workflow_dispatch\n", "-x.yml": "on: workflow_dispatch\n"}, ()),
        ({"a.yml": "- on\n", "b.yml": "'", "c.yml": ""}, ()),
    ],
)
def test_the_workflow_that_builds_the_site_is_found(files: dict[str, str], expected: tuple[str, ...]) -> None:
    assert workflows.built_by(files) == expected


# --- what it does -------------------------------------------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path: Path, copy_example, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone of a bare repository with a blog, and a PATH with postctl, a clock at 09:05 and services that only listen."""
    tools = tmp_path / "bin"
    tools.mkdir()
    start = f'PYTHONPATH="{Path(postctl.__path__[0]).parent}" exec "{sys.executable}" -P -m postctl "$@"'
    heard = f'echo "$(basename "$0") $*" >> "{tmp_path}/heard"'
    for name, script in {
        "postctl": start,
        "python": heard,
        "date": "echo 2026-11-24T09:05:00Z",
        "gh": f'{heard}\n[ "$1" = run ] && cat "{tmp_path}/last" 2> /dev/null; exit 0',
        "curl": heard,
    }.items():
        (tools / name).write_text(f"#!/bin/sh\n{script}\n")
        (tools / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}:{os.environ['PATH']}")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "A Writer")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "writer@example.org")
        monkeypatch.setenv(f"GIT_{who}_DATE", "2026-11-23T12:00:00Z")
    work = tmp_path / "work"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "remote.git")
    git(tmp_path, "clone", "--quiet", "remote.git", "work")
    git(work, "checkout", "--quiet", "-B", "main")
    copy_example("gatsby").rename(work / "blog")
    return work


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def init(work: Path, *words: str, site: str = "blog") -> int:
    return main(["-C", str(work / site), "init", *words, "-q"])


def commit(work: Path) -> None:
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "--message", "by hand")
    git(work, "push", "--quiet", "origin", "HEAD:main")
    git(work, "branch", "--quiet", "--set-upstream-to=origin/main")


def run_github(work: Path) -> dict[str, dict[str, str]]:
    """Run the scripts of the workflow as the service does; the outputs of its steps. Raises where one fails."""
    (job,) = loaded((work / ".github/workflows/postctl.yml").read_text())["jobs"].values()
    folder = work / job["defaults"]["run"]["working-directory"]
    outputs: dict[str, dict[str, str]] = {}
    environment = {**os.environ, **job["env"], "GITHUB_REF_NAME": "main", "GITHUB_ACTIONS": "true"}
    failed = []
    for number, step in enumerate(job["steps"]):
        if "run" not in step or ("if" not in step and failed):
            continue
        if "if" in step:
            known = [
                outputs.get(name, {}).get(key) for name, key in re.findall(r"steps\.(\w+)\.outputs\.(\w+) == 'true'", step["if"])
            ]
            assert len(known) == 2
            if "true" not in known:
                continue
        files = {name: work.parent / f"{name}-{number}" for name in ("GITHUB_OUTPUT", "GITHUB_ENV")}
        for file in files.values():
            file.write_text("")
        own = {key: _filled(value, outputs) for key, value in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=folder,
            env={**environment, **own, **{key: str(path) for key, path in files.items()}},
            capture_output=True,
            text=True,
            check=False,
        )
        failed += [done.stdout + done.stderr] if done.returncode else []
        environment |= dict(line.split("=", 1) for line in files["GITHUB_ENV"].read_text().splitlines())
        outputs[step.get("id", str(number))] = dict(
            line.split("=", 1) for line in files["GITHUB_OUTPUT"].read_text().splitlines()
        )
    if failed:
        raise RuntimeError("\n".join(failed))
    return outputs


def _filled(value: str, outputs: dict[str, dict[str, str]]) -> str:
    found = re.fullmatch(r"\$\{\{ steps\.(\w+)\.outputs\.(\w+) \}\}", value)
    return outputs.get(found[1], {}).get(found[2], "") if found else "a token"


def heard(work: Path) -> list[str]:
    """What was asked of the services, without installing and asking for the last run."""
    file = work.parent / "heard"
    lines = file.read_text().splitlines() if file.exists() else []
    file.unlink(missing_ok=True)
    return [line for line in lines if not line.startswith(("python ", "gh run list"))]


def remote(work: Path, path: str) -> str:
    return git(work.parent / "remote.git", "show", f"main:{path}")


DRAFT = "blog/src/blogs/11-24-2026-notes-for-rain.md"
DEPLOY = "on:\n  push:\n  workflow_dispatch:\njobs: {}\n"


def test_the_workflow_publishes_what_is_due_once(desk: Path) -> None:
    (desk / ".github/workflows").mkdir(parents=True)
    (desk / ".github/workflows/deploy.yml").write_text(DEPLOY)
    assert main(["-C", str(desk / "blog"), "schedule", "notes-for-rain", "2026-11-24", "09:00", "-q"]) == 0
    assert init(desk, "--ci", "github") == 0
    commit(desk)
    outputs = run_github(desk)
    assert outputs["due"]["due"] == "true"
    assert json.loads(outputs["due"]["posts"]) == ["src/blogs/11-24-2026-notes-for-rain.md"]
    assert "draft: false" in remote(desk, DRAFT)
    assert "postctl_publish_at" not in remote(desk, DRAFT)
    assert git(desk, "log", "--format=%s|%an", "-1", "origin/main") == "Publish what is due|github-actions[bot]\n"
    assert git(desk, "show", "--format=", "--name-only", "HEAD").split() == [DRAFT]
    assert heard(desk) == ["gh workflow run deploy.yml --ref main"]
    before = git(desk, "rev-parse", "HEAD")
    assert run_github(desk)["due"] == {"due": "false", "posts": "[]"}
    assert git(desk, "rev-parse", "HEAD") == before
    assert heard(desk) == []


def test_the_workflow_joins_what_was_pushed_meanwhile(desk: Path) -> None:
    assert main(["-C", str(desk / "blog"), "schedule", "notes-for-rain", "2026-11-24", "09:00", "-q"]) == 0
    assert init(desk, "--ci", "github") == 0
    commit(desk)
    shallow = desk.parent / "shallow"
    git(desk.parent, "clone", "--quiet", "--depth", "1", f"file://{desk.parent}/remote.git", "shallow")
    (desk / "README.md").write_text("meanwhile\n")
    commit(desk)
    with pytest.raises(RuntimeError, match="::error::Name the workflow that builds the site"):
        run_github(shallow)
    assert "draft: false" in remote(desk, DRAFT)
    assert remote(desk, "README.md") == "meanwhile\n"


def test_the_workflow_builds_again_when_a_post_appears_by_itself(desk: Path) -> None:
    site = desk / "blog"
    subprocess.run(["rm", "-r", str(site)], check=True)
    (site / "content/posts").mkdir(parents=True)
    (site / "hugo.toml").write_text("")
    (site / "content/posts/tea.md").write_text("---\ntitle: Tea\ndate: 2026-11-24T09:00:00Z\n---\n")
    assert init(desk, "--ci", "github") == 0
    path = desk / ".github/workflows/postctl.yml"
    path.write_text(path.read_text().replace('DEPLOY: ""', "DEPLOY: push"))
    commit(desk)
    count = len(git(desk, "log", "--format=%h").split())
    assert run_github(desk)["due"]["due"] == "true"
    assert git(desk, "log", "--format=%s", "-1", "origin/main") == "Build the site\n"
    (desk.parent / "last").write_text("2026-11-24T09:00:00Z\n")  # that run had seen it
    assert run_github(desk)["due"]["due"] == "false"
    assert len(git(desk, "log", "--format=%h").split()) == count + 1


def test_the_workflow_fails_where_a_post_is_held_back_and_publishes_the_others(desk: Path) -> None:
    assert main(["-C", str(desk / "blog"), "schedule", "notes-for-rain", "2026-11-24", "09:00", "-q"]) == 0
    (desk / "blog/src/blogs/11-24-2026-held.md").write_text("---\ntitle: Held\ndraft: true\npostctl_publish_at: soon\n---\n")
    assert init(desk, "--ci", "github") == 0
    commit(desk)
    with pytest.raises(RuntimeError, match=r"held back: src/blogs/11-24-2026-held\.md"):
        run_github(desk)
    assert "draft: false" in remote(desk, DRAFT)


def run_gitlab(work: Path) -> None:
    job = loaded((work / ".gitlab/postctl.gitlab-ci.yml").read_text())["postctl"]
    url = f"file://{work.parent}/remote.git"
    environment = {
        **os.environ,
        **job["variables"],
        "CI_JOB_TOKEN": "t",
        "CI_SERVER_HOST": "git.example",
        "CI_PROJECT_PATH": "a/b",
        "CI_COMMIT_BRANCH": "main",
        "CI_API_V4_URL": "https://git.example/api/v4",
        "CI_PROJECT_ID": "7",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{url}.insteadOf",
        "GIT_CONFIG_VALUE_0": "https://gitlab-ci-token:t@git.example/a/b.git",
    }
    script = "set -eo pipefail\n" + "\n".join(job["script"])
    done = subprocess.run(["bash", "-c", script], cwd=work, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_job_of_gitlab_publishes_what_is_due_once(desk: Path) -> None:
    assert main(["-C", str(desk / "blog"), "schedule", "notes-for-rain", "2026-11-24", "09:00", "-q"]) == 0
    assert init(desk, "--ci", "gitlab") == 0
    commit(desk)
    run_gitlab(desk)
    assert "draft: false" in remote(desk, DRAFT)
    assert git(desk, "show", "--format=", "--name-only", "HEAD").split() == [DRAFT]
    (asked,) = heard(desk)
    assert asked.startswith("curl ")
    assert asked.endswith("/projects/7/trigger/pipeline")
    assert (desk / ".postctl-last-run").read_text() == "2026-11-24T09:05:00Z\n"
    before = git(desk, "rev-parse", "HEAD")
    run_gitlab(desk)
    assert git(desk, "rev-parse", "HEAD") == before
    assert heard(desk) == []


# --- that it is the owner's ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "path"),
    [
        (("--ci", "github"), ".github/workflows/postctl.yml"),
        (("--ci", "gitlab"), ".gitlab/postctl.gitlab-ci.yml"),
        (("--pre-commit",), ".pre-commit-config.yaml"),
    ],
)
def test_r8_a_file_that_is_there_stays_unless_forced(desk: Path, words: tuple[str, ...], path: str, capsys) -> None:
    assert init(desk, *words) == 0
    file = desk / path
    text = file.read_text()
    assert capsys.readouterr().out == f"{path}\n"
    assert init(desk, *words) == 0  # says so already
    assert capsys.readouterr().out == ""
    file.write_text("mine\n")
    assert init(desk, *words) == 1
    assert file.read_text() == "mine\n"
    assert init(desk, *words, "--diff") == 0
    assert file.read_text() == "mine\n"
    assert init(desk, *words, "--force") == 0
    assert file.read_text() == text
    capsys.readouterr()
    assert init(desk, *words, "--print") == 0
    assert capsys.readouterr().out == text
    assert not (desk / "blog/postctl.toml").exists()


def test_s6_a_link_where_the_workflow_would_stand_is_not_followed_out_of_the_repository(desk: Path) -> None:
    outside = desk.parent / "outside"
    outside.mkdir()
    (desk / ".github").symlink_to(outside)
    assert init(desk, "--ci", "github") == 2
    assert list(outside.iterdir()) == []


def test_a_service_that_is_not_known_is_an_error(desk: Path, capsys) -> None:
    assert init(desk, "--ci", "githib") == 2
    assert "did you mean github?" in capsys.readouterr().err


def test_undo_in_the_site_takes_back_what_was_written_at_the_top_of_its_repository(desk: Path) -> None:
    assert main(["-C", str(desk / "blog"), "new", "Tree", "-q", "--at", "2026-11-20"]) == 0
    assert init(desk, "--ci", "github") == 0
    assert (desk / ".github/workflows/postctl.yml").is_file()
    assert main(["-C", str(desk / "blog"), "undo"]) == 0
    assert not (desk / ".github").exists()
    assert list((desk / "blog").rglob("*tree.md"))
    assert main(["-C", str(desk / "blog"), "undo"]) == 0
    assert not list((desk / "blog").rglob("*tree.md"))
