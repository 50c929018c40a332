"""A value in the front matter has a YAML tag, such as `!custom` or `!!python/object`.

A tag tells the program that reads the file what kind of thing to make of the value.
Apart from the few that stand for plain data (`!!str`, `!!int`, `!!bool`, ...) no two
programs know the same ones: most generators stop at such a file, some take the value as
if there were no tag. And there are readers that obey: a tag can name a class or a
command of theirs, and whoever gets such a post into the site runs programs where it is
built.

`postctl` never obeys a tag and takes the value as it is written. Take the tag out. Where
a text only begins with an exclamation mark, put it in quotes: `title: "!important"`.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.model import Node, Severity, Span
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.site import Post, Site

_WRITTEN = later(r"(?:&[^\s,\[\]{}]+\s+)?(!<[^>\s]*>|![^\s,\[\]{}]*)")
_PLAIN = frozenset("str int float bool null timestamp map seq".split())


def _check(post: Post, site: Site) -> Iterator[Finding]:
    document = post.document
    if document.syntax is None or document.syntax.name != "yaml" or "!" not in document.source:
        return
    for span in sorted(set(_tags(document.text, document.root))):
        tag = document.text[span.start : span.end]
        if not _is_plain(tag):
            yield Finding(
                f"the YAML tag `{tag}` is for programs, and few generators know it",
                span=span,
                help="take the tag out; put the text in quotes if it only begins with `!`",
            )


def _tags(text: str, node: Node) -> Iterator[Span]:
    """Where tags stand, for a node and all in it. A collection and its first key may begin at the same place, so may repeat."""
    if text.startswith("*", node.span.start):  # an alias: told where it points to
        return
    if match := _WRITTEN.match(text, node.span.start, node.span.end):
        yield Span(*match.span(1))
    for item in node.items:
        yield from _tags(text, item)
    for name, value in node.pairs:
        yield from _tags(text, name)
        yield from _tags(text, value)


def _is_plain(tag: str) -> bool:
    """Whether a tag stands for data that every reader of YAML knows, or says nothing (`!`)."""
    name = tag.removeprefix("!<tag:yaml.org,2002:").removesuffix(">") if tag.startswith("!<") else tag.removeprefix("!!")
    return tag == "!" or name in _PLAIN


RULE = Rule(
    code="P005",
    severity=Severity.WARNING,
    summary="a YAML tag in the front matter",
    post=_check,
    bad=(
        Example({"a.md": "---\ntitle: A\nmood: !custom fine\n---\n"}),
        Example({"a.md": '---\ntitle: !!python/object/apply:os.system ["x"]\n---\n'}),
        Example({"a.md": "---\ntitle: A\nextra:\n  - b\n  - !ruby/object:Gem {c: d}\n---\n"}),
        Example({"a.md": "---\ntitle: A\nextra: !custom\n  b: c\n---\n"}),
    ),
    good=(
        Example({"a.md": "---\ntitle: !!str 2026\ntags: !!seq [a]\nextra: !!map {b: !!int 1}\n---\n"}),
        Example({"a.md": "---\ntitle: '!important'\nmood: fine!  # !so\n---\n"}),
        Example({"a.md": '+++\ntitle = "!important"\n+++\n'}),
    ),
)
