"""One mark of a post says that it is a draft, another that it is public.

`draft: true` beside `published: true`, or beside `status: published`: the generator goes by
one of them and takes no notice of the other, and who reads the post cannot tell which. The
message says which one counts here, and what becomes of the post.

Remove the one that is wrong. The fix removes the one that does not count, so that the site
stays as it is; if it was the right one, `postctl publish` and `postctl unpublish` write the
mark that counts. Where the mark that counts does not do what it says, P103 speaks.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.facts import flat
from postctl.model import Entry, Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._moving import removed
from postctl.site import Post, Site

_KEYS = frozenset({"draft", "is_draft", "published", "publish", "status"})
_YES = frozenset({"true", "yes", "on", "y", "1"})
_NO = frozenset({"false", "no", "off", "n", "0"})
_STATES = {"draft": True, "private": True, "published": False, "publish": False, "public": False}


def _check(post: Post, site: Site) -> Iterator[Finding]:
    if post.verdict.trap is not None or post.verdict.key is None:
        return
    if flat(post, site) is not None and sum(key.lower() in _KEYS for key in post.front) < 2:
        return
    named = [entry for entry in post.document.entries if entry.key.lower() in _KEYS]
    if len(named) < 2:
        return
    marks = [(entry, says) for entry in named if (says := _says_draft(entry)) is not None]
    counts = next((each for each in reversed(marks) if _is(each[0], post.verdict.key)), None)
    if counts is None:
        return
    for entry, says in marks:
        if says is not counts[1] and not _is(entry, post.verdict.key):
            fate = "hidden" if post.verdict.hidden is not None else "public"
            counted = f"for {site.generator.title} the second counts, and the post is {fate}"
            yield Finding(
                f"`{_shown(entry)}` and `{_shown(counts[0])}` contradict each other: {counted}",
                span=entry.value.span,
                help="remove the one that is wrong",
                fix=removed(post.document, entry),
            )


def _says_draft(entry: Entry) -> bool | None:
    """Whether a mark says that the post is a draft; `None` where it says nothing of it."""
    key = entry.key.lower()
    if entry.value.kind != "scalar":
        return None
    word = entry.value.text.strip().lower()
    if key == "status":
        return _STATES.get(word)
    if word not in _YES | _NO:
        return None
    return (word in _YES) == key.endswith("draft")


def _is(entry: Entry, key: str | None) -> bool:
    return key is not None and entry.key.lower() == key.lower()


def _shown(entry: Entry) -> str:
    return f"{entry.key}: {entry.value.text}"


RULE = Rule(
    code="P111",
    severity=Severity.WARNING,
    summary="two marks that contradict each other",
    post=_check,
    bad=(
        Example({"content/posts/a.md": "---\ntitle: A\ndraft: true\nstatus: published\n---\nText.\n"}, "hugo"),
        Example({"src/blogs/a.md": "---\ntitle: A\ndraft: true\npublished: true\n---\nText.\n"}, "gatsby"),
        Example({"content/a.md": "Title: A\nDate: 2026-11-01\nStatus: published\nDraft: true\n\nText.\n"}, "pelican"),
    ),
    good=(
        Example({"content/posts/a.md": "---\ntitle: A\ndraft: true\nstatus: draft\n---\nText.\n"}, "hugo"),
        Example({"src/blogs/a.md": "---\ntitle: A\ndraft: false\npublished: true\n---\nText.\n"}, "gatsby"),
        Example({"src/blogs/a.md": "---\ntitle: A\ndraft: true\npublished: 2026-11-01\n---\nText.\n"}, "gatsby"),
    ),
    keys=_KEYS,
)
