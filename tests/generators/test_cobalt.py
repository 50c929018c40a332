"""What postctl knows of Cobalt 0.20, stated as tables, from its source and documentation."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import site_of

from postctl import publishing, reading
from postctl.errors import ConfigError
from postctl.generators.cobalt import GENERATOR
from postctl.model import Broken, Ignored, Place, Status
from postctl.site import Folder, Post, Toggle
from postctl.values import replace

X = "posts/x.md"
DAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


def folder(*names: str, config: str | None = "", **given: object) -> Folder:
    texts = dict.fromkeys(names, "") | ({} if config is None else {"_cobalt.yml": config})
    return Folder(frozenset(texts), texts.get, given)


def settings_of(**options: object):
    return GENERATOR.settings(folder(config=json.dumps(options)))


def parse(text: str, path: str = X, **options: object):
    return reading.read(path, text.encode(), GENERATOR, settings_of(**options))


def read(front: str = "", path: str = X, **options: object) -> Post:
    post = parse(f"---\n{front}\n---\nText.\n" if front else "Text.\n", path, **options)
    assert isinstance(post, Post), post
    return post


def posts_default(**front: object) -> dict[str, object]:
    return {"default": front}


# --- a site -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("site", "score"),
    [
        (folder(), 100),
        (folder(X, config="a: ["), 100),
        (folder(X, config=None), None),
        (folder("_config.yml", config=None), None),
    ],
)
def test_detect(site, score):
    evidence = GENERATOR.detect(site)
    assert (evidence.score if evidence else None) == score


def test_settings():
    settings = settings_of(source="./src", destination="./out/", posts={"dir": "blog", "drafts_dir": "_wip"})
    assert (settings.posts, settings.exclude, settings.static) == (("src/blog/**", "src/_wip/**"), ("out/**",), ("src",))
    plain = GENERATOR.settings(folder())
    assert (plain.posts, plain.exclude, plain.static, plain.source) == (("posts/**",), ("_site/**",), ("",), ("_cobalt.yml",))
    assert plain.future


def test_what_the_owner_says_goes_first():
    assert GENERATOR.settings(folder(config="source: a", source="b")).static == ("b",)


def test_a_broken_configuration_is_an_error():
    with pytest.raises(ConfigError):
        GENERATOR.settings(folder(config="a: ["))


# --- a file -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("posts/x.md", Place("x")),
        ("posts/a/b/x.liquid", Place("x", section="a/b")),
        ("posts/2017-03-05-First-Post.md", Place("First-Post", "2017-03-05")),
        ("posts/2017-3-5 First Post.md", Place("First Post", "2017-03-05")),
        ("posts/2017-30-5 x.md", Place("x", None)),
        ("posts/20170305-x.md", Place("20170305-x")),
        ("posts/2017-03-05.md", Place("2017-03-05")),
        ("posts/x.tar.md", Place("x")),
        ("wip/x.md", Place("x", drafts=True)),
    ],
)
def test_place(path, place):
    assert GENERATOR.place(path, settings_of(posts={"drafts_dir": "wip"})) == place


@pytest.mark.parametrize(
    "path", ["x.md", "posts/.x.md", "posts/.a/x.md", "posts/a.png", "posts/x", "wip/x.md", "postscript/x.md"]
)
def test_what_is_no_post(path):
    assert GENERATOR.place(path, settings_of()) is None


@pytest.mark.parametrize("path", ["posts/_x.md", "posts/_a/x.md", "posts/x.markdown"])
def test_what_is_ignored(path):
    assert isinstance(GENERATOR.place(path, settings_of()), Ignored)


@pytest.mark.parametrize(
    ("patterns", "ignored"),
    [
        (["x.md"], True),
        (["*.md"], True),
        (["/x.md"], False),
        (["/posts/x.md"], True),
        (["posts/"], True),
        (["x"], False),
        (["*.md", "!x.md"], False),
        (["**/x.*"], True),
        (["", "/", "!"], False),
    ],
)
def test_ignore(patterns, ignored):
    assert isinstance(GENERATOR.place(X, settings_of(ignore=patterns)), Ignored) is ignored


# --- what a post says -------------------------------------------------------------------------------------------------

DATED = "published_date: 2017-03-05 07:08:09 +0100\ntitle: T"


@pytest.mark.parametrize(
    ("permalink", "url"),
    [
        ("path", "/posts/a/2016-01-02-My%20Post.html".replace("%20", " ")),
        ("/{{parent}}/{{name}}{{ext}}", "/posts/a/2016-01-02-My Post.html"),
        ("/{{ slug }}/", "/my-post/"),
        ("/{{year}}/{{month}}/{{day}}", "/2017/03/05"),
        ("/{{i_month}}-{{i_day}}", "/3-5"),
        ("/{{hour}}{{minute}}{{second}}", "/070809"),
        ("/{{categories}}/{{slug}}.html", "/north-wind/rain/my-post.html"),
        ("/{{data.kind}}/x", "/note/x"),
        ("//a//b", "/a/b"),
        ("/a\\b", "/a/b"),
        ("/{{ slug | upcase }}", None),
        ("/{% if a %}x{% endif %}", None),
        ("/{{data.none}}", None),
        ("relative", None),
    ],
)
def test_every_token_of_a_permalink(permalink, url):
    front = f"{DATED}\npermalink: '{permalink}'\ncategories: [North Wind, rain]\ndata: {{kind: note}}"
    assert read(front, "posts/a/2016-01-02-My Post.md").url == url


def test_front_matter_goes_before_the_defaults_of_posts_and_those_before_all_others():
    options = {"default": {"permalink": "/all"}, "posts": posts_default(permalink="/posts")}
    assert read("title: a", **options).url == "/posts"
    assert read("title: a", default={"permalink": "/all"}).url == "/all"
    assert read("permalink: /own", **options).url == "/own"


def test_the_source_folder_stands_in_no_address():
    assert read("title: a", "src/posts/x.md", source="src").url == "/posts/x.html"


def test_a_draft_has_the_address_it_will_have():
    assert read("title: a", "wip/b/x.md", posts={"drafts_dir": "wip", "dir": "blog"}).url == "/blog/b/x.html"


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2016-02-16 10:00:00 +0100", "2016-02-16T10:00:00+01:00"),
        ("2016-02-16 10:00:00", "2016-02-16T10:00:00+00:00"),
        ("16 February 2016 10:00:00 +0100", "2016-02-16T10:00:00+01:00"),
        ("16 Feb 2016 10:00:00", "2016-02-16T10:00:00+00:00"),
        ("02/16/2016 10:00:00 -0330", "2016-02-16T10:00:00-03:30"),
        ("Tue Feb 16 10:00:00 2016 +0100", "2016-02-16T10:00:00+01:00"),
        ("Mon Feb 1 10:00:00 2016", "2016-02-01T10:00:00+00:00"),
    ],
)
def test_r25_date(written, moment):
    date = read(f"published_date: {written}").date
    assert (date.moment.isoformat(), date.problem) == (moment, None)


@pytest.mark.parametrize(
    "written",
    ["2016-02-16", "2016-2-16 10:00:00", "2016-02-16 10:00", "2016-02-16T10:00:00Z", "now", "today", "soon", "2016", "true"],
)
def test_a_date_that_ends_the_build(written):
    assert "build fails" in read(f"published_date: {written}").date.problem


def test_the_date_in_the_name():
    date = read("title: a", "posts/2017-3-5-x.md").date
    assert (date.source, date.iso, date.moment) == ("name", "2017-03-05", datetime(2017, 3, 5, tzinfo=UTC))
    assert read(DATED, "posts/2016-01-02-x.md").date.source == "published_date"
    assert read("published_date:").date is None
    post = read("title: a", "posts/2017-30-5-x.md")
    assert post.verdict.fatal
    assert "calendar" in post.date.problem


def test_title():
    assert (read("", "posts/2017-03-05-first_LIGHT.md").title, read("title: T").title) == ("First Light", "T")
    assert (read("").titled, read("title: T").titled) == (False, True)
    assert read("slug: s").verdict.fatal
    assert not read("slug: s", default={"title": "All"}).verdict.fatal


def test_tags():
    assert read("tags: [a, b c, a]").tags == ("a", "b c")
    assert read("", posts=posts_default(tags=["d"])).tags == ("d",)


# --- public or not ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "hidden", "fatal", "trap"),
    [
        ("is_draft: true", Status.DRAFT, False, False),
        ("is_draft: false", None, False, False),
        ("is_draft:", None, False, False),
        ('is_draft: "true"', Status.DRAFT, True, True),
        ("is_draft: yes", Status.DRAFT, True, True),
        ("is_draft: no", None, True, True),
        ("is_draft: 1", Status.DRAFT, True, True),
        ("draft: true", None, False, True),
        ("draft: yes", None, False, True),
        ("draft: no", None, False, True),  # an unknown key, whatever it says
        ("Draft: true", None, False, True),
        ("published: false", None, False, True),
        ("published: no", None, False, True),
        ("status: draft", None, False, True),
        ("data: {draft: true}", None, False, True),
        ("mood: fine", None, False, True),
        ("data: {mood: fine}", None, False, False),
        ("permalink: relative", None, True, True),
        ("permalink: '/{{year}}'", None, True, True),
        ("permalink: '/{{nothing}}'", None, True, True),
        ("tags: a", None, True, True),
        ("tags: ['']", None, True, True),
        ("data: a", None, True, True),
        ("published_date: 2099-01-01 00:00:00", None, False, False),
    ],
)
def test_verdict(front, hidden, fatal, trap):
    verdict = read(f"title: a\n{front}").verdict
    assert (verdict.hidden, verdict.fatal, bool(verdict.trap)) == (hidden, fatal, trap)


def test_drafts_by_folder_and_by_default():
    wip = {"posts": {"drafts_dir": "wip"}}
    assert read("title: a", "wip/x.md", **wip).verdict.reason == "lies in wip/"
    assert read("is_draft: false", "wip/x.md", **wip).verdict.trap
    assert read("is_draft: false", "wip/x.md", **wip, include_drafts=True).verdict.hidden is None
    assert read("title: a", posts=posts_default(is_draft=True)).verdict.hidden is Status.DRAFT
    assert read("is_draft: true", include_drafts=True).verdict.hidden is None


def test_front_matter_is_not_needed():
    post = read("")
    assert (post.document.syntax, post.url, post.verdict.hidden) == (None, "/posts/x.html", None)


HOSTILE = [
    "null",
    "true",
    "1",
    "-1.5",
    '"x"',
    "[]",
    "[1, [2], null]",
    "{}",
    "{a: {b: c}}",
    "2020-01-01",
    "''",
    "'{{'",
    "'/{{a.b.c}}'",
]


@pytest.mark.parametrize("key", [*sorted(GENERATOR.keys), "draft", "published", "status"])
@pytest.mark.parametrize("value", HOSTILE)
def test_r18_hostile_values_never_raise(key, value):
    assert isinstance(parse(f"---\n{key}: {value}\n---\n"), Post | Broken)
    assert isinstance(parse("", default={key: json.loads('{"a": [1, null]}')}), Post)


@pytest.mark.parametrize("value", ["1", "x", "[]", "[1]", "true", "{}", "{a: 1}", "null", "/abs", "..", "[{}]"])
@pytest.mark.parametrize("key", ["source", "destination", "posts", "default", "ignore", "template_extensions", "include_drafts"])
def test_r18_hostile_configurations_never_raise(key, value):
    settings = GENERATOR.settings(folder(config=f"{key}: {value}"))
    for path in (X, "x.md", "../posts/x.md"):
        found = reading.read(path, b"---\ntitle: a\n---\n", GENERATOR, settings)
        assert found is None or isinstance(found, Post | Ignored)


@given(st.text(max_size=40))
def test_r18_any_name_and_any_text(text):
    place = GENERATOR.place(f"posts/{text}.md", settings_of())
    assert place is None or isinstance(place, Place | Ignored)
    assert isinstance(parse(text), Post | Broken)


# --- slugs --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "slug"),
    [("___filE-worldD-__09___", "file-worldd-09"), ("__Æneid__北亰-worldD-__09___", "aeneid-bei-jing-worldd-09")],
)
def test_slug(title, slug):
    """The pairs of Cobalt's own tests."""
    assert GENERATOR.slug(title) == slug


