"""Running rules over a site, choosing them, and showing what they found."""

from __future__ import annotations

import json
import random
import time
from datetime import UTC, datetime

import pytest
import sites

from postctl import linting, registry, rulebook
from postctl.errors import UsageError
from postctl.formats import json as json_format
from postctl.model import Diagnostic, Edit, Fix, Severity, Span, Terminal
from postctl.rules import Example, Finding, Rule

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
RULES = registry.rules()


def site_of(files, generator="gatsby"):
    return sites.site_of(files, generator, AT)


def rule(check, code="X001", severity=Severity.WARNING, **more):
    return Rule(code=code, severity=severity, summary="a test", bad=(Example({}),), good=(Example({}),), post=check, **more)


def says(message, *, span=None, severity=None, fix=None):
    return lambda post, site: [Finding(message, span=span, severity=severity, fix=fix, help="do it")]


def diagnostic(severity=Severity.WARNING, path="a.md", fix=None, offsets=()):
    return Diagnostic(path, 1, 1, "P101", 1, 1, "name", severity, "message", "help", fix, offsets)


# --- check --------------------------------------------------------------------------------------------------------------


def test_r26_findings_come_sorted_whatever_the_order_of_posts_and_rules():
    files = {f"{name}.md": "---\ntitel: A\nDraft: true\ndate: 2019-02-30\n---\n[x](gone.md)\n" for name in "dbca"}
    first = linting.check(site_of(files), RULES)
    assert len(first) > 8
    assert [(each.path, each.line, each.column, each.code) for each in first] == sorted(
        (each.path, each.line, each.column, each.code) for each in first
    )
    for seed in range(5):
        paths, rules = list(files), list(RULES)
        random.Random(seed).shuffle(paths)
        random.Random(seed).shuffle(rules)
        assert linting.check(site_of({path: files[path] for path in paths}), rules) == first


def test_a_finding_without_a_place_is_about_the_file_as_a_whole():
    (found,) = linting.check(site_of({"a.md": "---\ntitle: A\n---\n"}), (rule(says("m")),))
    assert (found.line, found.column, found.end_line, found.end_column, found.excerpt) == (1, 1, 1, 1, "")


def test_a_place_over_several_lines_ends_where_it_ends():
    text = "---\r\ntitle: A\r\ntags:\r\n  - a\r\n  - b\r\n---\r\n"
    start, end = text.index("  - a") + 2, text.index("- b") + 3
    (found,) = linting.check(site_of({"a.md": text}), (rule(says("m", span=Span(start, end))),))
    assert (found.line, found.column, found.end_line, found.end_column, found.excerpt) == (4, 3, 5, 6, "  - a")


def test_a_finding_may_have_a_severity_of_its_own():
    site = site_of({"a.md": "---\ntitle: A\n---\n"})
    (found,) = linting.check(site, (rule(says("m", severity=Severity.INFO), severity=Severity.ERROR),))
    assert found.severity is Severity.INFO


def test_a_rule_of_a_site_says_which_file_it_means():
    both = Rule(
        code="X002",
        severity=Severity.INFO,
        summary="a test",
        bad=(),
        good=(),
        site=lambda site: [Finding("m", span=Span(4, 9), path="b.md")],
    )
    (found,) = linting.check(site_of({"a.md": "---\ntitle: A\n---\n", "b.md": "---\ntitle: B\n---\n"}), (both,))
    assert (found.path, found.line, found.column, found.end_column) == ("b.md", 2, 1, 6)


def test_fixes_are_counted_in_bytes_of_the_file_with_its_byte_order_mark():
    text = "---\ntitle: \U0001f600é\ndraft: yes\n---\n"
    start = text.index("yes")
    fix = Fix(True, (Edit(Span(start, start + 3), "true"),))
    data = b"\xef\xbb\xbf" + text.encode()
    (found,) = linting.check(site_of({"a.md": data}), (rule(says("m", span=Span(start, start + 3), fix=fix)),))
    ((begin, end, new),) = found.fix_offsets
    assert data[begin:end] == b"yes"
    assert new == "true"


