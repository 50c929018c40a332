"""A page for a browser: what it shows, and that nothing of a stranger acts in it."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import pytest
from formats_records import hostile
from hypothesis import given
from hypothesis import strategies as st

from postctl.formats import _html, html
from postctl.formats._html import tags
from postctl.formats._html.targets import web_address
from postctl.formats._syntax import templates
from postctl.model import Terminal, View

PIXEL = "data:image/png;base64,iVBORw0KGgo="
OURS = frozenset("article section input html head body meta title style header main nav".split())
GIVEN = {
    "*": {"id", "class", "title", "lang", "dir", "role", "aria-label", "aria-labelledby", "tabindex", "data-language"},
    "a": {"href", "rel"},
    "img": {"src", "alt", "width", "height"},
    "input": {"type", "disabled", "checked"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "col": {"span"},
    "colgroup": {"span"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "details": {"open"},
    "time": {"datetime"},
    "meta": {"charset", "http-equiv", "content", "name"},
}
ADDRESS = re.compile(r"(?:https?:|mailto:|tel:|#)[!-~]*", re.IGNORECASE)


class Reader(HTMLParser):
    """Reads a page as a browser would, and complains about whatever might act."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.words, self.found, self.ids, self.seen = [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        assert tag in tags.ALLOWED | OURS, tag
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), names
        for name, value in attrs:
            assert name in GIVEN["*"] | GIVEN.get(tag, set()), (tag, name)
            if name == "href":
                assert ADDRESS.fullmatch(value), value
            if name == "src":
                assert value == PIXEL, value
            if name == "id":
                self.ids.append(value)
        if tag == "input":
            assert dict(attrs)["type"] == "checkbox"
            assert "disabled" in dict(attrs)
        self.found.append(tag)
        self.seen.append((tag, dict(attrs)))
        if tag not in tags.VOID | {"input", "meta"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}>"
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl):
        assert decl == "doctype html"

    def handle_pi(self, data):
        raise AssertionError(f"an instruction: {data}")

    unknown_decl = handle_pi


def read(markup):
    reader = Reader()
    reader.feed(markup)
    reader.close()
    assert reader.open == []
    assert len(reader.ids) == len(set(reader.ids))
    return reader


def body(markdown, modules=False, **look):
    return _html.body(markdown, _html.Look(**look), modules=modules)


def text(markdown, **look):
    """What somebody reads of a body."""
    return " ".join("".join(read(body(markdown, **look).html).words).split())


def page(**row):
    return html.render(View("posts", (), ({"title": "T", "status": "draft", "_body": "", **row},)), Terminal())


# --- nothing acts -------------------------------------------------------------------------------------------------------

