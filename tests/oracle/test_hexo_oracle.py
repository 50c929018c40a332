"""What postctl says of a Hexo site, compared with what the real Hexo makes of it."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import tools

from postctl import publishing, reading, status
from postctl.generators.hexo import GENERATOR
from postctl.model import Broken, Ignored, Status
from postctl.site import Folder, Post, Site
from postctl.slugs import hexo as slugs

BUILD = Path(__file__).with_name("hexo_build.js")
X = "source/_posts/x.md"

pytestmark = [
    pytest.mark.oracle,
    pytest.mark.skipif(bool(tools.missing_package("hexo")), reason=tools.missing_package("hexo")),
]


# --- the two sides ----------------------------------------------------------------------------------------------------


def hexo(jobs: list[dict]) -> list[dict]:
    """The answers of `hexo_build.js`, one process for all."""
    home = tools.package("hexo")
    command = ["node", str(BUILD), str(home)]
    run = subprocess.run(command, input=json.dumps(jobs), capture_output=True, text=True, timeout=300, check=False)
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]


def read(root: Path) -> tuple[Site, dict[str, object]]:
    """The site, and what postctl makes of each of its files."""
    files = {str(path.relative_to(root)): path for path in root.rglob("*") if path.is_file()}

    def text(name: str) -> str | None:
        return files[name].read_text(encoding="utf-8") if name in files else None

    settings = GENERATOR.settings(Folder(frozenset(files), text))
    found = {name: reading.read(name, path.read_bytes(), GENERATOR, settings) for name, path in sorted(files.items())}
    posts = tuple(each for each in found.values() if isinstance(each, Post))
    return Site(str(root), GENERATOR, settings, datetime.now(UTC), frozenset(files), posts), found


def differences(root: Path, answer: dict) -> list[str]:
    """Where the two do not agree, a line each."""
    site, found = read(root)
    source = site.settings.static[0]
    built = {f"{source}/{post['source']}": post for post in answer["posts"]}
    failed = {path for path in found if any(path.endswith(f"/{words[-1]}") for words in answer["errors"])}
    return [line for path, ours in found.items() for line in compared(site, path, ours, built.get(path), path in failed, answer)]


def compared(site: Site, path: str, ours: object, theirs: dict | None, failed: bool, answer: dict) -> list[str]:
    if isinstance(ours, Broken):
        fine = failed or (theirs is not None and theirs["title"] == "" and ";;;" in theirs["content"])
        return [] if fine else [f"{path} is broken for postctl only: {ours.reason}"]
    if not isinstance(ours, Post):
        said = "ignored" if isinstance(ours, Ignored) else "no post"
        return [f"{path} is {said}, for Hexo a post"] if theirs is not None else []
    if theirs is None:
        return [] if failed and ours.url is None else [f"{path} is a post for postctl only: {answer['errors']}"]
    url = theirs.get("url", "").removeprefix(answer["url"]) if "failed" not in theirs else "failed"
    pairs = {
        "public": (status.effective(ours, site.settings, site.at).status is Status.PUBLISHED, theirs["public"]),
        "slug": (ours.slug, theirs["slug"]),
        "title": (ours.title if ours.titled else "", " ".join(theirs["title"].split())),
        "content": (ours.document.content.replace("\r\n", "\n"), theirs["content"]),
    }
    if theirs["public"]:
        pairs["tags"] = (sorted(ours.tags), sorted(theirs["tags"]))
    if ours.date is not None and ours.date.sure:
        moment = ours.date.moment
        fresh = abs(theirs["date"] / 1000 - time.time()) < 600
        pairs["date"] = (round(moment.timestamp() * 1000), theirs["date"]) if moment else (True, fresh)
    elif ours.date is None:
        pairs["date"] = (True, abs(theirs["date"] / 1000 - time.time()) < 600)
    if ours.updated is not None and ours.updated.moment:
        pairs["updated"] = (round(ours.updated.moment.timestamp() * 1000), theirs["updated"])
    if ours.url is not None and not (ours.place.drafts and ":category" in str(site.settings.options.get("permalink"))):
        pairs["url"] = (ours.url, url)
    if theirs["title"].endswith(")") and "GMT" in theirs["title"]:
        del pairs["title"]  # a bare date as a title
    return [f"{path}: {what} is {own!r}, for Hexo {built!r}" for what, (own, built) in pairs.items() if own != built]


@pytest.fixture
def agree(tmp_path):
    """Load all sites, each a configuration and its files, in one process; they must agree on every one."""
    numbers = count()

    def check(*sites: tuple[dict, dict[str, str | bytes]]) -> list[dict]:
        roots = [written(tmp_path / str(next(numbers)), *site) for site in sites]
        answers = hexo([{"root": str(root)} for root in roots])
        assert len(answers) == len(sites)
        found = {}
        for root, answer, site in zip(roots, answers, sites, strict=True):
            if lines := differences(root, answer):
                found[str(site[0])] = lines
        most = [f"{site}\n    " + "\n    ".join(lines) for site, lines in found.items()]
        assert not found, "\n".join(most)
        return answers

    return check


def written(root: Path, config: dict, files: dict[str, str | bytes]) -> Path:
    content = {"_config.yml": json.dumps({"title": "T", **config}), "package.json": '{"hexo": {}}', **files}
    for name, data in content.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return root


@pytest.fixture
def machine(monkeypatch):
    """Put the whole test, Hexo included, in a zone."""

    def move(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield move
    monkeypatch.undo()
    os.environ.setdefault("TZ", "UTC")
    time.tzset()


def lines(text: str) -> list[str]:
    """The lines of a block, without indentation."""
    return [line.strip() for line in text.strip().splitlines()]


def fronts(*texts: str, folder: str = "source/_posts") -> dict[str, str]:
    """A post for each front matter."""
    return {f"{folder}/p{number:03}.md": f"---\n{front}\n---\ntext\n" for number, front in enumerate(texts)}


# --- the cases --------------------------------------------------------------------------------------------------------

PUBLISHED = lines("""
    true
    false
    yes
    no
    on
    off
    "true"
    "false"
    'False'
    FALSE
    fAlse
    "no"
    0
    1
    "0"
    0.0
    -0
    .nan
    ""
    ~
    null
    []
    {}
    [false]
    2020-01-01
    some text
    """)
MARKS = lines("""
    draft: true
    draft: "true"
    draft: "false"
    draft: yes
    draft: no
    Draft: true
    published: false
    published: "false"
    published: no
    status: draft
    layout: false
    layout: draft
    Published: false
    hidden: true
    """)


@pytest.mark.parametrize("render_drafts", [False, True, "false", 0])
def test_which_posts_are_public(agree, render_drafts):
    texts = [*(f"published: {value}" for value in PUBLISHED), *MARKS, "published:", "title: x"]
    files = {**fronts(*texts), **fronts(*texts, folder="source/_drafts")}
    agree(({"render_drafts": render_drafts}, files))


def test_posts_of_tomorrow(agree):
    texts = ["date: 2999-01-01", "date: 2001-01-01", "title: none", "date: soon", "date: 2999-01-01\npublished: false"]
    agree(*(({"future": future}, fronts(*texts)) for future in (True, False, None, 0, "no")), ({}, fronts(*texts)))


NAMES = lines("""
    x.md
    X y.md
    sub/x.md
    sub/_x.md
    sub/.x.md
    _x.md
    _sub/x.md
    .x.md
    .sub/x.md
    x.markdown
    x.mkd
    x.mkdn
    x.mdwn
    x.mdtxt
    x.mdtext
    x.mdown
    x.mdx
    x.txt
    x.html
    x.htm
    x.MD
    x.md~
    x~.md
    #x.md
    x.md.bak
    x
    2020-01-02-y.md
    2020-1-2-y.md
    2020-01-02.md
    2020-13-45-y.md
    sub/2020-01-02-z.md
    en/2020-01-02-z.md
    a.b.md
    C# & C++.md
    ünïcödé 日本.md
    100%.md
    50%25.md
    q[1].md
    a;b=c.md
    a--b_.md
    """)
RULES = lines("""
    :title.md
    :year-:month-:day-:title.md
    :year-:i_month-:i_day-:title.md
    :year/:title.md
    :lang/:year-:month-:day-:title.md
    :lang/:title.md
    :category/:title.md
    :title-:year.md
    :year-:month-:day.md
    post-:title.html
    :title
    :year:month:day-:title.md
    :title_:lang.md
    """)


@pytest.mark.parametrize("assets", [False, True])
def test_names(agree, assets):
    files = {f"source/{folder}/{name}": "title: T\n---\ntext\n" for folder in ("_posts", "_drafts") for name in NAMES}
    permalinks = [":year/:month/:day/:title/", ":name.html", ":lang/:title", ":title"]
    dice = random.Random(7)
    agree(
        *(({"new_post_name": rule, "post_asset_folder": assets, "permalink": dice.choice(permalinks)}, files) for rule in RULES),
        ({"source_dir": "content", "post_asset_folder": assets}, {"content/_posts/a.md": "x\n", X: "x\n"}),
    )


def test_files_left_out(agree):
    names = ("x.md", "draft-y.md", "sub/x.md", "sub/deep/z.md", "_h.md", "x.html")
    files = {f"source/_posts/{name}": "title: T\n---\ntext\n" for name in names}
    globs = [
        *("_posts/x.md", "**/x.md", "*.md", "_posts/*.md", "_posts/**", "x.md", "_posts/draft-*", "**/sub/**", "**/sub"),
        *("_posts/**/*.{md,html}", "source/_posts/x.md", "**/_posts/sub/*", "**/draft-?.md", "posts/*", "**"),
    ]
    sites = [({key: [glob]}, files) for key in ("skip_render", "ignore", "exclude", "include") for glob in globs]
    agree(*sites, ({"skip_render": "_posts/x.md"}, files), ({"include": ["_posts/_h.md", "**/_h.md"]}, files))


DATES = lines("""
    2020-01-02
    2020-1-2
    2020-01-02 03:04:05
    2020-01-02 3:04:05
    2020-1-2 03:04:05
    2020-01-02 03:04
    2020-01-02T03:04:05
    2020-01-02T03:04:05Z
    2020-01-02T23:04:05Z
    2020-01-02T03:04:05.678Z
    2020-01-02 03:04:05 +09:00
    2020-01-02 03:04:05 +9
    2020-01-02 03:04:05 -05:30
    2020-01-02 03:04:05 +0900
    2020-01-02 03:04:05+0900
    2020-07-02 03:04:05
    2020-03-08 02:30:00
    2020-11-01 01:30:00
    2020-03-08 07:30:00
    2020/1/2
    2013/7/13 20:46:25
    2020/1/2 3:4
    2020.1.2
    2020-02-30
    2020/02/30
    2020-02-32
    2020-13-01
    2020-20-19
    1/2/2020
    13/1/2020
    12-31-2019
    13-10-2019
    Jan 2, 2020
    January 2, 2020 3:04 pm
    2 Jan 2020
    2 January 2020 10:00
    Thu, 02 Jan 2020 03:04:05 GMT
    Jan 2 2020 03:04:05 +0900
    2020-01-02 3:04:05 PM
    2020-01-02 13:04:05 PM
    2020-01-02 12:04:05 AM
    2020-01-02 24:00:00
    2020-01-02T24:00:00
    2020-01-02 25:00:00
    2020-01-02 03
    2020-01-02T03:04
    2020-01
    2020
    20200102
    1577934245000
    0
    -1
    true
    false
    tomorrow
    some day
    ~
    []
    {}
    [2020, 1, 2]
    1999-12-31 23:59:60
    0001-01-01
    9999-12-31
    9999-12-31 23:59:59
    2020-01-02 03:04:05 UTC
    2020-01-02 03:04:05 EST
    2020-01-02 (note)
    2020年1月2日
    """)


@pytest.mark.parametrize(
    ("place", "zone"),
    [("UTC", ""), ("UTC", "Asia/Shanghai"), ("Asia/Tokyo", ""), ("Asia/Tokyo", "America/New_York"), ("America/New_York", "UTC")],
)
def test_dates(agree, machine, place, zone):
    machine(place)
    texts = [f"date: {date}\nupdated: {date}" for date in DATES]
    quoted = [f"date: '{date}'" for date in DATES if date not in ("~", "[]", "{}")]
    named = {f"source/_posts/{name}-z.md": "x: y\n---\n" for name in ("2020-01-02", "2020-07-31", "2020-02-30", "2019-12-31")}
    both = {"source/_posts/2018-05-06-d.md": "date: soon\n---\n", "source/_posts/2018-05-06-e.md": "date: 2019-01-01\n---\n"}
    json_ = {f"source/_posts/j{n}.md": f'"date": "{date}"\n;;;\n' for n, date in enumerate(DATES[:14])}
    rule = {"timezone": zone, "permalink": ":year/:month/:day/:hour/:minute/:second/:i_month/:i_day/:timestamp/:hash/:title/"}
    config = {**rule, "new_post_name": ":year-:month-:day-:title.md"}
    agree((rule, {**fronts(*texts, *quoted), **json_}), (config, {**named, **both}))


PERMALINKS = lines("""
    :year/:month/:day/:title/
    :year/:i_month/:i_day/:hour:minute:second/:name.html
    :category/:title/
    :category/:post_title/
    :title.html
    :post_title
    /blog/:title/
    //:title/
    blog//:title/index.html
    :lang/:title/
    :foo/:bar/:title/
    :layout/:comments/:title/
    :title_:year/
    :Year/:title
    :hash/
    :timestamp
    :slug/:title
    :tags/:title
    :unknown/:title/
    %E4%B8%AD/:title/
    a b/:title/
    ../:title/
    ./x/../:title/
    :title?x=1
    :title#top
    :author/:title
    :published/:title
    """)
CONTENT = {
    "x.md": "title: A\ndate: 2020-01-02 03:04:05\n---\n",
    "sub/y z.md": "title: Über «B» & C\ndate: 2020-01-02\nlang: fr\ncategories: Tech\n---\n",
    "C# 100%.md": "title: 5\ndate: 2020-01-02\nfoo: a b\nbar: [1, x]\ncategories: [One Two, Drei]\n---\n",
    "日本.md": "title: ''\ndate: 2020-01-02\ncategories: [[A, B]]\nfoo: 1.50\n---\n",
    "own1.md": "permalink: about\ndate: 2020-01-02\n---\n",
    "own2.md": "permalink: /a/b c/\n---\n",
    "own3.md": "permalink: x.html\n---\n",
    "own4.md": "permalink: 日本/é.html\n---\n",
    "own5.md": "permalink: a%20b%2Fc/index.html\n---\n",
    "own6.md": "permalink: a\\\\b/../c//d/\n---\n",
    "own8.md": "permalink: 404\ndate: 2020-01-02\n---\n",
    "own7.md": "permalink: ''\ndate: 2020-01-02\n---\n",
    "cat1.md": "date: 2020-01-02\ncategory: Solo\n---\n",
    "cat2.md": "date: 2020-01-02\ncategories: []\n---\n",
    "cat3.md": "date: 2020-01-02\ncategories: [Tech, ~, '']\n---\n",
    "cat4.md": "date: 2020-01-02\ncategories:\n- [A, C]\n- D\n---\n",
    "cat5.md": "date: 2020-01-02\ncategories: [2020, true]\n---\n",
    "cat6.md": "date: 2020-01-02\ncategories: C++ & more\n---\n",
    "dash.md": "date: 2020-01-02\ntitle: '---'\nlayout: false\ncomments: false\n---\n",
    "list.md": "date: 2020-01-02\ntitle: [a, b]\nfoo: {}\nauthor: ~\n---\n",
    "quote'.md": "date: 2020-01-02\nfoo: true\n---\n",
}


@pytest.mark.parametrize("assets", [False, True])
def test_permalinks(agree, assets):
    files = {f"source/_posts/{name}": text for name, text in CONTENT.items()}
    shared = {"post_asset_folder": assets, "url": "https://e.com/sub", "root": "/sub/"}
    extra = [
        {"permalink_defaults": {"lang": "en", "foo": 1, "title": "no"}, "permalink": ":lang/:foo/:title/"},
        {"category_map": {"Tech": "Technik", "One Two": "12"}, "permalink": ":category/:title/", "filename_case": 1},
        {"default_category": "Misc Things", "permalink": ":category/:title/", "filename_case": 2},
        {"pretty_urls": {"trailing_index": False}, "permalink": ":title/index.html"},
        {"pretty_urls": {"trailing_html": False}, "permalink": ":title.html"},
        {"pretty_urls": {"trailing_html": False}, "permalink": ":title/index.html"},
        {"pretty_urls": {"trailing_html": False, "trailing_index": False}, "permalink": ":name.html"},
    ]
    agree(*(({**shared, "permalink": rule}, files) for rule in PERMALINKS), *(({**shared, **each}, files) for each in extra))


def test_titles_tags_and_fences(agree):
    texts = [
        *(
            f"title: {value}"
            for value in ("A", "'B'", "1", "1.50", "1e3", "true", "~", "''", "'  '", "[a, b]", "{a: b}", "2020-01-02")
        ),
        *(
            f"tags: {value}"
            for value in ("a", "a, b", "[a, b, a]", "[1, 2.0, true, ~, '']", "[[a, b], c]", "~", "''", "{a: b}", "0")
        ),
        *("tag: a", "tag: [a, b]", "tags: []\ntag: a", "tags: ~\ntag: b", "tags:\n- x\n\n- y"),
        *(
            "title: |\n  two\n  lines",
            "title: &a x\ntags: *a",
            "a: 1\n...",
            "a:\n\tb: c",
            "title: a: b",
            "- a\n- b",
            "text",
            "# note",
        ),
        *(
            "title: 'x",
            "title: 0x1F",
            "title: 0o17",
            "title: 017",
            "title: 1_000",
            "title: .5",
            "title: 12e03",
            "title: +12",
            "title: ~x",
        ),
        *("? title\n: x", "title: !!str 5", '"title": "x"', "title:x", "title: x # y", "title: 😀"),
    ]
    raw = {
        "r1": "title: A\n---\ntext",
        "r2": "----\ntitle: A\n----\n\ntext\n",
        "r3": '"title": "A",\n"tags": ["x"]\n;;;\ntext\n',
        "r4": ';;;\n"title": "A"\n;;;\ntext',
        "r5": "no front matter\n",
        "r6": "Heading\n---\ntext\n",
        "r7": "\ufeff---\ntitle: A\n---\ntext\n",
        "r8": "---\r\ntitle: A\r\n---\r\ntext\r\n",
        "r9": "title: A\r\n---\r\ntext\r\n",
        "r10": "",
        "r11": "---\n---\ntext\n",
        "r12": "--- \ntitle: A\n---\n",
        "r13": '"title": A\n;;;\n',
        "r14": "Text: a list follows: x\n---\n",
        "r15": "\n---\ntitle: A\n---\n",
    }
    agree(({}, {**fronts(*texts), **{f"source/_posts/{name}.md": text for name, text in raw.items()}}))


def test_posts_at_random(agree):
    dice = random.Random(20261123)
    keys = {
        "title": ["A", "'Some: text'", "5", "~", "[a]"],
        "date": [*DATES[:30], "'2020-01-02'"],
        "updated": DATES[:12],
        "published": PUBLISHED[:20],
        "permalink": ["a/", "/b.html", "'c d/'", "''", "~"],
        "tags": ["a", "[a, b]", "[]", "~", "[1]"],
        "categories": ["X", "[X, Y]", "[[X, Y], [X]]", "~", "[[X], [Y]]"],
        "lang": ["en", "fr"],
        "layout": ["post", "false", "page"],
        "draft": ["true", "false"],
        "slug": ["own"],
    }

    def post() -> str:
        chosen = dice.sample(sorted(keys), dice.randrange(0, 7))
        end = dice.choice(["\n", "\r\n"])
        front = end.join(f"{key}: {dice.choice(keys[key])}" for key in chosen)
        return dice.choice([f"---{end}{front}{end}---{end}text{end}", f"{front}{end}---{end}text{end}"])

    def site() -> tuple[dict, dict[str, str]]:
        config = {
            "permalink": dice.choice(PERMALINKS[:16]),
            "new_post_name": dice.choice(RULES[:8]),
            "timezone": dice.choice(["", "Europe/Paris", "Asia/Shanghai"]),
            "render_drafts": dice.random() < 0.1,
            "future": dice.random() < 0.8,
            "post_asset_folder": dice.random() < 0.2,
            "filename_case": dice.randrange(3),
        }
        names = dice.sample([name for name in NAMES if name.endswith(".md")], 14)
        return config, {f"source/{dice.choice(['_posts', '_posts', '_drafts'])}/{name}": post() for name in names}

    agree(*(site() for _ in range(40)))


def test_slugs():
    dice = random.Random(3)
    ranges = [(1, 0x250), (32, 127), (0x1E00, 0x2100), (0x2460, 0x2500), (0x3000, 0x3100), (0xA720, 0xA7AA), (0xFF00, 0xFF60)]
    titles = ["".join(chr(dice.randrange(*dice.choice(ranges))) for _ in range(dice.randrange(14))) for _ in range(8000)]
    titles += [f"a{chr(number)}" for number in range(1, 0x3000)]
    wanted = [(title, dice.choice([0, 0, 1])) for title in titles]
    script = (
        "const {slugize} = require(process.argv[1] + '/node_modules/hexo-util');"
        "const wanted = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
        "console.log(JSON.stringify(wanted.map(([title, transform]) => slugize(title, {transform}))));"
    )
    command = ["node", "-e", script, str(tools.package("hexo"))]
    said = json.loads(subprocess.run(command, input=json.dumps(wanted), capture_output=True, text=True, check=True).stdout)
    assert {title: slugs.slug(title, case) for title, case in wanted} == dict(zip((t for t, _ in wanted), said, strict=True))


PUBLISHING = (":title.md", ":year-:month-:day-:title.md", ":year/:i_month/:title.md", ":lang/:title.md", ":hash.md")


def test_a_draft_goes_where_hexo_publishes_it(tmp_path):
    drafts = {
        "plain.md": "title: A\ndate: 2020-01-02 03:04:05\n---\ntext\n",
        "Two-Words.md": "title: A\ndate: 2020-05-06\nlang: fr\n---\ntext\n",
        "dash-2.md": "title: A\ndate: 2021-12-31 23:00:00\nlang: de\n---\ntext\n",
        "日本.md": "title: A\ndate: 2022-01-01\n---\ntext\n",
    }
    files = {f"source/_drafts/{name}": text for name, text in drafts.items()} | {
        "scaffolds/post.md": "---\ntitle: {{ title }}\n---\n"
    }
    jobs, ours = [], []
    for number, (rule, case) in enumerate((rule, case) for rule in PUBLISHING for case in (0, 1)):
        zone = {"timezone": "Asia/Shanghai"} if case else {}
        config = {"new_post_name": rule, "filename_case": case, "permalink_defaults": {"lang": "en"}, **zone}
        site, _ = read(root := written(tmp_path / str(number), config, files))
        plain = [post for post in site.posts if slugs.slug(post.place.slug, case) == post.place.slug]  # Hexo finds no others
        assert len(plain) == 4 - case
        ours.append(sorted(publishing.plan(site, post, public=True).change.path for post in plain))
        jobs.append({"root": str(root), "publish": [post.slug for post in plain]})
    assert ours == [sorted(answer["published"]) for answer in hexo(jobs)]


@pytest.mark.corpus
def test_the_real_site_agrees(corpus, tmp_path):
    import shutil

    root = tmp_path / "site"
    shutil.copytree(corpus / "hexojs__site@2015", root)
    (root / "package.json").write_text('{"hexo": {}}')
    found = differences(root, hexo([{"root": str(root)}])[0])
    assert not found
