"""A post has no front matter, in a site whose posts have it.

Without front matter there is no title, no date, no tag and no draft mark: the post is
public as soon as it is in the folder, under a title made from its file name. Some
generators (Zola) refuse such a file, others copy it without building a page.

Usually the block was forgotten, or its fence is `--` or `----` where the generator wants
exactly `---`. (Where a block is there and something stands before it, P007 says so; P008,
where it is written in another generator's syntax.) Give the file a block:

    ---
    title: "What it is about"
    ---

A site most of whose files have no front matter is written that way, and the rule stays
silent.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl import facts
from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import is_habit
from postctl.rules._foreign import mistaken
from postctl.site import Post, Site


def _check(site: Site) -> Iterator[Finding]:
    without = [post for post in site.posts if not post.titled and not facts.syntax(post, site)]
    if not without or (is_habit(len(without), len(site.posts)) and not site.generator.fences.required):
        return
    elsewhere = mistaken(site)  # P007 and P008 say what became of it
    for post in without:
        if post.path in elsewhere:
            continue
        yield Finding(_message(post, site), help="begin the file with `---`, a line `title: ...` and `---`", path=post.path)


def _message(post: Post, site: Site) -> str:
    if site.generator.fences.required:
        return f"{site.generator.title} takes no file without front matter for a post"
    return "no front matter, so nothing says its title, its date or whether it is a draft"


RULE = Rule(
    code="P002",
    severity=Severity.WARNING,
    summary="a post without front matter",
    site=_check,
    bad=(
        Example({"a.md": "Text only.\n"}),
        Example({"a.md": "---\ntitle: A\n---\n", "b.md": "--\ntitle: B\n--\n"}),
    ),
    good=(
        Example({"a.md": "---\ntitle: A\n---\nText.\n"}),
        Example({"a.md": "---\n---\nAn empty block is one.\n"}),
        Example({name: f"# Note {name}\n" for name in ("a.md", "b.md", "c.md")}),
    ),
)
