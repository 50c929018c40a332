"""What postctl knows of Jekyll, stated as tables; `tests/oracle/test_jekyll_oracle.py` asks Jekyll itself."""

from __future__ import annotations

import json
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

import pytest
from flat import DATES
from hypothesis import assume, event, given
from hypothesis import strategies as st

from postctl import document, reading
from postctl.dates.reading import usual
from postctl.errors import ConfigError
from postctl.generators import _ruby_dates
from postctl.generators.jekyll import GENERATOR
from postctl.model import Broken, Ignored, Place, Settings, Status
from postctl.site import Folder, Post, Toggle

X = "_posts/2014-01-02-x.md"
DAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


def folder(*names: str, **texts: str) -> Folder:
    """A folder with these files; the keyword arguments are those that can be read, `_` for `.` in their names."""
    readable = {name.replace("__", "."): text for name, text in texts.items()}
    return Folder(frozenset((*names, *readable)), readable.get)


def settings_of(**options: object) -> Settings:
    """The settings of a site whose `_config.yml` says this."""
    return GENERATOR.settings(folder(_config__yml=json.dumps(options, ensure_ascii=False)))


def read(front: str = "", path: str = X, **options: object) -> Post:
    text = f"---\n{front}\n---\ntext\n" if front else "text\n"
    post = reading.read(path, text.encode(), GENERATOR, settings_of(**options))
    assert isinstance(post, Post), post
    return post


# --- a site -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("site", "score"),
    [
        (folder(X, _config__yml="title: x"), 100),
        (folder("blog/_posts/2014-01-02-x.md", _config__yml=""), 100),
        (folder("_posts/2014/01-x.md", _config__toml="title = 'x'"), 100),
        (folder("_posts", _config__yml="title: x"), 100),  # a folder seen from above
        (folder("source/_posts/2014-01-02-x.md", _config__yml="source: source"), 100),  # Octopress
        (folder(_config__yml="", Gemfile='source "x"\ngem "jekyll", "~> 4.3"'), 100),
        (folder(Gemfile="gem 'github-pages', group: :jekyll_plugins"), 50),
        (folder(X), 50),
        (folder(X, _config__yml="a: ["), 100),
        (folder(_config__yml="theme: minima\nplugins: [jekyll-feed]"), 50),
        (folder("_layouts/default.html", _config__yml="title: x"), 50),
        (folder(_config__yml="title: x"), 10),
        (folder("_posts/hello-world.md"), None),  # the blog starter of Next.js
        (folder("README.md", Gemfile="gem 'rails'"), None),
        (folder("source/_posts/2014-01-02-x.md", "scaffolds/post.md", _config__yml="title: x\npermalink: :title/"), None),
        (folder("source/_posts/2014-01-02-x.md", _config__yml="new_post_name: :title.md"), None),
        (folder("source/_posts/2014-01-02-x.md", _config__yml="", package__json='{"dependencies": {"hexo": "^7"}}'), None),
        (folder("_site/_posts/2014-01-02-x.md", "_old/_posts/2014-01-02-x.md"), None),
    ],
)
def test_detect(site, score):
    evidence = GENERATOR.detect(site)
    assert (evidence.score if evidence else None) == score


def test_settings():
    settings = settings_of(source="./src/", collections_dir="col", timezone="Europe/Paris", future=True, destination="public")
    assert settings.posts == ("src/col/**/_posts/**", "src/col/**/_drafts/**")
    assert "public/**" in settings.exclude
    assert settings.static == ("src",)
    assert (settings.timezone, settings.future, settings.source) == ("Europe/Paris", True, ("_config.yml",))


def test_settings_of_a_site_without_configuration():
    settings = GENERATOR.settings(folder(X))
    assert (settings.timezone, settings.future, settings.source, settings.static) == ("", False, (), ("",))


def test_the_first_configuration_file_counts():
    both = folder(_config__yml="future: true", _config__toml="future = false")
    assert GENERATOR.settings(both).future


def test_an_unknown_time_zone_is_utc():
    assert settings_of(timezone="Mars/Olympus").timezone == ""


