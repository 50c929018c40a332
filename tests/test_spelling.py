"""Which words of a post a dictionary is asked about, where they stand, and who is asked."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sites import site_of

import postctl
from postctl import linting, registry, spelling
from postctl.cli import main
from postctl.document import with_edits
from postctl.errors import ConfigError, PostctlError
from postctl.store import typos

RULE = next(rule for rule in registry.rules() if rule.code == "P901")
HERE = Path(sys.executable).parent / ("typos.exe" if os.name == "nt" else "typos")
real = pytest.mark.skipif(not HERE.exists(), reason="no typos beside this Python (pip install '.[spelling]')")
MEANT = {
    "recieved": ("received",),
    "Recieved": ("Received",),
    "wich": ("which", "witch"),
    "teh": ("the",),
    "Automattic": ("Automatic",),
}
FRONT = "---\ntitle: A\n---\n"


def found(files, generator="plain", meant=MEANT, allowed=frozenset()):
    """The words found, with the text before each on its line."""
    site = site_of(files, generator)
    told = spelling.misspellings(site, spelling.asked(site), meant, allowed)
    posts = {post.path: post for post in site.posts}
    return [
        (posts[path].document.text[: each.span.start].rpartition("\n")[2], posts[path].document.text[slice(*each.span)])
        for path, those in told.items()
        for each in those
    ]


def in_body(body, **options):
    return [word for _, word in found({"a.md": FRONT + body}, **options)]


# --- which words --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        "I have recieved it.",
        "**recieved**",
        "(recieved)",
        "[recieved](/a)",
        "![recieved](a.png)",
        "<p>recieved</p>",
        "> recieved",
        "- recieved",
        "# Recieved",
        "Well--recieved",
        "&nbsp;recieved",
        "recieved, at last",
        "“recieved”",
        "| recieved | b |\n|---|---|\n",
        "Cost: $5. I have recieved it.",
        "I recieved it.\r\nThen\r\n",
    ],
)
def test_prose_is_looked_at(body):
    assert [word.lower() for word in in_body(body)] == ["recieved"]


@pytest.mark.parametrize(
    "body",
    [
        "`recieved`",
        "```\nrecieved\n```",
        "    recieved\n",
        "[a](/recieved)",
        "[a](recieved)",
        "[a](recieved.html 'x')",
        "[a]: recieved",
        "<https://example.org/recieved>",
        "https://example.org/a?b=recieved",
        "recieved@example.org",
        "www.recieved.org",
        '<img alt="x" src="recieved">',
        '<a name="recieved">x</a>',
        "{{< figure recieved >}}",
        "{% include recieved %}",
        "{: .recieved}",
        "<!-- recieved -->",
        "$recieved$ and $$\nrecieved\n$$",
        "@recieved #recieved /recieved recieved/ recieved.md recieved() x_recieved recieved_x recieved2",
        "RECIEVED reCieved",
        "`lang`recieved and recieved`x`",
        "*un*recieved",
        "[^recieved]",
        "well-recieved and recieved-well",
        "&ccedil;recieved and recieved&eacute;",
    ],
)
def test_what_is_no_prose_is_not(body):
    assert in_body(body) == []


def test_values_that_readers_see_are_looked_at_and_keys_are_not():
    text = "---\ntitle: \"I recieved \\nteh\"\ndescription: 'wich'\ntags: [teh, b]\nteh: teh\nslug: recieved\n---\nText.\n"
    assert found({"a.md": text}) == [('title: "I ', "recieved"), ("description: '", "wich"), ("tags: [", "teh")]


def test_an_escape_is_no_part_of_a_word():
    meant = {"nteh": ("x",), "teh": ("the",), "trecieved": ("x",)}
    assert found({"a.md": '---\ntitle: "I \\nteh \\trecieved teh"\n---\nText.\n'}, meant=meant) == [
        ('title: "I \\nteh \\trecieved ', "teh")
    ]


def test_front_matter_of_a_file_beside_counts_too():
    files = {
        "posts/a.md": "I recieved it.\n",
        "posts/a.meta": ".. title: Teh teh\n.. slug: a\n.. date: 2026-01-02 10:00:00 UTC\n",
        "conf.py": 'POSTS = (("posts/*.md", "posts", "post.tmpl"),)\n',
    }
    site = site_of(files, "nikola")
    told = spelling.misspellings(site, spelling.asked(site), MEANT)
    held = site_of(files, "nikola", standards=site.standards._replace(misspellings=told))
    diagnostics = linting.check(held, (RULE,))
    assert [(each.path, each.line, each.column, each.message) for each in diagnostics] == [
        ("posts/a.md", 1, 3, "'recieved' is misspelt"),
        ("posts/a.meta", 1, 15, "'teh' is misspelt"),
    ]


@pytest.mark.parametrize(
    ("path", "front"),
    [
        ("a.md", "lang: de"),
        ("a.md", "lang: de-AT"),
        ("a.de.md", "x: y"),
        ("de/a.md", "x: y"),
        ("content/fr/posts/a.md", "x: y"),
    ],
)
def test_posts_in_another_language_are_skipped(path, front):
    assert found({path: f"---\ntitle: A\n{front}\n---\nteh recieved\n"}, "hugo" if path.startswith("content") else "jekyll") == []


def test_so_are_paragraphs_and_posts_that_do_not_read_as_english():
    german = "Das ist ein ganz normaler Satz, in dem das Wort teh steht, und noch einige andere stehen auch darin.\n"
    english = "This is the sentence of a person that has recieved a letter, and it is one of many that are in the post.\n"
    assert in_body(f"{german}\n{english}\n{english}") == ["recieved", "recieved"]
    assert in_body(german * 20 + english) == []


def test_a_name_is_none():
    assert in_body("The people at Automattic said so.") == []
    assert in_body("Then Recieved came along.") == []
    assert in_body("Recieved it.") == ["Recieved"]
    assert in_body("It came. Recieved it.") == ["Recieved"]


def test_words_that_are_right_here_are_none():
    assert in_body("recieved Recieved teh", allowed=frozenset({"recieved"})) == ["teh"]


def test_positions_are_exact_with_crlf_a_mark_and_emoji():
    data = b"\xef\xbb\xbf" + '---\r\ntitle: "😀 recieved"\r\n---\r\n😀 `x` I recieved\r\n'.encode()
    assert found({"a.md": data}) == [('title: "😀 ', "recieved"), ("😀 `x` I ", "recieved")]


@pytest.mark.parametrize(
    "text", ["<" * 50_000, "{" * 50_000, "$" * 50_001, "a." * 50_000, "[" * 20_000, "teh " * 20_000, "x" * 100_000]
)
def test_s18_no_body_takes_long(text):
    start = time.process_time()
    in_body(f"teh {text} teh")
    assert time.process_time() - start < 5


# --- who is asked -------------------------------------------------------------------------------------------------------


def run(root: Path, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "postctl", "-C", str(root), "validate", *words]
    package = str(Path(postctl.__file__).parent.parent)
    path = os.pathsep.join([package, os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        command, env={**os.environ, "PYTHONPATH": path, **environ}, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    folder = tmp_path / "blog"
    folder.mkdir()
    (folder / "a.md").write_text("---\ntitle: A seperate peace\n---\nI have recieved it, and `recieved` it.\n")
    return folder


@real
def test_the_real_dictionary_finds_them_and_its_corrections_end_them(blog):
    done = run(blog, "--select", "P901", "--format", "json")
    told = json.loads(done.stdout)["diagnostics"]
    assert [(each["line"], each["column"], each["end_column"], each["help"]) for each in told] == [
        (2, 10, 18, "did you mean 'separate'?"),
        (4, 8, 16, "did you mean 'received'?"),
    ]
    assert [each["fix"]["safe"] for each in told] == [False, False]
    data = (blog / "a.md").read_bytes()
    for edit in sorted((edit for each in told for edit in each["fix"]["edits"]), key=lambda edit: -edit["start"]):
        data = data[: edit["start"]] + edit["text"].encode() + data[edit["end"] :]
    assert data.decode() == "---\ntitle: A separate peace\n---\nI have received it, and `recieved` it.\n"
    (blog / "a.md").write_bytes(data)
    assert run(blog, "--select", "P901").stdout == "1 post, nothing to report\n"


@real
def test_it_is_not_asked_unless_the_rule_is(blog):
    assert "P901" not in run(blog).stdout
    (blog / "postctl.toml").write_text('[validate]\nextend-select = ["misspelling"]\n')
    assert "P901" in run(blog).stdout
    (blog / "postctl.toml").write_text('[validate]\nextend-select = ["P901"]\nwords = ["Seperate", "recieved"]\n')
    assert run(blog).returncode == 0


@real
def test_what_a_configuration_of_typos_says_is_right_is_right_and_nothing_else_of_it_counts(blog):
    config = '[files]\nextend-exclude = ["*"]\n[default]\ncheck-file = false\n'
    (blog / "typos.toml").write_text(config + '[default.extend-words]\nseperate = "seperate"\nrecieved = "x"\n')
    done = run(blog, "--select", "P901", "--format", "concise")
    assert done.stdout == "a.md:4:8: warning P901 'recieved' is misspelt\n"
    (blog / "typos.toml").write_text("[default\n")
    assert run(blog, "--select", "P901").stderr.startswith("postctl: typos.toml:1:")


def test_s9_no_program_of_the_site_is_run(blog, tmp_path):
    tools = blog / "tools"
    tools.mkdir()
    above = blog.parent / "above"  # a folder of the same repository
    above.mkdir()
    (blog.parent / ".git").mkdir()
    for folder in (blog, tools, above):
        (folder / "typos").write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
        (folder / "typos").chmod(0o755)
    elsewhere = str(tmp_path / "empty" / "python")
    for path in (f"{tools}{os.pathsep}.{os.pathsep}", str(blog), "tools", str(above)):
        with pytest.raises(PostctlError, match="typos is not installed") as caught:
            typos.corrections(("teh",), elsewhere, path, str(blog))
        assert caught.value.hint == "pip install 'postctl[spelling]' installs it"
        assert caught.value.exit_code == 2
    assert not (tmp_path / "ran").exists()


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
def test_one_process_gets_all_words_on_its_standard_input_and_answers_that_make_no_sense_are_none(blog, tmp_path):
    tools = tmp_path / "my tools"
    tools.mkdir()
    answers = [
        '{"type":"typo","line_num":1,"typo":"teh","corrections":["the",3]}',
        "[]",
        "nonsense",
        '{"type":"typo","line_num":99}',
    ]
    answers += ['{"type":"typo","line_num":2,"typo":"teh","corrections":["x"]}', '{"type":"error","message":"x"}']
    script = [
        "#!/bin/sh",
        f'echo "$@" >> {tmp_path}/args',
        f"cat >> {tmp_path}/words",
        *(f"echo '{line}'" for line in answers),
        "exit 2",
    ]
    (tools / "typos").write_text("\n".join(script).replace(str(tmp_path), str(tmp_path).replace(" ", "\\ ")))
    (tools / "typos").chmod(0o755)
    assert typos.corrections(("teh", "b"), "", str(tools), str(blog)) == {"teh": ("the",)}
    assert (tmp_path / "words").read_text() == "teh\nb\n"
    assert (tmp_path / "args").read_text().count("\n") == 1
    assert "--isolated" in (tmp_path / "args").read_text()
    (tools / "typos").write_text("#!/bin/sh\necho 'bad thing' >&2\nexit 78\n")
    with pytest.raises(PostctlError, match=r"failed \(78\): bad thing"):
        typos.corrections(("teh",), "", str(tools), str(blog))


def test_nothing_is_run_where_there_is_no_word(blog):
    assert typos.corrections((), "", "", str(blog)) == {}


def test_a_configuration_that_leads_out_of_the_site_is_not_read(blog, tmp_path):
    (tmp_path / "x.toml").write_text('[default.extend-words]\nteh = "teh"\n')
    (blog / "typos.toml").symlink_to(tmp_path / "x.toml")
    with pytest.raises(ConfigError, match=r"typos.toml cannot be read"):
        typos.allowed(str(blog), frozenset({"typos.toml"}))


@real
@pytest.mark.skipif(importlib.util.find_spec("strace") is None and not Path("/usr/bin/strace").exists(), reason="no strace")
def test_r5_nothing_is_written(blog, tmp_path):
    trace = tmp_path / "trace"
    command = ["/usr/bin/strace", "-f", "-e", "trace=%file", "-o", str(trace), sys.executable, "-m", "postctl"]
    environ = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run(
        [*command, "-C", str(blog), "validate", "--select", "P901"], env=environ, capture_output=True, check=False, timeout=90
    )
    written = [line for line in trace.read_text().splitlines() if "O_WRONLY" in line or "O_CREAT" in line or "O_RDWR" in line]
    assert [line for line in written if "/dev/" not in line] == []


def test_a_word_that_has_gone_is_no_finding_and_a_correction_with_a_mark_stays_out_of_front_matter():
    text = "---\ntitle: 'A wont'\n---\nI wont alot.\n"
    site = site_of({"a.md": text})
    meant = {"wont": ("won't",), "alot": ("a lot",)}
    told = spelling.misspellings(site, spelling.asked(site), meant)
    held = site_of({"a.md": text}, standards=site.standards._replace(misspellings=told))
    first, second, third = linting.check(held, (RULE,))
    assert first.fix is None
    assert (second.fix.safe, third.fix.edits[0].text) == (False, "a lot")
    assert with_edits(held.posts[0].document, [*second.fix.edits, *third.fix.edits]).endswith("I won't a lot.\n")


def test_the_missing_program_is_one_line(blog, monkeypatch, capfd):
    monkeypatch.setattr(typos, "_NAMES", ("no-such-program",))
    assert main(["-C", str(blog), "validate", "--select", "P901"]) == 2
    assert capfd.readouterr().err.splitlines() == [
        "postctl: typos is not installed, and P901 asks it for misspellings",
        "  pip install 'postctl[spelling]' installs it",
    ]
    assert main(["-C", str(blog), "validate"]) == 0
