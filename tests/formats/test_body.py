"""The body of a post in a terminal: everything that generators make of Markdown, and what strangers make of it."""

from __future__ import annotations

import re
import time
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from postctl.formats import text
from postctl.model import Terminal, View

GALLERY = Path(__file__).parent / "gallery"
IMAGES = {"/images/pot.png": {"width": 1200, "height": 630}, "/gone.png": {"missing": True}}
LINK = re.compile(r"\x1b\]8;(?:id=[0-9]+)?;(?:(?:https?|mailto):[!-~]*)?\x1b\\")
SGR = re.compile(r"\x1b\[[0-9;]*m")


def body(markdown, path="a.md", generator="hugo", images=None, **terminal):
    row = {"_body": markdown, "path": path, "_images": images or {}}
    return text.render(View("posts", ("_body",), (row,), {"generator": generator}), Terminal(**terminal))


def seen(markdown, **terminal):
    """What a person sees at a terminal that has colours."""
    return SGR.sub("", LINK.sub("", body(markdown, **{"tty": True, "colour": True} | terminal)))


# --- the gallery: a page of everything --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "terminal"),
    [
        ("terminal-80", {"width": 80, "tty": True, "colour": True}),
        ("terminal-40", {"width": 40, "tty": True, "colour": True}),
        ("no-colour-80", {"width": 80, "tty": True}),
        ("pipe", {"width": 80}),
    ],
)
def test_the_gallery_looks_as_it_did(name, terminal, pytestconfig):
    """`pytest --update` draws it anew: look at it with `cat`. Its escape sequences begin with `␛`."""
    drawn = body((GALLERY / "page.md").read_text(), images=IMAGES, **terminal).replace("\x1b", "␛")
    if pytestconfig.getoption("update"):
        (GALLERY / f"{name}.txt").write_text(drawn)
    assert drawn == (GALLERY / f"{name}.txt").read_text()


def test_the_gallery_is_a_picture_too(tmp_path):
    from rich.console import Console
    from rich.theme import Theme

    from postctl.formats import _console
    from postctl.formats._markdown import Look
    from postctl.formats._markdown import body as drawn

    with (tmp_path / "out").open("w") as file:
        console = Console(record=True, width=80, file=file, force_terminal=True, theme=Theme(_console._STYLES), markup=False)
        console.print(drawn((GALLERY / "page.md").read_text(), Look(boxes=True, colour=True, links=True)))
    (tmp_path / "gallery.svg").write_text(console.export_svg(title="postctl show"))
    words = "".join(ElementTree.parse(tmp_path / "gallery.svg").getroot().itertext())
    assert "Setext,\xa0first\xa0level" in words


