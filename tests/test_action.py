"""`action.yml` and `.pre-commit-hooks.yaml`: what they promise, and what their scripts do with what anyone may write."""

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
from postctl import workflows
from postctl._version import __version__
from postctl.workflows import About

HERE = About(__version__, "", "UTC", datetime(2026, 11, 23, tzinfo=UTC))

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")


@pytest.fixture(scope="session")
def action(repository):
    return yaml.safe_load((repository / "action.yml").read_text())


def script(action, name):
    (step,) = [step for step in action["runs"]["steps"] if step["name"] == name]
    return step


# --- what stands there --------------------------------------------------------------------------------------------------


def test_s20_no_input_is_part_of_a_script_and_every_action_is_pinned(action):
    for step in action["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
        assert "uses" not in step or re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", step["uses"])
        assert step.get("shell", "bash") == "bash"
        if "run" in step:
            subprocess.run(["bash", "-n", "-c", step["run"]], check=True)


def test_every_input_is_used_once_and_has_a_description_and_a_default(action):
    text = json.dumps(action["runs"])
    for name, told in action["inputs"].items():
        assert set(told) == {"description", "default"}
        assert text.count(f"inputs.{name}") == (2 if name == "python-version" else 1)
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(action["inputs"])


def test_it_pins_what_the_workflow_of_init_pins(action):
    pinned = re.findall(r"actions/setup-python@[0-9a-f]{40}", json.dumps(action))
    assert len(pinned) == 1
    assert pinned[0] in workflows.github(HERE, "")


# --- what it does -------------------------------------------------------------------------------------------------------


@pytest.fixture
def runner(tmp_path, copy_example, action):
    """`run(NAME, **env)` runs a script of the action in a blog with a mistake, with a postctl that is already installed."""
    site = copy_example("gatsby").rename(tmp_path / "blog")
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    post = "src/blogs/08-12-2019-wrong.md"
    (site / post).write_text('---\npath: "/a"\ntitle: "A"\ndate: "2019-02-30"\n---\n[a](/blogs/04-28-2019-first-step)\n')
    bin_ = tmp_path / "temp/postctl/bin"
    bin_.mkdir(parents=True)
    start = f'PYTHONPATH="{Path(postctl.__path__[0]).parent}" exec "{sys.executable}" -P -m postctl "$@"'
    heard = f'printf "%s\\n" "$(basename "$0")" "$@" >> "{tmp_path}/heard"'
    for path, text in {bin_ / "postctl": start, bin_ / "python": heard, tmp_path / "python3": heard}.items():
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)

    def run(name, **env):
        step = script(action, name)
        own = dict.fromkeys(step["env"], "") | {"FORMAT": "github", "PYTHON": str(tmp_path / "python3")}
        surroundings = {"RUNNER_TEMP": str(tmp_path / "temp"), "GITHUB_ACTION_PATH": "/an action", "GITHUB_ACTIONS": "true"}
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=site,
            env={**os.environ, **surroundings, **own, **env},
            capture_output=True,
            text=True,
            check=False,
        )

    run.site, run.heard = site, tmp_path / "heard"
    return run


WRONG = "blog/src/blogs/08-12-2019-wrong.md"


def test_findings_become_annotations_and_the_step_fails(runner):
    done = runner("Validate")
    assert done.returncode == 1, done.stderr
    assert done.stdout.splitlines()[0].startswith(f"::error file={WRONG},line=4,col=7,endLine=4,endColumn=19,title=P205 ")
    assert sum(line.startswith("::warning ") for line in done.stdout.splitlines()) == 1


def test_paths_and_options_arrive_as_they_are(runner):
    (runner.site / "two words").mkdir()
    assert runner("Validate", PATHS="src/blogs/04-28-2019-next-step-joy.md\n\ntwo words\n").returncode == 0
    assert runner("Validate", ARGS="--ignore P2").returncode == 0
    assert runner("Validate", ARGS=" --ignore  P2\n--strict ").returncode == 1
    done = runner("Validate", FORMAT="concise", ARGS="--select P4")
    assert done.stdout.startswith("src/blogs/08-12-2019-wrong.md:6:5: warning P401 ")
    assert runner("Validate", FORMAT="no such").returncode == 2


@pytest.mark.parametrize("code", [0, 1])
def test_sarif_is_written_beside_the_annotations(runner, code):
    done = runner("Validate", SARIF_FILE="out.sarif", ARGS="--ignore P2" if code == 0 else "")
    assert done.returncode == code
    assert done.stdout.startswith("::")
    (run,) = json.loads((runner.site / "out.sarif").read_text())["runs"]
    assert {result["ruleId"] for result in run["results"]} == {"P401"} | ({"P205"} if code else set())
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == WRONG


@pytest.mark.parametrize("name", ["PATHS", "ARGS", "FORMAT", "SARIF_FILE"])
@pytest.mark.parametrize(
    "hostile", ["; touch harm", "$(touch harm) `touch harm`", "x\ntouch harm", "-x ' ; touch harm \" ; touch harm #"]
)
def test_s12_no_input_is_a_command(runner, name, hostile):
    done = runner("Validate", **{name: hostile})
    assert not list(runner.site.rglob("harm"))
    assert name == "SARIF_FILE" or done.returncode == 2, done.stdout + done.stderr
    assert not runner.heard.exists()


def heard(runner):
    return runner.heard.read_text().splitlines()


@pytest.mark.parametrize(("version", "what"), [("", "/an action"), ("0.1.0", "postctl==0.1.0"), ("1.2rc1", "postctl==1.2rc1")])
def test_it_installs_what_it_comes_with_or_the_version_that_is_asked_for(runner, version, what):
    assert runner("Install postctl", VERSION=version).returncode == 0
    assert heard(runner)[-1] == what
    assert heard(runner).count("-I") == heard(runner).count("python3") + heard(runner).count("python")


@pytest.mark.parametrize(
    "version", ["; touch harm", "--index-url=https://x", "0.1 --pre", "https://x/y.whl", "./x", "1\ntouch harm"]
)
def test_s12_a_version_is_a_version(runner, version):
    done = runner("Install postctl", VERSION=version)
    assert (done.returncode, done.stdout) == (2, "::error::version is no version of postctl\n")
    assert "pip" not in heard(runner)
    assert not list(runner.site.rglob("harm"))


def test_a_python_that_is_too_old_is_said(runner):
    done = runner("Install postctl", PYTHON="false")
    assert done.returncode == 2
    assert done.stdout.startswith("::error::postctl needs Python 3.11")


# --- the hooks ----------------------------------------------------------------------------------------------------------


def test_the_hook_of_init_is_the_hook_of_the_repository(repository):
    hooks = {hook["id"]: hook for hook in yaml.safe_load((repository / ".pre-commit-hooks.yaml").read_text())}
    (repo,) = yaml.safe_load(workflows.precommit(HERE, ("md",)))["repos"]
    (written,) = repo["hooks"]
    same = ("id", "name", "description", "language", "entry", "require_serial")
    assert {name: written[name] for name in same} == {name: hooks["postctl-validate"][name] for name in same}


def test_every_hook_runs_the_command(repository):
    hooks = yaml.safe_load((repository / ".pre-commit-hooks.yaml").read_text())
    assert [hook["id"] for hook in hooks] == ["postctl-validate", "postctl-validate-site"]
    assert {(hook["language"], hook["entry"]) for hook in hooks} == {("python", "postctl validate")}
