"""What `postctl validate` does: check, mend where it is asked to, and tell."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from postctl.cli import checked, given, knowing, renewing, shown, telling
from postctl.cli.wishes import Show, Wish
from postctl.errors import UsageError
from postctl.model import Outcome
from postctl.values import NamedTuple

if TYPE_CHECKING:
    from postctl.cli.checked import Checked
    from postctl.cli.options import Context
    from postctl.config import Config
    from postctl.fixing import Fixed
    from postctl.model import Diagnostic
    from postctl.site import Site
    from postctl.store.scan import Opened


class _Run(NamedTuple):
    """The site that is checked, which of its files are reported on, and the findings there are in all."""

    opened: Opened
    site: Site
    among: Callable[[str], bool]
    found: Sequence[Diagnostic]

    def checked(self, context: Context) -> Checked:
        """What there is to tell of it."""
        return checked.of(context, self.opened, self.site, self.found)


def outcome(context: Context, wish: Wish) -> Outcome:
    """Check the site as it is, or as stdin would make it; mend it first where that is asked for."""
    if wish.watch:
        from postctl.cli import watching

        if wish.stdin is not None:
            raise UsageError("stdin is read once", "--watch looks at the files of the site")
        return watching.watch(context, also=wish.rules.built)
    _looked_at(wish)
    survey = context.survey()
    if wish.stdin is not None:
        return _of_stdin(context, context.read(survey), wish)
    if wish.mend.wanted and not wish.baseline.write:
        opened = context.read(survey, whole=True)
        among = _among(context, opened.site.root, wish, checked.pairs(opened.site))
        return _mended(context, wish, _Run(opened, opened.site, among, _check(context, opened, wish, opened.site)))
    known = renewing.known(context, survey, wish.rules)
    among = _among(context, known.root, wish, known.pairs)
    if wish.baseline.write:
        return knowing.written(context, survey, wish, known, among)
    left, notes = knowing.without(survey.config, wish, known, among, knowing.before(survey.config, wish, known.root))
    return telling.outcome(context, wish, left, among, (*_idle(survey.config, wish), *_no_posts(wish, known), *notes))


def _no_posts(wish: Wish, known: Checked) -> Iterator[str]:
    """That a path was asked for which no post lies at or below."""
    homes = {above for path in (*known.paths, *known.pairs) for above in _above(path)}
    for path in wish.paths:
        if not homes & (_chosen(known.root, (path,)) or {"."}):
            yield f"{path}: no post of this site; `postctl config` says where it has its posts"


def _above(path: str) -> Iterator[str]:
    """A path, and the folders it lies in."""
    while path:
        yield path
        path = path.rpartition("/")[0]
    yield "."


def _looked_at(wish: Wish) -> None:
    """Raise `UsageError` for what does not go together, before anything is read or written."""
    if wish.mend.unsafe and not wish.mend.wanted:
        raise UsageError("--unsafe-fixes changes nothing by itself", "add --fix, or --diff to look first")
    if wish.mend.fix and wish.baseline.write:
        raise UsageError("--fix and --write-baseline are two steps", "mend first, then write down what is left")
    if wish.stdin is not None and (wish.baseline.write or wish.changed_since is not None or wish.paths not in ((), ("-",))):
        raise UsageError("stdin holds one post", "leave out PATHS, --changed-since and --write-baseline")
    telling.known_format(wish.show)
    lost = next((path for path in wish.paths if wish.stdin is None and not os.path.exists(path)), None)
    if lost is not None:
        raise UsageError(f"no file or folder {lost}", "paths are relative to the current folder")


def _idle(config: Config, wish: Wish) -> Iterator[str]:
    """That something was named which none of the rules that run looks at."""
    if wish.rules.schema is None and wish.rules.built is None:
        return
    ran = [rule.code for rule in shown.rules(config, wish.rules)]
    for option, named, code in (("--schema", wish.rules.schema, "P911"), ("--built", wish.rules.built, "P92")):
        if named is not None and not any(each.startswith(code) for each in ran):
            yield f"{option} is not looked at, since {code} is left out of the rules; --extend-select {code} adds it"


def _check(context: Context, opened: Opened, wish: Wish, site: Site) -> tuple[Diagnostic, ...]:
    return renewing.check(context, opened, site, wish.rules)


# --- which files ------------------------------------------------------------------------------------------------------------


def _among(context: Context, root: str, wish: Wish, pairs: Mapping[str, str]) -> Callable[[str], bool]:
    """Whether a path is reported on: where it is asked for, or the other file of its post."""
    chosen = _chosen(root, wish.paths)
    changed = None
    if wish.changed_since is not None:
        from postctl.store import git

        changed = git.changed_since(root, wish.changed_since, context.machine.environ)

    def wanted(path: str) -> bool:
        return (chosen is None or _below(path, chosen)) and (changed is None or path in changed)

    return lambda path: wanted(path) or (path in pairs and wanted(pairs[path]))


def _chosen(root: str, paths: Sequence[str]) -> frozenset[str] | None:
    """The paths as the site knows them; `None` for all. Raises `UsageError` for one that is outside."""
    from postctl.store import reads

    chosen = [reads.relative(root, path) for path in paths]
    for path, inside in zip(paths, chosen, strict=True):
        if inside is None:
            raise UsageError(f"{path} is outside of {root}", "-C names another blog")
    return frozenset(filter(None, chosen)) or None


def _below(path: str, chosen: Collection[str]) -> bool:
    """Whether it is one of those, or in a folder that is."""
    return any(each in chosen for each in _above(path))


# --- mending ----------------------------------------------------------------------------------------------------------------


def _mended(context: Context, wish: Wish, run: _Run) -> Outcome:
    """Write the files with what could be mended in them, and tell the rest; or show what would be written."""
    from postctl import fixing
    from postctl.cli import changes

    config = run.opened.config
    before = knowing.before(config, wish, run.site.root)
    fixed = _fixed(context, wish, run)
    shown_only = wish.mend.dry_run or wish.mend.diff
    counted = [*fixing.summary(fixed.counts, written=not shown_only)] or ["nothing to fix"]
    changes.refuse_cut(run.opened, fixed.changes)
    done = changes.done(context, run.opened, fixed.changes, counted, dry_run=wish.mend.dry_run, diff=wish.mend.diff)
    if done.code and not shown_only:
        return done
    after, notes = run._replace(site=fixed.site, found=fixed.left).checked(context), (*_idle(config, wish), *done.notes)
    left, known = knowing.without(config, wish, after, run.among, before)
    told = telling.outcome(context, wish, left, run.among, (*notes, *known))
    if shown_only:
        return done._replace(notes=(*context.notes(run.opened), *notes), code=max(done.code, told.code))
    return told


def _fixed(context: Context, wish: Wish, run: _Run) -> Fixed:
    from postctl import fixing

    def among(path: str) -> bool:
        return run.among(path) and path not in run.opened.cut

    return fixing.fixed(
        run.site,
        run.found,
        lambda site: _check(context, run.opened, wish, site),
        unsafe=wish.mend.unsafe,
        among=among,
        twins=_twins(run.site, among) if wish.stdin is None else {},
    )


def _twins(site: Site, among: Callable[[str], bool]) -> dict[str, str]:
    """Files that are one file, since some are links: those to leave alone, and the one that is mended for them."""
    from postctl.store import reads

    files = {path for post in site.posts for path in (post.path, post.file)} | {each.path for each in site.broken}
    links: dict[str, list[str]] = {}
    for path in sorted(files):
        target = reads.linked(site.root, path)
        if target is not None:
            links.setdefault(target, [target] if target in files else []).append(path)
    chosen = {target: next((path for path in paths if among(path)), paths[0]) for target, paths in links.items()}
    return {path: chosen[target] for target, paths in links.items() for path in paths if path != chosen[target]}


# --- from stdin -------------------------------------------------------------------------------------------------------------


def _of_stdin(context: Context, opened: Opened, wish: Wish) -> Outcome:
    """Check the post that stdin holds, as if it lay where `--stdin-filename` says; mended, it goes to stdout."""
    if not wish.stdin:
        raise UsageError("which post is it?", "--stdin-filename says where it belongs, as posts/a.md")
    path, data = given.where(opened.site, wish.stdin), given.stdin(context)
    site = given.joined(opened.site, path, data)
    mine, config = {path, checked.pairs(site).get(path)}, opened.config
    run = _Run(opened, site, lambda each: each in mine, _check(context, opened, wish, site))
    before = knowing.before(config, wish, site.root)
    if not wish.mend.wanted:
        left, notes = knowing.without(config, wish, run.checked(context), run.among, before)
        return telling.outcome(context, wish, left, run.among, (*_idle(config, wish), *notes))
    fixed = _fixed(context, wish, run._replace(opened=opened._replace(cut=frozenset())))
    after = next((change.after for change in fixed.changes if change.path == path and change.after is not None), data)
    after_it = run._replace(site=fixed.site, found=fixed.left).checked(context)
    left, notes = knowing.without(config, wish, after_it, run.among, before)
    told = telling.outcome(context, wish._replace(show=Show(statistics=False, format="concise")), left, run.among, notes)
    if wish.mend.diff or wish.mend.dry_run:
        from postctl import diffs

        return Outcome(diffs.unified(fixed.changes), (*told.out.splitlines(), *told.notes), told.code, exact=True)
    return Outcome(after.decode("utf-8", "surrogateescape"), (*told.out.splitlines(), *told.notes), told.code, exact=True)
