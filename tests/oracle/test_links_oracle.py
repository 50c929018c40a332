"""Posts move, and the real generators are asked where the links lead then: to the same pages as before, each of them.

Each site is built twice, before and after. Pages are known by their title; the links of each page, in order, have to lead to
pages of the same titles. The generators' own checks of links are on, and a build that complains has failed.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from linked import KINDS, after, linked, move
from oracle import tools
from oracle.test_zola_oracle import MISSING as NO_ZOLA
from oracle.test_zola_oracle import zola  # noqa: F401 (a fixture)
from sites import site_of

from postctl.relinking import rewritten

pytestmark = pytest.mark.oracle

LINK = re.compile(r"<a\b[^>]*?\bhref=(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))[^>]*>(?:<em>)?x", re.IGNORECASE)
TITLE = re.compile(r"TITLE:(T\d+):|<h1[^>]*>(T\d+)</h1>")
FOLDERS = ("posts", "essays", "posts/old")
WORDS = "river stone cloud été night letter Über garden two-words v1.2 with_line summer".split()


def moved(name: str, count: int, *, plain: bool, places=lambda folder, word: (folder, word)):
    """A site of `count` posts, and the same site after a third of them moved."""
    rng = random.Random(count)
    names = [f"{word}-{number}" for number in range(count * 2) for word in [rng.choice(WORDS)]]
    rng.shuffle(names)
    at = [(rng.choice(FOLDERS), names.pop()) for _ in range(count)]
    texts = linked(name, at, rng, 6, plain=plain)
    site = site_of(texts, name)
    going = {KINDS[name].path(*old): KINDS[name].path(rng.choice(FOLDERS), names.pop()) for old in at[: count // 3]}
    moves = [move(site, old, new) for old, new in going.items()]
    return texts, after(texts, moves, rewritten(site, moves))


def links(public: Path) -> dict[str, list[str | None]]:
    """Where the links of each page lead, by titles."""
    pages, titles = {}, {}
    for path in sorted(public.rglob("*.html")):
        text = path.read_text(errors="replace")
        title = TITLE.search(text)
        if title is None:
            continue
        url = "/" + path.relative_to(public).as_posix().removesuffix("index.html")
        pages[url], titles[url] = text, title[1] or title[2]
    found = {}
    for url, text in pages.items():
        targets = (unescape(next(filter(None, match.groups()), "")) for match in LINK.finditer(text))
        whole = (urljoin(f"https://own.example{url}", target) for target in targets)
        leads = [titles.get(_known(unquote(each.removeprefix("https://own.example")), titles)) for each in whole]
        found[titles[url]] = leads
    return found


def _known(path: str, titles: dict[str, str]) -> str:
    path = re.split("[?#]", path)[0]
    return next((each for each in (path, f"{path}/", f"{path}.html") if each in titles), path)


def run(command: list[str], root: Path, **environment: str) -> str:
    done = subprocess.run(
        command,
        cwd=root,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
        env={**os.environ, "TZ": "UTC", **environment},
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said[-3000:]
    return said


def written(root: Path, texts: dict[str, str], more: dict[str, str]) -> Path:
    for path, text in {**texts, **more}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return root


def agree(name: str, tmp_path: Path, build, more: dict[str, str], count: int = 200, *, plain: bool = True) -> None:
    before, now = moved(name, count, plain=plain)
    old = links(build(written(tmp_path / "before", before, more)))
    new = links(build(written(tmp_path / "after", now, more)))
    assert len(old) == count
    assert [title for title, targets in old.items() if len(targets) < 6 or None in targets] == []
    assert new == old


PAGE = "TITLE:{{{{ {title} }}}}: {{{{ {content} }}}}"


@pytest.mark.skipif(tools.program("hugo") is None, reason=tools.missing_program("hugo"))
def test_hugo(tmp_path):
    def build(root):
        said = run([tools.program("hugo")], root)
        assert "REF_NOT_FOUND" not in said
        return root / "public"

    page = PAGE.format(title=".Title", content=".Content")
    more = {"layouts/_default/single.html": page, "layouts/_default/list.html": "x", "layouts/index.html": "x"}
    agree("hugo", tmp_path, build, more)


@pytest.mark.skipif(shutil.which("jekyll") is None, reason="jekyll is not on PATH")
def test_jekyll(tmp_path):
    def build(root):
        said = run(["jekyll", "build", "--future", "--quiet"], root)
        assert "rror" not in said
        return root / "_site"

    agree("jekyll", tmp_path, build, {"_layouts/none.html": "", "_config.yml": JEKYLL, "_layouts/post.html": JEKYLL_PAGE})


JEKYLL = "url: https://own.example\ndefaults:\n  - scope: {path: ''}\n    values: {layout: post}\n"
JEKYLL_PAGE = PAGE.format(title="page.title", content="content")


@pytest.mark.skipif(tools.program("pelican") is None, reason=tools.missing_program("pelican"))
def test_pelican(tmp_path):
    def build(root):
        said = run([tools.program("pelican"), "content", "-s", "pelicanconf.py", "-o", "output", "-t", "theme"], root)
        assert "Unable to find" not in said
        return root / "output"

    page = PAGE.format(title="article.title", content="article.content")
    names = "archives author authors categories category index page period_archives tag tags".split()
    agree(
        "pelican",
        tmp_path,
        build,
        {f"theme/templates/{each}.html": "" for each in names} | {"theme/templates/article.html": page},
    )


@pytest.mark.skipif(bool(NO_ZOLA), reason=NO_ZOLA)
def test_zola(tmp_path, zola):  # noqa: F811
    def build(root):
        zola([root])
        assert (root / "public/robots.txt").is_file(), "the build failed"
        return root / "public"

    page = PAGE.format(title="page.title", content="page.content | safe")
    agree("zola", tmp_path, build, {"templates/page.html": page, "templates/section.html": "x", "templates/index.html": "x"})


@pytest.mark.skipif(tools.program("mkdocs") is None, reason=tools.missing_program("mkdocs"))
def test_mkdocs(tmp_path):
    def build(root):
        run([tools.program("mkdocs"), "build", "--strict", "--quiet"], root, NO_MKDOCS_2_WARNING="true")
        return root / "site"

    page = PAGE.format(title="page.meta.title", content="page.content")
    theme = dict.fromkeys(("main.html", "blog.html", "blog-archive.html", "blog-category.html"), "x")
    theme |= {"blog-post.html": page, "partials/language.html": "{% macro t(key) %}{{ key }}{% endmacro %}"}
    config = (
        KINDS["mkdocs"]
        .config["mkdocs.yml"]
        .replace("{name: material}", "{name: null, custom_dir: theme, language: en}")
        .replace("[blog]", "[material/blog]")
    )
    more = {f"theme/{name}": text for name, text in theme.items()}
    agree("mkdocs", tmp_path, build, {**more, "mkdocs.yml": config, "docs/index.md": "# x\n", "docs/blog/index.md": "# x\n"})


@pytest.mark.skipif(tools.program("nikola") is None, reason=tools.missing_program("nikola"))
def test_nikola(tmp_path):
    def build(root):
        said = run([tools.program("nikola"), "build"], root, LC_ALL="C.UTF-8")
        assert "Cannot resolve" not in said
        return root / "output"

    page = PAGE.format(title="post.title()", content="post.text()").replace("{{ ", "${").replace(" }}", "}")
    agree("nikola", tmp_path, build, {"templates/post.tmpl": page}, 40)


@pytest.mark.skipif(bool(tools.missing_package("hexo")), reason=tools.missing_package("hexo"))
def test_hexo(tmp_path):
    home = tools.package("hexo")

    def build(root):
        (root / "node_modules").symlink_to(home / "node_modules")
        run(["node", "node_modules/hexo/bin/hexo", "generate"], root)
        return root / "public"

    page = PAGE.format(title="page.title", content="page.content | safe")
    modules = '{"hexo": {}, "dependencies": {"hexo-renderer-marked": "*"}}'
    more = {"themes/t/layout/post.njk": page, "themes/t/layout/index.njk": "x", "package.json": modules}
    more["_config.yml"] = KINDS["hexo"].config["_config.yml"] + "theme: t\n"
    agree("hexo", tmp_path, build, more)


@pytest.mark.skipif(bool(tools.missing_package("docusaurus")), reason=tools.missing_package("docusaurus"))
def test_docusaurus(tmp_path):
    home = tools.package("docusaurus")

    def build(root):
        (root / "node_modules").symlink_to(home / "node_modules")
        run(["node", "node_modules/.bin/docusaurus", "build"], root, DOCUSAURUS_NO_PERSISTENT_CACHE="true")
        return root / "build"

    agree("docusaurus", tmp_path, build, {"package.json": (home / "package.json").read_text()}, 12, plain=False)
