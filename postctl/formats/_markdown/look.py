"""How a body is drawn, and the few things that all who draw it share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from markdown_it.token import Token

from postctl.escaping import visible
from postctl.regexes import later
from postctl.values import dataclass, field


@dataclass(frozen=True, slots=True)
class Look:
    """How a body is drawn.

    `boxes`: lines and bullets that a terminal draws, else ASCII. `links`: a terminal can open them. `mdx`: the body is MDX.
    `images`: what is known of the target of an image: `width`, `height`, `missing`, and `data`, its bytes, to draw it. `theme`: a
    style of Pygments for code, `''` for the colours of the terminal.
    """

    boxes: bool
    colour: bool
    links: bool
    mdx: bool = False
    images: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    theme: str = ""


_ENCODED = later(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")


def literal(content: str, tag: str) -> Token:
    """A piece of a line in the style `markdown.<tag>`."""
    return Token("literal", tag, 0, content=content)


def known(look: Look, image: Token) -> Mapping[str, Any]:
    """What is known of the target of an image."""
    source = str(image.attrs.get("src", ""))
    return look.images.get(source) or look.images.get(address(source)) or {}


def address(url: str) -> str:
    """A URL as people write it: letters of all languages, which the parser has percent-encoded, and nothing that acts."""
    return visible(_ENCODED.sub(_decoded, url))


def _decoded(match: re.Match[str]) -> str:
    try:
        return bytes.fromhex(match[0].replace("%", "")).decode()
    except UnicodeDecodeError:
        return match[0]
