"""A fast path for the front matter in TOML that nearly every post has: keys with values on one line, and tables of such keys.

What it reads is what `Toml.value` says of the nodes; the tests compare the two. Whatever else stands in a source (an escape, a
comment, a dotted key, a list in a list, a key that stands twice, a mistake) is no business of this module: it gives up.
"""

from __future__ import annotations

from datetime import datetime
from sys import intern

from postctl.model import Value
from postctl.regexes import later

_LONGEST = 8192
"""A source this short reaches no limit of `guard`: in bytes, in values."""

_DOTS = 32
"""So few make no key that is nested too deeply."""

_STRANGE = later("[\0-\x09\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Controls, tabs, halves of characters: where one of them stands, anything may hold."""

_KEY = r"[A-Za-z_][A-Za-z0-9_-]{0,99}"
_TEXT = r"\"[^\"\\\r\n]*\"|'[^'\r\n]*'"
_LIST = rf"\[ *(?:(?:{_TEXT})(?: *, *(?:{_TEXT}))*)? *\]"
_HOUR, _MINUTE = "(?:[01][0-9]|2[0-3])", "[0-5][0-9]"
_DATE = rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?:[T ]{_HOUR}:{_MINUTE}:{_MINUTE}(?:Z|[+-]{_HOUR}:{_MINUTE})?)?"
_END = r" *(?:\r?\n(?: *\r?\n)*|\Z)"
_LEAD = later(r"(?: *\r?\n)*")
_LINES = later(
    rf"(?:({_KEY}) *= *(?:({_TEXT})|({_LIST})|(true|false)|({_DATE})|([+-]?(?:0|[1-9][0-9]{{0,14}})))|\[({_KEY})\]){_END}"
    r"|([\s\S]+)"
)
_ITEMS = later(_TEXT)


def data(source: str) -> tuple[dict[str, Value], tuple[str, ...]] | None:
    """The data of a source, and the keys whose value stands in quotes; `None` where it has to be parsed."""
    lead = _LEAD.match(source)
    if len(source) > _LONGEST or lead is None or source.count(".") > _DOTS or _STRANGE.search(source):
        return None
    values: dict[str, Value] = {}
    level, above = values, ""
    quoted: list[str] = []
    for name, text, texts, word, date, number, table, strange in _LINES.findall(source, lead.end()):
        key = intern(table or name)
        if strange or key in (values if table else level) or (date and not _is_day(date)):
            return None
        if table:
            values[key] = level = {}
            above = f"{key}."
        elif text:
            level[key] = text[1:-1]
            quoted.append(above + key)
        elif texts:
            level[key] = [each[1:-1] for each in _ITEMS.findall(texts)]
        else:
            level[key] = word == "true" if word else date or int(number)
    return values, tuple(quoted)


def _is_day(written: str) -> bool:
    try:
        datetime.fromisoformat(written[:10])
    except ValueError:
        return False
    return True