VECTORS = r'''
<script>alert(1)</script>
<SCRIPT SRC=https://evil.example/x.js></SCRIPT>
<script/x>alert(1)</script >
<scr<script>ipt>alert(1)</scr</script>ipt>
<img src=x onerror=alert(1)>
<img src="x" onerror="alert(1)" />
<img/src=x/onerror=alert(1)>
<IMG SRC=javascript:alert(1)>
<img src="jav&#x09;ascript:alert(1)">
<img src=`javascript:alert(1)`>
<img """><script>alert(1)</script>">
<img src="https://evil.example/pixel.gif">
<img srcset="https://evil.example/x 1x">
<img src=x:alert(alt) onerror=eval(src) alt=0>
<svg onload=alert(1)>
<svg><script>alert(1)</script></svg>
<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>
<svg/onload=alert(1)//
<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>
<math href="javascript:alert(1)">x</math>
<iframe src="javascript:alert(1)"></iframe>
<iframe srcdoc="<script>alert(1)</script>"></iframe>
<object data="javascript:alert(1)"></object>
<embed src="data:text/html,<script>alert(1)</script>">
<form action="javascript:alert(1)"><input type=submit></form>
<button onclick=alert(1)>x</button>
<input autofocus onfocus=alert(1)>
<select autofocus onfocus=alert(1)><option>x</select>
<textarea autofocus onfocus=alert(1)></textarea>
<keygen autofocus onfocus=alert(1)>
<video><source onerror="alert(1)"></video>
<video poster="https://evil.example/x.png"></video>
<audio src=x onerror=alert(1)>
<body onload=alert(1)>
<html manifest="https://evil.example">
<link rel=stylesheet href="https://evil.example/x.css">
<style>@import "https://evil.example/x.css";</style>
<style>body { background: url(javascript:alert(1)) }</style>
<div style="background:url(https://evil.example/x)">x</div>
<div style="position:fixed;inset:0">x</div>
<b style=width:expression(alert(1))>x</b>
<base href="https://evil.example/">
<meta http-equiv=refresh content="0;url=https://evil.example">
<meta http-equiv="Content-Security-Policy" content="default-src *">
<a href="javascript:alert(1)">x</a>
<a href="JaVaScRiPt:alert(1)">x</a>
<a href=" javascript:alert(1)">x</a>
<a href="&#106;avascript:alert(1)">x</a>
<a href="java&#10;script:alert(1)">x</a>
<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>
<a href="vbscript:msgbox(1)">x</a>
<a href="https://x.example" target=_blank onmouseover=alert(1)>x</a>
<a href='x"onmouseover="alert(1)'>x</a>
<a id="x" name="x" onclick=alert(1)>x</a>
<p id="x&quot;onclick=alert(1)">x</p>
<details open ontoggle=alert(1)>x</details>
<marquee onstart=alert(1)>x</marquee>
<isindex action=javascript:alert(1)>
<noscript><p title="</noscript><img src=x onerror=alert(1)>">
<xmp><img src=x onerror=alert(1)></xmp>
<plaintext><img src=x onerror=alert(1)>
<template><img src=x onerror=alert(1)></template>
<title><img src=x onerror=alert(1)></title>
<!--<img src=x onerror=alert(1)>-->
<!--><script>alert(1)</script-->
<!--!> <img src=x onerror=alert(1)> -->
<![CDATA[<script>alert(1)</script>]]>
<!DOCTYPE html [<!ENTITY x "y">]>
<?php system('x'); ?>
</article></main><script>alert(1)</script>
</code></pre><img src=x onerror=alert(1)>
<table background="javascript:alert(1)"><tr><td background="x">x</td></tr></table>
<a href="https://x.example" rel=opener ping="https://evil.example">x</a>
<p title="</p><script>alert(1)</script>">x</p>
<b <script>alert(1)</script>>x</b>
<b x="<img src=y onerror=alert(1)>">x</b>
<b/onclick=alert(1)>x</b>
<custom-element onclick=alert(1)>x</custom-element>
<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>
[x](javascript:alert(1))
[x](JAVASCRIPT:alert%281%29)
[x](java&#x0A;script:alert(1))
[x](data:text/html;base64,PHNjcmlwdD4=)
[x](<javascript:alert(1)>)
[x](vscode://file/etc/passwd)
[x](x-man-page:ls)
[x](//evil.example "\"onmouseover=alert(1)")
![x](https://evil.example/x.png)
![x](javascript:alert(1))
![x"onerror="alert(1)](x.png)
![x](x.png "\" onerror=alert(1)")
<javascript:alert(1)>
[x]: javascript:alert(1)
```js" onmouseover="alert(1)
`<script>alert(1)</script>`
$<script>alert(1)</script>$
{{ "<script>alert(1)</script>" }}
{% raw %}<script>alert(1)</script>{% endraw %}
:::tip[<script>alert(1)</script>]
!!! note "<script>alert(1)</script>"
# x {#"onclick=alert(1)} <script>alert(1)</script>
# x {#postctl-text}
'''.strip().splitlines()


