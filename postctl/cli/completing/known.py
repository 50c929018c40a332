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

_CODE = re.compile(r'\bcode="(P\d+)"')
_SUMMARY = re.compile(r'\bsummary="((?:[^"\\]|\\.)*)"')
_FAMILY = re.compile(r'"P\d": "(\w+)"')
_FORMATS = {"validate": "postctl.cli.telling", "tags": "postctl.cli.tagging"}
"""Where the formats of a command are, if not in its own module."""

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
    return map(Candidate, _formats(typed.command))


def _formats(command: str) -> tuple[str, ...]:
    home = _FORMATS.get(command)
    found: Any = import_module(home) if home else module(command)
    return getattr(found, "FORMATS", ())


def expressions(typed: Typed) -> Iterator[Candidate]:
    """What an expression is in its simplest form."""
    from postctl.model import Status

    yield from (Candidate(str(each)) for each in Status)
    yield Candidate("help", "explains expressions")


def sort_keys(typed: Typed) -> Iterator[Candidate]:
    """What posts can be sorted by."""
    from postctl import listing

    return _unnamed(typed, getattr(listing, "SORTS", listing.COLUMNS))


def columns(typed: Typed) -> Iterator[Candidate]:
    """The columns of a list of posts."""
    from postctl import listing

    return _unnamed(typed, listing.COLUMNS)


def _unnamed(typed: Typed, names: Iterable[str]) -> Iterator[Candidate]:
    """Those of some names that do not stand in the list so far."""
    there = set(typed.stem.rpartition("=")[2].split(","))
    return (Candidate(each) for each in names if not each.startswith("_") and each not in there)


def schemas(typed: Typed) -> Iterator[Candidate]:
    """What there may be a schema of."""
    return map(Candidate, ("post", "config", *(name for name in Commands.names() if "json" in _formats(name))))


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
