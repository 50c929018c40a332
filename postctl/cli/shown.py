"""What several commands do on their way to an answer: pick a format, turn words into moments, sum up findings."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from postctl.model import Outcome, View

if TYPE_CHECKING:
    from datetime import datetime

    from postctl.cli.options import Context
    from postctl.model import Diagnostic, Terminal
    from postctl.rules import Rule
    from postctl.site import Site
    from postctl.store.scan import Opened

SUMS_UP = frozenset({"table", "full", "text"})
"""Formats that show a view's summary themselves."""


def view(
    context: Context,
    shown: View,
    name: str,
    formats: Sequence[str],
    notes: Sequence[str],
    code: int = 0,
    terminal: Terminal | None = None,
) -> Outcome:
    """The outcome of a view in a format, its summary on stderr where the format leaves it out.

    Raises `UsageError` for a format that does not suit the view.
    """
    from postctl import listing, registry

    listing.known("format", (name,), formats)
    text = registry.output_format(name).render(shown, terminal or context.terminal)
    ending = () if name in SUMS_UP or not shown.summary else (shown.summary,)
    return Outcome(text, (*notes, *ending), code)


def columns(text: str | None) -> tuple[str, ...]:
    """The names in `--columns a,b`."""
    return tuple(name.strip() for name in text.split(",") if name.strip()) if text else ()


def moment(context: Context, opened: Opened, words: str | None, *, end_of_day: bool = False) -> datetime | None:
    """The moment `words` mean in the site's time zone; the last of its day where no time is said and `end_of_day` is."""
    from postctl import dates

    if words is None:
        return None
    when = dates.when(words, opened.site.at)
    if end_of_day and when.date_only:
        return when.moment.replace(hour=23, minute=59, second=59, microsecond=999_999)
    return when.moment


def findings(
    opened: Opened,
    site: Site,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    only: str | Collection[str] | None = None,
    *,
    publishing: bool = False,
) -> tuple[Diagnostic, ...]:
    """What the rules say of a site: those selected (else those of postctl.toml, else all), less those ignored anywhere.

    `only`: the path of the one file that matters, or of several. `publishing`: they are about to be published.
    """
    from postctl import linting

    return _where_they_count(opened, linting.check(site, rules(opened, select, ignore), only, publishing=publishing))


def kept(opened: Opened, found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Those of some findings that postctl.toml does not leave out."""
    codes = {rule.code for rule in rules(opened)}
    return _where_they_count(opened, [each for each in found if each.code in codes])


def rules(opened: Opened, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[Rule, ...]:
    """The rules to run: those selected (else those of postctl.toml, else all), less those ignored."""
    from postctl import linting, registry

    chosen = tuple(select) or opened.config.texts("validate.select")
    extend = () if select else opened.config.texts("validate.extend-select")
    return linting.select(registry.rules(), chosen, (*ignore, *opened.config.texts("validate.ignore")), extend)


def _where_they_count(opened: Opened, found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings without those that are ignored in the file they are about."""
    from postctl import linting, registry

    per_file: Mapping[str, Sequence[str]] = opened.config.values.get("validate.per-file-ignores", {})
    return linting.without(found, per_file, registry.rules())


_OF_BODIES = ("P4", "P601", "P602", "P603")


def problems(opened: Opened) -> dict[str, list[str]]:
    """The codes of the findings of each path, without those that need the bodies."""
    codes: dict[str, list[str]] = {}
    for each in findings(opened, opened.site, ignore=_OF_BODIES):
        known = codes.setdefault(each.post or each.path, [])
        if each.code not in known:
            known.append(each.code)
    return codes


def lines(each: Diagnostic) -> tuple[str, str]:
    """A finding among other notes: its place, how bad it is, its code and what is wrong; then what to do about it."""
    from postctl.escaping import one_line

    place = f"{one_line(each.path)}:{each.line}:{each.column}"
    return f"{place}: {each.severity} {each.code} {one_line(each.message)}", f"  {one_line(each.help)}"
