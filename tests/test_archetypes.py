"""The generator's own templates for new posts: placeholders are honoured, code is left out, nothing is run."""

from __future__ import annotations

from datetime import datetime

import pytest
from sites import NOW, site_of

from postctl import drafting, housestyle, registry
from postctl.site import Archetype, Folder

HUGO = {"hugo.toml": "", "content/posts/_index.md": ""}
POSTS = {f"content/posts/p{n}.md": f"---\ntitle: 'P{n}'\ndate: 2024-05-{n:02}\ntags: [a]\n---\n\nText.\n" for n in range(1, 7)}


def archetype(generator: str, files: dict[str, str], section: str = "posts") -> Archetype | None:
    known = registry.generator(generator)
    folder = Folder(frozenset(files), files.get)
    return known.archetype(folder, known.settings(folder), section)


def new(generator: str, files: dict[str, str], title: str = "Low water") -> tuple[str, str]:
    """The path and text of a new draft."""
    site = site_of(files, generator)
    own = archetype(generator, files)
    house = housestyle.learn(site)
    day = datetime(2026, 12, 1, tzinfo=NOW.tzinfo)
    asked = drafting.Asked(title=title, slug=None, date=day, date_only=True, publish=False)
    (change,) = drafting.plan(site, housestyle.grown(house, own) if own else house, asked).changes
    return change.path, change.after.decode()


STOCK = "+++\ndate = '{{ .Date }}'\ndraft = true\ntitle = '{{ replace .File.ContentBaseName \"-\" \" \" | title }}'\n+++\n"


def test_a_first_post_is_as_the_template_says() -> None:
    path, text = new("hugo", HUGO | {"archetypes/default.md": STOCK})
    assert path == "content/posts/low-water.md"
    assert text == "+++\ndate = '2026-12-01T00:00:00+00:00'\ndraft = true\ntitle = 'Low water'\n+++\n"


def test_posts_know_better_than_the_template_everybody_has() -> None:
    files = HUGO | POSTS
    assert new("hugo", files | {"archetypes/default.md": STOCK}) == new("hugo", files)


def test_what_the_owner_has_put_into_it_is_written_in_the_hand_of_the_posts() -> None:
    own = '---\ntitle: "{{ .Name | humanize }}"\nseries: \'slow days\'\ntags: []\nsummary: ""\n---\n\nAbout the sea.\n'
    _, text = new("hugo", HUGO | POSTS | {"archetypes/posts.md": own, "archetypes/default.md": STOCK})
    assert text == (
        "---\ntitle: 'Low water'\nseries: slow days\ndate: 2026-12-01\ntags: [a]\nsummary: ''\ndraft: true\n---\n"
        "\nAbout the sea.\n"
    )


@pytest.mark.parametrize(
    ("value", "pattern"),
    [
        ("{{ .Date }}", "{date:YYYY-MM-DDTHH:mm:ssZ}"),
        ('{{ now.Format "2006-01-02" }}', "{date:YYYY-MM-DD}"),
        ('{{ .Date | time.Format "2006-01-02 15:04" }}', "{date:YYYY-MM-DD HH:mm}"),
        ('{{ dateFormat "02.01.2006" .Date }}', "{date:DD.MM.YYYY}"),
        ("{{- .Name -}}", "{slug}"),
        ("/notes/{{ .File.ContentBaseName }}/", "/notes/{slug}/"),
        ('{{ replace .Name "-" " " | title }}', "{title}"),
        ("plain", "plain"),
    ],
)
def test_placeholders_of_hugo(value: str, pattern: str) -> None:
    found = archetype("hugo", HUGO | {"archetypes/default.md": f"---\nx: '{value}'\n---\n"})
    assert found is not None
    assert (found.front, found.left_out) == ({"x": pattern}, ())


@pytest.mark.parametrize(
    "value",
    [
        "{{ getenv `HOME` }}",
        '{{ readFile "/etc/passwd" }}',
        "{{ title.__class__ }}",
        "{% include x %}",
        "${HOME}",
        "{{ .Site.Title }}",
        '{{ now.Format "Jan 2" }}',
        "{slug}",
        "{{ partial `x` . }}{{ .Name }}",
    ],
)
def test_s14_code_is_left_out(value: str) -> None:
    found = archetype("hugo", HUGO | {"archetypes/default.md": f"---\ntitle: t\nx: '{value}'\n---\n{value}\n"})
    assert found is not None
    assert (found.front, found.left_out, found.body) == ({"title": "t"}, ("x",), "")


def test_s14_a_title_is_not_expanded_again() -> None:
    own = '---\ntitle: \'{{ replace .Name "-" " " | title }}\'\n---\n'
    _, text = new("hugo", HUGO | {"archetypes/default.md": own}, "{{ .Date }} {slug}")
    assert "title: '{{ .Date }} {slug}'" in text


@pytest.mark.parametrize("text", ["", "no front matter", "---\n: [\n---\n", "---\ntitle: {{ x }}", "\0"])
def test_r18_a_template_that_cannot_be_read_is_none(text: str) -> None:
    assert archetype("hugo", HUGO | {"archetypes/default.md": text}) is None


def test_jekyll_compose() -> None:
    config = "title: x\njekyll_compose:\n  default_front_matter:\n    posts:\n      layout: note\n      comments: true\n"
    posts = {f"_posts/2024-05-{n:02}-p{n}.md": f"---\ntitle: P{n}\n---\n" for n in range(1, 7)}
    _, text = new("jekyll", {"_config.yml": config} | posts)
    assert text == "---\ntitle: Low water\nlayout: note\ncomments: true\n---\n"


SCAFFOLD = "---\ntitle: {{ title }}\ndate: {{ date }}\nlayout: {{ layout }}\ntags:\nmood: quiet\n---\n"
HEXO = {"_config.yml": "new_post_name: :title.md\n", "scaffolds/post.md": SCAFFOLD, "source/_posts/.gitkeep": ""}


def test_hexo_scaffolds() -> None:
    path, text = new("hexo", HEXO)
    assert path == "source/_drafts/Low-water.md"
    assert text == "---\ntitle: Low water\ndate: 2026-12-01 00:00:00\ntags:\nmood: quiet\n---\n"


def test_posts_without_an_opening_fence_beget_posts_without() -> None:
    posts = {
        f"source/_posts/p{n}.md": f"title: 'P{n}'\ndate: 2024-05-{n:02} 10:00:00\ntags: [a]\n---\nText.\n" for n in range(1, 7)
    }
    _, text = new("hexo", HEXO | posts)
    assert text == "title: 'Low water'\ndate: 2026-12-01 00:00:00\ntags: [a]\nmood: quiet\n---\n"
