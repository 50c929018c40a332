"""What postctl knows of Docusaurus's blog, stated as tables; `tests/oracle/test_docusaurus_oracle.py` asks Docusaurus itself."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from postctl import document, publishing, reading
from postctl.generators.docusaurus import GENERATOR
from postctl.generators.docusaurus.urls import address
from postctl.model import Broken, Ignored, Place, Settings, Status
from postctl.site import Folder, Post, Site

X = "blog/2021-04-15-x.md"
DAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
PLAIN = "export default {title: 'T', url: 'https://example.org', baseUrl: '/', presets: ['classic']};"


def folder(*names: str, given: dict | None = None, **texts: str) -> Folder:
    """A folder with these files; the keyword arguments are those that can be read, `_` for `.` in their names."""
    readable = {name.replace("__", "."): text for name, text in texts.items()}
    return Folder(frozenset((*names, *readable)), readable.get, given or {})


def program(text: str = PLAIN, *names: str, **given: object) -> Settings:
    """The settings of a site whose `docusaurus.config.js` is this."""
    return GENERATOR.settings(folder(*names, given=given, docusaurus__config__js=text))


def blog(**options: object) -> Settings:
    """The settings of a site whose blog has these options; `base`, `slash` and `i18n` are the site's."""
    site = {"baseUrl": options.pop("base", "/"), "i18n": options.pop("i18n", {}), "trailingSlash": options.pop("slash", None)}
    return program(f"module.exports = {json.dumps({**site, 'presets': [['classic', {'blog': options}]]})}")


def read(front: str = "", path: str = X, settings: Settings | None = None, body: str = "text\n") -> Post:
    text = f"---\n{front}\n---\n{body}" if front else body
    post = reading.read(path, text.encode(), GENERATOR, settings or program())
    assert isinstance(post, Post), post
    return post


# --- a site -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("site", "score"),
    [
        (folder("docusaurus.config.js"), 100),
        (folder("docusaurus.config.ts", "blog/a.md"), 100),
        (folder("docusaurus.config.mjs"), 100),
        (folder("docusaurus.config.cjs"), 100),
        (folder("docusaurus.config.mts"), 100),
        (folder(package__json='{"dependencies": {"@docusaurus/core": "^3"}}'), 90),
        (folder("i18n/fr/docusaurus-plugin-content-blog/2021-04-15-a.md", "blog/2021-04-15-a.md"), 50),
        (folder("website/docusaurus.config.js"), None),
        (folder("docusaurus.config.json"), None),
        (folder("my-docusaurus.config.js"), None),
        (folder(package__json='{"dependencies": {"gatsby": "5"}, "description": "not @docusaurus/core"}'), None),
        (folder("blog/2021-04-15-a.md", "docs/intro.md"), None),
        (folder("content/blog/a/index.md", "gatsby-config.js"), None),
    ],
)
def test_detect(site, score):
    evidence = GENERATOR.detect(site)
    assert (evidence.score if evidence else None) == score


def test_settings():
    settings = program("module.exports = {baseUrl: '/', presets: ['classic'], staticDirectories: ['public', 'static']};")
    assert settings.posts == ("blog/**", "i18n/*/docusaurus-plugin-content-blog/**")
    assert (settings.static, settings.timezone, settings.future) == (("public", "static"), "", True)
    assert settings.source == ("docusaurus.config.js",)


def test_the_typescript_configuration_goes_first():
    both = {"docusaurus__config__js": "export default {baseUrl: '/js/', presets: ['classic']}"}
    site = folder(docusaurus__config__ts="export default {baseUrl: '/ts/', presets: ['classic']}", **both)
    assert read(settings=GENERATOR.settings(site)).url == "/ts/blog/2021/04/15/x"


def test_a_site_without_configuration_has_a_blog_without_urls():
    settings = GENERATOR.settings(folder(X, package__json='{"dependencies": {"@docusaurus/core": "3"}}'))
    assert settings.posts[0] == "blog/**"
    assert read(settings=settings).url is None


