"""The tree of commands: loaded one by one, when they are named, and shown in panels with examples first."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from postctl.cli import commands
from postctl.cli.options import SHARED

if TYPE_CHECKING:
    from typer._click import Context, HelpFormatter

PANELS = ("Write", "Look", "Publish", "Check", "Set up")

FIRST_STEPS = """Try first, in the folder of your blog:
  postctl list                          which posts are public, and why
  postctl validate                      what is wrong with them
  postctl new "The Joy of A Next Step"  one more in their style
"""


MEANT = {
    **dict.fromkeys(("add", "create", "draft", "post", "write"), "new"),
    **dict.fromkeys(("ls", "drafts", "status", "find", "search", "posts"), "list"),
    **dict.fromkeys(("view", "cat", "preview", "open", "read"), "show"),
    **dict.fromkeys(("check", "lint", "fix", "test"), "validate"),
    **dict.fromkeys(("mv", "move", "slug"), "rename"),
    **dict.fromkeys(("rules", "explain", "doc"), "rule"),
    **dict.fromkeys(("tag", "categories"), "tags"),
    **dict.fromkeys(("revert", "rollback", "restore"), "undo"),
    **dict.fromkeys(("hide", "retract"), "unpublish"),
    **dict.fromkeys(("release",), "publish"),
    **dict.fromkeys(("settings", "info"), "config"),
    **dict.fromkeys(("completions", "complete"), "completion"),
}
"""What other programs call the same."""


class Command(TyperCommand):
    """A command whose help begins with what it does and examples."""

    panel: str = ""

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the summary, examples, what there is to know, usage, then arguments, options and what every command takes."""
        about, examples = _parted(self.help or "")
        summary, _, more = about.partition("\n\n")
        _prose(formatter, summary)
        if examples:
            formatter.write(f"Examples:\n{examples}\n\n")
        if more:
            _prose(formatter, more)
        self.format_usage(ctx, formatter)
        records = [(param, param.get_help_record(ctx)) for param in self.get_params(ctx)]
        shown = [(param, record) for param, record in records if record is not None]
        own = [record for param, record in shown if param.name not in SHARED]
        for title, rows in (
            ("Arguments", [row for row in own if not row[0].startswith("-")]),
            ("Options", [row for row in own if row[0].startswith("-")]),
            ("Everywhere", [record for param, record in shown if param.name in SHARED]),
        ):
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        """What stands behind the command's name: plain names, with dots where there may be several."""
        return [piece.strip("{}") for piece in super().collect_usage_pieces(ctx)]

    def get_short_help_str(self, limit: int = 80) -> str:
        """The first line of the help, whole."""
        return _parted(self.help or "")[0].partition("\n")[0]


def _parted(text: str) -> tuple[str, str]:
    summary, _, examples = text.partition("Examples:\n")
    return summary.strip(), examples.rstrip()


def _prose(formatter: HelpFormatter, text: str) -> None:
    """Paragraphs, broken at words to the width of the terminal."""
    from textwrap import fill

    for paragraph in text.split("\n\n"):
        formatter.write(fill(" ".join(paragraph.split()), max(formatter.width, 20), break_long_words=False) + "\n\n")


class Commands(TyperGroup):
    """All commands of the folder `postctl/cli/commands`."""

    @staticmethod
    def names() -> list[str]:
        """The names of the commands, sorted."""
        from pkgutil import iter_modules

        return sorted(found.name for found in iter_modules(commands.__path__))

    @classmethod
    def taking(cls, option: str) -> list[str]:
        """The commands that take an option."""
        return [name for name in cls.names() if any(option in (*each.opts, *each.secondary_opts) for each in load(name).params)]

    def list_commands(self, ctx: Context) -> list[str]:
        """The names of the commands, sorted."""
        return self.names()

    def get_command(self, ctx: Context, cmd_name: str) -> Any:
        """A command by name, or `None`."""
        return load(cmd_name) if is_known(cmd_name) else None

    def resolve_command(self, ctx: Context, args: list[str]) -> Any:
        """Find the command of the first word; say which are near where there is none."""
        if args and not args[0].startswith("-") and not is_known(args[0]):
            from postctl import nearest
            from postctl.errors import UsageError

            meant = MEANT.get(args[0].lower())
            otherwise = "`postctl --help` lists the commands"
            hint = f"did you mean {meant}?" if meant else nearest.hint(args[0], self.list_commands(ctx), otherwise, most=2)
            raise UsageError(f"no command is called {args[0]!r}", hint)
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write what postctl is, its first three commands, and all commands in panels."""
        _prose(formatter, self.help or "")
        formatter.write(f"{FIRST_STEPS}\n")
        self.format_usage(ctx, formatter)
        loaded = [(name, load(name)) for name in self.list_commands(ctx)]
        for panel in PANELS:
            rows = [(name, command.get_short_help_str()) for name, command in loaded if command.panel == panel]
            if rows:
                with formatter.section(panel):
                    formatter.write_dl(rows)
        options = [(param.name, record) for param in self.get_params(ctx) if (record := param.get_help_record(ctx)) is not None]
        for title, everywhere in (("Everywhere, before or behind the command", True), ("On its own", False)):
            with formatter.section(title):
                formatter.write_dl([record for name, record in options if (name in SHARED) is everywhere])


def is_known(name: str) -> bool:
    """Whether there is a command of that name."""
    if not name.isidentifier():
        return False
    try:
        module(name)
    except ModuleNotFoundError as error:
        if error.name != f"{commands.__name__}.{name}":
            raise
        return False
    return True


def module(name: str) -> Any:
    """The module of a command, imported."""
    return importlib.import_module(f"{commands.__name__}.{name}")


def load(name: str) -> Command:
    """Import a command's module and make the command of its `run`."""
    function = module(name).run
    app = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings=CONTEXT)
    app.command(name, cls=Command)(function)
    built = get_command(app)
    assert isinstance(built, Command)
    built.panel = function.panel
    return built


CONTEXT: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
