"""The address Cobalt gives a post: a Liquid template, of which only variables are understood here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from posixpath import dirname, splitext
from typing import Any

from postctl.regexes import later
from postctl.slugs import zola

PATH = "/{{parent}}/{{name}}{{ext}}"
_VARIABLE = later(r"\{\{\s*([A-Za-z_][\w.]*)\s*\}\}")
_LIQUID = later(r"\{\{|\{%|\}\}|%\}")


def variables(path: str, slug: str | None, categories: Iterable[str], when: datetime | None) -> dict[str, str | None]:
    """What a template may name. `path` is the post's below the source, as if it were no draft; `None`: not known."""
    folders = [zola.exact(each) for each in categories]
    known: dict[str, str | None] = {
        "parent": dirname(path),
        "name": splitext(path.rpartition("/")[2])[0],
        "ext": ".html",
        "slug": slug,
        "categories": None if None in folders else "/".join(filter(None, folders)),
    }
    if when is not None:
        known |= {"year": str(when.year), "month": f"{when.month:02}", "i_month": str(when.month), "day": f"{when.day:02}"}
        known |= {"i_day": str(when.day), "hour": f"{when.hour:02}", "minute": f"{when.minute:02}", "second": f"{when.second:02}"}
    return known


def missing(permalink: str, known: Mapping[str, str | None]) -> str | None:
    """The first variable of a template that the post does not have: Liquid stops there."""
    names = (found[1] for found in _VARIABLE.finditer(permalink))
    return next((name for name in names if name not in known and not name.startswith("data.")), None)


def address(permalink: str, known: Mapping[str, str | None], data: object) -> str | None:
    """The template filled in; `None` where it has more than variables, or one that is not known."""
    values = {name: _value(name, known, data) for name in {found[1] for found in _VARIABLE.finditer(permalink)}}
    if None in values.values() or _LIQUID.search(_VARIABLE.sub("", permalink)):
        return None
    path = _VARIABLE.sub(lambda found: values[found[1]] or "", permalink)
    return "/" + path.replace("\\", "/").replace("//", "/").removeprefix("/")


def _value(name: str, known: Mapping[str, str | None], data: object) -> str | None:
    if not name.startswith("data."):
        return known.get(name)
    value: Any = data
    for key in name.split(".")[1:]:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value if isinstance(value, str) else None
