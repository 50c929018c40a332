"""What a post allows: comments in text and front matter, the key for the whole post, and what is said of those without use."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from sites import site_of

from postctl import linting, registry, rulebook
from postctl.document import encoded

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
RULES = registry.rules()


def found(files, generator="gatsby", codes=("P401", "P004", "P102", "P017")):
    return linting.check(site_of(files, generator, AT), rulebook.select(RULES, codes))


def lines(files, **more):
    return [(each.code, each.line) for each in found(files, **more)]


def post(body="", front="title: A\n"):
    return {"a.md": f"---\n{front}---\n{body}"}


@pytest.mark.parametrize("word", ["P401", "p401", "broken-link", "links", "P4", "P102, P401", "P401 P102"])
@pytest.mark.parametrize("reason", ["", ": the page comes in May"])
def test_a_comment_at_the_end_of_a_line_is_about_that_line(word, reason):
    comment = f"<!-- postctl: allow {word}{reason} -->"
    body = f"[x](x.md) {comment}\n[y](y.md)\n"
    assert ("P401", 5) in lines(post(body))
    assert ("P401", 4) not in lines(post(body))


def test_a_comment_alone_in_its_line_is_about_the_paragraph_below():
    body = "<!-- postctl: allow P401 -->\n\n[x](x.md)\n[y](y.md)\n\n[z](z.md)\n"
    assert lines(post(body)) == [("P401", 9)]


@pytest.mark.parametrize(
    "comment", ["{/* postctl: allow P401 */}", "{/* postctl: allow P401: later */}", "<!--postctl: allow P401-->"]
)
def test_mdx_has_comments_of_its_own(comment):
    assert lines({"a.mdx": f"---\ntitle: A\n---\n[x](x.md) {comment}\n"}, generator="docusaurus", codes=["P401", "P017"]) == []


@pytest.mark.parametrize(
    "body",
    [
        "`<!-- postctl: allow P401 -->` [x](x.md)\n",
        "```\n<!-- postctl: allow P401 -->\n```\n[x](x.md)\n",
        "[x](x.md) <!-- postctl: allows P401 -->\n",
        "[x](x.md) <!-- allow P401 -->\n",
    ],
)
def test_in_code_and_in_other_words_nothing_is_allowed(body):
    assert [code for code, _ in lines(post(body))] == ["P401"]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("front", "left"),
    [
        ("title: '' # postctl: allow P102\n", []),
        ("# postctl: allow P102: it has none\ntitle: ''\n", []),
        ("# postctl: allow empty-title\n\ntitle: ''\n", []),
        ("# postctl: allow P004\na: 1\ntitle: ''\n", [("P017", 2), ("P102", 4)]),
        ("title: '# postctl: allow P004'\na: 1\na: 2\n", [("P004", 3)]),
        ("postctl_allow: P102\ntitle: ''\n", []),
        ("postctl_allow: [P004, 'P102']\na: 1\na: 2\ntitle: ''\n", []),
        ("postctl_allow:\n  - P004\n  - empty-title\na: 1\na: 2\ntitle: ''\n", []),
        ("postctl_allow: P004, P102\ntitle: ''\n", [("P017", 2)]),
    ],
)
def test_comments_and_a_key_of_the_front_matter(front, left, newline):
    text = f"---\n{front}---\nText.\n".replace("\n", newline)
    assert lines({"a.md": text.encode()}) == left


def test_toml_and_json_and_key_value_front_matter():
    toml = '+++\n# postctl: allow P102\ntitle = ""\n+++\n'
    json = '{"title": "", "postctl_allow": ["P102"]}\n'
    assert lines({"content/a.md": toml, "content/b.md": json}, generator="hugo") == []
    pelican = "Title:\nDate: 2026-01-01\npostctl_allow: P401, P102\n\n[x](x.md)\n"
    assert [each for each in lines({"content/a.md": pelican}, generator="pelican") if each[0] in ("P401", "P102")] == []


def test_an_allowance_of_a_rule_that_did_not_run_is_not_judged():
    body = "Text. <!-- postctl: allow P401 -->\n"
    assert lines(post(body), codes=["P017"]) == []
    assert lines(post(body)) == [("P017", 4)]
    (unknown,) = found(post("Text. <!-- postctl: allow P4001 -->\n"), codes=["P017"])
    assert unknown.message == "no rule is called P4001"


def test_the_place_of_an_unused_word_is_exact():
    body = "Täxt \U0001f600 <!-- postctl: allow P102, P401 -->\n"
    one, two = found(post(body))
    assert (one.line, one.column, one.end_column) == (4, 28, 32)
    assert one.excerpt[two.column - 1 : two.end_column - 1] == "P401"


@pytest.mark.parametrize(
    ("body", "after"),
    [
        ("Text. <!-- postctl: allow P102 -->\nMore.\n", "Text.\nMore.\n"),
        ("A <!-- postctl: allow P102 --> b.\n", "A  b.\n"),
        ("<!-- postctl: allow P102 -->\nMore.\n", "More.\n"),
        ("[x](x.md) <!-- postctl: allow P102, P401 -->\n", "[x](x.md) <!-- postctl: allow P401 -->\n"),
        ("[x](x.md) <!-- postctl: allow P401 P102 -->\n", "[x](x.md) <!-- postctl: allow P401 -->\n"),
    ],
)
def test_the_fix_takes_the_word_out_and_the_comment_with_the_last(body, after):
    files = post(body)
    site = site_of(files, "gatsby", AT)
    (finding,) = found(files)
    data = encoded(site.posts[0].document)
    for start, end, text in finding.fix_offsets:
        data = data[:start] + text.encode() + data[end:]
    assert data.decode() == f"---\ntitle: A\n---\n{after}"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_paragraph_has_all_its_lines_whatever_they_end_with(newline):
    text = post("<!-- postctl: allow P401 -->\n\n[x](x.md)\n[y](y.md)\n\n[z](z.md)\n")["a.md"].replace("\n", newline)
    assert lines({"a.md": text}) == [("P401", 9)]


@pytest.mark.parametrize(
    "body",
    [
        "<!-- postctl: allow P401 -->" * 4000,
        "<!-- postctl: allow P401 -->\n" * 4000,
        "[x](x.md) <!-- postctl: allow P401 -->\n\n" * 1500,
        " " * 100_000 + "<!-- postctl: allow P401 -->" * 5000,
        "<!-- postctl: allow" + " " * 100_000,
        "<!-- postctl: allow " + "a, " * 20_000,
        "<!-- postctl: allow a\n" * 10_000,
    ],
)
def test_s18_a_file_full_of_allowances_takes_no_longer_than_another(body):
    began = time.process_time()
    assert lines(post(body), codes=["P401"]) == []
    assert time.process_time() - began < 10


def test_s18_front_matter_full_of_allowances_takes_no_longer_than_another():
    began = time.process_time()
    front = "title: A\n" + "".join(f"a{number}: 1 # postctl: allow P401\n" for number in range(1600))
    assert len(found(post("", front), codes=["P017", "P401"])) == 1600
    assert time.process_time() - began < 10
