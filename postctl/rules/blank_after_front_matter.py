"""The empty lines between the front matter and the text are other ones than in the other posts.

No reader sees them, but everybody who compares two posts does, and so does the tool that
writes the next one like its neighbours. Mixed, they make every second review show a line
that does not matter.

The rule speaks where at least five posts, and 80 % of all with a text, agree: no empty line,
or one. The fix adds or removes empty lines and nothing else. Nikola's and Pelican's own
front matter ends with the empty line, so there it is never a finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from postctl.document import newline
from postctl.facts import body_fact
from postctl.model import Edit, Severity, Span
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._house import Usual, proven, unusual
from postctl.site import Post, Site

_EMPTY = later(r"(?:[ \t]*(?:\r\n|\r|\n))*")
_BREAK = later(r"\r\n|\r|\n")
_FILLED = later(r"\S")
_SAID = {"0": "no empty line", "1": "one empty line", "2": "several empty lines"}


def _lines(post: Post) -> Span | None:
    """Where the empty lines stand, if there is front matter before and text behind them."""
    document = post.document
    if document.syntax is None or document.syntax.name in ("comment", "keyvalue") or document.apart is not None:
        return None
    start = document.body.start
    found = _EMPTY.match(document.text, start)
    if found is None or document.text[start - 1 : start] not in ("\r", "\n") or found.end() == len(document.text):
        return None
    return Span(start, found.end()) if _FILLED.search(document.text, found.end()) else None


@body_fact
def _ways(post: Post, site: Site) -> Mapping[str, str]:
    lines = _lines(post)
    return {"gap": str(min(len(_BREAK.findall(post.document.text, *lines)), 2))} if lines else {}


def _check(post: Post, site: Site) -> Iterator[Finding]:
    lines = _lines(post)
    for _, way, usual in unusual(post, site, _ways) if lines else ():
        if usual.way != "2" and lines is not None:
            yield _finding(post, site, lines, way, usual)


def _finding(post: Post, site: Site, lines: Span, way: str, usual: Usual) -> Finding:
    edit = Edit(lines, newline(post.document) * int(usual.way))
    return Finding(
        f"{_SAID[way]} behind the front matter",
        lines if way != "0" else _first_line(post, lines.end),
        f"leave {_SAID[usual.way]}, as {usual.most} do",
        proven(post, site, (edit,), lambda after: _ways(after, site) == {"gap": usual.way}),
    )


def _first_line(post: Post, start: int) -> Span:
    found = _BREAK.search(post.document.text, start)
    return Span(start, found.start() if found else len(post.document.text))


_USUAL = {f"{number}.md": "---\ntitle: A\n---\n\nText.\n" for number in range(5)}
_TOML = {f"content/{number}.md": '+++\ntitle = "A"\n+++\nText.\n' for number in range(5)}

RULE = Rule(
    code="P806",
    severity=Severity.INFO,
    summary="other empty lines behind the front matter than in the other posts",
    off=True,
    within=_check,
    bad=(
        Example({**_USUAL, "x.md": "---\ntitle: A\n---\nText.\n"}),
        Example({**_USUAL, "x.md": "---\r\ntitle: A\r\n---\r\n\r\n\r\nText.\r\n"}, "gatsby"),
        Example({**_TOML, "content/x.md": '+++\ntitle = "A"\n+++\n\nText.\n'}, "zola"),
        Example({**_TOML, "content/x.md": '{"title": "A"}\n\nText.\n'}, "hugo"),
    ),
    good=(
        Example({**_USUAL, "x.md": "---\ntitle: A\n---\n"}),
        Example({"a.md": "---\ntitle: A\n---\n\nText.\n", "b.md": "---\ntitle: A\n---\nText.\n"}),
    ),
)
