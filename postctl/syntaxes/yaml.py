"""YAML between `---` lines: Jekyll, Hugo, Gatsby and nearly everyone else."""

from __future__ import annotations

from postctl.errors import Refused
from postctl.guard import Unreadable
from postctl.model import Edit, Entry, Fences, Node, Problem, Schema, Span, Value
from postctl.syntaxes import TOP, Block, Data, Syntax, _languages, _splice, _unopened, _yaml_flat, _yaml_nodes, fenced
from postctl.syntaxes._yaml_words import resolve
from postctl.syntaxes._yaml_writing import block_scalar, one_line, written_key

_ONE_LINE = frozenset({"plain", "single", "double", "empty"})
_BARE = frozenset({"plain", "empty"})


class Yaml(Syntax):
    """YAML front matter. Spans come from libyaml's own marks."""

    name = "yaml"
    START_DELIMITER = END_DELIMITER = "---"

    def block(self, text: str, fences: Fences) -> Block | Problem | None:
        if fences.unopened:
            return self._unopened(text)
        if fences.languages:
            return _languages.block(text, _languages.YAML)
        return fenced(text, "---", ("---", "...") if fences.dots_close else ("---",), fences)

    def _unopened(self, text: str) -> Block | Problem | None:
        block = _unopened.block(text, "-")
        try:
            root = block and _unopened.yaml(text[slice(*block.inner)], block.inner.start, self.parse)
        except Unreadable as error:
            return error.problem
        return block._replace(root=root) if block and root else None

    def data(self, source: str, schema: Schema) -> Data | None:
        return _yaml_flat.data(source, schema)

    def found(self, text: str, fences: Fences, schema: Schema) -> tuple[Block, Data | None] | Problem | None:
        block = _unopened.block(text, "-") if fences.unopened else None
        data = block and self.data(text[slice(*block.inner)], schema)
        return (block, data) if block and data else super().found(text, fences, schema)

    def parse(self, source: str, base: int = 0) -> Node:
        return _yaml_flat.build(source, base) or _yaml_nodes.build(source, base)

    def value(self, node: Node, schema: Schema) -> Value:
        if node.kind == "scalar":
            bare = node.style in _BARE and node.tag != "tag:yaml.org,2002:str"
            return resolve(node.text, schema) if bare else node.text
        if node.kind == "list":
            return [self.value(item, schema) for item in node.items]
        return self._map(node, schema)

    def _map(self, node: Node, schema: Schema) -> dict[str, Value]:
        data: dict[str, Value] = {}
        merged: dict[str, Value] = {}
        for name, value in node.pairs:
            if name.text == "<<" and name.style == "plain":
                for source in value.items if value.kind == "list" else (value,):
                    if source.kind == "map":
                        merged = self._map(source, schema) | merged
            else:
                data[name.text] = self.value(value, schema)
        return merged | data

    # -- writing --------------------------------------------------------------------------------------------------------

    def written(self, value: Value, like: Node | None, source: str, schema: Schema) -> str:
        return one_line(value, like, schema, flow=False)

    def replacement(self, source: str, root: Node, entry: Entry, value: Value, schema: Schema) -> Edit:
        node = entry.value
        if node.anchored:
            raise Refused(f"`{entry.key}` is shared through a YAML anchor", "write the value out, then run this again")
        if node.kind == "list" and isinstance(value, list):
            return self._list(source, entry, value, schema)
        text = one_line(value, node if node.kind == "scalar" else None, schema, flow=root.style == "flow")
        if node.kind != "scalar":
            return _instead_of_block(source, entry, text) if node.style == "block" else Edit(node.span, text)
        if isinstance(value, str) and node.style in ("literal", "folded"):
            text = block_scalar(value, source[slice(*node.span)]) or text
        glued = source[node.span.start - 1] == ":"
        return Edit(node.span, f" {text}" if glued else text)

    def _list(self, source: str, entry: Entry, new: list[Value], schema: Schema) -> Edit:
        node = entry.value
        old = [self.value(item, schema) for item in node.items]
        head, tail = _splice.common_ends(old, new)
        likes: list[Node | None] = [*node.items[head:], *(node.items[-1:] or (None,)) * len(new)]
        middle = zip(new[head : len(new) - tail], likes, strict=False)
        texts = [one_line(item, like, schema, flow=node.style == "flow") for item, like in middle]
        if node.style == "flow":
            return _splice.flow_splice(source, node, head, tail, texts)
        if not new:
            return _instead_of_block(source, entry, "[]")
        return _block_splice(source, node, head, tail, texts)

    def insertion(self, source: str, root: Node, key: str, text: str, after: str | None, newline: str) -> Edit:
        if root.style == "flow":
            raise Refused("the front matter is one `{...}` in YAML", "write its keys on lines of their own, then run this again")
        if not root.pairs:
            at = len(source)
            return Edit(Span(at, at), _line(f"{written_key(key)}: ", text) + newline)
        place = next((pair for pair in reversed(root.pairs) if pair[0].text == after), root.pairs[-1])
        first = root.pairs[0][0].span.start
        indent = _splice.indent(source, first)
        behind = _splice.line_end(source, max(place[0].span.end, place[1].span.end))
        at = _splice.line_start(source, first) if after == TOP else behind
        columns = [
            (value.span.start - name.span.start, name.span.end - name.span.start)
            for name, value in root.pairs
            if value.kind == "scalar" and value.style in _ONE_LINE and value.text
        ]
        line = indent + _line(_splice.aligned(source, columns, written_key(key), ":"), text)
        return Edit(Span(at, at), line + newline)

    def table(self, source: str, root: Node, name: str, key: str, text: str, newline: str) -> Edit:
        inside = _line(f"{written_key(key)}: ", text).replace(newline, f"{newline}  ")
        return self.insertion(source, root, name, f"{newline}  {inside}", None, newline)

    def pair(self, key: str, text: str) -> str:
        return f"{written_key(key)}: {text}"

    def removal(self, source: str, root: Node, entry: Entry) -> Edit:
        if root.style == "flow":
            raise Refused("the front matter is one `{...}` in YAML", "write its keys on lines of their own, then run this again")
        start = _splice.line_start(source, entry.name.span.start)
        return Edit(Span(start, _splice.line_end(source, max(entry.name.span.end, entry.value.span.end))), "")


