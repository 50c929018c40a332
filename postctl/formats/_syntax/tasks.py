"""Items of lists that are tasks: `- [x] done`."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from postctl.regexes import later

_TASK = later(r"\[([ xX])\](?=\s)")


def know_tasks(tokens: Sequence[Token]) -> None:
    """Each item knows whether it is a task that is done (`meta["task"]`, `None`: no task); its box is taken from its text."""
    for at, token in enumerate(tokens):
        if token.type == "list_item_open":
            token.meta["task"] = _task(tokens, at)


def _task(tokens: Sequence[Token], at: int) -> bool | None:
    children = tokens[at + 2].children if tokens[at + 1].type == "paragraph_open" else None
    found = _TASK.match(children[0].content) if children and children[0].type == "text" else None
    if found is None or not children:
        return None
    children[0].content = children[0].content[found.end() :].lstrip()
    return found[1] != " "
