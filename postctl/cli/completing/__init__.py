"""What TAB offers: the words of a command line so far to words that could come next.

The scripts that `postctl completion` prints call `postctl __complete SHELL ...` for each TAB. Nothing of the site is run for
that, and nothing is said where something is wrong: whoever presses TAB is in the middle of a line.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from types import FrameType
from typing import TYPE_CHECKING, Protocol, cast

from postctl.cli.scripts import SCRIPTS
from postctl.model import Outcome

if TYPE_CHECKING:
    from postctl.cli.completing.offer import Answer, Candidate
    from postctl.cli.completing.typed import Typed
    from postctl.cli.machine import Machine

WORD = "__complete"
"""The hidden first word of the scripts' calls."""

PATIENCE = 2.0
"""Seconds after which a site that is not read yet is left alone."""

NEWEST = 1000
"""So many words are offered at most."""


class Line(Protocol):
    """A command line as a shell hands it over."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words behind `postctl` and before the cursor's."""

    @property
    def current(self) -> str:
        """The word that the cursor is in, up to there."""

    @property
    def alone(self) -> bool:
        """Whether a word that only holds what was typed is of use only where it is the one there is."""

    def shown(self, answer: Answer, typed: Typed) -> str:
        """The answer in the form that the script of the shell reads."""


class Shell(Protocol):
    """The module of a shell."""

    def line(self, words: Sequence[str]) -> Line:
        """The line that the script has sent."""


class _TooLong(BaseException):
    """The site takes too long to read. Nothing on the way may take it for an error of its own."""


def shell(name: str) -> Shell:
    """The module of a shell."""
    return cast("Shell", import_module(f"postctl.cli.completing.{name}"))


def outcome(words: Sequence[str], machine: Machine) -> Outcome:
    """What to print for the script of the shell that the first word names. `POSTCTL_DEBUG` shows what is wrong."""
    try:
        name, *sent = words
        return Outcome(_answered(shell(name).line(sent), machine) if name in SCRIPTS else "", exact=True)
    except Exception:  # a word could be missing, or anything be wrong in the site: the line is the person's
        if machine.environ.get("POSTCTL_DEBUG"):
            raise
        return Outcome()


def _answered(line: Line, machine: Machine) -> str:
    from postctl.cli.completing import table, typed
    from postctl.cli.completing.offer import Answer

    known = typed.read(line.words, line.current, machine)
    if known is None:
        return line.shown(Answer(), typed.NOTHING)
    try:
        with _limited():
            answer = table.answer(known)
            answer = answer._replace(words=tuple(_fitting(answer.words, known.word, alone=line.alone)))
        for opened in known.context.sites:
            opened.remember()
    except _TooLong:
        answer = Answer(files="files")
    return line.shown(answer, known)


@contextmanager
def _limited() -> Iterator[None]:
    """The block ends when patience does."""

    def over(number: int, frame: FrameType | None) -> None:
        raise _TooLong

    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _fitting(words: Sequence[Candidate], begun: str, *, alone: bool) -> list[Candidate]:
    """Those that go on what was typed; without any, those that hold it. Letter case does not count unless it tells them apart."""
    known = list(dict.fromkeys(words))
    exact = [each for each in known if each.word.startswith(begun)]
    folded = begun.casefold()
    found = exact or [each for each in known if each.word.casefold().startswith(folded)]
    if not found:
        found = [each for each in known if folded in each.word.casefold()]
        found = [] if alone and len(found) > 1 else found
    return _first(found)


def _first(found: list[Candidate]) -> list[Candidate]:
    """Not more than can be looked at; what all of them begin with stays what all there are begin with."""
    if len(found) <= NEWEST:
        return found
    ends = (min(found, key=lambda each: each.word), max(found, key=lambda each: each.word))
    return list(dict.fromkeys((*found[:NEWEST], *ends)))
