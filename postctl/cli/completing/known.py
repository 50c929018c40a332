"""Candidates that need no site: commands, options, formats, rules. None of it loads more than its names take."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module, util
from importlib.machinery import ModuleSpec
from pkgutil import ModuleInfo, iter_modules
from typing import Any

from postctl.cli.completing.offer import Candidate, about
from postctl.cli.completing.typed import HELP, Typed
from postctl.cli.group import Commands, module
from postctl.regexes import later

_CODE = later(r'\bcode="(P\d+)"')
_SUMMARY = later(r'\bsummary="((?:[^"\\]|\\.)*)"')
_FAMILY = later(r'"P\d": "(\w+)"')
_FORMATS = {
    "list": "postctl.cli.listed",
    "show": "postctl.cli.showing",
    "tags": "postctl.cli.tagging",
    "validate": "postctl.cli.telling",
}
"""Where the formats of a command are, if not in its own module."""
_COUNTING = frozenset({"count", "statistics"})
"""Options with which a command prints numbers only, and has the formats `COUNTED`."""

_MOMENTS = {
    "now": "",
    "today": "",
    "tomorrow": "or: tomorrow 09:00",
    "yesterday": "",
    **dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), "the next one"),
    "+1d": "in a day",
    "+1w": "in a week",
    "+1m": "in a month",
}


def commands() -> Iterator[Candidate]:
    """All commands."""
    for name in Commands.names():
        told = (module(name).run.__doc__ or "").strip().partition("\n")[0]
        yield Candidate(name, about(told))


def options(typed: Typed) -> Iterator[Candidate]:
    """The options that could come: the long name unless a short one is being typed, and both where only hyphens are there."""
    short = len(typed.word) == 2 and typed.word[1] != "-"
    for option in typed.options:
        told = about(option.help or "")
        for name in (*option.opts, *option.secondary_opts):
            if name.startswith("--") or short:
                yield Candidate(name, told, open=False)
    for name in HELP:
        if name.startswith("--") or short:
            yield Candidate(name, "Show what this takes.")


def words(*each: str) -> Callable[[Typed], Iterable[Candidate]]:
    """Always the same words."""
    return lambda typed: map(Candidate, each)


def choices(typed: Typed) -> Iterator[Candidate]:
    """The words that the metavar of the option names."""
    return (Candidate(each) for each in typed.metavar.split("|") if each.islower())


def moments(typed: Typed) -> Iterator[Candidate]:
    """Some ways to say when."""
    yield from choices(typed)
    for word, told in _MOMENTS.items():
        if word not in typed.metavar.split("|"):
            yield Candidate(word, told)


def slots(typed: Typed) -> Iterator[Candidate]:
    """The moment of `schedule`: nothing but its first word can be guessed."""
    if not typed.values.get("when"):
        yield Candidate("next", "the next free slot of postctl.toml")
        yield from (Candidate(word, told) for word, told in _MOMENTS.items() if word not in ("now", "yesterday"))


def formats(typed: Typed) -> Iterator[Candidate]:
    """The formats of the command."""
    home = _FORMATS.get(typed.command)
    found: Any = import_module(home) if home else module(typed.command)
    counted = not _COUNTING.isdisjoint(typed.values)
    return map(Candidate, getattr(found, "COUNTED" if counted else "FORMATS", ()))


def expressions(typed: Typed) -> Iterator[Candidate]:
    """What an expression is in its simplest form."""
    from postctl.model import Status

    yield from (Candidate(str(each)) for each in Status)
    yield Candidate("help", "explains expressions")


def divisions(typed: Typed) -> Iterator[Candidate]:
    """What the bars of `stats` may stand for."""
    return map(Candidate, module(typed.command).DIVISIONS)


def themes(typed: Typed) -> Iterator[Candidate]:
    """The colours of code."""
    from postctl.formats import html

    return map(Candidate, html.themes())


def columns(*first: str) -> list[Candidate]:
    """The columns that `list` shows, sorts and groups by, with what they say; some of them before the others."""
    from postctl import records

    found = {name: each for name, each in records.KNOWN.items() if not name.startswith("_")}
    names = dict.fromkeys((*first, *found))
    return [Candidate(name, about(found[name].doc)) for name in names if name in found]


def unnamed(typed: Typed, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Those of some names that do not stand in the list so far."""
    there = {each.partition(":")[0] for each in typed.stem.rpartition("=")[2].split(",")}
    return (each for each in found if each.word not in there)


def schemas(typed: Typed) -> Iterator[Candidate]:
    """What there is a schema of."""
    from postctl import describing
    from postctl.describing.outputs import OUTPUTS

    for row in describing.view().rows:
        name = str(row["schema"])
        yield Candidate(name, about(OUTPUTS[name].about if name in OUTPUTS else str(row["of"])))


def generators(typed: Typed) -> Iterator[Candidate]:
    """All site generators."""
    return (Candidate(found.name.replace("_", "-")) for found in _members("generators"))


def rules(typed: Typed) -> Iterator[Candidate]:
    """Codes of rules, and families; names where letters are typed."""
    there = set(typed.stem.rpartition("=")[2].split(","))
    of_rules = [each for each in known_rules() if there.isdisjoint(each[:2])]
    for code, name, told in of_rules:
        yield Candidate(code, f"{name}: {told}")
    for family in known_families():
        yield Candidate(family, "a family of rules")
    if typed.word:
        for code, name, told in of_rules:
            yield Candidate(name, f"{code}: {told}")


def known_rules() -> list[tuple[str, str, str]]:
    """Code, name and summary of each rule in the order of the codes, read from the source: to load them all would take long."""
    found = []
    for name, text in _sources("rules"):
        code, summary = _CODE.search(text), _SUMMARY.search(text)
        if code and summary:
            found.append((code[1], name, re.sub(r"\\(.)", r"\1", summary[1])))
    return sorted(found)


def known_families() -> list[str]:
    """The families of rules, in the order of their codes."""
    spec = util.find_spec("postctl.rules")
    return _FAMILY.findall(_text(spec)) if spec is not None else []


def _sources(family: str) -> Iterator[tuple[str, str]]:
    """Name and source of each member of a family, none of which is loaded."""
    for found in _members(family):
        finder: Any = found.module_finder
        yield found.name.replace("_", "-"), _text(finder.find_spec(found.name))


def _members(family: str) -> list[ModuleInfo]:
    spec = util.find_spec(f"postctl.{family}")
    folders = spec.submodule_search_locations if spec is not None else ()
    return [found for found in iter_modules(folders) if not found.name.startswith("_")]


def _text(spec: ModuleSpec) -> str:
    loader: Any = spec.loader
    return str(loader.get_data(loader.path), "utf-8")
