"""Completion in zsh, with descriptions."""

from __future__ import annotations

from collections.abc import Sequence

from postctl.cli.completing.offer import Answer
from postctl.cli.completing.typed import Typed
from postctl.values import NamedTuple


class Line(NamedTuple):
    """The words, unquoted by zsh itself."""

    words: tuple[str, ...]
    current: str
    alone: bool = True

    def shown(self, answer: Answer, typed: Typed) -> str:
        """How to complete; what stands before the words; then the words, each whole or open, with its description."""
        other = any(not each.word.startswith(typed.word) for each in answer.words)
        lines = [" ".join((answer.files or "words", *(["other"] if other else []))), typed.stem]
        lines += [f"{'open' if each.open else 'whole'}\t{each.word}\t{each.about}" for each in answer.words]
        return "".join(f"{line}\n" for line in lines)


def line(words: Sequence[str]) -> Line:
    """From the word being typed, and those before it."""
    current, *before = words
    return Line(tuple(before), current)