# --- publishing ---------------------------------------------------------------------------------------------------------

WIP = {"posts": {"drafts_dir": "wip"}}


@pytest.mark.parametrize(
    ("front", "path", "options", "public", "toggle"),
    [
        ("is_draft: true", X, {}, True, Toggle({"is_draft": False})),
        ("is_draft: yes", X, {}, True, Toggle({"is_draft": False})),
        ("title: a", X, {}, True, Toggle({})),
        ("title: a", X, {}, False, Toggle({"is_draft": True})),
        ("is_draft: false", X, WIP, False, Toggle({"is_draft": True})),
        ("is_draft: true", X, {}, False, Toggle({})),
        ("title: a", X, {"posts": posts_default(is_draft=True)}, True, Toggle({"is_draft": False})),
        ("title: a", "wip/b/x.md", WIP, True, Toggle({}, "posts/b/2026-11-23-x.md")),
        ("is_draft: true", "wip/x.md", WIP, True, Toggle({"is_draft": False}, "posts/2026-11-23-x.md")),
        (DATED, "wip/x.md", WIP, True, Toggle({}, X)),
        ("title: a", "wip/2017-03-05-x.md", WIP, True, Toggle({}, "posts/2017-03-05-x.md")),
        (DATED, X, WIP, False, Toggle({}, "wip/x.md")),
        ("title: a", X, WIP, False, Toggle({"is_draft": True})),
        ("title: a", "wip/x.md", {"posts": {**WIP["posts"], "publish_date_in_filename": False}}, True, Toggle({}, X)),
    ],
)
def test_toggle(front, path, options, public, toggle):
    assert GENERATOR.toggle(read(front, path, **options), public, settings_of(**options), DAY) == toggle


