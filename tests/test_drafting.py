"""New posts: exactly the house's form, exactly what was asked, and never in the way of another."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import gatsby_post, site_of

from postctl import drafting, housestyle, reading, slugs
from postctl.errors import PostctlError, Refused, UsageError
from postctl.model import Status
from postctl.site import Post, Site
from postctl.values import replace

NOW = datetime(2026, 11, 23, 12, 30, 15, tzinfo=UTC)


def make_site(generator: str, files: dict[str, str]) -> Site:
    return site_of(files, generator, NOW)


DAY = datetime(2019, 4, 28, tzinfo=UTC)
SIX_LINES = """\
---
path: "/blogs/04-28-2019-next-step-joy"
draft: false
title: "The Joy of A Next Step"
date: "2019-04-28"
---
"""


BLOG = (
    gatsby_post("2019-01-02", "new-year", "A New Year")
    | gatsby_post("2019-02-20", "snow", "Snow", draft="true")
    | gatsby_post("2019-03-13", "spring-comes", "When Spring Comes")
)


def new(site: Site, title: str = "The Joy of A Next Step", **asked):
    asked = {"slug": None, "date": DAY, "date_only": True, "publish": True} | asked
    house = asked.pop("house", None) or housestyle.learn(site)
    return drafting.plan(site, house, drafting.Asked(title=title, **asked)).changes[0]


def written(site: Site, title: str = "The Joy of A Next Step", **asked) -> tuple[str, str]:
    change = new(site, title, **asked)
    assert change.before is None
    assert change.moved_from is None
    return change.path, change.after.decode()


def read_back(site: Site, change) -> Post:
    post = reading.read(change.path, change.after, site.generator, site.settings)
    assert isinstance(post, Post)
    return post


def series(pattern: str, text: str, count: int = 4) -> dict[str, str]:
    """Posts on following days of May 2024: `{n}` is the day with two digits, `{w}` a word."""
    words = ["one", "two", "three", "four", "five", "six"][:count]
    pairs = [(f"{n:02}", word) for n, word in enumerate(words, 1)]
    return {pattern.replace("{n}", n).replace("{w}", w): text.replace("{n}", n).replace("{w}", w) for n, w in pairs}


# --- byte for byte ----------------------------------------------------------------------------------------------------


def test_the_six_lines_in_a_blog_that_writes_so():
    assert written(make_site("gatsby", BLOG), slug="next-step-joy") == ("src/blogs/04-28-2019-next-step-joy.md", SIX_LINES)


@pytest.mark.parametrize(("generator", "folder"), [("plain", ""), ("gatsby", "src/blogs/")])
def test_the_six_lines_in_an_empty_folder(generator, folder):
    assert written(make_site(generator, {}), slug="next-step-joy") == (f"{folder}04-28-2019-next-step-joy.md", SIX_LINES)


@pytest.mark.parametrize("files", [BLOG, {}])
def test_a_draft_and_its_slug_by_default(files):
    path, text = written(make_site("plain", files), publish=False)
    assert path.endswith("04-28-2019-the-joy-of-a-next-step.md")
    assert text == SIX_LINES.replace("next-step-joy", "the-joy-of-a-next-step").replace("false", "true")


def test_hugo_bundles_in_toml():
    text = "+++\ntitle = '{w} things'\ndate = 2024-05-{n}T09:30:00+02:00\ndraft = false\ntags = ['{w}', 'all']\n+++\n\nText.\n"
    site = make_site("hugo", {"hugo.toml": ""} | series("content/posts/{w}/index.md", text))
    path, made = written(site, "It's TOML", tags=["x", "don't"], date=DAY.replace(tzinfo=timezone(timedelta(hours=2))))
    assert path == "content/posts/its-toml/index.md"
    assert made == ("+++\ntitle = \"It's TOML\"\ndate = 2019-04-28T00:00:00+02:00\ndraft = false\ntags = ['x', \"don't\"]\n+++\n")


def test_jekyll_posts_and_drafts():
    text = "---\nlayout: post\ntitle:  {w} words\ndate:   2024-05-{n} 08:00:00 +0000\ncategories: [{w}]\n---\n\nText.\n"
    site = make_site("jekyll", {"_config.yml": ""} | series("_posts/2024-05-{n}-{w}.md", text))
    front = "---\nlayout: post\ntitle:  Hello\ndate:   2019-04-28 00:00:00 +0000\ncategories: []\n---\n"
    assert written(site, "Hello") == ("_posts/2019-04-28-hello.md", front)
    path, _ = written(site, "Hello", publish=False)
    assert path == "_drafts/hello.md"


def test_jekyll_drafts_have_no_date_where_no_draft_has_one():
    posts = series("_posts/2024-05-{n}-{w}.md", "---\ntitle: {w}\ndate: 2024-05-{n}\nlayout: post\n---\n")
    drafts = series("_drafts/d-{w}.md", "---\ntitle: {w}\nlayout: post\n---\n")
    site = make_site("jekyll", {"_config.yml": ""} | posts | drafts)
    assert written(site, "Hello", publish=False) == ("_drafts/hello.md", "---\ntitle: Hello\nlayout: post\n---\n")
    assert written(site, "Hello")[1] == "---\ntitle: Hello\ndate: 2019-04-28\nlayout: post\n---\n"


def test_crlf_everywhere_also_in_the_body():
    files = {path: text.replace("\n", "\r\n") for path, text in BLOG.items()}
    _, text = written(make_site("gatsby", files), slug="next-step-joy", body="Hello.\n\nBye.")
    assert text == (SIX_LINES + "\nHello.\n\nBye.\n").replace("\n", "\r\n")


def test_block_lists_as_the_house_indents_them():
    text = '---\ntitle: {w}\ndate: 2024-05-{n}\ntags:\n- "a{n}"\n- "b"\nlayout: post\n---\nText.\n'
    site = make_site("plain", series("posts/{w}.md", text))
    front = "---\ntitle: T\ndate: 2019-04-28\ntags:{}\nlayout: post\n---\n"
    assert written(site, "T", tags=["one", "c: d", "one"])[1] == front.format('\n- "one"\n- "c: d"')
    assert written(site, "T")[1] == front.format(" []")


def test_json_keeps_its_tabs():
    text = '{\n\t"Title": "{w} x",\n\t"Date": "2024-05-{n}",\n\t"Tags": [\n\t\t"{w}",\n\t\t"go"\n\t]\n}\n\nText.\n'
    site = make_site("plain", series("post/{w}.md", text))
    made = '{\n\t"Title": "say \\"x\\"",\n\t"Date": "2019-04-28",\n\t"Tags": [\n\t\t"a",\n\t\t"b"\n\t]\n}\n'
    assert written(site, 'say "x"', tags=["a", "b"])[1] == made


def test_the_body_follows_as_it_does_in_other_posts():
    site = make_site("gatsby", BLOG)
    house = housestyle.learn(site)
    assert written(site, house=house, slug="next-step-joy", body="Hi.\n")[1] == SIX_LINES + "\nHi.\n"
    close = replace(house, blank_after=False)
    assert written(site, house=close, slug="next-step-joy", body="Hi.")[1] == SIX_LINES + "Hi.\n"


# --- dates ------------------------------------------------------------------------------------------------------------

MIDNIGHT = series("posts/{w}.md", "---\ntitle: {w}\ndate: 2024-05-{n}T00:00:00Z\n---\n")


def test_the_time_of_day_where_the_house_writes_one():
    site = make_site("plain", series("posts/{w}.md", "---\ntitle: {w}\ndate: 2024-05-{n} 09:15\n---\n"))
    assert "date: 2026-11-23 12:30\n" in written(site, date=NOW)[1]
    assert "date: 2019-04-28 00:00\n" in written(site)[1]
    assert "date: 2019-04-28 07:45\n" in written(site, date=DAY.replace(hour=7, minute=45), date_only=False)[1]


def test_a_house_of_midnights_keeps_the_day_in_every_zone():
    site = make_site("plain", MIDNIGHT)
    paris = timezone(timedelta(hours=2))
    assert "date: 2019-04-28T00:00:00Z\n" in written(site, date=DAY.replace(tzinfo=paris))[1]
    assert "date: 2026-11-23T00:00:00Z\n" in written(site, date=NOW)[1]


def test_a_future_date_may_be_published():
    _, text = written(make_site("gatsby", BLOG), date=datetime(2031, 1, 2, tzinfo=UTC))
    assert "draft: false" in text
    assert 'date: "2031-01-02"' in text


# --- draft or public --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("publish", [True, False])
@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: {w}\ndate: 2024-05-{n}\n---\n",
        "---\ntitle: {w}\npublished: true\ndate: 2024-05-{n}\n---\n",
        "---\ntitle: {w}\nstatus: published\ndate: 2024-05-{n}\n---\n",
        "---\ntitle: {w}\ndraft: true\ndate: 2024-05-{n}\n---\n",
        "---\ntitle: {w}\ndraft: no\ndate: 2024-05-{n}\n---\n",
        '{"title": "{w}", "draft": false, "date": "2024-05-{n}"}\n',
        '+++\ntitle = "{w}"\n[extra]\nteam = "a"\n+++\n',
    ],
)
def test_the_verdict_is_what_was_asked(text, publish):
    site = make_site("plain", series("posts/{w}.md", text))
    post = read_back(site, new(site, publish=publish))
    assert (post.verdict.hidden is Status.DRAFT) != publish
    assert post.verdict.trap is None or "draft: no" in text


def test_only_drafts_get_the_mark_where_public_posts_have_none():
    posts = series("posts/{w}.md", "---\ntitle: {w}\ndate: 2024-05-{n}\n---\n")
    site = make_site("plain", posts | {"posts/soon.md": "---\ndraft: true\ntitle: Soon\ndate: 2024-06-01\n---\n"})
    assert written(site, "T")[1] == "---\ntitle: T\ndate: 2019-04-28\n---\n"
    assert written(site, "T", publish=False)[1] == "---\ndraft: true\ntitle: T\ndate: 2019-04-28\n---\n"


JEKYLL = {"_config.yml": ""} | series("_posts/2024-05-{n}-{w}.md", "---\ntitle: {w}\n---\n")
IN_DRAFTS = JEKYLL | series("_drafts/d-{w}.md", "---\ntitle: {w}\ndraft: true\n---\n")
BY_KEY = JEKYLL | {"_posts/2024-06-01-z.md": "---\ntitle: z\npublished: false\n---\n"}
HUGO = {"hugo.toml": ""} | series("content/posts/{w}.md", "---\ntitle: {w}\ndraft: false\ndate: 2024-05-{n}\n---\n")
MARKED = {"gatsby": [BLOG], "hugo": [HUGO, {"hugo.toml": ""}], "jekyll": [JEKYLL, IN_DRAFTS, BY_KEY]}
MARKS = [
    (generator, files, mark)
    for generator, sites in MARKED.items()
    for files in sites
    for mark in ("draft=true", "draft=false", *(() if generator == "hugo" else ("published=true", "published=false")))
]


@pytest.mark.parametrize(("generator", "files", "mark"), MARKS)
@pytest.mark.parametrize("publish", [True, False])
def test_a_draft_mark_agrees_with_what_is_asked_or_is_refused(generator, files, mark, publish):
    site, (key, _, word) = make_site(generator, files), mark.partition("=")
    if ((key == "draft") == (word == "true")) == publish:
        with pytest.raises(UsageError) as caught:
            new(site, values={key: word}, publish=publish)
        assert "--publish" in caught.value.hint
        return
    post = read_back(site, new(site, values={key: word}, publish=publish))
    assert post.front[key] is (word == "true")
    assert (post.verdict.hidden is None) == publish
    assert post.verdict.trap is None


@pytest.mark.parametrize("publish", [True, False])
def test_a_mark_over_which_the_build_fails_is_refused(publish):
    with pytest.raises(UsageError, match="build fails"):
        new(make_site("hugo", HUGO), values={"published": "true" if publish else "false"}, publish=publish)


def test_a_status_is_a_mark_where_the_generator_reads_it():
    for asked in ({"values": {"status": "draft"}}, {"values": {"status": "published"}, "publish": False}):
        with pytest.raises(UsageError, match="contradicts"):
            new(make_site("gatsby", BLOG), **asked)
    site = make_site("jekyll", JEKYLL)
    assert read_back(site, new(site, values={"status": "published"}, publish=False)).front["status"] == "published"


def test_jekyll_drafts_that_say_so_do_not_teach_public_posts():
    site = make_site("jekyll", IN_DRAFTS)
    assert written(site, "T") == ("_posts/2019-04-28-t.md", "---\ntitle: T\n---\n")
    assert written(site, "T", publish=False) == ("_drafts/t.md", "---\ntitle: T\ndraft: true\n---\n")


# --- values -----------------------------------------------------------------------------------------------------------

KINDS = series("posts/{w}.md", '---\ntitle: {w}\ndate: 2024-05-{n}\nversion: "1.{n}"\ncomments: true\nweight: 7\n---\n')


def test_values_take_the_type_of_their_key_in_other_posts():
    site = make_site("plain", KINDS)
    post = read_back(site, new(site, values={"version": "1.10", "comments": "false", "weight": "3"}))
    assert (post.front["version"], post.front["comments"], post.front["weight"]) == ("1.10", False, 3)


def test_values_of_new_keys_are_read_as_yaml():
    site = make_site("plain", KINDS)
    values = {"a": "true", "b": "3", "c": "[x, 2]", "d": "plain: not yaml: ", "e": "'quoted'", "f": "", "g": "2024-01-01"}
    post = read_back(site, new(site, values=values))
    assert {key: post.front[key] for key in values} == {
        "a": True,
        "b": 3,
        "c": ["x", 2],
        "d": "plain: not yaml: ",
        "e": "quoted",
        "f": "",
        "g": "2024-01-01",
    }


def test_values_in_tables_and_before_them():
    text = '+++\ntitle = "{w}"\ndate = 2024-05-{n}\n\n[extra]\nteam = "core"\n+++\n'
    site = make_site("plain", series("posts/{w}.md", text))
    _, made = written(site, "T", values={"extra.team": "docs", "extra.more": "1", "toc": "true"}, tags=["a"])
    assert made == ('+++\ntitle = "T"\ndate = 2019-04-28\ntoc = true\ntags = ["a"]\n\n[extra]\nteam = "docs"\nmore = 1\n+++\n')


def test_a_value_may_not_be_a_second_spelling_of_a_key():
    site = make_site("plain", series("posts/{w}.md", "---\nTitle: {w}\nLayout: post\ndate: 2024-05-{n}\n---\n"))
    assert "Layout: page\n" in written(site, values={"layout": "page"})[1]


@pytest.mark.parametrize(
    ("tags", "line"),
    [
        (["one"], "tags: one\n"),
        (["one", "two"], "tags: one, two\n"),
        (["a,b", "c"], "tags: ['a,b', c]\n"),
        ([], "date: 2019-04-28\n---\n"),
    ],
)
def test_tags_in_one_text(tags, line):
    site = make_site("plain", series("posts/{w}.md", "---\ntitle: {w}\ndate: 2024-05-{n}\ntags: a{n}, b\n---\n"))
    post = read_back(site, new(site, tags=tags))
    assert list(post.tags) == tags
    if "," not in "".join(tags):
        assert line in post.document.text


@pytest.mark.parametrize(("bare", "line"), [("tags:", "tags:\n"), ('tags: ""', 'tags: ""\n')])
def test_a_house_that_writes_empty_tags_goes_on_to(bare, line):
    posts = series("posts/{w}.md", "---\ntitle: {w}\ntags: a{n}\ndate: 2024-05-{n}\n---\n")
    site = make_site("plain", posts | {"posts/none.md": f"---\ntitle: None\n{bare}\ndate: 2024-04-30\n---\n"})
    assert written(site, "T")[1] == f"---\ntitle: T\n{line}date: 2019-04-28\n---\n"


def test_no_empty_text_stands_for_the_labels_of_jekyll():
    text = "---\nlayout: post\ncategories: c{w}\ntitle: {w}\ntags: a{n} b{n}\n---\n"
    site = make_site("jekyll", {"_config.yml": ""} | series("_posts/2024-05-{n}-{w}.md", text))
    assert written(site, "T")[1] == "---\nlayout: post\ntitle: T\n---\n"
    both = written(site, "T", values={"categories": "x", "tags": "y z"}, tags=["z", "b"])[1]
    assert both == "---\nlayout: post\ncategories: x\ntitle: T\ntags: y z b\n---\n"


BARE_TOML = series("content/posts/{w}.md", '+++\ntitle = "{w}"\ndate = 2024-05-{n}\n+++\n')
NO_TAGS = {path: text.replace("\n+++\n", "\ntags = []\n+++\n", 1) for path, text in BARE_TOML.items()}
SOME_TAGS = {path: text.replace("[]", f'["{path[-4]}"]') for path, text in NO_TAGS.items()}


@pytest.mark.parametrize("posts", [BARE_TOML, NO_TAGS, SOME_TAGS])
@pytest.mark.parametrize("key", ["tags", "Tags"])
@pytest.mark.parametrize(("typed", "tags"), [("a", ["b"]), ("[a, b]", ["b"]), ("a, b", ["a"]), ("a", ["b", "a"])])
def test_tags_by_set_and_by_tag_are_one_list(posts, key, typed, tags):
    post = read_back(site := make_site("hugo", posts), change := new(site, values={key: typed}, tags=tags))
    assert post.tags == ("a", "b")
    assert change.after.decode().lower().count("tags =") == 1
    assert b"\ndate = 2019-04-28\n" in change.after


def test_tags_by_set_and_by_tag_in_a_list_of_yaml():
    site = make_site("gatsby", BLOG)
    assert "tags: [a, b]\n" in written(site, values={"tags": "a"}, tags=["b"])[1]


def test_a_bare_date_stays_bare_where_the_hand_of_the_house_will_not_do():
    site = make_site("hugo", BARE_TOML)
    odd = replace(housestyle.learn(site), closing="\n")
    assert written(site, "T", house=odd)[1] == '+++\ntitle = "T"\ndate = 2019-04-28\n+++\n'


TITLES = [
    "NO", "1.10", "2024-01-01", "null", "~", "- x", "# x", "x # y", "@x", "%x", "{a}", "{{ title.__class__ }}", "{% include %}",
    "${HOME}", "{slug}", "{date:YYYY}", "a: b", "'", '"', "\\", "---", "...", "x\n---\ny", "a\x85b", "a\u2028b", "👩‍💻 emoji",
    " x ", "\ufeff", "a\tb", "\x1b[31m", "it's \"both\"", "[x]", "true", "0x1f", "1e3", ".inf", "12:30", "<<", "=", "\0",
]  # fmt: skip
HANDS = [
    "---\ntitle: {w}\ndate: 2024-05-{n}\n---\n",
    "---\ntitle: '{w}'\ndate: 2024-05-{n}\n---\n",
    '---\r\ntitle: "{w}"\r\ndate: 2024-05-{n}\r\n---\r\n',
    "---\ntitle: >\n  {w}\ndate: 2024-05-{n}\n---\n",
    "+++\ntitle = '{w}'\n+++\n",
    '{"title": "{w}"}\n',
]
SITES = [make_site("plain", series("posts/{w}.md", text)) for text in HANDS]
LEARNT = [(site, housestyle.learn(site)) for site in SITES]


def check_title(site: Site, house: housestyle.House, title: str) -> None:
    change = new(site, title, house=house, slug="x", tags=[title], values={"note": f'"{len(title)}"'})
    post = read_back(site, change)
    assert post.front["title"] == title.strip()
    assert post.front["tags"] == [title]
    assert post.front["note"] == str(len(title))
    assert post.document.content == ""
    assert [entry.key for entry in post.document.entries][-2:] == ["note", "tags"]


@pytest.mark.parametrize("hand", range(len(HANDS)))
@pytest.mark.parametrize("title", TITLES, ids=ascii)
def test_s14_s15_traps_stay_titles(title, hand):
    check_title(*LEARNT[hand], title)


@given(title=st.text(min_size=1), hand=st.integers(0, len(HANDS) - 1))
def test_s15_any_title_is_read_back(title, hand):
    if not title.strip():
        with pytest.raises(UsageError):
            check_title(*LEARNT[hand], title)
    else:
        check_title(*LEARNT[hand], title)


# --- names ------------------------------------------------------------------------------------------------------------


NAMED = [(site, housestyle.learn(site)) for site in (make_site("gatsby", BLOG), make_site("plain", {}))]


@given(title=st.text(min_size=1).filter(str.strip))
def test_s7_every_name_is_legal(title):
    for site, house in NAMED:
        name = new(site, title, house=house).path.rpartition("/")[2]
        assert slugs.safe_name(name.removesuffix(".md")) is None
        assert len(name.encode()) <= 255
        assert unicodedata.is_normalized("NFC", name)


@pytest.mark.parametrize(
    "slug",
    ["../x", "a/b", "..\\x", "C:x", "", ".", "..", ".hidden", "-x", "con", "a b", "a\nb", "a#b", "a%2fb", "x" * 300, "e\u0301"],
)
def test_s6_s7_a_slug_that_is_none(slug):
    with pytest.raises(UsageError) as caught:
        new(make_site("gatsby", BLOG), slug=slug)
    assert "--slug" in caught.value.hint


@pytest.mark.parametrize(
    "pattern", ["../{slug}.md", "/etc/{slug}.md", "a/../../{slug}.md", "a//{slug}.md", "con/{slug}.md", "a/"]
)
def test_s6_a_pattern_cannot_leave_the_site(pattern):
    site = make_site("gatsby", BLOG)
    with pytest.raises(Refused):
        new(site, house=replace(housestyle.learn(site), file=pattern))


@pytest.mark.parametrize(
    "there",
    ["posts/a-name.md", "posts/A-Name.MD", "POSTS/a-name.md", "posts/a-name.md/index.md", "posts"],
)
def test_r8_a_taken_name_is_refused(there):
    house = replace(housestyle.learn(make_site("plain", {})), file="posts/{slug}.md")
    site = replace(make_site("plain", {}), files=frozenset({there}))
    with pytest.raises(Refused, match="exists already") as caught:
        new(site, "A name", house=house)
    assert there in caught.value.message
    assert "--slug" in caught.value.hint


def test_r8_unicode_forms_of_one_name_are_one_name():
    site = replace(make_site("plain", {}), files=frozenset({"caf" + "e\u0301" + ".md"}))
    house = replace(housestyle.learn(site), file="{slug}.md")
    with pytest.raises(Refused, match="exists already"):
        new(site, house=house, slug="café")


def test_a_taken_url_is_refused():
    site = make_site("gatsby", BLOG)
    house = replace(housestyle.learn(site), file="src/other/{slug}.md")
    with pytest.raises(Refused, match="has the URL /blogs/01-02-2019-new-year already"):
        new(site, house=house, slug="new-year", date=datetime(2019, 1, 2, tzinfo=UTC))


def test_a_name_the_generator_does_not_see_is_refused():
    site = make_site("jekyll", {"_config.yml": ""} | series("_posts/2024-05-{n}-{w}.md", "---\ntitle: {w}\n---\n"))
    with pytest.raises(Refused, match="would not see"):
        new(site, house=replace(housestyle.learn(site), file="_posts/{slug}.md"))


def test_a_pattern_that_leaves_the_site_is_told_so():
    site = make_site("gatsby", BLOG)
    with pytest.raises(Refused, match="it leaves the site"):
        new(site, house=replace(housestyle.learn(site), file="../{slug}.md"))


def test_outer_blanks_are_no_part_of_a_title():
    assert written(make_site("gatsby", BLOG), "  A name\t") == written(make_site("gatsby", BLOG), "A name")


@pytest.mark.parametrize("tag", ["", "  "])
def test_a_tag_without_a_name(tag):
    with pytest.raises(UsageError, match="a tag needs a name"):
        new(make_site("gatsby", BLOG), tags=["a", tag])


@pytest.mark.parametrize("bad", ["", " \n", "\ud800"])
def test_a_title_that_is_none(bad):
    with pytest.raises(PostctlError):
        new(make_site("gatsby", BLOG), bad)


@pytest.mark.parametrize("name", ["Old Bread", "old bread"])
def test_r8_an_address_that_another_post_redirects_from_is_taken(name: str) -> None:
    files = {
        "hugo.toml": "",
        "content/posts/new-bread.md": "---\ntitle: N\ndate: 2024-01-01\naliases: [/posts/Old-Bread/]\n---\n",
    }
    with pytest.raises(Refused, match="redirects from /posts/Old-Bread/"):
        new(make_site("hugo", files), name)


@pytest.mark.parametrize(
    "url", ["/blogs/04-28-2019-CAFÉ", "/blogs/04-28-2019-caf%C3%A9/", "/blogs/04-28-2019-cafe\u0301/index.html"]
)
def test_r8_an_address_is_taken_whatever_its_letter_case_and_unicode_form(url: str) -> None:
    files = BLOG | {"src/blogs/other.md": f'---\npath: "{url}"\ntitle: "O"\ndate: "2019-01-01"\n---\n'}
    with pytest.raises(Refused, match="has the URL"):
        new(make_site("gatsby", files), "Café", slug="café")


A_NAME = "---\ntitle: A name\ndate: 2019-04-28\n---\n"


@pytest.mark.parametrize(
    ("generator", "files", "line"),
    [
        ("pelican", {"pelicanconf.py": "", "content/a.md": "Title: A name\nDate: 2024-01-01\n\nT\n"}, "Slug: a-name-2\n"),
        (
            "mkdocs",
            {"mkdocs.yml": "plugins: [blog]\n", "docs/blog/posts/a.md": "---\ntitle: A name\ndate: 2019-04-28\n---\n"},
            "slug: a-name-2\n",
        ),
    ],
)
def test_a_slug_that_was_chosen_is_the_one_in_the_address(generator, files, line):
    site = make_site(generator, files)
    with pytest.raises(Refused, match="has the URL") as caught:
        new(site, "A name")
    assert caught.value.hint == "try --slug a-name-2"
    assert line in written(site, "A name", slug="a-name-2")[1]
    assert read_back(site, new(site, "A name", slug="a-name-2")).slug == "a-name-2"
    assert "lug" not in written(site, "Another name")[1]


def test_a_slug_in_a_dated_name_needs_no_key():
    posts = series("content/posts/2024-05-{n}-{w}.md", "---\ntitle: {w}\ndate: 2024-05-{n}\n---\n")
    path, text = written(make_site("hugo", {"hugo.toml": ""} | posts), "A name", slug="other")
    assert (path, "slug" in text) == ("content/posts/2019-04-28-other.md", False)
