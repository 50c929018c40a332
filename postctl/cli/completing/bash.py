"""Completion in bash: words only, since bash shows no descriptions."""

from __future__ import annotations

from collections.abc import Sequence

from postctl.cli.completing import quoting
from postctl.cli.completing.offer import Answer, is_plain
from postctl.cli.completing.typed import Typed
from postctl.values import NamedTuple

_KEPT = frozenset("@$")
"""Characters that part words and belong to the word behind them."""


class Line(NamedTuple):
    """The line up to the cursor. `kept`: how much of the last word's text bash leaves as it stands."""

    words: tuple[str, ...]
    current: str
    kept: str
    quote: str
    alone: bool = True

    def shown(self, answer: Answer, typed: Typed) -> str:
        """How to complete, then a word a line, quoted as it has to be behind the cursor."""
        whole = [(f"{typed.stem}{each.word}", each.open) for each in answer.words]
        fit = [(text.removeprefix(self.kept), left) for text, left in whole if text.startswith(self.kept)]
        fit = [(_quoted(text, self.quote), left) for text, left in fit]
        how = [answer.files or "words", *(["open"] if fit and all(left for _, left in fit) else [])]
        return "".join(f"{line}\n" for line in (" ".join(how), *(text for text, _ in fit if text)))


def line(words: Sequence[str]) -> Line:
    """From the line up to the cursor, and the characters at which bash parts words."""
    text, breaks = words
    *before, last = quoting.split(text)
    at = _start(last, breaks)
    kept = last.text[: last.starts[at]] if at < len(last.raw) else last.text
    return Line(tuple(each.text for each in before[1:]), last.text, kept, last.quote)


def _start(word: quoting.Raw, breaks: str) -> int:
    """Where in the raw word that begins which bash replaces: behind an open quote, else behind the last character that parts."""
    if word.quote:
        return _opening(word) + 1
    start = escaped = 0
    quote = ""
    for at, letter in enumerate(word.raw):
        if escaped:
            escaped = 0
        elif letter == "\\" and quote != "'":
            escaped = 1
        elif quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        elif letter in breaks:
            start = at if letter in _KEPT else at + 1
    return start


def _opening(word: quoting.Raw) -> int:
    """Where the open quote stands."""
    return next(at for at in range(len(word.raw) - 1, -1, -1) if word.raw[at] == word.quote and _opens(word.raw, at))


def _opens(raw: str, at: int) -> bool:
    return quoting.split(raw[:at])[-1].quote == "" and not raw[:at].endswith("\\")


def _quoted(text: str, quote: str) -> str:
    if quote:
        return text.replace("'", r"'\''") if quote == "'" else text
    return "".join(each if is_plain(each) else f"\\{each}" for each in text)
