"""A value has a type that the generator does not take: a mapping for tags, a number for a slug.

Nothing warns of it, as a rule. Hugo drops all tags of a post when one item of the list is
`c: sharp`, which is a mapping to YAML; Jekyll ends the build over `slug: 2013`, and
publishes a post with `categories: 2020` without title and date; Hexo files a post under
`[object Object]`.

The message says what becomes of the value. Mostly it wants quotes: the fix puts them where
that is all. (What ends the build of generators that check every key, such as Docusaurus,
is P105's, and dates are P202's.)

Gatsby is another matter: it takes any type, but the same in all posts. A key that is a
list in one post and text in the others is left out of its data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from postctl import facts
from postctl.document import Document, read_text, with_edits
from postctl.facts import flat
from postctl.model import Edit, Entry, Fix, Node, Severity, Value
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import place, trapped
from postctl.rules._mending import in_quotes
from postctl.rules._types import ALSO_SCALARS, WRONG, Kind, Wrong, kinds
from postctl.site import Post, Site

_NAMES = {
    "number": "a number",
    "boolean": "true or false",
    "date": "a date",
    "text": "a text",
    "list": "a list",
}
_NAMES |= {"mapping": "a mapping", "mapping in a list": "a mapping", "list in a list": "a list"}


def _check(post: Post, site: Site) -> Iterator[Finding]:
    document, table = post.document, WRONG.get(site.generator.name)
    if table is None or document.syntax is None or not document.syntax.typed:
        return
    front = flat(post, site)
    if front is not None and not any(_may_be_wrong(site.generator.name, key, value) for key, value in front.items()):
        return
    scalars, fold = ALSO_SCALARS[site.generator.name], site.generator.fold_keys
    for entry in document.entries:
        key = entry.key.lower() if fold else entry.key
        wrongs = table.get(key) if entry.value.kind != "scalar" or key in scalars else None
        if wrongs and not (post.verdict.trap and trapped(post, site) == entry) and _counts(post, entry, site):
            found = _wrong(entry, wrongs, document)
            if found is not None:
                yield _finding(post, entry, *found, site)


def _may_be_wrong(generator: str, key: str, value: Value) -> bool:
    """Whether a single value, or a list of such, may be of a type that its generator does not take there."""
    wrongs = WRONG[generator].get(key, ())
    return any("list" in each.kinds for each in wrongs) if isinstance(value, list) else key in ALSO_SCALARS[generator]


def _counts(post: Post, entry: Entry, site: Site) -> bool:
    """Whether the key has a say: a slug of Jekyll's has none beside an address, text in a weight may be a number, and of an
    empty title P102 speaks.
    """
    if entry.key.lower() == "title" and not (entry.value.text or entry.value.items or entry.value.pairs):
        return False
    if entry.key == "slug" and site.generator.name == "jekyll":
        return "permalink" not in post.front
    return entry.key.lower() != "weight" or not any(map(str.isdigit, entry.value.text))


def _wrong(entry: Entry, wrongs: tuple[Wrong, ...], document: Document) -> tuple[Wrong, Kind, Node] | None:
    assert document.syntax is not None
    for kind, node in kinds(entry.value, document.syntax.name, document.schema):
        for wrong in wrongs:
            if kind in wrong.kinds:
                return wrong, kind, node
    return None


def _finding(post: Post, entry: Entry, wrong: Wrong, kind: Kind, node: Node, site: Site) -> Finding:
    where = f"an item of `{entry.key}`" if node is not entry.value else f"`{entry.key}`"
    return Finding(
        f"{where} is {_NAMES[kind]}, and {site.generator.title} {wrong.becomes}",
        span=node.span if node.span.start < node.span.end else place(entry),
        help=wrong.wanted,
        fix=_quoted(post.document, entry, node, kind),
        severity=wrong.severity,
    )


def _quoted(document: Document, entry: Entry, node: Node, kind: Kind) -> Fix | None:
    """The source of the value in quotes, where it is a bare word, or the item of a list that is text with a colon."""
    assert document.syntax is not None
    if document.syntax.name != "yaml" or node.anchored or entry.key in ("weight", "cascade", "pagination", "markup"):
        return None
    source = document.text[node.span.start : node.span.end]
    bare = kind in ("number", "boolean", "date") and node is entry.value
    item = kind == "mapping in a list" and node.style == "block" and len(node.pairs) == 1 and "\n" not in source
    if not (bare or item):
        return None
    edit = Edit(node.span, in_quotes(source, document.schema))
    after = read_text(with_edits(document, (edit,)), (document.syntax,), document.fences, document.schema)
    if not isinstance(after, Document) or [each.key for each in after.entries] != [each.key for each in document.entries]:
        return None
    return Fix(bare, (edit,))


# --- Gatsby: one type for all posts -----------------------------------------------------------------------------------


def _check_within(post: Post, site: Site) -> Iterator[Finding]:
    mixed = _usual(site) if site.generator.name == "gatsby" else {}
    for entry in post.document.entries if mixed else ():
        usual = mixed.get(entry.key)
        shape = _shape(entry.value)
        if usual is not None and shape is not None and shape != usual:
            yield Finding(
                f"`{entry.key}` is {_SHAPES[shape]} here and {_SHAPES[usual]} in the other posts: Gatsby drops it",
                span=place(entry),
                help=f"write {_SHAPES[usual]}, as the other posts do",
                severity=Severity.WARNING,
            )


_SHAPES = {"scalar": "a single value", "list": "a list", "map": "a mapping"}


def _shape(node: Node) -> str | None:
    if node.kind == "scalar":
        return None if not node.text.strip() or node.text in ("null", "~") else "scalar"
    return node.kind if node.items or node.pairs else None


@lru_cache(maxsize=4)
def _usual(site: Site) -> dict[str, str]:
    """The shape that nearly all posts give a key, where some give it another."""
    shapes: dict[str, Counter[str]] = {}
    for post in site.posts:
        for key, shape, _ in facts.outline(post, site):
            if shape != "empty":
                shapes.setdefault(key, Counter())[shape] += 1
    return {key: counts.most_common(1)[0][0] for key, counts in shapes.items() if len(counts) > 1 and _is_clear(counts)}


def _is_clear(counts: Counter[str]) -> bool:
    most = counts.most_common(1)[0][1]
    return most >= 3 and most >= 0.8 * counts.total()


_LISTS = {f"src/{name}.md": "---\ntitle: A\ntags: [b]\n---\nText.\n" for name in "bcde"}

RULE = Rule(
    code="P106",
    severity=Severity.ERROR,
    summary="a value of a type that the generator does not take",
    post=_check,
    within=_check_within,
    bad=(
        Example({"content/posts/a.md": "---\ntitle: A\ndate: 2026-11-01\ntags:\n  - c: sharp\n  - net\n---\nText.\n"}, "hugo"),
        Example({"content/posts/a.md": "---\ntitle: [A, b]\ndate: 2026-11-01\nweight: heavy\n---\nText.\n"}, "hugo"),
        Example({"content/posts/a.md": '+++\ntitle = "A"\ndate = 2026-11-01\ncascade = "x"\n+++\nText.\n'}, "hugo"),
        Example({"_posts/2026-11-01-a.md": "---\ntitle: A\nslug: 2013\n---\nText.\n"}, "jekyll"),
        Example({"_posts/2026-11-01-a.md": "---\ntitle: A\ncategories: 2020\n---\nText.\n"}, "jekyll"),
        Example({"source/_posts/a.md": "---\ntitle: A\ndate: 2026-11-01\ntags: {b: c}\n---\nText.\n"}, "hexo"),
        Example({"a.md": "---\ntitle: A\nlayout: 5\n---\nText.\n", ".eleventy.js": ""}, "eleventy"),
        Example({**_LISTS, "src/a.md": "---\ntitle: A\ntags: b\n---\nText.\n"}, "gatsby"),
    ),
    good=(
        Example({"content/posts/a.md": "---\ntitle: A\ndate: 2026-11-01\ntags: [b, 5]\nweight: '5'\n---\nText.\n"}, "hugo"),
        Example({"_posts/2026-11-01-a.md": "---\ntitle: A\nslug: '2013'\ntags: b c\ncategories: [2020]\n---\nText.\n"}, "jekyll"),
        Example({"_posts/2026-11-01-a.md": "---\ntitle: A\nslug: 2013\npermalink: /a/\n---\nText.\n"}, "jekyll"),
        Example({**_LISTS, "src/a.md": "---\ntitle: A\ntags:\n---\nText.\n"}, "gatsby"),
    ),
    sites=lambda site: site.generator.name in WRONG or site.generator.name == "gatsby",
)
