"""What a body holds: frozen values, with places in code points of the body."""

from __future__ import annotations

from typing import Literal

from postctl.model import Span
from postctl.values import NamedTuple

Kind = Literal["link", "image", "reference", "autolink", "html"]
Form = Literal["inline", "full", "collapsed", "shortcut", "html"]

NOWHERE = Span(0, 0)


class Link(NamedTuple):
    """A place in a body that names a target: `body[span.start:span.end] == target`, as written, escapes and all.

    `reference`: the definition (`[label]: target`), once, however often it is used. `html`: `<a href>` or `<img src>`.
    `text` is what a reader sees (the alternative text of an image, the label of a definition). `whole` is the span of all of it:
    of HTML the opening tag.
    """

    kind: Kind
    target: str
    span: Span
    text: str
    whole: Span = NOWHERE


class Heading(NamedTuple):
    """A heading of `level` 1 to 6; `span` is the whole element without the end of its last line.

    `attributes`: the block of attributes (`{#id .class}`) at its end. `plain`: its text is all there is, with emphasis and code
    at most: no link, picture, HTML, footnote or template.
    """

    level: int
    text: str
    span: Span
    attributes: str = ""
    plain: bool = True


class Image(NamedTuple):
    """An image, with its alternative text (`None`: HTML without that attribute), and the span of all of it.

    `target`: decoded where it is Markdown. `linked`: it stands in a link.
    """

    alt: str | None
    target: str
    span: Span
    form: Form
    linked: bool = False


class Use(NamedTuple):
    """A link or an image by reference: `[text][label]` is `full`, `[label][]` collapsed, `[label]` a shortcut."""

    label: str
    form: Form
    span: Span
    image: bool


class Definition(NamedTuple):
    """`[label]: target "title"`. `counts`: it is the first with its label, which CommonMark takes.

    `target` as written, `place` its span; `span` is the whole definition without the end of its last line.
    """

    label: str
    target: str
    place: Span
    span: Span
    counts: bool


class CodeBlock(NamedTuple):
    """A block of code: `info`: the text behind the opening fence, `None` where it is indented. `closed`: the fence has an end."""

    info: str | None
    span: Span
    closed: bool


class Footnote(NamedTuple):
    """The use or the definition of a footnote with its label."""

    label: str
    span: Span
    defined: bool
