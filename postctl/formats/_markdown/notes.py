"""Footnotes, taken out of the text and put behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markdown_it.token import Token

from postctl.formats._markdown.look import literal

_BACK = "\u21a9"


def gathered(tokens: Sequence[Token], known: Mapping[str, Any]) -> list[Token]:
    """The tokens with each footnote as a block (`note_open`, `meta["mark"]`) at the end, in the order of the numbers.

    `known`: what the parser found of footnotes. Those that nothing refers to come last, under their labels.
    """
    body: list[Token] = []
    closed: list[list[Token]] = []
    inside: list[list[Token]] = []
    for token in tokens:
        if token.type == "footnote_reference_open":
            inside.append([token])
        elif token.type == "footnote_reference_close":
            closed.append(inside.pop())
        else:
            (inside[-1] if inside else body).append(token)
    return [*body, *_behind(closed, known)] if closed or known.get("list") else body


def _behind(written: Sequence[Sequence[Token]], known: Mapping[str, Any]) -> Iterator[Token]:
    yield Token("notes_line", "", 0)
    numbers: Mapping[str, int] = known.get("refs", {})
    notes: Mapping[int, Mapping[str, Any]] = known.get("list", {})
    named = [(numbers.get(f":{note[0].meta['label']}", -1), note) for note in written]
    inside = [(number, [Token("note", "", 0), *_paragraph(note["tokens"])]) for number, note in notes.items() if "tokens" in note]
    yield Token("notes_open", "", 1)
    for number, note in sorted([*named, *inside], key=lambda pair: (pair[0] < 0, pair[0])):
        label = str(number + 1) if number >= 0 else f"^{note[0].meta['label']}"
        yield Token("note_open", "", 1, meta={"mark": f"[{label}] "})
        yield from _marked(note[1:], notes.get(number, {}).get("count", 1) if number >= 0 else 0)
        yield Token("note_close", "", -1)
    yield Token("notes_close", "", -1)


def _paragraph(children: list[Token]) -> list[Token]:
    for child in children:
        child.type = "text" if child.type == "text_special" else child.type  # as the parser itself does, but not in notes
    return [Token("paragraph_open", "p", 1), Token("inline", "", 0, children=children), Token("paragraph_close", "p", -1)]


def _marked(blocks: Sequence[Token], times: int) -> Sequence[Token]:
    """A note with a mark for each place that refers to it behind its last paragraph."""
    if not times:
        return blocks
    marks = literal(" ".join([_BACK] * min(times, 20)), "footnote")
    if len(blocks) > 1 and blocks[-1].type == "paragraph_close":
        blocks[-2].children = [*(blocks[-2].children or []), literal(" ", "text"), marks]
        return blocks
    return [*blocks, *_paragraph([marks])]