@pytest.mark.parametrize("vector", VECTORS)
def test_s9_no_script_handler_or_address_survives(vector):
    assert len(VECTORS) > 90
    for markdown in (vector, f"a {vector} b", f"> - {vector}\n\n<div>\n{vector}\n", f"| {vector} |\n|-|\n| {vector} |\n"):
        read(body(markdown).html)
    read(
        page(_body=vector, title=vector, _card=[("status", f"draft {vector}"), (vector, vector)], findings=[{"message": vector}])
    )


fragments = st.lists(
    st.one_of(
        st.sampled_from([f"<{tag}>" for tag in sorted(tags.ALLOWED | {"script", "svg", "style", "x"})]),
        st.sampled_from([f"</{tag}>" for tag in sorted(tags.ALLOWED | {"script", "svg"})]),
        st.sampled_from(VECTORS),
        st.sampled_from(
            ["\n\n", "\n", "> ", "- ", "1. ", "# ", "```\n", "<!--", "-->", "\t", "    ", ":::x\n", "!!! y\n", "[^1]"]
        ),
        st.sampled_from(
            ['<a href="', "'", '"', ">", "<", "/>", "=", "{{", "}}", "{%", "%}", "&lt;", "&#60;", "\ue000", "0\ue001", "::"]
        ),
        hostile,
    ),
    max_size=12,
).map("".join)


@given(fragments)
def test_s9_whatever_is_put_together_cannot_act(markdown):
    read(body(markdown, pictures={"x": PIXEL}, links={"x": ("javascript:alert(1)", markdown)}).html)


@given(fragments)
def test_the_parts_of_html_are_the_whole(markup):
    assert "".join(piece.text for piece in tags.pieces(markup)) == markup


@given(fragments)
def test_the_parts_of_a_text_with_templates_are_the_whole(markdown):
    assert "".join(part for part, _ in templates.parts(markdown)) == markdown


def test_the_page_forbids_everything_a_second_time():
    made = page(_body="text")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', made)[1]
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'unsafe-inline'")
    assert made.index("Content-Security-Policy") < made.index("<style>") < made.index("<body")
    assert re.findall(r"url\(|@import|https?:", made.partition("<body")[0]) == []


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://x.org/a b?q=1&r#ü", "https://x.org/a%20b?q=1&r#%C3%BC".replace("%20", "")),
        ("HTTP://x.org", "HTTP://x.org"),
        ("//x.org/a", "https://x.org/a"),
        ("mailto:a@b.c", "mailto:a@b.c"),
        ("#é", "#%C3%A9"),
        ("java\tscript:x", None),
        ("\x01javascript:x", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("/a", None),
        ("a.md", None),
        ("", None),
    ],
)
def test_where_a_link_may_lead(url, wanted):
    assert web_address(url) == wanted


def test_a_page_in_a_ci_log_commands_nothing():
    made = page(_body="```\n::error::x\n  ::set-output::y\n##[group]z\n```\n", title="::stop-commands::t")
    assert not re.search(r"^\s*::", made, re.MULTILINE)
    assert "##[" not in made
    assert "::error::x" in "".join(read(made).words)


# --- what is shown ------------------------------------------------------------------------------------------------------


def test_what_generators_add_to_markdown():
    made = body(
        "- [x] done\n- [ ] open\n\nTerm\n: meaning\n\nA[^1] ~~b~~\n\n[^1]: note\n\n| a | b |\n|--:|---|\n| 1 | 2 |\n\n"
        '> [!NOTE]\n> seen\n\n:::warning[Mind]\nthe gap\n:::\n\n!!! tip\n    well\n\n??? note "More"\n    folded\n'
    ).html
    seen = read(made).seen
    assert ("input", {"type": "checkbox", "disabled": None, "checked": None, "aria-label": "done"}) in seen
    classes = [attributes.get("class") for tag, attributes in seen]
    assert {"task", "box note", "box warning", "box tip", "right", "footnotes"} <= set(classes)
    assert [tag for tag, _ in seen if tag in ("dl", "dt", "dd", "s", "table", "details", "summary")] == [
        *("dl", "dt", "dd", "s", "table", "details", "summary")
    ]


