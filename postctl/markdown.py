"""Bodies of posts: links with the exact place of their targets, headings, and how much there is to read.

CommonMark with tables, footnotes and strikethrough. Template tags (`{{ ... }}`, `{% ... %}`) count as one word for the parser, so
that `[a]({% post_url 2020-01-01-a %})` is the link it is after the generator has filled it in.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, Literal

from postctl.model import Span

_WORDS_PER_MINUTE = 220
_CHUNK = 512  # code points between two known byte offsets

Kind = Literal["link", "image", "reference", "autolink", "html"]


@dataclass(frozen=True, slots=True)
class Link:
    """A place in a body that names a target: `body[span.start:span.end] == target`, as written, escapes and all.

    `reference`: the definition (`[label]: target`), once, however often it is used. `html`: `<a href>` or `<img src>`.
    `text` is what a reader sees (the alternative text of an image, the label of a definition).
    """

    kind: Kind
    target: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of `level` 1 to 6; `span` is the whole element without the end of its last line."""

    level: int
    text: str
    span: Span


def links(body: str) -> tuple[Link, ...]:
    """All links of a body in the order of their targets; spans never overlap. Nothing inside code or comments."""
    source = _source(body)
    found = [*_links(source), *_definitions(source)]
    return tuple(sorted(found, key=lambda link: link.span))


def headings(body: str) -> tuple[Heading, ...]:
    """The headings in order, without an attribute block (`{#id}`) at their end."""
    found: list[Heading] = []
    text: list[str] | None = None
    source = _source(body)
    for event, span in _events(source):
        match event:
            case {"Start": {"Heading": _}}:
                text = []
            case {"End": {"Heading": level}}:
                words = _ATTRIBUTES.sub("", "".join(text or ())).strip()
                found.append(Heading(int(level[1:]), words, _without_end(body, span)))
                text = None
            case _ if text is not None:
                text.append(_visible(event, source, span))
    return tuple(found)


def code(body: str) -> tuple[Span, ...]:
    """Where the code of a body stands, and its HTML comments: nothing in there means what it says."""
    found: list[Span] = []
    for event, span in _events(_source(body)):
        match event:
            case {"Start": "HtmlBlock"} | {"InlineHtml": _}:
                found += [Span(*tag.span()) for tag in _TAG.finditer(body, *span) if not tag["name"]]
            case _ if _is_code(event):
                found.append(span)
    return tuple(found)


def prose(body: str) -> str:
    """The body with blanks in the place of all code, of equal length; comments of HTML stay."""
    code = [span for event, span in _events(_source(body)) if _is_code(event)]
    parts, last = [], 0
    for span in code:
        parts += [body[last : span.start], _BLANKED.sub(" ", body[span.start : span.end])]
        last = span.end
    return _RAW_CODE.sub(lambda found: _BLANKED.sub(" ", found[0]), "".join((*parts, body[last:])))


def _is_code(event: Any) -> bool:
    match event:
        case {"Start": {"CodeBlock": _}} | {"Code": _}:
            return True
    return False


