"""The words of a command line so far: which command, which of its parameters, and what of its value is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from postctl.cli.group import Commands, load
from postctl.cli.options import SHARED, Context
from postctl.values import NamedTuple, dataclass, field

if TYPE_CHECKING:
    from postctl.cli.machine import Machine

LISTS = frozenset({"A,B", "RULES"})
"""The metavars of options whose value is a list with commas."""

HELP = ("-h", "--help")


class Typed(NamedTuple):
    """What is being typed. `parameter`: whose value it is (`''`: the name of an option, or of a command where `command` is `''`).

    `word` is what of it is there, and `stem` what stands before it in the same word. `values`: those given so far, by parameter;
    `options`: the names of the options that could come.
    """

    context: Context
    command: str = ""
    parameter: str = ""
    word: str = ""
    stem: str = ""
    values: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    options: tuple[Any, ...] = ()
    metavar: str = ""


NOTHING = Typed(Context(machine=None))  # type: ignore[arg-type]


@dataclass(slots=True)
class _Reader:
    """Goes along the words. `parameters`: those of the command, or of `postctl` itself before there is one."""

    parameters: list[Any]
    command: str = ""
    pending: Any = None
    literal: bool = False
    values: dict[str, list[str]] = field(default_factory=dict)

    def take(self, word: str) -> bool:
        """Take a whole word; whether it can be one."""
        if self.pending is not None:
            self._give(self.pending, word)
            self.pending = None
        elif word == "--" and not self.literal:
            self.literal = True
        elif word.startswith("-") and word != "-" and not self.literal:
            self._option(word)
        elif not self.command:
            return self._begin(word)
        else:
            argument = self.argument()
            if argument is not None:
                self._give(argument, word)
        return True

    def argument(self) -> Any:
        """The argument that a word at the end would be; `None`: it takes no more."""
        arguments = (each for each in self.parameters if each.param_type_name == "argument")
        return next((each for each in arguments if each.nargs == -1 or each.name not in self.values), None)

    def named(self, name: str) -> Any:
        """The option of a name, such as `--tag` or `-t`."""
        return next((each for each in self.parameters if name in (*each.opts, *each.secondary_opts)), None)

    def _begin(self, name: str) -> bool:
        if name not in Commands.names():
            return False
        self.command, self.parameters = name, load(name).params
        return True

    def _option(self, word: str) -> None:
        name, equals, value = word.partition("=")
        if word.startswith("--"):
            found = self.named(name)
            if found is not None and not equals and takes_value(found):
                self.pending = found
            elif found is not None:
                self._give(found, value)
            return
        for at, letter in enumerate(word[1:], 2):
            found = self.named(f"-{letter}")
            if found is None:
                return
            if takes_value(found):
                if word[at:]:
                    self._give(found, word[at:])
                else:
                    self.pending = found
                return
            self._give(found, "")

    def _give(self, parameter: Any, value: str) -> None:
        self.values.setdefault(parameter.name, []).append(value)


def takes_value(option: Any) -> bool:
    """Whether an option wants a word behind it."""
    return option.param_type_name == "option" and not option.is_flag and not option.count


def read(words: Sequence[str], current: str, machine: Machine) -> Typed | None:
    """What is being typed; `None` where the words before make no sense."""
    from postctl.cli import app

    reader = _Reader(app.parameters(Context(machine)))
    if not all(map(reader.take, words)):
        return None
    typed = Typed(_context(reader, machine), reader.command, word=current, values={k: tuple(v) for k, v in reader.values.items()})
    if reader.pending is not None:
        return _value(typed, reader.pending)
    if current.startswith("-") and not reader.literal and current != "-":
        return _begun(typed, reader)
    if current == "-" and not reader.literal:
        return typed._replace(options=_options(reader))
    if not reader.command:
        return typed
    argument = reader.argument()
    if argument is not None:
        return _value(typed, argument)
    return None if reader.literal else typed._replace(options=_options(reader))


def _begun(typed: Typed, reader: _Reader) -> Typed:
    """A word that begins with a hyphen: the name of an option, or that and its value."""
    name, equals, value = typed.word.partition("=")
    option = reader.named(name) if equals or not name.startswith("--") else None
    if equals and option is not None and takes_value(option):
        return _value(typed._replace(word=value, stem=f"{name}="), option)
    short = reader.named(typed.word[:2]) if len(typed.word) > 2 and typed.word[1] != "-" else None
    if short is not None and takes_value(short):
        return _value(typed._replace(word=typed.word[2:], stem=typed.word[:2]), short)
    return typed._replace(options=_options(reader))


def _value(typed: Typed, parameter: Any) -> Typed:
    """A value of a parameter; of a list with commas, its last part."""
    typed = typed._replace(parameter=parameter.name, metavar=parameter.metavar or "")
    if typed.metavar in LISTS and "," in typed.word:
        head, _, rest = typed.word.rpartition(",")
        return typed._replace(stem=f"{typed.stem}{head},", word=rest)
    return typed


def _options(reader: _Reader) -> tuple[Any, ...]:
    """The options that could come: not those that are hidden, or are there and count once."""
    wanted = [each for each in reader.parameters if each.param_type_name == "option" and not each.hidden]
    return tuple(each for each in wanted if each.multiple or each.name not in reader.values)


def _context(reader: _Reader, machine: Machine) -> Context:
    """The context that the options so far make."""
    said = {name: values[-1] for name, values in reader.values.items() if name in SHARED and values[-1]}
    return Context(machine, no_input=True, quiet=True).given(
        {name: said[name] for name in ("root", "config", "at") if name in said}
    )
