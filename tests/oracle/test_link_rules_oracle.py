"""What the rules about links take for facts: ids of headings, names of shortcodes, and which definition of two counts."""

from __future__ import annotations

import json
import random
import re
import subprocess
from pathlib import Path

import pytest
from oracle import tools
from oracle.test_zola_oracle import MISSING as NO_ZOLA
from oracle.test_zola_oracle import zola  # noqa: F401 (a fixture)
from sites import site_of

from postctl import linting, registry, rulebook
from postctl.links import anchors

pytestmark = pytest.mark.oracle

FRONT = "---\ntitle: A\n---\n"
CONFIG = {
    "hugo": {"hugo.toml": 'baseURL = "https://example.org/"\n'},
    "zola": {"config.toml": 'base_url = "https://example.org"\n'},
}
PATHS = {"hugo": "content/a.md", "zola": "content/a.md", "jekyll": "_posts/2026-11-01-a.md", "mkdocs": "docs/blog/posts/a.md"}
PATHS |= {"docusaurus": "blog/2026-11-01-a.md", "astro": "src/content/blog/a.md"}
WORDS = "One two THREE x1 42 snake_case well-known a-b (in) (brackets) end. then, which: why? 3.11 no! semi; A".split()
HEADINGS = [" ".join(random.Random(seed).choices(WORDS, k=1 + seed % 5)) for seed in range(300)]
HEADINGS = list(dict.fromkeys(each for each in HEADINGS if anchors._SIMPLE.fullmatch(each)))
BODY = "\n".join(f"## {each}\n" for each in HEADINGS)
ID = re.compile(r"<h2[^>]*?\bid=\"?([^\"\s>]*)")


def site(generator: str, body: str = BODY, **files: str):
    return site_of({PATHS[generator]: FRONT + body, **CONFIG.get(generator, {}), **files}, generator)


def ids(generator: str) -> list[str]:
    """The ids that are taken for those of the headings, with the numbers of those that come again."""
    make = anchors.known(site(generator))
    assert make is not None
    return [make(each) for each in HEADINGS]


def compare(found: list[str], generator: str) -> None:
    """The generator numbers ids that are there already; else they are the same."""
    assert len(found) == len(HEADINGS) > 100
    taken: set[str] = set()
    for heading, one, other in zip(HEADINGS, found, ids(generator), strict=True):
        assert one == other or (other in taken and re.fullmatch(re.escape(other) + r"[-_]\d+", one)), heading
        taken.add(one)


def run(*command: str, cwd: Path | None = None, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, input=given, capture_output=True, text=True, timeout=tools.SECONDS, check=False)


