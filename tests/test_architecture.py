"""The shape of the house: floors and doors, one way to write, short functions, types, and what a start loads."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "postctl"
MODULES = sorted(PACKAGE.rglob("*.py"))
OUTSIDE_STORE = [path for path in MODULES if "store" not in path.relative_to(PACKAGE).parts]


def named(paths):
    return {"argvalues": paths, "ids": [path.relative_to(PACKAGE).as_posix() for path in paths]}


def run(tool, *words, stdin=None):
    """A Python tool of this environment, run in the checkout; skips, saying so, where it is not installed."""
    if importlib.util.find_spec(tool) is None:
        pytest.skip(f"{tool} is not installed")
    start = ("-c", "from importlinter.cli import lint_imports_command as run; run()") if tool == "importlinter" else ("-m", tool)
    command = (sys.executable, *start, *words)
    return subprocess.run(command, cwd=PACKAGE.parent, input=stdin, capture_output=True, text=True, check=False, timeout=300)


# --- the tools --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        ("importlinter", "--no-cache"),
        ("ruff", "check"),
        ("ruff", "format", "--check"),
        ("mypy", "--strict"),
    ],
    ids=" ".join,
)
def test_the_tools_find_nothing(command):
    done = run(*command)
    assert done.returncode == 0, done.stdout + done.stderr


def test_contributing_draws_the_floors_that_are_checked():
    contracts = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    paper = (PACKAGE.parent / ".github" / "CONTRIBUTING.md").read_text()
    drawn = re.search(r"^```\n(__main__\n.*?)^```", paper, re.DOTALL | re.MULTILINE)[1]
    assert [re.split(r" {2,}", line)[0] for line in drawn.splitlines()] == contracts[0]["layers"]


def test_contributing_tells_where_to_look_for_what_is_there():
    paper = (PACKAGE.parent / ".github" / "CONTRIBUTING.md").read_text()
    table = re.search(r"^### Where to look\n(.*?)^## ", paper, re.DOTALL | re.MULTILINE)[1]
    told = re.findall(r"`([a-z_/]+(?:/|\.py))`", table)
    assert len(told) > 10
    assert [name for name in told if not (PACKAGE / name).exists()] == []


# --- size -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", **named(MODULES))
def test_modules_are_under_400_lines_and_functions_under_51(path):
    source = path.read_text()
    count = source.count("\n")
    assert count < 400
    functions = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    assert [f"{node.name}: {lines}" for node in functions if (lines := node.end_lineno - node.lineno + 1) > 50] == []


# --- one way to write -------------------------------------------------------------------------------------------------

OS = {
    *("open", "fdopen", "write", "pwrite", "writev", "replace", "rename", "renames", "link", "symlink", "unlink", "remove"),
    *("removedirs", "rmdir", "mkdir", "makedirs", "mkfifo", "mknod", "truncate", "ftruncate", "utime", "chmod", "fchmod"),
    *("lchmod", "chown", "fchown", "lchown", "setxattr", "removexattr", "sendfile", "copy_file_range", "posix_fallocate"),
    *("system", "popen", "scandir", "listdir", "walk", "fwalk", "stat", "lstat", "readlink", "access"),
}
MODULE = {"pathlib", "shutil", "tempfile", "glob", "fileinput", "mmap", "sqlite3", "ctypes"}
IN_MEMORY = {"StringIO", "BytesIO", "TextIOWrapper", "TextIOBase"}
METHODS = {"write_text", "write_bytes", "touch", "unlink", "rmdir", "symlink_to", "hardlink_to", "mkdir", "chmod", "rename"}
CALLS = {"open", "exec", "eval", "__import__"}
MAY = {"values/_writing.py": ["exec(text, known)  # noqa: S102"]}
"""Constructors of values are written of nothing but the names of their fields, as the standard library does."""


def touches(source: str) -> Iterator[int]:
    """The lines that could reach the disk other than through the store, aliases and `getattr` on `os` included."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in CALLS:
                yield node.lineno
            case ast.Call(func=ast.Attribute(attr=name)) if name in METHODS:
                yield node.lineno
            case ast.Call(func=ast.Name(id="getattr"), args=[ast.Name(id="os"), *_]):
                yield node.lineno
            case ast.Attribute(value=ast.Name(id="os"), attr=name) if name in OS:
                yield node.lineno
            case ast.Attribute(value=ast.Name(id="io"), attr=name) if name not in IN_MEMORY:
                yield node.lineno
            case ast.ImportFrom(module="os", names=imported) if any(alias.name in OS for alias in imported):
                yield node.lineno
            case ast.ImportFrom(module="io", names=imported) if any(alias.name not in IN_MEMORY for alias in imported):
                yield node.lineno
            case ast.Import(names=imported) if any(alias.name.split(".")[0] in MODULE for alias in imported):
                yield node.lineno
            case ast.Import(names=imported) if any(alias.name in {"os", "io"} and alias.asname for alias in imported):
                yield node.lineno
            case ast.ImportFrom(module=str(module)) if module.split(".")[0] in MODULE:
                yield node.lineno


