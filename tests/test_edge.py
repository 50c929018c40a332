"""The edge: exit codes, streams that fail, colours, signals, hostile text, and commands that only read."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postctl import cli
from postctl.cli import group, main
from postctl.cli.machine import Machine

POSTCTL = (sys.executable, "-m", "postctl")
ROOT = Path(__file__).parent.parent
READING = (["list"], ["list", "-f", "table"], ["list", "-f", "json"], ["validate"], ["show", "@latest"], ["rule"], ["--help"])
READING += (["stats"], ["stats", "-f", "text"], ["stats", "-f", "json"], ["schema", "post"])
OURS = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x00-\x1f\x7f]*\x1b\\")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def run(*words: str, cwd: Path = ROOT, env: dict[str, str] | None = None, **more) -> subprocess.CompletedProcess[bytes]:
    environ = {**os.environ, "PYTHONPATH": str(ROOT), **(env or {})}
    return subprocess.run([*POSTCTL, *words], cwd=cwd, env=environ, capture_output=True, timeout=60, check=False, **more)


def shell(line: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(["bash", "-c", line], cwd=cwd, env=environ, capture_output=True, timeout=60, check=False)


@pytest.fixture
def blog(copy_example) -> Path:
    return copy_example("gatsby")


@pytest.fixture
def large(tmp_path: Path) -> Path:
    for number in range(3000):
        (tmp_path / f"{number}.md").write_text(f"---\ntitle: A rather long title for post number {number}\ndraft: maybe\n---\n")
    return tmp_path


# --- exit codes -------------------------------------------------------------------------------------------------------

BROKEN = "---\ntitle: a: b\n---\n"
CODES = [
    (["list"], 0),
    (["validate"], 0),
    (["show", "next-step-joy"], 0),
    (["show", "the"], 1),
    (["show", "nothing-like-it"], 1),
    (["publish", "nothing-like-it"], 1),
    (["validate", "--select", "nonsense"], 2),
    (["list", "--nonsense"], 2),
    (["nonsense"], 2),
    (["show"], 2),
    (["list", "--limit", "x"], 2),
    (["-C", "nowhere", "list"], 2),
    (["--color", "blue", "list"], 2),
    (["--at", "someday", "list"], 2),
    (["new", "The Joy of A Next Step", "--slug", "next-step-joy", "--date", "2019-04-28"], 2),
]


@pytest.mark.parametrize(("words", "code"), CODES, ids=[" ".join(words) for words, _ in CODES])
def test_r27_an_exit_code_means_one_thing(blog: Path, monkeypatch, capsys, words: list[str], code: int) -> None:
    monkeypatch.chdir(blog)
    assert main(words) == code
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    if code == 2:
        assert out == ""
        assert err.startswith("postctl: ")


def test_r27_validate_exits_1_for_errors(blog: Path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(blog)
    (blog / "src/blogs/b.md").write_text(BROKEN)
    assert main(["validate"]) == 1
    assert main(["validate", "--exit-zero"]) == 0
    capsys.readouterr()


def test_r27_a_bug_is_one_line_and_exit_2_and_a_traceback_only_with_debug(monkeypatch, capsys) -> None:
    def broken(*_: object) -> int:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("postctl.cli.app.run", broken)
    assert main(["list"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "ZeroDivisionError: oops" in err
    assert "--debug" in err
    assert "Traceback" not in err
    with pytest.raises(ZeroDivisionError):
        main(["list", "--debug"])


def test_r28_a_file_that_cannot_be_read_makes_validate_exit_2(blog: Path, monkeypatch, capsys) -> None:
    real = os.open

    def denied(path: str, *more, **options) -> int:
        if str(path).endswith("slow-bread.md"):
            raise PermissionError(13, "Permission denied", path)
        return real(path, *more, **options)

    monkeypatch.setattr(os, "open", denied)
    assert main(["-C", str(blog), "validate"]) == 2
    out = capsys.readouterr().out
    assert "slow-bread.md" in out
    assert "cannot be read: Permission denied" in out


def test_r28_a_folder_that_cannot_be_read_makes_validate_exit_2(blog: Path, monkeypatch, capsys) -> None:
    real = os.scandir

    def denied(path: str):
        if str(path).rstrip("/").endswith("blogs"):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", denied)
    assert main(["-C", str(blog), "validate"]) == 2
    assert "src/blogs/: Permission denied, its posts are missing here" in capsys.readouterr().err


# --- streams ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["list", "list -f json", "validate", "list -f table"])
def test_r23_a_reader_that_leaves_is_exit_141_and_silence(large: Path, words: str) -> None:
    line = f"set -o pipefail; {' '.join(POSTCTL)} {words} -q | head -n 1"
    found = shell(line, large)
    assert found.returncode == 141
    assert found.stdout.count(b"\n") == 1
    assert found.stderr == b""


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_r24_a_full_stdout_is_exit_2(blog: Path, words: list[str]) -> None:
    found = shell(f"{' '.join(POSTCTL)} {' '.join(words)} > /dev/full", blog)
    assert found.returncode == 2
    assert b"No space left" in found.stderr
    assert b"Traceback" not in found.stderr


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("words", ["list", "validate", "--help", "new --from -"])
def test_r22_closed_streams_do_not_break_it(blog: Path, closed: str, words: str) -> None:
    found = shell(f"{' '.join(POSTCTL)} {words} {closed}", blog)
    assert found.returncode in (0, 2)
    assert b"Traceback" not in found.stderr


ENVIRONMENTS = [
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONIOENCODING": "latin-1"},
    {"TERM": "dumb"},
    {"TERM": ""},
    {"COLUMNS": "0"},
    {"COLUMNS": "1"},
    {"COLUMNS": "1000000"},
]


@pytest.mark.parametrize("env", ENVIRONMENTS, ids=str)
@pytest.mark.parametrize("words", [["list"], ["list", "-f", "table"], ["validate"], ["stats", "-f", "text"]], ids=" ".join)
def test_r22_locale_and_terminal_never_break_it(blog: Path, env: dict[str, str], words: list[str]) -> None:
    (blog / "src/blogs/ü.md").write_text("---\ntitle: Größe 日本 🎉\npath: /ü\n---\n")
    found = run("-C", str(blog), *words, env=env)
    assert found.returncode == 0
    assert b"Traceback" not in found.stderr
    if words[0] == "list":
        assert found.stdout.count(b"draft") >= 1
        assert found.stdout.count(b"published") >= 6


def test_u1_stdout_has_the_answer_and_stderr_the_rest(blog: Path) -> None:
    found = run("-C", str(blog), "-v", "list")
    assert found.stdout.count(b"\n") == 6
    assert b"Gatsby" in found.stderr
    assert run("-C", str(blog), "-v", "-q", "list").stderr == b""


def test_u1_new_prints_the_path_it_wrote(blog: Path) -> None:
    found = run("-C", str(blog), "new", "Printed", "--date", "2020-02-03")
    assert found.stdout.decode() == "src/blogs/02-03-2020-printed.md\n"
    assert (blog / found.stdout.decode().strip()).is_file()


COLOURS = [
    ([], {}, False),
    ([], {"FORCE_COLOR": "1"}, True),
    ([], {"CLICOLOR_FORCE": "1"}, True),
    ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    (["--color", "always"], {"NO_COLOR": "1"}, True),
    (["--color", "never"], {"FORCE_COLOR": "1"}, False),
    ([], {"FORCE_COLOR": "0"}, False),
    ([], {"NO_COLOR": "1"}, False),
]


@pytest.mark.parametrize(("words", "env", "coloured"), COLOURS, ids=str)
def test_u2_the_flag_beats_no_color_beats_force_color(
    blog: Path, monkeypatch, capsys, words: list[str], env: dict[str, str], coloured: bool
) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    main(["-C", str(blog), *words, "list", "-f", "table"])
    assert ("\x1b[" in capsys.readouterr().out) is coloured


# --- reading is only reading --------------------------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize("words", [*READING, ["publish", "@draft", "--diff"], ["new", "X", "-n"]], ids=" ".join)
def test_r5_reading_commands_open_nothing_for_writing(blog: Path, tmp_path: Path, words: list[str]) -> None:
    trace = tmp_path / "trace"
    strace = ["strace", "-f", "-y", "-o", str(trace), "-e", "trace=%file"]
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([*strace, *POSTCTL, *words], cwd=blog, env=environ, capture_output=True, timeout=120, check=False)
    lines = [line for line in trace.read_text(errors="replace").splitlines() if "ENOENT" not in line]
    writing = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|^\d+ +(?:rename|unlink|mkdir|link|symlink|utime|chmod|truncate)")
    cache = environ["XDG_CACHE_HOME"]  # the one place where something may be remembered
    assert [line for line in lines if writing.search(line) and "/dev/" not in line and cache not in line] == []
    assert not [line for line in lines if writing.search(line) and str(blog) in line.replace(f"AT_FDCWD<{blog}>", "")]


# --- hostile text -------------------------------------------------------------------------------------------------------

HOSTILE = [
    "x\x1b[1A\x1b[30Ghacked",
    "\x1b[2J\x1b[H ALL POSTS PUBLISHED",
    "\x1b]0;title\x07",
    "\x9b31m",
    "a\u202eb",
    "\u2066x",
    "[bold red]x[/] :smile: arr[0]",
    "::error::x",
    "  ::stop-commands::t",
    "##[group]x",
    "=1+1",
]


def hostile_blog(folder: Path, text: str) -> None:
    title = json.dumps(text)
    front = f"title: {title}\ntags: [{title}]\npath: {title}\n{title}: 1\ndraft: {title}"
    body = f"# {text}\n\n[{text}]({text})\n\n```{text}\n{text}\n```\n"
    (folder / "a.md").write_text(f"---\n{front}\n---\n{body}", encoding="utf-8")
    (folder / "b.md").write_text(f"---\ntitle: {text}: {text}\n---\n", encoding="utf-8")


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
@pytest.mark.parametrize(
    "words",
    [
        *(["list", "-f", "table"], ["list"], ["validate"], ["show", "a.md"], ["validate", "-f", "github"]),
        *(["stats", "-f", "text"], ["stats"], ["schema", "post"]),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("colour", ["always", "never"])
def test_s1_nothing_reaches_the_terminal_but_text_and_our_colours(
    tmp_path: Path, capsys, text: str, words: list[str], colour: str
) -> None:
    hostile_blog(tmp_path, text)
    main(["-C", str(tmp_path), "--color", colour, *words])
    for stream in capsys.readouterr():
        assert CONTROL.search(OURS.sub("", stream)) is None


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
@pytest.mark.parametrize(
    "words",
    [["validate"], ["validate", "-f", "concise"], ["show", "a.md"], ["list"], ["stats", "-f", "text"], ["schema", "post"]],
    ids=" ".join,
)
def test_s5_a_log_of_github_actions_cannot_be_commanded(tmp_path: Path, capsys, monkeypatch, text: str, words: list[str]) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    hostile_blog(tmp_path, text)
    main(["-C", str(tmp_path), *words])
    for stream in capsys.readouterr():
        assert not re.search(r"^\s*::", stream, re.MULTILINE)
        assert "##[" not in stream


@given(st.binary(max_size=300), st.sampled_from(["", "---\n", "+++\n", "{"]))
def test_r18_any_bytes_give_an_answer(tmp_path_factory, data: bytes, opening: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "a.md").write_bytes(opening.encode() + data)
    assert cli.main(["-C", str(folder), "-q", "list", "-f", "json"]) == 0
    assert cli.main(["-C", str(folder), "-q", "validate"]) in (0, 1)


# --- the scan -----------------------------------------------------------------------------------------------------------


def test_r20_loops_pipes_and_devices_do_not_hang_it(blog: Path) -> None:
    (blog / "loop").symlink_to(blog)
    os.mkfifo(blog / "pipe.md")
    (blog / "gone.md").symlink_to("nowhere.md")
    found = run("-C", str(blog), "list")
    assert found.returncode == 0
    assert found.stdout.count(b"\n") == 6
    assert b"pipe.md: not a regular file" in found.stderr
    assert b"loop: a link to a folder" in found.stderr


def test_s6_a_link_out_of_the_site_is_not_followed(blog: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("---\ntitle: Secret\n---\n")
    (blog / "src/blogs/link.md").symlink_to(secret)
    found = run("-C", str(blog), "list")
    assert b"Secret" not in found.stdout
    assert b"leads out of the site" in found.stderr


def test_r17_left_over_temporary_files_are_no_posts(blog: Path) -> None:
    (blog / "src/blogs/.postctl-x.md").write_text("---\ntitle: Half\n---\n")
    assert b"Half" not in run("-C", str(blog), "list").stdout


def test_r19_a_huge_file_is_read_from_its_head(tmp_path: Path) -> None:
    (tmp_path / "big.md").write_bytes(b"---\ntitle: Big\n---\n" + b"word " * 4_000_000)
    found = run("-C", str(tmp_path), "list")
    assert b"Big" in found.stdout
    assert b"larger than 5 MiB" in found.stderr


# --- programs -----------------------------------------------------------------------------------------------------------


def test_s10_the_editor_gets_the_path_as_one_argument(blog: Path, tmp_path: Path) -> None:
    recorder = tmp_path / "my editor"
    recorder.write_text(f'#!/bin/sh\nprintf "%s\\n" "$#" "$@" > {tmp_path}/seen\n')
    recorder.chmod(0o755)
    found = run("-C", str(blog), "new", "Edited", "--slug", "e", "--edit", env={"EDITOR": f"'{recorder}' --wait"})
    assert found.returncode == 0
    assert (tmp_path / "seen").read_text().splitlines() == ["2", "--wait", str(blog / "src/blogs/11-23-2026-e.md")]


def test_s9_the_repository_names_no_program(blog: Path, tmp_path: Path) -> None:
    (blog / "postctl.toml").write_text(f'editor = "touch {tmp_path}/harm"\n')
    assert run("-C", str(blog), "new", "X", "--edit").returncode == 2
    assert not (tmp_path / "harm").exists()


def test_r13_ctrl_c_is_exit_130_and_no_traceback(monkeypatch, capsys) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("postctl.cli.app.run", interrupted)
    assert main(["list"]) == 130
    assert capsys.readouterr() == ("", "")


def test_the_pager_is_not_for_pipes(blog: Path, tmp_path: Path) -> None:
    found = run("-C", str(blog), "show", "@draft", "--pager", env={"PAGER": f"touch {tmp_path}/paged"})
    assert found.returncode == 0
    assert not (tmp_path / "paged").exists()


def test_errors_are_told_without_control_characters(capsys) -> None:
    assert main(["-C", "no\x1b[31mwhere", "list"]) == 2
    assert "\x1b[31m" not in capsys.readouterr().err


def test_r13_a_signal_while_writing_leaves_old_or_new(tmp_path: Path) -> None:
    names = [f"{number}.md" for number in range(60)]
    old, new = b"---\ntitle: T\ndraft: true\n---\n", b"---\ntitle: T\ndraft: false\n---\n"
    for name in names:
        (tmp_path / name).write_bytes(old)
    (tmp_path / "other.md").write_bytes(new.replace(b"T", b"O"))
    command = [*POSTCTL, "-C", str(tmp_path), "publish", *names]
    process = subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        process.wait(0.9)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=30)
    assert process.returncode in (0, 143, -15)
    assert b"Traceback" not in err
    assert {(tmp_path / name).read_bytes() for name in names} <= {old, new}
    assert not list(tmp_path.glob(".postctl-*"))


@pytest.mark.parametrize("words", ["--help", "list --help", "--version"])
def test_r23_help_without_a_reader_is_exit_141(blog: Path, words: str) -> None:
    found = shell(f"{{ {' '.join(POSTCTL)} {words}; echo $? >&2; }} 2>&1 >&- | cat; true", blog)
    assert b"Traceback" not in found.stdout
    gone = shell(f"exec 3> >(exec true); sleep 0.3; {' '.join(POSTCTL)} {words} >&3; echo $?", blog)
    assert gone.stdout.strip() in (b"141", b"0")
    assert b"Traceback" not in gone.stderr


@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
@pytest.mark.parametrize("words", [["show", "b.md", "--raw"], ["publish", "b.md", "--diff"]], ids=" ".join)
def test_r22_exact_output_is_utf_8_whatever_the_locale_says(tmp_path: Path, encoding: str, words: list[str]) -> None:
    (tmp_path / "b.md").write_text("---\ntitle: Größe 日本\ndraft: true\n---\nText.\n", encoding="utf-8")
    found = run("-C", str(tmp_path), *words, env={"PYTHONIOENCODING": encoding})
    assert found.returncode == 0
    assert "Größe 日本" in found.stdout.decode()


def test_show_raw_is_the_whole_file_however_large(tmp_path: Path) -> None:
    data = b"---\ntitle: Big\ndraft: true\n---\n" + b"word " * 1_200_000
    (tmp_path / "big.md").write_bytes(data)
    assert run("-C", str(tmp_path), "show", "big.md", "--raw").stdout == data
    refused = run("-C", str(tmp_path), "publish", "big.md")
    assert refused.returncode == 2
    assert b"larger than postctl edits" in refused.stderr
    assert (tmp_path / "big.md").read_bytes() == data


def test_u2_the_flag_colours_errors_too(blog: Path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(blog)
    main(["show", "nothing-like-it", "--color", "always"])
    assert "\x1b[" in capsys.readouterr().err
    main(["--color=never", "show", "nothing-like-it"])
    assert "\x1b[" not in capsys.readouterr().err


# --- words that are not known -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("lst", "did you mean list or set?"),
        ("list --drfts", "did you mean --drafts?"),
        ("validate --selct P1", "did you mean --select?"),
        ("--drafts", "it goes behind a command: postctl list --drafts"),
        ("list --nothing-like-that", "`postctl list -h` shows what it takes"),
        ("list --debu", "`postctl list -h` shows what it takes"),
        ("show", "`postctl show -h` shows what it takes"),
        ("create x", "did you mean new?"),
        ("LINT", "did you mean validate?"),
        ("frobnicate", "`postctl --help` lists the commands"),
        ("help frobnicate", "`postctl --help` lists the commands"),
    ],
)
def test_u6_what_may_have_been_meant(words: str, hint: str, capsys) -> None:
    assert main(words.split()) == 2
    assert capsys.readouterr().err.splitlines()[1].strip() == hint


def test_u6_words_of_other_programs_are_no_commands_and_lead_to_some() -> None:
    assert set(group.MEANT.values()) <= set(group.Commands.names())
    assert not set(group.MEANT) & set(group.Commands.names())


def test_a_number_that_is_none_is_told_in_plain_words(capsys) -> None:
    assert main(["list", "--limit", "x"]) == 2
    assert "'x' is no whole number" in capsys.readouterr().err


@pytest.mark.parametrize(("words", "same"), [("help", "--help"), ("help list", "list --help"), ("", "--help")])
def test_help_is_a_word_too(words: str, same: str, capsys) -> None:
    assert main(words.split()) == 0
    said = capsys.readouterr().out
    assert main(same.split()) == 0
    assert said == capsys.readouterr().out


# --- the first time ---------------------------------------------------------------------------------------------------


def _at_a_terminal(folder: Path, monkeypatch, capsys) -> str:
    monkeypatch.setattr("postctl.cli.machine.Machine.here", lambda: Machine(dict(os.environ), *(False, False, True)))
    assert main(["-C", str(folder), "list"]) == 0
    return capsys.readouterr().err


def test_whoever_is_in_the_wrong_folder_is_told_how_to_name_another(tmp_path: Path, monkeypatch, capsys) -> None:
    assert "is your blog in another folder? -C names it" in _at_a_terminal(tmp_path, monkeypatch, capsys)
    (tmp_path / "a.md").write_text("# A\n")
    assert "-C" not in _at_a_terminal(tmp_path, monkeypatch, capsys)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert "is your home folder: -C names the folder of your blog" in _at_a_terminal(tmp_path, monkeypatch, capsys)
    (tmp_path / "postctl.toml").write_text("")
    assert "-C" not in _at_a_terminal(tmp_path, monkeypatch, capsys)
