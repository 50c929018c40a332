"""Tokens of Markdown as HTML. Every tag is written here, and every text passes `shown`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import unescape
from typing import TYPE_CHECKING

from postctl.formats._html import boxes, tags
from postctl.formats._html.code import highlighted
from postctl.formats._html.targets import Look, link, picture, shown
from postctl.formats._syntax import templates
from postctl.regexes import later
from postctl.values import NamedTuple

if TYPE_CHECKING:
    from markdown_it.token import Token

_ATTRIBUTES = later(r"\s*\{(?::|(?=[#.]))\s*(?:#(?P<id>[^\s{}\"'<>]+))?[^{}]*\}\s*\Z")
_ALIGN = later(r"text-align:(left|right|center)")
_DEEPEST = 100
_COLOURED = 400_000
"""Characters of code that get colours, of all in one page."""


class Heading(NamedTuple):
    """A heading of the page."""

    level: int
    text: str
    id: str


class _Open(NamedTuple):
    """An element that is open: by whose tag, and what ends it. `tag` is `''` where Markdown has opened it."""

    tag: str
    end: str


class Writer:
    """Writes one page; `headings` are those it has met."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.headings: list[Heading] = []
        self._out: list[str] = []
        self._open: list[_Open] = []
        self._ids: set[str] = set()
        self._anchors = {text: list(names) for text, names in look.anchors.items()}
        self._room = _COLOURED
        self._leaves = self._known()

    def text(self, tokens: Sequence[Token]) -> str:
        """The HTML of a body."""
        for at, token in enumerate(tokens):
            if token.type == "heading_open":
                self._heading(token, tokens[at + 1])
            else:
                self._block(token)
        while self._open:
            self._write(self._open.pop().end)
        return "".join(self._out)

    def _known(self) -> dict[str, Callable[[Token], None]]:
        """What writes the tokens that are more than a tag."""
        notes = [f"footnote_{part}" for part in ("ref", "block_open", "block_close", "open", "close", "anchor")]
        return {
            "inline": self._inline,
            "text": self._text,
            "softbreak": lambda token: self._write("\n"),
            "hardbreak": lambda token: self._write("<br>\n"),
            "hr": lambda token: self._write("<hr>\n"),
            "code_inline": self._code,
            **dict.fromkeys(("fence", "code_block", "verbatim"), self._fence),
            **dict.fromkeys(("html_block", "html_inline"), self._html),
            "link_open": self._link,
            "image": self._image,
            "literal": self._literal,
            "template": self._template,
            "math_block": self._mathematics,
            "list_item_open": self._item,
            "alert_open": lambda token: self._begin(*boxes.alert(token)),
            "alert_title_open": lambda token: self._begin(*boxes.title(token)),
            **dict.fromkeys(notes, self._footnote),
        }

    # --- blocks -----------------------------------------------------------------------------------------------------

    def _block(self, token: Token) -> None:
        known = self._leaves.get(token.type)
        if known is not None:
            known(token)
        elif token.nesting == 1:
            self._begin(*_opening(token))
        elif token.nesting == -1:
            self._end(silent=token.hidden)
        else:
            self._write(f"<p>{shown(token.content)}</p>\n")

    def _begin(self, start: str, end: str) -> None:
        self._write(start)
        self._open.append(_Open("", end))

    def _end(self, *, silent: bool = False) -> None:
        """End what Markdown has opened last, and before that what an author has left open in it."""
        while self._open:
            last = self._open.pop()
            self._write(last.end if last.tag or not silent else "")
            if not last.tag:
                return

    def _heading(self, token: Token, inline: Token) -> None:
        words = self._words(inline.children or [])
        block = _ATTRIBUTES.search(words)
        text = words[: block.start()] if block else words
        if block and inline.children:
            _cut(inline.children, len(words) - block.start())
        name = self._heading_id(" ".join(text.split()), (block["id"] or "") if block else "")
        self.headings.append(Heading(int(token.tag[1:]), " ".join(text.split()), name))
        self._begin(f'<{token.tag} id="{shown(name)}">', f"</{token.tag}>\n")

    def _heading_id(self, text: str, given: str) -> str:
        known = self._anchors.get(text)
        wanted = given or (known.pop(0) if known else "") or re.sub(r"[^\w-]+", "-", text.lower()).strip("-") or "section"
        name, number = wanted, 0
        while name in self._ids or name.startswith(boxes.OURS):
            number += 1
            name = f"{wanted.removeprefix(boxes.OURS)}-{number}"
        self._ids.add(name)
        return name

    def _words(self, tokens: Sequence[Token]) -> str:
        shows = ("text", "code_inline", "image", "literal", "softbreak")
        return "".join(each.content or " " for each in tokens if each.type in shows)

    def _inline(self, token: Token) -> None:
        for each in token.children or ():
            self._block(each)

    def _fence(self, token: Token) -> None:
        code, info = token.content, token.info
        coloured = len(code) <= self._room
        self._room -= len(code) if coloured else 0
        body = highlighted(boxes.clean(code), info) if coloured else shown(code)
        language = info.split()[0] if info.split() else ""
        label = f' data-language="{shown(language)}"' if language else ""
        self._write(f'<pre tabindex="0"{label}><code>{body}</code></pre>\n')

    def _html(self, token: Token) -> None:
        for piece in tags.pieces(token.content):
            if piece.kind == "open":
                self._open_tag(piece)
            elif piece.kind == "close" and self._close_tag(piece.tag):
                continue
            elif piece.kind == "text":
                self._text_of(unescape(piece.text))
            else:
                self._raw(piece.text)

    def _raw(self, text: str) -> None:
        self._write(f'<code class="raw">{shown(text)}</code>')

    # --- tags of the author -----------------------------------------------------------------------------------------

    def _open_tag(self, piece: tags.Piece) -> None:
        found = dict(piece.attributes)
        if piece.tag == "img":
            size = "".join(f' {name}="{shown(found[name])}"' for name in ("width", "height") if name in found)
            self._write(picture(found.get("src", ""), found.get("alt", ""), found.get("title", ""), self.look, size))
            return
        if len(self._open) > _DEEPEST:
            self._raw(piece.text)
            return
        if piece.tag == "a" and "href" in found:
            start, end = link(found["href"], found.get("title", ""), self.look)
        else:
            start, end = f"<{piece.tag}{self._attributes(found)}>", f"</{piece.tag}>"
        self._write(start)
        if piece.tag not in tags.VOID:
            self._open.append(_Open(piece.tag, end))

    def _attributes(self, found: dict[str, str]) -> str:
        name = found.pop("name", "")
        name = found.pop("id", "") or name
        if name and name not in self._ids and not name.startswith(boxes.OURS):
            self._ids.add(name)
            found["id"] = name
        return "".join(f' {key}="{shown(value)}"' for key, value in found.items())

    def _close_tag(self, tag: str) -> bool:
        """End what the author has opened with this tag, within what Markdown has opened last; whether there was such a thing."""
        for at in range(len(self._open) - 1, -1, -1):
            if not self._open[at].tag:
                return False
            if self._open[at].tag == tag:
                while len(self._open) > at:
                    self._write(self._open.pop().end)
                return True
        return False

    # --- inline -----------------------------------------------------------------------------------------------------

    def _text(self, token: Token) -> None:
        self._write(shown(token.content))

    def _text_of(self, text: str) -> None:
        for part, is_code in templates.parts(text):
            self._write(f'<code class="template">{shown(part)}</code>' if is_code else shown(part))

    def _code(self, token: Token) -> None:
        self._write(f"<code>{shown(token.content)}</code>")

    def _link(self, token: Token) -> None:
        self._begin(*link(str(token.attrs.get("href", "")), str(token.attrs.get("title", "")), self.look))

    def _image(self, token: Token) -> None:
        alt = self._words(token.children or []) or token.content
        self._write(picture(str(token.attrs.get("src", "")), alt, str(token.attrs.get("title", "")), self.look))

    def _literal(self, token: Token) -> None:
        """Code of a template, or mathematics, within a line."""
        math = token.tag == "math"
        text = token.content.strip("$") if math else token.content
        self._write(f'<code class="{"math" if math else "template"}">{shown(text)}</code>' if text else "")

    def _template(self, token: Token) -> None:
        """Code of a template on lines of its own."""
        self._write(f'<p><code class="template">{shown(token.content.strip())}</code></p>\n')

    def _mathematics(self, token: Token) -> None:
        text = shown(token.content.strip().removeprefix("$$").removesuffix("$$").strip("\n"))
        self._write(f'<pre class="math" tabindex="0">{text}</pre>\n')

    # --- the rest ---------------------------------------------------------------------------------------------------

    def _item(self, token: Token) -> None:
        checked = token.meta.get("task")
        box = boxes.checkbox(checked=checked) if checked is not None else ""
        self._begin(f'<li class="task">{box} ' if box else "<li>", "</li>\n")

    def _footnote(self, token: Token) -> None:
        written = boxes.footnote(token)
        if token.nesting == 1:
            self._begin(*written)
        elif token.nesting == -1:
            self._end()
        else:
            self._write(written[0])

    def _write(self, text: str) -> None:
        if text:
            self._out.append(text)


def _cut(tokens: Sequence[Token], rest: int) -> None:
    """Take so many characters from the end of a line."""
    for token in reversed(tokens):
        size = min(rest, len(token.content))
        token.content = token.content[: len(token.content) - size]
        rest -= size


def _opening(token: Token) -> tuple[str, str]:
    """The tags of a container of Markdown that needs nothing else."""
    tag = token.tag if token.tag in tags.ALLOWED else "div"
    if token.hidden:
        return "", ""
    if tag == "table":
        return '<div class="table" tabindex="0"><table>\n', "</table></div>\n"
    end = f"</{tag}>" + ("\n" if tag in tags.BLOCKS else "")
    start = token.attrs.get("start")
    if tag == "ol" and start is not None:
        return f'<ol start="{int(start)}">\n', end
    align = _ALIGN.search(str(token.attrs.get("style", "")))
    return f'<{tag} class="{align[1]}">' if align else f"<{tag}>", end
