"""The rules as people call them: which are meant by a word, and what the manual says of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from postctl import globs, nearest
from postctl.errors import UsageError
from postctl.model import Diagnostic, Severity, View
from postctl.rules import FAMILIES, Example, Rule


def select(
    rules: Sequence[Rule], select: Sequence[str] = (), ignore: Sequence[str] = (), extend: Sequence[str] = ()
) -> tuple[Rule, ...]:
    """The rules to run, by code. Words are codes, beginnings of codes (`P3`), names or families; no word to select means all
    that are not off by themselves. `extend`: those to run as well.

    Raises `UsageError`, with the nearest as the hint, for a word that means no rule.
    """
    wanted = _meant(rules, select) if select else {rule.code for rule in rules if not rule.off}
    wanted |= _meant(rules, extend)
    left_out = _meant(rules, ignore)
    kept = (rule for rule in rules if rule.code in wanted and rule.code not in left_out)
    return tuple(sorted(kept, key=lambda rule: rule.code))


def named(rules: Sequence[Rule], word: str) -> Rule:
    """The one rule with a code or a name. Raises `UsageError` as `select` does."""
    found = next((rule for rule in rules if word.upper() == rule.code or word.lower() == rule.name), None)
    if found is None:
        raise _unknown(rules, word)
    return found


def meant(rules: Sequence[Rule], word: str) -> tuple[Rule, ...]:
    """The rules that a word means: one by its code or name, several by the beginning of codes or a family. Raises as `named`."""
    codes = _meant(rules, (word,))
    return tuple(rule for rule in rules if rule.code in codes)


def without(
    diagnostics: Iterable[Diagnostic], ignores: Mapping[str, Sequence[str]], rules: Sequence[Rule]
) -> tuple[Diagnostic, ...]:
    """The findings that stay when each glob of paths has rules of its own to ignore."""
    tests = [(globs.matcher((glob,)), _meant(rules, words)) for glob, words in ignores.items()]
    return tuple(
        each for each in diagnostics if not any(each.code in codes and fits(each.post or each.path) for fits, codes in tests)
    )


def severities(rules: Sequence[Rule], words: Mapping[str, str]) -> dict[str, Severity]:
    """How bad findings are, by code, as the site's owner sees it; `off` leaves a rule out and is no severity.

    A code goes before the beginning of one or a family. Raises `UsageError` for a word that means no rule.
    """
    ordered = sorted(
        words, key=lambda word: (any(word.upper() == rule.code or word.lower() == rule.name for rule in rules), word)
    )
    return {code: Severity(words[word]) for word in ordered if words[word] != OFF for code in _meant(rules, (word,))}


OFF = "off"


def _meant(rules: Sequence[Rule], words: Iterable[str]) -> set[str]:
    """The codes that words mean."""
    found: set[str] = set()
    for word in words:
        codes = {rule.code for rule in rules if rule.answers_to(word)}
        if not codes:
            raise _unknown(rules, word)
        found |= codes
    return found


def _unknown(rules: Sequence[Rule], word: str) -> UsageError:
    known = [*(name for rule in rules for name in (rule.code, rule.name)), *FAMILIES.values()]
    return UsageError(f"no rule is called {word!r}", nearest.hint(word, known, "`postctl rule` lists them all"))


# --- the manual -------------------------------------------------------------------------------------------------------


def rule_page(rule: Rule) -> str:
    """The manual page of a rule: what it is about, an example of each kind, and how to leave it out."""
    parts = [
        f"{rule.code} {rule.name} ({rule.severity}): {rule.summary}",
        rule.manual,
        "Reported:\n\n" + _example(rule.bad[0]),
        "Fine:\n\n" + _example(rule.good[0]),
        *([f"In a post that `postctl publish` is about to make public it is an {rule.publishing}."] if rule.publishing else []),
        *([f"It is off: `postctl validate --extend-select {rule.code}` runs it, or in postctl.toml"] if rule.off else []),
        *([f'    [validate]\n    extend-select = ["{rule.code}"]'] if rule.off else _without(rule)),
    ]
    return "\n\n".join(parts) + "\n"


def _without(rule: Rule) -> list[str]:
    """How to leave a rule out, everywhere or in one place."""
    return [
        f"To leave it out: `postctl validate --ignore {rule.code}`, or in postctl.toml",
        f'    [validate]\n    ignore = ["{rule.code}"]',
        f"To allow it in one place: `<!-- postctl: allow {rule.code} -->` behind it.",
    ]


def _example(example: Example) -> str:
    shown = []
    for path, text in example.files.items():
        seen = text.encode(errors="surrogateescape").decode(errors="replace")
        lines = [f"    {path}", *(f"    | {line}" for line in seen.splitlines())]
        shown.append("\n".join(line.rstrip() for line in lines))
    return "\n\n".join(shown)


def rules_view(rules: Sequence[Rule]) -> View:
    """The list of rules, by code."""
    ordered = sorted(rules, key=lambda rule: rule.code)
    rows = tuple(
        {
            "code": rule.code,
            "name": rule.name,
            "family": rule.family,
            "severity": str(rule.severity),
            "default": "off" if rule.off else "on",
            "summary": rule.summary,
        }
        for rule in ordered
    )
    columns = ("code", "name", "severity", "default", "summary")
    return View("rules", columns, rows, summary=f"{len(rows)} rules; `postctl rule CODE` explains one")
