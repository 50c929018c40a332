"""Nikola's lines `.. key: value`: what they say, where they stand, and that an edit touches nothing else."""

from __future__ import annotations

import contextlib
import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from postctl import document, registry
from postctl.document import REMOVE, Document, Insert
from postctl.errors import Refused
from postctl.guard import MAX_NODES, Unreadable
from postctl.model import Fences, Problem, Span

COMMENT = registry.syntax("comment")
FENCES = Fences()


def read(text: str) -> Document:
    found = document.read_text(text, (COMMENT,), FENCES, "yaml-1.2")
    assert isinstance(found, Document)
    return found


def front(text: str) -> dict:
    return dict(document.front_matter(read(text)))


# --- what it says -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected", "body"),
    [
        (".. a: b\n.. c: d e \n\nText\n", {"a": "b", "c": "d e "}, "\nText\n"),
        ("<!--\n.. a: b\n-->\n\nText\n", {"a": "b"}, "\nText\n"),
        ("<!-- \n.. a: b\n-->\n\nText\n", {"a": "b"}, "\nText\n"),
        ("\n \n<!--\r\n.. a: b\r\n-->\r\n\r\nText", {"a": "b"}, "\r\nText"),
        ("\u00a0.. a: b\r\rText", {"a": "b"}, "\rText"),
        (".. a: b: c\n.. d:e: f\n\n", {"a": "b: c", "d:e": "f"}, "\n"),
        (".. a: \n.. b:\n.. c: x\n.. c: \n\n", {"a": "", "b": "", "c": "x"}, "\n"),
        (".. a: x\n.. a: y\n\n", {"a": "y"}, "\n"),
        ("  .. a:  b\n\t.. c: d\n\n", {"a": " b", "c": "d"}, "\n"),
        (".. a: b", {"a": "b"}, ""),
        (".. a: b\nText\n", {"a": "b"}, "Text\n"),
        ("<!--\n.. a: b\n-->\nText\n", {"a": "b"}, "Text\n"),
        ("<!--\n.. a: b\n-->\nLost\n\nText\n", {"a": "b"}, "\nText\n"),
        ("Heading\n.. a: b\n\nText\n", {"a": "b"}, "\nText\n"),
        (".. a: b\n \n.. c: d\n\nText\n", {"a": "b", "c": "d"}, "\nText\n"),
        ("<!--\n.. a: b\n-->\n.. c: d\n\nText\n", {"a": "b", "c": "d"}, "\nText\n"),
        (".. a: \u2028\u0085x\n\n", {"a": "\u2028\u0085x"}, "\n"),
        (".. image:: x.png\n.. a: b\n\n", {"a": "b", "image:": "x.png"}, "\n"),
    ],
)
def test_what_a_text_says(text, expected, body):
    found = read(text)
    assert document.front_matter(found) == expected
    assert found.content == body
    for entry in found.entries:
        assert text[slice(*entry.name.span)] == entry.key
        assert text[slice(*entry.value.span)] == entry.value.text


@pytest.mark.parametrize(
    "text", ["", "\n", "Text", "# H\n\n.. a: b\n\n", "<!-- .. a: b -->\n\n", "..a: b\n\n", ".. a:b\n\n", ".. toc::\n\n"]
)
def test_what_is_no_front_matter(text):
    found = read(text)
    assert (found.syntax, found.content) == (None, text)


def test_limits():
    with pytest.raises(Unreadable, match="64 KiB"):
        COMMENT.parse(".. a: " + "x" * 70_000)
    with pytest.raises(Unreadable, match=f"{MAX_NODES:,}"):
        COMMENT.parse(".. a:\n" * (MAX_NODES + 1))
    assert isinstance(document.read_text(".. a: \ud800\n\n", (COMMENT,), FENCES, "yaml-1.2"), Problem)


def test_a_long_line_is_read_in_no_time():
    assert front(".. " + "a" * 60_000 + "\n.. b: c\n\n") == {"b": "c"}
    assert read(" " * 300_000 + "x").syntax is None


# --- writing ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [("a: b", "a: b"), ("", ""), (None, ""), (True, "true"), (False, "false"), (3, "3"), (["a", "b"], "a, b"), (" x ", " x ")],
)
def test_written(value, text):
    assert COMMENT.written(value, None, "", "yaml-1.2") == text


@pytest.mark.parametrize("value", ["a\nb", "a\r", {"a": "b"}, ["a\nb"]])
def test_what_cannot_be_written(value):
    with pytest.raises(Refused):
        COMMENT.written(value, None, "", "yaml-1.2")


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        (".. a: b\n\nx", {"a": "c"}, ".. a: c\n\nx"),
        (".. a:\n\nx", {"a": "c"}, ".. a: c\n\nx"),
        (".. a: \n\nx", {"a": "c"}, ".. a: c\n\nx"),
        (".. a: b\n\nx", {"a": ""}, ".. a: \n\nx"),
        ("<!--\n.. a: b\n-->\n\nx", {"c": "d"}, "<!--\n.. a: b\n.. c: d\n-->\n\nx"),
        ("<!--\r\n.. a: b\r\n-->\r\n\r\nx", {"c": Insert("d", "")}, "<!--\r\n.. c: d\r\n.. a: b\r\n-->\r\n\r\nx"),
        (".. a: b\n.. c: d\n\nx", {"e": Insert("f", "a")}, ".. a: b\n.. e: f\n.. c: d\n\nx"),
        (".. a: b", {"c": "d"}, ".. a: b\n.. c: d"),
        ("  .. a: b\n\n", {"c": "d"}, "  .. a: b\n  .. c: d\n\n"),
        (".. a: b\n.. c: d", {"c": REMOVE}, ".. a: b"),
        (".. a: b\r\n.. c: d", {"c": REMOVE}, ".. a: b"),
        (".. a: b\n.. c: d\n\nx", {"a": REMOVE}, ".. c: d\n\nx"),
        ("<!--\n.. a: b\n.. c: d\n-->\n\nx", {"c": REMOVE}, "<!--\n.. a: b\n-->\n\nx"),
    ],
)
def test_edits(before, changes, after):
    assert document.edited(read(before), changes).text == after


