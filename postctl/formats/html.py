"""One page for a browser, with everything in it: card, contents, text.

Suits what `show` shows. The page loads nothing and runs nothing: images stand in it, everything a stranger wrote is text or comes
from a short list of tags, and its Content-Security-Policy forbids the rest a second time. It is light or dark as the reader's
system is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from postctl.formats import _html
from postctl.formats._html import boxes, look
from postctl.formats._html.code import OWN, colours, styles
from postctl.formats._html.targets import web_address
from postctl.formats._paint import cell_text, status_text
from postctl.model import Severity, Status, Terminal, View
from postctl.regexes import later

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_FEWEST_HEADINGS = 3
"""With fewer headings a page needs no table of contents."""
_COMMAND = later(r"(?m)^([^\S\n]*)::")
_SHOWN_APART = ("status", "finding")


def render(view: View, terminal: Terminal) -> str:
    """One page. `_body` is Markdown, `_card` label and value pairs; `_anchors`, `_targets` and `_pictures` are as in `Look`.

    `_theme`: `light`, `dark` or a style of Pygments; `_modules`: the text is MDX; `_language`: what it is written in.
    """
    rows = view.rows
    title = cell_text(rows[0].get("title")) if rows else ""
    theme = cell_text(rows[0].get("_theme")) if rows else ""
    sheet = look.sheet(theme if theme in OWN else "", colours(theme) if theme and theme not in OWN else "")
    bodies = [_html.body(str(row.get("_body") or ""), _look(row), modules=bool(row.get("_modules"))) for row in rows]
    contents = [*_contents([each for body in bodies for each in body.headings])]
    parts = [*_head(title, sheet), f"<body{' class=' + chr(34) + 'with-contents' + chr(34) if contents else ''}>"]
    parts.append(f'<a class="skip" href="#{boxes.OURS}text">Skip to the text</a>')
    for row in rows:
        parts += _card(row)
    parts += [*contents, f'<main id="{boxes.OURS}text">']
    for row, body in zip(rows, bodies, strict=True):
        parts += [f'<article dir="auto"{_language(row)}>', body.html.rstrip("\n"), "</article>"]
    return _tame("\n".join((*parts, "</main>", "</body>", "</html>")) + "\n")


def themes() -> tuple[str, ...]:
    """The names that a theme may have."""
    return styles()


def _tame(page: str) -> str:
    """The page without a line that a CI service would take for a command of its own; browsers see the same."""
    return _COMMAND.sub(r"\1&#58;&#58;", page).replace("##[", "##&#91;")


def _head(title: str, sheet: str) -> Iterator[str]:
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield '<meta name="robots" content="noindex">'
    yield f"<title>{_html.shown(title)}</title>"
    yield f"<style>\n{sheet}\n</style>"
    yield "</head>"


def _look(row: Mapping[str, Any]) -> _html.Look:
    return _html.Look(row.get("_anchors") or {}, row.get("_targets") or {}, row.get("_pictures") or {})


def _language(row: Mapping[str, Any]) -> str:
    code = cell_text(row.get("_language"))
    return f' lang="{code}"' if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", code) else ""


# --- the card -----------------------------------------------------------------------------------------------------------


def _card(row: Mapping[str, Any]) -> Iterator[str]:
    pairs = [(cell_text(label), cell_text(value)) for label, value in row.get("_card") or () if value]
    if not pairs:
        return
    status = cell_text(row.get("status"))
    said = next((value for label, value in pairs if label == "status"), status)
    kind = status if status in [*Status] else "plain"
    yield '<header class="card">'
    why = said.removeprefix(status).lstrip(":, ")
    yield f'<p class="state"><b class="pill {kind}">{_html.shown(status_text(status))}</b> {_html.shown(why)}</p>'
    yield f'<h1 dir="auto">{_html.shown(cell_text(row.get("title")))}</h1>'
    yield "<dl>"
    yield from (f"<dt>{_html.shown(label)}</dt><dd>{_value(value)}</dd>" for label, value in pairs if label not in _SHOWN_APART)
    yield "</dl>"
    yield from _findings(row.get("findings") or ())
    yield "</header>"


def _value(text: str) -> str:
    """A value, as a link where it is an address on the web."""
    address = web_address(text) if text.startswith(("http://", "https://")) else None
    return f'<a href="{_html.shown(address)}" rel="noopener noreferrer">{_html.shown(text)}</a>' if address else _html.shown(text)


def _findings(found: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if not found:
        return
    yield '<section class="findings" aria-label="Findings">'
    yield f"<h2>{len(found)} finding{'' if len(found) == 1 else 's'}</h2>"
    yield "<ul>"
    yield from map(_finding, found)
    yield "</ul>"
    yield "</section>"


def _finding(each: Mapping[str, Any]) -> str:
    severity, code, line, message, help_ = (
        _html.shown(cell_text(each.get(name))) for name in ("severity", "code", "line", "message", "help")
    )
    kind = severity if severity in [*Severity] else "info"
    more = f"<small>{help_}</small>" if help_ else ""
    return f'<li class="{kind}"><b>{severity} {code}</b> line {line}: {message}{more}</li>'


def _contents(headings: Sequence[_html.Heading]) -> Iterator[str]:
    if len(headings) < _FEWEST_HEADINGS:
        return
    top = min(each.level for each in headings)
    yield '<nav class="contents" aria-labelledby="postctl-contents">'
    yield '<b id="postctl-contents">Contents</b>'
    yield "<ol>"
    for each in headings:
        address, text = web_address(f"#{each.id}") or "#", _html.shown(each.text) or "…"
        yield f'<li class="l{each.level - top + 1}"><a href="{_html.shown(address)}">{text}</a></li>'
    yield "</ol>"
    yield "</nav>"