# --- one thing at a time ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markdown", "drawn"),
    [
        ("- [ ] a\n- [x] b\n- [y] c", " ☐ a\n ☑ b\n • [y] c\n"),
        ("1. [x] a", " 1. ☑ a\n"),
        ("9. a\n10. b", "  9. a\n 10. b\n"),
        ("- a\n\n- b", " • a\n\n • b\n"),
        ("- a\n  - b\n    - c", " • a\n    ◦ b\n       ▪ c\n"),
        ("-\n- a", " •\n • a\n"),
        ("- > a\n  >\n  > b", " • │ a\n   │\n   │ b\n"),
        ("> [!TIP]\n> a", "┃ Tip\n┃ a\n"),
        ("> [!tip]- *Why*\n>\n> a", "┃ Tip: Why\n┃ a\n"),
        ("> [!no]x", "┃ No: x\n"),
        (":::note[Hot]\na\n:::", "┃ Note: Hot\n┃ a\n"),
        ("::::a\n:::b\nc\n:::\n::::", "┃ A\n┃ ┃ B\n┃ ┃ c\n"),
        ('!!! note "Note well"\n    a', "┃ Note well\n┃ a\n"),
        ('!!! warning inline end "W"\n    a', "┃ Warning: inline end W\n┃ a\n"),
        ('??? tip ""\n    a', "┃ Tip\n┃ a\n"),
        ("???+ tip\n\n    a\n\n    - b", "┃ Tip\n┃ a\n┃\n┃  • b\n"),
        ("a\n: b\n\n  c\n\nd\n: e", "a\n    b\n\n    c\n\nd\n    e\n"),
        ("a[^x] b[^x]\n\n[^x]: c", "a[1] b[1]\n\n────────\n\n[1] c ↩ ↩\n"),
        ("a[^x]\n\n[^x]: > q", "a[1]\n\n────────\n\n[1] │ q\n\n    ↩\n"),
        ("a\n\n[^x]: c", "a\n\n────────\n\n[^x] c\n"),
        ("a[^x]", "a[^x]\n"),
        ("a^[\\b \\* c]", "a[1]\n\n────────\n\n[1] \\b * c ↩\n"),
        ("![a](b.png)", "[image: a → b.png]\n"),
        ("![*a*](/caf%C3%A9.png)", "[image: a → /café.png]\n"),
        ('<img alt="a" src="b.png">', "[image: a → b.png]\n"),
        ("x<sup>2</sup><sub>10</sub><sup>th</sup><sub>a b</sub>", "x²₁₀^th_(a b)\n"),
        ("<kbd>a</kbd> <u>b</kbd>", "a <u>b</kbd>\n"),
        ("<u>*a</u>*", "<u>a</u>\n"),
        ('<a href="http://b">a</a>', "a\n"),
        ('<a name="b">a</a>', '<a name="b">a</a>\n'),
        ("<custom-thing a>b</custom-thing>", "<custom-thing a>b</custom-thing>\n"),
        ("<p>\na\n</p>\n<p class=x>b</p>\n<ul>\n<li>c</li>\n</ul>", "a\n\n<p class=x>b\n\n- c\n"),
        ("a\n\n<p>\n\nb", "a\n\nb\n"),
        ('<h2 id="a">b</h2>', "## b\n"),
        ("<details>\n<summary>a</summary>\n\nb\n</details>", "┊ ▾ a\n┊ b\n"),
        ("<details open>\n<summary>a</summary>\n\nb\n\n</details>\n\nc", "┊ ▾ a\n┊ b\n\nc\n"),
        ("<!-- TRUNCATE -->".lower(), "── truncate " + "─" * 68 + "\n"),
        ("{/* truncate */}", "── truncate " + "─" * 68 + "\n"),
        ("<!-- *a* -->", "<!-- *a* -->\n"),
        ("$*a*$ $$*b*$$ $5 *c* $6", "$*a*$ $$*b*$$ $5 c $6\n"),
        ("$$\n*a*\n$$", "$$\n*a*\n$$\n"),
        ("a {% b *c* %} {{ *d* }} {{< *e* >}} {{% *f* %}}", "a {% b *c* %} {{ *d* }} {{< *e* >}} {{% *f* %}}\n"),
        ("[a]({% post_url b-c %}) ![d]({{ '/e' | url }}/f.png)", "a ({% post_url b-c %}) [image: d → {{ '/e' | url }}/f.png]\n"),
        ("[a]({{ b }}", "[a]({{ b }}\n"),
        ("{% if a %}\n*b*\n{% endif %}", "{% if a %}\nb\n{% endif %}\n"),
        ("{{< a\n  - *b*\n>}}", "{{< a\n  - *b*\n>}}\n"),
        ("{% highlight py %}\n*a*\n\n# b\n{% endhighlight %}", "{% highlight py %}\n    *a*\n\n    # b\n{% endhighlight %}\n"),
        ("{% codeblock a.js lang:js %}\n*a*\n{% endcodeblock %}", "{% codeblock a.js lang:js %}\n    *a*\n{% endcodeblock %}\n"),
        ("{% comment %}\n*a*\n\n*b*\n{% endcomment %}", "{% comment %}\n*a*\n\n*b*\n{% endcomment %}\n"),
        ("{% highlight py %}\n*a*", "{% highlight py %}\na\n"),
        ("# a {#b_c_d}\n{: .e_f_g}", "# a {#b_c_d}\n{: .e_f_g}\n"),
        ("<Tabs>\n\n*a*\n\n</Tabs>", "<Tabs>\n\na\n\n</Tabs>\n"),
        ("a <Tab b={{c: '*d*'}} /> e", "a <Tab b={{c: '*d*'}} /> e\n"),
        ("a https://b.c/d_e_f). www.g.h", "a https://b.c/d_e_f). www.g.h\n"),
        ("``` py title='x'\na\n```", "  py title='x'\n    a\n"),
        ("|a|\n|-|\n|b|c|d|", " a\n ─────────\n b | c | d\n"),
        ("[a]\n\n[a]: /b 'c'", "a (/b)\n"),
        ("a\\\nb  \nc", "a\nb\nc\n"),
        ("&#x202e; &#27; &lt;b&gt;", "\\u{202e} \ufffd <b>\n"),
        ("::: {.callout-note}\na\n:::", "┃ Note\n┃ a\n"),
        ("[![](a.png)](/b)", "[image: a.png] (/b)\n"),
        ("<p>a <b>b</b></p> <p>c</p><h2>d</h2>e", "a b\n\nc\n\n## d\n\ne\n"),
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>d<p>e</p>", "- a\n- b\n- c\n\nd\n\ne\n"),
    ],
)
def test_what_a_person_sees(markdown, drawn):
    assert seen(markdown) == drawn


