"""The lines of a table: each column is fitted, filled and painted from top to bottom, then rows are put together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import quote

from postctl.formats._cells import cut, width, wrap
from postctl.formats._columns import Texts
from postctl.formats._layout import GAP, Layout
from postctl.formats._paint import paint, status_style
from postctl.model import Terminal, View
from postctl.regexes import later
from postctl.values import dataclass

_BETWEEN = " · "
_SPEAKING = frozenset({"path", "title", "status", "slug", "url", "reason", "tags", "_about"})
"""Columns whose texts say themselves what they are; others have their name before them where they stand below."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What all records of a table have in common."""

    layout: Layout
    room: int
    terminal: Terminal


def heading(columns: Mapping[str, Texts], sheet: Sheet) -> str:
    """The names of the columns that stand in a line."""
    cells = [
        columns[name].heading.rjust(size) if columns[name].number else columns[name].heading.ljust(size)
        for name, size in sheet.layout.inline.items()
    ]
    line = (" " * GAP).join(cells).rstrip()
    return paint(line, "dim", colour=sheet.terminal.colour)


def records(view: View, columns: Mapping[str, Texts], sheet: Sheet) -> list[str]:
    """The lines of each record, as one text. The first begins at the edge, what stands below it does not."""
    links = _links(view, sheet)
    linked = "title" if "title" in columns else "path"
    first = _first_lines(view, columns, sheet, {linked: links})
    if not sheet.layout.below:
        return first
    below = _below(view, columns, sheet, {linked: links})
    if sheet.layout.inline:
        return [f"{line}\n{rest}" if rest else line for line, rest in zip(first, below, strict=True)]
    edge = " " * sheet.layout.indent
    return [rest.replace(edge, "", 1) for rest in below]


def _first_lines(view: View, columns: Mapping[str, Texts], sheet: Sheet, links: Mapping[str, Sequence[str]]) -> list[str]:
    names = list(sheet.layout.inline)
    drawn = [_cells(view, columns[name], sheet, links.get(name, ()), last=name == names[-1]) for name in names]
    return [line.rstrip(" ") for line in map((" " * GAP).join, zip(*drawn, strict=True))]


# --- one column -----------------------------------------------------------------------------------------------------------


def _cells(view: View, column: Texts, sheet: Sheet, links: Sequence[str], *, last: bool) -> list[str]:
    """The texts of a column as they stand in a line."""
    size = sheet.layout.inline[column.name]
    items = column.items
    if column.cells > size:
        items = [text if len(text) <= size else cut(text, size) for text in items] if column.plain else _fitted(items, size)
    blanks = [" " * count for count in range(size + 1)]
    if last and not column.number:
        fill = []
    elif column.plain:
        fill = [blanks[size - len(text)] for text in items]
    else:
        known = {text: blanks[size - width(text)] for text in set(items)}
        fill = [known[text] for text in items]
    shown = _linked(_painted(view, column.name, items, sheet), links)
    if column.number:
        return [blank + text for blank, text in zip(fill, shown, strict=True)]
    return shown if last else [text + blank for text, blank in zip(shown, fill, strict=True)]


def _fitted(items: list[str], size: int) -> list[str]:
    known = {text: cut(text, size) for text in set(items)}
    return [known[text] for text in items]


def _painted(view: View, name: str, items: list[str], sheet: Sheet) -> list[str]:
    if not sheet.terminal.colour:
        return items
    if name == "status":
        styled = {text: paint(text, status_style(text.partition(" ")[2]), colour=True) for text in set(items)}
        return [styled[text] for text in items]
    begin, end = _around(_style(name, sheet))
    shown = [f"{begin}{text}{end}" if text else "" for text in items] if begin else [*items]
    if name in ("_about", "reason"):
        for number in _broken(view):
            shown[number] = paint(items[number], "red", colour=True)
    return shown


def _linked(shown: list[str], links: Sequence[str]) -> list[str]:
    if not links:
        return shown
    return [f"{link}{text}{_END}" if text else "" for link, text in zip(links, shown, strict=True)]


def _around(style: str) -> tuple[str, str]:
    """What stands before and behind a text in that style."""
    begin, _, end = paint("x", style, colour=True).partition("x")
    return begin, end


def _style(name: str, sheet: Sheet) -> str:
    """The title speaks, the rest stands back."""
    if name == sheet.layout.anchor:
        return "bold" if sheet.layout.below else ""
    return "" if name in ("date", "count") else "dim"


def _broken(view: View) -> list[int]:
    """The records whose reason is the most urgent thing there is to say."""
    return [number for number, row in enumerate(view.rows) if row.get("status") == "broken"]


# --- what stands below ------------------------------------------------------------------------------------------------------


