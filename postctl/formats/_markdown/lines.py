"""The pieces of a line as Rich's Markdown draws them: links, addresses, images, code, styles; clean, whatever they held."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markdown_it.token import Token

from postctl.escaping import linkable, visible
from postctl.formats._markdown import html
from postctl.formats._markdown.look import Look, address, known, literal
from postctl.regexes import later

_ADDRESS = later(r"\b(?:https?://|www\.)[^\s<>\"`|\\^{}\[\]]+", re.IGNORECASE)
_TRAILING = ".,:;!?'\"*_~"
_MARKS = {"kbd": ("[", "]"), "s": ("~~", "~~"), "htmlcode": ("`", "`")}
"""What stands around a style where there are no styles, and without it the text would mean something else."""


def tamed(tokens: Iterable[Token], look: Look) -> Iterator[Token]:
    """Inline tokens as the body draws them: a link that no terminal may open is text with the address behind it."""
    text = ""
    inner = False
    for token, href in _with_targets(html.drawn([*tokens])):
        opens = look.links and linkable(href)
        if token.type == "link_open":
            text, inner = "", True
            yield from [token] if opens else []
        elif token.type == "link_close":
            inner = False
            yield from [] if text else [literal(address(href), "address")]
            yield from [token] if opens else _behind(text, href)
        else:
            text += token.content or ("image" if token.type == "image" else "")
            yield from _leaf(token, look) if inner or token.type != "text" else _linked(visible(token.content), look)


def _behind(text: str, href: str) -> list[Token]:
    """The address of a link behind its text, unless that says it already."""
    same = ("", href, href.removeprefix("mailto:"), address(href))
    return [] if text in same else [literal(f" ({address(href)})", "html")]


def _with_targets(tokens: Iterable[Token]) -> Iterator[tuple[Token, str]]:
    """Each token with the address of the link it opens, stands in or ends. An address in `<>` may stand in a link."""
    hrefs = [""]
    for token in tokens:
        if token.type == "link_open":
            hrefs.append(str(token.attrs.get("href", "")))
        yield token, hrefs.pop() if token.type == "link_close" and len(hrefs) > 1 else hrefs[-1]


def _linked(text: str, look: Look) -> Iterator[Token]:
    """Text whose bare addresses can be opened, where a terminal can."""
    at = 0
    for match in _ADDRESS.finditer(text) if "://" in text or "www." in text else ():
        shown = _whole(match[0])
        href = shown if "://" in shown else f"http://{shown}"
        if look.links and linkable(href):
            yield Token("text", "", 0, content=text[at : match.start()])
            yield Token("link_open", "a", 1, attrs={"href": href})
            yield Token("text", "", 0, content=shown)
            yield Token("link_close", "a", -1)
            at = match.start() + len(shown)
    yield Token("text", "", 0, content=text[at:])


def _whole(url: str) -> str:
    """An address without the punctuation of the sentence it ends, and without a bracket that it did not open."""
    shown = url.rstrip(_TRAILING)
    surplus = shown.count(")") - shown.count("(")
    while shown.endswith(")") and surplus > 0:
        shown = shown[:-1].rstrip(_TRAILING)
        surplus -= 1
    return shown


def _leaf(token: Token, look: Look) -> Iterable[Token]:
    content = token.content = visible(token.content)
    if token.type == "image":
        return [_image(token, look)]
    if token.type == "footnote_ref":
        return [literal(f"[{token.meta['id'] + 1}]", "footnote")]
    if token.type == "code_inline" and not look.colour:
        token.content = f"`{content}`"
    marks = None if look.colour else _MARKS.get(token.tag)
    if marks and token.nesting:
        mark = Token("text", "", 0, content=marks[token.nesting < 0])
        return [token, mark] if token.nesting > 0 else [mark, token]
    return [token]


def _image(token: Token, look: Look) -> Token:
    """`[image: what it shows → where it is 1200×630]`; what is missing says so."""
    source = str(token.attrs.get("src", ""))
    facts = known(look, token)
    missing = bool(facts.get("missing"))
    size = f" {facts['width']}×{facts['height']}" if facts.get("width") and facts.get("height") else ""
    alt = visible("".join(each.content for each in token.children) if token.children else token.content)
    name = f"{alt} → {address(source)}" if alt else address(source)
    return literal(f"[{'missing image' if missing else 'image'}: {name}{size}]", "missing" if missing else "picture")