WRITERS = """
import shutil
from pathlib import Path
import os as quiet
from os import replace
import tempfile
open("a", "w")
os.replace("a", "b")
os.open("a", 577)
os.fdopen(3, "w")
getattr(os, "rename")("a", "b")
path.write_text("a")
path.write_bytes(b"a")
Path("a").unlink()
exec("open('a', 'w')")
io.open("a", "w")
from io import FileIO
"""


@pytest.mark.parametrize("line", range(2, 18))
def test_r5_each_way_to_write_is_seen(line):
    assert line in set(touches(WRITERS))


@pytest.mark.parametrize(
    "harmless", ["os.environ['A']", "os.path.join('a')", "'a'.replace('a', 'b')", "import os", "io.StringIO()", "f.read()"]
)
def test_r5_what_does_not_write_is_not(harmless):
    assert list(touches(harmless)) == []


@pytest.mark.parametrize("path", **named(OUTSIDE_STORE))
def test_r5_only_the_store_touches_the_disk(path):
    lines = path.read_text().splitlines()
    assert [lines[number - 1].strip() for number in touches(path.read_text())] == MAY.get(
        path.relative_to(PACKAGE).as_posix(), []
    )


@pytest.mark.parametrize(
    "line",
    [
        "import pathlib",
        "import shutil",
        "import tempfile",
        "import builtins; builtins.open('a', 'w')",
        "import os; os.replace('a', 'b')",
        "import os; os.system('a')",
    ],
)
def test_r5_ruff_bans_the_same_at_the_keyboard(line):
    done = run("ruff", "check", "--select=TID251", "--stdin-filename=postctl/sample.py", "-", stdin=f"{line}\n")
    assert (done.returncode, "TID251" in done.stdout) == (1, True), done.stdout


# --- what a start loads -----------------------------------------------------------------------------------------------

HEAVY = ("rich", "pendulum", "frontmatter", "yaml", "slugify", "pyromark", "tomlkit", "pydantic")
LOADED = f"""
import contextlib, io, sys
from postctl.cli import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    for argv in {{argv}}:
        main(argv)
print([name for name in {HEAVY!r} if name in sys.modules])
"""


@pytest.mark.parametrize("argv", [[], [["--help"]], [["--version"]], [["list", "--help"]]], ids=str)
def test_u5_a_start_and_its_help_load_nothing_heavy(argv):
    probe = LOADED.format(argv=argv)
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=PACKAGE.parent, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")


WARM = (
    *HEAVY,
    *("hashlib", "tomllib", "toml"),
    *(("platformdirs", "tempfile") if sys.platform == "linux" else ()),
    *("postctl.document", "postctl.expressions", "postctl.linting", "postctl.markdown", "postctl.reading", "postctl.rules"),
    *("postctl.resolving", "postctl.store.write", "postctl.syntaxes"),
)
"""What the second `list` of a site has no use for."""
SECOND = f"""
import sys
from postctl.cli import main
main(["-C", "site", "list"])
print([name for name in {WARM!r} if name in sys.modules], file=sys.stderr)
"""