# --- select -------------------------------------------------------------------------------------------------------------


def codes(rules):
    return [each.code for each in rules]


def test_all_rules_run_in_the_order_of_their_codes_where_none_is_named():
    assert codes(rulebook.select(RULES)) == sorted(rule.code for rule in RULES if not rule.off)


DATES = sorted(each.code for each in RULES if each.code.startswith("P2"))


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        (["P202"], [], ["P202"]),
        (["p202"], [], ["P202"]),
        (["unreadable-date"], [], ["P202"]),
        (["P2"], [], DATES),
        (["P2", "P101"], ["P203", "missing-date", "P204"], ["P101", "P202", *DATES[4:]]),
        (["P20", "P202"], ["P2"], []),
    ],
)
def test_words_are_codes_beginnings_of_codes_or_names(select, ignore, expected):
    assert codes(rulebook.select(RULES, select, ignore)) == expected


@pytest.mark.parametrize(
    ("word", "hint"), [("unreadable-dates", "unreadable-date"), ("P20X", "P20"), ("unreadable_date", "unreadable-date")]
)
def test_u6_an_unknown_rule_is_refused_with_the_nearest_names(word, hint):
    for words in ({"select": [word]}, {"ignore": [word]}):
        with pytest.raises(UsageError) as caught:
            rulebook.select(RULES, **words)
        assert repr(word) in caught.value.message
        assert hint in caught.value.hint
    with pytest.raises(UsageError):
        rulebook.named(RULES, word)


@pytest.mark.parametrize("word", ["", "zzz", "*"])
def test_an_unknown_rule_without_a_likeness_points_to_the_list(word):
    with pytest.raises(UsageError) as caught:
        rulebook.select(RULES, [word])
    assert caught.value.hint == "`postctl rule` lists them all"


def test_one_rule_is_named_by_code_or_name():
    assert rulebook.named(RULES, "p202").name == "unreadable-date"
    assert rulebook.named(RULES, "unreadable-date").code == "P202"


def test_a_glob_of_files_has_rules_of_its_own_to_ignore():
    found = [diagnostic(path="archive/2019/a.md"), diagnostic(path="a.md")]
    assert [each.path for each in rulebook.without(found, {"archive/**": ["P1"]}, RULES)] == ["a.md"]
    assert [each.path for each in rulebook.without(found, {"archive/**": ["P2"]}, RULES)] == ["archive/2019/a.md", "a.md"]
    with pytest.raises(UsageError):
        rulebook.without(found, {"archive/**": ["X9"]}, RULES)


# --- what is shown ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("severities", "strict", "code"),
    [
        ([], False, 0),
        ([], True, 0),
        (["info"], True, 0),
        (["warning", "info"], False, 0),
        (["warning"], True, 1),
        (["error"], False, 1),
        (["info", "error"], True, 1),
    ],
)
def test_r27_errors_fail_and_warnings_where_one_is_strict(severities, strict, code):
    assert linting.exit_code([diagnostic(Severity(each)) for each in severities], strict=strict) == code


def test_the_json_of_validate_is_as_documented():
    text = "---\ntitle: A\ndraft: true\ndraft: true\n---\n"
    site = site_of({"a.md": text})
    found = linting.check(site, rulebook.select(RULES, ["P004"]))
    view = linting.view(found, linting.titles(site, found), 1)
    data = json.loads(json_format.render(view, Terminal()))
    assert data == {
        "schema_version": 1,
        "summary": {"files": 1, "errors": 1, "warnings": 0, "infos": 0, "fixable": 1},
        "diagnostics": [
            {
                "path": "a.md",
                "line": 3,
                "column": 1,
                "end_line": 3,
                "end_column": 6,
                "code": "P004",
                "name": "duplicate-key",
                "severity": "error",
                "message": "`draft` stands again in line 4 with the same value: Gatsby ends the build",
                "help": "remove one of the two lines",
                "fix": {"safe": True, "edits": [{"start": 13, "end": 25, "text": ""}]},
            }
        ],
    }
    assert text[:13] + text[25:] == "---\ntitle: A\ndraft: true\n---\n"
    assert view.rows[0]["_excerpt"] == "draft: true"
    assert view.rows[0]["_title"] == "A"


