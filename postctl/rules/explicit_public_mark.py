"""A public post says that it is no draft, where the others leave that out; or it leaves it out, where they say it.

`draft: false` and no mark at all are the same to most generators. Mixed, they make it hard to
see at a glance, or by a search, what is public: `grep -L "draft: false"` finds drafts and
posts that only do not say so.

The rule speaks where at least five public posts, and 80 % of all, do it in one way, and only where the generator takes the post
for public either way. The fix writes the mark where the others have it, or takes it out. It is not safe where the
templates of the site decide what a missing mark means.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from postctl.document import newline
from postctl.errors import Refused
from postctl.facts import fact
from postctl.model import Edit, Entry, Fix, Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._house import Usual, folded, proven, stands_once, unusual
from postctl.site import Post, Site

_PUBLIC = {"draft": ("false",), "is_draft": ("false",), "published": ("true", "published"), "status": ("published",)}
_LEFT_OUT = "left out"
_TEMPLATES = frozenset({"plain", "gatsby", "eleventy", "astro", "notes"})


@fact
def _ways(post: Post, site: Site) -> Mapping[str, str]:
    """The mark of a public post, by what the site's posts use for one."""
    if post.verdict.hidden is not None or post.verdict.trap or post.document.syntax is None:
        return {}
    mark = _mark(post)
    return {"mark": mark.key.lower() if mark else _LEFT_OUT} if mark or not _marked(post) else {}


def _mark(post: Post) -> Entry | None:
    """The entry that only says that the post is public."""
    return next((each for each in post.document.entries if each.value.text.lower() in _PUBLIC.get(each.key.lower(), ())), None)


def _marked(post: Post) -> bool:
    return any(each.key.lower() in _PUBLIC for each in post.document.entries)


def _check(post: Post, site: Site) -> Iterator[Finding]:
    for _, way, usual in unusual(post, site, _ways):
        if usual.way == _LEFT_OUT:
            yield from _too_much(post, site, usual)
        elif way == _LEFT_OUT:
            yield from _too_little(post, site, usual)


def _too_much(post: Post, site: Site, usual: Usual) -> Iterator[Finding]:
    mark, document = _mark(post), post.document
    if mark is None or not stands_once(post, site, folded(mark.key, site)):
        return
    assert document.syntax is not None
    try:
        edit = document.syntax.removal(document.text[: document.inner.end], document.root, mark)
    except Refused:
        return
    fix = _fix(post, site, edit, mark.key, _LEFT_OUT)
    if fix is not None:
        written = document.text[mark.name.span.start : mark.value.span.end]
        yield Finding(f"`{written}` says what {usual.most} leave out", mark.value.span, "take it out: it is public without", fix)


def _too_little(post: Post, site: Site, usual: Usual) -> Iterator[Finding]:
    model, after = _model(site, usual.way, post.document.syntax.name if post.document.syntax else "")
    document = post.document
    if not model or document.syntax is None:
        return
    key, text = model
    known = {folded(each.key, site): each.key for each in document.entries}
    above = next((known[each] for each in after if each in known), None)
    try:
        edit = document.syntax.insertion(document.text[: document.inner.end], document.root, key, text, above, newline(document))
    except Refused:
        return
    fix = _fix(post, site, edit, key, usual.way)
    if fix is not None:
        place = next((each.name.span for each in document.entries if each.key == above), None) if above else None
        span = place or (document.entries[0].name.span if document.entries else None)
        yield Finding(f"no `{key}`, which {usual.most} have", span, f"write {edit.text.strip()}", fix)


@lru_cache(maxsize=64)
def _model(site: Site, way: str, syntax: str) -> tuple[tuple[str, str] | None, tuple[str, ...]]:
    """The mark as most posts of a syntax write it, and the keys that stand before it, the one that most often does first."""
    written: Counter[tuple[str, str]] = Counter()
    before: Counter[str] = Counter()
    for post in site.posts:
        mark = _mark(post) if _ways(post, site).get("mark") == way else None
        if mark is None or post.document.syntax is None or post.document.syntax.name != syntax:
            continue
        written[mark.key, post.document.text[slice(*mark.value.span)]] += 1
        at = post.document.entries.index(mark)
        before.update(folded(each.key, site) for each in post.document.entries[at - 1 : at])
        before[""] += at == 0
    if not written:
        return None, ()
    return min(written, key=lambda each: (-written[each], each)), tuple(sorted(before, key=lambda each: (-before[each], each)))


def _fix(post: Post, site: Site, edit: Edit, key: str, way: str) -> Fix | None:
    def done(after: Post) -> bool:
        return _ways(after, site).get("mark") == way

    safe = site.generator.name not in _TEMPLATES
    return proven(post, site, (edit,), done, safe=safe, but=folded(key, site))


def _site(usual: str, odd: str, *, folder: str = "content/") -> dict[str, str]:
    posts = {f"{folder}{n}.md": f"---\ntitle: A\n{usual}tags: [a]\n---\n" for n in range(1, 6)}
    return {**posts, f"{folder}x.md": f"---\ntitle: B\n{odd}tags: [a]\n---\n"}


_PELICAN = {f"content/{n}.md": f"Title: A\nStatus: published\nDate: 2026-11-0{n}\n\nText.\n" for n in range(1, 6)}

RULE = Rule(
    code="P809",
    severity=Severity.INFO,
    summary="a mark that says `public` in one way or not at all, where the other posts do otherwise",
    off=True,
    within=_check,
    bad=(
        Example(_site("", "draft: false\n"), "hugo"),
        Example(_site("draft: false\n", ""), "hugo"),
        Example(_site("published: true\n", "", folder="_posts/2026-11-01-"), "jekyll"),
        Example({**_PELICAN, "content/x.md": "Title: A\nDate: 2026-11-09\n\nText.\n"}, "pelican"),
    ),
    good=(
        Example(_site("", "draft: true\n"), "hugo"),
        Example(_site("draft: false\n", "draft: true\n"), "hugo"),
        Example(_site("", "published: true\n"), "hugo"),
    ),
)
