"""The loose rules of V8 for a text that is to be a date, where the form of ECMAScript does not fit.

Words before the first number mean nothing, three letters name a month, and numbers fill hours, minutes and days as they come.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.regexes import later
from postctl.values import NamedTuple

LAST_YEAR = 275_760
"""The last year that JavaScript knows."""

_TOKENS = later(
    r"(?P<number>[0-9]+)|(?P<sign>[:\-+.)])|(?P<open>\()|(?P<space>\s|\ufeff)|(?P<word>[^\x00-@\s\ufeff]+)|(?P<other>(?s:.))"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ZONES = {
    **dict.fromkeys(("ut", "utc", "z", "gmt"), 0),
    "edt": -4,
    **dict.fromkeys(("est", "cdt"), -5),
    **dict.fromkeys(("cst", "mdt"), -6),
    **dict.fromkeys(("mst", "pdt"), -7),
    "pst": -8,
}
_HALVES = {"am": 0, "pm": 12}


class Parts(NamedTuple):
    """What a text says: its day, its time down to thousandths, and the minutes its zone is east of UTC if it names one."""

    day: tuple[int, int, int]
    time: tuple[int, int, int, int]
    east: int | None


def parts(text: str) -> Parts | None:
    """The parts of a date, `None` where V8 sees none. A day may be one its month does not have."""
    return _Loose(text).read()


class _Token(NamedTuple):
    kind: str
    text: str

    @property
    def number(self) -> int:
        """Its first nine digits that are no leading zeros."""
        return int(self.text.lstrip("0")[:9] or 0)


_END = _Token("end", "")


class _Loose:
    """The loose rules: a walk over the tokens that fills a day, a time and a zone."""

    def __init__(self, text: str) -> None:
        self.tokens = list(_tokens(text))
        self.at = 0
        self.day: list[int] = []
        self.month: int | None = None
        self.time: list[int] = []
        self.half: int | None = None
        self.sign: int | None = None
        self.hours: int | None = None
        self.minutes: int | None = None
        self.counted = False

    def peek(self) -> _Token:
        return self.tokens[self.at] if self.at < len(self.tokens) else _END

    def skips(self, sign: str) -> bool:
        found = self.peek().kind == "sign" and self.peek().text == sign
        self.at += found
        return found

    def read(self) -> Parts | None:
        self._begin()
        self.counted = bool(self.day)
        while (token := self.peek()) is not _END:
            self.at += 1
            if not self._takes(token):
                return None
        return self._written()

    def _begin(self) -> None:
        """Keep what the form of ECMAScript has taken before it gave up: a year of four digits (six behind a sign), month, day."""
        signed = self.peek().kind == "sign" and self.peek().text in "+-"
        year = self.tokens[signed] if signed < len(self.tokens) else _END
        if year.kind != "number" or len(year.text) != (6 if signed else 4):
            return
        self.at = 1 + signed
        if signed and self.tokens[0].text == "-":
            self.day = [-year.number] if year.number else []
        else:
            self.day = [year.number]
        for limit in (12, 31) if self.day else ():
            if not self.skips("-"):
                return
            part = self.peek()
            if part.kind != "number" or len(part.text) != 2 or not 1 <= part.number <= limit:
                return
            self.day.append(part.number)
            self.at += 1

    def _takes(self, token: _Token) -> bool:
        if token.kind == "number":
            self.counted = True
            return self._number(token)
        if token.kind == "word":
            return self._word(token.text.lower())
        if token.kind == "sign" and token.text in "+-" and ((self.hours, self.minutes) == (0, 0) or self.time):
            return self._offset(1 if token.text == "+" else -1)
        return not (token.kind == "sign" and token.text in "+-)" and self.counted)

    def _number(self, token: _Token) -> bool:
        number = token.number
        if self.skips(":"):
            return self._clock(number)
        dot = self.skips(".")
        if dot and self._expects(number):
            return self._fraction(number)
        if self.hours is not None and self.minutes is None and number < 60:
            self.minutes = number
        elif self._expects(number):
            self.time = [*self.time, number, 0, 0, 0][:4]
            follows = self.peek()
            zed = follows.kind == "word" and follows.text in "Zz"
            return follows is _END or zed or follows.kind == "space" or (follows.kind == "sign" and follows.text in "+-")
        else:
            if len(self.day) == 3:
                return False
            self.day.append(number)
            self.skips("-")
        return True

    def _expects(self, number: int) -> bool:
        """Whether a number is the next part of a time that has begun."""
        limits = {1: 60, 2: 60, 3: 1000}
        return number < limits.get(len(self.time), 0)

    def _clock(self, number: int) -> bool:
        if self.skips(":"):
            if self.time:
                return False
            self.time = [number, 0]
            return True
        if len(self.time) == 4:
            return False
        self.time.append(number)
        self.skips(".")
        return True

    def _fraction(self, number: int) -> bool:
        digits = self.peek()
        if digits.kind != "number":
            return False
        self.at += 1
        self.time = [*self.time, number]
        if len(self.time) < 4:
            self.time = [*self.time, int((digits.text + "000")[:3]), 0, 0, 0][:4]
        return True

    def _word(self, word: str) -> bool:
        short = word[:3]
        if word in _HALVES and self.time:
            self.half = _HALVES[word]
        elif short in _MONTHS:
            self.month = _MONTHS.index(short) + 1
            self.skips("-")
        elif word in ZONES and self.counted:
            hours = ZONES[word]
            self.sign, self.hours, self.minutes = (-1 if hours < 0 else 1), abs(hours), 0
        else:
            return not self.counted and self.peek().kind != "number"
        return True

    def _offset(self, sign: int) -> bool:
        self.sign, self.counted = sign, True
        number, length = 0, 0
        if (token := self.peek()).kind == "number":
            self.at += 1
            number, length = token.number, len(token.text)
        if self.peek() == _Token("sign", ":"):
            self.hours, self.minutes = number, None
        elif length in (1, 2):
            self.hours, self.minutes = number, 0
        elif length in (3, 4):
            self.hours, self.minutes = divmod(number, 100)
        else:
            return False
        return True

    def _written(self) -> Parts | None:
        day, time = self._day(), self._time()
        if day is None or time is None or abs(day[0]) > LAST_YEAR:
            return None
        east = ((self.hours or 0) * 60 + (self.minutes or 0)) * self.sign if self.sign is not None else None
        return Parts(day, time, east)

    def _day(self) -> tuple[int, int, int] | None:
        """Year, month and day; a lone year is January 1, and what says no year is 2001."""
        if not self.day:
            return None
        one, two, three = [*self.day, 1, 1, 1][:3]
        if self.month is None:
            year, month, day = (three, one, two) if 1 <= one <= 31 else (one, two, three)
        else:
            year, day = (two, one) if 1 <= one <= 31 else (one, two)
            month = self.month
        year += 2000 if 0 <= year <= 49 else 1900 if 50 <= year <= 99 else 0
        return (year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None

    def _time(self) -> tuple[int, int, int, int] | None:
        hour, minute, second, thousandths = [*self.time, 0, 0, 0, 0][:4]
        if self.half is not None:
            if hour > 12:
                return None
            hour = hour % 12 + self.half
        fits = hour < 24 and minute < 60 and second < 60 and thousandths < 1000
        midnight = (hour, minute, second, thousandths) == (24, 0, 0, 0)
        return (hour, minute, second, thousandths) if fits or midnight else None


def _tokens(text: str) -> Iterator[_Token]:
    position = 0
    while position < len(text):
        match = _TOKENS.match(text, position)
        assert match is not None
        if match.lastgroup == "open":
            position = _behind_parentheses(text, position)
            yield _Token("other", "(")
            continue
        position = match.end()
        yield _Token(match.lastgroup or "other", match[0])


def _behind_parentheses(text: str, position: int) -> int:
    depth = 0
    while position < len(text):
        depth += (text[position] == "(") - (text[position] == ")")
        position += 1
        if depth <= 0:
            break
    return position