def test_a_finding_without_a_fix_has_null_in_its_place():
    assert linting.view([diagnostic()], {}, 1).rows[0]["fix"] is None


@pytest.mark.parametrize(
    ("severities", "files", "sentence"),
    [
        ("", 14, "14 posts, nothing to report"),
        ("", 1, "1 post, nothing to report"),
        ("", 0, "0 posts, nothing to report"),
        ("e", 1, "1 error in 1 of 1 post"),
        ("eew", 14, "2 errors and 1 warning in 3 of 14 posts"),
        ("ewwi", 14, "1 error, 2 warnings and 1 info in 4 of 14 posts"),
        ("wf", 14, "2 warnings in 2 of 14 posts; --fix mends 1"),
        ("u", 14, "1 warning in 1 of 14 posts"),
    ],
)
def test_the_summary_is_one_sentence(severities, files, sentence):
    kinds = {"e": Severity.ERROR, "w": Severity.WARNING, "i": Severity.INFO}
    fixes = {"f": Fix(True, ()), "u": Fix(False, ())}
    found = [diagnostic(kinds.get(each, Severity.WARNING), f"{n}.md", fixes.get(each)) for n, each in enumerate(severities)]
    assert linting.view(found, {}, files).summary == sentence


# --- the manual ---------------------------------------------------------------------------------------------------------


def test_the_list_of_rules_has_a_line_for_each():
    view = rulebook.rules_view(RULES)
    assert view.key == "rules"
    assert view.columns == ("code", "name", "severity", "default", "summary")
    assert [row["code"] for row in view.rows] == sorted(codes(RULES))
    assert all(set(row) == {*view.columns, "family"} for row in view.rows)
    assert all(row["family"] for row in view.rows)
    assert {row["default"] for row in view.rows} == {"on", "off"}
    assert view.summary.startswith(f"{len(RULES)} rules")


def test_a_manual_page_shows_what_is_reported_and_what_is_fine():
    page = rulebook.rule_page(rulebook.named(RULES, "P102"))
    assert page.startswith("P102 empty-title (warning): a title with nothing in it\n\nThe key `title` is there")
    assert "Reported:\n\n    a.md\n    | ---\n    | title:\n" in page
    assert "Fine:\n\n    a.md\n    | ---\n    | title: 404\n" in page
    assert '    [validate]\n    ignore = ["P102"]\n' in page
    assert "`<!-- postctl: allow P102 -->`" in page
    assert max(map(len, page.splitlines())) <= 88


# --- speed --------------------------------------------------------------------------------------------------------------


def test_r19_a_thousand_posts_are_checked_in_good_time():
    """1.5 s of processor time are allowed without the rules that follow links; a tenth of that is usual."""
    body = "Some *text* with a [link](/blogs/post-7) — and more of it, `code` too.\n" * 40
    files = {
        f"src/blogs/post-{n}.md": f'---\npath: "/blogs/post-{n}"\ndraft: false\ntitle: "Post {n}"\ndate: 2020-01-02\n---\n{body}'
        for n in range(1000)
    }
    site = site_of(files)
    rules = rulebook.select(RULES, ignore=["P4"])
    start = time.process_time()
    assert linting.check(site, rules) == ()
    assert time.process_time() - start < 6


def test_r19_thousands_of_broken_links_are_reported_in_bounded_time():
    body = "".join(f"[x](/blogs/post-{n}x)\n" for n in range(20))
    files = {f"src/blogs/post-{n}.md": f"---\npath: /blogs/post-{n}\ntitle: A\n---\n{body}" for n in range(300)}
    start = time.process_time()
    found = linting.check(site_of(files), rulebook.select(RULES, ["P401"]))
    assert len(found) == 6000
    assert time.process_time() - start < 10
