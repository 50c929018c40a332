"""What postctl says of an MkDocs site, compared with what the real MkDocs and the blog plugin of Material make of it."""

from __future__ import annotations

import io
import json
import logging
import random
import re
from contextlib import redirect_stderr
from datetime import UTC, datetime, timedelta, timezone
from html import unescape
from itertools import count
from pathlib import Path
from urllib.parse import unquote

import pytest

from postctl import reading, status
from postctl.generators._gitignore import ignored
from postctl.generators.mkdocs import GENERATOR
from postctl.generators.mkdocs.urls import formatted
from postctl.model import Broken, Ignored, Status
from postctl.site import Folder, Post
from postctl.slugs import mkdocs as slugs

with redirect_stderr(io.StringIO()):  # it says on import what it thinks of the next MkDocs
    mkdocs = pytest.importorskip("mkdocs", reason="no mkdocs beside this Python (pip install '.[oracle]')")
    pytest.importorskip("material", reason="no mkdocs-material beside this Python (pip install '.[oracle]')")
    from material.plugins.blog.plugin import BlogPlugin
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.exceptions import Abort, MkDocsException
    from mkdocs.structure.files import File

pytestmark = pytest.mark.oracle

NOW = datetime.now(UTC)
X = "docs/blog/posts/x.md"
ENDS = (MkDocsException, Abort, TypeError, AttributeError, LookupError, ValueError, StopIteration)
"""How a build ends: in words, or in a bug over a value that the plugin does not check."""
THEME = {
    **dict.fromkeys(
        ("main.html", "blog.html", "blog-post.html", "blog-archive.html", "blog-category.html"),
        "{{ page.title }}\n{{ page.content }}",
    ),
    "partials/language.html": "{% macro t(key) %}{{ key }}{% endmacro %}",
}
AUTHORS = "authors:\n  ann: {name: Ann, description: d, avatar: a.png}\n"


# --- the two sides ----------------------------------------------------------------------------------------------------


def write(root: Path, files: dict[str, str | bytes]) -> None:
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())


class Real:
    """A site for MkDocs. `blog`: the settings of its blog plugin, text in YAML; `None` for none."""

    def __init__(self, root: Path, files: dict[str, str | bytes], blog: str | None = "{}", more: str = "") -> None:
        plugins = "plugins: []\n" if blog is None else f"plugins:\n  - material/blog: {blog}\n"
        theme = "theme:\n  name: null\n  custom_dir: theme\n  language: en\n"
        config = f"site_name: T\n{theme}" + (more if "plugins:" in more else plugins + more)
        self.root = root
        write(root, {f"theme/{name}": text for name, text in THEME.items()})
        write(root, {"docs/index.md": "# Home\n", "docs/blog/.authors.yml": AUTHORS, "mkdocs.yml": config, **files})
        (root / "docs/blog/posts").mkdir(parents=True, exist_ok=True)

    def load(self):
        logging.disable(logging.CRITICAL)
        MkDocsConfig.plugins.plugin_cache.clear()  # else all sites share one plugin
        config = load_config(str(self.root / "mkdocs.yml"))
        config.plugins.on_startup(command="build", dirty=False)
        return config

    def built(self):
        """The configuration after a build, which raises where the build fails."""
        config = self.load()
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
        return config

    def blogs(self, config) -> list[BlogPlugin]:
        return [plugin for plugin in config.plugins.values() if isinstance(plugin, BlogPlugin) and plugin.config.enabled]


def ours(root: Path) -> tuple[dict[str, Post], list[Broken], list[Ignored], object]:
    """The posts by path in the docs folder, and what postctl cannot read or says is left out."""
    files = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    files = {name: path for name, path in files.items() if not name.startswith(("site/", "theme/"))}
    settings = GENERATOR.settings(Folder(frozenset(files), lambda name: files[name].read_text() if name in files else None))
    results = [reading.read(name, path.read_bytes(), GENERATOR, settings) for name, path in sorted(files.items())]
    posts = {each.path.removeprefix("docs/"): each for each in results if isinstance(each, Post)}
    return posts, [r for r in results if isinstance(r, Broken)], [r for r in results if isinstance(r, Ignored)], settings


