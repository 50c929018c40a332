"""What postctl knows of Zola, stated as tables; `tests/oracle/test_zola_oracle.py` asks Zola 0.22 itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import site_of

from postctl import document, publishing, reading
from postctl.errors import ConfigError
from postctl.generators import hugo
from postctl.generators.zola import GENERATOR
from postctl.model import Broken, Ignored, Place, Status
from postctl.site import Folder, Post, Toggle
from postctl.slugs import zola as slugs

X = "content/p/x.md"
DAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
BASE = 'base_url = "https://example.org"\ntaxonomies = [{name = "tags"}]\n'


def folder(*names: str, config: str | None = BASE, at: str = "config.toml", **given: object) -> Folder:
    """A folder with these files, empty but for the configuration."""
    texts = dict.fromkeys(names, "") | ({} if config is None else {at: config})
    return Folder(frozenset(texts), texts.get, given)


def settings_of(config: str = "", sections: dict[str, str] | None = None, *names: str):
    """The settings of a site; `sections`: front matter of `_index` files by path."""
    texts = {**dict.fromkeys(names, ""), **(sections or {}), "config.toml": BASE + config}
    return GENERATOR.settings(Folder(frozenset(texts), texts.get))


def parse(text: str, path: str = X, config: str = "", sections: dict[str, str] | None = None):
    return reading.read(path, text.encode(), GENERATOR, settings_of(config, sections))


def read(front: str = "", path: str = X, config: str = "", sections: dict[str, str] | None = None) -> Post:
    """A page with this front matter: YAML if it has a colon before any `=`, else TOML."""
    colon, equals = front.find(":"), front.find("=")
    fence = "---" if colon >= 0 and (equals < 0 or colon < equals) else "+++"
    post = parse(f"{fence}\n{front}\n{fence}\nText.\n", path, config, sections)
    assert isinstance(post, Post), post
    return post


# --- a site -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("site", "score"),
    [
        (folder(config="", at="zola.toml"), 100),
        (folder(X), 100),
        (folder(X, config='  base_url = "/"'), 100),
        (folder(), 50),
        (folder(X, config='base_url = "x"\n[languages'), 100),  # broken, and still nobody else's
        (folder(X, config='baseURL = "https://example.org/"'), None),  # Hugo
        (folder(X, config='base_url = "x"\n[plugins]\nprocessors = ["markdown"]'), None),  # hwaro
        (folder(X, config=None), None),
        (folder(X, "templates/page.html", config=None), None),
    ],
)
def test_detect(site, score):
    evidence = GENERATOR.detect(site)
    assert (evidence.score if evidence else None) == score


def test_hugo_leaves_zola_alone_and_zola_hugo():
    ours, theirs = folder(X, "archetypes/a.md"), folder(X, "archetypes/a.md", config='baseURL = "https://example.org/"')
    assert hugo.GENERATOR.detect(ours) is None
    assert hugo.GENERATOR.detect(theirs).score == 100
    assert GENERATOR.detect(theirs) is None


def test_settings():
    settings = settings_of('theme = "t"')
    assert (settings.posts, settings.static, settings.source) == (
        ("content/**",),
        ("static", "themes/t/static"),
        ("config.toml",),
    )
    assert (settings.timezone, settings.future) == ("", True)


def test_zola_toml_goes_first_and_what_the_owner_says_before_both():
    both = Folder(
        frozenset({"zola.toml", "config.toml"}),
        {"zola.toml": 'default_language = "fr"', "config.toml": 'default_language = "de"'}.get,
        {"slugify": {"paths": "off"}},
    )
    options = GENERATOR.settings(both).options
    assert (options["default_language"], options["slugify"]) == ("fr", {"paths": "off"})


def test_a_broken_configuration_is_an_error():
    with pytest.raises(ConfigError):
        GENERATOR.settings(folder(config="a = ["))


# --- a file -----------------------------------------------------------------------------------------------------------

LANGUAGES = "[languages.fr]\n[languages.pt-BR]"


@pytest.mark.parametrize(
    ("path", "config", "place"),
    [
        ("content/x.md", "", Place("x")),
        ("content/p/q/x.md", "", Place("x", section="p/q")),
        ("content/p/x/index.md", "", Place("x", section="p", bundle=True)),
        ("content/x/index.md", "", Place("x", bundle=True)),
        ("content/p/2020-01-02-x.md", "", Place("x", "2020-01-02", "p")),
        ("content/p/2020-01-02_x y.md", "", Place("x y", "2020-01-02", "p")),
        ("content/p/2020-01-02 -x.md", "", Place("x", "2020-01-02", "p")),
        ("content/p/2020-01-02T10:00:00Z-x.md", "", Place("x", "2020-01-02", "p")),
        ("content/p/2020-01-02.md", "", Place("2020-01-02", "2020-01-02", "p")),
        ("content/p/2020-01-02x.md", "", Place("2020-01-02x", "2020-01-02", "p")),
        ("content/p/2020-1-2-x.md", "", Place("2020-1-2-x", None, "p")),
        ("content/p/2020-02-30-x.md", "", Place("x", None, "p")),
        ("content/p/2020-01-02-x/index.md", "", Place("x", "2020-01-02", "p", bundle=True)),
        ("content/p/2020-01-02-x.md", "[slugify]\npaths_keep_dates = true", Place("2020-01-02-x", "2020-01-02", "p")),
        ("content/p/x.fr.md", LANGUAGES, Place("x", None, "p", "fr")),
        ("content/p/x/index.fr.md", LANGUAGES, Place("x", None, "p", "fr", bundle=True)),
        ("content/p/x.md", LANGUAGES, Place("x", None, "p", "en")),
        ("content/p/x.en.md", LANGUAGES, Place("x.en", None, "p", "en")),
        ("content/p/x.fr.md", "", Place("x.fr", None, "p")),
        ("content/_p/_x.md", "", Place("_x", None, "_p")),
    ],
)
def test_place(path, config, place):
    assert GENERATOR.place(path, settings_of(config)) == place


@pytest.mark.parametrize(
    "path",
    [
        "content/_index.md",
        "content/p/_index.fr.md",
        "content/p/_index.xx.md",
        "content/.x.md",
        "x.md",
        "content/p/a.png",
        "static/x.md",
    ],
)
def test_what_is_no_page(path):
    assert GENERATOR.place(path, settings_of()) is None


@pytest.mark.parametrize("name", ["x.markdown", "x.MD", "x.mdx"])
def test_other_endings_are_ignored_but_beside_an_index(name):
    assert isinstance(GENERATOR.place(f"content/p/{name}", settings_of()), Ignored)
    assert GENERATOR.place(f"content/p/{name}", settings_of("", None, "content/p/index.md")) is None


@pytest.mark.parametrize(
    ("glob", "ignored"),
    [
        *(("*.md", True), ("x.md", False), ("*/x.md", True), ("**/x.md", True), ("**/p", False), ("**/p/**", True)),
        *(("content/p/*", False), ("*/content/p/*", True), ("**/{x,y}.md", True), ("**/[w-y].md", True), ("**/[!x].md", False)),
        *(("[z-a]", False), ("[", False), ("{", False), ("", False)),
    ],
)
def test_ignored_content(glob, ignored):
    place = GENERATOR.place(X, settings_of(f"ignored_content = ['{glob}']"))
    assert isinstance(place, Ignored) is ignored


@pytest.mark.parametrize("glob", ["*a" * 60 + "b", "**/" * 60 + "b", "{a,b}" * 60, "{" * 200, "[" * 200])
def test_s18_no_glob_takes_long(glob):
    assert isinstance(
        GENERATOR.place("content/" + "a" * 200 + ".md", settings_of(f"ignored_content = ['{glob}']")), Place | Ignored
    )


# --- what a page says -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "path", "config", "url"),
    [
        ("", "content/A b.md", "", "/a-b/"),
        ("", "content/Sub Dir/A b.md", "", "/Sub Dir/a-b/"),
        ("", "content/p/2020-01-02-x.md", "", "/p/x/"),
        ("", "content/p/2020-01-02-x.md", "[slugify]\npaths_keep_dates = true", "/p/2020-01-02-x/"),
        ("", "content/p/x/index.md", "", "/p/x/"),
        ("", "content/p/日本.md", "", "/p/ri-ben/"),
        ("", "content/p/日本.md", '[slugify]\npaths = "safe"', "/p/日本/"),
        ("", "content/p/A: b?. .md", '[slugify]\npaths = "safe"', "/p/A b/"),
        ("", "content/p/A: b?.md", '[slugify]\npaths = "off"', "/p/A: b?/"),
        ("", "content/p/🎉.md", "", None),  # only Zola's own table of letters has a word for it
        ("", "content/p/x.fr.md", LANGUAGES, "/fr/p/x/"),
        ("", "content/p/x.en.md", LANGUAGES, "/p/x-en/"),
        ('slug = "A b"', X, "", "/p/a-b/"),
        ("slug: 7", X, "", "/p/7/"),
        ('slug = "y"', "content/p/x.fr.md", LANGUAGES, "/fr/p/y/"),
        ('path = "A b/c"', X, "", "/A b/c/"),
        ('path = " /a.html "', X, "", "/a.html/"),
        ('path = "y"\nslug = "z"', "content/p/x.fr.md", LANGUAGES, "/y/"),
        ('path = "../up"', X, "", None),
        ("render = false", X, "", None),
    ],
)
def test_url(front, path, config, url):
    assert read(front, path, config).url == url


@pytest.mark.parametrize(
    ("front", "name", "moment"),
    [
        ("date = 2020-01-02", "x", datetime(2020, 1, 2, tzinfo=UTC)),
        ('date = "2020-1-2"', "x", datetime(2020, 1, 2, tzinfo=UTC)),
        ("date = 2020-01-02T10:00:00+02:00", "x", datetime(2020, 1, 2, 8, tzinfo=UTC)),
        ("date: 2020-01-02 10:00:00 -5", "x", datetime(2020, 1, 2, 15, tzinfo=UTC)),
        ("date: 2020-01-02 10:00", "x", datetime(2020, 1, 2, 10, tzinfo=UTC)),
        ("", "2020-01-02-x", datetime(2020, 1, 2, tzinfo=UTC)),
        ("", "2020-01-02T10:00:00-05:00_x", datetime(2020, 1, 2, 15, tzinfo=UTC)),
        ("date = 2021-01-02", "2020-01-02-x", datetime(2021, 1, 2, tzinfo=UTC)),
    ],
)
def test_r25_date(front, name, moment):
    date = read(front, f"content/p/{name}.md").date
    assert (date.moment, date.problem) == (moment, None)


@pytest.mark.parametrize(
    "front", ["date: soon", "date:", "date: 2020", "date = 10:00:00", "date: 2020/01/02", "date: 2020-02-30", "updated:"]
)
def test_a_date_that_ends_the_build(front):
    post = read(front)
    assert "build fails" in ((post.date or post.updated).problem or "")


def test_a_day_in_no_calendar_in_a_name_is_no_date():
    date = read("", "content/p/2020-02-30-x.md").date
    assert (date.moment, date.source) == (None, "name")
    assert "no date" in date.problem


def test_a_time_without_a_day_is_no_update():
    assert read("updated = 10:00:00").updated is None


def test_facts():
    post = read('title = "T"\nupdated = 2020-01-02\naliases = ["/old"]\n[taxonomies]\ntags = ["a", "b c"]')
    assert (post.title, post.titled, post.tags, post.redirects) == ("T", True, ("a", "b c"), ("/old",))
    assert post.updated.moment == datetime(2020, 1, 2, tzinfo=UTC)
    assert read('tags = ["a"]').tags == ()
    assert (read("").title, read("").titled, read("").lang) == ("x", False, None)
    assert read("", "content/p/x.fr.md", LANGUAGES).lang == "fr"


# --- public or not ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "hidden", "fatal", "trap"),
    [
        ("draft: true", Status.DRAFT, False, False),
        ('draft: "true"', Status.DRAFT, True, True),
        ('draft: "false"', None, True, True),
        ("draft: yes", Status.DRAFT, True, True),
        ("draft: no", None, True, True),
        ("draft:", None, True, True),
        ("draft = true", Status.DRAFT, False, False),
        ('draft = "true"', Status.DRAFT, True, True),
        ("draft = 1", Status.DRAFT, True, True),
        ("draft = false", None, False, False),
        ("Draft: true", None, False, True),
        ("is_draft: true", None, False, True),
        ("published: false", None, False, True),
        ('published: "false"', None, False, True),
        ("published: no", None, False, True),
        ("published: true", None, False, False),
        ("status: draft", None, False, True),
        ("extra:\n  draft: true", None, False, True),
        ("render = false", Status.UNLISTED, False, False),
        ("title = 1", None, True, True),
        ("title: 1", None, False, False),
        ('slug = ""', None, True, True),
        ('path = " "', None, True, True),
        ("weight = -1", None, True, True),
        ('aliases = "a"', None, True, True),
        ("extra = 1", None, True, True),
        ('[taxonomies]\nother = ["a"]', None, True, True),
        ('draft = true\n[taxonomies]\nother = ["a"]', Status.DRAFT, False, False),
        ('[taxonomies]\ntags = [" "]', None, True, True),
        ("date = 2099-01-01", None, False, False),
    ],
)
def test_verdict(front, hidden, fatal, trap):
    verdict = read(front).verdict
    assert (verdict.hidden, verdict.fatal, bool(verdict.trap)) == (hidden, fatal, trap)


def test_the_reason_is_written_in_the_syntax_of_the_page():
    assert read("draft = true").verdict.reason == "draft = true"
    assert read("draft: true").verdict.reason == "draft: true"


def test_a_folder_called_drafts_means_nothing():
    verdict = read("", "content/_drafts/x.md").verdict
    assert verdict.hidden is None
    assert "_drafts/" in verdict.trap


def test_a_draft_section_hides_what_lies_in_it():
    post = read("", "content/p/q/x.md", "", {"content/p/_index.md": "+++\ndraft = true\n+++\n"})
    assert (post.verdict.hidden, post.place.drafts) == (Status.DRAFT, True)
    assert "content/p/_index.md" in post.verdict.reason


@pytest.mark.parametrize(
    ("sections", "hidden"),
    [
        ({"p/": 'sort_by = "date"'}, Status.DRAFT),
        ({"p/": 'sort_by = "weight"'}, Status.DRAFT),
        ({"p/": 'sort_by = "slug"'}, None),
        ({"": 'sort_by = "date"'}, None),
        ({"p/": 'transparent = true\nsort_by = "date"'}, None),  # the home page has a place for it
        ({"p/": 'transparent = true\nsort_by = "date"', "": 'sort_by = "title"'}, Status.DRAFT),
    ],
)
def test_a_section_leaves_out_what_it_cannot_sort(sections, hidden):
    files = {f"content/{at}_index.md": f"+++\n{front}\n+++\n" for at, front in sections.items()}
    verdict = read("", X, "", files).verdict
    assert verdict.hidden is hidden
    assert bool(verdict.trap) is (hidden is not None)


@pytest.mark.parametrize(
    ("path", "config"),
    [
        ("content/index.md", ""),
        ("content/p/v1.2.md", LANGUAGES),
        ("content/p/x.xx.md", LANGUAGES),
        ("content/p/x..md", LANGUAGES),
    ],
)
def test_names_that_end_the_build(path, config):
    assert read("", path, config).verdict.fatal


def test_the_address_of_a_section_is_taken():
    files = {"content/p/_index.md": "+++\n+++\n"}
    assert read("", "content/p.md", "", files).verdict.fatal
    assert not read("draft = true", "content/p.md", "", files).verdict.fatal


# --- front matter -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["text\n", "", "+++ \ntitle='a'\n+++\n", "+++\ntitle='a'\n++++\n", "---\na: b\n...\n", '{"a": 1}\n']
)
def test_a_page_without_front_matter_is_broken(text):
    assert isinstance(parse(text), Broken)


@pytest.mark.parametrize(
    "text", ["\ufeff\n\n+++\ntitle='a'\n+++ \nx", "---\ntitle: a\n---", "+++\r\ntitle='a'\r\n+++\r\nx", "+++\n+++"]
)
def test_fences(text):
    assert isinstance(parse(text), Post)


HOSTILE = [
    "null",
    "true",
    "1",
    "-1",
    "1.5",
    '"x"',
    "[]",
    "[1, [2]]",
    "{}",
    "{a: {b: c}}",
    "2020-01-01",
    "''",
    '"\\u0000"',
    "!!binary x",
]


@pytest.mark.parametrize("key", [*sorted(GENERATOR.keys), "tags", "published", "status", "Draft"])
@pytest.mark.parametrize("value", HOSTILE)
def test_r18_hostile_values_never_raise(key, value):
    found = parse(f"---\n{key}: {value}\n---\n")
    assert isinstance(found, Post | Broken)


@pytest.mark.parametrize(
    "value", ["1", '"x"', "[]", "[1]", "true", "[{}]", "[{name = 1}]", "{fr = 1}", "{paths = 1}", "2020-01-01"]
)
@pytest.mark.parametrize("key", ["languages", "slugify", "taxonomies", "ignored_content", "default_language", "theme"])
def test_r18_hostile_configurations_never_raise(key, value):
    texts = {"config.toml": f'base_url = "x"\n{key} = {value}', "content/p/_index.md": "+++\ndraft = [\n+++", X: ""}
    site = Folder(frozenset(texts), texts.get)
    assert GENERATOR.detect(site)
    settings = GENERATOR.settings(site)
    for path in (X, "content/x.fr.md"):
        assert isinstance(reading.read(path, b"+++\ntitle='a'\n+++\n", GENERATOR, settings), Post | Ignored)


@given(st.text(max_size=40))
def test_r18_any_name_and_any_text(text):
    place = GENERATOR.place(f"content/{text}.md", settings_of(LANGUAGES))
    assert place is None or isinstance(place, Place | Ignored)
    assert isinstance(parse(text, "content/x.md", LANGUAGES), Post | Broken)


# --- slugs --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("A Title", "a-title"),
        (" -a-- b- ", "a-b"),
        ("C++ & C#", "c-c"),
        ("Crème brûlée", "creme-brulee"),
        ("日本語", "ri-ben-yu"),
        ("Straße", "strasse"),
        ("Привет, мир", "privet-mir"),
        ("съезд", "s-ezd"),
        ("e\u0301", "e"),
        ("🎉 party", "party"),
        ("", ""),
    ],
)
def test_slug(title, slug):
    assert GENERATOR.slug(title) == slug


def test_a_slug_that_is_not_known():
    assert (slugs.exact("🎉"), slugs.exact("日本")) == (None, "ri-ben")


# --- publishing ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "public", "values"),
    [
        ("draft = true", True, {"draft": False}),
        ("draft = false", False, {"draft": True}),
        ("", False, {"draft": True}),
        ("", True, {}),
        ("draft = true", False, {}),
        ('draft = "true"', True, {"draft": False}),
        ('draft = "false"', True, {"draft": False}),
        ('draft = "true"', False, {"draft": True}),
        ("render = false", True, {}),
        ("render = false", False, {"draft": True}),
    ],
)
def test_toggle(front, public, values):
    assert GENERATOR.toggle(read(front), public, settings_of(), DAY) == Toggle(values)


def test_what_a_section_hides_cannot_be_published():
    for front in ("draft = true", 'sort_by = "date"'):
        post = read("", X, "", {"content/p/_index.md": f"+++\n{front}\n+++\n"})
        assert GENERATOR.toggle(post, True, settings_of(), DAY) == Toggle({})


@pytest.mark.parametrize(
    "text", ["+++\ntitle = 'a'\ndate = 2020-01-02 # day\n\n[extra]\na = 1\n+++\n", "---\r\ntitle: a\r\n---\r\nx"]
)
def test_published_and_unpublished_again_it_has_its_first_bytes(text):
    before = parse(text).document
    hidden = document.edited(before, {"draft": True})
    assert document.encoded(document.edited(hidden, {"draft": document.REMOVE})) == text.encode()
    assert "date = 2020-01-02 # day" in hidden.text or "---" in text


# --- addresses that Zola's own tests name -----------------------------------------------------------------------------------

TEST_SITE = {  # path: front matter, URL, of the pages of its test sites that components/site/tests/ asks for
    "content/posts/fixed-url.md": ('path = "a-fixed-url"', "/a-fixed-url/"),
    "content/posts/python.md": ("", "/posts/python/"),
    "content/posts/simple.md": ("", "/posts/simple/"),
    "content/posts/tutorials/devops/nix.md": ("", "/posts/tutorials/devops/nix/"),
    "content/posts/with-assets/index.md": ("", "/posts/with-assets/"),
    "content/posts/no-section/simple.md": ("", "/posts/no-section/simple/"),
    "content/posts/fixed-slug.md": ('slug = "something-else"', "/posts/something-else/"),
}
TEST_SITE_I18N = {
    "content/base.md": ("", "/base/"),
    "content/base.fr.md": ("", "/fr/base/"),
    "content/blog/something.md": ("", "/blog/something/"),
    "content/blog/something.fr.md": ("", "/fr/blog/something/"),
    "content/blog/fixed-slug.it.md": ('slug = "something-else"', "/it/blog/something-else/"),
}


@pytest.mark.parametrize("path", TEST_SITE)
def test_its_test_site(path):
    front, url = TEST_SITE[path]
    assert read(front, path).url == url


@pytest.mark.parametrize("path", TEST_SITE_I18N)
def test_its_test_site_of_three_languages(path):
    front, url = TEST_SITE_I18N[path]
    assert read(front, path, "[languages.fr]\n[languages.it]").url == url


@pytest.mark.parametrize("text", ['+++\ndraft = "true"\n+++\n', "---\ndraft: yes\n---\n", '---\ndraft: "false"\n---\n'])
@pytest.mark.parametrize("public", [True, False])
def test_a_mark_that_ends_the_build_becomes_one_that_does_not(text, public):
    site = site_of({"config.toml": BASE, X: text}, "zola")
    after = publishing.plan(site, site.posts[0], public=public).post
    assert (after.front["draft"], after.verdict.fatal) == (not public, False)
