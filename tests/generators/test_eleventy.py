"""What postctl knows of Eleventy, stated as tables; `tests/oracle/test_eleventy_oracle.py` asks Eleventy itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import site_of

from postctl import document, publishing, reading
from postctl.errors import Refused
from postctl.generators.eleventy import GENERATOR
from postctl.model import Broken, Ignored, Place, Settings, Status
from postctl.site import Folder, Post
from postctl.values import replace

X = "content/blog/x.md"
DRAFTS = 'export default (c) => { c.addPreprocessor("drafts", "*", (data) => { if (data.draft) { return false; } }); };'
INPUT = 'export const config = { dir: { input: "content" } };'
DAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


def folder(files: dict[str, str] | None = None, *names: str, **given_: object) -> Folder:
    """A folder with these texts, and further names of files."""
    texts = files or {}
    return Folder(frozenset((*texts, *names)), texts.get, given_)


def settings_of(config: str = DRAFTS + INPUT, *names: str, **files: str) -> Settings:
    """The settings of a site with this configuration; `__` in names of files is `.`, `___` is `/`."""
    texts = {name.replace("___", "/").replace("__", "."): text for name, text in files.items()}
    return GENERATOR.settings(folder({"eleventy.config.js": config, **texts}, *names))


def read(front: str = "", path: str = X, config: str = DRAFTS + INPUT, **files: str) -> Post:
    text = f"---\n{front}\n---\ntext\n" if front else "text\n"
    post = reading.read(path, text.encode(), GENERATOR, settings_of(config, path, **files))
    assert isinstance(post, Post), post
    return post


# --- a site -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("site", "score"),
    [
        *(
            (folder({}, name), 100)
            for name in (".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs")
        ),
        (folder({}, "buildawesome.config.js"), 100),
        (folder({"package.json": '{"devDependencies": {"@11ty/eleventy": "^3.0.0"}}'}), 90),
        (folder({"package.json": '{"devDependencies": {"@11ty/eleventy-img": "^3.0.0"}}'}), None),
        (folder({"README.md": "npx @11ty/eleventy --serve"}, X), 10),
        (folder({"README.md": "I moved here from Eleventy."}, X), None),
        (folder({}, "blog/eleventy.config.js"), None),
        (folder({}, "gatsby-config.js", "_config.yml", "hugo.toml"), None),
    ],
)
def test_detect(site, score):
    evidence = GENERATOR.detect(site)
    assert (evidence.score if evidence else None) == score


@pytest.mark.parametrize(
    ("config", "home", "output"),
    [
        ("", "", "_site"),
        ('module.exports = () => ({ dir: { input: "src", output: "dist" } });', "src", "dist"),
        ('return {\n  dir: {\n    "input": "./src/", // the source\n    output: `public`,\n  },\n};', "src", "public"),
        ("c.setInputDirectory('src'); c.setOutputDirectory('out/site');", "src", "out/site"),
        ("// dir: { input: 'old' }\nreturn { dir: { input: 'new' } }", "new", "_site"),
        ("const dir = { input: 'src' };", "src", "_site"),
        ("return { dir: { input: process.env.IN } }", "posts", "_site"),
        ("return { dir: { input: `${a}` } }", "posts", "_site"),
        ('const text = "dir: { input: 1 }";', "", "_site"),
        ("return { dir: { input: ", "", "_site"),
    ],
)
def test_folders(config, home, output):
    settings = settings_of(config, "posts/_includes/base.njk", "posts/a.md")
    assert settings.options[":input"] == home
    assert f"{output}/**" in settings.exclude


def test_the_input_of_a_script_and_of_the_owner():
    package = '{"scripts": {"build": "eleventy --input=site --output out"}}'
    texts = {"eleventy.config.js": "", "package.json": package}
    assert GENERATOR.settings(folder(texts)).options[":input"] == "site"
    assert GENERATOR.settings(folder(texts, input="mine")).options[":input"] == "mine"
    assert GENERATOR.settings(folder(texts, drafts=True)).options[":drafts"] == "left out"
    assert GENERATOR.settings(folder({"eleventy.config.js": DRAFTS}, drafts=False)).options[":drafts"] == ""


@pytest.mark.parametrize(
    ("names", "posts"),
    [
        (("content/blog/a.md", "content/about.md"), ("content/blog/**",)),
        (("content/en/posts/a.md", "content/fr/posts/a.md", "content/x.md"), ("content/en/posts/**", "content/fr/posts/**")),
        (("content/notes/blog/a.md",), ("content/notes/**",)),
        (("content/a.md", "content/stuff/b.md"), ("content/**",)),
        (("blog/a.md", "content/a.md"), ("content/**",)),
        (("content/blog/a.njk",), ("content/**",)),
        ((), ("content/**",)),
    ],
)
def test_which_folders_hold_posts(names, posts):
    assert settings_of(INPUT, *names).posts == posts


def test_folders_that_put_all_under_a_tag_hold_posts():
    data = {"content___recipes___recipes__json": '{"tags": "recipes"}', "content___pages___pages__json": '{"tags": ["pages"]}'}
    assert settings_of(INPUT, "content/recipes/a.md", "content/pages/b.md", **data).posts == ("content/recipes/**",)
    code = {"content___log___log__11tydata__js": "module.exports = { layout: 'x', tags: ['log'] };"}
    assert settings_of(INPUT, "content/log/a.md", **code).posts == ("content/log/**",)


@pytest.mark.parametrize(
    ("config", "mode"),
    [
        (DRAFTS, "left out"),
        ('c.addPreprocessor("d", "md", function (data) { return data.draft ? false : undefined; })', "left out"),
        ('c.addPreprocessor("drafts", "*", hide);', "by code"),
        ('c.addCollection("posts", (api) => api.getAll().filter((p) => !p.data.draft))', "by code"),
        ('// c.addPreprocessor("drafts", "*", (data) => { if (data.draft) return false; })', ""),
        ('c.addGlobalData("eleventyComputed.permalink", () => (data) => { if (data.draft) return false; })', "left out"),
        ("", ""),
    ],
)
def test_what_becomes_of_drafts(config, mode):
    assert settings_of(config).options[":drafts"] == mode


# --- a file -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (X, Place("x", section="blog")),
        ("content/blog/2020-01-02-x.md", Place("x", "2020-01-02", "blog")),
        ("content/blog/was-2020-01-02-x.md", Place("x", "2020-01-02", "blog")),
        ("content/blog/x-2020-01-02.md", Place("x-2020-01-02", "2020-01-02", "blog")),
        ("content/blog/2020-13-02-x.md", Place("x", None, "blog")),
        ("content/2020-01-02/x.md", Place("x", "2020-01-02", "2020-01-02")),
        ("content/blog/x/index.md", Place("x", None, "blog", bundle=True)),
        ("content/blog/2020-01-02-x/index.md", Place("x", "2020-01-02", "blog", bundle=True)),
        ("content/blog/x/x.md", Place("x", None, "blog", bundle=True)),
        ("content/x.md", Place("x")),
    ],
)
def test_place(path, place):
    assert GENERATOR.place(path, settings_of()) == place


@pytest.mark.parametrize(
    "path",
    [
        *("x.md", "posts/x.md", "content/blog/x.njk", "content/_includes/x.md", "content/_data/x.md", "_site/x.md"),
        *("content/node_modules/a/x.md", "content/index.md", "content/404.md", "content/README.md", "content/blog/.md"),
    ],
)
def test_what_is_no_post(path):
    assert GENERATOR.place(path, settings_of()) is None


def test_the_list_of_posts_is_no_post():
    assert GENERATOR.place("content/blog/index.md", settings_of(INPUT, X)) is None


@pytest.mark.parametrize(
    ("name", "line", "path", "left_out"),
    [
        ("__eleventyignore", "content/old", "content/old/a.md", True),
        ("__eleventyignore", "content/old/", "content/old/b/a.md", True),
        ("__eleventyignore", "old", "content/old/a.md", False),
        ("__eleventyignore", "!content/old", "content/old/a.md", False),
        ("__eleventyignore", "# content/old", "content/old/a.md", False),
        ("__eleventyignore", "{a,b}" * 60, "content/old/a.md", False),
        ("__gitignore", "content/**/a.md", "content/old/a.md", True),
        ("content___.eleventyignore", "old/*.md", "content/old/a.md", True),
    ],
)
def test_ignored_files(name, line, path, left_out):
    found = GENERATOR.place(path, settings_of(DRAFTS + INPUT, **{name: line}))
    assert isinstance(found, Ignored) == left_out


def test_ignored_by_the_configuration():
    config = f'c.ignores.add("content/drafts/**");{INPUT}'
    assert isinstance(GENERATOR.place("content/drafts/a.md", settings_of(config)), Ignored)
    off = f"c.setUseGitIgnore(false);{INPUT}"
    assert isinstance(GENERATOR.place("content/a.md", settings_of(off, __gitignore="content")), Place)


def test_another_ending_is_ignored_unless_the_configuration_knows_it():
    ignored = GENERATOR.place("content/blog/x.markdown", settings_of())
    assert isinstance(ignored, Ignored)
    assert ".markdown" in ignored.reason
    assert GENERATOR.place("content/blog/x.mdx", settings_of(f'c.addExtension("mdx", {{}});{INPUT}')) is None


def test_front_matter_that_is_code_is_named():
    found = reading.read(X, b"---js\nconst title = 'x';\n---\n", GENERATOR, settings_of())
    assert isinstance(found, Broken)
    assert "never run" in found.reason


# --- public or not ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "hidden", "trap"),
    [
        ("draft: true", Status.DRAFT, False),
        ('draft: "true"', Status.DRAFT, False),
        ('draft: "false"', Status.DRAFT, True),
        ("draft: yes", Status.DRAFT, False),
        ("draft: no", Status.DRAFT, True),
        ("draft: false", None, False),
        ("Draft: true", None, True),
        ("published: false", None, True),
        ('published: "false"', None, True),
        ("published: no", None, True),
        ("status: draft", None, True),
        ("draft: 0", None, False),
        ("draft: ''", None, False),
        ("draft:", None, False),
        ("draft: []", Status.DRAFT, True),
        ("date: 2099-01-01", None, False),
        ("eleventyExcludeFromCollections: true", Status.UNLISTED, False),
        ("eleventyExcludeFromCollections: yes", None, True),
        ("eleventyExcludeFromCollections: [posts]", None, False),
        ("permalink: false", Status.UNLISTED, False),
        ("permalink: false\neleventyExcludeFromCollections: true", Status.DRAFT, False),
        ("", None, False),
    ],
)
def test_the_marks(front, hidden, trap):
    verdict = read(front).verdict
    assert (verdict.hidden, verdict.trap is not None, verdict.fatal) == (hidden, trap, False)
    assert verdict.sure


def test_a_folder_of_drafts_means_nothing():
    assert "means nothing" in (read(path="content/_drafts/x.md").verdict.trap or "")


def test_without_code_for_drafts_a_draft_is_public():
    verdict = read("draft: true", config=INPUT).verdict
    assert (verdict.hidden, verdict.sure) == (None, False)
    assert "publishes this post" in (verdict.trap or "")


def test_with_code_that_cannot_be_read_a_draft_is_believed():
    verdict = read("draft: true", config=f"filter((p) => !p.data.draft);{INPUT}").verdict
    assert (verdict.hidden, verdict.sure, verdict.trap) == (Status.DRAFT, False, None)
    by_name = read("published: false", config=f"filter((p) => p.data.published);{INPUT}").verdict
    assert (by_name.hidden, by_name.sure) == (Status.DRAFT, False)


@pytest.mark.parametrize(
    "front",
    [
        *(
            "permalink: true",
            "permalink: 5",
            "permalink: [a]",
            "permalink: /a/b",
            "permalink: {build: true}",
            "tags: 5",
            "tags: {a: b}",
        ),
        *("content: x", "collections: x", "page: x", "page: {url: x}", "permalink: {build: false}"),
    ],
)
def test_what_ends_the_build(front):
    verdict = read(front).verdict
    assert verdict.fatal
    assert "build fails" in (verdict.trap or "")


def test_the_schema_of_the_base_blog_wants_a_boolean():
    schema = {"content____data___eleventyDataSchema__js": "z.object({ draft: z.boolean().or(z.undefined()) })"}
    assert read("draft: ''", **schema).verdict.fatal
    assert read("draft: yes", **schema).verdict.hidden is Status.DRAFT
    assert not read("draft: false", **schema).verdict.fatal
    assert not read("title: x", **schema).verdict.fatal


# --- dates ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2020-01-02", "2020-01-02T00:00:00+00:00"),
        ("2020-01-02 10:00:00 +02:00", "2020-01-02T08:00:00+00:00"),
        ("2020-02-30", "2020-03-01T00:00:00+00:00"),
        ("2020-20-19", "2021-08-19T00:00:00+00:00"),
        ("'2020-01-02T10:00'", "2020-01-02T10:00:00+00:00"),
        ("'2020-W05-3'", "2020-01-29T00:00:00+00:00"),
        ("'2020-123'", "2020-05-02T00:00:00+00:00"),
        ("'20200102'", "2020-01-02T00:00:00+00:00"),
        ("'2020-01-02T24:00'", "2020-01-03T00:00:00+00:00"),
    ],
)
def test_r25_date(written, moment):
    date = read(f"date: {written}").date
    assert date is not None
    assert date.moment.astimezone(UTC).isoformat() == moment
    assert (date.source, date.problem) == ("date", None)


@pytest.mark.parametrize(
    "written", ["soon", "'2020-02-30'", "2020-01-02 10:00", "2020-1-2", "2020/01/02", "true", "5", "[1]", "{a: b}"]
)
def test_a_date_that_ends_the_build(written):
    date = read(f"date: {written}").date
    assert date is not None
    assert date.moment is None
    assert "ends the build" in (date.problem or "")


@pytest.mark.parametrize("written", ["Created", "last modified", "git Last Modified", "GIT CREATED"])
def test_a_date_that_only_the_disk_knows(written):
    assert read(f"date: {written}", "content/blog/2020-01-02-x.md").date is None


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("content/blog/2020-01-02-x.md", "2020-01-02"),
        ("content/2020-01-02/2021-03-04-x.md", "2020-01-02"),
        ("content/blog/x.md", None),
    ],
)
def test_the_date_in_the_path(path, day):
    for front in ("", "date:", "date: ''", "date: false"):
        date = read(front, path).date
        assert (date.iso if date else None) == day


def test_a_day_in_the_path_that_is_none():
    date = read(path="content/blog/2020-13-45-x.md").date
    assert date is not None
    assert "invalid date" in (date.problem or "")


# --- addresses --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "url", "slug"),
    [
        (X, "/blog/x/", "x"),
        ("content/blog/2020-01-02-x.md", "/blog/2020-01-02-x/", "x"),
        ("content/blog/x/x.md", "/blog/x/", "x"),
        ("content/blog/2020-01-02-x/index.md", "/blog/2020-01-02-x/", "x"),
        ("content/a b é.md", "/a b é/", "a b é"),
    ],
)
def test_the_address_of_a_path(path, url, slug):
    post = read(path=path)
    assert (post.url, post.slug) == (url, slug)


@pytest.mark.parametrize(
    ("permalink", "url"),
    [
        ("/a/", "/a/"),
        ("a/b.html", "/a/b.html"),
        ("/a/index.html", "/a/"),
        ("/a/../b//c/", "/b/c/"),
        ('"/{{ page.fileSlug }}/"', "/x/"),
        ('"{{ page.filePathStem }}.html"', "/blog/x.html"),
        ('"/n/{{ title | slugify }}/"', "/n/creme-and-co/"),
        ('"/n/{{ title }}/"', None),
        ('"/{{ name }}/"', "/Me-1/"),
        ('"/{{ nothing }}/"', None),
        ("\"/{{ page.date | date: '%Y' }}/\"", None),
        ('"/{% if a %}b{% endif %}/"', None),
        ("{build: /c/}", "/c/"),
        ("{other: /c/}", None),
        ("false", None),
        ("{}", "/blog/x/"),
        ("''", "/blog/x/"),
        ("", "/blog/x/"),
    ],
)
def test_permalink(permalink, url):
    assert read(f'title: "Crème & co"\nname: Me-1\npermalink: {permalink}').url == url


def test_code_that_makes_addresses_leaves_them_unknown():
    assert read(config=f"c.addUrlTransform(f);{INPUT}").url is None
    assert read(content___blog___blog__11tydata__js="export default { permalink: (data) => 1 };").url is None
    assert read("permalink: /own/", content___blog___blog__11tydata__js="export default { permalink: () => 1 };").url == "/own/"


def test_the_owners_pattern():
    settings = settings_of()._replace(permalink="/{date:YYYY}/{slug}/")
    post = reading.read("content/blog/2020-01-02-x.md", b"text", GENERATOR, settings)
    assert isinstance(post, Post)
    assert post.url == "/2020/x/"


# --- the cascade --------------------------------------------------------------------------------------------------------


def test_data_files_are_laid_over_each_other():
    files = {
        "content___content__json": '{"draft": true, "permalink": "/a/{{ page.fileSlug }}/"}',
        "content___blog___blog__json": '{"permalink": "/b/{{ page.fileSlug }}/"}',
        "content___blog___blog__11tydata__js": "module.exports = { permalink: '/c/{{ page.fileSlug }}/' }",
        "content___blog___x__json": '{"draft": false}',
    }
    assert read(**files).url == "/c/x/"
    assert read(**files).verdict.hidden is None
    assert read(path="content/blog/y.md", **files).verdict.reason == "draft: true (from a data file)"
    assert read("draft: false", "content/blog/y.md", **files).verdict.hidden is None


def test_layouts_and_global_data():
    layout = {"content____includes___post__njk": "---\npermalink: /l/\n---\n"}
    assert read("layout: post", **layout).url == "/l/"
    assert read("layout: post.njk\npermalink: /o/", **layout).url == "/o/"
    assert read(content____data___permalink__json='"/g/{{ page.fileSlug }}/"').url == "/g/x/"


@pytest.mark.parametrize(
    ("front", "tags"),
    [
        ("tags: a", ("a",)),
        ("tags: a, b", ("a", "b")),
        ("tags: [a b, 1, null, a]", ("a b", "1", "null", "a")),
        ("tags:", ()),
        ("override:tags: [a]", ("a",)),
        ("", ()),
    ],
)
def test_tags(front, tags):
    assert read(front, content___blog___blog__json='{"tags": "posts"}').tags == tags


def test_the_language_of_a_folder_where_the_plugin_is_used():
    assert read(path="content/fr/blog/x.md", config=f"c.addPlugin(EleventyI18nPlugin);{INPUT}").lang == "fr"
    assert read(path="content/fr/blog/x.md").lang is None
    assert read("lang: de").lang == "de"


# --- whatever is written ------------------------------------------------------------------------------------------------

ODD = [
    "[]",
    "[a, [b]]",
    "{}",
    "{a: {b: c}}",
    "null",
    "5",
    "-1.5",
    "true",
    "''",
    "x",
    ".nan",
    "2020-20-20",
    "'{{'",
    "[null]",
    "'\\0code'",
]


@pytest.mark.parametrize("key", sorted(GENERATOR.keys | {"content", "page", "override:tags"}))
def test_r18_no_value_raises(key):
    for value in ODD:
        for config in (DRAFTS + INPUT, INPUT):
            post = read(f"{key}: {value}", config=config)
            GENERATOR.toggle(post, True, settings_of(config), DAY)
            GENERATOR.toggle(post, False, settings_of(config), DAY)


@given(st.text(), st.text("{}[](),:;'\"`$=>./*\\ \nadirnputexo", max_size=60))
def test_r18_no_configuration_raises(text, noise):
    for config in (text, noise, f"module.exports = {{{noise}", f"c.addPreprocessor({noise}", f"dir: {{{noise}"):
        settings = settings_of(config, X, __eleventyignore=text, content___blog___blog__11tydata__js=noise)
        GENERATOR.place(X, settings)
        GENERATOR.place("blog/x.md", settings)


# --- publishing -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("config", [DRAFTS, "c.filter((p) => !p.data.draft)", ""])
@pytest.mark.parametrize(
    "front",
    [
        *("title: x", "title: x\ntags: [a]\ndate: 2020-01-01", "draft: false", "draft: true"),
        *("title: x\npermalink: /a/", "eleventyExcludeFromCollections: false", "eleventyExcludeFromCollections: true\ntitle: x"),
        *("permalink: false\neleventyExcludeFromCollections: true\ntitle: x", "title: x # c\r\ntags: a"),
    ],
)
def test_r3_there_and_back(config, front):
    text = f"---\n{front}\n---\ntext\n"
    files = {"eleventy.config.js": config, "blog/x.md": text, "blog/y.md": "---\ntitle: y\n---\n"}
    site = site_of(files, "eleventy")
    post = next(each for each in site.posts if each.path == "blog/x.md")
    public = post.verdict.hidden is None
    there = publishing.plan(site, post, public=not public)
    assert there.change is not None
    assert (there.post.verdict.hidden is None) is not public
    after = replace(site, posts=tuple(there.post if each is post else each for each in site.posts))
    back = publishing.plan(after, there.post, public=public)
    assert back.change is not None
    assert back.change.after == document.encoded(post.document)


def test_without_code_for_drafts_two_keys_hide_a_post():
    site = site_of({"eleventy.config.js": "", "blog/x.md": "---\ntitle: x\n---\n"}, "eleventy")
    plan = publishing.plan(site, site.posts[0], public=False)
    assert plan.post.verdict.hidden is Status.DRAFT
    assert plan.post.front == {"title": "x", "permalink": False, "eleventyExcludeFromCollections": True}


def test_a_post_without_a_page_is_not_published_by_guessing():
    site = site_of({"eleventy.config.js": DRAFTS, "blog/x.md": "---\npermalink: false\n---\n"}, "eleventy")
    with pytest.raises(Refused):
        publishing.plan(site, site.posts[0], public=True)


@pytest.mark.parametrize(
    ("config", "names", "file"),
    [
        (INPUT, (), "content/blog/{slug}.md"),
        ("", (), "blog/{slug}.md"),
        ("c.setInputDirectory('src')", (), "src/blog/{slug}.md"),
        (INPUT, ("content/posts/a.md",), "content/posts/{slug}.md"),
    ],
)
def test_where_the_first_post_goes(config, names, file):
    assert settings_of(config, *names).options[":template"] == file


def test_slug():
    assert GENERATOR.slug("Crème brûlée & C++ isn't 日本 Ärger") == "creme-brulee-and-c-isnt-aerger"