def fails(post: Post | Broken) -> bool:
    """Whether postctl says that this post ends the build."""
    if isinstance(post, Broken):
        return True
    return post.verdict.fatal or any(date is not None and date.problem for date in (post.date, post.updated))


def shown(post: Post, settings) -> bool:
    return status.effective(post, settings, NOW).status in (Status.PUBLISHED, Status.UNLISTED)


def compared(real: Real) -> list[str]:
    """Where the two do not agree on a site that can be built, a line each."""
    config = real.built()
    posts, broken, _, settings = ours(real.root)
    theirs = {post.file.src_uri: post for plugin in real.blogs(config) for post in plugin.blog.posts}
    found = [f"broken for postctl: {each.path} {each.reason}" for each in broken]
    public = {path: post for path, post in posts.items() if shown(post, settings)}
    found += [f"public for MkDocs only: {path}" for path in sorted(theirs.keys() - public.keys())]
    found += [f"public for postctl only: {path}" for path in sorted(public.keys() - theirs.keys())]
    for path in sorted(theirs.keys() & public.keys()):
        post, page = public[path], theirs[path]
        target = real.root / "site" / page.file.dest_uri
        pairs = {
            "url": (post.url, "/" + page.url),
            "date": (post.date and post.date.moment, page.config.date.created),
            "updated": (post.updated and post.updated.moment, page.config.date.updated),
            "title": (post.title, unescape(str(page.title))),
            "tags": ([*post.tags], [str(tag) for tag in page.meta.get("tags") or []]),
            "written": (target.is_file(), True),
        }
        found += [f"{path}: {what} is {own!r}, for MkDocs {built!r}" for what, (own, built) in pairs.items() if own != built]
        found += [f"{path}: fails for postctl"] * fails(post)
    return found


@pytest.fixture
def agree(tmp_path):
    numbers = count()

    def check(files: dict[str, str | bytes], blog: str | None = "{}", more: str = "") -> None:
        found = compared(Real(tmp_path / str(next(numbers)), files, blog, more))
        assert not found, "\n".join(found)

    return check


def post(front: str = "date: 2024-01-31", body: str = "# A title\n") -> str:
    return f"---\n{front}\n---\n{body}"


# --- one post at a time, without a build ------------------------------------------------------------------------------


class Asked:
    """The plugin of one site, asked what it makes of a file. Such a file alone decides, so thousands can be asked."""

    def __init__(self, root: Path, blog: str = "{}") -> None:
        self.real = Real(root, {X: post()}, blog)
        self.config = self.real.load()
        self.config.plugins.on_config(self.config)
        (self.plugin,) = self.real.blogs(self.config)
        self.settings = ours(root)[3]

    def differences(self, data: str | bytes, path: str = X) -> list[str]:
        write(self.real.root, {path: data})
        raw = data if isinstance(data, bytes) else data.encode()
        own = reading.read(path, raw, GENERATOR, self.settings)
        assert isinstance(own, Post | Broken), own
        try:
            file = File(path.removeprefix("docs/"), self.config.docs_dir, self.config.site_dir, self.config.use_directory_urls)
            page = self.plugin._resolve_post(file, self.config)
            hidden = self.plugin._is_excluded(page)
        except ENDS as error:
            return [] if fails(own) else [f"{data!r} ends the build: {str(error).splitlines()[-1]}"]
        if isinstance(own, Broken) or fails(own):
            reason = own.reason if isinstance(own, Broken) else own.verdict.trap or own.date.problem
            return [f"{data!r} fails for postctl only: {reason}"]
        pairs = {
            "url": (own.url, "/" + page.url),
            "hidden": (not shown(own, self.settings), hidden),
            "date": (own.date.moment, page.config.date.created),
            "updated": (own.updated and own.updated.moment, page.config.date.updated),
        }
        return [f"{data!r}: {what} is {mine!r}, for MkDocs {real!r}" for what, (mine, real) in pairs.items() if mine != real]


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    asked = Asked(tmp_path_factory.mktemp("asked"))
    yield asked
    asked.config.plugins.on_shutdown()


