"""The house style as a value, and where it comes from if not from posts: a generator's template, or `postctl.toml`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias

from postctl.model import Node, Span, Value
from postctl.regexes import later
from postctl.site import Template
from postctl.values import dataclass, replace

Role: TypeAlias = Literal["pattern", "date", "draft", "tags", "constant", "empty", "table"]
When: TypeAlias = Literal["always", "draft", "public", "asked"]

_DATE = later(r"\{date:([^{}]+)\}")
_BARE_KEY = later(r"[A-Za-z_][\w-]*")
_MARKS = frozenset({"draft", "published", "status", "is_draft"})
_TERMS = frozenset({"tags", "tag"})


@dataclass(frozen=True, slots=True)
class KeyStyle:
    """How one key of a new post is written.

    `value` depends on `role`: the pattern text; the form of a `date`; what a `draft` mark says on a public post (`hidden` on
    a draft); the `tags` every post has; a `constant`; what stands where the author is to write (`empty`). A `table` has
    `children` instead. `when` says which posts have the key at all (`asked`: those whose author asks for it); an `optional`
    one is left out where it would be empty.
    `blank` is what a text of tags says where there are none.

    The rest is source text: `lead` between the value before and this key, `name` the key itself, `mark` between key and
    value or first item, `between` two items (or two tags in one text), `closing` behind the last. `like` is a value (of a
    list: an item) to quote like. `folds`: long texts go over several lines.
    """

    key: str
    role: Role
    value: Value = ""
    hidden: Value = None
    when: When = "always"
    lead: str = "\n"
    name: str = ""
    mark: str = ": "
    between: str = ", "
    closing: str = ""
    block: bool = False
    scalar: bool = False
    folds: bool = False
    optional: bool = False
    blank: Value = ""
    like: Node | None = None
    children: tuple[KeyStyle, ...] = ()


@dataclass(frozen=True, slots=True)
class House:
    r"""How new posts of a site look.

    `file` is the pattern of a path relative to the root. `keys` stand in order between `opening` and `closing`, source
    text with `\n` for the line end `newline`. `blank_after`: a blank line follows the front matter. `midnight`: times of
    day are written, and always 00:00. `evidence`: how many posts it was learnt from, 0 for a template.
    `draft_file`: the pattern for drafts, where they lie in a folder of theirs. `quote`: the quotes (`single`, `double`) of a
    text that cannot stand without. `body`: what a new post's text begins with. `ends`: files end with a line end. `apart`: the
    front matter is in a file of its own.
    """

    file: str
    syntax: str
    keys: tuple[KeyStyle, ...]
    opening: str
    closing: str
    newline: str = "\n"
    blank_after: bool = True
    midnight: bool = False
    evidence: int = 0
    draft_file: str = ""
    quote: str = "double"
    body: str = ""
    ends: bool = True
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """Source text around keys and values where no post shows it."""

    opening: str = "---\n"
    lead: str = "\n"
    mark: str = ": "
    closing: str = "\n---\n"
    typed: bool = True
    """Whether values have types; else each is text, several terms too."""


_FRAMES = {
    "toml": Frame("+++\n", mark=" = ", closing="\n+++\n"),
    "json": Frame("{\n  ", ",\n  ", closing="\n}\n"),
    "keyvalue": Frame("", closing="\n\n", typed=False),
    "comment": Frame("<!--\n.. ", "\n.. ", closing="\n-->\n", typed=False),
}


def frame(syntax: str) -> Frame:
    """The usual frame of a syntax."""
    return _FRAMES.get(syntax, Frame())


def of_template(template: Template) -> House:
    """The house style of a site without posts."""
    usual = frame(template.syntax)
    keys = tuple(_templated(template, key, value) for key, value in template.front.items())
    blank_after = not usual.closing.endswith("\n\n")
    return House(template.file, template.syntax, keys, usual.opening, usual.closing, blank_after=blank_after)


def _templated(template: Template, key: str, value: Value) -> KeyStyle:
    style = usual_key(key, value, template.syntax)
    written = template.written.get(key, "")
    if value is None or (not written and style.role != "date"):
        return style
    return replace(style, like=_like(written[:1], template.syntax))


def _like(quote: str, syntax: str) -> Node:
    """A value to quote like. A plain one is a date, for dates are what only their neighbours tell how to write."""
    styles = {'"': "basic", "'": "literal"} if syntax == "toml" else {'"': "double", "'": "single"}
    return Node("scalar", Span(0, 0), styles.get(quote, "date" if syntax == "toml" else "plain"), "2000-01-01")


def bare_date(syntax: str) -> Node:
    """A value to write a date like that stands without quotes."""
    return _like("", syntax)


def usual_key(key: str, value: Value, syntax: str) -> KeyStyle:
    """A key that no post shows, from what `postctl.toml` or a template says of it."""
    usual = frame(syntax)
    name = key if syntax != "json" and _BARE_KEY.fullmatch(key) else json.dumps(key, ensure_ascii=False)
    base = KeyStyle(key, "constant", value, lead=usual.lead, name=name, mark=usual.mark)
    if isinstance(value, str) and (form := _DATE.fullmatch(value)):
        return replace(base, role="date", value=form[1])
    if isinstance(value, str) and "{" in value:
        return replace(base, role="pattern")
    if key.lower() in _MARKS and isinstance(value, bool | str):
        return replace(base, role="draft", value=_opposite(value), hidden=value)
    if isinstance(value, list) and not usual.typed:
        return replace(base, role="tags", scalar=True, optional=syntax == "keyvalue")
    if isinstance(value, list):
        role: Role = "tags" if key.lower() in _TERMS else "constant"
        return replace(base, role=role, mark=usual.mark + "[", closing="]")
    if isinstance(value, dict) and value:
        return _usual_table(base, value, syntax)
    if value is None and syntax == "yaml":
        return replace(base, like=Node("scalar", Span(0, 0), "empty"))
    return replace(base, role="empty") if value == "" else base


def _opposite(value: bool | str) -> Value:
    return not value if isinstance(value, bool) else "published"


def _usual_table(base: KeyStyle, value: dict[str, Value], syntax: str) -> KeyStyle:
    children = tuple(usual_key(key, each, syntax) for key, each in value.items())
    if syntax == "toml":
        plain = [child for child in children if not child.children]
        tables = [_below(child, base.name) for child in children if child.children]
        return replace(base, role="table", lead="\n\n[", mark="]\n", children=(*plain, *tables))
    if syntax == "yaml":
        return replace(base, role="table", mark=":\n  ", children=tuple(map(_indented, children)))
    return base


def _indented(style: KeyStyle) -> KeyStyle:
    """A key of YAML inside a map, two blanks further right with all that is in it."""
    lead, mark = (text.replace("\n", "\n  ") for text in (style.lead, style.mark))
    return replace(style, lead=lead, mark=mark, children=tuple(map(_indented, style.children)))


def _below(table: KeyStyle, name: str) -> KeyStyle:
    """A TOML table inside another, whose name stands before its own."""
    inner = tuple(_below(child, name) if child.children else child for child in table.children)
    return replace(table, name=f"{name}.{table.name}", children=inner)


# --- postctl.toml -----------------------------------------------------------------------------------------------------


def pinned(house: House, *, file: str | None = None, front_matter: Mapping[str, Value] | None = None) -> House:
    """The house style where `postctl.toml` says otherwise: its keys, in its order, written as the posts write them."""
    keys = house.keys
    if front_matter is not None:
        known = {style.key: style for style in keys}
        listed = [_pinned(known.get(key), key, value, house.syntax) for key, value in front_matter.items()]
        behind = zip(["", *(style.key for style in house.keys)], house.keys, strict=False)
        keys = _with_asked(listed, [(before, style) for before, style in behind if style.key not in front_matter])
    return replace(house, file=file or house.file, keys=keys)


def _with_asked(listed: list[KeyStyle], others: Iterable[tuple[str, KeyStyle]]) -> tuple[KeyStyle, ...]:
    """The keys that are listed, and the others the house knows, for who asks: each behind the one it stood behind."""
    keys = list(listed)
    for before, style in others:
        at = next((index for index, each in enumerate(keys, 1) if each.key == before), 0)
        keys.insert(at, replace(style, when="asked"))
    return tuple(keys)


def _pinned(known: KeyStyle | None, key: str, value: Value, syntax: str) -> KeyStyle:
    wanted = usual_key(key, value, syntax)
    if known is None or (known.role == "table") != (wanted.role == "table"):
        return wanted
    if known.role == "tags" and isinstance(value, list):
        return replace(known, value=value)
    if value == "" and known.value is None:
        return replace(known, when="always", optional=False)
    hidden = wanted.hidden if known.role == "draft" else known.hidden
    when: When = known.when if known.role == wanted.role == "draft" and known.when != "asked" else "always"
    return replace(known, role=wanted.role, value=wanted.value, hidden=hidden, when=when, optional=False)


def front_matter(house: House) -> dict[str, Value]:
    """What `[new] front_matter` in `postctl.toml` would say to pin this house style, of a draft."""
    said = [style for style in house.keys if style.when in ("always", "draft") and not (style.optional and style.role == "empty")]
    return {style.key: _stated(style) for style in said}


def _stated(style: KeyStyle) -> Value:
    if style.role == "date":
        return f"{{date:{style.value}}}"
    if style.role == "draft":
        return style.hidden
    if style.role == "table":
        return {child.key: _stated(child) for child in style.children if child.when != "asked"}
    return style.value


def as_bundle(house: House, *, bundle: bool) -> House:
    """The house style with new posts as page bundles, or as single files."""
    draft_file = bundled(house.draft_file, bundle=bundle) if house.draft_file else ""
    return replace(house, file=bundled(house.file, bundle=bundle), draft_file=draft_file)


def bundled(file: str, *, bundle: bool) -> str:
    """The path pattern as a page bundle (`{slug}/index.md`) or as a single file (`{slug}.md`)."""
    folder, _, name = file.rpartition("/")
    stem, dot, ending = name.rpartition(".")
    if bundle and stem != "index":
        return f"{folder}/{stem}/index.{ending}".lstrip("/")
    if not bundle and stem == "index" and folder:
        return f"{folder}{dot}{ending}"
    return file
