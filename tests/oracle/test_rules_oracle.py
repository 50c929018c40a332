"""Facts that rules stand on, asked of the generators: which mark ends an excerpt, and what becomes of tags in one text."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from oracle import tools
from oracle.test_zola_oracle import zola  # noqa: F401

from postctl import registry

pytestmark = pytest.mark.oracle

MARKS = (
    "<!--more-->",
    "<!-- more -->",
    "<!--  more  -->",
    "<!--more -->",
    "<!--MORE-->",
    "<!-- truncate -->",
    "<!--truncate-->",
    "{/* truncate */}",
    "<!-- TEASER_END -->",
    "<!--teaser_end-->",
    "<!-- END_TEASER -->",
    "<!-- excerpt -->",
    "<!-- read-more -->",
)


def run(command: list[str], root: Path, text: str = "") -> str:
    return subprocess.run(command, cwd=root, input=text, capture_output=True, text=True, check=True, timeout=300).stdout


def posts(root: Path, folder: str, front: str = "title: T", names: str = "p{}.md") -> None:
    for number, mark in enumerate(MARKS):
        path = root / folder / names.format(number)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{front}\n---\nOne.\n\n{mark}\n\nTwo.\n")


def ended(said: dict[int, str]) -> set[str]:
    """The marks behind which nothing of the text is in the excerpt."""
    assert set(said) == set(range(len(MARKS)))
    assert all("One." in text for text in said.values())
    return {MARKS[number] for number, text in said.items() if "Two." not in text}


def hugo(root: Path) -> set[str]:
    posts(root, "content")
    (root / "hugo.toml").write_text('disableKinds = ["sitemap", "rss", "taxonomy", "term", "404"]\n')
    (root / "layouts").mkdir()
    (root / "layouts" / "all.html").write_text("x")
    (root / "layouts" / "home.html").write_text(
        "{{ range site.RegularPages }}{{ .File.ContentBaseName }}={{ .Summary | plainify }};{{ end }}"
    )
    run([tools.program("hugo") or "", "--quiet"], root)
    said = re.findall(r"p(\d+)=([^;]*);", (root / "public" / "index.html").read_text())
    return ended({int(number): text for number, text in said})


def jekyll(root: Path) -> set[str]:
    """With `excerpt_separator: <!--more-->`."""
    posts(root, "_posts", names="2026-01-01-p{}.md")
    (root / "_config.yml").write_text("excerpt_separator: <!--more-->\n")
    (root / "index.html").write_text(
        "---\n---\n{% for post in site.posts %}{{ post.slug }}={{ post.excerpt | strip_html }};{% endfor %}"
    )
    run(["jekyll", "build", "--quiet", "--disable-disk-cache"], root)
    said = re.findall(r"p(\d+)=([^;]*);", (root / "_site" / "index.html").read_text())
    return ended({int(number): text for number, text in said})


def nikola(root: Path) -> set[str]:
    script = (
        "import sys, json; from nikola.post import TEASER_REGEXP as r; "
        "print(json.dumps([bool(r.search(m)) for m in json.load(sys.stdin)]))"
    )
    return taken(run([sys.executable, "-c", script], root, json.dumps(MARKS)))


def mkdocs(root: Path) -> set[str]:
    script = (
        "import sys, json; from material.plugins.blog.config import BlogConfig as c; s = c.post_excerpt_separator.default; "
        "print(json.dumps([s in m for m in json.load(sys.stdin)]))"
    )
    return taken(run([sys.executable, "-c", script], root, json.dumps(MARKS)))


def hexo(root: Path) -> set[str]:
    module = tools.package("hexo") / "node_modules/hexo/dist/plugins/filter/after_post_render/excerpt.js"
    script = (
        f"const f = require({json.dumps(str(module))}); const m = JSON.parse(require('fs').readFileSync(0)); "
        "const cut = x => { const d = {content: 'One.' + x + 'Two.'}; f(d); return d.excerpt === 'One.'; }; "
        "console.log(JSON.stringify(m.map(cut)))"
    )
    return taken(run(["node", "-e", script], root, json.dumps(MARKS)))


def docusaurus(root: Path) -> set[str]:
    module = tools.package("docusaurus") / "node_modules/@docusaurus/plugin-content-blog/lib/options.js"
    script = (
        f"const r = require({json.dumps(str(module))}).DEFAULT_OPTIONS.truncateMarker; "
        "console.log(JSON.stringify(JSON.parse(require('fs').readFileSync(0)).map(x => r.test(x))))"
    )
    return taken(run(["node", "-e", script], root, json.dumps(MARKS)))


def of_zola(root: Path, build: Callable[[list[Path]], None]) -> set[str]:
    posts(root, "content")
    (root / "content" / "_index.md").write_text("+++\n+++\n")
    (root / "config.toml").write_text('base_url = "https://example.org"\n')
    (root / "templates").mkdir()
    (root / "templates" / "page.html").write_text("x")
    summary = "{{ page.summary | default(value='One. Two.') | striptags | safe }}"
    (root / "templates" / "index.html").write_text(
        f"{{% for page in section.pages %}}{{{{ page.slug }}}}={summary};{{% endfor %}}"
    )
    build([root])
    said = re.findall(r"p(\d+)=([^;]*);", (root / "public" / "index.html").read_text())
    return ended({int(number): text for number, text in said})


def taken(answer: str) -> set[str]:
    return {mark for mark, takes in zip(MARKS, json.loads(answer), strict=True) if takes}


ASKED: dict[str, tuple[Callable[[Path], set[str]], str]] = {
    "hugo": (hugo, tools.missing_program("hugo")),
    "nikola": (nikola, tools.missing_program("nikola")),
    "mkdocs": (mkdocs, tools.missing_program("mkdocs")),
    "hexo": (hexo, tools.missing_package("hexo")),
    "docusaurus": (docusaurus, tools.missing_package("docusaurus")),
}


@pytest.mark.parametrize("name", ASKED)
def test_which_marks_end_an_excerpt(name, tmp_path):
    ask, missing = ASKED[name]
    if missing:
        pytest.skip(missing)
    more = re.compile(registry.generator(name).more, re.MULTILINE)
    assert ask(tmp_path) == {mark for mark in MARKS if more.search(mark)}


@pytest.mark.skipif(bool(tools.missing_package("zola")), reason=tools.missing_package("zola"))
def test_which_marks_end_an_excerpt_of_zola(tmp_path, zola):  # noqa: F811
    more = re.compile(registry.generator("zola").more)
    assert of_zola(tmp_path, zola) == {mark for mark in MARKS if more.search(mark)}


@pytest.mark.skipif(bool(tools.missing_program("jekyll")), reason=tools.missing_program("jekyll"))
def test_jekyll_wants_its_separator_as_it_is_written(tmp_path):
    assert jekyll(tmp_path) == {"<!--more-->"}


@pytest.mark.skipif(bool(tools.missing_program("jekyll")), reason=tools.missing_program("jekyll"))
def test_what_jekyll_makes_of_commas_repeated_and_empty_tags(tmp_path):
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_posts" / "2026-01-01-a.md").write_text("---\ntags: lake, walk\n---\n")
    (tmp_path / "_posts" / "2026-01-02-b.md").write_text('---\ntags: [hill, hill, "", null]\n---\n')
    (tmp_path / "index.html").write_text("---\n---\n{% for tag in site.tags %}[{{ tag[0] }}]={{ tag[1].size }};{% endfor %}")
    run(["jekyll", "build", "--quiet", "--disable-disk-cache"], tmp_path)
    assert sorted((tmp_path / "_site" / "index.html").read_text().split(";")[:-1]) == [
        "[]=1",
        "[hill]=2",
        "[lake,]=1",
        "[walk]=1",
    ]


@pytest.mark.skipif(bool(tools.missing_program("hugo")), reason=tools.missing_program("hugo"))
def test_what_hugo_makes_of_tags_in_one_text_and_of_names_that_are_nearly_the_same(tmp_path):
    (tmp_path / "content").mkdir()
    for name, tags in {"a": "lake, walk", "b": "[home page, Go]", "c": '[home-page, go, "", null]', "d": "[home_page]"}.items():
        (tmp_path / "content" / f"{name}.md").write_text(f"---\ntitle: T\ntags: {tags}\n---\n")
    (tmp_path / "hugo.toml").write_text('disableKinds = ["sitemap", "rss", "404"]\n')
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "all.html").write_text("x")
    (tmp_path / "layouts" / "home.html").write_text(
        "{{ range $name, $pages := site.Taxonomies.tags }}{{ $name }}={{ len $pages }};{{ end }}"
    )
    run([tools.program("hugo") or "", "--quiet"], tmp_path)
    said = sorted((tmp_path / "public" / "index.html").read_text().strip().split(";")[:-1])
    assert said == ["go=2", "home-page=2", "home_page=1", "lake, walk=1"]


@pytest.mark.skipif(bool(tools.missing_program("mkdocs")), reason=tools.missing_program("mkdocs"))
@pytest.mark.parametrize(("tag", "builds"), [("lake", True), ("lakes", False), ("Lake", False)])
def test_mkdocs_ends_the_build_over_a_tag_that_is_not_allowed(tmp_path, tag, builds):
    (tmp_path / "docs" / "blog" / "posts").mkdir(parents=True)
    (tmp_path / "docs" / "index.md").write_text("# Home\n")
    (tmp_path / "docs" / "blog" / "posts" / "a.md").write_text(f"---\ndate: 2026-11-01\ntags: [{tag}]\n---\n# A\n\nText.\n")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: X\ntheme: {name: material}\nplugins:\n  - blog\n  - tags:\n      tags_allowed: [lake]\n"
    )
    command = [tools.program("mkdocs") or "", "build", "--quiet"]
    assert (subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=300).returncode == 0) is builds


@pytest.mark.skipif(bool(tools.missing_package("docusaurus")), reason=tools.missing_package("docusaurus"))
def test_docusaurus_knows_the_tags_of_its_file_by_their_keys_only(tmp_path):
    module = tools.package("docusaurus") / "node_modules/@docusaurus/utils"
    script = (
        f"const u = require({json.dumps(str(module))}); const tagsFile = {{lake: {{label: 'The lake', permalink: '/lake'}}}}; "
        "const ask = tag => { try { u.normalizeTags({options: {onInlineTags: 'throw'}, source: 'a', frontMatterTags: [tag], "
        "tagsBaseRoutePath: '/', tagsFile}); return true; } catch { return false; } }; "
        "console.log(JSON.stringify(['lake', 'Lake', 'The lake', 'lakes'].map(ask)))"
    )
    assert json.loads(run(["node", "-e", script], tmp_path)) == [True, False, False, False]
