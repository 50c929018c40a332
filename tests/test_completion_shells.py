"""TAB in the real shells: what it puts into the line, and that nothing of the site is run for it, then or at Enter."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from postctl.cli.scripts import SCRIPTS

pexpect = pytest.importorskip("pexpect")

ROOT = Path(__file__).parent.parent
PATIENCE = 90
"""Seconds: the machine may be busy with other tests."""

WORDS = {"bash": ["--norc", "--noprofile", "-i"], "zsh": ["-f", "-i"], "fish": ["--no-config", "-i"]}
FIRST = {
    "bash": (
        "PS1='READY''> '; set +o history; bind 'set bell-style none'; bind 'set enable-bracketed-paste off'",
        "bind 'set completion-query-items 0'; bind 'set page-completions off'",
        'eval "$(postctl completion bash)"',
    ),
    "zsh": ("PS1='READY''> '; unsetopt beep prompt_sp; unset zle_bracketed_paste; LISTMAX=0", 'eval "$(postctl completion zsh)"'),
    "fish": (
        "function fish_prompt; echo -n 'READY''> '; end; set -g fish_autosuggestion_enabled 0",
        "postctl completion fish | source",
    ),
}
"""What makes the shell quiet, and gives it completion."""

PROGRAM = """#!{python}
import os, sys
if sys.argv[1:2] in (["__complete"], ["completion"]):
    from postctl.cli import completing, run
    completing.PATIENCE = 60  # the machine may be busy
    run()
with open({log!r}, "a") as log:
    print(sys.argv[1:], file=log)
