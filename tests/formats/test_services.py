"""The formats that services read: gitlab, junit, markdown, rdjson, sarif and jsonl, each read back as its service reads it."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from urllib.parse import unquote, unquote_to_bytes
from xml.etree import ElementTree

import pytest
from formats_records import FIXES, hostile
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from postctl.escaping import one_line, visible
from postctl.formats import github, gitlab, jsonl, junit, markdown, rdjson, sarif
from postctl.model import Terminal, View

ROW = {
    "path": "posts/a.md",
    "line": 3,
    "column": 8,
    "end_line": 3,
    "end_column": 15,
    "code": "P102",
    "name": "draft-not-boolean",
    "severity": "error",
    "message": "`draft` is text",
    "help": "write `draft: false`",
    "fix": {"safe": True, "edits": [{"start": 20, "end": 27, "text": "false"}]},
    "_excerpt": 'draft: "false"',
    "_edits": ({"line": 3, "column": 8, "end_line": 3, "end_column": 15, "byte_column": 8, "byte_end": 15, "text": "false"},),
}
WARNING = ROW | {"severity": "warning", "code": "P401", "name": "broken-link", "message": "no post", "fix": None, "_edits": ()}
INFO = WARNING | {"severity": "info", "path": "posts/b.md"}
RULE = {"code": "P102", "name": "draft-not-boolean", "severity": "error", "summary": "A draft", "manual": "First.\n\nSecond."}
HEAD = {"summary": {"files": 3}, "_base": "blog", "_files": ("posts/a.md", "posts/b.md", "posts/c.md"), "_rules": (RULE,)}


def view(*rows, **head):
    return View("diagnostics", ("path",), rows, HEAD | head, "1 error in 1 of 3 posts")


@st.composite
def rows(draw):
    numbers = {name: draw(st.integers(1, 30)) for name in ("line", "column", "end_line", "end_column")}
    texts = {name: draw(hostile) for name in ("path", "code", "name", "message", "help", "_excerpt")}
    severity = draw(st.sampled_from(["error", "warning", "info", "::x"]))
    edit = numbers | {"byte_column": 1, "byte_end": 2, "text": draw(hostile)}
    edits = tuple([edit] * draw(st.integers(0, 2)))
    return numbers | texts | {"severity": severity, "fix": draw(st.sampled_from(FIXES)), "_edits": edits}


@st.composite
def views(draw):
    found = draw(st.lists(rows(), max_size=5))
    head = {"_base": draw(st.sampled_from(["", "blog", "a b"])), "_files": tuple(draw(st.lists(hostile, max_size=3)))}
    rule = {name: draw(hostile) for name in ("code", "name", "severity", "summary", "manual")}
    return View("diagnostics", ("path",), tuple(found), head | {"_rules": (rule,)}, draw(st.sampled_from(["", "2 errors"])))


terminals = st.builds(Terminal, github=st.booleans())
PLAIN = Terminal()


def based(view, path):
    base = view.head.get("_base")
    return f"{base}/{path}" if base else path


# --- jsonl ------------------------------------------------------------------------------------------------------------


@given(views())
def test_s16_jsonl_is_a_record_a_line(view):
    lines = jsonl.render(view, PLAIN).split("\n")
    assert lines.pop() == ""
    expected = [{name: value for name, value in row.items() if not name.startswith("_")} for row in view.rows]
    assert [json.loads(line) for line in lines] == json.loads(json.dumps(expected))


# --- github -----------------------------------------------------------------------------------------------------------


def test_github_has_the_worst_first_and_paths_of_the_repository():
    lines = github.render(view(INFO, WARNING, ROW), PLAIN).splitlines()
    assert [line.partition(" ")[0] for line in lines] == ["::error", "::warning", "::notice"]
    assert "file=blog/posts/a.md," in lines[0]
    assert "::blog/posts/a.md:3:8: P102 `draft` is text%0A" in lines[0]


# --- gitlab -----------------------------------------------------------------------------------------------------------


@given(views(), terminals)
def test_s16_gitlab_is_a_code_quality_report(view, terminal):
    issues = json.loads(gitlab.render(view, terminal))
    assert len(issues) == len(view.rows)
    for issue, row in zip(issues, view.rows, strict=True):
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert re.fullmatch("[0-9a-f]{16}", issue["fingerprint"])
        assert issue["location"]["path"] == one_line(based(view, row["path"]))
        assert issue["location"]["lines"] == {"begin": row["line"], "end": row["end_line"]}
        assert all(isinstance(issue[name], str) and "\n" not in issue[name] for name in ("description", "check_name"))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def prints(*rows):
    return [issue["fingerprint"] for issue in json.loads(gitlab.render(view(*rows), PLAIN))]


def test_a_fingerprint_stays_where_lines_move_and_others_change():
    assert prints(ROW) == prints(ROW | {"line": 30, "end_line": 30, "severity": "warning", "help": ""})
    assert prints(ROW) == prints(ROW | {"_excerpt": 'draft: "false" # now'})
    assert prints(ROW | {"message": "13 of 14 posts"}) == prints(ROW | {"message": "14 of 15 posts"})


@pytest.mark.parametrize(
    "other",
    [{"path": "posts/b.md"}, {"code": "P103"}, {"message": "`draft` is a list"}, {"_excerpt": 'draft: "f4lse"'}],
    ids=lambda other: "".join(other),
)
def test_a_fingerprint_is_another_where_the_finding_is(other):
    assert prints(ROW) != prints(ROW | other)


def test_alike_findings_have_fingerprints_of_their_own_that_stay_when_one_goes():
    first, second, third = prints(ROW, ROW | {"line": 9, "end_line": 9}, WARNING)
    assert len({first, second, third}) == 3
    assert prints(ROW, WARNING) == [first, third]


# --- sarif ------------------------------------------------------------------------------------------------------------

REGION = {"startLine", "startColumn", "endLine", "endColumn"}
TEXT = {"text"}


def check_sarif(log):
    """What the standard requires of the objects that are used (SARIF 2.1.0, chapter 3), and what GitHub does besides."""
    assert set(log) == {"$schema", "version", "runs"}
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "postctl"
    assert run["columnKind"] == "unicodeCodePoints"
    assert [type(each["executionSuccessful"]) for each in run["invocations"]] == [bool]
    for rule in driver["rules"]:
        assert isinstance(rule["id"], str)
        assert all(isinstance(rule[name]["text"], str) for name in ("shortDescription", "fullDescription", "help"))
        assert rule["defaultConfiguration"]["level"] in {"none", "note", "warning", "error"}
    assert len({rule["id"] for rule in driver["rules"]}) <= len(driver["rules"])
    for result in run["results"]:
        check_result(result, driver["rules"])


def check_result(result, rules):
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert result["level"] in {"none", "note", "warning", "error"}
    assert set(result["message"]) == TEXT
    assert not re.search(r"(?<!\\)\]\(", result["message"]["text"])
    (location,) = result["locations"]
    place = location["physicalLocation"]
    check_artifact(place["artifactLocation"])
    check_region(place["region"])
    assert all(isinstance(each, str) for each in result["partialFingerprints"].values())
    for fix in result.get("fixes", ()):
        assert set(fix["description"]) == TEXT
        for change in fix["artifactChanges"]:
            check_artifact(change["artifactLocation"])
            assert change["replacements"]
            for replacement in change["replacements"]:
                check_region(replacement["deletedRegion"])
                assert set(replacement["insertedContent"]) == TEXT


def check_artifact(location):
    assert location["uriBaseId"] == "%SRCROOT%"
    assert re.fullmatch(r"(?!/)(?:[\w.~/-]|%[0-9A-F]{2})*", location["uri"], re.ASCII)


def check_region(region):
    assert set(region) == REGION
    assert all(isinstance(number, int) and number > 0 for number in region.values())


@given(views(), terminals)
def test_s16_sarif_is_what_the_standard_requires(view, terminal):
    log = json.loads(sarif.render(view, terminal))
    check_sarif(log)
    results = log["runs"][0]["results"]
    assert Counter(each["ruleId"] for each in results) == Counter(visible(row["code"]) for row in view.rows)
    assert len({each["partialFingerprints"]["postctlFinding/v1"] for each in results}) == len(results)
    uris = Counter(each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in results)
    paths = Counter(based(view, row["path"]).encode("utf-8", "surrogateescape") for row in view.rows)
    assert Counter({unquote_to_bytes(uri): count for uri, count in uris.items()}) == paths


def test_sarif_has_the_manual_of_the_rules_that_found_something():
    run = json.loads(sarif.render(view(WARNING, ROW), PLAIN))["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["P102", "P401"]
    assert run["tool"]["driver"]["rules"][0] == {
        "id": "P102",
        "name": "draft-not-boolean",
        "shortDescription": {"text": "A draft"},
        "fullDescription": {"text": "First."},
        "help": {"text": "First.\n\nSecond.", "markdown": "First.\n\nSecond."},
        "defaultConfiguration": {"level": "error"},
    }
    error, warning = run["results"]
    assert (error["ruleIndex"], error["level"], warning["ruleIndex"], warning["level"]) == (0, "error", 1, "warning")
    assert error["message"]["text"] == "`draft` is text\nwrite `draft: false`"
    assert error["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "blog/posts/a.md", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3, "startColumn": 8, "endLine": 3, "endColumn": 15},
    }
    (fix,) = error["fixes"]
    assert fix["properties"] == {"safe": True}
    assert fix["artifactChanges"][0]["replacements"][0]["insertedContent"] == {"text": "false"}
    assert "fixes" not in warning


def test_sarif_of_a_scan_that_was_not_complete_says_so():
    (run,) = json.loads(sarif.render(view(_complete=False), PLAIN))["runs"]
    assert run["invocations"] == [{"executionSuccessful": False}]
    assert run["results"] == []


@pytest.mark.parametrize("path", ["a b.md", "日.md", "c:d.md", "//x/y.md", "a%20.md", "?#.md", "a\nb.md", "[x].md"])
def test_sarif_names_any_file(path):
    log = json.loads(sarif.render(view(ROW | {"path": path}, _base=""), PLAIN))
    check_sarif(log)
    location = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert unquote(location["uri"]) == path


# --- junit ------------------------------------------------------------------------------------------------------------


@given(views(), terminals)
def test_s16_junit_is_xml_with_a_case_for_each_file(view, terminal):
    root = ElementTree.fromstring(junit.render(view, terminal))
    (suite,) = root
    cases = list(suite)
    names = set(view.head["_files"]) | {row["path"] for row in view.rows}
    assert sorted(case.get("name") for case in cases) == sorted(one_line(based(view, name)) for name in names)
    failed = {row["path"] for row in view.rows if row["severity"] == "error"}
    assert len(root.findall(".//failure")) == len(failed)
    assert [element.get("failures") for element in (root, suite)] == [str(len(failed))] * 2
    assert [element.get("tests") for element in (root, suite)] == [str(len(cases))] * 2


def test_junit_fails_for_what_fails_the_command():
    suite = ElementTree.fromstring(junit.render(view(ROW, WARNING, INFO), PLAIN))[0]
    first, second, third = suite
    assert [case.get("name") for case in suite] == ["blog/posts/a.md", "blog/posts/b.md", "blog/posts/c.md"]
    (failure,) = first.findall("failure")
    assert failure.attrib == {"type": "P102", "message": "P102 draft-not-boolean: `draft` is text"}
    assert failure.text.strip() == "line 3, column 8: error P102 `draft` is text\n  help: write `draft: false`"
    assert "warning P401 no post" in first.find("system-out").text
    assert [child.tag for child in second] == ["system-out"]
    assert len(third) == 0
    strict = ElementTree.fromstring(junit.render(view(ROW, WARNING, INFO, _failing=("error", "warning")), PLAIN))
    assert strict.find(".//failure").get("message") == "P102 draft-not-boolean: `draft` is text (and 1 more)"


# --- rdjson -----------------------------------------------------------------------------------------------------------


@given(views(), terminals)
def test_s16_rdjson_is_what_reviewdog_reads(view, terminal):
    data = json.loads(rdjson.render(view, terminal))
    assert data["source"] == {"name": "postctl"}
    for each, row in zip(data["diagnostics"], view.rows, strict=True):
        assert each["severity"] in {"ERROR", "WARNING", "INFO"}
        assert each["location"]["path"] == one_line(based(view, row["path"]))
        places = [each["location"]["range"], *(suggestion["range"] for suggestion in each.get("suggestions", ()))]
        numbers = [number for place in places for point in place.values() for number in point.values()]
        assert all(isinstance(number, int) and number > 0 for number in numbers)
        assert len(each.get("suggestions", ())) == (len(row["_edits"]) == 1)


def test_rdjson_counts_bytes():
    row = ROW | {"_excerpt": "日本 é x", "column": 4, "end_column": 5}
    (found,) = json.loads(rdjson.render(view(row), PLAIN))["diagnostics"]
    assert found["location"]["range"] == {"start": {"line": 3, "column": 8}, "end": {"line": 3, "column": 10}}
    assert found["code"] == {"value": "P102"}
    assert found["suggestions"] == [
        {"range": {"start": {"line": 3, "column": 8}, "end": {"line": 3, "column": 15}}, "text": "false"}
    ]


def test_rdjson_of_a_file_as_a_whole_and_of_several_lines():
    whole = ROW | {"_excerpt": "", "line": 1, "column": 1, "end_line": 1, "end_column": 1, "_edits": ()}
    several = ROW | {"end_line": 5, "end_column": 2, "_byte_end": 4}
    found = json.loads(rdjson.render(view(whole, several), PLAIN))["diagnostics"]
    assert [each["location"]["range"] for each in found] == [
        {"start": {"line": 1}},
        {"start": {"line": 3, "column": 8}, "end": {"line": 5, "column": 4}},
    ]


# --- markdown ---------------------------------------------------------------------------------------------------------


@given(views(), terminals)
def test_s16_markdown_holds_no_html_and_no_mention_of_strangers(view, terminal):
    text = markdown.render(view, terminal)
    mark, *lines = text.split("\n")
    assert mark == "<!-- postctl validate -->"
    tags = re.findall(r"<[^>]*>?", re.sub(r"`[^`]*`", "", "\n".join(lines)))
    assert set(tags) <= {"<br>", "<code>", "</code>", "<details>", "</details>", "<summary>", "</summary>"}
    said = html.unescape(re.sub(r"`[^`]*`|<code>.*?</code>", "", text))
    assert not re.search(r"@[\w]|#\d|://|www\.|:smile:", said)
    assert all(line.startswith(("|", "`", "<", "###", "…")) for line in lines if line)
    cells = [len(re.findall(r"\|", line)) for line in lines if line.startswith("|")]
    assert set(cells) <= {5}
    assert sum(line.startswith("|") for line in lines) == len(view.rows) + 2 * len({row["path"] for row in view.rows})


@given(views())
def test_s16_markdown_is_tables_of_text_for_a_parser(view):
    parser = MarkdownIt("commonmark").enable("table")
    tokens = parser.parse(markdown.render(view, PLAIN))
    kinds = {"html_block", "heading", "paragraph", "inline", "table", "thead", "tbody", "tr", "th", "td"}
    assert {token.type.removesuffix("_open").removesuffix("_close") for token in tokens} <= kinds
    inline = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in inline} <= {"text", "text_special", "code_inline", "html_inline"}
    assert {child.content for child in inline if child.type == "html_inline"} <= {"<br>", "<code>", "</code>"}
    assert [token.type for token in tokens].count("td_open") == 4 * len(view.rows)


def test_markdown_has_a_table_for_each_file():
    assert markdown.render(view(INFO, ROW, WARNING), PLAIN) == (
        "<!-- postctl validate -->\n"
        "### postctl: 1 error in 1 of 3 posts\n"
        "\n"
        "`blog/posts/a.md`\n"
        "\n"
        "| line | | rule | |\n"
        "|---|---|---|---|\n"
        "| 3:8 | error | `P102` draft-not-boolean | `draft` is text<br>→ write `draft: false` |\n"
        "| 3:8 | warning | `P401` broken-link | no post<br>→ write `draft: false` |\n"
        "\n"
        "`blog/posts/b.md`\n"
        "\n"
        "| line | | rule | |\n"
        "|---|---|---|---|\n"
        "| 3:8 | info | `P401` broken-link | no post<br>→ write `draft: false` |\n"
    )


def test_markdown_of_nothing_is_the_summary():
    assert markdown.render(view(), PLAIN) == "<!-- postctl validate -->\n### postctl: 1 error in 1 of 3 posts\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a|b", "a&#124;b"),
        ("`a|b`", "<code>a&#124;b</code>"),
        ("<!-- x", "&#60;!-- x"),
        ("@me", "@&#8203;me"),
        ("see #12", "see #&#8203;12"),
        ("https://a.b", "https:&#8203;//a.b"),
        ("www.a.b", "www&#8203;.a.b"),
        ("[a](b)", "&#91;a&#93;(b)"),
        ("`@me`", "`@me`"),
        ("`` ` ``", "&#96;<code> </code> &#96;&#96;"),
        (":smile: 09:00:00", ":&#8203;smile: 09:00:00"),
        ("a_b*c*", "a&#95;b&#42;c&#42;"),
    ],
)
def test_s16_a_cell_of_markdown_is_text(text, shown):
    assert f"| {shown}<br>" in markdown.render(view(ROW | {"message": text}), PLAIN)


def test_markdown_is_folded_up_and_cut_where_it_is_long():
    many = [ROW | {"path": f"posts/{number:04}.md", "message": "x" * 450} for number in range(1000)]
    text = markdown.render(view(*many), PLAIN)
    assert 55_000 < len(text) <= 60_000
    shown = text.count("| 3:8 |")
    assert text.endswith(f"</details>\n\n… and {1000 - shown} more: `postctl validate` shows all.\n")
    assert text.count("<details>") == text.count("</details>") == shown


@pytest.mark.parametrize(
    "hostile_row", [{"message": "[" * 10**6}, {"path": "a" * 10**6}, {"message": "`" * 10**6}, {"name": "@" * 10**6}]
)
def test_s18_markdown_is_never_longer_than_github_takes(hostile_row):
    assert len(markdown.render(view(ROW, ROW | hostile_row), PLAIN)) <= 60_000
