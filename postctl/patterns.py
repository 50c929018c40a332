"""The one pattern language: `src/blogs/{date:MM-DD-YYYY}-{slug}.md`, from values to text and back, and from texts to the pattern.

A pattern is literal text with tokens: `{title}`, `{slug}`, `{name}`, `{section}` and `{date:FORM}`, whose FORM is one of
`postctl.dates` (`{date}` is `{date:YYYY-MM-DD}`). Nothing else is in braces, and values are never expanded again. A section
may be empty; the slash behind it then goes with it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import count, takewhile

from postctl import dates, nearest
from postctl.errors import ConfigError
from postctl.regexes import later
from postctl.values import dataclass

_NAMES = ("slug", "name", "section", "title")  # of two names with equal values, `infer` takes the first
_TOKEN = later(r"\{(?P<token>[^{}]*)\}(?P<slash>(?<=\{section\})/)?")
_LONGEST = 4096  # code points of a text worth reading: no path is longer
_PARTS = ("year", "month", "day", "hour", "minute", "second")

Sample = tuple[str, Mapping[str, str], datetime | None]
"""A text, the values known of its post (`slug`, `title`, ...), and the date of the post."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Literal `text`; or the token `name`, with the `form` of a date, or the slash (`text`) that goes with a section."""

    text: str
    name: str = ""
    form: str = ""


def fill(pattern: str, values: Mapping[str, str], moment: datetime | None) -> str:
    """The text that a pattern makes of values.

    Raises `ConfigError` for an unknown token, for one without a value, and for a date where there is none.
    """
    return "".join(_filled(piece, pattern, values, moment) for piece in _pieces(pattern))


def check(pattern: str) -> None:
    """Raises `ConfigError` for a pattern with braces that do not match, or with a token that there is not."""
    _pieces(pattern)


def parse(pattern: str, text: str) -> dict[str, str] | None:
    """The values that make `text` of a pattern, or `None`: `fill` the other way round.

    `slug`, `name` and `title` hold no slash and are not empty. The date is under `date` as ISO text, as much of it as stands
    there (`2019`, `2019-04`, `2019-04-28`, `2019-04-28T10:00:00`), and it is a day of the calendar. Raises `ConfigError` for
    an unknown token, and where more than two names stand between two slashes, which no reader could tell apart.
    """
    match = _reader(pattern).fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        return None
    values = {name: value or "" for name, value in match.groupdict().items() if name in _NAMES}
    numbers: dict[str, int] = {}
    for place, form in enumerate(_forms(pattern)):
        for part, number in (dates.parts(match[f"date{place}"], form) or {}).items():
            if numbers.setdefault(part, number) != number:
                return None
    return _with_date(values, numbers)


# --- tokens ---------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def _pieces(pattern: str) -> tuple[_Piece, ...]:
    pieces: list[_Piece] = []
    end = 0
    for token in _TOKEN.finditer(pattern):
        pieces += [_literal(pattern, end, token.start()), _token(token["token"], token["slash"] or "", pattern)]
        end = token.end()
    pieces.append(_literal(pattern, end, len(pattern)))
    return tuple(pieces)


def _literal(pattern: str, start: int, end: int) -> _Piece:
    text = pattern[start:end]
    if "{" in text or "}" in text:
        raise ConfigError(f"The braces of the pattern {pattern!r} do not match.", "They hold a name: {slug}, {date:YYYY-MM-DD}.")
    return _Piece(text)


def _token(token: str, slash: str, pattern: str) -> _Piece:
    name, _, form = token.partition(":")
    if name == "date":
        dates.looks(form)  # raises for letters that no form has
        return _Piece("", name, form or "YYYY-MM-DD")
    if token in _NAMES:
        return _Piece(slash, name)
    raise ConfigError(f"There is no {{{token}}} in the pattern language ({pattern!r}).", _nearest(name))


def _nearest(name: str) -> str:
    near = nearest.names(name.strip(), [*_NAMES, "date"], most=1)
    return f"Did you mean {{{near[0]}}}?" if near else "There are {title}, {slug}, {name}, {section} and {date:YYYY-MM-DD}."


def _filled(piece: _Piece, pattern: str, values: Mapping[str, str], moment: datetime | None) -> str:
    if not piece.name:
        return piece.text
    if piece.name == "date":
        if moment is None:
            raise ConfigError(f"The pattern {pattern!r} has a date, and there is none.")
        return dates.write(moment, piece.form)
    if piece.name not in values:
        raise ConfigError(f"There is no {piece.name} for the pattern {pattern!r}.")
    value = values[piece.name]
    return value + piece.text if value else ""


# --- reading --------------------------------------------------------------------------------------------------------------


def _forms(pattern: str) -> Iterator[str]:
    return (piece.form for piece in _pieces(pattern) if piece.name == "date")


