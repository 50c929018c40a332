"""What a new post is to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from postctl.model import Value
from postctl.site import Post, Site


@dataclass(frozen=True, slots=True)
class Wish:
    """What the post is to be. `values`: front matter as typed, by key; `data`: front matter whose values are known already.

    `respelt`: terms to write otherwise than they were typed. `lang`: the language, where it is not the site's usual one.
    """

    title: str
    slug: str
    moment: datetime
    publish: bool
    tags: tuple[str, ...]
    values: Mapping[str, str]
    body: str
    data: Mapping[str, Value] = field(default_factory=dict)
    respelt: Mapping[str, str] = field(default_factory=dict)
    lang: str | None = None
    original: Post | None = None


def name(site: Site, key: str) -> str:
    """The key as the front matter of a post has it."""
    return key.lower() if site.generator.fold_keys else key
