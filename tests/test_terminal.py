"""What a person at a terminal meets: the pager, the table, and nothing that waits for an answer."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

pexpect = pytest.importorskip("pexpect")
pyte = pytest.importorskip("pyte")

ROOT = Path(__file__).parent.parent
STATUSES = ("● published", "○ draft")


def at_terminal(*words: str, rows: int = 24, columns: int = 80, cwd: Path = ROOT, env: dict[str, str] | None = None) -> str:
    """All that postctl writes to a terminal of that size."""
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **(env or {})}
    command = [sys.executable, "-m", "postctl", *words]
    child = pexpect.spawn(
        command[0], command[1:], cwd=str(cwd), env=environ, dimensions=(rows, columns), encoding="utf-8", timeout=30
    )
    text = child.read()
    child.close()
    assert child.exitstatus in (0, 1), text
    return text


def screen(text: str, rows: int, columns: int) -> list[str]:
    """The lines a person sees."""
    emulated = pyte.Screen(columns, rows)
    pyte.Stream(emulated).feed(text)
    return [line.rstrip() for line in emulated.display]


@pytest.fixture
def pager(tmp_path: Path) -> dict[str, str]:
    """A pager that only notes what it was given."""
    script = tmp_path / "my pager"
    script.write_text(f'#!/bin/sh\ncat > {tmp_path}/paged\necho "LESS=$LESS" > {tmp_path}/less\n')
    script.chmod(0o755)
    return {"PAGER": f"'{script}'"}


def test_u4_a_long_post_goes_through_the_pager_and_a_short_one_does_not(tmp_path: Path, pager: dict[str, str]) -> None:
    shown = at_terminal("-C", "examples/gatsby", "show", "next-step-joy", rows=10, env=pager)
    assert "four hundred" not in shown
    assert "four hundred" in (tmp_path / "paged").read_text()
    assert (tmp_path / "less").read_text() == "LESS=FRX\n"
    (tmp_path / "paged").unlink()
    assert "four hundred" in at_terminal("-C", "examples/gatsby", "show", "next-step-joy", rows=200, env=pager)
    assert not (tmp_path / "paged").exists()


@pytest.mark.parametrize("off", [{"PAGER": "cat"}, {"PAGER": ""}, {"POSTCTL_PAGER": "cat", "PAGER": "touch harm"}], ids=str)
def test_u4_the_pager_can_be_off(off: dict[str, str]) -> None:
    assert "four hundred" in at_terminal("-C", "examples/gatsby", "show", "next-step-joy", rows=10, env=off)


def test_u4_flags_beat_the_length_of_the_screen(tmp_path: Path, pager: dict[str, str]) -> None:
    assert "four hundred" in at_terminal("-C", "examples/gatsby", "show", "next-step-joy", "--no-pager", rows=10, env=pager)
    at_terminal("-C", "examples/gatsby", "show", "next-step-joy", "--pager", rows=200, env=pager)
    assert "four hundred" in (tmp_path / "paged").read_text()


def test_u4_quitting_the_pager_early_is_silent(tmp_path: Path) -> None:
    assert at_terminal("-C", "examples/gatsby", "show", "next-step-joy", rows=5, env={"PAGER": "true"}) == ""


def test_u4_a_pager_that_is_not_there_is_no_loss() -> None:
    env = {"PAGER": "no-such-pager-anywhere"}
    assert "four hundred" in at_terminal("-C", "examples/gatsby", "show", "next-step-joy", rows=5, env=env)


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 120, 300])
def test_u3_every_post_is_there_at_every_width(columns: int) -> None:
    text = at_terminal("-C", "examples/gatsby", "list", rows=80, columns=columns)
    lines = screen(text, 80, columns)
    assert sum(any(status in line for status in STATUSES) for line in lines) == 6
    together = "".join("".join(lines).split())
    for name in ("next-step-joy.md", "second-pot-of-tea.md", "long-way-home.md"):
        assert name in together


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 120, 300])
def test_u3_figures_fit_the_terminal_and_nothing_is_broken_over_its_edge(columns: int) -> None:
    words = ("-C", "examples/hugo", "stats", "--year", "2024")
    text = at_terminal(*words, rows=200, columns=columns, env={"PAGER": "cat"})
    lines = screen(text, 200, columns)
    assert "".join(lines).count("░") == 3 + 1  # the days, and the legend
    assert [line for line in lines if re.fullmatch(r"2024-05  1 [ ━]* 83[ ━]*", line)]
    assert len([line for line in lines if line]) == len([line for line in text.splitlines() if line.strip()])


def test_colours_are_on_at_a_terminal_and_off_for_a_dumb_one() -> None:
    assert "\x1b[32m" in at_terminal("-C", "examples/gatsby", "list")
    assert "\x1b" not in at_terminal("-C", "examples/gatsby", "list", env={"TERM": "dumb"})
    assert "\x1b" not in at_terminal("-C", "examples/gatsby", "list", env={"NO_COLOR": "1"})


def asked(answer: str, *words: str) -> tuple[str, int]:
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "PAGER": "cat"}
    command = ["-m", "postctl", "-C", "examples/gatsby", *words]
    child = pexpect.spawn(sys.executable, command, cwd=str(ROOT), env=environ, dimensions=(80, 100), encoding="utf-8", timeout=30)
    child.expect("Which one")
    child.sendline(answer)
    text = child.read()
    child.close()
    return text, child.exitstatus


def test_a_person_chooses_by_number_where_several_posts_could_be_meant() -> None:
    text, code = asked("2", "show", "the", "--meta")
    assert "The Second Pot of Tea" in text
    assert code == 0


@pytest.mark.parametrize("answer", ["", "0", "9", "x", "²"])
def test_no_number_is_no_post(answer: str) -> None:
    text, code = asked(answer, "publish", "the")
    assert "no post was chosen" in text
    assert code == 1


def test_nobody_is_asked_with_no_input() -> None:
    text = at_terminal("-C", "examples/gatsby", "show", "the", "--no-input")
    assert "Which one" not in text
    assert "3 posts fit" in text


def test_links_are_for_terminals_that_open_them_and_want_colour() -> None:
    linking = {"TERM_PROGRAM": "WezTerm"}
    text = at_terminal("-C", "examples/gatsby", "list", env=linking)
    assert "\x1b]8;;file://" in text
    assert "/examples/gatsby/src/blogs/04-28-2019-next-step-joy.md\x1b\\" in text
    assert screen(text, 40, 80) == screen(at_terminal("-C", "examples/gatsby", "list"), 40, 80)
    for env in ({"NO_COLOR": "1"}, {"FORCE_HYPERLINK": "0"}, {"GITHUB_ACTIONS": "true"}, {"TERM": "dumb"}):
        assert "\x1b]8" not in at_terminal("-C", "examples/gatsby", "list", env=linking | env)


# --- new ----------------------------------------------------------------------------------------------------------------


def new(tmp_path: Path, answers: list[tuple[str, str]], *words: str) -> tuple[str, int]:
    """All that `new` writes while it is answered, and its exit code."""
    for n in (1, 2, 3):
        (tmp_path / f"p{n}.md").write_text(f"---\ntitle: P{n}\ndate: 2024-05-0{n}\ntags: [python]\n---\n\nText.\n")
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "POSTCTL_NOW": "2026-11-23T12:00:00Z"}
    command = ["-m", "postctl", "-C", str(tmp_path), "new", *words]
    child = pexpect.spawn(sys.executable, command, cwd=str(ROOT), env=environ, dimensions=(24, 100), encoding="utf-8", timeout=30)
    text = ""
    for question, answer in answers:
        child.expect_exact(question)
        text += child.before + question
        child.sendline(answer)
    text += child.read()
    child.close()
    return text, child.exitstatus


def test_a_title_is_asked_for(tmp_path: Path) -> None:
    text, code = new(tmp_path, [("Title:", "  Winter walks ")])
    assert code == 0
    assert "winter-walks.md" in text
    assert "title: Winter walks\n" in (tmp_path / "winter-walks.md").read_text()


def test_no_title_is_no_post(tmp_path: Path) -> None:
    text, code = new(tmp_path, [("Title:", "")])
    assert code == 2
    assert "a post needs a title" in text


def test_nobody_is_asked_for_a_title_with_no_input(tmp_path: Path) -> None:
    text, code = new(tmp_path, [], "--no-input")
    assert code == 2
    assert "Missing argument" in text


@pytest.mark.parametrize(("answer", "tag"), [("y", "python"), ("yes", "python"), ("n", "pyhton")])
def test_a_slip_is_asked_about(tmp_path: Path, answer: str, tag: str) -> None:
    text, code = new(tmp_path, [("did you mean python? 3 posts use it", answer)], "T", "--tag", "pyhton", "--tag", "new")
    assert code == 0
    assert "t.md" in text
    assert f"tags: [{tag}, new]\n" in (tmp_path / "t.md").read_text()


def test_a_slip_typed_with_set_is_asked_about(tmp_path: Path) -> None:
    assert new(tmp_path, [("did you mean python?", "y")], "T", "--set", "tags=[pyhton, new, python]")[1] == 0
    assert "tags: [python, new]\n" in (tmp_path / "t.md").read_text()


@pytest.mark.parametrize("answer", ["", "x", "maybe"])
def test_no_answer_is_no_post(tmp_path: Path, answer: str) -> None:
    text, code = new(tmp_path, [("did you mean python?", answer)], "T", "--tag", "pyhton")
    assert code == 1
    assert "nothing was written" in text
    assert not (tmp_path / "t.md").exists()


# --- how far it is ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A site that takes a while, and a Python that says so at once."""
    site = tmp_path / "site"
    site.mkdir()
    for number in range(600):
        (site / f"{number}.md").write_text(f"---\ntitle: {number}\ndate: 2026-01-01\n---\nText number {number}.\n")
    (tmp_path / "sitecustomize.py").write_text("from postctl.cli import progress\nprogress.PATIENCE = progress._PAUSE = 0\n")
    return site