def check(asked: Asked, texts: list[str | bytes]) -> None:
    found = [line for text in texts for line in asked.differences(text)]
    assert not found, f"{len(found)} of {len(texts)}\n" + "\n".join(found)


VALUES = [
    *"true false yes no on off y n True NO Off TRUE null ~ 0 1 2.5 'true' \"false\" 'no' '' [] {} false_ 1.0 01 draft".split(),
    "[true]",
    "{a: true}",
    "!!bool yes",
    "",
]


def test_draft_values(asked):
    fronts = [f"date: 2024-01-31\n{key}: {value}" for value in VALUES for key in ("draft", "Draft", "published", "status")]
    check(asked, [post(front) for front in fronts])


@pytest.mark.parametrize(
    "key", ["slug", "categories", "authors", "pin", "readtime", "links", "tags", "title", "hide", "template"]
)
def test_values_of_other_types(asked, key):
    values = [
        *VALUES,
        "a b",
        "[ann, ann]",
        "[1]",
        "[null]",
        "2024-01-31",
        "3",
        "'3'",
        "'2024-01-31'",
        "a: b",
        "[[a]]",
        "[{a: b}]",
    ]
    check(asked, [post(f"date: 2024-01-31\n{key}: {value}") for value in values])


def test_links(asked):
    values = [
        "[a.md]",
        "[{T: a.md}]",
        "{T: [a.md, {U: b.md}]}",
        "[{T: [a.md]}]",
        "[{T: a, U: b}]",
        "a.md",
        "[{T: [{U: [c]}]}]",
        "[{}]",
    ]
    check(asked, [post(f"date: 2024-01-31\nlinks: {value}") for value in values])


def test_dates(asked):
    days = "2024-01-31 2024-1-31 2024-02-30 2024-13-01 0000-01-01 0001-01-01 9999-12-31 24-01-31 2024/01/31".split()
    times = [
        *("T10:00:00", " 10:00:00", "  10:00:00", "t1:00:00", " 10:00", "T10:00", "T10", "T25:00:00", "T10:60:00", "T10:00:60"),
        *("T10:00:00Z", "T10:00:00 Z", "T10:00:00z", "T10:00:00+02:00", "T10:00:00 +2", "T10:00:00 +02", "T10:00:00+0200"),
        *(
            "T10:00:00.5",
            "T10:00:00.",
            "T10:00:00.123456789Z",
            "T10:00:00 UTC",
            "T10:00:00 +99:00",
            "T10:00:00-23:59",
            "T23:59:59 -10",
        ),
    ]
    values = [*days, *(f"2024-01-31{time}" for time in times), *(f"2024-1-3{time}" for time in times)]
    east = [
        time for time in times if "-" not in time
    ]  # the last hours of the calendar are none further west, so none for postctl
    values += [*(f"9999-12-31{time}" for time in east), *(f"0001-01-01{time}" for time in times)]
    values += [
        "'2024-01-31'",
        '"2024-01-31T10:00:00Z"',
        "",
        "null",
        "~",
        "soon",
        "2024",
        "10:00",
        "true",
        "[2024-01-31]",
        "[]",
        "{}",
    ]
    values += ["Jan 31, 2024", "31 Jan 2024", "!!str 2024-01-31", "!!timestamp 2024-01-31", "2024-01-31 # c"]
    flow = [f"{{created: {value}}}" for value in values if not value.startswith(("[", "{")) and ": " not in value]
    maps = ["{updated: 2024-01-31}", "{created: 2024-01-31, updated: 2024-02-01}", "{created: 2024-01-31, updated: soon}"]
    maps += ["{created: 2024-01-31, seen: soon}", "{created: 2024-01-31, seen: 2024-02-01}", "{created: 2024-01-31, updated: }"]
    maps += [
        "{created: {a: 2024-01-31}}",
        "\n  created: 2024-01-31\n  updated: 2024-02-01T10:00:00+01:00",
        "{Created: 2024-01-31}",
    ]
    check(asked, [post(f"date: {value}") for value in [*values, *flow, *maps]] + [post("title: T"), post("Date: 2024-01-31")])


