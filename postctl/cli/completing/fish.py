"""Completion in fish, with descriptions."""

from __future__ import annotations

from collections.abc import Sequence

from postctl.cli.completing import quoting
from postctl.cli.completing.offer import Answer
from postctl.cli.completing.typed import Typed
from postctl.values import NamedTuple


class Line(NamedTuple):
    """The words before the cursor's, unquoted by fish itself, and that one as it stands."""

    words: tuple[str, ...]
    current: str
    alone: bool = False

    def shown(self, answer: Answer, typed: Typed) -> str:
        """How to complete; what stands before the words; then the words with what stands before them, and their descriptions."""
        lines = [answer.files or "words", typed.stem]
        lines += [f"{typed.stem}{each.word}\t{each.about}" for each in answer.words]
        return "".join(f"{line}\n" for line in lines)


def line(words: Sequence[str]) -> Line:
    """From the word being typed, and those before it."""
    current, *before = words
    return Line(tuple(before), quoting.split(current)[-1].text)
