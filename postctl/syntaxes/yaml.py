"""YAML between `---` lines: Jekyll, Hugo, Gatsby and nearly everyone else."""

from __future__ import annotations

from postctl.errors import Refused
from postctl.model import Edit, Entry, Fences, Node, Problem, Schema, Span, Value
from postctl.syntaxes import TOP, Block, Syntax, _splice, fenced

_ONE_LINE = frozenset({"plain", "single", "double", "empty"})


class Yaml(Syntax):
    """YAML front matter. Spans come from libyaml's own marks."""

    name = "yaml"
    START_DELIMITER = END_DELIMITER = "---"

    def block(self, text: str, fences: Fences) -> Block | Problem | None:
        return fenced(text, "---", r"---|\.\.\." if fences.dots_close else "---", fences)

    def parse(self, source: str) -> Node:
        import yaml

        try:
            return _Builder(source).build()
        except yaml.YAMLError as error:
            raise _unreadable(error, source) from error

    def value(self, node: Node, schema: Schema) -> Value:
        if node.kind == "list":
            return [self.value(item, schema) for item in node.items]
        if node.kind == "map":
            return self._map(node, schema)
        if node.style != "plain" and node.style != "empty":
            return node.text
        return node.text if node.tag == "tag:yaml.org,2002:str" else _resolve(node.text, schema)

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
        return _written(value, like, flow=False)

    def replacement(self, source: str, entry: Entry, value: Value, schema: Schema) -> Edit:
        node = entry.value
        if node.anchored or node.style == "alias":
            raise Refused(f"`{entry.key}` is shared through a YAML anchor", "write the value out, then run this again")
        if node.kind == "list" and isinstance(value, list):
            return self._list(source, entry, value, schema)
        text = _written(value, node if node.kind == "scalar" else None, flow=False)
        start, end = node.span
        if node.kind != "scalar" and node.style == "block":
            return _instead_of_block(source, entry, text)
        if start > 0 and source[start - 1] == ":" and text:
            text = " " + text
        return Edit(Span(start, end), text)

    def _list(self, source: str, entry: Entry, new: list[Value], schema: Schema) -> Edit:
        node = entry.value
        old = [self.value(item, schema) for item in node.items]
        head, tail = _splice.common_ends(old, new)
        middle = new[head : len(new) - tail]
        like = node.items[min(head, len(node.items) - 1)] if node.items else None
        texts = [_written(value, like, flow=node.style == "flow") for value in middle]
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
            return Edit(Span(at, at), f"{_key(key)}: {text}".rstrip() + newline)
        place = next((pair for pair in reversed(root.pairs) if pair[0].text == after), root.pairs[-1])
        first = root.pairs[0][0].span.start
        top = _splice.line_start(source, first)
        indent = source[top:first]
        at = top if after == TOP else _splice.line_end(source, max(place[0].span.end, place[1].span.end))
        columns = [
            (value.span.start - name.span.start, name.span.end - name.span.start)
            for name, value in root.pairs
            if value.kind == "scalar" and value.style in _ONE_LINE and value.text
        ]
        line = indent + _splice.aligned(source, columns, _key(key), ":") + text
        return Edit(Span(at, at), line.rstrip() + newline)

    def removal(self, source: str, root: Node, entry: Entry) -> Edit:
        if root.style == "flow":
            raise Refused("the front matter is one `{...}` in YAML", "write its keys on lines of their own, then run this again")
        start = _splice.line_start(source, entry.name.span.start)
        return Edit(Span(start, _splice.line_end(source, max(entry.name.span.end, entry.value.span.end))), "")


def _instead_of_block(source: str, entry: Entry, text: str) -> Edit:
    """Put a one-line value where an indented block stood; a comment behind the key stays."""
    colon = source.index(":", entry.name.span.end) + 1
    rest = source[colon : _splice.line_text_end(source, colon)]
    return Edit(Span(colon, entry.value.span.end), f" {text}{rest.rstrip()}")


def _block_splice(source: str, node: Node, head: int, tail: int, texts: list[str]) -> Edit:
    """Replace the lines between the first `head` and the last `tail` items of a `- a` list."""
    items = node.items
    dashes = [source.rindex("-", 0, max(item.span.start, 1)) for item in items]
    model = min(head, len(items) - 1)
    lead = source[_splice.line_start(source, dashes[model]) : items[model].span.start]
    newline = source[_splice.line_text_end(source, items[model].span.end) : _splice.line_end(source, items[model].span.end)]
    lines = "".join(lead + text + (newline or "\n") for text in texts)
    last = len(items) - tail - 1
    start = _splice.line_start(source, dashes[head]) if head < len(items) else _splice.line_end(source, items[-1].span.end)
    end = _splice.line_end(source, items[last].span.end) if head <= last else start
    return Edit(Span(start, end), lines)


SYNTAX = Yaml()
