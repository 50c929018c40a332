"""The figures of a site for people: a calendar, bars and a few sentences; no line is wider than the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from postctl.formats._bars import Page, Row, bars
from postctl.formats._calendar import Calendar
from postctl.formats._paint import finished
from postctl.model import Terminal, View

_MOST, _NEXT = 10, 5
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
    page = Page(terminal)
    sections = [section for section in _sections(view, page) if section]
    lines = [line for number, section in enumerate(sections) for line in (*([""] if number else []), *section)]
    return finished(lines, terminal)


def _sections(view: View, page: Page) -> Iterator[list[str]]:
    head = view.head
    yield [*_top(view, page)]
    if not sum(head["statuses"].values()):
        return
    if head["posts"]:
        yield [*_calendar(head, page)]
        yield from (bars(page, heading, rows) for heading, rows in _divisions(view))
        yield bars(page, "tags", [_row(each, "tag") for each in head["tags"][:_MOST]], len(head["tags"]))
        if len(head["languages"]) > 1:
            yield bars(page, "languages", [_row(each, "lang") for each in head["languages"]])
        yield [*page.pairs("rhythm", _rhythm(head))]
    yield _waiting(head, page)
    yield _drafts(head, page)


# --- bars ---------------------------------------------------------------------------------------------------------------


def _row(amount: Mapping[str, Any], kind: str) -> Row:
    return Row(str(amount[kind]), amount["posts"], amount["words"])


def _divisions(view: View) -> Iterator[tuple[str, list[Row]]]:
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
        ends = {name: Row(name, 0, inside[max(inside)].words and 0) for name in (first, last)} if inside else {}
        yield "by month", _filled({**ends, **inside}, _month_after)


def _filled(rows: Mapping[str, Row], after: Callable[[str], str]) -> list[Row]:
    """The rows in order, with those that have nothing between them, the newest first."""
    found: list[Row] = []
    names = sorted(rows)
    for name, following in zip(names, (*names[1:], ""), strict=False):
        found.append(rows[name])
        missing = []
        step = after(name)
        while following and step < following:
            missing.append(Row(step))
            step = after(step)
        found += missing if len(missing) <= _GAP else [Row("", skipped=len(missing))]
    return found[::-1]


def _year_after(name: str) -> str:
    return f"{int(name) + 1:04}"


def _month_after(name: str) -> str:
    year, month = int(name[:4]), int(name[5:])
    return f"{year + 1:04}-01" if month == 12 else f"{year:04}-{month + 1:02}"


# --- sentences ----------------------------------------------------------------------------------------------------------


def _top(view: View, page: Page) -> Iterator[str]:
    """How many posts there are of each status, then what there is to read."""
    head = view.head
    for line in view.summary.split("\n"):
        yield from page.heading(page.text(line))
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


def _calendar(head: Mapping[str, Any], page: Page) -> Iterator[str]:
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


def _waiting(head: Mapping[str, Any], page: Page) -> list[str]:
    """The next posts to come out, each with its day."""
    known = head["scheduled"]
    pairs = [(each["at"][:10], each["title"]) for each in known[:_NEXT]]
    more = f", the next {len(pairs)} of {len(known):,}" if len(known) > len(pairs) else ""
    return [*page.pairs(f"scheduled{more}", pairs)]


def _drafts(head: Mapping[str, Any], page: Page) -> list[str]:
    """How old the drafts are, and which is the oldest."""
    drafts = head["drafts"]
    rows = [Row(label, drafts[name]) for name, label in _AGES.items() if drafts[name]]
    oldest = drafts["oldest"]
    age = _count(oldest["days"], "day") if oldest else ""
    told = f"oldest: {oldest['title']}, {age} ({oldest['path']})" if oldest else ""
    return [*bars(page, "drafts by age", rows), *(page.prose(page.text(told), "dim") if told else [])]