POSTS = ("posts/x.md", "posts/2017-03-05-y.md", "posts/z.md", "posts/d.md")
DRAFTS = "posts:\n  drafts_dir: wip\n"


@pytest.mark.parametrize(
    ("path", "drafts"), [*((path, "") for path in POSTS), *((path, DRAFTS) for path in POSTS), ("wip/w.md", DRAFTS)]
)
def test_published_and_unpublished_again_it_has_its_first_bytes(path, drafts):
    texts = {
        "_cobalt.yml": drafts,
        "posts/x.md": f"---\n{DATED} # note\n---\nText\n",
        "posts/2017-03-05-y.md": "---\r\ntitle: 'Y'\r\n---\r\nText",
        "posts/z.md": "---\ntitle: Z\n---\n",
        "wip/w.md": f"---\n{DATED}\n---\n",
        "posts/d.md": f"---\n{DATED}\nis_draft: true\n---\n",
    }
    site = site_of(texts, "cobalt")
    post = next(each for each in site.posts if each.path == path)
    public = post.verdict.hidden is None
    there = publishing.plan(site, post, public=not public)
    assert there.change is not None
    rest = tuple(there.post if each is post else each for each in site.posts)
    moved = replace(site, posts=rest, files=site.files - {path} | {there.post.path})
    back = publishing.plan(moved, there.post, public=public)
    assert back.change is not None
    assert (back.change.path, back.change.after) == (path, texts[path].encode())
