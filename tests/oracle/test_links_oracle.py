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
from collections.abc import Callable, Mapping
from html import unescape
from pathlib import Path
from typing import NamedTuple
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
TITLE = re.compile(r"TITLE:(T\d+)[^:\n]*:|<h1[^>]*>(T\d+)</h1>")
FOLDERS = ("posts", "essays", "posts/old")
WORDS = "river stone cloud été night letter Über garden two-words v1.2 with_line summer".split()


def places(count: int, rng: random.Random) -> list[tuple[str, str]]:
    """Folders and names of so many posts, in no order."""
    names = [f"{word}-{number}" for number in range(count) for word in [rng.choice(WORDS)]]
    rng.shuffle(names)
    return [(rng.choice(FOLDERS), name) for name in names]


def moved(name: str, count: int, *, plain: bool):
    """A site of `count` posts, and the same site after a third of them moved."""
    rng = random.Random(count)
    named = places(count * 2, rng)
    at, free = named[:count], named[count:]
    texts = linked(name, at, rng, 6, plain=plain)
    site = site_of(texts, name)
    going = {KINDS[name].path(*old): KINDS[name].path(*free.pop()) for old in at[: count // 3]}
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
        own = (urljoin("/", each.removeprefix("https://own.example")) for each in whole)  # Zola leaves `/a/./` for the browser
        leads = [titles.get(_known(unquote(each), titles)) for each in own]
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


class Real(NamedTuple):
    """A real generator: why it cannot be asked (or `''`), how it builds a folder, drafts too, and what its sites need besides.

    `build(root, zola)` gives the folder of the pages. It fails where the generator finds a broken link.
    """

    missing: str
    build: Callable[[Path, Callable[..., None]], Path]
    more: Mapping[str, str]


def hugo(root: Path, _) -> Path:
    said = run([tools.program("hugo"), "--buildDrafts"], root)
    assert "REF_NOT_FOUND" not in said
    return root / "public"


def jekyll(root: Path, _) -> Path:
    said = run(["jekyll", "build", "--future", "--unpublished", "--quiet"], root)
    assert "rror" not in said
    return root / "_site"


def pelican(root: Path, _) -> Path:
    said = run([tools.program("pelican"), "content", "-s", "pelicanconf.py", "-o", "output", "-t", "theme"], root)
    assert "Unable to find" not in said
    return root / "output"


def built_by_zola(root: Path, zola) -> Path:  # noqa: F811
    zola([root], "drafts")
    assert (root / "public/robots.txt").is_file(), "the build failed"
    return root / "public"


def mkdocs(root: Path, _) -> Path:
    config = root / "mkdocs.yml"
    config.write_text(config.read_text().replace("[material/blog]", "[{material/blog: {draft: true}}]"))
    run([tools.program("mkdocs"), "build", "--strict", "--quiet"], root, NO_MKDOCS_2_WARNING="true")
    return root / "site"


def hexo(root: Path, _) -> Path:
    (root / "node_modules").symlink_to(tools.package("hexo") / "node_modules")
    run(["node", "node_modules/hexo/bin/hexo", "generate", "--draft"], root)
    return root / "public"


PELICAN_PAGES = "archives author authors categories category index page period_archives tag tags".split()
MKDOCS_THEME = {
    **dict.fromkeys(("main.html", "blog.html", "blog-archive.html", "blog-category.html"), "x"),
    "blog-post.html": PAGE.format(title="page.meta.title", content="page.content"),
    "partials/language.html": "{% macro t(key) %}{{ key }}{% endmacro %}",
}
MKDOCS = (
    KINDS["mkdocs"]
    .config["mkdocs.yml"]
    .replace("{name: material}", "{name: null, custom_dir: theme, language: en}")
    .replace("[blog]", "[material/blog]")
)

REAL = {
    "hugo": Real(
        tools.missing_program("hugo"),
        hugo,
        {
            "layouts/_default/single.html": PAGE.format(title=".Title", content=".Content"),
            **dict.fromkeys(("layouts/_default/list.html", "layouts/index.html"), "x"),
        },
    ),
    "jekyll": Real(
        "" if shutil.which("jekyll") else "jekyll is not on PATH",
        jekyll,
        {
            "_config.yml": "url: https://own.example\ndefaults:\n  - scope: {path: ''}\n    values: {layout: post}\n",
            "_layouts/none.html": "",
            "_layouts/post.html": PAGE.format(title="page.title", content="content"),
        },
    ),
    "pelican": Real(
        tools.missing_program("pelican"),
        pelican,
        {
            **{f"theme/templates/{each}.html": "" for each in PELICAN_PAGES},
            "theme/templates/article.html": PAGE.format(title="article.title", content="article.content"),
        },
    ),
    "zola": Real(
        NO_ZOLA,
        built_by_zola,
        {
            "templates/page.html": PAGE.format(title="page.title", content="page.content | safe"),
            **dict.fromkeys(("templates/section.html", "templates/index.html"), "x"),
        },
    ),
    "mkdocs": Real(
        tools.missing_program("mkdocs"),
        mkdocs,
        {
            **{f"theme/{name}": text for name, text in MKDOCS_THEME.items()},
            "mkdocs.yml": MKDOCS,
            **dict.fromkeys(("docs/index.md", "docs/blog/index.md"), "# x\n"),
        },
    ),
    "hexo": Real(
        tools.missing_package("hexo"),
        hexo,
        {
            "themes/t/layout/post.njk": PAGE.format(title="page.title", content="page.content | safe"),
            "themes/t/layout/index.njk": "x",
            "package.json": '{"hexo": {}, "dependencies": {"hexo-renderer-marked": "*"}}',
            "_config.yml": KINDS["hexo"].config["_config.yml"] + "theme: t\n",
        },
    ),
}


@pytest.fixture(params=REAL)
def real(request):
    """The name of a generator that is there, how it builds a folder, and what its sites need besides."""
    known = REAL[request.param]
    if known.missing:
        pytest.skip(known.missing)
    zola = request.getfixturevalue("zola") if request.param == "zola" else None  # noqa: F811
    return request.param, lambda root: known.build(root, zola), known.more


def test_moved_posts(real, tmp_path):
    name, build, more = real
    agree(name, tmp_path, build, more)


@pytest.mark.skipif(tools.program("nikola") is None, reason=tools.missing_program("nikola"))
def test_nikola(tmp_path):
    def build(root):
        said = run([tools.program("nikola"), "build"], root, LC_ALL="C.UTF-8")
        assert "Cannot resolve" not in said
        return root / "output"

    page = PAGE.format(title="post.title()", content="post.text()").replace("{{ ", "${").replace(" }}", "}")
    agree("nikola", tmp_path, build, {"templates/post.tmpl": page}, 40)


@pytest.mark.skipif(bool(tools.missing_package("docusaurus")), reason=tools.missing_package("docusaurus"))
def test_docusaurus(tmp_path):
    home = tools.package("docusaurus")

    def build(root):
        (root / "node_modules").symlink_to(home / "node_modules")
        run(["node", "node_modules/.bin/docusaurus", "build"], root, DOCUSAURUS_NO_PERSISTENT_CACHE="true")
        return root / "build"

    agree("docusaurus", tmp_path, build, {"package.json": (home / "package.json").read_text()}, 12, plain=False)
