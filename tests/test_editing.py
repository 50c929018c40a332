"""R3, R4, S15: an edit changes the characters of one value, says what was meant to every reader, and can be taken back."""

from __future__ import annotations

import json
import math
import tomllib

import pytest
import tomlkit
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from postctl import registry
from postctl.document import REMOVE, Document, Insert, edited, encoded, front_matter, read
from postctl.errors import Refused
from postctl.model import Edit, Fences, Span

SYNTAXES = {name: registry.syntax(name) for name in ("yaml", "toml", "json")}
BODY = "Text\n\n---\ntitle: not this one\n---\n\n+++\n\ttabs and trailing blanks  \n\nno newline at the end"


def document(source, syntax="yaml", schema="yaml-1.1", body=BODY, bom=False, fences=None):
    """The document of a front matter source, fenced as the syntax is."""
    fence = {"yaml": "---", "toml": "+++", "json": ""}[syntax]
    end = "\r\n" if "\r\n" in source else "\r" if "\r" in source else "\n"
    text = f"{fence}{end}{source}{fence}{end}{body}" if fence else f"{source}{end}{body}"
    found = read(("\ufeff" * bom + text).encode(), (SYNTAXES[syntax],), fences or Fences(), schema)
    assert isinstance(found, Document), found
    assert found.syntax is SYNTAXES[syntax]
    return found


def after(source, changes, syntax="yaml", schema="yaml-1.1"):
    """The front matter source once `changes` are made; the rest must be as it was."""
    before = document(source, syntax, schema)
    result = edited(before, changes)
    assert result.content == before.content
    assert result.text[: result.inner.start] == before.text[: before.inner.start]
    assert result.text[result.inner.end :] == before.text[before.inner.end :]
    return result.source


def region(before, after):
    """What one contiguous replacement takes `before` to `after`: (removed, added)."""
    most = min(len(before), len(after))
    head = next((i for i in range(most) if before[i] != after[i]), most)
    tail = next((i for i in range(most - head) if before[-1 - i] != after[-1 - i]), most - head)
    return before[head : len(before) - tail], after[head : len(after) - tail]


# --- texts --------------------------------------------------------------------------------------------------------------

TRAPS = (
    *(
        "",
        " ",
        "a ",
        " a",
        "NO",
        "no",
        "y",
        "N",
        "on",
        "Off",
        "true",
        "False",
        "null",
        "~",
        "Null",
        "=",
        "<<",
        "1",
        "1.10",
        "0x1F",
    ),
    *(
        "0o17",
        "017",
        "0b1",
        "1_000",
        "1,000",
        "1e3",
        "1.5e3",
        "+1",
        "-1",
        ".5",
        "1:30",
        "190:20:30",
        ".inf",
        "-.INF",
        ".nan",
        "1_0.5",
    ),
    *("2024-01-01", "2024-1-1 1:00", "2001-12-14t21:59:43.10-05:00", "10-10-2019", "12:30:45", "1.2.3", "99" * 200),
    *("- x", "-", "--- x", "---", "...", "? x", "? ", "# x", "a #b", "a # b", "a: b", "a:", ":a", ": a", "::", "key: 'v'", "a:b"),
    *(
        "@x",
        "`x`",
        "%x",
        "!x",
        "!!int 3",
        "&a",
        "*a",
        "| x",
        ">",
        "|",
        "> x",
        "[x]",
        "{x}",
        "{{ x }}",
        "{% x %}",
        "[",
        "]",
        "{",
        "}",
    ),
    *(
        ",",
        "a, b",
        "'",
        '"',
        "'x'",
        '"x"',
        "it's",
        'say "hi"',
        "\\",
        "\\n",
        "a\\",
        '\\"',
        '"""',
        "'''",
        'a"""b',
        "ends with '",
        'x"',
    ),
    *(
        "a\nb",
        "a\n",
        "\na",
        "\n",
        "a\n\nb\n",
        "a\r\nb",
        "a\rb",
        "\t",
        "a\tb",
        "\ta",
        "a\t",
        "\x00",
        "\x1b[31m",
        "\x7f",
        "\x85",
        "a\x85b",
    ),
    *(
        "\u2028",
        "a\u2029b",
        "\ufeff",
        "\ufeffa",
        "\ufffe",
        "\uffff",
        "\u202ea",
        "é",
        "e\u0301",
        "日本",
        "🎉",
        "👩‍👩‍👧",
        "\U0010ffff",
        "\xa0",
        "a\xa0",
    ),
    *("+++", "a = 1", "[table]", "a\n+++\nb", "a\n---\nb", "title: x\n", "a\n  b: c", "x" * 2000, "{{<", "</script>", "${HOME}"),
)
texts = st.sampled_from(TRAPS) | st.text(max_size=30) | st.text("abc :#-'\"\\\n\t{}[],&*!|>%@`0123456789", max_size=20)
STYLES = {
    "yaml": (
        *(
            "title: plain",
            "title: 'single'",
            'title: "double"',
            "title:",
            "title: ~",
            "title: 2024-01-01",
            "title: 404",
            "title: yes",
        ),
        *("title: plain # comment", "title: 'it''s'   # comment", "title:  # only a comment", "title:\n  next line"),
        *("title: several\n  lines of\n\n  plain text", 'title: "several\n  lines"', "title: |\n  a\n  b", "title: >-\n  a\n  b"),
        *(
            "title: | # comment\n    deep\n     deeper",
            "title: |+\n  a\n\n",
            "title: |2-\n   a",
            "title: >+\n  a\n\n\n",
            "title: !!str 5",
        ),
        *(
            "title: [a, b]",
            "title: {a: b}",
            "title:\n- a\n- b",
            "title:\n  a: b\n  c: d",
            '"title": x',
            "? title\n: x",
            "title: !x y",
        ),
    ),
    "toml": (
        *('title = "basic"', "title = 'literal'", 'title = """multi"""', "title = '''multi'''", 'title = """\nmulti\nline"""'),
        *(
            "title = '''\nmulti\nline'''",
            "title = 2024-01-01",
            "title = 2024-01-01T10:00:00Z",
            "title = 1",
            "title = true # comment",
        ),
        *('title = ["a", "b"]', "title = {a = 1}", 'title="tight"', '"title" = "quoted" # comment', "title\t=\t'tabs'"),
    ),
    "json": ('"title": "text"', '"title": 1', '"title": null', '"title":["a"]', '"title" : {"a": 1}', '"title": "\\u00e9"'),
}


