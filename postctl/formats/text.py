"""A post as a page for people: a card of what postctl knows of it, then its text.

Suits the view of `show`, and the figures of `stats`, which are a calendar and bars. The card has the title, the status with
its reason, dates, tags and findings. The body is drawn as Markdown with what generators add to it (alerts, footnotes,
definitions, tasks), at most 100 cells wide. Template tags, MDX and HTML that a terminal has nothing like are shown as they are
written; links can be opened in terminals that know how. Where stdout is not a terminal there is no colour and no line
drawing, and addresses stand behind their links.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from postctl.escaping import one_line, visible
from postctl.formats._cells import pad, width, wrap
from postctl.formats._paint import cell_text, finished, paint, status_style, status_text
from postctl.model import Terminal, View

_NARROWEST, _WIDEST = 20, 100
_LONGEST_BODY = 150_000
"""Characters; what is longer than any post is shown as it is written, because drawing it would take many seconds."""


def render(view: View, terminal: Terminal) -> str:
    """`_card`: pairs of label and value. `_body`: Markdown. `_links`: addresses. What a record lacks or has empty is left out.

    `_images`: of targets of images as the body has them, `width` and `height` in pixels, or `missing`; with `data`,
    the bytes of a picture, it is drawn, which only a terminal that has all colours can show. `_theme`: a style of Pygments.
    """
    if view.key == "months":
        from postctl.formats import _figures

        return _figures.render(view, terminal)
    cells = min(max(terminal.width, _NARROWEST), _WIDEST)
    lines: list[str] = []
    for row in view.rows:
        for part in (_card(row, cells, terminal), _links(row), _body(row, _is_mdx(view, row), cells, terminal)):
            found = [*part]
            lines += [*([""] if lines and found else []), *found]
    return finished(lines, terminal)


def _card(row: Mapping[str, Any], cells: int, terminal: Terminal) -> Iterator[str]:
    pairs = [(one_line(label), one_line(cell_text(value))) for label, value in row.get("_card") or () if value]
    if not pairs:
        return
    yield from (paint(line, "bold", colour=terminal.colour) for line in wrap(one_line(cell_text(row.get("title"))), cells))
    yield ""
    margin = min(max(width(label) for label, _ in pairs) + 2, cells // 2)
    for label, value in pairs:
        style, text = _styled(label, value, row)
        first, *rest = wrap(text, cells - margin)
        yield paint(pad(label, margin), "dim", colour=terminal.colour) + paint(first, style, colour=terminal.colour)
        yield from (" " * margin + paint(line, style, colour=terminal.colour) for line in rest)
    if terminal.tty and row.get("_body"):
        yield ""
        yield paint("─" * cells, "dim", colour=terminal.colour)


def _styled(label: str, value: str, row: Mapping[str, Any]) -> tuple[str, str]:
    """The style and the text of a value; a status has its mark."""
    status = cell_text(row.get("status"))
    if label == "status":
        return status_style(status), status_text(status) + value.removeprefix(status) if value.startswith(status) else value
    return "yellow" if label == "finding" else "", value


def _links(row: Mapping[str, Any]) -> Iterator[str]:
    return (one_line(cell_text(link)) for link in row.get("_links") or () if link)


def _body(row: Mapping[str, Any], mdx: bool, cells: int, terminal: Terminal) -> list[str]:
    source = (row.get("_body") or "").replace("\r\n", "\n").replace("\r", "\n")
    if not source.strip():
        return []
    text = visible(source) if len(source) > _LONGEST_BODY else _drawn(source, row, mdx, cells, terminal)
    return text.strip("\n").splitlines()


def _is_mdx(view: View, row: Mapping[str, Any]) -> bool:
    """Whether the generator reads the body as MDX: Docusaurus reads all of them so."""
    return str(row.get("path", "")).endswith(".mdx") or view.head.get("generator") == "docusaurus"


def _drawn(source: str, row: Mapping[str, Any], mdx: bool, cells: int, terminal: Terminal) -> str:
    from postctl.formats._console import rendered
    from postctl.formats._markdown import Look, body

    links = terminal.tty and terminal.colour and not terminal.github
    look = Look(
        boxes=terminal.tty, colour=terminal.colour, links=links, mdx=mdx, images=row.get("_images") or {}, theme=_theme(row)
    )
    drawn = any(image.get("data") for image in look.images.values())
    return rendered(body(source, look), terminal, cells, colours="truecolor" if drawn else "256" if look.theme else "standard")


def _theme(row: Mapping[str, Any]) -> str:
    """The style of Pygments; light and dark pages there may be, but a terminal has its own background."""
    name = str(row.get("_theme") or "")
    return "" if name in ("light", "dark") else name
