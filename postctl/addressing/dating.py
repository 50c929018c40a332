"""Another date for a post, in the form that its date has."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo

from postctl import dates, document
from postctl.document import Insert
from postctl.errors import Refused
from postctl.model import Date, Value
from postctl.site import Post, Site


def redated(
    site: Site, post: Post, date: datetime | None, *, date_only: bool, exact: bool, named: bool
) -> dict[str, Value | Insert]:
    """The edit that gives a post another date (aware), by key; none where the date stays, or the new name says it (`named`).

    `exact`: the time of day is written even where the post has only a day. Raises `Refused` for a date in an unknown form.
    """
    if date is None:
        return {}
    zone = dates.zone(site.settings.timezone)
    old = post.date if post.goes_live is None or not post.goes_live.text else post.goes_live
    if old is None or old.source == "name" or not old.text:
        if named and (date_only or (old is not None and not exact)):
            return {}
        if old is not None and old.text and not named:
            raise Refused(f"the date of {post.path} stands in its name", "rename the file, or write a date into its front matter")
        form = "YYYY-MM-DD" if date_only else _form(site, site.generator.date_form, exact=exact)
        text = dates.write(date.astimezone(zone), form)
        return {site.generator.date_key: Insert(text)}
    entry = document.find(post.document, old.source, fold=site.generator.fold_keys)
    if entry is None or old.form is None or old.moment is None:
        raise Refused(f"the date of {post.path} ({old.text}) is in no form that can be written again", "edit it by hand")
    text = dates.write(date.astimezone(_offset(old, zone)), _form(site, old.form, exact=exact))
    return {entry.key: text} if text != old.text else {}


def _offset(old: Date, zone: tzinfo) -> tzinfo:
    """The zone a date is written in: the one it says, unless that is the site's own, which may have another offset by then."""
    if old.moment is None or old.moment.tzinfo is None or not old.iso or not re.search(r"Z|[+-]\d\d:?\d\d\Z", old.iso[10:]):
        return zone
    own = not old.iso.endswith("Z") and dates.in_zone(old.moment, zone).utcoffset() == old.moment.utcoffset()
    return zone if own else old.moment.tzinfo


def _form(site: Site, form: str, *, exact: bool) -> str:
    return dates.with_clock(form, site.generator.date_form) if exact else form
