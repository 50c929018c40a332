"""What TAB offers, without a shell: which words, that they are inert, and that nothing is said where something is wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postctl import cli, describing, records, registry
from postctl.cli import completing, group
from postctl.cli.completing import bash, fish, known, offer, quoting, table, typed, zsh
from postctl.cli.completing.offer import Answer, Candidate
from postctl.cli.machine import Machine
from postctl.cli.scripts import SCRIPTS

BREAKS = " \t\n\"'@><=;|&(:"
SHELL_CHARACTERS = set("`$\\;|&<>*?!~\"'(){}[]#^")


def offered(*words: str) -> list[str]:
    """The words that fish would get for a line behind `postctl`; the last word is the one that is being typed."""
    return [line.partition("\t")[0] for line in told(*words)]


def told(*words: str) -> list[str]:
    """The same with their descriptions."""
    *before, current = words
    machine = Machine({"POSTCTL_DEBUG": "1"}, stdin_tty=False, stdout_tty=False, stderr_tty=False)
    return completing.outcome(["fish", quoted(current), *before], machine).out.splitlines()[2:]


def quoted(word: str) -> str:
    return "'" + word.replace("'", "'\\''") + "'" if word else ""


def how(*words: str) -> str:
    """What of the file system is offered as well."""
    *before, current = words
    machine = Machine({"POSTCTL_DEBUG": "1"}, stdin_tty=False, stdout_tty=False, stderr_tty=False)
    return completing.outcome(["fish", current, *before], machine).out.splitlines()[0]


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine may be busy."""
    monkeypatch.setattr(completing, "PATIENCE", 60)