def posts(syntax):
    """Front matters of a syntax in which `title` is written in every style, among neighbours."""
    sources = {
        "yaml": (
            "{}\n",
            "# first\nlayout: post\n{}\n# then\ndate: 2024-05-06 # day\ntags: [a, b]\n",
            "a: 1\n{}\n",
            "{}\nz:\n  - 1\n  - 2\n",
        ),
        "toml": ("{}\n", '# first\nlayout = "post"\n{}\n# then\ndate = 2024-05-06 # day\n\n[extra]\na = 1\n'),
        "json": ("{{{}}}", '{{\n\t"layout": "post",\n\t{},\n\t"tags": ["a", "b"]\n}}', '{{ "a": 1, {} }}'),
    }[syntax]
    return st.tuples(st.sampled_from(sources), st.sampled_from(STYLES[syntax])).map(lambda both: both[0].format(both[1]))


def independent(source, syntax):
    """The value of `title` as a reader that is not ours sees it."""
    if syntax == "json":
        return json.loads(source)["title"]
    if syntax == "toml":
        assert "title" in tomllib.loads(source)
        item = tomlkit.parse(source)["title"]
        return str(item) if isinstance(item, str) else item.as_string()  # a date as it is written
    return yaml.load(source, Loader=yaml.BaseLoader)["title"]


class Typed(yaml.SafeLoader):
    """PyYAML's own types; unknown tags are dropped."""


Typed.add_constructor(None, lambda loader, node: loader.construct_scalar(node))


@pytest.mark.parametrize("schema", ["yaml-1.1", "yaml-1.2"])
@pytest.mark.parametrize("syntax", SYNTAXES)
@given(data=st.data(), text=texts)
def test_s15_any_text_is_read_back_as_it_was_meant(syntax, schema, data, text):
    source = data.draw(posts(syntax))
    before = document(source, syntax, schema)
    result = edited(before, {"title": text})
    assert front_matter(result) == {**front_matter(before), "title": text}
    assert read(encoded(result), (SYNTAXES[syntax],), Fences(), schema) == result
    assert independent(result.source, syntax) == text
    if syntax == "yaml" and "title: 2024" not in source and "title: yes" not in source:  # else as bare as before, on purpose
        assert yaml.load(result.source, Loader=Typed)["title"] == text


# --- where it changes ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("syntax", SYNTAXES)
@given(data=st.data(), text=texts, newline=st.sampled_from(["\n", "\r\n"]), bom=st.booleans())
def test_r3_only_the_characters_of_the_value_change(syntax, data, text, newline, bom):
    source = data.draw(posts(syntax)).replace("\n", newline)
    before = document(source, syntax, bom=bom)
    result = edited(before, {"title": text})
    old = next(entry for entry in before.entries if entry.key == "title")
    behind = before.text[old.value.span.end :]
    assert result.text[: old.name.span.end] == before.text[: old.name.span.end]
    assert result.text.endswith(behind.lstrip("\r\n") if old.value.kind != "scalar" else behind)
    assert result.bom == bom
    assert result.content == BODY
    assert encoded(result)[: 3 * bom] == b"\xef\xbb\xbf"[: 3 * bom]


