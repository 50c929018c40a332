"""`postctl edit` and `new --edit`: which editor, how it is called, and what is said of what it left."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from postctl import config
from postctl.cli import main
from postctl.errors import ConfigError

ROOT = Path(__file__).parent.parent
POST = "---\ntitle: {}\n---\nText.\n"

RECORDER = """#!{python}
import json, sys
with open({seen!r}, "a") as file:
    file.write(json.dumps(sys.argv[1:]) + "\\n")
"""


@pytest.fixture
def blog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("POSTCTL_EDITOR", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "my blog"
    folder.mkdir()
    (folder / "tea.md").write_text(POST.format("Tea"))
    return folder


@pytest.fixture
def recorder(tmp_path: Path) -> Path:
    """An editor, in a folder with a blank in its name, that only notes its arguments."""
    script = tmp_path / "my programs" / "ed"
    script.parent.mkdir()
    script.write_text(RECORDER.format(python=sys.executable, seen=str(tmp_path / "seen")))
    script.chmod(0o755)
    return script


def seen(tmp_path: Path) -> list[list[str]]:
    return [json.loads(line) for line in (tmp_path / "seen").read_text().splitlines()]


def run(folder: Path, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "postctl", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environ},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )


# --- how it is called ---------------------------------------------------------------------------------------------------

HOSTILE = (
    "a b.md",
    "$(touch P).md",
    "-rf.md",
    ";x.md",
    "`touch P`.md",
    "a\nb.md",
    "--help.md",
    "'quoted'.md",
    "&& touch P.md",
    "*.md",
)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("editor", ["'{}' -w", '"{}" -w', "{} -w"], ids=["single", "double", "escaped"])
def test_s10_the_path_is_one_argument_whatever_it_looks_like(
    blog: Path, recorder: Path, tmp_path: Path, name: str, editor: str
) -> None:
    (blog / name).write_text(POST.format("X"))
    escaped = str(recorder).replace(" ", "\\ ") if editor[0] == "{" else str(recorder)
    found = run(blog, "edit", "--", name, EDITOR=editor.format(escaped))
    assert found.returncode == 0, found.stderr
    assert seen(tmp_path) == [["-w", str(blog / name)]]
    assert sorted(path.name for path in blog.iterdir()) == sorted({name, "tea.md"})
    assert not list(tmp_path.rglob("P"))


def test_s10_the_path_of_a_new_post_is_one_argument(blog: Path, recorder: Path, tmp_path: Path) -> None:
    found = run(blog, "new", "$(touch P); -rf", "--edit", VISUAL=f"'{recorder}'")
    assert found.returncode == 0, found.stderr
    assert seen(tmp_path) == [[str(blog / found.stdout.strip())]]
    assert not (blog / "P").exists()


def test_a_path_with_blanks_needs_no_quotes_where_it_is_the_whole_value(blog: Path, recorder: Path, tmp_path: Path) -> None:
    assert run(blog, "edit", "tea", EDITOR=str(recorder)).returncode == 0
    assert seen(tmp_path) == [[str(blog / "tea.md")]]


def test_a_home_folder_may_be_meant(blog: Path, recorder: Path, tmp_path: Path) -> None:
    found = run(blog, "edit", "tea", EDITOR="'~/my programs/ed' +3", HOME=str(tmp_path))
    assert found.returncode == 0, found.stderr
    assert seen(tmp_path) == [["+3", str(blog / "tea.md")]]


@pytest.mark.parametrize("name", ["$HOME", "$(touch P)", ";touch P", "| touch P"])
def test_s10_no_shell_reads_the_value(blog: Path, recorder: Path, tmp_path: Path, name: str) -> None:
    assert run(blog, "edit", "tea", EDITOR=f"'{recorder}' {name}").returncode == 0
    assert seen(tmp_path) == [[*name.split(), str(blog / "tea.md")]]
    assert not (blog / "P").exists()


def test_u1_what_an_editor_prints_is_no_answer(blog: Path) -> None:
    found = run(blog, "edit", "tea", EDITOR="echo")
    assert (found.returncode, found.stdout) == (0, "")
    assert str(blog / "tea.md") in found.stderr


# --- which one ------------------------------------------------------------------------------------------------------------


def own(tmp_path: Path, text: str) -> None:
    (tmp_path / "config" / "postctl").mkdir(parents=True, exist_ok=True)
    (tmp_path / "config" / "postctl" / "config.toml").write_text(text)


def test_the_most_particular_name_counts(blog: Path, recorder: Path, tmp_path: Path) -> None:
    environ = {"EDITOR": f"'{recorder}' 4"}
    assert run(blog, "edit", "tea", **environ).returncode == 0
    environ["VISUAL"] = f"'{recorder}' 3"
    assert run(blog, "edit", "tea", **environ).returncode == 0
    own(tmp_path, f"editor = \"'{recorder}' 2\"\n")
    assert run(blog, "edit", "tea", **environ).returncode == 0
    environ["POSTCTL_EDITOR"] = f"'{recorder}' 1"
    assert run(blog, "edit", "tea", **environ).returncode == 0
    environ = {"VISUAL": f"'{recorder}' 3", "EDITOR": f"'{recorder}' 4", "TERM": "dumb"}
    (tmp_path / "config" / "postctl" / "config.toml").unlink()
    assert run(blog, "edit", "tea", **environ).returncode == 0
    assert [first for first, *_ in seen(tmp_path)] == ["4", "3", "2", "1", "4"]


def test_the_configuration_of_the_user_may_be_a_link(blog: Path, recorder: Path, tmp_path: Path) -> None:
    (tmp_path / "dotfiles.toml").write_text(f"editor = \"'{recorder}'\"\n")
    (tmp_path / "config" / "postctl").mkdir(parents=True)
    (tmp_path / "config" / "postctl" / "config.toml").symlink_to(tmp_path / "dotfiles.toml")
    assert run(blog, "edit", "tea").returncode == 0
    assert seen(tmp_path)


@pytest.mark.parametrize(("name", "text"), [("postctl.toml", "{}"), ("pyproject.toml", "[tool.postctl]\n{}"), ("own.toml", "{}")])
@pytest.mark.parametrize("words", [("edit", "tea"), ("new", "X", "--edit")], ids=" ".join)
def test_s9_a_site_names_no_editor(blog: Path, recorder: Path, name: str, text: str, words: tuple[str, ...]) -> None:
    (blog / name).write_text(text.format(f'editor = "touch {blog}/harm"\n'))
    options = ("--config", name) if name == "own.toml" else ()
    found = run(blog, *words, *options, EDITOR=f"'{recorder}'")
    assert found.returncode == 2
    assert "programs are named by your own environment" in found.stderr
    assert sorted(path.name for path in blog.iterdir()) == sorted({name, "tea.md"})


def test_s9_no_file_of_the_site_is_taken_for_the_users(blog: Path) -> None:
    for folder in (".config/postctl", "postctl"):
        (blog / folder).mkdir(parents=True)
        (blog / folder / "config.toml").write_text(f'editor = "touch {blog}/harm"\n')
    (blog / ".env").write_text(f"EDITOR=touch {blog}/harm\n")
    assert run(blog, "edit", "tea").returncode == 2
    assert not (blog / "harm").exists()
    assert run(blog, "edit", "tea", XDG_CONFIG_HOME=".config").returncode == 2  # a relative one counts for nothing
    assert not (blog / "harm").exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('editer = "vi"\n', "1:1: unknown key `editer`"),
        ("editor = 1\n", "1:1: `editor` must be a text"),
        ("\neditor =\n", "config.toml:2:"),
        ('[new]\nfile = "x"\n', "1:2: unknown key `new`"),
    ],
)
def test_the_configuration_of_the_user_is_held_to_its_keys(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as error:
        config.own("config.toml", text)
    assert message in error.value.message
    assert error.value.hint


@pytest.mark.parametrize(
    ("environ", "options", "message"),
    [
        ({}, (), "no editor is named"),
        ({"EDITOR": " "}, (), "no editor is named"),
        ({"EDITOR": "vim"}, (), "vim needs a terminal"),
        ({"EDITOR": "'"}, (), "EDITOR names no program"),
        ({"EDITOR": "true"}, ("--no-input",), "--no-input"),
    ],
)
@pytest.mark.parametrize("words", [("edit", "tea"), ("new", "X", "--edit")], ids=" ".join)
def test_without_an_editor_or_somebody_to_use_it_nothing_happens(
    blog: Path, words: tuple[str, ...], environ: dict[str, str], options: tuple[str, ...], message: str
) -> None:
    found = run(blog, *words, *options, **environ)
    assert (found.returncode, found.stdout) == (2, "")
    assert message in found.stderr
    assert [path.name for path in blog.iterdir()] == ["tea.md"]


# --- what it left ---------------------------------------------------------------------------------------------------------


def edited(blog: Path, script: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run with an editor that is a piece of Python; `path` is what it was given."""
    program = blog.parent / "program.py"
    program.write_text(f"import os, sys\nfrom pathlib import Path\npath = Path(sys.argv[1])\n{script}\n")
    return run(blog, *(words or ("edit", "tea")), EDITOR=f"'{sys.executable}' '{program}'")


