"""The front matter is written in a syntax that this generator does not read.

Posts that come from another generator bring its front matter with them: TOML between
`+++` lines, JSON, Nikola's `.. title:` lines, keys without any fence. A generator that
knows nothing of it takes all of that for text and prints it; title, date, tags and the
draft mark say nothing to it.

In Pelican it goes the other way: it reads the lines of YAML as plain text, so quotes are
part of the title, brackets part of the tags, and from the first line of a list on
everything is body.

Write the front matter the way the message names. Where a plugin of your site does read
the syntax, leave this rule out.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl import facts
from postctl.document import Document, front_matter, read_text, with_edits
from postctl.facts import fact
from postctl.model import Broken, Edit, Entry, Fences, Fix, Severity, Span
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import is_habit
from postctl.rules._foreign import findings, mistake, syntax
from postctl.rules._unread import why
from postctl.site import Post, Site
from postctl.values import replace

_YAML = Fences(blank_before=False)


def _check(site: Site) -> Iterator[Finding]:
    yield from findings(site, "foreign")
    if "keyvalue" not in site.generator.syntaxes:
        return
    found = [
        replace(each, path=post.path) for post in site.posts if _may_be_yaml(post, site) for each in _yaml_as_lines(post, site)
    ]
    if is_habit(len(found), len(site.posts)):
        some = f"{len(found)} of {len(site.posts)} posts: {found[0].message}"
        yield Finding(some, found[0].span, "if a plugin reads YAML, leave this rule out", None, found[0].path, Severity.INFO)
    else:
        yield from found


def _check_broken(broken: Broken, site: Site) -> Iterator[Finding]:
    if why(broken, site).kind != "foreign":
        return
    found = mistake(broken.text, site.generator) if broken.kind in ("missing", "") else None
    if found is not None and broken.kind == "missing":
        yield replace(found.finding, message=f"{broken.reason}; what stands there is none that it reads")
    elif found is not None:
        yield found.finding
    else:  # in a language that a plugin may know
        span = Span(broken.offset, broken.offset + len(broken.source_line[broken.column - 1 :].rstrip()))
        yield Finding(broken.reason, span=span, help=broken.help, severity=Severity.WARNING)


# --- YAML where lines of plain text are read --------------------------------------------------------------------------


@fact
def _may_be_yaml(post: Post, site: Site) -> bool:
    """Whether plain lines begin with a fence of YAML."""
    return facts.syntax(post, site) == "keyvalue" and post.document.text.startswith("---")


def _yaml_as_lines(post: Post, site: Site) -> Iterator[Finding]:
    document = post.document
    if document.syntax is None:
        return
    read = read_text(document.text, (syntax("yaml"),), _YAML, "yaml-1.1")
    if not isinstance(read, Document):
        return
    found = next((each for each in read.entries if _is_yaml(each)), None)
    if found is not None:
        lost = found.value.style == "block" and found.value.span.start >= document.body.start
        yield Finding(
            f"{site.generator.title} reads lines of plain text, not YAML: {_becomes(found, site, lost=lost)}",
            span=found.value.span,
            help="write values without quotes, and lists as `Tags: one, two`",
            fix=_plain(document, read),
            severity=Severity.WARNING if found.value.kind == "scalar" else None,
        )


def _is_yaml(entry: Entry) -> bool:
    return entry.value.kind != "scalar" or entry.value.style in ("single", "double", "literal", "folded")


def _becomes(entry: Entry, site: Site, *, lost: bool) -> str:
    if lost:
        return f"from `{entry.key}` on all is body"
    if entry.value.kind == "scalar":
        return f"the quotes or marks are part of `{entry.key}`"
    return f"the brackets are part of `{entry.key}`"


def _plain(document: Document, read: Document) -> Fix | None:
    """The same values as plain text, if all of them can be told that way."""
    edits = []
    for entry in read.entries:
        if not _is_yaml(entry):
            continue
        text = _text(entry)
        if text is None:
            return None
        edits.append(Edit(Span(entry.name.span.end, entry.value.span.end), f": {text}"))
    assert document.syntax is not None
    after = read_text(with_edits(document, edits), (document.syntax,), document.fences, document.schema)
    if not isinstance(after, Document) or front_matter(after).keys() != front_matter(read).keys():
        return None
    return Fix(False, tuple(edits)) if after.content == read.content else None


def _text(entry: Entry) -> str | None:
    items = entry.value.items if entry.value.kind == "list" else (entry.value,)
    if any(each.kind != "scalar" or "\n" in each.text for each in items):
        return None
    return ("; " if any("," in each.text for each in items) and len(items) > 1 else ", ").join(each.text for each in items)


RULE = Rule(
    code="P008",
    severity=Severity.ERROR,
    summary="front matter in a syntax that the generator does not read",
    site=_check,
    broken=_check_broken,
    bad=(
        Example({"_posts/2026-12-01-a.md": '+++\ntitle = "A"\n+++\nText.\n'}, "jekyll"),
        Example({"src/blogs/a.md": '{\n"title": "A"\n}\nText.\n'}, "gatsby"),
        Example({"_posts/2026-11-01-a.md": "title: A\ndate: 2026-11-01\n---\nText.\n"}, "jekyll"),
        Example({"src/blogs/a.md": "---toml\ntitle = 'A'\n---\nText.\n"}, "gatsby"),
        Example({"content/a.md": "---\nTitle: A\nDate: 2026-11-01\nTags:\n  - b\n  - c\n---\nText.\n"}, "pelican"),
        Example({"content/a.md": '---\nTitle: "A"\nDate: 2026-11-01\n---\nText.\n'}, "pelican"),
    ),
    good=(
        Example({"content/a.md": '+++\ntitle = "A"\n+++\nText.\n'}, "hugo"),
        Example({"source/_posts/a.md": "title: A\ndate: 2026-11-01\n---\nText.\n"}, "hexo"),
        Example({"_posts/2026-12-01-a.md": "Note: this is a text.\n"}, "jekyll"),
        Example({"content/a.md": '---\nTitle: A "b" c\nDate: 2026-11-01\nTags: b, c\n---\nText.\n'}, "pelican"),
    ),
)
