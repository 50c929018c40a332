"""What postctl knows of MkDocs Material, stated as tables; `tests/oracle/test_mkdocs_oracle.py` asks MkDocs itself."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postctl import detection, document, drafting, housestyle, publishing, reading, status
from postctl.errors import ConfigError, Refused
from postctl.generators._gitignore import ignored
from postctl.generators.mkdocs import GENERATOR
from postctl.generators.mkdocs.urls import formatted
from postctl.model import Broken, Ignored, Place, Settings, Status
from postctl.site import Folder, Post, Site
from tests.sites import NOW, site_of

X = "docs/blog/posts/x.md"
BLOG = "plugins: [blog]\n"
FIVE = datetime(2024, 1, 31, 5, 6, 7, tzinfo=UTC)


def folder(config: str | None = BLOG, *names: str, given: dict | None = None, **texts: str) -> Folder:
    """A folder with this configuration and these files; the keyword arguments are texts, `__` for `.` and `___` for `/`."""
    readable = {name.replace("___", "/").replace("__", "."): text for name, text in texts.items()}
    if config is not None:
        readable["mkdocs.yml"] = config
    return Folder(frozenset((*names, *readable)), readable.get, given or {})


def settings_of(config: str = BLOG, *names: str, **texts: str) -> Settings:
    return GENERATOR.settings(folder(config, *names, **texts))


def blog(**settings: object) -> str:
    return f"plugins:\n  - blog: {json.dumps(settings)}\n"


def read(front: str = "date: 2024-01-31", path: str = X, config: str = BLOG, body: str = "# A title\n", **texts: str) -> Post:
    post = reading.read(path, f"---\n{front}\n---\n{body}".encode(), GENERATOR, settings_of(config, path, **texts))
    assert isinstance(post, Post), post
    return post


# --- a site -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("site", "score"),
    [
        (folder("plugins:\n  - search\n  - blog\n"), 100),
        (folder("plugins:\n  - blog:\n      blog_dir: .\n"), 100),
        (folder("plugins: {blog: {}}"), 100),
        (folder("plugins: [material/blog]"), 100),
        (folder(None, mkdocs__yaml=BLOG), 100),
        (folder("site_name: Docs"), 60),
        (folder("plugins:\n  - blog: {enabled: false}\n"), 60),
        (folder("INHERIT: base.yml\n", base__yml=BLOG), 100),
        (folder("markdown_extensions:\n  - x: !!python/name:os.system\n" + BLOG), 100),
        (folder("a: ["), 60),
        (folder(None, "docs/blog/posts/x.md"), None),
        (folder(None, "docs/mkdocs.yml"), None),
    ],
)
def test_detect(site, score):
    evidence = GENERATOR.detect(site)
    assert (evidence.score if evidence else None) == score


def test_an_own_configuration_beats_the_layout_of_others():
    assert detection.detect(folder(BLOG, X, "_posts/2024-01-31-x.md")).generator is GENERATOR


def test_another_configuration_with_posts_beats_documentation():
    beside = folder("site_name: D", "_posts/2024-01-31-x.md", "docs/index.md", _config__yml="")
    assert detection.detect(beside).generator.name == "jekyll"


def test_settings():
    settings = settings_of("docs_dir: text\nsite_dir: out\n" + blog(draft_if_future_date=True))
    assert settings.posts == ("text/**",)
    assert settings.exclude == ("out/**",)
    assert settings.static == ("text",)
    assert (settings.timezone, settings.future, settings.source) == ("", False, ("mkdocs.yml",))
    assert settings_of().future
    assert settings_of(blog(draft_if_future_date=True, draft=True)).future


def test_tags_are_never_obeyed():
    text = "plugins:\n  - blog:\n      post_slugify: !!python/object/apply:os.system [exit 1]\n      draft: !ENV [CI, true]\n"
    site = settings_of(text + "x: !ENV NAME\ny: !unknown [1]\n").options
    assert site[":site"].blogs[0].slugify == {"!": "python/object/apply:os.system"}
    assert site[":site"].blogs[0].draft
    assert (site["x"], site["y"]) == (None, [1])


def test_inherited_settings_are_merged():
    base = "use_directory_urls: false\ntheme: {name: material, language: de}\nplugins: []\n"
    settings = settings_of("INHERIT: conf/base.yml\ntheme: {language: fr}\n" + BLOG, conf___base__yml=base)
    assert settings.source == ("mkdocs.yml", "conf/base.yml")
    assert not settings.options[":site"].directory_urls
    assert settings.options["theme"] == {"name": "material", "language": "fr"}
    assert len(settings.options[":site"].blogs) == 1


def test_a_configuration_that_inherits_itself_ends():
    assert settings_of("INHERIT: mkdocs.yml\n" + BLOG).source == ("mkdocs.yml",)


def test_what_the_owner_tells_counts():
    site = folder(BLOG, X, given={"post_url_format": "{file}", "use_directory_urls": False})
    post = reading.read(X, b"---\ndate: 2024-01-31\n---\n", GENERATOR, GENERATOR.settings(site))
    assert post.url == "/blog/x.html"


def test_a_broken_configuration_is_an_error():
    with pytest.raises(ConfigError):
        settings_of("a: [")


# --- a file -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (X, Place("x")),
        ("docs/blog/posts/a/b/x.markdown", Place("x", section="a/b")),
        ("docs/blog/posts/a/index.md", Place("a", bundle=True)),
        ("docs/blog/posts/a/b/README.md", Place("b", section="a", bundle=True)),
        ("docs/blog/posts/index.md", Place("index")),
        ("docs/blog/posts/_drafts/x.md", Place("x", section="_drafts")),
        ("docs/blog/posts-old/x.md", Place("x", section="-old")),  # a prefix, be it in the middle of a name
    ],
)
def test_place(path, place):
    assert GENERATOR.place(path, settings_of()) == place


@pytest.mark.parametrize(
    "path",
    [
        *(
            "docs/index.md",
            "docs/blog/index.md",
            "blog/posts/x.md",
            "docs/other/x.mdx",
            "mkdocs.yml",
        ),
        *("docs/blog/posts/x.png", "docs/blog/posts/x", "README.md"),
    ],
)
def test_what_is_no_post(path):
    assert GENERATOR.place(path, settings_of()) is None


@pytest.mark.parametrize(
    ("path", "more", "reason"),
    [
        ("docs/blog/posts/.x.md", "", "dot"),
        ("docs/blog/posts/.a/x.md", "", "dot"),
        (X, "exclude_docs: |\n  x.*\n", "`exclude_docs`"),
        ("docs/blog/posts/x.mdx", "", "`.mdx`"),
        ("docs/blog/posts/x.MD", "", "`.MD`"),
    ],
)
def test_ignored(path, more, reason):
    found = GENERATOR.place(path, settings_of(BLOG + more))
    assert isinstance(found, Ignored)
    assert reason in found.reason
    assert found.help


def test_of_two_files_for_one_page_one_is_ignored():
    settings = settings_of(
        BLOG, "docs/blog/posts/a/README.md", "docs/blog/posts/a/index.md", "docs/blog/posts/b.markdown", "docs/blog/posts/b.md"
    )
    lost = [
        path
        for path in ("a/README.md", "a/index.md", "b.markdown", "b.md")
        if isinstance(GENERATOR.place(f"docs/blog/posts/{path}", settings), Ignored)
    ]
    assert lost == ["a/README.md", "b.markdown"]


def test_several_blogs():
    config = "plugins:\n  - blog: {blog_dir: news, post_url_format: '{file}'}\n  - blog: {blog_dir: .}\n"
    assert read(path="docs/news/posts/x.md", config=config).url == "/news/x/"
    assert read(path="docs/posts/x.md", config=config).url == "/2024/01/31/a-title/"


PATTERNS = """\
# comment