def _below(view: View, columns: Mapping[str, Texts], sheet: Sheet, links: Mapping[str, Sequence[str]]) -> list[str]:
    """The anchor for itself; the others on one line where they fit, else all of each on its own."""
    anchor = sheet.layout.anchor
    found = _alone(columns[anchor], sheet, links.get(anchor, ())) if anchor in sheet.layout.below else []
    others = [name for name in sheet.layout.below if name != anchor]
    if not others:
        return found
    together = _together(view, columns, others, sheet, links)
    if not found:
        return together
    return ["\n".join(filter(None, pair)) for pair in zip(found, together, strict=True)]


def _alone(column: Texts, sheet: Sheet, links: Sequence[str]) -> list[str]:
    """A column on lines of its own."""
    indent, room = " " * sheet.layout.indent, sheet.room - sheet.layout.indent
    begin, end = _around(_style(column.name, sheet)) if sheet.terminal.colour else ("", "")
    if links:
        heads = (f"{indent}{link}{begin}" for link in links)
        tail = f"{end}{_END}\n"
    else:
        heads, tail = (indent + begin for _ in column.items), f"{end}\n"
    measure = len if column.plain else width
    return [
        (f"{head}{text}{tail}" if measure(text) <= room else "".join(f"{head}{line}{tail}" for line in wrap(text, room)))[:-1]
        if text
        else ""
        for head, text in zip(heads, column.items, strict=True)
    ]


def _labelled(column: Texts) -> list[str]:
    if column.name in _SPEAKING:
        return column.items
    return [f"{column.heading} {text}" if text else "" for text in column.items]


def _together(
    view: View, columns: Mapping[str, Texts], names: Sequence[str], sheet: Sheet, links: Mapping[str, Sequence[str]]
) -> list[str]:
    """Several columns on one line where they fit, else all of each on its own."""
    room = sheet.room - sheet.layout.indent
    texts = {name: _labelled(columns[name]) for name in names}
    measure = len if all(columns[name].plain for name in names) else width
    found = _dim([*zip(*texts.values(), strict=True)], sheet, room, measure)
    own = links.get("path", ()) if "path" in texts else ()
    for number in range(len(found)) if own else _broken(view) if sheet.terminal.colour else ():
        parts = {name: items[number] for name, items in texts.items() if items[number]}
        found[number] = _drawn(parts, sheet, own[number] if own else "", broken=view.rows[number].get("status") == "broken")
    return found


def _dim(records: Sequence[tuple[str, ...]], sheet: Sheet, room: int, measure: Callable[[str], int]) -> list[str]:
    begin, end = _around("dim") if sheet.terminal.colour else ("", "")
    begin = " " * sheet.layout.indent + begin
    found = []
    for parts in records:
        there = [text for text in parts if text]
        whole = _BETWEEN.join(there)
        if measure(whole) > room:
            fits = max(map(measure, there)) <= room
            whole = f"{end}\n{begin}".join(there if fits else [line for text in there for line in wrap(text, room)])
        found.append(f"{begin}{whole}{end}" if whole else "")
    return found


def _drawn(parts: Mapping[str, str], sheet: Sheet, link: str, *, broken: bool) -> str:
    """The texts of one record: with different styles, or on several lines."""
    indent, room = " " * sheet.layout.indent, sheet.room - sheet.layout.indent
    colour = sheet.terminal.colour

    def shown(name: str, text: str) -> str:
        painted = paint(text, "red" if broken and name in ("_about", "reason") else "dim", colour=colour)
        return f"{link}{painted}{_END}" if link and name == "path" else painted

    if width(_BETWEEN.join(parts.values())) <= room:
        return indent + paint(_BETWEEN, "dim", colour=colour).join([shown(*part) for part in parts.items()]) if parts else ""
    return "\n".join(indent + shown(name, line) for name, text in parts.items() for line in wrap(text, room))


# --- links ----------------------------------------------------------------------------------------------------------------

_SAFE = later(r"[A-Za-z0-9_./~-]*")
_END = "\x1b]8;;\x1b\\"


def _links(view: View, sheet: Sheet) -> Sequence[str]:
    """What opens the link to the file of each record (OSC 8), where the terminal knows links; the host tells whose file it is."""
    terminal = sheet.terminal
    root = view.head.get("root")
    if not (terminal.tty and terminal.links and isinstance(root, str)):
        return ()
    start = f"\x1b]8;;file://{quote(terminal.host)}{_quoted(root).rstrip('/')}/"
    paths = [str(row.get("path") or "") for row in view.rows]
    if not _SAFE.fullmatch("".join(paths)):
        paths = [_quoted(path) for path in paths]
    return [f"{start}{path}\x1b\\" for path in paths]


def _quoted(path: str) -> str:
    return quote(path, errors="surrogateescape")