def test_a_broken_configuration_is_an_error():
    with pytest.raises(ConfigError):
        GENERATOR.settings(folder(_config__yml="a: ["))


# --- a file -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (X, Place("x", "2014-01-02")),
        ("_posts/2014-1-2-x.md", Place("x", "2014-01-02")),
        ("_posts/14-1-2-x.md", Place("x", "2014-01-02")),
        ("_posts/2014-02-30-x.md", Place("x", "2014-03-02")),
        ("_posts/2014-13-01-x.md", Place("x", None)),
        ("_posts/2014-01-02-v1.2.markdown", Place("v1.2", "2014-01-02")),
        ("_posts/2014-01-02-x.html", Place("x", "2014-01-02")),
        ("_posts/a/2014-01-02-x.md", Place("x", "2014-01-02", "a")),
        ("es/_posts/a/2014-01-02-x.md", Place("x", "2014-01-02", "es/a")),
        ("_drafts/x.md", Place("x", drafts=True)),
        ("_drafts/2014-01-02-x.md", Place("x", "2014-01-02", drafts=True)),
        ("es/_drafts/a b.md", Place("a b", section="es", drafts=True)),
    ],
)
def test_place(path, place):
    assert GENERATOR.place(path, settings_of()) == place


@pytest.mark.parametrize("name", ["x.md", "2014-01-02.md", "20140102-x.md", "2014_01_02-x.md", "README.md", "index.html"])
def test_a_name_without_a_date_is_ignored(name):
    ignored = GENERATOR.place(f"_posts/{name}", settings_of())
    assert isinstance(ignored, Ignored)
    assert "YYYY-MM-DD-" in ignored.reason


@pytest.mark.parametrize("path", ["_posts/_2014-01-02-x.md", "_posts/_old/2014-01-02-x.md", "_drafts/_x.md"])
def test_a_special_name_is_ignored(path):
    assert isinstance(GENERATOR.place(path, settings_of()), Ignored)


@pytest.mark.parametrize(
    "path",
    [
        *("about.md", "posts/2014-01-02-x.md", "_posts/2014-01-02-x.jpg", "_posts/2014-01-02-x", "_posts/.2014-01-02-x.md"),
        *("_site/_posts/2014-01-02-x.md", "_old/_posts/2014-01-02-x.md", ".old/_posts/2014-01-02-x.md"),
        *("vendor/bundle/gem/_posts/2014-01-02-x.md", "node_modules/_posts/2014-01-02-x.md", "gone/_posts/2014-01-02-x.md"),
    ],
)
def test_what_is_no_post(path):
    assert GENERATOR.place(path, settings_of(exclude=["gone"])) is None


def test_include_beats_exclude():
    settings = settings_of(exclude=["_posts"], include=["_posts", "_old", "2014-01-02-x.md"])
    assert isinstance(GENERATOR.place("_old/_posts/2014-01-02-x.md", settings), Place)


# --- what a post says -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("", "A Long Ish Name"),
        ("title: T", "T"),
        ("title: ''", ""),
        ("title:", "A Long Ish Name"),
        ("title: 1", "1"),
    ],
)
def test_title(front, title):
    post = read(front, "_posts/2014-01-02-a-LONG-ish-name.md")
    assert post.title == title
    assert post.titled == (front not in ("", "title:"))


@pytest.mark.parametrize(
    ("front", "tags"),
    [
        ("tags: a b", ("a", "b")),
        ("tags: [a b, c]", ("a b", "c")),
        ("tag: a b", ("a b",)),
        ("tag: x\ntags: y", ("x",)),
        ("tag:\ntags: y", ("y",)),
        ("tags: [1, null, [b]]", ("1", "b")),
        ("tags: 2014", ()),
        ("", ()),
    ],
)
def test_tags(front, tags):
    assert read(front).tags == tags