"""

HOSTILE = [
    *(
        "$(touch P)",
        "`touch P`",
        "'; touch P #",
        "; touch P",
        "*",
        "?",
        "-x",
        "--format",
        "~",
        "=ls",
        "{a,b}",
        "!!",
        "a\ntouch P\n",
    ),
    *(
        "\x1b[31mred",
        "|touch P",
        "a&touch P",
        "<(touch P)",
        ">P",
        "%B%F{red}",
        "$P",
        "\\",
        '"',
        "(touch P)",
        "[a-z]",
        "#P",
        "^a^b",
    ),
    *("\u202eevil", "a\ttouch P", "*(e:'touch P':)"),
]
"""Names that a shell would take for more than names."""


class Shell:
    """A shell with completion, in a folder, with an empty home."""

    def __init__(self, name: str, folder: Path, home: Path) -> None:
        self.log = home / "called"
        program = home / "bin" / "postctl"
        program.parent.mkdir(parents=True)
        program.write_text(PROGRAM.format(python=sys.executable, log=str(self.log)))
        program.chmod(0o755)
        kept = {each: value for each, value in os.environ.items() if each.startswith(("XDG_", "POSTCTL_")) or each == "TZ"}
        environ = {
            **kept,
            "PATH": f"{program.parent}:/usr/bin:/bin",
            "HOME": str(home),
            "PYTHONPATH": str(ROOT),
            "TERM": "xterm",
            "LC_ALL": "C.UTF-8",
        }
        self.child = pexpect.spawn(
            name, WORDS[name], cwd=str(folder), env=environ, dimensions=(60, 150), encoding="utf-8", timeout=PATIENCE
        )
        self.child.delaybeforesend = None
        for line in (*FIRST[name], "echo BE''GUN"):
            self.child.sendline(line)
        self.child.expect("BEGUN")
        self.child.expect_exact("READY> ")

    def completed(self, text: str) -> list[str]:
        """The words of the line after TAB, as the shell reads them."""
        self.child.send(f"{text}\t")
        self.child.send("\x01printf '<%s>' \x05; echo EN''D\r")
        self.child.expect(r"((?:<[^\r\n<>]*>)+)END")
        found = re.findall("<([^<>]*)>", self.child.match[1])
        self.child.expect_exact("READY> ")
        return found

    def entered(self, keys: str) -> None:
        """Press keys; then Enter until a prompt is there, and leave nothing of the line."""
        self.child.send(f"{keys}\r\x15")
        self.child.send("echo EN''D\r")
        self.child.expect("END")
        self.child.expect_exact("READY> ")

    def end(self) -> None:
        self.child.close(force=True)


@pytest.fixture(params=SCRIPTS, scope="module")
def shell_name(request: pytest.FixtureRequest) -> str:
    if shutil.which(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    return request.param


@pytest.fixture(scope="module")
def shell(shell_name: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """In a small blog."""
    base = tmp_path_factory.mktemp(shell_name)
    site = base / "site"
    (site / "deep er").mkdir(parents=True)
    for name, front in {
        "next-step-joy": "title: The Joy\ntags: [golang, web dev]\nlayout: post",
        "a draft": "title: A draft\ndraft: true",
        "it's (good)": "title: Good",
        "café": "title: Café",
        "deep er/y": "title: Y",
    }.items():
        (site / f"{name}.md").write_text(f"---\n{front}\n---\n")
    begun = Shell(shell_name, site, base)
    yield begun
    begun.end()


@pytest.mark.parametrize(
    ("typed", "last"),
    [
        ("postctl valid", "validate"),
        ("postctl list --dra", "--drafts"),
        ("postctl show nex", "next-step-joy"),
        ("postctl show step", "next-step-joy"),
        ("postctl show 'nex", "next-step-joy"),
        ("postctl show it", "it's (good)"),
        ("postctl show caf", "café"),
        ("postctl show deep", "deep er/y.md"),
        ("postctl show 'deep er/", "deep er/y.md"),
        ("postctl show deep\\ er/", "deep er/y.md"),
        ("postctl show @la", "@latest"),
        ("postctl publish a", "a draft"),
        ("postctl list --tag go", "golang"),
        ("postctl list --tag='web", "--tag=web dev"),
        ("postctl rule P10", "P10"),
        ("postctl rule draft-not", "draft-not-as-meant"),
        ("postctl validate --select P103,duplicate-u", "P103,duplicate-url"),
        ("postctl list --format js", "json"),
        ("postctl list --format=js", "--format=json"),
        ("postctl list --columns path,tit", "path,title"),
        ("postctl set next-step-joy lay", "layout="),
        ("postctl set next-step-joy layout=", "layout=post"),
        ("postctl set next-step-joy tags+=go", "tags+=golang"),
        ("postctl tags rename go", "golang"),
        ("postctl -C deep", "deep er"),
        ("postctl validate --color=al", "--color=always"),
        ("postctl show nonsense", "nonsense"),
    ],
)
def test_tab_completes(shell: Shell, typed: str, last: str) -> None:
    assert shell.completed(typed)[-1].rstrip("/") == last


@pytest.fixture(scope="module")
def trap(shell_name: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """In a folder whose names, titles, tags, keys and folders are traps."""
    base = tmp_path_factory.mktemp(f"trap-{shell_name}")
    site = base / "site"
    site.mkdir()
    for number, name in enumerate(HOSTILE):
        written = "".join(f"\\u{ord(each):04x}" for each in name)
        front = f'title: "{written}"\ntags: ["{written}"]\n"{written}": 1\nlayout: "{written}"'
        (site / f"named-{number}.md").write_text(f"---\n{front}\n---\n")
        (site / f"slug-{number}.md").write_text(f'---\ntitle: S\nslug: "{written}"\n---\n')
        if "/" not in name:
            (site / f"{name}.md").write_text(f"---\n{front}\n---\n")
            (site / f"folder {name}").mkdir()
            (site / f"{name}x").mkdir()
    (site / "postctl").write_text("#!/bin/sh\nexec touch P\n")
    (site / "postctl").chmod(0o755)
    begun = Shell(shell_name, site, base)
    yield begun
    begun.end()


LINES = [
    *("postctl show ", "postctl show s", "postctl show $", "postctl show -", "postctl edit fo", "postctl publish ./"),
    *("postctl list --tag ", "postctl list --tag=", "postctl set n layout=", "postctl set n tags+=", "postctl -C "),
    *("postctl validate ", "./postctl show "),
]


@pytest.mark.parametrize("tabs", [1, 4])
def test_s11_nothing_of_the_site_is_run_at_tab_or_at_enter(trap: Shell, shell_name: str, tabs: int) -> None:
    """More TABs go through a menu of what there is."""
    site = Path(os.readlink(f"/proc/{trap.child.pid}/cwd"))
    if shell_name == "bash":
        trap.entered("bind 'TAB:menu-complete'" if tabs > 1 else "bind 'TAB:complete'")
    for line in LINES:
        if line.startswith("./"):
            trap.child.send(line + "\t" * tabs + "\x15\x15")  # a program of that name is the site's: it is not asked
        else:
            trap.entered(line + "\t" * tabs)
        assert not (site / "P").exists(), line
    assert trap.completed("postctl comple")[-1] == "completion"
    assert not (site / "P").exists()
    assert trap.log.read_text().count("\n") >= len(LINES) // 2  # Enter did run it
