"""What postctl says of a Nikola site, compared with what the real Nikola makes of it."""

from __future__ import annotations

import importlib.util
import json
import os
import random
import re
import subprocess
import sys
import unicodedata
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from oracle import tools

from postctl import status
from postctl.model import Status
from postctl.site import Post
from postctl.slugs import nikola as slugs
from postctl.store import scan

SCAN = Path(__file__).with_name("nikola_scan.py")
NOW = datetime.now(UTC)  # Nikola asks the clock, so no date here is near it
CONF = """
BLOG_AUTHOR = BLOG_TITLE = BLOG_DESCRIPTION = "x"
BLOG_EMAIL = "x@example.org"
SITE_URL = "https://example.org/"
POSTS = (("posts/*.md", "posts", "post.tmpl"), ("posts/*.rst", "posts", "post.tmpl"))
PAGES = (("pages/*.md", "", "page.tmpl"),)
COMPILERS = {"markdown": (".md",), "rest": (".rst", ".txt"), "html": (".html",)}
"""

pytestmark = [
    pytest.mark.oracle,
    pytest.mark.skipif(bool(tools.missing_program("nikola")), reason=tools.missing_program("nikola")),
]


def has(*modules: str) -> bool:
    try:
        return all(importlib.util.find_spec(name) for name in modules)
    except ModuleNotFoundError:
        return False


extras = pytest.mark.skipif(not has("ruamel.yaml", "toml"), reason="no ruamel.yaml and toml here (pip install 'Nikola[extras]')")


# --- the two sides ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def nikola():
    """Asks `nikola_scan.py` what Nikola makes of a folder; one process for all of this file."""
    environment = {**os.environ, "TZ": "UTC"}
    command = [sys.executable, str(SCAN)]
    with subprocess.Popen(command, stdin=-1, stdout=-1, stderr=subprocess.DEVNULL, text=True, env=environment) as run:

        def ask(root: Path) -> dict:
            print(root, file=run.stdin, flush=True)
            return json.loads(run.stdout.readline())

        yield ask
        run.stdin.close()


def differences(root: Path, answer: dict) -> list[str]:
    """Where the two do not agree, a line each."""
    site = scan.open_site(str(root))
    assert site.generator.name == "nikola"
    ours = {post.path: post for post in site.posts}
    broken = {path for each in site.broken for path in (each.path, each.path.replace(".meta", ".md"))}
    assert "error" not in answer, answer
    theirs = {post["path"]: post for post in answer["posts"]}
    found = [f"ends the build: {path}: {why}" for path, why in answer["errors"].items() if path not in broken | failing(ours)]
    found += [f"does not end the build: {path}" for path in failing(ours, sure=True) | broken & ours.keys() if path in theirs]
    found += [f"for Nikola only: {path}" for path in sorted(theirs.keys() - ours.keys() - broken)]
    found += [f"for postctl only: {path}" for path in sorted(ours.keys() - theirs.keys() - answer["errors"].keys())]
    for path in sorted(ours.keys() & theirs.keys()):
        found += compared(ours[path], theirs[path], status.effective(ours[path], site.settings, NOW).status)
    return found


def failing(posts: dict[str, Post], *, sure: bool = False) -> set[str]:
    """The posts over which the build ends, or may."""
    return {
        path
        for path, post in posts.items()
        if post.verdict.fatal
        or twice(post)
        or any(each and each.moment is None and (each.sure or not sure) for each in (post.date, post.updated))
    }


def twice(post: Post) -> bool:
    """Whether a key stands twice in YAML, which ends the build (rule P004 says so)."""
    keys = [entry.key for entry in post.document.entries]
    return post.document.syntax is not None and post.document.syntax.name == "yaml" and len(keys) > len(set(keys))


