"""R18, R21, S8: bytes become a document with exact spans, or a problem with its place and reason, and nothing else happens."""

from __future__ import annotations

import json
import re
import sys

import frontmatter
import pytest
from hypothesis import given
from hypothesis import strategies as st

from postctl import registry, staticconfig
from postctl.document import (
    Document,
    byte_offset,
    encoded,
    find,
    front_matter,
    line_at,
    newline,
    position,
    read,
    read_text,
    with_edits,
)
from postctl.errors import ConfigError
from postctl.model import Edit, Fences, Problem, Span
from postctl.reading import read as read_post
from postctl.site import Folder

ALL = tuple(registry.syntax(name) for name in ("yaml", "toml", "json"))
NAMES = ("yaml", "toml", "json")


def opened(data, fences=None, schema="yaml-1.1"):
    return read(data if isinstance(data, bytes) else data.encode(), ALL, fences or Fences(), schema)


def document(data, fences=None, schema="yaml-1.1"):
    found = opened(data, fences, schema)
    assert isinstance(found, Document), found
    return found


def front(data, fences=None, schema="yaml-1.1"):
    return front_matter(document(data, fences, schema))


# --- fences -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("---\na: b\n---\nText", "a: b\n", "Text"),
        ("---\na: b\n---", "a: b\n", ""),
        ("---\na: b\n...\nText", "a: b\n", "Text"),
        ("---  \t\na: b\n---\t \nText", "a: b\n", "Text"),
        ("---\r\na: b\r\n---\r\nText\r\n", "a: b\r\n", "Text\r\n"),
        ("---\ra: b\r---\rText\r", "a: b\r", "Text\r"),
        ("---\r\na: b\n---\r\r\nText", "a: b\n", "\r\nText"),
        ("\n \n\t---\na: b\n---\nText", "a: b\n", "Text"),
        ("---\n---\nText", "", "Text"),
        ("---\n---", "", ""),
        ("---\n\n---\n\nText", "\n", "\nText"),
        ("---\na: Foo --- Bar\n---\nText", "a: Foo --- Bar\n", "Text"),
        ("---\na: |\n  ---\n  x\n---\nText", "a: |\n  ---\n  x\n", "Text"),
        ("---\na: b\n---\n---\nc: d\n---\n", "a: b\n", "---\nc: d\n---\n"),
        ("+++\na = 1\n+++        \nText", "a = 1\n", "Text"),
        ("\n+++\r\na = 1\r\n+++\r\nText", "a = 1\r\n", "Text"),
        ('{"a": 1}\nText', '{"a": 1}', "Text"),
        ('{"a": 1}', '{"a": 1}', ""),
        ('{"a": "}"} Text', '{"a": "}"}', " Text"),
        ('\n\t{\r\n"a": 1\r\n} \r\nText', '{\r\n"a": 1\r\n}', "Text"),
    ],
)
@pytest.mark.parametrize("bom", [False, True])
def test_r3_spans_cut_the_text_exactly(text, source, content, bom):
    data = b"\xef\xbb\xbf" * bom + text.encode()
    found = document(data)
    assert (found.source, found.content, found.bom, found.text) == (source, content, bom, text)
    assert encoded(found) == data
    assert found.outer.start <= found.inner.start <= found.inner.end <= found.outer.end == found.body.start
    assert found.body.end == len(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "\ufeff",
            "Text\n",
            "# Title\n",
            "----\na: b\n----\n",
            "--\na: b\n--\n",
            "---\nText only,\nno end",
            "---\n\nText\n",
        ),
        *(
            "<!-- .. title: x -->\n",
            "title: x\n---\n",
            "{{< shortcode >}}\n",
            "{% include x %}",
            "{# note #}",
            "a\n---\nb: c\n---\n",
        ),
        *("++\na = 1\n++\n", "++++\na = 1\n++++\n", "---\t---\nText", "--- title\nText\n", "---js\nno fence comes again\n"),
    ],
)
def test_a_text_without_front_matter_is_all_body(text):
    found = document(text)
    assert found.syntax is None
    assert (found.content, found.entries, front_matter(found)) == (text.removeprefix("\ufeff"), (), {})
    assert encoded(found) == text.encode()


def jekyll(text):
    """Jekyll's own pattern: the source of the front matter, or nothing."""
    match = re.match(r"\A(---\s*\n.*?\n?)^((---|\.\.\.)\s*$\n?)", text, re.MULTILINE | re.DOTALL)
    return match and match[1].partition("\n")[2]


