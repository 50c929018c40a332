"""What postctl says of a Jekyll site, compared with what the real Jekyll makes of it."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from postctl import reading, status
from postctl.generators.jekyll import GENERATOR
from postctl.model import Broken, Status
from postctl.site import Folder, Post

NOW = datetime(2028, 6, 1, 12, tzinfo=UTC)
BUILD = Path(__file__).with_name("jekyll_build.rb")
X = "_posts/2014-01-02-x.md"

pytestmark = [
    pytest.mark.oracle,
    pytest.mark.skipif(shutil.which("jekyll") is None, reason="jekyll is not on PATH"),
]


# --- the two sides ----------------------------------------------------------------------------------------------------


def jekyll(jobs: list[dict]) -> list[dict]:
    """The answers of `jekyll_build.rb`, one Ruby process for all."""
    jobs = [{**job, "config": {"time": NOW.isoformat(), "quiet": True}} for job in jobs]
    run = subprocess.run(["ruby", str(BUILD)], input=json.dumps(jobs), capture_output=True, text=True, timeout=300, check=False)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout.splitlines()[-1])


def postctl(root: Path) -> tuple[dict[str, Post], list[Broken]]:
    """The posts by path that postctl takes for public at `NOW`, and those it cannot read."""
    files = {str(path.relative_to(root)): path for path in root.rglob("*") if path.is_file()}

    def text(name: str) -> str | None:
        return files[name].read_text(encoding="utf-8") if name in files else None

    settings = GENERATOR.settings(Folder(frozenset(files), text))
    results = [reading.read(name, path.read_bytes(), GENERATOR, settings) for name, path in sorted(files.items())]
    posts = tuple(each for each in results if isinstance(each, Post))
    public = {post.path: post for post in posts if status.effective(post, settings, NOW).status is Status.PUBLISHED}
    return public, [result for result in results if isinstance(result, Broken)]


def differences(root: Path, answer: dict) -> list[str]:
    """Where the two do not agree, a line each."""
    public, broken = postctl(root)
    if "error" in answer:
        seen = broken or any(post.url is None or (post.date and post.date.problem) for post in public.values())
        return [] if seen else [f"Jekyll ends the build: {answer['error']}"]
    built = {post["path"]: post for post in answer["posts"] if post["path"] not in {each.path for each in broken}}
    return [f"public for Jekyll only: {path}" for path in sorted(built.keys() - public.keys())] + [
        *(f"public for postctl only: {path}" for path in sorted(public.keys() - built.keys())),
        *(line for path in sorted(public.keys() & built.keys()) for line in compared(public[path], built[path])),
    ]


def compared(ours: Post, theirs: dict) -> list[str]:
    pairs = {
        "title": (ours.title, words(theirs["title"])),
        "slug": (ours.slug, words(theirs["slug"])),
        "tags": ([*ours.tags], [words(tag) for tag in theirs["tags"]]),
    }
    if ours.date is not None:
        pairs["date"] = (ours.date.moment and ours.date.moment.replace(microsecond=0).isoformat(), theirs["date"])
    if ours.url is not None or ours.date is not None:
        pairs["url"] = (ours.url, theirs["url"])
    return [f"{ours.path}: {what} is {own!r}, for Jekyll {built!r}" for what, (own, built) in pairs.items() if own != built]


def words(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.fixture
def agree(tmp_path):
    """Build all sites, each a configuration and its files, in one Ruby process; they must agree on every one."""
    numbers = count()

    def check(*sites: tuple[dict, dict[str, str | bytes]]) -> None:
        roots: list[Path] = []
        for config, files in sites:
            root = tmp_path / str(next(numbers))
            content = {"_config.yml": json.dumps(config), **files} if config else files
            for name, data in content.items():
                path = root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data if isinstance(data, bytes) else data.encode())
            roots.append(root)
        answers = jekyll([{"root": str(root)} for root in roots])
        found = {}
        for root, answer, site in zip(roots, answers, sites, strict=True):
            if lines := differences(root, answer):
                found[str(site)] = lines
        assert not found, "\n".join(f"{site}\n    " + "\n    ".join(lines) for site, lines in found.items())

    return check


def lines(text: str) -> list[str]:
    """The lines of a block, without indentation."""
    return [line.strip() for line in text.strip().splitlines()]


def with_front(*fronts: str, config: dict | None = None, path: str = X) -> list[tuple[dict, dict[str, str]]]:
    """A site for each front matter."""
    return [(config or {}, {path: f"---\n{front}\n---\ntext\n"}) for front in fronts]


def with_names(names: str, config: dict | None = None) -> tuple[dict, dict[str, str]]:
    """One site with the files of a block of names, without front matter."""
    return config or {}, dict.fromkeys(lines(names), "text\n")


# --- the cases --------------------------------------------------------------------------------------------------------


def test_published_values(agree):
    values = lines("""
        true
        false
        yes
        no
        on
        off
        y
        n
        True
        NO
        Off
        TRUE
        null
        ~
        0
        1
        'false'
        "no"
        ''
        []
        false_
    """)
    fronts = [f"{key}: {value}" for value in [*values, ""] for key in ("published", "Published")]
    marks = ("draft: true", "draft: false", "draft: yes", "status: draft", "hidden: true", "published: true\ndraft: true")
    agree(*with_front(*fronts, *marks), *with_front("published: false", "published:", config={"unpublished": True}))


def test_fences(agree):
    block = "title: T\ntags: a\n"
    texts = (
        "text",
        "",
        "---\n",
        "***\n",
        f"---\n{block}---\ntext",
        f"---\n{block}---",
        f"--- \t\n{block}--- \t\ntext",
        f"---\n{block}...\ntext",
        f"---\n{block}--- \n...\n",
        f"---\n{block}---\n\n\n   code\n",
        f"---\n{block}---\n---\ntitle: U\n---\n",
        f"---\n\n\n{block}\n---\n",
        f"---\n{block}----\n---\n",
        f"---\n{block}---\ntext\n".replace("\n", "\r\n"),
        f"\n---\n{block}---\n",
        f" ---\n{block}---\n",
        f"----\n{block}----\n",
        f"text\n---\n{block}---\n",
        "---\n---\ntext",
        "---\n# comment\n---\n",
        "---\ntitle: |\n  a\n  ---\ntags: b\n---\n",
        "---\ntitle: T # x\ntags: [a, b]\n---\n",
    )
    agree(*(({}, {X: text}) for text in texts), *(({}, {X: b"\xef\xbb\xbf" + text.encode()}) for text in texts))


def test_names(agree):
    site = with_names("""
        _posts/2014-01-02-x.md
        _posts/2014-1-2-one.md
        _posts/14-1-02-short.md
        _posts/99-12-31-old.md
        _posts/123-1-1-x.md
        _posts/12014-01-02-x.md
        _posts/2014-02-30-x.md
        _posts/2014-04-31-x.md
        _posts/x.md
        _posts/index.html
        _posts/x-2014-01-02-y.md
        _posts/2014-01-02.md
        _posts/2014_01_02-x.md
        _posts/2014-01-02 x.md
        _posts/20140102-x.md
        _posts/2014-01-02-.md
        _posts/2014-01-02-a...md
        _posts/2014-01-02-x.md~
        _posts/2014-01-02-x.html
        _posts/2014-01-02-y.txt
        _posts/2014-01-02-z.mkdn
        _posts/2014-01-02-x.fr.md
        _posts/2014-01-02-Foo-Bar--baz_q.MD
        _posts/2014-01-02-a b é#?&.md
        _posts/2014-01-02-don't_Stop…ÀÉ日本!.md
        _posts/2014-01-02-%20.md
        _posts/2014-01-02-a+b=c@d~e,f;g$.md
        _posts/2014-01-02--x-.md
        _posts/2014-01-02-ÉCOLE.markdown
    """)
    fatal = ("2014-02-32-x.md", "2014-13-01-x.md", "14-13-01-x.md", "2014-00-01-x.md", "2014-06-00-x.md")
    saved = with_front("date: 2014-01-02", path="_posts/2014-13-41-x.md")
    agree(site, *(with_names(f"_posts/{name}") for name in fatal), *saved)


def test_folders(agree):
    site = with_names("""
        _posts/sub/2014-01-02-x.md
        Blog/_posts/2014-01-02-x.md
        blog/Sub dir/_posts/y/2014-01-02-x.md
        my_posts/_posts/2014-01-02-x.md
        _posts/foo/_posts/2014-01-02-x.md
        _posts/a/_drafts/2014-01-02-x.md
        _posts/_sub/2014-01-02-x.md
        _posts/a/_sub/2014-01-02-x.md
        _posts/a/.sub/2014-01-02-x.md
        _posts/#a/2014-01-02-x.md
        _posts/_2014-01-02-x.md
        a/_posts/.2014-01-02-x.md
        _arch/_posts/2014-01-02-x.md
        .arch/_posts/2014-01-02-x.md
        ~b/_posts/2014-01-02-x.md
        b~/_posts/2014-01-02-x.md
        c./_posts/2014-01-02-x.md
        _site/_posts/2014-01-02-x.md
        vendor/_posts/2014-01-02-x.md
        vendor/bundle/_posts/2014-01-02-x.md
        node_modules/x/_posts/2014-01-02-x.md
        gemfilesx/_posts/2014-01-02-x.md
        _drafts/_posts/2014-01-02-x.md
    """)
    agree(site)


def test_exclude_and_include(agree):
    names = """
        old/_posts/2014-01-02-a.md
        older/_posts/2014-01-02-b.md
        _posts/old/2014-01-02-c.md
        _posts/2014-01-02-d.md
        _inc/_posts/2014-01-02-e.md
        _posts/_a/2014-01-02-f.md
        a/b/_posts/2014-01-02-g.md
        node_modules/_posts/2014-01-02-h.md
    """
    excluded = (
        *(["old"], ["old/"], ["_posts"], ["_posts/*-d.md", "_posts/old/"], ["*/2014-01-02-a.md", "/_posts/2014-01-02-d.md"]),
        *(["a/*", "**/old"], ["a/b", 1], ["o??"], []),
    )
    others = (
        {"exclude": ["old"], "include": ["old", "_inc", "_a"]},
        {"include": ["node_modules"]},
        {"include": ["_i*"]},
        {"destination": "old"},
        {"destination": "a/b"},
    )
    agree(*(with_names(names, {"exclude": each}) for each in excluded), *(with_names(names, each) for each in others))


def test_source_and_collections_folder(agree):
    home = """
        _posts/2014-01-02-x.md
        c/_posts/2014-01-02-x.md
        c/d/_posts/2014-01-02-x.md
        x/c/_posts/2014-01-02-x.md
        _c/_posts/2014-01-02-x.md
    """
    inner = {X: "text"}
    agree(
        *(with_names(home, {"collections_dir": each}) for each in ("c", "c/d", "_c")),
        *(with_names(home, {"source": each}) for each in ("c", "./c/", "c/d", ".")),
        with_names(home, {"source": "x", "collections_dir": "c"}),
        ({}, {"_config.toml": 'permalink = "pretty"\n', **inner}),
        ({}, {"_config.yaml": "permalink: pretty\n", **inner}),
        ({}, {"_config.yml": "", **inner}),
        ({"markdown_ext": "markdown, md,wiki"}, {**inner, "_posts/2014-01-02-y.wiki": "", "_posts/2014-01-02-z.markdown": ""}),
    )


def test_drafts(agree):
    names = """
        _drafts/x.md
        _drafts/2014-01-02-y.md
        _drafts/s/2014-01-02-y.v2.md
        _drafts/2040-01-01-future.md
        _drafts/a.txt
        _drafts/_x.md
        _drafts/noext
        _drafts/_posts/2014-01-02-w.md
        blog/_drafts/sub/z.md
        _posts/2014-01-02-p.md
    """
    front = {"_drafts/x.md": "---\npublished: false\n---", "_drafts/y.md": "---\ndate: 2014-05-05\nslug: why\n---"}
    shown = {"show_drafts": True}
    agree(with_names(names), with_names(names, shown), (shown, front), ({}, front))
    agree(with_names("_drafts/x.md\nblog/_drafts/s/y.md", shown | {"permalink": "/:categories/:path/:title/"}))


PERMALINKS = lines("""
    date
    pretty
    ordinal
    weekdate
    none
    Pretty
    :title
    /:title
    /:slug.md
    /:path/
    /:title.en.html
    /:categories/:title.html
    /blog/:year/:title/index.html
    :year-:short_year-:month-:i_month-:short_month-:long_month-:day-:i_day-:y_day-:w_year-:week-:w_day/:short_day-:long_day
    :hour-:minute-:second/:title:slug/:categories/:slugified_categories/:name:path/:collection:output_ext
    /:year_:month_:day_:title/
    /:categories:title/
    /:title__/
    /:nope/
    /:month_x/
    foo.txt
    /:title.txt:output_ext
    /x.:year
    /a/../../b//c
    ../../etc/passwd
    /a b/ü.html
    /a./b/.../c%2e%2e/
    /a%20b/%zz/:title
    /a#b?c=:title
    http://x.org/foo