def _line(mark: str, text: str) -> str:
    """A key with its mark and the value, which may begin in the next line."""
    return (mark.rstrip(" ") + text if text[:1] in ("\r", "\n") else mark + text).rstrip(" ")


def _instead_of_block(source: str, entry: Entry, text: str) -> Edit:
    """Put a one-line value where an indented block stood; a comment behind the key stays."""
    colon = source.index(":", entry.name.span.end) + 1
    rest = source[colon : _splice.line_text_end(source, colon)]
    return Edit(Span(colon, entry.value.span.end), f" {text}{rest.rstrip(' ')}")


def _block_splice(source: str, node: Node, head: int, tail: int, texts: list[str]) -> Edit:
    """Replace the lines between the first `head` and the last `tail` items of a `- a` list."""
    items = node.items
    replaced = items[head : len(items) - tail]
    if len(replaced) == len(texts) and all(item.style != "empty" for item in replaced):
        return _splice.one_by_one(source, replaced, texts)
    model = items[min(head, len(items) - 1)]
    lead = source[_splice.line_start(source, _dash(source, model)) : model.span.start]
    newline = source[_splice.line_text_end(source, model.span.end) : _splice.line_end(source, model.span.end)]
    lines = "".join(f"{lead.rstrip()} {text}{newline}" if model.style == "empty" else lead + text + newline for text in texts)
    start = _splice.line_start(source, _dash(source, items[head])) if head < len(items) else _end(source, items[-1])
    return Edit(Span(start, _end(source, replaced[-1]) if replaced else start), lines)


def _dash(source: str, item: Node) -> int:
    """Where the `-` of an item of a block list stands."""
    return source.rindex("-", 0, item.span.start)


def _end(source: str, item: Node) -> int:
    return _splice.line_end(source, item.span.end)


SYNTAX = Yaml()
