"""Baselines: the findings a site is known to have, so that only new ones count.

A file of JSON, one kind of finding a line, that is the same whenever the findings are. A kind is what a rule says of certain
characters of a file, wherever they stand in it: lines move, and other lines change. Of a kind as many are left out as are
known, so a second one like it is new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeAlias

from postctl import fingerprints
from postctl.errors import ConfigError
from postctl.escaping import json_text
from postctl.model import Diagnostic
from postctl.values import NamedTuple

SCHEMA_VERSION = 1
_MOST = 10**9
_AGAIN = "`--write-baseline` writes it anew"

LookedAt: TypeAlias = Callable[[str, str], bool]
"""Whether findings of a path and a code could have been found at all."""


class Kind(NamedTuple):
    """What the findings that are alike have in common."""

    path: str
    code: str
    fingerprint: str


class Baseline(NamedTuple):
    """How many findings of each kind are known."""

    known: Mapping[Kind, int]


def _everything(path: str, code: str) -> bool:
    return True


def kind(diagnostic: Diagnostic) -> Kind:
    """The kind of a finding, which has to come with the line it is in (`excerpt`)."""
    place = diagnostic.line, diagnostic.column, diagnostic.end_line, diagnostic.end_column
    about = fingerprints.about(diagnostic.excerpt, *place)
    print_ = fingerprints.of_finding(diagnostic.code, diagnostic.message, about)
    return Kind(diagnostic.path, diagnostic.code, print_)


# --- comparing --------------------------------------------------------------------------------------------------------


def without(
    diagnostics: Iterable[Diagnostic],
    baseline: Baseline,
    *,
    renamed: Mapping[str, str] = MappingProxyType({}),
    looked_at: LookedAt = _everything,
) -> tuple[tuple[Diagnostic, ...], int]:
    """The findings that are not known, in their order, and how many known ones are no longer found (they are stale).

    `renamed`: the former path of files that had another one when the baseline was written. `looked_at`: what it says no to is
    never stale.
    """
    left = Counter(dict(baseline.known))
    new = tuple(each for each in diagnostics if not _taken(left, kind(each), renamed))
    stale = sum(count for each, count in left.items() if looked_at(each.path, each.code))
    return new, stale


def _taken(left: Counter[Kind], kind: Kind, renamed: Mapping[str, str]) -> bool:
    """Whether there is one of the kind left, now or under its former path; then there is one less."""
    for each in (kind, kind._replace(path=renamed.get(kind.path, kind.path))):
        if left[each] > 0:
            left[each] -= 1
            return True
    return False


# --- writing ----------------------------------------------------------------------------------------------------------


def written(diagnostics: Iterable[Diagnostic], before: Baseline | None = None, *, looked_at: LookedAt = _everything) -> str:
    """The text of the file for these findings, sorted by path and code.

    `before`: what was known; what `looked_at` says no to stays as it is there.
    """
    known = Counter(map(kind, diagnostics))
    for each, count in (before.known if before is not None else {}).items():
        if not looked_at(each.path, each.code):
            known[each] = count
    files: dict[str, list[str]] = {}
    for each in sorted(known):
        entry = {"code": each.code, "fingerprint": each.fingerprint, "count": known[each]}
        files.setdefault(each.path, []).append("      " + json_text(entry, indent=None))
    blocks = [f"    {json_text(path)}: [\n" + ",\n".join(lines) + "\n    ]" for path, lines in files.items()]
    findings = "{\n" + ",\n".join(blocks) + "\n  }" if blocks else "{}"
    return f'{{\n  "schema_version": {SCHEMA_VERSION},\n  "findings": {findings}\n}}\n'


# --- reading ----------------------------------------------------------------------------------------------------------


def read(name: str, text: str) -> Baseline:
    """What a file says. `name`: its path, for messages. Raises `ConfigError`, with line and column, where it is damaged."""
    import json

    source = text.removeprefix("\ufeff")
    try:
        data = json.loads(source)
    except json.JSONDecodeError as error:
        merged = source[source.rfind("\n", 0, error.pos) + 1 :].startswith(("<<<<<<<", "=======", ">>>>>>>"))
        reason = "a merge has left its marks" if merged else error.msg[:1].lower() + error.msg[1:]
        raise ConfigError(f"{name}:{error.lineno}:{error.colno}: {reason}", _AGAIN) from error
    except (RecursionError, ValueError) as error:  # too deep, or a number of thousands of digits
        raise ConfigError(f"{name}:1:1: this is no baseline", _AGAIN) from error
    return Baseline(_known(_File(name, source), data))


class _File(NamedTuple):
    name: str
    text: str

    def error(self, keys: Sequence[str | int], reason: str) -> ConfigError:
        """An error about the value that stands under these keys."""
        from postctl.document import position

        line, column = position(self.text, _offset(self.text, keys))
        return ConfigError(f"{self.name}:{line}:{column}: {reason}", _AGAIN)


def _known(file: _File, data: Any) -> Counter[Kind]:
    if not isinstance(data, dict) or not isinstance(data.get("findings"), dict):
        raise file.error(() if not isinstance(data, dict) else ("findings",), "this is no baseline of postctl")
    if data.get("schema_version") != SCHEMA_VERSION:
        raise file.error(("schema_version",), f"this version of postctl reads schema_version {SCHEMA_VERSION}")
    known: Counter[Kind] = Counter()
    for path, entries in data["findings"].items():
        if not isinstance(entries, list):
            raise file.error(("findings", path), "a list of findings is expected here")
        for number, entry in enumerate(entries):
            if not _is_entry(entry):
                raise file.error(("findings", path, number), 'a finding is {"code": "...", "fingerprint": "...", "count": 1}')
            known[Kind(path, entry["code"], entry["fingerprint"])] += entry["count"]
    return known


def _is_entry(entry: Any) -> bool:
    if not isinstance(entry, dict) or not all(isinstance(entry.get(name), str) for name in ("code", "fingerprint")):
        return False
    count = entry.get("count")
    return isinstance(count, int) and not isinstance(count, bool) and 0 < count < _MOST


def _offset(text: str, keys: Sequence[str | int]) -> int:
    """Where the value under these keys begins, as far as they lead; of a key that stands twice the last counts."""
    from postctl import guard
    from postctl.guard import Unreadable
    from postctl.syntaxes import json

    try:
        with guard.larger(_TIMES):
            node = json.SYNTAX.parse(text)
    except Unreadable:
        return 0
    for key in keys:
        inside = (value for name, value in reversed(node.pairs) if name.text == key)
        found = node.items[key] if isinstance(key, int) else next(inside, None)
        if found is None:
            break
        node = found
    return node.span.start


_TIMES = 1000
"""How much larger than front matter the file may be where an error in it is located."""
