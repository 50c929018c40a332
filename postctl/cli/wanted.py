"""What `postctl list` is told: on the command line, in a view that postctl.toml has a name for, or by both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from postctl.config import LISTED
from postctl.errors import UsageError
from postctl.values import NamedTuple

if TYPE_CHECKING:
    from postctl.config import Config

STATUSES = ("drafts", "scheduled", "published", "expired", "unlisted", "broken")
_FIELDS = {"count": "counted", "format_": "format"}
HELP = {option.key: f"{option.doc if option.words else option.doc[0].upper() + option.doc[1:]}." for option in LISTED}
FORMATS = next(option.words for option in LISTED if option.key == "format")


class Wanted(NamedTuple):
    """All of it as it was typed; `statuses` are the flags that name one, and empty is what nobody said."""

    words: str = ""
    statuses: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    lang: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    search: str | None = None
    missing: tuple[str, ...] = ()
    where: str | None = None
    changed_since: str | None = None
    sort: str | None = None
    reverse: bool = False
    limit: int | None = None
    columns: str | None = None
    group_by: str | None = None
    counted: bool = False
    format: str | None = None

    @property
    def reads_texts(self) -> bool:
        """Whether the text of every post is looked at."""
        named = f"{self.columns} {self.sort} {self.group_by} {self.where} {self.missing}".lower()
        return self.search is not None or "words" in named or "reading" in named

    def over(self, view: Wanted) -> Wanted:
        """What a view says, and in place of that what is said here. Another order is an order of its own: it is not reversed."""
        said = {name: value for name, value in self._asdict().items() if value is not None and value not in ("", (), False)}
        if "sort" in said:
            view = view._replace(reverse=False)
        return view._replace(**said)


def given(options: Mapping[str, Any]) -> Wanted:
    """What the options of the command say."""
    said = {_FIELDS.get(name, name): value for name, value in options.items() if name not in (*STATUSES, "view", "null")}
    said |= {name: tuple(said[name] or ()) for name in ("tag", "lang", "missing")}
    statuses = tuple(name for name in STATUSES if options[name])
    return Wanted(**said | {"words": " ".join(said["words"] or ()), "statuses": statuses})


def saved(config: Config, name: str | None) -> Wanted:
    """The view of a name; without one nothing is said. Raises `UsageError` for a name that there is none of."""
    if name is None:
        return Wanted()
    views: Mapping[str, Mapping[str, Any]] = config.values.get("views", {})
    if name not in views:
        from postctl import nearest

        otherwise = f"known: {', '.join(views)}" if views else "write [views.NAME] into postctl.toml, with options of `list`"
        raise UsageError(f"no view is called {name!r}", nearest.hint(name, views, otherwise, most=1))
    said = dict(views[name])
    statuses = tuple(status for status in STATUSES if said.pop(status, False))
    typed = {_FIELDS.get(key, key.replace("-", "_")): _typed(key, value) for key, value in said.items()}
    return Wanted(statuses=statuses, **typed)


def _typed(key: str, value: Any) -> Any:
    """A value of a view as the command line has it."""
    if key in ("tag", "lang", "missing"):
        return (value,) if isinstance(value, str) else tuple(value)
    return ",".join(value) if isinstance(value, list) else value
