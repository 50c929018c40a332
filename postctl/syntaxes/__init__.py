"""The family of front matter syntaxes: one module each, `SYNTAX = Syntax subclass()`.

A syntax is a python-frontmatter handler, so `frontmatter.loads(text, handler=SYNTAX)` works with it; what it adds are exact
positions (`block`, `parse`) and the source text of new values (`written` and the three splices), from which
`postctl.document` makes edits that change nothing else.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterator
from functools import cache
from typing import Any, TypeAlias, cast

from postctl.errors import Refused
from postctl.guard import Unreadable
from postctl.model import Edit, Entry, Fences, Node, Problem, Schema, Span, Value
from postctl.regexes import later
from postctl.syntaxes import _splice
from postctl.syntaxes._splice import same
from postctl.values import NamedTuple

__all__ = ["SCRIPTS", "TOP", "Block", "Data", "Syntax", "entries", "fenced", "quoted", "same", "unclosed", "unread"]

TOP = ""
"""As `after` of an insertion: before the first key."""

SCRIPTS = frozenset({"js", "javascript", "jslegacy", "node", "coffee", "coffeescript", "cson", "ts", "typescript"})
"""Languages behind a fence that are code: never run, never edited."""


class Block(NamedTuple):
    """Where the front matter of a text stands: `outer` with its fences, `inner` the source between them, `body` the rest.

    `root` is the parsed source, where finding the end meant parsing it.
    """

    outer: Span
    inner: Span
    body: Span
    root: Node | None = None


Data: TypeAlias = "tuple[dict[str, Value], tuple[str, ...]]"
"""What a block says, and the keys whose value stands in quotes (`quoted`), without nodes."""


class Syntax:
    """A way to write front matter. Subclasses state `name` and how it is fenced, parsed and written.

    It has all methods of a handler of python-frontmatter, and is no subclass of theirs: that would load PyYAML and toml.
    """

    name: str
    START_DELIMITER: str
    END_DELIMITER: str
    nothing = ""
    """The source of a block without keys."""
    typed = True
    """Whether values have types; else each is text."""
    nests = True
    """Whether `a.b` is a key of the table `a`; else it is a key of that name."""

    # -- reading --------------------------------------------------------------------------------------------------------

    @abstractmethod
    def block(self, text: str, fences: Fences) -> Block | Problem | None:
        """Find the block; `None` if the text does not begin with this syntax, `Problem` if it begins and cannot be read."""

    @abstractmethod
    def parse(self, source: str, base: int = 0) -> Node:
        """The block's source as a map node. Raises `Unreadable`. Its offsets and all spans count from `base`."""

    @abstractmethod
    def value(self, node: Node, schema: Schema) -> Value:
        """The data of a node, scalars resolved by `schema` (where the syntax leaves that open); dates stay text."""

    def data(self, source: str, schema: Schema) -> Data | None:
        """What `value` and `quoted` say of the source once it is parsed, if that is certain without; then `parse` can read it."""
        return None

    def found(self, text: str, fences: Fences, schema: Schema) -> tuple[Block, Data | None] | Problem | None:
        """The block, and its data where it was no work to have them."""
        block = self.block(text, fences)
        if not isinstance(block, Block):
            return block
        return block, self.data(text[block.inner.start : block.inner.end], schema) if block.root is None else None

    # -- writing: text only, never checked here; `source` is the text up to the end of the block, where all spans count from --

    @abstractmethod
    def written(self, value: Value, like: Node | None, source: str, schema: Schema) -> str:
        """Source text of a value on one line, quoted as `like` is where that still says the same."""

    @abstractmethod
    def replacement(self, source: str, root: Node, entry: Entry, value: Value, schema: Schema) -> Edit:
        """The edit that gives an entry another value."""

    @abstractmethod
    def insertion(self, source: str, root: Node, key: str, text: str, after: str | None, newline: str) -> Edit:
        """The edit that adds `key` with the value source `text`, behind the entry `after` (`TOP`: first; else last)."""

    @abstractmethod
    def removal(self, source: str, root: Node, entry: Entry) -> Edit:
        """The edit that takes an entry out."""

    def table(self, source: str, root: Node, name: str, key: str, text: str, newline: str) -> Edit:
        """The edit that adds a table with one key."""
        return self.insertion(source, root, name, "{" + self.pair(key, text) + "}", None, newline)

    def pair(self, key: str, text: str) -> str:
        """A key and its value source as they stand in a table of one line."""
        raise Refused(f"{self.name} front matter has no tables on one line", "edit it by hand")

    def into_flow(self, source: str, table: Node, key: str, text: str) -> Edit:
        """The edit that adds a key at the end of a table of one line."""
        return _splice.flow_insertion(source, table, self.pair(key, text))

    def out_of_flow(self, source: str, table: Node, entry: Entry) -> Edit:
        """The edit that takes one of several keys out of a table of one line."""
        return _splice.flow_removal(table, entry)

    # -- python-frontmatter's handler interface --------------------------------------------------------------------------

    def detect(self, text: str) -> bool:
        return isinstance(self.block(text, Fences()), Block)

    def split(self, text: str) -> tuple[str, str]:
        block = self.block(text, Fences())
        if not isinstance(block, Block):
            raise ValueError("no front matter")
        return text[slice(*block.inner)], text[slice(*block.body)]

    def load(self, fm: str) -> dict[str, Any]:
        try:
            return cast("dict[str, Any]", self.value(self.parse(fm), "yaml-1.1"))
        except Unreadable as error:
            raise ValueError(error.problem.reason) from error

    def format(self, post: Any, **how: object) -> str:
        from frontmatter.default_handlers import BaseHandler

        return BaseHandler.format(cast("Any", self), post, **how)

    def export(self, metadata: dict[str, Any], **_: object) -> str:
        source = self.nothing
        for key, value in metadata.items():
            text = self.written(value, None, source, "yaml-1.1")
            edit = self.insertion(source, self.parse(source), key, text, None, "\n")
            source = source[: edit.span.start] + edit.text + source[edit.span.end :]
        return source.removesuffix("\n")