def gatsby(text):
    """What gray-matter cuts: a first line `---`, up to any line that begins so. A language counts only if data follow."""
    if not text.startswith("---") or text.startswith("----"):
        return None
    line, _, rest = text[3:].partition("\n")
    source, closed, _ = ("\n" + rest).partition("\n---")
    says_nothing = not re.sub(r"^\s*#[^\n]+", "", source, flags=re.MULTILINE).strip()
    return (source + "\n")[1:] if closed and (not line.strip() or says_nothing) else None


def hugo(text):
    """What Hugo's lexer cuts: after blank space `---` and the end of the line, up to any line that begins with it."""
    text = text.lstrip()
    if not re.match(r"---[ ]*\n", text):
        return None
    source, closed, _ = ("\n" + text.partition("\n")[2]).partition("\n---")
    return (source + "\n")[1:] if closed else None


LINES = [
    "---",
    "--- ",
    "...",
    "... ",
    "---x",
    "--- x",
    "....",
    "a: b",
    "",
    " ",
    "----",
    "Text",
    " ---",
    "  a: b",
    "# ---",
    "-",
    "--",
]


@pytest.mark.parametrize(("name", "model"), [("jekyll", jekyll), ("gatsby", gatsby), ("hugo", hugo)])
@given(
    lines=st.lists(st.sampled_from(LINES), max_size=7).map(lambda lines: ["---", *lines])
    | st.lists(st.sampled_from(LINES), max_size=6)
)
def test_fences_are_where_the_generator_sees_them(name, model, lines):
    text = "\n".join(lines) + "\n"
    generator = registry.generator(name)
    block = registry.syntax("yaml").block(text, generator.fences)
    expected = model(text)
    found = None if block is None or isinstance(block, Problem) else text[slice(*block.inner)]
    assert (found is None) == (expected is None)
    assert found is None or found.strip() == expected.strip()


# --- broken -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "offset", "reason"),
    [
        (b"\xff\xfe-\0-\0-\0\n\0", 0, "UTF-16"),
        (b"\xfe\xff\0-\0-\0-", 0, "UTF-16"),
        (b"\xff\xfe\0\0-\0\0\0", 0, "UTF-32"),
        (b"---\ntitle: caf\xe9\n---\n", 14, "0xe9 at offset 14"),
        ("---\ntitle: é".encode() + b"\xe9\n---\n", 12, "0xe9 at offset 13"),
        (b"\xef\xbb\xbf---\na: \xff\n---\n", 7, "0xff at offset 10"),
        (b"Text only, but \xc3", 15, "0xc3"),
        (b"---\na: b\0\n---\n", 8, "NUL"),
        (b"---\na: \x1b[31m\n---\n", 7, "control character"),
        ("---\né: \x1b\n---\n".encode(), 7, "control character"),
        (b"---\na: \x7f\n---\n", 7, "control character"),
        (b'---\na: "\\ud800"\n---\n', 10, "invalid Unicode character"),
        (b"---\na: b\n", 0, "never closed"),
        (b"\n\n---\na: b\n", 2, "never closed"),
        (b"+++\na = 1\n", 0, "never closed"),
        (b"---\na: b: c\n---\n", 8, "needs quotes"),
        (b"---\ndraft:true\na: b\n---\n", 9, "blank is missing"),
        (b"---\na: b\ndraft:true\n---\n", 14, "blank is missing"),
        (b"---\na: b\nno key\n---\n", 16, "no `key: value`"),
        (b"---\n\ta: b\n---\n", 4, "cannot begin"),
        (b"---\na: [b\n---\n", 10, "flow sequence"),
        (b'---\na: "b\n---\n', 10, "never closed"),
        (b"---\n- a\n---\n", 4, "a list"),
        (b"---\nonly text\n---\n", 4, "single text"),
        (b"---\n[a]: b\n---\n", 4, "a list or a mapping"),
        (b"---\na: *b\n---\n", 7, "points to nothing"),
        (b"---\na: b\n--- c\nd: e\n---\n", 9, "second YAML document"),
        (b"---\ntitle: {{ title }}\n---\n", 12, "template"),
        (b'---\ntitle: "{{ replace .Name "-" " " }}"\n---\n', 30, "template"),
        (b"---\n{% if x %}\na: b\n---\n", 5, "template"),
        (b"+++\ntitle = {{ title }}\n+++\n", 13, "template"),
        (b"---js\nconst draft = true;\n---\n", 3, "executable"),
        (b"--- JavaScript\n{}\n---\n", 4, "executable"),
        (b"---coffee\nx\n---\n", 3, "executable"),
        (b"---lisp\n(x)\n---\n", 3, "'lisp'"),
        (b"+++\na = b\n+++\n", 8, "invalid value"),
        (b"+++\na = 1\na = 2\n+++\n", 15, "overwrite"),
        (b"+++\na = 2020-02-30\n+++\n", 8, "invalid date"),
        (b"+++\na = " + b"9" * 5000 + b"\n+++\n", 4, "out of range"),
        (b'+++\na = "b\n+++\n', 10, "illegal character"),
        (b'+++\r\na = 1\r\nb = "x"\r\nc = \r\n+++\r\n', 25, "invalid value"),
        (b'{"a": 1', 7, "comma or }"),
        (b'{"a": b}', 6, "no JSON value"),
        (b"{a: 1}", 1, "key in quotes"),
        (b'{"a" 1}', 5, "colon"),
        (b'{"a": "b', 6, "never closed"),
        (b'{"a": "\\x"}', 7, "cannot stand"),
        (b'{"a": "\n"}', 7, "cannot stand"),
        (b'{"a": 1,}', 7, "comma stands before }"),
        (b'{"a": ' + b"9" * 5000 + b"}", 6, "digits"),
        (b"{\x00}", 1, "NUL"),
    ],
)
def test_r21_what_cannot_be_read_is_a_problem_with_its_place(data, offset, reason):
    found = opened(data)
    assert isinstance(found, Problem), found
    assert reason in found.reason
    assert found.offset == offset
    assert found.help