@pytest.mark.parametrize(
    ("syntax", "source", "value", "expected"),
    [
        ("yaml", "a: b\n", "c", "a: c\n"),
        ("yaml", "a: 'b'   # why\n", "it's", "a: 'it''s'   # why\n"),
        ("yaml", 'a:   "b"\n', 'say "c"', 'a:   "say \\"c\\""\n'),
        ("yaml", "a: b # why\n", "c: d", 'a: "c: d" # why\n'),
        ("yaml", "a:\n", "c", "a: c\n"),
        ("yaml", "a:   # why\n", "c", "a: c   # why\n"),
        ("yaml", "a: ''\n", "c", "a: 'c'\n"),
        ("yaml", "a: ~\n", "c", "a: c\n"),
        ("yaml", "a: True # why\n", False, "a: False # why\n"),
        ("yaml", "a: YES\n", False, "a: NO\n"),
        ("yaml", "a: off\n", True, "a: on\n"),
        ("yaml", "a: 'true'\n", False, "a: false\n"),
        ("yaml", "a: 1\n", 2.5, "a: 2.5\n"),
        ("yaml", "a: 1\n", 1e16, "a: 1.0e+16\n"),
        ("yaml", "a: 1\n", math.inf, "a: .inf\n"),
        ("yaml", "a: 1\n", None, "a: null\n"),
        ("yaml", "a: 2024-01-01\n", "2025-02-03", "a: 2025-02-03\n"),
        ("yaml", 'a: "2024-01-01"\n', "2025-02-03", 'a: "2025-02-03"\n'),
        ("yaml", "a: 10-10-2019\n", "11-10-2019", "a: 11-10-2019\n"),
        ("yaml", "a: text\n", "2025-02-03", 'a: "2025-02-03"\n'),
        ("yaml", "a: 404\n", "405", 'a: "405"\n'),
        ("yaml", "a: one\n  two\n\n  three # why\nb: c\n", "d", "a: d # why\nb: c\n"),
        ("yaml", "a:\n  deep\nb: c\n", "d", "a:\n  d\nb: c\n"),
        ("yaml", "a: | # why\n    b\n\n     c\nd: e\n", "x\n y\n", "a: | # why\n    x\n     y\nd: e\n"),
        ("yaml", "a: |\n  b\nd: e\n", "x\n\ny", "a: |-\n  x\n\n  y\nd: e\n"),
        ("yaml", "a: >-\n  b\n  c\nd: e\n", "one\ntwo", "a: >-\n  one\n\n  two\nd: e\n"),
        ("yaml", "a: |\n  b\nd: e\n", " x", 'a: " x"\nd: e\n'),
        ("yaml", "a: |+\n  b\n\n\nd: e\n", "x", "a: |-\n  x\nd: e\n"),
        ("yaml", "a: |+\n  b\n\n\nd: e\n", "x\n\n\n", "a: |+\n  x\n\n\nd: e\n"),
        ("yaml", "a:\n- b\n- c\nd: e\n", "x", "a: x\nd: e\n"),
        ("yaml", "a: # why\n  b: c\n  d: e\nf: g\n", True, "a: true # why\nf: g\n"),
        ("yaml", "a: [b, c] # why\n", "x", "a: x # why\n"),
        ("yaml", "a: {b: c} # why\n", ["x"], "a: [x] # why\n"),
        ("yaml", "{a: b, c: d}\n", "x", "{a: x, c: d}\n"),
        ("yaml", "{a: b, c: d}\n", "x, y", '{a: "x, y", c: d}\n'),
        ("yaml", "? a\n: b\nc: d\n", "x", "? a\n: x\nc: d\n"),
        ("yaml", "  a: b\n  c: d\n", "x", "  a: x\n  c: d\n"),
        ("yaml", "a: b\rc: d\r", "x", "a: x\rc: d\r"),
        ("toml", 'a = "b" # why\n', "it's", 'a = "it\'s" # why\n'),
        ("toml", "a = 'b' # why\n", "c", "a = 'c' # why\n"),
        ("toml", "a = 'b'\n", "it's", 'a = "it\'s"\n'),
        ("toml", "a = true # why\n", False, "a = false # why\n"),
        ("toml", "a = 2024-01-01 # why\n", "2025-02-03", "a = 2025-02-03 # why\n"),
        ("toml", "a = 2024-01-01\n", "2025-02-03T04:05:06+01:00", "a = 2025-02-03T04:05:06+01:00\n"),
        ("toml", "a = 2024-01-01\n", "some day", 'a = "some day"\n'),
        ("toml", "a = 2024-01-01\n", "2025-02-03\nb = 1", 'a = "2025-02-03\\nb = 1"\n'),
        ("toml", 'a = """\nb\nc"""\n', "x\n'y'", 'a = """\nx\n\'y\'"""\n'),
        ("toml", 'a = """\nb\nc"""\n', 'x\n"""y"', 'a = """\nx\n\\"""y\\""""\n'),
        ("toml", "a = '''b'''\n", "x\ny", "a = '''x\ny'''\n"),
        ("toml", 'a = """\r\nb\r\nc"""\r\n', "x\ny", 'a = """\r\nx\r\ny"""\r\n'),
        ("toml", "a = 1\n", {"b c": ["x", True]}, 'a = {"b c" = ["x", true]}\n'),
        ("json", '{\n\t"a": "b",\n\t"c": 1\n}', 'x"y', '{\n\t"a": "x\\"y",\n\t"c": 1\n}'),
        ("json", '{"a":"\\u00e9"}', "ü", '{"a":"\\u00fc"}'),
        ("json", '{"a":"é"}', "ü", '{"a":"ü"}'),
        ("json", '{"a": false}', True, '{"a": true}'),
        ("json", '{"a": 1}', "\ud800", '{"a": "\\ud800"}'),
        ("json", '{"a": {"b": [1]}}', [1, {"b": None}], '{"a": [1, {"b": null}]}'),
    ],
)
def test_r3_a_value_is_written_in_the_style_it_had(syntax, source, value, expected):
    assert after(source, {"a": value}, syntax) == expected


