"""A key that looks like a slip of the fingers: nearly nobody uses it, and it is one
letter away from one that means something.

`titel: My trip`, `tgas: [travel]`, `darft: true`: no generator complains about a key it
does not know. The value simply has no effect, so the post has no title, no tags, or is no
draft. (A key in another letter case, such as `Draft`, is P108's.)

The rule only speaks where the key is unknown to the generator, stands in at most two
posts of the site, and a similar key is known to the generator or used by many posts,
while this post lacks that one. Keys of your own that your templates read are never
reported for being your own.

Rename the key if it was a slip. In JSON the finding carries the edit that does so,
marked as unsafe because the site will then show what the key says.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.model import Edit, Entry, Fix, Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._slips import of_keys
from postctl.site import Post, Site


def _check(site: Site) -> Iterator[Finding]:
    for post, entry, meant in of_keys(site):
        yield _finding(post, entry, meant, site)


def _finding(post: Post, entry: Entry, other: str, site: Site) -> Finding:
    span = entry.name.span
    as_written = post.document.text[span.start : span.end] == entry.key
    return Finding(
        f"{site.generator.title} has no key `{entry.key}`",
        span=span,
        help=f"did you mean `{other}`?",
        fix=Fix(False, (Edit(span, other),)) if as_written else None,
        path=post.path,
        publishing=Severity.ERROR if other == "title" else None,
    )


_MANY = {f"{number}.md": "---\ntitle: A\nsubtitle: B\n---\n" for number in range(10)}

RULE = Rule(
    code="P104",
    severity=Severity.WARNING,
    summary="a key that looks like a slip for another",
    site=_check,
    bad=(
        Example({"a.md": "---\ntitel: A\n---\n"}),
        Example({"src/a.md": "---\ntitle: A\ndescripton: B\n---\n"}, "gatsby"),
        Example({"a.md": "---\ntitle: A\ntgas: [b]\n---\n"}),
        Example({**_MANY, "a.md": "---\ntitle: A\nsubtitel: B\n---\n"}),
    ),
    good=(
        Example({"a.md": "---\ntitle: A\nmath: true\ndata: b\nmood: fine\n---\n"}),
        Example({"a.md": "---\nTitle: A\n---\n"}),
        Example(dict.fromkeys(("a.md", "b.md", "c.md"), "---\ntitle: A\ntitel: B\n---\n")),
    ),
)
