"""The pictures in README.md: what four commands really write to a terminal, as SVG. `pytest --update` draws them again.

The blog they show lies in `tests/screenshots/blog`; for `stats` it gets a past of three years.
"""

from __future__ import annotations

import io
import random
import re
import shutil
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

pytest.importorskip("pexpect")
pytest.importorskip("pyte")

from test_terminal import at_terminal

BLOG = Path(__file__).parent / "screenshots" / "blog"
SHOTS = {"list": "list", "show": "show boat", "validate": "validate", "stats": "stats --by year"}
WIDTH = 90
MOST_BYTES = 60_000
PLACE = {"TZ": "Europe/Paris", "LC_ALL": "C.UTF-8"}

INK, PAPER = (208, 212, 220), (30, 33, 39)
NORMAL = [(62, 68, 81), (240, 113, 120), (152, 195, 121), (229, 192, 123), (97, 175, 239), (198, 140, 232), (86, 182, 194), INK]
BRIGHT = [(127, 132, 142), *NORMAL[1:7], (255, 255, 255)]
THEME = TerminalTheme(PAPER, INK, NORMAL, BRIGHT)

# That of Rich loads a font from a server; this one takes a font that is there.
SVG = """\
<svg class="postctl" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font: {char_height}px/{line_height}px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", \
monospace; white-space: pre; }}
.{unique_id}-title {{ font: 18px system-ui, sans-serif; fill: #d0d4dc; }}
{styles}
</style>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


@pytest.fixture(scope="module")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The blog, outside of the repository, so that it is nobody's but its writer's."""
    return Path(shutil.copytree(BLOG, tmp_path_factory.mktemp("screenshots") / "blog"))


@pytest.fixture(scope="module")
def old_blog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same blog after three years, more of it every year, with a summer off."""
    root = Path(shutil.copytree(BLOG, tmp_path_factory.mktemp("screenshots") / "old"))
    dice = random.Random(24)
    day, end = date(2023, 2, 4), date(2026, 11, 8)
    while day < end:
        for number in range(dice.choice((1, 1, 1, 1, 2, 3))):
            tag = dice.choices(("python", "paper", "sea", "books", "tokyo"), (9, 6, 4, 3, 1))[0]
            front = f"title: The log of {day.day} {day:%B %Y}\ndate: {day}\ntags: [{tag}]"
            text = f"---\n{front}\n---\n" + "Out, and back. " * dice.randint(20, 320)
            (root / f"content/posts/log-{day}-{number}.md").write_text(text)
        day += timedelta(days=dice.randint(1, max(4, 34 - 9 * (day.year - 2023))))
        day += timedelta(days=24 * (day.month == 8))
    return root


def drawn(command: str, answer: str) -> str:
    """A window of a terminal in which a command has answered."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    typed = f"\x1b[32m$\x1b[0m \x1b[1mpostctl {command}\x1b[0m\n"
    console.print(Text.from_ansi(typed + answer.replace("\r\n", "\n").rstrip()))
    svg = console.export_svg(title="Paper boats", theme=THEME, code_format=SVG, unique_id=f"postctl-{command.split()[0]}")
    svg = re.sub(r' clip-path="[^"]*"|<text[^>]*>\n</text>', "", svg)  # nothing is there to be clipped
    svg = svg.replace("&#160;", "\N{NO-BREAK SPACE}")
    return re.sub(r"[ \t]+$", "", svg, flags=re.MULTILINE)


@pytest.mark.parametrize("name", SHOTS)
def test_the_picture_in_the_readme_is_what_the_terminal_shows(
    name: str, blog: Path, old_blog: Path, repository: Path, request: pytest.FixtureRequest
) -> None:
    root = old_blog if name == "stats" else blog
    svg = drawn(SHOTS[name], at_terminal(*SHOTS[name].split(), rows=200, columns=WIDTH, cwd=root, env=PLACE))
    picture = repository / ".github" / "screenshots" / f"{name}.svg"
    if request.config.getoption("update"):
        picture.write_text(svg)
    assert svg == picture.read_text(), "`pytest --update` draws it again"


@pytest.mark.parametrize("name", SHOTS)
def test_a_picture_is_small_stands_alone_and_is_in_the_readme(name: str, repository: Path) -> None:
    picture = repository / ".github" / "screenshots" / f"{name}.svg"
    text = picture.read_text()
    assert len(text.encode()) < MOST_BYTES
    assert ElementTree.fromstring(text).tag == "{http://www.w3.org/2000/svg}svg"
    assert re.findall(r"https?://[^\"]+", text.replace("https://example.org", "")) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"@font-face|<script|<image|<foreignObject|\burl\((?!#)", text)
    alt = re.findall(rf"!\[([^\]]*)\]\(\.github/screenshots/{name}\.svg\)", (repository / "README.md").read_text())
    assert len(alt) == 1
    assert len(alt[0].split()) > 5
