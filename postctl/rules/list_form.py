"""A list is written in another form than under the same key of the other posts.

`tags: [a, b]` and

    tags:
      - a
      - b

say the same. Who adds a tag to many posts at once, by hand or by script, is glad of one form, and so is who reads the
changes: a list in lines shows the one that came. Where the generator takes a text (`a, b`) and a list for the same, that is a
form like the others.

The rule speaks where at least five posts, and 80 % of those with the key, agree. The fix writes the same items in the form of
the house and quotes them as they were; there is none for items of several lines or with comments between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from postctl.document import newline
from postctl.facts import fact
from postctl.model import Edit, Entry, Fix, Severity, Span, Value
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import entry
from postctl.rules._house import Usual, folded, proven, stands_once, unusual
from postctl.site import Post, Site

_TEXT = {"commas": ", ", "words": " "}
_AS_TEXT = "as text"
_FLOW = "in brackets"
_BLOCK = "in lines"


@fact
def _ways(post: Post, site: Site) -> Mapping[str, str]:
    document = post.document
    if document.syntax is None or document.syntax.name != "yaml":
        return {}
    found: dict[str, str] = {}
    for each in document.entries:
        if (each.value.kind == "list" and each.value.items) or folded(each.key, site) in _texts(site):
            way = _way(post, each, _texts(site).get(folded(each.key, site), ""))
            found |= {folded(each.key, site): way} if way else {}
    return found


def _texts(site: Site) -> Mapping[str, str]:
    """The separator of the terms in a text, by key, where the generator reads such texts as lists."""
    kinds = site.generator.taxonomies
    return {folded(key, site): _TEXT[kind] for key, kind in kinds.items() if kind in _TEXT and "." not in key}


def _way(post: Post, held: Entry, separator: str) -> str:
    node = held.value
    if node.kind == "scalar" and node.text.strip() and node.style in ("plain", "single", "double"):
        return _AS_TEXT if separator else ""
    if node.kind != "list" or not node.items:
        return ""
    if node.style == "flow":
        return _FLOW if not _breaks(post, node.span) else ""
    start = post.document.text.rfind("\n", 0, node.span.start) + 1
    indent = node.span.start - start - (held.name.span.start - post.document.text.rfind("\n", 0, held.name.span.start) - 1)
    lead = post.document.text[start : node.span.start]
    return f"{_BLOCK}, indented by {indent}" if not lead.strip(" ") and indent else _BLOCK if not lead.strip(" ") else ""


def _breaks(post: Post, span: Span) -> bool:
    return any(mark in post.document.text[slice(*span)] for mark in "\r\n")


def _check(post: Post, site: Site) -> Iterator[Finding]:
    for key, way, usual in unusual(post, site, _ways):
        held = entry(post, site, key)
        if held is None or not stands_once(post, site, key):
            continue
        fix = _fix(post, site, held, usual)
        if fix is None and (_AS_TEXT in (way, usual.way) or _FLOW not in (way, usual.way)):
            continue  # not the same to the generator after all, or only indented otherwise and not to be helped
        yield Finding(
            f"`{held.key}` is written {way}, in {usual.most} {usual.way}",
            held.value.span,
            f"write it {usual.way}",
            fix,
        )


# --- the fix ------------------------------------------------------------------------------------------------------------


def _fix(post: Post, site: Site, held: Entry, usual: Usual) -> Fix | None:
    key, text = folded(held.key, site), post.document.text
    colon = text.find(":", held.name.span.end) + 1
    end = held.value.span.end
    line_end = min((at for mark in "\r\n" if (at := text.find(mark, end)) >= 0), default=len(text))
    if not colon or "#" in text[colon : held.value.span.start] or text[end:line_end].strip():
        return None
    terms = _terms(post, held, _texts(site).get(key, ""))
    written = _written(post, held, terms, usual.way, _texts(site).get(key, "")) if terms else None
    if written is None:
        return None

    def done(after: Post) -> bool:
        return _ways(after, site).get(key) == usual.way

    as_text = held.value.kind == "scalar" or usual.way == _AS_TEXT
    return proven(post, site, (Edit(Span(colon, end), written),), done, but=key if as_text else None)


def _terms(post: Post, held: Entry, separator: str) -> list[tuple[str, Value]]:
    """The items, each as it is written and as data; none where they are not simple."""
    node, document = held.value, post.document
    assert document.syntax is not None
    if node.kind == "scalar":
        if not isinstance(document.syntax.value(node, document.schema), str):
            return []
        words = [word.strip() for word in node.text.split(separator.strip() or None) if word.strip()]
        return [(document.syntax.written(word, None, "", document.schema), word) for word in words]
    simple = all(
        item.kind == "scalar" and not item.anchored and item.tag is None and item.span.end > item.span.start
        for item in node.items
    )
    if not simple or node.anchored or any(_breaks(post, item.span) for item in node.items):
        return []
    starts = [node.span.start, *(item.span.end for item in node.items)]
    gaps = [document.text[start : item.span.start] for start, item in zip(starts, node.items, strict=False)]
    if any("#" in gap for gap in gaps):
        return []
    return [(document.text[slice(*item.span)], document.syntax.value(item, document.schema)) for item in node.items]


def _written(post: Post, held: Entry, terms: list[tuple[str, Value]], way: str, separator: str) -> str | None:
    """The source behind the colon."""
    syntax, schema = post.document.syntax, post.document.schema
    assert syntax is not None
    texts = [source if source[:1] in "\"'" else _bare(post, source, value) for source, value in terms]
    if way == _FLOW:
        return f" [{', '.join(texts)}]"
    if way == _AS_TEXT:
        words = [value for _, value in terms if isinstance(value, str)]
        joined = separator.join(words)
        apart = [each.strip() for each in joined.split(separator.strip() or None)]
        return f" {syntax.written(joined, None, '', schema)}" if apart == [value for _, value in terms] else None
    lead = newline(post.document) + " " * (
        held.name.span.start - _line_start(post, held) + int(way.rpartition(" ")[2] if " by " in way else 0)
    )
    return "".join(f"{lead}- {text}" for text in texts)


def _bare(post: Post, source: str, value: Value) -> str:
    """A bare item, in quotes where it cannot stand in brackets without."""
    assert post.document.syntax is not None
    if any(mark in source for mark in ",[]{}:#"):
        return post.document.syntax.written([value], None, "", post.document.schema)[1:-1]
    return source


def _line_start(post: Post, held: Entry) -> int:
    text, at = post.document.text, held.name.span.start
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _site(usual: str, odd: str, *, key: str = "tags", folder: str = "") -> dict[str, str]:
    posts = {f"{folder}{n}.md": f"---\ntitle: A\n{key}:{usual}\n---\n" for n in range(1, 6)}
    return {**posts, f"{folder}x.md": f"---\ntitle: A\n{key}:{odd}\n---\n"}


RULE = Rule(
    code="P804",
    severity=Severity.INFO,
    summary="a list in another form than in the other posts",
    off=True,
    within=_check,
    bad=(
        Example(_site(" [a, b]", "\n  - c\n  - 'd, e'")),
        Example(_site("\n- a", ' [c, "d e", f]'), "gatsby"),
        Example(_site("\n  - a", "\n- c\n- d", folder="content/"), "hugo"),
        Example(_site(" [a, b]", " c d", folder="_posts/2026-11-01-"), "jekyll"),
    ),
    good=(
        Example(_site(" [a, b]", " [c]")),
        Example(_site(" [a, b]", " c, d", folder="content/"), "hugo"),
        Example(_site(" [a, b]", " []")),
    ),
)
