"""The gate of `publish`: what stops a post, what is only mentioned, and what nobody should be bothered with."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sites import NOW, site_of

from postctl import linting, registry, rulebook
from postctl.cli import main
from postctl.model import Diagnostic, Severity
from postctl.rules import Example, Finding, Rule
from postctl.site import Post, Site

RULES = registry.rules()
FRONT = "---\ntitle: A walk\n---\n"


def judged(site: Site, path: str, *codes: str) -> tuple[Diagnostic, ...]:
    """What the gate says of one post of a site."""
    return linting.check(site, rulebook.select(RULES, codes), path, publishing=True)


def of_text(text: str, *codes: str, generator: str = "plain", path: str = "a.md") -> tuple[Diagnostic, ...]:
    return judged(site_of({path: text}, generator), path, *codes)


def stopped(text: str, *codes: str) -> bool:
    return any(each.severity is Severity.ERROR for each in of_text(text, *codes))


# --- what counts as what -------------------------------------------------------------------------------------------------


def rule(severity: Severity, publishing: Severity | None, finding: Finding, *, gate: bool = False) -> Rule:
    def check(post: Post, site: Site) -> list[Finding]:
        return [finding]

    example = (Example({"a.md": FRONT}),)
    return Rule(
        code="P999",
        severity=severity,
        publishing=publishing,
        summary="x",
        bad=example,
        good=example,
        post=None if gate else check,
        gate=check if gate else None,
    )


@pytest.mark.parametrize(
    ("of_rule", "of_finding", "always", "at_the_gate"),
    [
        (("warning", None), (None, None), "warning", "warning"),
        (("info", "error"), (None, None), "info", "error"),
        (("info", "error"), ("warning", None), "warning", "error"),
        (("warning", "error"), ("info", "info"), "info", "info"),
        (("warning", None), ("info", None), "info", "info"),
        (("warning", None), (None, "error"), "warning", "error"),
    ],
)
def test_a_finding_counts_for_more_where_a_post_is_published(of_rule, of_finding, always, at_the_gate) -> None:
    def severity(word: str | None) -> Severity | None:
        return Severity(word) if word else None

    finding = Finding("x", severity=severity(of_finding[0]), publishing=severity(of_finding[1]))
    one = rule(Severity(of_rule[0]), severity(of_rule[1]), finding)
    site = site_of({"a.md": FRONT})
    assert [str(each.severity) for each in linting.check(site, [one])] == [always]
    assert [str(each.severity) for each in linting.check(site, [one], publishing=True)] == [at_the_gate]


def test_what_only_the_gate_asks_is_asked_of_the_posts_that_are_published() -> None:
    one = rule(Severity.ERROR, None, Finding("x"), gate=True)
    site = site_of({"a.md": FRONT, "b.md": FRONT})
    assert linting.check(site, [one]) == ()
    assert [each.path for each in linting.check(site, [one], "b.md", publishing=True)] == ["b.md"]


# --- marks of unfinished work --------------------------------------------------------------------------------------------

STOP = [
    "TODO",
    "TODO: x",
    "TODO add the photo",
    "- TODO add the photo",
    "* [ ] TODO",
    "1. TODO: x",
    "> FIXME",
    "## TODO",
    "Text (TODO).",
    "Text [TODO: ask Ada] text.",
    "Text **TODO** text.",
    "It was in TK that",
    "TKTK",
    "It cost [TK] euros",
    "XXX: check",
    "[XXX]",
    "<!-- TODO: photo -->",
    "<!--\nFIXME\n-->",
    "see [the list](TODO)",
    "x\n\nTODO\n\ny",
    "Text TODO: x",
]
PASS = [
    "My TODO list is long.",
    "The TODO app.",
    "the todo, a fixme",
    "`TODO: x`",
    "    TODO: x",
    "```\nTODO: x\n```",
    "<pre>\nTODO: x\n</pre>",
    "<code>// FIXME: x</code>",
    "{% highlight c %}\n// TODO: x\n{% endhighlight %}",
    "{{< highlight c >}}\n// TODO: x\n{{< /highlight >}}",
    "TODOs, TODO.txt and TODO-app",
    "#TODO and @TODO and $XXX",
    "555-XXX-1234",
    "ATK, TK-421 and Tk",
    "https://example.org/TODO",
    "[a list](/TODO/)",
]
DOUBT = ["The word TODO stands here.", "Super Bowl XXX was fun.", "They said FIXME to each other."]


@pytest.mark.parametrize("text", STOP)
def test_a_mark_stops_a_post(text: str) -> None:
    assert stopped(f"{FRONT}Before.\n\n{text}\n", "P602")


@pytest.mark.parametrize("text", PASS)
def test_a_word_in_code_or_in_a_sentence_about_it_does_not(text: str) -> None:
    assert of_text(f"{FRONT}Before.\n\n{text}\n", "P602") == ()


@pytest.mark.parametrize("text", DOUBT)
def test_a_doubtful_word_is_mentioned_and_only_at_the_gate(text: str) -> None:
    (found,) = of_text(f"{FRONT}{text}\n", "P602")
    assert found.severity is Severity.WARNING
    assert linting.check(site_of({"a.md": f"{FRONT}{text}\n"}), rulebook.select(RULES, ["P602"])) == ()


@pytest.mark.parametrize("key", ["title", "description", "summary", "excerpt"])
@pytest.mark.parametrize("value", ["TODO", "'TODO: x'", '"A walk (FIXME)"', "A walk, TK", "XXX"])
def test_a_mark_in_what_readers_see_first_is_told_at_any_time(key: str, value: str) -> None:
    text = f"---\n{key}: {value}\n---\nText.\n"
    (always,) = linting.check(site_of({"a.md": text}), rulebook.select(RULES, ["P602"]))
    assert always.severity is Severity.WARNING
    (found,) = of_text(text, "P602")
    assert found.severity is Severity.ERROR
    assert found.excerpt[found.column - 1 : found.end_column - 1] in ("TODO", "FIXME", "TK", "XXX")


def test_a_doubtful_word_in_a_title_is_only_mentioned() -> None:
    (found,) = of_text("---\ntitle: Super Bowl XXX\n---\nText.\n", "P602")
    assert found.severity is Severity.WARNING


LINES = st.lists(st.text("ab \u00e9\u8336\U0001f375#*>-`[]()!<&\t", max_size=12), max_size=5)


@given(LINES, LINES, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.sampled_from(["TODO: x", "[FIXME]", "TK"]))
def test_u7_a_mark_is_reported_where_it_stands(before, after, newline: str, bom: bool, mark: str) -> None:
    lines = ["---", "title: A", "---", "", *before, "", "planted", "", mark, "", *after]
    data = ("\ufeff" * bom + newline.join(lines)).encode()
    site = site_of({"a.md": data})
    line = len(lines) - len(after) - 1
    found = linting.check(site, rulebook.select(RULES, ["P602"]))
    inside_code = any("`" in each or "<" in each for each in before)
    places = [(each.line, each.excerpt[each.column - 1 : each.end_column - 1]) for each in found]
    assert places in ([(line, mark.strip("[]").removesuffix(": x"))], *([[]] if inside_code else []))


# --- placeholders ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Lorem ipsum dolor sit amet",
        "lorem ipsum\ndolor sit amet",
        "Write your post here.",
        "**Your text goes here...**",
        "Insert your text here",
        "> Start writing here",
        "You\u2019ll find this post in your `_posts` directory.",
        "This is your very first post. Check [documentation](https://hexo.io/docs/)",
        "Welcome to WordPress. This is your first post.",
        "# {{ title }}",
        "{{ .Name }}",
        'Posted: {{ replace .Name "-" " " }}',
    ],
)
def test_a_placeholder_stops_a_post(text: str) -> None:
    assert stopped(f"{FRONT}Before.\n\n{text}\n", "P601")


@pytest.mark.parametrize(
    "text",
    [
        "`lorem ipsum dolor sit amet`",
        "```\nWrite your post here.\n```",
        "We wrote our text here and there.",
        "Your text here would be welcome.",
        "He said: put your text here, please.",
        "`{{ title }}`",
        "{{ page.title }} and {{ site.name }}",
        '{{< figure src="a.png" title="A" >}}',
    ],
)
def test_words_like_it_do_not(text: str) -> None:
    assert of_text(f"{FRONT}Before.\n\n{text}\n", "P601") == ()


@pytest.mark.parametrize(
    "title",
    [
        "Untitled",
        "untitled 2",
        "New post",
        "My New Post",
        "Title",
        "Your title here",
        "'{{ title }}'",
        "'<% tp.file.title %>'",
        "TBD",
    ],
)
def test_a_title_that_is_none_stops_a_post(title: str) -> None:
    assert stopped(f"---\ntitle: {title}\n---\nText.\n", "P601")


@pytest.mark.parametrize(
    "title", ["Untitled Goose Game", "A new post office", "Title fights", "Hello world", "What {{ is }} it", "404"]
)
def test_a_title_that_is_one_does_not(title: str) -> None:
    assert of_text(f"---\ntitle: {title}\n---\nText.\n", "P601") == ()


def test_u7_a_placeholder_is_reported_at_its_words() -> None:
    (title, text) = of_text('---\ntitle:  "Untitled"\n---\nA.\n\n  *Your text here*\n', "P601")
    assert (title.line, title.column, title.end_column) == (2, 10, 18)
    assert (text.line, text.column, text.end_column) == (6, 4, 18)


# --- what the others have ---------------------------------------------------------------------------------------------------


def house(with_it: int, without: int, line: str) -> dict[str, str]:
    have = {f"posts/h{n}.md": f"---\ntitle: H{n}\n{line}\n---\nText.\n" for n in range(with_it)}
    return have | {f"posts/n{n}.md": f"---\ntitle: N{n}\n---\nText.\n" for n in range(without)}


HABITS = [("P604", "description: In short."), ("P604", "excerpt: In short."), ("P605", "image: https://example.org/a.jpg")]


@pytest.mark.parametrize(("code", "line"), HABITS)
@pytest.mark.parametrize(
    ("with_it", "without", "stops", "told"),
    [
        (2, 0, True, False),
        (1, 0, False, False),
        (3, 2, True, False),
        (3, 3, False, False),
        (9, 1, True, True),
        (0, 4, False, False),
    ],
)
def test_what_most_have_is_wanted_at_the_gate_and_what_nearly_all_have_at_any_time(
    code: str, line: str, with_it: int, without: int, stops: bool, told: bool
) -> None:
    site = site_of({**house(with_it, without, line), "posts/x.md": FRONT + "Text.\n"})
    assert [each.severity for each in judged(site, "posts/x.md", code)] == [Severity.ERROR] * stops
    always = linting.check(site, rulebook.select(RULES, [code]), "posts/x.md")
    assert [each.severity for each in always] == [Severity.INFO] * told


@pytest.mark.parametrize(("code", "line"), HABITS)
def test_drafts_have_no_say_in_what_most_have(code: str, line: str) -> None:
    files = {path: text.replace("title", "draft: true\ntitle") for path, text in house(9, 0, line).items()}
    assert judged(site_of({**files, "posts/x.md": FRONT + "Text.\n"}), "posts/x.md", code) == ()


def test_the_empty_key_is_the_place_of_the_finding() -> None:
    site = site_of({**house(3, 0, "description: In short."), "posts/x.md": "---\ntitle: A\ndescription:\n---\nText.\n"})
    (found,) = judged(site, "posts/x.md", "P604")
    assert (found.line, found.column, found.message) == (3, 1, "`description` is empty, while 3 of 3 other posts have one")


@pytest.mark.parametrize(
    ("generator", "path", "front", "files"),
    [
        ("plain", "a.md", "cover: CAT", ("cat.png",)),
        ("plain", "a.md", "image: ./img/CAT", ("img/cat.png",)),
        ("plain", "a.md", "og:image: /img/CAT", ("static/img/cat.png",)),
        ("plain", "a.md", "cover:\n  image: CAT", ("cat.png",)),
        ("plain", "a.md", "images:\n  - CAT", ("cat.png",)),
        ("plain", "a.md", "header:\n  overlay_image: /assets/CAT", ("assets/cat.png",)),
        ("plain", "a.md", "thumbnail: CAT?v=2", ("cat.png",)),
        ("plain", "a.md", "featured_image: my%20CAT", ("my cat.png",)),
        ("astro", "src/content/blog/a.md", "heroImage: ../../assets/CAT", ("src/assets/cat.png",)),
        ("astro", "src/content/blog/a.md", "heroImage: '@assets/CAT'", ("src/assets/cat.png",)),
        ("pelican", "content/a.md", "cover: {static}/images/CAT", ("content/images/cat.png",)),
        ("hugo", "content/posts/a/index.md", "thumbnail: CAT", ("content/posts/a/cat.png",)),
    ],
)
def test_a_cover_is_looked_for_where_it_may_be(generator: str, path: str, front: str, files: tuple[str, ...]) -> None:
    text = f"---\ntitle: A\n{front.replace('CAT', 'cat.png')}\n---\nText.\n"
    (missing,) = judged(site_of({path: text}, generator), path, "P403")
    assert missing.severity is Severity.ERROR
    assert "cat.png" in missing.excerpt[missing.column - 1 : missing.end_column - 1]
    assert judged(site_of({path: text, **dict.fromkeys(files, "")}, generator), path, "P403") == ()


def test_covers_that_are_all_kept_elsewhere_stop_nothing() -> None:
    site = site_of({f"{n}.md": f"---\ntitle: A\ncover: /cdn/{n}.png\n---\nText.\n" for n in range(12)})
    assert [each.severity for each in linting.check(site, rulebook.select(RULES, ["P403"]), publishing=True)] == [Severity.INFO]


# --- empty ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body", ["", "\n\n", "<!-- more -->", "<!-- TODO\n-->\n", "[//]: # (x)\n", "# Heading", "# One\n\n## Two\n"]
)
def test_a_post_without_text_stops(body: str) -> None:
    assert stopped(FRONT + body, "P603")


@pytest.mark.parametrize(
    "body", ["x", "![a](b.png)", "<iframe src=x></iframe>", "{{< gallery >}}", "# One\n\nText\n", "- x", "#tag"]
)
def test_a_post_with_anything_to_see_does_not(body: str) -> None:
    assert of_text(FRONT + body, "P603") == ()


@pytest.mark.parametrize(
    "line", ["link: https://example.org", "external_url: https://example.org", "redirect_to: /b", "gallery: [a]"]
)
def test_a_post_that_leads_elsewhere_may_be_empty(line: str) -> None:
    assert of_text(f"---\ntitle: A\n{line}\n---\n", "P603") == ()


def test_a_layout_of_its_own_may_bring_the_text() -> None:
    files = {f"{n}.md": f"---\ntitle: A\nlayout: post\n---\n{n}\n" for n in range(4)}
    site = site_of({**files, "archive.md": "---\ntitle: Archive\nlayout: archive\n---\n"})
    assert judged(site, "archive.md", "P603") == ()


# --- dates, links, titles -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "files"),
    [("P101", {"b.md": FRONT, "a.md": "---\nx: 1\n---\nText.\n"}), ("P102", {"a.md": "---\ntitle:\n---\nText.\n"})],
)
def test_a_title_is_wanted(code: str, files: dict[str, str]) -> None:
    assert [each.severity for each in judged(site_of(files), "a.md", code)] == [Severity.ERROR]


@pytest.mark.parametrize("body", ["[b](b.md)", "[b](./c.md)", "![b](b.png)"])
def test_a_broken_link_or_image_and_a_link_to_a_draft_stop_a_post(body: str) -> None:
    site = site_of({"a.md": FRONT + body, "c.md": "---\ntitle: C\ndraft: true\n---\nText.\n"})
    assert [each.severity for each in judged(site, "a.md", "P4")] == [Severity.ERROR]


@pytest.fixture
def hugo(tmp_path: Path) -> Path:
    (tmp_path / "hugo.toml").touch()
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("---\ntitle: A\ndate: 2026-12-24\ndraft: true\n---\nText.\n")
    return tmp_path


@pytest.mark.parametrize(
    ("options", "code", "status"),
    [
        ((), 1, "draft"),
        (("--date", "keep"), 0, "scheduled"),
        (("--date", "now"), 0, "published"),
        (("--date", "2026-12-25"), 0, "scheduled"),
        (("--force",), 0, "scheduled"),
        (("--no-check",), 0, "scheduled"),
    ],
)
def test_a_date_yet_to_come_stops_a_post_unless_it_is_meant(hugo: Path, options, code: int, status: str, capsys) -> None:
    assert main(["-C", str(hugo), "publish", "a", *options]) == code
    said = capsys.readouterr()
    if code:
        assert said.out == ""
        assert "content/a.md:3:7: error P204" in said.err
        assert all(word in said.err for word in ("--date now", "postctl schedule", "--force"))
    main(["-C", str(hugo), "list", "--format", "plain"])
    assert capsys.readouterr().out.startswith(status)


def test_an_expired_post_is_stopped_whatever_date_is_kept(hugo: Path, capsys) -> None:
    (hugo / "content/a.md").write_text("---\ntitle: A\ndate: 2020-01-01\nexpiryDate: 2021-01-01\ndraft: true\n---\nText.\n")
    assert main(["-C", str(hugo), "publish", "a"]) == 1
    assert "content/a.md:4:13: error P204 it expired" in capsys.readouterr().err


def test_r7_a_dry_run_is_stopped_as_the_run_would_be(hugo: Path, capsys) -> None:
    before = (hugo / "content/a.md").read_bytes()
    assert main(["-C", str(hugo), "publish", "a", "-n"]) == main(["-C", str(hugo), "publish", "a", "--diff"]) == 1
    assert capsys.readouterr().out == ""
    assert (hugo / "content/a.md").read_bytes() == before


def test_r16_one_post_that_is_stopped_stops_the_batch(hugo: Path, capsys) -> None:
    (hugo / "content/b.md").write_text("---\ntitle: B\ndraft: true\n---\nText.\n")
    assert main(["-C", str(hugo), "publish", "b", "a"]) == 1
    assert "draft: true" in (hugo / "content/b.md").read_text()


def test_a_text_that_is_still_that_of_the_template_stops_a_post(hugo: Path, capsys) -> None:
    (hugo / "archetypes").mkdir()
    (hugo / "archetypes/default.md").write_text("---\ntitle: '{{ .Name }}'\n---\n\n## What was new\n\nTell it here, briefly.\n")
    (hugo / "content/b.md").write_text(
        "---\ntitle: B\ndate: 2026-01-01\ndraft: true\n---\n\n## What was new\n\nTell it here, briefly.\n"
    )
    assert main(["-C", str(hugo), "publish", "b"]) == 1
    said = capsys.readouterr().err
    assert "content/b.md:7:1: error P601 the text is that of the template archetypes/default.md, word for word" in said
    (hugo / "postctl.toml").write_text('[validate.per-file-ignores]\n"content/b.md" = ["P601"]\n')
    assert main(["-C", str(hugo), "publish", "b"]) == 0


def test_what_is_unpublished_is_not_checked(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: TODO\n---\nLorem ipsum dolor sit amet\n")
    assert main(["-C", str(tmp_path), "unpublish", "a"]) == 0


# --- hostile ------------------------------------------------------------------------------------------------------------------

WORST = [
    "TODO " * 20_000,
    "lorem " * 20_000,
    "lorem" + " " * 100_000,
    "{{ replace " * 10_000,
    "{{" * 50_000,
    "<%" * 50_000,
    "<!--" * 25_000,
    "<pre>" * 20_000,
    "{% raw %}" * 10_000,
    "[(>" * 30_000,
    "# \n" * 30_000,
    "your text " * 10_000,
    "[//]: # " * 12_000,
    "`" * 100_000,
    "<!--a--> FIXME: b ![c](d) " * 4_000,
]


@pytest.mark.parametrize("text", WORST, ids=[each[:9].strip() for each in WORST])
def test_s18_no_text_makes_the_rules_wait(text: str) -> None:
    site = site_of({"a.md": FRONT + text})
    before = time.process_time()
    linting.check(site, rulebook.select(RULES, ["P6", "P403"]), publishing=True)
    assert time.process_time() - before < 12


@pytest.mark.parametrize("text", [each[:60_000].replace("\n", " ").replace("'", "") for each in WORST], ids=range(len(WORST)))
@pytest.mark.parametrize("key", ["title", "description", "cover"])
def test_s18_no_value_makes_the_rules_wait(text: str, key: str) -> None:
    site = site_of({"a.md": f"---\n{key}: 'x {text}'\n---\nText.\n"})
    before = time.process_time()
    linting.check(site, rulebook.select(RULES, ["P6", "P403"]), publishing=True)
    assert time.process_time() - before < 6


@example("\x1f", "title")
@given(st.text(max_size=60), st.sampled_from(["title", "description", "image", "cover", "images", "layout", "date"]))
def test_r18_any_text_is_judged(text: str, key: str) -> None:
    import json

    for body in (f"{FRONT}{text}", f"---\n{key}: {json.dumps(text)}\n---\n", f"---\n{key}: {text}\n---\n"):
        site = site_of({"content/a.md": body.encode("utf-8", "replace")}, "hugo", NOW)
        for each in linting.check(site, RULES, publishing=True):
            assert (1, 1) <= (each.line, each.column) <= (each.end_line, each.end_column)
            assert each.help
