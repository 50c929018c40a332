"""A key as it stands in a post, and what is the same for all keys of a house."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING

from postctl.housestyle.house import Frame, frame
from postctl.housestyle.samples import Sample, favourite, share
from postctl.model import Node, Schema, Value
from postctl.values import dataclass

if TYPE_CHECKING:
    from postctl.syntaxes import Syntax


@dataclass(frozen=True, slots=True)
class Context:
    """What is the same for all keys."""

    syntax: Syntax
    schema: Schema
    zone: tzinfo
    fold: bool
    infer: Callable[[Sequence[tuple[str, Sample]]], tuple[str, float]]

    @property
    def frame(self) -> Frame:
        return frame(self.syntax.name)


@dataclass(frozen=True, slots=True)
class Seen:
    """A key in one post. `lead` is the source between the value before it and the key, `''` for the first key."""

    sample: Sample
    key: str
    rank: int
    name: Node
    node: Node
    value: Value
    lead: str

    @property
    def weight(self) -> float:
        return self.sample.weight

    def source(self, start: int, end: int) -> str:
        r"""Source text of the post with `\n` for every line end, and without blanks before one."""
        text = self.sample.post.document.text[start:end].replace("\r\n", "\n")
        return re.sub(r"[ \t]+(?=\n)", "", text)


def votes(seen: Iterable[Seen], vote: Callable[[Seen], bool]) -> float:
    """The share of posts for which something is so."""
    whole = list(seen)
    return share((each.sample for each in whole if vote(each)), (each.sample for each in whole))


def most(seen: Iterable[Seen]) -> Value:
    """The value that most have. Compared as text, for lists have no hash and `True` equals `1`."""
    values = {repr(each.value): each.value for each in seen}
    winner, _ = favourite((repr(each.value), each.weight) for each in seen)
    return values[winner] if winner is not None else None


def is_mark(key: str, seen: Sequence[Seen]) -> bool:
    """Whether this key is what makes a post of this site a draft."""
    posts = [each.sample.post for each in seen]
    verdicts = [verdict for post in posts for verdict in (post.verdict, post.own) if verdict is not None]
    deciding = any(verdict.key in (key, key.lower()) for verdict in verdicts)
    if any(post.own is not None for post in posts):
        return deciding
    return deciding or (key.lower() in _MARKS and all(isinstance(each.value, bool) for each in seen))


_MARKS = frozenset({"draft", "published"})
