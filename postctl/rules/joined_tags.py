"""Several tags stand in one text, which the generator does not take apart as meant.

`tags: lake, walk` is one tag called `lake, walk` to Hugo and Hexo, which want a list. In
Jekyll blanks part the tags of a text, so `tags: lake, walk` is `lake,` with its comma, and
`walk`; with categories that goes into the address of the post. So does a list of one text
with commas in it.

Text with blanks between words is told where Hugo and Hexo take it for one tag, no other
post has that tag, and each word is a tag of several posts.

Write a list: `tags: [lake, walk]`. The fix does that.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl import document, terms
from postctl.model import Severity
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._filed import fix, held, is_plain, used
from postctl.site import Post, Site
from postctl.terms import Held

_ONE_TEXT = frozenset({"hugo", "hexo"})
"""Generators to which a text is one term, whatever stands in it."""
_BETWEEN = later(r"\s*[,;]\s*")
_OFTEN = 2


def _check(post: Post, site: Site) -> Iterator[Finding]:
    for each in held(post, site) if not is_plain(post, site) else ():
        if post.document.syntax is None or not post.document.syntax.typed:
            continue
        pieces = _pieces(each, site)
        if len(pieces) > 1:
            yield _finding(post, each, pieces, site)


def _pieces(each: Held, site: Site) -> list[str]:
    """The terms that were meant, where the generator sees others."""
    if isinstance(each.value, list):
        return _in_a_list(each, site)
    if not isinstance(each.value, str) or each.shape not in ("list", "words", "hierarchy"):
        return []
    parts = [part for part in _BETWEEN.split(each.value.strip()) if part]
    if each.shape == "words":
        return parts if any(name.endswith((",", ";")) for name in each.names[:-1]) else []
    if site.generator.name not in _ONE_TEXT:
        return []
    return parts if len(parts) > 1 else _known_words(each, site)


def _in_a_list(each: Held, site: Site) -> list[str]:
    """Of a list of one text with commas; a name may have one, so each part must be known, or there are several."""
    names = each.names
    if len(names) != 1 or not isinstance(each.value, list) or each.value != [names[0]] or "," not in names[0]:
        return []
    parts = [part for part in _BETWEEN.split(names[0].strip()) if part]
    counts = used(site)[terms.taxonomy(each.entry.key)]
    return parts if len(parts) > 2 or all(counts.get(part, 0) for part in parts) else []


def _known_words(each: Held, site: Site) -> list[str]:
    words = str(each.value).split()
    counts = used(site)[terms.taxonomy(each.entry.key)]
    alone = counts.get(str(each.value).strip(), 0) <= 1
    return words if alone and len(words) > 1 and all(counts.get(word, 0) >= _OFTEN for word in words) else []


def _finding(post: Post, each: Held, pieces: list[str], site: Site) -> Finding:
    seen = f"one term, `{each.names[0]}`" if len(each.names) == 1 else " and ".join(f"`{name}`" for name in each.names[:3])
    key, listed = each.entry.key, ", ".join(pieces)
    value = list(dict.fromkeys(pieces))
    return Finding(
        f"{site.generator.title} reads `{key}` as {seen}",
        each.entry.value.span,
        f"write a list: [{listed}]",
        fix(post, lambda: document.edited(post.document, {key: list(value)}), safe=False),
    )


def _hugo(*tags: str) -> dict[str, str]:
    return {f"content/{n}.md": f"---\ntitle: A\ntags: {each}\n---\nText.\n" for n, each in enumerate(tags)}


RULE = Rule(
    code="P705",
    severity=Severity.WARNING,
    summary="several tags in one text that the generator does not part so",
    within=_check,
    bad=(
        Example(_hugo("lake, walk"), "hugo"),
        Example(_hugo("[lake]", "[lake, walk]", "[walk]", "lake walk"), "hugo"),
        Example(_hugo('["lake, walk, heron"]'), "hugo"),
        Example({"_posts/2026-11-01-a.md": "---\ntags: lake, walk\n---\n"}, "jekyll"),
        Example({"source/_posts/a.md": "---\ntitle: A\ncategories: lake, walk\n---\n"}, "hexo"),
        Example({"content/a.md": '+++\ntitle = "A"\ntags = "lake, walk"\n+++\nText.\n'}, "hugo"),
    ),
    good=(
        Example(_hugo("[lake, walk]", "machine learning", '["Washington, DC"]'), "hugo"),
        Example({"_posts/2026-11-01-a.md": "---\ntags: lake walk\ncategory: lake, walk\n---\n"}, "jekyll"),
        Example({"content/a.md": "Title: A\nTags: lake, walk\nDate: 2026-11-01\n\nText.\n"}, "pelican"),
        Example({"a.md": "---\ntitle: A\ntags: lake, walk\n---\n"}, "eleventy"),
    ),
)