@pytest.mark.parametrize(
    ("written", "zone", "moment"),
    [
        ("2014-06-02", "Europe/Paris", "2014-06-02T00:00:00+02:00"),
        ("2014-06-02 23:30", "Europe/Paris", "2014-06-02T23:30:00+02:00"),
        ("2014-06-02 23:30:00", "Europe/Paris", "2014-06-03T01:30:00+02:00"),  # a YAML time without a zone is UTC
        ("2014-06-02 23:30:00 -0800", "Europe/Paris", "2014-06-03T09:30:00+02:00"),
        ("2014-06-02T23:30:00Z", "", "2014-06-02T23:30:00+00:00"),
        ("2014-02-30", "", "2014-03-02T00:00:00+00:00"),
        ("2014-06-02 24:00", "", "2014-06-03T00:00:00+00:00"),
        ("25/12/2014", "", "2014-12-25T00:00:00+00:00"),
        ("05/01/2014", "", "2014-01-05T00:00:00+00:00"),
        ("2014-03-30 02:30", "Europe/Paris", "2014-03-30T03:30:00+02:00"),  # an hour that is not
        ("2014-10-26 02:30", "Europe/Paris", "2014-10-26T02:30:00+01:00"),  # an hour that is twice
        ("5 Jan 2014", "", "2014-01-05T00:00:00+00:00"),
    ],
)
def test_r25_date(written, zone, moment):
    date = read(f"date: {written}", timezone=zone).date
    assert date is not None
    assert date.moment.isoformat() == moment
    assert (date.source, date.problem) == ("date", None)


@pytest.mark.parametrize("written", ["", "soon", "2014-13-01", "2014-02-32", "2014-01-02 25:00", "2014-01-02 03:60", "true"])
def test_a_date_that_ends_the_build(written):
    post = read(f"date: {written}")
    assert post.date is not None
    assert post.date.moment is None
    assert "ends the build" in (post.date.problem or "")
    assert post.url is None


def test_a_date_of_unknown_form_is_not_called_wrong():
    assert "uncertain" in (read("date: 2023-01-29 18:30:22 2023 -0800").date.problem or "")


def test_the_date_in_the_name():
    date = read(path="_posts/2014-1-2-x.md", timezone="Asia/Tokyo").date
    assert (date.text, date.source, date.iso) == ("2014-1-2", "name", "2014-01-02")
    assert date.moment == datetime(2014, 1, 2, tzinfo=ZoneInfo("Asia/Tokyo"))


def test_a_draft_has_the_date_of_its_name_or_none():
    assert read(path="_drafts/2014-01-02-x.md").url == "/2014/01/02/x.html"
    assert read(path="_drafts/x.md").date is None
    assert read(path="_drafts/x.md").url is None
    assert read(path="_drafts/x.md", permalink="/:title/").url == "/x/"


@pytest.mark.parametrize(
    ("permalink", "url"),
    [
        ("date", "/a/c%23/2020/12/31/D%C3%A9-X.html"),
        ("pretty", "/a/c%23/2020/12/31/D%C3%A9-X/"),
        ("ordinal", "/a/c%23/2020/366/D%C3%A9-X.html"),
        ("weekdate", "/a/c%23/2020/W53/Thu/D%C3%A9-X.html"),
        ("none", "/a/c%23/D%C3%A9-X.html"),
        (None, "/a/c%23/2020/12/31/D%C3%A9-X.html"),
        (":title", "/D%C3%A9-X"),
        ("/:slug/", "/d%C3%A9-x/"),
        ("/:path/", "/a/2014-01-02-D%C3%A9%20X/"),
        ("/:name/:collection:output_ext", "/2014-01-02-d%C3%A9-x/posts.html"),
        ("/:categories/:slugified_categories/", "/a/c%23/a/c/"),
        ("/:year-:short_year-:month-:i_month-:short_month-:long_month/", "/2020-20-12-12-Dec-December/"),
        ("/:day-:i_day-:y_day-:w_year-:week-:w_day-:short_day-:long_day/", "/31-31-366-2020-53-4-Thu-Thursday/"),
        ("/:hour.:minute.:second/", "/23.14.15/"),
        ("/:year_:month_:title/", "/2020_12_D%C3%A9-X/"),
        ("/:nope/", None),
    ],
)
def test_url_of_the_site(permalink, url):
    post = read("category: C#\ndate: 2020-12-31 23:14:15 +0000", "a/_posts/2014-01-02-Dé X.md", permalink=permalink)
    assert post.url == url


