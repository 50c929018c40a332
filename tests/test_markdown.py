from __future__ import annotations

import html
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from postctl import markdown
from postctl.model import Span

FRAGMENTS = [
    *"[ ] ( ) ! < > ` * _ ~~ | \\ # - --- ``` [^1] [^1]: [a]: [a] ]( ](/u [a](b) ![a](b) <http://x.y>".split(),
    *(
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<a href=x>",
        "<a href='x'>",
        '<img src="y">',
        "{{ x }}",
        "{% y %}",
        "&amp;",
        "{#id}",
        '"',
        "'",
        "é",
        "😀",
        "1. ",
        "x",
    ),
    *(" ", "    ", "\n", "\n\n", "\n> ", "\r\n", "\t"),
]
fragments = st.lists(st.sampled_from(FRAGMENTS), max_size=25)
bodies = st.text() | st.text(st.characters(categories=["Cs", "Cc", "So", "Lu"])) | fragments.map("".join)


def only(body: str) -> markdown.Link:
    (link,) = markdown.links(body)
    assert body[link.span.start : link.span.end] == link.target
    return link


# --- links ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "kind", "target", "text"),
    [
        ("[x](/a)", "link", "/a", "x"),
        ("é 😀 日 [x](/é😀) y", "link", "/é😀", "x"),
        ('[x](/a "t")', "link", "/a", "x"),
        ("[x](/a 't](/b)')", "link", "/a", "x"),
        ("[x](/a (t))", "link", "/a", "x"),
        ("[x]( \t/a )", "link", "/a", "x"),
        ("[x](\n/a\n)", "link", "/a", "x"),
        ("> [x](\n> /a)", "link", "/a", "x"),
        ("> [x](\r\n> /a)", "link", "/a", "x"),
        ("[x](</a b>)", "link", "/a b", "x"),
        ("[x](<a\\>b>)", "link", "a\\>b", "x"),
        ("[x](a(b)c)", "link", "a(b)c", "x"),
        ("[x](a\\)b)", "link", "a\\)b", "x"),
        ("[x](/a?b=1&amp;c=2)", "link", "/a?b=1&amp;c=2", "x"),
        ("[x]()", "link", "", "x"),
        ("[x](<>)", "link", "", "x"),
        ("[](/a)", "link", "/a", ""),
        ("[\\]](/a)", "link", "/a", "]"),
        ("[*a* `b](c)` d](/a)", "link", "/a", "a b](c) d"),
        ("[a<b c='](d)'>](/a)", "link", "/a", "a"),
        ("[a\nb](/a)", "link", "/a", "a\nb"),
        ("![alt](a.png)", "image", "a.png", "alt"),
        ("![](a.png)", "image", "a.png", ""),
        ("![a [b](c) *d*](a.png)", "image", "a.png", "a b d"),
        ("<https://a.b/c>", "autolink", "https://a.b/c", "https://a.b/c"),
        ("<me@a.b>", "autolink", "me@a.b", "me@a.b"),
        ("[x][r]\n\n[r]: /a 'T'", "reference", "/a", "r"),
        ("[r] [r][] ![r]\n\n[r]:\n  </a b>", "reference", "/a b", "r"),
        ("> [r]:\n> /a\n\n[r]", "reference", "/a", "r"),
        ("[fo\\]o]: /a", "reference", "/a", "fo\\]o"),
        ("[r]: /a\n[R]: /b", "reference", "/a", "r"),
        ('<img alt="A" src="a.png">', "html", "a.png", "A"),
        ("x <a href='/a'>see <b>this</b></a>", "html", "/a", "see this"),
        ("<div>\n<A\n class=x HREF = /a>t</A></div>", "html", "/a", "t"),
        ("<p title='src=no'><img data-src=no src=a.png /></p>", "html", "a.png", ""),
        ("<a title='href=no' href=\"/a\" href=/b>", "html", "/a", ""),
        ("| a |\n|---|\n| [x](/a) |", "link", "/a", "x"),
        ("a[^1]\n\n[^1]: [x](/a)", "link", "/a", "x"),
        ("~~[x](/a)~~", "link", "/a", "x"),
        ("# [x](/a)", "link", "/a", "x"),
    ],
)
def test_finds_the_target_exactly(body: str, kind: str, target: str, text: str) -> None:
    link = only(body)
    assert (link.kind, link.target, link.text) == (kind, target, text)


