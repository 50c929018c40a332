"""Kinds of posts: the generator's own templates by name, those of postctl.toml, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from postctl.cli import main
from postctl.errors import ConfigError

POST = "---\ntitle: 'P{n}'\ndate: 2024-05-0{n}\nlayout: post\ntags: [a]\n---\n\nText.\n"
REVIEW = "---\nrating: 0\nlayout: review\ntitle: '{{ .Name }}'\nsecret: '{{ getenv `HOME` }}'\n---\n\n## Verdict\n"
HUGO = {
    "hugo.toml": "",
    **{f"content/posts/p{n}.md": POST.replace("{n}", str(n)) for n in (1, 2, 3)},
    "content/recipes/soup.md": "---\ntitle: 'Soup'\ndate: 2023-01-01\n---\n\nText.\n",
    "archetypes/default.md": "---\ntitle: x\n---\n",
    "archetypes/review.md": REVIEW,
    "archetypes/recipes.md": "---\ntitle: x\nserves: 2\n---\n",
    "archetypes/trip/index.md": "---\ntitle: x\nmap: map.png\n---\n",
    "archetypes/trip/map.png": "png",
    "archetypes/trip/gpx/track.gpx": "gpx",
    "archetypes/trip/day.md": "{{ .Name }}",
    "archetypes/bad.md": "no front matter",
}
HEXO = {
    "_config.yml": "new_post_name: :title.md\n",
    **{f"source/_posts/p{n}.md": POST.replace("{n}", str(n)) for n in (1, 2, 3)},
    "scaffolds/post.md": "---\ntitle: {{ title }}\n---\n",
    "scaffolds/page.md": "---\ntitle: {{ title }}\n---\n",
    "scaffolds/photo.md": "---\nlayout: {{ layout }}\ntitle: {{ title }}\nphotos:\n---\n",
}
TOML = """\
[new.kind.link]
file = "links/{date:YYYY}/{slug}.md"
front_matter = { title = "{title}", date = "{date:YYYY-MM-DD}", link = "", draft = true }
body = "Found: {slug}"
[new.kind.review]
front_matter = { title = "{title}", stars = 5 }
[new.kind.bare]
"""


def site(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def run(capsys, root: Path, *words: str) -> tuple[int, str, str]:
    code = main(["-C", str(root), "--at", "2026-11-23", "new", "T", *words])
    done = capsys.readouterr()
    return code, done.out, done.err


def test_the_template_says_which_keys_and_the_house_how_they_are_written(tmp_path, capsys):
    root = site(tmp_path, HUGO)
    code, out, err = run(capsys, root, "--kind", "review")
    assert (code, out) == (0, "content/posts/t.md\n")
    text = "---\nrating: 0\nlayout: review\ntitle: 'T'\ndate: 2026-11-23\ndraft: true\n---\n\n## Verdict\n"
    assert (root / "content/posts/t.md").read_text() == text
    assert err == "archetypes/review.md: left out, for there is code in it: secret\n"


def test_a_kind_that_is_called_like_a_section_is_of_that_section(tmp_path, capsys):
    root = site(tmp_path, HUGO)
    assert run(capsys, root, "--kind", "recipes")[1] == "content/recipes/t.md\n"
    assert "serves: 2\n" in (root / "content/recipes/t.md").read_text()
    assert run(capsys, root, "--kind", "recipes", "--section", "posts")[1] == "content/posts/t.md\n"


def test_a_folder_is_copied_without_what_is_code(tmp_path, capsys):
    root = site(tmp_path, HUGO)
    code, out, err = run(capsys, root, "--kind", "trip")
    assert (code, out.splitlines()) == (
        0,
        ["content/posts/t/index.md", "content/posts/t/gpx/track.gpx", "content/posts/t/map.png"],
    )
    assert (root / "content/posts/t/map.png").read_text() == "png"
    assert err == "archetypes/trip/day.md: left out, for there is code in it\n"


def test_a_scaffold_knows_its_layout(tmp_path, capsys):
    root = site(tmp_path, HEXO)
    assert run(capsys, root, "--kind", "photo", "--publish")[:2] == (0, "source/_posts/T.md\n")
    assert (root / "source/_posts/T.md").read_text() == "---\nlayout: photo\ntitle: 'T'\nphotos:\ndate: 2026-11-23\n---\n"
    assert "photo, post" in run(capsys, root, "--kind", "page")[2]


def test_kinds_of_the_house(tmp_path, capsys):
    root = site(tmp_path, HUGO | {"postctl.toml": TOML.replace("links/", "content/links/")})
    assert run(capsys, root, "--kind", "link")[:2] == (0, "content/links/2026/t.md\n")
    text = "---\ntitle: 'T'\ndate: 2026-11-23\nlink: ''\ndraft: true\n---\n\nFound: {slug}\n"
    assert (root / "content/links/2026/t.md").read_text() == text
    assert run(capsys, root, "--kind", "review")[:2] == (0, "content/posts/t.md\n")
    assert (root / "content/posts/t.md").read_text() == "---\ntitle: 'T'\nstars: 5\ndraft: true\n---\n"
    assert run(capsys, root, "--kind", "bare", "--slug", "bare")[:2] == (0, "content/posts/bare.md\n")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("reviw", "did you mean review? there are bad, default, recipes, review, trip"),
        ("../../etc/passwd", "there are bad"),
        ("/etc/passwd", "there are bad"),
        ("trip/index", "there are bad"),
        ("review.md", "there are bad"),
        ("..", "there are bad"),
        ("", "there are bad"),
        ("bad", "cannot be read as front matter"),
    ],
)
def test_s6_a_kind_is_a_name_in_a_list(tmp_path, capsys, name, says):
    root = site(tmp_path / "blog", HUGO)
    (tmp_path / "etc").mkdir()
    code, out, err = run(capsys, root, "--kind", name)
    assert (code, out) == (2, "")
    assert says in err


def test_s6_a_template_that_leads_out_of_the_site_is_not_read(tmp_path, capsys):
    root = site(tmp_path / "blog", HUGO)
    (tmp_path / "secret.md").write_text("---\ntitle: x\nsecret: 1\n---\n")
    (root / "archetypes/out.md").symlink_to(tmp_path / "secret.md")
    (root / "archetypes/trip/out.txt").symlink_to(tmp_path / "secret.md")
    code, _, err = run(capsys, root, "--kind", "out")
    assert code == 2
    assert "no such kind" in err
    assert "out.txt" not in run(capsys, root, "--kind", "trip")[1]


def test_a_generator_without_kinds_says_how_to_make_one(tmp_path, capsys):
    code, _, err = run(capsys, site(tmp_path, {"a.md": "---\ntitle: A\n---\n"}), "--kind", "x")
    assert code == 2
    assert "[new.kind.NAME]" in err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[new.kind.link]\nfiel = 'x'\n", "2:1: unknown key `new.kind.link.fiel`"),
        ("[new.kind.link]\nfile = 3\n", "2:1: `new.kind.link.file` must be a text in quotes"),
        ("[new.kind.link]\nfront_matter = 'x'\n", "2:1: `new.kind.link.front_matter` must be a table"),
        ("[new.kind]\nlink = 3\n", "`new.kind` must be a table of tables, [KEY.NAME]"),
        ("[new]\nkind = 3\n", "`new.kind` must be a table of tables"),
        ("[new.kind.link]\neditor = 'rm'\n", "unknown key"),
    ],
)
def test_a_kind_is_checked_like_every_setting(tmp_path, capsys, text, says):
    code, _, err = run(capsys, site(tmp_path, {"postctl.toml": text}))
    assert code == 2
    assert says in err


def test_the_pattern_of_a_kind_is_checked(tmp_path, capsys):
    root = site(tmp_path, {"postctl.toml": "[new.kind.x]\nfile = '{nope}.md'\n"})
    code, _, err = run(capsys, root, "--kind", "x")
    assert code == 2
    assert "`new.kind.x.file`" in err
    assert ConfigError.exit_code == 2
    (root / "postctl.toml").write_text("[new.kind.x]\nfile = '../{slug}.md'\n")
    assert "leaves the site" in run(capsys, root, "--kind", "x")[2]
