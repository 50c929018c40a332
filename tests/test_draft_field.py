"""The draft field that the owner of a site names in postctl.toml: what a post is, and how it becomes public and a draft again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import NOW, site_of

from postctl import drafting, housestyle, linting, publishing, registry, rulebook, scheduling, status
from postctl.cli import main
from postctl.drafting import Asked
from postctl.errors import Refused
from postctl.model import DraftField, Status
from postctl.site import Post, Site
from postctl.store import scan

WIP = DraftField("wip")
LISTED = DraftField("published", (False,), (True,), "draft")
STATES = DraftField("status", ("in progress", "review"), ("done",))
ONLY_DRAFTS = DraftField("status", ("in progress",), ())
ONLY_PUBLIC = DraftField("visibility", (), ("public",), "draft")


def yaml(*lines: str) -> str:
    return "\n".join(("---", "title: A", *lines, "---", "", "Text.", ""))


def read(text: str, field: DraftField, generator: str = "gatsby", path: str = "src/blogs/a.md") -> Post:
    return site_of({path: text}, generator, draft=field).posts[0]


# --- what a post is -------------------------------------------------------------------------------------------------------

SAID = [
    (WIP, "wip: true", Status.DRAFT, "wip: true"),
    (WIP, "wip: false", None, "wip: false"),
    (WIP, "tags: []", None, "no `wip`"),
    (WIP, "wip:", None, "wip:"),
    (WIP, "draft: true", None, "no `wip`"),
    (WIP, "status: draft", None, "no `wip`"),
    (WIP, "draft: true\nwip: false", None, "wip: false"),
    (LISTED, "published: true", None, "published: true"),
    (LISTED, "published: false", Status.DRAFT, "published: false"),
    (LISTED, "tags: []", Status.DRAFT, "no `published`"),
    (LISTED, "published:", Status.DRAFT, "published:"),
    (STATES, "status: in progress", Status.DRAFT, "status: in progress"),
    (STATES, 'status: "review"', Status.DRAFT, 'status: "review"'),
    (STATES, "status: done", None, "status: done"),
    (STATES, "tags: []", None, "no `status`"),
    (ONLY_DRAFTS, "status: evergreen", None, "status: evergreen"),
    (ONLY_PUBLIC, "visibility: public", None, "visibility: public"),
    (ONLY_PUBLIC, "visibility: team", Status.DRAFT, "visibility: team"),
    (DraftField("published", ("no",), ("yes",)), "published: no", Status.DRAFT, "published: no"),
    (DraftField("level", ("0",), ("1",)), "level: 0", Status.DRAFT, "level: 0"),
    (DraftField("site.wip"), "site: {wip: true}", Status.DRAFT, "site.wip: true"),
    (DraftField("site.wip"), "site:\n  wip: true", Status.DRAFT, "site.wip: true"),
    (DraftField("site.wip"), "site.wip: true", Status.DRAFT, "site.wip: true"),
    (DraftField("site.wip"), "site: wip", None, "no `site.wip`"),
]


@pytest.mark.parametrize(("field", "line", "hidden", "reason"), SAID)
@pytest.mark.parametrize("generator", ["gatsby", "plain", "notes"])
def test_the_field_decides_in_place_of_the_marks_of_most_sites(field, line, hidden, reason, generator) -> None:
    post = read(yaml(line), field, generator)
    assert (post.verdict.hidden, post.verdict.reason, post.verdict.trap) == (hidden, reason, None)
    seen = status.effective(post, site_of({}, generator, draft=field).settings, NOW)
    assert (seen.status is Status.DRAFT, seen.reason) == (hidden is Status.DRAFT, reason)


UNCLEAR = [
    (WIP, 'wip: "true"', Status.DRAFT, '`wip: "true"` is a text, where the draft field has `true`'),
    (WIP, "wip: no", None, "`wip: no` is a text, where the draft field has `false`"),
    (WIP, "wip: perhaps", None, "`wip: perhaps` is neither `true` nor `false`, so it counts as if it were not there (public)"),
    (WIP, "wip: [true]", None, "`wip: [true]` is neither `true` nor `false`"),
    (LISTED, "published: 2026-01-01", Status.DRAFT, "so it counts as if it were not there (draft)"),
    (STATES, "status: Done", None, "`status: Done` is in other letters, where the draft field has `done`"),
    (STATES, "status: later", None, "`status: later` is neither `in progress` nor `review` nor `done`"),
]


@pytest.mark.parametrize(("field", "line", "hidden", "said"), UNCLEAR)
def test_p103_says_what_is_unclear_and_where(field, line, hidden, said) -> None:
    site = site_of({"src/blogs/a.md": yaml(line)}, "gatsby", draft=field)
    assert site.posts[0].verdict.hidden is hidden
    found = linting.check(site, [rulebook.named(registry.rules(), "draft-not-as-meant")])
    assert [(each.line, each.severity) for each in found] == [(3, "warning")]
    assert said in found[0].message
    assert site.posts[0].document.text.splitlines()[2][found[0].column - 1 : found[0].end_column - 1] == line.partition(": ")[2]


@pytest.mark.parametrize(
    ("generator", "path", "text", "hidden", "reason"),
    [
        ("hugo", "content/posts/a.md", yaml("draft: true"), Status.DRAFT, "draft: true"),
        ("hugo", "content/posts/a.md", yaml("wip: true"), Status.DRAFT, "wip: true"),
        ("hugo", "content/posts/a.md", yaml("draft: true", "wip: true"), Status.DRAFT, "draft: true, wip: true"),
        ("hugo", "content/posts/a.md", yaml("draft: true", "wip: false"), Status.DRAFT, "draft: true"),
        ("hugo", "content/posts/a.md", yaml("draft: false"), None, "draft: false"),
        ("hugo", "content/posts/a.md", "+++\ntitle = 'A'\nwip = true\n+++\n", Status.DRAFT, "wip: true"),
        ("hugo", "content/posts/a.md", '{"title": "A", "wip": true}\n', Status.DRAFT, "wip: true"),
        ("jekyll", "_drafts/a.md", yaml("wip: false"), Status.DRAFT, "lies in _drafts/"),
        ("jekyll", "_posts/2026-01-01-a.md", yaml("wip: true"), Status.DRAFT, "wip: true"),
        ("pelican", "content/a.md", "Title: A\nDate: 2026-01-01\nWip: true\n\nText.\n", Status.DRAFT, "wip: true"),
        ("nikola", "posts/a.md", "<!--\n.. title: A\n.. date: 2026-01-01\n.. wip: yes\n-->\n\nText.\n", Status.DRAFT, "wip: yes"),
        ("plain", "drafts/a.md", yaml("wip: false"), Status.DRAFT, "in a drafts folder"),
    ],
)
def test_what_the_generator_hides_stays_hidden(generator, path, text, hidden, reason) -> None:
    post = read(text, WIP, generator, path)
    assert (post.verdict.hidden, post.verdict.reason, post.verdict.trap) == (hidden, reason, None)


def test_without_a_field_nothing_is_asked_twice() -> None:
    assert site_of({"a.md": yaml("wip: true")}).posts[0].own is None


# --- publish and unpublish ------------------------------------------------------------------------------------------------


def after(site: Site, path: str, *, public: bool) -> tuple[Site, str]:
    """The site once the post is public, or a draft, and the text of the file of its front matter then."""
    post = next(each for each in site.posts if each.path == path)
    plan = publishing.plan(site, post, public=public)
    assert (plan.post.verdict.hidden is None) == public
    again = publishing.plan(plan.site, plan.post, public=public)
    assert again.changes == ()
    return plan.site, plan.post.document.text


CHANGES = [
    (WIP, ("wip: true",), ("wip: false",)),
    (LISTED, ("published: false",), ("published: true",)),
    (STATES, ("status: 'in progress' # x",), ("status: 'done' # x",)),
    (DraftField("published", ("no",), ("yes",)), ("published: no",), ("published: yes",)),
    (DraftField("site.wip"), ("site:", "  a: 1", "  wip: true # x", "  b: 2"), ("site:", "  a: 1", "  wip: false # x", "  b: 2")),
    (DraftField("site.wip"), ("site: {wip: true, a: 1}",), ("site: {wip: false, a: 1}",)),
]


@pytest.mark.parametrize(("field", "draft", "public"), CHANGES)
def test_r3_publishing_changes_the_value_of_the_field_alone(field, draft, public) -> None:
    other = {"src/blogs/b.md": yaml(*public), "src/blogs/c.md": yaml(*draft)}
    site = site_of({"src/blogs/a.md": yaml(*draft), **other}, "gatsby", draft=field)
    site, text = after(site, "src/blogs/a.md", public=True)
    assert text == yaml(*public)
    assert after(site, "src/blogs/a.md", public=False)[1] == yaml(*draft)


@pytest.mark.parametrize("word", ["yes", '"TRUE"', "'on'"])
def test_a_text_where_a_boolean_is_meant_becomes_one(word: str) -> None:
    site = site_of({"src/blogs/a.md": yaml(f"wip: {word}  # not yet")}, "gatsby", draft=WIP)
    assert after(site, "src/blogs/a.md", public=True)[1] == yaml("wip: false  # not yet")


def test_a_field_that_only_drafts_have_is_taken_out_and_comes_back_where_it_stands_in_other_posts() -> None:
    draft = yaml("tags: []", 'status: "in progress"', "z: 1")
    site = site_of({"src/blogs/a.md": draft, "src/blogs/b.md": draft, "src/blogs/c.md": yaml()}, "gatsby", draft=ONLY_DRAFTS)
    site, text = after(site, "src/blogs/a.md", public=True)
    assert text == yaml("tags: []", "z: 1")
    assert after(site, "src/blogs/a.md", public=False)[1] == draft


def test_a_field_that_only_public_posts_have() -> None:
    public = yaml("visibility: public", "tags: []")
    site = site_of({"src/blogs/a.md": public, "src/blogs/b.md": public}, "gatsby", draft=ONLY_PUBLIC)
    site, text = after(site, "src/blogs/a.md", public=False)
    assert text == yaml("tags: []")
    assert after(site, "src/blogs/a.md", public=True)[1] == public


HOUSES = [
    ("gatsby", "src/blogs/{}.md", "---\ntitle: {}\n{}tags: []\n---\nText.\n", "{}: {}\n"),
    ("gatsby", "src/blogs/{}.md", "\ufeff---\r\ntitle: {}\r\n{}tags: [] # x\r\n---\r\nText.", "{}:   {} # y\r\n"),
    ("eleventy", "posts/{}.md", "---\ntitle: {}\n{}tags: []\n---\nText.\n", "{}: {}\n"),
    ("astro", "src/content/blog/{}.md", "---\ntitle: {}\n{}tags: []\n---\nText.\n", "{}: {}\n"),
    ("docusaurus", "blog/2026-01-01-{}.md", "---\ntitle: {}\n{}tags: []\n---\nText.\n", "{}: {}\n"),
    ("notes", "{}.md", "---\ntitle: {}\n{}tags: []\n---\nText.\n", "{}: {}\n"),
    ("plain", "{}.md", "+++\ntitle = '{}'\n{}tags = []\n+++\nText.\n", "{} = {}\n"),
    ("plain", "{}.md", '{{"title": "{}", {}"tags": []}}\nText.\n', '"{}": {}, '),
    ("hugo", "content/posts/{}.md", "+++\ntitle = '{}'\n{}tags = []\n+++\nText.\n", "{} = {}\n"),
    ("hugo", "content/posts/{}.md", '{{\n  "title": "{}",\n  {}"tags": []\n}}\nText.\n', '"{}": {},\n  '),
    ("jekyll", "_posts/2026-01-01-{}.md", "---\ntitle: {}\n{}tags: []\n---\nText.\n", "{}: {}\n"),
    ("hexo", "source/_posts/{}.md", "---\ntitle: {}\n{}tags: []\n---\nText.\n", "{}: {}\n"),
    ("pelican", "content/{}.md", "Title: {}\nDate: 2026-01-01\n{}Tags: a\n\nText.\n", "{}: {}\n"),
    ("nikola", "posts/{}.md", "<!--\n.. title: {}\n.. date: 2026-01-01\n{}.. tags: a\n-->\n\nText.\n", ".. {}: {}\n"),
    ("mkdocs", "docs/blog/posts/{}.md", "---\ntitle: {}\ndate: 2026-01-01\n{}tags: []\n---\nText.\n", "{}: {}\n"),
    ("zola", "content/{}.md", "+++\ntitle = '{}'\n[extra]\nb = 1\nc = 2\n{}+++\nText.\n", "{} = {}\n"),
    ("zola", "content/{}.md", "+++\ntitle = '{}'\n{}+++\nText.\n", "extra.{} = {}\n"),
    (
        "cobalt",
        "posts/{}.md",
        "---\ntitle: {}\npublished_date: 2026-01-01 00:00:00 +0000\ndata:\n  a: 1\n{}---\nText.\n",
        "  {}: {}\n",
    ),
]
CONFIGS = {"mkdocs": {"mkdocs.yml": "plugins: [blog]\n"}, "zola": {"config.toml": "base_url = 'https://a.org'\n"}}


@given(data=st.data())
def test_r3_there_and_back_gives_the_first_bytes(data) -> None:
    generator, path, text, line = data.draw(st.sampled_from(HOUSES))
    key, field = data.draw(
        st.sampled_from(
            [
                ("wip", WIP),
                ("published", LISTED._replace(key="shown")),
                ("published", LISTED._replace(key="shown", default="public")),
                ("phase", STATES._replace(key="phase")),
            ]
        )
    )
    key = field.key
    if generator in ("zola", "cobalt"):
        field = field._replace(key=f"{'extra' if generator == 'zola' else 'data'}.{key}")

    def source(word: bool | str) -> str:
        said = str(word).lower() if isinstance(word, bool) else word
        return f'"{said}"' if isinstance(word, str) and (" = " in line or '"' in line) else said

    lines = ["", *(line.format(key, source(words[0])) for words in (field.draft, field.public))]
    chosen = data.draw(st.lists(st.sampled_from(lines), min_size=1, max_size=4))
    files = {path.format(name): text.format(name, each) for name, each in zip("abcd", chosen, strict=False)}
    site = site_of({**files, **CONFIGS.get(generator, {})}, generator, draft=field)
    assert len(site.posts) == len(files)
    first = site.posts[0]
    assert first.verdict.trap is None
    public = first.verdict.hidden is None
    there, _ = after(site, first.path, public=not public)
    _, back = after(there, first.path, public=public)
    assert back == first.document.text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (yaml("draft: true", "wip: true"), yaml("draft: false", "wip: false")),
        (yaml("draft: true"), yaml("draft: false")),
        (yaml("draft: false", "wip: true"), None),
    ],
)
def test_where_both_hide_a_post_both_are_mended(text, shown) -> None:
    site = site_of({"content/posts/a.md": text, "content/posts/b.md": text}, "hugo", draft=WIP)
    there, became = after(site, "content/posts/a.md", public=True)
    if shown is None:
        assert became == yaml("draft: false", "wip: false")
    else:
        assert became == shown
        assert after(there, "content/posts/a.md", public=False)[1] == text


def test_a_public_post_without_marks_becomes_a_draft_by_the_field() -> None:
    site = site_of({"_posts/2026-01-01-a.md": yaml()}, "jekyll", draft=WIP)
    assert after(site, "_posts/2026-01-01-a.md", public=False)[1] == "---\nwip: true\ntitle: A\n---\n\nText.\n"


def test_a_draft_in_a_folder_of_drafts_moves_and_says_that_it_is_public() -> None:
    site = site_of({"_drafts/a.md": yaml("date: 2026-01-01", "wip: true")}, "jekyll", draft=WIP)
    plan = publishing.plan(site, site.posts[0], public=True)
    assert plan.post.path == "_posts/2026-01-01-a.md"
    assert "wip: false" in plan.post.document.text


def test_two_files_are_one_post() -> None:
    files = {"posts/a.md": "Text.\n", "posts/a.meta": ".. title: A\n.. date: 2026-01-01\n.. wip: true\n"}
    site = site_of(files, "nikola", draft=WIP)
    plan = publishing.plan(site, site.posts[0], public=True)
    assert [(change.path, change.after) for change in plan.changes] == [
        ("posts/a.meta", b".. title: A\n.. date: 2026-01-01\n.. wip: false\n")
    ]


def test_a_key_over_which_the_build_fails_is_not_written() -> None:
    site = site_of({"posts/a.md": yaml("published_date: 2026-01-01 00:00:00 +0000"), "_cobalt.yml": ""}, "cobalt", draft=WIP)
    with pytest.raises(Refused, match="cannot hold the draft field `wip`") as error:
        publishing.plan(site, site.posts[0], public=False)
    assert "data.wip" in error.value.hint


def test_a_post_without_front_matter_cannot_be_made_public_by_a_field() -> None:
    site = site_of({"src/blogs/a.md": "Text.\n"}, "gatsby", draft=LISTED)
    assert site.posts[0].verdict.hidden is Status.DRAFT
    with pytest.raises(Refused, match="no front matter"):
        publishing.plan(site, site.posts[0], public=True)


@pytest.mark.parametrize(("field", "line"), [(WIP, "wip: true"), (None, "draft: true")])
def test_r3_many_posts_get_the_mark_at_once_and_give_it_back(field: DraftField | None, line: str) -> None:
    files = {f"src/blogs/{name}.md": yaml(f"tags: [{name}]") for name in "abcdefgh"}
    first = site_of(files, "gatsby", draft=field)
    site = first
    for name in "abcdefg":
        site, text = after(site, f"src/blogs/{name}.md", public=False)
        assert text.startswith(f"---\n{line}\ntitle")
    for name in "abcdefg":
        site, _ = after(site, f"src/blogs/{name}.md", public=True)
    assert [post.document.text for post in site.posts] == [post.document.text for post in first.posts]


# --- schedule, new, and the whole command -------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", [WIP, LISTED, STATES, ONLY_DRAFTS, ONLY_PUBLIC])
def test_a_scheduled_draft_is_released_by_the_field(field: DraftField) -> None:
    site = site_of({"src/blogs/a.md": yaml(), "src/blogs/b.md": yaml()}, "gatsby", draft=field)
    release = "2026-11-20T09:00:00+00:00"
    plan = publishing.plan(site, site.posts[0], public=False, release=release)
    assert f'postctl_publish_at: "{release}"' in plan.post.document.text
    assert [post.path for post in scheduling.due(plan.site).posts] == ["src/blogs/a.md"]
    gone = publishing.plan(plan.site, plan.post, public=True)
    assert "postctl_publish_at" not in gone.post.document.text
    assert gone.post.verdict.hidden is None


def new(site: Site, *, publish: bool = False) -> Post:
    plan = drafting.plan(site, housestyle.learn(site), Asked(title="Tea", slug=None, date=NOW, date_only=True, publish=publish))
    return plan.post


WRITTEN = [
    (WIP, {}, "wip: true", "wip: false"),
    (LISTED, {}, "published: false", "published: true"),
    (ONLY_PUBLIC, {}, None, "visibility: public"),
    (ONLY_DRAFTS, {}, "status: in progress", None),
    (WIP, {"src/blogs/a.md": yaml("wip: true"), "src/blogs/b.md": yaml()}, "wip: true", None),
    (WIP, {"src/blogs/a.md": yaml("wip: false"), "src/blogs/b.md": yaml("wip: false")}, "wip: true", "wip: false"),
    (WIP, {"src/blogs/a.md": yaml("draft: false"), "src/blogs/b.md": yaml("draft: false")}, "wip: true", None),
    (LISTED, {"src/blogs/a.md": yaml("published: true")}, "published: false", "published: true"),
    (ONLY_PUBLIC, {"src/blogs/a.md": yaml("visibility: public")}, None, "visibility: public"),
    (STATES, {"src/blogs/a.md": yaml("status: done")}, "status: in progress", "status: done"),
    (DraftField("site.wip"), {}, "  wip: true", "  wip: false"),
    (DraftField("site.wip"), {"src/blogs/a.md": yaml("site:", "  wip: false")}, "  wip: true", "  wip: false"),
]


@pytest.mark.parametrize(("field", "files", "draft", "public"), WRITTEN)
def test_a_new_post_has_the_field(field, files, draft, public) -> None:
    site = site_of(files, "gatsby", draft=field)
    for post, line in ((new(site), draft), (new(site, publish=True), public)):
        last = field.key.rpartition(".")[2]
        said = [each for each in post.document.text.splitlines() if each.strip().startswith(f"{last}:")]
        assert said == ([line] if line else [])
        assert "draft: true" not in post.document.text
    assert new(site).verdict.hidden is Status.DRAFT
    assert new(site, publish=True).verdict.hidden is None


def run(folder: Path, *words: str) -> int:
    return main(["-C", str(folder), *words])


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    (tmp_path / "postctl.toml").write_text('generator = "gatsby"\n[draft]\nkey = "wip"\n')
    (tmp_path / "src/blogs").mkdir(parents=True)
    for name in "abc":
        (tmp_path / f"src/blogs/{name}.md").write_text(yaml("date: 2026-01-01", "wip: true"))
    return tmp_path


def test_several_posts_are_published_at_once(blog: Path, capsys) -> None:
    assert run(blog, "publish", "--where", "status == draft") == 0
    assert capsys.readouterr().out.split() == ["src/blogs/a.md", "src/blogs/b.md", "src/blogs/c.md"]
    assert run(blog, "list", "--where", "status == draft", "--format", "paths") == 0
    assert capsys.readouterr().out == ""


def test_what_is_typed_must_not_contradict_the_field(blog: Path, capsys) -> None:
    assert run(blog, "new", "Tea", "--set", "wip=false") == 2
    assert "--set wip=false contradicts what is asked" in capsys.readouterr().err


@pytest.mark.parametrize(("line", "told"), [('draft = "wip"', True), ('draft_key = "wip"', True), ('title = "A"', False)])
def test_a_draft_field_below_settings_is_told(tmp_path: Path, line: str, told: bool) -> None:
    (tmp_path / "gatsby-config.js").write_text("")
    (tmp_path / "postctl.toml").write_text(f"[settings]\n{line}\n")
    notices = scan.opened(str(tmp_path)).notices
    assert any("named below [draft]" in each for each in notices) is told


def test_init_keeps_the_field(blog: Path, capsys) -> None:
    assert run(blog, "init", "--force") == 0
    text = (blog / "postctl.toml").read_text()
    assert '[draft]\nkey = "wip"\ndraft = true\npublic = false\ndefault = "public"\n' in text
    assert run(blog, "config", "--format", "plain") == 0
    assert "draft.key\twip\tpostctl.toml" in capsys.readouterr().out
