"""The object that a JavaScript or TypeScript file exports, or that the function it exports returns."""

from __future__ import annotations

from typing import Any

from postctl.generators._js_literals import UNKNOWN, Script, script
from postctl.generators._js_tokens import bare

_CONDITIONS = frozenset({"if", "for", "while", "switch", "catch", "with"})


def exported(text: str | None) -> Any:
    """The value a module exports, as far as literals say it; `UNKNOWN` where they do not, or nothing is exported."""
    file = script(bare(text))
    for at in range(len(file.tokens) - 1, -1, -1):
        words = [file.word(each) for each in range(at - 3, at + 1)]
        if words[2:] == ["export", "default"] or words == ["module", ".", "exports", "="]:
            return _chosen(file, at + 1)
    return UNKNOWN


def _chosen(file: Script, at: int) -> Any:
    """The value of an object, a name for one, a call with one (`defineConfig({...})`), or a function that returns one."""
    value = file.value(at)
    if value is not UNKNOWN:
        return value
    if file.is_over(at + 1) and file.word(at) not in file.touched:
        at = file.defined(file.word(at)) or at
    body = _body(file, at)
    if body is not None:
        return _returned(file, body) if file.word(body) == "{" else file.value(body)
    argument = file.argument(at)
    return file.value(argument) if argument is not None else UNKNOWN


def _body(file: Script, start: int) -> int | None:
    """Where the body of the function that stands there begins: a block, or an expression behind `=>`."""
    function = "function" in (file.word(start), file.word(start + 1))
    at = start
    while at == start or not file.is_over(at):
        if file.word(at) == "=>" or (file.word(at) == "{" and function):
            return at + (file.word(at) == "=>")
        at = file.behind(at)
    return None


def _returned(file: Script, block: int) -> Any:
    """What a function returns, if it does so in one place. Functions inside it do not count."""
    found: list[int] = []
    at = block + 1
    while at < file.close(block):
        word = file.word(at)
        if word == "return":
            found.append(at + 1)
        if word == "=>":
            at = file.behind(at + 1)
        elif word == "(" and file.word(at - 1) not in _CONDITIONS:
            at = file.behind(at)
            at = file.behind(at) if file.word(at) == "{" else at  # a function
        else:
            at += 1
    return file.value(found[0]) if len(found) == 1 else UNKNOWN