def compared(ours: Post, theirs: dict, now: Status) -> list[str]:
    hidden = Status.DRAFT if theirs["draft"] else Status.UNLISTED if theirs["private"] else None
    pairs = {
        "title": (ours.title, " ".join(str(theirs["title"]).split())),
        "slug": (ours.slug, theirs["slug"]),
        "url": (ours.url, theirs["url"]),
        "tags": (sorted(ours.tags), sorted({" ".join(tag.split()) for tag in theirs["tags"]})),
        "hidden": (ours.verdict.hidden, hidden),
        "listed": (now is Status.PUBLISHED, theirs["listed"]),
        "two files": (ours.file != ours.path, theirs["two"]),
    }
    if ours.date is not None and ours.date.moment is not None:
        pairs["date"] = (ours.date.moment.astimezone(UTC), datetime.fromisoformat(theirs["date"]).astimezone(UTC))
    else:
        del pairs["listed"]  # when it is due is unknown
    return [f"{ours.path}: {what} is {own!r}, for Nikola {built!r}" for what, (own, built) in pairs.items() if own != built]


@pytest.fixture
def agree(tmp_path, nikola):
    """Scan all sites, each a `conf.py` (after the common one) and its files; both must agree on every one."""
    numbers = count()

    def check(*sites: tuple[str, dict[str, str | bytes]]) -> list[dict]:
        roots: list[Path] = []
        for config, files in sites:
            root = tmp_path / str(next(numbers))
            for name, data in {"conf.py": CONF + config, "posts/.keep": "", **files}.items():
                path = root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data if isinstance(data, bytes) else data.encode())
            roots.append(root)
        answers = [nikola(root) for root in roots]
        found = {}
        for root, answer, site in zip(roots, answers, sites, strict=True):
            if lines := differences(root, answer):
                found[str(site[0])] = lines
        assert not found, "\n".join(f"{site}\n    " + "\n    ".join(lines) for site, lines in found.items())
        return answers

    return check


def unsaid(usual: tuple[str, ...], lines: tuple[str, ...]) -> list[str]:
    """The usual lines whose key no other line has."""
    said = {line.partition(":")[0] for line in lines}
    return [line for line in usual if line.partition(":")[0] not in said]


def post(*lines: str, comment: bool = False, body: str = "Text.\n") -> str:
    """A post of these keys, a title and a date where they say none."""
    block = "\n".join([*unsaid((".. title: T", ".. date: 2020-01-02 03:04:05 UTC"), lines), *lines])
    return f"<!--\n{block}\n-->\n\n{body}" if comment else f"{block}\n\n{body}"


def yaml(*lines: str) -> str:
    """The same in YAML."""
    return "---\n" + "\n".join([*unsaid(("title: T", "date: 2020-01-02"), lines), *lines]) + "\n---\nText.\n"


def numbered(texts, ending: str = "md") -> dict[str, str]:
    return {f"posts/p{number:03}.{ending}": text for number, text in enumerate(texts)}


# --- marks ------------------------------------------------------------------------------------------------------------

MARKS = [
    *(
        f".. status: {word}"
        for word in ("draft", "private", "featured", "published", "Draft", "PRIVATE", "hidden", "x", "draft ")
    ),
    *(f".. draft: {word}" for word in ("true", "True", "false", "yes", "1")),
    *(".. published: false", ".. published: no", ".. Status: draft", "..  status: draft", ".. status:draft", ".. status:"),
    *(
        ".. status:  draft",
        " .. status: draft",
        "\t.. status: draft",
        "...status: draft",
        ".. status: draft # x",
        '.. status: "draft"',
    ),
    *(".. tags: draft", ".. tags: a, draft", ".. tags: private", ".. tags: Draft", ".. tags: a,draft ,b", ".. tags: drafts"),
    *(".. tags: a,, b ,a", ".. tags: ,", ".. tags: Private", ".. tags: mathjax", ".. status: published\n.. tags: draft"),
    *(".. status: draft\n.. status: ", ".. status: draft\n.. status: published", ".. status: private\n.. tags: draft"),
    *(".. status: draft\r", ".. status: draft\x0b", ".. : draft", ".. status : draft", ".. a: b: c", ".. a::b: c", ".. _x: y"),
]


