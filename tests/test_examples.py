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
    "eleventy": {"draft": 1, "published": 5, "unlisted": 1},
    "gatsby": {"draft": 1, "published": 5},
    "hugo": {"draft": 1, "published": 4, "scheduled": 1, "expired": 1},
    "jekyll": {"draft": 2, "published": 5, "scheduled": 1},
    "plain": {"draft": 1, "published": 3},
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
