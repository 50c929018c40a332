"""What a check of the whole site has found: looked up where no file has changed since the last one, else found out and kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from postctl.errors import PostctlError
from postctl.model import Diagnostic, Fix, Severity
from postctl.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from postctl.cli.options import Context
    from postctl.site import Site
    from postctl.store.results import Results
    from postctl.store.scan import Opened
    from postctl.store.stamps import Stamp
    from postctl.store.survey import Survey


class Checked(NamedTuple):
    """The findings in the site at a root. `paths`: the files that were looked at; `titles`: of those with findings.

    `pairs`: the other file of posts that lie in two, for both. `notes`: what is to be said of the site. `partial`: something
    could not be read, or a configuration leaves nothing to look at. `bare`: the findings were looked up, without their lines.
    `faces`: what others see of each post, as digests.
    """

    root: str
    found: Sequence[Diagnostic]
    paths: tuple[str, ...]
    titles: Mapping[str, str]
    notes: tuple[str, ...]
    partial: bool
    pairs: Mapping[str, str]
    bare: bool = False
    faces: Mapping[str, str] = MappingProxyType({})


def of(context: Context, opened: Opened, site: Site, found: Sequence[Diagnostic]) -> Checked:
    """What there is to tell of a site and the findings in it."""
    from postctl import linting

    paths = (*(post.path for post in site.posts), *(each.path for each in site.broken))
    nothing = bool(opened.config.source) and not paths  # a configuration that leaves nothing guards nothing
    titles, partial = linting.titles(site, found), opened.partial or nothing
    return Checked(site.root, found, paths, titles, context.notes(opened), partial, pairs(site))


def pairs(site: Site) -> dict[str, str]:
    """The other file of each file of posts that lie in two."""
    apart = [(post.path, post.file) for post in site.posts if post.path != post.file]
    return {**dict(apart), **{file: path for path, file in apart}}


class Kept(NamedTuple):
    """Where the findings in a site are kept, and how its files stand."""

    results: Results
    stamp: Stamp
    began: int

    @staticmethod
    def of(context: Context, survey: Survey, asked: object) -> Kept:
        """The place for what was asked of a site that was surveyed; `asked` is told apart by how it is written."""
        from postctl.store import results, stamps

        began = stamps.now()
        stamp = stamps.stamp(survey.root, survey.files)
        seen = survey.notices, survey.partial, context.verbose
        words = repr((stamps.program(), sorted(survey.config.values.items(), key=str), survey.config.source, seen, asked))
        return Kept(results.Results(context.machine.cache_home, survey.root, words), stamp, began)

    def recall(self, context: Context) -> Former | None:
        """What was found the last time, if neither the day nor a date has come since."""
        record = self.results.recall()
        if record is None:
            return None
        try:
            known = _read(record.found, self.results.root, lambda: context.now(str(record.found["zone"])))
        except (KeyError, TypeError, ValueError, AttributeError, PostctlError):
            return None
        return Former(known, record.stamp, self.stamp) if known is not None else None

    def keep(self, opened: Opened, checked: Checked) -> None:
        """Remember what was found, unless a part of it is missing."""
        site = opened.site
        if checked.partial:
            return
        record = {
            "root": site.root,
            "zone": site.settings.timezone,
            "from": site.at.isoformat(),
            "until": _until(site).isoformat(),
            "found": [_row(each) for each in checked.found],
            "paths": checked.paths,
            "titles": checked.titles,
            "notes": checked.notes,
            "pairs": checked.pairs,
            "faces": dict(checked.faces),
        }
        self.results.keep(self.stamp, opened.outside, record, self.began)


class Former(NamedTuple):
    """What was found the last time. `then` and `now`: how the files of the site stood, and stand."""

    known: Checked
    then: Stamp
    now: Stamp

    @property
    def holds(self) -> bool:
        """Whether all files stand as they did."""
        return self.then.digest == self.now.digest

    def changed(self) -> frozenset[str] | None:
        """The files that have changed; `None` where some have come or gone."""
        then, now = self.then.files, self.now.files
        return frozenset(path for path in now if now[path] != then[path]) if then.keys() == now.keys() else None


def _until(site: Site) -> datetime:
    """The next moment at which a finding may come or go by itself: that of a date, and midnight in Greenwich and at the site."""
    from datetime import UTC, timedelta

    at = site.at
    midnights = [
        (here + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0) for here in (at, at.astimezone(UTC))
    ]
    dates = (date for post in site.posts for date in (post.date, post.goes_live, post.updated, post.expires))
    return min(
        [*midnights, *(date.moment for date in dates if date is not None and date.moment is not None and date.moment > at)]
    )


def _row(each: Diagnostic) -> list[Any]:
    fix = None if each.fix is None else [each.fix.safe, each.fix_offsets]
    head = [each.path, each.line, each.column, each.code, each.end_line, each.end_column, each.name, each.severity]
    return [*head, each.message, each.help, fix, each.post]


def _read(record: Mapping[str, Any], above: str, now: Callable[[], datetime]) -> Checked | None:
    from datetime import datetime

    from postctl.store import reads

    if not datetime.fromisoformat(record["from"]) <= now() < datetime.fromisoformat(record["until"]):
        return None
    root = str(record["root"])
    if not reads.inside(above, root):
        return None
    found = tuple(map(_diagnostic, record["found"]))
    titles, notes, pairs, faces = dict(record["titles"]), tuple(record["notes"]), dict(record["pairs"]), dict(record["faces"])
    return Checked(root, found, tuple(record["paths"]), titles, notes, partial=False, pairs=pairs, bare=True, faces=faces)


def _diagnostic(row: Sequence[Any]) -> Diagnostic:
    path, line, column, code, end_line, end_column, name, severity, message, help_, fix, post = row
    offsets = tuple((start, end, text) for start, end, text in fix[1]) if fix else ()
    return Diagnostic(
        path,
        line,
        column,
        code,
        end_line,
        end_column,
        name,
        Severity(severity),
        message,
        help_,
        Fix(bool(fix[0]), ()) if fix else None,
        offsets,
        "",
        post,
    )


def with_lines(known: Checked, found: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
    """Findings, sorted by file, with the lines they are in. A file that cannot be read any more has none."""
    if not known.bare:
        return found
    from itertools import groupby

    files = groupby(found, key=lambda each: each.path)
    return [each for path, group in files for each in _in_file(known.root, path, [*group])]


def _in_file(root: str, path: str, found: Sequence[Diagnostic]) -> list[Diagnostic]:
    import re

    from postctl.store import reads

    try:
        text = reads.read_bytes(root, path).decode(errors="replace").removeprefix("\ufeff")
    except PostctlError:
        return [*found]
    lines = re.split(r"\r\n|\r|\n", text)
    return [each if _is_whole(each) or each.line > len(lines) else each._replace(excerpt=lines[each.line - 1]) for each in found]


def _is_whole(each: Diagnostic) -> bool:
    """Whether it is about the file as a whole, and no line of it."""
    return (each.line, each.column, each.end_line, each.end_column) == (1, 1, 1, 1)
