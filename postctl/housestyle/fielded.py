"""A house style with the draft field that the owner of the site has named."""

from __future__ import annotations

from postctl.housestyle.house import House, KeyStyle, usual_key
from postctl.marks import is_field
from postctl.model import DraftField, Value
from postctl.site import Site
from postctl.values import replace


def fielded(house: House, site: Site) -> House:
    """The house style whose draft mark is the field: in the place of the usual mark where no post shows it."""
    field = site.settings.draft
    if field is None:
        return house
    if house.evidence:
        return replace(
            house, keys=tuple(_filled(style, field) if is_field(style.key, site.settings) else style for style in house.keys)
        )
    usual = [style for style in house.keys if style.key.lower() in site.generator.conventions]
    if not usual:
        return house
    keys = [_of_field(field, house.syntax) if style is usual[0] else style for style in house.keys if style not in usual[1:]]
    return replace(house, keys=(*(key for key in keys if not key.children), *(key for key in keys if key.children)))


def _filled(style: KeyStyle, field: DraftField) -> KeyStyle:
    """The field as posts show it, with the values that none of them has."""
    if style.role != "draft":
        return style
    value = _first(field.public) if style.value is None else style.value
    hidden = _first(field.draft) if style.hidden is None else style.hidden
    return _said_by(replace(style, value=value, hidden=hidden))


def _of_field(field: DraftField, syntax: str) -> KeyStyle:
    """The field as a key that no post shows."""
    head, dot, last = field.key.rpartition(".")
    inner = usual_key(last if dot else field.key, True, syntax)
    mark = _said_by(replace(inner, role="draft", value=_first(field.public), hidden=_first(field.draft)))
    if not dot:
        return mark
    table = usual_key(head, {last: True}, syntax)
    return replace(
        table,
        when=mark.when,
        children=tuple(replace(child, role="draft", value=mark.value, hidden=mark.hidden) for child in table.children),
    )


def _said_by(style: KeyStyle) -> KeyStyle:
    """Only drafts have it where nothing means public, and the other way round."""
    if style.when != "always" or (style.value is not None and style.hidden is not None):
        return style
    return replace(style, when="public" if style.hidden is None else "draft")


def _first(words: tuple[bool | str, ...]) -> Value:
    return words[0] if words else None
