"""The few tags of HTML that mean something in a terminal. All others are shown as they are written.

A tag counts only in a pair, with nothing in between that begins or ends outside of it: a terminal has no other elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from postctl.formats._markdown.look import literal
from postctl.regexes import later

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_STYLES = {
    "kbd": "kbd",
    "mark": "mark",
    **dict.fromkeys(("del", "s", "strike"), "s"),
    **dict.fromkeys(("u", "ins"), "u"),
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "em"),
    **dict.fromkeys(("code", "samp", "tt"), "htmlcode"),
    "small": "html",
    "abbr": "text",
    "sup": "sup",
    "sub": "sub",
    "summary": "strong",
    **dict.fromkeys(_HEADINGS, "strong"),
}
_QUIET = frozenset({"p", "ul", "ol", "li", "wbr"})
"""Tags that say no more than lines and bullets do, where they have no attributes."""

STYLES = frozenset(_STYLES.values())
"""The styles `markdown.<name>` that a pair of tags may switch on."""

_TAG = later(r"<(?P<end>/?)(?P<name>[A-Za-z][\w-]*)(?P<attributes>(?:\s[^<>]*)?)/?>")
_ATTRIBUTE = later(r"(?<![A-Za-z-])([A-Za-z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_PIECE = later(r"<!--.{0,1000}?-->|</?[A-Za-z][^<>]*>|\n|[^<\n]+|<", re.DOTALL)
_AFTER_HEADING = later(r"(<h[1-6]\b[^<>]*>)\s+", re.IGNORECASE)
_JOINED = later(
    r"""(?P<end></(?:p|h[1-6]|blockquote|pre|figure|table)>)[ \t]*(?=[^\s])
    |   (?<=[^\s>])[ \t]*(?=<(?:p|h[1-6]|blockquote|pre|figure|table)[\s>])
    |   (?P<close></(?:li|ul|ol|tr|dt|dd|div)>|<[uo]l>)[ \t]*(?=[^\s])
    |   (?P<list>(?<=[^\s>]))[ \t]*(?=<(?:ul|ol|li)>)""",
    re.VERBOSE | re.IGNORECASE,
)
"""Where a block ends or begins within a line, as editors write that save HTML."""
_ENTITY = later(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

_RAISED = dict(zip("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", strict=True))
_LOWERED = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))


def tag(content: str) -> tuple[str, dict[str, str], bool] | None:
    """Name, attributes and whether it ends an element; `None` for what is no tag."""
    match = _TAG.fullmatch(content.strip())
    if match is None:
        return None
    found = {name.lower(): decoded(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(match["attributes"])}
    return match["name"].lower(), found, bool(match["end"])


def decoded(text: str) -> str:
    """Text whose entities are the characters they name, those that no text may hold excepted."""
    from markdown_it.common.utils import replaceEntityPattern

    return _ENTITY.sub(lambda match: replaceEntityPattern(match[0], match[0][1:-1]), text)


def pieces(source: str) -> Iterator[Token]:
    """A block of HTML as the pieces of a line, as the parser makes them of HTML within text."""
    for part in _PIECE.findall(_AFTER_HEADING.sub(r"\1", _JOINED.sub(_apart, source))):
        if part == "\n":
            yield Token("hardbreak", "br", 0)
        elif part.startswith("<") and len(part) > 1:
            yield Token("html_inline", "", 0, content=part)
        else:
            yield Token("text", "", 0, content=decoded(part))


def _apart(found: re.Match[str]) -> str:
    """The same with the next block on a line of its own, paragraphs with an empty one between them."""
    if found["close"] or found["list"] is not None:
        return f"{found['close'] or ''}\n"
    return f"{found['end'] or ''}\n\n"


def drawn(tokens: Sequence[Token]) -> list[Token]:
    """Pieces of a line whose HTML is styles, links, images and line breaks as far as a terminal has them."""
    made = [[token] for token in tokens]
    open_: list[tuple[int, str]] = []
    for at, token in enumerate(tokens):
        if token.nesting == 1:
            open_.append((at, ""))
        elif token.nesting == -1:
            while open_ and open_.pop()[1]:
                pass
        elif token.type == "html_inline":
            _pair(made, at, open_)
    return [single(token) if token.type == "html_inline" else token for parts in made for token in parts]


def _pair(made: list[list[Token]], at: int, open_: list[tuple[int, str]]) -> None:
    """Notes a tag that opens; one that closes the last that was opened makes a pair with it."""
    name, _, ends = tag(made[at][0].content) or ("", {}, False)
    if name in _STYLES or name == "a":
        if not ends:
            open_.append((at, name))
        elif open_ and open_[-1][1] == name:
            _join(made, open_.pop()[0], at, name)


def _join(made: list[list[Token]], start: int, end: int, name: str) -> None:
    if name == "a":
        opening = tag(made[start][0].content)
        if opening and opening[1].get("href"):
            made[start] = [Token("link_open", "a", 1, attrs={"href": opening[1]["href"]})]
            made[end] = [Token("link_close", "a", -1)]
        return
    opening = tag(made[start][0].content)
    made[start], made[end] = [Token("style", _STYLES[name], 1)], [Token("style", _STYLES[name], -1)]
    if name in _HEADINGS:
        made[start].append(literal("#" * int(name[1]) + " ", "marks"))
    if name in ("sup", "sub"):
        _shift(made, start, end, raised=name == "sup")
    elif name == "abbr" and opening and opening[1].get("title"):
        made[end].append(literal(f" ({opening[1]['title']})", "html"))


def _shift(made: list[list[Token]], start: int, end: int, *, raised: bool) -> None:
    """Digits have small forms of their own; anything else stands behind `^` or `_`, in brackets if it is no word."""
    forms, mark = (_RAISED, "^") if raised else (_LOWERED, "_")
    inner = [token for parts in made[start + 1 : end] for token in parts]
    text = "".join(token.content for token in inner)
    plain = all(token.type == "text" for token in inner)
    if plain and text and all(letter in forms for letter in text):
        for token in inner:
            token.content = "".join(forms[letter] for letter in token.content)
        return
    brackets = ("", "") if plain and text.isalnum() else ("(", ")")
    made[start].append(Token("text", "", 0, content=mark + brackets[0]))
    made[end].insert(0, Token("text", "", 0, content=brackets[1]))


def single(token: Token) -> Token:
    """A tag that stands alone as what it means; any other as it is written."""
    name, attributes, ends = tag(token.content) or ("", {}, False)
    if name in _QUIET and not attributes:
        return Token("text", "", 0, content="- " if name == "li" and not ends else "")
    if name == "br":
        return Token("hardbreak", "br", 0)
    if name == "img" and attributes.get("src"):
        return Token("image", "img", 0, content=attributes.get("alt", ""), attrs={"src": attributes["src"]})
    if name == "input" and attributes.get("type") == "checkbox":
        return Token("text", "", 0, content="[x]" if " checked" in token.content else "[ ]")
    return literal(token.content, "html")
