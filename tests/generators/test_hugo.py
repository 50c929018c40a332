"""Hugo's rules as tables; `tests/oracle/test_hugo_oracle.py` holds the same against Hugo itself."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime, tzinfo
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from flat import DATES
from hypothesis import event, given
from hypothesis import strategies as st
from sites import site_of

from postctl import publishing, reading, records, status
from postctl.errors import Refused
from postctl.generators.hugo import GENERATOR, dates
from postctl.model import Broken, Ignored, Place, Settings, Status
from postctl.site import Folder, Post, Site, Source

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def folder(files: dict[str, str]) -> Folder:
    return Folder(frozenset(files), files.get)


def settings(config: str = "", **files: str) -> Settings:
    return GENERATOR.settings(folder({"hugo.toml": config, **files}))


def post(front: str, path: str = "content/posts/first.md", config: str = "", **files: str) -> Post:
    result = reading.read(path, f"---\n{front}\n---\nText.\n".encode(), GENERATOR, settings(config, **files))
    assert isinstance(result, Post), result
    return result


def url(path: str, config: str = "", files: tuple[str, ...] = (), **front: object) -> str | None:
    there = settings(config, **dict.fromkeys(files, ""))
    result = reading.read(path, json.dumps(front).encode() + b"\n", GENERATOR, there)
    assert isinstance(result, Post), result
    return result.url


# --- detection --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "score"),
    [
        ({"hugo.toml": ""}, 100),
        ({"hugo.yaml": "", "content/a.md": ""}, 100),
        ({"hugo.yml": ""}, 100),
        ({"hugo.json": "{}"}, 100),
        ({"hugo.toml": "not = [toml"}, 100),
        ({"config.toml": 'baseURL = "/"', "content/a.md": ""}, 100),
        ({"config.yaml": "theme: ananke", "content/a.md": ""}, 100),
        ({"config.json": "{}", "content/a.md": "", "layouts/home.html": ""}, 100),
        ({"config.toml": "", "content/a.md": "", "archetypes/default.md": ""}, 100),
        ({"config.toml": 'contentDir = "posts"', "posts/a.md": ""}, 100),
        ({"config/_default/hugo.toml": "", "content/a.md": ""}, 100),
        ({"config/_default/params.yaml": "", "content/a.md": ""}, 100),
        ({"content/a.md": "", "archetypes/default.md": ""}, 50),
        ({"config.toml": 'title = "?"', "content/a.md": ""}, 10),
        ({"config.toml": 'baseURL = "/"'}, None),
        ({"config.toml": 'base_url = "/"', "content/a.md": "", "templates/index.html": ""}, None),
        ({"config.toml": 'base_url = "/"', "content/a.md": "", "archetypes/default.md": ""}, None),
        ({"zola.toml": 'base_url = "/"', "content/a.md": "", "archetypes/x.md": ""}, None),
        ({"content/a.md": ""}, None),
        ({"posts/a.md": ""}, None),
    ],
)
def test_detects_its_sites_and_never_a_zola_site(files, score):
    evidence = GENERATOR.detect(folder(files))
    assert (evidence and evidence.score) == score


# --- settings ---------------------------------------------------------------------------------------------------------


def test_settings_say_what_the_configuration_says():
    found = settings('timeZone = "Europe/Paris"\nbuildFuture = true\nstaticDir = ["static", "files"]\ntheme = "plain"\n')
    assert found.timezone == "Europe/Paris"
    assert found.future is True
    assert found.static == ("static", "files", "themes/plain/static")
    assert found.posts == ("content/**",)
    assert found.source == ("hugo.toml",)


def test_a_site_without_configuration_has_hugos_defaults():
    found = GENERATOR.settings(folder({"content/a.md": ""}))
    assert (found.posts, found.future, found.timezone, found.static, found.source) == (
        ("content/**",),
        False,
        "",
        ("static",),
        (),
    )


def test_configuration_folders_go_over_the_root_file_and_production_over_them():
    files = {
        "hugo.toml": 'contentDir = "one"\ntimeZone = "UTC"\n[params]\na = 1\n',
        "config/_default/hugo.yaml": "contentDir: two\n",
        "config/_default/permalinks.toml": 'posts = "/x/:slug"\n',
        "config/_default/params.toml": "b = 2\n",
        "config/_default/params.fr.toml": "c = 3\n",
        "config/production/config.json": '{"timeZone": "Europe/Rome"}',
        "config/staging/hugo.toml": 'contentDir = "four"\n',
    }
    found = GENERATOR.settings(folder(files))
    assert found.posts == ("two/**",)
    assert found.timezone == "Europe/Rome"
    assert found.options["permalinks"] == {"posts": "/x/:slug"}
    assert found.options["params"] == {"a": 1, "b": 2}
    assert found.options["languages"] == {"fr": {"params": {"c": 3}}}
    assert found.source == (
        "hugo.toml",
        "config/_default/hugo.yaml",
        "config/_default/params.fr.toml",
        "config/_default/params.toml",
        "config/_default/permalinks.toml",
        "config/production/config.json",
    )


def test_of_several_root_files_the_first_counts():
    files = {"config.toml": 'contentDir = "c"', "hugo.json": '{"contentDir": "b"}', "hugo.yaml": "contentDir: a"}
    assert GENERATOR.settings(folder(files)).posts == ("a/**",)


def test_content_of_languages_and_mounts():
    languages = '[languages.en]\ncontentDir = "content/en"\n[languages.fr]\ncontentDir = "content/fr"\n'
    assert set(settings(languages).posts) == {"content/en/**", "content/fr/**"}
    mounts = '[[module.mounts]]\nsource = "src"\ntarget = "content"\n[[module.mounts]]\nsource = "img"\ntarget = "static"\n'
    assert settings(mounts).posts == ("src/**",)


# --- place ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("content/posts/first.md", Place("first", section="posts")),
        ("content/top.md", Place("top")),
        ("content/posts/2020/deep/x.markdown", Place("x", section="posts/2020/deep")),
        ("content/posts/bundle/index.md", Place("bundle", section="posts", bundle=True)),
        ("content/alone/index.md", Place("alone", bundle=True)),
        ("content/posts/UP.MD", Place("UP", section="posts")),
        ("content/posts/x.y.md", Place("x.y", section="posts")),
        ("content/posts/2020-01-02-dated.md", Place("2020-01-02-dated", section="posts")),
        ("content/posts/page.html", Place("page", section="posts")),
        ("content/posts/a.rst", Place("a", section="posts")),
        ("content/posts/a.fr.md", Place("a.fr", section="posts")),
        ("content/_drafts/a.md", Place("a", section="_drafts")),
        ("content/posts/_index.md", None),
        ("content/_index.md", None),
        ("content/posts/_index.en.md", None),
        ("content/posts/bundle/notes.md", None),
        ("content/posts/bundle/deep/index.md", None),
        ("content/posts/bundle/image.png", None),
        ("content/index.md", None),
        ("content/posts/image.jpg", None),
        ("content/posts/a.mdx", None),
        ("content/posts/.hidden.md", None),
        ("content/.obsidian/a.md", None),
        ("static/a.md", None),
        ("README.md", None),
    ],
)
def test_places(path, place):
    files = ("content/posts/bundle/index.md", "content/alone/index.md")
    assert GENERATOR.place(path, settings(**dict.fromkeys(files, ""))) == place


@pytest.mark.parametrize("path", ["content/posts/#a.md", "content/old~/a.md", "content/posts/skipped.md", "content/posts/a.org"])
def test_files_that_hugo_or_postctl_leaves_out(path):
    place = GENERATOR.place(path, settings('ignoreFiles = ["skip+ed"]\n'))
    assert isinstance(place, Ignored)
    assert place.reason


def test_a_pattern_of_ignorefiles_that_is_no_regular_expression_ignores_nothing():
    assert isinstance(GENERATOR.place("content/posts/a.md", settings('ignoreFiles = ["(", "**"]\n')), Place)


TWO = "[languages.en]\n[languages.fr]\n[languages.de]\ndisabled = true\n"


@pytest.mark.parametrize(
    ("name", "slug", "lang"),
    [
        ("a.md", "a", "en"),
        ("a.fr.md", "a", "fr"),
        ("a.FR.md", "a", "fr"),
        ("a.es.md", "a.es", "en"),
        ("a.fr.x.md", "a", "fr"),
        ("a.fr.en.md", "a.fr", "en"),
    ],
)
def test_the_language_in_a_name_counts_if_it_is_configured(name, slug, lang):
    assert GENERATOR.place(f"content/p/{name}", settings(TWO)) == Place(slug, section="p", lang=lang)


def test_a_disabled_language_is_not_built():
    place = GENERATOR.place("content/p/a.de.md", settings(TWO))
    assert isinstance(place, Ignored)
    assert "`de`" in place.reason


def test_the_language_of_a_folder():
    config = '[languages.en]\ncontentDir = "content/en"\n[languages.fr]\ncontentDir = "content/fr"\n'
    assert GENERATOR.place("content/fr/p/a.md", settings(config)) == Place("a", section="p", lang="fr")
    assert GENERATOR.place("content/other/a.md", settings(config)) is None


def test_a_date_in_the_name_counts_only_where_the_site_says_so():
    config = '[frontmatter]\ndate = [":filename", ":default"]\n'
    path = "content/posts/2020-01-02-dated.md"
    assert GENERATOR.place(path, settings(config)) == Place("dated", date="2020-01-02", section="posts")
    assert GENERATOR.place("content/posts/2020-01-02.md", settings(config)) == Place("2020-01-02", "2020-01-02", "posts")
    assert GENERATOR.place("content/posts/2020-13-02-x.md", settings(config)) == Place("2020-13-02-x", section="posts")
    clock = "content/posts/2020-01-02-03-04-05-x.md"
    assert GENERATOR.place(clock, settings(config)) == Place("x", "2020-01-02T03:04:05", "posts")


# --- drafts -----------------------------------------------------------------------------------------------------------

HIDES = ["true", '"true"', "True", "TRUE", '"True"', '"t"', "t", "T", "1", '"1"', "2", "-1", "1.5"]
SHOWS = ["false", '"false"', "False", "0", '"0"', "0.0", "null", "~", "", '""', '"F"']
TRAPS = ["yes", "on", "y", "Yes", "YES", '"yes"', "tRUE", '" true "', "draft", "[true]", "{a: 1}"]
MEANT = ["no", "off", "n", '"no"', "[]", "2020-01-01"]


@pytest.mark.parametrize("value", HIDES)
def test_draft_values_that_hide(value):
    found = post(f"draft: {value}").verdict
    assert (found.hidden, found.key, found.trap) == (Status.DRAFT, "draft", None)


@pytest.mark.parametrize("value", SHOWS + MEANT)
def test_draft_values_that_do_not_hide_and_were_not_meant_to(value):
    found = post(f"draft: {value}").verdict
    assert (found.hidden, found.trap) == (None, None)


@pytest.mark.parametrize("value", TRAPS)
def test_draft_values_that_only_seem_to_hide(value):
    found = post(f"draft: {value}").verdict
    assert found.hidden is None
    assert found.trap
    assert found.trap.startswith("Hugo publishes this post")


def test_the_reason_quotes_what_is_written():
    assert post("draft: true").verdict.reason == "draft: true"
    assert post("draft: no").verdict.reason == "draft: no"
    assert post("draft:").verdict.reason == "draft:"
    assert post("title: T").verdict.reason == "no draft mark"


@pytest.mark.parametrize("key", ["Draft", "DRAFT", "dRaFt"])
def test_keys_are_case_insensitive(key):
    assert post(f"{key}: true").verdict.hidden is Status.DRAFT


@pytest.mark.parametrize(
    ("front", "hidden", "told"),
    [
        ("published: false", Status.DRAFT, "build fails"),
        ("published: true", None, "build fails"),
        ("published: no", None, "build fails"),
        ('published: "false"', Status.DRAFT, "build fails"),
        ("published: false\npublishDate: 2020-01-01", Status.DRAFT, None),
        ("published: no\npublishDate: 2020-01-01", None, "Hugo publishes"),
        ("published: 0", None, "Hugo publishes"),
        ("published:", Status.DRAFT, None),
        ("published: 2020-01-01", None, None),
        ("published: false\ndraft: false\npubdate: 2020-01-01", None, None),
        ("published: true\ndraft: true\npubdate: 2020-01-01", Status.DRAFT, None),
        ("status: draft", None, "`status: draft`"),
        ("status: published", None, None),
        ("status: draft\ndraft: false", None, None),
        ("is_draft: true", None, "`is_draft: true`"),
        ("params:\n  draft: true", None, "below `params`"),
        ("headless: true", Status.UNLISTED, None),
        ("headless: yes", None, None),
        ("build:\n  list: never", Status.UNLISTED, None),
        ("build:\n  list: local", None, None),
        ("build:\n  render: never", Status.UNLISTED, None),
        ("build:\n  render: link", Status.UNLISTED, None),
        ("build:\n  List: Never", None, "in lower case"),
        ("build:\n  list: never\ndraft: true", Status.DRAFT, None),
        ("build: never", None, "build fails"),
        ("_build:\n  list: never", None, "build fails"),
        ("params: 5", None, "build fails"),
        ("url: https://example.org/a", None, "build fails"),
        ("aliases: [/ok, https://example.org/a]", None, "build fails"),
        ("aliases: [/ok]", None, None),
        ("publishDate: bad\ndate: 2020-01-01", None, "publishdate: bad"),
    ],
)
def test_other_marks_and_what_the_author_should_know(front, hidden, told):
    found = post(front).verdict
    assert found.hidden is hidden
    assert (told in (found.trap or "")) if told else found.trap is None


@pytest.mark.parametrize("path", ["content/_drafts/a.md", "content/posts/Drafts/a.md"])
def test_a_folder_for_drafts_means_nothing(path):
    assert "folder" in (post("title: T", path).verdict.trap or "")
    assert post("draft: true", path).verdict.trap is None


def test_html_is_refused_unless_the_site_allows_it():
    assert "build fails" in (post("title: T", "content/a.html").verdict.trap or "")
    assert post("title: T", "content/a.html", '[security]\nallowContent = [".*"]\n').verdict.trap is None


def test_builddrafts_publishes_drafts():
    found = post("draft: true", config="buildDrafts = true\n").verdict
    assert found.hidden is None
    assert "buildDrafts" in found.reason


# --- dates ------------------------------------------------------------------------------------------------------------

PARIS = 'timeZone = "Europe/Paris"\n'


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2023-10-15T13:18:50-07:00", "2023-10-15T20:18:50Z"),
        ("2023-10-15T13:18:50-0700", "2023-10-15T20:18:50Z"),
        ("2023-10-15T13:18:50Z", "2023-10-15T13:18:50Z"),
        ("2023-10-15T13:18:50", "2023-10-15T11:18:50Z"),
        ("2023-10-15 13:18:50", "2023-10-15T11:18:50Z"),
        ("2023-10-15 3:18:50", "2023-10-15T01:18:50Z"),
        ("2023-10-15", "2023-10-14T22:00:00Z"),
        ("15 Oct 2023", "2023-10-14T22:00:00Z"),
        ("2023-10-15 13:18:50 +0200", "2023-10-15T11:18:50Z"),
        ("2023-10-15 13:18:50 -07:00", "2023-10-15T20:18:50Z"),
        ("Sun, 15 Oct 2023 13:18:50 -0700", "2023-10-15T20:18:50Z"),
        ("Sun, 15 Oct 2023 13:18:50 GMT", "2023-10-15T11:18:50Z"),  # the name of a zone says nothing to Hugo
        ("Sun Oct  5 13:18:50 2023", "2023-10-05T11:18:50Z"),
        ("15 Oct 70 13:18 UTC", "1970-10-15T12:18:00Z"),
        ("2021-03-28T02:30:00", "2021-03-28T01:30:00Z"),  # skipped by the clocks
        ("2021-10-31T02:30:00", "2021-10-31T01:30:00Z"),  # the second of two
    ],
)
def test_dates_hugo_reads(text, moment):
    found = post(f"date: {text}", config=PARIS).date
    assert found is not None
    assert found.problem is None
    assert found.text == text
    assert found.moment is not None
    assert found.moment.astimezone(UTC) == datetime.fromisoformat(moment)


@pytest.mark.parametrize(
    "text",
    [
        *["2023/10/15", "15/10/2023", "10-15-2023", "2023-1-5", "15 October 2023", "5 Oct 2023", "October 15, 2023"],
        *["2023-10-15T13:18", "2023-10-15 13:18", "2023-10-15 13:18:50 UTC", "2023-10-15 13:18:50 Z", "2023-10-15t13:18:50z"],
        *["2023-02-30", "2023-13-01", "2023-10-15T24:00:00Z", "2023-10-15 1:2:3", "today", "true", "[2020-01-01]", "1.5"],
    ],
)
def test_dates_hugo_cannot_read(text):
    found = post(f"date: {text}").date
    assert found is not None
    assert found.moment is None
    assert found.problem
    assert "build fails" in found.problem


@pytest.mark.parametrize("text", ["", "null", "~", '""'])
def test_no_date(text):
    assert post(f"date: {text}").date is None


def test_a_bare_number_is_seconds_since_1970():
    found = post("date: 20231015").date
    assert found is not None
    assert found.moment == datetime(1970, 8, 23, 3, 43, 35, tzinfo=UTC)
    assert "1970" in (found.problem or "")


@pytest.mark.parametrize(
    ("front", "date", "goes_live", "updated", "expires"),
    [
        ("date: 2020-01-01", "date", "date", None, None),
        ("publishDate: 2020-01-01", "publishdate", "publishdate", None, None),
        ("date: 2020-01-01\npublishDate: 2021-01-01", "date", "publishdate", None, None),
        ("pubdate: 2020-01-01", "pubdate", "pubdate", None, None),
        ("published: 2020-01-01", "published", "published", None, None),
        ("lastmod: 2020-01-01", "lastmod", "lastmod", "lastmod", None),
        ("modified: 2020-01-01\ndate: 2019-01-01", "date", "date", "modified", None),
        ("expiryDate: 2020-01-01", None, None, None, "expirydate"),
        ("unpublishdate: 2020-01-01", None, None, None, "unpublishdate"),
        ("expirydate: bad\nunpublishdate: 2020-01-01", None, None, None, "unpublishdate"),
        ("date: bad\nlastmod: 2020-01-01", "date", "date", "lastmod", None),
        ("date:\npublishDate: 2020-01-01", "publishdate", "publishdate", None, None),
    ],
)
def test_which_key_gives_which_date(front, date, goes_live, updated, expires):
    found = post(front)
    sources = tuple(each and each.source for each in (found.date, found.goes_live, found.updated, found.expires))
    assert sources == (date, goes_live, updated, expires)


def test_go_live_is_the_publish_date_whatever_the_date_says():
    found = post("date: 2031-01-01\npublishDate: 2020-01-01")
    assert found.goes_live is not None
    assert found.goes_live.moment is not None
    assert found.goes_live.moment < NOW


def test_configured_date_keys():
    config = '[frontmatter]\ndate = ["written", ":default"]\nexpiryDate = "gone"\n'
    found = post("Written: 2020-01-01\ndate: 2021-01-01\ngone: 2022-01-01\nexpiryDate: 2023-01-01", config=config)
    assert (found.date and found.date.source, found.expires and found.expires.source) == ("written", "gone")


def test_a_date_from_the_name():
    config = '[frontmatter]\ndate = [":filename", ":default"]\n'
    found = post("title: T", "content/posts/2020-01-02-dated.md", config)
    assert (found.date and found.date.source, found.date and found.date.iso, found.slug) == ("name", "2020-01-02", "dated")
    assert post("slug: own", "content/posts/2020-01-02-dated.md", config).slug == "own"


def test_the_modification_time_of_a_file_is_not_known_here():
    assert post("date: 2020-01-01", config='[frontmatter]\ndate = [":fileModTime", "date"]\n').date is None


# --- titles, tags -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "title"), [("My Title", "My Title"), ("5", "5"), ("1.50", "1.5"), ("true", "true"), ("0.0000001", "0.0000001")]
)
def test_titles(written, title):
    found = post(f"title: {written}")
    assert (found.title, found.titled) == (title, True)


@pytest.mark.parametrize("front", ["", "title:", 'title: ""', "title: [a]", "draft: false"])
def test_without_a_title_the_name_makes_one(front):
    found = post(front, "content/posts/my-first-post.md")
    assert (found.title, found.titled) == ("My first post", False)


@pytest.mark.parametrize(
    ("written", "tags"), [("[a, b c]", ("a", "b c")), ("a, b", ("a, b",)), ("[a, 1]", ("a", "1")), ("", ()), ("{a: 1}", ())]
)
def test_tags(written, tags):
    assert post(f"tags: {written}").tags == tags


# --- addresses --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("content/posts/first.md", "/posts/first/"),
        ("content/top.md", "/top/"),
        ("content/posts/bundle/index.md", "/posts/bundle/"),
        ("content/Big Sec/My Post É (1) & 100% C++ #x.md", "/big-sec/my-post-%C3%A9-1--100-c++-%23x/"),
        ("content/posts/2020-01-02-dated.md", "/posts/2020-01-02-dated/"),
        ("content/posts/under_score.v2.md", "/posts/under_score.v2/"),
        ("content/posts/ΑΣ.md", "/posts/%CE%B1%CF%83/"),
        ("content/posts/🎉.md", "/posts/"),
        ("content/posts/a  b.md", "/posts/a--b/"),
    ],
)
def test_the_address_is_the_path(path, address):
    assert url(path) == address


@pytest.mark.parametrize(
    ("slug", "address"),
    [
        ("My Slug", "/posts/my-slug/"),
        ("-dashes-", "/posts/dashes/"),
        ("a/b", "/posts/a/b/"),
        ("a  b", "/posts/a-b/"),
        ("what?", "/posts/what/"),
        ("C#", "/posts/c%23/"),
        ("@x~y+z", "/posts/@x~y+z/"),
        ("%41 %", "/posts/%41/"),
        ("index", "/posts/"),
        (5, "/posts/5/"),
        ("", "/posts/first/"),
        ([], "/posts/first/"),
    ],
)
def test_a_slug_is_the_last_part(slug, address):
    assert url("content/posts/first.md", slug=slug) == address


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("/abc", "/abc/"),
        ("abc", "/abc/"),
        ("/abc/", "/abc/"),
        ("/abc.html", "/abc.html"),
        ("/a.b/c", "/a.b/c"),
        ("/foo/index.html", "/foo/"),
        ("/ABC Def/", "/ABC%20Def/"),
        ("/ü/", "/%C3%BC/"),
        ("/a#b", "/a%23b/"),
        ("/a?b=c", "/a?b=c/"),
        ("../x", "/x/"),
        ("//x//y", "/x/y/"),
        ("/:year/:slug/", "/2020/t/"),
        ("/100%", None),
        ("/:nope/", None),
        ("/", "/"),
    ],
)
def test_url_is_taken_as_written(written, address):
    assert url("content/posts/first.md", title="T", date="2020-03-04", url=written) == address


@pytest.mark.parametrize(
    ("pattern", "address"),
    [
        ("/:year/:month/:day/:slug/", "/2021/02/03/my-title/"),
        ("/:title", "/my-title/"),
        (":section/:contentbasename", "/posts/one-two/"),
        ("/:sections[1:]/:slugorcontentbasename", "/2020/one-two/"),
        ("/:sections[last]/x", "/2020/x/"),
        ("/:sections[:last]/x", "/posts/x/"),
        ("/:sections/:filename", "/posts/2020/one-two/"),
        ("/:sectionslug/:sectionslugs/x", "/all-posts/all-posts/year-20/x/"),
        ("/:monthname/:weekday/:weekdayname/:yearday", "/february/3/wednesday/34/"),
        ("/:06/:Jan/:02", "/21/feb/03/"),
        ("/blog/:slug.html", "/blog/my-title.html/"),
        ("/a/../:slug", "/my-title/"),
        ("/:nope/", None),
        ("/:PM/", None),
        ("", "/posts/year-20/one-two/"),
    ],
)
def test_permalinks(pattern, address):
    files = {
        "content/posts/_index.md": "---\ntitle: All Posts\n---\n",
        "content/posts/2020/_index.md": '+++\ntitle = "Y"\nslug = "year 20"\n+++\n',
    }
    text = json.dumps({"title": "My Title", "date": "2021-02-03T23:30:00-05:00"}).encode()
    there = settings(f"[permalinks]\nposts = {json.dumps(pattern)}\n", **files)
    found = reading.read("content/posts/2020/One Two.md", text, GENERATOR, there)
    assert isinstance(found, Post)
    assert found.url == address


@pytest.mark.parametrize(
    ("config", "path", "address"),
    [
        ('[permalinks.page]\nposts = "/x/:slug"\n', "content/posts/a.md", "/x/t/"),
        ('[permalinks.section]\nposts = "/x/:slug"\n', "content/posts/a.md", "/posts/a/"),
        ('[permalinks]\n"/" = "/top/:slug"\n', "content/a.md", "/top/t/"),
        ('[permalinks]\n"/" = "/top/:slug"\n', "content/posts/a.md", "/posts/a/"),
        ('[[permalinks]]\npattern = "/z/:slug"\n[permalinks.target]\npath = "/posts/**"\n', "content/posts/a/b.md", "/z/t/"),
        ('[permalinks]\n"{posts,notes}" = "/two/:slug"\n', "content/notes/a.md", "/two/t/"),
        ('[permalinks]\nposts = "/a/:slug"\n"posts/deep" = "/b/:slug"\n', "content/posts/deep/x.md", None),  # Hugo throws dice
        ("uglyURLs = true\n", "content/posts/a.md", "/posts/a.html"),
        ("[uglyURLs]\nposts = true\n", "content/posts/a.md", "/posts/a.html"),
        ("[uglyURLs]\nposts = true\n", "content/notes/a.md", "/notes/a/"),
        ("disablePathToLower = true\n", "content/Posts/My A.md", "/Posts/My-A/"),
        ("removePathAccents = true\n", "content/posts/é.md", "/posts/e/"),
        ("defaultContentLanguageInSubdir = true\n", "content/posts/a.md", "/en/posts/a/"),
        ("[languages.en]\n[languages.fr]\n", "content/posts/a.fr.md", "/fr/posts/a/"),
        ("[languages.en]\n[languages.fr]\n", "content/posts/a.md", "/posts/a/"),
        ('[languages.en]\nbaseURL = "https://e"\n[languages.fr]\nbaseURL = "https://f"\n', "content/posts/a.fr.md", "/posts/a/"),
        ('[languages.en]\n[languages.fr.permalinks]\nposts = "/z/:slug"\n', "content/posts/a.fr.md", "/fr/z/t/"),
        ('[[module.mounts]]\nsource = "src"\ntarget = "content/blog"\n', "src/a.md", "/blog/a/"),
    ],
)
def test_configuration_of_addresses(config, path, address):
    assert url(path, config, title="T") == address


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("a/b", "/x/a-b/"),
        ("C++ & C#", "/x/c-c/"),
        ("a#b", "/x/a%23b/"),
        ("A%2FB", "/x/a/b/"),
        ("", "/x/"),
        ("../..", "/x/..-../"),
    ],
)
def test_a_title_in_a_permalink_is_one_part_and_decoded_once(title, address):
    assert url("content/posts/a.md", '[permalinks]\nposts = "/x/:title"\n', title=title) == address


def test_what_is_not_rendered_has_no_address():
    assert post("build:\n  render: never").url is None
    assert post("headless: true").url is None
    assert post("build:\n  render: link").url == "/posts/first/"


def test_a_relative_url_stands_below_the_language():
    config = "[languages.en]\n[languages.fr]\n"
    assert url("content/p/a.fr.md", config, url="x/") == "/fr/x/"
    assert url("content/p/a.fr.md", config, url="/x/") == "/x/"


# --- cascades ---------------------------------------------------------------------------------------------------------


def cascading(cascade: object) -> dict[str, str]:
    return {"content/posts/_index.md": json.dumps({"title": "P", "cascade": cascade})}


def test_a_section_cascades_to_its_posts():
    files = cascading({"draft": True})
    found = post("title: T", **files).verdict
    assert (found.hidden, found.reason) == (Status.DRAFT, "draft: true (from a cascade)")
    assert post("draft: false", **files).verdict.hidden is None
    assert post("title: T", "content/notes/a.md", **files).verdict.hidden is None


def test_the_nearest_section_goes_first():
    files = cascading({"draft": True}) | {"content/posts/deep/_index.md": json.dumps({"cascade": {"draft": False}})}
    assert post("title: T", "content/posts/deep/a.md", **files).verdict.hidden is None


@pytest.mark.parametrize(
    ("target", "hidden"),
    [
        ({"path": "/posts/fi*"}, True),
        ({"path": "/posts/other"}, False),
        ({"path": "/*"}, False),
        ({"path": "{/posts/first,/x}"}, True),
        ({"kind": "section"}, False),
        ({"kind": "page"}, True),
        ({"environment": "development"}, False),
    ],
)
def test_a_cascade_has_a_target(target, hidden):
    assert (post("title: T", **cascading([{"target": target, "draft": True}])).verdict.hidden is Status.DRAFT) is hidden


def test_the_configuration_cascades():
    assert post("title: T", config="[cascade]\ndraft = true\n").verdict.hidden is Status.DRAFT


def test_a_section_page_that_cannot_be_read_cascades_nothing():
    assert post("title: T", **{"content/posts/_index.md": "---\n: ["}).verdict.hidden is None


# --- fences -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: x\n---\nbody",
        "\ufeff---\ntitle: x\n---\nbody",
        "\n\n  ---  \ntitle: x\n---foo\nbody",
        "---\r\ntitle: x\r\n----\r\nbody",
        '+++\ntitle = "x"\n+++\nbody',
        '{"title": "x"} body',
        '\n {"title": "x", "a": {"b": "}"}}\nbody',
    ],
)
def test_front_matter_found(text):
    found = reading.read("content/a.md", text.encode(), GENERATOR, settings())
    assert isinstance(found, Post)
    assert found.title == "x"


@pytest.mark.parametrize("text", ["---\ntitle: x\n...\nbody\n", "---\ntitle: x\n", "---\ntitle: [\n---\n", '{"title": "x",}\n'])
def test_front_matter_that_ends_the_build(text):
    assert isinstance(reading.read("content/a.md", text.encode(), GENERATOR, settings()), Broken)


@pytest.mark.parametrize("text", ["", "Only text.\n", "# Heading\n\n---\n\ntext: x\n"])
def test_a_file_without_front_matter_is_a_page(text):
    found = reading.read("content/a.md", text.encode(), GENERATOR, settings())
    assert isinstance(found, Post)
    assert (found.titled, found.verdict.hidden) == (False, None)


# --- publishing -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "public", "values"),
    [
        ("draft: true", True, {"draft": False}),
        ("draft: true", False, {}),
        ("draft: false", True, {}),
        ("draft: false", False, {"draft": True}),
        ("Draft: true", True, {"Draft": False}),
        ("DRAFT: false", False, {"DRAFT": True}),
        ("title: T", True, {}),
        ("title: T", False, {"draft": True}),
        ("published: false", True, {"published": True}),
        ("Published: true", False, {"Published": False}),
        ("published: 2020-01-01", False, {"draft": True}),
        ("published:", True, {"draft": False}),
        ("draft: true\npublished: false", True, {"draft": False}),
        ("draft: yes", True, {}),
        ("draft: yes", False, {"draft": True}),
        ('draft: "true"', True, {"draft": False}),
        ("headless: true", True, {}),
        ("headless: true", False, {"draft": True}),
    ],
)
def test_toggle(front, public, values):
    found = GENERATOR.toggle(post(front), public, settings(), NOW)
    assert (dict(found.values), found.move_to) == (values, None)


def test_publishing_against_a_cascade_says_so_in_the_post():
    found = post("title: T", **cascading({"draft": True}))
    assert dict(GENERATOR.toggle(found, True, settings(), NOW).values) == {"draft": False}


@given(
    st.sampled_from(["", *[f"draft: {value}" for value in HIDES + SHOWS + TRAPS + MEANT], "published: false", "Draft: true"]),
    st.booleans(),
)
def test_a_toggled_post_is_as_it_should_be(front, public):
    before = post(front)
    values = GENERATOR.toggle(before, public, settings(), NOW).values
    kept = [line for line in front.split("\n") if line and line.partition(":")[0] not in values]
    after = post("\n".join([*kept, *(f"{key}: {json.dumps(value)}" for key, value in values.items())]))
    assert (after.verdict.hidden is None) is public


# --- the whole --------------------------------------------------------------------------------------------------------

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
)
CONFIG = (
    '[permalinks]\nposts = "/:year/:sections[1:]/:slug/:title/:filename"\nnotes = "/:06/:Jan"\n[frontmatter]\n'
    'date = [":filename", ":default"]\n[cascade]\nauthor = "A"\n'
)
SITE = GENERATOR.settings(folder({"hugo.toml": CONFIG, "content/posts/_index.md": "---\ncascade: [1, {target: 5}]\n---\n"}))


@given(
    st.dictionaries(st.sampled_from(sorted(GENERATOR.keys)), VALUES, max_size=8),
    st.sampled_from(
        ["content/posts/a b.md", "content/posts/2020-01-02/index.md", "content/notes/2020-01-02-x.md", "content/é.html"]
    ),
)
def test_r18_any_front_matter_gives_an_answer(front, path):
    place = GENERATOR.place(path, SITE)
    assert isinstance(place, Place)
    found = GENERATOR.facts(Source(path, place, front, SITE))
    assert found.url is None or (found.url.startswith("/") and found.url.isascii() and " " not in found.url) or front.get("url")
    assert found.title
    assert found.slug


@given(st.text(alphabet=st.characters(exclude_characters="/\0"), min_size=1, max_size=40))
def test_r18_any_name_has_a_place_or_none(name):
    place = GENERATOR.place(f"content/posts/{name}.md", SITE)
    assert place is None or isinstance(place, Place | Ignored)
    if isinstance(place, Place):
        address = GENERATOR.facts(Source(f"content/posts/{name}.md", place, {}, SITE)).url
        assert address is None or address.startswith("/")


def test_the_template_is_what_hugo_new_writes():
    assert GENERATOR.template.file == "content/posts/{slug}.md"
    assert list(GENERATOR.template.front) == ["title", "date", "draft"]
    assert GENERATOR.template.front["draft"] is True


def test_keys_are_lower_case():
    assert GENERATOR.fold_keys
    assert all(key == key.lower() for key in GENERATOR.keys)
    assert {"draft", "publishdate", "expirydate", "aliases", "url", "slug", "unpublishdate", "pubdate"} <= GENERATOR.keys


# --- the ends of the calendar -----------------------------------------------------------------------------------------

EXTREMES = [
    "9999-12-31T23:59:59-12:00",
    "9999-12-31T23:59:59Z",
    "9999-12-31T23:59:59+14:00",
    "9999-12-31 23:59:59 -0500",
    "9999-12-31",
    "9999-12-29",
    "0001-01-01T00:00:00+05:00",
    "0001-01-01T00:00:00Z",
    "0001-01-01",
    "0001-01-03",
    "0000-01-01",
    "253402300799",
    "-62135596800",
    "9" * 30,
]
SITES = {
    "hugo": ("content/posts/a.md", {"hugo.toml": '[permalinks]\nposts = "/:year/:month/:day/:slug"\n'}),
    "jekyll": ("_posts/2020-01-01-a.md", {"_config.yml": "title: T\n"}),
    "gatsby": ("content/blog/a/index.md", {"gatsby-config.js": ""}),
    "plain": ("a.md", {}),
}
OWN_ZONES = {"hugo": ("hugo.toml", 'timeZone = "{}"\n'), "jekyll": ("_config.yml", 'timezone: "{}"\n')}


def extreme(generator: str, front: str, zone: str) -> Site:
    path, files = SITES[generator]
    if generator in OWN_ZONES:
        name, line = OWN_ZONES[generator]
        files = {**files, name: line.format(zone) + files[name]}
    return site_of({**files, path: f"---\ntitle: A\n{front}\n---\nText.\n"}, generator)


@pytest.mark.parametrize("generator", SITES)
@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Pacific/Kiritimati"])
@pytest.mark.parametrize("written", EXTREMES)
def test_r18_no_date_is_too_extreme_to_show_publish_or_unpublish(generator, zone, written):
    for key, mark in product(("date", "publishDate", "expiryDate", "lastmod", "updated"), ("true", "false")):
        site = extreme(generator, f"{key}: {written}\ndraft: {mark}", zone if generator in OWN_ZONES else "")
        for found in site.posts:
            assert status.effective(found, site.settings, site.at).status in set(Status)
            assert records.record(found, site)["path"] == found.path
            for public, when in product((True, False), (None, site.at)):
                with suppress(Refused):
                    assert publishing.plan(site, found, public=public, date=when).note


@pytest.mark.parametrize(
    ("written", "config", "known"),
    [
        ("9999-12-31T23:59:59-12:00", "", False),
        ("9999-12-30T00:00:00+14:00", "", True),
        ("9999-12-29", "", True),
        ("9999-12-29", 'timeZone = "Etc/GMT+12"', True),
        ("9999-12-31", "", True),
        ("9999-12-31T10:00:00Z", "", False),
        ("0001-01-01T00:00:00+05:00", "", False),
        ("0001-01-01", 'timeZone = "America/New_York"', False),
        ("0001-01-03", "", True),
        ("253402300799", "", False),
        ("253402000000", "", True),
    ],
)
def test_a_date_without_a_moment_in_every_zone_has_a_problem(written, config, known):
    found = post(f"date: {written}\npublishDate: 2020-01-01", config=config).date
    assert found is not None
    assert (found.moment is not None, found.sure) == (known, known)
    assert found.problem or known
    assert found.text == written
    assert post(f"date: {written}", config=config).verdict.trap is None  # Hugo reads it, so its build does not fail


@given(
    DATES,
    st.sampled_from([UTC, ZoneInfo("Europe/Paris"), ZoneInfo("America/New_York")]),
)
def test_a_usual_date_is_what_go_makes_of_it_by_its_layouts(text: str, zone: tzinfo) -> None:
    quick = dates._usual(text, "date", zone)
    event("usual" if quick else "not usual")
    slow = dates._by_layouts(text, "date", zone)
    assert quick is None or (quick, repr(quick.moment)) == (slow, repr(slow.moment))
