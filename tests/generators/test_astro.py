"""What postctl knows of Astro, stated as tables; `tests/oracle/test_astro_oracle.py` asks Astro itself."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postctl import detection, document, publishing, reading
from postctl.errors import Refused
from postctl.generators.astro import GENERATOR, globs
from postctl.model import Broken, Ignored, Settings, Status
from postctl.site import Folder, Post
from postctl.slugs import astro as slugs
from postctl.values import replace
from tests.generators.hostile import VALUES
from tests.sites import site_of

X = "src/content/blog/x.md"
DAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
CONFIG = "src/content.config.ts"
ROUTE = """---
// one page for each post
export async function getStaticPaths() {
  const posts = await getCollection("blog", ({ data }) => data.draft !== true);
  return posts.map((post) => ({ params: { slug: post.id }, props: post }));
}
---
"""


def collection(schema: str = "", *, loader: str = "glob({ base: './src/content/blog', pattern: '**/*.{md,mdx}' })") -> str:
    given = f", schema: {schema}" if schema else ""
    return f"const blog = defineCollection({{ loader: {loader}{given} }});\nexport const collections = {{ blog }};\n"


def folder(files: dict[str, str], **given: object) -> Folder:
    return Folder(frozenset(files), files.get, given)


def settings_of(files: dict[str, str], **given: object) -> Settings:
    return GENERATOR.settings(folder(files, **given))


def read(front: str = "", path: str = X, *, schema: str = "", files: dict[str, str] | None = None, fence: str = "---") -> Post:
    """A post read in a site with this schema, or with these files."""
    site = files if files is not None else {CONFIG: collection(schema)}
    text = f"{fence}\n{front}\n{fence}\ntext\n" if front else "text\n"
    post = reading.read(path, text.encode(), GENERATOR, settings_of({**site, path: text}))
    assert isinstance(post, Post), post
    return post


def titled(front: str) -> str:
    """Front matter with the title that schemas want."""
    return front if "title:" in front else f"title: A\n{front}"


# --- a site -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "score"),
    [
        ({"astro.config.mjs": ""}, 100),
        ({"astro.config.ts": "", "package.json": "{}"}, 100),
        ({"package.json": '{"dependencies": {"astro": "^6.0.5"}}'}, 90),
        ({"package.json": '{"devDependencies": {"@astrojs/check": "1"}}'}, None),
        ({"package.json": '{"dependencies": {"next": "16"}}', X: ""}, None),
        ({CONFIG: ""}, 80),
        ({"src/content.config.mjs": ""}, 80),
        ({"src/content/config.ts": "import { defineCollection } from 'astro:content'"}, 80),
        ({"src/content/config.ts": "export default {}"}, None),
        ({X: ""}, None),
        ({"sub/astro.config.mjs": ""}, None),
    ],
)
def test_detect(files, score):
    evidence = GENERATOR.detect(folder(files))
    assert (evidence.score if evidence else None) == score


@pytest.mark.parametrize(
    ("files", "name"),
    [
        ({"gatsby-config.js": "", "src/content/blog/a.md": ""}, "gatsby"),
        ({"hugo.toml": "", "content/a.md": ""}, "hugo"),
        ({"src/content/blog/a.md": ""}, "plain"),
        ({"astro.config.mjs": "", "src/pages/blog/a.md": "", "src/blogs/a.md": ""}, "astro"),
    ],
)
def test_namesakes(files, name):
    assert detection.detect(folder(files)).generator.name == name


def test_settings_of_a_site_without_configuration():
    settings = settings_of({"astro.config.mjs": "export default defineConfig({})"})
    assert "src/content/blog/**/*.md" in settings.posts
    assert (settings.static, settings.future, settings.source) == (("public",), True, ("astro.config.mjs",))
    assert "dist/**" in settings.exclude


def test_folders_of_the_configuration():
    config = "// srcDir: './no'\nexport default defineConfig({ srcDir: './app', publicDir: 'static', outDir: `./out`, });"
    settings = settings_of({"astro.config.mjs": config, "app/content/notes/a.md": ""})
    assert "app/content/notes/**/*.md" in settings.posts
    assert settings.static == ("static",)
    assert "out/**" in settings.exclude


def test_the_owner_is_asked_first():
    settings = settings_of(
        {"astro.config.mjs": "export default { trailingSlash: 'always' }"}, trailingSlash="never", srcDir="app"
    )
    assert settings.options["trailingSlash"] == "never"
    assert "app/pages/**/*.md" in settings.posts


@pytest.mark.parametrize(
    "config", ["export default defineConfig(options)", "export default {", "{" * 5000, "x" * 70_000, "'\"`", ""]
)
def test_a_configuration_that_cannot_be_read_says_nothing(config):
    settings = settings_of({"astro.config.mjs": config, CONFIG: config, X: "", "src/pages/[slug].astro": config})
    assert isinstance(GENERATOR.place(X, settings), tuple)


# --- collections ------------------------------------------------------------------------------------------------------

WHOLE = """
import { defineCollection, z } from "astro:content";
import { glob, file } from "astro/loaders";
import { SITE } from "./config";
export const HOME = "src/data/blog";
// const blog = defineCollection({ loader: glob({ base: "./old" }) });
const blog = defineCollection({
  loader: glob({ pattern: ["**/[^_]*.md", "!**/*.test.md"], base: `./${HOME}` }),
  schema: ({ image }) =>
    z.object({
      author: z.string().default(SITE.author),
      pubDatetime: z.date(),
      draft: z.boolean().optional(), /* , draft: z.string() */
      tags: z.array(z.string()).default(["others"]),
      ogImage: image().or(z.string()).optional(),
    }),
});
const people = defineCollection({ loader: file("src/data/people.json") });
export const collections = { posts: blog, people, pages: defineCollection({ loader: glob({ base: "pages", pattern: "*.md" }) }) };
"""


def test_a_whole_configuration():
    found = {each.name: each for each in settings_of({CONFIG: WHOLE}).options[":collections"]}
    assert (found["posts"].base, found["posts"].patterns) == ("src/data/blog", ("**/[^_]*.md", "!**/*.test.md"))
    assert (found["people"].patterns, found["people"].plain_ids) == (None, False)
    assert (found["pages"].base, found["pages"].patterns) == ("pages", ("*.md",))
    schema = found["posts"].schema
    assert schema.whole
    assert (schema.keys["draft"], schema.keys["pubDatetime"], schema.keys["ogImage"]) == ("boolean", "date", "")
    assert schema.needed == {"pubDatetime"}


@pytest.mark.parametrize(
    ("schema", "whole", "strict", "kind"),
    [
        ("z.object({ draft: z.boolean() })", True, False, "boolean"),
        ("z.object({ draft: z.coerce.boolean() })", True, False, "coerced"),
        ("z.object({ draft: z.stringbool() })", True, False, "words"),
        ("z.object({ draft: z.string() })", True, False, "text"),
        ("z.object({ draft: z.string().transform((x) => !!x) })", True, False, ""),
        ("z.object({ draft: z.union([z.boolean(), z.string()]) })", True, False, ""),
        ("z.object({ draft: z.boolean().or(z.string()) })", True, False, ""),
        ("z.object({ 'draft': z\n .boolean() })", True, False, "boolean"),
        ("z.object({ ...base, draft: z.boolean() })", False, False, "boolean"),
        ("z.object({ draft: z.boolean() }).passthrough()", False, False, "boolean"),
        ("z.object({ draft: z.boolean() }).extend(more)", False, False, "boolean"),
        ("z.object({ draft: z.boolean() }).strict()", True, True, "boolean"),
        ("z.strictObject({ draft: z.boolean() })", True, True, "boolean"),
        ("z.looseObject({ draft: z.boolean() })", False, False, "boolean"),
        ("({ image }) => z.object({ draft: z.boolean() })", True, False, "boolean"),
        ("(context) => (z.object({ draft: z.boolean() }))", True, False, "boolean"),
    ],
)
def test_schemas(schema, whole, strict, kind):
    found = settings_of({CONFIG: collection(schema)}).options[":collections"][0].schema
    assert (found.whole, found.strict, found.keys["draft"]) == (whole, strict, kind)


@pytest.mark.parametrize("schema", ["blogSchema()", "base.extend({ draft: z.boolean() })", "z.object(fields)", "rssSchema"])
def test_schemas_that_are_not_plain(schema):
    assert settings_of({CONFIG: collection(schema)}).options[":collections"][0].schema is None


def test_a_schema_by_its_name():
    written = "const fields = z.object({ draft: z.boolean() });\n" + collection("fields")
    assert settings_of({CONFIG: written}).options[":collections"][0].schema.keys == {"draft": "boolean"}


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("**/*.md", "a.md", True),
        ("**/*.md", "a/b/c.md", True),
        ("**/*.md", ".a.md", False),
        ("**/*.md", "a/.b/c.md", False),
        ("*.md", "a/b.md", False),
        ("**/[^_]*.md", "_a.md", False),
        ("**/[!_]*.md", "a/_b.md", False),
        ("**/[^_]*.md", "_a/b.md", True),
        ("**/[^_]*.md", ".a.md", True),
        ("**/*.{md,mdx}", "a.mdx", True),
        ("{a,b}/**/*.md", "b/x/y.md", True),
        ("{a,b}/**/*.md", "c/x.md", False),
        ("./a/?.md", "a/b.md", True),
        ("**/index.md", "a/b/index.md", True),
        ("**", "a/b", True),
        ("a/**", "a/b/c", True),
        ("**/a/**/b.md", "x/a/y/z/b.md", True),
        ("*.@(md|mdx)", "a.md", None),
        ("{a,{b,c}}/*.md", "a/x.md", None),
    ],
)
def test_globs(pattern, path, fits):
    assert globs.fits(path, (pattern,)) is fits


def test_globs_that_leave_out():
    assert globs.fits("a.md", ("**/*.md", "!a*")) is False
    assert globs.fits("b.md", ("**/*.md", "!a*")) is True


# --- a file -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "slug", "section", "bundle"),
    [
        (X, "x", "blog", False),
        ("src/content/blog/Some Thing.md", "some-thing", "blog", False),
        ("src/content/blog/_x.md", "_x", "blog", False),
        ("src/content/blog/2024/x.mdx", "x", "blog/2024", False),
        ("src/content/blog/deep/Post One/index.md", "post-one", "blog/deep", True),
        ("src/content/blog/index.md", "index", "blog", False),
        ("src/content/blog/🎉.md", "🎉", "blog", False),
        ("src/pages/about.md", "about", "", False),
        ("src/pages/posts/First One.md", "First One", "posts", False),
        ("src/pages/posts/index.md", "posts", "", True),
    ],
)
def test_place(path, slug, section, bundle):
    place = GENERATOR.place(path, settings_of({CONFIG: collection()}))
    assert (place.slug, place.section, place.bundle, place.date) == (slug, section, bundle, None)


@pytest.mark.parametrize(
    "path",
    [
        "README.md",
        "src/content/blog/x.json",
        "src/content/blog/.x.md",
        "src/content/blog/.hidden/x.md",
        "src/content/other/x.md",
        "src/pages/[slug].md",
        "src/pages/404.md",
        "src/pages/.x.md",
        "src/blog/x.md",
    ],
)
def test_no_posts(path):
    assert GENERATOR.place(path, settings_of({CONFIG: collection()})) is None


PACKAGE = '{"dependencies": {"astro": "6"}}'


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("src/content/blog/_x.md", "the pattern `**/[^_]*.{md,mdx}` of the collection `blog` does not fit its name"),
        ("src/content/blog/x.markdown", "the pattern"),
        ("src/content/blog/x.mdx", "only with the integration @astrojs/mdx"),
        ("src/content/blog/c#.md", "cannot open a file with `#`"),
        ("src/content/blog/why?.md", "cannot open a file with `?`"),
        ("src/pages/_x.md", "begins with `_`"),
        ("src/pages/_parts/x.md", "begins with `_`"),
    ],
)
def test_what_astro_leaves_out_in_silence(path, reason):
    loader = "glob({ base: './src/content/blog', pattern: '**/[^_]*.{md,mdx}' })"
    place = GENERATOR.place(path, settings_of({CONFIG: collection(loader=loader), "package.json": PACKAGE}))
    assert isinstance(place, Ignored)
    assert reason in place.reason


def test_mdx_with_its_integration():
    files = {CONFIG: collection(), "package.json": '{"dependencies": {"astro": "6", "@astrojs/mdx": "5"}}'}
    assert not isinstance(GENERATOR.place("src/content/blog/x.mdx", settings_of(files)), Ignored)


@pytest.mark.parametrize("config", ["src/content/config.ts", ""])
def test_legacy_collections_leave_out_names_with_an_underscore(config):
    files = {X: "", "src/content/notes/y.md": "", **({config: "export const collections = {};"} if config else {})}
    settings = settings_of(files)
    assert GENERATOR.place("src/content/notes/y.md", settings).section == "notes"
    assert isinstance(GENERATOR.place("src/content/blog/_x.md", settings), Ignored)
    assert isinstance(GENERATOR.place("src/content/blog/_old/x.md", settings), Ignored)


def test_posts_where_the_owner_says_they_are():
    settings = settings_of({CONFIG: "export const collections = load()"})._replace(posts=("writing/**/*.md",))
    assert GENERATOR.place("writing/2024/x.md", settings).section == "writing/2024"


@pytest.mark.parametrize(
    ("files", "lang"),
    [
        ({"src/content/blog/en/a.md": "", "src/content/blog/pt-BR/a.md": ""}, "en"),
        ({"src/content/blog/en/a.md": "", "src/content/blog/b.md": ""}, None),
        ({"src/content/blog/en/a.md": "", "astro.config.mjs": "export default { i18n: { locales: ['en', 'fr'] } }"}, "en"),
        ({"src/content/blog/en/a.md": ""}, None),
    ],
)
def test_a_folder_for_each_language(files, lang):
    assert read("title: A", "src/content/blog/en/a.md", files={CONFIG: collection(), **files}).lang == lang


# --- addresses --------------------------------------------------------------------------------------------------------

BLOG = "src/pages/blog/[...slug].astro"


@pytest.mark.parametrize(
    ("routes", "path", "front", "url"),
    [
        ({BLOG: ROUTE}, X, "title: A", "/blog/x/"),
        ({BLOG: ROUTE}, "src/content/blog/Deep/Two Words.md", "title: A", "/blog/deep/two-words/"),
        ({BLOG: ROUTE}, "src/content/blog/deep/index.md", "title: A", "/blog/deep/"),
        ({BLOG: ROUTE}, "src/content/blog/crème.md", "title: A", "/blog/crème/"),
        ({BLOG: ROUTE}, "src/content/blog/e\u0301.md", "title: A", "/blog/é/"),
        ({BLOG: ROUTE}, X, "slug: Other/One", "/blog/Other/One/"),
        ({BLOG: ROUTE}, X, "slug: ''", "/blog/x/"),
        ({BLOG: ROUTE}, X, "slug: 123", "/blog/123/"),
        ({BLOG: ROUTE}, X, "slug: 0", "/blog/x/"),
        ({BLOG: ROUTE}, X, "slug: true", "/blog/true/"),
        ({BLOG: ROUTE}, X, "slug: [a, b]", None),
        ({BLOG: ROUTE}, X, "slug: 2020-01-02", None),
        ({BLOG: ROUTE}, X, "slug: '2020-01-02'", "/blog/2020-01-02/"),
        ({"src/pages/[...slug].astro": ROUTE}, X, "title: A", "/x/"),
        ({"src/pages/a/b/[...slug]/index.astro": ROUTE}, X, "title: A", "/a/b/x/"),
        ({"src/pages/blog/[slug].astro": ROUTE}, X, "title: A", "/blog/x/"),
        ({"src/pages/blog/[slug].astro": ROUTE}, "src/content/blog/a/b.md", "title: A", None),
        ({"src/pages/blog/[slug].astro": ROUTE}, "src/content/blog/index.md", "title: A", None),
        ({"src/pages/blog/[id].astro": ROUTE.replace("slug:", "id:")}, X, "title: A", "/blog/x/"),
        ({"src/pages/blog/[id].astro": ROUTE}, X, "title: A", None),
        ({BLOG: ROUTE.replace("post.id", "pathOf(post)")}, X, "title: A", None),
        ({BLOG: ROUTE.replace("post.id", "post.data.slug")}, X, "title: A", None),
        ({BLOG: ROUTE.replace('"blog"', '"notes"')}, X, "title: A", None),
        ({BLOG: ROUTE.replace('getCollection("blog"', "posts(")}, X, "title: A", "/blog/x/"),
        ({BLOG: ROUTE, "src/pages/print/[...slug].astro": ROUTE}, X, "title: A", None),
        ({BLOG: ROUTE, "src/pages/blog/[...page].astro": "paginate(posts)"}, X, "title: A", "/blog/x/"),
        ({"src/pages/[lang]/[...slug].astro": ROUTE}, X, "title: A", None),
        ({"src/pages/_old/[...slug].astro": ROUTE}, X, "title: A", None),
        ({}, X, "title: A", None),
        ({}, "src/pages/about.md", "title: A", "/about/"),
        ({}, "src/pages/index.md", "title: A", "/"),
        ({}, "src/pages/Posts/index.md", "slug: no", "/Posts/"),
    ],
)
def test_urls(routes, path, front, url):
    assert read(front, path, files={CONFIG: collection(), **routes}).url == url


@pytest.mark.parametrize(
    ("config", "url"),
    [
        ("trailingSlash: 'always'", "/blog/x/"),
        ("trailingSlash: 'never'", "/blog/x"),
        ("build: { format: 'file' }", "/blog/x.html"),
        ("build: { format: 'directory' }, base: '/docs'", "/blog/x/"),
    ],
)
def test_the_ends_of_urls(config, url):
    files = {CONFIG: collection(), BLOG: ROUTE, "astro.config.mjs": f"export default defineConfig({{ {config} }})"}
    assert read("title: A", files=files).url == url


def test_ids_that_code_makes_are_not_known():
    loader = "glob({ base: './src/content/blog', pattern: '**/*.md', generateId: ({ entry }) => entry })"
    assert read("title: A", files={CONFIG: collection(loader=loader), BLOG: ROUTE}).url is None


def test_the_pattern_of_the_owner():
    settings = settings_of({CONFIG: collection(), BLOG: ROUTE})._replace(permalink="/{date:YYYY}/{slug}")
    text = b"---\npubDate: 2024-05-06\n---\n"
    assert reading.read(X, text, GENERATOR, settings).url == "/2024/x"
    assert reading.read(X, b"---\ntitle: A\n---\n", GENERATOR, settings).url is None


# --- drafts -----------------------------------------------------------------------------------------------------------

STRICT = "z.object({ title: z.string(), draft: z.boolean().optional() })"
COERCED = "z.object({ title: z.string(), draft: z.coerce.boolean().default(false) })"
HIDDEN, PUBLIC, FAILS = "hidden", "public", "fails"


@pytest.mark.parametrize(
    ("front", "strict", "coerced", "none"),
    [  # the outcome with z.boolean(), with z.coerce.boolean(), and without a schema
        ("draft: true", HIDDEN, HIDDEN, HIDDEN),
        ("draft: false", PUBLIC, PUBLIC, PUBLIC),
        ('draft: "true"', FAILS, HIDDEN, HIDDEN),
        ('draft: "false"', FAILS, HIDDEN, HIDDEN),
        ("draft: yes", FAILS, HIDDEN, HIDDEN),
        ("draft: no", FAILS, HIDDEN, HIDDEN),
        ("draft: 1", FAILS, HIDDEN, HIDDEN),
        ("draft: 0", FAILS, PUBLIC, PUBLIC),
        ("draft:", FAILS, PUBLIC, PUBLIC),
        ("draft: ''", FAILS, PUBLIC, PUBLIC),
        ("draft: []", FAILS, HIDDEN, HIDDEN),
        ("draft: True", HIDDEN, HIDDEN, HIDDEN),
        ("Draft: true", PUBLIC, PUBLIC, PUBLIC),
        ("published: false", PUBLIC, PUBLIC, PUBLIC),
        ('published: "false"', PUBLIC, PUBLIC, PUBLIC),
        ("published: no", PUBLIC, PUBLIC, PUBLIC),
        ("status: draft", PUBLIC, PUBLIC, PUBLIC),
        ("title: A", PUBLIC, PUBLIC, PUBLIC),
    ],
)
def test_draft_marks(front, strict, coerced, none):
    verdicts = [read(titled(front), schema=schema).verdict for schema in (STRICT, COERCED, "")]
    assert [FAILS if each.fatal else HIDDEN if each.hidden else PUBLIC for each in verdicts] == [strict, coerced, none]


@pytest.mark.parametrize(
    ("front", "schema", "says", "sure"),
    [
        ("draft: true", STRICT, None, True),
        (
            "draft: yes",
            STRICT,
            "fails at `draft: yes`: the schema of `blog` wants true or false for `draft`, and 'yes' is a text",
            True,
        ),
        ('draft: "false"', COERCED, "hides this post: `draft: false` is a text, and `z.coerce.boolean()` takes every text", True),
        ('draft: "true"', COERCED, None, True),
        ("draft: no", "", "hides this post, or its build fails", False),
        ("draft: true", "z.object({ title: z.string() })", "publishes this post: the schema of `blog` has no key `draft`", True),
        ("draft: false", "z.object({ title: z.string() })", None, True),
        ("draft: true", "z.strictObject({ title: z.string() })", "refuses keys that it does not know", True),
        ("title: A", "z.object({ draft: z.boolean() })", "wants `draft` in every post", True),
        ("draft: true", "z.object({ draft: z.stringbool() })", "wants a text", True),
        ("Draft: true", STRICT, "has no key `Draft`", True),
        ("Draft: true", "", "unless the site's pages look at `Draft: true`", False),
        ("published: false", STRICT, "has no key `published`", True),
        ("status: draft", "", "unless the site's pages look at", False),
        ("published: true", "", None, True),
    ],
)
def test_what_an_author_may_have_meant(front, schema, says, sure):
    verdict = read(titled(front), schema=schema).verdict
    assert says in verdict.trap if says else verdict.trap is None
    assert verdict.sure is sure


@pytest.mark.parametrize(
    ("front", "missing", "says"),
    [
        ("title: A\nsummary: b\nwhen: 2020-01-01", "", None),
        ("title: A\nwhen: 2020-01-01", "summary", "wants `summary` in every post"),
        ("title: 2013\nsummary: b\nwhen: 2020-01-01", "", "wants a text for `title`, and `title: 2013` is none"),
        ("title: A\nsummary: 2020-01-01\nwhen: 2020-01-01", "", "wants a text for `summary`"),
        ("title: A\nsummary: '2020-01-01'\nwhen: 2020-01-01", "", None),
        ("title: A\nsummary: b\nwhen: 2020-01-01\nimage:", "", "wants a text for `image`, and there is none"),
        ("title: A\nsummary: b\nwhen: 2020-01-01\ncover:", "", None),
        ("title: A\nsummary: b", "when", "wants `when` in every post"),
    ],
)
def test_what_the_schema_wants_of_every_post(front, missing, says):
    members = "title: z.string(), summary: z.string(), when: z.date(), image: z.string().optional(), cover: z.string().nullish()"
    verdict = read(front, schema=f"z.object({{ {members}, tags: z.array(z.string()) }})").verdict
    assert (verdict.missing, verdict.fatal) == (missing, says is not None)
    assert says is None or says in verdict.trap


def test_a_mark_of_the_schema_s_own():
    post = read("published: false", schema="z.object({ published: z.boolean() })")
    assert (post.verdict.hidden, post.verdict.trap) == (Status.DRAFT, None)


def test_a_folder_of_drafts_is_one_like_others():
    verdict = read("title: A", "src/content/blog/_drafts/x.md").verdict
    assert (verdict.hidden, verdict.sure) == (None, False)
    assert "the folder `_drafts/` means nothing" in verdict.trap
    assert read("draft: true", "src/content/blog/_drafts/x.md").verdict.trap is None


def test_no_code_speaks_of_drafts():
    silent = {CONFIG: collection(), BLOG: ROUTE.replace("draft", "secret")}
    assert "no code below src/" in read("draft: true", files=silent).verdict.trap
    assert read("draft: true", files={**silent, "src/lib/posts.ts": "!post.data.draft"}).verdict.trap is None


def test_a_page_is_always_built():
    verdict = read("draft: true", "src/pages/about.md").verdict
    assert (verdict.hidden, verdict.sure) == (None, True)
    assert "`draft: true` has no effect" in verdict.trap


# --- dates ------------------------------------------------------------------------------------------------------------

DATE = "z.object({ pubDate: z.date().optional() })"
COERCED_DATE = "z.object({ pubDate: z.coerce.date().optional() })"


@pytest.mark.parametrize(
    ("front", "moment"),
    [
        ("pubDate: 2022-07-08", "2022-07-08T00:00:00+00:00"),
        ("pubDate: 'Jul 08 2022'", "2022-07-08T00:00:00+00:00"),
        ("pubDate: Jul 08 2022", "2022-07-08T00:00:00+00:00"),
        ("pubDatetime: 2022-09-23T15:22:00Z", "2022-09-23T15:22:00+00:00"),
        ("date: 2022-07-08 10:00:00 -03:00", "2022-07-08T10:00:00-03:00"),
        ("publishDate: 2022/07/08", "2022-07-08T00:00:00+00:00"),
        ("date: 2020-01-01\npubDate: 2021-01-01", "2021-01-01T00:00:00+00:00"),
        ("pubDate:\ndate: 2020-01-01", "2020-01-01T00:00:00+00:00"),
    ],
)
def test_dates(front, moment):
    date = read(front).date
    assert date.moment.isoformat() == moment
    assert date.problem is None


@pytest.mark.parametrize(
    ("front", "schema", "moment", "problem"),
    [
        ("pubDate: 2019-02-30", COERCED_DATE, "2019-03-02", "takes 2019-02-30 for 2019-03-02"),
        ("pubDate: '2019-02-30'", COERCED_DATE, "2019-03-02", "takes '2019-02-30' for 2019-03-02"),
        ("pubDate: 03.04.2019", COERCED_DATE, "2019-03-04", "month first"),
        ("pubDate: 25/10/2024", COERCED_DATE, None, "month first"),
        ("pubDate: 8th July 2022", COERCED_DATE, None, "without letters"),
        ("pubDate: 2020-01-02 03:04:05 CET", COERCED_DATE, None, "the time zone CET"),
        ("pubDate: soon", COERCED_DATE, None, "reads no date in 'soon'"),
        ("pubDate: 20200102", COERCED_DATE, "1970-01-01", "milliseconds"),
        ("pubDate:", COERCED_DATE, "1970-01-01", "takes that for 1970"),
        ("pubDate: [2020-01-02]", COERCED_DATE, None, "one date"),
        ("pubDate: 'Jul 08 2022'", DATE, None, "is in quotes"),
        ("pubDate: Jul 08 2022", DATE, None, "is a text to YAML"),
        ("pubDate: 5", DATE, None, "wants no number"),
        ("pubDate: 2020-01-02", "z.object({ pubDate: z.string() })", None, "quote it"),
    ],
)
def test_dates_with_a_problem(front, schema, moment, problem):
    date = read(front, schema=schema).date
    assert (date.moment.date().isoformat() if date.moment else None) == moment
    assert problem in date.problem


def test_a_date_in_the_zone_of_the_owner():
    settings = settings_of({CONFIG: collection()})._replace(timezone="Europe/Paris")
    told = {text: reading.read(X, f"---\ndate: {text}\n---\n".encode(), GENERATOR, settings).date.moment for text in ZONED}
    assert {text: moment.astimezone(UTC).isoformat()[:16] for text, moment in told.items()} == ZONED


ZONED = {
    "2022-07-08": "2022-07-08T00:00",
    "2022-07-08 10:00:00": "2022-07-08T10:00",
    "'2022-07-08 10:00:00'": "2022-07-08T08:00",
    "Jul 8 2022": "2022-07-07T22:00",
}


def test_a_date_key_of_the_schema_s_own():
    post = read(
        "date_created: 2020-01-01\nupdated_at: 2021-01-01", schema="z.object({ updated_at: z.date(), date_created: z.date() })"
    )
    assert post.date.source == "date_created"


def test_dates_the_schema_drops():
    assert read("date: 2020-01-01", schema=COERCED_DATE).date is None


def test_toml():
    post = read('title = "A"\npubDate = 2024-10-06\nupdatedDate = 2024-10-07T10:00:00\ntags = ["a"]', fence="+++")
    assert (post.title, post.tags) == ("A", ("a",))
    assert post.date.moment.isoformat() == "2024-10-06T00:00:00+00:00"
    assert post.updated.moment.isoformat() == "2024-10-07T10:00:00+00:00"


# --- the rest ---------------------------------------------------------------------------------------------------------


def test_facts():
    post = read("title: A\ntags: [b, c]\nupdatedDate: 2020-02-02\nlang: de", files={CONFIG: collection(), BLOG: ROUTE})
    assert (post.title, post.titled, post.slug, post.tags, post.lang) == ("A", True, "x", ("b", "c"), "de")
    assert post.updated.text == "2020-02-02"
    assert post.redirects == ()
    assert not read("tags: [a]").titled


@pytest.mark.parametrize("text", ["---js\ntitle: A\n---\n", "---\ntitle: [A\n---\n", "+++\ntitle: A\n+++\n"])
def test_broken(text):
    assert isinstance(reading.read(X, text.encode(), GENERATOR, settings_of({CONFIG: collection()})), Broken)


@pytest.mark.parametrize(
    "text", ["\ufeff---\ntitle: A\n---\n", "\n\n---\ntitle: A\n---\n", "---\ntitle: A\n---more\n", "--- \ntitle: A\n---"]
)
def test_fences(text):
    assert reading.read(X, text.encode(), GENERATOR, settings_of({CONFIG: collection()})).title == "A"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Crème brûlée 🎉", "crème-brûlée-"),
        ("C++ & C#", "c--c"),
        ("日本語 Ⓐ", "日本語-ⓐ"),
        ("a_b-c.d", "a_b-cd"),
        ("ΣΑΣ", "σας"),
        ("e\u0301\tx", "e\u0301x"),
        ("", ""),
    ],
)
def test_slugs(title, slug):
    assert slugs.slug(title) == slug
    assert slugs.slug(slug) == slug


def test_ids():
    assert slugs.path("Deep/Post One/Index") == "deep/post-one"
    assert slugs.path("index") == "index"
    assert slugs.path("a/b.c") == "a/bc"


@given(st.text())
def test_r18_code_of_any_kind_is_read(text):
    settings_of({CONFIG: collection(text), "astro.config.mjs": text, "src/pages/[slug].astro": text})


PIECES = [
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "'",
    '"',
    "`",
    "${",
    "//",
    "/*",
    "*/",
    "\n",
    ",",
    ":",
    "=",
    "const x",
    "glob(",
    "base",
    "z.object(",
]


@given(
    st.lists(
        st.sampled_from([*PIECES, "defineCollection(", "export const collections = ", "pattern: '", "params: {", "slug: post.id"])
    )
)
def test_r18_code_of_hostile_pieces_is_read(pieces):
    text = "".join(pieces)
    settings_of({CONFIG: text, "astro.config.mjs": text, "src/pages/[slug].astro": text})


@pytest.mark.parametrize("path", [X, "src/pages/a.md"])
@pytest.mark.parametrize("schema", ["", STRICT, COERCED_DATE, DATE, "z.strictObject({ status: z.string() })"])
def test_r18_hostile_values(schema, path):
    settings = settings_of({CONFIG: collection(schema), BLOG: ROUTE, X: ""})
    for key in sorted({*GENERATOR.keys, "published", "status", "Draft", "hidden"}):
        for value in VALUES:
            post = reading.read(path, f"---\n{key}: {value}\n---\n".encode(), GENERATOR, settings)
            if isinstance(post, Broken):
                continue
            assert isinstance(post.title, str)
            assert isinstance(post.slug, str)
            assert post.url is None or post.url.startswith("/")
            for public in (True, False):
                assert GENERATOR.toggle(post, public, settings, DAY).move_to is None


@pytest.mark.parametrize("front", ["draft: true", "draft: false", 'draft: "true"', "draft: yes", "title: A", "published: false"])
@pytest.mark.parametrize("schema", ["", STRICT, COERCED])
def test_publish_and_back(front, schema):
    post = read(f"title: T # a comment\n{front}" if "title" not in front else front, schema=schema)
    public = post.verdict.hidden is None
    settings = settings_of({CONFIG: collection(schema)})
    toggle = GENERATOR.toggle(post, not public, settings, DAY)
    assert toggle.move_to is None
    assert toggle.values
    changed = document.edited(post.document, toggle.values)
    assert document.encoded(changed) != document.encoded(post.document)
    assert GENERATOR.toggle(post, public, settings, DAY).values == {}


@pytest.mark.parametrize(
    ("front", "schema", "public", "values"),
    [
        ("published: true", "z.object({ published: z.boolean() })", False, {"published": False}),
        ("published: false", "z.object({ published: z.boolean() })", True, {"published": True}),
        ("title: A", "z.object({ title: z.string(), status: z.enum(['draft']) })", False, {"status": "draft"}),
        ("status: draft", "z.object({ status: z.string() })", True, {"status": "published"}),
        ("isDraft: true", "z.object({ isDraft: z.boolean() })", True, {"isDraft": False}),
        ("title: A", "z.object({ isPublished: z.boolean() })", False, {"isPublished": False}),
        ("published: false", "", False, {"draft": True}),
        ("draft: true", STRICT, True, {"draft": False}),
        ("draft: true", STRICT, False, {}),
    ],
)
def test_toggles(front, schema, public, values):
    settings = settings_of({CONFIG: collection(schema)})
    assert GENERATOR.toggle(read(front, schema=schema), public, settings, DAY).values == values


@pytest.mark.parametrize("front", ["draft: true # not yet", "draft: false", "draft: True", "title: A", "draft:   true"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_r3_published_and_unpublished_again_it_has_its_first_bytes(front, end):
    first = f"---\ntitle: T\n{front}\ntags: [a]\n---\n\nText.".replace("title: T\ntitle", "title").replace("\n", end)
    site = site_of({CONFIG: collection(), X: first}, "astro")
    there = publishing.plan(site, site.posts[0], public=site.posts[0].verdict.hidden is not None)
    after = replace(site, posts=(there.post,))
    back = publishing.plan(after, there.post, public=site.posts[0].verdict.hidden is None)
    assert there.change.after != first.encode()
    assert back.change.after == first.encode()


@pytest.mark.parametrize("front", ['draft: "true"', "draft: yes", "draft: 'no'", "draft: on"])
def test_a_text_becomes_a_boolean_since_every_text_hides(front):
    site = site_of({CONFIG: collection(), X: f"---\n{front}\n---\n"}, "astro")
    assert publishing.plan(site, site.posts[0], public=True).change.after == b"---\ndraft: false\n---\n"


def test_what_cannot_be_hidden_is_refused():
    for path, schema in ((X, "z.object({ title: z.string() })"), ("src/pages/a.md", "")):
        site = site_of({CONFIG: collection(schema), path: "---\ntitle: A\n---\n"}, "astro")
        with pytest.raises(Refused, match="Astro would still take"):
            publishing.plan(site, site.posts[0], public=False)


@pytest.mark.parametrize(
    "bomb",
    [
        "/*",
        "'\\",
        '"\\',
        "`\\",
        "`",
        "const a = `",
        "const a =",
        "glob(",
        "glob ",
        "(",
        "{",
        "[",
        "params: {a",
        "z.object(",
        ", ",
    ],
)
@pytest.mark.parametrize("filler", ["", " ", "\n"])
def test_r19_code_is_read_in_bounded_time(bomb, filler):
    text = bomb * (30_000 // len(bomb)) if not filler else bomb + filler * 60_000 + bomb
    start = time.process_time()
    settings_of({CONFIG: collection(text[:60_000]), "astro.config.mjs": text, "src/pages/[slug].astro": text})
    settings_of({CONFIG: collection("({ a }) =>" + text[:60_000])})
    assert time.process_time() - start < 6  # a tenth of that on an idle machine