@pytest.mark.parametrize("tags", ["True", "False"])
def test_marks(agree, tags):
    texts = [post(mark, comment=comment) for mark in MARKS for comment in (False, True)]
    agree((f"USE_TAG_METADATA = {tags}\nWARN_ABOUT_TAG_METADATA = False", numbered(texts)))


def test_marks_where_nothing_is_configured(agree):
    agree(("", numbered([post(mark) for mark in MARKS])))


@extras
def test_marks_in_yaml_and_toml(agree):
    values = (
        "draft",
        "private",
        "'draft'",
        "Draft",
        "true",
        "false",
        "yes",
        "no",
        "1",
        "null",
        "",
        "[draft]",
        "{a: b}",
        "~",
        "featured",
    )
    texts = [
        yaml(f"{key}: {value}") for key in ("status", "draft", "published", "tags", "slug", "title", "date") for value in values
    ]
    texts += [
        yaml(f"tags: {value}")
        for value in ("[a, b]", "[a, 1]", "[draft, a]", "a, draft", "[[a]]", "[Draft]", "['a, b']", "2014-01-01")
    ]
    texts += [
        "+++\ntitle = 'T'\ndate = '2020-01-02'\n" + line + "\n+++\n\nx\n"
        for line in ("status = 'draft'", "tags = ['a', 'b']", "status = true")
    ]
    texts += ["+++\ntitle = 'T'\ndate = 2020-01-02T03:04:05Z\n+++\n\nx\n"]
    agree(("", numbered(texts)))


# --- blocks -----------------------------------------------------------------------------------------------------------

A = ".. title: A\n.. date: 2020-01-02"
BLOCKS = [
    *(
        f"{A}\n\nText.\n",
        f"<!--\n{A}\n-->\n\nText.\n",
        f"<!-- \n{A}\n-->\nglued\n\nText.\n",
        f"<!--\n{A}\n-->\nText.\n",
        f"{A}\nText.\n",
    ),
    *(
        f"\n\n{A}\n\nText",
        f" \t\n{A}\n\nText",
        f"<!--\n\n{A}\n-->\n\nText.\n",
        f"# Heading\n{A}\n\nText.\n",
        f"# Heading\n\n{A}\n\nText\n",
    ),
    *(
        f"\ufeff{A}\n\nText",
        f"\ufeff<!--\n{A}\n-->\n\nText",
        f"{A}\n \n.. tags: x\n\nText",
        f"{A}\n.. tags:\n.. category:\n\nText\n",
    ),
    *(f"<!-- {A}\n-->\n\nText", f"<!--\n{A} -->\n\nText", f"{A}\n..\n.. tags: x\n\nText", f"{A}\n.. image:: x.png\n\nText"),
    *(
        f"{A}\n.. tags: x",
        f"{A}",
        f"<!--\n{A}\n-->",
        f"<!--\n{A}\n-->\n.. tags: x\n\nText",
        "",
        "\n",
        "Text",
        "Text.\n\nMore.\n",
        f"- {A}\n\n",
    ),
    *(
        f"{A}\n.. title: B\n\nText",
        f"{A}\n.. title: \n\nText",
        f"{A}\n.. slug: s\n.. slug: t\n\nText",
        f"{A}\n.. tags: {'x, ' * 400}y\n\nText",
    ),
    *(
        f"{A}\u2028.. tags: x\n\nText",
        f"{A}\x0c.. tags: x\n\nText",
        f"{A}\x85\n\nText",
        f"\u00a0{A}\n\nText",
        f"{A}\n.. x: y\x1c\n\nText",
    ),
]


def test_blocks(agree):
    ends = [text.replace("\n", end) for text in BLOCKS for end in ("\n", "\r\n", "\r")]
    agree(("", {path: text.encode() for path, text in numbered(ends).items()}))


def test_restructuredtext_has_the_same_front_matter(agree):
    agree(("", numbered(BLOCKS, "rst")))


