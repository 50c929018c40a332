"""A title, address, file name or link holds a character that nobody can see.

Zero-width blanks, marks that turn the direction of writing, control characters and
"tag" characters come along with text copied from chats, documents and web pages, or
were put there on purpose: with them a file name can be made to read backwards, two
addresses that look alike can differ, and a whole sentence can hide in a title.

The finding names the character and its place. Delete it; most editors can show
invisible characters. In the name of a file a tab, a line break and a byte that is no
UTF-8 are told too: programs that read lists of files stumble over them.

Emoji that are put together with joiners, the joiners of Persian and Indic words, and
direction marks in titles in Hebrew or Arabic are fine. So are soft hyphens in titles.
Control characters of titles and texts, and of the links in them, are P502's.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

from postctl.escaping import one_line, visible
from postctl.markdown import links
from postctl.model import Severity, Span
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._characters import controls
from postctl.rules._common import entry, place
from postctl.site import Post, Site

_ENTITY = later(r"&#[xX]?[0-9a-fA-F]+;")
_ORDINARY = later(r"[ -~\r\n\t]+")
_CONTROLS = {"\n": "line break", "\r": "carriage return", "\t": "tab", "\x1b": "escape", "\0": "null"}
_CODES_OF_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_CONTROLS_OF_TEXTS = dict.fromkeys(_CODES_OF_CONTROLS[1:])
"""Those that stand in a text as they are: P502 tells them."""
_ADDRESS_KEYS = ("slug", "path", "permalink", "url")


def _check(post: Post, site: Site) -> Iterator[Finding]:
    if not _is_plain(post.path) and (hidden := _first_hidden(post.path, shown=one_line(post.path))):
        yield Finding(f"the file name holds {hidden}", help="rename the file")
    if post.titled and not _is_plain(post.title) and (hidden := _first_hidden(_without_harmless(post.title))):
        yield _in_value(post, site, "title", hidden)
    for key in _ADDRESS_KEYS:
        value = post.front.get(key)
        if isinstance(value, str) and (hidden := _first_hidden(value)):
            yield _in_value(post, site, key, hidden)
    yield from _in_links(post)


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable()


def _first_hidden(text: str, shown: str | None = None) -> str | None:
    """Name and number of the first character that differs where the text is `shown`, `visible` as a rule, or `None`."""
    if _is_plain(text):
        return None
    shown = visible(text) if shown is None else shown
    if shown == text:
        return None
    return _named(next(one for one, other in zip(text, shown, strict=False) if one != other))


def _named(character: str) -> str:
    from unicodedata import category, name

    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:  # what os.fsdecode makes of a byte outside UTF-8
        return f"a byte that is not UTF-8 (0x{code - 0xDC00:02x})"
    unnamed = "half a character" if category(character) == "Cs" else "control character"
    return f"U+{code:04X} {name(character, _CONTROLS.get(character, unnamed))}"


def _without_harmless(title: str) -> str:
    """The title without what may well be in one, and without control characters, which P502 tells."""
    from unicodedata import bidirectional

    harmless = dict.fromkeys(
        (0xAD, *_CODES_OF_CONTROLS, *((0x200E, 0x200F, 0x061C) if any(bidirectional(c) in ("R", "AL") for c in title) else ()))
    )
    return title.translate(harmless)


def _in_value(post: Post, site: Site, key: str, hidden: str) -> Finding:
    span = place(entry(post, site, key))
    return Finding(f"`{key}` holds {hidden}, which nobody can see", span=span, help="delete the character")


def _in_links(post: Post) -> Iterator[Finding]:
    body = post.document.content
    if not _may_hide(body):
        return
    base = post.document.base
    for link in links(body):
        if hidden := _first_hidden(unescape(link.target.translate(_CONTROLS_OF_TEXTS))):
            span = Span(link.span.start + base, link.span.end + base)
            yield Finding(f"the link holds {hidden}, which nobody can see", span=span, help="delete the character")


def _may_hide(body: str) -> bool:
    """Whether a body holds a character, or an entity for one, that can be unseen: most do not, and need no parsing."""
    entities = set(_ENTITY.findall(body)) if "&" in body else ()
    if not entities and body.isascii():
        return bool(controls(body))
    strange = {*_ORDINARY.sub("", body), *"".join(map(unescape, entities))} - set("\r\n\t")
    return any(visible(character) != character for character in strange)


RULE = Rule(
    code="P501",
    severity=Severity.WARNING,
    summary="a character nobody can see, in a title, address or link",
    post=_check,
    bad=(
        Example({"a.md": "---\ntitle: A\u202eb\n---\n"}),
        Example({"a.md": '---\ntitle: "A\\u2066b"\n---\n'}),
        Example({"a.md": "---\ntitle: A\nslug: a\u200bb\n---\n"}),
        Example({"a\u2060.md": "---\ntitle: A\n---\n"}),
        Example({"posts/a\tb.md": "---\ntitle: A\n---\n"}),
        Example({"a.md": "---\ntitle: A\n---\n[a](https://x.org/&#x202e;b)\n"}),
        Example({"a.md": "---\ntitle: A\U000e0061\n---\n"}),
    ),
    good=(
        Example({"a.md": "---\ntitle: \U0001f469\u200d\U0001f4bb A\n---\n\u200bText.\n"}),
        Example({"a.md": "---\ntitle: Zusammen\u00adhang\n---\n"}),
        Example({"a.md": "---\ntitle: \u05e9\u05dc\u05d5\u05dd C++\u200f\n---\n"}),
    ),
)
