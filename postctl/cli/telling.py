"""How the findings of `postctl validate` are told, and what fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from postctl.cli import checked, shown
from postctl.errors import ExitCode
from postctl.model import Outcome

if TYPE_CHECKING:
    from postctl.cli.checked import Checked
    from postctl.cli.options import Context
    from postctl.cli.wishes import Limits, Show, Wish
    from postctl.model import Diagnostic, View

FORMATS = ("full", "concise", "json", "jsonl", "github", "gitlab", "sarif", "junit", "rdjson", "markdown")
WITH_LINES = frozenset({"full", "gitlab", "rdjson", "sarif"})
COUNTED = ("table", "plain", "json", "jsonl", "csv")
"""The formats of findings, those that need the lines they are in, and those of `--statistics`."""


def known_format(show: Show) -> None:
    """Raise `UsageError` for a format that does not suit what is to be shown."""
    from postctl import listing

    listing.known("format", (show.format,) if show.format is not None else (), COUNTED if show.statistics else FORMATS)


def outcome(context: Context, wish: Wish, known: Checked, among: Callable[[str], bool], notes: Sequence[str] = ()) -> Outcome:
    """The findings in the files that are reported on, or how many there are of each kind."""
    from postctl import linting

    found: Sequence[Diagnostic] = [each for each in known.found if among(each.post or each.path)]
    files = tuple(filter(among, known.paths))
    code = ExitCode.FAILED if known.partial else _code(wish.limits, found)
    said = (*known.notes, *notes, *_too_many(wish.limits, found))
    if wish.show.statistics:
        name = wish.show.format or ("table" if context.terminal.tty else "plain")
        return shown.view(context, linting.statistics(found, len(files)), name, COUNTED, said, code)
    name = wish.show.format or "full"
    if name in WITH_LINES:
        found = checked.with_lines(known, found)
    return shown.view(context, _view(wish, known, found, files, name), name, FORMATS, said, code)


def _view(wish: Wish, known: Checked, found: Sequence[Diagnostic], files: Sequence[str], name: str) -> View:
    from postctl import linting
    from postctl.cli import reports

    plain = linting.view(found, known.titles, len(files))
    return reports.view(plain, name, known.root, files, strict=wish.limits.strict, complete=not known.partial)


def _code(limits: Limits, found: Sequence[Diagnostic]) -> int:
    from postctl import linting

    if limits.exit_zero:
        return ExitCode.OK
    return ExitCode.FINDINGS if _too_many(limits, found) else linting.exit_code(found, strict=limits.strict)


def _too_many(limits: Limits, found: Sequence[Diagnostic]) -> tuple[str, ...]:
    from postctl.model import Severity

    warnings = sum(each.severity is Severity.WARNING for each in found)
    if limits.max_warnings is None or warnings <= limits.max_warnings:
        return ()
    return (f"{warnings} warning{'' if warnings == 1 else 's'}, and --max-warnings allows {limits.max_warnings}",)
