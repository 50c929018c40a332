"""What README.md shows is what happens."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from transcript import Stage, check

from postctl import registry


class Clone(Stage):
    """A folder of a page without a name of its own is the clone a reader has: the examples lie in it."""

    def begin(self, example: str | None) -> None:
        super().begin(example)
        if example is None:
            shutil.copytree(self.repository / "examples", self.folder / "examples")


@pytest.fixture(scope="session")
def headline(repository):
    """The first two `sh` blocks of the README: how to run it, how to test it."""
    text = (repository / "README.md").read_text()
    return re.findall(r"^```sh\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)[:2]


def test_every_postctl_block_comes_out_as_written(tmp_path, repository, request):
    stage = Clone(tmp_path, repository)
    (tmp_path / "bin" / "check-jsonschema").symlink_to(Path(sys.executable).with_name("check-jsonschema"))
    check(repository / "README.md", stage, update=request.config.getoption("update"), only="$ postctl")


def test_what_the_readme_says_of_tab_gives_each_shell_completion(tmp_path, repository):
    section = (repository / "README.md").read_text().partition("\n## TAB completes\n")[2].partition("\n## ")[0]
    blocks = re.findall(r"^```sh\n(.*?)^```$", section, re.DOTALL | re.MULTILINE)
    known = {
        "bash": "complete -p postctl",
        "zsh": "print $_comps[postctl]",
        "fish": "complete -C 'postctl x'; complete -c postctl",
    }
    environment = Stage(tmp_path, repository).environment
    environment["PATH"] += ":/usr/bin:/bin"
    assert len(blocks) == len(known)
    for block, (shell, question) in zip(blocks, known.items(), strict=True):
        if not shutil.which(shell):
            continue  # the shells have tests of their own, which say that they are skipped

        def run(*words: str) -> str:
            return subprocess.run(words, env=environment, input="", capture_output=True, text=True, timeout=120).stdout

        run(shell, "-c", block)
        assert "_postctl" in run(shell, "-ic", question), shell


def test_the_first_commands_do_the_main_job_and_the_second_pass_the_tests(headline):
    run, test = headline
    assert run.startswith("python3 -m venv .venv")
    assert ".venv/bin/postctl -C examples/gatsby validate" in run
    assert ".venv/bin/python -m pytest" in test


def test_ci_runs_the_commands_of_the_readme_and_repeats_none(repository, headline):
    script = repository / ".ci" / "run"
    told = subprocess.run(["bash", script, "--commands"], capture_output=True, text=True, check=True, timeout=30)
    assert told.stdout == "".join(headline)
    assert not [line for line in "".join(headline).splitlines() if line in script.read_text()]


def test_the_table_of_generators_names_each_once(repository):
    lines = re.search(r"^\| generator \|.*\n\|[-|]+\n((?:\|.*\n)+)", (repository / "README.md").read_text(), re.MULTILINE)[1]
    table = [line.split("|")[1].strip() for line in lines.splitlines()]
    assert sorted(table, key=str.lower) == sorted((each.title for each in registry.generators()), key=str.lower)
