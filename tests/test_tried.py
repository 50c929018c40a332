"""What people met when they tried it on blogs of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from postctl.cli import main


@pytest.fixture
def blog(tmp_path: Path):
    """`blog({path: text})` writes the files; `blog.read(path)` reads one."""

    def written(files: dict[str, str]) -> Path:
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text)
        return tmp_path

    return written


def run(root: Path, *words: str) -> int:
    return main(["-C", str(root), "--no-input", *words])


@pytest.mark.parametrize(
    ("config", "post", "expected"),
    [
        ({"_config.yml": ""}, ("_posts/2024-01-0{n}-p{n}.md", "---\ntitle: P{n}\ntags: a b\n---\nx\n"), "tags: a b c\n"),
        (
            {"pelicanconf.py": "PATH = 'content'\n"},
            ("content/p{n}.md", "Title: P{n}\nDate: 2024-01-0{n}\nTags: a, b\n\nx\n"),
            "Tags: a, b, c\n",
        ),
    ],
    ids=["jekyll", "pelican"],
)
def test_new_adds_a_tag_to_the_text_that_all_posts_share(blog, config, post, expected: str, capsys) -> None:
    name, text = post
    root = blog({**config, **{name.format(n=n): text.format(n=n) for n in range(1, 10)}})
    assert run(root, "new", "Ten", "--tag", "c", "--force") == 0
    assert expected in (root / capsys.readouterr().out.strip()).read_text()
    assert run(root, "new", "Eleven") == 0


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("#1 tip", '"#1 tip"'),
        ("# y", '"# y"'),
        ("1 # y", '"1 # y"'),
        ("1.10", '"1.10"'),
        ("0123", '"0123"'),
        ("1.5", "1.5"),
        ("null", "null"),
    ],
)
def test_a_value_as_typed_loses_nothing(blog, value: str, written: str) -> None:
    root = blog({"a.md": '---\ntitle: "A"\n---\nx\n'})
    assert run(root, "set", "a.md", f"k={value}") == 0
    line = next(line for line in (root / "a.md").read_text().splitlines() if line.startswith("k:"))
    assert line.replace("'", '"') in (f"k: {written}", "k:" if value == "null" else "")


def test_a_zola_link_to_a_page_at_the_top_is_no_broken_one(blog, capsys) -> None:
    page = "+++\ntitle = '{0}'\ndate = 2024-01-01\n+++\n[a](@/a.md)\n"
    root = blog(
        {"config.toml": "base_url = 'https://e.org'\n", "content/a.md": page.format("A"), "content/d.md": page.format("D")}
    )
    assert run(root, "validate", "--select", "P401") == 0
    assert "P401" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("asked", "written"),
    [("2026-12-31 23:30", "2026-12-31T23:30:00+00:00"), ("2026-07-01 23:30", "2026-07-01T23:30:00+01:00")],
)
def test_a_date_is_written_in_the_offset_its_zone_has_then(blog, asked: str, written: str) -> None:
    post = "---\ntitle: A\ndate: 2026-06-01T10:00:00+01:00\ndraft: true\n---\nx\n"
    root = blog({"hugo.toml": "timeZone = 'Europe/Lisbon'\nbuildFuture = true\n", "content/posts/a.md": post})
    assert run(root, "publish", "a", "--date", asked) == 0
    assert f"date: {written}\n" in (root / "content/posts/a.md").read_text()


def test_an_offset_that_is_not_the_zones_own_stays(blog) -> None:
    post = "---\ntitle: A\ndate: 2026-06-01T10:00:00+05:30\ndraft: true\n---\nx\n"
    root = blog({"hugo.toml": "timeZone = 'Europe/Lisbon'\nbuildFuture = true\n", "content/posts/a.md": post})
    assert run(root, "publish", "a", "--date", "2026-12-31 12:00") == 0
    assert "date: 2026-12-31T17:30:00+05:30\n" in (root / "content/posts/a.md").read_text()


def test_a_renamed_tag_that_moves_an_address_says_so(blog, capsys) -> None:
    root = blog({"_config.yml": "", "_posts/2024-01-01-a.md": "---\ntitle: A\ncategories: [golang]\n---\nx\n"})
    assert run(root, "tags", "rename", "golang", "go") == 0
    said = capsys.readouterr().err
    assert "url /golang/2024/01/01/a.html -> /go/2024/01/01/a.html; `rename` would keep links to it working" in said


def test_a_link_by_a_redirect_that_stays_is_left_alone(blog) -> None:
    root = blog(
        {
            "config.toml": "base_url = 'https://e.org'\n",
            "content/a.md": "+++\ntitle = 'A'\ndate = 2024-01-01\naliases = ['a.html']\n+++\nx\n",
            "content/b.md": "+++\ntitle = 'B'\ndate = 2024-01-02\n+++\n[old](/a.html) [new](/a/)\n",
        }
    )
    assert run(root, "rename", "content/a.md", "Cee") == 0
    assert (root / "content/b.md").read_text().endswith("[old](/a.html) [new](/cee/)\n")


def test_a_bundle_is_called_by_its_folder(blog) -> None:
    bundle = "---\ntitle: {0}\ndate: 2024-01-01\nslug: s-{1}\n---\nx\n"
    files = {f"content/posts/post_{n}/index.md": bundle.format(title, n) for n, title in ((1, "One"), (2, "A post of part 1"))}
    root = blog({"hugo.toml": "", **files})
    assert run(root, "set", "post_1", "k=v") == 0
    assert "k: v" in (root / "content/posts/post_1/index.md").read_text()


def test_a_past_moment_is_no_moment_of_1970(blog) -> None:
    conf = "site_name: S\nplugins:\n  - blog:\n      draft_if_future_date: true\n"
    post = "---\ntitle: A\ndate: 2026-01-01\ndraft: true\n---\nText.\n"
    root = blog({"mkdocs.yml": conf, "docs/blog/index.md": "# B\n", "docs/blog/posts/a.md": post})
    assert run(root, "publish", "docs/blog/posts/a.md", "--force", "--date", "2026-11-20 23:50") == 0


def test_a_link_to_a_post_is_that_post(blog, capsys) -> None:
    root = blog({f"p{n}.md": f"---\ntitle: P{n}\n---\nx\n" for n in (1, 2)})
    (root / "lnk.md").symlink_to("p1.md")
    assert run(root, "set", "*.md", "k=v") == 0
    assert capsys.readouterr().out.split() == ["p1.md", "p2.md"]
    assert run(root, "set", "lnk.md", "k=w", "--diff") == 0
    assert capsys.readouterr().out.startswith("--- p1.md\n+++ p1.md\n")
    assert run(root, "unpublish", "*.md") == 0
    assert (root / "lnk.md").is_symlink()
