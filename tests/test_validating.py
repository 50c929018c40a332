"""What `postctl validate` does with what it is asked for: which files, in which order of steps, and what it says of them."""

from __future__ import annotations

import pytest

from postctl.cli import main, validating

HUGO = {"hugo.toml": "title = 'T'\n", "content/posts/a.md": "---\ntitle: A\ndate: 2026-01-01\ntags: [x, x]\n---\nText.\n"}
NIKOLA = {
    "conf.py": "POSTS = (('posts/*.md', 'posts', 'post.tmpl'),)\n",
    "posts/a.md": "Text with a [link](nowhere.md).\n",
    "posts/a.meta": ".. title: A\n.. slug: a\n.. date: 2026-13-45\n",
}


@pytest.fixture
def site(tmp_path, monkeypatch):
    """Writes a site, and goes there."""

    def made(files):
        for path, text in files.items():
            (tmp_path / "blog" / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "blog" / path).write_text(text)
        monkeypatch.chdir(tmp_path / "blog")
        return tmp_path / "blog"

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return made


def run(capsys, *words):
    code = main(["validate", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.mark.parametrize("path", ["posts/a.md", "posts/a.meta"])
def test_each_file_of_a_post_in_two_stands_for_the_post(site, capsys, path, monkeypatch):
    blog = site(NIKOLA)
    whole = run(capsys, "-f", "concise", "--no-cache")
    assert "posts/a.meta:3:10: warning P205" in whole[1]
    assert run(capsys, "-f", "concise", path) == whole
    with (blog / path).open() as file:
        monkeypatch.setattr("sys.stdin", file)
        assert run(capsys, "-f", "concise", "--stdin-filename", path)[1] == whole[1]


def test_a_post_and_a_link_to_it_are_mended_once(site, capsys):
    blog = site(HUGO)
    (blog / "content/posts/b.md").symlink_to("a.md")
    code, out, err = run(capsys, "--fix", "--select", "P704")
    assert (code, out) == (0, "2 posts, nothing to report\n")
    assert "1 finding fixed in 1 file" in err
    assert (blog / "content/posts/a.md").read_text() == HUGO["content/posts/a.md"].replace("[x, x]", "[x]")
    assert (blog / "content/posts/b.md").is_symlink()


def test_the_link_that_is_named_is_the_one_that_is_mended(site, capsys):
    blog = site(HUGO)
    (blog / "content/posts/b.md").symlink_to("a.md")
    assert run(capsys, "--fix", "--select", "P704", "content/posts/b.md")[0] == 0
    assert "[x]" in (blog / "content/posts/a.md").read_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--format", "nosuch"], "no format is called 'nosuch'"),
        (["--baseline", "nosuch"], "no baseline"),
        (["nosuch"], "no file or folder nosuch"),
        (["--unsafe-fixes", "--write-baseline"], "two steps"),
    ],
)
def test_nothing_is_mended_by_a_command_that_is_wrong(site, capsys, words, said):
    blog = site(HUGO)
    code, out, err = run(capsys, "--fix", *words)
    assert (code, out) == (2, "")
    assert said in err
    assert (blog / "content/posts/a.md").read_text() == HUGO["content/posts/a.md"]


def test_what_is_known_is_left_out_after_mending_too(site, capsys):
    blog = site({**HUGO, "content/posts/b.md": "---\ntitle: B\ndate: 2026-01-01\ndraft: yes\n---\nText.\n"})
    assert run(capsys, "--write-baseline")[0] == 0
    assert run(capsys)[0] == 0
    code, out, err = run(capsys, "--fix")
    assert (code, "P103" in out) == (0, False)
    assert "left out (postctl-baseline.json)" in err
    assert run(capsys, "--fix", "--diff")[0] == 0
    assert "[x]" in (blog / "content/posts/a.md").read_text()


@pytest.mark.parametrize("words", [["--write-baseline"], ["--changed-since", "HEAD"], ["content"]])
def test_stdin_is_one_post_and_does_not_go_with_what_is_about_many(site, capsys, words):
    site(HUGO)
    code, _, err = run(capsys, "--stdin-filename", "content/posts/a.md", *words)
    assert (code, "stdin holds one post" in err) == (2, True)


def test_stdin_cannot_be_watched(site, capsys):
    site(HUGO)
    code, _, err = run(capsys, "--watch", "-")
    assert (code, "stdin is read once" in err) == (2, True)


@pytest.mark.parametrize(("option", "code"), [("--schema", "P911"), ("--built", "P92")])
def test_a_file_that_no_rule_looks_at_is_worth_a_note(site, capsys, option, code):
    site({**HUGO, "s.json": "{}", "out/a.html": ""})
    given = {"--schema": "s.json", "--built": "out"}[option]
    for words in (["--select", "P1"], ["--ignore", code], ["--select", "P1", "--fix"]):
        assert f"{option} is not looked at, since {code} is left out" in run(capsys, option, given, *words)[2]
    assert "not looked at" not in run(capsys, option, given)[2]
    assert "not looked at" not in run(capsys, option, given, "--select", "P1", "--extend-select", code)[2]


@pytest.mark.parametrize(
    ("chosen", "path", "below"),
    [
        ({"a/b.md"}, "a/b.md", True),
        ({"a"}, "a/b/c.md", True),
        ({"a/b"}, "a/bc.md", False),
        ({"."}, "a.md", True),
        ({"b", "c"}, "a.md", False),
        ({"b"}, "", False),
    ],
)
def test_paths_are_files_and_folders(chosen, path, below):
    assert validating._below(path, chosen) is below


def test_a_path_without_posts_is_named(tmp_path, monkeypatch, capsys):
    (tmp_path / "content").mkdir()
    (tmp_path / "hugo.toml").write_text("title = 'x'\n")
    (tmp_path / "content" / "a.md").write_text("---\ntitle: A\ndate: 2026-01-01\n---\nText.\n")
    monkeypatch.chdir(tmp_path)
    assert main(["validate", "hugo.toml"]) == 0
    assert "hugo.toml: no post of this site; `postctl config` says where" in capsys.readouterr().err
    for paths in (["content"], ["content/a.md"], ["."], []):
        assert main(["validate", *paths]) == 0
        assert "no post of this site" not in capsys.readouterr().err


def test_a_large_baseline_is_read_whole(tmp_path, monkeypatch, capsys):
    (tmp_path / "a.md").write_text("---\ntitle: A\ndate: 2026-02-30\n---\nText.\n")
    monkeypatch.chdir(tmp_path)
    assert main(["validate", "--write-baseline"]) == 0
    file = tmp_path / "postctl-baseline.json"
    file.write_text(file.read_text().rstrip() + " " * 6 * 1024 * 1024)
    assert main(["validate"]) == 0
    with file.open("a") as stream:
        stream.write(" " * 64 * 1024 * 1024)
    capsys.readouterr()
    assert main(["validate"]) == 2
    assert "larger than 64 MiB" in capsys.readouterr().err