def test_documentation_is_no_blog():
    settings = program("module.exports = {baseUrl: '/', presets: [['classic', {blog: false}]]}")
    assert settings.posts == ()
    assert GENERATOR.place("docs/intro.md", program()) is None


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("module.exports = {presets: [['classic', {blog: {path: './news/'}}]]}", ["news"]),
        (
            "const a = ['content-blog', {path: 'a'}];\nmodule.exports = {plugins: [a, ['content-blog', {id: 'b', path: 'b'}]]}",
            ["a", "b"],
        ),
        ("module.exports = {presets: ['classic'], plugins: ['docusaurus-plugin-content-blog']}", ["blog", "blog"]),
        ("module.exports = {presets: [[require.resolve('x'), {blog: {path: 'c'}}]]}", ["c"]),
        ("module.exports = {presets: load()}", ["blog"]),
        ("module.exports = {presets: [['classic', {blog: {path: '../outside'}}]]}", []),
        ("module.exports = {presets: [['other', {docs: {}}]]}", []),
        ("module.exports = {", ["blog"]),
        ("", ["blog"]),
    ],
)
def test_blogs(text, posts):
    found = [each.removesuffix("/**") for each in program(text).posts if not each.startswith("i18n/")]
    assert found == posts


def test_what_the_owner_says_goes_before_the_program():
    text = "module.exports = {baseUrl: base(), presets: [['classic', {blog: {routeBasePath: route()}}]]}"
    assert read(settings=program(text)).url is None
    assert read(settings=program(text, baseUrl="/b", routeBasePath="r", trailingSlash=True)).url == "/b/r/2021/04/15/x/"
    assert program(text, path="news").posts[0] == "news/**"
    blogs = [{"path": "a"}, {"id": "n", "path": "b", "routeBasePath": "/"}]
    settings = program(text, baseUrl="/", blogs=blogs)
    assert [read(path=f"{name}/x.md", settings=settings).url for name in "ab"] == ["/blog/x", "/x"]


@pytest.mark.parametrize("value", [None, 5, [], {}, "x", [1], [[]], {"a": 1}, True])
def test_r18_settings_of_any_kind(value):
    keys = [
        "baseUrl",
        "trailingSlash",
        "path",
        "routeBasePath",
        "include",
        "exclude",
        "authorsMapPath",
        "locales",
        "defaultLocale",
        "blogs",
    ]
    for key in keys:
        settings = program(PLAIN, X, **{key: value})
        assert isinstance(reading.read(X, b"---\ntitle: T\n---\n", GENERATOR, settings), Post | Ignored | None)
        table = {key: value, "presets": [["classic", {"blog": {key: value}}]], "plugins": value, "i18n": value}
        text = f"module.exports = {json.dumps(table)}"
        assert isinstance(reading.read(X, b"---\ntitle: T\n---\n", GENERATOR, program(text)), Post | Ignored | None)


# --- a file -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (X, Place("x", "2021-04-15")),
        ("blog/2021-4-5-x.mdx", Place("x", "2021-04-05")),
        ("blog/2021-04-15-x/index.md", Place("x", "2021-04-15", bundle=True)),
        ("blog/2021/04/15/x.md", Place("x", "2021-04-15", "2021/04/15")),
        ("blog/2021/04/15/x/index.mdx", Place("x", "2021-04-15", "2021/04/15", bundle=True)),
        ("blog/travel/2021-04-15-x.md", Place("x", "2021-04-15", "travel")),
        ("blog/2021-02-30-x.md", Place("x", "2021-03-02")),
        ("blog/2021-13-01-x.md", Place("x")),
        ("blog/2021-04-15.md", Place("2021-04-15", "2021-04-15")),
        ("blog/x.md", Place("x")),
        ("blog/x/index.md", Place("x", bundle=True)),
        ("blog/index.md", Place("index")),
        ("blog/README.md", Place("README")),
    ],
)
def test_place(path, place):
    assert GENERATOR.place(path, program()) == place


