"""Words as a person quotes them in a shell, up to the cursor."""

from __future__ import annotations

from postctl.values import NamedTuple


class Raw(NamedTuple):
    """A word being typed: what it means so far, as it stands there, and the quote that is open in it.

    `starts`: for each character of `raw` how much of `text` stood there before it.
    """

    text: str = ""
    raw: str = ""
    quote: str = ""
    starts: tuple[int, ...] = ()


def split(line: str) -> list[Raw]:
    """The words of a line; the last one is being typed, and may be empty."""
    words: list[Raw] = []
    word, begun = Raw(), False
    letters = iter(line)
    for letter in letters:
        if letter in " \t\n" and not word.quote:
            if begun:
                words.append(word)
            word, begun = Raw(), False
            continue
        begun = True
        word = _with(word, letter)
        if letter == "\\" and word.quote != "'":
            escaped = next(letters, "")
            kept = escaped if not word.quote or escaped in '"\\$`' else letter + escaped
            word = word._replace(
                text=word.text + kept, raw=word.raw + escaped, starts=(*word.starts, *([len(word.text)] * len(escaped)))
            )
    words.append(word)
    return words


def _with(word: Raw, letter: str) -> Raw:
    """The word with one more character; a backslash waits for what comes behind it."""
    text, quote = word.text, word.quote
    if quote:
        quote = "" if letter == quote else quote
        text += letter if quote and not (letter == "\\" and quote == '"') else ""
    elif letter in "'\"":
        quote = letter
    elif letter != "\\":
        text += letter
    return Raw(text, word.raw + letter, quote, (*word.starts, len(word.text)))
