"""A key is spelt in other letter case than in the other posts.

The generator takes `lastMod` and `lastmod` for the same key, so it does no harm to the site.
It does to everything else that reads posts: a search, a script, an editor with a form for the front matter, and the day
the site moves to a generator that does tell them apart.

The rule speaks where at least five posts, and 80 % of those with the key, agree on a spelling. The fix renames the key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from postctl.facts import fact
from postctl.model import Edit, Entry, Fix, Severity, Span
from postctl.rules import Example, Finding, Rule
from postctl.rules._house import proven, unusual
from postctl.site import Post, Site


@fact
def _ways(post: Post, site: Site) -> Mapping[str, str]:
    if not site.generator.fold_keys:
        return {}
    return {each.key.lower(): each.key for each in post.document.entries if each.name.style != "dotted"}


def _check(post: Post, site: Site) -> Iterator[Finding]:
    for key, way, usual in unusual(post, site, _ways):
        entry = next(each for each in reversed(post.document.entries) if each.key == way)
        yield Finding(
            f"`{way}` is spelt `{usual.way}` in {usual.most}",
            entry.name.span,
            f"write `{usual.way}`",
            _renamed(post, site, entry, key, usual.way),
        )


def _renamed(post: Post, site: Site, entry: Entry, key: str, name: str) -> Fix | None:
    """The fix; not safe where templates that nobody knows may read the key as it is."""
    start, end = entry.name.span
    quote = int(post.document.text[start : start + 1] in ("'", '"'))
    span = Span(start + quote, end - quote)
    if post.document.text[slice(*span)] != entry.key:
        return None

    def done(after: Post) -> bool:
        return _ways(after, site).get(key) == name

    return proven(post, site, (Edit(span, name),), done, safe=site.generator.name != "plain")


_HUGO = {f"content/{number}.md": f"---\ntitle: A\nlastmod: 2026-11-0{number}\n---\n" for number in range(1, 7)}
_PELICAN = {f"content/{number}.md": f"Title: A\nDate: 2026-11-0{number}\n\nText.\n" for number in range(1, 7)}

RULE = Rule(
    code="P805",
    severity=Severity.INFO,
    summary="a key in other letter case than in the other posts",
    off=True,
    within=_check,
    bad=(
        Example({**_HUGO, "content/x.md": "---\ntitle: A\nlastMod: 2026-11-09\n---\n"}, "hugo"),
        Example({**_HUGO, "content/x.md": '{"Title": "A"}\n'}, "hugo"),
        Example({**_PELICAN, "content/x.md": "title: A\nDate: 2026-11-09\n\nText.\n"}, "pelican"),
    ),
    good=(
        Example({**_HUGO, "content/x.md": "---\ntitle: A\nlastmod: 2026-11-09\n---\n"}, "hugo"),
        Example({f"_posts/2026-11-0{n}-a.md": f"---\n{'T' if n == 5 else 't'}itle: A\n---\n" for n in range(1, 7)}, "jekyll"),
    ),
)
