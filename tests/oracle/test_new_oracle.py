"""New posts of kinds and in other languages, shown to the real generators: they find them, and link the translations."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import tools

from postctl.cli import main
from postctl.store import scan

pytestmark = [pytest.mark.oracle]

A = "---\ntitle: 'A'\ndate: 2024-05-01\ntags: [tea]\n---\n\nText.\n"


def written(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def new(root: Path, *words: str) -> None:
    assert main(["-C", str(root), "--at", "2026-11-23T12:00:00Z", "new", *words]) == 0


def ran(root: Path, name: str, *words: str) -> str:
    program = tools.program(name)
    assert program is not None
    environ = {**os.environ, "TZ": "UTC"}
    done = subprocess.run([program, *words], cwd=root, capture_output=True, text=True, check=False, timeout=300, env=environ)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


# --- Hugo -------------------------------------------------------------------------------------------------------------

hugo = pytest.mark.skipif(bool(tools.missing_program("hugo")), reason=tools.missing_program("hugo"))
PAGE = "{{ range .AllTranslations }}{{ .Language.Lang }}={{ .RelPermalink }} {{ .Title }} {{ .Params.tags }};{{ end }}"
HUGO = 'baseURL = "https://x.org/"\ndisableKinds = ["sitemap", "rss", "taxonomy", "term", "404"]\n'
LANGUAGES = {
    "by name": "[languages.en]\nweight = 1\n[languages.fr]\nweight = 2\n",
    "by folder": '[languages.en]\nweight = 1\ncontentDir = "content/en"\n[languages.fr]\nweight = 2\ncontentDir = "content/fr"\n',
    "by mount": (
        "[languages.en]\nweight = 1\n[languages.fr]\nweight = 2\n"
        '[[module.mounts]]\nsource = "content/en"\ntarget = "content"\n[module.mounts.sites.matrix]\nlanguages = ["en"]\n'
        '[[module.mounts]]\nsource = "content/fr"\ntarget = "content"\n[module.mounts.sites.matrix]\nlanguages = ["fr"]\n'
    ),
}


@hugo
@pytest.mark.parametrize("way", LANGUAGES)
def test_hugo_links_translations(tmp_path: Path, way: str) -> None:
    home = "content" if way == "by name" else "content/en"
    files = {
        "hugo.toml": HUGO + LANGUAGES[way],
        "layouts/page.html": PAGE,
        "layouts/all.html": "-",
        f"{home}/posts/a.md": A,
        f"{home}/posts/b/index.md": A.replace("'A'", "B"),
    }
    root = written(tmp_path, files)
    new(root, "Le A", "--translation-of", f"{home}/posts/a.md", "--publish")
    new(root, "Le B", "--translation-of", f"{home}/posts/b/index.md", "--lang", "fr", "--publish", "--slug", "le-b")
    ran(root, "hugo", "--quiet")
    assert (root / "public/posts/a/index.html").read_text() == "en=/posts/a/ A [tea];fr=/fr/posts/a/ Le A [tea];"
    assert (root / "public/fr/posts/le-b/index.html").read_text() == "en=/posts/b/ B [tea];fr=/fr/posts/le-b/ Le B [tea];"
    assert {post.url for post in scan.open_site(str(root)).posts} == {"/posts/a/", "/fr/posts/a/", "/posts/b/", "/fr/posts/le-b/"}


@hugo
def test_hugo_makes_the_same_files_of_a_bundle_archetype(tmp_path: Path) -> None:
    files = {
        "hugo.toml": 'baseURL = "https://x.org/"\n',
        "content/posts/a/index.md": A,
        "archetypes/trip/index.md": '---\ntitle: "{{ .File.ContentBaseName }}"\nmap: map.png\n---\n\n## Day one\n',
        "archetypes/trip/map.png": "png",
        "archetypes/trip/gpx/track.gpx": "gpx",
    }
    root = written(tmp_path, files)
    new(root, "Ours", "--kind", "trip")
    ran(root, "hugo", "new", "content", "--kind", "trip", "content/posts/theirs")
    ours, theirs = (
        {path.relative_to(root / "content/posts" / name).as_posix(): path for path in (root / "content/posts" / name).rglob("*")}
        for name in ("ours", "theirs")
    )
    assert ours.keys() == theirs.keys()
    assert ours["map.png"].read_text() == theirs["map.png"].read_text()
    posts = {post.place.slug: post for post in scan.open_site(str(root)).posts}
    assert posts["ours"].front["map"] == posts["theirs"].front["map"] == "map.png"
    assert posts["ours"].document.content.strip() == posts["theirs"].document.content.strip()


# --- Pelican ------------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(bool(tools.missing_program("pelican")), reason=tools.missing_program("pelican"))
def test_pelican_links_translations(tmp_path: Path) -> None:
    conf = 'PATH = "content"\nSITENAME = "S"\nTIMEZONE = "UTC"\nDEFAULT_LANG = "en"\nTHEME = "simple"\nFEED_ALL_ATOM = None\n'
    root = written(tmp_path, {"pelicanconf.py": conf, "content/a.md": "Title: The A\nDate: 2024-05-01\nTags: tea\n\nText.\n"})
    new(root, "Le A", "--translation-of", "the-a", "--lang", "fr", "--publish")
    ran(root, "pelican", "-q", "-s", "pelicanconf.py", "-o", "out")
    assert 'hreflang="fr"' in (root / "out/the-a.html").read_text()
    assert "the-a-fr.html" in (root / "out/the-a.html").read_text()
    assert "Le A" in (root / "out/the-a-fr.html").read_text()
    assert {post.url for post in scan.open_site(str(root)).posts} == {"/the-a.html", "/the-a-fr.html"}


# --- Nikola -------------------------------------------------------------------------------------------------------------

NIKOLA = """
BLOG_AUTHOR = BLOG_TITLE = BLOG_DESCRIPTION = "x"
BLOG_EMAIL = "x@example.org"
SITE_URL = "https://example.org/"
POSTS = (("posts/*.md", "posts", "post.tmpl"),)
PAGES = ()
DEFAULT_LANG = "en"
TRANSLATIONS = {"en": "", "fr": "./fr"}
COMPILERS = {"markdown": (".md",)}
"""
ASK = """
import json, logging, os, sys
logging.disable(logging.CRITICAL)
sys.path.insert(0, "")
import conf
from nikola import Nikola
site = Nikola(**{key: value for key, value in vars(conf).items() if not key.startswith("_")})
site.init_plugins()
site.scan_posts()
told = {post.source_path: sorted((lang, post.title(lang)) for lang in post.translated_to) for post in site.timeline}
print("\\n" + json.dumps(told))
"""


@pytest.mark.skipif(bool(tools.missing_program("nikola")), reason=tools.missing_program("nikola"))
@pytest.mark.parametrize("apart", [False, True])
def test_nikola_takes_both_for_one_post(tmp_path: Path, apart: bool) -> None:
    front = ".. title: A\n.. slug: a\n.. date: 2024-05-01 10:00:00 UTC\n.. tags: tea\n"
    one, two = {"posts/a.md": f"<!--\n{front}-->\n\nText.\n"}, {"posts/a.md": "Text.\n", "posts/a.meta": front}
    root = written(tmp_path, {"conf.py": NIKOLA, **(two if apart else one)})
    new(root, "Le A", "--translation-of", "a", "--publish")
    new(root, "Encore", "--lang", "fr", "--publish")
    done = subprocess.run([sys.executable, "-c", ASK], cwd=root, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told == {"posts/a.md": [["en", "A"], ["fr", "Le A"]], "posts/encore.fr.md": [["fr", "Encore"]]}
    assert (root / "posts/a.fr.meta").exists() == apart


# --- Hexo ---------------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(bool(tools.missing_package("hexo")), reason=tools.missing_package("hexo"))
def test_hexo_has_the_language_in_the_address(tmp_path: Path) -> None:
    config = "url: https://x.org\nlanguage: [en, fr]\nnew_post_name: :lang/:title.md\npermalink: :lang/:title/\ntimezone: UTC\n"
    root = written(tmp_path, {"_config.yml": config, "package.json": '{"hexo": {"version": ""}}', "source/_posts/en/a.md": A})
    new(root, "Le A", "--translation-of", "a", "--publish")
    new(root, "Encore", "--lang", "fr", "--publish")
    command = ["node", str(Path(__file__).with_name("hexo_build.js")), str(tools.package("hexo"))]
    asked = json.dumps([{"root": str(root)}])
    run = subprocess.run(command, input=asked, capture_output=True, text=True, timeout=300, check=True)
    answer = json.loads(next(line for line in run.stdout.splitlines() if line.startswith("{")))
    theirs = {post["source"]: (post["title"], post["url"].removeprefix("https://x.org")) for post in answer["posts"]}
    assert theirs == {
        "_posts/en/a.md": ("A", "/en/a/"),
        "_posts/fr/a.md": ("Le A", "/fr/a/"),
        "_posts/fr/Encore.md": ("Encore", "/fr/Encore/"),
    }
    assert {post.url for post in scan.open_site(str(root)).posts} == {url for _, url in theirs.values()}
