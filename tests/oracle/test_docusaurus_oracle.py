"""Docusaurus's blog plugin is asked what it makes of a site, and postctl has to say the same: posts, URLs, dates, failures.

The plugin runs by itself, with a configuration that Docusaurus has checked, in one Node process for many sites
(`docusaurus_blog.cjs`). A site fails as a whole, so each post over which a build may end has a site of its own.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
from datetime import UTC, datetime

import pytest
from oracle import tools

from postctl import reading
from postctl.generators import _js_dates as dates
from postctl.generators.docusaurus import GENERATOR, checks
from postctl.model import Broken, Ignored, Status
from postctl.site import Folder, Post
from postctl.values import dataclass

SCRIPT = tools.NPM.parent / "docusaurus_blog.cjs"
WHY = tools.missing_package("docusaurus")
pytestmark = [pytest.mark.oracle, pytest.mark.skipif(bool(WHY), reason=WHY)]

Files = dict[str, str]
X = "blog/2021-04-15-x.md"
SETTINGS = GENERATOR.settings(Folder(frozenset({X}), lambda name: None))


@dataclass(frozen=True)
class Site:
    """Files, the configuration as data (`blogs`: options of each blog plugin), and the locale that is built.

    `run`: the configuration is among the files.
    """

    files: Files
    config: dict | None = None
    locale: str | None = None
    run: bool = False


@pytest.fixture(scope="session")
def home():
    return tools.package("docusaurus")


@pytest.fixture(scope="session")
def answers(home):
    """What Docusaurus says to a list of orders."""
    environment = {**os.environ, "TZ": "America/New_York", "NODE_ENV": "production"}
    command = ["node", str(SCRIPT), str(home)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as node:

        def ask(orders):
            node.stdin.write(json.dumps(orders) + "\n")
            node.stdin.flush()
            found = json.loads(node.stdout.readline())
            assert len(found) == len(orders)
            return found

        yield ask
        node.stdin.close()


@pytest.fixture
def asked(answers, tmp_path):
    """What Docusaurus and postctl say of sites, side by side."""

    def ask(sites):
        orders = []
        for number, site in enumerate(sites):
            root = tmp_path / str(number)
            write(root, site)
            config = {} if site.run else {"config": {"baseUrl": "/", **(site.config or {})}}
            orders.append({"dir": str(root), "locale": site.locale, **config})
        return list(zip(answers(orders), (look(tmp_path / str(number)) for number in range(len(sites))), strict=True))

    return ask


def write(root, site: Site) -> None:
    """The files, and the configuration as a program that says the same."""
    for name, text in site.files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    if site.run:
        return
    rest = {"baseUrl": "/", **(site.config or {})}
    blogs = rest.pop("blogs", [{}])
    plugins = [["@docusaurus/plugin-content-blog", options] for options in blogs]
    (root / "docusaurus.config.js").write_text(f"// read, not run\nexport default {json.dumps({**rest, 'plugins': plugins})};\n")


def look(root) -> dict[str, object]:
    """What postctl says of each file, by path."""
    files = frozenset(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    settings = GENERATOR.settings(Folder(files, lambda name: (root / name).read_text() if name in files else None))
    seen = {name: reading.read(name, (root / name).read_bytes(), GENERATOR, settings) for name in sorted(files)}
    return {name: result for name, result in seen.items() if result is not None}


def disagreements(answer: dict, mine: dict[str, object], locale: str | None = None) -> list[str]:
    """Everything about which the two differ in a site that builds, one line each."""
    posts = {name: each for name, each in mine.items() if isinstance(each, Post) and (locale is None or each.lang == locale)}
    public = {name: post for name, post in posts.items() if post.verdict.hidden is not Status.DRAFT}
    theirs = {post["source"]: post for blog in answer["blogs"] for post in blog.get("posts", ())}
    errors = [blog["error"] for blog in answer["blogs"] if "error" in blog]
    wrong = [f"Docusaurus fails: {error}" for error in errors if not any(map(ends, posts.values()))]
    if errors:
        return wrong
    wrong += [f"{name}: only postctl takes it for a public post" for name in sorted(public.keys() - theirs.keys())]
    wrong += [f"{name}: only Docusaurus does" for name in sorted(theirs.keys() - public.keys())]
    for name in sorted(public.keys() & theirs.keys()):
        wrong += [f"{name}: {line}" for line in differences(public[name], theirs[name])]
    return wrong


def ends(post: Post) -> bool:
    """Whether postctl says that the build ends over a post: a verdict, or a date of which it is sure, but not in a draft."""
    checked = checks.failure(post.front, seen_quoted(post)) is not None
    bad_date = post.date is not None and post.date.problem is not None and post.date.sure
    return post.verdict.fatal or (bad_date and (checked or post.verdict.hidden is not Status.DRAFT))


def differences(post: Post, theirs: dict) -> list[str]:
    moment = post.date.moment if post.date else None
    said = {
        "url": (post.url, theirs["permalink"]),
        "title": (post.title, " ".join(theirs["title"].split())),
        "unlisted": (post.verdict.hidden is Status.UNLISTED, theirs["unlisted"]),
        "tags": (list(post.tags), list(dict.fromkeys(theirs["tags"]))),
        "fails": (ends(post), theirs["date"] is None),
    }
    if moment is not None:
        said["date"] = (moment.astimezone(UTC).isoformat(timespec="milliseconds"), theirs["date"].replace("Z", "+00:00"))
    elif post.date is not None and post.date.sure:
        said["date"] = (None, theirs["date"])
    return [f"{what}: postctl {one!r}, Docusaurus {other!r}" for what, (one, other) in said.items() if one != other]


def words(text: str) -> list[str]:
    """What stands between the bars and the line ends of a text."""
    return [each for line in text.strip("\n").split("\n") for each in line.split(" ¦ ")]


def post(front: str = "title: T", body: str = "Text.\n") -> str:
    return f"---\n{front}\n---\n\n{body}"


# --- paths ------------------------------------------------------------------------------------------------------------

NAMES = words("""
2021-04-15-a.md ¦ 2021-04-15-b.mdx ¦ 2021-04-15-c/index.md ¦ 2021-04-15-d/index.mdx ¦ 2021/04/15/e.md
2021/04/15/f/index.md ¦ 2021-4-5-g.md ¦ 2021/4/5-h.md ¦ 2021-04/15-i.md ¦ travel/2021-04-15-j.md ¦ 2021-04-15.md
2021-04-16/index.md ¦ 2021-04-15/k.md ¦ 2021-04-15_l.md ¦ 2021-04-15m.md ¦ 2021-04-155.md ¦ 12021-04-15-n.md
20210415-o.md ¦ 2021-04-15-2022-01-02-p.md ¦ 2021/04/15/2022-02-03-q.md ¦ 2021-04-15-r/part.md
2021-04-15-s/index/deep.md ¦ plain.md ¦ folder/plain.md ¦ folder/index.md ¦ index.md ¦ deep/er/index.mdx ¦ README.md
Capital Name.md ¦ ümläut.md ¦ 日本.md ¦ 2021-04-15-日本 語.md ¦ a.b.md ¦ 2021-04-15-v1.2.md ¦ a%20b.md ¦ a+b.md ¦ a&b.md
a#b.md ¦ a?b.md ¦ x-.md ¦ -x.md ¦ 2021-02-30-t.md ¦ 2021-12-31-u.md ¦ drafts/v.md ¦ posts/__w.test.md ¦ y.test.md
z.test.mdx ¦ 2021-04-15--aa.md ¦ 2021-04-15-/bb.md ¦ indexes.md ¦ folder/reindex.md ¦ 2021-04-15-index.md
2021-04-15-cc/INDEX.md ¦ md.md ¦ éé/2021-04-15.mdx ¦ _a.md ¦ _drafts/b.md ¦ x/_c.mdx ¦ __tests__/d.md
x/__tests__/e/f.md ¦ .hidden.md ¦ UP.MD ¦ up.Mdx ¦ other.markdown ¦ notes.txt ¦ x/.git/y.md ¦ x._y.md ¦ x_/y.md
tests/y.md
""")


def test_names(asked):
    [(answer, mine)] = asked([Site({f"blog/{name}": post("unknown: key") for name in NAMES})])
    assert disagreements(answer, mine) == []
    assert sum(isinstance(each, Ignored) for each in mine.values()) == 9


BAD_DAYS = ["2021-13-01-a", "2021-00-10-a", "2021-01-00-a", "2021-01-32-a", "0000-01-01-a", "9999-99-99-a", "2021/40/41/a"]


def test_names_with_days_that_are_none(asked):
    pairs = asked([Site({f"blog/{name}.md": post()}) for name in BAD_DAYS])
    assert [line for answer, mine in pairs for line in disagreements(answer, mine)] == []


GLOBS = [
    {"include": ["**/*.md"]},
    {"include": ["*.{md,mdx}"]},
    {"include": ["2021-*/**/*.{md,mdx}", "plain.md"]},
    {"exclude": ["**/folder/**"]},
    {"exclude": []},
    {"exclude": ["**/*.mdx", "2021/**"]},
    {"path": "posts/en", "routeBasePath": "/"},
    {"path": "./news/", "routeBasePath": "a/b/"},
]


def test_options(asked):
    names = [name for name in NAMES if not name.startswith((".", "x/.git"))]
    sites = [
        Site({f"{options.get('path', 'blog').strip('./')}/{name}": post() for name in names}, {"blogs": [options]})
        for options in GLOBS
    ]
    pairs = asked(sites)
    assert [(GLOBS[n], line) for n, (answer, mine) in enumerate(pairs) for line in disagreements(answer, mine)] == []


def test_several_blogs(asked):
    blogs = [{}, {"id": "news", "path": "news", "routeBasePath": "news"}, {"id": "in", "path": "blog-2", "routeBasePath": ""}]
    files = {"blog/a.md": post(), "news/a.md": post(), "blog-2/a.md": post(), "other/a.md": post()}
    [(answer, mine)] = asked([Site(files, {"blogs": blogs, "baseUrl": "/x/"})])
    assert disagreements(answer, mine) == []
    assert [mine[name].url for name in ("blog/a.md", "news/a.md", "blog-2/a.md")] == ["/x/blog/a", "/x/news/a", "/x/a"]


LOCALES = {"i18n": {"defaultLocale": "en", "locales": ["en", "fr", "pt-BR"]}, "blogs": [{}, {"id": "two", "path": "two"}]}
TRANSLATED = {
    "blog/2021-04-15-a.md": post(),
    "blog/2021-04-15-b/index.md": post(),
    "two/c.md": post(),
    "i18n/fr/docusaurus-plugin-content-blog/2021-04-15-a.md": post("title: A en français"),
    "i18n/fr/docusaurus-plugin-content-blog/2021-04-15-b/index.md": post("slug: le-b"),
    "i18n/fr/docusaurus-plugin-content-blog/2021-04-16-alone.md": post(),
    "i18n/fr/docusaurus-plugin-content-blog-two/c.md": post("draft: true"),
    "i18n/pt-BR/docusaurus-plugin-content-blog-two/c.md": post("title: C"),
    "i18n/de/docusaurus-plugin-content-blog/2021-04-15-a.md": post(),
    "i18n/fr/docusaurus-plugin-content-docs/current/x.md": post(),
}


@pytest.mark.parametrize("base", ["/", "/base/"])
def test_translations(asked, base):
    """In another language Docusaurus shows the original of what is not translated, which is no second post to postctl."""
    sites = [Site(TRANSLATED, {"baseUrl": base, **LOCALES}, locale) for locale in ("en", "fr", "pt-BR")]
    for site, (answer, mine) in zip(sites, asked(sites), strict=True):
        for blog in answer["blogs"]:
            blog["posts"] = [each for each in blog["posts"] if site.locale == "en" or each["source"].startswith("i18n/")]
        assert disagreements(answer, mine, site.locale) == []
    assert isinstance(mine["i18n/fr/docusaurus-plugin-content-blog/2021-04-16-alone.md"], Ignored)
    assert isinstance(mine["i18n/de/docusaurus-plugin-content-blog/2021-04-15-a.md"], Ignored)
    assert "i18n/fr/docusaurus-plugin-content-docs/current/x.md" not in mine


# --- URLs -------------------------------------------------------------------------------------------------------------

SLUGS = words("""
a ¦ /a ¦ a/ ¦ /a/b ¦ /a/b/ ¦ / ¦ //a ¦ a//b ¦ ./a ¦ ../a ¦ /a/../b ¦ a b ¦ ä ¦ /日本/語 ¦ a?b ¦ a?b?c ¦ a#b ¦ /#a ¦ a&b
/a/&b ¦ /a/?b ¦ /a/#b ¦ /a/#!b ¦ http://x/y ¦ https://example.org/a ¦ mailto:x ¦ a:b ¦ a:/b ¦ a://b ¦ x/index ¦ %20
a%2Fb ¦ a.html ¦ 1 ¦ \\ ¦ a\\b ¦ /// ¦ a/// ¦ ? ¦ # ¦ & ¦ / / ¦ a/ /b ¦ 🎉 ¦ é ¦ a+b ¦ ~a ¦ .
""")
SLUGS += [" a "]
BASES = [("/", None), ("/base/", None), ("/", True), ("/base/", True), ("/", False), ("/base", False), ("a/b", True), ("", None)]


def test_urls(asked):
    files = {f"blog/2021-04-15-{n}.md": post(f"slug: {json.dumps(slug, ensure_ascii=False)}") for n, slug in enumerate(SLUGS)}
    routes = ("blog", "", "/ä b/")
    sites = [
        Site(files, {"baseUrl": base, **({} if slash is None else {"trailingSlash": slash}), "blogs": [{"routeBasePath": route}]})
        for base, slash in BASES
        for route in routes
    ]
    pairs = asked(sites)
    assert [(sites[n].config, line) for n, (answer, mine) in enumerate(pairs) for line in disagreements(answer, mine)] == []
    assert sum(len(blog["posts"]) for answer, _ in pairs for blog in answer["blogs"]) == len(SLUGS) * len(sites)


# --- titles -----------------------------------------------------------------------------------------------------------

BODIES = [
    *[
        "# One\n\nText",
        "#One\n",
        "## Two\n",
        "\n\n# Late\n",
        "Text\n\n# After\n",
        "One\n===\n",
        "One\n=\nText",
        "One\n---\n",
        "# `code` x\n",
    ],
    *[
        "# One {#id}\n",
        "# One #\n",
        "# One ##\n",
        "# One#\n",
        "import X from 'x';\n\n# One\n",
        "import X from 'x';\n# One\n",
        "#\tTab\n",
    ],
    *[
        "import {\n  a,\n} from 'x';\n\nimport b from 'y';\n\n\n# Two imports\n",
        "<!-- c -->\n# One\n",
        "# \n",
        "#  \n\nx",
        "=\n=\n",
        "\n===\n",
    ],
    *[
        "# One\r\n\r\nText",
        "One\r\n===\r\n",
        "  # Indented\n",
        "# a `b` `c\n",
        "# ünï 日本 🎉\n",
        "x ===\n===\n",
        "export const a = 1;\n\n# One\n",
    ],
    *[
        "# One {#a-b} {#c}\n",
        "# {#only}\n",
        "# ###\n",
        "# One {x}\n",
        "# **bold** [l](x)\n",
        "",
        "importance\n\n# One\n",
        "import\tx\n\n# T\n",
    ],
]
TITLES = words("""
title: T ¦ title: '' ¦ title: 2021 ¦ title: 1.5 ¦ title: '  a   b ' ¦ title: true story ¦ x: y ¦ title: 0x1F
title: 1e3
""")


def test_titles(asked):
    files = {f"blog/{n}.mdx": post("a: b", body) for n, body in enumerate(BODIES)}
    files |= {f"blog/bare-{n}.mdx": body for n, body in enumerate(BODIES)}
    files |= {f"blog/front-{n}.mdx": post(front, "# Heading\n") for n, front in enumerate(TITLES)}
    [(answer, mine)] = asked([Site(files)])
    assert disagreements(answer, mine) == []
    assert len(answer["blogs"][0]["posts"]) == len(files)


# --- front matter that ends the build ---------------------------------------------------------------------------------

VALUES = words("""
~ ¦ null ¦ true ¦ false ¦ True ¦ FALSE ¦ yes ¦ no ¦ on ¦ off ¦ "true" ¦ "false" ¦ 'TRUE' ¦ 'yes' ¦ 'no' ¦ 0 ¦ 1 ¦ -1
2 ¦ 3 ¦ 6 ¦ 7 ¦ 2.5 ¦ '3' ¦ 'x' ¦ x ¦ '' ¦ ' ' ¦ a b ¦ ä ¦ /a/b.png ¦ ./a.png ¦ ../a b.png ¦ ü.png ¦ a%20b.png ¦ a%b
https://example.org/a ¦ https://example.org/ä b ¦ http:// ¦ //cdn/x.png ¦ mailto:x@y.z ¦ data:image/png;base64,AA==
?q ¦ #h ¦ a:b ¦ 2021-04-15 ¦ '2021-04-15' ¦ 2021-04-15T10:00:00Z ¦ 2021-04-15 10:00 ¦ 2021 ¦ [] ¦ [a] ¦ [a, b] ¦ [1]
[1.5, 2021-04-15] ¦ [true] ¦ [null] ¦ [''] ¦ [[a]] ¦ {} ¦ {a: b} ¦ [{}] ¦ {label: a, permalink: b}
[{label: a, permalink: b}] ¦ [{label: a}] ¦ [{permalink: /a}] ¦ [{label: 1, permalink: 2021-04-15}]
[{label: '', permalink: b}] ¦ [{label: a, permalink: b, c: d}] ¦ a, b ¦ .nan ¦ .inf ¦ 1e3 ¦ 0x10 ¦ {name: a}
{name: ''} ¦ {name: 1} ¦ {name: true} ¦ {title: a} ¦ {name: a, url: 'x y'} ¦ {name: a, url: https://x.org}
{imageURL: a b} ¦ {image_url: a} ¦ {name: a, image_url: 1} ¦ [{name: a}, {name: b}] ¦ [{name: a}, {title: b}]
{name: a, socials: {x: b, github: c}} ¦ {name: a, socials: {x: 1}} ¦ {name: a, socials: {stackoverflow: 1}}
{name: a, socials: {other: a/b}} ¦ {name: a, socials: {o: 'https://a/b'}} ¦ {name: a, socials: b}
{name: a, socials: {o: 1}} ¦ {name: a, url: 2021-04-15} ¦ {name: a, title: 2021} ¦ {key: ''} ¦ {name: a, key: null}
{date: 2021-04-15} ¦ {date: x} ¦ {author: a} ¦ {author: 1} ¦ {author: 2021-04-15} ¦ {author: a, date: null}
{date: '2021-04-15 10:00'} ¦ {date: 1} ¦ {date: 2021-04-15, author: ''} ¦ {date: true} ¦ {author: a, x: y} ¦ &a b
!!str true ¦ !!str yes ¦ '  ' ¦ "a\\nb" ¦ - ¦ 100 ¦ 99999999999999999999 ¦ '[a]' ¦ '{}' ¦ a[b] ¦ a\\b ¦ <a> ¦ a|b ¦ a^b
`a` ¦ "a\\"b"
""")
VALUES += ["", "|\n  a\n  b", ">\n  a b"]
KEYS = words("""
title ¦ title_meta ¦ sidebar_label ¦ description ¦ id ¦ slug ¦ author ¦ author_title ¦ authorTitle ¦ author_url
authorURL ¦ author_image_url ¦ authorImageURL ¦ image ¦ keywords ¦ tags ¦ authors ¦ date ¦ draft ¦ unlisted
hide_table_of_contents ¦ toc_min_heading_level ¦ toc_max_heading_level ¦ last_update ¦ hide_reading_time ¦ layout
Draft ¦ published
""")
PAIRS = [
    *[
        "draft: true\nunlisted: true",
        "draft: true\nunlisted: false",
        "draft: 'true'\nunlisted: 'TRUE'",
        "draft: false\nunlisted: true",
    ],
    *["toc_min_heading_level: 2\ntoc_max_heading_level: 4", "toc_min_heading_level: 5\ntoc_max_heading_level: 4"],
    *["toc_min_heading_level: 4\ntoc_max_heading_level: 4", "toc_min_heading_level: '3'\ntoc_max_heading_level: '4'"],
    *["toc_min_heading_level: 7", "toc_min_heading_level: 6", "toc_min_heading_level: 1\ntoc_max_heading_level: 4"],
    *[
        "authors: {name: a}\nauthor: b",
        "authors: {name: a}\nauthor_title: b",
        "authors: []\nauthor: b",
        "author: a\nauthor_title: b",
    ],
    *[
        "authors: nobody",
        "authors: [nobody]",
        "authors: {key: nobody}",
        "authors: known",
        "authors: [known, {name: x}]",
        "authors: {key: known}",
    ],
    *[
        "draft: true\nauthors: nobody",
        "draft: true\ndate: 2021",
        "draft: true\ntitle:",
        "draft: true\ndate: x",
        "unlisted: true\nauthors: nobody",
    ],
    *[
        "authors: Known",
        "authors: 5",
        "authors: [5, known]",
        "draft: true\nauthors: {name: a}\nauthor: b",
        "<<: {title: true}",
        "<<: {draft: true}",
    ],
]


def failing(answer: dict) -> bool:
    """Whether the build ends: an error, or a date that is none, over which the pages of the archive fail."""
    return "error" in answer or any(
        "error" in blog or any(each["date"] is None for each in blog["posts"]) for blog in answer["blogs"]
    )


def test_every_value_under_every_key(answers):
    fronts = [f"{key}: {value}" for key in KEYS for value in VALUES] + PAIRS
    [answer] = answers([{"fronts": fronts}])
    wrong = []
    for front, error in zip(fronts, answer["checked"], strict=True):
        seen = reading.read(X, post(front).encode(), GENERATOR, SETTINGS)
        fails = isinstance(seen, Broken) or checks.failure(seen.front, seen_quoted(seen)) is not None
        if fails is not bool(error):
            wrong.append((front, error or "builds", seen.verdict if isinstance(seen, Post) else seen))
    assert wrong == []


def seen_quoted(seen: Post) -> frozenset[str]:
    return frozenset(entry.key for entry in seen.document.entries if entry.value.style in ("single", "double", "literal"))


def test_what_fails_behind_the_check(asked):
    fronts = [f"authors: {value}" for value in VALUES if "{" in value or "[" in value] + PAIRS
    authors = {"blog/authors.yml": "known:\n  name: K\nb:\n  name: B\n5:\n  name: Five\n"}
    wrong = []
    for front, (answer, mine) in zip(fronts, asked([Site({X: post(front), **authors}) for front in fronts]), strict=True):
        seen = mine[X]
        if ends(seen) is not failing(answer):
            wrong.append((front, "fails" if failing(answer) else "builds", answer, seen.verdict))
        elif not ends(seen):
            wrong += [(front, line) for line in disagreements(answer, mine)]
    assert wrong == []


MARKS = {
    "draft: true": "H",
    'draft: "true"': "H",
    'draft: "false"': "P",
    "draft: yes": "E",
    "draft: no": "E",
    "Draft: true": "P",
    "published: false": "P",
    'published: "false"': "P",
    "published: no": "P",
    "status: draft": "P",
    "unlisted: true": "U",
    'unlisted: "TRUE"': "U",
    "unlisted: no": "E",
}


def test_marks(asked):
    pairs = asked([Site({X: post(mark)}) for mark in MARKS])
    for (mark, fate), (answer, mine) in zip(MARKS.items(), pairs, strict=True):
        found = answer["blogs"][0]
        theirs = "E" if "error" in found else "H" if not found["posts"] else "U" if found["posts"][0]["unlisted"] else "P"
        verdict = mine[X].verdict
        own = "E" if verdict.fatal else {None: "P", Status.DRAFT: "H", Status.UNLISTED: "U"}[verdict.hidden]
        assert (mark, theirs, own) == (mark, fate, fate)


# --- dates ------------------------------------------------------------------------------------------------------------

DATES = words("""
2021-04-15 ¦ 2021-4-5 ¦ 2021/04/15 ¦ 2021-04-15T10:00 ¦ 2021-04-15T10:00:00 ¦ 2021-04-15T10:00:00Z ¦ 2021-04-15 10:00
2021-04-15 10:00:00 ¦ 2021-04-15 10:00:00 +0200 ¦ 2021-04-15 10:00:00 +02:00 ¦ 2021-04-15T10:00:00+02:00
2021-04-15T10:00+02:00 ¦ 2021-04-15 10:00:00 -5 ¦ 2021-04-15t10:00:00.5 ¦ 2021-04-15 10:00:00.123456789Z
April 15, 2021 ¦ 15 April 2021 ¦ Apr 15 2021 10:00 ¦ Thu, 15 Apr 2021 10:00:00 GMT ¦ Thu Apr 15 2021 ¦ 15th April 2021
04/15/2021 ¦ 15/04/2021 ¦ 04.15.2021 ¦ 15.04.2021 ¦ 2021-02-30 ¦ 2021-13-45 ¦ 2021-02-30 25:00:00
2021-04-15 99:99:99 ¦ 0021-04-15 ¦ 0000-01-01 ¦ 9999-12-31 ¦ 9999-12-31T23:59:59-23:00 ¦ x ¦ 2021 ¦ 20210415 ¦ 0
1618480800000 ¦ 2021.04 ¦ -5 ¦ 1e3 ¦ tomorrow ¦ 2021-04 ¦ 2021-4 ¦ 2021-04-15T ¦ 2021-04-15 10 ¦ 2021-04-15 10pm
2021-04-15 10:00 pm ¦ 2021-04-15 10:00 PM ¦ 2021-04-15 10:00 UTC ¦ 2021-04-15 10:00 EST ¦ 2021-04-15 (noon) ¦ (2021)
12:00 ¦ 24:00 ¦ 2031-01-01 ¦ 1969-12-31 ¦ Monday ¦ May ¦ may 5 ¦ 5 may ¦ 2021-04-15T24:00:00 ¦ 2021-04-15T24:00
2021-04-15 24:00 ¦ 2021 04 15
""")


def test_dates(asked):
    fronts = (
        [f"date: {text}" for text in DATES] + [f'date: "{text}"' for text in DATES] + [f"date: '{text}'" for text in DATES[:9]]
    )
    sites = [Site({X: post(front)}) for front in fronts] + [Site({"blog/undated.md": post(front)}) for front in fronts]
    wrong, known = [], 0
    for site, (answer, mine) in zip(sites, asked(sites), strict=True):
        [(name, text)] = site.files.items()
        seen = mine[name]
        if ends(seen) is not failing(answer):
            wrong.append((text, answer, seen.verdict))
        elif not ends(seen):
            wrong += [(text, line) for line in disagreements(answer, mine) if seen.date is None or seen.date.problem is None]
            known += seen.date is not None and seen.date.moment is not None
    assert wrong == []
    assert known > 150


PIECES = words("""
2021 ¦ 04 ¦ 4 ¦ 15 ¦ - ¦ - ¦ / ¦ : ¦ : ¦ T ¦ Z ¦ z ¦ Apr ¦ april ¦ May ¦ Mon ¦ am ¦ PM ¦ GMT ¦ EST ¦ +02:00 ¦ -0500
10 ¦ 30 ¦ 59 ¦ . ¦ 123 ¦ 99 ¦ 0 ¦ 12 ¦ 31 ¦ 32 ¦ 13 ¦ 60 ¦ 24 ¦ 00 ¦ (x) ¦ ( ¦ ) ¦ + ¦ - ¦ Thu, ¦ , ¦ th ¦ x ¦ é
2021-04-15 ¦ 10:00 ¦ 10:00:00 ¦ T10:00 ¦ +2 ¦ 49 ¦ 50 ¦ 1900 ¦ 000000 ¦ UTC ¦ 2021-04 ¦ 2021/04/15 ¦ 15th ¦ 275761
""")
PIECES += [" ", " ", "\t"]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
CALENDAR = range(-62_135_596_800_000, 253_402_300_800_000)


def test_what_the_engine_makes_of_a_text():
    """The same reader of dates, in JavaScript and here; texts without a zone are read in UTC by both."""
    dice = random.Random(7)
    texts = ["".join(dice.choices(PIECES, k=dice.randint(1, dice.choice([3, 5, 9])))) for _ in range(20_000)]
    program = "const all=JSON.parse(require('fs').readFileSync(0));console.log(JSON.stringify(all.map(t=>+new Date(t))))"
    environment = {**os.environ, "TZ": "UTC"}
    run = subprocess.run(
        ["node", "-e", program], input=json.dumps(texts), capture_output=True, text=True, check=True, env=environment
    )
    wrong = []
    for text, theirs in zip(texts, json.loads(run.stdout), strict=True):
        found = dates.read(text)
        if found is not None and found.moment is None:
            agree = theirs is not None and theirs not in CALENDAR
        else:
            agree = theirs == (None if found is None else round((found.moment - EPOCH).total_seconds() * 1000))
        wrong += [] if agree else [(text, theirs, found)]
    assert wrong == []


# --- at random --------------------------------------------------------------------------------------------------------

CHANCES = {
    "title": ["A", "''", "2021", "Ä: b", "true", "", "1.0"],
    "slug": ["a", "/a/b/", "/", "ä b", "2021", "x#y", ""],
    "date": [*DATES, *(f"'{text}'" for text in DATES)],
    "draft": ["true", "false", "'true'", "yes", "1", ""],
    "unlisted": ["true", "false", "'false'", "no"],
    "tags": ["[a, b]", "a", "[2021, a, a]", "[{label: L, permalink: /l}]", "[]", "[null]"],
    "authors": ["known", "[known]", "nobody", "{name: X}", "[]"],
    "description": ["d", "", "5"],
    "image": ["./a.png", "a b.png"],
    "other": ["x", "", "[1]"],
}


def chance(dice: random.Random) -> Files:
    folder = dice.choice(["", "", "a/", "2020/", "2021/02/", "ä b/", "_x/", "i/ndex/"])
    dated = dice.choice(["2021-04-15-", "2021/4/5/", "", "2021-02-30-", "2019-12-31_", "1-"])
    name = (
        dice.choice(["x", "index", "a.b", "日本", "2020-01-01", "y z"])
        + dice.choice(["", "", "/index"])
        + dice.choice([".md", ".mdx"])
    )
    keys = dice.sample(sorted(CHANCES), dice.randint(0, 4))
    lines = [f"{key}: {dice.choice(CHANCES[key])}" for key in keys]
    body = dice.choice(BODIES)
    text = post("\n".join(lines) or "x: y", body) if dice.random() < 0.9 else body
    return {f"blog/{folder}{dated}{name}": text, "blog/authors.yml": "known:\n  name: K\n"}


@pytest.mark.parametrize("seed", range(2))
def test_at_random(asked, seed):
    dice = random.Random(seed)
    sites = [Site(chance(dice), {"trailingSlash": True} if dice.random() < 0.3 else {}) for _ in range(400)]
    wrong, built = [], 0
    for site, (answer, mine) in zip(sites, asked(sites), strict=True):
        posts = [each for each in mine.values() if not isinstance(each, Ignored)]
        fails = any(isinstance(each, Broken) or ends(each) for each in posts)
        if fails is not failing(answer):
            wrong.append((site.files, answer, posts))
        elif not fails:
            built += 1
            wrong += [(site.files, line) for line in disagreements(answer, mine)]
    assert wrong == []
    assert built > 150


# --- the example ------------------------------------------------------------------------------------------------------


# --- configurations ---------------------------------------------------------------------------------------------------

HEAD = "title: 'T', url: 'https://example.org', baseUrl: '/b/'"
PRESET = f"module.exports = {{{HEAD}, presets: [['classic', {{blog: BLOG}}]]}};"
PLUGIN = f"module.exports = {{{HEAD}, plugins: [['content-blog', BLOG]]}};"
OBJECT = f"{{{HEAD}, presets: ['classic']}}"
COMMON = [
    f"module.exports = {{{HEAD}}};",
    f"module.exports = {OBJECT};",
    f"module.exports = {{{HEAD}, presets: [['classic', {{docs: false, blog: false}}]], plugins: ['content-blog']}};",
    f"module.exports = async function () {{ return {OBJECT}; }};",
    f"module.exports = function () {{\n  if (1 > 2) return {{}};\n  return {OBJECT};\n}};",
    f"const config = {OBJECT};\nmodule.exports = config;",
    f"const config = {OBJECT};\nconfig.trailingSlash = true;\nmodule.exports = config;",
    f"// presets: [['classic', {{blog: false}}]]\nmodule.exports = {{{HEAD}, presets: [['classic', /* {{blog: 1}} */ {{}}]]}};",
    f"const r = /[/'\"]/g; const q = 4 / 2 / 1;\nmodule.exports = {{{HEAD}, presets: ['classic'], trailingSlash: true}};",
    f"module.exports = {{...{OBJECT}, trailingSlash: q()}};\nfunction q() {{ return false }}",
    f"module.exports = {{{HEAD}, ...{{baseUrl: '/other/'}}, presets: ['classic']}};",
    f"module.exports = Object.assign({OBJECT}, {{baseUrl: '/c/'}});",
    PRESET.replace("BLOG", "{path: 'news', routeBasePath: 'n'}"),
    PRESET.replace("BLOG", "{...{}.x, path: 'news'}"),
    "const path = 'news';\n" + PLUGIN.replace("BLOG", "{path}"),
    "let p = 'a'; p = 'z';\n" + PLUGIN.replace("BLOG", "{path: 'news', routeBasePath: p}"),
    "const p = {r: 'a'}; p.r = 'z';\n" + PLUGIN.replace("BLOG", "{path: 'news', routeBasePath: p.r}"),
    "const t = 'b' + 'log';\n" + PLUGIN.replace("BLOG", "{routeBasePath: t}"),
    PLUGIN.replace("BLOG", "{routeBasePath: process.env.NOPE || 'x'}"),
    PLUGIN.replace("BLOG", "{routeBasePath: `x${1 + 1}`, 'path': `news`}"),
    PLUGIN.replace("BLOG", "{'routeBasePath': \"it's\", }"),
    PLUGIN.replace("BLOG", "{routeBasePath: 1 ? 'x' : 'y'}"),
    PLUGIN.replace("BLOG", "{['route' + 'BasePath']: 'x'}"),
]
MODULES = [
    f"const config = {OBJECT};\nexport default config;",
    f"export default {OBJECT};",
    f"export default async function createConfig() {{\n  return {OBJECT};\n}}",
    f"import {{sep}} from 'path';\nexport default {{{HEAD}, presets: [['classic', {{blog: {{path: '.' + sep + 'news'}}}}]]}};",
]
TYPED = [
    f"type Config = any;\nconst config: Config = {OBJECT};\nexport default config;",
    f"const slash = true as const;\nexport default {{{HEAD}, trailingSlash: slash, presets: ['classic']}} satisfies object;",
    f"const blog = {{path: 'news'}} satisfies {{path: string}};\nexport default {{{HEAD}, presets: [['classic', {{blog}}]]}};",
]
PROGRAMS = {"docusaurus.config.js": COMMON, "docusaurus.config.mjs": MODULES, "docusaurus.config.ts": TYPED}


def test_configurations(asked, tmp_path):
    """What is read of a program is what it says when it runs; what is not read gives no URL, and never a wrong one."""
    sites = [
        Site({name: text, "blog/2021-04-15-a.md": post(), "news/b.md": post()}, run=True)
        for name, texts in PROGRAMS.items()
        for text in texts
    ]
    wrong, known = [], 0
    for site, (answer, mine) in zip(sites, asked(sites), strict=True):
        program = next(iter(site.files.values()))
        assert "blogs" in answer, (program, answer)
        for blog in answer["blogs"]:
            for theirs in blog["posts"]:
                seen = mine.get(theirs["source"])
                if seen is not None and seen.url not in (None, theirs["permalink"]):
                    wrong.append((program, theirs["permalink"], seen.url))
                known += seen is not None and seen.url is not None
    assert wrong == []
    assert known >= 14


# --- the example ------------------------------------------------------------------------------------------------------


def test_the_example(asked, copy_example):
    root = copy_example("docusaurus")
    files = {path.relative_to(root).as_posix(): path.read_text() for path in root.glob("**/*") if path.is_file()}
    del files["blog/tags.yml"]  # with it Docusaurus tells the labels of tags, and not their keys
    [(answer, mine)] = asked([Site(files, run=True)])
    assert disagreements(answer, mine) == []
    assert len(answer["blogs"][0]["posts"]) == 6


# --- the key of a scheduled draft ---------------------------------------------------------------------------------------


def test_the_key_of_a_scheduled_draft_changes_nothing(asked):
    key = 'postctl_publish_at: "2031-12-01T09:00:00+00:00"'
    shown = [answer["blogs"][0]["posts"] for answer, _ in asked([Site({X: post(f"draft: true\n{key}")}), Site({X: post(key)})])]
    assert [len(posts) for posts in shown] == [0, 1]