@extras
def test_fences(agree):
    inner = "title: A\ndate: 2020-01-02\n"
    texts = [
        f"---\n{inner}---\nText.\n",
        f"\n---\n{inner}---\n\nText",
        f"--- \n{inner}---\n\nText",
        f"---\n{inner}---  \n\nText",
        f"---\n{inner}...\nText",
    ]
    texts += [
        f"\ufeff---\n{inner}---\nText",
        f"---\n{inner}----\nText\n---\nx",
        f"----\n{inner}---\nText",
        f"---\n{inner}---",
        "---\n---\nText",
        "---\n- a\n---\nT",
    ]
    texts += [
        f"---\n{inner}title: B\n---\nText",
        f"---\n{inner}a: [\n---\nText",
        f"---\nText, no keys.\n---\n{A}\n\n",
        f"---\r\n{inner}---\r\nText",
        "---\n{}\n---\nText",
    ]
    agree(("", {path: text.encode() for path, text in numbered(texts).items()}))


# --- dates ------------------------------------------------------------------------------------------------------------

DATES = re.split(
    r"\s*[|\n]\s*",
    """\
    2015-07-29 18:18:31 UTC | 2015-07-29 18:18:31 UTC+02:00 | 2015-07-29 18:18:31 UTC-03:30
    2015-07-29 18:18:31 EST | 2015-07-29 18:18:31 CEST | 2015-07-29 18:18 GMT | 2015-07-29T18:18:31Z
    2015-07-29T18:18:31z | 2015-07-29 18:18:31 utc | 11.10.2012 | 13.10.2012 | 11/10/2012 | 1.2.2012 | 31/12/2014
    12/31/2014 | 1/2/2014 10:00 | 20150729 | 2015-07 | Jul 2015 | 2015 | 10:00 | 29 July 2015 | July 29th, 2015
    2015/07/29 18:18 | 2015-07-29 18:18 GMT+3 | 2015-07-29 18:18:31 UTC+2 | 2015-07-29 18:18:31UTC-03:00
    2015-07-29 18:18 UTC+0200 | 2015-07-29 18:18 GMT-05:00 | 2015-07-29 | 2015-7-9 | soon | 2015-02-30 | 2015-13-01
    2015-07-29 24:00 | 2015-07-29 18:18 PM | Mon, 29 Jul 2015 | Wed, 29 Jul 2015 10:00:00 +0200
    2015-07-29 18:18:31.5 | 2015-07-29 18:18:31 +0200 | 2015-07-29 18:18:31 +02 | 2015-07-29 18:18:31 +02:00 CEST
    15-07-29 | 2015.07.29 | Sept 5 2015 | 29-Jul-2015 | 2015-07-29 6:18 pm | now | may | 2015-07-29 18:18:31+0200
    2015-03-29 02:30 | 2015-10-25 02:30 | 2031-01-01 | 2031-01-01 10:00 UTC | 0001-01-01 | 9999-12-31
    July 29, 2015 | 29th July 2015 | Wednesday, July 29, 2015 | 2015-07-29 18 | 2015-07-29T18:18 | 12.31.2014
    31.12.2014 10:00 | 29. Juli 2015 | 2015-07-29 25:00 | 2015-07-29 10:60 | 1999-12-31 23:59:59 +14:00
    5 jan 2014 | 5 JAN 2014 | x2015-07-29
""".strip(),
)


@pytest.mark.parametrize("zone", ["UTC", "Europe/Madrid", "America/New_York"])
def test_dates(agree, zone):
    agree(
        (f"TIMEZONE = '{zone}'", numbered([post(f".. date: {written}", f".. slug: x{at}") for at, written in enumerate(DATES)]))
    )


def test_the_date_of_the_last_change_may_end_the_build_too(agree):
    agree(("", numbered([post(f".. updated: {written}") for written in DATES])))


@extras
def test_dates_in_yaml(agree):
    agree(("TIMEZONE = 'Europe/Madrid'", numbered([yaml(f"date: {written}") for written in DATES if ": " not in written])))