@pytest.mark.parametrize(
    "path",
    ["blog/_x.md", "blog/_drafts/x.md", "blog/a/_b/c.mdx", "blog/__tests__/x.md", "blog/X.MD", "blog/x.markdown", "blog/a/x.Mdx"],
)
def test_a_file_that_is_left_out(path):
    ignored = GENERATOR.place(path, program())
    assert isinstance(ignored, Ignored)
    assert ignored.reason
    assert ignored.help


@pytest.mark.parametrize(
    "path", ["x.md", "blog/x.png", "blog/authors.yml", "blog/.x.md", "src/pages/x.md", "blogs/x.md", "docs/x.md"]
)
def test_what_is_no_post(path):
    assert GENERATOR.place(path, program()) is None


def test_own_globs():
    settings = blog(include=["**/*.md"], exclude=["old/**"])
    assert isinstance(GENERATOR.place("blog/x.mdx", settings), Ignored)
    assert isinstance(GENERATOR.place("blog/old/x.md", settings), Ignored)
    assert GENERATOR.place("blog/_x.md", settings) == Place("_x")


I18N = {"defaultLocale": "en", "locales": ["en", "fr"]}
FR = "i18n/fr/docusaurus-plugin-content-blog"


def test_translations():
    text = f"module.exports = {json.dumps({'baseUrl': '/b/', 'i18n': I18N, 'presets': ['classic']})}"
    settings = program(
        text, X, f"{FR}/2021-04-15-x.md", f"{FR}/alone.md", "i18n/de/docusaurus-plugin-content-blog/2021-04-15-x.md"
    )
    assert [read(path=path, settings=settings).lang for path in (X, f"{FR}/2021-04-15-x.md")] == ["en", "fr"]
    assert [read(path=path, settings=settings).url for path in (X, f"{FR}/2021-04-15-x.md")] == [
        "/b/blog/2021/04/15/x",
        "/b/fr/blog/2021/04/15/x",
    ]
    alone = GENERATOR.place(f"{FR}/alone.md", settings)
    assert isinstance(alone, Ignored)
    assert "`blog/alone.md`" in alone.reason
    assert isinstance(GENERATOR.place("i18n/de/docusaurus-plugin-content-blog/2021-04-15-x.md", settings), Ignored)
    assert GENERATOR.place("i18n/fr/docusaurus-plugin-content-docs/current/x.md", settings) is None


def test_the_base_of_a_locale():
    locales = {**I18N, "localeConfigs": {"fr": {"baseUrl": "/francais/"}}}
    text = f"module.exports = {json.dumps({'baseUrl': '/b/', 'i18n': locales, 'presets': ['classic']})}"
    path = f"{FR}/2021-04-15-x.md"
    assert read(path=path, settings=program(text, X, path)).url == "/francais/blog/2021/04/15/x"


def test_a_translation_into_the_language_of_the_site_stands_in_for_the_post():
    own = "i18n/en/docusaurus-plugin-content-blog/2021-04-15-x.md"
    settings = program(PLAIN, X, own)
    assert isinstance(GENERATOR.place(X, settings), Ignored)
    assert read(path=own, settings=settings).url == "/blog/2021/04/15/x"