EMPTY = Folder(frozenset(), lambda _: None)
ugly = st.lists(
    st.sampled_from(
        [
            *(
                b"---",
                b"+++",
                b"{",
                b"}",
                b"...",
                b"a: b",
                b"a = 1",
                b'"a": 1',
                b"\n",
                b"\r",
                b"\r\n",
                b" ",
                b"\t",
                b",",
                b":",
                b"[",
            ),
            *(
                b"]",
                b'"',
                b"'",
                b"|",
                b">",
                b"&a ",
                b"*a",
                b"<<: ",
                b"- ",
                b"#",
                b"{{",
                b"}}",
                b"js",
                b"!!int ",
                b"!",
                b"%",
                b"@",
            ),
            *(
                b"\xef\xbb\xbf",
                b"\xff",
                b"\xc3",
                b"\0",
                b"\x1b",
                "é".encode(),
                "\u2028".encode(),
                b"\x85",
                b"\xc2\x85",
                "🎉".encode(),
            ),
            *(
                b"0b_",
                b"0x",
                b"1_",
                b"0o",
                b"1:60",
                b".inf",
                b"nan",
                b"1e999",
                b"2020-20-19",
                b"\\ud800",
                b"\\u0000",
                b'"""',
                b"'''",
                b"a.b",
            ),
        ]
    )
).map(b"".join)
fenced = st.sampled_from(
    [(b"---\n", b"\n---\n"), (b"+++\n", b"\n+++\n"), (b'{"a": ', b"}"), (b"---\na: ", b"\n---\n"), (b"+++\na = ", b"\n+++\n")]
)


@given(st.binary(max_size=60) | ugly | st.tuples(fenced, ugly).map(lambda both: both[0][0] + both[1] + both[0][1]))
def test_r18_any_bytes_are_a_document_or_a_problem_inside_the_text(data):
    for generator in registry.generators():
        found = read(data, ALL, generator.fences, generator.schema)
        if isinstance(found, Problem):
            text = data.decode(errors="replace").removeprefix("\ufeff")
            assert 0 <= found.offset <= len(text)
            assert found.reason
            line, column = position(text, found.offset)
            assert 1 <= column <= len(line_at(text, found.offset)) + 2
            assert 1 <= line <= len(text) + 1
        else:
            assert encoded(found) == data
            json.dumps(front_matter(found))
            for entry in found.entries:
                assert (
                    found.inner.start <= entry.name.span.start <= entry.name.span.end <= entry.value.span.end <= found.inner.end
                )
            read_post("posts/a.md", data, generator, generator.settings(EMPTY))


@given(st.text())
def test_r18_any_text_is_read_or_refused_too(text):
    for fence, end in (("---\n", "\n---\n"), ("+++\n", "\n+++\n"), ("", "")):
        assert isinstance(read_text(fence + text + end, ALL, Fences(), "yaml-1.2"), Document | Problem)


