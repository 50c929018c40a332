"""A post in the user's editor: which program that is, how it is run, and what is to be said of what was saved."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from postctl.errors import ExitCode, PostctlError, UsageError
from postctl.model import Outcome, Severity
from postctl.values import NamedTuple

if TYPE_CHECKING:
    from postctl.cli.machine import Machine
    from postctl.cli.options import Context
    from postctl.site import Post, Site
    from postctl.store.scan import Opened

_USUAL = ("sensible-editor", "nano", "vi")
_NEED_A_TERMINAL = frozenset(
    "vi vim nvim view nano pico micro hx helix kak joe jed ne mg mcedit emacs-nox sensible-editor".split()
)
_RETURN_AT_ONCE = {
    **dict.fromkeys("code code-insiders codium cursor windsurf subl atom zed mate".split(), "--wait"),
    **dict.fromkeys("gvim mvim".split(), "-f"),
}
_NAME_ONE = 'set EDITOR in your environment, or `editor = "..."` in ~/.config/postctl/config.toml'


class Editor(NamedTuple):
    """A program with its own arguments, and who named it."""

    command: tuple[str, ...]
    named_by: str

    @property
    def program(self) -> str:
        """The program as it is called."""
        return self.command[0]


# --- which program ----------------------------------------------------------------------------------------------------------


def editor(context: Context) -> Editor:
    """The user's editor: of POSTCTL_EDITOR, the user's own configuration, VISUAL, EDITOR, else a usual one at a terminal.

    A site's configuration has no say in it. Raises `UsageError` where there is none, or nobody to use it.
    """

    if context.no_input:
        raise UsageError("an editor waits for input, and --no-input says that there is none", "leave out one of the two")
    here, own = context.machine, context.machine.own_config
    for name, value in _named(here, own):
        if value.strip():
            return _usable(Editor(_split(name, value), name), here)
    if not (here.stdin_tty and here.stderr_tty) or _dumb(here):
        raise UsageError("no editor is named, and there is no terminal for a usual one", _NAME_ONE)
    from postctl.store import reads

    found = reads.first_program(_USUAL, os.get_exec_path(here.environ))
    if found is None:
        raise UsageError("no editor is named, and no usual one is installed", _NAME_ONE)
    return Editor((found,), "EDITOR")


def _named(here: Machine, own: str) -> Iterator[tuple[str, str]]:
    """Who names an editor, in the order they count."""
    from postctl import config
    from postctl.store import reads

    environ = here.environ
    yield "POSTCTL_EDITOR", environ.get("POSTCTL_EDITOR", "")
    text = reads.own_text(own)
    if text is not None:
        home = os.path.expanduser("~") + os.sep
        shown = os.path.join("~", own.removeprefix(home)) if own.startswith(home) else own
        yield shown, config.own(shown, text).text("editor") or ""
    if not _dumb(here):
        yield "VISUAL", environ.get("VISUAL", "")
    yield "EDITOR", environ.get("EDITOR", "")


def _dumb(here: Machine) -> bool:
    return here.environ.get("TERM", "dumb") in ("dumb", "")


def _split(name: str, value: str) -> tuple[str, ...]:
    """A value as program and arguments, quotes as in a shell; one that is the path of a file stays whole."""
    import shlex

    if os.path.isabs(value) and os.path.isfile(value):  # a relative one would be the repository's
        return (value,)
    try:
        first, *rest = shlex.split(value)
    except ValueError as error:
        raise UsageError(f"{name} names no program: {value!r}", _NAME_ONE) from error
    return os.path.expanduser(first), *rest


def _usable(found: Editor, here: Machine) -> Editor:
    name = os.path.basename(found.program)
    if name in _NEED_A_TERMINAL and not here.stdin_tty:
        raise UsageError(f"{name} needs a terminal, and stdin is none", "run this at a terminal")
    return found


# --- the session ------------------------------------------------------------------------------------------------------------


def edited(context: Context, opened: Opened, path: str, editor: Editor, made: Outcome | None = None) -> Outcome:
    """Open a file of the site in the editor, and look at what was saved. `made`: the outcome of the command that wrote it.

    stdout has the path of a file that was changed or made. Exit 1 where it has errors now, 2 where the editor failed.
    """
    from postctl.store import reads

    before = reads.read_bytes(opened.site.root, path)
    why = _run(editor, os.path.join(opened.site.root, path), context.machine)
    try:
        after = reads.read_bytes(opened.site.root, path)
    except PostctlError:
        after = b""
    changed = after != before
    out = made.out if made is not None else _path(context, path) if changed else ""
    notes = made.notes if made is not None else context.notes(opened)
    if why:
        said = f"{editor.program}: {why}; {_kept(path, made, changed=changed)}"
        return Outcome(out, (*notes, said, f"{editor.named_by} names the editor; {_again(path)}"), ExitCode.FAILED)
    found = _looked_at(context, opened, path, editor, changed=changed, made=made is not None)
    return found._replace(out=out, notes=(*notes, *found.notes))


def _run(editor: Editor, path: str, here: Machine) -> str:
    """Run the editor until it ends; the path is one argument, no shell is involved. Returns what went wrong."""
    import signal
    import subprocess

    try:
        process = subprocess.Popen([*editor.command, path], stdout=_beside_the_answer(here))  # noqa: S603  # the user's own
    except (OSError, ValueError) as error:
        return getattr(error, "strerror", None) or str(error)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the editor's while it has the terminal
    try:
        ended = process.wait()
    finally:
        signal.signal(signal.SIGINT, before)
    if ended < 0:
        names = {each.value: each.name for each in signal.Signals}
        return f"was ended by {names.get(-ended, f'signal {-ended}')}"
    return f"ended with status {ended}" if ended else ""


def _beside_the_answer(here: Machine) -> int | None:
    """Where an editor may draw if stdout is no terminal: stdout is for the answer."""
    try:
        return None if here.stdout_tty else sys.stderr.fileno()
    except (AttributeError, OSError, ValueError):
        return None


def _kept(path: str, made: Outcome | None, *, changed: bool) -> str:
    if made is not None:
        return "the post was written"
    from postctl import escaping

    return f"{escaping.one_line(path)} {'was changed all the same' if changed else 'is as it was'}"


def _again(path: str) -> str:
    import shlex

    from postctl import escaping

    dashes = "-- " if path.startswith("-") else ""
    return f"`postctl edit {dashes}{escaping.one_line(shlex.quote(path))}` opens it again"


# --- what was saved -----------------------------------------------------------------------------------------------------------


def _looked_at(context: Context, before: Opened, path: str, editor: Editor, *, changed: bool, made: bool) -> Outcome:
    """What is to be said of the file as it is now: what is wrong with it, and whether readers see it now."""
    from postctl.cli import shown

    opened = context.open()
    post = next((each for each in opened.site.posts if each.path == path), None)
    notes = [] if changed else [_unchanged(path, editor, made=made)]
    if post is None:
        return _no_post(opened, path, notes)
    found = [each for each in shown.findings(opened, opened.site, only=path) if each.severity is not Severity.INFO]
    if changed or made:
        notes += [line for each in found for line in shown.lines(each)]
    notes += _status(before.site, opened.site, post)
    errors = any(each.severity is Severity.ERROR for each in found) and changed
    return Outcome(notes=(*notes, *([_again(path)] if errors else [])), code=ExitCode.FINDINGS if errors else ExitCode.OK)


def _unchanged(path: str, editor: Editor, *, made: bool) -> str:
    from postctl import escaping

    flag = _RETURN_AT_ONCE.get(os.path.basename(editor.program))
    hint = f"; {editor.program} may return at once, {flag} makes it wait" if flag and flag not in editor.command else ""
    return f"{escaping.one_line(path)} is {'as it was made' if made else 'unchanged'}{hint}"


def _no_post(opened: Opened, path: str, notes: Sequence[str]) -> Outcome:
    """Of a file that cannot be read as a post now, is left out, or is gone."""
    from postctl import escaping

    name = escaping.one_line(path)
    broken = next((each for each in opened.site.broken if each.path == path), None)
    ignored = next((each for each in opened.site.ignored if each.path == path), None)
    said: tuple[str, ...]
    if broken is not None:
        said = (f"{name}:{broken.line}:{broken.column}: error: {broken.reason}", f"  {broken.help}", _again(path))
    elif ignored is not None:
        said = (f"{name}: {opened.site.generator.title} leaves it out: {ignored.reason}", f"  {ignored.help}")
    elif path in opened.site.files:
        said = (f"{name} is no post of this site now", _again(path))
    else:
        said = (f"{name} is not there any more",)
    return Outcome(notes=(*notes, *said), code=ExitCode.FINDINGS)


def _status(before: Site, now: Site, post: Post) -> list[str]:
    """A sentence where readers see something else than before."""
    from postctl import escaping, status

    old = next((each for each in before.posts if each.path == post.path), None)
    new = status.effective(post, now.settings, now.at)
    if old is None or status.effective(old, before.settings, before.at).status is new.status:
        return []
    was = status.effective(old, before.settings, before.at).status
    return [f"{escaping.one_line(post.path)}: {was} -> {new.status} ({escaping.one_line(new.reason)})"]


def _path(context: Context, path: str) -> str:
    from postctl import escaping

    return escaping.path_line(path, github=context.terminal.github) + "\n"