@pytest.mark.parametrize("now", ["True", "False"])
def test_the_future(agree, now):
    moments = [NOW + timedelta(days=days) for days in (-400, -2, 2, 400)]
    texts = [
        post(f".. date: {moment:%Y-%m-%d %H:%M:%S} UTC", mark)
        for moment in moments
        for mark in ("", ".. status: draft", ".. status: private")
    ]
    agree((f"FUTURE_IS_NOW = {now}", numbered(texts)))


def test_a_post_without_a_date_ends_the_build(agree):
    answers = agree(("", {"posts/a.md": ".. title: A\n\nx\n", "posts/b.md": "x\n", "posts/c.md": post()}))
    assert set(answers[0]["errors"]) == {"posts/a.md", "posts/b.md"}


# --- addresses --------------------------------------------------------------------------------------------------------

NAMES = [
    "a b",
    "Crème: brûlée",
    "日本語",
    "a.b",
    "A_B",
    "100%",
    "-x-",
    "a  -  b",
    "a+b",
    "i'm",
    "🎉",
    "½ ₹ Є",
    "しち",
    "index",
    "a#b",
    "a?b",
    "..x",
]
SLUGS = [
    "x",
    "X y",
    "é",
    "a/b",
    "a%20b",
    "index",
    "a?b",
    "a#b",
    "../up",
    "a.html",
    "x ",
    "/x",
    "a&b",
    "日本",
    ".",
    "x/index",
    "e\u0301",
]


@pytest.mark.parametrize(
    "config",
    [
        *("", "PRETTY_URLS = False", "STRIP_INDEXES = False", "USE_SLUGIFY = False", "INDEX_FILE = 'index.htm'"),
        "POSTS = (('posts/*.md', '', 'post.tmpl'),)",
        "POSTS = (('posts/*.md', '/blog/deep', 'post.tmpl'),)",
        "POSTS = [('posts/*.md', 'a/../b', 'post.tmpl')]",
        "POSTS = [['posts/*.md', {'en': 'english'}, 'post.tmpl']]",
        "POSTS = (('posts/b/*.md', 'first', 'post.tmpl'), ('posts/*.md', 'second', 'post.tmpl'))",
        "POSTS = (('posts/[a-m]*.md', 'first', 'post.tmpl'), ('posts/*', 'second', 'post.tmpl'))".replace("/*'", "/*.md'"),
        "TRANSLATIONS = {'en': 'deep/english'}",
        "DEFAULT_LANG = 'de'",
    ],
)
def test_addresses(agree, config):
    files = {
        f"posts/{name.replace('/', '-')}.md": post(f".. slug: n{at}" if at % 3 == 0 else "") for at, name in enumerate(NAMES)
    }
    files |= {f"posts/named/n{at}.md": post() for at, name in enumerate(NAMES)}
    files |= {f"posts/b/s{at}.md": post(f".. slug: {slug}") for at, slug in enumerate(SLUGS)}
    files |= {
        f"posts/2015/07/p{at}.md": post(f".. pretty_url: {word}") for at, word in enumerate(("true", "False", "no", "x", "1", ""))
    }
    files |= {
        "posts/.hidden.md": post(),
        "posts/.dir/x.md": post(),
        "posts/x.txt": post(),
        "pages/p.md": post(),
        "posts/README": "",
    }
    agree((config, files))


# --- names that say something -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pattern", [r".*/(?P<date>\d{4}-\d\d-\d\d)-(?P<slug>.*)-(?P<title>.*)\.md", r"posts/(?P<tags>\w+)_(?P<Title>.*)\.md"]
)
def test_metadata_in_names(agree, pattern):
    names = ["2015-01-02-slug-the_title", "2015-01-02-slug-t", "x", "a_b-c", "2015-99-99-a-b"]
    texts = {f"posts/{name}.md": text for name in names for text in (f".. tags: x\n\n{name}\n",)}
    texts |= {f"posts/{name}2.md": post(f".. slug: own{at}") for at, name in enumerate(names)}
    agree(
        (f"FILE_METADATA_REGEXP = {pattern!r}", texts),
        (f"FILE_METADATA_REGEXP = {pattern!r}\nFILE_METADATA_UNSLUGIFY_TITLES = False", texts),
    )