# --- its URL ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "front", "url"),
    [
        (X, "", "/blog/2021/04/15/x"),
        ("blog/2021-4-5-x.md", "", "/blog/2021/4/5/x"),
        ("blog/travel/2021-04-15-x/index.md", "", "/blog/2021/04/15/travel/x"),
        ("blog/2021-04-15.md", "", "/blog/2021/04/15/"),
        ("blog/a/b.md", "", "/blog/a/b"),
        ("blog/a/index.md", "", "/blog/a"),
        ("blog/index.md", "", "/blog/index"),
        ("blog/2021-04-15-x/part.md", "", "/blog/2021/04/15/x/part"),
        (X, "slug: a", "/blog/a"),
        (X, "slug: /a/b/", "/blog/a/b/"),
        (X, "slug: /", "/blog/"),
        (X, "slug: 2021", "/blog/2021"),
        (X, "slug: 日本", "/blog/日本"),
        (X, "slug: a b?c", "/blog/a b?c"),
        (X, "slug: 2021-04-15", None),
        (X, "date: 2022-02-02", "/blog/2021/04/15/x"),
    ],
)
def test_url(path, front, url):
    assert read(front, path).url == url


@pytest.mark.parametrize(
    ("base", "route", "slug", "slash", "url"),
    [
        ("/", "/blog", "/a", None, "/blog/a"),
        ("/base/", "/", "/a", None, "/base/a"),
        ("/base/", "", "a", None, "/base/a"),
        ("/", "/blog", "/a", True, "/blog/a/"),
        ("/", "/blog", "/a/", False, "/blog/a"),
        ("/", "/", "/", False, "/"),
        ("/base/", "/", "/", False, "/base/"),
        ("/", "/blog", "a#b", True, "/blog/a/#b"),
        ("/", "/blog", "a?b?c", True, "/blog/a/?b&c"),
        ("/", "/blog", "//a///b", None, "/blog/a/b"),
    ],
)
def test_address(base, route, slug, slash, url):
    assert address(base, route, slug, slash=slash) == url


def test_the_owners_pattern_where_the_program_hides_its_own():
    settings = program("module.exports = load()")._replace(permalink="/p/{date:YYYY}/{slug}")
    assert read(settings=settings).url == "/p/2021/x"


# --- title, date, tags ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "body", "title", "titled"),
    [
        ("title: T", "# H\n", "T", True),
        ("title: 2021", "", "2021", True),
        ("a: b", "# H\n\ntext\n", "H", True),
        ("a: b", "H\n===\n", "H", True),
        ("a: b", "import A from 'a';\n\n# The `code` {#id}\n", "The code", True),
        ("a: b", "text\n\n# H\n", "x", False),
        ("a: b", "## H\n", "x", False),
    ],
)
def test_title(front, body, title, titled):
    post = read(front, body=body)
    assert (post.title, post.titled) == (title, titled)


@pytest.mark.parametrize(
    ("front", "moment", "source"),
    [
        ("", "2021-04-15T00:00:00+00:00", "name"),
        ("date: 2022-02-03", "2022-02-03T00:00:00+00:00", "date"),
        ("date: 2022-02-03 10:00", "2022-02-03T10:00:00+00:00", "date"),
        ("date: 2022-02-03T10:00:00+02:00", "2022-02-03T08:00:00+00:00", "date"),
        ("date: '2022-02-03T10:00'", "2022-02-03T10:00:00+00:00", "date"),
        ("date: 2022-02-30", "2022-03-02T00:00:00+00:00", "date"),
        ("date: February 3, 2022", "2022-02-03T00:00:00+00:00", "date"),
        ("date: 2/3/2022", "2022-02-03T00:00:00+00:00", "date"),
        ("date: 0", "2021-04-15T00:00:00+00:00", "name"),
    ],
)
def test_date(front, moment, source):
    date = read(front).date
    assert date is not None
    assert (date.moment and date.moment.astimezone(UTC).isoformat(), date.source, date.problem) == (moment, source, None)


@pytest.mark.parametrize(
    "text", ['"2022-02-03T10:00:00Z"', "'2022-02-03 10:00 GMT'", "2022", "soon", "15.04.2021", "15/04/2021", "'15th April 2021'"]
)
def test_a_date_that_ends_the_build(text):
    post = read(f"date: {text}")
    assert post.date is not None
    assert post.date.moment is None
    assert "build fails" in post.date.problem
    assert not post.verdict.fatal  # it is told once