def test_a_post_that_was_changed_is_checked_and_its_path_is_the_answer(blog: Path) -> None:
    found = edited(blog, "path.write_text(path.read_text().replace('Tea', 'Coffee'))")
    assert (found.returncode, found.stdout, found.stderr) == (0, "tea.md\n", "")


def test_a_post_that_was_not_changed_is_said_to_be_so(blog: Path) -> None:
    found = edited(blog, "path.touch()")
    assert (found.returncode, found.stdout, found.stderr) == (0, "", "tea.md is unchanged\n")


def test_what_the_editor_broke_is_told_with_its_place_and_can_be_opened_again(blog: Path) -> None:
    found = edited(blog, "path.write_text('---\\ntitle: A: b\\n---\\n')")
    assert (found.returncode, found.stdout) == (1, "tea.md\n")
    assert "tea.md:2:9: error: " in found.stderr
    assert "`postctl edit tea.md` opens it again" in found.stderr
    found = edited(blog, "path.write_text('---\\ntitle: A\\n---\\nText.\\n')")
    assert (found.returncode, found.stderr) == (0, "")


def test_a_broken_file_is_opened_by_its_name(blog: Path) -> None:
    (blog / "broken.md").write_text("---\ntitle: A: b\n---\n")
    found = edited(blog, "path.write_text('---\\ntitle: A\\n---\\nText.\\n')", "edit", "broken")
    assert (found.returncode, found.stdout, found.stderr) == (0, "broken.md\n", "")