*.md
!keep.md
/top/
sub/**/x.markdown
\\#sharp
a[bc].txt
""".splitlines()


@pytest.mark.parametrize(
    ("path", "out"),
    [
        *(("a.md", True), ("d/a.md", True), ("keep.md", False), ("d/keep.md", False), ("top/x", True), ("d/top/x", False)),
        *(("top", False), ("sub/x.markdown", True), ("sub/a/b/x.markdown", True), ("x.markdown", False), ("#sharp", True)),
        *(("top/keep.md", False), ("ab.txt", True), ("ad.txt", False), ("comment", False)),
    ],
)
def test_ignore_patterns(path, out):
    assert ignored(path, PATTERNS) is out


# --- a post -----------------------------------------------------------------------------------------------------------

P, H, E = "public", "hidden", "error"


@pytest.mark.parametrize(
    ("front", "fate"),
    [
        ("draft: true", H),
        ('draft: "true"', E),
        ('draft: "false"', E),
        ("draft: yes", H),
        ("draft: no", P),
        ("draft: on", H),
        ("draft: Off", P),
        ("draft: y", E),
        ("draft: 1", E),
        ("draft: []", E),
        ("draft:", P),
        ("Draft: true", P),
        ("published: false", P),
        ('published: "false"', P),
        ("published: no", P),
        ("status: draft", P),
        ("slug: 2024", E),
        ("slug: '2024'", P),
        ("slug: 2024-01-31", E),
        ("title: 2024", E),
        ("title: 2024\nslug: x", P),
        ("title:", E),
        ("categories: News", E),
        ("categories:", E),
        ("categories: [News]", P),
        ("authors: ann", E),
        ("authors: [ann]", E),
        ("pin: 'yes'", E),
        ("pin: yes", P),
        ("readtime: soon", E),
        ("readtime: 4", P),
        ("links: a.md", E),
        ("links: [{T: a.md}]", P),
        ("hide: toc", E),
        ("hide: [toc]", P),
        ("tags: a", P),
    ],
)
def test_what_becomes_of_a_mark(front, fate):
    post = read(f"date: 2024-01-31\n{front}")
    said = E if post.verdict.fatal else H if post.verdict.hidden else P
    assert said == fate
    assert not post.verdict.fatal or "build fails" in post.verdict.trap


@pytest.mark.parametrize("front", ["Draft: true", "published: false", 'published: "false"', "published: no", "status: draft"])
def test_marks_without_effect_are_traps(front):
    verdict = read(f"date: 2024-01-31\n{front}").verdict
    assert verdict.hidden is None
    assert "public" in verdict.trap


def test_a_mark_beside_the_real_one_is_no_trap():
    assert read("date: 2024-01-31\ndraft: false\npublished: false").verdict.trap is None


def test_a_drafts_folder_hides_nothing():
    assert read(path="docs/blog/posts/_drafts/x.md").verdict.hidden is None


def test_drafts_may_be_built():
    assert read("date: 2024-01-31\ndraft: true", config=blog(draft=True)).verdict.hidden is None


def test_categories_authors_and_marks_that_must_be_there():
    strict = blog(categories_allowed=["A"], post_excerpt="required")
    assert "`B` in `categories`" in read("date: 2024-01-31\ncategories: [A, B]", config=strict).verdict.trap
    assert "<!-- more -->" in read("date: 2024-01-31\ncategories: [A]", config=strict).verdict.trap
    assert read("date: 2024-01-31\ncategories: [A]", config=strict, body="<!-- more -->\n").verdict.trap is None
    assert read("date: 2024-01-31\ncategories: [B]\ndraft: true", config=strict).verdict.trap is None
    people = {"docs___blog___.authors__yml": "authors: {ann: {}}"}
    assert read("date: 2024-01-31\nauthors: [ann]", **people).verdict.trap is None
    assert "`bob`" in read("date: 2024-01-31\nauthors: [bob]", **people).verdict.trap
    assert read("date: 2024-01-31\nauthors: [bob]", config=blog(authors=False)).verdict.trap is None


def test_defaults_of_folders():
    texts = {"docs___blog___posts___a___.meta__yml": "draft: true\ntags: [all]\n"}
    post = read("date: 2024-01-31\ntags: [own]", "docs/blog/posts/a/x.md", "plugins: [blog, meta]", **texts)
    assert (post.verdict.hidden, post.tags) == (Status.DRAFT, ("all", "own"))
    assert "folder" in post.verdict.reason
    assert (
        read("date: 2024-01-31\ndraft: false", "docs/blog/posts/a/x.md", "plugins: [blog, meta]", **texts).verdict.hidden is None
    )
    assert read("date: 2024-01-31", "docs/blog/posts/a/x.md", **texts).verdict.hidden is None


# --- dates ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "moment", "form"),
    [
        ("date: 2024-01-31", "2024-01-31T00:00:00+00:00", "YYYY-MM-DD"),
        ("date: 2024-01-31T05:06:07", "2024-01-31T05:06:07+00:00", "YYYY-MM-DDTHH:mm:ss"),
        ("date: 2024-01-31 05:06:07", "2024-01-31T05:06:07+00:00", "YYYY-MM-DD HH:mm:ss"),
        ("date: 2024-01-31T05:06:07Z", "2024-01-31T05:06:07+00:00", "YYYY-MM-DDTHH:mm:ss[Z]"),
        ("date: 2024-01-31 05:06:07 +02:00", "2024-01-31T05:06:07+02:00", "YYYY-MM-DD HH:mm:ss Z"),
        ("date: 2024-1-3 5:06:07", "2024-01-03T05:06:07+00:00", "YYYY-M-D H:mm:ss"),
        ("date: {created: 2024-01-31}", "2024-01-31T00:00:00+00:00", "YYYY-MM-DD"),
        ("date:\n  created: 2024-01-31\n  updated: 2024-02-01", "2024-01-31T00:00:00+00:00", "YYYY-MM-DD"),
    ],
)
def test_dates(written, moment, form):
    date = read(written).date
    assert (date.moment.isoformat(), date.form, date.problem) == (moment, form, None)


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("title: T", "every post"),
        ("date:", "every post"),
        ("date: '2024-01-31'", "quotes"),
        ("date: {created: '2024-01-31'}", "quotes"),
        ("date: 2024-01-31 05:06", "seconds"),
        ("date: 2024-01-31T05:06:07+0200", "colon"),
        ("date: 2024-1-31", "two digits"),
        ("date: 2024-02-30", "February"),
        ("date: 31.01.2024", "text"),
        ("date: 2024", "text"),
        ("date: {updated: 2024-01-31}", "`created`"),
        ("date: {created: 2024-01-31, seen: soon}", "date.seen"),
        ("date: {created: }", "empty"),
        ("date: []", "empty"),
        ("date: {created: []}", "empty"),
    ],
)
def test_dates_that_end_the_build(written, problem):
    date = read(written).date
    assert date.moment is None
    assert date.sure
    assert problem in date.problem


def test_updated():
    post = read("date: {created: 2024-01-31, updated: 2024-02-01}")
    assert (post.date.source, post.updated.source, post.updated.text) == ("date.created", "date.updated", "2024-02-01")


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("date: 2031-01-01", Status.SCHEDULED),
        ("date: 2031-01-01\ndraft:", Status.SCHEDULED),
        ("date: 2031-01-01\ndraft: false", Status.PUBLISHED),
        ("date: 2031-01-01\ndraft: true", Status.DRAFT),
        ("date: 2021-01-01", Status.PUBLISHED),
    ],
)
def test_posts_of_the_future_where_they_wait(front, expected):
    config = blog(draft_if_future_date=True)
    assert status.effective(read(front, config=config), settings_of(config), NOW).status is expected
    public = Status.DRAFT if "true" in front else Status.PUBLISHED
    assert status.effective(read(front), settings_of(), NOW).status is public


# --- URLs, slugs, titles ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "url"),
    [
        ({}, "/blog/2024/01/31/a-title/"),
        ({"post_url_format": "{slug}"}, "/blog/a-title/"),
        ({"post_url_format": "{categories}/{file}"}, "/blog/big-news/x/"),
        ({"post_url_format": "{categories}/{slug}", "post_url_max_categories": 2}, "/blog/big-news/other/a-title/"),
        ({"post_url_format": "{date}", "post_url_date_format": "yyyy"}, "/blog/2024/"),
        ({"blog_dir": ".", "post_dir": "blog/posts"}, "/2024/01/31/a-title/"),
        ({"blog_dir": "news", "post_dir": "blog/posts"}, "/news/2024/01/31/a-title/"),
        ({"post_slugify_separator": "_", "post_url_format": "{slug}"}, "/blog/a_title/"),
        ({"post_url_format": "{unknown}"}, None),
        ({"post_url_format": "{slug"}, None),
        ({"post_url_format": "{slug.upper}"}, None),
        ({"post_url_format": "{slug:>99999999}"}, None),
        ({"post_url_date_format": "MMMM", "post_url_format": "{date}"}, "/blog/January/"),
        ({"post_slugify": {"!": "python/name:my.code"}}, None),
        ({"post_slugify": {"!": "python/name:my.code"}, "post_url_format": "{file}"}, "/blog/x/"),
    ],
)
def test_urls(settings, url):
    assert read("date: 2024-01-31\ncategories: [Big News, Other]", config=blog(**settings)).url == url


def test_urls_of_files():
    assert read(config=BLOG + "use_directory_urls: false\n").url == "/blog/2024/01/31/a-title.html"
    assert read("date: 2024-01-31\nslug: a b/ü").url == "/blog/2024/01/31/a%20b/%C3%BC/"
    assert read("date: 2024-01-31\nslug: index").url == "/blog/2024/01/31/"


@pytest.mark.parametrize(
    ("pattern", "language", "text"),
    [
        ("yyyy/MM/dd", "de", "2024/01/31"),
        ("yy-M-d", "en", "24-1-31"),
        ("y", "en", "2024"),
        ("D", "en", "31"),
        ("DDD", "en", "031"),
        ("HH:mm:ss h K k", "en", "05:06:07 5 5 5"),
        ("MMM MMMM EEE EEEE a", "en", "Jan January Wed Wednesday AM"),
        ("MMM", "de", None),
        ("MMM", "en-GB", None),
        ("long", "en", "January 31, 2024"),
        ("medium", "fr", None),
        ("yyyy'T'''MM", "en", "2024T'01"),
        ("w", "en", None),
        ("MMMMMM", "en", None),
        ("dddd", "en", None),
        ("--", "en", "--"),
    ],
)
def test_dates_in_urls(pattern, language, text):
    assert formatted(FIVE, pattern, language) == text


@pytest.mark.parametrize(
    ("front", "body", "title", "slug", "titled"),
    [
        ("", "# A *good* `title`\n", "A good title", "a-good-title", True),
        ("", "\n\n# After blanks #\n", "After blanks", "after-blanks-", True),
        ("", "# A [link](x.md) { #id }\n", "A link", "a-linkxmd--id-", True),
        ("", "# C# &amp; _x_ <b>y</b> \\*z\\* ![p](p.png)\n", "C# & x y *z* p", "c-amp-_x_-y-z-pppng", True),
        ("title: Own", "# Heading\n", "Own", "own", True),
        ("title: Own\nslug: s", "# Heading\n", "Own", "s", True),
        ("", "text\n\n# Later\n", "X", "x", False),
        ("", "", "X", "x", False),
    ],
)
def test_titles_and_slugs(front, body, title, slug, titled):
    post = read(f"date: 2024-01-31\n{front}".strip(), body=body)
    assert (post.title, post.slug, post.titled) == (title, slug, titled)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        *(
            ("Hello, World!", "hello-world"),
            ("C++ & C#", "c--c"),
            ("日本 Crème brûlée 🎉", "日本-crème-brûlée-"),
            ("a_b - c", "a_b---c"),
        ),
        *(("<b>bold</b> move", "bold-move"), ("", ""), ("🎉", "")),
    ],
)
def test_slug(title, slug):
    assert GENERATOR.slug(title) == slug


# --- a documentation without a blog -------------------------------------------------------------------------------------

DOCS = "draft_docs: |\n  later.md\nnot_in_nav: |\n  /side/\nexclude_docs: |\n  /gone/\n"


@pytest.mark.parametrize(
    ("path", "url", "hidden"),
    [
        ("docs/index.md", "/", None),
        ("docs/a/README.md", "/a/", None),
        ("docs/a/b.md", "/a/b/", None),
        ("docs/a/later.md", "/a/later/", Status.DRAFT),
        ("docs/side/x.md", "/side/x/", Status.UNLISTED),
    ],
)
def test_pages(path, url, hidden):
    post = read("title: T", path, DOCS)
    assert (post.url, post.verdict.hidden, post.date) == (url, hidden, None)


@pytest.mark.parametrize("path", ["docs/gone/x.md", "docs/.x.md", "docs/templates/x.md", "README.md", "docs/a.png"])
def test_what_is_no_page(path):
    assert GENERATOR.place(path, settings_of(DOCS)) is None


def test_pages_need_no_front_matter_and_have_no_drafts():
    settings = settings_of(DOCS)
    assert reading.read("docs/a.md", b"# A\n", GENERATOR, settings).title == "A"
    post = read("draft: true", "docs/a.md", DOCS)
    assert post.verdict.hidden is None
    assert "public" in post.verdict.trap
    for path, public in (("docs/a.md", False), ("docs/later.md", True)):
        with pytest.raises(Refused, match=r"draft_docs|configuration"):
            GENERATOR.toggle(read("title: T", path, DOCS), public, settings, NOW)


# --- publishing ---------------------------------------------------------------------------------------------------------


def site(*posts: str, config: str = BLOG) -> Site:
    return site_of(
        {"mkdocs.yml": config, **{f"docs/blog/posts/{n}.md": text for n, text in zip("xyzab", posts, strict=False)}}, "mkdocs"
    )


def planned(site: Site, *, public: bool, date: datetime | None = None) -> str:
    post = next(each for each in site.posts if each.path == X)
    return document.encoded(publishing.plan(site, post, public=public, date=date, date_only=True).post.document).decode()


@pytest.mark.parametrize(
    "text",
    [
        "---\ndraft: true\ndate: 2024-01-31\n---\n# T\n",
        "---\r\ndate:\r\n  created: 2024-01-31  # day\r\ndraft: yes\r\n---\r\n# T\r\n",
        "---\ndate: {created: 2024-01-31}\ndraft: False\ntags: [a]\n---\n",
        "---\ntitle: T\ndate: 2024-01-31\n---\n",
    ],
)
def test_there_and_back(text):
    first = site(text)
    public = first.posts[0].verdict.hidden is None
    there = planned(first, public=not public)
    assert there != text
    assert planned(site(there), public=public) == text


def test_publishing_what_ends_the_build_mends_it():
    for word in ("true", "false"):
        text = f'---\ndate: 2024-01-31\ndraft: "{word}"\n---\n'
        assert planned(site(text), public=True) == "---\ndate: 2024-01-31\ndraft: false\n---\n"


def test_publishing_for_later_takes_the_mark_out():
    """`draft: false` would show the post before its day."""
    waiting = blog(draft_if_future_date=True)
    other = "---\ndraft: true\ndate: 2024-01-31\n---\n"
    text = "---\ndraft: true\ndate:\n  created: 2031-01-01\n---\n"
    assert planned(site(text, other, config=waiting), public=True) == "---\ndate:\n  created: 2031-01-01\n---\n"
    assert "draft: false" in planned(site(text, other), public=True)
    day = datetime(2031, 5, 6, tzinfo=UTC)
    said = planned(site(text, other, config=waiting), public=True, date=day)
    assert said == "---\ndate:\n  created: 2031-05-06\n---\n"


@pytest.mark.parametrize(
    ("front", "written"),
    [
        ("date: 2024-01-31", "date: 2025-06-07"),
        ("date:\n  created: 2024-01-31\n  updated: 2024-02-01", "date:\n  created: 2025-06-07\n  updated: 2024-02-01"),
        ("date: {updated: 2024-02-01, created: 2024-01-31}", "date: {updated: 2024-02-01, created: 2025-06-07}"),
        ("title: T", "title: T\ndate: 2025-06-07"),
        ("date:\ntitle: T", "date: 2025-06-07\ntitle: T"),
        ("date: 2024-01-31 10:00:00", "date: 2025-06-07 00:00:00"),
    ],
)
def test_another_date(front, written):
    day = datetime(2025, 6, 7, tzinfo=UTC)
    assert planned(site(f"---\n{front}\n---\n"), public=True, date=day) == f"---\n{written}\n---\n"


def new(site: Site, **wishes) -> str:
    asked = drafting.Asked(title="A Title", slug=None, date=NOW, date_only=True, publish=False, **wishes)
    plan = drafting.plan(site, housestyle.learn(site), asked)
    return plan.changes[0].after.decode()


def test_the_first_post():
    assert new(site()) == "---\ntitle: A Title\ndate: 2026-11-23\ndraft: true\n---\n"


def test_a_new_post_has_the_dates_of_its_house():
    posts = [f"---\ntitle: T{day}\ndate:\n  created: 2024-01-{day}\ncategories:\n  - News\n---\ntext\n" for day in (11, 12, 13)]
    assert "date:\n  created: 2026-11-23\n" in new(site(*posts))


# --- anything ---------------------------------------------------------------------------------------------------------


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: f"---\n{text}\n---\n".encode()))
def test_r18_any_bytes_give_an_answer(data):
    assert isinstance(reading.read(X, data, GENERATOR, settings_of()), Post | Broken)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=9),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_r18_any_value_gives_an_answer(value):
    """As a configuration, and as front matter of every key that means something."""
    keys = (*sorted(GENERATOR.keys), "published", "Draft")
    front = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key in keys)
    alone = "\n".join((f"date: {json.dumps({'created': value}, ensure_ascii=False)}", "slug: x"))
    for text in (front, alone):
        assert isinstance(reading.read(X, f"---\n{text}\n---\n".encode(), GENERATOR, settings_of()), Post | Broken)
    names = "blog_dir post_dir post_url_format post_url_date_format post_url_max_categories post_slugify categories_allowed draft"
    plugin = dict.fromkeys([*names.split(), "authors_file", "post_slugify_separator", "draft_if_future_date"], value)
    top = "docs_dir site_dir use_directory_urls theme exclude_docs draft_docs not_in_nav INHERIT site_url".split()
    for options in (
        {"plugins": [{"blog": plugin}, "meta"], **dict.fromkeys(top, value)},
        {"plugins": value},
        {"plugins": [value]},
    ):
        try:
            settings = settings_of(json.dumps(options))
        except ConfigError:
            continue
        for path in (X, "docs/x.md", "x.md"):
            assert reading.read(path, b"---\ndate: 2024-01-31\n---\n", GENERATOR, settings) or True


def test_s18_hostile_patterns_do_not_hang():
    hostile = "*a" * 40 + "/" + "**/" * 20 + "b"
    settings = settings_of(f"exclude_docs: '{hostile}'\ndraft_docs: '{hostile}'\n" + BLOG)
    path = "docs/blog/posts/" + "a" * 200 + "/" + "/".join("abcdef") + "/x.md"
    assert isinstance(reading.read(path, b"text", GENERATOR, settings), Post)
