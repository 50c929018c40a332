"""Transcript pages: Markdown that runs. The heart is `play`, text to text: the page as it comes out when it is run.

`tests/transcripts/README.md` is the manual, and a page itself.
"""

from __future__ import annotations

import difflib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

import postctl
from postctl.values import dataclass, field, replace

FENCE = re.compile(r"^(`{3,}|~{3,})([^`]*)$")
FOLDER = re.compile(r"^<!-- folder(?: (?P<example>\S+))? -->$")
EXPORT = re.compile(r"^export (\w+)=(.*)$")
ASSIGNMENT = re.compile(r"^(\w+)=(.*)$", re.DOTALL)
QUOTED = re.compile(r"""'[^']*'|"[^"$`\\]*\"""")
SHELL = re.compile(r"[|&;<>()$`*?\[\]~#{}\\\"'\n]")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
MARKED = re.compile(r"^(?=\$ |2> |\[exit |\[no newline\]|\\)", re.MULTILINE)
PROGRAMS = (
    *("cat", "chmod", "cp", "cut", "diff", "echo", "find", "git", "grep", "head", "ln", "ls", "mkdir", "mv", "od", "patch"),
    *("printf", "rm", "sed", "sh", "sort", "tail", "touch", "tr", "true", "wc"),
)


# --- the text of a page -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: the opening fence, its info string, the lines between."""

    fence: str
    info: str
    lines: tuple[str, ...]


def parts(text: str) -> Iterator[str | Block]:
    """The page in order: lines outside of fences, and blocks."""
    lines = iter(text.split("\n"))
    for line in lines:
        opened = FENCE.match(line)
        if not opened:
            yield line
            continue
        inside = []
        for line in lines:
            if line.rstrip() == opened[1]:
                break
            inside.append(line)
        else:
            raise ValueError(f"the block {opened[0]!r} is never closed")
        yield Block(opened[1], opened[2], tuple(inside))


def written(part: str | Block) -> str:
    """A part as it stands in the page, in a fence longer than any that its own lines begin with."""
    if isinstance(part, str):
        return part
    inner = max((len(run[0]) for line in part.lines if (run := re.match(re.escape(part.fence[0]) + "+", line))), default=0)
    fence = part.fence if inner < len(part.fence) else part.fence[0] * (inner + 1)
    return "\n".join((f"{fence}{part.info}", *part.lines, fence))


def commands(lines: tuple[str, ...]) -> Iterator[tuple[list[str], str]]:
    """The `$` lines of a console block, as they stand and as one command. A line that ends in `\\` goes on after `> `."""
    rest = iter(lines)
    for line in rest:
        if line.startswith("$ "):
            typed, command = [line], line.removeprefix("$ ")
            while command.endswith("\\"):
                typed.append(next(rest))
                command = command.removesuffix("\\") + typed[-1].removeprefix("> ")
            yield typed, command


# --- what a command answers -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command wrote to stdout and stderr, and its exit status."""

    out: bytes
    err: bytes
    code: int


def shown(answer: Answer, folder: str) -> list[str]:
    """The lines that stand below a command: stdout, then stderr behind `2> `, then `[exit N]` unless it is 0.

    The scratch folder reads `/site`. Control characters are written out; an output line that looks like one of the marks
    stands behind a backslash.
    """

    def lines(raw: bytes) -> list[str]:
        text = raw.decode("utf-8", "backslashreplace").replace(folder, "/site")
        text = CONTROL.sub(lambda found: ascii(found[0])[1:-1], MARKED.sub(r"\\", text))
        ended = text.removesuffix("\n")
        return ended.split("\n") * bool(text) + ["[no newline]"] * (ended == text != "")

    status = [f"[exit {answer.code}]"] if answer.code else []
    return [*lines(answer.out), *(line if line == "[no newline]" else f"2> {line}" for line in lines(answer.err)), *status]


# --- where it runs ----------------------------------------------------------------------------------------------------


def real_main(argv: list[str]) -> int:
    """The program itself, imported when a page first needs it."""
    from postctl.cli import main

    return main(argv)


