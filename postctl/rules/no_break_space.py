"""A key, tag, address or date holds a no-break space, or a value begins or ends with one.

It looks like a blank and is none. A key with one is another key, which nobody reads; a
tag is another tag; a date is no date. On a Mac it is typed by holding the Option key a
moment too long, and text from web pages is full of it.

Inside of titles and descriptions it is fine, and so is the one that French writes before
`?`, `!`, `:`, `;` and `»` and after `«`.

Write an ordinary blank (in an address a hyphen), or none at the ends. The fix does that. It is safe in a title or
a description, and not where it makes another key, tag, date or address of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from postctl.model import Edit, Entry, Node, Severity, Span
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._characters import ADDRESSES, SHOWN, TERMS, fix, leaves, written
from postctl.site import Post, Site

_BLANKS = "\u00a0\u202f"
_INSIDE = later(r"[\u00a0\u202f](?![?!:;\u00bb%])(?<!\u00ab[\u00a0\u202f])")
_AT_AN_END = later(r"\A[\"']?[\u00a0\u202f]+|[\u00a0\u202f]+(?=[\"']?\Z)")
_ONLY = later(r"[\u00a0\u202f]+")
_NAMES = {"\u00a0": "U+00A0 NO-BREAK SPACE", "\u202f": "U+202F NARROW NO-BREAK SPACE"}
_EXACT = frozenset(
    {*ADDRESSES, *TERMS, "taxonomies", "date", "lastmod", "updated", "modified", "publishdate", "pubdate", "expirydate"}
)


def _check(post: Post, site: Site) -> Iterator[Finding]:
    source = post.document.source
    if source.isascii() or not any(blank in source for blank in _BLANKS):
        return
    for entry in post.document.entries:
        yield from _in_key(post, entry)
        yield from _in_values(post, entry.key, entry.value)


def _in_key(post: Post, entry: Entry) -> Iterator[Finding]:
    found = [*_ONLY.finditer(written(post, entry.name))]
    if found:
        clean = " ".join(_ONLY.sub(" ", entry.key).split())
        there = {each.key for each in post.document.entries}
        edits = _edits(post, entry.name, found) if clean and clean not in there else ()
        message = f"the key `{clean}` holds {_NAMES[found[0][0][0]]}, so it is another key"
        yield Finding(message, _span(entry.name, found[0]), "write an ordinary blank, or none", fix(post, edits, safe=False))


def _in_values(post: Post, key: str, value: Node) -> Iterator[Finding]:
    if value.kind == "map":
        for name, inner in value.pairs:
            yield from _in_values(post, key if name.text.isdigit() else name.text, inner)
        return
    exact = key.lower() in _EXACT
    for node in leaves(value):
        source = written(post, node)
        if source[:1] in ("|", ">") or source[:3] in ('"""', "'''"):  # of several lines
            continue
        found = [*_ends(source), *(each for each in (_INSIDE.finditer(source) if exact else ()))]
        distinct = list({each.start(): each for each in found}.values())
        if distinct:
            yield _finding(post, key, node, sorted(distinct, key=lambda each: each.start()))


def _ends(source: str) -> Iterator[re.Match[str]]:
    for end in _AT_AN_END.finditer(source):
        yield from _ONLY.finditer(source, *end.span())


def _finding(post: Post, key: str, node: Node, found: list[re.Match[str]]) -> Finding:
    first = found[0]
    source = written(post, node)
    inner = source.strip("\"'")
    where = "begins with" if inner[:1] in _BLANKS else "ends with" if inner[-1:] in _BLANKS and len(found) == 1 else "holds"
    message = f"`{key}` {where} {_NAMES[first[0][0]]}"
    return Finding(
        message,
        _span(node, first),
        "write a hyphen, or nothing" if key.lower() in ADDRESSES else "write an ordinary blank, or none",
        fix(post, _edits(post, node, found, "-" if key.lower() in ADDRESSES else " "), safe=key.lower() in SHOWN),
    )


def _span(node: Node, found: re.Match[str]) -> Span:
    return Span(node.span.start + found.start(), node.span.start + found.end())


def _edits(post: Post, node: Node, found: list[re.Match[str]], blank: str = " ") -> Iterator[Edit]:
    source = written(post, node)
    for each in found:
        before, after = source[: each.start()].strip("\"' \t"), source[each.end() :].strip("\"' \t")
        yield Edit(_span(node, each), blank if _ONLY.sub("", before) and _ONLY.sub("", after) else "")


RULE = Rule(
    code="P507",
    severity=Severity.WARNING,
    summary="a no-break space where a blank was meant",
    post=_check,
    bad=(
        Example({"a.md": "---\ntitle: A\n\u00a0draft: true\n---\n"}),
        Example({"a.md": "---\ntitle: A\ntags: [new\u00a0york, lake]\n---\n"}),
        Example({"a.md": '---\ntitle: "\u00a0A walk"\n---\n'}),
        Example({"a.md": "---\ntitle: A walk\u00a0\ndate: 2026-11-01\n---\n"}),
        Example({"content/a.md": "Title: A\nTags: new\u00a0york\nDate: 2026-11-01\n\nText.\n"}, "pelican"),
        Example({"content/a.md": '+++\ntitle = "A"\nslug = "a\u202fb"\n+++\nText.\n'}, "hugo"),
    ),
    good=(
        Example({"a.md": "---\ntitle: 20\u00a0km on foot\ndescription: Vraiment\u00a0?\n---\n\u00a0Text.\n"}),
        Example({"a.md": "---\ntitle: A\ntags: [c\u2019est quoi\u00a0?]\n---\n"}),
    ),
    beyond_ascii=True,
)