def test_an_alert_may_be_a_title_and_nothing_else():
    assert seen("> [!NOTE]\n\na") == "┃ Note\n\na\n"


def test_u1_without_colours_marks_say_what_colours_would():
    assert body("<kbd>a</kbd> ~~b~~ `c` <del>d</del> <code>e</code>") == "[a] ~~b~~ `c` ~~d~~ `e`\n"
    assert body("- [ ] a\n- [x] b") == " - [ ] a\n - [x] b\n"
    assert body("<!--more-->\n\n***") == "--- more ---\n\n---\n"
    assert body("![a](/gone.png)", images=IMAGES) == "[missing image: a → /gone.png]\n"


def test_mdx_is_recognised_by_its_name_and_its_generator():
    source = "import A from './a_b_c'\nexport const d = {\n  e: '*f*'\n}\n\n*g* {h.i * 2 * 3}"
    drawn = "import A from './a_b_c'\nexport const d = {\n  e: '*f*'\n}\n\ng {h.i * 2 * 3}\n"
    assert seen(source, path="a.mdx") == seen(source, generator="docusaurus") == drawn
    assert seen("import a from b, *they* said") == "import a from b, they said\n"


def test_links_are_opened_where_a_terminal_can_and_shown_once():
    shown = body("see https://a.b/c_d_e, [x](http://y), <http://z>", tty=True, colour=True)
    assert re.findall(r"\x1b\]8;id=\d+;([^\x1b]+)", shown) == ["https://a.b/c_d_e", "http://y", "http://z"]
    assert body("see https://a.b/c_d_e, [x](http://y), <http://z>") == "see https://a.b/c_d_e, x (http://y), http://z\n"


def test_sizes_of_images_are_those_that_are_known():
    assert seen("![a](/images/pot.png)", images=IMAGES) == "[image: a → /images/pot.png 1200×630]\n"
    assert "\x1b[1;31m[missing image: /gone.png]" in body("![](/gone.png)", images=IMAGES, tty=True, colour=True)


def test_a_table_without_room_is_records():
    head = "".join(f"head{at}|" for at in range(9))
    table = f"|{head}\n|{'-|' * 9}\n|{'cell|' * 9}\n"
    assert seen(table, width=40).splitlines()[:2] == ["head0: cell", "head1: cell"]


