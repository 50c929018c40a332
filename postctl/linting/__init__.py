"""Run rules over a site, and show what they find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Protocol, TypeAlias

from postctl import facts, registry
from postctl.document import Document, byte_offset, line_at, position
from postctl.errors import ExitCode
from postctl.linting.checks import Checks
from postctl.model import Broken, Diagnostic, Fix, Severity, Span, View
from postctl.rules import Finding, Rule
from postctl.site import Post, Site
from postctl.values import NamedTuple


class Judgement(NamedTuple):
    """What rules say of a post: the number of each, and its findings. `face`: what others see of it, if that is asked for.

    `known`: what was found out about it meanwhile, maybe in another process, if that is asked for too. `allows`: whether it may
    allow anything.
    """

    path: str
    found: list[tuple[int, Finding]]
    face: str
    known: dict[str, Any]
    allows: bool


class Spread(Protocol):
    """Has a function judge posts, each once, in any order; `meanwhile` is done once too, and in this process."""

    def __call__(
        self, work: Callable[[Sequence[Post]], list[Judgement]], items: Sequence[Post], *, meanwhile: Callable[[], None]
    ) -> list[Judgement]: ...


def _alone(
    work: Callable[[Sequence[Post]], list[Judgement]], items: Sequence[Post], *, meanwhile: Callable[[], None]
) -> list[Judgement]:
    meanwhile()
    return work(items)


COLUMNS = ("path", "line", "column", "severity", "code", "message")


def check(
    site: Site,
    rules: Sequence[Rule],
    only: str | Collection[str] | None = None,
    *,
    publishing: bool = False,
    severities: Mapping[str, Severity] = MappingProxyType({}),
    spread: Spread = _alone,
    anew: Collection[str] | None = None,
    faces: dict[str, str] | None = None,
) -> tuple[Diagnostic, ...]:
    """What the rules find in the site, sorted by path, place and code; with `only`, what they find in that file, or in those.

    What a post allows is left out, and an allowance that was of no use is a finding itself. `publishing`: the posts are about to
    be published, as they stand in the site, and are judged more strictly. `severities`: how bad findings are, by code, where the
    site's owner sees that otherwise than the rule. `spread` has the posts judged by several processes.
    With `anew` the site is looked at as a whole, and one by one only those of its posts. `faces` takes what others see of each
    post that was judged.
    """
    posts = {post.path: post for post in site.posts}
    broken = {each.path: each for each in site.broken}
    wanted = None if only is None else frozenset((only,) if isinstance(only, str) else only)
    judged: Sequence[Post] = site.posts
    for some in (wanted, anew):
        judged = judged if some is None else [post for post in judged if post.path in some]
    allowing_any: set[str] = set()
    found = _findings(rules, site, judged, spread, faces, allowing_any, publishing=publishing)
    among = ((rule, path, finding) for rule, path, finding in found if _is_among(path, wanted))
    diagnostics = (
        _diagnostic(rule, path, finding, posts.get(path), broken, _severity(rule, finding, severities, publishing=publishing))
        for rule, path, finding in _not_allowed(among, rules, site, posts, allowing_any, publishing=publishing)
    )
    return tuple(sorted(diagnostics, key=lambda each: each.place))


def found(rule: Rule, post: Post, finding: Finding, *, publishing: bool = False) -> Diagnostic:
    """What a rule says of a post, where somebody else has found it out."""
    return _diagnostic(rule, post.path, finding, post, {}, _severity(rule, finding, {}, publishing=publishing))


def _severity(rule: Rule, finding: Finding, severities: Mapping[str, Severity], *, publishing: bool) -> Severity:
    at_the_gate = (finding.publishing or rule.publishing) if publishing else None
    return severities.get(rule.code) or at_the_gate or finding.severity or rule.severity


_Found: TypeAlias = "tuple[Rule, str, Finding]"


def _is_among(path: str, some: Collection[str] | None) -> bool:
    return some is None or path in some


def _findings(
    rules: Sequence[Rule],
    site: Site,
    posts: Sequence[Post],
    spread: Spread,
    faces: dict[str, str] | None,
    allowing_any: set[str],
    *,
    publishing: bool,
) -> Iterator[_Found]:
    """Every finding with its rule and the path it is about: of the site as a whole, then post by post, then file by file.

    The paths of the posts that may allow something are added to `allowing_any`.
    """
    from postctl import allowing

    whole: list[_Found] = []

    def look_at_all() -> None:
        whole.extend((rule, each.path or "", each) for rule in rules if rule.site for each in rule.site(site))

    checks = Checks(rules, site, publishing=publishing)

    def judged(posts: Sequence[Post]) -> list[Judgement]:
        return [
            Judgement(
                post.path,
                [(number, each) for number, check in checks.of(post) for each in check(post, site)],
                facts.face(post, site) if faces is not None else "",
                post.known if faces is not None else {},
                allowing.may_allow(post),
            )
            for post in posts
        ]

    known: dict[str, dict[str, Any]] = {}
    judgements = spread(judged, posts, meanwhile=look_at_all)
    yield from whole
    for each in judgements:
        if each.allows:
            allowing_any.add(each.path)
        yield from ((rules[number], finding.path or each.path, finding) for number, finding in each.found)
        known[each.path] = each.known
        if faces is not None:
            faces[each.path] = each.face
    if faces is not None:
        facts.complete(posts, site, known)
    yield from _of_files(rules, site)


def _of_files(rules: Sequence[Rule], site: Site) -> Iterator[_Found]:
    """What there is to say of files that are no posts."""
    for broken in site.broken:
        yield from ((rule, broken.path, each) for rule in rules if rule.broken for each in rule.broken(broken, site))
    for ignored in site.ignored:
        yield from ((rule, ignored.path, each) for rule in rules if rule.ignored for each in rule.ignored(ignored, site))


def _not_allowed(
    found: Iterable[_Found],
    rules: Sequence[Rule],
    site: Site,
    posts: Mapping[str, Post],
    allowing_any: Collection[str],
    *,
    publishing: bool,
) -> Iterator[_Found]:
    """The findings that their posts do not allow, and what is to be said of allowances without use.

    `allowing_any`: the paths of the posts that were judged and may allow something, once all findings are there.
    """
    from postctl import allowing

    judges: dict[str, allowing.Judge | None] = {}
    for rule, path, finding in found:
        if path not in judges:
            judges[path] = allowing.judge(posts[path], site) if path in posts else None
        judge = judges[path]
        if judge is None or not judge.allows(rule, finding.span):
            yield rule, path, finding
    speaking = [(rule, rule.unused) for rule in rules if rule.unused]
    if not speaking or publishing:
        return
    known = (*rules, *registry.rules())
    for path in sorted(allowing_any):
        judge = judges[path] if path in judges else allowing.judge(posts[path], site)
        for each in judge.unused(rules, known) if judge is not None else ():
            yield from ((rule, path, finding) for rule, check in speaking for finding in check(each))


def unchanged(before: Iterable[Diagnostic], rules: Sequence[Rule], site: Site, anew: Collection[str]) -> list[Diagnostic]:
    """The findings from before that `check` does not find once more, where it judges only those posts `anew`."""
    posts = {post.path for post in site.posts}
    whole = {rule.code for rule in rules if rule.site}
    return [each for each in before if each.code not in whole and (path := each.post or each.path) in posts and path not in anew]


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
        fix_offsets=_offsets(finding.fix, read, post),
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


def _offsets(fix: Fix | None, read: Document | Broken | None, post: Post | None) -> tuple[tuple[int, int, str], ...]:
    """The edits of a fix in bytes of the file the finding is about."""
    if fix is None or read is None:
        return ()
    before = post.document.base if post is not None and read is post.document.apart else 0
    spans = [(Span(edit.span.start - before, edit.span.end - before), edit.text) for edit in fix.edits]
    return tuple((byte_offset(read, span.start), byte_offset(read, span.end), text) for span, text in spans)


# --- what is shown ------------------------------------------------------------------------------------------------------


def exit_code(diagnostics: Iterable[Diagnostic], *, strict: bool) -> int:
    """1 where there is an error, or a warning where those count too; else 0."""
    counted = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return ExitCode.FINDINGS if any(each.severity in counted for each in diagnostics) else ExitCode.OK


def titles(site: Site, diagnostics: Iterable[Diagnostic]) -> dict[str, str]:
    """The titles of the posts that findings are about, by path."""
    named = {each.post or each.path for each in diagnostics}
    return {post.path: post.title for post in site.posts if post.path in named}


def view(diagnostics: Sequence[Diagnostic], titles: Mapping[str, str], files: int) -> View:
    """Findings as records (fields as in the JSON of `validate`). `titles` by path; `files`: how many were looked at."""
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


def statistics(diagnostics: Sequence[Diagnostic], files: int) -> View:
    """How often each rule has found something, the most frequent first."""
    counts = Counter(each.code for each in diagnostics)
    fixable = Counter(each.code for each in diagnostics if each.fix is not None and each.fix.safe)
    posts = Counter(code for code, _ in {(each.code, each.post or each.path) for each in diagnostics})
    names = {each.code: each.name for each in diagnostics}
    rows = tuple(
        {"count": count, "posts": posts[code], "fixable": fixable[code], "code": code, "name": names[code]}
        for code, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    )
    whole = view(diagnostics, {}, files)
    return View("statistics", ("count", "posts", "fixable", "code", "name"), rows, whole.head, whole.summary)


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
    fixable = f"; --fix mends {totals['fixable']}" if totals["fixable"] else ""
    return f"{listed} in {concerned} of {posts}{fixable}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