def test_fences(asked):
    block = "date: 2024-01-31\ntitle: T\n"
    texts = [
        "",
        "text",
        "---\n",
        f"---\n{block}---\ntext\n",
        f"---\n{block}---\n",
        f"--- \t\n{block}--- \t\ntext\n",
        f"---\n{block}...\ntext\n",
        f"\n---\n{block}---\n",
        f" ---\n{block}---\n",
        f"----\n{block}----\n",
        f"---\n{block}----\n---\n",
        f"---\n{block}--- x\n---\n",
        f"---\n\n\n{block}\n---\n\n\ntext\n",
        f"---\n{block}---\ntext\n".replace("\n", "\r\n"),
        f"---\n{block}---\ntext\n".replace("\n", "\r"),
        f"---yaml\n{block}---\n",
        f"+++\n{block}+++\n",
        "date: 2024-01-31\ntitle: T\n\ntext\n",
        f"---\n{block} ---\n---\n",
        "---\n# c\n---\n",
        f"---\n{block}draft: true\ndraft: false\n---\n",
        f"---\n{block}x: [\n---\n",
        "---\n- a\n---\n",
        "---\ntext\n---\n",
        f"---\n{block}x: |\n  a\n  ---\n---\n",
    ]
    check(asked, [*texts, *(b"\xef\xbb\xbf" + text.encode() for text in texts)])


TITLES = [
    "Hello, World!",
    "C++ & C#: 日本 Crème brûlée 🎉",
    "a  b   c",
    "a_b-c--d",
    "Über ÄÖÜ ß İstanbul",
    "<b>bold</b> & <i>x",
    "...",
    "🎉",
    "-a-",
    "a\u00a0b",
    "1.0",
    "# not this",
    "Trailing # ",
    "a/b\\c",
    "%41 50%",
    "e\u0301",
    "Ĳ ﬁ",
    "a\u200bb",
    "`code` *x*",
    "x {#id}",
    "Σας ΣΑΣ",
    "١٢٣",
    "a - b",
]


def test_titles_and_slugs(asked):
    texts = [post("date: 2024-01-31", f"# {title}\n") for title in TITLES]
    texts += [post(f"date: 2024-01-31\ntitle: {json.dumps(title, ensure_ascii=False)}") for title in TITLES]
    texts += [post(f"date: 2024-01-31\nslug: {json.dumps(title, ensure_ascii=False)}") for title in TITLES if "\\" not in title]
    bodies = [
        "text\n\n# later\n",
        "\n\n# After blanks\n",
        "## Second\n",
        "#Glued\n",
        "Setext\n======\n",
        "  # Indented\n",
        "\t# Tab\n",
        "# \n",
        "#\n",
        "",
    ]
    texts += [
        post("date: 2024-01-31", body)
        for body in [*bodies, "<!-- c -->\n# T\n", "# T\r\nx\n", "# T # #\n", "# # T\n", "\u00a0# T\n"]
    ]
    slugs_ = [
        "a/b",
        "/a/",
        "../a",
        "a/../b",
        ".",
        "..",
        "a.b",
        "a.md",
        "index",
        "README",
        "a/index",
        "a//b",
        "./a",
        "/",
        " ",
        "a b",
        "a?b#c",
        "ä",
    ]
    check(asked, [*texts, *(post(f"date: 2024-01-31\nslug: {json.dumps(each, ensure_ascii=False)}") for each in slugs_)])


WORDS = [
    "a",
    "A",
    "é",
    "É",
    "日",
    "🎉",
    " ",
    "  ",
    "-",
    "_",
    "<b>",
    "</",
    ">",
    "&",
    "\u00a0",
    "\t",
    "ß",
    "İ",
    "Σ",
    "1",
    "٣",
    "#",
    "\u0301",
    ".",
]


