"""A key stands twice in the front matter of a post.

YAML allows a key only once. Pelican joins both values and then takes the first line of
`Tags`, `Date`, `Status` and their like. Some generators (Jekyll) silently take the last and forget
the first, others (Hugo, Gatsby) refuse the file and stop the build. `draft: true` at
the top and `draft: false` further down is a public post to the first kind, and whoever
changes the upper line wonders why nothing happens.

Remove one of the two. The finding is on the one that does not count and names the line
of the one that does. `postctl publish` refuses to touch a key that stands twice.

In JSON the finding carries the edit that removes the line. It is marked as safe where
both lines say the same, and as unsafe where they differ, since the value that readers
do not see may be the one that was meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.document import Document, front_matter, position, read_text, with_edits
from postctl.errors import Refused
from postctl.facts import is_flat
from postctl.model import Entry, Fix, Problem, Severity
from postctl.rules import Example, Finding, Rule
from postctl.site import Post, Site


def _check(post: Post, site: Site) -> Iterator[Finding]:
    document = post.document
    if document.syntax is None or document.syntax.name == "toml":  # in TOML `a.b` and `a.c` share their first part
        return
    if document.syntax.name == "keyvalue":
        yield from _joined(document, site)
        return
    if is_flat(post, site):
        return
    if len({each.key.lower() for each in document.entries}) == len(document.entries):
        return
    fails = site.generator.unique_keys and document.syntax.name == "yaml"
    last: dict[str, Entry] = {}
    for entry in reversed(document.entries):
        name = entry.key.lower() if site.generator.fold_keys else entry.key
        if name in last and name != "<<":
            yield _finding(document, entry, last[name], site.generator.title if fails else "")
        last.setdefault(name, entry)


def _joined(document: Document, site: Site) -> Iterator[Finding]:
    """In `Key: value` lines a further value is one more line of the first."""
    first: dict[str, Entry] = {}
    for entry in document.entries:
        counts = first.setdefault(entry.key.lower(), entry)
        if counts is not entry:
            line, _ = position(document.text, counts.name.span.start)
            says = f"`{entry.key}` stands in line {line} already: of most keys {site.generator.title} takes only the first"
            yield Finding(says, span=entry.name.span, help="remove one of the two lines")


def _finding(document: Document, entry: Entry, counts: Entry, fails: str) -> Finding:
    line, _ = position(document.text, counts.name.span.start)
    same = entry.key == counts.key and _text(document, entry) == _text(document, counts)
    says = "with the same value" if same else "with another value"
    return Finding(
        f"`{entry.key}` stands again in line {line} {says}: {fails + ' ends the build' if fails else 'the last one counts'}",
        span=entry.name.span,
        help="remove one of the two lines",
        fix=_without(document, entry, safe=same),
        severity=Severity.ERROR if fails else None,
    )


def _text(document: Document, entry: Entry) -> str:
    return document.text[entry.value.span.start : entry.value.span.end]


def _without(document: Document, entry: Entry, *, safe: bool) -> Fix | None:
    """The fix that takes one entry out, if that changes nothing of what the last one says."""
    assert document.syntax is not None
    try:
        edit = document.syntax.removal(document.text[: document.inner.end], document.root, entry)
    except Refused:
        return None
    after = read_text(with_edits(document, (edit,)), (document.syntax,), document.fences, document.schema)
    if isinstance(after, Problem) or after.content != document.content or front_matter(after) != front_matter(document):
        return None
    return Fix(safe, (edit,))


RULE = Rule(
    code="P004",
    severity=Severity.WARNING,
    summary="a key that stands twice in the front matter",
    post=_check,
    bad=(
        Example({"a.md": "---\ndraft: true\ntitle: A\ndraft: false\n---\n"}),
        Example({"a.md": "---\ntitle: A\ndraft: true\ndraft: true\n---\n"}, "gatsby"),
        Example({"a.md": '{"title": "A", "title": "B"}\nText.\n'}),
        Example({"content/a.md": "Title: A\nDate: 2026-11-01\nTags: b\ntags: c\n\nText.\n"}, "pelican"),
    ),
    good=(
        Example({"a.md": "---\n# draft: true\ntitle: A\ndraft: false\n---\n"}),
        Example({"a.md": "---\ntitle: A\nextra:\n  title: B\n---\n"}),
        Example({"a.md": '+++\ntitle = "A"\nextra.a = 1\nextra.b = 2\n+++\n'}),
    ),
)