@lru_cache(maxsize=256)
def _reader(pattern: str) -> re.Pattern[str]:
    _check_readable(pattern)
    source: list[str] = []
    seen: set[str] = set()
    place = count()
    for piece in _pieces(pattern):
        if piece.name == "date":
            source.append(f"(?P<date{next(place)}>{dates.looks(piece.form)})")
        elif piece.name:
            source.append(_again(piece) if piece.name in seen else _first(piece))
            seen.add(piece.name)
        else:
            source.append(re.escape(piece.text))
    return re.compile("".join(source), re.ASCII)


def _check_readable(pattern: str) -> None:
    """Two names in one path segment keep the search quadratic in that segment; a third would be cubic."""
    names = 0
    for piece in _pieces(pattern):
        names += piece.name in _NAMES
        if names > 2:
            raise ConfigError(f"The pattern {pattern!r} has too many names side by side to be read back.")
        if "/" in piece.text:
            names = 0


def _first(piece: _Piece) -> str:
    if piece.name == "section":
        return f"(?:(?P<section>[^/]+(?:/[^/]+)*){piece.text})?"
    return f"(?P<{piece.name}>[^/]+)"


def _again(piece: _Piece) -> str:
    return f"(?({piece.name})(?P={piece.name}){piece.text})"


def _with_date(values: dict[str, str], numbers: Mapping[str, int]) -> dict[str, str] | None:
    """The values with the date that the numbers make as far as they go; `None` if there is no such date."""
    known = [numbers[part] for part in takewhile(numbers.__contains__, _PARTS)]
    if not known:
        return values
    try:
        moment = datetime(*known, *[1] * (3 - len(known)))  # type: ignore[arg-type]
    except ValueError:
        return None
    ends = {1: 4, 2: 7, 3: 10}  # characters of the year, the month, the day
    return values | {"date": moment.isoformat()[: ends.get(len(known))]}


# --- learning -------------------------------------------------------------------------------------------------------------

# On a tie the earlier form wins: the padded before the bare, and the month before the day.
_WHOLE = (
    *("YYYY-MM-DD", "YYYY/MM/DD", "MM-DD-YYYY", "DD-MM-YYYY", "YYYYMMDD", "YYYY_MM_DD", "YYYY.MM.DD"),
    *("YYYY-M-D", "YYYY/M/D", "M-D-YYYY", "YYYY-MM-DD-HH-mm-ss"),
)
_PARTIAL = ("YYYY/MM", "YYYY-MM", "YYYY")
_TRIED = 20  # the most frequent candidates are tried on all samples


def infer(samples: Sequence[Sample]) -> tuple[str, float] | None:
    """The pattern that explains most of the texts, and its share of them (0 to 1); `None` where there is nothing to learn.

    A text is explained if the pattern makes exactly that text of its values and date. Texts that are all equal have a
    pattern without tokens.
    """
    candidates = Counter(candidate for sample in samples for candidate in _candidates(*sample))
    scores = {pattern: sum(_explains(pattern, *sample) for sample in samples) for pattern, _ in candidates.most_common(_TRIED)}
    if not scores:
        return None
    best = max(scores, key=lambda pattern: scores[pattern])
    return best, scores[best] / len(samples)


def _candidates(text: str, values: Mapping[str, str], moment: datetime | None) -> list[str]:
    """Patterns that may have made a text, the likeliest first."""
    if "{" in text or "}" in text or len(text) > _LONGEST:
        return []
    names = {values[name]: f"{{{name}}}" for name in reversed(_NAMES) if values.get(name)}
    if moment is None:
        return [_substituted(text, names)]
    written = {form: dates.write(moment, form) for form in (*_WHOLE, *_PARTIAL)}
    partial = {written[form]: f"{{date:{form}}}" for form in _PARTIAL}
    found: list[str] = []
    for form in _WHOLE:
        if written[form] in text:
            whole = {written[form]: f"{{date:{form}}}"} | names
            found += [_substituted(text, partial | whole), _substituted(text, whole)]
    return list(dict.fromkeys([*found, _substituted(text, partial | names), _substituted(text, names)]))


def _substituted(text: str, tokens: Mapping[str, str]) -> str:
    """The text with tokens for values, the longest first; a value counts only where a word could begin and end."""
    values = sorted((value for value in tokens if value in text), key=len, reverse=True)
    made: list[str] = []
    at = 0 if values else len(text)
    while at < len(text):
        begins = not text[at - 1 : at].isalnum()
        found = next((each for each in values if text.startswith(each, at) and _ends(text, at + len(each))), "") if begins else ""
        made.append(tokens[found] if found else text[at])
        at += len(found) or 1
    return "".join(made) if values else text


def _ends(text: str, end: int) -> bool:
    """Whether no letter or digit follows a part of a text."""
    return not text[end : end + 1].isalnum()


def _explains(pattern: str, text: str, values: Mapping[str, str], moment: datetime | None) -> bool:
    try:
        return fill(pattern, values, moment) == text
    except ConfigError:
        return False
