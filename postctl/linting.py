"""Run rules over a site, and show what they find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from postctl import globs, nearest
from postctl.document import Document, byte_offset, line_at, position
from postctl.errors import ExitCode, UsageError
from postctl.model import Broken, Diagnostic, Fix, Severity, Span, View
from postctl.rules import Example, Finding, Rule
from postctl.site import Post, Site

COLUMNS = ("path", "line", "column", "severity", "code", "message")


def check(
    site: Site, rules: Sequence[Rule], only: str | Collection[str] | None = None, *, publishing: bool = False
) -> tuple[Diagnostic, ...]:
    """What the rules find in the site, sorted by path, place and code; with `only`, what they find in that file, or in those.

    `publishing`: the posts are about to be published, as they stand in the site, and are judged more strictly.
    """
    posts = {post.path: post for post in site.posts}
    broken = {each.path: each for each in site.broken}
    wanted = None if only is None else frozenset((only,) if isinstance(only, str) else only)
    diagnostics = (
        _diagnostic(rule, path, finding, posts.get(path), broken, _severity(rule, finding, publishing=publishing))
        for rule, path, finding in _findings(rules, site, wanted, publishing=publishing)
        if wanted is None or path in wanted
    )
    return tuple(sorted(diagnostics, key=lambda each: each.place))


def found(rule: Rule, post: Post, finding: Finding, *, publishing: bool = False) -> Diagnostic:
    """What a rule says of a post, where somebody else has found it out."""
    return _diagnostic(rule, post.path, finding, post, {}, _severity(rule, finding, publishing=publishing))


def _severity(rule: Rule, finding: Finding, *, publishing: bool) -> Severity:
    at_the_gate = (finding.publishing or rule.publishing) if publishing else None
    return at_the_gate or finding.severity or rule.severity


def _findings(
    rules: Sequence[Rule], site: Site, wanted: frozenset[str] | None, *, publishing: bool
) -> Iterator[tuple[Rule, str, Finding]]:
    """Every finding with its rule and the path it is about: post by post, then file by file, then of the site as a whole."""
    for post in site.posts:
        if wanted is not None and post.path not in wanted:
            continue
        yield from ((rule, each.path or post.path, each) for rule in rules if rule.post for each in rule.post(post, site))
        yield from ((rule, each.path or post.path, each) for rule in rules if rule.within for each in rule.within(post, site))
        if publishing:
            yield from ((rule, each.path or post.path, each) for rule in rules if rule.gate for each in rule.gate(post, site))
    for broken in site.broken:
        yield from ((rule, broken.path, each) for rule in rules if rule.broken for each in rule.broken(broken, site))
    for ignored in site.ignored:
        yield from ((rule, ignored.path, each) for rule in rules if rule.ignored for each in rule.ignored(ignored, site))
    yield from ((rule, each.path or "", each) for rule in rules if rule.site for each in rule.site(site))


def _diagnostic(
    rule: Rule, path: str, finding: Finding, post: Post | None, broken: Mapping[str, Broken], severity: Severity
) -> Diagnostic:
    file, document, span = _file(path, finding.span, post)
    unread = broken.get(path)
    read = document or (unread if unread is not None and unread.text else None)
    line, column, end_line, end_column, excerpt = _place(span, read, unread)
    return Diagnostic(
        path=file,
        line=line,
        column=column,
        code=rule.code,
        end_line=end_line,
        end_column=end_column,
        name=rule.name,
        severity=severity,
        message=finding.message,
        help=finding.help,
        fix=finding.fix,
        fix_offsets=_offsets(finding.fix, read),
        excerpt=excerpt,
        post=path if file != path else "",
    )


def _file(path: str, span: Span | None, post: Post | None) -> tuple[str, Document | None, Span | None]:
    """The file a finding is about, as path and text, and the span in it: a post may lie in two."""
    if post is None or post.document.apart is None:
        return path, post.document if post is not None else None, span
    if span is None or span.start < post.document.base:
        return post.file, post.document, span
    return path, post.document.apart, Span(span.start - post.document.base, span.end - post.document.base)


def _place(span: Span | None, read: Document | Broken | None, broken: Broken | None) -> tuple[int, int, int, int, str]:
    """Line and column of start and end, and the text of the line; 1:1 for a file as a whole. `read`: where the span counts."""
    if read is not None and span is not None:
        start, end = position(read.text, span.start), position(read.text, span.end)
        return *start, *end, line_at(read.text, span.start)
    if broken is not None:
        beyond = broken.column + (broken.column <= len(broken.source_line))
        return broken.line, broken.column, broken.line, beyond, broken.source_line
    return 1, 1, 1, 1, ""


def _offsets(fix: Fix | None, read: Document | Broken | None) -> tuple[tuple[int, int, str], ...]:
    """The edits of a fix in bytes of the file."""
    if fix is None or read is None:
        return ()
    return tuple((byte_offset(read, edit.span.start), byte_offset(read, edit.span.end), edit.text) for edit in fix.edits)


# --- which rules ------------------------------------------------------------------------------------------------------


def select(
    rules: Sequence[Rule], select: Sequence[str] = (), ignore: Sequence[str] = (), extend: Sequence[str] = ()
) -> tuple[Rule, ...]:
    """The rules to run, by code. Words are codes, beginnings of codes (`P3`) or names; no word to select means all that are not
    off by themselves. `extend`: those to run as well.

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


