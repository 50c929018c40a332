"""Rules about the text of posts, at their edges: what is a habit, what is code, what a fix leaves behind."""

from __future__ import annotations

import time

import pytest
from sites import site_of

from postctl import linting, registry
from postctl.model import Severity

BY_CODE = {rule.code: rule for rule in registry.rules()}
MINE = tuple(BY_CODE[f"P6{number:02}"] for number in range(6, 15))
T = "---\ntitle: A\n---\n"


def found(code, files, generator="plain"):
    return linting.check(site_of(files, generator), (BY_CODE[code],))


def fixed(files, finding):
    data = files[finding.path].encode()
    for start, end, new in sorted(finding.fix_offsets, reverse=True):
        data = data[:start] + new.encode() + data[end:]
    return data.decode()


def marked(finding):
    return finding.excerpt[finding.column - 1 : finding.end_column - 1]


OTHERS = {f"{number}.md": f"---\ntitle: Walk {number}\n---\nText.\n" for number in range(4)}


@pytest.mark.parametrize(
    ("body", "after"),
    [
        ("# By the lake\n\nText.\n", "Text.\n"),
        ("\n# By the *lake*!\nText.\n", "\nText.\n"),
        ("\r\nBy the lake\r\n===\r\n\r\n\r\nText.\r\n", "\r\nText.\r\n"),
        ("# By the lake", ""),
        ("Text.\n\n# By the lake\n", None),
        ("# By the lakes\n", None),
        ("## By the lake\n", None),
        ("#By the lake\n", None),
    ],
)
def test_a_heading_that_is_the_title_goes_with_the_blank_lines_below_it(body, after):
    files = {**OTHERS, "a.md": f"---\ntitle: By the lake\n---\n{body}"}
    diagnostics = found("P606", files)
    assert [fixed(files, each) for each in diagnostics] == (
        [f"---\ntitle: By the lake\n---\n{after}"] if after is not None else []
    )


def test_a_title_in_the_text_of_a_third_of_the_posts_is_how_the_site_is_written():
    twice = {f"t{n}.md": f"---\ntitle: T{n}\n---\n# T{n}\n" for n in range(2)}
    assert len(found("P606", {**OTHERS, **twice})) == 2
    assert found("P606", {**OTHERS, **twice, "x.md": "---\ntitle: X\n---\n# X\n"}) == ()
    assert found("P606", {"a.md": "---\ntitle: X\n---\n# X\n"}) == ()


def test_each_jump_of_ranks_is_marked_at_its_heading():
    files = {"a.md": T + "\U0001f600\n\n## One\n\n#### Two\n\n## Three\n\n##### Four {#x}\n\n### Five\n"}
    first, second = found("P607", files)
    assert (first.line, marked(first), first.help) == (8, "#### Two", "make it ###, or write the heading between")
    assert (second.line, marked(second)) == (12, "##### Four {#x}")


@pytest.mark.parametrize(
    ("image", "told"),
    [
        ("![](a.png)", True),
        ("![ ](a.png)", True),
        ("![A](a.png)", False),
        ("<img src=a.png>", True),
        ("<img src='a.png' alt=''>", False),
        ("<img alt='A' src='a.png'>", False),
        ("<IMG src=a.png data-alt=x>", True),
        ("<a href=a.png>x</a>", False),
        ("[![](a.png)](b)", True),
        ("![]()", False),  # P415 tells
        ("<!-- ![](a.png) -->", False),
    ],
)
def test_which_images_say_what_they_show(image, told):
    diagnostics = found("P608", {"a.md": T + image + "\n", "a.png": ""})
    assert [marked(each) for each in diagnostics] == ([image.removeprefix("[").removesuffix("](b)")] if told else [])


def test_images_without_a_text_are_one_note_where_most_have_none():
    files = {f"{n}.md": T + "![](x.png)\n" for n in range(4)}
    (note,) = found("P608", files)
    assert (note.path, note.message.partition(" of this site")[0]) == ("0.md", "4 of 4 images")


@pytest.mark.parametrize(("length", "told"), [(200, False), (201, True)])
def test_a_description_counts_by_its_width(length, told):
    assert bool(found("P609", {"a.md": f"---\ndescription: '{'x' * length}'\n---\n"})) is told
    wide = "\u6e56" * (length // 2) + "x" * (length % 2)
    assert bool(found("P609", {"a.md": f"---\ndescription: '{wide}'\n---\n"})) is told


def test_the_same_description_is_told_of_each_post_but_the_first_and_once_where_many_share_it():
    def posts(number):
        return {f"{n}.md": "---\ndescription: A walk around the lake.\n---\n" for n in range(number)}

    assert [(each.path, each.message) for each in found("P610", posts(3))] == [
        ("1.md", "the same description as 0.md"),
        ("2.md", "the same description as 0.md"),
    ]
    (note,) = found("P610", posts(6))
    assert (note.path, note.message) == ("0.md", "6 posts have this description")


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("```\nx\n", 4),
        ("Text.\n\n~~~~ sh\nx\n~~~\n", 6),
        ("```js\nx\n\nText.\n\n```py\ny\n```\n", 4),
        ("```\nx\n```\n", None),
        ("```md\nx\n\n```py\ny\n```\n", None),
        ("- a\n\n      ```\n      x\n      ```\n", None),
        ("- a\n\n  ```\n  x\n```\n", None),
        ("1. a\n   ```toml\n   x\n\n## B\n\n```py\ny\n```\n", None),
        ("``` not `` a ` fence\n", None),
        ("<!--\n```\n-->\n", None),
    ],
)
def test_which_fences_are_never_closed(body, line):
    assert [each.line for each in found("P611", {"a.md": T + body})] == ([line] if line else [])


