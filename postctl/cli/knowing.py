"""The findings a site is known to have: left out of what `postctl validate` tells, and written down."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from postctl.cli import changes, checked, shown
from postctl.errors import ConfigError, UsageError
from postctl.model import Change, Outcome
from postctl.values import NamedTuple

if TYPE_CHECKING:
    from postctl.baselines import Baseline
    from postctl.cli.checked import Checked
    from postctl.cli.options import Context
    from postctl.cli.wishes import Wish
    from postctl.config import Config
    from postctl.model import Diagnostic
    from postctl.store.survey import Survey

FILE = "postctl-baseline.json"
"""Where they stand below the root unless somebody says otherwise."""

_LARGEST = 64 * 1024 * 1024
"""Bytes of a baseline."""


def before(config: Config, wish: Wish, root: str) -> Before:
    """What is known of a site. Raises `UsageError` for a file that is named and not there, `ConfigError` for a damaged one."""
    file = _file(config, wish, root)
    return Before(file, _before(file, needed=wish.baseline.file is not None))


class Before(NamedTuple):
    """The path of a baseline, and what it says; `None` where there is none."""

    file: str
    says: Baseline | None


def without(
    config: Config, wish: Wish, known: Checked, among: Callable[[str], bool], before: Before
) -> tuple[Checked, tuple[str, ...]]:
    """What is new in a site, and what is to be said of the rest."""
    from postctl import baselines

    if before.says is None:
        return known, ()
    mine, file = checked.with_lines(known, _reported(known, among)), before.file
    new, stale = baselines.without(mine, before.says, looked_at=_looked_at(config, wish, among))
    hidden, name = len(mine) - len(new), os.path.basename(file)
    notes = [f"{hidden} known finding{'' if hidden == 1 else 's'} left out ({name})"] if hidden else []
    if stale:
        notes += [f"{stale} known finding{' is' if stale == 1 else 's are'} gone: --write-baseline takes them out of {name}"]
    return known._replace(found=new, bare=False), tuple(notes)


def written(context: Context, survey: Survey, wish: Wish, known: Checked, among: Callable[[str], bool]) -> Outcome:
    """Write what is found now down as known. What was not looked at stays as it was."""
    from postctl import baselines

    if known.partial:
        raise UsageError("something could not be read, so what is found is not all there is", "mend that first")
    file = _file(survey.config, wish, known.root)
    try:
        before = _before(file)
    except ConfigError:  # damaged, perhaps by a merge: it is written anew
        before = None
    mine = checked.with_lines(known, _reported(known, among))
    text = baselines.written(mine, before, looked_at=_looked_at(survey.config, wish, among))
    number = sum(baselines.read(file, text).known.values())
    count = f"{number} finding{' is' if number == 1 else 's are'} known now"
    old = _bytes(file)
    if old == text.encode():
        return Outcome("", (*known.notes, f"{os.path.basename(file)} says so already; unchanged"))
    folder, name = os.path.split(file)
    mend, opened = wish.mend, context.read(survey)
    step = Change(name, old, text.encode())
    return changes.done(context, opened, [step], (*known.notes, count), dry_run=mend.dry_run, diff=mend.diff, top=folder)


def _reported(known: Checked, among: Callable[[str], bool]) -> Sequence[Diagnostic]:
    return [each for each in known.found if among(each.post or each.path)]


def _looked_at(config: Config, wish: Wish, among: Callable[[str], bool]) -> Callable[[str, str], bool]:
    """Whether findings of a code in a file could have been found."""
    ran = {rule.code for rule in shown.rules(config, wish.rules)}
    return lambda path, code: code in ran and among(path)


# --- the file ---------------------------------------------------------------------------------------------------------------


def _file(config: Config, wish: Wish, root: str) -> str:
    """The path of the file: as it was named, relative to the current folder; else as postctl.toml has it, below the root."""
    if wish.baseline.file is not None:
        return os.path.realpath(wish.baseline.file)
    from postctl.store import reads

    path = os.path.realpath(os.path.join(root, config.text("validate.baseline") or FILE))
    if not reads.inside(root, path):
        raise ConfigError(f"{config.source}: `validate.baseline` leads out of the site", "name a file below its folder")
    return path


def _before(file: str, *, needed: bool = False) -> Baseline | None:
    """What the file knows; `None` where there is none. Raises `ConfigError` for a damaged one, `UsageError` if it is `needed`."""
    from postctl import baselines

    data = _bytes(file)
    if data is None:
        if needed:
            raise UsageError(f"no baseline {file}", "--write-baseline makes one")
        return None
    try:
        return baselines.read(os.path.basename(file), data.decode())
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file} is not UTF-8", "--write-baseline writes it anew, once it is gone") from error


def _bytes(file: str) -> bytes | None:
    """The bytes of the file; `None` where there is none."""
    from postctl.store import reads

    data = reads.given(file, _LARGEST) if os.path.lexists(file) else b""
    if len(data) > _LARGEST:
        raise ConfigError(f"{file} is larger than {_LARGEST // 1024**2} MiB", "mend some of what it knows, or leave rules out")
    return data if os.path.lexists(file) else None
