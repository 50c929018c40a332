"""Commands about one post of a site that is known from the last time read that one, those that name it and a few others."""

from __future__ import annotations

import pytest

from postctl import reading
from postctl.cli import main
from postctl.links import books, shelves
from postctl.store import stamps

COUNT = 300
TEXT = "---\ntitle: Number {0}\ndate: {1}\ndraft: {2}\ntags: [a]\n---\nSee [the one before](/posts/number-{3:03}/).\n"


@pytest.fixture
def read(tmp_path, monkeypatch, capsys):
    """The paths of the posts that are parsed from now on, in a site that was listed before."""
    posts = tmp_path / "site" / "content" / "posts"
    posts.mkdir(parents=True)
    (tmp_path / "site" / "hugo.toml").write_text('title = "x"\n')
    for number in range(COUNT):
        day, draft = f"2020-{number % 12 + 1:02}-{number % 28 + 1:02}", str(number == 7).lower()
        (posts / f"number-{number:03}.md").write_text(TEXT.format(number, day, draft, number - 1))
    monkeypatch.chdir(tmp_path / "site")
    monkeypatch.setattr(stamps, "RACY", -(10**12))
    assert main(["list"]) == 0
    capsys.readouterr()
    parsed, work = [], reading.read

    def reads(path, *rest):
        parsed.append(path)
        return work(path, *rest)

    monkeypatch.setattr(reading, "read", reads)
    return parsed


def test_rename_reads_the_posts_that_name_it(read, capsys):
    assert main(["rename", "number-009", "Another", "name", "--dry-run"]) == 0
    assert "content/posts/number-010.md" in capsys.readouterr().out
    assert set(read) == {f"content/posts/{name}.md" for name in ("number-009", "number-010", "another-name")}


def test_publish_without_a_check_reads_that_post_and_one_that_has_the_mark(read, capsys):
    assert main(["publish", "number-007", "--no-check", "--dry-run"]) == 0
    assert "content/posts/number-007.md" in capsys.readouterr().out
    assert len(set(read)) <= 2


@pytest.mark.parametrize(
    ("word", "most"), [("weight=1", 1), ("params.x=1", 1), ("summary=", 1), ("tags+=b", 61), ("title=T", 61)]
)
def test_set_reads_the_newest_posts_that_have_the_key(word, most, read, capsys):
    assert main(["set", "number-007", word, "--dry-run"]) == 0
    assert "content/posts/number-007.md" in capsys.readouterr().out
    assert len(set(read)) <= most


def test_new_reads_a_few_to_learn_from(read, capsys):
    assert main(["new", "Something", "else", "--dry-run"]) == 0
    assert "content/posts/something-else.md" in capsys.readouterr().out
    assert len(set(read)) < 110


def test_addresses_are_worked_out_for_the_few_that_are_asked_for(read, monkeypatch, capsys):
    asked, work = [], books.address_names
    monkeypatch.setattr(shelves, "address_names", lambda url: asked.append(url) or work(url))
    assert main(["rename", "number-009", "Another", "name", "--dry-run"]) == 0
    capsys.readouterr()
    assert 0 < len(asked) < 20
