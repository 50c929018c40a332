"""What Hexo makes of a post: what its name and front matter say, and whether it is shown."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from postctl import dates
from postctl.generators import _common
from postctl.generators._js_values import text, truthy
from postctl.generators.hexo import dates as hexo_dates
from postctl.generators.hexo import files, urls
from postctl.generators.hexo.files import Spot
from postctl.model import Date, Facts, FrontMatter, Place, Settings, Status, Verdict
from postctl.site import Source
from postctl.slugs import hexo as slugs


def facts(source: Source) -> Facts:
    options = source.settings.options
    spot = files.spot(source.path, options) or Spot("_posts", source.place.slug)
    parts = files.parsed(spot.name, options)
    data = {**source.front, **files.loose(parts)}
    zone = dates.zone(source.settings.timezone)
    date = _date(source, data, parts)
    slug = parts["title"]
    title = _title(data, slug, options)
    moment = date.moment.astimezone(dates.zone("local")) if date and date.moment else None
    return Facts(
        title=" ".join(title.split()) or slug,
        titled=bool(title.strip()) and truthy(source.front.get("title")),
        slug=slug,
        url=urls.url(data, slug, title, moment, options),
        verdict=verdict(source.front, source.place, options),
        date=date,
        updated=hexo_dates.read(data.get("updated"), "updated", zone, plain="updated" not in source.quoted),
        tags=_tags(data),
        lang=next((lang for key in ("lang", "language") if (lang := _common.plain_text(data.get(key)))), None),
        redirects=_redirects(data),
    )


def _title(data: Mapping[str, Any], slug: str, options: Mapping[str, Any]) -> str:
    if "title" not in data:
        return slug if truthy(options.get("use_slug_as_post_title")) else ""
    return "" if data["title"] is None else text(data["title"])


def _date(source: Source, data: Mapping[str, Any], parts: Mapping[str, str]) -> Date | None:
    """Front matter before the name; a date that cannot be read is that of the file, whatever the name says."""
    zone = dates.zone(source.settings.timezone)
    if truthy(data.get("date")):
        return hexo_dates.read(data["date"], "date", zone, plain="date" not in source.quoted)
    day = files.name_date(parts)
    return hexo_dates.from_name(day, zone) if day else None


def _tags(data: Mapping[str, Any]) -> tuple[str, ...]:
    """A list, or one text, which is one tag whatever stands in it."""
    written = data.get("tags") if truthy(data.get("tags")) else data.get("tag")
    items = written if isinstance(written, list) else [written] if truthy(written) else []
    return tuple(dict.fromkeys(text(item) for item in items if item is not None and item != ""))


def _redirects(data: Mapping[str, Any]) -> tuple[str, ...]:
    """What the plugin hexo-generator-alias reads, a text or a list."""
    written = data.get("alias")
    return tuple(each for each in (written if isinstance(written, list) else [written]) if isinstance(each, str) and each)


# --- public or not ----------------------------------------------------------------------------------------------------

_NEGATIVE = frozenset({"", "false", "no", "off", "n", "f", "0"})


def verdict(front: FrontMatter, place: Place, options: Mapping[str, Any]) -> Verdict:
    """Drafts by folder, then `published`; the rest means nothing to Hexo. A `permalink` that is no text costs the post."""
    shows_all = truthy(options.get("render_drafts"))
    if place.drafts and not shows_all:
        return Verdict(Status.DRAFT, "lies in _drafts/", trap=_trap_in_drafts(front))
    hides = not is_published(front)
    mark = _common.quoted("published", front.get("published"))
    if hides and not shows_all:
        return Verdict(Status.DRAFT, mark, "published")
    if truthy(front.get("permalink")) and not isinstance(front["permalink"], str):
        says = f"Hexo cannot process this post and leaves it out: `permalink: {text(front['permalink'])}` is no text"
        return Verdict(None, "no draft mark", "permalink", says, fatal=True)
    if hides:
        return Verdict(
            None, "render_drafts is on", "published", f"Hexo shows this post: with render_drafts on, `{mark}` does nothing"
        )
    key, trap = _trap(front)
    reason = "render_drafts is on" if place.drafts else "no draft mark"
    return Verdict(None, "published: true" if front.get("published") is True else reason, key, trap)


def is_published(front: FrontMatter) -> bool:
    """What warehouse's boolean makes of `published`; null and no key at all are true."""
    value = front.get("published")
    if value is None:
        return True
    return value not in ("false", "0") and truthy(value) and not (isinstance(value, float) and math.isnan(value))


def _trap_in_drafts(front: FrontMatter) -> str | None:
    if front.get("published") is True or front.get("draft") is False:
        return "Hexo leaves out what lies in _drafts/, whatever its front matter says; publishing moves it to _posts/"
    return None


def _trap(front: FrontMatter) -> tuple[str | None, str | None]:
    """The mark by which its author may have meant to hide a public post, and what Hexo makes of it."""
    for key, value in front.items():
        word = _common.plain_text(value).lower()
        if key == "published" and isinstance(value, str) and word in _NEGATIVE:
            return key, f"Hexo publishes this post: `published: {value}` is a text; only false hides a post"
        if key.lower() == "published" != key and value is False:
            return key, f"Hexo publishes this post: it does not know `{key}`, only `published`"
        if (key.lower() == "draft" and word not in _NEGATIVE) or (key.lower() == "status" and word == "draft"):
            mark = _common.quoted(key, value)
            return (
                key,
                f"Hexo publishes this post: `{mark}` has no effect in _posts/; set `published: false` or move it to _drafts/",
            )
    return None, None


def slug(title: str) -> str:
    """The slug Hexo itself makes of a title, in the case it has."""
    return slugs.slug(title)


def slug_in(title: str, settings: Settings) -> str:
    """The same in the case of `filename_case`."""
    return slugs.slug(title, files.filename_case(settings.options))