@extras
def test_keys_of_other_generators(agree):
    mapping = (
        "METADATA_MAPPING = {'yaml': {'name': 'title', 'state': 'status', 'labels': 'tags'}, 'nikola': {'summary': 'title'}}"
    )
    texts = [yaml("name: N"), yaml("state: draft"), yaml("labels: [a]", "tags: [b]"), post(".. summary: S")]
    agree((mapping, numbered(texts)))


# --- two files, several languages ---------------------------------------------------------------------------------------


def test_two_files(agree):
    meta = ".. title: M\n.. slug: m{}\n.. date: 2020-01-02\n.. status: {}\n.. tags: a\n"
    files: dict[str, str] = {}
    for at, word in enumerate(("draft", "private", "published", "")):
        files |= {f"posts/a{at}.md": "Text.\n", f"posts/a{at}.meta": meta.format(at, word)}
        files |= {
            f"posts/b{at}.md": post(".. status: draft", f".. slug: b{at}"),
            f"posts/b{at}.meta": meta.format(f"b{at}", word),
        }
    files |= {
        "posts/c.md": post(),
        "posts/c.meta": "",
        "posts/d.md": post(".. slug: d"),
        "posts/d.meta": "no keys\n",
        "posts/e.meta": meta.format("e", ""),
    }
    files |= {"posts/f.rst": "Text.\n", "posts/f.meta": meta.format("f", "draft").replace("\n", "\r\n"), "posts/g.md": "Text.\n"}
    files |= {"posts/g.meta": "<!--\n" + meta.format("g", "draft") + "-->\n"}
    agree(("", files))


@pytest.mark.parametrize("pattern", ["{path}.{lang}.{ext}", "{path}.{ext}.{lang}", "{path}_{lang}.{ext}"])
@pytest.mark.parametrize("untranslated", ["True", "False"])
def test_languages(agree, pattern, untranslated):
    def name(stem: str, lang: str, ending: str = "md") -> str:
        return "posts/" + (pattern.format(path=stem, lang=lang, ext=ending) if lang else f"{stem}.{ending}")

    files = {
        name("a", ""): post(".. tags: x"),
        name("a", "es"): ".. title: A es\n\nTexto.\n",
        name("b", ""): post(".. status: draft"),
        name("b", "es"): ".. title: B es\n.. slug: b-es\n.. date: 1999-01-01\n\nTexto.\n",
        name("c", ""): post(),
        name("c", "fr"): ".. status: draft\n.. tags: y\n\nTexte.\n",
        name("f", ""): "Text.\n",
        name("f", "", "meta"): ".. title: F\n.. date: 2020-01-02\n.. slug: eff\n",
        name("f", "es"): "Texto.\n",
        name("f", "es", "meta"): ".. title: F es\n.. status: private\n",
        name("g", "en"): post(".. slug: gee"),
        name("h.es", ""): post(".. slug: aitch"),
        "posts/x.fr.foo.md": post(".. slug: ex"),
    }
    if pattern.endswith("{ext}"):  # else Nikola has no compiler for the ending
        files |= {name("d", "es"): post(".. title: D"), name("e", "es"): post(".. title: E es")}
        files |= {name("e", "fr"): ".. title: E fr\n\nTexte.\n"}
    config = f"""
DEFAULT_LANG = 'en'
TRANSLATIONS = {{'en': '', 'es': './es', 'fr': 'fr/x'}}
TRANSLATIONS_PATTERN = '{pattern}'
SHOW_UNTRANSLATED_POSTS = {untranslated}
POSTS = (('posts/*.md', {{'en': 'posts', 'es': 'entradas', 'fr': 'billets'}}, 'post.tmpl'),)
"""
    agree((config, files))


# --- anything goes --------------------------------------------------------------------------------------------------------


