"""The figures of a site for people: a calendar, bars and a few sentences; no line is wider than the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from postctl.escaping import one_line
from postctl.formats._calendar import Calendar
from postctl.formats._cells import cut, folded, pad, width
from postctl.formats._paint import finished, paint
from postctl.model import Terminal, View

_NARROWEST, _WIDEST = 20, 300
_MOST, _NEXT, _LABEL, _SHORT, _ENOUGH = 10, 5, 16, 8, 4
_DRAWN = "·░▒▓█━╸…"
_GAP = 12
"""So many years or months in a row without a post have a line each; more have one together."""
_AGES = {
    "ahead": "dated ahead",
    "week": "under a week",
    "month": "under a month",
    "half_year": "under 6 months",
    "year": "under a year",
    "older": "a year and more",
    "undated": "undated",
}


def render(view: View, terminal: Terminal) -> str:
    """The sections that have something to say, each under its heading."""
    page = _Page(terminal)
    sections = [section for section in _sections(view, page) if section]
    lines = [line for number, section in enumerate(sections) for line in (*([""] if number else []), *section)]
    return finished(lines, terminal)


def _sections(view: View, page: _Page) -> Iterator[list[str]]:
    head = view.head
    yield [*_top(view, page)]
    if not sum(head["statuses"].values()):
        return
    if head["posts"]:
        yield [*_calendar(head, page)]
        yield from (_bars(page, heading, rows) for heading, rows in _divisions(view))
        yield _bars(page, "tags", [_row(each, "tag") for each in head["tags"][:_MOST]], len(head["tags"]))
        if len(head["languages"]) > 1:
            yield _bars(page, "languages", [_row(each, "lang") for each in head["languages"]])
        yield [*page.pairs("rhythm", _rhythm(head))]
    yield _waiting(head, page)
    yield _drafts(head, page)


class _Page:
    """A place of so many cells and colours, with what it can show."""

    def __init__(self, terminal: Terminal) -> None:
        self.room, self.colour = min(max(terminal.width, _NARROWEST), _WIDEST), terminal.colour
        self.encoding = terminal.encoding
        self.blocks = not terminal.dumb and _can(terminal.encoding, _DRAWN)

    def text(self, text: str) -> str:
        """A stranger's text in one line, in the characters there are."""
        line = one_line(text)
        return line if _can(self.encoding, line) else line.encode(self.encoding, "backslashreplace").decode(self.encoding)

    def cut(self, text: str, cells: int) -> str:
        """A text in at most so many cells."""
        if self.blocks or width(text) <= cells:
            return cut(text, cells)
        return cut(text, max(cells - 1, 1))[:-1] + ".." if cells > 2 else text[:cells]

    def heading(self, text: str) -> list[str]:
        """The lines of a heading."""
        return [self.paint(line, "bold") for line in _lines(text, self.room)]

    def prose(self, text: str, style: str = "", *, margin: int = 0) -> list[str]:
        """The lines of a text."""
        blanks = " " * margin
        return [blanks + self.paint(line, style) for line in _lines(text, self.room - margin)]

    def paint(self, text: str, style: str) -> str:
        """A text in a style."""
        return paint(text, style, colour=self.colour)

    def bar(self, share: float, cells: int) -> str:
        """A bar for a share (0 to 1) of so many cells; what is not nothing is seen."""
        if share <= 0 or cells <= 0:
            return ""
        if not self.blocks:
            return "#" * max(1, round(share * cells))
        halves = max(1, round(share * cells * 2))
        return "━" * (halves // 2) + "╸" * (halves % 2)

    def pairs(self, heading: str, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
        """Labels with what they are about."""
        known = [*pairs]
        if not known:
            return
        yield from self.heading(heading)
        margin = 2 + max(width(label) for label, _ in known)
        for label, text in known:
            shown = self.text(text)
            if margin + _LABEL > self.room:
                yield from (*self.prose(label, "dim"), *self.prose(shown, margin=2))
            else:
                first, *rest = _lines(shown, self.room - margin)
                yield self.paint(pad(label, margin), "dim") + first
                yield from (" " * margin + line for line in rest)


def _lines(text: str, cells: int) -> list[str]:
    """The text in lines; dates and paths stay whole where they can."""
    return folded(text, cells, taken=0, indent=0).split("\n")


def _can(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


# --- bars ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Row:
    """A bar with its name and numbers. `skipped`: it stands for so many years or months that have nothing."""

    name: str
    posts: int = 0
    words: int | None = None
    skipped: int = 0


def _row(amount: Mapping[str, Any], kind: str) -> _Row:
    return _Row(str(amount[kind]), amount["posts"], amount["words"])


def _bars(page: _Page, heading: str, rows: Sequence[_Row], total: int = 0) -> list[str]:
    """A line for each: its name, its numbers, and a bar in the room they leave. The most posts fill it."""
    if not rows:
        return []
    counted = any(row.words is not None for row in rows)
    posts = max(len(f"{row.posts:,}") for row in rows)
    words = max(len(f"{row.words or 0:,}") for row in rows) if counted else 0
    names = [page.text(row.name) for row in rows]
    wanted = max(map(width, names))
    below = counted and page.room - posts - words - 4 < min(wanted, _SHORT)
    numbers = posts + 2 + (words + 2 if counted and not below else 0)
    label = min(wanted, max(_LABEL, page.room // 4), page.room - numbers)
    cells = page.room - label - numbers - 2
    most = max(row.posts for row in rows)
    lines = page.heading(f"{heading}: {'posts and words' if counted else 'posts'}{_of(len(rows), total)}")
    for row, name in zip(rows, names, strict=True):
        if row.skipped:
            lines.append(page.paint(page.cut(f"({row.skipped:,} without a post)", page.room), "dim"))
            continue
        said = page.paint(f"{row.words or 0:{words},}", "dim") if counted else ""
        bar = page.paint(page.bar(row.posts / most if most else 0, cells if cells >= _ENOUGH else 0), "cyan")
        parts = [pad(page.cut(name, label), label), f"{row.posts:{posts},}", *([said] if counted and not below else []), bar]
        lines += ["  ".join(parts).rstrip(), *([f"  {said}"] if below else [])]
    return lines


def _of(shown: int, total: int) -> str:
    return f", the first {shown} of {total:,}" if total > shown else ""


def _divisions(view: View) -> Iterator[tuple[str, list[_Row]]]:
    """The bars of years and of the whole months of the calendar, or those that were asked for."""
    head, by = view.head, view.head["_by"]
    months = {str(row["month"]): _row(row, "month") for row in view.rows}
    years = {str(row["year"]): _row(row, "year") for row in head["years"]}
    if by == "year" or (not by and head["_year"] is None and len(years) > 1):
        yield "by year", _filled(years, _year_after)
    if by == "month":
        yield "by month", _filled(months, _month_after)
    if by == "weekday":
        yield "by day of the week", [_row(each, "weekday") for each in head["weekdays"]]
    if not by:
        begins, ends_on = head["_window"]
        first, last = begins.isoformat()[:7], min(ends_on, head["_today"]).isoformat()[:7]
        first = first if begins.day == 1 else _month_after(first)
        inside = {name: row for name, row in months.items() if first <= name <= last}
        ends = {name: _Row(name, 0, inside[max(inside)].words and 0) for name in (first, last)} if inside else {}
        yield "by month", _filled({**ends, **inside}, _month_after)


def _filled(rows: Mapping[str, _Row], after: Callable[[str], str]) -> list[_Row]:
    """The rows in order, with those that have nothing between them, the newest first."""
    found: list[_Row] = []
    names = sorted(rows)
    for name, following in zip(names, (*names[1:], ""), strict=False):
        found.append(rows[name])
        missing = []
        step = after(name)
        while following and step < following:
            missing.append(_Row(step))
            step = after(step)
        found += missing if len(missing) <= _GAP else [_Row("", skipped=len(missing))]
    return found[::-1]


def _year_after(name: str) -> str:
    return f"{int(name) + 1:04}"


def _month_after(name: str) -> str:
    year, month = int(name[:4]), int(name[5:])
    return f"{year + 1:04}-01" if month == 12 else f"{year:04}-{month + 1:02}"


# --- sentences ----------------------------------------------------------------------------------------------------------


def _top(view: View, page: _Page) -> Iterator[str]:
    """How many posts there are of each status, then what there is to read."""
    head = view.head
    yield from page.heading(page.text(view.summary))
    words = head["words"]
    if words is not None and head["posts"]:
        parts = [
            f"{words['total']:,} words, {_hours(words['reading_minutes'])} of reading",
            f"{words['median']:,} in the median post",
        ]
        yield from page.prose("; ".join(parts), "dim")
    aside = [(head["undated"], "without a date"), (head["later"], "dated later than today")]
    told = [f"{count:,} {what}" for count, what in aside if count]
    if told:
        yield from page.prose(f"not in the calendar: {', '.join(told)}", "dim")


def _hours(minutes: int) -> str:
    return f"{minutes} min" if minutes < 120 else f"{round(minutes / 60):,} hours"


def _calendar(head: Mapping[str, Any], page: _Page) -> Iterator[str]:
    posts = {date.fromisoformat(each["day"]): each["posts"] for each in head["days"]}
    known = Calendar(posts, head["_window"], head["_today"], blocks=page.blocks, colour=page.colour)
    count, days = sum(known.posts.values()), len(known.posts)
    when = f"in {head['_year']}" if head["_year"] is not None else f"from {known.first} to {known.last}"
    if not count:
        yield from page.heading(f"no post {when}")
        if head["last"]:
            yield from page.prose(f"the latest is of {head['last']}: `--year {head['last'][:4]}` shows that year", "dim")
        return
    yield from page.heading(f"{_count(count, 'post')} on {_count(days, 'day')} {when}")
    yield ""
    yield from known.lines(page.room)
    yield ""
    yield from known.legend(page.room)


def _rhythm(head: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    longest, current, gap = head["runs"]["longest"], head["runs"]["current"], head["gap"]
    if head["posts_per_month"]:
        when = f"in {head['_year']}" if head["_year"] is not None else "over the last year"
        yield "average", f"{head['posts_per_month']:,.1f} posts a month {when}"
    if longest:
        yield "longest streak", f"{_count(longest['weeks'], 'week')} with a post, {longest['from']} to {longest['to']}"
    if current:
        yield "current streak", f"{_count(current['weeks'], 'week')}, since {current['from']}"
    if gap:
        yield "longest gap", f"{_count(gap['days'], 'day')}, {gap['from']} to {gap['to']}"
    if head["last"] and head["_year"] is None:
        silent = (head["_today"] - date.fromisoformat(head["last"])).days
        ago = f"{_count(silent, 'day')} ago" if silent else "today"
        yield "latest post", f"{head['last']}, {ago}"
    if head["words"] is not None and head["words"]["longest"]:
        longest = head["words"]["longest"]
        counted = _count(longest["words"], "word")
        yield "longest post", f"{longest['title']}, {counted} ({longest['path']})"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _waiting(head: Mapping[str, Any], page: _Page) -> list[str]:
    """The next posts to come out, each with its day."""
    known = head["scheduled"]
    pairs = [(each["at"][:10], each["title"]) for each in known[:_NEXT]]
    more = f", the next {len(pairs)} of {len(known):,}" if len(known) > len(pairs) else ""
    return [*page.pairs(f"scheduled{more}", pairs)]


def _drafts(head: Mapping[str, Any], page: _Page) -> list[str]:
    """How old the drafts are, and which is the oldest."""
    drafts = head["drafts"]
    rows = [_Row(label, drafts[name]) for name, label in _AGES.items() if drafts[name]]
    oldest = drafts["oldest"]
    age = _count(oldest["days"], "day") if oldest else ""
    told = f"oldest: {oldest['title']}, {age} ({oldest['path']})" if oldest else ""
    return [*_bars(page, "drafts by age", rows), *(page.prose(page.text(told), "dim") if told else [])]
