"""What README.md shows is what happens."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from transcript import Stage, check

from postctl import registry


@pytest.fixture(scope="session")
def headline(repository):
    """The first two `sh` blocks of the README: how to run it, how to test it."""
    text = (repository / "README.md").read_text()
    return re.findall(r"^```sh\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)[:2]


def test_every_postctl_block_comes_out_as_written(tmp_path, repository, request):
    stage = Stage(tmp_path, repository)
    shutil.copytree(repository / "examples", stage.folder / "examples")
    check(repository / "README.md", stage, update=request.config.getoption("update"), only="$ postctl")


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
    table = re.findall(r"^\| ([^|]+?) \| [^|]+ \| [^|]+ \| [^|]+ \|$", (repository / "README.md").read_text(), re.MULTILINE)
    assert table[0] == "generator"
    assert sorted(table[1:], key=str.lower) == sorted((each.title for each in registry.generators()), key=str.lower)
