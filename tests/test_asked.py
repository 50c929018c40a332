"""What was asked for is done, or refused with a reason; never done otherwise in silence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from postctl.cli import main

AT = ("--at", "2026-11-23 12:00")


@pytest.fixture
def blog(tmp_path: Path):
    def write(files: dict[str, str | bytes]) -> Path:
        for name, data in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return tmp_path

    return write


@pytest.fixture
def run(capsys):
    def call(root: Path, *words: str) -> tuple[int, str, str]:
        code = main(["-C", str(root), *AT, *words])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def statuses(run, root: Path) -> dict[str, str]:
    return {post["path"]: post["status"] for post in json.loads(run(root, "list", "--format", "json")[1])["posts"]}


# --- a time of day ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("example", ["hugo", "jekyll", "nikola", "hexo"])
def test_r25_a_new_post_does_not_go_out_before_the_time_asked_for(example: str, copy_example, run) -> None:
    root = copy_example(example)
    code, out, _ = run(root, "new", "Timed", "--date", "2026-11-23 18:00", "--publish")
    assert code == 0
    assert statuses(run, root)[out.strip()] == "scheduled"
    assert "18:00" in (root / out.strip()).read_text()


@pytest.mark.parametrize("example", ["astro", "eleventy", "gatsby", "mkdocs", "plain", "zola", "cobalt"])
def test_r25_a_time_of_day_is_written_in_every_house(example: str, copy_example, run) -> None:
    root = copy_example(example)
    code, out, _ = run(root, "new", "Timed", "--date", "2026-11-21 18:30", "--publish")
    assert code == 0
    assert "18:30" in (root / out.strip()).read_text()
    (post,) = json.loads(run(root, "list", "timed", "--format", "json")[1])["posts"]
    assert "T18:30:00" in post["date"]
    assert run(root, "validate", str(root / out.strip()))[0] == 0


def test_r25_publish_writes_a_time_into_a_date_without_one(copy_example, run) -> None:
    root = copy_example("hugo")
    code, out, err = run(root, "publish", "tide table", "--date", "2026-12-01 18:00", "--diff")
    assert (code, "18:00" in out, "scheduled" in err) == (0, True, True)


def test_now_is_written_as_the_house_writes_dates(copy_example, run) -> None:
    root = copy_example("gatsby")
    assert 'date: "2026-11-23"' in run(root, "new", "Now", "--diff")[1]


# --- publishing -------------------------------------------------------------------------------------------------------


def test_r27_a_post_that_its_section_hides_is_not_published_already(copy_example, run) -> None:
    code, _, err = run(copy_example("zola"), "publish", "frame-in-nine")
    assert code == 2
    assert "cannot make" in err


@pytest.mark.parametrize(("example", "post"), [("docusaurus", "star-party"), ("pelican", "spice drawer")])
def test_an_unlisted_post_becomes_a_draft(example: str, post: str, copy_example, run) -> None:
    root = copy_example(example)
    code, out, _ = run(root, "unpublish", post)
    assert code == 0
    assert statuses(run, root)[out.strip()] == "draft"


def test_a_name_is_never_meant_by_the_end_of_a_word(blog, run) -> None:
    root = blog({"soup.md": "---\ntitle: Soup\ndraft: true\n---\nText.\n", "tea.md": "---\ntitle: Tea\n---\n"})
    assert run(root, "publish", "up")[0] == 1
    assert run(root, "publish", "so", "-n")[0] == 0


# --- new ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"postctl.toml": 'exclude = ["**"]\n', "a.md": "---\ntitle: A\n---\n"}, ()),
        ({"a.md": "---\ntitle: A\n---\n"}, ("--section", "../..")),
        ({"_config.yml": "title: x\n", "_posts/2024-01-01-a.md": "---\ntitle: A\n---\n"}, ("--bundle",)),
        ({"_config.yml": "new_post_name: :title.md\n", "source/_posts/a.md": "---\ntitle: A\n---\n"}, ("--bundle",)),
    ],
)
def test_a_post_that_nobody_would_see_is_not_written(blog, run, files: dict[str, str], words: tuple[str, ...]) -> None:
    root = blog(files)
    before = sorted(root.rglob("*"))
    assert run(root, "new", "Lost", *words)[0] == 2
    assert sorted(root.rglob("*")) == before


def test_a_section_of_a_site_without_posts(blog, run) -> None:
    assert run(blog({"hugo.toml": ""}), "new", "First", "--section", "notes", "-n")[1] == "content/posts/notes/first.md\n"


def test_names_that_are_titles_keep_their_words(copy_example, run) -> None:
    code, out, _ = run(copy_example("notes"), "new", "A Title: with 'colon' & #hash", "-n")
    assert (code, out) == (0, "A Title with 'colon' & #hash.md\n")


# --- what is not checked is told ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"future: true # caf\xe9\n", b"\xff\xfef\0", b"a: 1\n" * 250_000])
def test_r28_a_configuration_that_cannot_be_read_is_told(blog, run, data: bytes) -> None:
    root = blog({"_config.yml": data, "_posts/2024-01-01-a.md": "---\ntitle: A\n---\n"})
    code, _, err = run(root, "validate")
    assert code == 2
    assert "_config.yml cannot be read" in err


def test_a_large_configuration_is_read(blog, run) -> None:
    nav = "".join(f"  - Page {n}: page-{n}.md\n" for n in range(4000))
    post = "---\ntitle: A\ndate: 2024-01-01\n---\n"
    root = blog({"mkdocs.yml": f"site_name: x\nplugins: [blog]\nnav:\n{nav}", "docs/blog/posts/a.md": post})
    assert run(root, "list", "--count")[:2] == (0, "1\n")


def test_a_broken_configuration_is_not_called_front_matter(blog, run) -> None:
    code, _, err = run(blog({"mkdocs.yml": "just a text\n", "docs/a.md": ""}), "list")
    assert (code, "front matter" in err, "mkdocs.yml:1:" in err) == (2, False, True)


def test_r28_a_configuration_that_leaves_nothing_guards_nothing(blog, run) -> None:
    root = blog({"postctl.toml": 'posts = ["elsewhere/**"]\n', "a.md": "---\ntitle: A\n---\n"})
    assert run(root, "validate")[0] == 2
    (root / "postctl.toml").unlink()
    assert run(root, "validate")[0] == 0


def test_two_generators_in_one_folder_are_told(blog, run) -> None:
    files = {"hugo.toml": "", "content/posts/a.md": "---\ntitle: A\n---\n", "gatsby-config.js": ""}
    root = blog(files)
    assert "taken for Gatsby, but it may be Hugo" in run(root, "list")[2]
    blog({"postctl.toml": 'generator = "hugo"\n'})
    assert "taken for" not in run(root, "list")[2]


@pytest.mark.parametrize("name", ["pelicanconf.py", "hugo.toml", "_config.yml", "mkdocs.yml"])
def test_r20_a_folder_in_place_of_a_configuration(blog, run, name: str) -> None:
    root = blog({f"{name}/x": "", "content/a.md": "---\ntitle: A\n---\n"})
    assert run(root, "list")[0] == 0


def test_a_pattern_that_is_none_is_told_with_its_place(blog, run) -> None:
    root = blog({"postctl.toml": '[new]\nfile = "{nope}.md"\n', "a.md": "---\ntitle: A\n---\n"})
    code, _, err = run(root, "new", "B")
    assert (code, "postctl.toml: `new.file`" in err) == (2, True)


@pytest.mark.parametrize("mark", ["<!-- TEASER_END -->", ".. TEASER_END"])
def test_the_words_of_the_excerpt_are_counted(blog, run, mark: str) -> None:
    head = ".. title: Tea\n.. slug: tea\n.. date: 2024-01-01 10:00:00 UTC\n"
    post = f"<!--\n{head}-->\n\nThree words here.\n\n{mark}\n\nAnd four more words.\n"
    root = blog({"conf.py": 'POSTS = (("posts/*.md", "posts", "post.tmpl"),)\n', "posts/tea.md": post})
    assert "3 in the excerpt" in run(root, "show", "tea", "--meta")[1]
