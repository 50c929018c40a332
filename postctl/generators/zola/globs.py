"""Globs of `ignored_content`: Rust's `globset` on the absolute path of a file, where `*` passes over slashes.

So `*.md` ignores every page, and `drafts/*` none: no absolute path begins that way. A folder that is ignored does not take its
files with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice, product

from postctl.regexes import later

_ROOT = "/site/"
_MOST = 512
_NEVER = re.compile(r"(?!)")
_BRACES = later(r"\{([^{}]{0,2000})\}")
_TOKEN = later(r"(?P<stars>\*+)|(?P<one>\?)|\[(?P<not>[!^]?)(?P<set>[]]?[^]]*)\]|\\(?P<escaped>.)|(?P<char>.)", re.DOTALL)


def ignored(path: str, globs: Iterable[object]) -> str | None:
    """The first of the globs that a path below the site's root fits."""
    return next((glob for glob in globs if isinstance(glob, str) and any(map(_fits(path), _spelt(glob)))), None)


def _fits(path: str) -> Callable[[str], bool]:
    return lambda glob: _compiled(glob).fullmatch(_ROOT + path) is not None


@lru_cache(maxsize=128)
def _spelt(glob: str) -> tuple[str, ...]:
    """The glob with each alternative of its braces, and each `**/` standing for folders or for none, written out."""
    todo, done = [glob], list[str]()
    while todo and len(todo) + len(done) <= _MOST:
        one = todo.pop()
        braces = _BRACES.search(one)
        if braces is None:
            done.append(one)
            continue
        todo += [one[: braces.start()] + part + one[braces.end() :] for part in braces[1].split(",")]
    return tuple(islice((each for one in done for each in _folders(one)), _MOST))


def _folders(glob: str) -> Iterator[str]:
    first, *others = glob.split("/**/")
    heads = ("*/" + first[3:], first[3:]) if first.startswith("**/") else (first,)
    for head in heads:
        for between in product(("/", "/*/"), repeat=len(others)):
            yield head + "".join(chain.from_iterable(zip(between, others, strict=True)))


@lru_cache(maxsize=512)
def _compiled(glob: str) -> re.Pattern[str]:
    """What stands between two stars is put at the first place where it fits, and kept there: the work is path times glob."""
    parts = [""]
    for token in _TOKEN.finditer(glob):
        if token["stars"]:
            parts.append("")
        else:
            parts[-1] += _one(token)
    first, *others = parts
    middle = "".join(f"(?>.*?{part})" for part in others[:-1])
    try:
        return re.compile(f"{first}{middle}.*{others[-1]}" if others else first, re.DOTALL)
    except re.error:  # a range that runs backwards, over which the build fails
        return _NEVER


def _one(token: re.Match[str]) -> str:
    if token["one"]:
        return "."
    if token["set"]:
        inside = re.sub(r"[\\\[\]^&~|]", r"\\\g<0>", token["set"])
        return f"[{'^' if token['not'] else ''}{inside}]"
    return re.escape(token["escaped"] or token["char"] or "")
