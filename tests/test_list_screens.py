"""What `list` looks like on a screen, from 20 to 300 cells: golden texts in `tests/screens/`, rewritten by `pytest --update`.

The site has posts of every status and titles of every kind, hostile ones too. A screen is what a terminal emulator shows in the
end, so an escape sequence that got through would show in the golden text.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from postctl.escaping import one_line

pytest.importorskip("pexpect")
pyte = pytest.importorskip("pyte")

from test_terminal import at_terminal  # noqa: E402  # it needs both of them

SCREENS = Path(__file__).parent / "screens"
WIDTHS = (20, 40, 80, 120, 300)
ROWS = 200
HUGO = 'baseURL = "https://example.org/"\ntitle = "Screens"\ntimeZone = "Europe/Paris"\n'
HOSTILE = {
    "clear": '"\\e[2J\\e[H ALL POSTS PUBLISHED"',
    "rows": '"x\\e[1A\\e[30Ghacked"',
    "override": '"safe \\u202ednuor yaw gnorw eht"',
    "markup": "'[bold]loud[/bold] :smile:'",
    "window": '"\\e]0;mine\\x07title of the window"',
    "lines": '"one\\ntwo\\rthree"',
}
POSTS = {
    "first-light": "title: First light\ndate: 2026-11-21\ntags: [telescopes, winter]",
    "in-eight-days": "title: Averted vision\ndate: 2026-12-01T09:00:00+01:00\ntags: [telescopes]",
    "tomorrow": "title: Tomorrow already\ndate: 2026-11-24T18:30:00+01:00",
    "dew": "title: Dew on the lens\ndate: 2026-10-01\ndraft: true\ntags: [care]",
    "undated": "title: Notes for a talk\ndraft: true",
    "open-night": "title: Open night at the observatory\ndate: 2026-09-01\nexpiryDate: 2026-10-01",
    "until": "title: The exhibition\ndate: 2026-11-02\nexpiryDate: 2026-12-24T17:00:00+01:00\ntags: [town]",
    "long": "title: A title that goes on and on, far beyond what anyone would write above a post that is meant to be read\n"
    "date: 2025-03-02\ntags: [a long list of tags, that goes on as well, and on, and on]",
    "cjk": "title: 日本語のブログを書くこと、そして続けること\ndate: 2025-02-28\ntags: [日本語]",
    "rocket": "title: Shipping 🚀 on time\ndate: 2025-01-09\ntags: [release]",
    "broken": "title: He said: yes\ndate: 2024-05-05",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, at the moment of the tests."""
    root = tmp_path_factory.mktemp("screens") / "site"
    titled = {name: f"title: {title}\ndate: 2024-01-0{number}" for number, (name, title) in enumerate(HOSTILE.items(), 1)}
    for name, front in {**POSTS, **titled}.items():
        path = root / "content" / "posts" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{front}\n---\nText.\n")
    (root / "hugo.toml").write_text(HUGO)
    return root


def screen(text: str, columns: int) -> pyte.Screen:
    emulated = pyte.Screen(columns, ROWS)
    pyte.Stream(emulated).feed(text)
    return emulated


def shown(emulated: pyte.Screen, site: Path) -> str:
    """The lines of a screen, without blanks at their ends; a wide character takes two cells, and is one in the text."""
    lines = [line.rstrip() for line in emulated.display]
    return "\n".join(lines).rstrip().replace(str(site), "/site") + "\n"


@pytest.mark.parametrize("columns", WIDTHS)
def test_the_screen_is_as_it_was(site: Path, columns: int, request: pytest.FixtureRequest) -> None:
    emulated = screen(at_terminal("-C", str(site), "list", rows=ROWS, columns=columns), columns)
    golden = SCREENS / f"list-{columns}.txt"
    text = shown(emulated, site)
    if request.config.getoption("update"):
        golden.write_text(text)
    assert text == golden.read_text()
    assert emulated.title == ""
    assert emulated.cursor.x == 0
    assert emulated.cursor.y == len(text.splitlines())


@pytest.mark.parametrize("columns", WIDTHS)
def test_u3_every_post_is_there_at_every_width(site: Path, columns: int) -> None:
    emulated = screen(at_terminal("-C", str(site), "list", rows=ROWS, columns=columns), columns)
    lines = [line.rstrip() for line in emulated.display]
    together = "".join("".join(lines).split())
    for name in (*POSTS, *HOSTILE):
        assert f"content/posts/{name}.md" in together
    marks = {"●": 11, "○": 2, "◷": 2, "◍": 1, "✗": 1}
    assert {mark: sum(line.startswith(mark) for line in lines) for mark in marks} == marks


@pytest.mark.parametrize("columns", WIDTHS)
def test_s2_hostile_titles_repaint_nothing(site: Path, columns: int) -> None:
    """The screen is the one with harmless titles of the same shape, outside the cells of the titles."""
    was = screen(at_terminal("-C", str(site), "list", rows=ROWS, columns=columns), columns)
    titles = {name: harmless(title) for name, title in HOSTILE.items()}
    before = {name: (site / f"content/posts/{name}.md").read_text() for name in HOSTILE}
    try:
        for name, text in before.items():
            (site / f"content/posts/{name}.md").write_text(text.replace(HOSTILE[name], f"'{titles[name]}'"))
        now = screen(at_terminal("-C", str(site), "list", rows=ROWS, columns=columns), columns)
    finally:
        for name, text in before.items():
            (site / f"content/posts/{name}.md").write_text(text)
    different = [pair for pair in zip(was.display, now.display, strict=True) if pair[0] != pair[1]]
    assert len(HOSTILE) <= len(different) <= 2 * len(HOSTILE) + 2 * (columns == 20)
    for hostile, plain in different:
        assert "h" in plain
        assert all(one == other or other == "h" for one, other in zip(hostile, plain, strict=True))
    assert (was.title, was.cursor.x, was.cursor.y) == ("", now.cursor.x, now.cursor.y)


def harmless(title: str) -> str:
    """A title that takes the same cells, and breaks at the same places."""
    return "".join(each if each in " -/" else "h" for each in one_line(yaml.safe_load(title)))