@pytest.mark.parametrize(
    ("front", "url"),
    [
        ("permalink: /a/:title/", "/a/x/"),
        ("permalink: foo", "/foo"),
        ("permalink: pretty", "/pretty"),
        ("permalink: ''", "/"),
        ("permalink: false", "/2014/01/02/x.html"),
        ("permalink: 12", None),
        ("permalink: /a b/ü.html", "/a b/ü.html"),
        ("permalink: ../../etc/passwd", "/etc/passwd"),
        ("permalink: /a/../../b//c", "/a/b/c"),
        ("slug: A b", "/2014/01/02/A-b.html"),
        ("slug: ''", "/2014/01/02/.html"),
        ("slug: 12", None),
        ("categories: b C", "/b/c/2014/01/02/x.html"),
        ("categories: [b c, b c]\ncategory: D", "/b%20c/d/2014/01/02/x.html"),
        ("date: 2015-05-06", "/2015/05/06/x.html"),
    ],
)
def test_url_of_a_post(front, url):
    assert read(front).url == url


def test_s6_no_permalink_leaves_the_site():
    for link in ("../x", "/../../x", "....//x", "/a/..", "..", "/./x", "~/x"):
        assert ".." not in (read(f"permalink: {json.dumps(link)}").url or "")


@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30),
    st.sampled_from(("/:title/", "/:slug/", "/:categories/")),
)
def test_every_slug_gives_a_url(slug, permalink):
    assume(":" not in slug)  # such a category in first place reads as a URL scheme and ends Jekyll's build
    url = read(
        f"slug: {json.dumps(slug, ensure_ascii=False)}\ncategory: {json.dumps(slug, ensure_ascii=False)}", permalink=permalink
    ).url
    assert url is not None
    assert url.startswith("/")
    assert url.isascii()
    assert "//" not in url
    assert not set(url) & set(' "<>\\^`{|}#')


DEFAULTS = [
    {"scope": {"path": "", "type": "posts"}, "values": {"permalink": "/all/:title/", "tags": ["t"], "categories": "c"}},
    {"scope": {"path": "_posts/sub"}, "values": {"permalink": "/sub/:title/", "published": False}},
    {"scope": {"path": "", "type": "drafts"}, "values": {"permalink": "/never/"}},
    {"scope": {"path": "**/2015*"}, "values": {"title": "Globbed"}},
]


def test_defaults_of_the_site():
    assert read(defaults=DEFAULTS).url == "/all/x/"
    assert read(defaults=DEFAULTS).tags == ("t",)
    assert read("tags: u\npermalink:", defaults=DEFAULTS).tags == ("u",)
    assert read("permalink: /:categories/\ncategories: d", defaults=DEFAULTS).url == "/c/d/"
    assert read(path="_posts/2015-01-02-x.md", defaults=DEFAULTS).title == "Globbed"


def test_defaults_can_hide_a_post():
    hidden = read(path="_posts/sub/2014-01-02-x.md", defaults=DEFAULTS)
    assert (hidden.url, hidden.verdict.hidden) == ("/sub/x/", Status.DRAFT)
    assert "defaults" in hidden.verdict.reason
    assert read("published: true", path="_posts/sub/2014-01-02-x.md", defaults=DEFAULTS).verdict.hidden is None


# --- public or not ----------------------------------------------------------------------------------------------------

HIDDEN = ("published: false", "published: no", "published: NO", "published: Off", "published:", "published: ~")
PUBLIC = ("", "published: true", "published: yes", "draft: false", "published: 1", "published: maybe")
TRAPS = (
    *('published: "false"', "published: 'no'", "published: n", "published: 0", "Published: false", "PUBLISHED: no"),
    *("draft: true", "draft: yes", 'draft: "true"', "Draft: true", "status: draft"),
)


@pytest.mark.parametrize("front", HIDDEN)
def test_hidden(front):
    verdict = read(front).verdict
    assert (verdict.hidden, verdict.key, verdict.trap) == (Status.DRAFT, "published", None)
    assert read(front, unpublished=True).verdict.hidden is None