@pytest.fixture
def jekyll(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(repository / "examples" / "jekyll")
    return Path.cwd()


def write(folder: Path, **posts: str) -> None:
    for name, front in posts.items():
        (folder / f"{name}.md").write_text(f"---\n{front}\n---\nText.\n")


# --- commands and options -------------------------------------------------------------------------------------------------


def test_commands_come_with_what_they_do() -> None:
    assert offered("") == group.Commands.names()
    assert "publish\tMake posts public, the way their generator means it." in told("pub")
    assert offered("-q", "--color", "never", "un") == ["undo", "unpublish"]


def test_options_are_those_of_the_command() -> None:
    assert offered("list", "--dra") == ["--drafts"]
    assert told("list", "--ta") == ["--tag\tOnly posts with this tag, or with one of several."]
    assert offered("--ver") == ["--version", "--verbose"]
    assert offered("publish", "-n") == ["-n"]
    assert "--debug" not in offered("list", "--")
    assert {"--bundle", "--no-bundle", "--help"} <= set(offered("new", "--"))


def test_an_option_that_counts_once_is_offered_once() -> None:
    assert offered("list", "--drafts", "--dr") == []
    assert offered("list", "-d", "--dr") == []
    assert offered("list", "-rd", "--dr") == []
    assert offered("list", "--tag", "a", "--ta") == ["--tag"]


def test_options_are_offered_where_no_more_words_are_taken() -> None:
    assert "--rest" in offered("undo", "")
    assert offered("undo", "--", "-") == []


@pytest.mark.parametrize("words", [("nonsense", ""), ("list", "--nonsense", "x", "--format=j"), ("list", "--nonsense=j")])
def test_words_that_make_no_sense_stop_nothing(words: tuple[str, ...]) -> None:
    assert "--drafts" not in offered(*words)


def test_values_are_found_in_every_way_to_write_an_option() -> None:
    every = ["markdown"]
    assert offered("list", "--format", "ma") == every
    assert offered("list", "-f", "ma") == every
    assert offered("list", "-rf", "ma") == every
    assert offered("list", "--format=ma") == ["--format=markdown"]
    assert offered("list", "-fma") == ["-fmarkdown"]
    assert offered("--color", "al") == offered("list", "--color", "al") == ["always"]


# --- what is known without a site -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", group.Commands.names())
def test_the_formats_are_those_of_the_command(name: str) -> None:
    option = next((each for each in group.load(name).params if each.name == "format_"), None)
    if option is None:
        assert not hasattr(group.module(name), "FORMATS")
        return
    named = {word.strip(".,") for word in option.help.removeprefix("Of the list: ").replace(" or ", " ").split()}
    assert set(offered(name, "--format", "")) == named


@pytest.mark.parametrize("name", group.Commands.names())
def test_every_parameter_says_what_its_candidates_are(name: str) -> None:
    """One that takes a value has a line in the table, if only to say that nobody can guess it."""
    unknown = [
        each.name
        for each in group.load(name).params
        if (each.param_type_name == "argument" or typed.takes_value(each)) and table.source(name, each.name) is None
    ]
    assert unknown == []


def test_rules_are_read_from_their_source_as_they_are() -> None:
    assert known.known_rules() == sorted((rule.code, rule.name, rule.summary) for rule in registry.rules())
    from postctl.rules import FAMILIES

    assert known.known_families() == list(FAMILIES.values())


def test_rules_by_code_name_and_family() -> None:
    assert "P103\tdraft-not-as-meant: a draft mark that the generator takes otherwise" in told("rule", "P10")
    assert offered("rule", "duplicate-u") == ["duplicate-url"]
    assert "links" in offered("rule", "")
    assert offered("validate", "--select", "P103,duplicate-u") == ["P103,duplicate-url"]
    assert "P103,P103" not in offered("validate", "--ignore", "P103,P10")
    assert "--ignore=P103,P102" in offered("validate", "--ignore=P103,P10")


def test_lists_go_on_behind_a_comma() -> None:
    assert offered("list", "--columns", "path,tit") == ["path,title"]
    assert "path,path" not in offered("list", "--columns", "path,")
    assert offered("list", "--sort", "upd") == ["updated"]
    assert offered("list", "--sort", "updated,da") == ["updated,date"]
    assert offered("list", "--sort", "date:") == ["date:asc", "date:desc"]
    assert offered("list", "--sort", "year:asc,month:d") == ["year:asc,month:desc"]
    assert "date:desc,date" not in offered("list", "--sort", "date:desc,da")


def test_columns_are_those_of_list_with_what_they_say() -> None:
    known_columns = [name for name in records.KNOWN if not name.startswith("_")]
    assert offered("list", "--columns", "") == [*known_columns, "help"]
    assert offered("list", "--sort", "") == known_columns
    assert offered("list", "--group-by", "")[:5] == ["year", "month", "tags", "status", "lang"]
    assert sorted(offered("list", "--group-by", "")) == sorted(known_columns)
    assert told("list", "--columns", "rea") == ["reason\twhy it has that status", "reading_minutes\tminutes it takes to read"]
    assert "help" not in " ".join(offered("list", "--columns", "path,"))
    assert offered("list", "--group-by", "tag", "--sort", "")[0] == "count"


def test_columns_are_keys_of_the_front_matter_where_none_of_list_is_meant(tmp_path: Path) -> None:
    write(tmp_path, a="layout: post\nextra: {author: Ada}", b="layout: post")
    here = ("-C", str(tmp_path), "list")
    for option in ("--columns", "--sort", "--group-by"):
        assert told(*here, option, "lay") == ["layout\t2 posts"]
        assert offered(*here, option, "extra") == ["extra.author"]
        assert offered(*here, option, "fm.l") == ["fm.layout"]
    assert offered(*here, "--columns", "layout,lay") == []
    assert offered(*here, "--missing", "")[:2] == ["layout", "extra.author"]
    assert offered(*here, "--missing", "upd") == ["updated"]


def test_formats_of_what_is_counted_are_fewer() -> None:
    assert {"ics", "paths"} <= set(offered("list", "--format", ""))
    assert {"tsv", "markdown"} <= set(offered("list", "--count", "--format", ""))
    assert not {"ics", "paths"} & set(offered("list", "--count", "--format", ""))
    assert "csv" in offered("validate", "--statistics", "--format", "")
    assert "sarif" not in offered("validate", "--statistics", "--format", "")


def test_schemas_are_those_there_are() -> None:
    assert offered("schema", "") == [*describing.NAMES]
    assert told("schema", "sett") == ["settings\tevery setting and where its value comes from"]


def test_themes_and_units_are_those_the_commands_take(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, a="title: A\ndate: 2024-05-01", b="title: B\ndate: 2025-05-01", c="title: C\ndate: 2025-06-01")
    assert {"light", "dark", "monokai"} <= set(offered("show", "a", "--theme", ""))
    for unit in offered("stats", "--by", ""):
        assert cli.main(["-C", str(tmp_path), "stats", "--by", unit, "--format", "text"]) == 0
    assert told("-C", str(tmp_path), "stats", "--year", "") == ["2025\t2 posts", "2024\t1 post"]


def test_views_are_those_of_the_configuration_with_what_they_stand_for(tmp_path: Path) -> None:
    text = "[views.stale]\ndrafts = true\nuntil = '-1m'\nsort = ['date:asc', 'title']\n[views.x]\n[views.\"`rm`\"]\n"
    (tmp_path / "postctl.toml").write_text(text)
    assert told("-C", str(tmp_path), "list", "--view", "") == ["stale\tdrafts, until -1m, sort date:asc,title", "x\t"]


def test_moments_and_choices() -> None:
    assert offered("list", "--since", "to") == ["today", "tomorrow"]
    assert offered("publish", "--date", "k") == ["keep"]
    assert offered("schedule", "a", "ne") == ["next"]
    assert offered("schedule", "a", "friday", "") == []
    assert offered("init", "--ci", "git") == ["github", "gitlab"]
    assert offered("completion", "") == ["bash", "zsh", "fish"]


def test_files_and_folders_are_the_shells() -> None:
    assert how("-C", "") == how("list", "--root", "") == how("validate", "--built=") == "folders"
    assert how("--config", "") == how("validate", "a.md", "") == how("new", "--from", "") == "files"
    assert how("list", "") == how("list", "--limit", "") == "words"


# --- what the site has ------------------------------------------------------------------------------------------------------


def test_posts_by_slug_newest_first(jekyll: Path) -> None:
    assert offered("show", "")[:2] == ["eight-years-of-olga", "handlebar-notebook"]
    assert offered("show", "")[-2:] == ["@latest", "@draft"]
    assert told("show", "the-l") == ["the-long-rise\tThe long rise: bread overnight"]
    assert told("show", "soup") == ["soup-without-a-pot\tSoup without a pot · draft"]


def test_posts_by_path_where_a_path_is_typed(jekyll: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert offered("show", "_drafts/") == ["_drafts/soup-without-a-pot.md"]
    assert offered("show", "_dr") == ["_drafts/soup-without-a-pot.md"]
    assert offered("show", "./_dr") == ["./_drafts/soup-without-a-pot.md"]
    assert offered("show", f"{jekyll}/_dr") == [f"{jekyll}/_drafts/soup-without-a-pot.md"]
    monkeypatch.chdir("_drafts")
    assert offered("show", "./") == ["./soup-without-a-pot.md"]
    assert "../_posts/2024-09-15-the-long-rise.md" in offered("show", "../_posts/")
    assert offered("show", "_posts/2024-09") == ["_posts/2024-09-15-the-long-rise.md"]


def test_posts_by_address_where_one_is_typed(tmp_path: Path) -> None:
    write(tmp_path, one="title: One\npermalink: /one/")
    assert "/one/" in offered("-C", str(tmp_path), "show", "/") or "/one" in offered("-C", str(tmp_path), "show", "/")


def test_what_is_typed_may_stand_anywhere_in_the_name(jekyll: Path) -> None:
    assert offered("show", "notebook") == ["handlebar-notebook"]
    assert offered("show", "THE-LONG") == ["the-long-rise"]


def test_each_command_gets_the_posts_it_is_for(jekyll: Path) -> None:
    hidden = ["eight-years-of-olga", "handlebar-notebook", "soup-without-a-pot", "@draft"]
    assert sorted(offered("publish", "")) == sorted(offered("schedule", "")) == sorted(hidden)
    assert offered("publish", "the-long") == ["the-long-rise"]
    assert "the-long-rise" in offered("unpublish", "")
    assert "soup-without-a-pot" not in offered("unpublish", "")
    assert "@latest" in offered("unpublish", "")


def test_a_post_that_is_named_is_not_named_again(jekyll: Path) -> None:
    assert "soup-without-a-pot" not in offered("publish", "soup-without-a-pot", "")


def test_slugs_that_name_two_posts_are_no_names(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder, same="title: Same")
    assert sorted(offered("-C", str(tmp_path), "show", ""))[2:] == ["a/same.md", "b/same.md"]


def test_what_cannot_be_read_can_be_edited(tmp_path: Path) -> None:
    write(tmp_path, good="title: Good", bad="title: [")
    assert "bad.md" in offered("-C", str(tmp_path), "edit", "")
    assert "bad.md" not in offered("-C", str(tmp_path), "show", "")


def test_tags_and_keys_and_their_values(tmp_path: Path) -> None:
    write(tmp_path, a="tags: [go, web dev]\ndraft: true\nlayout: post\nextra: {author: Ada}", b="tags: [go]\nlayout: post")
    here = ("-C", str(tmp_path))
    assert told(*here, "list", "--tag", "") == ["go\t2 posts", "web dev\t1 post"]
    assert offered(*here, "list", "-t", "go", "-t", "") == ["web dev"]
    assert offered(*here, "tags", "") == ["rename", "merge"]
    assert offered(*here, "tags", "rename", "") == ["go", "web dev"]
    assert offered(*here, "tags", "rename", "go", "") == []
    assert offered(*here, "tags", "merge", "go", "") == ["web dev"]
    assert offered(*here, "set", "a", "lay") == ["layout="]
    assert "extra.author=" in offered(*here, "set", "")
    assert offered(*here, "set", "layout=") == ["layout=post"]
    assert offered(*here, "set", "extra.author=") == ["extra.author=Ada"]
    assert offered(*here, "set", "draft=") == ["draft=true", "draft=false"]
    assert offered(*here, "set", "tags+=") == ["tags+=go", "tags+=web dev"]
    assert offered(*here, "set", "tags-=w") == ["tags-=web dev"]
    assert offered(*here, "new", "--set", "layout=") == ["layout=post"]
    assert offered(*here, "tags", "--taxonomy", "") == ["tags"]


def test_languages_sections_series_and_kinds(repository: Path, tmp_path: Path) -> None:
    hugo = ("-C", str(repository / "examples" / "hugo"))
    assert set(offered(*hugo, "new", "--section", "")) >= {"posts"}
    (tmp_path / "postctl.toml").write_text("[new.kind.review]\nfile = 'r-{slug}.md'\n")
    write(tmp_path, a="title: A\nseries: Slow days\nlang: fr")
    here = ("-C", str(tmp_path))
    assert offered(*here, "new", "--kind", "") == ["review"]
    assert offered(*here, "new", "--series", "") == ["Slow days"]


def test_another_configuration_counts(tmp_path: Path) -> None:
    write(tmp_path, a="title: A", b="title: B")
    (tmp_path / "other.toml").write_text('posts = ["b.md"]\n')
    assert offered("-C", str(tmp_path), "--config", str(tmp_path / "other.toml"), "show", "") == ["b", "@latest", "@draft"]
    assert offered("show", "-C", str(tmp_path), "--config", str(tmp_path / "other.toml"), "") == ["b", "@latest", "@draft"]


# --- many of them, and a site that takes its time ------------------------------------------------------------------------------


def test_of_many_the_first_are_offered_and_what_all_begin_with_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(completing, "NEWEST", 3)
    many = [Candidate(each) for each in ("ab1", "ab2", "ab3", "ab4", "aa", "b")]
    fitting = completing._fitting
    assert [each.word for each in fitting(many, "a", alone=True)] == ["ab1", "ab2", "ab3", "aa", "ab4"]
    assert [each.word for each in fitting(many, "ab", alone=True)][:3] == ["ab1", "ab2", "ab3"]


def test_a_site_that_takes_too_long_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(completing, "PATIENCE", 0.02)
    for number in range(300):
        (tmp_path / f"{number}.md").write_text(f"---\ntitle: {number}\ntags: [a, b]\n---\n")
    assert offered("-C", str(tmp_path), "show", "") == []
    assert how("-C", str(tmp_path), "show", "") == "files"


# --- nothing is said ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("bash",),
        ("powershell", "a"),
        ("../../evil", "a"),
        ("zsh",),
        ("zsh", "", "-C", "/nowhere", "show"),
        ("zsh", "", "--config", "broken.toml", "show"),
        ("fish", "", "--at", "nonsense", "show"),
        ("bash", "", ""),
    ],
)
def test_what_is_wrong_is_said_by_nobody(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken.toml").write_text("[[[")
    assert cli.main([completing.WORD, *words]) == 0
    out, err = capfd.readouterr()
    assert err == ""
    assert len(out.splitlines()) <= 2 or words[:1] == ("bash",)


def test_completion_loads_little(repository: Path) -> None:
    """As `--help` does: none of what parses, paints or computes."""
    program = (
        "import sys; from postctl import cli; code = cli.main(sys.argv[1:]);"
        "heavy = {'rich', 'pendulum', 'frontmatter', 'yaml', 'slugify', 'pyromark', 'tomlkit'} & set(sys.modules);"
        "print(code, sorted(heavy), sum(name.startswith('postctl.rules') for name in sys.modules), file=sys.stderr)"
    )
    for words in (
        ["zsh", ""],
        ["zsh", "--", "list"],
        ["zsh", "P", "rule"],
        ["zsh", "", "list", "-f"],
        ["zsh", "", "list", "-s"],
        ["zsh", "", "list", "--columns"],
        ["zsh", "", "list", "-g"],
        ["zsh", "", "schema"],
        ["zsh", "", "show", "a", "--theme"],
        ["zsh", "", "stats", "--by"],
    ):
        command = [sys.executable, "-c", program, completing.WORD, *words]
        ran = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=True, timeout=60)
        assert ran.stderr == "0 [] 0\n"
        assert len(ran.stdout.splitlines()) > 3


# --- inert words ------------------------------------------------------------------------------------------------------------


@given(st.text(max_size=60))
def test_s11_what_is_offered_is_inert(text: str) -> None:
    for each in offer.inert([Candidate(text, text)]):
        assert each.word == text
        assert not text.startswith(("-", "~", "=", "%", "'", "(", " "))
        assert not SHELL_CHARACTERS - set("'()") & set(text)
        assert text.isprintable()


@given(st.text(max_size=200))
def test_s11_descriptions_carry_no_shell_character(text: str) -> None:
    about = offer.about(text)
    assert not SHELL_CHARACTERS & set(about)
    assert "\n" not in about
    assert "\t" not in about
    assert all(each.isprintable() or each in "\u200d\ufe0f" or ord(each) > 0x7F for each in about)
    assert len(about) <= offer.LONGEST


@given(st.text(alphabet=st.one_of(st.sampled_from("ab-._ '()$`\\\"=:@;*é"), st.characters()), min_size=1, max_size=12), st.data())
def test_s11_bash_gets_words_quoted(text: str, data: st.DataObject) -> None:
    """What bash puts in place of what was typed is the word, once a shell has read it."""
    words = [each for each in offer.inert([Candidate(text)]) if each.word]
    begun = data.draw(st.sampled_from(["", "'", '"']))
    shown = bash.line([f"postctl show {begun}", BREAKS]).shown(Answer(tuple(words)), typed.NOTHING)
    lines = shown.splitlines()[1:]
    assert len(lines) == len(words)
    for each in lines:
        whole = quoting.split(f"{begun}{each}{begun}")
        assert [part.text for part in whole] == [text]


@given(st.text(alphabet="ab '\"\\=:", max_size=14))
def test_words_are_parted_as_a_shell_parts_them(text: str) -> None:
    import shlex

    try:
        expected = shlex.split(text)
    except ValueError:
        return
    parted = [each.text for each in quoting.split(text)]
    assert [each for each in parted if each] == [each for each in expected if each]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("postctl list --format=js", "--format="),
        ("postctl show a:b", "a:"),
        ("postctl show @la", ""),
        ("postctl show 'a b", ""),
        ("postctl list --tag='a b", "--tag="),
        ('postctl list --tag="a=b', "--tag="),
        ("postctl set tags+=g", "tags+="),
        ("postctl show a\\ b", ""),
        ("postctl show a\\=b", ""),
        ("postctl show ", ""),
    ],
)
def test_bash_keeps_what_stands_before_the_last_break(line: str, kept: str) -> None:
    assert bash.line([line, BREAKS]).kept == kept


def test_each_shell_gets_its_lines() -> None:
    answer = Answer((Candidate("a=", "About", open=True), Candidate("ab", "More")))
    assert fish.line(["a"]).shown(answer, typed.NOTHING._replace(word="a")) == "words\n\na=\tAbout\nab\tMore\n"
    assert zsh.line(["a"]).shown(answer, typed.NOTHING._replace(word="a")) == "words\n\nopen\ta=\tAbout\nwhole\tab\tMore\n"
    assert zsh.line(["b"]).shown(answer, typed.NOTHING._replace(word="b")).startswith("words other\n")
    assert bash.line(["postctl set a", BREAKS]).shown(answer, typed.NOTHING._replace(word="a")) == "words\na=\nab\n"


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_script_says_how_to_have_it_in_every_shell(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["completion", name]) == 0
    assert capsys.readouterr().out == SCRIPTS[name]
    assert f"postctl completion {name}" in "\n".join(SCRIPTS[name].splitlines()[:3])


def test_the_shell_is_the_one_of_the_person(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("SHELL", "/usr/bin/fish")
    assert cli.main(["completion"]) == 0
    assert capsys.readouterr().out == SCRIPTS["fish"]
    monkeypatch.setenv("SHELL", "/bin/dash")
    assert cli.main(["completion"]) == 2
    assert "there is no completion for 'dash'" in capsys.readouterr().err
    monkeypatch.setenv("SHELL", "")
    assert cli.main(["completion"]) == 2
    assert "known: bash, zsh, fish" in capsys.readouterr().err