def without(
    diagnostics: Iterable[Diagnostic], ignores: Mapping[str, Sequence[str]], rules: Sequence[Rule]
) -> tuple[Diagnostic, ...]:
    """The findings that stay when each glob of paths has rules of its own to ignore."""
    tests = [(globs.matcher((glob,)), _meant(rules, words)) for glob, words in ignores.items()]
    return tuple(
        each for each in diagnostics if not any(each.code in codes and fits(each.post or each.path) for fits, codes in tests)
    )


def _meant(rules: Sequence[Rule], words: Iterable[str]) -> set[str]:
    """The codes that words mean."""
    found: set[str] = set()
    for word in words:
        codes = {rule.code for rule in rules if rule.name == word.lower() or (word and rule.code.startswith(word.upper()))}
        if not codes:
            raise _unknown(rules, word)
        found |= codes
    return found


def _unknown(rules: Sequence[Rule], word: str) -> UsageError:
    known = [name for rule in rules for name in (rule.code, rule.name)]
    return UsageError(f"no rule is called {word!r}", nearest.hint(word, known, "`postctl rule` lists them all"))


# --- what is shown ------------------------------------------------------------------------------------------------------


def exit_code(diagnostics: Iterable[Diagnostic], *, strict: bool) -> int:
    """1 where there is an error, or a warning where those count too; else 0."""
    counted = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return ExitCode.FINDINGS if any(each.severity in counted for each in diagnostics) else ExitCode.OK


def view(diagnostics: Sequence[Diagnostic], site: Site, files: int) -> View:
    """Findings as records (fields as in the JSON of `validate`). `files`: how many were looked at."""
    titles = {post.path: post.title for post in site.posts}
    counts = Counter(each.severity for each in diagnostics)
    totals = {
        "files": files,
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
        "infos": counts[Severity.INFO],
        "fixable": sum(each.fix is not None and each.fix.safe for each in diagnostics),
    }
    rows = tuple(_row(each, titles.get(each.post or each.path, "")) for each in diagnostics)
    concerned = len({each.post or each.path for each in diagnostics})
    return View("diagnostics", COLUMNS, rows, {"summary": totals}, _summary(totals, concerned))


def _row(diagnostic: Diagnostic, title: str) -> dict[str, Any]:
    return {
        "path": diagnostic.path,
        "line": diagnostic.line,
        "column": diagnostic.column,
        "end_line": diagnostic.end_line,
        "end_column": diagnostic.end_column,
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        "help": diagnostic.help,
        "fix": _fix(diagnostic),
        "_excerpt": diagnostic.excerpt,
        "_title": title,
    }


def _fix(diagnostic: Diagnostic) -> dict[str, Any] | None:
    if diagnostic.fix is None:
        return None
    edits = [{"start": start, "end": end, "text": text} for start, end, text in diagnostic.fix_offsets]
    return {"safe": diagnostic.fix.safe, "edits": edits}


def _summary(totals: Mapping[str, int], concerned: int) -> str:
    """One sentence: `2 errors and 1 warning in 2 of 14 posts`."""
    kinds = [_count(totals[f"{name}s"], name) for name in ("error", "warning", "info") if totals[f"{name}s"]]
    posts = _count(totals["files"], "post")
    if not kinds:
        return f"{posts}, nothing to report"
    listed = " and ".join(filter(None, (", ".join(kinds[:-1]), kinds[-1])))
    return f"{listed} in {concerned} of {posts}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


# --- the manual -------------------------------------------------------------------------------------------------------


def rule_page(rule: Rule) -> str:
    """The manual page of a rule: what it is about, an example of each kind, and how to leave it out."""
    parts = [
        f"{rule.code} {rule.name} ({rule.severity}): {rule.summary}",
        rule.manual,
        "Reported:\n\n" + _example(rule.bad[0]),
        "Fine:\n\n" + _example(rule.good[0]),
        *([f"In a post that `postctl publish` is about to make public it is an {rule.publishing}."] if rule.publishing else []),
        f"To leave it out: `postctl validate --ignore {rule.code}`, or in postctl.toml",
        f'    [validate]\n    ignore = ["{rule.code}"]',
    ]
    return "\n\n".join(parts) + "\n"


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
        {"code": rule.code, "name": rule.name, "severity": str(rule.severity), "summary": rule.summary} for rule in ordered
    )
    return View(
        "rules", ("code", "name", "severity", "summary"), rows, summary=f"{len(rows)} rules; `postctl rule CODE` explains one"
    )
