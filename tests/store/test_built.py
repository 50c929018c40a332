"""The folder of a generated site, as it is read from the disk."""

from __future__ import annotations

import gzip
import os

import pytest

from postctl.cli import main
from postctl.errors import PostctlError, UsageError
from postctl.store import built

PAGE = "<!doctype html><title>A</title>"


@pytest.fixture
def site(tmp_path):
    root = tmp_path / "public"
    (root / "posts" / "a").mkdir(parents=True)
    (root / "index.html").write_text(PAGE)
    (root / "posts" / "a" / "index.html").write_text(PAGE)
    return root


def test_all_files_are_there_and_their_texts(site):
    (site / "sitemap.xml.gz").write_bytes(gzip.compress(b"<loc>/a</loc>", mtime=0))
    (site / "latin.xml").write_bytes(b"caf\xe9")
    (site / ".git").mkdir()
    (site / ".git" / "HEAD").write_text("x")
    files, text = built.read(str(site))
    assert files == {"index.html", "posts/a/index.html", "sitemap.xml.gz", "latin.xml"}
    assert text("index.html") == PAGE
    assert text("sitemap.xml.gz") == "<loc>/a</loc>"
    assert text("latin.xml") == "caf\ufffd"


@pytest.mark.parametrize("data", [b"no gzip", b"", gzip.compress(b"x" * 100, mtime=0)[:20], gzip.compress(b"0" * 1000, mtime=0)])
def test_what_cannot_be_unpacked_is_no_text(site, data, monkeypatch):
    monkeypatch.setattr(built, "MAX_TEXT", 500)
    (site / "a.xml.gz").write_bytes(data)
    assert built.read(str(site))[1]("a.xml.gz") in (None, "")


def test_a_long_text_is_none(site, monkeypatch):
    monkeypatch.setattr(built, "MAX_TEXT", 10)
    assert built.read(str(site))[1]("index.html") is None


def test_s6_links_that_lead_out_are_not_followed(site, tmp_path):
    (tmp_path / "secret.html").write_text("x")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "b.html").write_text("x")
    (site / "a.html").symlink_to(tmp_path / "secret.html")
    (site / "more").symlink_to(tmp_path / "more")
    (site / "loop").symlink_to(site)
    (site / "same.html").symlink_to(site / "index.html")
    os.mkfifo(site / "pipe.html")
    files, text = built.read(str(site))
    assert files == {"index.html", "posts/a/index.html", "same.html"}
    assert text("../secret.html") is None
    assert text("a.html") is None
    assert text("pipe.html") is None


def test_a_folder_without_pages_or_none_at_all_is_a_mistake(site, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="has no HTML in it"):
        built.read(str(tmp_path / "empty"))
    for name in ("missing", "public/index.html"):
        with pytest.raises(UsageError, match="no folder"):
            built.read(str(tmp_path / name))


def test_too_many_files_are_told(site, monkeypatch):
    monkeypatch.setattr(built, "MAX_FILES", 2)
    with pytest.raises(PostctlError, match="more than 2 files"):
        built.read(str(site))


def test_the_command(tmp_path, site, capfd, monkeypatch):
    (tmp_path / "content" / "posts").mkdir(parents=True)
    (tmp_path / "hugo.toml").write_text("title = 'A'\n")
    (tmp_path / "content" / "posts" / "a.md").write_text("---\ntitle: A\ndraft: true\n---\n")
    monkeypatch.chdir(tmp_path)
    assert main(["validate", "--built", "public", "--format", "concise"]) == 1
    assert capfd.readouterr().out == (
        "content/posts/a.md:3:8: error P921 the generated site has this draft: posts/a/index.html\n"
    )
    assert main(["validate", "--built", "content"]) == 2
    assert main(["validate"]) == 0