_BLANKED = re.compile(r"[^\r\n]")
_RAW_CODE = re.compile(
    r"""<(?P<tag>pre|code|samp|kbd|script|style|textarea|svg)\b(?:.*?</(?P=tag)\b|.*)
    |   \{%-?\s*(?P<liquid>highlight|codeblock|raw)\b(?:.*?\{%-?\s*end(?P=liquid)\b|.*)
    |   \{\{[<%]\s*highlight\b(?:.*?\{\{[<%]\s*/\s*highlight\b|.*)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


_PARSED = 300_000
"""Bodies of more characters are counted as they stand: parsing a hostile one would take minutes."""


def words(body: str) -> int:
    """The words a reader reads: no code blocks, HTML, images or template tags. A Chinese, Japanese or Korean character is one."""
    if len(body) > _PARSED:
        return sum(1 for _ in re.finditer(r"\w+", body))
    text: list[str] = []
    skipping = 0
    source = _source(body)
    for event, span in _events(source):
        match event:
            case {"Start": {"CodeBlock": _} | {"Image": _} | "HtmlBlock"}:
                skipping += 1
            case {"End": "CodeBlock" | "Image" | "HtmlBlock"}:
                skipping -= 1
            case {"End": "Emphasis" | "Strong" | "Strikethrough" | "Link"}:
                pass  # they end inside a word as often as after one
            case {"End": _}:
                text.append("\n")
            case _ if not skipping:
                text.append(_visible(event, source, span))
    spaced = _CJK.sub(r" \g<0> ", _TEMPLATE.sub(" ", "".join(text)))
    return sum(1 for word in spaced.split() if any(map(str.isalnum, word)))


def reading_minutes(words: int) -> int:
    """Minutes to read that many words at 220 a minute, at least one."""
    return max(1, round(words / _WORDS_PER_MINUTE))


# --- the parser ---------------------------------------------------------------------------------------------------------

_TEMPLATE = re.compile(r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}")
_ENDS_A_TARGET = re.compile(r"[\s<>()\"'|]")
_ATTRIBUTES = re.compile(r"\{:?[ ]?[#.][^{}]*\}\s*\Z")
_CJK = re.compile(
    "[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)


@dataclass(frozen=True, slots=True)
class _Source:
    """A body, the text of equal length that the parser reads in its place, and its places by byte offset."""

    body: str
    text: str
    place: Callable[[int], int]
    as_written: bool


def _source(body: str) -> _Source:
    """Template tags become words, and halves of surrogate pairs, which have no UTF-8, become question marks."""
    text = _TEMPLATE.sub(lambda tag: _ENDS_A_TARGET.sub("x", tag[0]), body)
    text = text.encode("utf-8", "replace").decode()
    return _Source(body, text, _places(text), as_written=text == body)


def _places(text: str) -> Callable[[int], int]:
    """From offsets of bytes in UTF-8 to offsets of code points."""
    if text.isascii():
        return lambda offset: offset
    data = text.encode()
    sizes = (len(text[start : start + _CHUNK].encode()) for start in range(0, len(text) - _CHUNK, _CHUNK))
    before = list(accumulate(sizes, initial=0))

    def place(offset: int) -> int:
        chunk = bisect_right(before, offset) - 1
        return chunk * _CHUNK + len(data[before[chunk] : offset].decode())

    return place


def _events(source: _Source) -> Iterator[tuple[Any, Span]]:
    from pyromark import events_with_range

    for event, place in events_with_range(source.text, options=_options(), merge_text=True):
        yield event, Span(source.place(place["start"]), source.place(place["end"]))


def _options() -> Any:
    from pyromark import Options

    return Options.ENABLE_TABLES | Options.ENABLE_FOOTNOTES | Options.ENABLE_STRIKETHROUGH


def _visible(event: Any, source: _Source, span: Span) -> str:
    """What an event shows to a reader, with template tags as they are written."""
    match event:
        case {"Text": str(text)} | {"Code": str(text)}:
            return text if source.as_written else _unmasked(text, source, span)
        case "SoftBreak" | "HardBreak":
            return "\n"
        case {"InlineHtml": str(tag)} if tag[:3].lower() == "<br":
            return "\n"
    return ""


def _unmasked(text: str, source: _Source, span: Span) -> str:
    tags = iter(_TEMPLATE.findall(source.body, *span))
    return _TEMPLATE.sub(lambda masked: next(tags, masked[0]), text)


def _without_end(body: str, span: Span) -> Span:
    return Span(span.start, span.start + len(body[span.start : span.end].rstrip("\r\n")))


# --- links of Markdown ----------------------------------------------------------------------------------------------------

_BEFORE_TARGET = re.compile(r"[ \t]*(?P<line>\r\n?|\n)?[ \t]*")
_QUOTE_MARKS = re.compile(r"[ \t>]*")
_POINTED = re.compile(r"<((?:[^<>\\\r\n]|\\.)*+)>")
_LABEL = re.compile(r"\[(?:[^\[\]\\]|\\.)*+\]:", re.DOTALL)
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


@dataclass(slots=True)
class _Open:
    """A link or an image whose end has not come yet. `inside` is where its text ends, as far as it is known."""

    kind: Literal["link", "image"]
    form: str
    url: str
    inside: int
    text: list[str] = field(default_factory=list)


def _links(source: _Source) -> Iterator[Link]:
    """Inline links and images, autolinks, and HTML; what stands in the text of an image is only text."""
    opened: list[_Open] = []
    for event, span in _events(source):
        match event:
            case {"Start": {"Link": data}}:
                opened.append(_Open("link", data["link_type"], data["dest_url"], span.start + 1))
            case {"Start": {"Image": data}}:
                opened.append(_Open("image", data["link_type"], data["dest_url"], span.start + 2))
            case {"End": "Link" | "Image"}:
                closed = opened.pop()
                if not _in_image(opened):
                    yield from _closed(closed, source, span)
            case {"Start": "HtmlBlock"} | {"InlineHtml": _} if not _in_image(opened):
                yield from _html_links(source, span)
        for link in opened[:2]:  # a link and an image in it; deeper ones are only text
            link.text.append(_visible(event, source, span))
        if opened and "Start" not in event:
            opened[-1].inside = span.end


def _in_image(opened: list[_Open]) -> bool:
    return any(link.kind == "image" for link in opened)


def _closed(link: _Open, source: _Source, span: Span) -> Iterator[Link]:
    text = "".join(link.text)
    if link.form == "Inline":
        start = source.text.find("](", link.inside, span.end) + 2
        target = _target(source.text, start, span.end, link.url)
        yield Link(link.kind, source.body[target.start : target.end], target, text)
    elif link.form in ("Autolink", "Email"):
        target = Span(span.start + 1, span.end - 1)
        yield Link("autolink", source.body[target.start : target.end], target, text)


def _definitions(source: _Source) -> Iterator[Link]:
    from pyromark import reference_definitions

    for definition in reference_definitions(source.text, options=_options()).values():
        start, end = source.place(definition["span"]["start"]), source.place(definition["span"]["end"])
        if label := _LABEL.search(source.text, start, end):
            target = _target(source.text, label.end(), end, definition["dest"])
            text = source.body[label.start() + 1 : label.end() - 2]
            yield Link("reference", source.body[target.start : target.end], target, text)


def _target(text: str, start: int, end: int, url: str) -> Span:
    """The destination after `](` or `]:`, without the pointed brackets it may stand in."""
    before = _BEFORE_TARGET.match(text, start, end)
    if before is not None:
        start = before.end()
        if before["line"] and not url.startswith(">") and (marks := _QUOTE_MARKS.match(text, start, end)):
            start = marks.end()
    if pointed := _POINTED.match(text, start, end):
        return Span(*pointed.span(1))
    return Span(start, _bare_end(text, start, end))


def _bare_end(text: str, start: int, end: int) -> int:
    """Where a destination without pointed brackets ends: at white space, or at a parenthesis it did not open."""
    depth = 0
    while start < end and text[start] > " ":
        if text[start] == "\\" and text[start + 1 : start + 2] in _PUNCTUATION:
            start += 1
        elif text[start] == "(":
            depth += 1
        elif text[start] == ")":
            depth -= 1
            if depth < 0:
                break
        start += 1
    return start


# --- links of HTML --------------------------------------------------------------------------------------------------------

# Each part takes all it can and never gives back, and what is never closed is taken to the end: one pass, whatever the text.
_TAG = re.compile(
    r"""<!--(?:.*?-->|.*)
    |   <(?P<raw>script|style|textarea)\b(?:.*?</(?P=raw)|.*)
    |   <(?P<name>a|img)(?=[\s/>])(?P<attributes>(?:[^<>"']|"[^"]*"|'[^']*')*+)(?P<end>>)?""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"""(?<![\s/])[\s/]++(?P<name>[^\s"'<>/=]++)(?:\s*+=\s*+(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'=<>`]++)))?"""
)
_ANY_TAG = re.compile(r"<[^<>]*>")
_END_OF_LINK = re.compile(r"</a", re.IGNORECASE)
_LONGEST_TEXT = 1000  # of an HTML link, so that a missing `</a>` costs nothing


def _html_links(source: _Source, span: Span) -> Iterator[Link]:
    for tag in _TAG.finditer(source.text, span.start, span.end):
        if not tag["end"]:
            continue
        values = {attribute["name"].lower(): attribute for attribute in reversed([*_attributes(source.text, tag)])}
        is_image = tag["name"].lower() == "img"
        place = _value(values.get("src" if is_image else "href"))
        if place is not None:
            alternative = _value(values.get("alt"))
            text = source.body[slice(*alternative)] if is_image and alternative else ""
            yield Link("html", source.body[place.start : place.end], place, text if is_image else _inner_text(source, tag.end()))


def _attributes(text: str, tag: re.Match[str]) -> Iterator[re.Match[str]]:
    return _ATTRIBUTE.finditer(text, *tag.span("attributes"))


def _value(attribute: re.Match[str] | None) -> Span | None:
    found = attribute and next((name for name in ("double", "single", "bare") if attribute[name] is not None), None)
    return Span(*attribute.span(found)) if attribute and found else None


def _inner_text(source: _Source, start: int) -> str:
    end = _END_OF_LINK.search(source.text, start, start + _LONGEST_TEXT)
    return " ".join(_ANY_TAG.sub("", source.body[start : end.start()]).split()) if end else ""
