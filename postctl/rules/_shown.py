"""What generators print for a plain YAML scalar that is no text to them: asked of their YAML readers one by one."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from postctl.regexes import later

_PLAIN = later(r"[-+.0-9YyNnOoTtFf][^\s]{0,39}(?: \d\d:\d\d(?::\d\d)?)?")
_DECIMAL = later(r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+")
_INTEGER = later(r"[-+]?(?:0|[1-9][0-9]*)")
_OCTAL = later(r"[-+]?0[0-7]+")
_HEX = later(r"0x[0-9a-fA-F]+")
_EXPONENT = later(r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?[eE][-+]?[0-9]{1,2}")
_BASE_60 = later(r"[-+]?[1-9][0-9]*(?::[0-5]?[0-9]){1,2}")
_GROUPS = later(r"[1-9][0-9]*(?:_[0-9]+)+")
_COMMAS = later(r"[1-9][0-9]*(?:,[0-9]+)+")
_DAY = later(r"(\d{4})-(\d\d)-(\d\d)(?: (\d\d:\d\d):\d\d)?")
_TRUE = frozenset("yes Yes YES on On ON true True TRUE".split())
_FALSE = frozenset("no No NO off Off OFF false False FALSE".split())


def shown(generator: str, text: str) -> str | None:
    """What a generator prints for a plain scalar; `None` where it prints what is written, or where nobody has asked it."""
    if generator not in _PRINTS or not _PLAIN.fullmatch(text):
        return None
    prints = _PRINTS[generator](text)
    return prints if prints != text else None


def _ruby(text: str) -> str | None:
    """Psych: YAML 1.1, numbers to base 60 (of which the first part counts hours), commas between digits."""
    if text in _TRUE | _FALSE:
        return "true" if text in _TRUE else "false"
    if _DECIMAL.fullmatch(text):
        return str(float(text))
    if _OCTAL.fullmatch(text):
        return str(int(text, 8))
    if _HEX.fullmatch(text):
        return str(int(text, 16))
    if _COMMAS.fullmatch(text) or _GROUPS.fullmatch(text):
        return text.replace(",", "").replace("_", "")
    if _BASE_60.fullmatch(text) and not text.startswith(("-", "+")):
        hours, minutes, *seconds = map(int, text.split(":"))
        return str(hours * 3600 + minutes * 60 + sum(seconds))
    return None


def _go(text: str) -> str | None:
    """goccy/go-yaml, as Hugo uses it: YAML 1.2 with octal numbers."""
    if _DECIMAL.fullmatch(text):
        return _short(float(text))
    if _OCTAL.fullmatch(text):
        return str(int(text, 8))
    if _HEX.fullmatch(text):
        return str(int(text, 16))
    return text.replace("_", "") if _GROUPS.fullmatch(text) else None


def _js_old(text: str) -> str | None:
    """js-yaml 3, with which gray-matter reads: YAML 1.1 without its booleans."""
    if _OCTAL.fullmatch(text):
        return str(int(text, 8))
    if _BASE_60.fullmatch(text) and not text.startswith(("-", "+")):
        total = 0
        for part in text.split(":"):
            total = total * 60 + int(part)
        return str(total)
    if _GROUPS.fullmatch(text):
        return text.replace("_", "")
    return _js_both(text)


def _js_both(text: str) -> str | None:
    """What all of them make numbers and dates of."""
    if _DECIMAL.fullmatch(text) or _EXPONENT.fullmatch(text):
        return _short(float(text))
    if _INTEGER.fullmatch(text):
        return _short(float(text))
    if _HEX.fullmatch(text):
        return _short(float(int(text, 16)))
    return _day(text)


def _js_new(text: str) -> str | None:
    """YAML 1.2, as Hexo reads it."""
    if re.fullmatch(r"0[0-9]+", text):
        return _short(float(text))
    return _js_both(text)


def _short(number: float) -> str:
    """A number as JavaScript and Go print it, as far as that is without an exponent."""
    if number != number or abs(number) >= 1e21 or (number and abs(number) < 1e-6):
        return repr(number)
    whole = format(Decimal(repr(number)), "f")
    return (whole.rstrip("0").rstrip(".") if "." in whole else whole).replace("-0", "0" if not number else "-0")


def _day(text: str) -> str | None:
    """A date as JavaScript prints it."""
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
    names = "Mon Tue Wed Thu Fri Sat Sun".split(), "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    clock = f"{found[4]}:00" if found[4] else "00:00:00"
    return f"{names[0][day.weekday()]} {names[1][day.month - 1]} {day.day:02} {day.year} {clock} GMT+0000"


_PRINTS: dict[str, Callable[[str], str | None]] = {
    "jekyll": _ruby,
    "hugo": _go,
    "hexo": _js_new,
    "eleventy": _js_both,
    "docusaurus": _js_old,
    "gatsby": _js_old,
}

PRINTERS = frozenset(_PRINTS)
"""The generators that were asked."""