@dataclass(slots=True)
class Stage:
    """Where a page plays: scratch folders below `scratch`, an environment, and the `main` that plain `postctl` commands call.

    Without `main`, every command is a process of its own.
    """

    scratch: Path
    repository: Path
    main: Callable[[list[str]], int] | None = real_main
    folder: Path = field(init=False)
    environment: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.scratch = self.scratch.resolve()
        self.environment = surroundings(self.scratch)
        self.begin(None)

    def begin(self, example: str | None) -> None:
        """Go on in a new folder, empty or a copy of an example."""
        self.folder = self.scratch / f"folder-{len(list(self.scratch.glob('folder-*')))}" / "site"
        self.folder.mkdir(parents=True)
        if example:
            compiled = shutil.ignore_patterns("__pycache__")
            shutil.copytree(self.repository / example, self.folder, ignore=compiled, dirs_exist_ok=True)

    def place(self, name: str, lines: tuple[str, ...]) -> None:
        """Write a file of the page."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes("".join(f"{line}\n" for line in lines).encode())

    def run(self, command: str) -> Answer:
        """What a command answers: in this process if it is a plain call of postctl, else through `sh`."""
        if exported := EXPORT.match(command):
            self.environment[exported[1]] = "".join(shlex.split(exported[2]))
            return Answer(b"", b"", 0)
        if self.main is None or SHELL.search(QUOTED.sub("", command)):
            return self.through_sh(command)
        words, extra = shlex.split(command), {}
        while words and (assigned := ASSIGNMENT.match(words[0])):
            extra[assigned[1]] = assigned[2]
            words.pop(0)
        return self.called(words[1:], extra) if words[:1] == ["postctl"] else self.through_sh(command)

    def called(self, argv: list[str], extra: dict[str, str]) -> Answer:
        stdin, out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(3))
        with ExitStack() as stack:
            stack.callback(time.tzset)
            stack.enter_context(patch.dict(os.environ, self.environment | extra, clear=True))
            for context in (patch("sys.stdin", stdin), redirect_stdout(out), redirect_stderr(err), chdir(self.folder)):
                stack.enter_context(context)
            time.tzset()
            code = self.main(argv)
        for stream in (out, err):
            stream.flush()
        return Answer(out.buffer.getvalue(), err.buffer.getvalue(), int(code))

    def through_sh(self, command: str) -> Answer:
        done = subprocess.run(
            ["/bin/sh", "-c", command],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            check=False,
        )
        return Answer(done.stdout, done.stderr, done.returncode)


def surroundings(scratch: Path) -> dict[str, str]:
    """The environment of a page: a fixed time, a home of its own, and a PATH with postctl and a few plain tools."""
    tools, home = scratch / "bin", scratch / "home"
    for folder in (tools, home):
        folder.mkdir(parents=True)
    for name in PROGRAMS:
        if found := shutil.which(name):
            (tools / name).symlink_to(found)
    start = f'#!/bin/sh\nPYTHONPATH="{Path(postctl.__path__[0]).parent}" exec "{sys.executable}" -P -m postctl "$@"\n'
    (tools / "postctl").write_text(start)
    (tools / "postctl").chmod(0o755)
    person = {"NAME": "A Writer", "EMAIL": "writer@example.org", "DATE": "2026-11-23T12:00:00Z"}
    return {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in person.items()} | {
        "PATH": str(tools),
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "POSTCTL_NOW": "2026-11-23T12:00:00Z",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }


# --- the heart --------------------------------------------------------------------------------------------------------


def play(text: str, stage: Stage, *, only: str = "$ ") -> str:
    """The page with what its commands really answer. Plays the `console` and `sh` blocks that begin with `only`."""
    out = []
    for part in parts(text):
        if isinstance(part, Block):
            out.append(written(played(part, stage, only)))
        else:
            if begun := FOLDER.match(part):
                stage.begin(begun["example"])
            out.append(part)
    return "\n".join(out)


def played(block: Block, stage: Stage, only: str) -> Block:
    kind, _, name = block.info.strip().partition(" ")
    if kind == "file":
        stage.place(name.strip(), block.lines)
    if kind not in ("console", "sh") or not block.lines or not block.lines[0].startswith(only):
        return block
    lines: list[str] = []
    for typed, command in commands(block.lines):
        lines += typed + shown(stage.run(command), str(stage.folder))
    return replace(block, lines=tuple(lines))


def check(page: Path, stage: Stage, *, update: bool, only: str = "$ ") -> None:
    """Fails with a diff if the page does not come out as it is written; with `update`, writes it as it comes out."""
    expected = page.read_bytes().decode()
    actual = play(expected, stage, only=only)
    if update and actual != expected:
        page.write_bytes(actual.encode())
    elif actual != expected:
        diff = difflib.unified_diff(expected.splitlines(), actual.splitlines(), "as written", "as it comes out", lineterm="", n=6)
        raise AssertionError(f"{page.name} does not come out as written (`pytest --update` rewrites it):\n\n" + "\n".join(diff))