""")


def test_permalinks_of_the_site(agree):
    post = {"a/_posts/2014-01-02-Dé X.md": "---\ncategories: 'É b C#'\ndate: 2020-12-31 23:14:15 +0000\n---\n"}
    agree(*(({"permalink": link}, post) for link in (*PERMALINKS, "")))
    collections = (
        {"posts": {"permalink": "/c/:title/", "output": False}},
        {"posts": {"permalink": "pretty"}},
        {"posts": {}},
        ["posts"],
    )
    agree(*(({"permalink": "/x/:title", "collections": each}, post) for each in collections))


def test_permalinks_of_posts(agree):
    agree(*with_front(*(f"permalink: {json.dumps(link)}" for link in (*PERMALINKS, ""))))
    odd = ("12", "false", "null", "[a]", "true")
    agree(*with_front(*(f"permalink: {value}" for value in odd), config={"permalink": "/p/:title/"}))
    slugs = ("A b", "12", "''", "false", "a # b/c", "-a-", "100%", "été.", "true", "~", "[a]")
    agree(*with_front(*(f"slug: {value}" for value in slugs)))


def test_titles_tags_and_categories(agree):
    titles = ("", "''", "false", "1", "'T: x'", "true", "~", "2014-05-05", "a b", "1.5")
    agree(*with_front(*(f"title: {value}" for value in titles)))
    words = (
        "a b",
        "[a, b c]",
        "",
        "[]",
        "2014x",
        "'a  b\ta'",
        "[A, a]",
        "c#",
        "q?x",
        "[a:b, /z/, é ü]",
        "['Part 1: x']",
        "[z, 'Part 1: x']",
        "[null, 1, true]",
    )
    agree(*with_front(*(f"{key}: {value}" for value in (*words, "[a, [b, c]]") for key in ("tags", "tag"))))
    agree(*with_front(*(f"categories: {each}\ncategory: Z y" for each in words), path=f"Up/a/{X}"))
    agree(*with_front(*(f"{key}: {each}" for each in words for key in ("categories", "category")), path=f"up/{X}"))
    agree(*with_front("tag: a\ntags: b", "tag:\ntags: b", "categories: [Up, b]\ncategory: b", path=f"Up/{X}"))


DATES = lines("""
    2014-01-05
    2014-1-5
    14-1-5
    2014/01/05
    2014.1.5
    25/12/2014
    25.12.2014
    05/01/2014
    25-12-2014
    '2014-01-05'
    2014-01-05 03:04
    2014-01-05 3:04
    2014-01-05T03:04
    '2014-01-05 03:04'
    2014-01-05 03:04 PM
    2014-01-05 03:04 XYZ
    2014-01-05 03:04 +0900
    2014-01-05 03:04:05
    2014-01-05T23:04:05
    2014-06-01 23:30:00
    2014-01-05 03:04:05.678
    2014-01-05 03:04:05 Z
    2014-01-05T03:04:05Z
    2014-01-05 03:04:05 EST
    2014-01-05 03:04:05 UTC
    2014-01-05 03:04:05 -0800
    2014-01-05 23:04:05 +05:30
    2014-01-05 03:04:05 +0000 UTC
    '2014-01-05 03:04:05 -0800'
    '2014/01/05 03:04 -0800'
    2014-02-30
    2014-02-30 03:04:05
    2014-02-32
    2014-13-01
    2014-01-05 24:00
    2014-01-05 25:00
    2014-01-05 03:60
    2014-01-05 03:04:60
    2014-03-30 02:30
    2014-03-30 02:30:00
    2014-10-26 02:30
    2014-11-02 01:30
    Jan 5 2014
    5 Jan 2014
    5 January 2014 15:00
    2040-01-01
    2028-06-01 11:59:59 +0000
    2028-06-01 12:00:01 +0000
    2028-06-01 14:30
    foo
    ''
    null
    true
