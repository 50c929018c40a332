"""The benchmarks run, and the README has the rows that they measure. How long anything takes is not for a test to say."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest


@pytest.fixture
def benchmark(repository):
    def run(name: str, *words: str) -> str:
        command = [sys.executable, str(repository / "tests" / "benchmarks" / name), *words]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    return run


def of_postctl(page: str) -> list[str]:
    """The rows about postctl in the tables of a Markdown page that tell seconds."""
    return re.findall(r"^\| (`postctl [^|]+?) \| [\d.]+ s, ", page, re.MULTILINE)


def test_postctl_is_measured_alone_where_there_are_no_peers_and_its_rows_are_those_of_the_readme(benchmark, repository, tmp_path):
    page, readme = tmp_path / "README.md", (repository / "README.md").read_text()
    page.write_text(readme)
    said = benchmark("peers.py", "--posts=10", "--rounds=0", "--tools=none", "--only=list,write,look,check", f"--readme={page}")
    assert "left out" not in said
    assert "10 posts |" in page.read_text()
    assert of_postctl(page.read_text()) == of_postctl(readme) != []
    assert page.read_text().partition("<!-- benchmark -->")[0] == readme.partition("<!-- benchmark -->")[0]
    assert page.read_text().partition("<!-- /benchmark -->")[2] == readme.partition("<!-- /benchmark -->")[2]


def test_each_rule_has_its_cost(benchmark):
    said = benchmark("rules.py", "10", "3").splitlines()
    assert len(said) == 7
    assert re.fullmatch(r" *[\d.]+  P\d+ [a-z-]+", said[1])


def test_the_fit_of_new_posts_is_told_for_a_folder(benchmark, repository):
    assert "hugo (hugo)" in benchmark("house_style.py", str(repository / "examples" / "hugo"))