@pytest.mark.parametrize("name", sorted(each.name for each in (PACKAGE.parent / "examples").iterdir() if each.is_dir()))
def test_u5_a_list_of_posts_that_are_known_loads_no_parser(name, tmp_path):
    shutil.copytree(PACKAGE.parent / "examples" / name, tmp_path / "site")
    (tmp_path / "site" / "postctl.toml").write_text("[validate]\nwords = ['tea']\n")
    old = time.time() - 3600
    for path in (tmp_path / "site").rglob("*"):
        os.utime(path, (old, old))
    time.sleep(2.1)  # the time that nobody can set is young
    environ = {**os.environ, "PYTHONPATH": str(PACKAGE.parent), "XDG_CACHE_HOME": str(tmp_path / "cache"), "TZ": "UTC"}
    first, second = (
        subprocess.run([sys.executable, "-c", SECOND], cwd=tmp_path, capture_output=True, text=True, check=False, env=environ)
        for _ in range(2)
    )
    assert first.stdout == second.stdout != ""
    assert (second.stderr.splitlines()[-1], "postctl.syntaxes" in first.stderr) == ("[]", True)


OTHERS = ("frontmatter", "pendulum", "toml", *(("platformdirs",) if sys.platform == "linux" else ()))
"""What few commands have a use for, and takes as long to load as all of ours."""
ONE = f"""
import sys
from postctl.cli import main
code = main(["-C", "site", *sys.argv[1:]])
print(code, [name for name in {OTHERS!r} if name in sys.modules], file=sys.stderr)
"""


@pytest.mark.parametrize(
    "words", ["show tea", "due", "stats", "set tea weight=1 --dry-run", "publish cup --dry-run", "rename tea Tee --dry-run"]
)
def test_u5_a_command_about_one_post_loads_what_it_has_a_use_for(words, tmp_path):
    (tmp_path / "site" / "content").mkdir(parents=True)
    (tmp_path / "site" / "hugo.toml").write_text("baseURL = 'https://example.org/'\n")
    for name, mark in (("tea", "false"), ("cup", "true")):
        text = f"---\ntitle: {name}\ndate: 2026-01-0{len(mark)}\ndraft: {mark}\n---\nA [link](/x/).\n"
        (tmp_path / "site" / "content" / f"{name}.md").write_text(text)
    environ = {**os.environ, "PYTHONPATH": str(PACKAGE.parent), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", ONE, *words.split()], cwd=tmp_path, capture_output=True, text=True, check=False, env=environ
    )
    assert done.stderr.splitlines()[-1] == f"{int(words == 'due' and done.stdout == '')} []", done.stderr


# --- the packages -----------------------------------------------------------------------------------------------------


def pins() -> dict[str, list[str]]:
    """The pinned packages of `.ci/constraints.txt`: `name==version` and the hashes."""
    text = (PACKAGE.parent / ".ci" / "constraints.txt").read_text()
    found = re.findall(r"^(\S+==\S+)[^\n]*\\\n((?:    --hash=\S+(?: \\)?\n)+)", text, re.MULTILINE)
    assert len(found) == len([line for line in text.splitlines() if line[0] not in " #"])
    return {name: re.findall(r"sha256:[0-9a-f]{64}", hashes) for name, hashes in found}


def test_s20_every_package_is_pinned_with_hashes_and_without_addresses():
    assert all(pins().values())
    assert "://" not in (PACKAGE.parent / ".ci" / "constraints.txt").read_text()


def test_s20_every_requirement_is_pinned_within_its_bounds():
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    told = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text())
    extras = told["project"]["optional-dependencies"].values()
    wanted = [*told["build-system"]["requires"], *told["project"]["dependencies"], *(line for extra in extras for line in extra)]
    versions = dict(pin.split("==") for pin in pins())
    for requirement in map(Requirement, wanted):
        if requirement.name == "postctl":  # one extra has others
            continue
        version = versions.get(canonicalize_name(requirement.name))
        assert version is not None, f"{requirement} is not pinned: run .ci/constraints"
        assert requirement.specifier.contains(version), f"{requirement} is pinned at {version}: run .ci/constraints"


def test_s20_every_dependency_of_the_program_has_an_upper_bound():
    told = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text())
    assert [line for line in told["project"]["dependencies"] if "<" not in line and not line.startswith("tzdata")] == []


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
@pytest.mark.parametrize("script", ["run", "constraints"])
def test_the_scripts_parse(script):
    subprocess.run(["bash", "-n", PACKAGE.parent / ".ci" / script], check=True, timeout=30)