def test_default_slug_on_random_titles():
    from material.plugins.blog.config import BlogConfig

    config = BlogConfig()
    config.load_dict({})
    config.validate()
    numbers = random.Random(14)
    titles = ["".join(numbers.choices(WORDS, k=numbers.randint(0, 12))) for _ in range(20_000)]
    titles += [
        "".join(chr(numbers.choice((numbers.randint(1, 0x2FF), numbers.randint(0x300, 0xD7FF)))) for _ in range(8))
        for _ in range(20_000)
    ]
    assert [slugs.slug(each) for each in titles] == [config.post_slugify(each, "-") for each in titles]


def test_other_slug_functions():
    from markdown.extensions import toc
    from pymdownx.slugs import slugify

    numbers = random.Random(15)
    titles = [*TITLES, *("".join(numbers.choices(WORDS, k=numbers.randint(0, 12))) for _ in range(2000))]
    for case in ("none", "lower", "lower-ascii", "fold"):
        for percent in (True, False):
            for form in ("NFC", "NFD", "NFKC", "NFKD"):
                real = slugify(case=case, percent_encode=percent, normalize=form)
                own = [slugs.slug(each, "_", case=case, percent=percent, form=form) for each in titles]
                assert own == [real(each, "_") for each in titles], (case, percent, form)
    for separator in "-_":
        assert [slugs.toc(each, separator) for each in titles] == [toc.slugify(each, separator) for each in titles]
        assert [slugs.toc(each, separator, wide=True) for each in titles] == [
            toc.slugify_unicode(each, separator) for each in titles
        ]


def test_dates_in_urls():
    from babel.dates import format_date, format_datetime

    numbers = random.Random(18)
    fields = [letter * width for letter in "yuMLdDHKkhmsEaQwGzS" for width in range(1, 6)]
    pieces = [*fields, "/", "-", " ", "''", "'T'", "'o''clock'", ".", "é", "_"]
    known = 0
    for _ in range(4000):
        pattern = "".join(numbers.choices(pieces, k=numbers.randint(1, 4)))
        zone = timezone(timedelta(hours=numbers.randint(-11, 13)))
        moment = datetime(
            numbers.randint(1, 9998), numbers.randint(1, 12), numbers.randint(1, 28), numbers.randint(0, 23), 7, 5, 0, zone
        )
        own = formatted(moment, pattern, "en")
        known += own is not None
        try:
            real = format_datetime(moment, format=pattern, locale="en")
        except (ValueError, KeyError, NotImplementedError):
            real = None
        assert own in (None, real), (pattern, moment)
    assert known > 800
    for name in ("full", "long", "medium", "short"):
        assert formatted(NOW, name, "en") == format_date(NOW, format=name, locale="en")


# --- whole builds -------------------------------------------------------------------------------------------------------

