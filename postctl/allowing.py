"""What the author of a post allows: `<!-- postctl: allow P401 -->` in its text, `# postctl: allow P102` in its front matter.

A comment behind something is about its line. A comment on a line of its own is about what follows: the next paragraph, or the
next key with its value. The key `postctl_allow` is about the whole post. Rules go by code, name or family, and a reason may
follow behind a colon. In code nothing of this is meant.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from postctl import markdown
from postctl.document import find
from postctl.model import Edit, Entry, Fix, Node, Span
from postctl.regexes import later
from postctl.rules import Rule, Unused
from postctl.site import Post, Site
from postctl.values import NamedTuple

KEY = "postctl_allow"

_SAYS = r"postctl:[ \t]*allow[ \t]+(?P<words>\w(?:[\w, \t-]{0,1000}\w)?)[ \t]*"
_MDX, _RST = _SAYS.replace("words", "mdx"), _SAYS.replace("words", "rst")
_IN_THE_TEXT = later(
    rf"<!--[ \t]*{_SAYS}(?::[^>\r\n]{{0,300}})?-->|\{{/\*[ \t]*{_MDX}(?::[^}}\r\n]{{0,300}})?\*/\}}"
    rf"|^[ \t]*\.\.[ \t]+{_RST}(?::[^\r\n]{{0,300}})?(?=\r|\n|\Z)",
    re.MULTILINE,
)
_IN_FRONT = later(rf"#[ \t]*{_SAYS}(?::[^\r\n]{{0,300}})?(?=\r|\n|\Z)")
_WORD = later(r"[^\s,]+")
_BREAK = later(r"\r\n|\r|\n")
_FILLED = later(r"[^ \t]")
_NOWHERE = -1
"""The place of a finding about the whole file."""


class Allowance(NamedTuple):
    """A comment or a key that allows something. `words` with their places, `covers` what it is about (`None`: the whole post).

    `span` is what goes with its last word. All spans count as those of findings do: of the body from `document.base`.
    """

    words: tuple[tuple[str, Span], ...]
    span: Span
    covers: Span | None
    fixable: bool


class Judge:
    """Keeps what was allowed in a post, and remembers what of that was found.

    A file may be all allowances and findings: nothing here goes through the ones for each of the others.
    """

    def __init__(self, post: Post, site: Site) -> None:
        self._allowances = tuple(_of(post, site))
        self._words = {word for allowance in self._allowances for word, _ in allowance.words}
        self._reaches: dict[str, _Reach] = {}
        self._allowed: dict[str, list[int]] = defaultdict(list)

    def allows(self, rule: Rule, span: Span | None) -> bool:
        """Whether a finding of the rule at that place is allowed."""
        at = _NOWHERE if span is None else span.start
        if rule.code not in self._reaches:
            meant = self._meant(rule)
            parts = (_part(each) for each in self._allowances if any(word in meant for word, _ in each.words))
            self._reaches[rule.code] = _Reach.of(parts)
        allowed = self._reaches[rule.code].covers(at)
        if allowed:
            self._allowed[rule.code].append(at)
        return allowed

    def unused(self, ran: Sequence[Rule], known: Sequence[Rule]) -> Iterator[Unused]:
        """The words that allowed nothing, of rules that ran or of none."""
        rules = {word for rule in known for word in self._meant(rule)}
        asked = {word for rule in ran for word in self._meant(rule)}
        found = {word: sorted(at for rule in ran if rule.answers_to(word) for at in self._allowed[rule.code]) for word in asked}
        for allowance in self._allowances:
            start, end = _part(allowance)
            for word, place in allowance.words:
                allowed = found.get(word, ())
                used = bisect_right(allowed, end) > bisect_right(allowed, start - 1)
                if not used and (word not in rules or word in asked):
                    yield Unused(word, word in rules, place, _without(allowance, place))

    def _meant(self, rule: Rule) -> set[str]:
        return {word for word in self._words if rule.answers_to(word)}


class _Reach(NamedTuple):
    """What some parts of a text, from one place to another, cover together: where they begin, and how far those before reach."""

    starts: Sequence[int]
    ends: Sequence[int]

    @staticmethod
    def of(parts: Iterable[tuple[int, int]]) -> _Reach:
        """That of the parts, both ends included."""
        ordered = sorted(parts)
        return _Reach([start for start, _ in ordered], [*accumulate((end for _, end in ordered), max)])

    def covers(self, at: int) -> bool:
        """Whether one of them has the place in it."""
        number = bisect_right(self.starts, at) - 1
        return number >= 0 and self.ends[number] >= at


def _part(allowance: Allowance) -> tuple[int, int]:
    return (_NOWHERE, sys.maxsize) if allowance.covers is None else (allowance.covers.start, allowance.covers.end)


def judge(post: Post, site: Site) -> Judge | None:
    """The judge of a post that allows anything; `None` for all others."""
    return Judge(post, site) if may_allow(post) else None


def may_allow(post: Post) -> bool:
    """Whether a post may allow anything: nearly all do not."""
    document = post.document
    texts = (document.text,) if document.apart is None else (document.text, document.apart.text)
    return any("postctl" in text and "allow" in text for text in texts)


def _of(post: Post, site: Site) -> Iterator[Allowance]:
    yield from _in_key(post, site)
    yield from _in_front(post)
    content, base = post.document.content, post.document.base
    lines = _Lines(content)
    for found in _IN_THE_TEXT.finditer(markdown.prose(content)):
        covers = lines.block_below(found.end()) if lines.is_alone(found) else lines.line(found.start())
        yield Allowance(
            _words(found, str(found.lastgroup), base), _moved(lines.whole(found), base), _moved(covers, base), fixable=True
        )


def _in_front(post: Post) -> Iterator[Allowance]:
    """Comments in YAML and TOML, which are no part of a value."""
    document = post.document
    if document.syntax is None or document.syntax.name not in ("yaml", "toml"):
        return
    scalars = _Reach.of((span.start, span.end - 1) for span in _scalars(document.root))
    lines = _Lines(document.text)
    for found in _IN_FRONT.finditer(document.text, document.inner.start, document.inner.end):
        if scalars.covers(found.start()):
            continue
        covers = _entry_below(post, lines, found.end()) if lines.is_alone(found) else lines.line(found.start())
        yield Allowance(_words(found, "words", 0), lines.whole(found), covers, fixable=True)


def _in_key(post: Post, site: Site) -> Iterator[Allowance]:
    tables = ("", "extra.", f"{site.generator.spare}." if site.generator.spare else "")
    entry = next((each for table in tables if (each := find(post.document, table + KEY, fold=site.generator.fold_keys))), None)
    if entry is not None:
        words = tuple(_values(post, entry))
        yield Allowance(words, Span(entry.name.span.start, entry.value.span.end), None, fixable=False)


def _values(post: Post, entry: Entry) -> Iterator[tuple[str, Span]]:
    """The rules that the key names: the items of a list, or the words of a text."""
    for node in entry.value.items or (entry.value,):
        for found in _WORD.finditer(post.document.text, *node.span):
            start = found.start() + len(found[0]) - len(found[0].lstrip("\"'["))
            word = found[0].strip("\"'[]")
            if word:
                yield word, Span(start, start + len(word))


def _words(found: re.Match[str], group: str, base: int) -> tuple[tuple[str, Span], ...]:
    start = found.start(group)
    return tuple((each[0], Span(base + start + each.start(), base + start + each.end())) for each in _WORD.finditer(found[group]))


def _scalars(node: Node) -> Iterator[Span]:
    if node.kind == "scalar":
        yield node.span
    for item in node.items:
        yield from _scalars(item)
    for _, value in node.pairs:
        yield from _scalars(value)


# --- what a comment is about ------------------------------------------------------------------------------------------------


class _Lines:
    """The lines of a text, without their ends."""

    def __init__(self, text: str) -> None:
        self._text = text
        breaks = [found.span() for found in _BREAK.finditer(text)]
        self._starts = [0, *(end for _, end in breaks)]
        self._ends = [*(start for start, _ in breaks), len(text)]
        self._filled = [_FILLED.search(text, *line) is not None for line in zip(self._starts, self._ends, strict=True)]
        self._inner: dict[int, Span] = {}
        self._blocks = [*self._ends]  # for each line where its block ends: that of the last line before an empty one
        for number in reversed(range(len(breaks))):
            if self._filled[number] and self._filled[number + 1]:
                self._blocks[number] = self._blocks[number + 1]

    def _number(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    def line(self, offset: int) -> Span:
        """The line of an offset."""
        number = self._number(offset)
        return Span(self._starts[number], self._ends[number])

    def below(self, offset: int) -> Span:
        """The line below that of an offset; what is behind the text where there is none."""
        number = self._number(offset) + 1
        starts, end = self._starts, self._ends[-1]
        return Span(starts[number], self._ends[number]) if number < len(starts) else Span(end, end)

    def block_below(self, offset: int) -> Span:
        """The next lines that are not empty, up to one that is."""
        number = self._number(offset) + 1
        while number < len(self._starts) and not self._filled[number]:
            number += 1
        return Span(self._starts[number], self._blocks[number]) if number < len(self._starts) else self.below(offset)

    def is_alone(self, found: re.Match[str]) -> bool:
        """Whether nothing else stands in the line."""
        inner = self._without_blanks(found)
        return found.start() <= inner.start and inner.end <= found.end()

    def whole(self, found: re.Match[str]) -> Span:
        """What goes with a comment: its line where it is alone there, the blanks before it at the end of one."""
        if self.is_alone(found):
            return Span(self.line(found.start()).start, self.below(found.start()).start)
        inner = self._without_blanks(found)
        if found.end() < inner.end:
            return Span(*found.span())
        start = found.start()
        while start > inner.start and self._text[start - 1].isspace():
            start -= 1
        return Span(start, found.end())

    def _without_blanks(self, found: re.Match[str]) -> Span:
        """The line without the blanks around it, found out once."""
        number = self._number(found.start())
        if number not in self._inner:
            start, text = self._starts[number], self._text[self._starts[number] : self._ends[number]]
            self._inner[number] = Span(start + len(text) - len(text.lstrip()), start + len(text.rstrip()))
        return self._inner[number]


def _entry_below(post: Post, lines: _Lines, offset: int) -> Span:
    """The next key with its value; inside the value of a key, the next line."""
    entries = post.document.entries
    number = bisect_right(entries, offset, key=lambda entry: entry.name.span.start)
    if number == len(entries):
        return lines.block_below(offset)
    if number and offset < entries[number - 1].value.span.end:
        return lines.below(offset)
    below = entries[number]
    return Span(below.name.span.start, max(below.value.span.end, lines.line(below.name.span.start).end))


def _moved(span: Span, base: int) -> Span:
    return Span(span.start + base, span.end + base)


def _without(allowance: Allowance, place: Span) -> Fix | None:
    """The fix that takes a word out of a comment, and the comment with the last."""
    if not allowance.fixable:
        return None
    places = [each for _, each in allowance.words]
    if len(places) == 1:
        return Fix(True, (Edit(allowance.span, ""),))
    number = places.index(place)
    span = Span(places[number - 1].end, place.end) if number else Span(place.start, places[1].start)
    return Fix(True, (Edit(span, ""),))
