"""A link by reference, `[text][label]`, has no definition.

Markdown then shows the brackets as they are, and there is no link. Usually the line
`[label]: address` was lost when text was copied, or the label has a slip.

Looked at is only the full form with two pairs of brackets: a word in one pair is often
meant as it stands. A post that takes in other files, whose definitions cannot be seen,
is left alone, and so is one that has the definition in a place where it does not count.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from postctl.links.references import OTHER_ENDINGS
from postctl.markdown import parse
from postctl.model import Severity, Span
from postctl.nearest import hint
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._links import at
from postctl.site import Post, Site

_FULL = later(r"(?<![\w\\\])])!?\[(?P<text>[^\[\]\r\n]*[^\W\d][^\[\]\r\n]*)\]\[(?P<label>[^\W_][^\[\]\r\n^@]*)\](?![\[(:])")
_DEFINED = later(r"\[([^\[\]\r\n]+)\]:")
_TAKEN_IN = later(r"\{%-?\s*include|--8<--|\{\{(?!<)|\{!|^\s*import\s|<%", re.MULTILINE)
_DEFINING = frozenset({"autorefs", "mkdocstrings", "snippets"})


def _check(post: Post, site: Site) -> Iterator[Finding]:
    body = post.document.content
    if "][" not in body or _TAKEN_IN.search(body) or post.path.lower().endswith(OTHER_ENDINGS) or _are_elsewhere(site):
        return
    found = parse(body)
    text = found.prose
    known_uses = {use.span.start for use in found.uses}
    uses = [use for use in _FULL.finditer(text) if use.start() not in known_uses]
    if not uses or not _are_links(found.definitions, uses):
        return
    taken = _Spans([*(link.whole for link in found.links), *(use.span for use in found.uses), *found.html, *found.code])
    defined = {match[1].casefold() for match in _DEFINED.finditer(text)}
    known = sorted({each.label for each in found.definitions})
    for use in uses:
        if not taken.meet(use.start(), use.end()) and use["label"].casefold() not in defined:
            label = use["label"]
            message = f"no definition for the reference [{label}]"
            yield Finding(message, at(post, *use.span("label")), _help(label, tuple(known)))


@lru_cache(maxsize=64)
def _help(label: str, known: tuple[str, ...]) -> str:
    return hint(label, known, f"add a line `[{label}]: address`, or take the brackets out", most=1)


@lru_cache(maxsize=2)
def _are_elsewhere(site: Site) -> bool:
    """Whether a plugin of the site may define labels."""
    return any(name in str(site.settings.options) for name in _DEFINING)


def _are_links(definitions: tuple[object, ...], uses: list[re.Match[str]]) -> bool:
    """Whether the author writes links by reference: by a definition, or by a text that is no abbreviation or index."""
    return bool(definitions) or any(" " in use["text"].strip() for use in uses)


class _Spans:
    """Spans of which some may hold others."""

    def __init__(self, spans: list[Span]) -> None:
        ordered = sorted(spans)
        self.starts = [span.start for span in ordered]
        self.ends = list(accumulate((span.end for span in ordered), max))

    def meet(self, start: int, end: int) -> bool:
        """Whether one of them has a character in common with a range."""
        before = bisect_left(self.starts, end)
        return before > 0 and self.ends[before - 1] > start


_A = "---\ntitle: A\n---\n"

RULE = Rule(
    code="P407",
    severity=Severity.WARNING,
    bodies=True,
    publishing=Severity.ERROR,
    summary="a reference without a definition",
    post=_check,
    bad=(
        Example({"a.md": _A + "See [the book][boook].\n\n[book]: https://example.org/\n"}),
        Example({"a.md": _A + "See ![a cat][cat].\n"}),
        Example({"content/a.md": "+++\ntitle = 'A'\n+++\nSee [the whole story][1].\n"}, "hugo"),
    ),
    good=(
        Example({"a.md": _A + "See [the book][Book] and [book][].\n\n[book]: https://example.org/\n"}),
        Example({"a.md": _A + "`[the book][book]`, a[i][j], [x][y], [sic], \\[the book][book] and [a note][^1]\n"}),
        Example({"a.md": _A + "See [the book][book].\n\n{% include links.md %}\n"}),
        Example({"a.md": _A + "See [the book][book].\nIt is good.\n[book]: https://example.org/\n"}),
    ),
    signs=("[",),
)
