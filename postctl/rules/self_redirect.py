"""A post redirects from the address that it has itself.

Hugo and Zola write the page over the redirect, so it does nothing but mislead whoever
reads the list of former addresses; with a plugin that writes the redirect last, readers
would be sent to where they are, for ever. Mostly the post had another address for a
while and has its old one again.

Take it out of the list. The fix does, and it is safe: a redirect from a page to itself
never shows anything.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.document import front_matter, read_text, with_edits
from postctl.errors import Refused
from postctl.model import Edit, Entry, Fix, Node, Problem, Severity, Span
from postctl.rules import Example, Finding, Rule
from postctl.rules._addresses import Redirect, file_of, redirect_entry, redirect_node, redirects
from postctl.rules._common import on_one_line, place
from postctl.site import Post, Site


def _check(post: Post, site: Site) -> Iterator[Finding]:
    if not post.redirects or post.url is None:
        return
    own = file_of(post.url, site)
    for redirect in redirects(post, site):
        if redirect.file == own:
            yield _finding(post, redirect, site)


def _finding(post: Post, redirect: Redirect, site: Site) -> Finding:
    found, node = redirect_entry(post, site), redirect_node(redirect, post, site)
    return Finding(
        f"the redirect from {on_one_line(redirect.text)} leads to itself: that is the address of the post",
        span=node.span if node is not None else place(found),
        help=f"take it out of `{site.generator.redirects}`",
        fix=_fix(post, found, node) if found is not None and node is not None else None,
    )


def _fix(post: Post, found: Entry, node: Node) -> Fix | None:
    """The fix that takes one redirect out, if that changes nothing else of what the front matter says."""
    document = post.document
    edit = _edit(post, found, node)
    if edit is None or document.syntax is None:
        return None
    after = read_text(with_edits(document, (edit,)), (document.syntax,), document.fences, document.schema)
    if isinstance(after, Problem) or after.content != document.content:
        return None
    wanted = dict(front_matter(document))
    value = wanted.pop(found.key, None)
    if isinstance(value, list) and len(value) > 1:
        wanted[found.key] = [each for at, each in enumerate(value) if found.value.items[at] is not node]
    return Fix(True, (edit,)) if dict(front_matter(after)) == wanted else None


def _edit(post: Post, found: Entry, node: Node) -> Edit | None:
    document = post.document
    assert document.syntax is not None
    items = found.value.items
    if found not in document.entries:
        return None
    if found.value.kind != "list" or len(items) == 1:
        try:
            return document.syntax.removal(document.text[: document.inner.end], document.root, found)
        except Refused:
            return None
    at = next(n for n, each in enumerate(items) if each is node)
    if found.value.style == "block":
        return _line(document.text, node)
    span = Span(node.span.start, items[at + 1].span.start) if at == 0 else Span(items[at - 1].span.end, node.span.end)
    return Edit(span, "")


def _line(text: str, node: Node) -> Edit:
    """The line of an item of a list, with its end."""
    start = max(text.rfind("\n", 0, node.span.start), text.rfind("\r", 0, node.span.start)) + 1
    end = text.find("\n", node.span.end)
    return Edit(Span(start, end + 1 if end >= 0 else len(text)), "")


def _post(more: str) -> str:
    return f"---\ntitle: A\n{more}---\n"


RULE = Rule(
    code="P311",
    severity=Severity.WARNING,
    summary="a redirect from a post to itself",
    post=_check,
    bad=(
        Example({"content/posts/a.md": _post("aliases: [/old/, /posts/a/]\n")}, "hugo"),
        Example({"content/posts/a.md": _post("aliases:\n  - a # was here\n  - /old/\ndraft: false\n")}, "hugo"),
        Example({"content/posts/a.md": "+++\ntitle = 'A'\naliases = ['/posts/a']\n+++\n"}, "zola"),
        Example({"_posts/2026-11-01-a.md": _post("permalink: /rain/\nredirect_from: /rain/\n")}, "jekyll"),
    ),
    good=(
        Example({"content/posts/a.md": _post("aliases: [/posts/a.html, /old/]\n")}, "hugo"),
        Example({"content/posts/a.md": _post("aliases: [/a/]\n")}, "hugo"),
        Example({"_posts/2026-11-01-a.md": _post("permalink: /rain/\nredirect_from: /rain\n")}, "jekyll"),
        Example({"a.md": _post("aliases: [a]\n")}, "notes"),
    ),
)