@pytest.mark.parametrize("front", PUBLIC)
def test_public(front):
    verdict = read(front).verdict
    assert (verdict.hidden, verdict.trap) == (None, None)


@pytest.mark.parametrize("front", TRAPS)
def test_not_what_the_author_meant(front):
    verdict = read(front).verdict
    assert verdict.hidden is None
    assert (verdict.trap or "").startswith("Jekyll publishes this post")


@pytest.mark.parametrize(
    ("front", "trapped"), [("", False), ("published: true", True), ("draft: false", True), ("published: no", False)]
)
def test_drafts_are_hidden(front, trapped):
    verdict = read(front, "_drafts/x.md").verdict
    assert (verdict.hidden, verdict.trap is not None) == (Status.DRAFT, trapped)
    assert (read(front, "_drafts/x.md", show_drafts=True).verdict.hidden is None) == (front != "published: no")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: T\n---\n", "T"),
        ("\ufeff---\r\ntitle: T\r\n---\r\n", "T"),
        ("--- \t\ntitle: T\n...\n", "T"),
        ("---\ntitle: T\n---", "T"),
        ("\n---\ntitle: T\n---\n", "X"),
        (" ---\ntitle: T\n---\n", "X"),
        ("----\ntitle: T\n----\n", "X"),
        ("", "X"),
        ("text", "X"),
    ],
)
def test_fences(text, title):
    """A block begins with the file's first byte, a byte order mark aside; without one the file is a post all the same."""
    post = reading.read(X, text.encode(), GENERATOR, settings_of())
    assert isinstance(post, Post)
    assert (post.title, post.date.source, post.url) == (title, "name", "/2014/01/02/x.html")


# --- publishing -------------------------------------------------------------------------------------------------------


def toggled(post: Post, *, public: bool, date: datetime = DAY, **options: object) -> Toggle:
    return GENERATOR.toggle(post, public, settings_of(**options), date)


@pytest.mark.parametrize(
    ("path", "front", "target"),
    [
        ("_drafts/x.md", "", "_posts/2026-11-23-x.md"),
        ("_drafts/a/b/x.md", "", "_posts/a/b/2026-11-23-x.md"),
        ("es/_drafts/x y.markdown", "", "es/_posts/2026-11-23-x y.markdown"),
        ("_drafts/2014-01-02-x.md", "", "_posts/2026-11-23-x.md"),
        ("_drafts/2026-11-23-x.md", "", "_posts/2026-11-23-x.md"),
        ("_drafts/2014-1-2-x.md", "date: 2026-11-23 08:00", "_posts/2014-1-2-x.md"),
        ("_drafts/x.md", "date: 2014-01-02", "_posts/2026-11-23-x.md"),
        ("_drafts/2014-13-01-x.md", "", "_posts/2026-11-23-x.md"),
    ],
)
def test_publishing_a_draft_moves_it(path, front, target):
    assert toggled(read(front, path), public=True) == Toggle({}, target)


def test_publishing_a_draft_that_is_also_unpublished():
    assert toggled(read("published: false", "_drafts/x.md"), public=True) == Toggle({"published": True}, "_posts/2026-11-23-x.md")


@pytest.mark.parametrize(("mark", "after"), [("true", False), ("yes", False), ('"On"', False), ("false", None), ("maybe", None)])
def test_publishing_ends_what_a_draft_says_of_itself(mark, after):
    values = {} if after is None else {"draft": after}
    assert toggled(read(f"draft: {mark}", "_drafts/x.md"), public=True) == Toggle(values, "_posts/2026-11-23-x.md")


def test_publishing_a_public_post_that_says_it_is_a_draft():
    assert toggled(read("date: 2014-01-02\nDraft: true"), public=True) == Toggle({"Draft": False})