def test_s6_a_link_that_leads_out_of_the_site_is_not_opened(blog: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text(POST.format("Secret"))
    (blog / "link.md").symlink_to(tmp_path / "secret.md")
    found = edited(blog, "path.write_text('harm')", "edit", "link.md")
    assert found.returncode in (1, 2)
    assert (tmp_path / "secret.md").read_text() == POST.format("Secret")


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("sys.exit(3)", "ended with status 3; tea.md is as it was"),
        ("path.write_text('x'); sys.exit(3)", "ended with status 3; tea.md was changed all the same"),
        ("os.kill(os.getpid(), 9)", "was ended by SIGKILL; tea.md is as it was"),
    ],
)
def test_an_editor_that_fails_is_exit_2_and_the_post_stays(blog: Path, script: str, said: str) -> None:
    found = edited(blog, script)
    assert found.returncode == 2
    assert said in found.stderr
    assert "`postctl edit tea.md` opens it again" in found.stderr
    assert (blog / "tea.md").exists()


def test_of_a_new_post_the_same_is_said(blog: Path) -> None:
    found = edited(blog, "path.write_text('---\\ntitle: [\\n---\\n')", "new", "Soup", "--edit")
    assert found.returncode == 1
    assert found.stdout.endswith("soup.md\n")
    assert "error: " in found.stderr
    found = edited(blog, "sys.exit(1)", "new", "Bread", "--edit")
    assert found.returncode == 2
    assert "the post was written" in found.stderr
    assert (blog / found.stdout.strip()).exists()


