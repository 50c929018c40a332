"""What stands around blocks: quotes, lists and their items, alerts, definitions, footnotes."""

from __future__ import annotations

from rich.markdown import MarkdownContext

from postctl.formats._markdown.elements import Container, Leaf

_BULLETS = "•◦▪"
_COLOURS = {"note": "blue", "tip": "green", "important": "magenta", "warning": "yellow", "danger": "red", "details": "none"}


class Quote(Container):
    """Behind a bar."""

    style_name = "markdown.block_quote"
    bar = "markdown.marks"

    def begin(self, context: MarkdownContext) -> None:
        self.first = self.rest = "│ " if self.page.look.boxes else "> "


class Alert(Container):
    """Behind a heavy bar in the colour of its kind."""

    def begin(self, context: MarkdownContext) -> None:
        details = self.token.meta["family"] == "details"
        self.first = self.rest = ("┊ " if details else "┃ ") if self.page.look.boxes else "> "
        self.colour = _COLOURS.get(self.token.meta["family"], "cyan")
        self.bar = self.colour if self.colour != "none" else "markdown.marks"

    def close(self, last: Leaf, this: Leaf, inner: Container | None) -> bool | None:
        return True if isinstance(last, AlertTitle) and last.within[-1] is self else None


class AlertTitle(Leaf):
    """The kind of an alert and its title."""

    style_name = "bold"

    def begin(self, context: MarkdownContext) -> None:
        super().begin(context)
        alert = self.within[-1]
        assert isinstance(alert, Alert)
        self.text.style = f"bold {alert.colour}" if alert.colour != "none" else "bold"
        if alert.token.meta["family"] == "details":
            self.text.append("▾ ")


class Many(Container):
    """A list: of what is in it, how far numbers reach, and whether its items stand close."""

    def begin(self, context: MarkdownContext) -> None:
        self.start = int(self.token.attrs.get("start", 1)) if self.token.type == "ordered_list_open" else None
        self.depth = sum(1 for container in self.within if isinstance(container, Many) and container.start is None)

    @property
    def loose(self) -> bool:
        """Whether an empty line stands between its items."""
        return bool(self.token.meta["loose"])

    def close(self, last: Leaf, this: Leaf, inner: Container | None) -> bool | None:
        return not self.loose

    def mark(self, number: int) -> str:
        """What stands before an item."""
        if self.start is None:
            return f" {_BULLETS[self.depth % 3]} " if self.page.look.boxes else " - "
        digits = len(str(self.start + self.token.meta["items"] - 1))
        return f"{self.start + number}.".rjust(digits + 2) + " "


class Item(Container):
    """An item behind a bullet, a number or a box that is ticked or not."""

    def begin(self, context: MarkdownContext) -> None:
        self.of = self.within[-1]
        assert isinstance(self.of, Many)
        self.first = self.of.mark(self.token.meta["number"])
        self.bar = "markdown.item.bullet" if self.of.start is None else "markdown.item.number"
        task = self.token.meta["task"]
        if task is not None:
            self._tick(done=task)
        self.rest = " " * len(self.first)

    def _tick(self, *, done: bool) -> None:
        if not self.page.look.boxes:
            self.first += "[x] " if done else "[ ] "
            return
        box = "☑ " if done else "☐ "
        self.first = f" {box}" if self.first.strip() in _BULLETS else self.first + box
        self.bar = "markdown.item.done" if done else self.bar

    def close(self, last: Leaf, this: Leaf, inner: Container | None) -> bool | None:
        """A list belongs to the words before it."""
        assert isinstance(self.of, Many)
        return not self.of.loose if isinstance(inner, Many) else None


class Definitions(Container):
    """Terms, and behind each what it means."""

    def close(self, last: Leaf, this: Leaf, inner: Container | None) -> bool | None:
        return isinstance(last, Term) or not isinstance(this, Term)


class Term(Leaf):
    """What is defined."""

    style_name = "markdown.term"


class Definition(Container):
    """What it means."""

    first = rest = "    "


class Note(Container):
    """A footnote behind its number."""

    bar = "markdown.footnote"

    def begin(self, context: MarkdownContext) -> None:
        self.first = self.token.meta["mark"]
        self.rest = " " * len(self.first)


class Notes(Container):
    """All footnotes."""

    def close(self, last: Leaf, this: Leaf, inner: Container | None) -> bool | None:
        return True
