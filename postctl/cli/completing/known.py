"""Candidates that need no site: commands, options, formats, rules. None of it loads more than its names take."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module, util
from pkgutil import iter_modules
from typing import Any

from postctl.cli.completing.offer import Candidate, about
from postctl.cli.completing.typed import HELP, Typed
from postctl.cli.group import Commands, module

_CODE = re.compile(r'\bcode="(P\d+)"')
_SUMMARY = re.compile(r'\bsummary="((?:[^"\\]|\\.)*)"')
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
    home = _FORMATS.get(typed.command)
    found: Any = import_module(home) if home else module(typed.command)
    return map(Candidate, getattr(found, "FORMATS", ()))


def expressions(typed: Typed) -> Iterator[Candidate]:
    """What an expression is in its simplest form."""
    from postctl.model import Status

    yield from (Candidate(str(each)) for each in Status)
    yield Candidate("help", "explains expressions")


def sort_keys(typed: Typed) -> Iterator[Candidate]:
    """What posts can be sorted by."""
    from postctl import listing

    return map(Candidate, listing.SORTS)


def columns(typed: Typed) -> Iterator[Candidate]:
    """The columns of a list of posts that are not named yet."""
    from postctl import listing

    return (Candidate(each) for each in listing.COLUMNS if not each.startswith("_") and each not in typed.stem.split(","))


def groups(typed: Typed) -> Iterator[Candidate]:
    """What posts can be grouped by."""
    from postctl import listing

    return map(Candidate, getattr(listing, "GROUPS", ()))


def generators(typed: Typed) -> Iterator[Candidate]:
    """All site generators."""
    return map(Candidate, _members("generators"))


def rules(typed: Typed) -> Iterator[Candidate]:
    """Codes of rules, and families; names where letters are typed that begin no code."""
    from postctl.rules import FAMILIES

    there = set(typed.stem.split(","))
    of_rules = [(code, name, told) for code, name, told in known_rules() if code not in there and name not in there]
    for code, name, told in of_rules:
        yield Candidate(code, f"{name}: {told}")
    for family in FAMILIES.values():
        yield Candidate(family, "a family of rules")
    if typed.word:
        for code, name, told in of_rules:
            yield Candidate(name, f"{code}: {told}")


def known_rules() -> list[tuple[str, str, str]]:
    """Code, name and summary of each rule in the order of the codes, read from the source: to load them all would take long."""
    found = []
    for name in _members("rules"):
        text = _source(f"postctl.rules.{name.replace('-', '_')}")
        code, summary = _CODE.search(text), _SUMMARY.search(text)
        if code and summary:
            found.append((code[1], name, re.sub(r"\\(.)", r"\1", summary[1])))
    return sorted(found)


def _members(family: str) -> list[str]:
    spec = util.find_spec(f"postctl.{family}")
    folders = spec.submodule_search_locations if spec is not None else ()
    return [found.name.replace("_", "-") for found in iter_modules(folders) if not found.name.startswith("_")]


def _source(name: str) -> str:
    """The source of a module that is not loaded."""
    spec = util.find_spec(name)
    loader: Any = spec.loader if spec is not None else None
    return str(loader.get_data(loader.get_filename(name)), "utf-8") if loader is not None else ""