def test_no_date():
    assert read("title: T", "blog/x.md").date is None


def test_no_date_hides_a_post():
    assert program().future
    assert read("date: 2099-01-01").verdict.hidden is None


@pytest.mark.parametrize(
    ("value", "tags"),
    [
        ("[a, 2021, a]", ("a", "2021")),
        ("[{label: L, permalink: /l}, b]", ("L", "b")),
        ("[]", ()),
        ("a", ()),
    ],
)
def test_tags(value, tags):
    assert read(f"tags: {value}").tags == tags


def test_last_update():
    updated = read("last_update: {date: 2022-02-03, author: me}").updated
    assert updated is not None
    assert updated.iso == "2022-02-03"
    assert read("last_update: x").updated is None


# --- draft or public --------------------------------------------------------------------------------------------------

PUBLIC, HIDDEN, UNLISTED, FAILS = None, Status.DRAFT, Status.UNLISTED, "fails"


@pytest.mark.parametrize(
    ("front", "fate"),
    [
        ("title: T", PUBLIC),
        ("draft: true", HIDDEN),
        ('draft: "true"', HIDDEN),
        ('draft: "TRUE"', HIDDEN),
        ('draft: "false"', PUBLIC),
        ("draft: false", PUBLIC),
        ("draft: yes", FAILS),
        ("draft: no", FAILS),
        ("draft:", FAILS),
        ("draft: 1", FAILS),
        ("draft: []", FAILS),
        ("Draft: true", PUBLIC),
        ("published: false", PUBLIC),
        ('published: "false"', PUBLIC),
        ("published: no", PUBLIC),
        ("status: draft", PUBLIC),
        ("unlisted: true", UNLISTED),
        ("unlisted: 'true'", UNLISTED),
        ("unlisted: no", FAILS),
        ("draft: true\nunlisted: true", FAILS),
        ("draft: true\nunlisted: false", HIDDEN),
    ],
)
def test_marks(front, fate):
    verdict = read(front).verdict
    assert verdict.fatal is (fate == FAILS)
    assert verdict.hidden is (HIDDEN if fate == FAILS else fate)
    assert (verdict.trap is not None) is (fate == FAILS or front[:6] in ("Draft:", "publis", "status"))


@pytest.mark.parametrize(
    "front",
    [
        *(
            "title: null",
            "title: true",
            "title: [a]",
            "slug: ''",
            "slug: true",
            "description:",
            "tags: a",
            "tags: [null]",
            "tags: [{label: a}]",
        ),
        *(
            "tags:",
            "keywords: []",
            "keywords: a",
            "image: a b.png",
            "image: ü.png",
            "image: 5",
            "authors: true",
            "authors: {title: x}",
        ),
        *(
            "authors: nobody",
            "authors: [known, nobody]",
            "authors: known\nauthor: x",
            "date:",
            "date: true",
            "date: []",
            "last_update: x",
        ),
        *(
            "toc_max_heading_level: 7",
            "toc_min_heading_level: 4\ntoc_max_heading_level: 3",
            "hide_table_of_contents: yes",
            "author: ''",
        ),
    ],
)
def test_front_matter_that_ends_the_build(front):
    site = folder("blog/authors.yml", docusaurus__config__js=PLAIN)
    texts = {"docusaurus.config.js": PLAIN, "blog/authors.yml": "known: {name: K}\n"}
    settings = GENERATOR.settings(Folder(site.files, texts.get))
    verdict = read(front, settings=settings).verdict
    key = front.rpartition("\n")[2].partition(":")[0] if "author: x" in front else front.partition(":")[0]
    assert verdict.fatal
    assert f"`{key}" in verdict.trap


