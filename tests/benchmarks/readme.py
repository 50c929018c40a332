"""The table of the README: a few rows that tell most, with all that is needed to measure them again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import report
from running import REPOSITORY, Cost

README = REPOSITORY / "README.md"
BETWEEN = re.compile(r"(?<=<!-- benchmark -->\n).*?(?=<!-- /benchmark -->)", re.DOTALL)
TELLING = (
    "hugo list all",
    "postctl list --no-cache",
    "postctl list",
    "postctl list, one post changed",
    "a script: Typer, frontmatter, Rich",
    "postctl list --format table",
    "jekyll post",
    "hexo new",
    "postctl new",
    "postctl publish",
    "postctl show SLUG",
    "rumdl check --no-cache",
    "markdownlint-cli2",
    "postctl validate --no-cache",
    "rumdl check",
    "postctl validate",
    "postctl validate, one post changed",
)


def write(page: Path, costs: Mapping[int, Mapping[str, Cost]], introduction: str) -> None:
    """Put the table in its place, between two comments."""
    table = "\n".join(report.markdown(_rows(costs)))
    page.write_text(BETWEEN.sub(lambda _: f"\n{introduction}\n\n{table}\n\n", page.read_text()))


def _rows(costs: Mapping[int, Mapping[str, Cost]]) -> Iterator[report.Row]:
    sizes = sorted(costs)
    yield "", *(f"{size:,} posts" for size in sizes)
    for work in TELLING:
        if any(work in costs[size] for size in sizes):
            yield _code(work), *(_cell(costs[size][work]) if work in costs[size] else "-" for size in sizes)


def _cell(cost: Cost) -> str:
    return f"{report.seconds(cost.seconds)}, {report.memory(cost)}"


def _code(work: str) -> str:
    command, comma, rest = work.partition(",")
    return work if work.startswith("a ") else f"`{command}`{comma}{rest}"


def today() -> str:
    now = date.today()
    return f"{now.day} {now:%B %Y}"
