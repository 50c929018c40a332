"""The words of posts, for a dictionary to look at, and where those stand that it does not have.

Only prose counts: what stands in code, templates, tags, addresses and mathematics is left out, and so are posts in another
language than English, which is the only one the dictionary knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from postctl import markdown
from postctl.document import find
from postctl.model import Node, Span
from postctl.regexes import later
from postctl.site import Misspelling, Post, Site, usual_language
from postctl.values import NamedTuple

KEYS = ("title", "description", "summary", "excerpt", "abstract", "lead", "teaser", "intro", "tags")
"""Keys whose values are prose."""

# Each of these begins at one character and never looks beyond what cannot belong to it: one pass, whatever the text.
_LEFT_OUT = later(
    r"""<!--(?:.*?-->|.*)                         # comments
    |   </?[A-Za-z][^<>]*+>?                      # tags
    |   \{[^{}]*+\}                               # templates, shortcodes, attributes, expressions
    |   \$\$[^$]*+\$\$ | \$[^$\n]{1,300}+\$       # mathematics
    |   \^\[?[^\s\]]*+\]?                         # footnote marks
    |   &[A-Za-z]{2,31}+;                         # entities
    """,
    re.VERBOSE | re.DOTALL,
)
_ADDRESS = later(r"(?:://|@|www\.)[^\s<>()\[\]\"']*+")
_ADDRESS_BEFORE = later(r"[^\s<>()\[\]\"']*\Z")
_ESCAPE = later(r"\\.", re.DOTALL)
_DIRECTIVE = later(r"^[ \t]*(?:import|export|\.\.|:::)[ \t][^\r\n]*|^:[A-Za-z-]+:[^\r\n]*", re.MULTILINE)
_BLANKED = later(r"[^\r\n]")
_LETTERS = later(r"[^\W\d_]+")
_WORD = later(r"[A-Za-z]{3,40}")
_LETTER = r"&[A-Za-z]+(?:acute|grave|circ|uml|tilde|cedil|ring|slash|lig|caron);"
_BEFORE = later(rf"(?:[\w@#/\\.$~^=+%`]|(?<!-)-|\w[*_]{{1,2}}|{_LETTER}|\]\(|\]: ?)\Z")
_BEHIND = later(rf"[\w@/\\=+~^`]|-(?!-)|[.:]\w|\(\)|::|[*_]{{1,2}}\w|{_LETTER}")
_BEGINS = later(r"(?:\A|[.!?:]\s)[\s\"'*_>#-]*\Z")
_LONG_WORD = later(r"[^\W\d_]{4,}")
_LANGUAGE = later(
    r"(?:\.|(?:^|/))(ar|bg|cs|da|de|el|es|et|fa|fi|fr|he|hi|hr|hu|id|it|ja|ko|lt|lv|nb|nl|no|pl|pt|ro|ru|sk|sl|sr|sv|th|tr|uk|vi|zh)"
    r"(?:[-_][A-Za-z]{2,4})?(?:/|\.[A-Za-z]+\Z)"
)
_PARAGRAPH = later(r"(?:\r\n|\r|\n)[ \t>]*(?:\r\n|\r|\n)")

_COMMON = frozenset(
    "the and of to in is that it for you with this are was be on as have not but can from by at or an we my".split()
)
_FEW = 12
_SHARE = 0.1
_SAMPLE = 2000
_LONGEST = 1_000_000
_LONGEST_LINE = 1000
_LONGEST_NAME = 100
_LONG_NAME = 6
_LONGEST_ENTITY = 12


class Asked(NamedTuple):
    """The different words of all posts, sorted, and those of each post by its path."""

    words: tuple[str, ...]
    of: Mapping[str, frozenset[str]]


def asked(site: Site) -> Asked:
    """What to ask a dictionary about: all words, in code or in German too, since asking is cheaper than finding that out."""
    of = {post.path: _words(post) for post in site.posts}
    return Asked(tuple(sorted(filter(_is_plain, frozenset().union(*of.values())))), of)


def _words(post: Post) -> frozenset[str]:
    text = post.document.text
    return frozenset(_WORD.findall(text if post.document.apart is None else f"{text}\n{post.document.content}"))


def misspellings(
    site: Site, words: Asked, corrections: Mapping[str, tuple[str, ...]], allowed: frozenset[str] = frozenset()
) -> dict[str, tuple[Misspelling, ...]]:
    """Where the words stand that have corrections, by the path of the post. `allowed`: words (in lower case) that are right."""
    wrong = frozenset(word for word in corrections if word.lower() not in allowed)
    usual = usual_language(site)
    found: dict[str, tuple[Misspelling, ...]] = {}
    for post in site.posts:
        here = wrong & words.of.get(post.path, frozenset())
        if here and _in_english(post, usual):
            places = tuple(_places(post, site, here, corrections))
            found |= {post.path: places} if places else {}
    return found


def _in_english(post: Post, usual: str | None) -> bool:
    """Whether nothing says that it is in another language: a key, the settings, its name (`a.fr.md`), its folder (`fr/`)."""
    language = post.lang or next((found[1] for found in [_LANGUAGE.search(post.path)] if found), usual)
    if language is not None and re.split("[-_]", language.lower())[0] not in ("en", "eng", "english"):
        return False
    return _reads_as_english(post.document.content[:_SAMPLE])


def _places(post: Post, site: Site, wrong: frozenset[str], corrections: Mapping[str, tuple[str, ...]]) -> Iterator[Misspelling]:
    for text, written, base in _texts(post, site, wrong):
        end, english = 0, True
        for word in _candidates(text, written, wrong):
            if word.start() >= end:
                start, end = _paragraph(text, word.start())
                english = _reads_as_english(text[start:end][:_SAMPLE])
            if english:
                yield Misspelling(Span(base + word.start(), base + word.end()), word[0], corrections[word[0]])


def _candidates(text: str, written: str, wrong: frozenset[str]) -> Iterator[re.Match[str]]:
    """Where the words stand in a text, and mean to be words there. `written`: the text before anything in it was left out."""
    for word in re.finditer(rf"(?<![^\W\d_])(?:{'|'.join(sorted(wrong))})(?![^\W\d_])", text):
        if _stands_alone(written, word) and not _may_be_a_name(text, word):
            yield word


def _is_plain(word: str) -> bool:
    """Whether it may be in a dictionary of English: no `camelCase`, no acronym.

    A short word with a capital is a name as often as it is anything else.
    """
    return word.islower() or (word.istitle() and len(word) >= _LONG_NAME)


def _stands_alone(text: str, word: re.Match[str]) -> bool:
    """Whether it is a whole word, not a part of a compound, a name, a path or an address."""
    before, behind = text[max(0, word.start() - _LONGEST_ENTITY) : word.start()], text[word.end() : word.end() + _LONGEST_ENTITY]
    return not _BEFORE.search(before) and not _BEHIND.match(behind)


def _may_be_a_name(text: str, word: re.Match[str]) -> bool:
    """Whether it has a capital in a line that has other words without: there only names have one."""
    if word[0].islower():
        return False
    start = max(text.rfind("\n", 0, word.start()), text.rfind("\r", 0, word.start()), word.start() - _LONGEST_LINE) + 1
    if _BEGINS.search(text[max(0, start) : word.start()]):
        return False
    line = (text[max(0, start) : word.end() + _LONGEST_LINE].splitlines() or [""])[0]
    return any(each.islower() for each in _LONG_WORD.findall(line))


def _paragraph(text: str, offset: int) -> Span:
    start = max(text.rfind("\n\n", 0, offset), text.rfind("\r\n\r\n", 0, offset), 0)
    found = _PARAGRAPH.search(text, offset)
    return Span(start, found.start() if found else len(text))


def _reads_as_english(text: str) -> bool:
    """Whether nothing speaks against it: a text of some length has the small words that every English one has."""
    words = [word.lower() for word in _LETTERS.findall(text)]
    return len(words) < _FEW or sum(word in _COMMON for word in words) >= _SHARE * len(words)


# --- prose ------------------------------------------------------------------------------------------------------------


def _texts(post: Post, site: Site, wrong: frozenset[str]) -> Iterator[tuple[str, str, int]]:
    """The texts of a post with blanks for what is no prose, as they are written, and what they count from in its document.

    A body is left out if none of the words is in it.
    """
    for key in KEYS:
        entry = find(post.document, key, fold=site.generator.fold_keys)
        for node in _scalars(entry.value) if entry is not None else ():
            written = post.document.text[node.span.start : node.span.end]
            yield _ESCAPE.sub("  ", written), written, node.span.start
    content = post.document.content
    if len(content) <= _LONGEST and next(_candidates(content, content, wrong), None):
        yield _prose(content), content, post.document.base


def _scalars(node: Node) -> Iterator[Node]:
    if node.kind == "scalar":
        yield node
    for item in node.items:
        yield from _scalars(item)


def _prose(body: str) -> str:
    """The body with blanks, of equal length, for what is not prose; targets of links stay, and are known by what is around."""
    text = _LEFT_OUT.sub(_blank, markdown.prose(body))
    return _DIRECTIVE.sub(_blank, _without_addresses(text))


def _blank(found: re.Match[str]) -> str:
    return _BLANKED.sub(" ", found[0])


def _without_addresses(text: str) -> str:
    """The text with blanks for what is the address of a page or of a person."""
    parts, last = [], 0
    for found in _ADDRESS.finditer(text):
        near = text[max(last, found.start() - _LONGEST_NAME) : found.start()]
        before = _ADDRESS_BEFORE.search(near)
        start = found.start() - (len(before[0]) if before else 0)
        parts += [text[last:start], " " * (found.end() - start)]
        last = found.end()
    return "".join((*parts, text[last:]))
