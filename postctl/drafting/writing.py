"""How a new post is written: front matter in the hand of the house, read again the way its generator reads it."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence

from postctl import document, globs, reading, registry
from postctl.document import Document
from postctl.errors import Refused
from postctl.housestyle import House, KeyStyle
from postctl.housestyle.house import frame, usual_key
from postctl.housestyle.writing import Pen, front_source
from postctl.model import Broken, Ignored, Problem, Value
from postctl.site import Post, Site
from postctl.syntaxes import same
from postctl.values import replace


def read(site: Site, path: str, made: Document) -> Post:
    """The post at a path as its generator reads it; with `made.apart`, of two files. `Refused` where it would see none there."""
    fits, left_out = globs.matcher(site.settings.posts), globs.matcher(site.settings.exclude)
    if not fits(path) or left_out(path):
        raise Refused(f"{site.generator.title} would not see {path} as a post: none are there", "give it another place")
    files = {path: document.encoded(made.apart or made)}
    if made.apart is not None:
        files[meta_of(path)] = document.encoded(made)
    settings = site.generator.with_files(site.settings, {path: path for path in files})
    result = reading.read(path, files[path], site.generator, settings, lambda name: files.get(name, _beside(site, name)))
    if isinstance(result, Post):
        return result
    reason = result.reason if isinstance(result, Broken | Ignored) else "nothing there is a post"
    raise Refused(f"{site.generator.title} would not see {path} as a post: {reason}", "give another [new] file pattern")


def meta_of(path: str) -> str:
    """The path of the file that holds the front matter of a post of two files."""
    return f"{posixpath.splitext(path)[0]}.meta"


def _beside(site: Site, name: str) -> bytes | None:
    """The bytes of a file of another post, as far as they were read."""
    for post in site.posts:
        if name == post.file:
            return document.encoded(post.document)
        if name == post.path and post.document.apart is not None:
            return document.encoded(post.document.apart)
    return None


def written(site: Site, house: House, keys: Sequence[KeyStyle], front: Mapping[str, Value], body: str = "") -> Document:
    """A file with this front matter in the hand of the house; where that would not say the same, in the usual one of the syntax.

    Where the house keeps the front matter in a file of its own, the document is that one, and `apart` the text. `keys` have a
    style for each key of `front`, whose order is theirs. Raises `Refused` for values the syntax cannot hold.
    """
    syntax = registry.syntax(house.syntax)
    if house.apart:
        text_file = document.read_text(_body(house, body), (), site.generator.fences, site.generator.schema)
        if isinstance(text_file, Problem):
            raise Refused(f"the text cannot be read again: {text_file.reason}", text_file.help)
        return replace(written(site, replace(house, apart=False), keys, front), apart=text_file)
    usual = frame(house.syntax)
    plain = replace(house, opening=usual.opening, closing=usual.closing)
    for style, hand in ((house, keys), (plain, _usual_hand(keys, front, house.syntax))):
        source = front_source(hand, front, Pen(syntax, site.generator.schema, house.quote))
        text = (style.opening + source + style.closing).replace("\n", house.newline)
        below = _body(house, body)
        made = document.read_text(text + below, (syntax,), site.generator.fences, site.generator.schema)
        if isinstance(made, Document) and _says(made, front, below):
            return made
    raise Refused(f"{house.syntax} front matter of {site.generator.title} cannot hold these values exactly")


def _says(made: Document, front: Mapping[str, Value], body: str) -> bool:
    """Whether a file has exactly this front matter, and this text below it."""
    meant = made.syntax is not None and same(dict(document.front_matter(made)), dict(front))
    return meant and made.content.lstrip("\r\n") == body.lstrip("\r\n")


def _usual_hand(keys: Sequence[KeyStyle], front: Mapping[str, Value], syntax: str) -> list[KeyStyle]:
    known = {style.key: style for style in keys}
    return [_undecorated(known.get(key), usual_key(key, value, syntax)) for key, value in front.items()]


def _undecorated(known: KeyStyle | None, usual: KeyStyle) -> KeyStyle:
    """The usual style of a key; a date keeps its like, for only that tells whether the house writes it bare."""
    if known is None:
        return usual
    inner = {child.key: child for child in known.children}
    children = tuple(_undecorated(inner.get(child.key), child) for child in usual.children)
    return replace(usual, children=children, like=known.like if known.role == "date" else None)


def _body(house: House, body: str) -> str:
    if not body:
        return ""
    lines = body.replace("\r\n", "\n").removesuffix("\n").split("\n")
    blank = [""] if house.blank_after and not house.apart and lines[0] else []
    return house.newline.join([*blank, *lines, *([""] if house.ends else [])])