@pytest.mark.parametrize(
    "body",
    [
        "`[x](/a)`",
        "```\n[x](/a)\n<img src=a>\n```",
        "    [x](/a)\n",
        "<!-- [x](/a) <a href=/a> -->",
        "x <!-- <a href=/a> --> y",
        "<script>\nlet a = '<a href=/a>'\n</script>",
        "<style>\n<img src=a>\n</style>",
        "\\[x](/a)",
        "[x] (/a)",
        "[x][unknown]",
        "[^1]: a footnote\n\n[^1]",
        "<a name=x>",
        "<abbr href=/a>",
        "<a href='/a'",
        "",
    ],
)
def test_finds_nothing_where_there_is_no_link(body: str) -> None:
    assert markdown.links(body) == ()


@pytest.mark.parametrize(
    ("body", "target", "text"),
    [
        ("[x]({{ site.url }}/a)", "{{ site.url }}/a", "x"),
        ("[x]({% post_url 2019-04-28-next-step-joy %})", "{% post_url 2019-04-28-next-step-joy %}", "x"),
        ('[x]({{< ref "a.md" >}})', '{{< ref "a.md" >}}', "x"),
        ("![x]({{ 'a.png' | relative_url }})", "{{ 'a.png' | relative_url }}", "x"),
        ('<img src="{{ "a.png" | relative_url }}">', '{{ "a.png" | relative_url }}', ""),
        ("[r]: {% link a.md %} 'T'", "{% link a.md %}", "r"),
        ("| a |\n|---|\n| [x]({{ a | b }}) |", "{{ a | b }}", "x"),
        ("[{{ page.title }} &amp; `{{ b c }}`](/a)", "/a", "{{ page.title }} & {{ b c }}"),
    ],
)
def test_template_tags_in_targets_are_part_of_them(body: str, target: str, text: str) -> None:
    link = only(body)
    assert (link.target, link.text) == (target, text)


@pytest.mark.parametrize("before", ["é", "😀", "a" * 509 + "日"])
@pytest.mark.parametrize("count", [1, 2, 511, 512, 513, 1024, 5000])
def test_places_are_exact_far_into_a_body(before: str, count: int) -> None:
    body = f"{before * count} [x](/a😀) {before * count}"
    assert only(body).target == "/a😀"


def test_links_come_in_order_and_an_image_may_stand_in_a_link() -> None:
    found = markdown.links("[r]: /d\n\n[![i](/a)](/b) <img src=/c> 😀 [![r][]](/e)")
    assert [(link.kind, link.target, link.text) for link in found] == [
        ("reference", "/d", "r"),
        ("image", "/a", "i"),
        ("link", "/b", "i"),
        ("html", "/c", ""),
        ("link", "/e", "r"),
    ]


@given(bodies)
@example("\ud800[x](\udfff)")
@example("{{ [x](y) }}")
def test_r18_any_body_has_links_headings_and_words(body: str) -> None:
    end = 0
    for link in markdown.links(body):
        assert body[link.span.start : link.span.end] == link.target
        assert end <= link.span.start
        end = link.span.end
    for heading in markdown.headings(body):
        assert 1 <= heading.level <= 6
        assert 0 <= heading.span.start < heading.span.end <= len(body)
    assert markdown.words(body) >= 0


def unescaped(target: str) -> str:
    marked = re.sub(r"\\([!-/:-@\[-`{-~])", lambda sign: f"\ue000{ord(sign[1])}\ue001", target)
    return re.sub("\ue000(\\d+)\ue001", lambda code: chr(int(code[1])), html.unescape(marked))


def rendered(body: str) -> list[str]:
    """The targets in the HTML that the parser itself makes."""
    import pyromark

    options = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES | pyromark.Options.ENABLE_STRIKETHROUGH
    targets: list[str] = []
    for event in pyromark.events(body, options=options):
        match event:
            case {"Start": {"Link": data} | {"Image": data}} if data["link_type"] in ("Inline", "Autolink", "Email"):
                targets.append(data["dest_url"])
    return sorted(targets + [item["dest"] for item in pyromark.reference_definitions(body, options=options).values()])


@pytest.mark.corpus
def test_every_target_of_real_posts_is_what_the_parser_understands(corpus: Path) -> None:
    count = 0
    for path in sorted(corpus.rglob("*.md"))[::3]:
        body = path.read_bytes().decode("utf-8", "replace")
        if "{{" in body or "{%" in body:
            continue
        found = [link.target for link in markdown.links(body) if link.kind != "html"]
        assert sorted(map(unescaped, found)) == rendered(body), path
        count += len(found)
    assert count > 1000