def random_post(chance: random.Random) -> str:
    keys = [
        "title",
        "slug",
        "date",
        "status",
        "tags",
        "category",
        "type",
        "draft",
        "link",
        "updated",
        "author",
        "pretty_url",
        "x y",
    ]
    values = [
        "",
        "x",
        "draft",
        "private",
        "2020-01-02",
        "2031-05-06 07:08:09 UTC",
        "a, b",
        " y ",
        "Draft",
        "é",
        "true",
        "T: u",
        "-->",
        "<!--",
    ]
    lines = [f".. {chance.choice(keys)}: {chance.choice(values)}" for _ in range(chance.randrange(7))]
    lines += [f".. date: {chance.choice(DATES)}", f".. slug: r{chance.randrange(10**9)}"]
    if chance.random() < 0.3:
        lines.insert(chance.randrange(len(lines)), chance.choice(["text", "..", ".. x::", " ", "-->", "\t.. tags: q"]))
    chance.shuffle(lines)
    block = "\n".join(lines)
    return (f"<!--\n{block}\n-->\n\nText.\n" if chance.random() < 0.5 else f"{block}\n\nText.\n").replace(
        "\n", chance.choice(["\n", "\r\n"])
    )


@pytest.mark.parametrize("seed", range(4))
def test_random_posts(agree, seed):
    chance = random.Random(seed)
    posts = {path: text.encode() for path, text in numbered([random_post(chance) for _ in range(250)]).items()}
    agree((f"TIMEZONE = '{chance.choice(['UTC', 'Europe/Madrid', 'Asia/Tokyo'])}'", posts))


# --- slugs ------------------------------------------------------------------------------------------------------------

SCRIPTS = [
    (0x20, 0x590),
    (0x590, 0x700),
    (0x900, 0xE00),
    (0x1E00, 0x2070),
    (0x3041, 0x3100),
    (0x4E00, 0x9FA6),
    (0xAC00, 0xD7A4),
    (0x1F300, 0x1F650),
]


def test_slugs():
    pytest.importorskip("nikola", reason="no Nikola beside this Python")
    ask = "import json, sys; from nikola.utils import slugify; print(json.dumps(list(map(slugify, json.load(sys.stdin)))))"
    chars = [chr(number) for start, end in SCRIPTS for number in range(start, end) if unicodedata.category(chr(number))[0] != "C"]
    chance = random.Random(1)
    titles = (
        [f"a{char}B" for char in chars] + ["".join(chance.choices(chars + list(" -_+.") * 50, k=9)) for _ in range(2000)] + NAMES
    )
    run = subprocess.run(
        [sys.executable, "-c", ask], input=json.dumps(titles), capture_output=True, text=True, check=True, timeout=60
    )
    wrong = [
        (title, slugs.slug(title), theirs)
        for title, theirs in zip(titles, json.loads(run.stdout), strict=True)
        if slugs.slug(title) != theirs
    ]
    assert wrong == []


# --- real sites -------------------------------------------------------------------------------------------------------


def test_the_example(copy_example, nikola):
    root = copy_example("nikola")
    assert differences(root, nikola(root)) == []


def test_a_build_of_the_example(copy_example):
    """What is built at all, and what of it the site lists: the map of the site names what postctl calls published."""
    root = copy_example("nikola")
    command = [tools.program("nikola"), "build", "-v", "0"]
    subprocess.run(command, cwd=root, check=True, capture_output=True, timeout=300, env={**os.environ, "TZ": "UTC"})
    site = scan.open_site(str(root))
    listed = (root / "output" / "sitemap.xml").read_text()
    for post in site.posts:
        assert (root / "output" / f"{post.url}index.html".lstrip("/")).is_file(), post.path
        public = status.effective(post, site.settings, NOW).status is Status.PUBLISHED
        assert (f"example{post.url}<" in listed) == public, post.path


@pytest.mark.corpus
def test_real_posts(corpus, agree):
    posts = sorted((corpus / "getnikola__nikola-site" / "posts").glob("*.md"))
    agree(("", {f"posts/{path.name}": path.read_bytes() for path in posts}))