def test_tags_that_do_no_harm_pass_and_others_are_text():
    source = '<kbd onclick="x">Q</kbd> <sub>2</sub><font color=red>r</font>\n\n<details open>\n<summary>S</summary>\n\n*in*\n'
    found = body(source + "</details>")
    assert "<kbd>Q</kbd> <sub>2</sub>" in found.html
    assert "&lt;font color=red&gt;" in found.html
    assert '<details open=""><summary>S</summary>' in found.html.replace("\n", "")
    assert "<em>in</em>" in found.html


def test_what_is_left_open_ends_with_what_it_stands_in():
    assert body("> <b>x\n\ny").html == "<blockquote><p><b>x</b></p>\n</blockquote>\n<p>y</p>\n"
    assert body("x</p></div></b>y").html.startswith('<p>x<code class="raw">&lt;/p&gt;</code>')


def test_scripts_and_comments_are_shown_whole():
    assert body("<script>\nvar a = '<b>';\n</script>\n").html == (
        '<code class="raw">&lt;script&gt;\nvar a = &#x27;&lt;b&gt;&#x27;;\n&lt;/script&gt;</code>\n'
    )
    assert text("a <!-- <b>x</b> --> b") == "a <!-- <b>x</b> --> b"


def test_code_of_templates_stands_back_and_is_no_markdown():
    found = body('{{< figure src="_a_.png" >}} and {% post_url 2020-01-01-a_b_c %} and <%= x %> *y*').html
    assert found.count('<code class="template">') == 3
    assert "<em>y</em>" in found
    assert found.count("<em>") == 1
    assert '<code class="template">' not in body("```\n{{ x }}\n```\n\n`{% y %}`").html
    assert "<code>{% y %}</code>" in body("`{% y %}`").html


def test_code_between_tags_is_code_and_tags_may_stand_in_html():
    made = body("{% highlight ruby %}\n# no *heading*\n{% endhighlight %}\n\n<p>{{ page.title }} <b>x</b></p>\n").html
    assert '<pre tabindex="0" data-language="ruby"><code>' in made
    assert "<h1" not in made
    assert "<em>" not in made
    assert '<p><code class="template">{{ page.title }}</code> <b>x</b></p>' in made


def test_boxes_have_the_family_their_generator_gives_them():
    assert 'class="box danger"' in body("> [!CAUTION]\n> x").html
    assert 'class="box warning"' in body(":::caution\nx\n:::").html
    assert 'class="box note"' in body("::: {.callout-note}\nx\n:::").html
    assert '<details class="box note" open>' in body('???+ note "A"\n    x').html


def test_mdx_modules_are_code():
    source = "import A from './a'\n\nText.\n\n<Chart data={x} />\n"
    assert '<code class="template">import A' in body(source, modules=True).html
    assert '<code class="template">import' not in body(source).html
    assert "&lt;Chart data={x} /&gt;" in body(source, modules=True).html


def test_links_say_where_they_lead():
    links = {
        "b.md": ("https://x.org/b/", "B (published)"),
        "c.md": ("", "C (draft)"),
        "{% link d.md %}": ("https://x.org/d", "D"),
    }
    found = body("[b](b.md) [c](c.md 'title') [d]({% link d.md %}) [e](#top) <a href='b.md'>f</a>", links=links).html
    seen = [(tag, found.get("href"), found.get("title")) for tag, found in read(found).seen if tag in ("a", "span")]
    assert seen == [
        ("a", "https://x.org/b/", "B (published)"),
        ("span", None, "title · C (draft)"),
        ("a", "https://x.org/d", "D"),
        ("a", "#top", None),
        ("a", "https://x.org/b/", "B (published)"),
    ]


