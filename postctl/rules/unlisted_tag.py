"""A tag is none of those that posts of the site may have.

Which these are says `tags` under `[validate]` in `postctl.toml`, or the generator's own
configuration: the tags file of a Docusaurus blog (`tags.yml`), `tags_allowed` of the tags
plugin of MkDocs Material. Docusaurus warns of others, or ends its build with
`onInlineTags: 'throw'`; MkDocs ends its build.

    [validate]
    tags = ["lake", "walk", "photo"]

Take a tag of the list, or add the new one to it. The help line names the nearest, and the
fix writes it where there is one.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl import nearest, terms
from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._filed import Term, allowed, fix, has_list, held, is_listed, placed
from postctl.site import Allowed, Post, Site
from postctl.terms import Held


def _check(post: Post, site: Site) -> Iterator[Finding]:
    if not has_list(site):
        return
    for each in held(post, site):
        listed = allowed(post, each, site)
        for term in placed(post, each) if listed is not None else ():
            if listed is not None and not is_listed(term.name, listed, site):
                yield _finding(post, each, term, listed, site)


def _finding(post: Post, each: Held, term: Term, listed: Allowed, site: Site) -> Finding:
    near = nearest.names(term.name, sorted(listed.names), most=1, cutoff=0.7)
    mended = None
    if near:
        mended = fix(
            post, lambda: terms.renamed(post.document, each, term.name, near[0], fold=site.generator.fold_terms), safe=False
        )
    return Finding(
        f"the tag `{term.name}` is none of those in {listed.source}",
        term.at or each.entry.value.span,
        f"did you mean `{near[0]}`?" if near else f"take one of the list, or add it to {listed.source}",
        mended,
        severity=None if listed.fatal else Severity.WARNING,
    )


_CONFIG = "plugins:\n  - blog\n  - tags:\n      tags_allowed: [lake, walk]\n"
_TAGS = {"docusaurus.config.js": "export default {presets: [['classic', {}]]};\n", "blog/tags.yml": "lake:\nwalk:\n"}
_DATED = "title: A\ndate: 2026-11-01\n"

RULE = Rule(
    code="P703",
    severity=Severity.ERROR,
    summary="a tag that is not on the list of allowed ones",
    post=_check,
    bad=(
        Example({**_TAGS, "blog/2026-11-01-a.md": "---\ntitle: A\ntags: [lakes]\n---\nA.\n"}, "docusaurus"),
        Example({"mkdocs.yml": _CONFIG, "docs/blog/posts/a.md": f"---\n{_DATED}tags: [lake, heron]\n---\nA.\n"}, "mkdocs"),
    ),
    good=(
        Example({**_TAGS, "blog/2026-11-01-a.md": "---\ntitle: A\ntags: [lake]\n---\nA.\n"}, "docusaurus"),
        Example({"blog/2026-11-01-a.md": "---\ntitle: A\ntags: [lake]\n---\nA.\n"}, "docusaurus"),
        Example({"mkdocs.yml": _CONFIG, "docs/blog/posts/a.md": f"---\n{_DATED}tags: [walk]\n---\nA.\n"}, "mkdocs"),
        Example({"a.md": "---\ntitle: A\ntags: [anything]\n---\nA.\n"}),
    ),
    sites=has_list,
)
