"""What postctl knows of Hexo, stated as tables; `tests/oracle/test_hexo_oracle.py` asks Hexo itself."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postctl import document, publishing, reading
from postctl.generators import jekyll
from postctl.generators.hexo import GENERATOR, urls
from postctl.model import Broken, Ignored, Place, Settings, Status
from postctl.site import Folder, Post, Site, Toggle
from postctl.slugs import hexo as slugs

X = "source/_posts/x.md"
DRAFT = "source/_drafts/x.md"
DAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
NAMED = {"new_post_name": ":year-:month-:day-:title.md"}


def folder(*names: str, given: dict | None = None, **texts: str) -> Folder:
    """A folder with these files; the keyword arguments are those that can be read, `__` for `.` in their names."""
    readable = {name.replace("__", "."): text for name, text in texts.items()}
    return Folder(frozenset((*names, *readable)), readable.get, given or {})


def settings_of(**options: object) -> Settings:
    """The settings of a site whose `_config.yml` says this."""
    return GENERATOR.settings(folder(_config__yml=json.dumps(options, ensure_ascii=False)))


def read(front: str = "", path: str = X, **options: object) -> Post:
    text = f"---\n{front}\n---\ntext\n" if front else "text\n"
    post = reading.read(path, text.encode(), GENERATOR, settings_of(**options))
    assert isinstance(post, Post), post
    return post


@pytest.fixture
def tokyo(monkeypatch):
    """A machine that is not at Greenwich."""
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    yield
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()


# --- a site -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("site", "score"),
    [
        (folder(X, _config__yml="title: x", package__json='{"dependencies": {"hexo": "^8"}}'), 100),
        (folder(_config__yml="title: x", package__json='{"hexo": {"version": "8.1.2"}}'), 100),
        (folder(package__json='{"devDependencies": {"hexo": "8"}}'), 50),
        (folder(_config__yml="new_post_name: :title.md"), 100),
        (folder(_config__yaml="public_dir: public"), 100),
        (folder(_config__json='{"source_dir": "src"}'), 100),
        (folder(X, "scaffolds/post.md", _config__yml="title: x"), 100),
        (folder(X, "scaffolds/post.md", _config__yml="a: ["), 100),
        (folder(DRAFT, "scaffolds/draft.md"), 50),
        (folder("_posts/2014-01-02-x.md", _config__yml="title: x"), None),  # Jekyll
        (folder("source/_posts/2014-01-02-x.md", _config__yml="source: source\ncategory_dir: blog"), None),  # Octopress
        (folder(_config__yml="title: x"), None),
        (folder("scaffolds/post.md", package__json='{"dependencies": {"hexojs-like": "1"}}'), None),
        (folder(X), None),
    ],
)
def test_detect(site, score):
    evidence = GENERATOR.detect(site)
    assert (evidence.score if evidence else None) == score
    other = jekyll.GENERATOR.detect(site)
    assert score is None or other is None or other.score < score


def test_settings():
    settings = settings_of(source_dir="src/", public_dir="out", timezone="Europe/Paris", future=False)
    assert settings.posts == ("src/_posts/**", "src/_drafts/**")
    assert settings.exclude[0] == "out/**"
    assert settings.static == ("src",)
    assert (settings.timezone, settings.future, settings.source) == ("Europe/Paris", False, ("_config.yml",))


def test_settings_of_a_site_that_says_nothing():
    for site in (folder(X), folder(X, _config__yml=""), folder(X, _config__yml="timezone: Nowhere/Land\nsource_dir: ../x")):
        settings = GENERATOR.settings(site)
        assert (settings.timezone, settings.future) == ("local", True)
    assert GENERATOR.settings(folder(X)).posts[0] == "source/_posts/**"


@pytest.mark.parametrize(("value", "expected"), [("no", True), ("false", False), ("~", False), ("0", False), ("'false'", True)])
def test_the_words_of_the_configuration_are_those_of_yaml_1_2(value, expected):
    assert GENERATOR.settings(folder(_config__yml=f"future: {value}")).future is expected


def test_what_the_owner_says_goes_before_the_configuration():
    site = folder(_config__yml="permalink: :title/", given={"permalink": ":name.html", "source_dir": "content"})
    settings = GENERATOR.settings(site)
    assert settings.posts[0] == "content/_posts/**"
    assert reading.read("content/_posts/a/b.md", b"", GENERATOR, settings).url == "/b.html"


# --- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "options", "expected"),
    [
        (X, {}, Place("x")),
        (DRAFT, {}, Place("x", drafts=True)),
        ("source/_posts/a/b/x.markdown", {}, Place("x", section="a/b")),
        ("source/_posts/2020-01-02-x.md", {}, Place("2020-01-02-x")),
        ("source/_posts/2020-01-02-x.md", NAMED, Place("x", "2020-01-02")),
        ("source/_posts/2020-13-45-x.md", NAMED, Place("x")),
        ("source/_posts/2020-1-2-x.md", NAMED, Place("2020-1-2-x")),
        ("source/_posts/x y.md", NAMED, Place("x-y")),
        ("source/_posts/2020-1-2-x.md", {"new_post_name": ":year-:i_month-:i_day-:title.md"}, Place("x", "2020-01-02")),
        ("source/_posts/fr/x.md", {"new_post_name": ":lang/:title.md"}, Place("x", lang="fr")),
        ("source/_posts/2020-01-02.md", {"new_post_name": ":year-:month-:day.md"}, Place("2020-01-02", "2020-01-02")),
        (X, {"post_asset_folder": True}, Place("x", assets="source/_posts/x")),
        ("source/_posts/x.html", {}, Place("x")),
        ("content/_posts/x.md", {"source_dir": "content"}, Place("x")),
        ("_posts/x.md", {"source_dir": "."}, Place("x")),
        ("source/about/index.md", {}, None),
        ("source/_posts/photo.jpg", {}, None),
        ("source/_posts/x.mdx", {}, None),
        ("source/_posts/x.html", {"post_asset_folder": True}, None),
        ("source/_data/x.md", {}, None),
        ("README.md", {}, None),
    ],
)
def test_place(path, options, expected):
    assert GENERATOR.place(path, settings_of(**options)) == expected


@pytest.mark.parametrize(
    ("path", "options", "reason"),
    [
        ("source/_posts/_x.md", {}, "begin with _ or ."),
        ("source/_posts/.x.md", {}, "begin with _ or ."),
        ("source/_posts/_later/x.md", {}, "begin with _ or ."),
        ("source/_drafts/_x.md", {}, "begin with _ or ."),
        (X, {"skip_render": "_posts/*.md"}, "skip_render"),
        (X, {"skip_render": ["a", "_posts/**"]}, "skip_render"),
        (X, {"ignore": ["**/x.md"]}, "ignore"),
        ("source/_posts/old/x.md", {"ignore": ["**/_posts/old"]}, "ignore"),
        ("source/_posts/x.markdown", {"post_asset_folder": True}, "only .md"),
    ],
)
def test_what_hexo_leaves_out_is_named(path, options, reason):
    found = GENERATOR.place(path, settings_of(**options))
    assert isinstance(found, Ignored)
    assert reason in found.reason


@pytest.mark.parametrize("options", [{"exclude": ["**"]}, {"ignore": ["_posts/*", "*.md"]}, {"skip_render": "*.md"}])
def test_what_means_nothing_to_posts(options):
    assert GENERATOR.place(X, settings_of(**options)) == Place("x")


# --- public or not ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "hidden", "trap"),
    [  # the table of draft marks
        ("draft: true", None, True),
        ('draft: "true"', None, True),
        ('draft: "false"', None, False),
        ("draft: yes", None, True),
        ("draft: no", None, False),
        ("Draft: true", None, True),
        ("published: false", Status.DRAFT, False),
        ('published: "false"', Status.DRAFT, False),
        ("published: no", None, True),
        ("status: draft", None, True),
        ("published: off", None, True),
        ("published: 0", Status.DRAFT, False),
        ("published: '0'", Status.DRAFT, False),
        ("published: ''", Status.DRAFT, False),
        ("published: .nan", Status.DRAFT, False),
        ("published:", None, False),
        ("published: []", None, False),
        ("published: True", None, False),
        ("Published: false", None, True),
        ("layout: false", None, False),
        ("title: x", None, False),
    ],
)
def test_marks_in_posts(front, hidden, trap):
    verdict = read(front).verdict
    assert (verdict.hidden, verdict.trap is not None) == (hidden, trap)
    assert read(front, DRAFT).verdict.hidden is Status.DRAFT
    assert read(front, DRAFT, render_drafts=True).verdict.hidden is None


def test_reasons_quote_what_is_written():
    assert read("published: false").verdict.reason == "published: false"
    assert read("title: x", DRAFT).verdict.reason == "lies in _drafts/"
    assert "`published: no` is a text" in read("published: no").verdict.trap
    assert "render_drafts" in read("published: false", render_drafts=True).verdict.trap
    assert "leaves out" in read("published: true", DRAFT).verdict.trap


def test_a_permalink_that_is_no_text_costs_the_post():
    verdict = read("permalink: 404").verdict
    assert (verdict.fatal, read("permalink: 404").url) == (True, None)


# --- dates ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2020-01-02", "2020-01-02T00:00:00+00:00"),
        ("2020-01-02 03:04:05", "2020-01-02T03:04:05+00:00"),
        ("2013/7/13 20:46:25", "2013-07-13T20:46:25+00:00"),
        ("2020-01-02T03:04:05+09:00", "2020-01-01T18:04:05+00:00"),
        ("'2020-01-02T03:04:05+09:00'", "2020-01-01T18:04:05+00:00"),
        ("Jan 2, 2020", "2020-01-02T00:00:00+00:00"),
        ("January 2, 2020 3:04 pm", "2020-01-02T15:04:00+00:00"),
        ("1/2/2020", "2020-01-02T00:00:00+00:00"),
        ("2020-02-30", "2020-03-01T00:00:00+00:00"),
        ("2020-20-19", "2021-08-19T00:00:00+00:00"),
        ("[2020, 1]", "2020-01-01T00:00:00+00:00"),
        ("0001-01-01", "1901-01-01T00:00:00+00:00"),
        ("1577934245000", "2020-01-02T03:04:05+00:00"),
        ("2020", "1970-01-01T00:00:02.020000+00:00"),
        ("'2020'", "2020-01-01T00:00:00+00:00"),
    ],
)
def test_dates(written, expected):
    date = read(f"date: {written}").date
    assert (date.moment.isoformat(), date.problem) == (expected, None)


@pytest.mark.parametrize(
    "written", ["soon", "13/1/2020", "'2020-13-01'", "12:30 tomorrow", "2020年1月2日", "'0001-01-01'", "[2020, 13]"]
)
def test_a_date_that_cannot_be_read_is_that_of_the_file(written):
    post = read(f"date: {written}", "source/_posts/2019-05-06-x.md", **NAMED)
    assert post.date.moment is None
    assert "of the file" in post.date.problem
    assert post.url is None


@pytest.mark.parametrize("written", ["", "~", "false", "0", "''"])
def test_no_date_is_that_of_the_name(written):
    post = read(f"date: {written}", "source/_posts/2019-05-06-x.md", **NAMED)
    assert (post.date.source, post.date.iso, post.url) == ("name", "2019-05-06", "/2019/05/06/x/")
    assert read(f"date: {written}").date is None


def test_a_clock_is_taken_over_into_the_zone_of_the_site_and_the_address_is_that_of_the_machine(tokyo):
    post = read("date: 2020-01-02 03:04:05", timezone="America/New_York")
    assert post.date.moment.isoformat() == "2020-01-02T03:04:05-05:00"
    assert post.url == "/2020/01/02/x/"
    assert read("date: 2020-01-02 20:00:00", timezone="America/New_York").url == "/2020/01/03/x/"
    assert read("date: 2020-01-02T20:00:00Z").date.moment.isoformat() == "2020-01-02T20:00:00+09:00"
    assert read("date: '2020-01-02T20:00:00Z'").date.moment.isoformat() == "2020-01-03T05:00:00+09:00"


def test_updated_is_what_is_written():
    assert read("updated: 2020-01-02 10:00:00").updated.moment == datetime(2020, 1, 2, 10, tzinfo=UTC)
    assert read("title: x").updated is None


# --- addresses --------------------------------------------------------------------------------------------------------

WHOLE = "title: Über & C\ndate: 2020-01-02 03:04:05\ncategories: [One Two, Three]\nlang: fr\nnum: 1.50\nid: 7"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (":year/:month/:day/:title/", "/2020/01/02/sub/a-b/"),
        (":i_month-:i_day", "/1-2"),
        (":hour:minute:second.html", "/030405.html"),
        (":timestamp", "/1577934245"),
        (":hash/", "/4c4d2cdcf7a2/"),
        (":name.html", "/a-b.html"),
        (":post_title", "/uber-c"),
        (":category/:title/", "/One-Two/Three/sub/a-b/"),
        (":id", "/7"),
        (":lang/:title", "/fr/sub/a-b"),
        (":num/:layout/:comments", "/1.5/post/true"),
        (":nothing/:fallback", "/undefined/used"),
        (":slug", "/sub/a-b"),
        ("/x//:name/", "/x/a-b/"),
        (":_id/", None),
        ("../:title", None),
        (":title?a", None),
    ],
)
def test_every_token(rule, expected):
    options = {"permalink": rule, "permalink_defaults": {"fallback": "used", "lang": "en"}}
    assert read(WHOLE, "source/_posts/sub/a-b.md", **options).url == expected


@pytest.mark.parametrize(
    ("front", "options", "expected"),
    [
        ("permalink: about/", {}, "/about/"),
        ("permalink: /a b/é.html", {}, "/a%20b/%C3%A9.html"),
        ("permalink: about", {"post_asset_folder": True}, "/about/"),
        ("permalink: http://e.com/x", {}, None),
        ("title: x", {}, None),
        ("title: x", {"permalink": ":title.html"}, "/x.html"),
        ("title: x", {"permalink": ":title.html", "pretty_urls": {"trailing_html": False}}, "/x"),
        ("title: x", {"permalink": ":title/index.html", "pretty_urls": {"trailing_index": False}}, "/x/"),
        ("title: x", {"permalink": ":category/:title"}, "/uncategorized/x"),
        ("categories: A", {"permalink": ":category", "category_map": {"A": "Alpha"}, "filename_case": 1}, "/alpha"),
        ("categories: [[A, B], [A]]", {"permalink": ":category"}, "/A/B"),
        ("categories: [[A, B], [C]]", {"permalink": ":category"}, None),
        ("category: A", {"permalink": ":category"}, "/A"),
    ],
)
def test_addresses(front, options, expected):
    assert read(front, **options).url == expected


# --- what else a post says ------------------------------------------------------------------------------------------------


def test_facts():
    post = read(
        "title: A  title\ntags: [a, 1, true, ~, a]\nlanguage: fr\nalias: [old.html, /older/]\ncategories: [x]",
        "source/_posts/d/y.md",
    )
    assert (post.title, post.titled, post.slug, post.tags) == ("A title", True, "d/y", ("a", "1", "true"))
    assert (post.lang, post.redirects) == ("fr", ("old.html", "/older/"))


def test_a_post_without_a_title_has_none():
    post = read()
    assert (post.title, post.titled, post.tags, post.redirects) == ("x", False, (), ())
    assert read("tag: a, b").tags == ("a, b",)
    assert read("tags: []\ntag: a").tags == ()


def test_front_matter_without_an_opening_fence_and_in_json():
    for text in ("title: T\n---\nx", '"title": "T"\n;;;\nx', ';;;\n"title": "T"\n;;;\nx', "---\ntitle: T\n---\nx"):
        post = reading.read(X, text.encode(), GENERATOR, settings_of())
        assert (post.title, post.document.content) == ("T", "x")


@pytest.mark.parametrize(
    ("title", "case", "expected"),
    [
        ("C++ & C#: 日本 Crème", 0, "C-C-日本-Creme"),
        ("Straße Ærø Đại", 0, "Strase-AEro-Dai"),
        (" --a__b-- ", 0, "a-b"),
        ("Two Words", 1, "two-words"),
        ("Two Words", 2, "TWO-WORDS"),
        ("!?", 0, ""),
        ("a\tb\x01c", 0, "abc"),
        ("Ⓐ Ａ ﬁ ½", 0, "A-A-ﬁ-½"),
    ],
)
def test_slug(title, case, expected):
    assert slugs.slug(title, case) == expected


def test_the_site_decides_the_case_of_slugs():
    assert GENERATOR.slug("A Title") == "A-Title"
    assert GENERATOR.slug_in("A Title", settings_of(filename_case=1)) == "a-title"


# --- hostile ----------------------------------------------------------------------------------------------------------------

UGLY = [
    "[]",
    "{}",
    "~",
    "0",
    "-1.5",
    "true",
    "[[a], {b: c}]",
    "{a: {b: c}}",
    "'%'",
    "'?'",
    "'//x'",
    "'..'",
    "2020-01-02",
    "''",
    "😀",
]
KEYS = [*sorted(GENERATOR.keys), "id", "draft", "status"]


@pytest.mark.parametrize("key", KEYS)
def test_r18_no_value_raises(key):
    for value in UGLY:
        for rule in (":category/:title/", ":id:lang:updated:tags:description", ":hash:post_title:photos"):
            post = read(f"{key}: {value}", permalink=rule)
            assert post.url is None or post.url.startswith("/")


OPTIONS = "timezone permalink permalink_defaults new_post_name filename_case source_dir skip_render ignore future render_drafts"
odd = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.sampled_from(["", ":title", ":title:year.md", "**", "{", "x", ":::", "%"]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["title", "trailing_html", "a"]), inner, max_size=2)
    ),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from([*OPTIONS.split(), "pretty_urls", "category_map", "public_dir"]), odd, max_size=5))
def test_r18_no_configuration_raises(options):
    settings = settings_of(**options)
    for path in ("source/_posts/a/2020-01-02-b c.md", DRAFT, X):
        found = reading.read(path, b"categories: [a]\ntitle: b\ndate: 2020-01-02\n---\n", GENERATOR, settings)
        if isinstance(found, Post):
            for public in (True, False):
                assert isinstance(GENERATOR.toggle(found, public, settings, DAY), Toggle)


def test_broken_front_matter_is_broken():
    assert isinstance(reading.read(X, b"title: a: b\n---\n", GENERATOR, settings_of()), Broken)


# --- publishing ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "path", "options", "expected"),
    [
        ("title: x", DRAFT, {}, Toggle({}, X)),
        ("title: x", DRAFT, NAMED, Toggle({}, "source/_posts/2026-11-23-x.md")),
        ("published: false", DRAFT, {}, Toggle({"published": True}, X)),
        ("lang: fr", DRAFT, {"new_post_name": ":lang/:title.md"}, Toggle({}, "source/_posts/fr/x.md")),
        (
            "title: x",
            DRAFT,
            {"new_post_name": ":lang/:title.md", "permalink_defaults": {"lang": "en"}},
            Toggle({}, "source/_posts/en/x.md"),
        ),
        ("title: x", "source/_drafts/My Post.md", {"filename_case": 1}, Toggle({}, "source/_posts/my-post.md")),
        ("title: x", "source/_drafts/sub/x.markdown", {}, Toggle({}, "source/_posts/sub/x.markdown")),
        ("published: false", X, {}, Toggle({"published": True})),
        ("draft: true\npublished: false", X, {}, Toggle({"published": True, "draft": False})),
        ("title: x", X, {}, Toggle({})),
        ("title: x", "d/_drafts/x.md", {"source_dir": "d"}, Toggle({}, "d/_posts/x.md")),
    ],
)
def test_publish(front, path, options, expected):
    assert GENERATOR.toggle(read(front, path, **options), True, settings_of(**options), DAY) == expected


@pytest.mark.parametrize(
    ("front", "path", "options", "expected"),
    [
        ("title: x", X, {}, Toggle({}, DRAFT)),
        ("date: 2026-11-23", "source/_posts/2026-11-23-x.md", NAMED, Toggle({}, DRAFT)),
        ("title: x", "source/_posts/2026-11-23-x.md", NAMED, Toggle({"published": False})),
        ("date: 2020-01-02", "source/_posts/2026-11-24-x.md", NAMED, Toggle({"published": False})),
        ("published: true", X, {}, Toggle({"published": False})),
        ("title: x", "source/_posts/My Post.md", {}, Toggle({"published": False})),
        ("draft: false", X, {}, Toggle({"draft": True}, DRAFT)),
        ("published: false", X, {}, Toggle({})),
        ("title: x", DRAFT, {}, Toggle({})),
        ("title: x", DRAFT, {"render_drafts": True}, Toggle({"published": False})),
    ],
)
def test_unpublish(front, path, options, expected):
    assert GENERATOR.toggle(read(front, path, **options), False, settings_of(**options), DAY) == expected


def site_of(files: dict[str, str], **options: object) -> Site:
    settings = settings_of(**options)
    found = (reading.read(path, text.encode(), GENERATOR, settings) for path, text in files.items())
    return Site("/", GENERATOR, settings, DAY, frozenset(files), tuple(each for each in found if isinstance(each, Post)))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (X, "title: T\n---\nx"),
        (X, "---\r\ntitle: T # why\r\n---\r\nx"),
        (X, '"title": "T",\n"tags": []\n;;;\nx'),
        (X, ';;;\n"title": "T"\n;;;\nx'),
        (X, "title: T\npublished: true\n---\nx"),
        (X, "title: T\npublished: 'false' # why\n---\nx"),
        (DRAFT, "title: T\n---\nx"),
        ("source/_posts/My Post.md", "title: T\nnested:\n\ta: b\n---\nx"),
        ("source/_posts/2020-01-02-x.md", "title: T\ndate: 2020-01-02 10:00:00\n---\nx"),
        ("source/_posts/2020-01-02-x.md", "title: T\n---\nx"),
    ],
)
@pytest.mark.parametrize("options", [{}, NAMED])
def test_r3_there_and_back_gives_the_first_bytes(path, text, options):
    if path == DRAFT and options:
        text = text.replace("title: T", "title: T\ndate: 2020-01-02")
    site = site_of({path: text}, **options)
    public = site.posts[0].verdict.hidden is None
    there = publishing.plan(site, site.posts[0], public=not public).change
    after = site_of({there.path: there.after.decode()}, **options)
    back = publishing.plan(after, after.posts[0], public=public).change
    assert (back.path, back.after) == (path, text.encode())


def test_a_post_does_not_leave_its_assets_behind():
    site = site_of({DRAFT: "title: T\n---\n", "source/_drafts/x/photo.jpg": ""}, post_asset_folder=True)
    steps = publishing.plan(site, site.posts[0], public=True, read=lambda path: b"").changes
    assert [step.path for step in steps] == ["source/_posts/x/photo.jpg", X]
    alone = site_of({DRAFT: "title: T\n---\n", "source/_drafts/xy/photo.jpg": ""}, post_asset_folder=True)
    assert publishing.plan(alone, alone.posts[0], public=True).change.path == X


def test_the_template_is_a_public_post_to_hexo():
    assert document.read_text("title: x\n---\n", (), GENERATOR.fences, GENERATOR.schema)
    assert GENERATOR.place(GENERATOR.template.file.replace("{slug}", "x"), settings_of()) == Place("x")


@given(st.lists(st.sampled_from(["/", ".", "..", "a", "b-c", "1.html", "_", "%2e", "é", "?", "#", " ", "\\", "\n"]), max_size=6))
def test_a_path_that_is_clean_is_encoded_as_it_is(parts: list[str]) -> None:
    path = "/" + "".join(parts)
    assert urls._encoded(path) == urls._rewritten(path)
