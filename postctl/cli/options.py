"""Options every command takes, before or behind its name, and the context they make."""

from __future__ import annotations

import functools
import inspect
import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, cast, get_args

import typer

from postctl.cli.machine import Colour, Machine
from postctl.cli.stopping import Stopped
from postctl.errors import ExitCode, UsageError
from postctl.model import Outcome, Terminal
from postctl.values import NamedTuple, replace

if TYPE_CHECKING:
    from datetime import datetime

    from postctl.store.journal import Journal
    from postctl.store.scan import Opened
    from postctl.store.survey import Survey

# typer reads these at run time, before any annotation is text
SHARED: Mapping[str, Any] = {
    "root": Annotated[str | None, typer.Option("--root", "-C", metavar="DIR", help="The blog's folder, or one inside it.")],
    "config": Annotated[str | None, typer.Option("--config", metavar="FILE", help="Another postctl.toml.")],
    "color": Annotated[str | None, typer.Option("--color", metavar="WHEN", help="auto, always or never.")],
    "at": Annotated[str | None, typer.Option("--at", metavar="WHEN", help="The moment to take as now.")],
    "no_cache": Annotated[bool, typer.Option("--no-cache", help="Read every file, whatever is known of it.")],
    "no_input": Annotated[bool, typer.Option("--no-input", help="Never ask.")],
    "quiet": Annotated[bool, typer.Option("--quiet", "-q", help="Only the answer, no notes.")],
    "verbose": Annotated[bool, typer.Option("--verbose", "-v", help="Say how the blog was recognised.")],
    "debug": Annotated[bool, typer.Option("--debug", hidden=True, help="Show tracebacks.")],
}
_DEFAULTS = {name: False if get_args(kind)[0] is bool else None for name, kind in SHARED.items()}


class Context(NamedTuple):
    """What a command gets: the shared options, the machine, the words it was called with, and a way to run others.

    `sites`: those that it has read.
    """

    machine: Machine
    words: tuple[str, ...] = ()
    again: Callable[[Sequence[str]], Outcome | int] = lambda words: ExitCode.OK
    sites: list[Opened] = []  # noqa: RUF012  # each command gets its own
    root: str | None = None
    config: str | None = None
    color: Colour = "auto"
    at: str | None = None
    no_cache: bool = False
    no_input: bool = False
    quiet: bool = False
    verbose: bool = False
    debug: bool = False

    def given(self, options: Mapping[str, Any]) -> Context:
        """The context with the options that were given: those behind the command count more."""
        return self._replace(**{name: value for name, value in options.items() if value})

    @property
    def terminal(self) -> Terminal:
        """The place of the output."""
        from postctl.cli import machine

        return machine.terminal(self.machine, self.color)

    def open(self, *, whole: bool = False) -> Opened:
        """The site the command is about, at the moment taken as now; `whole`: the text of every post will be asked for."""
        return self.read(self.survey(), whole=whole)

    def survey(self) -> Survey:
        """The site the command is about, before its posts are read."""
        from postctl.cli import progress
        from postctl.store.survey import surveyed

        home = None if self.no_cache else self.machine.cache_home
        with progress.shown(self.machine, "looking for posts", quiet=self.quiet):
            return surveyed(self.root or ".", self.config, home)

    def read(self, survey: Survey, *, whole: bool = False) -> Opened:
        """The site that was surveyed, with its posts, at the moment taken as now; `whole` as in `open`."""
        from postctl.cli import progress, sharing
        from postctl.store import scan

        with progress.shown(self.machine, "reading", quiet=self.quiet) as tick:
            memory = None if self.no_cache else self.machine.memory
            opened = scan.read(survey, tick, memory, whole=whole, spread=scan.alone if whole else sharing.shared)
        site = replace(opened.site, at=self.now(opened.site.settings.timezone))
        self.sites.append(opened._replace(site=site))
        return self.sites[-1]

    def now(self, zone: str) -> datetime:
        """The moment taken as now, in a time zone: `--at`, `POSTCTL_NOW`, `SOURCE_DATE_EPOCH`, else the clock's."""
        from postctl import dates
        from postctl.cli import machine

        clock, words = machine.now(self.machine)
        here = clock.astimezone(dates.zone(zone))
        wanted = self.at or words
        return dates.when(wanted, here).moment if wanted else here

    def journal(self, root: str) -> Journal:
        """The journal of the site at a root: what commands have written there."""
        from postctl.store.journal import Journal

        return Journal(self.machine.state_home, root)

    def notes(self, opened: Opened) -> tuple[str, ...]:
        """Lines for stderr about the site itself."""
        from postctl import escaping

        said = [f"{opened.site.root}: {opened.site.generator.title} ({opened.evidence.reason})"] if self.verbose else []
        if not opened.site.posts and not opened.site.broken and (opened.config.source or self.verbose):
            said.append(f"no file fits {', '.join(opened.site.settings.posts)}")
        return tuple(map(escaping.one_line, (*said, *self._lost(opened), *opened.notices)))

    def _lost(self, opened: Opened) -> tuple[str, ...]:
        """A line for somebody who may be in another folder than they think."""
        from postctl.detection import RECOGNISED

        root, environ = opened.site.root, self.machine.environ
        if opened.config.source or not self.machine.stderr_tty:
            return ()
        if opened.evidence.score >= RECOGNISED:
            return ()
        if root == os.path.realpath(environ.get("HOME") or root + "/."):
            return (f"{root} is your home folder: -C names the folder of your blog",)
        if opened.site.posts or opened.site.broken:
            return ()
        return ("is your blog in another folder? -C names it; `postctl new TITLE` begins one here",)


def checked(options: Mapping[str, Any]) -> Mapping[str, Any]:
    """The shared options, their words looked at. Raises `UsageError`."""
    colour = options.get("color")
    if colour is not None and colour not in get_args(Colour):
        raise UsageError(f"--color {colour}: no such setting", "use auto, always or never")
    return options


def command(panel: str) -> Callable[[Callable[..., Outcome]], Callable[..., Outcome]]:
    """Make a function `(context, ...) -> Outcome` a command that also takes the shared options. `panel`: where help shows it."""

    def decorate(function: Callable[..., Outcome]) -> Callable[..., Outcome]:
        hints = inspect.get_annotations(function, eval_str=True)
        parameters = list(inspect.signature(function).parameters.values())[1:]

        @functools.wraps(function)
        def run(*, ctx: typer.Context, **options: Any) -> Outcome:
            context = cast("Context", ctx.obj).given(checked({name: options.pop(name) for name in SHARED}))
            try:
                outcome = function(context, **options)
                for opened in context.sites:
                    opened.remember()
            except KeyboardInterrupt as stop:  # Typer would take it for its own, and forget which it was
                raise Stopped(stop) from stop
            quiet = context.quiet and outcome.code != ExitCode.FAILED
            return outcome._replace(notes=()) if quiet else outcome

        del run.__wrapped__
        run.panel = panel  # type: ignore[attr-defined]
        shared_parameters(run, {each.name: (hints[each.name], each.default) for each in parameters})
        return run

    return decorate


def shared_parameters(function: Callable[..., Any], own: Mapping[str, tuple[Any, Any]]) -> None:
    """Give a function the signature Typer reads: the context, its own parameters (kind and default by name), the shared ones."""
    kinds = {
        "ctx": (typer.Context, inspect.Parameter.empty),
        **own,
        **{name: (kind, _DEFAULTS[name]) for name, kind in SHARED.items()},
    }
    function.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
            for name, (kind, default) in kinds.items()
        ]
    )
    function.__annotations__ = {name: kind for name, (kind, _) in kinds.items()}
