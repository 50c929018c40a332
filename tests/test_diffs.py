"""The diff a command shows is the change it makes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postctl import diffs
from postctl.cli import main
from postctl.model import Change

pytestmark = pytest.mark.skipif(shutil.which("patch") is None, reason="patch is not installed")

PATHS = ["a.md", "with blank.md", "é.md", "sub/x.md", "tab\tin.md", 'quo"te.md', "back\\slash.md", "line\n+++ victim.md\n.md"]
LINES = st.lists(st.sampled_from(["a", "b", "", " c", "é", "d\t", "-- x", "++ y", "---", "\\ z"]), max_size=12)
TEXTS = st.builds(
    lambda lines, end, last: end.join(lines) + last, LINES, st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\n"])
)


def patched(folder: Path, diff: bytes) -> None:
    subprocess.run(["patch", "-p0", "--binary", "-s", "-E"], cwd=folder, input=diff, check=True, capture_output=True)


@settings(max_examples=60)
@given(TEXTS.filter(bool), TEXTS.filter(bool), st.sampled_from(PATHS))
def test_r7_a_diff_applied_is_the_change(tmp_path_factory, before: str, after: str, path: str) -> None:
    folder = tmp_path_factory.mktemp("patch")
    (folder / path).parent.mkdir(exist_ok=True)
    (folder / path).write_bytes(before.encode())
    diff = diffs.unified([Change(path, before.encode(), after.encode())])
    assert bool(diff) is (before != after)
    if diff:
        patched(folder, diff.encode())
    assert (folder / path).read_bytes() == after.encode()


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


POST = b'---\r\ntitle: "A" # c\r\ndraft: true\r\n---\r\nbody\x1b[31m \xe2\x80\xae\r\n\r\nno newline'
COMMANDS = [
    ("gatsby", ["publish", "notes-for-rain"]),
    ("gatsby", ["unpublish", "second-pot-of-tea", "slow-bread"]),
    ("gatsby", ["new", "A B C", "--tag", "x"]),
    ("jekyll", ["publish", "soup"]),
    ("jekyll", ["unpublish", "@latest"]),
    ("plain", ["publish", "odd.md"]),
]


@pytest.mark.parametrize(("example", "words"), COMMANDS, ids=lambda each: " ".join(each) if isinstance(each, list) else each)
def test_r7_diff_and_dry_run_show_what_is_written(
    copy_example, tmp_path: Path, capfdbinary, example: str, words: list[str]
) -> None:
    site = copy_example(example)
    (site / "odd.md").write_bytes(POST)
    twin = shutil.copytree(site, tmp_path / "twin")
    assert main(["-C", str(twin), *words, "--diff"]) == 0
    diff = capfdbinary.readouterr().out
    assert tree(twin) == tree(site)
    assert main(["-C", str(twin), *words, "--dry-run"]) == 0
    dry = capfdbinary.readouterr().out
    assert tree(twin) == tree(site)
    assert main(["-C", str(site), *words]) == 0
    assert capfdbinary.readouterr().out == dry
    patched(twin, diff)
    assert tree(twin) == tree(site)


def test_r7_an_empty_file_that_moves_is_renamed(tmp_path: Path) -> None:
    moves = [Change(f"new/{name}", data, data, f"old/{name}") for name, data in (("a b", b""), ("c", b""), ("d", b"text\n"))]
    for step in moves:
        (tmp_path / "old").mkdir(exist_ok=True)
        (tmp_path / step.path.replace("new", "old")).write_bytes(step.after)
    subprocess.run(["patch", "-p0", "-s"], cwd=tmp_path, input=diffs.unified(moves).encode(), check=True)
    assert {path.name: path.read_bytes() for path in (tmp_path / "new").iterdir()} == {"a b": b"", "c": b"", "d": b"text\n"}