SOME = {
    "docs/blog/posts/a.md": post("date: 2024-01-31\ncategories: [Big News, Ünter]\ntags: [a, b]\nauthors: [ann]"),
    "docs/blog/posts/b.md": post("date: 2023-02-03T04:05:06Z\nslug: bee\ncategories: []"),
    "docs/blog/posts/sub/c.md": post(
        "title: Sea\ndate: {created: 2022-12-31 23:59:59 -05:00, updated: 2023-01-01}\ncategories: [x, Big News]"
    ),
    "docs/blog/posts/sub/index.md": post("date: 2021-01-01", "text\n"),
    "docs/blog/posts/my_own-name.md": post("date: 2021-01-02", "text\n"),
    "docs/blog/posts/Name.md": post("date: 2021-01-03\npin: true\nreadtime: 3", "text\n"),
    "docs/blog/posts/draft.md": post("date: 2021-01-04\ndraft: yes"),
    "docs/blog/posts/open.md": post("date: 2021-01-05\ndraft: no"),
    "docs/blog/posts/future.md": post("date: 2091-01-05"),
    "docs/blog/posts/future-open.md": post("date: 2091-01-06\ndraft: false"),
    "docs/blog/posts/future-draft.md": post("date: 2091-01-07\ndraft: true"),
    "docs/blog/posts/future-null.md": post("date: 2091-01-08\ndraft:"),
    "docs/blog/posts/kept.markdown": post("date: 2021-01-06"),
    "docs/blog/posts/old.mkd": post("date: 2021-01-07"),
    "docs/blog/posts/none.MD": post("date: 2021-01-08"),
    "docs/blog/posts/none.mdx": post("date: 2021-01-08"),
    "docs/blog/posts/.hidden.md": post("date: 2021-01-09"),
    "docs/blog/posts/.dir/x.md": post("date: 2021-01-10"),
    "docs/blog/posts/templates/x.md": post("date: 2021-01-11"),
    "docs/blog/posts-too/x.md": post("date: 2021-01-12"),
    "docs/blog/posts.md": post("date: 2021-01-13"),
    "docs/blog/other.md": "# No post\n",
    "docs/templates/x.md": "# Left out\n",
    "docs/blog/posts/d/README.md": post("date: 2021-01-14", "text\n"),
    "docs/blog/posts/e/README.md": post("date: 2021-01-15", "text\n"),
    "docs/blog/posts/e/index.md": post("date: 2021-01-16", "text\n"),
    "docs/blog/posts/two.md": post("date: 2021-01-17"),
    "docs/blog/posts/two.mkdn": post("date: 2021-01-18"),
    "docs/blog/posts/pic.png": b"png",
}


@pytest.mark.parametrize(
    "blog",
    [
        "{}",
        "{blog_dir: ., post_dir: blog/posts, authors_file: blog/.authors.yml}",
        "{blog_dir: ./blog/}",
        "{post_url_format: '{slug}'}",
        "{post_url_format: '{categories}/{date}/{slug}', post_url_max_categories: 2}",
        "{post_url_format: '/{categories}/{file}/'}",
        "{post_url_format: '{date}-{slug:.3}x{{y}}', post_url_date_format: yy-M-d}",
        "{post_url_format: '{date}/{slug}', post_url_date_format: \"y/MMMM/MMM/EEE/EEEE/D'th'/HH'h'mm''ss\"}",
        "{post_url_format: '{date}/{slug}', post_url_date_format: long}",
        "{post_url_date_format: 'yyyy MM dd K k h a'}",
        "{post_slugify_separator: _, categories_slugify_separator: _, post_url_format: '{categories}/{slug}'}",
        "{post_slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: none}}}",
        "{post_slugify: !!python/name:markdown.extensions.toc.slugify }",
        "{draft: true}",
        "{draft_if_future_date: true}",
        "{draft_if_future_date: true, draft: true}",
        "{draft_if_future_date: !ENV [POSTCTL_NOT_SET, true], draft: !ENV POSTCTL_NOT_SET}",
        "{post_dir: '{blog}/posts/sub'}",
        "{categories: false, archive: false, categories_allowed: [nothing]}",
        "{categories_allowed: [Big News, Ünter, x]}",
        "{pagination: false, authors: false}",
    ],
)
def test_settings_of_the_plugin(agree, blog):
    agree(SOME, blog)


@pytest.mark.parametrize(
    "more",
    [
        "use_directory_urls: false\n",
        "site_url: https://example.org/sub/\n",
        "exclude_docs: |\n  posts/\n  !a.md\n",
        "exclude_docs: |\n  *.mkd\n  /blog/posts/sub\n  !.hidden.md\n",
        "draft_docs: |\n  o*.md\n",
        "not_in_nav: |\n  /blog/**\n",
        "plugins: {material/blog: {draft: true}}\n",
        "plugins: [material/blog]\n",
        "plugins:\n  - material/blog: {post_dir: '{blog}/posts/sub'}\n  - material/blog: {post_url_format: '{file}'}\n",
        "plugins:\n  - material/blog: {draft_if_future_date: true}\n  - material/blog: {blog_dir: news}\n",
        "plugins:\n  - material/blog: {enabled: !ENV [POSTCTL_NO, true]}\n  - material/blog: {blog_dir: news, enabled: false}\n",
        "plugins:\n  - material/meta\n  - material/blog\n",
    ],
)
def test_settings_of_the_site(agree, more):
    news = {
        f"docs/news/posts/{name}.md": post(f"date: 2091-01-01\n{front}") for name, front in {"n": "", "o": "draft: true"}.items()
    }
    meta = {"docs/blog/posts/sub/.meta.yml": "draft: true\ntags: [m]\n", "docs/blog/posts/.meta.yml": "tags: [all]\n"}
    agree({**SOME, **(news if "news" in more else {}), **(meta if "meta" in more else {})}, more=more)


