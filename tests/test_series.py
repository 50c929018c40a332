"""Series: under the key the house has, and with a number only where it is certain which is next."""

from __future__ import annotations

import pytest
from sites import NOW, site_of

from postctl import drafting, housestyle

KV = "Title: P{n}\nDate: 2024-05-0{n}\nSeries: Slow\nSeries_index: {n}\n\nT\n"


def new(generator: str, files: dict[str, str], series: str = "Slow") -> tuple[dict, tuple[str, ...], str]:
    site = site_of(files, generator, NOW)
    asked = drafting.Asked(title="T", slug=None, date=NOW, date_only=True, publish=True, series=series)
    plan = drafting.plan(site, housestyle.learn(site), asked)
    return dict(plan.post.front), plan.notes, plan.changes[0].after.decode()


def posts(*texts: str, name: str = "posts/p{n}.md") -> dict[str, str]:
    return {
        name.replace("{n}", str(n)): f"---\ntitle: P{n}\ndate: 2024-05-0{n}\n{text}---\n\nT.\n" for n, text in enumerate(texts, 1)
    }


SERIES = {"hugo.toml": '[taxonomies]\nseries = "series"\n'}


@pytest.mark.parametrize(
    ("generator", "files", "line"),
    [
        ("plain", posts("series: Slow\n", "series: Slow\n"), "series: Slow\n"),
        ("plain", posts("series: [Slow]\n", "series: [Slow]\n"), "series: [Slow]\n"),
        ("plain", posts("", ""), "series: Slow\n"),
        ("plain", posts("Series: Slow\n", "x: y\n"), "Series: Slow\n"),
        (
            "hugo",
            {"hugo.toml": '[taxonomies]\nseries = "series"\n', **posts("", name="content/posts/p{n}.md")},
            "series: [Slow]\n",
        ),
        ("zola", {"config.toml": 'base_url = "x"\ntaxonomies = [{name = "series"}]\n'}, '[taxonomies]\nseries = ["Slow"]\n'),
        ("zola", {"config.toml": 'base_url = "x"\n'}, '[extra]\nseries = "Slow"\n'),
        ("pelican", {"pelicanconf.py": "", **{f"content/p{n}.md": KV.replace("{n}", str(n)) for n in (1, 2)}}, "Series: Slow\n"),
    ],
)
def test_the_key_of_the_house(generator, files, line):
    assert line in new(generator, files)[2]


@pytest.mark.parametrize("name", ["true", "1.10", "[x]", "a: b", "{slug}", "---", "null"])
def test_a_name_is_text_whatever_it_looks_like(name):
    assert new("plain", posts("series: Slow\n"), name)[0]["series"] == name


@pytest.mark.parametrize(
    ("texts", "number"),
    [
        (["series: Slow\npart: 1\n", "series: Slow\npart: 2\n"], 3),
        (["series: Slow\npart: 1\n"], 2),
        (["series: Slow\npart: 3\n", "series: Slow\npart: 1\n", "series: Slow\npart: 2\n"], 4),
        (["series: Slow\npart: 10\n", "series: Slow\npart: 20\n"], 30),
        (["series: Other\npart: 1\n", "series: Other\npart: 2\n", "series: Third\npart: 1\n"], 1),
        (["series: Slow\npart: '1'\n", "series: Slow\npart: '2'\n"], 3),
    ],
)
def test_the_next_number(texts, number):
    front, notes, _ = new("plain", posts(*texts))
    assert (str(front["part"]), notes) == (str(number), ())


@pytest.mark.parametrize(
    "texts",
    [
        ["series: Slow\npart: 1\n", "series: Slow\n"],
        ["series: Slow\npart: 1\n", "series: Slow\npart: 2\n", "series: Slow\npart: 5\n"],
        ["series: Slow\npart: 1\n", "series: Slow\npart: 2\n", "series: Slow\npart: 2\n"],
    ],
)
def test_no_number_where_it_is_not_certain(texts):
    front, notes, _ = new("plain", posts(*texts))
    assert front.get("part") in ("", None)
    assert "not certain" in notes[0]


@pytest.mark.parametrize("text", ["series: Slow\nweight: 5\n", "series: Slow\n", "series: Slow\npart: true\n"])
def test_what_is_no_number_of_a_part(text):
    assert new("plain", posts(text))[1] == ()


def test_pelican_has_numbers_as_text():
    files = {"pelicanconf.py": "", **{f"content/p{n}.md": KV.replace("{n}", str(n)) for n in (1, 2, 3)}}
    assert "Series: Slow\nSeries_index: 4\n" in new("pelican", files)[2]


def test_series_and_their_posts():
    site = site_of(posts("series: [A, B]\n", "series: A\n", "series: 3\n"), "plain", NOW)
    assert drafting.used_series(site) == {"A": 2, "B": 1}