def test_r3_a_plain_no_stays_plain_where_the_generator_reads_text():
    assert after("a: yes\n", {"a": "no"}, schema="yaml-1.2") == "a: no\n"
    assert after("a: yes\n", {"a": "no"}, schema="yaml-1.1") == 'a: "no"\n'


words = st.text("abcdefghij", min_size=1, max_size=12).filter(lambda word: word not in ("b", "a") and not word[0].isdigit())
KINDS = {
    "yaml": (
        *(
            "a: {}\n",
            "a: '{}' # why\n",
            'a: "{}"\n',
            "a:\n  {}\n",
            "z: 1\na: {}   # why\nb:\n- c\n",
            "a: |\n   {}\n",
            "a: >-\n  {}\n",
        ),
        *("{{x: y, a: {}}}\n", "a: | # why\n  {}\n\n\nb: c\n", "a   : {}\nbcd : e\n", "? a\n: {}\n", '"a": {}\r\nb: c\r\n'),
    ),
    "toml": ('a = "{}"\n', "a = '{}' # why\n", 'a = """{}"""\n', "a = '''\n{}'''\n", 'b = 1\r\na="{}"\r\n[c]\r\n'),
    "json": ('{{"a": "{}"}}', '{{\n\t"x": 1,\n\t"a" : "{}"\n}}'),
}


@pytest.mark.parametrize("syntax", SYNTAXES)
@given(data=st.data(), old=words, new=words)
def test_r3_set_and_set_back_gives_the_first_bytes(syntax, data, old, new):
    assume({old, new}.isdisjoint({"y", "n"}))
    before = document(data.draw(st.sampled_from(KINDS[syntax])).format(old), syntax)
    value = front_matter(before)["a"]
    other = new + value.removeprefix(old)  # with or without the final line break of a block scalar, as the old one
    there = edited(before, {"a": other})
    assert front_matter(there)["a"] == other
    assert encoded(edited(there, {"a": value})) == encoded(before)
    assert encoded(edited(before, {"a": value})) == encoded(before)


@pytest.mark.parametrize("word", ["true", "False", "YES", "No", "on", "OFF"])
def test_r3_a_boolean_there_and_back_keeps_its_word_and_case(word):
    before = document(f"draft: {word} # why\n")
    value = front_matter(before)["draft"]
    assert edited(edited(before, {"draft": not value}), {"draft": value}).text == before.text