HOSTILE = {
    "brackets": "[" * 100_000,
    "images in images": "![" * 20_000 + "a" + "](b)" * 20_000,
    "open targets": "[a](" * 25_000,
    "open tags": "<a " * 33_000,
    "open tags in a block": "<div>\n" + "<a " * 33_000,
    "open quotes in a block": "<div>\n" + '<a "' * 25_000,
    "blanks in a tag": "<div><a b" + " " * 100_000 + '">',
    "open comments": "<div>\n" + "<!--" * 25_000,
    "open scripts": "<div>\n" + "<script <style <textarea" * 4_000,
    "definitions": "".join(f"[a{number}]: b\n" for number in range(8_000)),
    "templates": "{{ a " * 20_000 + "{%" * 20_000,
    "attributes": "# " + "{#" * 50_000,
    "escapes": "[a](" + "\\a" * 50_000 + ")",
    "links": "[é](b) " * 14_000,
    "quotes": "[a](\n" + ">" * 50_000,
    "one word": "-" * 100_000,
}


@pytest.mark.parametrize("use", [markdown.links, markdown.headings, markdown.words], ids=["links", "headings", "words"])
@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_s18_hostile_bodies_take_linear_time(body: str, use: Callable[[str], object]) -> None:
    start = time.process_time()
    use(body)
    assert time.process_time() - start < 8  # a tenth of it when nothing else runs; quadratic would be minutes


# --- headings ---------------------------------------------------------------------------------------------------------


def test_headings() -> None:
    body = (
        "# One *two* `three` {#id}\n\n```\n# no\n```\n\nSetext 😀\nlines\n---\n\n"
        "### [L](/a) {{ x y }} &amp; ###\n\n#no\n\n> ## In {: .quote}\n"
    )
    found = markdown.headings(body)
    assert [(heading.level, heading.text) for heading in found] == [
        (1, "One two three"),
        (2, "Setext 😀\nlines"),
        (3, "L {{ x y }} &"),
        (2, "In"),
    ]
    assert [body[heading.span.start : heading.span.end] for heading in found] == [
        "# One *two* `three` {#id}",
        "Setext 😀\nlines\n---",
        "### [L](/a) {{ x y }} &amp; ###",
        "## In {: .quote}",
    ]
    assert isinstance(found[0].span, Span)


def test_a_heading_of_an_image_and_an_empty_one() -> None:
    assert [heading.text for heading in markdown.headings("# ![a](b)\n#\n")] == ["a", ""]


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("", 0),
        ("one two  three\nfour", 4),
        ("don't e.g. well-known 3.14", 4),
        ("a — b - c ... !", 3),
        ("**bo**ld *and* [a link](/x) `code here`", 6),
        ("# Title\nText", 2),
        ("```\nnone of this\n```\n\n    nor this\n", 0),
        ("<div>this</div>\n\nand this", 3),
        ("<p>An <b>e</b>xport of <a href='/x y'>a blog</a></p><p>all in HTML</p>\n", 8),
        ("<div>one</div><!-- not -- this -->\n<pre>nor\nthis</pre><style>p {x: y}</style>&nbsp;&amp; two", 2),
        ("<p>{{ page.title }} one</p>\n\n<script>\nnot this\n\nnor this\n</script>\n", 1),
        ("a <b>b</b> c<br>d", 4),
        ("![not read](a.png) read", 1),
        ("| a | b |\n|---|---|\n| c d | e |", 5),
        ("- one\n- two", 2),
        ("日本語です", 5),
        ("日本 and 한국", 5),
        ("日本語、です。", 5),
        ("{% include a b c %} x {{ page.title }}", 1),
        ("text[^1]\n\n[^1]: a note", 3),
        ("~~old~~ &amp; new", 2),
    ],
)
def test_words(body: str, count: int) -> None:
    assert markdown.words(body) == count


@given(st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True)))
def test_plain_words_are_counted_one_by_one(words: list[str]) -> None:
    assert markdown.words(" ".join(words)) == len(words)


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (1, 1), (220, 1), (329, 1), (331, 2), (812, 4), (22_000, 100)])
def test_reading_minutes(words: int, minutes: int) -> None:
    assert markdown.reading_minutes(words) == minutes
