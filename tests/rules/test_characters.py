"""Rules about characters, at their edges: exact places, and what a fix leaves behind."""

from __future__ import annotations

import time

import pytest
from sites import site_of

from postctl import linting, registry

BY_CODE = {rule.code: rule for rule in registry.rules()}
P5 = tuple(rule for rule in registry.rules() if rule.code.startswith("P5"))


def found(code, files, generator="plain"):
    return linting.check(site_of(files, generator), (BY_CODE[code],))


def fixed(files, path, finding):
    """The text of a file after the fix of a finding."""
    text = files[path]
    data = text if isinstance(text, bytes) else text.encode()
    for start, end, new in sorted(finding.fix_offsets, reverse=True):
        data = data[:start] + new.encode() + data[end:]
    return data.decode()


@pytest.mark.parametrize("lead", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("code", "line", "marked", "safe", "after"),
    [
        ("P502", "description: \U0001f600 In\\u0007 short", None, None, None),
        ("P503", "title: \U0001f600 p\u0430yp\u0430l", "p\u0430yp\u0430l", False, "title: \U0001f600 paypal"),
        ("P504", "title: \U0001f600 e\u0301te\u0301", "e\u0301", True, "title: \U0001f600 \u00e9t\u00e9"),
        ("P504", "slug: e\u0301", "e\u0301", False, "slug: \u00e9"),
        ("P505", "title: \U0001f600 \u00c3\u00a9t\u00c3\u00a9", "\u00c3\u00a9", False, "title: \U0001f600 \u00e9t\u00e9"),
        ("P506", "slug: \u201cit\u2019s\u201d", "\u201cit\u2019s\u201d", False, 'slug: "it\u2019s"'),
        ("P506", 'layout: \u201ca "b" c\u201d', '\u201ca "b" c\u201d', False, "layout: 'a \"b\" c'"),
        ("P507", "title: \U0001f600 A\u00a0", "\u00a0", True, "title: \U0001f600 A"),
        ("P507", "\u00a0draft: x", "\u00a0", False, "draft: x"),
        ("P507", "tags: [new\u00a0york]", "\u00a0", False, "tags: [new york]"),
    ],
)
def test_a_finding_marks_the_characters_and_its_fix_mends_them_and_nothing_else(lead, newline, code, line, marked, safe, after):
    text = lead + newline.join(["---", "# \u20ac", "x: \U0001f600", line, "---", "Text.", ""])
    diagnostics = found(code, {"a.md": text})
    if marked is None:
        assert diagnostics == (), "in plain YAML that is six letters"
        return
    (finding,) = diagnostics
    assert (finding.line, finding.end_line) == (4, 4)
    assert finding.excerpt[finding.column - 1 : finding.end_column - 1] == marked
    assert finding.fix.safe is safe
    assert fixed({"a.md": text}, "a.md", finding) == text.replace(line, after)


@pytest.mark.parametrize(
    ("body", "after", "safe"),
    [
        ("A\x08 walk\x08.", "A walk.", True),
        ("one\x0btwo \x0bthree", "one two three", True),
        ("one\x0c\n", "one\n", True),
        ("It\x92s \x93so\x94", "It\u2019s \x93so\x94", False),
        ("`\x1b[31m`", "`[31m`", False),
        ("`\x1b[31m` and \x1b", "`[31m` and ", False),
    ],
)
def test_a_control_character_goes_and_words_stay_apart(body, after, safe):
    files = {"a.md": f"---\ntitle: A\n---\n{body}\n"}
    finding = found("P502", files)[0]
    assert finding.fix.safe is safe
    assert fixed(files, "a.md", finding) == f"---\ntitle: A\n---\n{after}\n"


def test_a_control_character_of_a_title_is_told_once():
    site = site_of({"a.md": '---\ntitle: "A\\x07b"\n---\nText.\n'})
    assert [each.code for each in linting.check(site, P5)] == ["P502"]


@pytest.mark.parametrize(
    "word",
    [
        *(
            "PHP\u0448\u043d\u0438\u043a",
            "IT-\u043a\u043e\u043c\u043f\u0430\u043d\u0438\u044f",
            "\u03bcTorrent",
            "k\u03a9",
            "TNF\u03b1",
        ),
        *(
            "\u0394t",
            "\u03bb-calculus",
            "\u041c\u043e\u0441\u043a\u0432\u0430",
            "\u0397\u03bb\u03b9\u03bf\u03c2",
            "3D-\u043c\u043e\u0434\u0435\u043b\u044c",
        ),
        *("na\u00efve", "\u00d8re", "\u0141\u00f3d\u017a", "\u65e5\u672cABC", "x\u0443z\u0436"),
    ],
)
def test_words_of_two_alphabets_that_people_write_are_fine(word):
    assert found("P503", {"a.md": f"---\ntitle: {word}\ntags: ['{word}']\n---\n"}) == ()


