"""What postctl says of a Pelican site, compared with what the real Pelican makes of it."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from postctl import document, reading, registry, status
from postctl.generators.pelican import GENERATOR
from postctl.model import Fences, Problem, Status
from postctl.site import Folder, Post
from postctl.slugs import pelican as slugs

try:
    from pelican.settings import DEFAULT_CONFIG
    from pelican.utils import slugify
except ImportError:
    slugify = None

NOW = datetime.now(UTC)
BUILD = Path(__file__).with_name("pelican_build.py")
EXAMPLE = Path(__file__).parents[2] / "examples" / "pelican"
CONF = 'PATH = "content"\nTIMEZONE = "Europe/Paris"\nSITENAME = "S"\n'
DATED = "Date: 2020-01-02\n"

pytestmark = [
    pytest.mark.oracle,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.skipif(slugify is None, reason="no pelican beside this Python (pip install '.[oracle]')"),
]


# --- the two sides ----------------------------------------------------------------------------------------------------


def pelican(roots: list[Path]) -> list[dict]:
    """The answers of `pelican_build.py`, one process for all."""
    command = [sys.executable, "-B", str(BUILD)]  # it imports the configuration of a site that others copy meanwhile
    paths = json.dumps([str(root) for root in roots])
    run = subprocess.run(command, input=paths, capture_output=True, text=True, timeout=300, check=False)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def postctl(root: Path) -> dict[str, Post]:
    files = {str(path.relative_to(root)): path for path in root.rglob("*") if path.is_file()}

    def text(name: str) -> str | None:
        return files[name].read_text(encoding="utf-8") if name in files else None

    settings = GENERATOR.settings(Folder(frozenset(files), text))
    results = [reading.read(name, path.read_bytes(), GENERATOR, settings) for name, path in sorted(files.items())]
    return {each.path: each for each in results if isinstance(each, Post)}, settings


def kind(post: Post, settings) -> str | None:
    """What Pelican would call it; `None` where it leaves it out."""
    now = status.effective(post, settings, NOW).status
    if now is Status.SCHEDULED:
        return "draft"
    if now is Status.DRAFT:
        mark = post.verdict.reason.removesuffix(" (from the configuration)").lower()
        return "draft" if mark == "status: draft" else None
    return {Status.PUBLISHED: "published", Status.UNLISTED: "hidden"}[now]


TOLD = Counter()


def differences(root: Path, answer: dict) -> list[str]:
    """Where the two do not agree, a line each."""
    posts, settings = postctl(root)
    if "error" in answer:
        fatal = any(post.verdict.fatal for post in posts.values())
        return [] if fatal else [f"Pelican ends the build: {answer['error']}"]
    built = {each["path"]: each for each in answer["posts"]}
    unsure = {path for path, post in posts.items() if post.date and post.date.problem and not post.date.sure}
    TOLD.update(posts=len(posts), built=len(built), unsure=len(unsure))
    ours = {path: kind(post, settings) for path, post in posts.items() if kind(post, settings)}
    found = [f"{path}: for Pelican {each['kind']}, not for postctl" for path, each in built.items() if path not in ours]
    found += [f"{path}: for postctl {ours[path]}, not for Pelican" for path in ours if path not in built and path not in unsure]
    for path in sorted(ours.keys() & built.keys()):
        found += compared(posts[path], ours[path], built[path])
    return found


def compared(ours: Post, kind: str, theirs: dict) -> list[str]:
    pairs = {"kind": (kind, theirs["kind"]), "tags": ([*ours.tags], theirs["tags"])}
    if not theirs["title"].startswith("["):
        pairs["title"] = (ours.title if ours.titled else "", " ".join(theirs["title"].split()))
    if ours.date is not None and ours.date.moment is not None:
        pairs["date"] = (ours.date.moment.isoformat(), theirs["date"])
    scheduled = kind == "draft" and ours.verdict.hidden is None
    if ours.url is not None and not scheduled:
        TOLD.update(url=1)
        pairs["url"] = (ours.url, "/" + theirs["url"].lstrip("/"))
        pairs["slug"] = (ours.slug, theirs["slug"] or "")
    if ours.lang is not None:
        pairs["lang"] = (ours.lang, theirs["lang"])
    return [f"{ours.path}: {what} is {own!r}, for Pelican {built!r}" for what, (own, built) in pairs.items() if own != built]


@pytest.fixture
def agree(tmp_path):
    """Read all sites, each a configuration and its files, in one process; they must agree on every one."""
    numbers = count()

    def check(*sites: tuple[str, dict[str, str | bytes]]) -> None:
        roots: list[Path] = []
        for conf, files in sites:
            root = tmp_path / str(next(numbers))
            (root / "content").mkdir(parents=True)
            for name, data in {"pelicanconf.py": CONF + conf, **files}.items():
                path = root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data if isinstance(data, bytes) else data.encode())
            roots.append(root)
        found = {}
        for root, answer, (conf, _) in zip(roots, pelican(roots), sites, strict=True):
            texts = {line.partition(":")[0]: line for line in differences(root, answer)}
            for name, line in texts.items():
                found[line] = conf + ((root / name).read_bytes().decode(errors="replace") if (root / name).is_file() else "")
        assert not found, "\n".join(f"{line}\n    {text!r}" for line, text in list(found.items())[:20]) + f"\n{len(found)} in all"

    return check


def numbered(texts: list[str | bytes], folder: str = "content") -> dict[str, str | bytes]:
    """Files for texts, each by its number; `{n}` in a text is that number."""
    named = enumerate(texts)
    return {
        f"{folder}/p{n}.md": text.replace("{n}", str(n)) if isinstance(text, str) else text.replace(b"{n}", str(n).encode())
        for n, text in named
    }


def with_front(*fronts: str) -> dict[str, str | bytes]:
    return numbered([f"Title: T {{n}}\n{DATED}{front}\n\ntext\n" for front in fronts])


# --- the cases --------------------------------------------------------------------------------------------------------

ROWS = ["draft: true", 'draft: "true"', 'draft: "false"', "draft: yes", "draft: no", "Draft: true"]
ROWS += ["published: false", 'published: "false"', "published: no", "status: draft"]
STATES = "draft Draft DRAFT published Published hidden Hidden skip publish private 'draft' true".split()


def test_draft_marks(agree):
    fronts = [f"{key}: {value}" for key in ("Status", "status", "STATUS") for value in (*STATES, '"draft"', "", " draft ")]
    more = [
        "Status: draft\nStatus: published",
        "Status: published\nstatus: draft",
        "Status: draft\n    published",
        "Status:draft",
    ]
    files = with_front(*ROWS, *fronts, *more, "Status:\n    draft", "Status: draft # why", "Status:\tdraft", "  Status: draft")
    agree(
        ("", files | {"content/_drafts/x.md": f"Title: In drafts\n{DATED}\nx\n", "content/drafts/y.md": f"Title: Y\n{DATED}\n"})
    )


def test_a_status_that_ends_the_build(agree):
    agree(*(("", with_front(f"Status: {word}")) for word in ("Skip", "SKIP")))


def test_the_default_status(agree):
    files = with_front("Status: published", "Status:", "x: y", "Status: hidden", "Status: draft")
    agree(*((f"DEFAULT_METADATA = {{'status': '{word}'}}\n", files) for word in ("draft", "hidden", "published", "skip", "odd")))


def test_fences_and_lines(agree):
    block = f"Title: T{{n}}\n{DATED}Tags: a, b\n"
    texts: list[str | bytes] = [
        *(
            f"{block}\ntext",
            block,
            block.rstrip("\n"),
            f"---\n{block}---\ntext",
            f"---\n{block}...\ntext",
            f"--- x\n{block}----\n",
        ),
        *(
            f"\n{block}\ntext",
            f" {block}\ntext",
            f"    {block}\n",
            f"----\n{block}---\n",
            f"---\n\n{block}---\n",
            f"{block}text\n",
        ),
        *(
            f"# heading\n{block}",
            f"\t{block}\n",
            "text",
            "",
            "---\n",
            f"---\n---\n{block}",
            f"...\n{block}",
            f"{block}---\nStatus: draft\n",
        ),
        *(f"Title: {{n}}\n    more\n{DATED}\n", f"Title: {{n}}\n\tmore\n{DATED}\n", f"Title: {{n}}\n   more\n{DATED}\n"),
        *(
            f"Title:{{n}}a\n{DATED}\n",
            f"title : {{n}}b\n{DATED}\n",
            f"Title: '{{n}}c'\n{DATED}\n",
            f"Title: \n{DATED}Slug: s{{n}}\n",
        ),
        *(
            f"Ti_tle: x\nTitle: {{n}}d\n{DATED}\n",
            f"http://x.y\nTitle: {{n}}e\n{DATED}\n",
            f"Título: x\nTitle: {{n}}f\n{DATED}\n",
        ),
        *(
            f"Title: {{n}}g\nTitle: h\n{DATED}\n",
            f"Title: {{n}}i\n{DATED}Date: 2021-01-01\n",
            "TITLE: {n}j\nDATE: 2020-01-01\n",
        ),
    ]
    ends = [text.replace("\n", "\r\n") for text in texts] + [text.replace("\n", "\r") for text in texts]
    boms = [b"\xef\xbb\xbf" + text.encode() for text in texts]
    agree(("", numbered([*texts, *ends, *boms])))


def test_dates(agree):
    days = [
        "2020-01-02",
        "2020-1-2",
        "2020/01/02",
        "2020.01.02",
        "20200102",
        "01/02/2020",
        "13/02/2020",
        "02.03.2020",
        "03-04-2020",
    ]
    names = ["2 Jan 2020", "January 2, 2020", "2nd January 2020", "Thu, 2 Jan 2020", "Jan 2020", "2020", "soon", "", "2019-02-30"]
    times = [
        "10:14",
        "10:14:30",
        "9:05",
        "10:14 AM",
        "10:14Z",
        "10:14 UTC",
        "10:14 GMT",
        "10:14+09:00",
        "10:14 +0100",
        "10:14 -05:30",
    ]
    odd = ["2020-20-19", "2020-13-01", "0000-01-01", "2020-01-02T10:14", "2020-01-02_10:14", "2020-01-02 25:00", "2020-01-02 EST"]
    more = [
        "2020-01-02 10:14 EST",
        "2020-01-02 10:14 CET",
        "2020-01-02 10:14 GMT+3",
        "2020-01-02 10:14 UTC-3",
        "2020-01-02  10:14",
    ]
    dates = [*days, *names, *odd, *more, *(f"2020-01-02 {time}" for time in times), "2020-03-29 02:30", "2020-10-25 02:30"]
    texts = [f"Title: T {{n}}\nDate: {date}\n\nx" for date in dates]
    texts += [f"Title: S {{n}}\nDate: {date}\nStatus: draft\n\nx" for date in ("", "soon", "2020-01-02")]
    texts += ["Title: N {n}\n\nx", "Title: D {n}\nStatus: draft\n\nx", "Title: H {n}\nStatus: hidden\n\nx", f"{DATED}\nx"]
    conf = "ARTICLE_URL = 'a/{date:%Y}/{date:%m}/{date:%d}/{date:%H}{date:%M}/{slug}/'\n"
    agree(("", numbered(texts)), (conf, numbered(texts)), ("TIMEZONE = 'America/New_York'\n" + conf, numbered(texts)))


def test_default_dates(agree):
    files = numbered(["Title: T\n\nx", f"Title: U\n{DATED}\nx", "Title: V\nDate:\n\nx"])
    confs = ["DEFAULT_DATE = (2012, 3, 2, 14, 1, 1)", "DEFAULT_DATE = '2012-03-02'", "DEFAULT_DATE = 'fs'", "DEFAULT_DATE = None"]
    agree(*((f"{conf}\nARTICLE_URL = '{{date:%Y}}/{{slug}}'\n", files) for conf in confs if "None" not in conf))


def test_future_dates(agree):
    soon = f"Date: {NOW.year + 2}-01-01"
    texts = [f"Title: T {{n}}\n{line}\n\nx" for line in (soon, f"{soon}\nStatus: draft", DATED.strip(), "Date: 2001-01-01")]
    agree(
        ("WITH_FUTURE_DATES = False\n", numbered(texts)), ("WITH_FUTURE_DATES = True\n", numbered(texts)), ("", numbered(texts))
    )


URLS = [
    *(
        "{slug}.html",
        "{slug}/",
        "posts/{date:%Y}/{date:%m}/{date:%d}/{slug}/",
        "{date:%Y/%b/%-d}/{slug}.html",
        "{category}/{slug}",
    ),
    *(
        "{author}/{slug}",
        "{lang}/{slug}",
        "{slug}-{series}",
        "{date:%j}/{slug}",
        "{path}",
        "/abs/{slug}",
        "{{x}}{slug}",
        "{date}/{slug}",
    ),
    *("{date:%y%B}/{slug}", "static", "{date:%A-%a}/{slug}", "{title}/{slug}"),
]


def test_urls(agree):
    files = with_front(
        *("", "Slug: My Slug", "Slug:", "Slug: a/b", "URL: x/y/", "URL: /x", "Save_as: z.html", "Url: http://x.y/z", "URL:"),
        *(
            "Category: Some Thing",
            "Author: A. N. Other",
            "Authors: B, C; D",
            "Lang: fr",
            "Lang: fr\nLang: de",
            "Lang:",
            "Timezone: Asia/Tokyo",
            "Timezone: Mars",
            "Timezone:",
            "Lang: FR",
            "Lang: EN",
            "Lang: en",
        ),
        *("Status: draft", "Status: draft\nLang: de", "Status: hidden", "Translation: true\nLang: it", "Category:", "Series: s"),
    )
    files |= {"content/a b/Ünï.md": f"Title: Ü\n{DATED}Series: x\n\nx", "content/a/c/d.md": f"Title: Deep\n{DATED}Series: y\n\nx"}
    files = {name: text if "Series" in text else text.replace("Date", "Series: q\nDate", 1) for name, text in files.items()}
    confs = [f"ARTICLE_URL = {url!r}\nAUTHOR = 'Jo Doe'\n" for url in URLS]
    confs += ["DRAFT_URL = 'd/{slug}/'\nDRAFT_LANG_URL = 'd/{lang}/{slug}/'\nARTICLE_LANG_URL = '{lang}/{slug}/'\n"]
    confs += ["DEFAULT_LANG = 'FR'\n", "DEFAULT_LANG = 'fr'\n", "SLUGIFY_SOURCE = 'basename'\n", "SLUGIFY_USE_UNICODE = True\n"]
    confs += ["SLUGIFY_PRESERVE_CASE = True\n", "DEFAULT_CATEGORY = 'none'\n", "USE_FOLDER_AS_CATEGORY = False\n"]
    agree(*((conf.replace("{path}", "{path}"), files) for conf in confs))


def test_slugs_by_settings(agree):
    titles = ["A & B", "C++ and C#", "Été 日本 し", "<b>x</b>", "A.B_C", "İx", "a -- b", "ß", "4 > 3", "&amp; x"]
    files = numbered([f"Title: {title} {{n}}\n{DATED}\nx" for title in titles])
    rules = [
        *(
            "[(r'[^\\w\\s-]', ''), (r'\\s+', '_')]",
            "[(r'\\+', 'plus'), ('#', 'sharp'), (r'[^\\w\\s-]', ''), (r'[-\\s]+', '-')]",
            "[]",
        ),
        *("[('(a+)+$', 'x')]", "[(r'(\\w)', r'\\1\\1')]", "[('', '')]"),
    ]
    agree(*((f"SLUG_REGEX_SUBSTITUTIONS = {rule}\n", files) for rule in rules))


def test_metadata_of_names_and_paths(agree):
    names = [
        "2020-01-02-a.md",
        "2020-01-02_b.md",
        "c_2020-01-02.md",
        "2020-13-02.md",
        "2020-02-30-x.md",
        "2020-01-02.md",
        "d.fr.md",
    ]
    files = {f"content/{folder}{name}": f"Title: {name}{folder}\n\nx" for name in names for folder in ("", "cat/", "2020/x y/")}
    files |= {f"content/x{n}.md": text for n, text in enumerate(("", DATED, f"{DATED}Slug: own", f"Category: own\n{DATED}"))}
    confs = [
        "",
        r"FILENAME_METADATA = r'(?P<date>\d{4}-\d{2}-\d{2})[-_](?P<slug>.*)'" + "\n",
        r"FILENAME_METADATA = r'(?P<title>[^.]*)(\.(?P<lang>[a-z]{2}))?'" + "\nDEFAULT_DATE = '2020-01-01'\n",
        r"PATH_METADATA = r'(?P<category>[^/]*)/(?P<slug>.*)\.md'" + "\n",
        r"FILENAME_METADATA = r'(?P<Slug>.*)'" + "\nDEFAULT_DATE = '2020-01-01'\n",
        "FILENAME_METADATA = ''\n",
        "EXTRA_PATH_METADATA = {'cat': {'status': 'hidden', 'Series': 's'}, 'cat/d.fr.md': {'slug': 'given'}}\n",
        "DEFAULT_METADATA = {'Status': 'draft'}\n",
    ]
    agree(*((f"{conf}ARTICLE_URL = '{{category}}/{{slug}}.html'\n", files) for conf in confs))


def test_which_files_are_articles(agree):
    text = f"Title: {{}}\n{DATED}\nx"
    names = [
        *(
            "a.md",
            "b.markdown",
            "c.mkd",
            "d.mdown",
            "e.MD",
            "f.mdx",
            "g.txt",
            "h.mkdn",
            ".i.md",
            ".j/k.md",
            "_l.md",
            "#m.md",
            "n~.md",
        ),
        *("pages/a.md", "pages/x/b.md", "sub/pages/c.md", "Pages/d.md", "blog/e.md", "blog/old/f.md", "old/g.md", "drafts/h.md"),
        *("images/i.md", "extra/README.md", "README.md", "x.y.md", "2020/01/z.md"),
    ]
    files = {f"content/{name}": text.format(name) for name in names}
    confs = [
        *("", "ARTICLE_PATHS = ['blog']\n", "ARTICLE_PATHS = ['blog/', 'a.md']\n", "ARTICLE_EXCLUDES = ['old']\n"),
        *(
            "ARTICLE_EXCLUDES = ['blog/old']\n",
            "ARTICLE_EXCLUDES = ['old/']\n",
            "PAGE_PATHS = ['blog']\n",
            "PAGE_PATHS = ['pages/']\n",
        ),
        *(
            "IGNORE_FILES = ['.*', '_*']\n",
            "IGNORE_FILES = ['blog']\n",
            "ARTICLE_PATHS = 'blog'\n",
            "PAGE_PATHS = []\n",
            "PATH = '.'\n",
        ),
        *("PATH = './content/'\n", "PATH = 'content/blog'\n", "ARTICLE_PATHS = ['pages']\n", "ARTICLE_EXCLUDES = ['./old']\n"),
        *("ARTICLE_PATHS = ['', 'pages']\n", "PAGE_PATHS = 'blog'\n"),
    ]
    agree(*((conf, files) for conf in confs))


def test_tags(agree):
    written = ["a, b", "a; b", "a,b;c", "", " ,", "a", "a, a, A", "[a, b]", '"a", b', "a,\n    b", "\n    a, b", "a b", "é, 日本"]
    agree(("", with_front(*(f"Tags: {value}" for value in written), "tags: x\nTags: y", "Keywords: k")))


# --- at random --------------------------------------------------------------------------------------------------------

LINES = [
    *(
        "Status: draft",
        "status: hidden",
        "Status: published",
        "Status: skip",
        "Status: odd",
        "Slug: s {n}",
        "slug: S/{n}",
        "Lang: fr",
    ),
    *(
        "Tags: a, b",
        "Tags: a; b, c",
        "Category: One Two",
        "Date: 2020-01-02",
        "Date: 2021-05-06 07:08",
        "date:2022-01-02",
        "Title: Q",
    ),
    *("    more", "\tmore", "   less", "---", "...", "", "text", "URL: u/{n}/", "Author: A B", "Series: x", "x", "draft: true"),
    *("Modified: 2021-01-01", "Date: 2019-12-31T23:59:59+02:00", "Summary: a", "Title:", "Date:", "Tags:", "# h", "http://x.y"),
]


def random_text(choose: random.Random) -> str:
    lines = [choose.choice(LINES) for _ in range(choose.randint(0, 7))]
    if choose.random() < 0.8:
        lines.insert(choose.randint(0, min(2, len(lines))), "Title: Random {n}")
    if choose.random() < 0.7:
        lines.insert(choose.randint(0, min(3, len(lines))), "Date: 2020-02-03 04:05")
    if choose.random() < 0.2:
        lines.insert(0, "---")
    return choose.choice(("\n", "\n", "\r\n")).join([*lines, "", "text", ""])


@pytest.mark.parametrize("seed", range(3))
def test_random_front_matter(agree, seed):
    choose = random.Random(seed)
    confs = [
        "",
        "ARTICLE_URL = '{date:%Y}/{category}/{slug}/'\n",
        "DEFAULT_METADATA = {'status': 'draft'}\nSLUGIFY_SOURCE='basename'\n",
    ]
    agree(*((conf, numbered([random_text(choose) for _ in range(120)])) for conf in confs))


def test_keys_and_values_are_those_of_markdown():
    from markdown import Markdown

    syntax, choose = registry.syntax("keyvalue"), random.Random(7)
    odd = [
        "Title: A\tb",
        "a: \xa0 b\xa0",
        "\xa0",
        "a:\x0cb",
        "\x1c",
        "K :x",
        ":x",
        "é: x",
        "k-1_x: y",
        "   Key: x",
        "    Key: y",
        "----",
    ]
    reader = Markdown(extensions=["markdown.extensions.meta"])
    for _ in range(8000):
        lines = [choose.choice(LINES + odd) + choose.choice(("\n", "\n", "\r\n", "\r")) for _ in range(choose.randint(1, 7))]
        text = "".join(lines)[: None if choose.random() < 0.7 else -1]
        read = document.read_text(text, (syntax,), Fences(), "yaml-1.1")
        assert not isinstance(read, Problem)
        reader.reset()
        reader.Meta = {}
        reader.preprocessors["meta"].run(
            reader.preprocessors["normalize_whitespace"].run(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        )
        theirs = {key: "\n".join(value) for key, value in reader.Meta.items()}
        assert {key.lower(): value for key, value in document.front_matter(read).items()} == theirs, repr(text)


# --- slugs ------------------------------------------------------------------------------------------------------------


def real(text: str, **options: bool) -> str:
    return slugify(text, DEFAULT_CONFIG["SLUG_REGEX_SUBSTITUTIONS"], **options)


@pytest.mark.filterwarnings("ignore")
def test_the_slug_of_every_character():
    """All that has a name, side by side in titles of 64: where they differ, one by one."""
    chars = [chr(code) for code in range(0x20000) if not 0xD800 <= code < 0xE000]
    differing = []
    for start in range(0, len(chars), 64):
        title = "x".join(["", *chars[start : start + 64], ""])
        if slugs.slug(title) != real(title):
            differing += [char for char in chars[start : start + 64] if slugs.slug(f"x{char}y") != real(f"x{char}y")]
    assert differing == []


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("options", [{}, {"use_unicode": True}, {"preserve_case": True}])
def test_the_slug_of_random_titles(options):
    choose = random.Random(11)
    parts = [
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<",
        "&amp;",
        "&lt;",
        "&#x41;",
        " ",
        "\t",
        "-",
        "--",
        "_",
        "é",
        "Straße",
        "日本",
        "しち",
    ]
    parts += ["C++", "A", "İ", "ſ", "\u212a", "'", "🎉", "!", "\xa0", "ﬁ", "x\u0301", "שלום", "Привет", "♥", "₽", "…", "½"]
    for _ in range(4000):
        title = "".join(choose.choice(parts) for _ in range(choose.randint(0, 8)))
        if not (options.get("preserve_case") and "ש" in title):
            assert slugs.slug(title, **options) == real(title, **options), title


# --- whole sites --------------------------------------------------------------------------------------------------------


def test_the_example(tmp_path):
    assert differences(EXAMPLE, pelican([EXAMPLE])[0]) == []


@pytest.mark.corpus
def test_the_corpus(corpus, tmp_path):
    root = tmp_path / "site"
    (root / "content").mkdir(parents=True)
    (root / "pelicanconf.py").write_text(CONF)
    for path in (corpus / "getpelican__pelican").rglob("*"):
        if path.is_file():
            copy = root / "content" / path.relative_to(corpus / "getpelican__pelican")
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    assert differences(root, pelican([root])[0]) == []


def test_terms_that_differ_in_letter_case_are_one():
    """What `fold_terms` says."""
    ask = (
        "from pelican.urlwrappers import Tag; from pelican.settings import DEFAULT_CONFIG as s; print(Tag('A', s) == Tag('a', s))"
    )
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "True\n"
    assert GENERATOR.fold_terms
