"""A body, parsed once, and what is in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from operator import attrgetter
from typing import Any

from postctl.markdown import _html
from postctl.markdown._references import definitions
from postctl.markdown._scan import Element, Part, Scan, scan
from postctl.markdown._source import TEMPLATE, Source, events, source, unmasked, visible
from postctl.markdown._targets import target_at
from postctl.markdown._values import CodeBlock, Definition, Footnote, Form, Heading, Image, Link, Use
from postctl.model import Span
from postctl.regexes import later
from postctl.values import dataclass

_ATTRIBUTES = later(r"\{:?[ ]?[#.][^{}]*\}\s*\Z")
_BLANKED = later(r"[^\r\n]")
_RAW_CODE = later(
    r"""<(?P<tag>pre|code|samp|kbd|script|style|textarea|svg)\b(?:.*?</(?P=tag)\b|.*)
    |   \{%-?\s*(?P<liquid>highlight|codeblock|raw)\b(?:.*?\{%-?\s*end(?P=liquid)\b|.*)
    |   \{\{[<%]\s*highlight\b(?:.*?\{\{[<%]\s*/\s*highlight\b|.*)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_FENCE = later(r"`{3,}|~{3,}")
_CJK = later(
    "[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)
_FORMS: dict[str, Form] = {"Inline": "inline", "Reference": "full", "Collapsed": "collapsed", "Shortcut": "shortcut"}
_place = attrgetter("span")
_EMPHASIS = ("Emphasis", "Strong", "Strikethrough")
_IN_A_WORD = (*_EMPHASIS, "Link")


@dataclass(frozen=True, eq=False)  # no slots: what nobody asks for is not worked out
class Body:
    """What is in a body. Nothing in code or comments counts; spans are in code points of `text`."""

    text: str

    @cached_property
    def _source(self) -> Source:
        return source(self.text)

    @cached_property
    def _scan(self) -> Scan:
        return scan(events(self._source.text))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """All links in the order of their targets; spans never overlap."""
        if not ("](" in self.text or "]:" in self.text or "<" in self.text):
            return ()
        found = [link for element in self._scan.elements if not element.deep and (link := self._link(element)) is not None]
        if self._scan.html:
            found += [link for link, _ in self._tags]
        found += [Link("reference", each.target, each.place, each.label, each.span) for each in self.definitions if each.counts]
        return tuple(sorted(found, key=_place))

    def _link(self, element: Element) -> Link | None:
        source, body = self._source, self.text
        if element.form == "Inline":
            whole = source.span(element.start, element.end)
            start = source.text.find("](", source.place(element.inside), whole.end) + 2
            target = target_at(source.text, start, whole.end, element.url)
            text = self._shown(element.within)
            return Link("image" if element.image else "link", body[target.start : target.end], target, text, whole)
        if element.form in ("Autolink", "Email"):
            whole = source.span(element.start, element.end)
            target = Span(whole.start + 1, whole.end - 1)
            return Link("autolink", body[target.start : target.end], target, self._shown(element.within), whole)
        return None

    def _shown(self, within: Sequence[tuple[Any, Any]]) -> str:
        """What readers see of some events."""
        source = self._source
        if len(within) == 1:  # a text, as nearly always
            return visible(*within[0], source)
        return "".join(visible(event, place, source) for event, place in within)

    @cached_property
    def _tags(self) -> list[tuple[Link, Image | None]]:
        parts = [each for each in self._scan.html if not each.deep and self._may_link(each)]
        return [found for each in parts for found in _html.links(self._source, self._source.span(each.start, each.end))]

    def _may_link(self, part: Part) -> bool:
        """Whether a tag is one of those with a target; a block may hold any."""
        return part.kind == "block" or part.data[1:2] in ("a", "A", "i", "I")

    @cached_property
    def definitions(self) -> tuple[Definition, ...]:
        """The definitions of references, in order; of several with one label only the first counts."""
        return definitions(self._source) if "]:" in self.text else ()

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """The links and images by reference, in order."""
        elements = sorted(self._scan.elements, key=lambda each: each.first)
        return tuple(
            Use(each.label, _FORMS[each.form], self._source.span(each.start, each.end), each.image)
            for each in elements
            if each.form in ("Reference", "Collapsed", "Shortcut")
        )

    @cached_property
    def images(self) -> tuple[Image, ...]:
        """All images, by reference and in HTML too, in order."""
        found = [image for _, image in self._tags if image is not None] if self._scan.html else []
        for each in self._scan.elements:
            if each.image and not each.deep and each.form in _FORMS:
                span = self._source.span(each.start, each.end)
                found.append(Image(self._shown(each.within), each.url, span, _FORMS[each.form], each.linked))
        return tuple(sorted(found, key=lambda each: each.span))

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings in order, without an attribute block (`{#id}`) at their end."""
        return tuple(map(self._heading, self._scan.headings))

    def _heading(self, part: Part) -> Heading:
        source = self._source
        words = self._shown(part.within)
        block = _ATTRIBUTES.search(words) if "}" in words else None
        span = source.without_end(source.span(part.start, part.end))
        plain = TEMPLATE.search(self.text, *span) is None and all(_is_plain(event) for event, _ in part.within)
        text = words[: block.start()] if block else words
        return Heading(int(part.data[1:]), text.strip(), span, block[0].strip() if block else "", plain)

    @cached_property
    def code(self) -> tuple[Span, ...]:
        """Where code stands, and HTML comments: nothing in there means what it says."""
        source, text = self._source, self.text
        found = [(each.first, source.span(each.start, each.end)) for each in self._scan.code]
        for each in self._scan.html:
            if each.kind == "block" or each.data[1:2] in ("!", "s", "S", "t", "T"):
                tags = _html.TAG.finditer(text, *source.span(each.start, each.end))
                found += [(each.first, Span(*tag.span())) for tag in tags if not tag["name"]]
        return tuple(span for _, span in sorted(found))

    @cached_property
    def html(self) -> tuple[Span, ...]:
        """Raw HTML: blocks, and single tags in a line."""
        return tuple(self._source.span(each.start, each.end) for each in self._scan.html)

    @cached_property
    def blocks(self) -> tuple[CodeBlock, ...]:
        """The blocks of code."""
        return tuple(self._block(each) for each in self._scan.code if each.kind == "CodeBlock")

    def _block(self, part: Part) -> CodeBlock:
        whole = self._source.without_end(self._source.span(part.start, part.end))
        if part.data.__class__ is str:
            return CodeBlock(None, whole, closed=True)
        fence = _FENCE.match(self.text, *whole)
        end = max(self.text.rfind("\n", *whole), self.text.rfind("\r", *whole), whole.start)
        lines = self.text[end : whole.end].splitlines()  # the last one; there are more ways to end a line than CommonMark knows
        last = lines[-1].strip("> \t") if len(lines) > 1 else ""
        closed = fence is not None and last.startswith(fence[0]) and not last.strip(fence[0][0])
        return CodeBlock(str(part.data["Fenced"]), whole, closed)

    @cached_property
    def footnotes(self) -> tuple[Footnote, ...]:
        """Uses and definitions of footnotes, in order."""
        span = self._source.span
        return tuple(
            Footnote(each.data, span(each.start, each.end), each.kind == "FootnoteDefinition") for each in self._scan.notes
        )

    @cached_property
    def prose(self) -> str:
        """The body with blanks in the place of all code, of equal length; comments of HTML stay."""
        body = self.text
        parts, last = [], 0
        for each in self._scan.code:
            span = self._source.span(each.start, each.end)
            parts += [body[last : span.start], _BLANKED.sub(" ", body[span.start : span.end])]
            last = span.end
        text = "".join((*parts, body[last:]))
        if "<" in text or "{" in text:
            text = _RAW_CODE.sub(lambda found: _BLANKED.sub(" ", found[0]), text)
        return text

    @cached_property
    def words(self) -> int:
        """The words a reader reads: no code blocks, tags of HTML, images or template tags."""
        blocks: list[Span] = []
        read = [*self._read(blocks), *(f"\n{_html.text(self.text[start:end])}" for start, end in blocks)]
        spaced = _CJK.sub(r" \g<0> ", TEMPLATE.sub(" ", "".join(read)))
        return sum(1 for word in spaced.split() if word.isalnum() or any(map(str.isalnum, word)))

    def _read(self, blocks: list[Span]) -> Iterable[str]:
        """What is not HTML; where that stands is added to `blocks`."""
        skipping, source = 0, self._source
        for event, place in events(source.text):
            if event.__class__ is str:
                if not skipping and event in ("SoftBreak", "HardBreak"):
                    yield "\n"
            elif (text := event.get("Text", event.get("Code"))) is not None:
                if not skipping:
                    yield text if source.as_written else unmasked(text, source, place)
            elif (start := event.get("Start")) is not None:
                if start == "HtmlBlock":
                    blocks.append(source.span(place["start"], place["end"]))
                    skipping += 1
                skipping += start.__class__ is dict and ("CodeBlock" in start or "Image" in start)
            elif (end := event.get("End")) is not None:
                if end in ("CodeBlock", "Image", "HtmlBlock"):
                    skipping -= 1
                elif end not in _IN_A_WORD:
                    yield "\n"  # those end inside a word as often as after one
            elif not skipping:
                yield visible(event, place, source)


def _is_plain(event: Any) -> bool:
    if event.__class__ is str:
        return True
    return all(kind in ("Text", "Code") or (kind in ("Start", "End") and what in _EMPHASIS) for kind, what in event.items())


class _Bodies(dict[str, Body]):
    """The bodies that were parsed last, by their text; the oldest make room, as one takes many times the memory of its text."""

    room = 500_000

    def __missing__(self, body: str) -> Body:
        self.room -= len(body)
        while self.room < 0 and self:
            oldest = next(iter(self))
            self.room += len(oldest)
            del self[oldest]
        self[body] = found = Body(body)
        return found


_BODIES = _Bodies()


def parse(body: str) -> Body:
    """A body, parsed when somebody asks for something in it.

    It is parsed once for the rules that look at one post after each other, and, on a site that is not large, for those that
    look at all posts.
    """
    return _BODIES[body]