def written(root: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return root


def hugo(root: Path, files: dict[str, str]) -> subprocess.CompletedProcess[str]:
    reason = tools.missing_program("hugo")
    if reason:
        pytest.skip(reason)
    layouts = {f"layouts/{name}.html": "{{ .Content }}" for name in ("single", "list")}
    written(root, {**CONFIG["hugo"], **layouts, **files})
    return run(str(tools.program("hugo")), "--source", str(root))


# --- ids of headings ------------------------------------------------------------------------------------------------------


def test_hugo_makes_these_ids(tmp_path):
    hugo(tmp_path, {"content/a.md": FRONT + BODY})
    compare(ID.findall((tmp_path / "public/a/index.html").read_text()), "hugo")


@pytest.mark.skipif(bool(tools.missing_program("jekyll")), reason=tools.missing_program("jekyll"))
def test_jekyll_makes_these_ids(tmp_path):
    written(tmp_path, {"_config.yml": "", PATHS["jekyll"]: FRONT + BODY})
    done = run(
        str(tools.program("jekyll")), "build", "--quiet", "--source", str(tmp_path), "--destination", str(tmp_path / "out")
    )
    assert done.returncode == 0, done.stderr
    compare(ID.findall((tmp_path / "out/2026/11/01/a.html").read_text()), "jekyll")


def test_mkdocs_makes_these_ids():
    from markdown import Markdown

    compare(ID.findall(Markdown(extensions=["toc"]).convert(BODY)), "mkdocs")


@pytest.mark.skipif(bool(NO_ZOLA), reason=NO_ZOLA)
def test_zola_makes_these_ids(tmp_path, zola):  # noqa: F811
    templates = {"templates/page.html": "{{ page.content | safe }}", "templates/index.html": "", "templates/section.html": ""}
    written(tmp_path, {**CONFIG["zola"], **templates, "content/a.md": "+++\ntitle = 'A'\n+++\n" + BODY})
    zola([tmp_path])
    compare(ID.findall((tmp_path / "public/a/index.html").read_text()), "zola")


@pytest.mark.parametrize("generator", ["astro", "docusaurus"])
def test_the_slugger_of_astro_and_docusaurus_makes_these_ids(generator):
    reason = tools.missing_package(generator)
    if reason:
        pytest.skip(reason)
    script = "import Slugger from 'github-slugger'; const slugger = new Slugger(); let text = '';"
    script += "for await (const part of process.stdin) text += part;"
    script += "console.log(JSON.stringify(JSON.parse(text).map((each) => slugger.slug(each))));"
    done = run("node", "--input-type=module", "-e", script, cwd=tools.package(generator), given=json.dumps(HEADINGS))
    assert done.returncode == 0, done.stderr
    compare(json.loads(done.stdout), generator)


# --- shortcodes -------------------------------------------------------------------------------------------------------------


SHORTCODES = [
    *("{{< nope >}}", "{{% nope %}}", "{{<nope>}}", "{{< Note >}}", "{{< sub/deep >}}", "{{< deep >}}", "{{< under >}}"),
    *("`{{< nope >}}`", "<!-- {{< nope >}} -->", "```\n{{< nope >}}\n```", "{{</* nope */>}}", "{{%/* nope */%}}"),
    *("{{< nope/ >}}", "{{< nope.inline >}}x{{< /nope.inline >}}", "{{ nope }}", "{{< no-pe a=1 >}}", "{{<\nnope >}}", "text"),
]


@pytest.mark.parametrize("body", SHORTCODES)
def test_hugo_ends_over_the_shortcodes_that_are_reported(tmp_path, body):
    layouts = {f"layouts/{name}.html": "x" for name in ("shortcodes/note", "shortcodes/sub/deep", "_shortcodes/under")}
    files = {"content/a.md": FRONT + body + "\n", **layouts}
    fails = hugo(tmp_path, files).returncode != 0
    assert bool(linting.check(site_of(files, "hugo"), rulebook.select(registry.rules(), ["P412"]))) == fails


def test_hugo_knows_these_shortcodes_by_itself(tmp_path):
    """It says of each that it is used wrongly, or was removed; of others that there is no template."""
    from postctl.rules.unknown_shortcode import _OF_HUGO

    unknown = set()
    for name in (*sorted(_OF_HUGO), "nope"):
        output = hugo(tmp_path, {"content/a.md": f"{FRONT}{{{{< {name} >}}}}\n"})
        if f'template for shortcode "{name}" not found' in output.stderr + output.stdout:
            unknown.add(name)
    assert {"nope"} <= unknown <= {"nope", "vimeo_simple", "youtube_simple"}  # those are partials of other versions


ZOLA = [
    *(
        "{{ nope() }}",
        "{{ note() }}",
        "{{ Note() }}",
        "{{nope(a=1, b='x')}}",
        "{{ nope (a=[1]) }}",
        "{{ nope }}",
        "{{ nope('x') }}",
    ),
    *("`{{ nope() }}`", "```\n{{ nope() }}\n```", "<!-- {{ nope() }} -->", "{{/* nope() */}}", "{% nope() %}x{% end %}"),
    *("{% note() %}x{% end %}", "{% if x %}", "{{ no-pe() }}", "{{ nope() + 1 }}", "text"),
]


@pytest.mark.skipif(bool(NO_ZOLA), reason=NO_ZOLA)
def test_zola_ends_over_the_shortcodes_that_are_reported(tmp_path, zola):  # noqa: F811
    templates = {f"templates/{name}.html": "x" for name in ("page", "index", "section", "shortcodes/note")}
    sites = {}
    for number, body in enumerate(ZOLA):
        files = {**CONFIG["zola"], **templates, "content/a.md": f"+++\ntitle = 'A'\n+++\n{body}\n"}
        sites[written(tmp_path / str(number), files)] = files
    zola(list(sites))
    for (root, files), body in zip(sites.items(), ZOLA, strict=True):
        fails = not (root / "public/a/index.html").exists()
        assert bool(linting.check(site_of(files, "zola"), rulebook.select(registry.rules(), ["P412"]))) == fails, body


# --- two definitions --------------------------------------------------------------------------------------------------------

TWO = "[x][r]\n\n[r]: /one\n[R]: /two\n"
TARGET = re.compile(r"href=\"?(/\w+)")


def counted(generator: str) -> str:
    from postctl.rules.duplicate_reference import _LAST

    return "/two" if generator in _LAST else "/one"


def test_hugo_takes_the_first_definition(tmp_path):
    hugo(tmp_path, {"content/a.md": FRONT + TWO})
    assert TARGET.findall((tmp_path / "public/a/index.html").read_text()) == [counted("hugo")]


@pytest.mark.skipif(bool(tools.missing_program("jekyll")), reason=tools.missing_program("jekyll"))
def test_jekyll_takes_the_last_definition(tmp_path):
    written(tmp_path, {"_config.yml": "", PATHS["jekyll"]: FRONT + TWO})
    run(str(tools.program("jekyll")), "build", "--quiet", "--source", str(tmp_path), "--destination", str(tmp_path / "out"))
    assert TARGET.findall((tmp_path / "out/2026/11/01/a.html").read_text()) == [counted("jekyll")]


@pytest.mark.parametrize("generator", ["pelican", "nikola", "mkdocs"])
def test_those_with_python_markdown_take_the_last_definition(generator):
    from markdown import Markdown

    assert TARGET.findall(Markdown().convert(TWO)) == [counted(generator)]


@pytest.mark.parametrize(
    ("generator", "script"),
    [
        ("hexo", "const { marked } = require('marked'); console.log(marked(TEXT));"),
        ("eleventy", "console.log(require('markdown-it')().render(TEXT));"),
    ],
)
def test_those_of_npm_take_the_first_definition(generator, script):
    reason = tools.missing_package(generator)
    if reason:
        pytest.skip(reason)
    done = run("node", "-e", script.replace("TEXT", json.dumps(TWO)), cwd=tools.package(generator))
    assert done.returncode == 0, done.stderr
    assert TARGET.findall(done.stdout) == [counted(generator)]