@pytest.mark.parametrize(
    ("front", "path"),
    [
        ("draft: true\ndate: 2026-11-23", "_drafts/x.md"),
        ("draft: Yes\ndate: 2026-11-23", "_drafts/x.md"),
        ("date: 2026-11-23\npublished: false\ndraft: true", "_posts/2026-11-23-x.md"),
        ("date: 2026-11-23\ndraft: true # not yet\npublished: no", "_drafts/x.md"),
    ],
)
def test_publishing_and_unpublishing_gives_back_the_bytes(front, path):
    post = read(front, path)
    public = moved(post, toggled(post, public=True), settings_of())
    assert (public.verdict.hidden, public.verdict.trap) == (None, None)
    back = moved(public, toggled(public, public=False), settings_of())
    assert document.encoded(back.document) == document.encoded(post.document)


def test_publishing_a_hidden_post():
    same_day = datetime(2014, 1, 2, 12, tzinfo=UTC)
    assert toggled(read("published: no"), public=True, date=same_day) == Toggle({"published": True})
    assert toggled(read(), public=True, date=same_day) == Toggle({})


def test_publishing_on_another_day_renames_what_is_dated_by_its_name():
    assert toggled(read(path="_posts/2031-01-02-x.md"), public=True) == Toggle({}, "_posts/2026-11-23-x.md")
    assert toggled(read("date: 2031-01-02", "_posts/2031-01-02-x.md"), public=True) == Toggle({})


@pytest.mark.parametrize(
    ("path", "front", "target"),
    [
        (X, "", "_drafts/2014-01-02-x.md"),
        (X, "date: 2014-01-02 10:00", "_drafts/x.md"),
        (X, "date: 2015-05-06", "_drafts/2014-01-02-x.md"),
        ("_posts/2014-1-2-x.md", "date: 2014-01-02", "_drafts/2014-1-2-x.md"),
        ("es/_posts/a/2014-01-02-x.md", "date: 2014-01-02", "es/_drafts/a/x.md"),
        ("_posts/2014-01-02-_x.md", "date: 2014-01-02", "_drafts/2014-01-02-_x.md"),
        ("_posts/2014-01-02-.md", "date: 2014-01-02", "_drafts/2014-01-02-.md"),
        ("_posts/2014-01-02-2013-01-01-x.md", "date: 2014-01-02", "_drafts/2014-01-02-2013-01-01-x.md"),
    ],
)
def test_unpublishing_moves_to_drafts(path, front, target):
    assert toggled(read(front, path), public=False) == Toggle({}, target)


def test_unpublishing_by_the_key_where_there_is_one():
    assert toggled(read("published: true"), public=False) == Toggle({"published": False})
    assert toggled(read("published: true"), public=False, unpublished=True) == Toggle({}, "_drafts/2014-01-02-x.md")


def test_unpublishing_what_is_hidden_already():
    assert toggled(read("published: false"), public=False) == Toggle({})
    assert toggled(read(path="_drafts/x.md"), public=False) == Toggle({})


NAMES = st.from_regex(r"[a-z0-9_é.-]{1,12}", fullmatch=True)
FRONTS = st.sampled_from(
    (
        "",
        "title: T",
        "date: 2014-01-02",
        "date: 2014-01-02 23:30:00 -0800",
        "date: 2014-1-2 04:05",
        "published: true",
        "draft: no",
    )
)


@given(
    NAMES,
    st.sampled_from(("2014-01-02-", "2014-1-2-", "14-1-2-", "2014-01-03-")),
    FRONTS,
    st.sampled_from(("_posts/", "_posts/a/", "es/_posts/")),
    st.sampled_from(("", "Asia/Tokyo", "America/Los_Angeles")),
)
def test_unpublishing_and_publishing_gives_back_the_path(name, day, front, home, zone):
    settings = settings_of(timezone=zone)
    path = f"{home}{day}{name}.md"
    assume(isinstance(GENERATOR.place(path, settings), Place))
    post = read(front, path, timezone=zone)
    away = GENERATOR.toggle(post, False, settings, post.date.moment)
    hidden = moved(post, away, settings)
    assert hidden.verdict.hidden is Status.DRAFT
    back = GENERATOR.toggle(hidden, True, settings, hidden.date.moment)
    public = moved(hidden, back, settings)
    assert (public.path, public.verdict.hidden, public.url) == (path, None, post.url)
    assert document.encoded(public.document) == document.encoded(post.document)


