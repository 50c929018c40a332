"""Every page of `tests/transcripts` comes out as it is written; and the machinery that says so can say no."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from transcript import Answer, Stage, check, play

PAGES = sorted(Path(__file__).with_name("transcripts").glob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_page(page, tmp_path, repository, request):
    check(page, Stage(tmp_path, repository), update=request.config.getoption("update"))


def test_the_installed_command_answers_like_the_one_in_this_process(tmp_path, repository):
    page = """
<!-- folder examples/plain -->

```console
$ postctl --version
$ postctl list
$ postctl list --no-such-option
$ postctl validate --format json
$ postctl show no-such-post
```
"""
    here, apart = (Stage(tmp_path / name, repository) for name in ("here", "apart"))
    apart.main = None
    played = play(page, here)
    assert played == play(page, apart)
    assert "[exit 2]" in played


# --- the machinery, on a program of its own ---------------------------------------------------------------------------


def fake(argv):
    """A program for pages: says its arguments on stdout, `warn` on stderr, ends with `exit N`."""
    match argv:
        case ["exit", code]:
            return int(code)
        case ["warn", *words]:
            print(*words, file=sys.stderr)
        case ["raw", text]:
            sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape").decode("unicode_escape").encode())
        case ["env", name]:
            print(os.environ[name])
        case ["where"]:
            print(Path.cwd())
        case ["read"]:
            print(repr(sys.stdin.read()), sys.stdout.isatty())
        case _:
            print(*argv, sep="\n")
    return 0


@pytest.fixture
def stage(tmp_path, repository):
    return Stage(tmp_path / "scratch", repository, fake)


def console(*lines):
    return "\n".join(("```console", *lines, "```"))


def test_a_page_with_wrong_output_fails_and_shows_the_difference(stage, tmp_path):
    page = tmp_path / "page.md"
    page.write_text(console("$ postctl said", "sayd"))
    with pytest.raises(AssertionError, match=r"page\.md does not come out as written(.|\n)*-sayd\n\+said\n"):
        check(page, stage, update=False)
    assert page.read_text() == console("$ postctl said", "sayd")


@pytest.mark.parametrize(
    "wrong", [["$ postctl exit 3"], ["$ postctl exit 0", "[exit 3]"], ["$ postctl warn a", "a"], ["$ postctl a", "2> a"]]
)
def test_status_and_stream_count(stage, tmp_path, wrong):
    page = tmp_path / "page.md"
    page.write_text(console(*wrong))
    with pytest.raises(AssertionError):
        check(page, stage, update=False)


def test_r6_update_rewrites_a_page_and_then_it_passes_and_is_left_alone(stage, tmp_path):
    page = tmp_path / "page.md"
    said = ("$ postctl said", "said", "$ postctl warn late", "2> late", "$ postctl exit 3", "[exit 3]")
    page.write_text("Before.\n\n" + console("$ postctl said", "sayd", "more", "$ postctl warn late", "$ postctl exit 3") + "\n.")
    check(page, stage, update=True)
    assert page.read_text() == "Before.\n\n" + console(*said) + "\n."
    check(page, stage, update=False)
    before = page.stat()
    check(page, stage, update=True)
    assert page.stat().st_mtime_ns == before.st_mtime_ns


def test_files_are_written_byte_for_byte_and_shell_commands_run(stage):
    file = "````file posts/a.md\n# A\n\n```\ncode\n```\n````\n"
    typed = ("$ cat posts/a.md | wc -l", "$ printf 'b\\r\\n' > b.md", "$ cat b.md", "$ ls", "$ cat none || echo gone")
    page = file + console(*typed)
    answers = re.findall(r"```console\n(.*?)```", play(page, stage), re.DOTALL)[0]
    assert re.sub(r"^2> .*$", "2> ...", answers, flags=re.MULTILINE).splitlines() == [
        "$ cat posts/a.md | wc -l",
        "5",
        "$ printf 'b\\r\\n' > b.md",
        "$ cat b.md",
        "b\\r",
        "$ ls",
        "b.md",
        "posts",
        "$ cat none || echo gone",
        "gone",
        "2> ...",
    ]


def test_a_folder_line_starts_anew_or_with_a_copy_of_an_example(stage, repository):
    block = console("$ ls")
    page = f"<!-- folder examples/plain -->\n{block}\n<!-- folder -->\n{block}"
    first, second = re.findall(r"```console\n(.*?)```", play(page, stage), re.DOTALL)
    assert first.splitlines()[1:] == sorted(path.name for path in (repository / "examples" / "plain").iterdir())
    assert second == "$ ls\n"


def test_only_plain_tools_are_within_reach(stage):
    assert stage.run("python3 -c 1").code == 127
    assert stage.run("sort /dev/null").code == 0


def test_a_variable_holds_for_its_command_or_once_exported_for_the_page(stage):
    stage.run("export NAME='a b'")
    answers = [stage.run(command).out for command in ("NAME=c postctl env NAME", "postctl env NAME", "echo $NAME")]
    assert answers == [b"c\n", b"a b\n", b"a b\n"]
    assert "NAME" not in os.environ


def test_the_time_is_fixed_and_nothing_is_a_terminal(stage):
    assert stage.run("postctl env POSTCTL_NOW").out == b"2026-11-23T12:00:00Z\n"
    assert stage.run("postctl read").out == b"'' False\n"


def test_a_command_goes_on_after_a_backslash(stage):
    page = console("$ postctl one \\", ">   two", "one", "two")
    assert play(page, stage) == page


def test_paths_of_the_scratch_folder_read_site_and_the_process_stays_where_it_was(stage):
    here = Path.cwd()
    assert play(console("$ postctl where"), stage) == console("$ postctl where", "/site")
    assert Path.cwd() == here


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("$ x", r"\$ x"),
        ("2> x", r"\2> x"),
        ("[exit 1]", r"\[exit 1]"),
        ("> x", "> x"),
        ("\x1b[31mred", r"\x1b[31mred"),
        ("\u2028", r"\u2028"),
    ],
)
def test_output_that_looks_like_a_mark_is_told_apart(stage, text, line):
    stage.main = lambda argv: print(text) or 0
    assert play(console("$ postctl"), stage) == console("$ postctl", line)


def test_a_missing_final_newline_is_seen(stage):
    stage.main = lambda argv: print("half a line", end="") or 0
    assert play(console("$ postctl"), stage) == console("$ postctl", "half a line", "[no newline]")


def test_only_the_blocks_that_begin_as_asked_are_played(stage):
    others = console("$ pip install postctl") + "\n```sh\npostctl hello\n```\n```python\n$ postctl x\n```\n"
    page = others + console("$ postctl hello")
    assert play(page, stage, only="$ postctl") == others + console("$ postctl hello", "hello")


def test_a_block_that_is_never_closed_is_an_error(stage):
    with pytest.raises(ValueError, match="'```console' is never closed"):
        play("```console\n$ postctl", stage)


@given(out=st.text(), err=st.text(), code=st.integers(0, 255))
def test_r6_a_page_that_came_out_once_comes_out_the_same_again(out, err, code):
    class Said:
        folder = "/nowhere"

        def run(self, command):
            return Answer(out.encode("utf-8", "surrogatepass"), err.encode("utf-8", "surrogatepass"), code)

    once = play(console("$ postctl a", "$ postctl b") + "\nprose", Said())
    assert once.endswith("prose")
    assert once.count("\n$ postctl ") == 2
    assert play(once, Said()) == once
