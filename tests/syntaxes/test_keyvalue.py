"""`Key: value` lines: what each way to write them means, where it stands, and that an edit changes nothing else."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from postctl import document, registry
from postctl.document import REMOVE, Document, Insert
from postctl.errors import Refused
from postctl.guard import Unreadable
from postctl.model import Fences, Problem, Span
from postctl.syntaxes import TOP, Block

KEYVALUE = registry.syntax("keyvalue")


def read(text: str, *, bom: bool = False) -> Document:
    found = document.read_text(text, (KEYVALUE,), Fences(), "yaml-1.1", bom=bom)
    assert isinstance(found, Document), found
    return found


def said(text: str) -> dict[str, object]:
    return dict(document.front_matter(read(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Title: A\nDate: 2020-01-02\n\ntext", {"Title": "A", "Date": "2020-01-02"}),
        ("Title:A", {"Title": "A"}),
        ("   Title:  A  \n", {"Title": "A"}),
        ("---\nTitle: A\n---\ntext", {"Title": "A"}),
        ("---\nTitle: A\n...\ntext", {"Title": "A"}),
        ("---- x\nTitle: A\n---y\ntext", {"Title": "A"}),
        ("Title: A\ntext: no\ntext\nb: c", {"Title": "A", "text": "no"}),
        ("a: b\n    c\n\td\n", {"a": "b\nc\nd"}),
        ("a:\n    b: c\n", {"a": "\nb: c"}),
        ("a: b\n   c\n", {"a": "b"}),
        ("a: 'b'\nc: [d, e]\nf: true\ng: 1\nh: # i\n", {"a": "'b'", "c": "[d, e]", "f": "true", "g": "1", "h": "# i"}),
        ("a: b\nA: c\n", {"a": "b\nc", "A": "b\nc"}),
        ("a: b\na: c\n", {"a": "b\nc"}),
        ("a: bc\td\n", {"a": "bc   d"}),
        ("a: http://b.c/d\nhttp://e\n", {"a": "http://b.c/d", "http": "//e"}),
        ("Ti_t-1e: 日本 🎉\r\nb: c\r\n\r\ntext", {"Ti_t-1e": "日本 🎉", "b": "c"}),
        ("a: b\rc: d\r\rtext", {"a": "b", "c": "d"}),
        ("---\n---\ntext", {}),
        *(
            (text, {})
            for text in ("", "\n", "text", "# a: b", "    a: b", "\ta: b", "\na: b", "é: a", "a : b", ": b", "---\ntext", "---")
        ),
    ],
)
def test_what_a_text_says(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "inner", "body"),
    [
        ("a: b\n\ntext", "a: b\n", "text"),
        ("a: b\n \t\ntext", "a: b\n", "text"),
        ("a: b\ntext", "a: b\n", "text"),
        ("a: b", "a: b", ""),
        ("---\na: b\n...\n\ntext", "a: b\n", "\ntext"),
        ("---\n---\ntext", "", "text"),
        ("---\na: b\n\n---\n", "a: b\n", "---\n"),
    ],
)
def test_where_a_block_ends(text, inner, body):
    block = KEYVALUE.block(text, Fences())
    assert isinstance(block, Block)
    assert (text[slice(*block.inner)], text[slice(*block.body)]) == (inner, body)


@pytest.mark.parametrize("base", [0, 5])
def test_a_value_stands_where_it_is_written(base):
    source = "Title:  A b \nTags:\n  Empty: \nx: one\n    two  \n"
    padded = " " * base + source
    found = {
        name.text: (padded[slice(*name.span)], value.style, padded[slice(*value.span)])
        for name, value in KEYVALUE.parse(source, base).pairs
    }
    assert found == {
        "Title": ("Title", "plain", "A b"),
        "Tags": ("Tags", "empty", ""),
        "Empty": ("Empty", "empty", ""),
        "x": ("x", "multi", "one\n    two"),
    }


def test_what_is_no_line_of_it_is_a_problem_with_a_place():
    with pytest.raises(Unreadable) as error:
        KEYVALUE.parse("a: b\nc\n", 3)
    assert error.value.problem.offset == 8
    found = document.read_text("a: b\nc: \x02d\n", (KEYVALUE,), Fences(), "yaml-1.1")
    assert isinstance(found, Problem)
    assert found.offset == 8


@pytest.mark.parametrize(
    ("text", "changes", "expected"),
    [
        ("Status: draft\n\nx", {"Status": "published"}, "Status: published\n\nx"),
        ("Status:draft\n\nx", {"Status": "published"}, "Status:published\n\nx"),
        ("Tags:\n\nx", {"Tags": "a"}, "Tags: a\n\nx"),
        ("Tags: \n\nx", {"Tags": "a"}, "Tags: a\n\nx"),
        ("Summary: a\n    b\n\nx", {"Summary": "c"}, "Summary: c\n\nx"),
        ("Summary: a\n\t b\n\nx", {"Summary": "c\nd\ne"}, "Summary: c\n\t d\n\t e\n\nx"),
        ("a: b\r\n\r\nx", {"a": "c\nd"}, "a: c\r\n    d\r\n\r\nx"),
        ("a: b\n\nx", {"c": "d"}, "a: b\nc: d\n\nx"),
        ("a: b", {"c": "d"}, "a: b\nc: d"),
        ("a: b\r\nc: d", {"c": REMOVE}, "a: b"),
        ("a: b\nc: d\n    e\nf: g\n\n", {"c": REMOVE}, "a: b\nf: g\n\n"),
        ("---\n---\nx", {"c": "d"}, "---\nc: d\n---\nx"),
        ("Title:  A\nTags:   b\n\n", {"Status": "c"}, "Title:  A\nTags:   b\nStatus: c\n\n"),
        ("Title:    A\nTags:     b\n\n", {"Status": "c"}, "Title:    A\nTags:     b\nStatus:   c\n\n"),
        ("a: b\n    c\nd: e\n\n", {"x": Insert("y", "a")}, "a: b\n    c\nx: y\nd: e\n\n"),
        ("---\na: b\n---\n", {"x": Insert("y", TOP)}, "---\nx: y\na: b\n---\n"),
        (" a: b\n\n", {"x": Insert("", "a")}, " a: b\n x:\n\n"),
    ],
)
def test_edits(text, changes, expected):
    assert document.edited(read(text), changes).text == expected


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("a: b\na: c\n", {"a": "d"}),
        ("a: b\nA: c\n", {"A": "d"}),
        ("a: b\n", {"a": " c"}),
        ("a: b\n", {"a": "c\n\nd"}),
        ("a: b\n", {"a": ["c", "d"]}),
        ("a: b\n", {"a": True}),
        ("a: b\n", {"a": {"c": "d"}}),
        ("a: b\n", {"é": "d"}),
        ("a: b\n\nc: d", {"a": REMOVE}),
        ("text", {"a": "b"}),
    ],
)
def test_what_the_lines_cannot_hold_is_refused(text, changes):
    with pytest.raises(Refused):
        document.edited(read(text), changes)


def test_the_handler_of_python_frontmatter():
    assert KEYVALUE.detect("a: b\n\nc")
    assert KEYVALUE.split("a: b\n\nc") == ("a: b\n", "c")
    assert KEYVALUE.load("a: b\n") == {"a": "b"}
    assert KEYVALUE.export({"Title": "A", "Tags": ["b", "c"], "Authors": ["D, E"], "x": True, "y": None, "z": 1}) == (
        "Title: A\nTags: b, c\nAuthors: D, E\nx: true\ny:\nz: 1"
    )


# --- whatever it says -------------------------------------------------------------------------------------------------

keys = st.from_regex(r"[A-Za-z0-9_-]{1,8}", fullmatch=True).filter(lambda key: not key.startswith("---"))
lines = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\t\x02\x03\0"), max_size=12).map(str.strip)
full = lines.filter(bool)
values = st.one_of(
    lines,
    st.lists(full, min_size=2, max_size=3).map("\n".join),
    st.lists(full, min_size=1, max_size=2).map("\n".join).map("\n{}".format),
)
fronts = st.dictionaries(keys, values, min_size=1, max_size=5).filter(
    lambda front: len({key.lower() for key in front}) == len(front)
)
newlines = st.sampled_from(["\n", "\r\n", "\r"])
closings = st.sampled_from([("", "\n"), ("---\n", "---\n"), ("---\n", "...\n"), ("--- x\n", "\n"), ("", "--- \n"), ("", "")])
bodies = st.sampled_from(["", "text", "text\n", "\ntext\n", "a: b\n", "# h\n\nx: y\n", "---\n", "日本\n"])
gaps = st.sampled_from([": ", ":", ":   ", ":\t"])
indents = st.sampled_from(["    ", "\t", "      "])


@st.composite
def texts(draw):
    """A file as its author wrote it, and what it says."""
    front, newline, (opening, closing) = draw(fronts), draw(newlines), draw(closings)
    gap, indent = draw(gaps), draw(indents)
    block = "".join(f"{key}{gap}{value.replace(chr(10), chr(10) + indent)}\n" for key, value in front.items())
    body = draw(bodies)
    if not closing:
        body = ""
        block = block.removesuffix("\n") if draw(st.booleans()) else block
    text = (opening + block + closing + body).replace("\n", newline)
    found = document.read_text(text, (KEYVALUE,), Fences(), "yaml-1.1")
    assume(isinstance(found, Document) and dict(document.front_matter(found)) == front)
    return text, front


@given(texts(), st.booleans(), values, st.data())
def test_r3_only_the_named_bytes_change(written, bom, value, data):
    text, front = written
    before = read(text, bom=bom)
    key = data.draw(st.sampled_from(sorted(front)))
    entry = document.find(before, key)
    try:
        after = document.edited(before, {key: value})
    except Refused:
        assert any(not line for line in value.split("\n")[1:]) or front[key].startswith("\n") or value.startswith("\n")
        return
    assert dict(document.front_matter(after)) == {**front, key: value}
    head, tail = text[: entry.value.span.start], text[entry.value.span.end :]
    assert after.text.startswith(head)
    assert after.text.endswith(tail)
    assert document.encoded(after).startswith(b"\xef\xbb\xbf") is bom
    assert document.edited(after, {key: value}) == after


@given(texts(), keys, lines, st.sampled_from([None, TOP]))
def test_r3_a_key_put_in_and_taken_out_again_leaves_the_first_bytes(written, key, value, after):
    text, front = written
    assume(key.lower() not in map(str.lower, front))
    before = read(text)
    there = document.edited(before, {key: Insert(value, after)})
    assert dict(document.front_matter(there)) == {**front, key: value}
    assert document.edited(there, {key: REMOVE}).text == text


@given(texts(), st.data())
def test_r3_a_key_taken_out_leaves_all_others(written, data):
    text, front = written
    key = data.draw(st.sampled_from(sorted(front)))
    try:
        after = document.edited(read(text), {key: REMOVE})
    except Refused:
        return
    assert dict(document.front_matter(after)) == {name: value for name, value in front.items() if name != key}


hostile = st.lists(
    st.one_of(
        st.sampled_from(["a: b", "A:", "---", "...", "    c", "\t", "", ":", "\x02", "\ufeff", "\0", "é: x", "-: y"]),
        st.text(max_size=6),
    ),
    max_size=8,
).flatmap(lambda parts: st.sampled_from(["\n", "\r\n", "\r", "\n\r", "\x0b", "\u2028"]).map(lambda end: end.join(parts)))


@given(hostile)
def test_r18_any_text_is_read(text):
    found = document.read(text.encode(errors="surrogatepass"), (KEYVALUE,), Fences(), "yaml-1.1")
    if isinstance(found, Problem):
        assert 0 <= found.offset <= len(text)
        return
    assert document.encoded(found) == text.encode()
    spans = [span for name, value in found.root.pairs for span in (name.span, value.span)]
    assert spans == sorted(spans, key=lambda span: span.start)
    assert all(Span(0, 0) <= span and span.end <= found.inner.end for span in spans)
    assert isinstance(document.front_matter(found), dict)


@given(hostile, keys, values)
def test_r18_any_text_is_edited_or_refused(text, key, value):
    found = document.read(text.encode(errors="surrogatepass"), (KEYVALUE,), Fences(), "yaml-1.1")
    if isinstance(found, Problem):
        return
    for changes in ({key: value}, {key: REMOVE}, {key: Insert(value, TOP)}, {"a": "x"}, {"A": REMOVE}):
        try:
            document.edited(found, changes)
        except Refused:
            continue
