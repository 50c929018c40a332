"""A value without quotes begins with a character that means something else to YAML.

`@` and the backtick may not begin a value at all; `%`, `*`, `&`, `|`, `>`, `[` and `{`
begin things of their own. `title: [draft] My text` is a list to YAML, with something
behind it that does not belong there; `title: "Rust" for you` is a text that ends with its
second quote. The front matter cannot be read then, and the build ends, or the post is
there without a title. `title: &Sons and daughters` can be read: `&Sons` is a name for the
value, and the title is `and daughters`.

Put the whole value in quotes. The fix does that.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.model import Broken, Edit, Fix, Node, Severity, Span
from postctl.rules import Example, Finding, Rule
from postctl.rules._mending import in_quotes
from postctl.rules._unread import why
from postctl.site import Post, Site


def _check(broken: Broken, site: Site) -> Iterator[Finding]:
    kind, found = why(broken, site)
    if kind == "special" and found is not None:
        offence, written = found.offence, found.written
        key = f"{offence.key}: " if offence.key else ""
        yield Finding(
            f"the front matter cannot be read: {offence.why}",
            span=offence.span,
            help=f"write `{key}{written}`" if written else "put the whole value in quotes",
            fix=Fix(found.safe, found.edits) if found.edits else None,
        )


def _check_post(post: Post, site: Site) -> Iterator[Finding]:
    """An anchor that no alias names, before a text of one line."""
    document = post.document
    if document.syntax is None or document.syntax.name != "yaml" or "&" not in document.source:
        return
    for entry in document.entries:
        value, source = entry.value, document.text
        if value.anchored and value.kind == "scalar" and source.startswith("&", value.span.start):
            written = source[value.span.start : value.span.end]
            name = written[1:].split(None, 1)[0] if written[1:].strip() else ""
            if name and f"*{name}" not in document.source and value.style == "plain":
                yield _anchor(entry.key, value, written, name, post)


def _anchor(key: str, value: Node, written: str, name: str, post: Post) -> Finding:
    quoted = in_quotes(written, post.document.schema)
    return Finding(
        f"`&{name}` is a YAML anchor, a name for the value, so `{key}` is {value.text!r}",
        span=Span(value.span.start, value.span.start + 1 + len(name)),
        help=f"write `{key}: {quoted}`",
        fix=Fix(False, (Edit(value.span, quoted),)),
        severity=Severity.WARNING,
    )


RULE = Rule(
    code="P014",
    severity=Severity.ERROR,
    summary="a value that YAML takes for something else without quotes",
    broken=_check,
    post=_check_post,
    bad=(
        Example({"a.md": "---\ntitle: @home in Rust\n---\nText.\n"}),
        Example({"a.md": "---\ntitle: `code` in titles\ndate: 2026-11-01\n---\nText.\n"}),
        Example({"content/a.md": "---\ntitle: [draft] My text\n---\nText.\n"}, "hugo"),
        Example({"_posts/2026-12-01-a.md": '---\ntitle: "Rust" for you\n---\nText.\n'}, "jekyll"),
        Example({"src/blogs/a.md": "---\ntitle: 'It's here'\n---\nText.\n"}, "gatsby"),
        Example({"a.md": "---\ntitle: *NSYNC and more\n---\nText.\n"}),
        Example({"a.md": "---\ntitle: A\nsummary: &Sons and daughters\n---\nText.\n"}),
    ),
    good=(
        Example({"a.md": "---\ntitle: '@home in Rust'\nemail: me@example.org\n---\nText.\n"}),
        Example({"a.md": "---\ntitle: Me & you, 100% [draft]\n---\nText.\n"}),
        Example({"a.md": "---\ntitle: &a One\nsubtitle: *a\n---\nText.\n"}),
    ),
    signs=("&",),
)
