"""Keys as asked for: the house's, with values as typed on the command line, and tags where no post shows how to write them."""

from __future__ import annotations

from collections.abc import Callable, Container

from postctl import registry
from postctl.errors import Refused
from postctl.guard import Unreadable
from postctl.housestyle.house import KeyStyle, bare_date, frame, usual_key
from postctl.model import Value
from postctl.site import Taxonomy
from postctl.values import replace

_FLAGS = {"yes": True, "on": True, "no": False, "off": False}


def with_value(keys: tuple[KeyStyle, ...], key: str, text: str, model: Value, syntax: str) -> tuple[KeyStyle, ...]:
    """The keys, one of them with a value as typed; `extra.team` stands in the table `extra` if the house has that."""
    value = typed(text, model) if frame(syntax).typed else text
    return _placed(keys, key, lambda style: _set(style, text, model), lambda new: _usual(new, value, syntax), value, syntax)


def with_data(keys: tuple[KeyStyle, ...], key: str, value: Value, syntax: str, bare: Container[str] = ()) -> tuple[KeyStyle, ...]:
    """The keys, one of them with a value that is no text to read, whatever it looks like; tags stay tags.

    `bare`: keys (dotted for those in a table) whose value is a date without quotes. TOML has no null, so there is no key then.
    """
    if value is None and syntax == "toml":
        return keys
    value = value if frame(syntax).typed else _in_words(key, value)
    usual = _usual(key, value, syntax, bare)
    if not isinstance(value, dict):
        return _placed(
            keys, key, lambda style: _given(style, value, usual), lambda new: _usual(new, value, syntax, bare), value, syntax
        )
    known = next((style for style in keys if style.key == key and style.children), None)
    if known is None:
        return joined(tuple(style for style in keys if style.key != key), usual)
    table = _table(known, usual, value)
    return tuple(table if style is known else style for style in keys)


def _table(known: KeyStyle, usual: KeyStyle, value: dict[str, Value]) -> KeyStyle:
    """The table of the house with exactly these values, and those the house does not have in their usual style."""
    inner = {child.key: child for child in usual.children}
    there = tuple(
        _given(child, value[child.key], inner[child.key]) if child.key in value else replace(child, when="asked")
        for child in known.children
    )
    new = (child for child in usual.children if child.key not in {each.key for each in there})
    return replace(known, when="always", children=(*there, *new))


def _placed(
    keys: tuple[KeyStyle, ...],
    key: str,
    known: Callable[[KeyStyle], KeyStyle],
    new: Callable[[str], KeyStyle],
    value: Value,
    syntax: str,
) -> tuple[KeyStyle, ...]:
    """The keys with a value under one of them: as `known` makes it of the style the house has, else as `new` makes it."""
    head, _, rest = key.partition(".")
    for at, style in enumerate(keys):
        if style.key == key and not style.children:
            return (*keys[:at], known(style), *keys[at + 1 :])
        if style.key == head and rest and style.children:
            table = _wanted(style)
            children = _placed(table.children, rest, known, new, value, syntax)
            return (*keys[:at], replace(table, children=children), *keys[at + 1 :])
    if rest and head and frame(syntax).typed and not any(style.key == head for style in keys):
        return joined(keys, _usual(head, {rest: value}, syntax))
    return joined(keys, new(key))


def _usual(key: str, value: Value, syntax: str, bare: Container[str] = ()) -> KeyStyle:
    return _constant(usual_key(key, value, syntax), value, syntax, bare, key)


def _constant(style: KeyStyle, value: Value, syntax: str, bare: Container[str] = (), key: str = "") -> KeyStyle:
    """The style of a value that says just what it says, at any depth: nothing in it is a pattern."""
    if style.children and isinstance(value, dict):
        inner = (_constant(child, value[child.key], syntax, bare, f"{key}.{child.key}") for child in style.children)
        return replace(style, children=tuple(inner))
    like = bare_date(syntax) if key in bare else style.like
    return replace(style, role="constant", value=value, optional=False, like=like)


def _given(style: KeyStyle, value: Value, usual: KeyStyle) -> KeyStyle:
    """The style with a value, or the usual one where the house has none like it."""
    known = replace(style, when="always", optional=False)
    if style.children or isinstance(value, dict):
        return replace(usual, lead=style.lead)
    if style.role == "tags":
        items = value if isinstance(value, list) else _parts(str(value or ""), style.between)
        return replace(known, value=items)
    return replace(known, role="constant", value=value, like=usual.like or known.like)


def _in_words(key: str, value: Value) -> Value:
    """A value as text, for a syntax that has nothing else."""
    if isinstance(value, dict):
        raise Refused(f"`{key}` is a table, and this front matter has none", "leave it out")
    if isinstance(value, list):
        return ", ".join(str(_in_words(key, item)) for item in value)
    return "" if value is None else str(value).lower() if isinstance(value, bool) else " ".join(str(value).split())


def _wanted(style: KeyStyle) -> KeyStyle:
    """A table that is to be there; one that few posts have only with what is asked for."""
    if style.when != "asked":
        return style
    return replace(style, when="always", children=tuple(replace(child, when="asked") for child in style.children))


def _set(style: KeyStyle, text: str, model: Value) -> KeyStyle:
    """The style with a value as typed, in the type of `model` where the house has none; tags stay tags, so that --tag can add."""
    known = replace(style, when="always", optional=False)
    if style.role != "tags":
        shown = model if style.role == "empty" and model is not None else style.value
        return replace(known, role="constant", value=typed(text, shown))
    terms = _parts(text, style.between) if style.scalar and not text.startswith("[") else typed(text, [])
    return replace(known, value=terms if isinstance(terms, list) else [])


def as_tags(style: KeyStyle, syntax: str) -> KeyStyle:
    """A key that holds tags, though no post of the house shows how: its value stands before further ones."""
    if style.role == "tags":
        return replace(style, when="always") if style.when == "asked" else style
    if style.children:
        return style
    value = style.value if isinstance(style.value, list) else _parts(str(style.value or ""), ",")
    known = replace(style, role="tags", value=value, when="always", optional=False)
    return known if frame(syntax).typed else replace(known, scalar=True)


def usual_terms(key: str, shape: Taxonomy, syntax: str) -> KeyStyle:
    """A key for tags as the generator wants it (`taxonomies.tags` stands in a table), where no post shows how."""
    table, _, name = key.rpartition(".")
    if table:
        style = usual_key(table, {name: []}, syntax)
        return replace(style, children=(replace(style.children[0], role="tags"),)) if style.children else style
    if shape in ("list", "hierarchy"):
        return replace(usual_key(key, [], syntax), role="tags")
    between = {"commas": ", ", "words": " "}.get(shape, "")
    return replace(usual_key(key, "", syntax), role="tags", value=[], scalar=True, between=between)


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


def typed(text: str, model: Value) -> Value:
    """A value as typed on the command line, in the type of the other posts' values."""
    if not text.strip() or isinstance(model, str):
        return text
    value = _yaml(text)
    if isinstance(model, bool) and text.strip().lower() in _FLAGS:
        return _FLAGS[text.strip().lower()]
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
    whole = f"value: {text}"[node.span.start : node.span.end] == text.strip()  # else a part of it is a comment
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not whole or (number and str(value) != text.strip()):  # `1.10` is no 1.1
        return text
    return text if isinstance(value, str) and node.style == "plain" else value
