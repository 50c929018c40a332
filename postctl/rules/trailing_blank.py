"""A line of the front matter ends with blanks, where those of the other posts do not.

They cannot be seen, and they cost: an editor that removes them on saving changes lines
that nobody touched, and searching for `draft: true` at the end of a line misses them. In a text of several lines
they may even count, so there they stay.

The rule speaks where at least five posts, and 80 % of all, have none. The fix removes them. What Nikola reads from its
`.. key: value` lines keeps its blanks, so those are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from postctl.facts import body_fact
from postctl.model import Edit, Node, Severity, Span
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._house import proven, unusual
from postctl.site import Post, Site

_BREAK = later(r"[\r\n]")
_ENDS = (" ", "\t")
_ENDS_OF_LINES = (" \n", " \r", "\t\n", "\t\r")
_BLANKS = later(r"(?<![ \t])[ \t]+(?=\r|\n|\Z)")


def _blanks(post: Post) -> list[Span]:
    """The blanks at the ends of lines, without those inside of values."""
    document = post.document
    if document.syntax is None or document.syntax.name == "comment" or not _may_have(document.source):
        return []
    found = [Span(*each.span()) for each in _BLANKS.finditer(document.text, document.inner.start, document.inner.end)]
    if not found:
        return []
    long = iter(sorted(_long(document.root, document.text)))
    inside, kept = next(long, None), []
    for span in found:
        while inside is not None and inside.end <= span.start:
            inside = next(long, None)
        if inside is None or span.start < inside.start:
            kept.append(span)
    return kept


def _may_have(source: str) -> bool:
    """Whether blanks stand before the end of a line, or of the whole: nearly always they do not."""
    return source[-1:] in _ENDS or any(end in source for end in _ENDS_OF_LINES)


def _long(root: Node, text: str) -> Iterator[Span]:
    """The scalars of more than one line."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        waiting += (*node.items, *(each for pair in node.pairs for each in pair))
        if node.kind == "scalar" and (node.style in ("literal", "folded") or _BREAK.search(text, *node.span)):
            yield node.span


@body_fact
def _ways(post: Post, site: Site) -> Mapping[str, str]:
    if post.document.syntax is None:
        return {}
    return {"blanks": "some" if _blanks(post) else "none"}


def _check(post: Post, site: Site) -> Iterator[Finding]:
    for _, way, usual in unusual(post, site, _ways):
        spans = _blanks(post) if way == "some" else []
        edits = [Edit(span, "") for span in spans]
        sound = proven(post, site, edits, lambda after: not _blanks(after))
        for edit in edits:
            yield Finding(
                "the line ends with blanks",
                edit.span,
                f"remove them; {usual.most} have none in the front matter",
                sound and sound._replace(edits=(edit,)),
            )


_USUAL = {f"{number}.md": "---\ntitle: A\n---\n" for number in range(5)}

RULE = Rule(
    code="P808",
    severity=Severity.INFO,
    summary="blanks at the end of a line of the front matter",
    off=True,
    within=_check,
    bad=(
        Example({**_USUAL, "x.md": "---\ntitle: A \n---\n"}),
        Example({**_USUAL, "x.md": "---\r\ntags:\t\r\n- a\r\n---\r\n"}, "gatsby"),
        Example(
            {**{f"content/{path}": text for path, text in _USUAL.items()}, "content/x.md": '+++\ntitle = "A"  # b \n+++\n'},
            "hugo",
        ),
    ),
    good=(
        Example({**_USUAL, "x.md": '---\ntitle: |\n  A \n  b\nd: "a \n  b"\n---\n'}),
        Example({path: text.replace("A", "A ") for path, text in _USUAL.items()}),
    ),
)
