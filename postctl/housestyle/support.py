"""How sure a house style is: how many of the posts it was learnt from are as it says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from postctl import dates, patterns
from postctl.errors import ConfigError
from postctl.housestyle.house import House, KeyStyle
from postctl.housestyle.learning import words_of
from postctl.housestyle.samples import Sample, groups
from postctl.model import Status
from postctl.site import Site
from postctl.values import NamedTuple


class Support(NamedTuple):
    """Of `posts`, the paths learnt from: how many are named as the house says, and by key how many say what it says of that."""

    posts: tuple[str, ...]
    named: int = 0
    keys: Mapping[str, int] = {}


def support(site: Site, house: House, *, most: int = 50) -> Support:
    """How many of the posts that a house style was learnt from agree with it; for a template there are none."""
    public, drafts = groups(site, most, None, None)
    samples = (*public, *drafts)
    if not house.evidence or not samples:
        return Support(())
    named = sum(_named(house, sample) for sample in samples)
    keys = {style.key: sum(_agrees(sample, style, site) for sample in samples) for style in house.keys}
    return Support(tuple(sample.post.path for sample in samples), named, keys)


def _named(house: House, sample: Sample) -> bool:
    post = sample.post
    apart = post.verdict.hidden is Status.DRAFT and post.place.drafts and house.draft_file
    words, day = words_of(post, sample.moment, named=True)
    return _filled(house.draft_file if apart else house.file, {**words, "slug": words["name"]}, day) == post.path


def _filled(pattern: str, words: Mapping[str, str], day: datetime | None) -> str | None:
    try:
        return patterns.fill(pattern, {**words, "section": ""}, day)
    except ConfigError:
        return None


def _agrees(sample: Sample, style: KeyStyle, site: Site) -> bool:
    """Whether a post has the key, and under it what the house has there where that says what."""
    name = style.key.lower() if site.generator.fold_keys else style.key
    if name not in sample.post.front:
        return False
    value = sample.post.front[name]
    if style.role == "date":
        return dates.read(str(value), UTC).form == style.value
    if style.role == "pattern":
        words, day = words_of(sample.post, sample.moment)
        return _filled(str(style.value), words, day) == str(value).strip()
    return style.role != "constant" or value == style.value