def test_an_editor_that_returns_at_once_is_told_to_wait(blog: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "code").write_text("#!/bin/sh\n")
    (tmp_path / "code").chmod(0o755)
    assert "--wait makes it wait" in run(blog, "edit", "tea", EDITOR=str(tmp_path / "code")).stderr
    assert "--wait" not in run(blog, "edit", "tea", EDITOR=f"{tmp_path / 'code'} --wait").stderr


def test_a_post_is_found_as_everywhere(blog: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "true")
    assert main(["-C", str(blog), "edit", "TEA"]) == 0
    assert main(["-C", str(blog), "edit", "tae"]) == 1
    assert "did you mean tea.md?" in capsys.readouterr().err


# --- at a terminal ----------------------------------------------------------------------------------------------------------


def at_terminal(blog: Path, *words: str, answer: str = "", **environ: str) -> tuple[str, int]:
    pexpect = pytest.importorskip("pexpect")
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", **environ}
    child = pexpect.spawn(sys.executable, ["-m", "postctl", *words], cwd=str(blog), env=env, encoding="utf-8", timeout=30)
    if answer:
        child.expect("editing")
        child.send(answer)
    text = child.read()
    child.close()
    return text, child.exitstatus


@pytest.fixture
def screen_editor(tmp_path: Path) -> Path:
    """An editor that needs a terminal, and writes what is typed into it."""
    script = tmp_path / "bin" / "nano"
    script.parent.mkdir()
    script.write_text(
        f"#!{sys.executable}\nimport sys\nassert sys.stdin.isatty() and sys.stdout.isatty()\nprint('editing', flush=True)\n"
        "try:\n    line = sys.stdin.readline()\nexcept KeyboardInterrupt:\n    line = 'interrupted'\n"
        "open(sys.argv[1], 'a').write(line)\n"
    )
    script.chmod(0o755)
    return script


def test_an_editor_has_the_terminal(blog: Path, screen_editor: Path) -> None:
    text, code = at_terminal(blog, "edit", "tea", answer="More.\n", EDITOR=str(screen_editor))
    assert (code, "tea.md" in text) == (0, True)
    assert (blog / "tea.md").read_text().endswith("More.\n")


def test_a_usual_editor_is_taken_where_none_is_named(blog: Path, screen_editor: Path) -> None:
    path = f"{screen_editor.parent}:/nowhere"
    _, code = at_terminal(blog, "edit", "tea", answer="More.\n", PATH=path)
    assert code == 0
    assert (blog / "tea.md").read_text().endswith("More.\n")
    text, code = at_terminal(blog, "edit", "tea", PATH=path, TERM="dumb")
    assert (code, "no editor is named" in text) == (2, True)
    text, code = at_terminal(blog, "edit", "tea", PATH="/nowhere")
    assert (code, "no usual one is installed" in text) == (2, True)


def test_r13_ctrl_c_is_the_editors_while_it_has_the_terminal(blog: Path, screen_editor: Path) -> None:
    text, code = at_terminal(blog, "edit", "tea", answer="\x03", EDITOR=str(screen_editor))
    assert code == 0, text
    assert (blog / "tea.md").read_text().endswith("interrupted")


def test_a_person_chooses_by_number_what_to_edit(blog: Path) -> None:
    pexpect = pytest.importorskip("pexpect")
    (blog / "tea-two.md").write_text(POST.format("Tea two"))
    (blog / "tea-three.md").write_text(POST.format("Tea three"))
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "EDITOR": "sh -c 'echo More. >> \"$0\"'"}
    child = pexpect.spawn(sys.executable, ["-m", "postctl", "edit", "te"], cwd=str(blog), env=env, encoding="utf-8", timeout=30)
    child.expect(r"1  tea-three.md  Tea three  \(published\)")
    child.expect("Which one")
    child.sendline("1")
    child.read()
    child.close()
    assert child.exitstatus == 0
    assert (blog / "tea-three.md").read_text().endswith("More.\n")
