"""Values as YAML text that every reader takes as meant, in the style of the value they replace."""

from __future__ import annotations

import re

from postctl.guard import Unreadable
from postctl.model import Node, Schema, Value
from postctl.regexes import later
from postctl.syntaxes import _yaml_nodes
from postctl.syntaxes._yaml_words import resolve

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P"}
_MUST_ESCAPE = later('[\\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]')
_UNPRINTABLE = later("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_DIGITS = later(
    r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt \t].*)?|[-+]?[0-9][0-9_,]*(?::[0-9_]+)*(?:\.[0-9_,]*)?(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?\.[0-9_,]+(?:[eE][-+]?[0-9]+)?|[-+]?0[box][0-9a-fA-F_]+"
)
_TWINS = {"true": "false", "yes": "no", "on": "off"} | {"false": "true", "no": "yes", "off": "on"}
_HEADER = later(r"([|>])[-+]?([ \t]*(?:#[^\r\n]*)?)(\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))*(\t+(?=[^ \t\r\n])|[ ]*(?=[^ \r\n]))")


def one_line(value: Value, like: Node | None, schema: Schema, *, flow: bool) -> str:
    """A value on one line, quoted or spelt as `like` where that still says the same. `flow`: it stands inside brackets."""
    if isinstance(value, bool):
        return _boolean(value, like, schema)
    if value is None:
        return "null"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, list):
        item = like.items[0] if like is not None and like.items else None
        return f"[{', '.join(one_line(each, item, schema, flow=True) for each in value)}]"
    if isinstance(value, dict):
        pairs = (f"{written_key(key)}: {one_line(each, None, schema, flow=True)}" for key, each in value.items())
        return "{" + ", ".join(pairs) + "}"
    return _string(value, like if like is not None and like.kind == "scalar" else None, schema, flow=flow)


def written_key(key: str) -> str:
    """A key, in quotes where it needs them."""
    return _string(key, None, "yaml-1.1", flow=True)


def block_scalar(text: str, old: str) -> str | None:
    """A text below the header of the `|` or `>` scalar `old`, with its indentation; `None` where that would not say the same."""
    header = _HEADER.match(old)
    content = text.rstrip("\n")
    if header is None or not content or content[0] in " \n" or _UNPRINTABLE.search(content.replace("\n", "")):
        return None
    mark, comment, newline, indent = header.groups()
    if (mark == ">" and "\n " in content) or (indent.startswith("\t") and "\n\t" in content):
        return None
    unfolded = re.sub(r"\n+", r"\g<0>\n", content) if mark == ">" else content
    body = "".join(newline + (line and indent + line) for line in unfolded.split("\n"))
    ends = len(text) - len(content)
    return f"{mark}{('-', '')[ends] if ends < 2 else '+'}{comment}{body}{newline * (ends - 1)}"


def _boolean(value: bool, like: Node | None, schema: Schema) -> str:  # it is the value to write
    """`true` or `false`, in the word pair and letter case of the one it replaces, where that is a boolean to the reader."""
    word = like.text if like is not None and _spelt(like) and isinstance(resolve(like.text, schema), bool) else "true"
    lower = word.lower()
    truth = lower in ("true", "yes", "on")
    result = lower if truth == value else _TWINS[lower]
    return result.upper() if word.isupper() else result.capitalize() if word[0].isupper() else result


def _spelt(node: Node) -> bool:
    """Whether a scalar is a bare `true`, `no` or the like."""
    return node.style == "plain" and node.text.lower() in _TWINS


def _number(value: float) -> str:
    """As YAML 1.1 and 1.2 both read it: an exponent only behind a point, infinity as `.inf`."""
    text = repr(value)
    if text.endswith(("inf", "nan")):
        return text.replace("inf", ".inf").replace("nan", ".nan")
    return text if "." in text else text.replace("e", ".0e")


def _string(text: str, like: Node | None, schema: Schema, *, flow: bool) -> str:
    style = like.style if like is not None else "plain"
    if style == "single" and not _UNPRINTABLE.search(text):
        return "'" + text.replace("'", "''") + "'"
    if style != "double" and _plain(text, like, schema, flow=flow):
        return text
    return '"' + _MUST_ESCAPE.sub(lambda match: _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04x}", text) + '"'


def _plain(text: str, like: Node | None, schema: Schema, *, flow: bool) -> bool:
    """Whether a text says itself without quotes: to every reader, or to this one if its predecessor trusted it as much."""
    if not text or text != text.strip() or _UNPRINTABLE.search(text):
        return False
    safe = resolve(text, schema) == text if like is not None and _trusted(text, like, schema) else not _dubious(text)
    return safe and _stands(text, flow=flow)


def _trusted(text: str, like: Node, schema: Schema) -> bool:
    """Whether a text is as dubious as the bare one it replaces: a date for a date, `no` for a `yes` that is text here."""
    if like.style != "plain" or resolve(like.text, schema) != like.text:
        return False
    if _spelt(like):
        return text.lower() in _TWINS
    return bool(_DIGITS.fullmatch(like.text) and _DIGITS.fullmatch(text))


def _dubious(text: str) -> bool:
    """Whether some YAML reader takes a bare text for a number, a date, a boolean, nothing or (Ruby) a symbol."""
    if any(resolve(text, schema) != text for schema in _SCHEMAS) or text in ("y", "n", "Y", "N", "=", "<<"):
        return True
    return text[0] == ":" or _DIGITS.fullmatch(text) is not None


_SCHEMAS: tuple[Schema, ...] = ("yaml-1.1", "yaml-1.2")


def _stands(text: str, *, flow: bool) -> bool:
    """Whether a bare text is one plain scalar to the parser, and all of it."""
    try:
        root = _yaml_nodes.build(f"k: [{text}]" if flow else f"k: {text}")
    except Unreadable:
        return False
    value = root.pairs[0][1]
    only = value.items[0] if flow and len(value.items) == 1 else value
    return len(root.pairs) == 1 and only.kind == "scalar" and only.style == "plain" and only.text == text
