"""`init` and `config`: what is written can be read again and says the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from postctl import config, configuring, housestyle
from postctl.cli import found, main
from postctl.site import Site
from postctl.store import scan

NOON = ("--at", "2026-11-23 12:00")
EXAMPLES = sorted(path for path in (Path(__file__).parent.parent / "examples").iterdir() if path.is_dir())


def pinned(site: Site, text: str) -> housestyle.House:
    settled = config.load("postctl.toml", text)
    assert settled is not None
    learnt = housestyle.learn(site)
    return housestyle.pinned(learnt, file=settled.text("new.file"), front_matter=settled.values["new.front_matter"])


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_what_init_writes_changes_nothing(folder: Path) -> None:
    opened = scan.opened(str(folder))
    house = housestyle.learn(opened.site)
    text = configuring.toml(found.out(opened), house)
    again = pinned(opened.site, text)
    assert again.file == house.file
    assert housestyle.front_matter(again) == housestyle.front_matter(house)
    settled = config.load("postctl.toml", text)
    assert settled is not None
    assert settled.text("generator") == opened.site.generator.name


@pytest.mark.parametrize("public", [(), ("--publish",)], ids=["draft", "public"])
@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_u1_init_is_idempotent_and_new_posts_stay_the_same(folder: Path, public: tuple[str, ...], copy_example, capsys) -> None:
    root = str(copy_example(folder.name))
    assert main(["-C", root, *NOON, "new", "A Title", "--diff", *public]) == 0
    before = capsys.readouterr().out
    assert main(["-C", root, "init"]) == 0
    assert capsys.readouterr().out == "postctl.toml\n"
    written = Path(root, "postctl.toml").read_bytes()
    assert main(["-C", root, "init"]) == 0
    captured = capsys.readouterr()
    assert (captured.out, "unchanged" in captured.err) == ("", True)
    assert Path(root, "postctl.toml").read_bytes() == written
    assert main(["-C", root, *NOON, "new", "A Title", "--diff", *public]) == 0
    assert capsys.readouterr().out == before


def test_hostile_names_stay_in_their_comments(tmp_path) -> None:
    (tmp_path / "a\nb = 1").mkdir()
    (tmp_path / "a\nb = 1" / "hugo.toml").write_text("")
    (tmp_path / "x.md").write_text("---\ntitle: x\n---\n")
    opened = scan.opened(str(tmp_path))
    text = configuring.toml(found.out(opened), housestyle.learn(opened.site))
    settled = config.load("postctl.toml", text)
    assert settled is not None
    assert set(settled.values) == {"generator", "new.file", "new.front_matter"}
