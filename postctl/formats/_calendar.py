"""Days of a year or so, a column for each week: the more posts on a day, the darker it is, also without colour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from postctl.formats._cells import wrap
from postctl.formats._paint import paint

_MARGIN = 4
_NAMES = {0: "Mon", 2: "Wed", 4: "Fri"}
_SHADES = "·░▒▓█"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_STYLES = ("dim", "green", "green", "green", "bold green")


class Calendar:
    """The posts of each day in a range of days. `today`: later ones are left blank. `blocks`: the place can show shades."""

    def __init__(self, posts: Mapping[date, int], days: tuple[date, date], today: date, *, blocks: bool, colour: bool) -> None:
        self.first, self.last = days
        self.posts = {day: count for day, count in posts.items() if self.first <= day <= self.last}
        self.today, self.blocks, self.colour = today, blocks, colour
        self.bounds = _bounds(max(self.posts.values(), default=0))

    def lines(self, room: int) -> Iterator[str]:
        """Weeks side by side, with blanks between them where there is room, and in as many rows of them as it takes."""
        start = self.first.toordinal() - self.first.weekday()
        weeks = [*range(start, self.last.toordinal() + 1, 7)]
        step = 2 if _MARGIN + 2 * len(weeks) <= room else 1
        rows = -(-len(weeks) // max(1, (room - _MARGIN) // step))
        size = -(-len(weeks) // rows)
        for at in range(0, len(weeks), size):
            yield from [""] if at else []
            yield from self._block(weeks[at : at + size], step)

    def _block(self, weeks: list[int], step: int) -> Iterator[str]:
        yield paint((" " * _MARGIN + self._months(weeks, step)).rstrip(), "dim", colour=self.colour)
        for weekday in range(7):
            name = f"{_NAMES.get(weekday, ''):{_MARGIN}}"
            cells = (self._cell(week + weekday) for week in weeks)
            line = (" " * (step - 1)).join(cells).rstrip()
            yield (paint(name, "dim", colour=self.colour) + line).rstrip()

    def _months(self, weeks: list[int], step: int) -> str:
        """The name of each month above the week that has its first day; of two that would touch the later one."""
        line: list[str] = []
        starts = [(number, month) for number, week in enumerate(weeks) if (month := self._begins(week, first=not number))]
        for number, month in starts:
            following = next((other for other, _ in starts if other > number), len(weeks) + 4)
            if (following - number) * step >= 4 and number * step >= len(line) and (number * step + 3 <= len(weeks) * step):
                line += [" "] * (number * step - len(line)) + [*MONTHS[month - 1], " "]
        return "".join(line)

    def _begins(self, week: int, *, first: bool) -> int:
        """The month that begins in a week, or that it is in at the beginning of a row; 0 for none."""
        days = [day for day in range(week, week + 7) if self.first.toordinal() <= day <= self.last.toordinal()]
        begun = next((date.fromordinal(day) for day in days if date.fromordinal(day).day == 1), None)
        if begun is not None:
            return begun.month
        return date.fromordinal(days[0]).month if first and days else 0

    def _cell(self, ordinal: int) -> str:
        if not self.first.toordinal() <= ordinal <= min(self.last, self.today).toordinal():
            return " "
        count = self.posts.get(date.fromordinal(ordinal), 0)
        level = self._level(count)
        return paint(self._mark(count, level), _STYLES[level], colour=self.colour)

    def _mark(self, count: int, level: int) -> str:
        if self.blocks:
            return _SHADES[level]
        return str(count) if 0 < count < 10 else "+" if count else "."

    def _level(self, count: int) -> int:
        return next((level for level, bound in enumerate(self.bounds) if count <= bound), len(_SHADES) - 1)

    def legend(self, room: int) -> Iterator[str]:
        """What the marks mean, in posts a day."""
        if not self.blocks:
            more = ", + for ten and more" if max(self.posts.values(), default=0) > 9 else ""
            yield from wrap(f". for none, a digit for so many posts{more}", room)
            return
        names = ["none", *(_range(low + 1, high) for low, high in zip(self.bounds, self.bounds[1:], strict=False))]
        lines, taken = [""], 0
        for level, name in enumerate(names):
            size = len(name) + 2
            if lines[-1] and taken + 3 + size > room:
                lines, taken = [*lines, ""], 0
            lines[-1] += ("   " if lines[-1] else "") + f"{self._painted(level)} {name}"
            taken += size + (3 if taken else 0)
        yield from lines

    def _painted(self, level: int) -> str:
        return paint(_SHADES[level], _STYLES[level], colour=self.colour)


def _range(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}-{high}"


def _bounds(most: int) -> tuple[int, ...]:
    """The most posts of a day of each shade. One day of moving house with hundreds must not make all others pale."""
    if most <= 4:
        return tuple(range(most + 1))
    found = [0]
    for quarter in (1, 2, 3):
        found.append(max(found[-1] + 1, round(most ** (quarter / 4))))
    return (*found, most)