@pytest.mark.parametrize(
    ("generator", "path", "mark", "right"),
    [
        ("hugo", "content/a.md", "<!-- more -->", "<!--more-->"),
        ("hugo", "content/a.md", "<!--MORE-->", "<!--more-->"),
        ("hugo", "content/a.md", "<!-- truncate -->", "<!--more-->"),
        ("hugo", "content/a.md", "<!--more-->", None),
        ("hugo", "content/a.md", "`<!-- more -->`", None),
        ("hugo", "content/a.md", "<!-- more to come -->", None),
        ("hexo", "source/_posts/a.md", "<!--More-->", None),
        ("hexo", "source/_posts/a.md", "{/* truncate */}", "<!-- more -->"),
        ("zola", "content/a.md", "<!--TEASER_END-->", "<!-- more -->"),
        ("zola", "content/a.md", "<!--  more-->", None),
        ("jekyll", "_posts/2026-11-01-a.md", "<!-- more -->", None),
        ("eleventy", "a.md", "<!-- truncate -->", None),
    ],
)
def test_the_mark_of_another_generator_becomes_this_ones(generator, path, mark, right):
    files = {path: f"---\ntitle: A\n---\nOne.\n\n{mark}\n\nTwo.\n"}
    diagnostics = found("P612", files, generator)
    assert [fixed(files, each) for each in diagnostics] == ([files[path].replace(mark, right)] if right else [])


def test_a_mark_that_the_configuration_names_is_the_right_one():
    mkdocs = "plugins:\n  - blog:\n      post_excerpt_separator: <!-- cut -->\n"
    post = "---\ntitle: A\ndate: 2026-11-01\n---\nOne.\n\n<!-- more -->\n\nTwo.\n"
    (finding,) = found("P612", {"mkdocs.yml": mkdocs, "docs/blog/posts/a.md": post}, "mkdocs")
    assert finding.help == "write <!-- cut -->"
    config = "export default {presets: [['classic', {blog: {truncateMarker: /x/}}]]};\n"
    files = {"docusaurus.config.js": config, "blog/2026-11-01-a.md": post}
    assert found("P612", files, "docusaurus") == ()
    usual = {**files, "docusaurus.config.js": config.replace("truncateMarker: /x/", "")}
    assert [each.help for each in found("P612", usual, "docusaurus")] == ["write <!-- truncate -->"]
    moved = {"docusaurus.config.js": usual["docusaurus.config.js"], "blog/2026-11-01-a.mdx": post.replace("more", "excerpt")}
    assert [each.help for each in found("P612", moved, "docusaurus")] == ["write {/* truncate */}"]


def test_a_wrong_mark_of_a_whole_site_is_told_once():
    files = {f"content/{n:02}.md": T + "One.\n\n<!-- more -->\n\nTwo.\n" for n in range(12)}
    (finding,) = found("P612", files, "hugo")
    assert (finding.path, finding.message) == ("content/00.md", "<!-- more --> means nothing to Hugo, and 12 posts have it")


@pytest.mark.parametrize(
    ("body", "column"),
    [
        ("<!-- x\n\nText.\n", 1),
        ("  <!-- x\n\nText.\n", 3),
        ("<!-- x -->\n<!-- y --\nText.\n", 1),
        ("Text <!-- x\n", None),
        ("    <!-- x\n", None),
        ("```\n<!-- x\n```\n", None),
        ("<!-- x -->\n", None),
        ("<!-->\nText.\n", None),
        ("Text.\n\n<!--\n", None),
    ],
)
def test_which_comments_never_end(body, column):
    diagnostics = found("P613", {"a.md": T + body})
    assert [each.column for each in diagnostics] == ([column] if column else [])
    assert all(marked(each) == "<!--" for each in diagnostics)


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ("draft: true\n---\nText.\n", "draft"),
        ("\ntags:\n  - a\n  - b\ndraft: true\n---\n", "tags"),
        ("---\ntitle: B\n---\n", "title"),
        ("published: 'false'\nText.\n", "published"),
        ("\ndraft: true\nText.\n", None),
        ("Note: x\n---\nText.\n", None),
        ("---\nNote: x\n---\n", None),
        ("---\n\nTitle: x\n\n---\n", None),
        ("date: 1066\n\nA year.\n", None),
        ("draft: a first sketch\n", None),
        ("", None),
    ],
)
def test_which_keys_in_a_text_are_front_matter(body, key):
    diagnostics = found("P614", {"a.md": T + body})
    assert [marked(each) for each in diagnostics] == ([key] if key else [])


def test_all_are_notes_but_what_hides_text_or_does_nothing():
    severities = {rule.code: rule.severity for rule in MINE}
    warnings = {code for code, severity in severities.items() if severity is Severity.WARNING}
    assert warnings == {"P611", "P612", "P613", "P614"}


@pytest.mark.parametrize(
    "text",
    [
        "```a\n\n" * 15_000,
        "~~~\n" * 25_001,
        "> " * 50_000,
        "<!-- " * 20_000,
        "<!-- more" * 11_000,
        "a: b\n" * 20_000,
        "- " * 50_000,
        "<img " * 20_000,
        "# a\n\n### b\n\n" * 8_000,
        "\n" * 100_000,
        "<!--" + " " * 100_000,
    ],
)
def test_s18_long_texts_of_one_kind_take_no_time(text):
    site = site_of({"content/a.md": T + text}, "hugo")
    before = time.perf_counter()
    for rule in MINE:
        linting.check(site, (rule,))
    assert time.perf_counter() - before < 15
