"""What the machine says: clock, environment, terminal. Asked here and nowhere below, and passed down as values."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal, TypeAlias

from postctl.errors import UsageError
from postctl.model import Terminal
from postctl.values import NamedTuple

if TYPE_CHECKING:
    from postctl.store.index import Memory

Colour: TypeAlias = Literal["auto", "always", "never"]


class Machine(NamedTuple):
    """The environment a command runs in. `stdin_tty` and `stdout_tty`: a person is there. `encoding`: of stdout."""

    environ: Mapping[str, str]
    stdin_tty: bool
    stdout_tty: bool
    stderr_tty: bool
    encoding: str = "utf-8"

    @staticmethod
    def here() -> Machine:
        """The machine this process runs on."""
        return Machine(dict(os.environ), _tty(sys.stdin), _tty(sys.stdout), _tty(sys.stderr), _encoding(sys.stdout))

    @property
    def github(self) -> bool:
        """The output goes to a log of GitHub Actions, which takes some lines for commands."""
        return self.environ.get("GITHUB_ACTIONS") == "true"

    @property
    def state_home(self) -> str:
        """The user's own folder for what postctl remembers, such as the journal; whether it is there or not."""
        return _folder("XDG_STATE_HOME", ".local/state", "user_state_dir")

    @property
    def cache_home(self) -> str:
        """The user's own folder for what can be found out again; whether it is there or not."""
        return _folder("XDG_CACHE_HOME", ".cache", "user_cache_dir")

    @property
    def memory(self) -> Memory:
        """Where what was read of sites is remembered."""
        from postctl.store.index import Memory

        return Memory(self.cache_home, self.environ.get("TZ", ""))

    @property
    def own_config(self) -> str:
        """The path of the user's own configuration, whether it is there or not."""
        return os.path.join(_folder("XDG_CONFIG_HOME", ".config", "user_config_dir"), "config.toml")


def _folder(variable: str, usual: str, name: str) -> str:
    """A folder of the user's own, as platformdirs has it; it need not be loaded for what Linux says in two words."""
    if sys.platform == "linux":
        top = os.environ.get(variable) or f"{os.environ.get('HOME', '').rstrip('/')}/{usual}"
        if top.startswith("/") and top == top.strip() and os.environ.get("HOME", "").startswith("/"):
            return os.path.join(top, "postctl")
    import platformdirs

    return str(getattr(platformdirs, name)("postctl", appauthor=False))


_LINKING_PROGRAMS = frozenset({"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio", "Tabby"})
_LINKING_TERMS = frozenset({"xterm-kitty", "xterm-ghostty", "alacritty", "foot", "foot-extra", "contour", "wezterm"})
_VTE = 5000
"""GNOME's terminals know links from here on."""


def _tty(stream: object) -> bool:
    try:
        return bool(stream is not None and stream.isatty())  # type: ignore[attr-defined]
    except (AttributeError, ValueError):
        return False


def _encoding(stream: object) -> str:
    """The name of its encoding; that of one that is not there, or that nobody has told, is UTF-8, as what is written to it."""
    return getattr(stream, "encoding", None) or "utf-8"


def coloured(machine: Machine, wish: Colour, *, tty: bool) -> bool:
    """`--color`, then NO_COLOR, then FORCE_COLOR or CLICOLOR_FORCE, then whether a capable terminal is there."""
    if wish != "auto":
        return wish == "always"
    environ = machine.environ
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR", "0") not in ("", "0") or environ.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return True
    return tty and environ.get("TERM", "") not in ("dumb", "")


def terminal(machine: Machine, wish: Colour) -> Terminal:
    """The place stdout goes to."""
    colour = coloured(machine, wish, tty=machine.stdout_tty)
    links = colour and machine.stdout_tty and not machine.github and opens_links(machine.environ)
    host, kind = _host() if links else "", machine.environ.get("TERM", "")
    dumb = kind == "dumb" or (machine.stdout_tty and not kind)
    return Terminal(_width(machine), colour, machine.stdout_tty, machine.github, links, host, machine.encoding, dumb)


def _host() -> str:
    import socket

    return socket.gethostname()


def opens_links(environ: Mapping[str, str]) -> bool:
    """Whether the terminal knows links (OSC 8), which it does not say: those that do are known by what they set.

    `FORCE_HYPERLINK` says it for any other, or says no.
    """
    wish = environ.get("FORCE_HYPERLINK")
    if wish:
        return wish not in ("0", "false", "no")
    if environ.get("TERM_PROGRAM", "") in _LINKING_PROGRAMS or environ.get("TERM", "") in _LINKING_TERMS:
        return True
    version = environ.get("VTE_VERSION", "")
    modern = version.isascii() and version.isdigit() and int(version[:9]) >= _VTE
    return modern or any(environ.get(name) for name in ("WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "DOMTERM"))


def _width(machine: Machine) -> int:
    text = machine.environ.get("COLUMNS", "")
    if text.isascii() and text.isdigit() and 0 < int(text[:7]) < 10_000:
        return int(text)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1).columns or 80
    except (OSError, ValueError):
        return 80


def now(machine: Machine) -> tuple[datetime, str | None]:
    """The clock, and the text that says otherwise: `POSTCTL_NOW` as it stands, `SOURCE_DATE_EPOCH` as a moment."""
    epoch = machine.environ.get("SOURCE_DATE_EPOCH")
    clock = datetime.now(UTC)
    if epoch:
        try:
            clock = datetime.fromtimestamp(int(epoch), UTC)
        except (ValueError, OverflowError, OSError) as error:
            raise UsageError(f"SOURCE_DATE_EPOCH is {epoch!r}", "it is a number of seconds since 1970") from error
    return clock, machine.environ.get("POSTCTL_NOW") or None