@pytest.mark.parametrize("name", NAMES)
def test_r18_half_a_surrogate_pair_is_a_problem(name):
    text = {"yaml": "---\na: '\ud800'\n---\n", "toml": "+++\na = '\ud800'\n+++\n", "json": '{"a": "\ud800"}'}[name]
    found = read_text(text, ALL, Fences(), "yaml-1.1")
    assert isinstance(found, Problem)
    assert "surrogate" in found.reason
    assert text[found.offset] == "\ud800"


# --- front matter is data -----------------------------------------------------------------------------------------------

EVIL = (
    "---\na: !!python/object/apply:os.system [touch evil]\n---\n",
    "---\na: !!python/name:os.system\nb: !!python/module:antigravity\n---\n",
    "---\n!!python/object/new:os.system [x]\n---\n",
    "---\na: !ruby/object:Gem::Installer {x: y}\nb: !x y\nc: !!binary aGk=\nd: !!set {x}\n---\n",
    "---js\nrequire('child_process').exec('touch evil')\n---\n",
    "---coffee\nprocess.exit 1\n---\n",
    "{{ system('touch evil') }}\n",
    '{"__proto__": {"x": 1}, "constructor": "x"}\n',
    "+++\n__import__ = 'os'\n+++\n",
)
ACTS = ("exec", "compile", "import", "subprocess.Popen", "os.", "socket.", "open", "ctypes.")
WATCHING: list[list[str]] = []


def _watch(event, _):
    if WATCHING and event.startswith(ACTS):
        WATCHING[-1].append(event)


def test_s8_front_matter_is_data_and_nothing_runs():
    for text in EVIL:  # everything is imported and compiled once, before anyone looks
        opened(text)
    sys.addaudithook(_watch)
    seen: list[str] = []
    WATCHING.append(seen)
    try:
        found = [opened(text) for text in EVIL]
    finally:
        WATCHING.pop()
    assert seen == []
    assert [isinstance(each, Problem) for each in found] == [False, False, True, False, True, True, False, False, False]
    assert front_matter(found[0]) == {"a": ["touch evil"]}
    assert front_matter(found[3]) == {"a": {"x": "y"}, "b": "y", "c": "aGk=", "d": {"x": None}}


# --- looking at a document ----------------------------------------------------------------------------------------------


def test_keys_are_found_as_written_or_folded_and_the_last_of_two_counts():
    found = document("---\nDraft: true\ntitle: a\nTITLE: b\ntitle: c\n---\n")
    assert [entry.key for entry in found.entries] == ["Draft", "title", "TITLE", "title"]
    assert front_matter(found) == {"Draft": True, "title": "c", "TITLE": "b"}
    assert front_matter(found, fold=True)["draft"] is True
    assert find(found, "draft") is None
    assert find(found, "draft", fold=True) == found.entries[0]
    assert find(found, "title") == found.entries[3]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lead", ["", "\ufeff", "\n\n", "\ufeff \r\n"])
def test_u7_spans_and_byte_offsets_count_from_the_start_of_the_file(name, lead):
    text = {
        "yaml": "---\né🎉: 日本 # x\nz: 1\n---\n",
        "toml": '+++\n"é🎉" = "日本"\nz = 1\n+++\n',
        "json": '{"é🎉": "日本", "z": 1}',
    }[name]
    found = document(lead + text)
    last = found.entries[-1]
    assert found.text[slice(*last.name.span)].strip('"') == "z"
    assert found.text[slice(*last.value.span)] == "1"
    assert found.text[slice(*found.entries[0].value.span)].strip('"') == "日本"
    data = encoded(found)
    assert data[byte_offset(found, last.value.span.start) : byte_offset(found, last.value.span.end)] == b"1"


@pytest.mark.parametrize(
    ("text", "offset", "expected", "line"),
    [
        ("", 0, (1, 1), ""),
        ("ab\ncd", 1, (1, 2), "ab"),
        ("ab\ncd", 2, (1, 3), "ab"),
        ("ab\ncd", 3, (2, 1), "cd"),
        ("ab\ncd", 5, (2, 3), "cd"),
        ("ab\r\ncd", 4, (2, 1), "cd"),
        ("ab\rcd", 3, (2, 1), "cd"),
        ("a\r\r\nb", 2, (2, 1), ""),
        ("a\r\r\nb", 4, (3, 1), "b"),
        ("a\u2028b\n", 2, (1, 3), "a\u2028b"),
        ("é\t🎉x", 3, (1, 4), "é\t🎉x"),
    ],
)
def test_u7_lines_and_columns_count_code_points_and_every_line_end(text, offset, expected, line):
    assert position(text, offset) == expected
    assert line_at(text, offset) == line


