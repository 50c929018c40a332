"""The posts in the JSON of `list` and `show`, and what else these two know of a post."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from postctl import records
from postctl.describing.fields import FINDING, PATH, STATUS, URL
from postctl.describing.shapes import COUNT, FLAG, MOMENT, PLACE, TEXT, TEXTS, listed, maybe, one_of, record, told

_FIELDS: Mapping[str, Mapping[str, Any]] = {
    "path": PATH,
    "title": told(maybe(TEXT), "The title, or what the generator makes of the file name."),
    "slug": told(maybe(TEXT), "The part of the address that is the post's own."),
    "url": URL,
    "status": told(STATUS, "What a reader of the site meets now."),
    "reason": told(maybe(TEXT), "Why the status is what it is, in the words of the post."),
    "changes_at": told(maybe(MOMENT), "When the status changes by itself; null if it does not."),
    "date": told(maybe(TEXT), "RFC 3339 date or date-time as it is written, without an invented offset."),
    "updated": told(maybe(TEXT), "When its author says it was last updated, as `date`."),
    "expires": told(maybe(TEXT), "When it is no longer public, as `date`."),
    "draft": told(FLAG, "Whether the status is `draft`."),
    "tags": told(TEXTS, "Its tags as the generator sees them."),
    "lang": told(maybe(TEXT), "The code of its language, where it says one."),
    "words": told(maybe(COUNT), "The words a reader reads; null where they were not counted."),
    "reading_minutes": told(maybe(PLACE), "Minutes to read it; null where words were not counted."),
    "problems": told(listed(TEXT), "The codes of the findings of `validate`."),
}
POST: Mapping[str, Mapping[str, Any]] = {name: _FIELDS.get(name, {}) for name in records.FIELDS}
"""The record of a post, which every list of posts has."""
_DAYS = {"type": "integer"}
COLUMNS: Mapping[str, Mapping[str, Any]] = {
    "group": told(maybe(TEXT), "With `--group-by`: the group it is shown in; null where it has nothing there."),
    "appears": told(maybe(MOMENT), "When it goes public, by itself or by `publish --due`; null if nobody has said."),
    "age": told(maybe(_DAYS), "Days since its date, less than 0 for one yet to come; null without a date."),
    "author": told(TEXTS, "Who wrote it."),
    "section": told(maybe(TEXT), "Its folder below the content; null for a file that cannot be read."),
    "year": told(maybe({**TEXT, "pattern": "^[0-9]{4}$"}), "The year of its date."),
    "month": told(maybe({**TEXT, "pattern": "^[0-9]{4}-[0-9]{2}$"}), "The month of its date, with the year."),
}
"""What a record of `list` has where it is asked for."""
KEY: Mapping[str, Any] = told({}, "Another column that `--columns` names: the value of that key in the front matter, or null.")
GROUP: Mapping[str, Mapping[str, Any]] = {
    "count": told(COUNT, "How many posts are in it; without `--group-by`, how many there are.")
}
GROUPED: Mapping[str, Mapping[str, Any]] = {
    "group": told(maybe(TEXT), "With `--group-by`: what its posts have in that column; null for those that have nothing there."),
}

_TRANSLATION = record(
    {
        "lang": told(maybe(TEXT), "The code of its language."),
        "path": PATH,
        "title": told(TEXT, "Its title."),
        "url": URL,
        "status": told(STATUS, "What a reader of the site meets now."),
    }
)
_HEADING = record(
    {
        "level": told({**PLACE, "maximum": 6}, "1 to 6."),
        "text": told(TEXT, "The text without marks."),
        "line": told(PLACE, "The line it stands in, from 1."),
        "anchor": told(maybe(TEXT), "What a link to it has behind `#`; null where that is not certain."),
    }
)
_LEADS = ("post", "file", "external", "mail", "anchor", "template", "broken", "unknown")
_LINK = record(
    {
        "kind": told(one_of(["link", "image"]), "What it is."),
        "text": told(TEXT, "The text of a link, or what an image says where it cannot be seen."),
        "target": told(TEXT, "Where it points, as it is written."),
        "line": told(PLACE, "The line its target stands in, from 1."),
        "column": told(PLACE, "The column its target begins at, from 1, in code points."),
        "leads_to": told(one_of(_LEADS), "What stands there; `unknown`: a page that no file of the site shows."),
        "path": told(maybe(TEXT), "The path of the post or file from `root`; null for anything else."),
    }
)
_SAID = ("code", "name", "severity", "path", "line", "column", "message", "help")
SHOWN: Mapping[str, Mapping[str, Any]] = {
    "permalink": told(maybe(TEXT), "The whole URL; null where the site does not say at which address it stands."),
    "section": told(TEXT, "Its folder below the content; empty for none."),
    "redirects": told(TEXTS, "Other addresses that lead to it, as they are written."),
    "series": told(TEXTS, "The series it is part of."),
    "translations": listed(_TRANSLATION, "The same post in other languages."),
    "toc": listed(_HEADING, "The headings of its text in order."),
    "links": listed(_LINK, "The links and images of its text in order."),
    "findings": listed(record({name: FINDING[name] for name in _SAID}), "What `validate` finds in it."),
}
"""What only `show` looks for."""
