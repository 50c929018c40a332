"""What postctl knows of Pelican, stated as tables; `tests/oracle/test_pelican_oracle.py` asks Pelican itself."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import NOW, site_of

from postctl import document, drafting, housestyle, publishing, reading, status
from postctl.errors import Refused
from postctl.generators.pelican import GENERATOR
from postctl.model import Ignored, Place, Settings, Status
from postctl.site import Folder, Post

X = "content/x.md"
BASE = "Title: A Title\nDate: 2020-01-02\n"
CONF = 'PATH = "content"\nTIMEZONE = "Europe/Paris"\n'
POSTS = dict.fromkeys(("content/a.md", "content/b.md", "content/sub/c.md"), "Title: A\nTags: x\nDate: 2020-01-02\n\nx\n")
HEXO = "title: A\ndate: 2014-01-02\ntags:\n---\n\nx\n"


def folder(*names: str, given: dict | None = None, **texts: str) -> Folder:
    """A folder with these files; the keyword arguments are those that can be read, `_` for `.` in their names."""
    readable = {name.replace("__", "."): text for name, text in texts.items()} | {n: POSTS[n] for n in names if n in POSTS}
    return Folder(frozenset((*names, *readable)), readable.get, given or {})


def settings_of(conf: str = "", *names: str, **given: object) -> Settings:
    return GENERATOR.settings(folder(X, *names, given=given, pelicanconf__py=CONF + conf))


def read(front: str = "", path: str = X, conf: str = "", base: str = BASE, **given: object) -> Post:
    text = f"{base}{front}\n\ntext\n"
    post = reading.read(path, text.encode(), GENERATOR, settings_of(conf, **given))
    assert isinstance(post, Post), post
    return post


# --- a site -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("site", "score"),
    [
        (folder(pelicanconf__py=""), 100),
        (folder("content/a.md", pelicanconf__py="raise SystemExit"), 100),
        (folder(*POSTS), 20),
        (folder("content/a.md", "content/b.md"), None),
        (folder(a__md=HEXO, b__md=HEXO, c__md=HEXO), None),
        (folder("conf.py", "posts/a.md", conf__py="POSTS = ()"), None),  # Nikola
        (folder("content/a.md", "README.md", publishconf__py="SITEURL = ''"), None),
        (folder("blog/pelicanconf.py"), None),
    ],
)
def test_detect(site, score):
    evidence = GENERATOR.detect(site) or GENERATOR.guess(site)
    assert (evidence.score if evidence else None) == score


def test_settings():
    settings = settings_of("WITH_FUTURE_DATES = False\nOUTPUT_PATH = 'public/'\n")
    assert settings.posts == ("content/**",)
    assert "public/**" in settings.exclude
    assert settings.static == ("content",)
    assert (settings.timezone, settings.future, settings.source) == ("Europe/Paris", False, ("pelicanconf.py",))


@pytest.mark.parametrize(
    ("conf", "posts"),
    [
        ("", "content/**"),
        ("PATH = './blog/posts/'", "blog/posts/**"),
        ("PATH = '.'", "**"),
        ("PATH = '../elsewhere'", "**"),
        ("PATH = 3", "content/**"),
        ("import os\nPATH = os.curdir", "content/**"),
    ],
)
def test_where_the_content_is(conf, posts):
    assert GENERATOR.settings(folder(X, pelicanconf__py=conf)).posts == (posts,)


def test_what_is_published_says_more_and_the_owner_most():
    texts = {
        "pelicanconf__py": "TIMEZONE = 'Asia/Tokyo'\nA = 1\nB = 1\nC = f()\n",
        "publishconf__py": "from pelicanconf import *\nA = 2\nB = g()\n",
    }
    settings = GENERATOR.settings(folder(X, given={"C": 3}, **texts))
    assert settings.source == ("pelicanconf.py", "publishconf.py")
    assert {name: settings.options.get(name) for name in "ABC"} == {"A": 2, "B": None, "C": 3}
    assert settings.options["unknown"] == {"B"}


def test_an_unknown_time_zone_is_utc():
    assert settings_of("TIMEZONE = 'Mars/Olympus'").timezone == ""


# --- a file -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (X, Place("x")),
        ("content/a/b/x.y.markdown", Place("x.y", section="a/b")),
        ("content/2020-01-02-x.md", Place("2020-01-02-x", "2020-01-02")),
        ("content/2020-13-02-x.mkd", Place("2020-13-02-x")),
        ("content/.x.mdown", Place(".x")),
        ("content/drafts/x.md", Place("x", section="drafts")),
        ("content/sub/pages/x.md", Place("x", section="sub/pages")),
        *(
            (path, None)
            for path in ("x.md", "content/pages/x.md", "content/x.rst", "content/x.html", "content/x.jpg", "contents/x.md")
        ),
    ],
)
def test_place(path, place):
    assert GENERATOR.place(path, settings_of()) == place


@pytest.mark.parametrize("name", ["x.MD", "x.mdx", "x.mkdn"])
def test_an_ending_that_pelican_does_not_read_is_ignored(name):
    assert isinstance(GENERATOR.place(f"content/{name}", settings_of()), Ignored)


@pytest.mark.parametrize(
    ("conf", "paths"),
    [
        ("ARTICLE_PATHS = ['blog']", "blog/x.md blog/old/x.md"),
        ("ARTICLE_EXCLUDES = ['old', 'blog/old']", "x.md blog/x.md pages_/x.md"),
        ("PAGE_PATHS = ['blog']", "x.md old/x.md pages_/x.md pages/x.md"),
        ("IGNORE_FILES = ['old', 'p*']", "x.md blog/x.md"),
        ("ARTICLE_PATHS = 7\nPAGE_PATHS = None\nIGNORE_FILES = [3]", "x.md blog/x.md blog/old/x.md old/x.md pages_/x.md"),
    ],
)
def test_which_folders_hold_articles(conf, paths):
    every = ("x.md", "blog/x.md", "blog/old/x.md", "old/x.md", "pages_/x.md", "pages/x.md")
    settings = settings_of(conf)
    assert [path for path in every if GENERATOR.place(f"content/{path}", settings)] == paths.split()


# --- who sees it --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "front",
    [
        *("draft: true", 'draft: "true"', 'draft: "false"', "draft: yes", "draft: no", "Draft: true"),
        *("published: false", 'published: "false"', "published: no"),
    ],
)
def test_marks_of_others_hide_nothing(front):
    verdict = read(front).verdict
    assert verdict.hidden is None
    meant = front not in ('draft: "false"', "draft: no")
    assert (verdict.trap is not None) == meant
    assert not meant or "only `Status: draft`" in verdict.trap


@pytest.mark.parametrize(
    ("front", "hidden", "reason"),
    [
        ("Status: draft", Status.DRAFT, "status: draft"),
        ("STATUS: Draft", Status.DRAFT, "status: Draft"),
        ("Status: hidden", Status.UNLISTED, "status: hidden"),
        ("Status: skip", Status.DRAFT, "status: skip"),
        ("Status: published", None, "status: published"),
        ("Status:", None, "no draft mark"),
        ("Status: published\nStatus: draft", None, "status: published"),
        ("Status: draft\n    published", Status.DRAFT, "status: draft"),
    ],
)
def test_status(front, hidden, reason):
    verdict = read(front).verdict
    assert (verdict.hidden, verdict.reason, verdict.trap) == (hidden, reason, None)


@pytest.mark.parametrize("word", ["publish", '"draft"', "private", "draft # why"])
def test_a_status_that_is_none_leaves_the_post_out(word):
    verdict = read(f"Status: {word}").verdict
    assert verdict.hidden is Status.DRAFT
    assert "leaves this post out" in verdict.trap
    assert not verdict.fatal


def test_skip_in_capitals_ends_the_build():
    assert read("Status: Skip").verdict.fatal


def test_a_drafts_folder_is_a_category():
    assert "a category" in read(path="content/drafts/x.md").verdict.trap


@pytest.mark.parametrize(
    ("base", "reason"),
    [
        ("Title: A\n", "no date"),
        ("Date: 2020-01-02\n", "no title"),
        ("Title: A\nDate:\n", "cannot read"),
        ("Title: A\nDate: 2019-02-30\n", "cannot read"),
        ("Title: A\nDate: 2020-01-02\nLang: fr\n    de\n", "cannot read"),
        ("Title: A\nDate: 2020-01-02\nTimezone: Mars\n", "cannot read"),
    ],
)
def test_what_has_no_title_or_date_is_left_out(base, reason):
    post = read("x: y", base=base)
    assert post.verdict.hidden is Status.DRAFT
    assert reason in post.verdict.reason


def test_a_draft_needs_no_date():
    post = read("Status: draft", base="Title: A\n", conf="DRAFT_URL = 'd/{date:%Y}/{slug}'")
    assert (post.date, post.verdict.reason, post.url) == (None, "status: draft", "/d/9999/a")


def test_the_status_of_the_configuration():
    conf = "DEFAULT_METADATA = {'status': 'draft'}"
    assert read(conf=conf).verdict.reason == "status: draft (from the configuration)"
    assert read("Status: published", conf=conf).verdict.hidden is None
    assert read("x: y", base="Title: A\n", conf="DEFAULT_DATE = 'fs'").verdict.hidden is None


def test_future_dates():
    files = {"pelicanconf.py": CONF + "WITH_FUTURE_DATES = False\n", X: "Title: A\nDate: 2031-01-01\n\nx\n"}
    site = site_of(files, "pelican")
    assert status.effective(site.posts[0], site.settings, NOW).status is Status.SCHEDULED
    shown = site_of({**files, "pelicanconf.py": CONF}, "pelican")
    assert status.effective(shown.posts[0], shown.settings, NOW).status is Status.PUBLISHED


# --- what it says -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2020-01-02", datetime(2020, 1, 2, tzinfo=ZoneInfo("Europe/Paris"))),
        ("2020-01-02 10:14", datetime(2020, 1, 2, 10, 14, tzinfo=ZoneInfo("Europe/Paris"))),
        ("2020-01-02_10:14", datetime(2020, 1, 2, 10, 14, tzinfo=ZoneInfo("Europe/Paris"))),
        ("2020-01-02T10:14Z", datetime(2020, 1, 2, 10, 14, tzinfo=UTC)),
        ("2020-01-02 10:14 EST", datetime(2020, 1, 2, 10, 14, tzinfo=ZoneInfo("Europe/Paris"))),
        ("03.04.2020", datetime(2020, 3, 4, tzinfo=ZoneInfo("Europe/Paris"))),
        ("January 2, 2020", datetime(2020, 1, 2, tzinfo=ZoneInfo("Europe/Paris"))),
    ],
)
def test_dates(written, expected):
    post = read(f"Date: {written}\nModified: {written}", base="Title: A\n")
    assert post.date.moment == expected
    assert post.verdict.hidden is None


def test_a_date_that_only_dateutil_reads_is_a_doubt():
    post = read("Date: Jan 2020", base="Title: A\n")
    assert (post.date.moment, post.date.sure, post.verdict.hidden) == (None, False, None)


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("a, b, a", ("a", "b")),
        ("a, b; c", ("a, b", "c")),
        ("", ()),
        ("a b", ("a b",)),
        ("a\n    b", ("a",)),
        ("[a, b]", ("[a", "b]")),
    ],
)
def test_tags(written, tags):
    assert read(f"Tags: {written}").tags == tags


# --- where it is --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "url"),
    [
        ("{slug}.html", "/a-title.html"),
        ("{slug}/", "/a-title/"),
        ("posts/{date:%Y}/{date:%m}/{date:%d}/{slug}/", "/posts/2020/01/02/a-title/"),
        ("{date:%Y/%b/%-d}/{slug}", "/2020/Jan/2/a-title"),
        ("{date:%y-%j-%H%M%S%%}", "/20-002-000000%"),
        ("{category}/{slug}", "/some-thing/a-title"),
        ("{author}/{slug}", "/jo-doe/a-title"),
        ("{lang}/{series}", "/en/s"),
        ("{{x}}/{title}", "/{x}/A Title"),
        ("/abs/{slug}", "/abs/a-title"),
        *((pattern, None) for pattern in ("{slug!r}", "{slug:>99}", "{nothing}", "{date:%x}", "{date.year}", "{", "{0}", "{}")),
    ],
)
def test_every_token(pattern, url):
    post = read("Category: Some Thing\nSeries: s\nAuthor: Jo Doe", conf=f"ARTICLE_URL = {pattern!r}")
    assert post.url == url


@pytest.mark.parametrize(
    ("front", "url"),
    [
        ("Slug: Own Slug", "/Own Slug.html"),
        ("URL: u/v/", "/u/v/"),
        ("URL: /u", "/u"),
        ("Save_as: other.html", "/a-title.html"),
        ("Lang: fr", "/a-title-fr.html"),
        ("Lang: en", "/a-title.html"),
        ("Status: draft", "/drafts/a-title.html"),
        ("Status: draft\nLang: fr", "/drafts/a-title-fr.html"),
        ("Status: hidden", "/a-title.html"),
    ],
)
def test_urls(front, url):
    assert read(front).url == url


@pytest.mark.parametrize(
    ("conf", "slug", "url"),
    [
        ("SLUGIFY_SOURCE = 'basename'", "x", "/x.html"),
        ("SLUGIFY_PRESERVE_CASE = True", "A-Title", "/A-Title.html"),
        ("SLUG_REGEX_SUBSTITUTIONS = [(r'\\s+', '_')]", "a_title", "/a_title.html"),
        ("SLUG_REGEX_SUBSTITUTIONS = [('(a+)+$', '')]", "x", None),
        ("SLUG_REGEX_SUBSTITUTIONS = f()", "x", None),
        ("SLUG_SUBSTITUTIONS = [('a', 'b')]", "x", None),
        ("SLUGIFY_SOURCE = f()", "x", None),
        ("FILENAME_METADATA = f()", "x", None),
        (r"FILENAME_METADATA = '(?P<slug>.*)'", "x", "/x.html"),
        (r"FILENAME_METADATA = '(?P<slug>(a|x)+)'", "x", None),
        (r"FILENAME_METADATA = '('", "x", None),
        ("ARTICLE_URL = f()", "a-title", None),
        ("import os\nARTICLE_URL = os.environ['X']\nfor ARTICLE_URL in 'x': pass", "a-title", None),
        ("ARTICLE_URL = f()\nARTICLE_URL = 'p/{slug}'", "a-title", "/p/a-title"),
    ],
)
def test_settings_that_decide_the_slug_and_the_url(conf, slug, url):
    post = read(conf=conf)
    assert (post.slug, post.url) == (slug, url)


EVIL = ["(a+)+$", "a?" * 30 + "a" * 30, "(a|a)" * 30 + "b", "a*a*a*a*a*b", "a{0,99}" * 9 + "b", r"\\*" * 9, "(?:a{9}){9}{9}", "["]


@pytest.mark.parametrize("pattern", EVIL)
def test_r19_no_pattern_of_a_configuration_takes_long(pattern):
    title = "Title: " + "a" * 900 + "\nDate: 2020-01-02\n"
    for conf in (
        f"SLUG_REGEX_SUBSTITUTIONS = [({pattern!r}, 'x')]",
        f"FILENAME_METADATA = {pattern!r}",
        f"PATH_METADATA = {pattern!r}",
    ):
        assert read(path=f"content/{'a' * 200}.md", conf=conf, base=title).url is None
    grow = "SLUG_REGEX_SUBSTITUTIONS = [('', 'xxxxxxxxx'), ('x', 'xxxxxxxxxxxxxxxxx'), ('x', 'xxxxxxxxxxxxxxxxx'), ('x', 'xxxx')]"
    assert read(conf=grow, base=title).url is None
    assert read(conf="SLUG_REGEX_SUBSTITUTIONS = [('(a＋)＋$', '')]", base=title).url is None


def test_the_owner_says_what_the_configuration_computes():
    assert read(conf="ARTICLE_URL = f()", ARTICLE_URL="o/{slug}").url == "/o/a-title"
    settings = settings_of("ARTICLE_URL = f()")._replace(permalink="/p/{date:YYYY}/{slug}/")
    post = reading.read(X, f"{BASE}\n".encode(), GENERATOR, settings)
    assert post.url == "/p/2020/a-title/"


# --- whatever it says ---------------------------------------------------------------------------------------------------

KEYS = sorted(map(str.lower, GENERATOR.keys))
HOSTILE = [
    "",
    " ",
    "\n    x",
    "a\n    b",
    "[]",
    "{}",
    "{x}",
    "{date}",
    "0",
    "9" * 300,
    "null",
    "true",
    "\u202e",
    "<",
    "<!--",
    "日本",
    "%",
    "/../..",
]


@given(st.dictionaries(st.sampled_from(KEYS), st.sampled_from(HOSTILE) | st.text(max_size=8), max_size=8))
def test_r18_no_value_under_any_key_raises(front):
    text = "".join(f"{key}: {value}\n" for key, value in front.items()) + "\ntext\n"
    settings = settings_of("ARTICLE_URL = '{date:%Y}/{category}/{author}/{lang}/{slug}'")
    post = reading.read(X, text.encode(errors="replace"), GENERATOR, settings)
    assert not isinstance(post, Post) or isinstance(post.title, str)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
NAMES = """PATH TIMEZONE ARTICLE_PATHS ARTICLE_EXCLUDES PAGE_PATHS IGNORE_FILES ARTICLE_URL DRAFT_URL ARTICLE_LANG_URL OUTPUT_PATH
    FILENAME_METADATA PATH_METADATA EXTRA_PATH_METADATA DEFAULT_METADATA DEFAULT_DATE DEFAULT_CATEGORY DEFAULT_LANG
    SLUGIFY_SOURCE SLUG_REGEX_SUBSTITUTIONS AUTHOR WITH_FUTURE_DATES USE_FOLDER_AS_CATEGORY CATEGORY_SAVE_AS""".split()


@given(st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=6))
def test_r18_no_setting_raises(conf):
    source = "".join(f"{name} = {value!r}\n" for name, value in conf.items())
    settings = GENERATOR.settings(folder(X, pelicanconf__py=source))
    for path in (X, "content/cat/2020-01-02-x.md", "x.md"):
        for text in (BASE, f"{BASE}Status: draft\nLang: fr\n", ""):
            reading.read(path, f"{text}\nx\n".encode(), GENERATOR, settings)


# --- publish and back -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Title: A\nDate: 2020-01-02\nStatus: draft\n\nx\n", "Title: A\nDate: 2020-01-02\nStatus: published\n\nx\n"),
        (
            "title: A\r\ndate: 2020-01-02\r\nstatus:   Draft\r\n\r\nx\r\n",
            "title: A\r\ndate: 2020-01-02\r\nstatus:   published\r\n\r\nx\r\n",
        ),
        ("---\nTitle: A\nStatus:draft\nDate: 2020-01-02\n---\nx", "---\nTitle: A\nStatus:published\nDate: 2020-01-02\n---\nx"),
    ],
)
def test_publish(text, published):
    site = site_of({"pelicanconf.py": CONF, X: text, "content/y.md": text.replace("A", "B")}, "pelican")
    post = next(post for post in site.posts if post.path == X)
    plan = publishing.plan(site, post, public=True)
    assert plan.change.after.decode() == published


@pytest.mark.parametrize(
    "text", ["Title: A\nDate: 2020-01-02\n\nx\n", "title: A\ndate: 2020-01-02", "---\r\nTitle: A\r\nDate: 2020-01-02\r\n---\r\n"]
)
def test_unpublished_and_published_again_it_has_its_first_bytes(text):
    files = {"pelicanconf.py": CONF, X: text, "content/y.md": "Title: Y\nDate: 2020-01-02\nStatus: draft\n\ny\n"}
    site = site_of(files, "pelican")
    post = next(post for post in site.posts if post.path == X)
    there = publishing.plan(site, post, public=False)
    assert there.post.verdict.hidden is Status.DRAFT
    after = site_of({**files, X: there.change.after}, "pelican")
    back = publishing.plan(after, next(post for post in after.posts if post.path == X), public=True)
    assert back.change.after == text.encode()


def test_a_draft_without_a_date_is_published_with_one():
    site = site_of({"pelicanconf.py": CONF, X: "Title: A\nStatus: draft\n\nx\n"}, "pelican")
    with pytest.raises(Refused) as refused:
        publishing.plan(site, site.posts[0], public=True)
    assert "no date" in refused.value.hint
    plan = publishing.plan(site, site.posts[0], public=True, date=NOW)
    assert plan.change.after.decode() == "Title: A\nStatus: published\nDate: 2026-11-23 13:00\n\nx\n"


def test_a_post_without_a_date_needs_nothing_else():
    site = site_of({"pelicanconf.py": CONF, X: "Title: A\n\nx\n"}, "pelican")
    plan = publishing.plan(site, site.posts[0], public=True, date=NOW)
    assert plan.change.after.decode() == "Title: A\nDate: 2026-11-23 13:00\n\nx\n"


# --- new ----------------------------------------------------------------------------------------------------------------


def new(files: dict[str, str], **wishes: object) -> str:
    site = site_of({"pelicanconf.py": CONF, **files}, "pelican")
    wishes = {"title": "New: a “Title”", "slug": None, "date": NOW, "date_only": False, "publish": False, **wishes}
    (change,) = drafting.plan(site, housestyle.learn(site), drafting.Asked(**wishes)).changes
    return f"{change.path}\n{change.after.decode()}"


def test_the_first_post():
    assert new({}) == "content/new-a-title.md\nTitle: New: a “Title”\nDate: 2026-11-23 12:00\nTags:\nStatus: draft\n\n"
    tagged = new({}, tags=["a", "b"], publish=True, values={"Featured": "true"})
    assert tagged.endswith("Tags: a, b\nStatus: published\nFeatured: true\n\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "title: A {n}\ndate: 2020-01-0{n} 10:00\ntags: x\n\nx\n",
            "title: N\ndate: 2026-11-23 12:00\ntags: t, u\nstatus: draft\n\n",
        ),
        (
            "---\nTitle:  A {n}\nDate:   2020-01-0{n}\n---\nx\n",
            "---\nTitle:  N\nDate:   2026-11-23\nTags: t, u\nStatus: draft\n---\n",
        ),
        (
            "Title: A {n}\r\nTags: x;y\r\nDate: 2020-01-0{n}\r\n\r\nx",
            "Title: N\r\nTags: t;u\r\nDate: 2026-11-23\r\nStatus: draft\r\n\r\n",
        ),
    ],
)
def test_a_post_as_the_others_are(text, expected):
    files = {f"content/notes/a-{n}.md": text.replace("{n}", str(n)) for n in range(1, 5)}
    assert new(files, title="N", tags=["t", "u"]) == f"content/notes/n.md\n{expected}"


def test_what_is_new_is_read_back():
    for title in ("A: b", "--- x", "'quoted'", "#x", "日本", "a\tb"):
        written = new({}, title=title).partition("\n")[2] if "\t" not in title else ""
        assert (
            not written
            or document.front_matter(reading.read(X, written.encode(), GENERATOR, settings_of()).document)["Title"] == title
        )
    with pytest.raises(Refused):
        new({}, title="a\tb")
