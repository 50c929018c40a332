"""What the plain literals of a JavaScript or TypeScript file say. Nothing is run, and what is not plain is `None`.

A lexer that knows texts, comments and brackets is enough to find a call and its arguments; it is no parser, so all answers are
careful: an expression that is more than a literal has no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice

LONGEST = 64 * 1024
"""Characters of a file that is looked at; a longer one counts as empty."""
_MOST_CALLS = 64

# What is never closed goes on to the end of the line or of the file, so that each character is looked at once.
_ANY_TEXT = r"""'(?:[^'\\\n]|\\.)*(?:'|(?=\n)|\\?\Z)|"(?:[^"\\\n]|\\.)*(?:"|(?=\n)|\\?\Z)|`(?:[^`\\]|\\.)*(?:`|\\?\Z)"""
_TEXT = r"""'(?:[^'\\\n]|\\.){0,500}'|"(?:[^"\\\n]|\\.){0,500}"|`(?:[^`\\]|\\.){0,500}`"""
_LEXER = re.compile(
    rf"(?P<comment>//[^\n]*|/\*.*?(?:\*/|\Z))|(?P<text>{_ANY_TEXT})|(?P<open>[(\[{{])|(?P<close>[)\]}}])|(?P<comma>,)", re.DOTALL
)
_LITERAL = re.compile(rf"(?:{_TEXT})\Z", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_HOLE = re.compile(r"\$\{\s*([A-Za-z_$][\w$]*)\s*\}")
_KEY = re.compile(r"""\s*(?:async\s+)?(?P<quote>['"]?)(?P<key>[\w$-]+)(?P=quote)\s*(?::\s*(?P<value>.*))?\Z""", re.DOTALL)
_CONSTANT = re.compile(
    rf"\b(?:const|let|var)\s+([A-Za-z_$][\w$]*)\s*(?::\s*string\s*)?=\s*({_TEXT})(?:\s+as\s+const)?\s*(?=[;\n]|\Z)"
)


def bare(text: str | None) -> str:
    """The code without its comments; `''` for a file that is not there or too long to be looked at."""
    if text is None or len(text) > LONGEST:
        return ""
    return _LEXER.sub(lambda found: " " if found["comment"] else found[0], text)


def inside(code: str, start: int) -> str | None:
    """What stands between the bracket at `start` and the one that closes it; `None` if none does."""
    depth = 0
    for found in _LEXER.finditer(code, start):
        if found["open"]:
            depth += 1
        elif found["close"]:
            depth -= 1
            if depth == 0:
                return code[start + 1 : found.start()]
    return None


def calls(code: str, name: str) -> Iterator[tuple[int, str]]:
    """The calls of a function by its name: where each begins, and its arguments as code."""
    pattern = rf"(?<![\w$.]){re.escape(name)}\s*(?:<[^<>()]{{0,200}}>\s*)?\("
    for found in islice(re.finditer(pattern, code), _MOST_CALLS):
        arguments = inside(code, found.end() - 1)
        if arguments is not None:
            yield found.start(), arguments


def parts(code: str) -> list[str]:
    """The pieces between the commas that stand in no bracket."""
    pieces, depth, start = [], 0, 0
    for found in _LEXER.finditer(code):
        depth += bool(found["open"]) - bool(found["close"])
        if found["comma"] and depth == 0:
            pieces.append(code[start : found.start()])
            start = found.end()
    return [piece.strip() for piece in (*pieces, code[start:]) if piece.strip()]


def members(code: str) -> dict[str, str]:
    """The members of an object, from the code between its braces: key to value as code.

    A key alone is its own value; methods, computed keys and spreads (`...other`) stand under the whole piece of code.
    """
    found: dict[str, str] = {}
    for piece in parts(code):
        match = _KEY.match(piece)
        key, value = (match["key"], match["value"]) if match else (piece, "")
        found[key] = value.strip() if value is not None else key
    return found


def object_at(code: str, start: int = 0) -> dict[str, str] | None:
    """The members of the object literal that begins there; `None` if none does."""
    match = re.compile(r"\s*(?:\(\s*)?\{").match(code, start)
    within = inside(code, match.end() - 1) if match else None
    return members(within) if within is not None else None


def constants(code: str) -> Mapping[str, str]:
    """The names that are given a text, each once; texts may use earlier ones."""
    known: dict[str, str] = {}
    seen: set[str] = set()
    for name, literal in _CONSTANT.findall(code):
        value = text(literal, known)
        if name in seen or value is None:
            known.pop(name, None)
        else:
            known[name] = value
        seen.add(name)
    return known


def text(code: str, known: Mapping[str, str]) -> str | None:
    """The value of a literal text, of a name in `known`, or of a template text that uses such names."""
    code = code.strip()
    if code in known:
        return known[code]
    if (located := re.fullmatch(r"new\s+URL\((.*),\s*import\.meta\.url\s*\)", code, re.DOTALL)) is not None:
        return text(located[1], known)
    if not _LITERAL.match(code):
        return None
    content = code[1:-1]
    if code[0] == "`":
        content = _HOLE.sub(lambda hole: known.get(hole[1], hole[0]), content)
        if "${" in content:
            return None
    return _ESCAPE.sub(r"\1", content)


def texts(code: str, known: Mapping[str, str]) -> tuple[str, ...] | None:
    """The values of a literal array of texts, or of one text; `None` if anything in it is not plain."""
    code = code.strip()
    if not code.startswith("["):
        one = text(code, known)
        return None if one is None else (one,)
    within = inside(code, 0)
    if within is None or len(within) + 2 != len(code):
        return None
    values = [text(part, known) for part in parts(within)]
    return tuple(value for value in values if value is not None) if None not in values else None


@lru_cache(maxsize=8)
def definition(code: str, name: str) -> str:
    """The code behind `const name =`, to the end of the file; `''` where there is none, or more than one."""
    found = list(re.finditer(rf"\b(?:const|let|var)\s+{re.escape(name)}\s*(?::[^=;]{{0,200}})?=(?!=)\s*", code))
    return code[found[0].end() :] if len(found) == 1 else ""
