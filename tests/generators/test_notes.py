"""What postctl makes of a vault of Obsidian or a notebook of zk, stated as tables."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postctl import detection, linting, publishing, reading, registry
from postctl.generators.notes import GENERATOR
from postctl.model import Broken, Ignored, Settings, Status
from postctl.site import Folder, Post
from postctl.values import replace
from tests.generators.hostile import VALUES
from tests.sites import site_of

DAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


def folder(*names: str, **texts: str) -> Folder:
    readable = {f".obsidian/{name}.json": text for name, text in texts.items()}
    return Folder(frozenset((".obsidian/", *names)), readable.get)


def read(text: str = "", path: str = "A note.md") -> Post:
    post = reading.read(path, text.encode(), GENERATOR, Settings(("**/*.md",)))
    assert isinstance(post, Post), post
    return post


# --- a vault ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "name"),
    [
        ({".obsidian/", "a.md"}, "notes"),
        ({".zk/", "a.md"}, "notes"),
        ({".obsidian/app.json", "a.md"}, "notes"),
        ({"a.md"}, "plain"),
        ({"notes/.obsidian/", "a.md"}, "plain"),
        ({".obsidian/", "hugo.toml", "content/a.md"}, "hugo"),  # a site whose posts are written in Obsidian
        ({".obsidian/", "astro.config.mjs"}, "astro"),
        ({".obsidian/", "gatsby-config.js"}, "gatsby"),
        ({".obsidian/", "_config.yml", "_posts/2014-01-02-x.md"}, "jekyll"),
    ],
)
def test_detect(files, name):
    assert detection.detect(Folder(frozenset(files), lambda _: None)).generator.name == name


def test_folders_without_notes():
    settings = GENERATOR.settings(
        folder(
            "Templates/a.md",
            "assets/b.png",
            "trash/c.md",
            "Walks/templates/d.md",
            app='{"attachmentFolderPath": "Files/Pictures", "newLinkFormat": "shortest"}',
            templates='{"folder": "Patterns/"}',
        )
    )
    assert {"Files/Pictures/**", "Patterns/**", "Templates/**", "assets/**", "trash/**"} <= set(settings.exclude)
    assert not any("Walks" in each for each in settings.exclude)


@pytest.mark.parametrize("path", ["./", "/", "./here"])
def test_attachments_beside_the_note_leave_out_nothing(path):
    settings = GENERATOR.settings(folder(app=f'{{"attachmentFolderPath": "{path}"}}'))
    assert settings.exclude == GENERATOR.settings(folder()).exclude


@pytest.mark.parametrize(
    ("path", "slug", "date", "section"),
    [
        ("A note.md", "a-note", None, ""),
        ("deep/er/A note.md", "a-note", None, "deep/er"),
        ("2026-10-18.md", "2026-10-18", "2026-10-18", ""),
        ("2026-10-18 Frost.md", "frost", "2026-10-18", ""),
        ("202609121830 A ring.md", "a-ring", "2026-09-12", ""),
        ("20260912183059.md", "20260912183059", "2026-09-12", ""),
        ("20260912T1830-a-ring.md", "a-ring", "2026-09-12", ""),
        ("209913121830 x.md", "x", None, ""),
        ("3x7a A ring.md", "3x7a-a-ring", None, ""),
        ("日記.md", "日記", None, ""),
    ],
)
def test_place(path, slug, date, section):
    place = GENERATOR.place(path, Settings(("**/*.md",)))
    assert (place.slug, place.date, place.section) == (slug, date, section)


@pytest.mark.parametrize("path", ["a.canvas", "a.png", ".trash/a.md", "x/.hidden/a.md", ".a.md", "a.mdx"])
def test_no_notes(path):
    assert GENERATOR.place(path, Settings(("**/*.md",))) is None


# --- a note -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: Written\n---\n# Heading\n", "Written"),
        ("---\nTitle: Written\n---\n", "Written"),
        ("---\ntags: a\n---\n\nText\n\n# Heading #\n", "Heading"),
        ("# Heading\r\nText", "Heading"),
        ("```\n# no\n```\n# Heading\n", "Heading"),
        ("## Second\n", "A note"),
        ("#tag and text", "A note"),
        ("---\ntitle:\n---\n", "A note"),
        ("", "A note"),
        ("text\n---\ntitle: Late\n---\n", "A note"),
    ],
)
def test_titles(text, title):
    post = read(text)
    assert (post.title, post.titled, post.url) == (title, True, None)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("---\ntags: [a, b/c]\n---\n", ("a", "b/c")),
        ("---\ntags: a b\n---\n", ("a", "b")),
        ("---\ntags: a, two words\n---\n", ("a", "two words")),
        ("---\ntags:\n  - '#a'\n  - a\n---\n", ("a",)),
        ("---\nTags: a\ntag: b\nkeywords: [c]\n---\n", ("a", "b", "c")),
        ("---\ntags:\n---\n", ()),
        ("one #a and #b/c, (#d)\n#e", ("a", "b/c", "d", "e")),
        ("#1 is no tag, #1a is; a#b is none, nor [[x#y]] or http://x/#z", ("1a",)),
        ("`#code`\n```\n#fence\n```\n%% #comment %% #a", ("a",)),
        ("---\ntags: [a]\n---\n#a #b", ("a", "b")),
        ("# Heading\n## Heading", ()),
        ("#größe #日本", ("größe", "日本")),
    ],
)
def test_tags(text, tags):
    assert read(text).tags == tags


@pytest.mark.parametrize(
    ("front", "day", "updated"),
    [
        ("date: 2024-05-06", "2024-05-06", None),
        ("created: 2024-05-06\nmodified: 2024-05-07", "2024-05-06", "2024-05-07"),
        ("created: 2024-05-01\ndate: 2024-05-06", "2024-05-06", None),
        ("Date Created: 2024-05-06T10:00\nDate Modified: 2024-05-07", "2024-05-06", "2024-05-07"),
        ("updated: 2024-05-07", None, "2024-05-07"),
        ("date:", None, None),
    ],
)
def test_dates(front, day, updated):
    post = read(f"---\n{front}\n---\n")
    assert (post.date and post.date.moment.date().isoformat()) == day
    assert (post.updated and post.updated.moment.date().isoformat()) == updated


def test_the_date_of_a_daily_note():
    assert read(path="Daily/2026-10-18.md").date.source == "name"
    assert read("---\ndate: 2026-10-19\n---\n", "2026-10-18.md").date.text == "2026-10-19"


def test_aliases_are_titles_and_no_redirects():
    assert read("---\naliases: [Other]\n---\n").redirects == ()
    assert GENERATOR.redirects == ""


@pytest.mark.parametrize(
    ("front", "hidden", "key", "trapped"),
    [
        ("publish: true", None, "publish", False),
        ("publish: false", Status.DRAFT, "publish", False),
        ("publish: yes", None, "publish", True),
        ("publish: 'false'", Status.DRAFT, "publish", True),
        ("publish: later", Status.DRAFT, "publish", True),
        ("publish:", None, None, False),
        ("title: A", None, None, False),
        ("draft: true", Status.DRAFT, "draft", False),
        ("draft: false", None, "draft", False),
        ("draft: 'yes'", Status.DRAFT, "draft", True),
        ("publish: true\ndraft: true", None, "publish", False),
        ("Publish: false", None, "Publish", True),
        ("status: draft", None, None, False),
    ],
)
def test_marks(front, hidden, key, trapped):
    verdict = read(f"---\n{front}\n---\n").verdict
    assert (verdict.hidden, verdict.key, verdict.trap is not None) == (hidden, key, trapped)
    assert not verdict.fatal


@pytest.mark.parametrize(
    ("front", "public", "values"),
    [
        ("title: A", False, {"publish": False}),
        ("title: A", True, {}),
        ("publish: false", True, {"publish": True}),
        ("draft: true", True, {"draft": False}),
        ("draft: false", False, {"draft": True}),
        ("Publish: false", False, {"publish": False}),
    ],
)
def test_toggles(front, public, values):
    assert GENERATOR.toggle(read(f"---\n{front}\n---\n"), public, Settings(()), DAY) == (values, None)


@pytest.mark.parametrize("front", ["publish: true", "publish: false # home", "draft: true", "title: A"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_r3_published_and_unpublished_again_it_has_its_first_bytes(front, end):
    first = f"---\ntags: [a]\n{front}\n---\n\nText.".replace("\n", end)
    site = site_of({"a.md": first}, "notes")
    public = site.posts[0].verdict.hidden is None
    there = publishing.plan(site, site.posts[0], public=not public)
    back = publishing.plan(replace(site, posts=(there.post,)), there.post, public=public)
    assert there.change.after != first.encode()
    assert back.change.after == first.encode()


def test_notes_need_no_front_matter():
    site = site_of({"a.md": "# A\n", "b.md": "---\ntitle: B\n---\n", "c.md": "---\ntitle: C\n---\n"}, "notes")
    assert [each.code for each in linting.check(site, registry.rules())] == []


# --- hostile ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", sorted({*GENERATOR.keys, "published", "status", "Publish"}))
def test_r18_hostile_values(key):
    for value in VALUES:
        found = reading.read("a.md", f"---\n{key}: {value}\n---\n".encode(), GENERATOR, Settings(()))
        assert isinstance(found, Post | Broken)


@given(st.text(), st.text())
def test_r18_any_text_is_a_note(name, text):
    found = reading.read(f"{name}.md", text.encode(errors="replace"), GENERATOR, Settings(()))
    assert found is None or isinstance(found, Post | Broken | Ignored)


@given(st.text())
def test_r18_settings_of_any_text(text):
    assert GENERATOR.settings(folder(app=text, templates=text)).posts == ("**/*.md",)


@pytest.mark.parametrize("bomb", ["<!--", "%%", "`", "```\n", "~~~", "# ", "#", "#a", "# \t", "\n#  ", "[["])
def test_r19_bodies_are_read_in_bounded_time(bomb):
    start = time.process_time()
    read(bomb * 50_000)
    assert time.process_time() - start < 8
