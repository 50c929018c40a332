"""What else a body holds, and that it is parsed once for all who ask."""

from __future__ import annotations

import time

import pyromark
import pytest
from hypothesis import given
from test_markdown import HOSTILE, bodies

from postctl import markdown
from postctl.markdown import parse


def parts(body, name):
    return [body[each.span.start : each.span.end] for each in getattr(parse(body), name)]


def test_a_body_is_parsed_once_for_all_that_is_asked_of_it(monkeypatch):
    asked = []
    real = pyromark.events_with_range
    monkeypatch.setattr(pyromark, "events_with_range", lambda *given, **named: asked.append(1) or real(*given, **named))
    body = "# One\n\n[a](b) `c` ![d](e)\n\n[f]: g\n\nonce and never again"
    for use in (markdown.links, markdown.headings, markdown.code, markdown.prose):
        use(body)
    assert parse(body).images
    assert parse(body).definitions
    assert len(asked) == 1
    assert markdown.words(body) == markdown.words(body) == 7
    assert len(asked) == 2  # who counts words asks for nothing else, and all that is prose need not be kept for that


def test_the_whole_of_links_and_images():
    body = 'é [a](b "t") ![c](d) <http://x.y> <a href=e>f</a> <img src=g>\n\n> [r]:\n> /h "t"\n\n[r]'
    assert [body[each.whole.start : each.whole.end] for each in markdown.links(body)] == [
        '[a](b "t")',
        "![c](d)",
        "<http://x.y>",
        "<a href=e>",
        "<img src=g>",
        '[r]:\n> /h "t"',
    ]


def test_images_of_every_form():
    body = '![a *b*](c.png) ![d][r] ![r][] ![r] <img src=e> <img src=f alt=""> [![g](h)](i) ![j ![k](l)](m)\n\n[r]: n.png'
    found = [(each.alt, each.target, each.form, each.linked) for each in parse(body).images]
    assert found == [
        ("a b", "c.png", "inline", False),
        ("d", "n.png", "full", False),
        ("r", "n.png", "collapsed", False),
        ("r", "n.png", "shortcut", False),
        (None, "e", "html", False),
        ("", "f", "html", False),
        ("g", "h", "inline", True),
        ("j k", "m", "inline", False),
    ]
    assert parts(body, "images")[1] == "![d][r]"


def test_uses_and_definitions_of_references():
    body = "[a][R] [r][] ![r] [u][v]\n\n[r]: x\n[R]: y 'T'\n\n```\n[r]: z\n```\n\n    [r]: z\n\ntext\n[r]: no definition\n"
    body += "\n> [r]: w\n\n- [r]: v\n\n<div>\n[r]: u\n</div>"
    assert [(each.label, each.form, each.image) for each in parse(body).uses] == [
        ("R", "full", False),
        ("r", "collapsed", False),
        ("r", "shortcut", True),
        ("r", "shortcut", False),  # a definition cannot stand in a paragraph
    ]
    assert [(each.target, each.counts) for each in parse(body).definitions] == [("x", True), ("y", False), ("w", False)]
    assert parts(body, "definitions") == ["[r]: x", "[R]: y 'T'", "[r]: w"]
    assert all(body[each.place.start : each.place.end] == each.target for each in parse(body).definitions)


def test_second_definitions_behind_wide_characters_and_with_carriage_returns():
    body = "😀é [r]\r\n\r\n[r]: x\r\n\r\n😀é\r\n\r\n[R]:  <y z>\r\n"
    assert parts(body, "definitions") == ["[r]: x", "[R]:  <y z>"]
    assert parse(body).definitions[1].target == "y z"


@pytest.mark.parametrize(
    ("body", "info", "closed"),
    [
        ("```python\nx\n```", "python", True),
        ("```\nx", "", False),
        ("```", "", False),
        ("~~~~ a b\nx\n~~~\n~~~~~ \n", "a b", True),
        ("~~~~ a b\nx\n~~~\n", "a b", False),
        ("    x\n", None, True),
        ("> ```\n> x\n> ```\n", "", True),
        ("- a\n  ```\n  x\n  ```\n", "", True),
    ],
)
def test_blocks_of_code(body, info, closed):
    (found,) = parse(body).blocks
    assert (found.info, found.closed) == (info, closed)


def test_footnotes_and_raw_html():
    body = "a[^x] <b>c</b>\n\n<div>\nd\n</div>\n\n[^x]: e\n"
    assert [(each.label, each.defined) for each in parse(body).footnotes] == [("x", False), ("x", True)]
    assert [body[slice(*span)] for span in parse(body).html] == ["<b>", "</b>", "<div>\nd\n</div>\n"]


def test_attributes_of_headings_and_whether_there_is_more_than_text():
    found = markdown.headings("# *a* `b` {#c .d}\n## [e](f)\n## g {{ h }}\n## <b>i</b>\n## j\nk\n===\n## ![l](m)")
    assert [(each.attributes, each.plain) for each in found] == [
        ("{#c .d}", True),
        ("", False),
        ("", False),
        ("", False),
        ("", True),
        ("", True),
        ("", False),
    ]


@given(bodies)
def test_r18_any_body_has_parts_within_it(body):
    found = parse(body)
    for name in ("images", "uses", "definitions", "blocks", "footnotes"):
        for each in getattr(found, name):
            assert 0 <= each.span.start < each.span.end <= len(body)
    for link in found.links:
        assert link.whole.start <= link.span.start <= link.span.end <= link.whole.end


@pytest.mark.parametrize("body", [*HOSTILE.values(), "[a]: b\n\n" * 12_000], ids=[*HOSTILE, "one label"])
def test_s18_the_parts_of_hostile_bodies_take_linear_time(body):
    start = time.process_time()
    found = parse(body)
    for name in ("images", "uses", "definitions", "blocks", "footnotes", "html", "code", "prose"):
        getattr(found, name)
    assert time.process_time() - start < 8