@pytest.mark.parametrize(("text", "expected"), [("---\r\na: b\n---\n", "\r\n"), ("---\ra: b\r---\r", "\r"), ("one line", "\n")])
def test_the_newline_is_the_first_there_is(text, expected):
    assert newline(document(text)) == expected


def test_edits_are_applied_last_first_and_may_not_overlap():
    found = document("---\na: 1\nb: 2\n---\n")
    first, second = (Edit(entry.value.span, "x" * 3) for entry in found.entries)
    assert with_edits(found, [first, second]) == with_edits(found, [second, first]) == "---\na: xxx\nb: xxx\n---\n"
    with pytest.raises(ValueError, match="overlap"):
        with_edits(found, [Edit(Span(4, 8), ""), Edit(Span(6, 9), "")])


# --- python-frontmatter's interface -------------------------------------------------------------------------------------

POSTS = {
    "yaml": "---\ntitle: A\ndraft: yes\ndate: 2024-01-01\n---\n\nText\n",
    "toml": '+++\ntitle = "A"\ndraft = true\ndate = 2024-01-01\n+++\n\nText\n',
    "json": '{\n  "title": "A",\n  "draft": true,\n  "date": "2024-01-01"\n}\n\nText\n',
}


@pytest.mark.parametrize("name", NAMES)
def test_a_syntax_is_a_handler_of_python_frontmatter(name):
    handler = registry.syntax(name)
    post = frontmatter.loads(POSTS[name], handler=handler)
    assert post.metadata == {"title": "A", "draft": True, "date": "2024-01-01"}
    assert post.content == "Text"
    assert [registry.syntax(each).detect(POSTS[name]) for each in NAMES] == [each == name for each in NAMES]
    again = frontmatter.loads(frontmatter.dumps(post, handler=handler), handler=handler)
    assert (again.metadata, again.content) == (post.metadata, post.content)


@pytest.mark.parametrize("name", NAMES)
def test_a_handler_leaves_a_text_without_front_matter_alone_and_names_what_is_broken(name):
    handler = registry.syntax(name)
    assert frontmatter.loads("Only text", handler=handler).content == "Only text"
    with pytest.raises(ValueError, match=r"nest|key|object"):
        handler.load("[" * 30_000)


@pytest.mark.parametrize("name", NAMES)
@given(
    data=st.dictionaries(
        st.text(max_size=8), st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.lists(st.text(max_size=4))
    )
)
def test_what_a_handler_exports_it_loads(name, data):
    handler = registry.syntax(name)
    data = {key.replace("\0", ""): "" if value is None and name == "toml" else value for key, value in data.items()}
    assert handler.load(handler.export(data)) == data


# --- static configuration -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("_config.yml", "title: A\nfuture: yes\ndate: 2024-01-01\n", {"title": "A", "future": True, "date": "2024-01-01"}),
        ("_config.yml", "\ufefftitle: A\n", {"title": "A"}),
        ("_config.yml", "", {}),
        ("mkdocs.yml", "plugins: !ENV [A, b]\nx: !!python/name:os.system\n", {"plugins": ["A", "b"], "x": None}),
        (
            "hugo.toml",
            "a = 1\n[b.c]\nd = 2020-01-01\n[[e]]\nf = 1.5\n[[e]]\n",
            {"a": 1, "b": {"c": {"d": "2020-01-01"}}, "e": [{"f": 1.5}, {}]},
        ),
        ("hugo.json", '\n {"a": [1, null]}\n', {"a": [1, None]}),
    ],
)
def test_static_configuration_is_plain_data(name, text, expected):
    assert staticconfig.load(name, text) == expected


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("_config.yml", "a: b\nc: [\n", "_config.yml:3:1: "),
        ("hugo.toml", "a = 1\nb = \n", "hugo.toml:2:5: "),
        ("config.json", '{"a": 1}\n{', "config.json:2:1: "),
        ("config.json", "[1]", "config.json:1:1: "),
        ("config.json", "", "config.json:1:1: "),
    ],
)
def test_broken_configuration_says_where(name, text, place):
    with pytest.raises(ConfigError) as error:
        staticconfig.load(name, text)
    assert error.value.message.startswith(place)
    assert error.value.hint
