"""Each example site is recognised, and its posts have the status its author meant; counted by hand."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from postctl import status
from postctl.store import scan

EXAMPLES = Path(__file__).parent.parent / "examples"
AT = datetime(2026, 11, 23, 12, tzinfo=UTC)

# Statuses of the posts; `broken` and `ignored` files count under these names.
TABLE = {
    "astro": {"draft": 1, "published": 7},
    "cobalt": {"draft": 2, "published": 4},
    "docusaurus": {"draft": 1, "published": 5, "unlisted": 1},
    "eleventy": {"draft": 1, "published": 5, "unlisted": 1},
    "gatsby": {"draft": 1, "published": 5},
    "hexo": {"draft": 2, "published": 4, "scheduled": 1},
    "hugo": {"draft": 1, "published": 4, "scheduled": 1, "expired": 1},
    "jekyll": {"draft": 2, "published": 5, "scheduled": 1},
    "mkdocs": {"draft": 1, "published": 5, "scheduled": 1},
    "nikola": {"draft": 1, "published": 6, "scheduled": 1, "unlisted": 1},
    "notes": {"draft": 1, "published": 7},
    "pelican": {"draft": 2, "published": 4, "scheduled": 1, "unlisted": 1},
    "plain": {"draft": 1, "published": 3},
    "zola": {"draft": 2, "published": 5, "unlisted": 1},
}


def test_the_table_names_every_example() -> None:
    assert sorted(path.name for path in EXAMPLES.iterdir()) == sorted(TABLE)


@pytest.mark.parametrize("name", TABLE)
def test_each_example_is_read_as_the_table_says(name: str) -> None:
    site = scan.open_site(str(EXAMPLES / name))
    counted = Counter(str(status.effective(post, site.settings, AT).status) for post in site.posts)
    counted.update({"broken": len(site.broken), "ignored": len(site.ignored)})
    assert site.generator.name == name
    assert dict(+counted) == TABLE[name]
