"""R3, R21: the fences of Hexo and of gray-matter are found as they find them, and posts between them edited like all others."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from postctl import registry
from postctl.document import REMOVE, Document, Insert, edited, encoded, front_matter, read
from postctl.errors import Refused
from postctl.model import Fences, Problem
from postctl.syntaxes import _languages

ALL = tuple(registry.syntax(name) for name in ("yaml", "toml", "json"))
HEXO = Fences(blank_before=False, dots_close=False, unopened=True)
GRAY = Fences(blank_before=False, dots_close=False, languages=True)
BODY = "Text\n\n---\ntitle: not this one\n---\n;;;\n\ttabs and trailing blanks  \n\nno newline at the end"


def opened(text, fences, *, bom=False, syntaxes=ALL):
    return read(("\ufeff" * bom + text).encode(), syntaxes, fences, "yaml-1.2")


def document(text, fences, *, bom=False):
    found = opened(text, fences, bom=bom)
    assert isinstance(found, Document), found
    return found


# --- Hexo ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "data", "content"),
    [
        ("---\na: b\n---\nText", {"a": "b"}, "Text"),
        ("a: b\n---\nText", {"a": "b"}, "Text"),
        ("a: b\nc: [d]\n------\nText", {"a": "b", "c": ["d"]}, "Text"),
        ("-----\na: b\n-----\nText", {"a": "b"}, "Text"),
        ("-----\na: b\n---\nText", {}, "-----\na: b\n---\nText"),
        ("---\na: b\n-----\nText", {"a": "b"}, "--\nText"),
        ("a: b\n--- more\nText", {"a": "b"}, " more\nText"),
        ("a: b\n---", {"a": "b"}, ""),
        ("---\r\na: b\r\n---\r\nText\r\n", {"a": "b"}, "Text\r\n"),
        ("a: b\r\n---\r\nText\r\n", {"a": "b"}, "Text\r\n"),
        ("---\na: b\n", {}, "---\na: b\n"),
        ("--- \na: b\n---\n", {}, "--- \na: b\n---\n"),
        ("---yaml\na: b\n---\n", {}, "---yaml\na: b\n---\n"),
        ("---\n---\nText", {}, "---\n---\nText"),
        ("---\n\n---\nText", {}, "---\n\n---\nText"),
        ("---\n---\na: b\n---\nText", {"a": "b"}, "Text"),
        ("---\n# note\n---\nText", {}, "---\n# note\n---\nText"),
        ("---\n{}\n---\nText", {}, "Text"),
        ("\n---\na: b\n---\nText", {"a": "b"}, "Text"),
        ("\n\n---\na: b\n---\nText", {}, "\n\n---\na: b\n---\nText"),
        ("Title\n---\nText", {}, "Title\n---\nText"),
        ("Text only\n", {}, "Text only\n"),
        ("---\nText\n---\n", {}, "---\nText\n---\n"),
        ("a:\n\tb: c\n\t\td: e\n---\n", None, None),
        ("a:\n\tb: c\n\td:\n\t\te: f\n---\n", {"a": {"b": "c", "d": {"e": "f"}}}, ""),
        ("a: |\n\tb\n\t\tc\n---\n", {"a": "b\n  c\n"}, ""),
        ('"a": "b",\n"c": [1, {"d": null}]\n;;;\nText', {"a": "b", "c": [1, {"d": None}]}, "Text"),
        (';;;\n"a": "b"\n;;;\nText', {"a": "b"}, "Text"),
        (';;;;\r\n"a": true\r\n;;;;\r\nText', {"a": True}, "Text"),
        (';;;\n"a": "b"\n---\n', {}, ';;;\n"a": "b"\n---\n'),
        ('{"a": "b"}\n---\nText', {"a": "b"}, "Text"),
        ('{"a": 1}\nText', {}, '{"a": 1}\nText'),
    ],
)
@pytest.mark.parametrize("bom", [False, True])
def test_r3_hexo_wants_no_opening_fence(text, data, content, bom):
    found = opened(text, HEXO, bom=bom)
    if data is None:
        assert isinstance(found, Problem)
        return
    assert isinstance(found, Document), found
    assert (front_matter(found), found.content, found.bom) == (data, content, bom)
    assert encoded(found) == ("\ufeff" * bom + text).encode()
    assert found.outer.start <= found.inner.start <= found.inner.end <= found.outer.end == found.body.start


@pytest.mark.parametrize(
    ("text", "offset", "reason"),
    [
        ("a: b: c\n---\n", 4, "needs quotes"),
        ("a:\n\tb: [c\n---\n", 10, "flow sequence"),
        ("- a\n---\n", 0, "a list"),
        ('"a": b\n;;;\n', 5, "no JSON value"),
        ('"a": 1,\n;;;\n', 6, "comma stands before"),
        (';;;\n"a" 1\n;;;\n', 8, "colon"),
        ('{"a": 1}\n;;;\n', 0, "in braces"),
        ('"a": 1\n}\n;;;\n', 9, "more behind"),
    ],
)
def test_r21_a_block_of_hexo_that_cannot_be_read_says_where(text, offset, reason):
    found = opened(text, HEXO)
    assert isinstance(found, Problem)
    assert (found.offset, found.help != "") == (offset, True)
    assert reason in found.reason


# --- gray-matter --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "data", "content"),
    [
        ("---\na: b\n---\nText", {"a": "b"}, "Text"),
        ("--- \na: b\n--- \nText", {"a": "b"}, " \nText"),
        ("---yaml\na: b\n---\nText", {"a": "b"}, "Text"),
        ("---YML\na: b\n---\nText", {"a": "b"}, "Text"),
        ("--- toml \na = 1\n---\nText", {"a": 1}, "Text"),
        ('---json\n{"a": 1}\n---\nText', {"a": 1}, "Text"),
        ('---json\n\n  {\n "a": 1\n}\n\n---', {"a": 1}, ""),
        ('---json\r\n{"a": 1}\r\n---\r\nText\r\n', {"a": 1}, "Text\r\n"),
        ("---toml\r\na = '''\r\nx'''\r\n---\r\nText", {"a": "x"}, "Text"),
        ("---\na: b\n---- more\nText", {"a": "b"}, "- more\nText"),
        ("---json\n---\nText", {}, "Text"),
        ("---toml\n# note\n---\nText", {}, "Text"),
        ("---\n---\nText", {}, "Text"),
        ("---lisp\n\n# (x)\n---\nText", {}, "Text"),
        ("---js\n---\nText", {}, "Text"),
        ("----\na: b\n----\n", {}, "----\na: b\n----\n"),
        ("\n---\na: b\n---\n", {}, "\n---\na: b\n---\n"),
        ("+++\na = 1\n+++\n", {}, "+++\na = 1\n+++\n"),
        ('{"a": 1}\n', {}, '{"a": 1}\n'),
        ("---\nA rule, and text", {}, "---\nA rule, and text"),
    ],
)
@pytest.mark.parametrize("bom", [False, True])
def test_r3_a_word_behind_the_fence_names_the_language(text, data, content, bom):
    found = document(text, GRAY, bom=bom)
    assert (front_matter(found), found.content, found.bom) == (data, content, bom)
    assert encoded(found) == ("\ufeff" * bom + text).encode()
    assert found.outer.start <= found.inner.start <= found.inner.end <= found.outer.end == found.body.start


@pytest.mark.parametrize(
    ("text", "offset", "reason"),
    [
        ("---js\n{a: 1}\n---\n", 3, "executable front matter (---js) is never run"),
        ("--- JavaScript\nx = 1\n---\n", 4, "executable"),
        ("---coffee\nx\n---\n", 3, "executable"),
        ("---node\nx\n---\n", 3, "executable"),
        ("---lisp\n(x)\n---\n", 3, "'lisp'"),
        ("--- some text\nmore\n", 4, "'some text'"),
        ("---TOML\na = 1\n---\n", 3, "'TOML'"),
        ("---json\n{a: 1}\n---\n", 9, "key in quotes"),
        ('---json\n{"a": 1} x\n---\n', 17, "more behind"),
        ("---json\n[1]\n---\n", 8, "braces"),
        ("---toml\na = b\n---\n", 12, "invalid value"),
        ("---toml\na = 1\n", 0, "never closed"),
        ("---\na: b\n", 0, "never closed"),
    ],
)
def test_r21_a_block_in_no_language_of_ours_is_named_and_left_alone(text, offset, reason):
    found = opened(text, GRAY)
    assert isinstance(found, Problem)
    assert reason in found.reason
    assert (found.offset, found.help != "") == (offset, True)


def test_r21_a_language_the_generator_does_not_read_is_a_problem():
    found = opened("---toml\na = 1\n---\n", GRAY, syntaxes=ALL[:1])
    assert isinstance(found, Problem)
    assert "'toml' is not read" in found.reason


@pytest.mark.parametrize(
    "source",
    [
        "title = f(x)",
        "using Dates\ndate = Date(2020, 1, 1)",
        "@def title = 'x'",
        "title = 'a'\nfunction hfun_x()\nend",
        "hfun() = 1",
    ],
)
def test_r21_code_of_franklin_is_named_and_left_alone(source):
    found = opened(f"+++\n{source}\n+++\n", Fences())
    assert isinstance(found, Problem)
    assert "Julia" in found.reason


# --- edits --------------------------------------------------------------------------------------------------------------

PLAIN = {
    "yaml": ("a: 1\n{}\n", "# first\nlayout: post\n{}\n# then\ntags: [a, b]\n", "{}\nz:\n  - 1\n  - 2\n"),
    "toml": ('# first\nlayout = "post"\n{}\n# then\n\n[extra]\na = 1\n', "{}\n"),
    "json": ('{{"a": 1, {}}}\n', '{{\n\t"layout": "post",\n\t{},\n\t"tags": ["a", "b"]\n}}\n', "\n{{{}}}\n\n"),
    "bare": ('"a": 1, {}\n', '"layout": "post",\n{},\n"tags": ["a", "b"]\n', "{}\n"),
    "tabs": ("a: 1\n{}\nb:\n\tc: d\n\te:\n\t\tf: g\n", "{}\nb:\n\t- c\n\t- d\n"),
}
TITLES = {
    "yaml": ("title: old", "title: 'old' # why", 'title: "old"', "title: |\n  old", "title:\n- old", "title: {a: b}"),
    "tabs": ("title: old", "title: 'old' # why", "title: |\n\told", "title:\n\t- old", "title:\n\ta: b"),
    "toml": ('title = "old"', "title = 'old' # why", "title = '''\nold'''", "title = ['old']"),
    "json": ('"title": "old"', '"title" : 1', '"title":["old"]'),
    "bare": ('"title": "old"', '"title" : 1', '"title":["old"]'),
}
KINDS = {
    "opened": ("yaml", "---\n{}---\n", HEXO),
    "unopened": ("yaml", "{}---\n", HEXO),
    "dashes": ("yaml", "{}-----\n", HEXO),
    "tabs": ("tabs", "{}---\n", HEXO),
    "opened tabs": ("tabs", "---\n{}---\n", HEXO),
    "semicolons": ("bare", ";;;\n{};;;\n", HEXO),
    "bare": ("bare", "{};;;\n", HEXO),
    "gray": ("yaml", "---\n{}---\n", GRAY),
    "yaml": ("yaml", "---yaml\n{}---\n", GRAY),
    "toml": ("toml", "--- toml\n{}---\n", GRAY),
    "json": ("json", "---json\n{}---\n", GRAY),
}
texts = st.text(max_size=20) | st.sampled_from(
    ["---", ";;;", "a\n---\nb", "a\n;;;\nb", "\tx", "a\n\tb", "no", ": ", "# x", "é🎉"]
)


def posts(kind):
    style, frame, fences = KINDS[kind]
    sources = st.tuples(st.sampled_from(PLAIN[style]), st.sampled_from(TITLES[style])).map(lambda both: both[0].format(both[1]))
    return st.tuples(sources, st.sampled_from(["\n", "\r\n"]), st.booleans()).map(
        lambda all_: document((frame.format(all_[0]) + BODY).replace("\n", all_[1]), fences, bom=all_[2])
    )


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data(), text=texts)
def test_r3_only_the_characters_of_the_value_change(kind, data, text):
    before = data.draw(posts(kind))
    result = edited(before, {"title": text})
    assert front_matter(result) == {**front_matter(before), "title": text}
    old = next(entry for entry in before.entries if entry.key == "title")
    behind = before.text[old.value.span.end :]
    assert result.text[: old.name.span.end] == before.text[: old.name.span.end]
    assert result.text.endswith(behind.lstrip("\r\n") if old.value.kind != "scalar" else behind)
    assert (result.bom, result.content) == (before.bom, before.content)


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data(), text=texts, key=st.sampled_from(["new", "date created", "a:b", "é", '"', "#"]), first=st.booleans())
def test_r3_a_new_key_removed_again_leaves_the_first_bytes(kind, data, text, key, first):
    before = data.draw(posts(kind))
    written = before.syntax.written(text, None, before.text[: before.inner.end], "yaml-1.2")
    there = edited(before, {key: Insert(written, "" if first else None)})
    assert front_matter(there) == {**front_matter(before), key: text}
    assert encoded(edited(there, {key: REMOVE})) == encoded(before)


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data(), word=st.text("abcdefghij", min_size=2, max_size=12))
def test_r3_set_and_set_back_gives_the_first_bytes(kind, data, word):
    before = data.draw(posts(kind))
    value = front_matter(before)["title"]
    assume(isinstance(value, str))
    there = edited(before, {"title": value.replace("old", word)})
    assert encoded(edited(there, {"title": value})) == encoded(before)


@pytest.mark.parametrize(
    ("text", "fences", "change", "expected"),
    [
        ('"a": 1\n;;;\n', HEXO, {"x": 2}, '"a": 1,\n"x": 2\n;;;\n'),
        ('"a": 1\n;;;\n', HEXO, {"x": Insert("2", "")}, '"x": 2,\n"a": 1\n;;;\n'),
        (';;;\r\n"a": 1,\r\n"b": 2\r\n;;;\r\n', HEXO, {"x": 3}, ';;;\r\n"a": 1,\r\n"b": 2,\r\n"x": 3\r\n;;;\r\n'),
        (';;;\n"a": 1\n;;;\n', HEXO, {"x": 3}, ';;;\n"a": 1,\n"x": 3\n;;;\n'),
        ("a: b\n---\n", HEXO, {"x": "w"}, "a: b\nx: w\n---\n"),
        ("a:\n\tb: c\n---\n", HEXO, {"x": "w"}, "a:\n\tb: c\nx: w\n---\n"),
        ("a:\n\t- b\n\t- c\n---\n", HEXO, {"a": ["b", "d", "c"]}, "a:\n\t- b\n\t- d\n\t- c\n---\n"),
        ("---json\n---\n", GRAY, {"x": 1}, '---json\n{"x": 1}\n---\n'),
        ("---json\r\n{}\r\n---\r\n", GRAY, {"x": 1}, '---json\r\n{"x": 1}\r\n---\r\n'),
        ("---toml\n---\n", GRAY, {"x": 1}, "---toml\nx = 1\n---\n"),
        ("---yaml\n# why\n---\n", GRAY, {"x": 1}, "---yaml\n# why\nx: 1\n---\n"),
    ],
)
def test_r3_a_new_key_stands_as_its_neighbours_do(text, fences, change, expected):
    assert edited(document(text, fences), change).text == expected


@pytest.mark.parametrize(
    ("text", "fences", "change"),
    [
        ("a: b\n---\nText\n", HEXO, {"a": REMOVE}),
        ('"a": 1\n;;;\nText\n', HEXO, {"a": REMOVE}),
        ("---lisp\n---\n", GRAY, {"a": 1}),
        ("---json\n# note\n---\n", GRAY, {"a": 1}),
    ],
)
def test_r3_what_would_be_no_front_matter_any_more_is_refused(text, fences, change):
    with pytest.raises(Refused):
        edited(document(text, fences), change)


ugly = st.lists(
    st.sampled_from(
        [
            *("---", ";;;", "--", ";", "\n", "\r\n", "\r", "\t", " ", "a: b", '"a": 1', "a = 1", "{", "}", "json", "toml", "js"),
            *(
                "yaml",
                "#",
                "- ",
                ",",
                ":",
                "[",
                "]",
                "'",
                '"',
                "|",
                "&a ",
                "*a",
                "\ufeff",
                "\x1b",
                "\u2028",
                "é",
                "🎉",
                "%",
                "...",
                "\\",
            ),
        ]
    ),
    max_size=14,
).map("".join)


@given(text=ugly | st.text(), fences=st.sampled_from([HEXO, GRAY]))
def test_r18_any_text_is_a_document_or_a_problem_inside_it(text, fences):
    found = read(text.encode(errors="replace"), ALL, fences, "yaml-1.2")
    if isinstance(found, Problem):
        assert 0 <= found.offset <= len(text)
        assert found.reason
    else:
        front_matter(found)
        for entry in found.entries:
            assert found.inner.start <= entry.name.span.start <= entry.name.span.end <= entry.value.span.end <= found.inner.end
            assert re.sub("\r?\n\t+", "", found.text[slice(*entry.name.span)]) or entry.key == ""


@given(st.lists(st.sampled_from(["\n", "#", " ", "a", "\r", "# b", "\t", "-", "\x1c"]), max_size=8).map("".join))
def test_a_block_that_begins_with_anything_but_a_comment_says_something(inside: str) -> None:
    text = f"---\n{inside}"
    opening = _languages._OPENS.match(text)
    assert opening is not None
    end = text.find("\n---", opening.end(1))
    source = text[opening.end(1) : end if end >= 0 else len(text)]
    assert _languages._says_nothing(text, opening) == _languages._only_comments(source)