""")


@pytest.mark.parametrize("zone", ["", "Europe/Paris", "America/Los_Angeles", "Foo/Bar"])
def test_dates(agree, zone):
    agree(*with_front(*(f"date: {value}" for value in (*DATES, "")), config={"timezone": zone} if zone else {}))


def test_dates_in_quotes_with_seconds_are_local(agree):
    agree(*with_front("date: '2014-06-01 23:30:00'", config={"timezone": "Europe/Paris"}))


def test_future(agree):
    early, late = "---\ndate: 2014-01-01\n---", "---\ndate: 2040-01-01\n---"
    site = {X: "x", "_posts/2040-01-01-a.md": "x", "_posts/2040-01-01-b.md": early, "_posts/2014-01-01-c.md": late}
    agree(({}, site), *(({"future": value}, site) for value in (True, False, "no")))
    edge = "_posts/2028-05-31-a.md\n_posts/2028-06-01-b.md\n_posts/2028-06-02-c.md"
    agree(*(with_names(edge, {"timezone": zone}) for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC")))


def test_defaults(agree):
    def sets(*pairs: tuple[dict, dict], **more: str) -> dict:
        return {"defaults": [{"scope": scope, "values": values} for scope, values in pairs], **more}

    def links(*scopes: dict) -> dict:
        return sets(*((scope, {"permalink": f"/{number}/"}) for number, scope in enumerate(scopes)))

    front = "---\npublished: true\ntags: u\ncategories: v\npermalink:\n---"
    posts = {X: "x", f"blog/{X}": front, f"blogger/{X}": "x", "_posts/sub/2014-01-02-y.md": "x"}
    every = {"path": "", "type": "posts"}
    configs = (
        sets((every, {"permalink": "/p/:title/", "published": False, "categories": "a b"})),
        sets((every, {"permalink": "/p/:categories/:title/", "tags": ["t"], "categories": ["c"]})),
        sets((every, {"date": "2015-01-01", "title": "T", "slug": "s", "category": "c", "tag": "t"})),
        sets(({"path": "_posts"}, {"permalink": "/p/:title/"}), ({"path": ""}, {"permalink": "/all/:title/", "tags": "a"})),
        sets(({"path": "blog/**/2014*"}, {"title": "Z"})),
        links({"path": ""}, {"path": ""}, {"path": "", "type": "posts"}, {"path": ""}),
        links({"path": "blog"}, {"path": "/_posts"}),
        links({"path": "_posts/*.md"}, {"path": "**/sub"}),
        links({"path": "", "type": "drafts"}, {"path": "", "type": "pages"}),
    )
    agree(*((config, posts) for config in configs))
    for folder, option in (("col", "collections_dir"), ("src", "source")):
        inside = {f"{folder}/{name}": text for name, text in posts.items()}
        agree((links({"path": f"{folder}/_posts"}, {"path": "_posts/sub"}) | {option: folder}, inside))


def test_what_is_no_front_matter_is_still_published(tmp_path):
    """Broken for postctl; Jekyll logs an error and publishes it under the day of the build, which is why that matters."""
    for name, text in {"a": "title: [", "b": "- a", "c": "\ttitle: x", "d": "title: a: b"}.items():
        path = tmp_path / f"_posts/2014-01-02-{name}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"---\n{text}\n---\n", encoding="utf-8")
    public, broken = postctl(tmp_path)
    [answer] = jekyll([{"root": str(tmp_path)}])
    assert not public
    assert [each.path for each in broken] == [post["path"] for post in answer["posts"]]
    assert {post["url"][:11] for post in answer["posts"]} == {f"/{NOW:%Y/%m/%d}"}
    assert len(answer["log"]) == len(broken)


VALUES = {
    "title": ("T", "Été à la mer", "'x: y'", "", "2014"),
    "slug": ("other", "A B", "", "é"),
    "permalink": (
        *(json.dumps(link) for link in PERMALINKS if not link.endswith(("nope/", "_x/", "__/", ".txt:output_ext"))),
        "",
    ),
    "date": ("2020-02-29", "2019-12-31 23:30:00 -0500", "2018-07-01 10:00", "2039-01-01", "2020-06-01 22:45:00"),
    "categories": ("a B", "[c d, e]", "", "X"),
    "category": ("one two", "z"),
    "tags": ("a b", "[c d]"),
    "tag": ("q r",),
    "published": ("true", "false", "no", "'no'", ""),
    "draft": ("true",),
}


def random_site(chance: random.Random) -> tuple[dict, dict[str, str | bytes]]:
    config = {
        "permalink": json.loads(chance.choice(VALUES["permalink"][:-2])),
        "timezone": chance.choice(("Asia/Tokyo", "America/New_York", "UTC")),
        "show_drafts": chance.random() < 0.3,
        "future": chance.random() < 0.3,
        "unpublished": chance.random() < 0.1,
    }
    files: dict[str, str | bytes] = {}
    for _ in range(6):
        folder = chance.choice(("", "", "es/", "A b/c/")) + chance.choice(("_posts/", "_posts/", "_posts/sub/", "_drafts/"))
        name = chance.choice(("2014-01-02-", "2015-1-2-", "2041-05-06-", ""))
        stem = chance.choice(("x", "Hello-World", "été", "a.b", "q_r"))
        keys = chance.sample(sorted(VALUES), chance.randrange(5))
        front = "".join(f"{key}: {chance.choice(VALUES[key])}\n" for key in keys)
        files[f"{folder}{name}{stem}.md"] = f"---\n{front}---\ntext\n"
    return config, files


def test_random_sites(agree):
    """Everything at once, from a fixed seed."""
    chance = random.Random(4)
    agree(*(random_site(chance) for _ in range(150)))


def test_the_example(repository, tmp_path):
    """It builds with the command people use, and postctl names every page that comes out."""
    root = Path(shutil.copytree(repository / "examples" / "jekyll", tmp_path / "jekyll"))
    build = subprocess.run(["jekyll", "build", "--quiet"], cwd=root, capture_output=True, text=True, check=False, timeout=120)
    assert build.returncode == 0, build.stderr
    pages = {str(page.relative_to(root / "_site")) for page in (root / "_site").rglob("*.html")} - {"index.html"}
    public, broken = postctl(root)
    assert not broken
    assert {f"{post.url}index.html".removeprefix("/") for post in public.values()} == pages
