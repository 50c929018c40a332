"""What services are told: the edits of a fix as lines and columns, read back as they would do it, and paths of the repository."""

from __future__ import annotations

import json
import subprocess
from xml.etree import ElementTree

import pytest
from sites import site_of

from postctl import linting, registry, reporting
from postctl.cli import main
from postctl.formats import rdjson, sarif
from postctl.model import Edit, Fix, Severity, Span, Terminal
from postctl.rules import Finding

TEXT = "---\ntitle: 日本 👩\u200d💻 teh\nlist: [a,\n  b]\n---\nBody é teh.\nEnd"
SPANS = [("teh", "the"), ("[a,\n  b]", "c"), ("é", ""), ("End", "Ende\n"), ("日本", "x\r\ny")]


def variants(text):
    yield from (text, "\ufeff" + text, text.replace("\n", "\r\n"), "\ufeff" + text.replace("\n", "\r\n"))


def reported(data, old, new):
    """A view with one finding, whose fix replaces the first `old` of a file by `new`."""
    files = {"a.md": data.encode()}
    site = site_of(files)
    (post,) = site.posts
    start = post.document.text.index(old)
    edit = Edit(Span(start, start + len(old)), new)
    finding = Finding("wrong", edit.span, "mend it", Fix(True, (edit,)))
    rule = next(rule for rule in registry.rules() if rule.code == "P104")
    found = linting.found(rule, post, finding)
    view = linting.view([found], {}, 1)
    return reporting.detailed(view, reporting.Told(("a.md",), "blog"), registry.rules(), files.get)


def lines_of(text):
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def offset(text, line, column):
    """The offset of a place in a text, whose lines may end in CRLF."""
    start = 0
    for _ in range(line - 1):
        start = text.index("\n", start) + 1
    return start + column - 1


CASES = [(data, old.replace("\n", "\r\n") if "\r" in data else old, new) for data in variants(TEXT) for old, new in SPANS]


@pytest.mark.parametrize(("data", "old", "new"), CASES)
def test_the_fix_of_sarif_gives_the_text_that_was_meant(data, old, new):
    (run,) = json.loads(sarif.render(reported(data, old, new), Terminal()))["runs"]
    text = data.removeprefix("\ufeff")
    (change,) = run["results"][0]["fixes"][0]["artifactChanges"]
    (replacement,) = change["replacements"]
    region = replacement["deletedRegion"]
    start, end = (offset(text, region[f"{name}Line"], region[f"{name}Column"]) for name in ("start", "end"))
    assert text[start:end] == old
    assert replacement["insertedContent"]["text"] == new
    place = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert place == region


@pytest.mark.parametrize(("data", "old", "new"), CASES)
def test_the_suggestion_of_rdjson_gives_the_text_that_was_meant(data, old, new):
    (found,) = json.loads(rdjson.render(reported(data, old, new), Terminal()))["diagnostics"]
    raw = data.removeprefix("\ufeff").encode().decode("latin-1")
    (suggestion,) = found["suggestions"]
    for place in (suggestion["range"], found["location"]["range"]):
        start, end = (offset(raw, place[name]["line"], place[name]["column"]) for name in ("start", "end"))
        assert raw[start:end].encode("latin-1").decode() == old
    assert suggestion["text"] == new


def test_bytes_of_the_first_line_begin_with_the_byte_order_mark():
    (suggestion,) = json.loads(rdjson.render(reported("\ufeffé teh", "teh", "the"), Terminal()))["diagnostics"][0]["suggestions"]
    assert suggestion["range"] == {"start": {"line": 1, "column": 7}, "end": {"line": 1, "column": 10}}
    assert "\ufeffé teh".encode()[6:9] == b"teh"


def test_the_manual_of_rules_that_found_something_is_told():
    view = reported(TEXT, "teh", "the")
    (rule,) = view.head["_rules"]
    assert (rule["code"], rule["name"], rule["severity"]) == ("P104", "unknown-key", str(Severity.WARNING))
    assert rule["summary"]
    assert rule["manual"]


# --- on the disk ------------------------------------------------------------------------------------------------------


@pytest.fixture
def blog(tmp_path, copy_example, monkeypatch, capsys):
    """A site in a folder of a repository; `said(FORMAT)` is what `validate` writes."""
    site = copy_example("gatsby").rename(tmp_path / "the blog")
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    front = 'title: "x\\n::stop-commands::t ##[error]<b>|@me\\e"\ndate: "2019-02-30"\ndraft: "x ##[error]<b>|@me"\n'
    hostile = f"---\n{front}---\n[a](/blogs/04-28-2019-first-step)\n"
    (site / "src/blogs/a\n::error::.md").write_text(hostile)
    (site / "src/blogs/b|`<i>\udcff@me.md").write_text("---\ntitle: He said: yes\n---\n")
    monkeypatch.chdir(tmp_path)

    def said(name, *words):
        code = main(["-C", "the blog", "validate", "--format", name, *words])
        return code, capsys.readouterr().out

    return said


@pytest.mark.parametrize("name", ["full", "concise", "json", "jsonl", "github", "gitlab", "sarif", "junit", "rdjson", "markdown"])
def test_s5_a_log_is_not_commanded_by_names_and_titles(blog, name, monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    code, text = blog(name)
    assert code == 1
    commands = [line for line in text.splitlines() if line.lstrip().startswith("::") or "##[" in line]
    assert all(
        line.startswith(("::error file=the blog/", "::warning file=the blog/", "::notice file=the blog/")) for line in commands
    )
    assert bool(commands) == (name == "github")


def test_each_report_reads_back_with_the_same_findings(blog):
    findings = json.loads(blog("json")[1])["diagnostics"]
    assert len(findings) >= 4
    assert [json.loads(line) for line in blog("jsonl")[1].splitlines()] == findings
    assert len(json.loads(blog("gitlab")[1])) == len(findings)
    assert len(json.loads(blog("rdjson")[1])["diagnostics"]) == len(findings)
    assert len(json.loads(blog("sarif")[1])["runs"][0]["results"]) == len(findings)
    suite = ElementTree.fromstring(blog("junit")[1])[0]
    assert len(suite) == 8
    assert len(suite.findall(".//failure")) == len({each["path"] for each in findings if each["severity"] == "error"})
    assert blog("markdown")[1].count("\n| ") >= len(findings)


def test_paths_count_from_the_top_of_the_repository_and_for_reviewdog_from_here(blog, monkeypatch):
    def paths():
        gitlab = {each["location"]["path"].partition("src/")[0] for each in json.loads(blog("gitlab")[1])}
        rdjson = {each["location"]["path"].partition("src/")[0] for each in json.loads(blog("rdjson")[1])["diagnostics"]}
        return gitlab, rdjson

    assert paths() == ({"the blog/"}, {"the blog/"})


def test_warnings_fail_a_test_where_they_fail_the_command(blog):
    def failures(*words):
        code, text = blog("junit", "--select", "P401", *words)
        return code, ElementTree.fromstring(text).get("failures")

    assert failures() == (0, "0")
    assert failures("--strict") == (1, "1")
