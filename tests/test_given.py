"""A text that is there already: its front matter in any syntax, its title, and a body that stays what it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import NOW, gatsby_post, site_of

from postctl import drafting, housestyle, reading
from postctl.errors import PostctlError, UsageError
from postctl.site import Post, Site

BLOG = site_of(gatsby_post("2019-01-02", "snow", "Snow") | gatsby_post("2019-02-02", "rain", "Rain"), "gatsby", NOW)
TEXT = '---\ntitle: "{w}"\ndate: 2024-05-0{n}\ndraft: false\n---\n\nText.\n'


def house(generator: str, files: dict[str, str]) -> tuple[Site, housestyle.House]:
    site = site_of(files, generator, NOW)
    return site, housestyle.learn(site)


HOUSES = [
    house("gatsby", gatsby_post("2019-01-02", "snow", "Snow")),
    house("hugo", {"hugo.toml": "", "content/posts/a.md": '+++\ntitle = "A"\ndate = 2024-05-01\n+++\n\nText.\n'}),
    house("hugo", {"hugo.toml": "", "content/posts/a.md": '{\n"title": "A",\n"date": "2024-05-01"\n}\n\nText.\n'}),
    house("jekyll", {"_config.yml": "", "_posts/2024-05-01-a.md": "---\r\ntitle: A\r\n---\r\nText.\r\n"}),
    house("nikola", {"conf.py": "POSTS = (('posts/*.md', 'p', 'p.tmpl'),)", "posts/a.md": "<!--\n.. title: A\n-->\n\nText.\n"}),
    house(
        "nikola", {"conf.py": "POSTS = (('posts/*.md', 'p', 'p.tmpl'),)", "posts/a.md": "Text.", "posts/a.meta": ".. title: A\n"}
    ),
    house("pelican", {"pelicanconf.py": "", "content/a.md": "Title: A\nDate: 2024-05-01\n\nText.\n"}),
    house("hexo", {"_config.yml": "new_post_name: :title.md", "source/_posts/a.md": "title: A\ndate: 2024-05-01\n---\nText.\n"}),
    house("zola", {"config.toml": 'base_url = "x"', "content/a.md": '+++\ntitle = "A"\n+++\nText.\n'}),
]


def read(text: str | bytes, title: str = "", site: Site = BLOG) -> drafting.Given:
    return drafting.given("notes.md", text if isinstance(text, bytes) else text.encode(), site, title)


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: T\ndate: 2024-05-06\ntags: [a, b]\nmood: 3\n---\nBody\n",
        "---\r\ntitle: T\r\ndate: 2024-05-06\r\ntags: [a, b]\r\nmood: 3\r\n---\r\n\r\nBody\r\n",
        '+++\ntitle = "T"\ndate = 2024-05-06\ntags = ["a", "b"]\nmood = 3\n+++\n\nBody',
        '{"title": "T", "date": "2024-05-06", "tags": ["a", "b"], "mood": 3}\n\nBody\n',
        "---\nTitle: T\nDate: 2024-05-06\nTags: a, b\nmood: 3\n---\n\n\nBody\n\n",
    ],
)
def test_front_matter_in_any_syntax(text):
    found = read(text)
    assert (found.title, found.tags, found.data, found.body) == ("T", ("a", "b"), {"mood": 3}, "Body\n")
    assert found.date is not None
    assert (found.date.moment.date().isoformat(), found.date.date_only) == ("2024-05-06", True)


@pytest.mark.parametrize(
    "text", ["Title: T\nTags: a; b\nMood: 3\n\nBody\n", "<!--\n.. title: T\n.. tags: a, b\n.. Mood: 3\n-->\n\nBody\n"]
)
def test_front_matter_without_types_is_read_as_if_it_were_typed(text):
    found = read(text)
    assert (found.title, found.tags, found.data, found.texts, found.body) == ("T", ("a", "b"), {}, {"Mood": "3"}, "Body\n")


def test_prose_that_looks_like_a_key_is_prose():
    assert read("Note: bring tea.\n\nBody\n", "T").body == "Note: bring tea.\n\nBody\n"


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("# A *title*\n\nBody\n", "A title", "Body\n"),
        ("A title\n=======\n\nBody\n", "A title", "Body\n"),
        ("\n\n# A title #\nBody", "A title", "Body\n"),
        ("\ufeff# A title\r\n\r\nBody\r\n", "A title", "Body\n"),
        ("# A title", "A title", ""),
        ("## Second level\n", "", "## Second level\n"),
        ("Words\n\n# A title\n", "", "Words\n\n# A title\n"),
        ("```\n# no\n```\n", "", "```\n# no\n```\n"),
        ("", "", ""),
    ],
)
def test_the_title_of_a_heading(text, title, body):
    found = read(text)
    assert (found.title, found.body.replace("\r\n", "\n")) == (title, body)


def test_a_heading_goes_only_where_it_says_the_title():
    assert read("# A title\n\nBody\n", "a  Title").body == "Body\n"
    assert read("# A title\n\nBody\n", "Another").body == "# A title\n\nBody\n"
    assert read("---\ntitle: A title\n---\n# A title\n\nBody\n").body == "Body\n"
    assert read("---\ntitle: Other\n---\n# A title\n\nBody\n").body == "# A title\n\nBody\n"


def test_draft_marks_do_not_count():
    found = read("---\ndraft: false\npublished: 2024-01-01\nstatus: evergreen\nis_draft: no\n---\n# T\n")
    assert found.data == {"published": "2024-01-01", "status": "evergreen"}
    assert found.left_out == ("draft: false", "is_draft: no")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"caf\xe9", "notes.md:1:4: byte 0xe9 at offset 3 is not UTF-8"),
        ("é".encode("utf-16"), "UTF-16"),
        (b"a\0b", "NUL"),
        (b"---\ntitle: [\n---\n", "notes.md:3:1"),
        (b"---\ntitle: x\n", "never closed"),
        (b"---\ndate: someday\n---\n# T\n", "its date is 'someday'"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(text, says):
    with pytest.raises(UsageError, match=says.replace("[", r"\[").replace("(", r"\(")):
        read(text)


def drafted(text: bytes, title: str, site: Site, own: housestyle.House) -> tuple[drafting.Given, drafting.Plan]:
    found = drafting.given("notes.md", text, site, title)
    asked = drafting.Asked(
        title=title,
        slug="x",
        date=NOW,
        date_only=True,
        publish=True,
        tags=found.tags,
        values=found.texts,
        data=found.data,
        bare=found.bare,
        body=found.body,
    )
    return found, drafting.plan(site, own, asked)


def again(site: Site, plan: drafting.Plan) -> Post:
    files = {change.path: change.after for change in plan.changes}
    settings = site.generator.with_files(site.settings, {path: path for path in files})
    post = reading.read(plan.post.path, files[plan.post.path], site.generator, settings, files.get)
    assert isinstance(post, Post)
    return post


BREAKERS = [
    "---\ntitle: evil\n---\nx\n", "+++\ntitle = 'evil'\n+++\n", "...\n", "---\n", "-->\n.. title: evil\n", "Title: evil\n\nx\n",
    '{"title": "evil"}\n', ";;;\n", "    title: evil\n", "\n\n---\na: b\n---\n", "<!--\n.. title: evil\n-->\n\nx\n",
    "x\r\ny\rz\n",
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(HOUSES)))
@pytest.mark.parametrize("body", BREAKERS)
def test_s14_s15_a_body_is_a_body(body, number):
    site, own = HOUSES[number]
    found, plan = drafted(f"---\ntitle: T\n---\n\n{body}".encode(), "T", site, own)
    post = again(site, plan)
    assert post.title == "T"
    assert found.body.strip().replace("\r\n", "\n") in post.document.content.replace("\r\n", "\n")


@given(
    body=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=80),
    number=st.integers(0, len(HOUSES) - 1),
)
def test_s15_any_body_is_a_body_or_refused(body, number):
    site, own = HOUSES[number]
    try:
        found, plan = drafted(f"---\nz: 1\n---\n\n{body}".encode(), "T", site, own)
    except PostctlError:
        return
    post = again(site, plan)
    assert post.title == "T"
    kept = post.document.content.replace("\r\n", "\n")
    assert kept.strip("\n") == found.body.replace("\r\n", "\n").strip("\n")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.from_regex(r"[a-z]{1,4}", fullmatch=True), inner, max_size=3),
    max_leaves=5,
)


@given(value=VALUES, number=st.integers(0, 3))
def test_s14_s15_any_value_is_taken_over_as_it_is_or_refused(value, number):
    site, own = HOUSES[number]
    asked = drafting.Asked(title="T", slug="x", date=NOW, date_only=True, publish=True, data={"zz": value})
    try:
        plan = drafting.plan(site, own, asked)
    except PostctlError:
        assert number == 1  # TOML has no null
        return
    assert again(site, plan).front.get("zz") == value


def test_files_end_as_those_of_the_house():
    site, own = house("plain", {f"p{n}.md": TEXT.replace("{n}", str(n)).rstrip("\n") for n in (1, 2, 3)})
    assert drafted(b"# T\n\nBody\n", "T", site, own)[1].changes[0].after.endswith(b"\n\nBody")
    site, own = house("plain", {f"p{n}.md": TEXT.replace("{n}", str(n)) for n in (1, 2, 3)})
    assert drafted(b"# T\n\nBody", "T", site, own)[1].changes[0].after.endswith(b"\n\nBody\n")


@given(st.binary(max_size=120) | st.text(max_size=120).map(lambda text: f"---\n{text}\n---\nx".encode("utf-8", "surrogatepass")))
def test_r18_any_bytes_give_an_answer(data):
    for title in ("", "T"):
        try:
            said = read(data, title).title
        except PostctlError as error:
            said = title if error.message.startswith("notes.md") else error.message
        assert said == title or not title