@pytest.mark.parametrize("letters", ["「", "「a", "（b）", "日「", "a「日」", "\u3000", "、、", "𠀋"])
def test_wrapping_loses_no_character(letters):
    drawn = seen("x" + letters * 30, width=20)
    assert "".join(drawn.split()).replace("\u3000", "") == "x" + letters.replace("\u3000", "") * 30


def test_u3_lines_of_wide_characters_break_anywhere_but_before_what_ends_something():
    drawn = seen("a " + "日本語。" * 12, width=21).splitlines()
    assert all(cell_len(line) <= 21 for line in drawn)
    assert not any(line.startswith("。") for line in drawn)
    assert drawn[0].startswith("a 日本")
    assert "".join(drawn).replace("a ", "") == "日本語。" * 12


# --- pictures ---------------------------------------------------------------------------------------------------------


def picture(size=(4, 4), kind="PNG"):
    from PIL import Image

    data = BytesIO()
    Image.new("RGB", size, (255, 0, 10)).save(data, kind)
    return data.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
@pytest.mark.parametrize("source", ["a ![b](c.png)", 'a <img alt="b" src="c.png">'])
def test_a_picture_whose_bytes_are_known_is_drawn_below(source, kind):
    drawn = body(source, images={"c.png": {"data": picture(kind=kind)}}, tty=True, colour=True)
    assert SGR.sub("", drawn) == "a [image: b → c.png]\n\n▀▀▀▀\n▀▀▀▀\n"
    assert re.search(r"\x1b\[38;2;25\d;\d;\d+;48;2;25\d;\d;\d+m▀", drawn)


def test_a_picture_fits():
    drawn = SGR.sub("", body("![b](c)", images={"c": {"data": picture((900, 901))}}, tty=True, colour=True)).splitlines()
    assert len(drawn) == 2 + 24
    assert max(map(len, drawn)) <= 60
    small = SGR.sub("", body("> ![b](c)", images={"c": {"data": picture((900, 90))}}, tty=True, colour=True, width=20))
    assert max(map(len, small.splitlines())) <= 20


@pytest.mark.parametrize("data", [b"", b"GIF89a", picture()[:40], b"%!PS-Adobe-3.0 EPSF-3.0\n", b"\x1b[2J" * 9])
def test_s1_what_is_no_picture_is_not_drawn(data):
    assert body("![b](c)\n\nd", images={"c": {"data": data}}, tty=True, colour=True).count("\n") == 3


def test_pictures_need_colours_and_end_somewhere():
    images = {"c": {"data": picture()}}
    assert body("![b](c)", images=images, tty=True) == body("![b](c)", tty=True)
    assert body("![b](c)\n\n" * 99, images=images, tty=True, colour=True).count("▀") == 20 * 8


# --- strangers --------------------------------------------------------------------------------------------------------

PIECES = (
    "> ¦- ¦- [ ] ¦1. ¦7) ¦\n¦\n\n¦\n    ¦```\n¦```py x\n¦`¦*¦**¦_¦~~¦[¦]¦](http://x)¦](vscode:x)¦![¦---\n¦===\n¦# ¦"
    "## ¦|a|b|\n|-|:-:|\n¦|¦<kbd>¦</kbd>¦<sup>¦</sup>¦<u>¦</u>¦<br>¦<div>\n¦</div>\n\n¦<p>¦<h2>¦</h2>¦<!-- ¦ -->¦<¦"
    "<script>¦<details>\n¦<summary>¦</summary>\n\n¦\n</details>\n\n¦<a href='/q'>¦</a>¦<Foo a={b}>¦</Foo>¦&#x202e;¦"
    "&#27;¦&amp;¦\x1b[31m¦\x9b¦\x1b]8;;vscode:a\x07¦{% x %}¦{% highlight py %}\n¦\n{% endhighlight %}\n¦{{ ¦ }}¦{{< ¦"
    " >}}¦{%¦%}¦{: .q}¦$¦$$¦$$\n¦!!! note\n    ¦??? ¦:::tip ¦\n:::\n¦\n: ¦[^a]¦[^a]: ¦^[¦\n> [!NOTE]\n> ¦"
    "<!--more-->\n¦[bold]¦日本語¦👩\u200d💻¦\u202e¦\u2028¦\t¦\\¦\r¦https://a.b/¦import q from 'q'\n¦export const q = {\n"
).split("¦")
words = st.integers(100, 999).map(lambda number: f"w{number} ")
documents = st.lists(st.one_of(st.sampled_from(PIECES), words), max_size=40).map("".join)


