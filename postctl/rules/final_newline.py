r"""A file does not end with one line end, as the files of the other posts do.

Without it `cat` and `git diff` show the last line oddly (`\ No newline at end of file`), a line
that is appended joins the last one, and the next editor that adds it puts a change into
the review that nobody made. Several empty lines at the end come and go in the same way.

The rule speaks where at least five posts, and 80 % of all, end with one line end. The fix
adds it, or takes the empty lines away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from postctl.document import newline
from postctl.facts import body_fact
from postctl.model import Edit, Severity, Span
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._house import proven, unusual
from postctl.site import Post, Site

_BREAK = later(r"\r\n|\r|\n")


@body_fact
def _ways(post: Post, site: Site) -> Mapping[str, str]:
    text = post.document.text
    if post.document.apart is not None or not text or (text[0] in "\r\n" and not text.strip()):
        return {}
    if text[-1] not in "\r\n":
        return {"end": "none"}
    return {"end": "one" if len(_BREAK.findall(text, len(text.rstrip("\r\n")))) == 1 else "several"}


def _check(post: Post, site: Site) -> Iterator[Finding]:
    for _, way, usual in unusual(post, site, _ways):
        if usual.way != "one":
            return
        text = post.document.text
        end = len(text.rstrip("\r\n"))
        first = _BREAK.match(text, end)
        edit = Edit(Span(first.end(), len(text)), "") if first else Edit(Span(end, end), newline(post.document))
        yield Finding(
            "no line end at the end of the file" if way == "none" else "empty lines at the end of the file",
            edit.span if first else Span(max(end - 1, 0), end),
            f"end it with one line end, as {usual.most} do",
            proven(post, site, (edit,), lambda after: _ways(after, site) == {"end": "one"}),
        )


_USUAL = {f"{number}.md": "---\ntitle: A\n---\nText.\n" for number in range(5)}

RULE = Rule(
    code="P807",
    severity=Severity.INFO,
    summary="a file that does not end with one line end, as the others do",
    off=True,
    within=_check,
    bad=(
        Example({**_USUAL, "x.md": "---\ntitle: A\n---\nText."}),
        Example({**_USUAL, "x.md": "---\r\ntitle: A\r\n---\r\nText.\r\n\r\n"}),
        Example({**{f"content/{path}": text for path, text in _USUAL.items()}, "content/x.md": "---\ntitle: A\n---"}, "hugo"),
    ),
    good=(
        Example({**_USUAL, "x.md": "---\ntitle: A\n---\nText.\n"}),
        Example({path: text.rstrip() for path, text in _USUAL.items()}),
    ),
)