# --- keys come and go ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("syntax", "source", "insert", "expected"),
    [
        ("yaml", "a: b\nc: d\n", {"x": "w"}, "a: b\nc: d\nx: w\n"),
        ("yaml", "a: b\nc: d\n", {"x": Insert("w", "a")}, "a: b\nx: w\nc: d\n"),
        ("yaml", "# top\na: b\nc: d\n", {"x": Insert("'w'", "")}, "# top\nx: 'w'\na: b\nc: d\n"),
        ("yaml", "", {"x": "w"}, "x: w\n"),
        ("yaml", "# only a comment\n", {"x": "w"}, "# only a comment\nx: w\n"),
        ("yaml", "a: b\r\n", {"x": "w"}, "a: b\r\nx: w\r\n"),
        ("yaml", "a: b\r", {"x": "w"}, "a: b\rx: w\r"),
        ("yaml", "  a: b\n  c: d\n", {"x": "w"}, "  a: b\n  c: d\n  x: w\n"),
        ("yaml", "a:      b\nccc:    d\n", {"x": "w"}, "a:      b\nccc:    d\nx:      w\n"),
        ("yaml", "a   : b\nccc : d\n", {"x": "w"}, "a   : b\nccc : d\nx:    w\n"),
        ("yaml", "a: |\n  text\n\n\n", {"x": "w"}, "a: |\n  text\nx: w\n\n\n"),
        ("yaml", "tags:\n- a\n- b # last\n", {"x": "w"}, "tags:\n- a\n- b # last\nx: w\n"),
        ("yaml", "tags:\n- a\n", {"x": Insert("w", "tags")}, "tags:\n- a\nx: w\n"),
        ("yaml", "a: one\n  two\nb: c\n", {"x": Insert("w", "a")}, "a: one\n  two\nx: w\nb: c\n"),
        ("yaml", "a: b\n", {"x": None}, "a: b\nx: null\n"),
        ("yaml", "a: b\n", {"x": Insert("")}, "a: b\nx:\n"),
        ("yaml", "a: b\n", {"x": ["1", "two"]}, 'a: b\nx: ["1", two]\n'),
        ("yaml", "a: b\n", {"date created": "w", "true": "z"}, 'a: b\ndate created: w\n"true": z\n'),
        ("yaml", "a: b\n", {"x: y": "z"}, 'a: b\n"x: y": z\n'),
        ("toml", 'a = "b"\n', {"x": "w"}, 'a = "b"\nx = "w"\n'),
        ("toml", "", {"x": True}, "x = true\n"),
        ("toml", "# why\n[extra]\na = 1\n", {"x": 1}, "x = 1\n# why\n[extra]\na = 1\n"),
        ("toml", "a = 1\n\n[extra]\nb = 2\n", {"x": 1}, "a = 1\nx = 1\n\n[extra]\nb = 2\n"),
        ("toml", "a = 1 # why\r\nb = 2\r\n", {"x": Insert("3", "a")}, "a = 1 # why\r\nx = 3\r\nb = 2\r\n"),
        ("toml", "a = [\n  1,\n]\n", {"x": 1}, "a = [\n  1,\n]\nx = 1\n"),
        ("toml", "a    = 1\nbcd  = 2\n", {"x": 1}, "a    = 1\nbcd  = 2\nx    = 1\n"),
        ("toml", "a=1\n", {"x y": 1}, 'a=1\n"x y" = 1\n'),
        ("json", "{}", {"x": 1}, '{"x": 1}'),
        ("json", '{"a": 1}', {"x": 2}, '{"a": 1, "x": 2}'),
        ("json", '{\n\t"a": 1,\n\t"b": 2\n}', {"x": 3}, '{\n\t"a": 1,\n\t"b": 2,\n\t"x": 3\n}'),
        ("json", '{\n  "a":1,\n  "b":2\n}', {"x": Insert("3", "")}, '{\n  "x":3,\n  "a":1,\n  "b":2\n}'),
        ("json", '{\n  "a": 1,\n  "b": 2\n}', {"x": Insert("3", "a")}, '{\n  "a": 1,\n  "x": 3,\n  "b": 2\n}'),
    ],
)
def test_r3_a_new_key_stands_as_its_neighbours_do(syntax, source, insert, expected):
    assert after(source, insert, syntax) == expected


@pytest.mark.parametrize("syntax", SYNTAXES)
@given(
    data=st.data(), text=texts, key=st.sampled_from(["new", "date created", "a:b", "é", "404", "no", '"', "'", "#", "a.b", "[x]"])
)
def test_r3_a_new_key_removed_again_leaves_the_first_bytes(syntax, data, text, key):
    before = document(data.draw(posts(syntax)), syntax)
    there = edited(before, {key: text})
    assert front_matter(there) == {**front_matter(before), key: text}
    assert encoded(edited(there, {key: REMOVE})) == encoded(before)


