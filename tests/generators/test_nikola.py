"""What postctl knows of Nikola, stated as tables; `tests/oracle/test_nikola_oracle.py` asks Nikola itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import site_of

from postctl import document, publishing, reading, registry
from postctl.generators.nikola import GENERATOR
from postctl.model import Broken, Ignored, Place, Status
from postctl.site import Folder, Post, Site
from postctl.slugs import nikola as slugs

DAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
POSTS = "POSTS = (('posts/*.md', 'posts', 'post.tmpl'), ('posts/*.rst', 'posts', 'post.tmpl'))\n"
SPANISH = POSTS + "TRANSLATIONS = {'en': '', 'es': './es'}\n"


def folder(*names: str, **texts: str) -> Folder:
    """A folder with these files; the keyword arguments are those that can be read, `_` for `.` in their names."""
    readable = {name.replace("__", "."): text for name, text in texts.items()}
    return Folder(frozenset((*names, *readable)), readable.get)


def site(files: dict[str, str | bytes], config: str = POSTS) -> Site:
    return site_of({"conf.py": config, **files}, "nikola")


def read(*lines: str, path: str = "posts/x.md", config: str = POSTS) -> Post:
    """A post of these lines, in the site of a `conf.py`."""
    usual = [] if any(line.startswith(".. date:") for line in lines) else [".. date: 2020-01-02"]
    found = site({path: "\n".join([".. title: T", *usual, *lines]) + "\n\nText.\n"}, config)
    assert len(found.posts) == 1, found
    return found.posts[0]


# --- a site -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "score"),
    [
        (folder(conf__py=POSTS), 100),
        (folder(conf__py="PAGES = ()"), 100),
        (folder("posts/a.md", conf__py="project = 'Sphinx'\nextensions = []"), None),
        (folder(conf__py="# POSTS = ..."), None),
        (Folder(frozenset({"posts/a.md"}), {"posts/a.md": "<!--\n.. title: A\n-->\n"}.get), 50),
        (Folder(frozenset({"posts/a.rst"}), {"posts/a.rst": "\n.. slug: a\n.. title: A\n\nx"}.get), 50),
        (Folder(frozenset({"posts/a.md"}), {"posts/a.md": "---\ntitle: A\n---\n"}.get), None),
        (Folder(frozenset({"posts/a.md"}), {"posts/a.md": "# H\n\n.. title: A\n"}.get), None),
        (folder("posts/a.md"), None),
        (folder("pelicanconf.py", "content/a.md"), None),
    ],
)
def test_detect(found, score):
    evidence = GENERATOR.detect(found)
    assert (evidence.score if evidence else None) == score


def test_settings():
    config = (
        "DEFAULT_LANG = 'de'\nTIMEZONE = 'Europe/Madrid'\nFUTURE_IS_NOW = True\nOUTPUT_FOLDER = 'public'\n"
        "POSTS = (('a/b/*.md', '', 'post.tmpl'), ('c/*.rst', {'de': 'x'}, 'post.tmpl'))\nFILES_FOLDERS = {'static': '', 'x': 'y'}"
    )
    settings = GENERATOR.settings(folder(conf__py=config))
    assert settings.posts == ("a/b/**", "c/**")
    assert settings.exclude == ("public/**", "cache/**")
    assert settings.static == ("static", "")
    assert (settings.timezone, settings.future, settings.source) == ("Europe/Madrid", True, ("conf.py",))


def test_settings_without_configuration_or_with_one_that_needs_running():
    for found in (folder(), folder(conf__py="POSTS = posts()\nTIMEZONE = zone()"), folder(conf__py="POSTS = (")):
        settings = GENERATOR.settings(found)
        assert (settings.posts, settings.timezone, settings.future) == (("posts/**",), "UTC", False)


def test_the_owner_goes_before_the_configuration():
    given = Folder(
        frozenset({"conf.py"}), {"conf.py": POSTS}.get, {"POSTS": [["x/*.md", "y", "post.tmpl"]], "PRETTY_URLS": False}
    )
    settings = GENERATOR.settings(given)
    post = reading.read("x/a.md", b".. title: A\n.. date: 2020-01-02\n\n", GENERATOR, settings)
    assert isinstance(post, Post)
    assert post.url == "/y/a.html"


def test_an_unknown_time_zone_is_utc():
    assert GENERATOR.settings(folder(conf__py=POSTS + "TIMEZONE = 'Mars/Olympus'")).timezone == ""


HOSTILE = (
    "None",
    "1",
    "''",
    "[]",
    "{}",
    "[1]",
    "[[]]",
    "[['x']]",
    "{'a': 1}",
    "'['",
    "[['*.md', 1]]",
    "[['posts/*.md', {'en': []}]]",
    "-1.5",
)
NAMES = (
    *(
        "POSTS",
        "TRANSLATIONS",
        "TRANSLATIONS_PATTERN",
        "DEFAULT_LANG",
        "TIMEZONE",
        "FILES_FOLDERS",
        "OUTPUT_FOLDER",
        "INDEX_FILE",
    ),
    *("FILE_METADATA_REGEXP", "METADATA_MAPPING", "PRETTY_URLS", "USE_TAG_METADATA", "USE_SLUGIFY", "FUTURE_IS_NOW"),
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "value", [*HOSTILE, "'(?P<a'", "'{path}{path}.{lang}.{ext}'", "'('", "{'yaml': {'a': []}}", "{'(': '', 'en': ''}"]
)
def test_r18_a_hostile_configuration_raises_nothing(name, value):
    files = {"posts/a.md": ".. title: A\n.. date: 2020-01-02\n\n", "posts/a.es.md": ".. title: B\n\n", "posts/a.meta": ""}
    found = site(files, f"{SPANISH if name != 'TRANSLATIONS' else POSTS}{name} = {value}\n")
    assert all(isinstance(post, Post) for post in found.posts)


# --- a file -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("posts/a b.md", Place("a-b")),
        ("posts/2015/07/A_B.md", Place("a_b", section="2015/07")),
        ("posts/Crème.v2.rst", Place("cremev2")),
        ("posts/🎉.md", Place("🎉")),
        ("posts/a.es.md", Place("aes")),
    ],
)
def test_place(path, place):
    assert GENERATOR.place(path, GENERATOR.settings(folder(path, conf__py=POSTS))) == place


@pytest.mark.parametrize(
    "path",
    [
        "pages/a.md",
        "a.md",
        "posts/a.txt",
        "posts/a.meta",
        "posts/a.png",
        "posts/.a.md",
        "posts/.git/a.md",
        "xposts/a.md",
        "posts",
    ],
)
def test_what_is_no_post(path):
    assert GENERATOR.place(path, GENERATOR.settings(folder(path, conf__py=POSTS))) is None


def test_a_notebook_is_left_out_politely():
    settings = GENERATOR.settings(folder(conf__py="POSTS = (('posts/*.ipynb', '', ''), ('posts/*', '', ''))"))
    assert isinstance(GENERATOR.place("posts/a.ipynb", settings), Ignored)
    assert GENERATOR.place("posts/a.meta", settings) is None


def test_translations_know_their_family():
    names = ("posts/a.md", "posts/a.es.md", "posts/a.meta", "posts/b.es.md")
    settings = GENERATOR.settings(folder(*names, conf__py=SPANISH))
    assert GENERATOR.place("posts/a.md", settings) == Place("a", lang="en", meta="posts/a.meta", kin=("posts/a.es.md",))
    assert GENERATOR.place("posts/a.es.md", settings) == Place("a", lang="es", kin=("posts/a.md",))
    assert GENERATOR.place("posts/b.es.md", settings) == Place("bes", lang="es")


# --- what a post says -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "hidden", "reason", "trap"),
    [
        ("", None, "no draft mark", None),
        (".. status: draft", Status.DRAFT, "status: draft", None),
        (".. status: private", Status.UNLISTED, "status: private", None),
        (".. status: published", None, "status: published", None),
        (".. status: featured", None, "status: featured", None),
        (".. status:", None, "no draft mark", None),
        (".. status: Draft", None, "status: Draft", "does not know `status: Draft`"),
        (".. status: draft ", None, "status: draft", "`status: 'draft '`"),
        (".. status: hidden", None, "status: hidden", "does not know"),
        (".. Status: draft", None, "no draft mark", "does not know `Status: draft`"),
        (".. tags: a, draft", Status.DRAFT, "the tag draft", None),
        (".. tags: private", Status.UNLISTED, "the tag private", None),
        (".. tags: Draft", None, "no draft mark", "build fails"),
        (".. draft: true", None, "no draft mark", "does not know `draft: true`"),
        (".. draft: false", None, "no draft mark", None),
        (".. published: no", None, "no draft mark", "does not know `published: no`"),
    ],
)
def test_verdict(line, hidden, reason, trap):
    verdict = read(line).verdict
    assert (verdict.hidden, verdict.reason) == (hidden, reason)
    assert (verdict.trap is None) == (trap is None)
    assert trap is None or trap in (verdict.trap or "")


ROWS = {
    "draft: true": None,
    'draft: "true"': None,
    'draft: "false"': None,
    "draft: yes": None,
    "draft: no": None,
    "Draft: true": None,
    "published: false": None,
    'published: "false"': None,
    "published: no": None,
    "status: draft": Status.DRAFT,
}


@pytest.mark.parametrize("line", ROWS)
def test_the_same_text_in_every_generator(line):
    found = site({"posts/a.md": f"---\ntitle: A\ndate: 2020-01-02\n{line}\n---\nText\n"})
    assert found.posts[0].verdict.hidden is ROWS[line]


def test_tags_are_marks_only_where_the_site_says_so():
    post = read(".. tags: a, draft", config=POSTS + "USE_TAG_METADATA = False\n")
    assert (post.verdict.hidden, post.tags) == (None, ("a", "draft"))
    assert "USE_TAG_METADATA" in (post.verdict.trap or "")
    assert read(".. tags: a, draft").tags == ("a",)


@pytest.mark.parametrize(
    ("front", "failure"),
    [
        ("title: 2024", "`title: 2024` has to be text"),
        ("slug: 7", "`slug: 7`"),
        ("category: [a]", "`category:"),
        ("tags: 2014", "`tags: 2014` has to be text or a list"),
        ("tags: [a, 1]", "every tag"),
        ("tags: 2014-01-01", "is a date"),
        ("slug: '2014-01-01'", None),
        ("title: ''", None),
        ("slug: 0", None),
    ],
)
def test_what_ends_the_build(front, failure):
    usual = "" if front.startswith("title") else "title: T\n"
    verdict = site({"posts/a.md": f"---\n{usual}{front}\ndate: 2020-01-02\n---\nText\n"}).posts[0].verdict
    assert verdict.fatal is (failure is not None)
    assert failure is None or failure in (verdict.trap or "")


@pytest.mark.parametrize(
    ("written", "zone", "moment"),
    [
        ("2014-06-02", "Europe/Paris", "2014-06-02T00:00:00+02:00"),
        ("2014-06-02 23:30:00 UTC", "Europe/Paris", "2014-06-02T23:30:00+00:00"),
        ("2014-06-02 23:30:00 UTC+05:30", "Europe/Paris", "2014-06-02T23:30:00+05:30"),
        ("2014-06-02 23:30:00 UTC-03:00", "UTC", "2014-06-02T23:30:00-03:00"),
        ("2014-06-02T23:30:00Z", "Europe/Paris", "2014-06-02T23:30:00+00:00"),
        ("06/02/2014", "UTC", "2014-06-02T00:00:00+00:00"),
        ("2 June 2014", "UTC", "2014-06-02T00:00:00+00:00"),
    ],
)
def test_r25_date(written, zone, moment):
    date = read(f".. date: {written}", config=f"{POSTS}TIMEZONE = '{zone}'\n").date
    assert date is not None
    assert date.moment is not None
    assert (date.moment.isoformat(), date.source, date.problem) == (moment, "date", None)


@pytest.mark.parametrize(
    ("written", "moment", "problem"),
    [
        ("2014-06-02 23:30 UTC+2", "2014-06-02T23:30:00-02:00", "the other way round"),
        ("2014-06-02 23:30 GMT-05:00", "2014-06-02T23:30:00+05:00", "the other way round"),
        ("2014-06-02 23:30 EST", "2014-06-02T23:30:00+00:00", "does not know the time zone EST"),
        ("2.6.2014", "2014-02-06T00:00:00+00:00", "month first"),
        ("20150729", None, "uncertain"),
        ("2014-13-02", None, "uncertain"),
        ("soon", None, "ends the build"),
        ("2014-06-02 23:30 utc", None, "ends the build"),
        ("", None, "ends the build"),
    ],
)
def test_a_date_that_is_not_as_meant(written, moment, problem):
    date = read(f".. date: {written}").date
    assert date is not None
    assert (date.moment and date.moment.isoformat()) == (moment and moment)
    assert problem in (date.problem or "")


@pytest.mark.parametrize(
    ("lines", "path", "config", "url"),
    [
        ([], "posts/x.md", "", "/posts/x/"),
        ([".. slug: Y z"], "posts/2015/x.md", "", "/posts/2015/Y%20z/"),
        ([".. slug: é"], "posts/x.md", "", "/posts/%C3%A9/"),
        ([".. slug: index"], "posts/x.md", "", "/posts/"),
        ([".. slug: a/b"], "posts/x.md", "", "/posts/a/b/"),
        ([".. pretty_url: no"], "posts/x.md", "", "/posts/x.html"),
        ([".. pretty_url: maybe"], "posts/x.md", "", "/posts/x.html"),
        ([], "posts/x.md", "PRETTY_URLS = False", "/posts/x.html"),
        ([".. pretty_url: True"], "posts/x.md", "PRETTY_URLS = False", "/posts/x/"),
        ([], "posts/x.md", "STRIP_INDEXES = False", "/posts/x/index.html"),
        ([], "posts/É x.md", "USE_SLUGIFY = False", "/posts/%C3%89%20x/"),
        ([], "posts/x.md", "TRANSLATIONS = {'en': 'english'}", "/english/posts/x/"),
        ([], "blog/a/x.md", "POSTS = (('blog/*.md', '', ''),)", "/a/x/"),
        ([], "blog/x.md", "POSTS = [('blog/*.md', {'en': 'news'}, '')]", "/news/x/"),
        ([], "blog/x.md", "POSTS = [('blog/*.md', '/deep/er', '')]", "/deep/er/x/"),
    ],
)
def test_url(lines, path, config, url):
    assert read(*lines, path=path, config=f"{POSTS}{config}\n").url == url


def test_what_the_name_of_a_file_says():
    config = POSTS + r"FILE_METADATA_REGEXP = '.*/(?P<date>\d{4}-\d\d-\d\d)-(?P<slug>.*)-(?P<title>.*)\\.md'" + "\n"
    post = site({"posts/2015-01-02-x-the_title.md": ".. tags: a\n\nText\n"}, config).posts[0]
    assert (post.title, post.slug, post.place.date) == ("The title", "x", "2015-01-02")
    assert (post.date.source, post.date.moment.isoformat()) == ("name", "2015-01-02T00:00:00+00:00")


def test_keys_under_other_names():
    config = POSTS + "METADATA_MAPPING = {'yaml': {'name': 'title', 'state': 'status'}}\n"
    post = site({"posts/a.md": "---\nname: N\nstate: draft\ndate: 2020-01-02\n---\n\n"}, config).posts[0]
    assert (post.title, post.verdict.hidden) == ("N", Status.DRAFT)


# --- several languages --------------------------------------------------------------------------------------------------

A = ".. title: A\n.. slug: s\n.. date: 2020-01-02\n.. tags: t\n"


def posts(files: dict[str, str]) -> dict[str, Post]:
    return {post.path: post for post in site(files, SPANISH).posts}


def test_a_translation_takes_over_what_it_does_not_say():
    found = posts({"posts/a.md": A + "\nText", "posts/a.es.md": ".. title: Á\n.. date: 1999-01-01\n\nTexto"})
    post = found["posts/a.es.md"]
    assert (post.title, post.slug, post.url, post.tags, post.lang) == ("Á", "s", "/es/posts/s/", ("t",), "es")
    assert post.date.text == "2020-01-02"
    assert found["posts/a.md"].lang == "en"


@pytest.mark.parametrize("draft", ["posts/a.md", "posts/a.es.md"])
def test_a_draft_in_one_language_is_one_in_all(draft):
    files = {"posts/a.md": A + "\nText", "posts/a.es.md": ".. title: Á\n\nTexto"}
    found = posts(files | {draft: ".. status: draft\n" + files[draft]})
    assert {post.verdict.hidden for post in found.values()} == {Status.DRAFT}
    (other,) = files.keys() - {draft}
    assert found[other].verdict.reason == f"status: draft, in {draft}"


# --- publishing ---------------------------------------------------------------------------------------------------------

BLOCKS = [
    "<!--\n.. title: A\n{}.. date: 2020-01-02\n-->\n\nText\n",
    ".. title: A\r\n{}.. date: 2020-01-02\r\n\r\nText\r\n",
    "\ufeff<!-- \n.. title: A\n.. date: 2020-01-02\n{}-->\n\nText",
    ".. title: A\n.. date: 2020-01-02\n{}",
    "---\ntitle: A\n{}date: 2020-01-02\n---\nText\n",
    "+++\ntitle = 'A'\n{}date = '2020-01-02'\n+++\nText\n",
]


def there_and_back(text: str, *, public: bool) -> None:
    first = site({"posts/a.md": text})
    there = publishing.plan(first, first.posts[0], public=public)
    assert there.change is not None
    assert (there.post.verdict.hidden is None) == public
    second = site({"posts/a.md": there.change.after})
    back = publishing.plan(second, second.posts[0], public=not public)
    assert back.change is not None
    assert back.change.after == text.encode()


@pytest.mark.parametrize("block", BLOCKS)
def test_r3_unpublished_and_published_again_it_has_its_first_bytes(block):
    there_and_back(block.format(""), public=False)


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("mark", ["status: draft"])
def test_r3_published_and_unpublished_again_it_has_its_first_bytes(block, mark):
    line = 'status = "draft"' if block.startswith("+++") else mark if block.startswith("---") else f".. {mark}"
    there_and_back(block.format(line + ("\r\n" if "\r" in block else "\n")), public=True)


@pytest.mark.parametrize(
    ("line", "public", "after"),
    [
        (".. status: private", True, ".. status: published"),
        (".. status: private", False, ".. status: draft"),
        (".. status: Draft", False, ".. status: draft"),
        (".. status: featured", False, ".. status: draft"),
        (".. tags: a, draft", True, ".. tags: a"),
        (".. tags: draft", True, ".. tags: "),
        (".. status: draft\n.. tags: b,private", True, ".. status: published\n.. tags: b"),
    ],
)
def test_what_is_written(line, public, after):
    text = ".. title: A\n.. date: 2020-01-02\n{}\n\nText\n"
    found = site({"posts/a.md": text.format(line)})
    plan = publishing.plan(found, found.posts[0], public=public)
    assert plan.change is not None
    assert plan.change.after.decode() == text.format(after)


# --- anything -----------------------------------------------------------------------------------------------------------

VALUES = (
    "",
    "null",
    "true",
    "1",
    "1.5",
    "[]",
    "[1, [a], {b: c}]",
    "{a: [b]}",
    "2020-01-02",
    "x",
    "'x'",
    ".inf",
    "!!binary eA==",
    "'\0'",
)


@pytest.mark.parametrize("key", sorted(GENERATOR.keys))
def test_r18_hostile_values_raise_nothing(key):
    for value in VALUES:
        text = f"---\ntitle: A\ndate: 2020-01-02\n{key}: {value}\n---\n\n".replace("title: A\n" * (key == "title"), "")
        found = site({"posts/a.md": text, "posts/a.es.md": f"---\n{key}: {value}\n---\n"}, SPANISH)
        assert len(found.posts) + len(found.broken) == 2
        for post in found.posts:
            for public in (True, False):
                GENERATOR.toggle(post, public, found.settings, DAY)


@given(st.binary(max_size=80) | st.text(max_size=80).map(lambda text: f".. title: {text}".encode("utf-8", "replace")))
def test_r18_any_bytes_are_a_post_or_broken(data):
    result = reading.read("posts/a.md", data, GENERATOR, GENERATOR.settings(folder(conf__py=POSTS)))
    assert isinstance(result, Post | Broken)


@given(st.text(st.characters()))
def test_slugs_are_made_of_any_text(title):
    assert slugs.slug(title).isascii()
    assert isinstance(slugs.slug(title, plain=False), str)


def test_the_template_is_a_draft_to_nikola():
    assert registry.syntax(GENERATOR.template.syntax).name == "comment"
    assert document.find(read(".. status: draft").document, "status").value.text == GENERATOR.template.front["status"]