@pytest.mark.parametrize(
    "front",
    [
        *(
            "title: ''",
            "title: 2021",
            "description: 5",
            "tags: [a, 1, 2021-04-15]",
            "keywords: [a]",
            "image: ./a.png",
            "image: https://x.org/a",
        ),
        *(
            "authors: known",
            "authors: {name: X, url: https://x.org}",
            "authors: []",
            "last_update: {author: me}",
            "toc_max_heading_level: '4'",
        ),
        *("whatever: [1, {a: null}]", "unknown:", "Date: x", "draft: true\nauthors: nobody"),
    ],
)
def test_front_matter_that_is_fine(front):
    texts = {"docusaurus.config.js": PLAIN, "blog/authors.yml": "known: {name: K}\n"}
    settings = GENERATOR.settings(Folder(frozenset(texts), texts.get))
    assert not read(front, settings=settings).verdict.fatal


def test_authors_that_cannot_be_known():
    settings = program("module.exports = {presets: [['classic', {blog: {authorsMapPath: there()}}]]}")
    assert not read("authors: nobody", settings=settings).verdict.fatal


VALUES = [
    "",
    "~",
    "true",
    "no",
    "1",
    "-1.5",
    "'x'",
    "[]",
    "[a, null, [b], {c: d}]",
    "{}",
    "{a: {b: c}, d: null}",
    ".nan",
    ".inf",
    "9" * 400,
    "&a b",
]
KEYS = [*sorted(GENERATOR.keys), "published", "status", "Draft", "<<", "lang"]


@pytest.mark.parametrize("key", KEYS)
def test_r18_any_value_under_any_key(key):
    settings = blog(i18n=I18N)
    config = settings.options["config"]
    settings = settings._replace(options={"config": config._replace(files=frozenset({X}))})
    for value in VALUES:
        for path in (X, "blog/x.md", f"{FR}/2021-04-15-x.md"):
            post = reading.read(path, f"---\n{key}: {value}\n---\n# T\n".encode(), GENERATOR, settings)
            assert isinstance(post, Post | Broken)


# --- publishing -------------------------------------------------------------------------------------------------------


def site_of(post: Post) -> Site:
    return Site("/site", GENERATOR, program(), DAY, frozenset({post.path}), (post,))


@pytest.mark.parametrize(
    "front",
    [
        *(
            "title: T",
            "title: T\ndraft: false",
            "title: T\ndraft: true  # not yet",
            "draft: 'true'",
            'draft: "false"',
            "draft: True\ntitle: T",
        ),
        *("title: T\r\ntags: [a]", "a: 1\n\n# note\nunlisted: false", "draft: true\nunlisted: false", "tags:\n  - a\n  - b"),
    ],
)
def test_r3_published_and_back_has_its_first_bytes(front):
    post = read(front)
    public = post.verdict.hidden is None
    there = publishing.plan(site_of(post), post, public=not public)
    assert there.change is not None
    assert there.post.verdict.hidden is (Status.DRAFT if public else None)
    back = publishing.plan(site_of(there.post), there.post, public=public)
    assert back.change is not None
    assert back.change.after == document.encoded(post.document)


@pytest.mark.parametrize(
    ("front", "after"), [("draft: yes", "draft: false"), ("draft: no", "draft: false"), ("unlisted: true", "unlisted: false")]
)
def test_publishing_writes_what_builds(front, after):
    post = read(front)
    plan = publishing.plan(site_of(post), post, public=True)
    assert plan.change is not None
    assert after in plan.change.after.decode()
    assert not plan.post.verdict.fatal


@pytest.mark.parametrize(("front", "public"), [("title: T", True), ("draft: true", False)])
def test_what_is_so_already_stays(front, public):
    assert GENERATOR.toggle(read(front), public, program(), DAY).values == {}


def test_an_unlisted_post_becomes_a_draft() -> None:
    post = read("unlisted: true")
    assert GENERATOR.toggle(post, False, program(), DAY).values == {"unlisted": False, "draft": True}
