"""A definition of a reference, `[label]: address`, that nothing uses.

It shows nothing to readers. Most often it is left over from a link that was taken out,
or the link that was to use it has another label and shows its brackets.

A definition is used where its label stands in brackets anywhere else in the post. Lines
that serve as comments, such as `[//]: # (a note)`, are left alone. The fix takes the
line out; it is unsafe, since the address may have been kept on purpose. A post
that uses less than half of its definitions, and leaves out more than ten, has them from
elsewhere: one note says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.links.references import OTHER_ENDINGS
from postctl.markdown import Definition, folded, parse
from postctl.model import Edit, Fix, Severity
from postctl.nearest import names
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._links import at
from postctl.site import Post, Site

_BRACKETS = later(r"\[([^\[\]]+)\](?!:)")
_LABELS = later(r"\]\[([^\[\]]+)\]")
_COMMENT = frozenset({"//", "comment", "comments", "_metadata_", "#", "_", "-", ""})
_MANY = 10
_TEMPLATE = later(r"\{\{|\{%|<%")
_LINE = later(r"[^\r\n]*(?:\r\n|\r|\n)?")


def _check(post: Post, site: Site) -> Iterator[Finding]:
    body = post.document.content
    if post.path.lower().endswith(OTHER_ENDINGS):
        return
    found = parse(body)
    if not found.definitions:
        return
    used = {folded(each.label) for each in found.uses}
    if all(folded(each.label) in used for each in found.definitions):
        return
    used |= {folded(match[1]) for match in _BRACKETS.finditer(body)}
    left = [each for each in found.definitions if folded(each.label) not in used and not _is_special(each)]
    lost = {folded(match[1]) for match in _LABELS.finditer(body)} - {folded(each.label) for each in found.definitions}
    if len(left) > _MANY and len(left) * 2 > len(found.definitions):
        message = (
            f"{len(left)} of {len(found.definitions)} definitions in this post are used by nothing, such as [{left[0].label}]"
        )
        yield Finding(
            message, at(post, *left[0].span), "if they are a block that is copied into posts that is fine; else take them out"
        )
        return
    for each in left:
        if lost and names(folded(each.label), sorted(lost)[:_MANY], most=1):
            continue  # a link means it, and has a slip in the label: P407 tells
        message = f"nothing uses the definition of [{each.label}]"
        yield Finding(message, at(post, *each.span), "take the line out, or use it", _without(post, body, each))


def _is_special(definition: Definition) -> bool:
    """Whether it is a comment, or the work of a template."""
    is_comment = folded(definition.label) in _COMMENT or definition.target in ("#", "", ":", "/")
    return is_comment or definition.label.startswith("^") or _TEMPLATE.search(definition.label) is not None


def _without(post: Post, body: str, definition: Definition) -> Fix | None:
    """Takes the lines out, where nothing else stands in them."""
    start, end = definition.span
    begin = max(body.rfind("\n", 0, start), body.rfind("\r", 0, start)) + 1
    line = _LINE.match(body, end)
    assert line is not None
    if body[begin:start].strip() or line[0].strip():
        return None
    shorter = parse(body[:begin] + body[line.end() :])
    if [each.target for each in shorter.links] != [each.target for each in parse(body).links if each.span != definition.place]:
        return None
    return Fix(safe=False, edits=(Edit(at(post, begin, line.end()), ""),))


_A = "---\ntitle: A\n---\n"

RULE = Rule(
    code="P413",
    severity=Severity.INFO,
    bodies=True,
    summary="a definition that nothing uses",
    post=_check,
    bad=(
        Example({"a.md": _A + "See [b][].\n\n[b]: https://example.org/b\n[c]: https://example.org/c 'C'\n"}),
        Example({"content/a.md": "+++\ntitle = 'A'\n+++\nText.\n\n[b]:\n  https://example.org/b\n\nMore.\n"}, "hugo"),
    ),
    good=(
        Example({"a.md": _A + "See [a cat][cat], ![a dog][Dog].\n\n[cat]: https://example.org/\n[dog]: https://example.org/d\n"}),
        Example({"a.md": _A + "Text.\n\n[//]: # (a note)\n[comment]: <> (another)\n[^1]: A footnote.\n"}),
        Example({"a.md": _A + "See [the book][boook].\n\n[book]: https://example.org/\n"}),
        Example({"a.md": _A + "<div>[cat]</div>\n\n[cat]: https://example.org/\n\n```\n[dog]: https://example.org/\n```\n"}),
    ),
)
