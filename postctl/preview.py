"""`show`: what a post is, as a card, and its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from postctl import dates, markdown, records, status
from postctl.model import Date, Diagnostic, View
from postctl.site import Post, Site

PARTS = ("meta", "body", "links", "toc", "raw")
"""What may be shown alone; `raw` is the file itself, and no view."""


def view(site: Site, post: Post, problems: Sequence[Diagnostic], part: str | None = None) -> View:
    """One record: the post's, with `_card` (label and value pairs), `_body` (Markdown) and `_links` (lines).

    `part`: only the card (`meta`), the `body`, or the card with the `links` or the headings (`toc`).
    """
    codes = list(dict.fromkeys(each.code for each in problems))
    row: dict[str, Any] = records.record(post, site, words=True, problems=codes)
    row["_card"] = _card(site, post, row, problems) if part != "body" else []
    row["_body"] = post.document.content if part in (None, "body") else ""
    row["_links"] = _lines(post.document.content, part)
    head = {"root": site.root, "generator": site.generator.name, "count": 1}
    return View("posts", ("_card", "_body"), (row,), head)


def _lines(body: str, part: str | None) -> list[str]:
    if part == "links":
        return [link.target for link in markdown.links(body)]
    if part == "toc":
        return ["  " * (heading.level - 1) + heading.text for heading in markdown.headings(body)]
    return []


def _card(site: Site, post: Post, row: dict[str, Any], problems: Sequence[Diagnostic]) -> list[tuple[str, str]]:
    pairs = [
        ("status", _status(site, post)),
        ("date", _date(site, post.date)),
        ("updated", _date(site, post.updated)),
        ("expires", _date(site, post.expires)),
        ("tags", ", ".join(post.tags)),
        ("url", post.url or ""),
        ("file", post.path),
        ("words", f"{row['words']:,} ({row['reading_minutes']} min){_excerpt(site, post)}"),
    ]
    return [pair for pair in pairs if pair[1]] + [("finding", _finding(each)) for each in problems]


def _excerpt(site: Site, post: Post) -> str:
    """How much of the text stands before the mark where the excerpt ends, if it has one."""
    mark = re.search(site.generator.more, post.document.content, re.MULTILINE) if site.generator.more else None
    return f", {markdown.words(post.document.content[: mark.start()]):,} in the excerpt" if mark else ""


def _status(site: Site, post: Post) -> str:
    now = status.effective(post, site.settings, site.at)
    changes = f", changes {dates.ago(now.changes_at, site.at)}" if now.changes_at is not None else ""
    return f"{now.status} ({now.reason}){changes}"


def _date(site: Site, date: Date | None) -> str:
    if date is None:
        return ""
    if date.moment is None:
        return f"{date.text} ({date.problem})"
    return f"{date.text} ({dates.ago(date.moment, site.at)})"


def _finding(each: Diagnostic) -> str:
    return f"{each.code} line {each.line}: {each.message}"