def test_inherited_configuration(agree):
    base = "site_name: B\nuse_directory_urls: false\nplugins:\n  - material/blog: {post_url_format: '{file}'}\n"
    agree({**SOME, "conf/base.yml": base}, more="INHERIT: conf/base.yml\nplugins: !ENV [POSTCTL_NOT_SET, [material/blog]]\n")


def test_the_example(agree, tmp_path):
    home = Path(__file__).parents[2] / "examples/mkdocs"
    files = {path.relative_to(home).as_posix(): path.read_bytes() for path in home.rglob("*") if path.is_file()}
    real = Real(tmp_path, {name: data for name, data in files.items() if not name.startswith("site/")})
    assert compared(real) == []


HEADINGS = [
    "Plain",
    "With `code`",
    "*One* and **two**",
    "A [link](index.md) here",
    "Attributes { #id .class }",
    "Trailing ##",
    "# Twice",
    "Snake_case_name",
    "2 * 3 * 4",
    "C++ & C#",
    "A &amp; B",
    "Über 日本 🎉",
    "a < b",
    "[ref]",
    "Under _emphasis_ here",
    "`a_b_c`",
    "100%",
    "***both***",
    "Escaped \\*star\\*",
    "![pic](x.png) and text",
    "<b>Bold</b> tag",
]


def test_titles_of_built_pages(agree):
    more = "markdown_extensions: [attr_list]\n"
    agree(numbered_bodies([f"# {heading}\n\ntext\n" for heading in HEADINGS]), more=more)


def numbered_bodies(bodies: list[str]) -> dict[str, str]:
    return {
        f"docs/blog/posts/b{number:03}.md": post(f"date: 2024-01-31\nslug: s{number}", body) for number, body in enumerate(bodies)
    }


FAILING = {
    "no allowed category": ("{categories_allowed: [a]}", post("date: 2024-01-31\ncategories: [b]")),
    "an unknown author": ("{}", post("date: 2024-01-31\nauthors: [bob]")),
    "no mark where it is required": ("{post_excerpt: required}", post()),
    "another mark": ("{post_excerpt: required, post_excerpt_separator: <!-- cut -->}", post(body="a\n\n<!-- more -->\n")),
}
FINE = {
    "draft: category": ("{categories_allowed: [a]}", post("date: 2024-01-31\ncategories: [b]\ndraft: true")),
    "draft: author": ("{}", post("date: 2024-01-31\nauthors: [bob]\ndraft: true")),
    "draft: mark": ("{post_excerpt: required}", post("date: 2024-01-31\ndraft: true")),
    "mark": ("{post_excerpt: required}", post(body="a\n\n<!-- more -->\n")),
    "authors off": ("{authors: false}", post("date: 2024-01-31\nauthors: [bob]")),
}


@pytest.mark.parametrize("name", [*FAILING, *FINE])
def test_what_only_a_build_finds(tmp_path, name):
    blog, text = {**FAILING, **FINE}[name]
    real = Real(
        tmp_path,
        {X: text, "docs/blog/posts/y.md": post("date: 2024-01-31\ncategories: [a]", "<!-- more --><!-- cut -->\n")},
        blog,
    )
    try:
        real.built()
        ended = False
    except ENDS:
        ended = True
    assert (fails(ours(tmp_path)[0]["blog/posts/x.md"]), ended) == (name in FAILING, name in FAILING)


