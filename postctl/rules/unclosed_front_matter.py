"""The front matter begins with a fence and never ends.

Without the second fence most generators take the file for text: keys and all are printed
on the page, a draft is public, and the title is made from the file name. Others end the
build.

Write the fence once more below the last key, on a line of its own. The fix puts it above
the first blank line, which is where the keys end as a rule: have a look before you take
it.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.document import Document, read_text
from postctl.model import Broken, Edit, Fix, Severity, Span
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._foreign import syntax
from postctl.rules._unread import why
from postctl.site import Site

_OPENING = later(r"\s*(---|\+\+\+)[^\r\n]*(\r\n|\r|\n)")
_DOTS = later(r"(?<=[\r\n])\.\.\.(?=[ \t]*(?:\r|\n|\Z))")
_BLANK_LINE = later(r"(?>\r\n|\r|\n)(?=[ \t]*(?:\r|\n|\Z))")


def _check(broken: Broken, site: Site) -> Iterator[Finding]:
    if why(broken, site).kind == "unclosed":
        fix = _closed(broken, site)
        span = Span(broken.offset, broken.offset + 3)
        yield Finding(broken.reason, span=span, help=broken.help, fix=fix)


def _closed(broken: Broken, site: Site) -> Fix | None:
    """The fence below the keys, if what stands above it can be read then."""
    opening = _OPENING.match(broken.text)
    dots = _DOTS.search(broken.text, opening.end()) if opening and opening[1] == "---" else None
    if dots is not None:  # some close it so, this generator does not
        return _verified(broken, site, Edit(Span(*dots.span()), "---"), dots.start())
    end = _BLANK_LINE.search(broken.text, opening.end()) if opening else None
    if opening is None or end is None:
        return None
    fence = opening[1] + opening[2]
    return _verified(broken, site, Edit(Span(end.end(), end.end()), fence), end.end())


def _verified(broken: Broken, site: Site, edit: Edit, end: int) -> Fix | None:
    """The fix, if the front matter can be read with it and ends there."""
    text = broken.text[: edit.span.start] + edit.text + broken.text[edit.span.end :]
    read = read_text(text, tuple(map(syntax, site.generator.syntaxes)), site.generator.fences, site.generator.schema)
    if not isinstance(read, Document) or not read.entries or read.inner.end != end:
        return None
    return Fix(False, (edit,))


RULE = Rule(
    code="P006",
    severity=Severity.ERROR,
    summary="front matter without a fence at its end",
    broken=_check,
    bad=(
        Example({"a.md": "---\ntitle: Rust\n\nText without a closing fence.\n"}),
        Example({"content/a.md": '+++\ntitle = "Rust"\n\nText.\n'}, "hugo"),
        Example({"_posts/2026-12-01-a.md": "---\ntitle: Rust\nText.\n"}, "jekyll"),
        Example({"content/a.md": "---\ntitle: Rust\n...\n\nText.\n"}, "hugo"),
        Example({"src/blogs/a.md": "---\r\ntitle: Rust\r\n\r\nText.\r\n"}, "gatsby"),
    ),
    good=(
        Example({"a.md": "---\ntitle: Rust\n---\nText.\n"}),
        Example({"a.md": "---\n\nA rule, then text.\n"}),
        Example({"_posts/2026-12-01-a.md": "---\ntitle: Rust\n...\nText.\n"}, "jekyll"),
    ),
)
