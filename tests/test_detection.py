"""Whose site a folder is: the nearest configuration, one site in a repository, several, none."""

from __future__ import annotations

from pathlib import Path

import pytest

from postctl import detection
from postctl.cli import main
from postctl.site import Folder
from postctl.store import scan

HUGO = {"hugo.toml": "", "content/posts/tide.md": "---\ntitle: Tide\n---\n", "content/posts/wind.md": "---\ntitle: Wind\n---\n"}
GATSBY = {"gatsby-config.js": "", "src/blogs/tea.md": "---\ntitle: Tea\n---\n"}
JEKYLL = {"_config.yml": "title: x\n", "_posts/2024-01-01-olga.md": "---\ntitle: Olga\n---\n"}


def below(folder: str, files: dict[str, str]) -> dict[str, str]:
    return {f"{folder}/{name}": text for name, text in files.items()}


@pytest.fixture
def site(tmp_path):
    def write(files: dict[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        (tmp_path / ".git").mkdir(exist_ok=True)
        return tmp_path

    return write


def seen(root: Path) -> tuple[str, str, list[str]]:
    opened = scan.opened(str(root))
    return Path(opened.site.root).name, opened.site.generator.name, [post.path for post in opened.site.posts]


def test_inside_a_site_of_a_repository_the_nearest_configuration_wins(site) -> None:
    root = site(below("docs", HUGO) | GATSBY)
    assert seen(root / "docs")[:2] == ("docs", "hugo")
    assert seen(root / "docs" / "content" / "posts")[:2] == ("docs", "hugo")
    assert seen(root)[1] == "gatsby"


def test_a_site_below_is_no_part_of_the_site_around_it(site) -> None:
    root = site(GATSBY | below("docs", HUGO))
    assert seen(root)[2] == ["src/blogs/tea.md"]


def test_the_only_site_of_a_repository_is_found_from_its_top(site, capsys) -> None:
    root = site(below("website", HUGO) | {"README.md": "# Ours\n", "src/main.go": ""})
    assert seen(root) == ("website", "hugo", ["content/posts/tide.md", "content/posts/wind.md"])
    assert main(["-C", str(root), "list", "--format", "paths"]) == 0
    assert "the site is in website/ (Hugo); paths count from there" in capsys.readouterr().err


def test_with_posts_beside_it_the_folder_stays_what_it_is(site, capsys) -> None:
    root = site(below("website", HUGO) | {"diary/monday.md": "---\ntitle: Monday\n---\n"})
    assert seen(root)[1] == "plain"
    assert "diary/monday.md" in seen(root)[2]
    main(["-C", str(root), "list"])
    assert "sites below this folder: website/ (Hugo); -C names one" in capsys.readouterr().err


def test_several_sites_are_named(site, capsys) -> None:
    root = site(below("blog", JEKYLL) | below("docs", HUGO))
    main(["-C", str(root), "list"])
    assert "sites below this folder: blog/ (Jekyll), docs/ (Hugo); -C names one" in capsys.readouterr().err


def test_a_postctl_toml_settles_it(site) -> None:
    root = site(below("website", HUGO) | {"postctl.toml": 'posts = ["website/content/**/*.md"]\n'})
    assert seen(root)[1:] == ("plain", ["website/content/posts/tide.md", "website/content/posts/wind.md"])


def test_all_evidence_is_told_strongest_first() -> None:
    files = GATSBY | HUGO
    found = detection.every(Folder(frozenset(files), files.get))
    assert {each.generator.name for each in found} >= {"gatsby", "hugo", "plain"}
    scores = [each.evidence.score for each in found]
    assert scores == sorted(scores, reverse=True)


def test_posts_are_read_only_where_nothing_else_says_what_the_site_is():
    marked = {f"content/{name}.md": f"Title: {name}\nDate: 2026-01-01\n\nText.\n" for name in "abc"}
    asked: list[str] = []

    def seen(files):
        asked.clear()
        return detection.detect(Folder(frozenset(files), lambda name: asked.append(name) or files.get(name))).generator.name

    assert (seen(marked), set(marked) <= set(asked)) == ("pelican", True)
    assert (seen({**marked, "hugo.toml": ""}), set(marked) & set(asked)) == ("hugo", set())


def test_no_folder_is_looked_at_without_a_configuration_in_it() -> None:
    files = {f"a/{n}/post.md": "" for n in range(50)}
    assert detection.below(Folder(frozenset(files), files.get)) == ()
