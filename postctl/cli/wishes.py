"""What somebody may ask `postctl validate` and `postctl show` for."""

from __future__ import annotations

from postctl.values import NamedTuple


class Rules(NamedTuple):
    """Which rules were named: only these, without these, these too.

    `schema`: the file of a JSON Schema, instead of the site's own; `built`: the folder of the generated site.
    `bodies`: also those that need the bodies of posts, which are most of the work.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend: tuple[str, ...] = ()
    schema: str | None = None
    built: str | None = None
    bodies: bool = True


AS_CONFIGURED = Rules()


class Mend(NamedTuple):
    """Whether to mend, and how far; `unsafe`: also by what may change the site."""

    fix: bool
    unsafe: bool
    dry_run: bool
    diff: bool

    @property
    def wanted(self) -> bool:
        """Whether it is asked for, if only to be shown."""
        return self.fix or self.dry_run or self.diff


class Limits(NamedTuple):
    """What fails besides errors."""

    strict: bool
    max_warnings: int | None
    exit_zero: bool


class Baseline(NamedTuple):
    """The file of findings that are known, as it was named, and whether it is to be written."""

    file: str | None
    write: bool


class Show(NamedTuple):
    """How it is told."""

    statistics: bool
    format: str | None


class Wish(NamedTuple):
    """What somebody asked `validate` for. `paths` are as typed; `stdin`: the name of the post that is there."""

    paths: tuple[str, ...]
    changed_since: str | None
    stdin: str | None
    rules: Rules
    mend: Mend
    limits: Limits
    baseline: Baseline
    show: Show
    watch: bool


class Preview(NamedTuple):
    """What of which post is to be shown, and how. `parts`: of `preview.PARTS`, or `raw` or `html`; none for card and text."""

    post: str
    parts: frozenset[str] = frozenset()
    web: bool = False
    images: bool = False
    theme: str | None = None
    width: int | None = None
    pager: bool | None = None
    stdin: str | None = None
    format: str | None = None
