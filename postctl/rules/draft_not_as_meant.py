"""A draft mark says one thing to its author and another to the generator.

`draft: yes` is public in Hugo, because `yes` is a plain word in YAML 1.2; `draft: true`
is public in Jekyll's `_posts/`, because Jekyll only knows `published: false`; and
`draft: "false"` hides a post wherever a template asks whether there is any text. So an
unfinished post goes out, or a finished one never does, and no build complains.

The message says what your generator does. If the post is public and should not be, run
`postctl unpublish POST`; if it is hidden and should be public, `postctl publish POST`.
Both write the mark your generator understands, in place of the one it does not, and
change nothing where the post is so already: then write the mark by hand.

Where your configuration names a draft field of the site's own (`[draft]`), the rule reports
values of it that are not the ones named there: `wip: "true"` is text, and code that asks
for true may not see it.

It is an error where the generator does the opposite of what is written, or where its
build fails, and a warning where it depends on the templates of the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from postctl.marks import is_field
from postctl.model import Entry, Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._addresses import is_bare, said
from postctl.rules._common import is_mark, place, trapped
from postctl.site import Post, Site

_YES = frozenset({"true", "yes", "y", "on", "t", "1", "x"})
_NO = frozenset({"false", "no", "n", "off", "f", "0", "never"})
_HIDDEN_STATES = frozenset({"draft", "private", "pending", "hidden", "unpublished", "wip"})


def _check(post: Post, site: Site) -> Iterator[Finding]:
    trap = post.verdict.trap
    if trap is None or post.verdict.missing:  # P109
        return
    mark = trapped(post, site)
    if mark is not None and not is_mark(mark.key, site):
        return  # its build fails over something else: P105
    hidden, fails = post.verdict.hidden is not None, post.verdict.fatal
    if mark is None and fails:
        return  # P105
    if fails and mark is not None and mark.key == "permalink" and is_bare(said(post, "permalink") or "/"):
        return  # P312
    opposite = _claims_draft(post, mark) is (not hidden) and post.verdict.sure
    own = mark is not None and not fails and is_field(mark.key, site.settings)
    yield Finding(
        trap,
        span=place(mark),
        help=_OF_FIELD if own else _help(mark, hidden=hidden, fails=fails, sure=post.verdict.sure, opposite=opposite),
        severity=None if opposite or fails else Severity.WARNING,
    )


_OF_FIELD = "write it the way [draft] in your configuration has it, or add this value there"


def _claims_draft(post: Post, mark: Entry | None) -> bool | None:
    """What the mark says to a person: a draft, or public; `None` where that cannot be told, or the folder says otherwise."""
    if post.place.drafts:
        return None
    if mark is None:
        return True if re.search(r"(?:^|/)_?drafts/", post.path) else None
    key, word = mark.key.lower().removeprefix("is_"), mark.value.text.strip().lower()
    if key == "status":
        return word in _HIDDEN_STATES
    if key not in ("draft", "published") or word not in _YES | _NO:
        return None
    return (word in _YES) == (key == "draft")


def _help(mark: Entry | None, *, hidden: bool, fails: bool, sure: bool, opposite: bool) -> str:
    """What to do. Where mark and outcome are at odds, or may be, nobody but the author knows which of the two was meant."""
    if fails:
        return "the build fails until this is mended"
    if not sure and mark is not None and mark.key in ("draft", "published"):
        return f"write `{mark.key}: true` or `{mark.key}: false`, whichever you mean"
    if not sure:
        return "run `postctl publish` if it is to be public, `postctl unpublish` if it is to be a draft"
    if opposite and mark is not None:
        other, state, own = ("publish", "public", "a draft") if hidden else ("unpublish", "a draft", "public")
        return f"if it is to be {state}, run `postctl {other}`; if it is to be {own}, take `{mark.key}` out or correct it"
    other = "publish" if hidden else "unpublish"
    state = "public" if hidden else "a draft"
    return f"`postctl {other}` makes it {state}; to leave it as it is, write the mark this generator understands"


RULE = Rule(
    code="P103",
    severity=Severity.ERROR,
    summary="a draft mark that the generator takes otherwise",
    post=_check,
    bad=(
        Example({"content/posts/a.md": "---\ntitle: A\ndraft: yes\n---\n"}, "hugo"),
        Example({"content/posts/a.md": "---\ntitle: A\npublished: false\n---\n"}, "hugo"),
        Example({"_posts/2026-12-01-a.md": "---\ntitle: A\ndraft: true\n---\n"}, "jekyll"),
        Example({"_posts/2026-12-01-a.md": '---\ntitle: A\npublished: "false"\n---\n'}, "jekyll"),
        Example({"src/blogs/a.md": '---\ntitle: A\ndraft: "true"\n---\n'}, "gatsby"),
        Example({"src/blogs/a.md": "---\ntitle: A\nDraft: true\n---\n"}, "gatsby"),
        Example({"content/a.md": "Title: A\nDate: 2026-11-01\nDraft: true\n\nText.\n"}, "pelican"),
        Example({"content/a.md": "Title: A\nDate: 2026-11-01\nStatus: publish\n\nText.\n"}, "pelican"),
    ),
    good=(
        Example({"content/posts/a.md": "---\ntitle: A\ndraft: true\n---\n"}, "hugo"),
        Example({"content/posts/a.md": "---\ntitle: A\nDraft: false\n---\n"}, "hugo"),
        Example({"_posts/2026-12-01-a.md": "---\ntitle: A\npublished: no\n---\n"}, "jekyll"),
        Example({"_drafts/a.md": "---\ntitle: A\ndraft: true\n---\n"}, "jekyll"),
        Example({"src/blogs/a.md": "---\ntitle: A\ndraft: true\n---\n"}, "gatsby"),
        Example({"content/a.md": "Title: A\nDate: 2026-11-01\nStatus: draft\n\nText.\n"}, "pelican"),
    ),
)
