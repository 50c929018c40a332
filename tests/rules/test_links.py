"""The rules about links and assets: exact places, fixes that are applied and read again, and what they leave alone."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from sites import site_of

from postctl import linting, registry, rulebook
from postctl.model import Severity

RULES = registry.rules()
FRONT = "---\ntitle: A\n---\n"
BOM = "\ufeff"


def found(code, files, generator="plain", **more):
    return linting.check(site_of(files, generator, **more), rulebook.select(RULES, [code]))


def marked(text, finding):
    """What a finding points at."""
    line = text.removeprefix(BOM).replace("\r\n", "\n").split("\n")[finding.line - 1]
    return line[finding.column - 1 : finding.end_column - 1]


def fixed(files, path, finding):
    data = files[path].encode()
    assert finding.fix is not None
    for start, end, text in sorted(finding.fix_offsets, reverse=True):
        data = data[:start] + text.encode() + data[end:]
    return data.decode()


def mended(code, files, generator, path):
    """The text after the fixes of all findings of a rule, of which none is left."""
    text = files[path].encode()
    edits = [edit for each in found(code, files, generator) if each.fix for edit in each.fix_offsets]
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new.encode() + text[end:]
    assert found(code, {**files, path: text}, generator) == ()
    return text.decode()


# --- exact places, whatever the file is like ------------------------------------------------------------------------------

TARGETS = {"b.md": "---\ntitle: B\ndraft: true\n---\n", "pic/cat.png": ""}


@pytest.mark.parametrize("before", [BOM, ""])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("code", "body", "place"),
    [
        ("P404", "\U0001f408 caf\u00e9 [b](b.md#x)", "b.md#x"),
        ("P404", "[b][r]\n\n> \U0001f408\n\n[r]: <b.md>", "b.md"),
        ("P407", "\U0001f408 See [a whole book][bok] and ![x][y].", "bok"),
        ("P408", "\U0001f408 ![](Pic/cat.PNG 'T')", "Pic/cat.PNG"),
        ("P408", "\U0001f408 <img alt='\u00e9' src=\"Pic/cat.png\">", "Pic/cat.png"),
        ("P413", "\U0001f408\n\n[\u00e9]: https://example.org/ 'T'", "[\u00e9]: https://example.org/ 'T'"),
        ("P414", "\U0001f408 [r]\n\n[r]: /a\n[R]: /b", "/b"),
        ("P415", "\U0001f408 [**a**]( )", "[**a**]( )"),
        ("P416", "\U0001f408 [a](file:///a/b.html)", "file:///a/b.html"),
    ],
)
def test_u7_a_finding_is_exactly_where_it_belongs(code, body, place, before, end):
    text = before + (FRONT + body + "\n").replace("\n", end)
    first = found(code, {"a.md": text, **TARGETS})[0]
    assert marked(text, first) == place


@pytest.mark.parametrize("before", [BOM, ""])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_fixes_keep_every_other_byte(before, end):
    text = before + (FRONT + "# \U0001f408\n\n![](Pic/Cat.png?x#y)\n\n[u]: /gone\n[v]: https://x.org\n\n[v]").replace("\n", end)
    files = {"a.md": text, **TARGETS}
    assert mended("P408", files, "plain", "a.md") == text.replace("Pic/Cat.png", "pic/cat.png")
    assert mended("P413", files, "plain", "a.md") == text.replace(f"[u]: /gone{end}", "")


# --- links to drafts and to what is not there at the time ------------------------------------------------------------


def hugo(date, more=""):
    return f"---\ntitle: A\ndate: {date}\n{more}---\n"


@pytest.mark.parametrize(
    ("own", "other", "message"),
    [
        ("2026-01-01", "2026-12-24", "links to a post that appears in 1 month: content/b.md"),
        ("2026-12-24", "2026-12-24", None),
        ("2026-12-25", "2026-12-24", None),
        ("2026-12-23", "2026-12-24", "links to a post that appears in 1 month: content/b.md"),
        ("2026-01-01", "2026-01-01", None),
    ],
)
def test_a_link_to_what_is_yet_to_appear_counts_from_the_day_the_post_appears(own, other, message):
    files = {"content/a.md": hugo(own) + "[b](/b/)\n", "content/b.md": hugo(other)}
    assert [each.message for each in found("P405", files, "hugo")] == ([message] if message else [])
    assert found("P405", {"content/a.md": hugo(own, "draft: true\n") + "[b](/b/)\n", "content/b.md": hugo(other)}, "hugo") == ()
    assert found("P405", files, "hugo", at=datetime(2027, 1, 1, tzinfo=UTC)) == ()


def test_the_gate_stops_over_what_is_gone_and_mentions_what_is_to_come():
    gone = {"content/a.md": hugo("2026-01-01") + "[b](b.md)\n", "content/b.md": hugo("2020-01-01", "expiryDate: 2021-01-01\n")}
    later = {**gone, "content/b.md": hugo("2026-12-24")}
    rules = rulebook.select(RULES, ["P405"])
    for files, severity in ((gone, Severity.ERROR), (later, Severity.WARNING)):
        (finding,) = linting.check(site_of(files, "hugo"), rules, "content/a.md", publishing=True)
        assert finding.severity is severity


@pytest.mark.parametrize(
    ("generator", "path", "other", "link"),
    [
        ("hugo", "content/a.md", "content/b.md", '{{< ref "b.md#x" >}}'),
        ("hugo", "content/a.md", "content/b.md", "{{% relref b %}}"),
        ("jekyll", "_posts/2026-01-01-a.md", "_drafts/b.md", "[b]({% link _drafts/b.md %})"),
        ("zola", "content/a.md", "content/b.md", "[b](@/b.md)"),
    ],
)
def test_a_draft_is_found_by_the_names_of_the_generator(generator, path, other, link):
    files = {path: FRONT + link + "\n", other: "---\ntitle: B\ndraft: true\n---\n", "config.toml": ""}
    assert [each.message for each in found("P404", files, generator)] == [f"links to a draft: {other}"]
    assert not [each for each in found("P401", files, generator) if "draft" in each.message]


# --- letter case ------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "there", "after"),
    [
        ("My%20Cat.png", "img/my cat.png", "my%20cat.png"),
        ("../IMG/cat.png", "img/cat.png", "../img/cat.png"),
        ("./Cat.png", "img/cat.png", "./cat.png"),
        ("/static/Img/Cat.PNG", "static/img/cat.png", "/static/img/cat.png"),
        ("<My Cat.png>", "img/my cat.png", "<my cat.png>"),
    ],
)
def test_letter_case_is_corrected_part_by_part(written, there, after):
    files = {"img/a.md": f"{FRONT}![]({written})\n", there: ""}
    assert mended("P408", files, "plain", "img/a.md") == f"{FRONT}![]({after})\n"
    assert found("P402", files) == ()


def test_covers_are_corrected_in_their_quotes_and_in_tables():
    front = "---\ntitle: A\ncover: \"/img/A.png\" # here\nheader: {image: 'img/A.png'}\nimages:\n  - img/A.png\n---\n"
    files = {"a.md": front, "img/a.png": ""}
    assert mended("P408", files, "plain", "a.md") == front.replace("A.png", "a.png")
    assert found("P403", files) == ()


def test_of_two_files_that_could_be_meant_none_is():
    assert found("P408", {"a.md": FRONT + "![](x/CAT.png)\n", "x/cat.png": "", "x/Cat.png": ""}) == ()
    assert len(found("P402", {"a.md": FRONT + "![](x/CAT.png)\n", "x/cat.png": "", "x/Cat.png": ""})) == 1


# --- headings ------------------------------------------------------------


@pytest.mark.parametrize(
    ("link", "message", "after"),
    [
        ("[x](#Set-Up)", "no heading in this post has the id Set-Up", "[x](#set-up)"),
        ("[x](b.md#Set-Up)", "no heading in content/b.md has the id Set-Up", "[x](b.md#set-up)"),
        ('{{< ref "b.md#Set-Up" >}}', "no heading in content/b.md has the id Set-Up", '{{< ref "b.md#set-up" >}}'),
        ("[x](/b/?q#Set-Up)", "no heading in content/b.md has the id Set-Up", "[x](/b/?q#set-up)"),
    ],
)
def test_a_name_in_other_letters_is_corrected(link, message, after):
    own = "" if "b" in link else "## Set up\n"
    files = {"content/a.md": f"{FRONT}{own}{link}\n", "content/b.md": FRONT + "## Set up\n"}
    (finding,) = found("P406", files, "hugo")
    assert finding.message == message
    assert finding.fix.safe
    assert fixed(files, "content/a.md", finding) == f"{FRONT}{own}{after}\n"


@pytest.mark.parametrize(
    "body",
    [
        "## Caf\u00e9 & more\n\n[x](#caf\u00e9--more) [y](#cafe-more)",
        "## [A link](/x/) here\n\n[x](#a-link-here)",
        "## A {#some-name-of-it}\n\n[x](#some-name-of-it)",
        "## A\n\n<div id='some-name-of-it'></div>\n\n[x](#some-name-of-it)",
        "## A\n\n[x](#fn:1) [y](#top) [z](#comments) [t](#:~:text=a-b-c-d) [u](#)",
        "## A\n\n`[x](#some-name-of-it)`",
        "[x](#some-name-of-it)",
        "## A\n\n[x](#theme)",
    ],
)
def test_names_that_may_be_there_are_left_alone(body):
    assert found("P406", {"content/a.md": FRONT + body + "\n"}, "hugo") == ()


def test_python_markdown_needs_no_blank_in_a_heading():
    files = {
        "docs/blog/posts/a.md": "---\ndate: 2026-11-01\n---\n## B\n\n##Set up it all\n\n[x](#set-up-it-all) [y](#set-up-it-now)\n"
    }
    assert [each.message for each in found("P406", files, "mkdocs")] == ["no heading in this post has the id set-up-it-now"]


@pytest.mark.parametrize(
    "config",
    [
        "[markup.goldmark.parser]\nautoHeadingIDType = 'blackfriday'",
        "[markup.goldmark.parser]\nautoHeadingID = false",
        "[markup]\ndefaultMarkdownHandler = 'asciidocext'",
    ],
)
def test_settings_that_change_the_ids_silence_the_rule(config):
    files = {"content/a.md": FRONT + "## Set up\n\n[x](#setup)\n"}
    assert len(found("P406", files, "hugo")) == 1
    assert found("P406", {**files, "hugo.toml": config}, "hugo") == ()
    assert found("P406", {**files, "layouts/_markup/render-heading.html": ""}, "hugo") == ()


# --- references ------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        "a[i][j] and f(x)[a b][c]",
        "[x][y] and [a][b][c]",
        "`[a b][c]` and\n\n    [a b][c]\n",
        "[a b][c](https://x.org)",
        "\\[a b][c]",
        "[a b][c]\n\n--8<-- 'links.md'",
        "[a b][^c]",
        "[a b][]",
        "<div>\n[a b][c]\n</div>",
        "{{% links %}} [a b][c]",
    ],
)
def test_brackets_that_are_no_reference_are_left_alone(body):
    assert found("P407", {"a.md": FRONT + body + "\n"}) == ()


def test_a_block_of_definitions_that_is_copied_into_posts_is_one_note():
    block = "".join(f"[name{number}]: https://x.org/{number}\n" for number in range(30))
    (note,) = found("P413", {"a.md": FRONT + "[name3]\n\n" + block})
    assert note.message == "29 of 30 definitions in this post are used by nothing, such as [name0]"
    assert note.fix is None


def test_which_definition_counts_is_said_by_the_generator():
    body = FRONT + "[r]\n\n[r]: /a\n[r]: /b\n"
    (first,) = found("P414", {"content/a.md": body}, "hugo")
    (last,) = found("P414", {"_posts/2026-01-01-a.md": body}, "jekyll")
    assert (first.message, first.line) == ("[r] is defined twice, and Hugo takes the first: /a", 7)
    assert (last.message, last.line) == ("[r] is defined twice, and Jekyll takes the last: /b", 6)


# --- other addresses ------------------------------------------------------------


HOME = {"hugo.toml": 'baseURL = "https://example.org/sub/"'}


def test_a_link_by_the_own_domain_becomes_one_from_the_root():
    text = FRONT + '[b](https://example.org/sub/b/?q#x "T") <a href="http://EXAMPLE.org/sub/b/">b</a>\n'
    files = {"content/a.md": text, "content/b.md": FRONT, **HOME}
    assert mended("P410", files, "hugo", "content/a.md") == FRONT + '[b](/sub/b/?q#x "T") <a href="/sub/b/">b</a>\n'
    assert not any(each.fix.safe for each in found("P410", files, "hugo"))


def test_where_most_posts_link_by_the_own_domain_it_is_the_habit_of_the_house():
    files = {f"content/{name}.md": FRONT + "[b](https://example.org/sub/b/)\n" for name in "acd"}
    files |= {"content/b.md": FRONT, **HOME}
    assert found("P410", files, "hugo") == ()
    files |= {f"content/x{number}.md": FRONT + "[b](/b/)\n" for number in range(4)}
    assert len(found("P410", files, "hugo")) == 3


def test_a_former_address_becomes_the_present_one_and_a_site_that_relies_on_redirects_gets_one_note():
    files = {"content/a.md": FRONT + "[b](/old/?q#x)\n", "content/b.md": "---\ntitle: B\naliases: /old/\n---\n"}
    assert mended("P417", files, "hugo", "content/a.md") == FRONT + "[b](/b/?q#x)\n"
    files |= {f"content/c{number}.md": FRONT + "[b](/old/)\n" for number in range(3)}
    (note,) = found("P417", files, "hugo")
    assert note.message == "4 of 4 posts link to former addresses of posts, such as /old/?q#x"


def test_the_address_of_a_preview_becomes_one_of_the_site():
    files = {"content/a.md": FRONT + "[b](http://localhost:1313/b/#x) [c](http://localhost:3000/c/)\n", "content/b.md": FRONT}
    assert mended("P416", files, "hugo", "content/a.md") == FRONT + "[b](/b/#x) [c](http://localhost:3000/c/)\n"


def test_a_path_that_leaves_the_site_is_not_missing_too():
    files = {"content/posts/a.md": FRONT + "![](../../../../x.png) [y](../../../y.md)\n", "config.toml": ""}
    assert [each.code for each in found("P40", files, "zola")] == ["P409", "P409"]


# --- files and templates ------------------------------------------------------------


def test_files_that_another_language_or_the_front_matter_names_are_used():
    files = {
        "content/a/index.md": "---\ntitle: A\nimages: [one.png]\n---\n",
        "content/a/index.fr.md": FRONT + "![](two.png)\n",
        "hugo.toml": "[languages.en]\n[languages.fr]\n",
        **{f"content/a/{name}.png": "" for name in ("one", "two", "three")},
    }
    (finding,) = found("P411", files, "hugo")
    assert finding.message == "nothing in the post names content/a/three.png"


def test_a_shortcode_is_reported_at_its_name_with_the_one_that_was_meant():
    files = {"content/a.md": FRONT + "\U0001f408 {{< galery x >}}\n", "layouts/shortcodes/gallery.html": ""}
    (finding,) = found("P412", files, "hugo")
    assert marked(files["content/a.md"], finding) == "galery"
    assert finding.help == "did you mean gallery?"
    assert finding.severity is Severity.ERROR


def test_a_theme_whose_own_modules_cannot_be_seen_silences_the_rule():
    files = {"content/a.md": FRONT + "{{< x1 >}}\n", "hugo.toml": "theme = 'ink'", "themes/ink/layouts/single.html": ""}
    assert len(found("P412", files, "hugo")) == 1
    assert found("P412", {**files, "themes/ink/layouts/shortcodes/x1.html": ""}, "hugo") == ()
    assert found("P412", {**files, "themes/ink/go.mod": ""}, "hugo") == ()


# --- speed ------------------------------------------------------------


HOSTILE = {
    "open references": "[a b][" * 15_000,
    "references": "[a b][c]\n\n" * 9_000,
    "definitions": "".join(f"[a{number}]: b\n" for number in range(6_000)),
    "one label": "[a]: b\n\n" * 10_000,
    "anchors": "## a\n" + "[x](#a-b-c)\n\n" * 7_000,
    "headings": "## a\n" * 20_000 + "[x](#b-c-d)",
    "empty": "[a]()\n\n" * 12_000,
    "shortcodes": "{{< a\n" * 16_000,
    "calls": "{{ a(b=\n" * 12_000,
    "comments": "{{</* " * 16_000,
    "local": "[a](http://localhost/b)\n\n" * 4_000,
    "braces": "{" * 100_000 + "## a\n[x](#b)",
    "climbing": "[a](" + "../" * 30_000 + "x.md)",
    "ids": "## a\n[b](#c-d-e) " + "id = " * 20_000,
}


@pytest.mark.parametrize("generator", ["hugo", "zola"])
@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_s18_hostile_bodies_take_linear_time(body, generator):
    files = {"content/a.md": FRONT + body + "\n", "layouts/single.html": "", "templates/page.html": "", "config.toml": ""}
    site, rules = site_of(files, generator), rulebook.select(RULES, ["P4"])
    start = time.process_time()
    linting.check(site, rules)
    assert time.process_time() - start < 15  # quadratic would be minutes
