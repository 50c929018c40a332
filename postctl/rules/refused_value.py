"""A value that the generator does not take: its build ends there, or leaves the post out.

Generators check front matter each in a way of its own. Docusaurus ends the build over a
`description` with nothing in it, MkDocs Material over a slug that is a number, Zola over
a taxonomy that the configuration does not name, Cobalt over keys of your own outside of
`data`. Nothing on the page shows it, for there is no page; and often the message of the
build names neither file nor line.

The message says which value it is and what the generator wants. Mend it there; drafts
are looked at by some generators too.

It is an error where the build is known to end, and a warning where that depends on the
version or the configuration of the generator.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import is_mark, place, trapped
from postctl.site import Post, Site


def _check(post: Post, site: Site) -> Iterator[Finding]:
    trap = post.verdict.trap
    found = trapped(post, site) if trap is not None else None
    fails = post.verdict.fatal
    if trap is None or post.verdict.missing or not (fails if found is None else not is_mark(found.key, site)):
        return
    help_ = "the build fails until this is mended" if fails else "try a build, and mend it if it stops here"
    yield Finding(trap, span=place(found), help=help_, severity=None if fails else Severity.WARNING)


RULE = Rule(
    code="P105",
    severity=Severity.ERROR,
    summary="a value that the generator does not take",
    post=_check,
    bad=(
        Example({"docusaurus.config.js": "", "blog/2026-11-01-a.md": "---\ntitle: A\ndescription:\n---\n"}, "docusaurus"),
        Example(
            {"mkdocs.yml": "plugins: [blog]\n", "docs/blog/posts/a.md": "---\ndate: 2026-11-01\nslug: 2024\n---\n"}, "mkdocs"
        ),
        Example({"_cobalt.yml": "", "posts/a.md": "---\ntitle: A\nseries: tea\n---\n"}, "cobalt"),
    ),
    good=(
        Example({"docusaurus.config.js": "", "blog/2026-11-01-a.md": "---\ntitle: A\ndescription: B\n---\n"}, "docusaurus"),
        Example(
            {"mkdocs.yml": "plugins: [blog]\n", "docs/blog/posts/a.md": "---\ndate: 2026-11-01\nslug: '2024'\n---\n"}, "mkdocs"
        ),
        Example({"_cobalt.yml": "", "posts/a.md": "---\ntitle: A\ndata:\n  series: tea\n---\n"}, "cobalt"),
    ),
)
