"""Where `--section`, `--bundle` and `--lang` put a post, in each of the example sites; nothing is put elsewhere in silence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from postctl.cli import main
from postctl.store import scan

EXAMPLES = Path(__file__).parent.parent / "examples"
NO_BUNDLES = "has no page bundles"
NOT_SEEN = "as a post: none are there"
PLACES = {
    "astro": ("src/content/blog/t.md", "src/content/blog/t/index.md", "src/content/blog/sec/t.md"),
    "cobalt": ("_drafts/t.md", NO_BUNDLES, "_drafts/sec/t.md"),
    "docusaurus": ("blog/2026-11-23-t.md", "blog/2026-11-23-t/index.md", "blog/sec/2026-11-23-t.md"),
    "eleventy": ("content/blog/t.md", "content/blog/t/index.md", "content/blog/sec/t.md"),
    "gatsby": ("src/blogs/11-23-2026-t.md", "src/blogs/11-23-2026-t/index.md", "src/blogs/sec/11-23-2026-t.md"),
    "hexo": ("source/_drafts/t.md", NO_BUNDLES, "Hexo has no sections here"),
    "hugo": ("content/posts/t.md", "content/posts/t/index.md", "content/sec/t.md"),
    "jekyll": ("_drafts/t.md", NO_BUNDLES, "_drafts/sec/t.md"),
    "mkdocs": ("docs/log/posts/t.md", "docs/log/posts/t/index.md", "docs/log/posts/sec/t.md"),
    "nikola": ("posts/2026/t.md", NO_BUNDLES, "posts/sec/2026/t.md"),
    "notes": ("t.md", NO_BUNDLES, "sec/t.md"),
    "pelican": ("content/kitchen/t.md", NO_BUNDLES, "content/sec/t.md"),
    "plain": ("t.md", "t/index.md", "sec/t.md"),
    "zola": ("content/hive/t.md", "content/hive/t/index.md", "content/sec/t.md"),
}
SECTIONS = {"astro": "blog/sec", "eleventy": "blog/sec"}


def new(capsys, root: Path, *words: str) -> str:
    """The path that is written, or the error."""
    code = main(["-C", str(root), "--at", "2026-11-23T12:00:00Z", "new", "t", *words])
    done = capsys.readouterr()
    return done.err if code else done.out.strip()


@pytest.fixture
def site(request, tmp_path) -> Path:
    return Path(shutil.copytree(EXAMPLES / request.param, tmp_path / "site"))


def test_every_example_is_here():
    assert sorted(PLACES) == sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir())


@pytest.mark.parametrize(("site", "name"), [(name, name) for name in PLACES], indirect=["site"])
def test_sections_and_bundles(site, name, capsys):
    usual, bundle, section = PLACES[name]
    folder = SECTIONS.get(name, "sec")
    assert new(capsys, site, "-n", "--no-bundle") == usual
    assert bundle in new(capsys, site, "-n", "--bundle")
    said = new(capsys, site, "--section", folder)
    assert section in said
    if said != section:
        return
    if bundle != NO_BUNDLES:
        whole = new(capsys, site, "--section", folder, "--bundle", "--slug", "other")
        assert whole == section.replace("t.md", "other/index.md")
        found = next(post for post in scan.open_site(str(site)).posts if post.path == whole)
        assert found.place.bundle
    found = next(post for post in scan.open_site(str(site)).posts if post.path == section)
    assert found.place.section.endswith("sec") or name in ("nikola", "gatsby")


@pytest.mark.parametrize("site", ["astro", "eleventy"], indirect=True)
def test_a_section_the_generator_does_not_look_into(site, capsys):
    error = new(capsys, site, "--section", "sec")
    assert NOT_SEEN in error
    assert "sections with posts: blog" in error


@pytest.mark.parametrize("section", ["../x", "..", "a/../../b", "./x"])
@pytest.mark.parametrize("site", ["hugo", "plain"], indirect=True)
def test_s6_a_section_is_inside_the_site(site, section, capsys):
    assert "no folder of the content" in new(capsys, site, "--section", section)


@pytest.mark.parametrize("site", ["hexo"], indirect=True)
def test_hexo_has_a_folder_beside_a_post_where_it_is_told_to(site, capsys):
    with (site / "_config.yml").open("a") as file:
        file.write("post_asset_folder: true\n")
    assert new(capsys, site, "--bundle", "--publish") == "source/_posts/2026-11-23-t.md"
    assert new(capsys, site, "--bundle", "--slug", "u") == "source/_drafts/u.md"


LANGUAGES = {
    "astro": "src/content/blog/t.md",
    "cobalt": "_drafts/t.md",
    "docusaurus": "one language, en",
    "eleventy": "content/blog/t.md",
    "gatsby": "src/blogs/11-23-2026-t.md",
    "hexo": "one language, en",
    "hugo": "one language, en",
    "jekyll": "_drafts/t.md",
    "mkdocs": "one language without a plugin",
    "nikola": "the languages en, es",
    "notes": "t.md",
    "pelican": "content/kitchen/t-fr.md",
    "plain": "t.md",
    "zola": "one language, en",
}


@pytest.mark.parametrize(("site", "name"), [(name, name) for name in LANGUAGES], indirect=["site"])
def test_languages(site, name, capsys):
    said = new(capsys, site, "--lang", "fr")
    assert LANGUAGES[name] in said
    if said == LANGUAGES[name]:
        assert "lang: fr" in (site / said).read_text().lower()
        assert next(post for post in scan.open_site(str(site)).posts if post.path == said).lang in ("fr", None)
