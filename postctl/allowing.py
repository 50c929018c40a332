"""What the author of a post allows: `<!-- postctl: allow P401 -->` in its text, `# postctl: allow P102` in its front matter.

A comment behind something is about its line. A comment on a line of its own is about what follows: the next paragraph, or the
next key with its value. The key `postctl_allow` is about the whole post. Rules go by code, name or family, and a reason may
follow behind a colon. In code nothing of this is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from postctl import markdown
from postctl.document import find
from postctl.model import Edit, Entry, Fix, Node, Span
from postctl.rules import Rule, Unused
from postctl.site import Post, Site

KEY = "postctl_allow"

_SAYS = r"postctl:[ \t]*allow[ \t]+(?P<words>[\w, \t-]*\w)[ \t]*"
_MDX, _RST = _SAYS.replace("words", "mdx"), _SAYS.replace("words", "rst")
_IN_THE_TEXT = re.compile(
    rf"<!--[ \t]*{_SAYS}(?::[^>\r\n]{{0,300}})?-->|\{{/\*[ \t]*{_MDX}(?::[^}}\r\n]{{0,300}})?\*/\}}"
    rf"|^[ \t]*\.\.[ \t]+{_RST}(?::[^\r\n]{{0,300}})?(?=\r|\n|\Z)",
    re.MULTILINE,
)
_IN_FRONT = re.compile(rf"#[ \t]*{_SAYS}(?::[^\r\n]{{0,300}})?(?=\r|\n|\Z)")
_WORD = re.compile(r"[^\s,]+")
_SEPARATOR = re.compile(r"[ \t]*,[ \t]*|[ \t]+")
_BLANK = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))*")
_END = re.compile(r"\r\n|\r|\n|\Z")
_END_OF_BLOCK = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?=\r|\n|\Z)|\Z")


class Allowance(NamedTuple):
    """A comment or a key that allows something. `words` with their places, `covers` what it is about (`None`: the whole post).

    `span` is what goes with its last word. All spans count as those of findings do: of the body from `document.base`.
    """

    words: tuple[tuple[str, Span], ...]
    span: Span
    covers: Span | None
    fixable: bool

    def about(self, span: Span | None) -> bool:
        """Whether a finding at that place is meant."""
        if self.covers is None:
            return True
        return span is not None and self.covers.start <= span.start <= self.covers.end


class Judge:
    """Keeps what was allowed in a post, and remembers which words were of use."""

    def __init__(self, post: Post, site: Site) -> None:
        self._allowances = tuple(_of(post, site))
        self._used: set[Span] = set()

    def allows(self, rule: Rule, span: Span | None) -> bool:
        """Whether a finding of the rule at that place is allowed."""
        fits = [place for each in self._allowances if each.about(span) for word, place in each.words if rule.answers_to(word)]
        self._used.update(fits)
        return bool(fits)

    def unused(self, ran: Sequence[Rule], known: Sequence[Rule]) -> Iterator[Unused]:
        """The words that allowed nothing, of rules that ran or of none."""
        for allowance in self._allowances:
            for word, place in allowance.words:
                is_rule = any(rule.answers_to(word) for rule in known)
                if place not in self._used and (not is_rule or any(rule.answers_to(word) for rule in ran)):
                    yield Unused(word, is_rule, place, _without(allowance, place))


def judge(post: Post, site: Site) -> Judge | None:
    """The judge of a post that allows anything; `None` for all others."""
    texts = (post.document.text, post.document.apart.text if post.document.apart is not None else "")
    return Judge(post, site) if any("postctl" in text and "allow" in text for text in texts) else None


def _of(post: Post, site: Site) -> Iterator[Allowance]:
    yield from _in_key(post, site)
    yield from _in_front(post)
    content, base = post.document.content, post.document.base
    for found in _IN_THE_TEXT.finditer(markdown.prose(content)):
        alone = _is_alone(content, found)
        covers = _block_below(content, found.end()) if alone else _line(content, found.start())
        yield Allowance(
            _words(found, str(found.lastgroup), base), _moved(_whole(content, found), base), _moved(covers, base), fixable=True
        )


def _in_front(post: Post) -> Iterator[Allowance]:
    """Comments in YAML and TOML, which are no part of a value."""
    document = post.document
    if document.syntax is None or document.syntax.name not in ("yaml", "toml"):
        return
    scalars = [*_scalars(document.root)]
    for found in _IN_FRONT.finditer(document.text, document.inner.start, document.inner.end):
        if any(span.start <= found.start() < span.end for span in scalars):
            continue
        alone = _is_alone(document.text, found)
        covers = _entry_below(post, found.end()) if alone else _line(document.text, found.start())
        yield Allowance(_words(found, "words", 0), _whole(document.text, found), covers, fixable=True)


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


def _is_alone(text: str, found: re.Match[str]) -> bool:
    """Whether nothing else stands in the line."""
    line = _line(text, found.start())
    return not (text[line.start : found.start()] + text[found.end() : line.end]).strip()


def _whole(text: str, found: re.Match[str]) -> Span:
    """What goes with a comment: its line where it is alone there, the blanks before it at the end of one."""
    line = _line(text, found.start())
    if _is_alone(text, found):
        end = _END.search(text, line.end)
        return Span(line.start, end.end() if end else line.end)
    if text[found.end() : line.end].strip():
        return Span(*found.span())
    return Span(line.start + len(text[line.start : found.start()].rstrip()), found.end())


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _line(text: str, offset: int) -> Span:
    end = _END.search(text, offset)
    return Span(_line_start(text, offset), end.start() if end else len(text))


def _block_below(text: str, offset: int) -> Span:
    """The next lines up to an empty one."""
    end = _END.search(text, offset)
    blank = _BLANK.match(text, end.end() if end else len(text))
    start = blank.end() if blank else len(text)
    last = _END_OF_BLOCK.search(text, start)
    return Span(start, last.start() if last else len(text))


def _entry_below(post: Post, offset: int) -> Span:
    """The next key with its value; inside the value of a key, the next line."""
    entries = post.document.entries
    inside = any(entry.name.span.start < offset < entry.value.span.end for entry in entries)
    below = next((entry for entry in entries if entry.name.span.start > offset), None)
    if inside or below is None:
        return _block_below(post.document.text, offset) if below is None else _line(post.document.text, _next(post, offset))
    return Span(below.name.span.start, max(below.value.span.end, _line(post.document.text, below.name.span.start).end))


def _next(post: Post, offset: int) -> int:
    end = _END.search(post.document.text, offset)
    return end.end() if end else offset


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