@pytest.mark.parametrize(
    ("syntax", "source", "expected"),
    [
        ("yaml", "a: b\n", ""),
        ("yaml", "# why\na: b # c\nd: e\n", "# why\nd: e\n"),
        ("yaml", "d: e\na:\n- b\n- c\nf: g\n", "d: e\nf: g\n"),
        ("yaml", "d: e\na: |\n  b\n\n  c\nf: g\n", "d: e\nf: g\n"),
        ("yaml", "a: [b,\n  c]\nf: g\n", "f: g\n"),
        ("yaml", "? a\n: b\nf: g\n", "f: g\n"),
        ("yaml", "a:\nf: g\n", "f: g\n"),
        ("yaml", "d: e\ra: b\rf: g\r", "d: e\rf: g\r"),
        ("toml", 'a = """\nb\n"""\nc = 1\n', "c = 1\n"),
        ("toml", "c = 1\na = [\n 1, # one\n] # why\n[d]\n", "c = 1\n[d]\n"),
        ("json", '{"a": 1}', "{}"),
        ("json", '{"a": 1, "b": 2}', '{"b": 2}'),
        ("json", '{\n "b": 2,\n "a": 1\n}', '{\n "b": 2\n}'),
    ],
)
def test_r3_a_removed_key_takes_its_lines_and_nothing_else(syntax, source, expected):
    assert after(source, {"a": REMOVE}, syntax) == expected


def test_removing_what_is_not_there_changes_nothing():
    before = document("a: b\n")
    assert edited(before, {"x": REMOVE}) is before


# --- lists --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("syntax", "source", "value", "expected"),
    [
        ("yaml", "t: [a, b] # why\n", ["a", "b", "c"], "t: [a, b, c] # why\n"),
        ("yaml", "t: [a,b]\n", ["z", "a", "b"], "t: [z,a,b]\n"),
        ("yaml", "t: [ a, b ]\n", ["b"], "t: [ b ]\n"),
        ("yaml", "t: [a, 'b', c]\n", ["a", "x", "c"], "t: [a, 'x', c]\n"),
        ("yaml", "t: [a, b, c]\n", ["a", "c"], "t: [a, c]\n"),
        ("yaml", "t: [a]\n", [], "t: []\n"),
        ("yaml", "t: [a,]\n", [], "t: []\n"),
        ("yaml", "t: []\n", ["x: y", "1"], 't: ["x: y", "1"]\n'),
        ("yaml", "t:\n", ["a", "b"], "t: [a, b]\n"),
        ("yaml", "t: [\n  a, # one\n  b  # two\n]\n", ["a", "b", "c"], "t: [\n  a, # one\n  b,\n  c  # two\n]\n"),
        ("yaml", "t: [\n  a, # one\n  b, # two\n]\n", ["x", "w"], "t: [\n  x, # one\n  w, # two\n]\n"),
        ("yaml", "t:\n- a\n- b\n", ["a", "b", "c"], "t:\n- a\n- b\n- c\n"),
        ("yaml", "t:\n  - a\n  -   b\nz: 1\n", ["a"], "t:\n  - a\nz: 1\n"),
        ("yaml", "t:\n  -   a\n  -   b\n", ["x", "a", "b"], "t:\n  -   x\n  -   a\n  -   b\n"),
        (
            "yaml",
            "t: # why\n  - a # one\n  # between\n  - b # two\n",
            ["x", "w"],
            "t: # why\n  - x # one\n  # between\n  - w # two\n",
        ),
        ("yaml", "t: # why\n  - a\n  - b\n", [], "t: [] # why\n"),
        ("yaml", "t:\n- 'a'\n- 'b'\n", ["a", "b", "c"], "t:\n- 'a'\n- 'b'\n- 'c'\n"),
        ("yaml", "t:\r\n- a\r\nz: 1\r\n", ["a", "b"], "t:\r\n- a\r\n- b\r\nz: 1\r\n"),
        ("yaml", "t:\n-\n- b\n", ["a", "b"], "t:\n- a\n- b\n"),
        ("yaml", "t:\n- a\n-\n", ["a", None, "b"], "t:\n- a\n-\n- b\n"),
        ("yaml", "t:\n- a: 1\n  b: 2\n- c: 3\n", [{"c": 3}], "t:\n- c: 3\n"),
        ("yaml", "t:\n- c: 3\n", [{"c": 3}, {"d": "4"}], 't:\n- c: 3\n- {d: "4"}\n'),
        ("yaml", "t:\n- - a\n  - b\n- - c\n", [["a", "b"], ["c"], ["d"]], "t:\n- - a\n  - b\n- - c\n- [d]\n"),
        ("yaml", "t:\n- one\n  two\n- |\n  x\n- z\n", ["one two", "z"], "t:\n- one\n  two\n- z\n"),
        ("yaml", "{t: [a]}\n", ["a", "b"], "{t: [a, b]}\n"),
        ("toml", 't = ["a", "b"] # why\n', ["a", "b", "c"], 't = ["a", "b", "c"] # why\n'),
        ("toml", "t = [\n  'a', # one\n]\n", ["x"], "t = [\n  'x', # one\n]\n"),
        ("toml", "t = [\n  'a', # one\n  'b',\n]\n", ["a", "b", "c"], "t = [\n  'a', # one\n  'b',\n  'c',\n]\n"),
        ("toml", "t = [1, 2]\n", [2], "t = [2]\n"),
        ("toml", "t = []\n", ["a"], 't = ["a"]\n'),
        ("json", '{"t": ["a","b"]}', ["a", "c", "b"], '{"t": ["a","c","b"]}'),
        ("json", '{\n\t"t": [\n\t\t"a",\n\t\t"b"\n\t]\n}', ["a", "b", "c"], '{\n\t"t": [\n\t\t"a",\n\t\t"b",\n\t\t"c"\n\t]\n}'),
        ("json", '{"t": []}', ["a"], '{"t": ["a"]}'),
    ],
)
def test_r3_a_list_changes_where_it_differs(syntax, source, value, expected):
    assert after(source, {"t": value}, syntax) == expected