@given(documents, st.sampled_from([1, 20, 80]), st.booleans(), st.booleans(), st.sampled_from(["a.md", "a.mdx"]))
def test_s1_nothing_but_text_colours_and_safe_links_comes_out(markdown, width, tty, colour, path):
    drawn = body(markdown, path=path, width=width, tty=tty, colour=colour)
    rest = SGR.sub("", LINK.sub("", drawn))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028]", rest)
    if tty or width > 20:
        assert max(map(cell_len, rest.splitlines()), default=0) <= max(width, 20)


@given(documents, st.sampled_from(["a.md", "a.mdx"]))
def test_no_word_is_dropped(markdown, path):
    drawn = re.sub(r"[\s│┃┊]+", "", seen(markdown, path=path, width=100))
    assert [word for word in re.findall(r"w\d{3}", markdown) if word not in drawn.lower()] == []


HOSTILE = (
    "[¦![¦[^¦^[¦*¦*a ¦_a¦~~a ¦|¦| a¦>¦> a\n¦<¦<a ¦<A ¦<A {¦<A '¦<u>¦</u>¦<h1> ¦{%¦{% a %}\n¦{% a\n¦{% highlight %}\n¦"
    "{{¦{{<¦{¦{# ¦{:¦`¦`a ¦$¦$a¦$$a¦$$\na\n¦!!! a\n¦??? ¦:::a\n¦[^a]: b\n¦a\n: b\n¦- a\n¦- [ ] a\n¦<!--¦"
    "<details>\n\n¦http://¦&#x202e;¦日"
).split("¦")


@pytest.mark.parametrize("piece", HOSTILE)
def test_r19_worst_cases_take_time_in_proportion(piece):
    """20 KB of one thing; what looked to the end from each would take a minute."""
    start = time.process_time()
    body(piece * (20_000 // len(piece)), path="a.mdx", tty=True, colour=True)
    assert time.process_time() - start < 8


@pytest.mark.parametrize(
    "source", [f"<p {'a' * 100_000}>", f"<div>{'<!--' * 8_000}", f"<p a{' ' * 100_000}>", "<h1 a> " * 14_000]
)
def test_s18_html_takes_time_in_proportion(source):
    start = time.process_time()
    body(source, tty=True, colour=True)
    assert time.process_time() - start < 8


@pytest.mark.parametrize("depth", [40, 99, 150])
@pytest.mark.parametrize("mark", ["> ", "- ", "1. "])
def test_a_hundred_containers_in_each_other_are_drawn(mark, depth):
    assert "deep" in re.sub(r"[^a-z]", "", seen(mark * depth + "deep"))


def test_a_theme_colours_code_as_pygments_does():
    def drawn(theme):
        row = {"_body": "```python\ndef f(): pass\n```\n", "_theme": theme}
        return text.render(View("posts", (), (row,)), Terminal(80, colour=True, tty=True))

    assert "\x1b[38;5;" in drawn("monokai")
    assert "\x1b[38;5;" not in drawn("")
    assert drawn("light") == drawn("dark") == drawn("")
