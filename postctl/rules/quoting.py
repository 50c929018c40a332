"""The value of a key stands in other quotes than in the other posts, or in none where they have some.

`title: A`, `title: 'A'` and `title: "A"` say the same, and a blog that uses all three is
harder to search and to change by script: who looks for `title: "` finds half of the posts.

The rule speaks where at least five posts, and 80 % of those that had the choice, write the key in one way. A value that
could not be written so has no choice and is never a finding: `"2026"` would become a number without its quotes, `"no"` a
boolean, `It's` would need its apostrophe doubled. Dates are for P803. The fix changes the quotes only, and only where the
generator reads the same text from them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from postctl.facts import fact
from postctl.model import Edit, Entry, Node, Severity, Span
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import entry
from postctl.rules._house import Usual, in_syntax, proven, stands_once, unusual
from postctl.site import Post, Site

_MARKS = {"single": "'", "double": '"', "literal": "'", "basic": '"', "plain": ""}
_SAID = {"single": "in single quotes", "double": "in double quotes", "plain": "without quotes"}
_SAID |= {"literal": _SAID["single"], "basic": _SAID["double"]}
_STYLES = {"yaml": ("plain", "single", "double"), "toml": ("literal", "basic")}
_EASY = later(r"[^\W\d_](?:[\w ,.!?/()&-]*[\w,.!?/()&-])?")
_WORDS = frozenset("true false yes no on off y n null".split())
_NEVER = later("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff\\\\'\"]")
_DATE = later(r"\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
_BARE = Node("scalar", Span(0, 0), "plain", "x")


@fact
def _ways(post: Post, site: Site) -> Mapping[str, str]:
    styles = _styles(post)
    return {
        in_syntax(post, each.key, site): each.value.style
        for each in post.document.entries
        if each.value.style in styles and _is_free(post, each.value)
    }


def _styles(post: Post) -> tuple[str, ...]:
    syntax = post.document.syntax
    return _STYLES.get(syntax.name, ()) if syntax is not None else ()


def _is_free(post: Post, node: Node) -> bool:
    """Whether a text may be written in any of the ways without being another."""
    text, document = node.text, post.document
    if node.kind != "scalar" or not text or node.anchored or node.tag is not None or _NEVER.search(text) or _DATE.match(text):
        return False
    span = node.span
    if span.end - span.start != len(text) + (0 if node.style == "plain" else 2):  # folded, or with escapes
        return False
    assert document.syntax is not None
    if document.syntax.name == "toml" or (_EASY.fullmatch(text) and text.lower() not in _WORDS):
        return True
    if ": " in text or " #" in text:
        return False
    return document.syntax.written(text, _BARE, "", document.schema) == text


def _check(post: Post, site: Site) -> Iterator[Finding]:
    for thing, way, usual in unusual(post, site, _ways):
        key = thing.partition(":")[2]
        found = entry(post, site, key)
        if found is not None and stands_once(post, site, key):
            yield _finding(post, site, found, thing, way, usual)


def _finding(post: Post, site: Site, found: Entry, thing: str, way: str, usual: Usual) -> Finding:
    mark = _MARKS[usual.way]
    edit = Edit(found.value.span, f"{mark}{found.value.text}{mark}")
    return Finding(
        f"`{found.key}` stands {_SAID[way]}, in {usual.most} {_SAID[usual.way]}",
        found.value.span,
        f"write {edit.text}",
        proven(post, site, (edit,), lambda after: _ways(after, site).get(thing) == usual.way),
    )


def _site(values: str, *, line: str = "---\ntitle: {}\n---\n", folder: str = "") -> dict[str, str]:
    return {f"{folder}{number}.md": line.format(value) for number, value in enumerate(values.split("|"))}


_TOML = "+++\ntitle = {}\n+++\n"

RULE = Rule(
    code="P802",
    severity=Severity.INFO,
    summary="a value in other quotes than in the other posts",
    off=True,
    within=_check,
    bad=(
        Example(_site('"A b"|"B"|"C"|"D"|"Enough"|Sixth')),
        Example(_site("'A b'|'B'|'C'|'D'|'Enough: x'|'F'|\"Sixth\""), "gatsby"),
        Example(_site('One|Two|Three|Four|"Not: free"|Five|"Sixth"', folder="content/"), "hugo"),
        Example(_site('"A b"|"B"|"C"|"D"|"E"|\'F\'', line=_TOML, folder="content/"), "zola"),
    ),
    good=(
        Example(_site('One|Two|Three|Four|Five|"Not: free"|"2026"|"no"|"It\'s"|"2026-11-23"')),
        Example(_site('"A b"|"B"|"C"|"D"|"E"|\'He said "yes"\'|2026|true|\'F \\ G\'')),
        Example(_site('"A"|"B"|"C"|D|E|F')),
    ),
)
