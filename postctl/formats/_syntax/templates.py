"""What stands in a body and is no Markdown: tags of Liquid, Nunjucks and Jinja, shortcodes of Hugo and Zola, MDX, mathematics.

Rules for the parser that take such a thing whole, so that no `*` or `_` in it is read as Markdown. A tag on a line of its
own is a block (`template`), elsewhere a piece of a line. Code between tags (`{% highlight ruby %}`) is code.
Each looks only so far for the end of what it has begun, so that the time stays in proportion to the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkDestination
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from postctl.regexes import later

_FARTHEST, _LINES = 2_000, 40
"""Characters and lines that a tag may take."""

_PAIRS = (
    ("{{<", ">}}"),
    ("{{%", "%}}"),
    ("{{{", "}}}"),
    ("{{", "}}"),
    ("{%", "%}"),
    ("{/*", "*/}"),
    ("<%", "%>"),
    ("$$", "$$"),
)
_ATTRIBUTES = re.compile(r"\{(?::[^{}\n]{0,500}|[#.][\w-][^{}\n]{0,500})\}")
_NUNJUCKS_COMMENT = re.compile(r"\{#\s.{0,2000}?#\}", re.DOTALL)
_MATHS = re.compile(r"\$(?![\s$])(?:[^$\\\n]|\\.){1,1000}(?<=[^\s\\])\$(?!\d)")
_TARGET = later(r"[^\s()<>{]{0,500}(?:(?:\{\{[^}\n]{1,300}\}\}|\{%[^%\n]{1,300}%\})[^\s()<>{]{0,500})+")
_BRACES = r"\{(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\}"
_COMPONENT = later(rf"</?(?P<name>[A-Za-z][\w.]*)(?:[^<>{{}}\"']++|\"[^\"]{{0,500}}+\"|'[^']{{0,500}}+'|{_BRACES})*+>")
_EXPRESSION = re.compile(_BRACES)
_OPENS = later(r"\{%[-~]?\s*(highlight|codeblock|code|comment)\b([^%]*)%\}|\{\{[<%]\s*(highlight)\b([^%>]*)[%>]\}\}")
_LANGUAGE = later(r"(?:.*\blang:)?\s*([\w+#.-]+)")
_MODULE = later(r"import\s[^\n]*['\"]|import\s*(?:\{|\w+)|export\s+(?:const|let|var|default|function|async|class|\{|\*)")


def add(parser: MarkdownIt, *, mdx: bool) -> None:
    """Teaches a parser these rules."""
    parser.options["mdx"] = mdx
    parser.block.ruler.before("fence", "template", _block, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    parser.inline.ruler.before("escape", "template", _inline)
    own, normal = SimpleNamespace(**vars(parser.helpers)), parser.normalizeLink
    own.parseLinkDestination = _destination
    parser.helpers = own  # type: ignore[assignment]
    parser.normalizeLink = lambda url: url if _TARGET.fullmatch(url) else normal(url)  # type: ignore[method-assign]


def _destination(text: str, start: int, stop: int) -> Any:
    """What the parser takes for the target of a link; a tag in it may hold blanks, as in `[a]({% post_url 2019-05-12-b %})`."""
    found = _TARGET.match(text, start, stop)
    if found:
        return SimpleNamespace(ok=True, pos=found.end(), str=found[0])
    return parseLinkDestination(text, start, stop)


def _is_mdx(state: StateBlock | StateInline) -> bool:
    return bool(state.md.options.get("mdx"))


def parts(text: str) -> Iterator[tuple[str, bool]]:
    """A text that the parser has not read, cut into text and code of templates (`True`)."""
    at, start = 0, text.find("{")
    while start >= 0:
        end = _end(text, start, len(text), mdx=False)
        if end is not None:
            if start > at:
                yield text[at:start], False
            yield text[start:end], True
            at = end
        start = text.find("{", end or start + 1)
    if at < len(text):
        yield text[at:], False


# --- in a line --------------------------------------------------------------------------------------------------------


def _inline(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "{<$":
        return False
    end = _end(state.src, state.pos, state.posMax, mdx=_is_mdx(state))
    if end is None:
        return False
    if not silent:
        mathematics = state.src[state.pos] == "$"
        state.push("literal", "math" if mathematics else "template", 0).content = state.src[state.pos : end]
    state.pos = end
    return True


def _end(text: str, start: int, stop: int, *, mdx: bool) -> int | None:
    """Where the thing that begins at `start` ends, if it is one of these."""
    for opens, closes in _PAIRS:
        if text.startswith(opens, start):
            found = text.find(closes, start + len(opens), min(stop, start + _FARTHEST))
            return found + len(closes) if found > start + len(opens) - 1 and text[start + 2 : found].strip() else None
    shapes = [_MATHS, _ATTRIBUTES, _NUNJUCKS_COMMENT, *([_EXPRESSION] if mdx else [])]
    found_shape = next((match for shape in shapes if (match := shape.match(text, start, stop))), None)
    if found_shape:
        return found_shape.end()
    component = _COMPONENT.match(text, start, min(stop, start + _FARTHEST)) if text[start] == "<" else None
    return component.end() if component and _is_component(component, mdx=mdx) else None


def _is_component(tag: re.Match[str], *, mdx: bool) -> bool:
    """Whether a tag is none of HTML, which has small letters, or all are capitals."""
    name = tag["name"]
    return (name[0].isupper() and not name.isupper()) or (mdx and "{" in tag[0])


# --- on lines of their own --------------------------------------------------------------------------------------------


def _block(state: StateBlock, line: int, stop: int, silent: bool) -> bool:
    if state.is_code_block(line):
        return False
    first = state.bMarks[line] + state.tShift[line]
    if state.src[first : first + 1] not in ("{", "<", "$", "i", "e"):
        return False
    if _is_mdx(state) and state.sCount[line] == 0 and _MODULE.match(state.src, first, state.eMarks[line]):
        return silent or _push(state, line, _blank_from(state, line, stop))
    if _code(state, line, stop, silent=silent):
        return True
    end = _last_line(state, line, stop)
    if end is None or (silent and state.src.startswith("{{", first) and state.src[first + 2 : first + 3] not in ("<", "%")):
        return False
    return silent or _push(state, line, end)


def _push(state: StateBlock, line: int, end: int) -> bool:
    """The lines from `line` to before `end` as a block."""
    content = state.getLines(line, end, state.blkIndent, False)
    kind = "math_block" if content.lstrip().startswith("$$") else "template"
    token = state.push(kind, "", 0)
    token.content, token.map, token.block = content.rstrip(), [line, end], True
    state.line = end
    return True


def _blank_from(state: StateBlock, line: int, stop: int) -> int:
    return next((number for number in range(line, stop) if state.isEmpty(number)), stop)


def _last_line(state: StateBlock, line: int, stop: int) -> int | None:
    """The line behind the one that ends the tag which begins in `line`, where nothing but such tags stands in them."""
    for lines in (1, _LINES):
        text = state.getLines(line, min(line + lines, stop), state.blkIndent, False)
        end = _only_tags(text, mdx=_is_mdx(state))
        if end is not None:
            return line + text.count("\n", 0, end) + 1
    return None


def _only_tags(text: str, *, mdx: bool) -> int | None:
    """Where the first tags of `text` end, with nothing between or behind them on their lines."""
    at = len(text) - len(text.lstrip())
    for _ in range(100):
        end = _end(text, at, len(text), mdx=mdx) if at < len(text) and text[at] in "{<$" else None
        if end is None or (text[at] == "$" and text[at + 1] != "$"):
            return None
        rest = re.compile(r"[ \t]*").match(text, end)
        at = rest.end() if rest else end
        if at >= len(text) or text[at] == "\n":
            return end
    return None


def _code(state: StateBlock, line: int, stop: int, *, silent: bool) -> bool:
    """Code, or a comment, between two tags."""
    first = state.bMarks[line] + state.tShift[line]
    opens = _OPENS.match(state.src, first, state.eMarks[line])
    if opens is None:
        return False
    name = opens[1] or opens[3]
    closes = re.compile(rf"\{{%[-~]?\s*end{name}\s*[-~]?%\}}|\{{\{{[<%]\s*/\s*{name}\s*[%>]\}}\}}")
    last = None if (name, stop) in state.env.setdefault("unclosed", set()) else _closing(state, line, stop, closes)
    if last is None:
        state.env["unclosed"].add((name, stop))  # whoever looks from farther down will find nothing either
        return False
    if not silent:
        _push_code(state, line, last, name, opens[2] or opens[4] or "")
    return True


def _closing(state: StateBlock, line: int, stop: int, closes: re.Pattern[str]) -> int | None:
    numbers = range(line + 1, stop)
    return next((number for number in numbers if closes.search(state.src, state.bMarks[number], state.eMarks[number])), None)


def _push_code(state: StateBlock, line: int, last: int, name: str, arguments: str) -> None:
    if name == "comment":
        _push(state, line, last + 1)
        return
    _push(state, line, line + 1)
    language = _LANGUAGE.match(arguments.strip())
    code = state.push("fence", "code", 0)
    code.info = language[1] if language and "tag" not in arguments else ""
    code.content, code.map = state.getLines(line + 1, last, state.blkIndent, True), [line + 1, last]
    code.meta = {"labelled": True}
    _push(state, last, last + 1)