@pytest.mark.parametrize(
    ("word", "after"),
    [
        ("C\u043b\u043e\u0436\u043d\u043e", "\u0421\u043b\u043e\u0436\u043d\u043e"),
        ("\u0410pple", "Apple"),
        ("c\u043effee", "coffee"),
        ("\u039cath", "Math"),
    ],
)
def test_a_stranger_is_replaced_by_its_twin_of_the_words_own_alphabet(word, after):
    files = {"a.md": f"---\ntags: [x, {word}]\n---\n"}
    (finding,) = found("P503", files)
    assert fixed(files, "a.md", finding) == f"---\ntags: [x, {after}]\n---\n"


def test_a_site_that_writes_accents_in_parts_is_left_alone_unless_a_tag_has_a_twin():
    own_way = {f"{n}.md": f"---\ntitle: cafe\u0301 {n}\ntags: [e\u0301te\u0301]\n---\n" for n in range(4)}
    assert found("P504", own_way) == ()
    twin = {**own_way, "z.md": "---\ntags: [\u00e9t\u00e9]\n---\n"}
    assert [each.line for each in found("P504", twin)] == [3, 3, 3, 3]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "S\u00c3O JO\u00c3O",
            "\u00abIRM\u00c3\u00bb",
            "MANH\u00c3\u2026",
            "MA\u00c7\u00c3\u201d",
            "\u00c2ME\u00bb",
            "caf\u00e9\u2026\u201d",
            "GR\u00d6\u00dfe\u201c",
        ),
        *(
            "\u00c4\u2026 \u00dc\u201d",
            "\u00e0 \u201cParis\u201d",
            "a \u00d7 b",
            "\u00d0\u00c5 \u00d1o\u00f1o",
            "5\u00a0\u00b0C",
            "\u00c2nge",
        ),
    ],
)
def test_ordinary_words_of_many_languages_were_decoded_well(text):
    assert found("P505", {"a.md": f"---\ntitle: '{text}'\n---\n{text}\n"}) == ()


GARBLED = [
    "d\u00e9j\u00e0 vu, \u00fcber, ni\u00f1o",
    "it\u2019s \u201cso\u201d \u2014 no",
    "5\u00a0\u20ac",
    "\u20ac",
    "\u0421\u0440\u0435\u0434\u0430",
]


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
@pytest.mark.parametrize("text", GARBLED)
def test_what_was_decoded_wrongly_is_mended_where_it_can_be(text, encoding):
    garbled = "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in text.encode())
    files = {"a.md": f"---\ntitle: A\n---\nSo {garbled}\n"}
    (finding,) = found("P505", files)
    assert not finding.fix.safe
    assert fixed(files, "a.md", finding) == f"---\ntitle: A\n---\nSo {text}\n"


def test_a_lost_letter_is_told_with_what_stands_around_it():
    (finding,) = found("P505", {"a.md": "---\ntitle: A\n---\nA caf\ufffd by the lake, \ufffd.\n"})
    assert finding.message.endswith("(2 times)")
    assert "caf\ufffd by the" in finding.help
    assert finding.fix is None


def test_french_blanks_are_fine_in_tags_and_titles():
    quoted = "\u00ab\u00a0Quoi\u00a0\u00bb"
    assert found("P507", {"a.md": f"---\ntitle: {quoted}\ntags: ['{quoted}', 'Pourquoi\u202f?']\n---\n"}) == ()


def test_a_body_in_a_file_of_its_own_has_no_fix_and_the_right_place():
    files = {
        "conf.py": 'POSTS = (("posts/*.md", "posts", "post.tmpl"),)\n',
        "posts/a.md": "Text.\n\nA walk\x08.\n",
        "posts/a.meta": ".. title: A\n.. slug: a\n.. date: 2026-11-01 10:00:00 UTC\n",
    }
    (finding,) = found("P502", files, "nikola")
    assert (finding.path, finding.line, finding.column) == ("posts/a.md", 3, 7)
    assert finding.fix is None


@pytest.mark.parametrize(
    "text",
    [
        "\u00c3" * 100_000,
        "\u00e3\u0081" * 50_000,
        "\u00e9\u0080\u0080" * 33_000 + "x",
        "://" + "a" * 100_000 + "\u00e9",
        "://\u00e9" * 25_000,
        "e\u0301" * 50_000,
        "\u00a0" * 100_000,
        "\x01\x08" * 50_000,
        "\u201c" * 100_000,
    ],
)
def test_s18_long_texts_of_one_kind_take_no_time(text):
    files = {"a.md": f"---\ntitle: '{text[:50_000]}'\ntags: ['{text[:50_000]}']\n---\n{text}\n"}
    site = site_of(files)
    before = time.perf_counter()
    for rule in P5:
        if rule.code != "P501":
            linting.check(site, (rule,))
    assert time.perf_counter() - before < 10