LISTS = {
    "yaml": (
        *(
            "t: {flow}\n",
            "a: 1\nt: {flow} # why\nz: 2\n",
            "t:\n{block}",
            "a: 1\nt: # why\n{block}# then\nz: 2\n",
            "t:\n{deep}z: 1\n",
        ),
        *("{{a: 1, t: {flow}}}\n", "t:\n{tight}\n"),
    ),
    "toml": ("t = {flow} # why\n[z]\n",),
    "json": ('{{"a": 1, "t": {flow}}}',),
}


def listed(pattern, items):
    """A front matter in which `t` is the list `items` of JSON strings."""
    quoted = [json.dumps(item) for item in items]
    return pattern.format(
        flow=f"[{', '.join(quoted)}]",
        block="".join(f"- {item}\n" for item in quoted) or "  []\n",
        deep="".join(f"  -   {item} # {number}\n" for number, item in enumerate(quoted)) or "  []\n",
        tight="\n\n".join(f" - {item}" for item in quoted) or "  []",
    )


@pytest.mark.parametrize("syntax", SYNTAXES)
@given(data=st.data(), old=st.lists(st.sampled_from("abc"), max_size=5), new=st.lists(st.sampled_from("abcdé-#, "), max_size=5))
def test_r3_any_list_becomes_any_other(syntax, data, old, new):
    before = document(listed(data.draw(st.sampled_from(LISTS[syntax])), old), syntax)
    result = edited(before, {"t": new})
    entry = next(entry for entry in before.entries if entry.key == "t")
    removed, added = region(before.text, result.text)
    assert front_matter(result) == {**front_matter(before), "t": new}
    assert result.text[: entry.name.span.end] == before.text[: entry.name.span.end]
    assert (removed, added) == ("", "") or old != new
    if old and new:
        assert front_matter(edited(result, {"t": old})) == front_matter(before)


@pytest.mark.parametrize("syntax", SYNTAXES)
@given(
    data=st.data(),
    old=st.lists(st.sampled_from("abc"), min_size=2, max_size=5),
    new=st.lists(st.sampled_from("wxyz"), max_size=3),
)
def test_r3_items_added_and_taken_away_again_leave_the_first_bytes(syntax, data, old, new):
    pattern = data.draw(st.sampled_from([each for each in LISTS[syntax] if "tight" not in each]))
    before = document(listed(pattern, old), syntax)
    at = data.draw(st.integers(0, len(old)))
    there = edited(before, {"t": [*old[:at], *new, *old[at:]]})
    assert edited(there, {"t": old}).text == before.text