def moved(post: Post, toggle: Toggle, settings: Settings) -> Post:
    """The post after a toggle."""
    edited = document.edited(post.document, dict(toggle.values)) if toggle.values else post.document
    result = reading.read(toggle.move_to or post.path, document.encoded(edited), GENERATOR, settings)
    assert isinstance(result, Post), result
    return result


# --- anything ---------------------------------------------------------------------------------------------------------


@given(
    st.binary(max_size=200) | st.text(max_size=200).map(lambda text: f"---\n{text}\n---\n".encode()),
    st.sampled_from((X, "_drafts/x.md", "a/_posts/2014-13-01-.md", "_posts/0000-00-00-x.html")),
)
def test_r18_any_bytes_give_an_answer(data, path):
    result = reading.read(path, data, GENERATOR, settings_of(permalink="pretty", defaults=DEFAULTS))
    assert isinstance(result, Post | Broken)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=9),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_r18_any_value_gives_an_answer(value):
    """As a configuration, and as front matter of every key that means something."""
    keys = (
        "permalink",
        "date",
        "title",
        "slug",
        "categories",
        "category",
        "tags",
        "tag",
        "published",
        "draft",
        "last_modified_at",
        "lang",
    )
    front = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key in keys)
    assert isinstance(reading.read(X, f"---\n{front}\n---\n".encode(), GENERATOR, settings_of()), Post | Broken)
    options = (
        "include",
        "exclude",
        "collections",
        "defaults",
        "permalink",
        "markdown_ext",
        "destination",
        "collections_dir",
        "timezone",
    )
    try:
        settings = settings_of(**dict.fromkeys(options, value))
    except ConfigError:
        return
    assert GENERATOR.place(X, settings) is None or reading.read(X, b"text", GENERATOR, settings) is not None


def test_s18_hostile_globs_do_not_hang():
    hostile = "*a" * 40 + "/" + "**/" * 20 + "b"
    settings = settings_of(
        exclude=[hostile], include=[hostile], defaults=[{"scope": {"path": hostile}, "values": {"title": "T"}}]
    )
    path = "a" * 200 + "/" + "/".join("abcdef") + "/_posts/2014-01-02-x.md"
    assert isinstance(reading.read(path, b"text", GENERATOR, settings), Post)


def test_the_example(repository):
    """A future post, a draft, an unpublished post, a category by folder."""
    root = repository / "examples" / "jekyll"
    files = {str(path.relative_to(root)): path for path in root.rglob("*") if path.is_file()}
    text = {name: path.read_text(encoding="utf-8") for name, path in files.items()}
    site = Folder(frozenset(files), text.get)
    assert GENERATOR.detect(site).score == 100
    settings = GENERATOR.settings(site)
    results = [reading.read(name, path.read_bytes(), GENERATOR, settings) for name, path in sorted(files.items())]
    posts = [result for result in results if isinstance(result, Post)]
    assert {post.path: post.url for post in posts if post.verdict.hidden} == {
        "_drafts/soup-without-a-pot.md": None,
        "_posts/2025-01-19-a-notebook-on-the-handlebars.md": "/2025/01/handlebar-notebook/",
    }
    assert {post.url for post in posts if post.place.section} == {"/field-notes/2024/06/swifts-over-the-station/"}
    assert max(post.date.moment.year for post in posts if post.date) == 2031


@given(DATES, st.sampled_from([UTC, ZoneInfo("Europe/Paris"), ZoneInfo("America/New_York")]), st.booleans())
def test_a_usual_date_is_what_ruby_makes_of_its_parts(written: str, zone: tzinfo, plain: bool) -> None:
    event("usual" if usual(written, zone) else "not usual")
    assert outcome(_ruby_dates.moment, written, zone, plain) == outcome(_ruby_dates._by_parts, written, zone, plain)


def outcome(ask, written: str, zone: tzinfo, plain: bool) -> str:
    try:
        return repr(ask(written, zone, plain=plain))
    except (ValueError, OverflowError) as error:
        return repr(error)