@pytest.mark.parametrize(
    "changes", [{"a": "x\ny"}, {"a": REMOVE}, {"a: b": "c"}, {"c\n": "d"}, {"": "x\r"}, {"a": True}, {"a": ["b"]}]
)
def test_what_is_refused(changes):
    with pytest.raises(Refused):
        document.edited(read("<!--\n.. a: b\n-->\n\nText\n"), changes)


def test_python_frontmatter_can_use_it():
    import frontmatter

    assert frontmatter.loads("<!--\n.. a: b\n-->\n\nText", handler=COMMENT).metadata == {"a": "b"}
    assert COMMENT.export({"a": "b", "c": "d"}) == ".. a: b\n.. c: d"


# --- properties -------------------------------------------------------------------------------------------------------

words = st.text(st.sampled_from("ab:é🎉 \t-<>.!#\"'\u2028\x0c"), max_size=12)
names = st.text(st.sampled_from("abcé_-"), min_size=1, max_size=4)
breaks = st.sampled_from(["\n", "\r\n", "\r"])
junk = st.sampled_from(["text", "..", " ", "-->", ".. x::", "# h", ".. y"])


@st.composite
def files(draw):
    """A file with front matter: its keys with their values, the text, the line end."""
    pairs = draw(st.dictionaries(names, words, min_size=1, max_size=5))
    lines = [f".. {key}: {value}" for key, value in pairs.items()]
    if draw(st.booleans()):
        lines.insert(draw(st.integers(0, len(lines))), draw(junk))
    if draw(st.booleans()):
        lines = ["<!--", *lines, *draw(st.sampled_from([["-->"], ["-->", "lost"], []]))]
    end = draw(breaks)
    tail = draw(st.sampled_from(["", "\n", "\n\nText\n", "\n\n", "\n\n.. z: body\n"])).replace("\n", end)
    return pairs, end.join(lines) + tail, end


@given(files(), st.booleans())
def test_the_data_is_what_was_written(file, bom):
    pairs, text, _ = file
    data = (b"\xef\xbb\xbf" if bom else b"") + text.encode()
    found = document.read(data, (COMMENT,), FENCES, "yaml-1.2")
    assert isinstance(found, Document)
    assert document.front_matter(found).items() >= pairs.items()
    assert document.encoded(found) == data


@given(files(), st.data())
def test_r3_only_the_named_bytes_change(file, data):
    pairs, text, _ = file
    key, value = data.draw(st.sampled_from(list(pairs))), data.draw(words)
    before = read(text)
    entry = document.find(before, key)
    try:
        after = document.edited(before, {key: value})
    except Refused:
        assume(False)
    gap = " " if value and text[entry.value.span.start - 1] == ":" else ""
    assert after.text == text[: entry.value.span.start] + gap + value + text[entry.value.span.end :]
    assert document.front_matter(after) == {**document.front_matter(before), key: value}
    assert after.content == before.content


@given(files(), names, words, st.data())
@example((({"a": ""}), ".. a: ", "\n"), "b", "", None)
def test_r3_what_goes_in_comes_out_as_it_was(file, key, value, data):
    pairs, text, end = file
    before = read(text)
    assume(key not in document.front_matter(before))
    after = data.draw(st.sampled_from([None, "", *pairs])) if data is not None else None
    there = document.edited(before, {key: Insert(value, after)})
    assert document.front_matter(there) == {**document.front_matter(before), key: value}
    assert there.content == before.content
    assert len(there.text) == len(text) + len(f".. {key}: {value}") + len(end if end in text else "\n") + _indent(before)
    assert document.edited(there, {key: REMOVE}).text == text


def _indent(found: Document) -> int:
    start = found.entries[0].name.span.start
    line = re.split(r"[\r\n]", found.text[:start])[-1]
    return len(line) - len(line.lstrip(" \t"))


@given(st.text(st.sampled_from(".: a\n\r\t<!->#é\x00\x85\u2028\ud800"), max_size=80) | st.text(max_size=40))
@example("<!--\n.. a: \n-->")
@example(".. a:\r\n\r\n")
def test_r18_nothing_raises(text):
    found = document.read_text(text, (COMMENT,), FENCES, "yaml-1.2")
    if isinstance(found, Problem):
        return
    assert 0 <= found.outer.start <= found.inner.start <= found.inner.end <= found.body.start <= found.body.end == len(text) + 0
    for entry in found.entries:
        assert text[slice(*entry.value.span)] == entry.value.text
        with contextlib.suppress(Refused):
            document.edited(found, {entry.key: "x"})


def test_spans_count_from_the_base():
    root = COMMENT.parse(".. a: b\n", 10)
    assert (root.span, root.pairs[0][0].span, root.pairs[0][1].span) == (Span(10, 18), Span(13, 14), Span(16, 17))
