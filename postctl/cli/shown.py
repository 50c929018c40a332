"""What several commands do on their way to an answer: pick a format, turn words into moments, sum up findings."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from postctl.cli.wishes import AS_CONFIGURED, Rules
from postctl.model import Outcome, View

if TYPE_CHECKING:
    from datetime import datetime

    from postctl.cli.options import Context
    from postctl.config import Config
    from postctl.model import Diagnostic, Severity, Terminal, Tick
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
    named: Rules = AS_CONFIGURED,
    only: str | Collection[str] | None = None,
    *,
    publishing: bool = False,
    environ: Mapping[str, str] | None = None,
    tick: Tick | None = None,
    anew: Collection[str] | None = None,
    faces: dict[str, str] | None = None,
) -> tuple[Diagnostic, ...]:
    """What the rules say of a site: those that are named, else those of postctl.toml.

    `only`: the path of the one file that matters, or of several. `publishing`: they are about to be published. `environ`: where
    programs may be that have something to say; without it they are not asked. `tick` is told how far it is. `anew` and `faces`
    are as `linting.check` has them.
    """
    from postctl import linting
    from postctl.cli import sharing, standards

    chosen = rules(opened.config, named)
    held = standards.held(opened, site, chosen, named, environ)
    spread = partial(sharing.shared, tick=tick)
    found = linting.check(
        held,
        chosen,
        only,
        publishing=publishing,
        severities=_severities(opened),
        spread=spread,
        anew=anew,
        faces=faces,
    )
    return _where_they_count(opened, found)


def kept(opened: Opened, found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Those of some findings that postctl.toml does not leave out."""
    codes = {rule.code for rule in rules(opened.config)}
    return _where_they_count(opened, [each for each in found if each.code in codes])


def rules(config: Config, named: Rules = AS_CONFIGURED) -> tuple[Rule, ...]:
    """The rules that run: those that are named, else those of postctl.toml, else all that are not off; less those left out.

    Those that are named run whatever postctl.toml says of them, but for those it switches off.
    """
    from postctl import registry, rulebook

    off = (word for word, wanted in config.values.get("validate.severity", {}).items() if wanted == rulebook.OFF)
    chosen = named.select or config.texts("validate.select")
    further = (*named.extend, *(() if named.select else config.texts("validate.extend-select")))
    found = rulebook.select(registry.rules(), chosen, (*named.ignore, *config.texts("validate.ignore"), *off), further)
    return found if named.bodies else tuple(rule for rule in found if not rule.bodies)


def _severities(opened: Opened) -> dict[str, Severity]:
    from postctl import registry, rulebook

    return rulebook.severities(registry.rules(), opened.config.values.get("validate.severity", {}))


def _where_they_count(opened: Opened, found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings without those that are ignored in the file they are about."""
    from postctl import registry, rulebook

    per_file: Mapping[str, Sequence[str]] = opened.config.values.get("validate.per-file-ignores", {})
    return rulebook.without(found, per_file, registry.rules())


def lines(each: Diagnostic) -> tuple[str, str]:
    """A finding among other notes: its place, how bad it is, its code and what is wrong; then what to do about it."""
    from postctl.escaping import one_line

    place = f"{one_line(each.path)}:{each.line}:{each.column}"
    return f"{place}: {each.severity} {each.code} {one_line(each.message)}", f"  {one_line(each.help)}"
