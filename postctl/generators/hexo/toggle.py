"""Publishing as `hexo publish` does it, and the way back.

Hexo moves a draft to `_posts/` under the name that `new_post_name` makes of its slug and date, `permalink_defaults` and its front
matter. It also writes the post anew by the scaffold, which this does not: nothing but the place changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from posixpath import splitext
from typing import Any

from postctl.generators import _common
from postctl.generators._js_values import text, truthy
from postctl.generators.hexo import files
from postctl.generators.hexo.files import PARAMETER, Spot
from postctl.generators.hexo.posts import is_published
from postctl.model import FrontMatter, Settings, Value
from postctl.site import Post, Toggle
from postctl.slugs.hexo import slug

_DATED = frozenset({"year", "month", "day", "i_month", "i_day", "hash"})


def toggle(post: Post, public: bool, settings: Settings, date: datetime) -> Toggle:
    options = settings.options
    spot = files.spot(post.path, options) or Spot("_posts", post.path)
    if _common.is_so(post, public=public):
        return Toggle({})
    marks = _draft_keys(post.front, draft=not public)
    if public:
        values: dict[str, Value] = marks if is_published(post.front) else {"published": True, **marks}
        return Toggle(values, _in(settings, "_posts", _published(spot, post.front, date, options)) if spot.drafts else None)
    name = _unpublished(spot, post, date, options)
    if name is None or "published" in post.front or truthy(options.get("render_drafts")):
        return Toggle({"published": False, **marks})
    return Toggle(marks, _in(settings, "_drafts", name))


def _in(settings: Settings, folder: str, name: str) -> str:
    source = files.source_folder(settings.options)
    return "/".join(part for part in (source, folder, name) if part)


def _published(spot: Spot, front: FrontMatter, date: datetime, options: Mapping[str, Any]) -> str:
    """The name below `_posts/` that Hexo gives a draft; a folder it lies in stays, for Hexo itself finds no drafts in one."""
    folder, _, name = spot.name.rpartition("/")
    stem, ending = splitext(name)
    title = slug(stem, files.filename_case(options)) or stem
    rule = files.new_post_name(options)
    made = files.filled(rule, _values(title, front, date, options))
    made = f"{splitext(made)[0] if splitext(rule)[1] else made}{ending}"
    return f"{folder}/{made}" if folder else made


def _values(title: str, front: FrontMatter, date: datetime, options: Mapping[str, Any]) -> dict[str, str]:
    from postctl import dates

    day = date.replace(tzinfo=dates.zone("local"))  # Hexo does not ask for `timezone` here
    seconds = str(int(day.timestamp() // 1))
    defaults = options.get("permalink_defaults")
    loose = {**(defaults if isinstance(defaults, dict) else {}), **front}
    return {key: text(value) for key, value in loose.items()} | {
        "year": f"{day.year:04}",
        "month": f"{day.month:02}",
        "i_month": str(day.month),
        "day": f"{day.day:02}",
        "i_day": str(day.day),
        "title": title,
        "hash": hashlib.sha1((title + seconds).encode(errors="replace"), usedforsecurity=False).hexdigest()[:12],
    }


def _unpublished(spot: Spot, post: Post, date: datetime, options: Mapping[str, Any]) -> str | None:
    """The name of the post as a draft, if publishing would give the very same name back; else it has to stay in `_posts/`."""
    tokens = set(PARAMETER.findall(files.new_post_name(options)))
    if tokens & _DATED and not (post.date and post.date.source == "date" and post.date.moment):
        return None
    title, ending = files.parsed(spot.name, options)["title"], splitext(spot.name)[1]
    back = Spot("_drafts", f"{title}{ending}")
    fits = title and not files.HIDDEN.search(back.name) and _published(back, post.front, date, options) == spot.name
    return back.name if fits else None


def _draft_keys(front: FrontMatter, *, draft: bool) -> dict[str, Value]:
    """The keys `draft` that say the opposite. They mean nothing to Hexo, but to whoever reads the post."""
    return {
        key: draft for key, value in front.items() if key.lower() == "draft" and value is not draft and isinstance(value, bool)
    }
