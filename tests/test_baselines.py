"""Baselines: what is known is left out, however lines move, and nothing that is new."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import site_of

from postctl import baselines, linting, registry
from postctl.errors import ConfigError
from postctl.model import Diagnostic, Severity

OLD = Diagnostic("a.md", 3, 8, "P103", 3, 11, "n", Severity.ERROR, "the draft is odd", excerpt="draft: yes # or no")
NONE = baselines.read("b.json", baselines.written([]))

diagnostics = st.builds(
    OLD._replace,
    path=st.sampled_from(["a.md", "b.md", "ü\udcff\n.md"]),
    line=st.integers(1, 9),
    code=st.sampled_from(["P103", "P401"]),
    message=st.sampled_from(["one", "two 3 of 4", "\x00", "\u2028"]),
    excerpt=st.sampled_from(["draft: yes", "draft: no", "", "draft: \ud800"]),
)


def known(*found):
    return baselines.read("b.json", baselines.written(found))


def moved(found, by):
    return [each._replace(line=each.line + by, end_line=each.end_line + by) for each in found]


@given(st.lists(diagnostics), st.integers(0, 99))
def test_what_is_known_is_left_out_wherever_it_stands(found, by):
    assert baselines.without(moved(found, by), known(*found)) == ((), 0)


@given(st.lists(diagnostics), st.randoms())
def test_r26_the_text_is_the_same_whatever_the_order(found, random):
    text = baselines.written(found)
    mixed = list(found)
    random.shuffle(mixed)
    assert baselines.written(mixed) == text
    assert baselines.written([], baselines.read("b.json", text), looked_at=lambda *_: False) == text
    assert text.endswith("}\n")
    assert json.loads(text)["schema_version"] == 1


@given(st.lists(diagnostics), st.lists(diagnostics))
def test_of_a_kind_as_many_are_left_out_as_are_known(before, after):
    new, stale = baselines.without(after, known(*before))
    rest = iter(after)
    assert all(each in rest for each in new)  # in their order
    kinds = [baselines.kind(each) for each in new]
    for kind in {baselines.kind(each) for each in (*before, *after)}:
        was, is_ = ([baselines.kind(each) for each in found].count(kind) for found in (before, after))
        assert kinds.count(kind) == max(0, is_ - was)
    assert stale == len(before) + len(new) - len(after)


@pytest.mark.parametrize(
    "other",
    [
        {"path": "b.md"},
        {"code": "P104"},
        {"message": "the draft is even"},
        {"excerpt": "draft: No! # or no"},
    ],
    ids=lambda other: "".join(other),
)
def test_another_finding_is_new(other):
    changed = OLD._replace(**other)
    assert baselines.without([changed], known(OLD)) == ((changed,), 1)


@pytest.mark.parametrize(
    "same",
    [
        {"line": 30, "end_line": 30},
        {"excerpt": "draft: yes # or so"},
        {"severity": Severity.WARNING},
        {"help": "do this"},
        {"column": 9, "end_column": 12, "excerpt": "draft:  yes"},
    ],
    ids=lambda same: "".join(same),
)
def test_the_same_finding_is_known(same):
    assert baselines.without([OLD._replace(**same)], known(OLD)) == ((), 0)


def test_numbers_of_other_posts_do_not_make_a_finding_new():
    counts = OLD._replace(message="no cover, while 13 of 14 other posts have one")
    assert baselines.without([counts._replace(message="no cover, while 20 of 22 other posts have one")], known(counts)) == ((), 0)
    dated = OLD._replace(message="links to /2019/05/a-1")
    assert baselines.without([dated._replace(message="links to /2019/06/a-1")], known(dated))[1] == 1


def test_a_second_finding_of_a_kind_is_new():
    second = OLD._replace(line=9, end_line=9)
    assert baselines.without([OLD, second], known(OLD)) == ((second,), 0)


def test_a_file_that_was_renamed_is_known_once():
    renamed, copied = OLD._replace(path="b.md"), OLD._replace(path="c.md")
    assert baselines.without([renamed], known(OLD)) == ((renamed,), 1)
    assert baselines.without([renamed], known(OLD), renamed={"b.md": "a.md"}) == ((), 0)
    assert baselines.without([renamed, copied], known(OLD), renamed={"b.md": "a.md", "c.md": "a.md"}) == ((copied,), 0)
    assert baselines.without([OLD, renamed], known(OLD, OLD), renamed={"b.md": "a.md"}) == ((), 0)


def test_what_was_not_looked_at_is_neither_stale_nor_forgotten():
    other = OLD._replace(path="b.md", code="P401")
    before = known(OLD, other)

    def looked_at(path, code):
        return path == "a.md"

    assert baselines.without([], before, looked_at=looked_at) == ((), 1)
    assert baselines.written([OLD], before, looked_at=looked_at) == baselines.written([OLD, other])
    assert baselines.written([], before, looked_at=looked_at) == baselines.written([other])


def test_the_file_is_a_finding_a_line():
    two = OLD._replace(path="b.md", code="P401")
    assert baselines.written([two, OLD, OLD]) == (
        "{\n"
        '  "schema_version": 1,\n'
        '  "findings": {\n'
        '    "a.md": [\n'
        f'      {{"code": "P103", "fingerprint": "{baselines.kind(OLD).fingerprint}", "count": 2}}\n'
        "    ],\n"
        '    "b.md": [\n'
        f'      {{"code": "P401", "fingerprint": "{baselines.kind(two).fingerprint}", "count": 1}}\n'
        "    ]\n"
        "  }\n"
        "}\n"
    )
    assert baselines.written([]) == '{\n  "schema_version": 1,\n  "findings": {}\n}\n'
    assert baselines.kind(OLD).fingerprint == "55f6a23c06824749"  # files that people have say this


POST = "---\ntitle: A\ndraft: maybe\n---\nSee ![a](a.png) and ![b](b.png).\n"


def found(text):
    return linting.check(site_of({"a.md": text}), registry.rules())


@given(st.lists(st.sampled_from(["Some words.", "", "## More", "* one"]), max_size=4), st.booleans())
def test_words_above_and_below_do_not_make_findings_new(lines, crlf):
    baseline = known(*found(POST))
    assert baseline.known
    text = POST.replace("---\nSee", "---\n" + "".join(f"{line}\n\n" for line in lines) + "See") + "\nThe end.\n"
    text = text.replace("\n", "\r\n") if crlf else text
    new, stale = baselines.without(found(text), baseline)
    assert (new, stale) == ((), 0)
    again = text.replace("The end.", "![a](a.png)")
    assert [each.code for each in baselines.without(found(again), baseline)[0]] == ["P402"]


# --- damaged files ----------------------------------------------------------------------------------------------------


def entries(*counts):
    lines = ",\n".join(f'  {{"code": "P1", "fingerprint": "f", "count": {count}}}' for count in counts)
    return f'{{"schema_version": 1, "findings": {{"a": [\n{lines}]}}}}'


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "1:1: expecting value"),
        ('{\n  "schema_version": 1,\n', "3:1: expecting property name"),
        ('{\n<<<<<<< HEAD\n  "schema_version": 1\n', "2:1: a merge has left its marks"),
        ("[]", "1:1: this is no baseline of postctl"),
        ('{"schema_version": 1}', "1:1: this is no baseline of postctl"),
        ('{\n "schema_version": 1, "findings": []}', "2:35: this is no baseline of postctl"),
        ('{\n "schema_version": 2, "findings": {}}', "2:20: this version of postctl reads schema_version 1"),
        ('{"schema_version": 1, "findings": {\n  "a.md": {}}}', "2:11: a list of findings is expected here"),
        ('{"schema_version": 1, "findings": {"a": [\n  7]}}', "2:3: a finding is"),
        (entries(1, 0), "3:3: a finding is"),
        (entries("true"), "2:3: a finding is"),
        (entries("1e3"), "2:3: a finding is"),
        (entries(10**9), "2:3: a finding is"),
        ("[" * 100_000, "1:1: this is no baseline"),
        ("9" * 10_000, "1:1: this is no baseline"),
    ],
)
def test_a_damaged_file_says_where(text, place):
    with pytest.raises(ConfigError) as raised:
        baselines.read("base.json", text)
    assert raised.value.message.startswith(f"base.json:{place}")
    assert "--write-baseline" in raised.value.hint


NAMES = st.sampled_from(["schema_version", "findings", "code", "fingerprint", "count", "a"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner)
)


@given(st.text() | VALUES.map(json.dumps))
def test_s18_no_text_is_more_than_an_error(text):
    with suppress(ConfigError):
        assert baselines.written([], baselines.read("base.json", text), looked_at=lambda *_: False)