def test_pages_without_a_blog(tmp_path):
    more = "exclude_docs: |\n  out/\ndraft_docs: |\n  later.md\nnot_in_nav: |\n  /side/*\n"
    files = {
        "docs/guide/start.md": "# Start *here*\n",
        "docs/guide/README.md": "text\n",
        "docs/guide/über uns.md": "---\ntitle: About\n---\ntext\n",
        "docs/out/x.md": "x",
        "docs/later.md": "x",
        "docs/side/note.md": "text",
        "docs/.x.md": "x",
        "docs/templates/x.md": "x",
        "docs/drafty.md": "---\ndraft: true\n---\n# D\n",
    }
    for directory_urls in ("true", "false"):
        real = Real(tmp_path / directory_urls, files, None, f"{more}use_directory_urls: {directory_urls}\n")
        real.built()
        posts, broken, _, settings = ours(real.root)
        written = {path.relative_to(real.root / "site").as_posix() for path in (real.root / "site").rglob("*.html")}
        urls = {unquote(each.url).removeprefix("/") for each in posts.values() if shown(each, settings)}
        assert {url + "index.html" if url.endswith("/") or not url else url for url in urls} == written
        assert not broken


def test_ignore_patterns():
    from pathspec.gitignore import GitIgnoreSpec

    numbers = random.Random(16)
    names = ["a", "b", "ab", "a.md", ".x", "b.md"]
    pieces = [*names, "*", "**", "?", "*.md", "a*", "[ab]", "/", "/", "/"]
    for _ in range(4000):
        lines = [
            "".join(numbers.choices(("", "", "", "!"))) + "".join(numbers.choices(pieces, k=numbers.randint(1, 4)))
            for _ in range(3)
        ]
        lines = [line for line in lines if "//" not in line and not re.search(r"[^/!]\*\*|\*\*[^/]|^!?/$", line)]
        path = "/".join(numbers.choices(names, k=numbers.randint(1, 4)))
        assert ignored(path, lines) == GitIgnoreSpec.from_lines(lines).match_file(path), (path, lines)


# --- random front matter ----------------------------------------------------------------------------------------------

KEYS = {
    "date": [
        "2024-01-31",
        "2024-01-31T10:00:00",
        "'2024-01-31'",
        "{created: 2024-01-31}",
        "{created: 2024-01-31, updated: 2024-02-01}",
        "",
        "soon",
    ],
    "draft": ["true", "false", "yes", "no", "'true'", "", "1"],
    "slug": ["a-b", "x y", "1", "''", "ä", "a/b"],
    "title": ["T", "'Some: title'", "2024", "''", "C++ & C#"],
    "categories": ["[a]", "[b c, d]", "[]", "a", ""],
    "pin": ["true", "'x'"],
    "tags": ["[a, b]", "a"],
    "hide": ["[toc]", "toc"],
    "authors": ["[ann]", "ann"],
}


def test_random_front_matter(asked):
    numbers = random.Random(17)
    texts = []
    for _ in range(700):
        keys = numbers.sample([*KEYS], numbers.randint(1, 5))
        keys += ["date"] * ("date" not in keys and numbers.random() < 0.9)
        front = "\n".join(f"{key}: {KEYS[key][0] if numbers.random() < 0.7 else numbers.choice(KEYS[key])}" for key in keys)
        texts.append(post(front, numbers.choice(["# A title\n", "text\n", ""])))
    check(asked, texts)


# --- the key of a scheduled draft ---------------------------------------------------------------------------------------


def test_the_key_of_a_scheduled_draft_changes_nothing(agree):
    key = 'postctl_publish_at: "2031-12-01T09:00:00+00:00"'
    agree(
        {
            X: f"---\ndate: 2020-01-02\ndraft: true\n{key}\n---\n# X\n",
            "docs/blog/posts/y.md": f"---\ndate: 2020-01-02\n{key}\n---\n# Y\n",
        }
    )