# --- refused ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("syntax", "source", "changes", "reason"),
    [
        ("yaml", "a: 1\nb: 2\na: 3\n", {"a": 4}, "twice"),
        ("yaml", "a: 1\nb: 2\na: 3\n", {"a": REMOVE}, "twice"),
        ("yaml", "a: &x 1\nb: *x\n", {"a": 2}, "anchor"),
        ("yaml", "a: &x 1\nb: *x\n", {"b": 2}, "anchor"),
        ("yaml", "a: &x 1\nb: *x\n", {"a": REMOVE}, "unreadable"),
        ("yaml", "a: &x [1]\nb: *x\n", {"b": [1, 2]}, "anchor"),
        ("yaml", "a: [&x b, c]\nd: *x\n", {"a": ["c"]}, "unreadable"),
        ("yaml", "{a: b}\n", {"c": 1}, "{...}"),
        ("yaml", "{a: b}\n", {"a": REMOVE}, "{...}"),
        ("yaml", "a: b\n", {"c": Insert("1\nd: 2")}, "more than that key"),
        ("yaml", "a: b\n", {"c": Insert("[")}, "unreadable"),
        ("yaml", "a: b\n", {"c": Insert("1\n---\nd: 2")}, "around"),
        ("yaml", "a: b\n", {"a": Insert("1")}, "already"),
        ("yaml", "a: b\n", {"a": "\ud800"}, "unreadable"),
        ("yaml", "a: b\n", {"c": Insert("\ud800")}, "unreadable"),
        ("yaml", "a: b\n", {"c": Insert("\0")}, "unreadable"),
        ("yaml", "a: b\n", {"c": "x" * 70_000}, "64 KiB"),
        ("toml", "a = 1\n", {"a": {"b": None}}, "null"),
        ("toml", "a = 1\n", {"a": None}, "null"),
        ("toml", "[a]\nb = 1\n", {"a": 1}, "table"),
        ("toml", "[[a]]\nb = 1\n[[a]]\nb = 2\n", {"a": REMOVE}, "twice"),
        ("toml", "a.b = 1\n", {"a": {"b": 2}}, "more than that key"),
        ("toml", "a = 1\n", {"c": Insert("2\nd = 3")}, "more than that key"),
        ("toml", "a = 1\n", {"c": "\ud800"}, "unreadable"),
        ("json", '{"a": 1, "a": 2}', {"a": 3}, "twice"),
        ("json", '{"a": 1}', {"c": Insert('2, "d": 3')}, "more than that key"),
        ("json", '{"a": 1}', {"c": Insert("2}")}, "around"),
        ("json", '{"a": 1}', {"c": math.nan}, "unreadable"),
    ],
)
def test_r4_what_cannot_be_exact_is_refused_with_the_reason(syntax, source, changes, reason):
    before = document(source, syntax)
    bytes_before = encoded(before)
    with pytest.raises(Refused) as refused:
        edited(before, changes)
    assert reason in refused.value.message
    assert refused.value.hint
    assert encoded(before) == bytes_before


def test_r4_a_file_without_front_matter_is_refused():
    found = read(b"only text\n", tuple(SYNTAXES.values()), Fences(), "yaml-1.1")
    assert isinstance(found, Document)
    with pytest.raises(Refused, match="no front matter"):
        edited(found, {"a": 1})


@pytest.mark.parametrize("shift", [(0, 1), (1, 0), (0, 9), (0, -1), (-4, 0), (-30, 30)])
@pytest.mark.parametrize("syntax", SYNTAXES)
def test_r4_a_wrong_splice_is_noticed_and_nothing_comes_of_it(syntax, shift, monkeypatch):
    source = {"yaml": "z: 1\na: text\nb: 2\n", "toml": 'z = 1\na = "text"\nb = 2\n', "json": '{"z": 1, "a": "text", "b": 2}'}[
        syntax
    ]
    before = document(source, syntax)
    right = type(before.syntax).replacement

    def wrong(self, *words):
        edit = right(self, *words)
        return Edit(Span(max(edit.span.start + shift[0], 0), edit.span.end + shift[1]), edit.text)

    monkeypatch.setattr(type(before.syntax), "replacement", wrong)
    with pytest.raises(Refused):
        edited(before, {"a": "other words"})


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (True, "1"),
        (True, "'true'"),
        (1, "1.0"),
        (1, "true"),
        (1.0, "1"),
        ("1", "1"),
        (None, "''"),
        (["1"], "[1]"),
        ({"a": "1"}, "{a: 1}"),
    ],
)
def test_r4_a_value_of_another_kind_is_not_taken_for_the_same(value, written, monkeypatch):
    before = document("a: b\n")
    monkeypatch.setattr(type(before.syntax), "replacement", lambda *_: Edit(before.entries[0].value.span, written))
    with pytest.raises(Refused, match="more than that key"):
        edited(before, {"a": value})


@pytest.mark.parametrize("syntax", SYNTAXES)
@given(data=st.data())
def test_r6_a_value_set_to_itself_changes_nothing(syntax, data):
    before = document(data.draw(posts(syntax)), syntax)
    assert edited(before, front_matter(before)) is before


def test_several_changes_are_made_in_order_and_all_or_none():
    before = document("a: 1\nb: 2\n")
    assert edited(before, {"a": 2, "c": 3, "b": REMOVE}).source == "a: 2\nc: 3\n"
    with pytest.raises(Refused):
        edited(before, {"a": 2, "c": Insert("[")})
    assert before.source == "a: 1\nb: 2\n"
