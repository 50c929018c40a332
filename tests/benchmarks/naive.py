"""The list that one writes for oneself in an afternoon: Typer, python-frontmatter, a Rich table. `--plain`: lines."""

from pathlib import Path

import frontmatter
import typer
from rich.console import Console
from rich.table import Table


def main(folder: Path, plain: bool = False) -> None:
    table = Table("status", "date", "title", "file")
    for path in sorted(folder.rglob("*.md")):
        post = frontmatter.load(str(path))
        row = "draft" if post.get("draft") else "published", str(post.get("date")), str(post["title"]), str(path)
        print(*row, sep="\t") if plain else table.add_row(*row)
    if not plain:
        Console().print(table)


if __name__ == "__main__":
    typer.run(main)