def test_a_long_look_says_how_far_it_is_and_leaves_no_trace(many: Path) -> None:
    said = at_terminal("-C", str(many), "validate", "--no-cache", env={"PYTHONPATH": f"{many.parent}{os.pathsep}{ROOT}"})
    assert "\rreading " in said
    assert "\rchecking " in said
    assert "of 600 posts\x1b[K" in said
    assert [line for line in screen(said, 24, 80) if line] == ["600 posts, nothing to report"]


@pytest.mark.parametrize("quiet", [("-q",), ("TERM=dumb",)])
def test_nobody_is_told_who_does_not_want_to_know(many: Path, quiet: tuple[str, ...]) -> None:
    env = {"PYTHONPATH": f"{many.parent}{os.pathsep}{ROOT}", **dict(each.split("=") for each in quiet if "=" in each)}
    words = [each for each in quiet if "=" not in each]
    assert " of 600" not in at_terminal("-C", str(many), "validate", "--no-cache", *words, env=env)


# --- show ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [20, 40, 80])
def test_u3_the_links_of_a_post_are_all_there_at_every_width(columns: int) -> None:
    text = at_terminal("-C", "examples/gatsby", "show", "second-pot-of-tea", "--links", rows=60, columns=columns)
    lines = screen(text, 60, columns)
    joined = "".join(lines).replace(" ", "")
    assert "/images/teapot.svg" in joined
    assert "/blogs/05-12-2019-slow-bread" in joined
    assert "(published)" in joined or "…" in joined
    assert "2linksandimages" in joined


def test_u2_a_card_has_colours_only_where_they_are_seen() -> None:
    words = ("-C", "examples/hugo", "show", "low-water", "--meta")
    assert "\x1b[32m● published" in at_terminal(*words)
    assert "\x1b" not in at_terminal(*words, "--color", "never")


def test_raw_bytes_do_not_go_to_a_terminal() -> None:
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"}
    command = ["-m", "postctl", "-C", "examples/hugo", "show", "low-water", "--raw"]
    child = pexpect.spawn(sys.executable, command, cwd=str(ROOT), env=environ, encoding="utf-8", timeout=30)
    text = child.read()
    child.close()
    assert child.exitstatus == 2
    assert "redirect it into a file or a pipe" in text


def test_a_post_on_stdin_is_not_waited_for_at_a_terminal() -> None:
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"}
    command = ["-m", "postctl", "-C", "examples/hugo", "show", "-"]
    child = pexpect.spawn(sys.executable, command, cwd=str(ROOT), env=environ, encoding="utf-8", timeout=30)
    text = child.read()
    child.close()
    assert child.exitstatus == 2
    assert "stdin is a terminal" in text
