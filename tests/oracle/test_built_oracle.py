"""`validate --built` of sites that the real generators have built, as for readers and as for a preview."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from oracle.tools import missing_program, program

from postctl.cli import main

pytestmark = pytest.mark.oracle

NOW = "2026-11-23T12:00:00Z"
ABOUT_BUILT = "P921,P922,P923,P924,P925"
ENVIRON = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}", "SOURCE_DATE_EPOCH": "1795435200"}


def build(root: Path, name: str, *words: str) -> None:
    if missing_program(name):
        pytest.skip(missing_program(name))
    command = [program(name), *words]
    environ = {**os.environ, **ENVIRON}
    done = subprocess.run(command, cwd=root, env=environ, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


def found(root: Path, built: str, capfd: pytest.CaptureFixture[str]) -> dict[str, tuple[str, ...]]:
    """The codes of the findings by the name of the post."""
    capfd.readouterr()
    main(["-C", str(root), "validate", "--built", str(root / built), "--select", ABOUT_BUILT, "--format", "json"])
    out, err = capfd.readouterr()
    told = json.loads(out)["diagnostics"]
    assert "bug" not in err
    codes: dict[str, tuple[str, ...]] = {}
    for each in told:
        name = each["path"].rpartition("/")[2]
        codes[name] = (*codes.get(name, ()), each["code"])
    return codes


HIDDEN_HUGO = {"names-of-the-wind.md": ("P921",), "letter-to-the-next-decade.md": ("P922",), "storm-warning.md": ("P923",)}


def test_hugo(copy_example, capfd):
    root = copy_example("hugo")
    build(root, "hugo", "build", "--clock", NOW)
    assert found(root, "public", capfd) == {}
    build(root, "hugo", "build", "--clock", NOW, "-D", "-F", "-E")
    assert found(root, "public", capfd) == HIDDEN_HUGO
    build(root, "hugo", "build", "--clock", NOW)  # which does not empty the folder
    assert found(root, "public", capfd) == HIDDEN_HUGO
    build(root, "hugo", "build", "--clock", NOW, "--cleanDestinationDir")
    assert found(root, "public", capfd) == {}


def test_hugo_in_a_folder_of_its_server(copy_example, capfd):
    root = copy_example("hugo")
    build(root, "hugo", "build", "--clock", NOW, "-D", "-d", "preview", "-b", "https://example.org/people/ann/")
    build(root, "hugo", "build", "--clock", NOW, "-b", "https://example.org/people/ann/")
    shutil.copy(root / "preview" / "sitemap.xml", root / "public" / "sitemap.xml")
    assert found(root, "public", capfd) == {"names-of-the-wind.md": ("P924",)}


def test_a_page_that_hugo_did_not_build(copy_example, capfd):
    root = copy_example("hugo")
    build(root, "hugo", "build", "--clock", NOW)
    (root / "content" / "posts" / "new.md").write_text("---\ntitle: New\ndate: 2026-11-01\nslug: new\n---\nText.\n")
    assert found(root, "public", capfd) == {"new.md": ("P925",)}


def test_jekyll(copy_example, capfd):
    root = copy_example("jekyll")
    build(root, "jekyll", "build")
    assert found(root, "_site", capfd) == {}
    build(root, "jekyll", "build", "--drafts", "--future", "--unpublished")
    assert found(root, "_site", capfd) == {
        "soup-without-a-pot.md": ("P921",),
        "2025-01-19-a-notebook-on-the-handlebars.md": ("P921",),
        "2031-02-11-eight-years-of-olga.md": ("P922",),
    }


def test_pelican(copy_example, capfd):
    """It writes drafts into a folder of their own, which says nothing; a feed that names one does."""
    root = copy_example("pelican")
    build(root, "pelican", "content", "-o", "output", "-s", "pelicanconf.py")
    assert any((root / "output" / "drafts").rglob("*.html"))
    assert found(root, "output", capfd) == {}
    (root / "output" / "feed.xml").write_text("<rss><item><link>https://e.org/drafts/what-the-woodworm-left/</link></item></rss>")
    assert found(root, "output", capfd) == {"what-the-woodworm-left.md": ("P924",)}


def test_nikola(copy_example, capfd):
    """It compiles drafts and posts of the future, and lists neither."""
    root = copy_example("nikola")
    build(root, "nikola", "build")
    assert (root / "output" / "diary" / "2026" / "pruning" / "index.html").is_file()
    assert found(root, "output", capfd) == {}


def test_mkdocs(copy_example, capfd):
    root = copy_example("mkdocs")
    build(root, "mkdocs", "build", "-q")
    assert found(root, "site", capfd) == {}
    page = root / "site" / "log" / "2024" / "10" / "a-bench-from-pallets" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<h1>A bench</h1>")
    assert found(root, "site", capfd) == {"a-bench-from-pallets.md": ("P921",)}