def entries(root: Node) -> tuple[Entry, ...]:
    """The top-level entries of a map node, in order, duplicates included; a dotted TOML key stands under its first part."""
    return tuple(
        Entry(name.text.partition("\0")[0] if name.style == "dotted" else name.text, name, value) for name, value in root.pairs
    )


def quoted(root: Node, above: str = "") -> Iterator[str]:
    """The keys whose value stands in quotes, dotted for those in a table."""
    for name, value in root.pairs:
        key = above + name.text.replace("\0", ".")
        if value.style in _QUOTED or value.tag == "tag:yaml.org,2002:str":
            yield key
        elif value.kind == "map" and not above:
            yield from quoted(value, f"{key}.")


_QUOTED = frozenset({"single", "double", "basic", "literal"})
_TAG = later(r"[a-z]{1,20}")
_ASSIGNED = later(r"\s*[\w\"'.-][\w \"'.-]*[:=]")
_TO_NEXT_LINE = later(r"[ \t]*(?:\r\n|\r|\n)")


@cache
def _fence_lines(fence: str, closers: tuple[str, ...], fences: Fences) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How the opening line and the closing line of a block look.

    The closing pattern begins with the fence itself and looks back for the line break, because that is what `re` finds fast.
    """
    mark = re.escape(fence[0])
    lead = r"\s*" if fences.blank_before else ""
    more = f"{mark}*" if fences.long else ""
    end = "" if fences.prefix_closes else r"(?=\r|\n)" if fences.exact else r"[ \t]*(?=\r|\n|\Z)"
    after = r"[ \t]*" if fences.blank_after and not fences.exact else ""
    rest = "()" if fences.exact else r"([^\r\n]*)"
    opening = rf"{lead}({re.escape(fence)}{more})(?!{mark}){after}{rest}(?:\r\n|\r|\n|\Z)"
    closing = rf"(?:{'|'.join(map(re.escape, closers))})(?<=[\r\n].{{3}}){more}{end}"
    return re.compile(opening), re.compile(closing)


def fenced(text: str, fence: str, closers: tuple[str, ...], fences: Fences) -> Block | Problem | None:
    """Find a block between fence lines. `fence` is three characters, as is each of the `closers` that end it."""
    opens, closes = _fence_lines(fence, closers, fences)
    opening = opens.match(text)
    if opening is None:
        return None
    if opening[2]:
        return _tagged(text, opening, fence)
    closing = closes.search(text, opening.end())
    if closing is None:
        return unclosed(text, opening.start(1), opening.end(), fence)
    body = _TO_NEXT_LINE.match(text, closing.end())
    start = body.end() if body else closing.end()
    return Block(Span(opening.start(1), start), Span(opening.end(), closing.start()), Span(start, len(text)))


def _tagged(text: str, opening: re.Match[str], fence: str) -> Problem | None:
    """`---js`: a language tag behind the fence. It is front matter only if the fence comes again."""
    tag = opening[2].strip().lower()
    if not _TAG.fullmatch(tag) or not re.compile(rf"{re.escape(fence)}(?<=[\r\n].{{3}})").search(text, opening.end(2)):
        return None
    if tag in SCRIPTS:
        return Problem(opening.start(2), f"executable front matter ({fence}{tag}) is never run", _WRITE, "executable")
    return Problem(opening.start(2), f"front matter in the language {tag!r} is not supported", _WRITE, "foreign")


_WRITE = "write it as YAML, TOML or JSON"


def unclosed(text: str, start: int, inner: int, fence: str) -> Problem | None:
    """A fence that never ends: a mistake if keys follow, else only a rule across the page."""
    if _ASSIGNED.match(text, inner):
        reason = f"front matter opened by {fence} is never closed"
        return Problem(start, reason, f"add a line {fence} after the last key", "unclosed")
    return None


def unread(text: str, fences: Fences) -> Problem | None:
    """Why a text that none of a generator's syntaxes has claimed begins with front matter all the same."""
    if not fences.languages:
        return None
    from postctl.syntaxes import _languages

    return _languages.unread(text)
