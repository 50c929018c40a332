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
from functools import lru_cache

from postctl import nearest, terms
from postctl.model import Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._filed import TAGS, Term, fix, held, placed
from postctl.site import Allowed, Post, Site, any_terms
from postctl.terms import Held


def _check(post: Post, site: Site) -> Iterator[Finding]:
    if not site.standards.tags and site.generator.allowed is any_terms:
        return
    for each in held(post, site):
        allowed = _allowed(post, each, site)
        for term in placed(post, each) if allowed is not None else ():
            if allowed is not None and not _is_listed(term.name, allowed, site):
                yield _finding(post, each, term, allowed, site)


def _allowed(post: Post, each: Held, site: Site) -> Allowed | None:
    """The owner's own list goes before the generator's."""
    if site.standards.tags and terms.taxonomy(each.entry.key) == TAGS:
        return Allowed(frozenset(site.standards.tags), "`validate.tags`", fatal=True)
    return site.generator.allowed(post.path, each.entry.key, site.settings)


def _is_listed(name: str, allowed: Allowed, site: Site) -> bool:
    return name in allowed.names or (site.generator.fold_terms and name.casefold() in _folded(allowed.names))


@lru_cache(maxsize=4)
def _folded(names: frozenset[str]) -> frozenset[str]:
    return frozenset(map(str.casefold, names))


def _finding(post: Post, each: Held, term: Term, allowed: Allowed, site: Site) -> Finding:
    near = nearest.names(term.name, sorted(allowed.names), most=1, cutoff=0.7)
    mended = None
    if near:
        mended = fix(
            post, lambda: terms.renamed(post.document, each, term.name, near[0], fold=site.generator.fold_terms), safe=False
        )
    return Finding(
        f"the tag `{term.name}` is none of those in {allowed.source}",
        term.at or each.entry.value.span,
        f"did you mean `{near[0]}`?" if near else f"take one of the list, or add it to {allowed.source}",
        mended,
        severity=None if allowed.fatal else Severity.WARNING,
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
)
