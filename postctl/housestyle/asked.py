"""Keys as asked for: the house's, with values as typed on the command line, and tags where no post shows how to write them."""

from __future__ import annotations

from dataclasses import replace

from postctl import registry
from postctl.guard import Unreadable
from postctl.housestyle.house import KeyStyle, frame, usual_key
from postctl.model import Value


def with_value(keys: tuple[KeyStyle, ...], key: str, text: str, model: Value, syntax: str) -> tuple[KeyStyle, ...]:
    """The keys, one of them with a value as typed; `extra.team` stands in the table `extra` if the house has that."""
    head, _, rest = key.partition(".")
    for at, style in enumerate(keys):
        if style.key == key and not style.children:
            return (*keys[:at], _set(style, text), *keys[at + 1 :])
        if style.key == head and rest and style.children:
            children = with_value(style.children, rest, text, None, syntax)
            return (*keys[:at], replace(style, children=children), *keys[at + 1 :])
    value = _typed(text, model) if frame(syntax).typed else text
    style = usual_key(key, value, syntax)
    return joined(keys, style if style.children else replace(style, role="constant", value=value))


def _set(style: KeyStyle, text: str) -> KeyStyle:
    """The style with a value as typed; tags stay tags, so that --tag can add to them."""
    known = replace(style, when="always", optional=False)
    if style.role != "tags":
        return replace(known, role="constant", value=_typed(text, style.value))
    typed = _parts(text, style.between) if style.scalar and not text.startswith("[") else _typed(text, [])
    return replace(known, value=typed if isinstance(typed, list) else [])


def as_tags(style: KeyStyle, syntax: str) -> KeyStyle:
    """A key that holds tags, though no post of the house shows how: its value stands before further ones."""
    if style.role == "tags" or style.children:
        return style
    value = style.value if isinstance(style.value, list) else _parts(str(style.value or ""), ",")
    known = replace(style, role="tags", value=value, when="always", optional=False)
    return known if frame(syntax).typed else replace(known, scalar=True)


def joined(keys: tuple[KeyStyle, ...], extra: KeyStyle) -> tuple[KeyStyle, ...]:
    """The keys and a further one: behind the last that is no table (TOML wants it so), a table behind all."""
    if extra.children:
        return (*keys, extra)
    at = max((index for index, style in enumerate(keys, 1) if not style.children), default=0)
    lead = keys[at - 1].lead if at > 1 else extra.lead
    return (*keys[:at], replace(extra, lead=lead), *keys[at:])


# --- a value as typed --------------------------------------------------------------------------------------------------


def _parts(text: str, mark: str) -> list[Value]:
    return [part.strip() for part in text.split(mark or ",") if part.strip()]


def _typed(text: str, model: Value) -> Value:
    """A value as typed on the command line, in the type of the other posts' values."""
    if not text.strip() or isinstance(model, str):
        return text
    value = _yaml(text)
    if isinstance(model, list) and not isinstance(value, list):
        return [part.strip() for part in text.split(",")]
    return value


def _yaml(text: str) -> Value:
    syntax = registry.syntax("yaml")
    try:
        root = syntax.parse(f"value: {text}")
    except Unreadable:
        return text
    if len(root.pairs) != 1 or root.pairs[0][1].style == "alias":
        return text
    node = root.pairs[0][1]
    value = syntax.value(node, "yaml-1.2")
    return text if isinstance(value, str) and node.style == "plain" else value
