"""A file lies among the posts, and the generator leaves it out without a word.

The author sees the file in the folder and expects a post; readers never get it. In
Jekyll's `_posts/` that is every file whose name does not begin with `YYYY-MM-DD-`;
other generators skip names that begin with `_` or `#`, or languages that are switched
off.

Rename the file so that the generator takes it, or move it out of the folder of the
posts. What is left out on purpose can be listed under `exclude` in `postctl.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.model import Ignored, Severity
from postctl.rules import Example, Finding, Rule
from postctl.site import Site


def _check(ignored: Ignored, site: Site) -> Iterator[Finding]:
    yield Finding(
        f"left out of the site: {ignored.reason}",
        help=ignored.help or "rename it if it is meant as a post, else move it away or add it to `exclude` in postctl.toml",
    )


RULE = Rule(
    code="P003",
    severity=Severity.WARNING,
    summary="a file among the posts that the generator skips",
    ignored=_check,
    bad=(Example({"_posts/my-first-post.md": "---\ntitle: My first post\n---\n"}, "jekyll"),),
    good=(
        Example({"_posts/2026-12-01-my-first-post.md": "---\ntitle: My first post\n---\n"}, "jekyll"),
        Example({"_drafts/my-first-post.md": "---\ntitle: My first post\n---\n"}, "jekyll"),
    ),
)