def test_images_stand_in_the_page_or_say_which_they_are():
    found = body('![A pot](pot.png "t") ![B](b.png) ![C](https://x.org/c.png)', pictures={"pot.png": PIXEL, "b.png": "too large"})
    assert f'<img src="{PIXEL}" alt="A pot" title="t">' in found.html
    said = "".join(read(found.html).words)
    assert "B b.png · too large" in said
    assert "C https://x.org/c.png · on the web, not loaded" in said


def test_headings_have_the_ids_their_generator_makes():
    found = body("# A *b*\n\n## A b\n\n## Own {#mine}\n\n## Own\n", anchors={"A b": ["a-b", "a-b-1"]})
    assert [(each.level, each.text, each.id) for each in found.headings] == [
        (1, "A b", "a-b"),
        (2, "A b", "a-b-1"),
        (2, "Own", "mine"),
        (2, "Own", "own"),
    ]
    assert "{#mine}" not in found.html
    tagged = body("## A {%- include badge.html -%}\n\n## B {: .c}\n\n$a_b$\n").html
    assert '<h2 id="a---include-badge-html">A <code class="template">{%- include badge.html -%}</code></h2>' in tagged
    assert '<h2 id="b">B</h2>' in tagged
    assert '<code class="math">a_b</code>' in tagged


def test_a_page_has_contents_where_there_is_something_to_find():
    assert "Contents" not in page(_body="# A\n\n# B\n")
    made = page(_body="# A\n\n## B & b\n\n# C\n")
    assert '<li class="l2"><a href="#b-b">B &amp; b</a></li>' in made
    read(made)


def test_code_has_colours_and_any_style_of_pygments():
    made = page(_body="```python\ndef f(): pass\n```\n", _theme="monokai")
    assert '<span class="k-k">def</span>' in made
    assert "pre { background: #272822; color: #e4e6ea }" in made
    assert "pre { background: #f8f8f8; color: #1f2328 }" in page(_theme="default")
    assert all(re.search(r"pre \{ background: #?\w+; color: #\w+ \}", page(_theme=name)) for name in html.themes()[2:])
    assert "prefers-color-scheme" in page()
    assert "prefers-color-scheme" not in page(_theme="dark")
    assert {"light", "dark", "monokai"} <= set(html.themes())


def test_the_card_is_the_head_of_the_page():
    made = page(
        status="scheduled",
        _card=[("status", "scheduled: Hugo shows it from 2031"), ("url", "https://x.org/a"), ("finding", "left out")],
        findings=[{"code": "P401", "severity": "warning", "line": 3, "message": "lost", "help": "find it"}],
        _language="fr",
    )
    assert '<b class="pill scheduled">◷ scheduled</b> Hugo shows it from 2031' in made
    assert '<a href="https://x.org/a" rel="noopener noreferrer">' in made
    assert '<li class="warning"><b>warning P401</b> line 3: lost<small>find it</small></li>' in made
    assert '<article dir="auto" lang="fr">' in made
    assert "left out" not in made
    read(made)


def test_unseen_characters_are_shown():
    made = body("a\u202eb &#x202e; `c\x1b[31m`\n\n```\nd\u200b\n```\n").html
    assert "\u202e" not in made
    assert "\x1b" not in made
    assert made.count(r"\u{202e}") == 2


@pytest.mark.parametrize(
    "unit",
    ["<a ", "<a b=", '<a b="', "<!--", "<script>", "[", "> ", "*a_", "`", "{{", "{%", "<%", "$a", ":::x\n", "![a](", "<b>"],
)
def test_r19_a_hostile_body_takes_no_minutes(unit):
    began = time.perf_counter()
    read(body(unit * (60_000 // len(unit))).html)
    assert time.perf_counter() - began < 10


def test_what_is_nested_too_deeply_is_there_all_the_same():
    assert "deep" in text("> " * 200 + "deep")
    assert "deep" in text("<b>" * 500 + "deep")


def test_a_body_longer_than_any_post_is_shown_as_it_is_written():
    assert body("*x*" * 200_000).html.startswith('<pre class="long" tabindex="0">*x*')
