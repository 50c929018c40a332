"""A post in two files: the text in one, the front matter in the other. Every command says and does what it should in each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sites import site_of

from postctl import document, linting, moving, publishing, reading, registry, rulebook
from postctl.cli import main
from postctl.document import REMOVE, Insert
from postctl.errors import PostctlError
from postctl.model import Broken, Severity, Span, Status
from postctl.rules import Finding, Rule
from postctl.site import Post
from postctl.store import reads, scan

CONF = "POSTS = (('posts/*.md', 'posts', 'post.tmpl'),)\n"
META = ".. title: Tea\r\n.. date: 2026-01-02 09:00:00 UTC\r\n.. tags: x\r\n"
BODY = "Put the kettle on.\n\n[away](gone.md)\n"
FILES = {"conf.py": CONF, "posts/tea.md": BODY, "posts/tea.meta": META}


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(text.encode())
    return tmp_path


def tea(**files: str | bytes) -> Post:
    return site_of({**FILES, **files}, "nikola").posts[0]


def run(capsys, blog: Path, *words: str) -> tuple[int, str]:
    code = main(["-C", str(blog), *words])
    return code, capsys.readouterr().out


# --- reading ----------------------------------------------------------------------------------------------------------


def test_one_post_of_two_files():
    site = site_of(FILES, "nikola")
    assert [post.path for post in site.posts] == ["posts/tea.md"]
    post = site.posts[0]
    assert (post.title, post.document.content, post.file) == ("Tea", BODY, "posts/tea.meta")
    assert document.encoded(post.document) == META.encode()
    assert post.document.apart is not None
    assert document.encoded(post.document.apart) == BODY.encode()


@pytest.mark.parametrize("meta", ["", "\n", "no keys here\n", "# .. title: x\n"])
def test_a_second_file_that_says_nothing_leaves_the_post_as_it_is(meta):
    post = tea(**{"posts/tea.md": META + "\r\nText", "posts/tea.meta": meta})
    assert (post.title, post.document.content, post.file, post.document.apart) == ("Tea", "\r\nText", "posts/tea.md", None)


def test_front_matter_in_the_post_is_text_then():
    post = tea(**{"posts/tea.md": ".. title: Coffee\n\nText"})
    assert (post.title, post.document.content) == ("Tea", ".. title: Coffee\n\nText")


@pytest.mark.parametrize(
    ("files", "path"),
    [
        ({"posts/tea.meta": b"\xff"}, "posts/tea.meta"),
        ({"posts/tea.meta": "---\ntitle: [\n---\n"}, "posts/tea.meta"),
        ({"posts/tea.md": b"a\0"}, "posts/tea.md"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(files, path):
    (broken,) = site_of({**FILES, **files}, "nikola").broken
    assert isinstance(broken, Broken)
    assert broken.path == path


def test_a_second_file_that_is_not_there_any_more():
    site = site_of(FILES, "nikola")
    post = reading.read("posts/tea.md", META.encode(), site.generator, site.settings)
    assert isinstance(post, Post)
    assert (post.title, post.file) == ("Tea", "posts/tea.md")


def test_a_second_file_without_permission_is_told(blog, monkeypatch):
    read = reads.Files.read

    def refusing(files: reads.Files, path: str, *, limit: int | None = None) -> bytes:
        if path == "posts/tea.meta":  # root, who may run this, may read everything
            raise PostctlError("cannot be read: Permission denied")
        return read(files, path, limit=limit)

    monkeypatch.setattr(reads.Files, "read", refusing)
    opened = scan.opened(str(blog))
    assert opened.partial
    assert any("posts/tea.meta" in notice for notice in opened.notices)


def test_a_link_out_of_the_site_is_not_followed(blog, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "x.meta"
    outside.write_text(META)
    (blog / "posts/tea.meta").unlink()
    (blog / "posts/tea.meta").symlink_to(outside)
    assert scan.open_site(str(blog)).posts[0].title == "tea"


# --- changing -----------------------------------------------------------------------------------------------------------


def test_r3_an_edit_is_one_of_the_second_file():
    post = tea()
    for changes in ({"title": "Coffee"}, {"slug": "t"}, {"slug": Insert("t", "title")}, {"tags": REMOVE}):
        edited = document.edited(post.document, changes)
        assert edited.apart is post.document.apart
        assert edited.content == BODY
    assert document.edited(post.document, {"title": "T"}).text == META.replace("Tea", "T")


def test_publishing_changes_the_second_file_and_gives_it_back():
    site = site_of(FILES, "nikola")
    there = publishing.plan(site, site.posts[0], public=False)
    assert there.change is not None
    assert (there.change.path, there.change.before) == ("posts/tea.meta", META.encode())
    assert (there.post.path, there.post.verdict.hidden) == ("posts/tea.md", Status.DRAFT)
    after = site_of({**FILES, "posts/tea.meta": there.change.after}, "nikola")
    back = publishing.plan(after, after.posts[0], public=True)
    assert back.change is not None
    assert (back.change.path, back.change.after) == ("posts/tea.meta", META.encode())


def test_a_date_goes_into_the_second_file():
    site = site_of({**FILES, "posts/tea.meta": META.replace("2026-01-02", "2031-01-02")}, "nikola")
    plan = publishing.plan(site, site.posts[0], public=True, date=site.at)
    assert plan.change is not None
    assert plan.change.path == "posts/tea.meta"
    assert b"2026-11-23 12:00:00 UTC" in plan.change.after


def test_both_files_move():
    site = site_of({**FILES, "posts/other.meta": META}, "nikola")
    files = moving.trip(site, site.posts[0], "posts/coffee.md").files
    assert files == {"posts/tea.md": "posts/coffee.md", "posts/tea.meta": "posts/coffee.meta"}


# --- findings -----------------------------------------------------------------------------------------------------------


def test_findings_name_the_file_that_is_to_be_mended():
    site = site_of({**FILES, "posts/tea.meta": META + ".. title: T\r\n"}, "nikola")
    found = {each.code: each for each in linting.check(site, registry.rules())}
    twice, link = found["P004"], found["P401"]
    assert (twice.path, twice.line, twice.post, twice.excerpt) == ("posts/tea.meta", 1, "posts/tea.md", ".. title: Tea")
    assert (link.path, link.line, link.post, link.excerpt) == ("posts/tea.md", 3, "", "[away](gone.md)")
    assert {each.code for each in linting.check(site, registry.rules(), only="posts/tea.md")} >= {"P004", "P401"}


def test_spans_at_the_edges_stay_in_their_file():
    post, at = tea(), []

    def check(post, site):
        end = len(META)
        yield from (
            Finding("x", span) for span in (None, Span(0, 0), Span(end, end), Span(post.document.base, post.document.base + 3))
        )

    rule = Rule(code="P999", severity=Severity.INFO, summary="x", bad=(), good=(), post=check)
    at = [(each.path, each.line, each.column) for each in linting.check(site_of(FILES, "nikola"), [rule])]
    assert at == [("posts/tea.md", 1, 1), ("posts/tea.meta", 1, 1), ("posts/tea.meta", 1, 1), ("posts/tea.meta", 4, 1)]
    assert post.document.base > len(META)


def test_rules_are_left_out_by_the_path_of_the_post():
    site = site_of({**FILES, "posts/tea.meta": META + ".. title: T\r\n"}, "nikola")
    found = linting.check(site, registry.rules())
    assert "P004" not in {each.code for each in rulebook.without(found, {"posts/*.md": ["P004"]}, registry.rules())}


# --- commands -----------------------------------------------------------------------------------------------------------


def test_list_and_show(blog, capsys):
    code, out = run(capsys, blog, "list", "--format", "json")
    (row,) = json.loads(out)["posts"]
    assert (code, row["path"], row["title"], row["url"]) == (0, "posts/tea.md", "Tea", "/posts/tea/")
    code, out = run(capsys, blog, "show", "tea")
    assert code == 0
    assert "Put the kettle on." in out
    assert "Tea" in out


def test_publish_and_unpublish_write_the_second_file(blog, capsys):
    code, out = run(capsys, blog, "unpublish", "tea", "--diff")
    assert code == 0
    assert "+++ posts/tea.meta" in out
    assert (blog / "posts/tea.meta").read_bytes() == META.encode()
    assert run(capsys, blog, "unpublish", "tea")[0] == 0
    assert (blog / "posts/tea.meta").read_bytes() == (".. status: draft\r\n" + META).encode()
    assert (blog / "posts/tea.md").read_bytes() == BODY.encode()
    assert main(["-C", str(blog), "publish", "tea"]) == 1
    assert "posts/tea.md:3:8: error P401" in capsys.readouterr().err
    assert run(capsys, blog, "publish", "tea", "--no-check")[0] == 0
    assert (blog / "posts/tea.meta").read_bytes() == META.encode()


def test_validate(blog, capsys):
    (blog / "posts/tea.meta").write_text(META.replace("2026-01-02 09:00:00 UTC", "soon"))
    code, out = run(capsys, blog, "validate", "--format", "concise")
    assert code == 1
    assert "posts/tea.meta:2:10" in out
    assert "posts/tea.md:3:" in out


def test_a_new_post_in_a_house_of_two_files_is_two_files(blog, capsys):
    code, out = run(capsys, blog, "new", "A Title", "--publish", "--tag", "x")
    assert (code, out.splitlines()) == (0, ["posts/a-title.md", "posts/a-title.meta"])
    meta = (blog / "posts/a-title.meta").read_bytes()
    assert meta == b".. title: A Title\r\n.. date: 2026-11-23 12:00:00 UTC\r\n.. tags: x\r\n"
    assert (blog / "posts/a-title.md").read_bytes() == b""
    code, out = run(capsys, blog, "new", "Another", "--dry-run")
    assert out.splitlines() == ["posts/another.md", "posts/another.meta"]
    (blog / "posts/another.meta").write_text("x")
    code, _ = run(capsys, blog, "new", "Another")
    assert code == 2
    assert not (blog / "posts/another.md").exists()
