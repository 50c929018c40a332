"""Every rule is tested by the examples it carries, and what it says is held to the same standard."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from planting import HOMES
from sites import site_of

import postctl
from postctl import linting, registry, rulebook
from postctl.model import Broken, Severity
from postctl.values import replace

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
RULES = registry.rules()
BY_CODE = {rule.code: rule for rule in RULES}

# Codes and names stand in configuration files and CI logs of strangers: add to this list, never take from it or change it.
CODES = {
    "P001": "unreadable-front-matter",
    "P002": "no-front-matter",
    "P003": "ignored-file",
    "P004": "duplicate-key",
    "P005": "yaml-tag",
    "P006": "unclosed-front-matter",
    "P007": "text-before-front-matter",
    "P008": "foreign-syntax",
    "P009": "tab-in-front-matter",
    "P010": "unquoted-colon",
    "P011": "not-utf-8",
    "P012": "executable-front-matter",
    "P013": "oversized-front-matter",
    "P014": "unquoted-special",
    "P015": "conflict-marker",
    "P017": "unused-allowance",
    "P101": "missing-title",
    "P102": "empty-title",
    "P103": "draft-not-as-meant",
    "P104": "unknown-key",
    "P105": "refused-value",
    "P106": "wrong-type",
    "P107": "misplaced-key",
    "P108": "key-case",
    "P109": "missing-required-key",
    "P110": "title-read-as-number",
    "P111": "conflicting-marks",
    "P112": "empty-value",
    "P113": "unreadable-release",
    "P201": "missing-date",
    "P202": "unreadable-date",
    "P203": "name-date-mismatch",
    "P204": "hidden-by-date",
    "P205": "impossible-date",
    "P206": "path-date-mismatch",
    "P207": "zone-edge-date",
    "P208": "unusual-date-form",
    "P209": "updated-before-date",
    "P210": "expires-before-date",
    "P211": "implausible-date",
    "P301": "duplicate-url",
    "P302": "redirect-collision",
    "P303": "case-collision",
    "P304": "unicode-collision",
    "P305": "empty-slug",
    "P306": "reserved-name",
    "P307": "long-name",
    "P308": "unsafe-slug",
    "P309": "unusual-slug",
    "P310": "duplicate-title",
    "P311": "self-redirect",
    "P312": "permalink-form",
    "P401": "broken-link",
    "P402": "missing-image",
    "P403": "missing-cover",
    "P404": "link-to-draft",
    "P405": "link-to-expired",
    "P406": "broken-anchor",
    "P407": "undefined-reference",
    "P408": "case-mismatch",
    "P409": "outside-link",
    "P410": "own-domain-link",
    "P411": "unused-asset",
    "P412": "unknown-shortcode",
    "P413": "unused-reference",
    "P414": "duplicate-reference",
    "P415": "empty-link",
    "P416": "local-address",
    "P417": "former-address",
    "P501": "hidden-character",
    "P502": "control-character",
    "P503": "mixed-script",
    "P504": "decomposed-text",
    "P505": "mojibake",
    "P506": "curly-quoted-value",
    "P507": "no-break-space",
    "P601": "placeholder-text",
    "P602": "todo-mark",
    "P603": "empty-body",
    "P604": "no-description",
    "P605": "no-cover",
    "P606": "repeated-title",
    "P607": "skipped-heading",
    "P608": "image-without-alt",
    "P609": "long-description",
    "P610": "repeated-description",
    "P611": "unclosed-fence",
    "P612": "foreign-more-marker",
    "P613": "unclosed-comment",
    "P614": "stray-front-matter",
    "P701": "near-duplicate-tag",
    "P702": "lone-tag",
    "P703": "unlisted-tag",
    "P704": "repeated-tag",
    "P705": "joined-tags",
    "P706": "untagged-post",
    "P707": "empty-tag",
    "P801": "key-order",
    "P802": "quoting",
    "P803": "date-form",
    "P804": "list-form",
    "P805": "key-spelling",
    "P806": "blank-after-front-matter",
    "P807": "final-newline",
    "P808": "trailing-blank",
    "P809": "explicit-public-mark",
    "P901": "misspelling",
    "P911": "schema-mismatch",
    "P921": "built-draft",
    "P922": "built-scheduled",
    "P923": "built-expired",
    "P924": "listed-hidden-post",
    "P925": "not-built",
}


def found(code, files, generator="plain"):
    return linting.check(site_of(files, generator), (BY_CODE[code],))


def site_for(example, **changed):
    """The site of an example, some of its files changed."""
    if example.standards.schema is not None:
        pytest.importorskip("jsonschema", reason="jsonschema is not installed (pip install '.[schema]')")
    return site_of({**example.files, **changed}, example.generator, standards=example.standards)


def checked(example, *rules):
    """The findings of rules in an example; one that only speaks when a post is published is asked then."""
    publishing = all(rule.gate and not (rule.post or rule.within) for rule in rules)
    return linting.check(site_for(example), rules, publishing=publishing)


def examples(kind):
    return [
        pytest.param(rule, example, id=f"{rule.code}-{number}")
        for rule in RULES
        for number, example in enumerate(getattr(rule, kind), 1)
    ]


# --- what every rule must be --------------------------------------------------------------------------------------------


def test_u10_codes_and_names_are_stable():
    now = {rule.code: rule.name for rule in RULES}
    assert {code: now.get(code) for code in CODES} == CODES
    assert now == CODES, "a new rule: add it to CODES"
    assert len(now) == len(RULES), "two rules have one code"


@pytest.mark.parametrize(("rule", "example"), examples("bad") + examples("good"))
def test_what_a_rule_says_of_a_post_by_itself_depends_on_no_other_file(rule, example):
    site = site_for(example)
    for post in site.posts:
        alone = replace(site, posts=(post,), files=frozenset((post.path,)), broken=(), ignored=())
        assert rule.post is None or [*rule.post(post, site)] == [*rule.post(post, alone)]


@pytest.mark.parametrize(("rule", "example"), examples("bad"))
def test_a_bad_example_is_reported(rule, example):
    found = checked(example, rule)
    assert found, example.files
    assert {each.code for each in found} == {rule.code}


@pytest.mark.parametrize(("rule", "example"), examples("good"))
def test_a_good_example_is_not(rule, example):
    assert checked(example, rule) == ()


@pytest.mark.parametrize(("rule", "example"), examples("bad"))
def test_u7_a_finding_says_why_and_what_to_do_on_one_line_each(rule, example):
    for each in checked(example, rule):
        assert each.path in example.files
        assert each.message
        assert each.help
        assert "\n" not in each.message + each.help
        assert not each.message.endswith(".")
        assert (1, 1) <= (each.line, each.column) <= (each.end_line, each.end_column)


def _always(rule):
    """The rule without a word on where it has nothing to say."""
    return replace(rule, sites=None, keys=frozenset(), signs=(), beyond_ascii=False)


ALWAYS = [_always(rule) for rule in RULES]


def test_many_rules_say_where_they_have_nothing_to_say():
    assert sum(rule != always for rule, always in zip(RULES, ALWAYS, strict=True)) > 25
    assert all(key == key.lower() for rule in RULES for key in rule.keys)
    assert all(sign for rule in RULES for sign in rule.signs)


@pytest.mark.parametrize(("rule", "example"), examples("bad") + examples("good"))
@pytest.mark.parametrize("publishing", [False, True])
def test_where_a_rule_has_nothing_to_say_it_says_nothing(rule, example, publishing):
    site = site_for(example)
    assert linting.check(site, RULES, publishing=publishing) == linting.check(site, ALWAYS, publishing=publishing)


@pytest.mark.corpus
def test_where_a_rule_has_nothing_to_say_of_real_posts_it_says_nothing(corpus):
    files = sorted(path for path in corpus.rglob("*") if path.suffix in (".md", ".markdown", ".mdx"))
    for generator in registry.names("generators"):
        folder, name = HOMES[generator][0].rsplit("a.", 1) if generator in HOMES else ("", "md")
        texts = {f"{folder}a{number}.{name}": path.read_bytes() for number, path in enumerate(files[:: len(files) // 60])}
        site = site_of(texts, generator)
        assert linting.check(site, RULES) == linting.check(site, ALWAYS)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_u7_a_rule_has_a_manual_page_and_examples_of_both_kinds(rule):
    assert re.fullmatch(r"P\d{3}", rule.code)
    assert rule.bad
    assert rule.good
    assert len(rule.manual.splitlines()) >= 5
    assert rule.summary[0].islower()
    assert not rule.summary.endswith(".")
    page = rulebook.rule_page(rule)
    assert page.startswith(f"{rule.code} {rule.name} ({rule.severity}): {rule.summary}\n\n{rule.manual}\n")
    assert f"--{'extend-select' if rule.off else 'ignore'} {rule.code}" in page


PACKAGE = Path(postctl.__file__).parent
COMMANDS = {path.stem for path in (PACKAGE / "cli" / "commands").glob("*.py")} - {"__init__"}
OPTIONS = {word for path in (PACKAGE / "cli").rglob("*.py") for word in re.findall(r'"(--[a-z][a-z-]*)"', path.read_text())}


def said():
    """Everything rules and formats tell people, with where it comes from."""
    for family in ("rules", "formats"):
        yield from ((path.stem, path.read_text()) for path in (PACKAGE / family).glob("*.py"))
    for rule in RULES:
        yield rule.code, rulebook.rule_page(rule)
        for example in rule.bad:
            for each in checked(example, rule):
                yield rule.code, f"{each.message}\n{each.help}"


def test_what_people_are_told_to_run_is_there():
    assert {"publish", "rule"} <= COMMANDS
    assert {"--format", "--ignore"} <= OPTIONS
    texts = list(said())
    commands = {(where, word) for where, text in texts for word in re.findall(r"`postctl ([a-z-]+)", text)}
    options = {(where, word) for where, text in texts for word in re.findall(r"(?<![\w!-])--[a-z][a-z-]*", text)}
    assert ("P103", "publish") in commands
    assert ("P201", "--date") in options
    assert {(where, word) for where, word in commands if word not in COMMANDS} == set()
    assert {(where, word) for where, word in options if word not in OPTIONS} == set()


# --- what single rules say ----------------------------------------------------------------------------------------------


def severities(diagnostics):
    return [str(each.severity) for each in diagnostics]


def test_front_matter_in_a_language_is_a_warning_since_its_generator_may_run_it():
    (finding,) = found("P012", {"a.md": "---js\nconst draft = true;\n---\n"})
    assert finding.severity is Severity.WARNING


def test_a_broken_file_is_reported_where_reading_stopped():
    (finding,) = found("P010", {"a.md": "---\ntitle: A: b\n---\n"})
    assert (finding.line, finding.column, finding.end_column) == (2, 9, 10)
    assert finding.excerpt == "title: A: b"


def test_of_three_equal_keys_the_first_two_are_reported_with_the_line_that_counts():
    first, second = found("P004", {"a.md": "---\ntag: a\ntag: b\ntag: b\n---\n"})
    assert (first.line, second.line) == (2, 3)
    assert "line 4 with another value" in first.message
    assert "line 4 with the same value" in second.message
    assert (first.fix.safe, second.fix.safe) == (False, True)


def test_keys_that_differ_in_case_are_duplicates_only_where_case_does_not_count():
    files = {"content/a.md": "---\nTitle: A\ntitle: B\n---\n"}
    assert len(found("P004", files, "hugo")) == 1
    assert found("P004", files, "gatsby") == ()


@pytest.mark.parametrize(
    ("generator", "path", "front", "severity"),
    [
        ("hugo", "content/a.md", "draft: yes", "error"),
        ("hugo", "content/a.md", "published: false", "error"),
        ("jekyll", "_posts/2026-12-01-a.md", "draft: true", "error"),
        ("jekyll", "_posts/2026-12-01-a.md", 'published: "false"', "error"),
        ("jekyll", "_drafts/a.md", "published: true", "warning"),
        ("gatsby", "src/a.md", "Draft: true", "error"),
        ("gatsby", "src/a.md", 'draft: "true"', "warning"),
        ("gatsby", "src/a.md", 'draft: "false"', "warning"),
        ("gatsby", "src/a.md", "draft: 1", "warning"),
        ("hugo", "content/_drafts/a.md", "", "error"),
    ],
)
def test_a_draft_mark_is_an_error_where_the_opposite_happens_or_nothing_is_built(generator, path, front, severity):
    (finding,) = found("P103", {path: f"---\ntitle: A\n{front}\n---\n"}, generator)
    assert str(finding.severity) == severity
    if not front:  # the trap is the folder
        assert (finding.line, finding.column) == (1, 1)
        return
    value = front.partition(": ")[2]
    assert finding.excerpt[finding.column - 1 : finding.end_column - 1] == value


def test_a_key_of_ones_own_is_never_a_slip_for_a_rare_key_of_the_generator():
    files = {f"{n}.md": f"---\ntitle: A\nown{n}: x\nstats: 1\ntopics: x\nmath: 1\ndata: x\n---\n" for n in range(2)}
    for generator in ("plain", "gatsby"):
        assert found("P104", files, generator) == ()


def test_a_slip_names_the_key_that_was_meant_and_its_fix_is_not_safe():
    (finding,) = found("P104", {"a.md": "---\ntitle: A\ndescripton: B\n---\n"})
    assert finding.help == "did you mean `description`?"
    assert not finding.fix.safe
    assert finding.fix_offsets == ((13, 23, "description"),)


def test_drafts_need_no_date_and_neither_do_pages_elsewhere():
    dated = {f"posts/{n}.md": "---\ntitle: A\ndate: 2026-12-01\n---\n" for n in range(3)}
    assert found("P201", {**dated, "about.md": "---\ntitle: B\n---\n", "posts/d.md": "---\ndraft: true\n---\n"}) == ()
    (finding,) = found("P201", {**dated, "posts/d.md": "---\ntitle: B\n---\n"})
    assert finding.path == "posts/d.md"


def test_a_date_whose_fate_is_uncertain_is_a_warning():
    (finding,) = found("P202", {"_posts/2026-12-01-a.md": "---\ntitle: A\ndate: 2023-01-29 18:30:22 2023 -0800\n---\n"}, "jekyll")
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("code", "date"),
    [("P205", each) for each in ("2019-02-30", "2020-20-19", "2019-02-30 00:00:00", "32.13.2020")] + [("P202", "someday")],
)
def test_a_date_that_is_none_is_an_error_at_its_value(code, date):
    files = {"a.md": f"---\ntitle: A\ndate: {date}\n---\n"}
    (finding,) = found(code, files)
    assert found({"P202": "P205", "P205": "P202"}[code], files) == ()
    assert finding.severity is Severity.ERROR
    assert (finding.line, finding.column, finding.end_column) == (3, 7, 7 + len(date))
    assert date in finding.message


def test_many_names_with_other_dates_are_one_note_for_the_site():
    def post(day):
        return f"---\ntitle: A\ndate: 2026-12-{day:02}\n---\n"

    agree = {f"2026-12-{n:02}-a.md": post(n) for n in range(1, 20)}
    two = {"2026-11-01-b.md": post(20), "2026-11-02-b.md": post(20)}
    assert severities(found("P203", {**agree, **two})) == ["warning", "warning"]
    many = {f"2026-10-{n:02}-c.md": post(n) for n in range(1, 7)}
    (note,) = found("P203", {**agree, **many})
    assert note.severity is Severity.INFO
    assert note.message.startswith("6 of 25 posts")


def test_a_date_time_with_a_zone_may_be_a_day_off_and_one_without_may_not():
    def post(text):
        return {"2026-12-01-a.md": f"---\ntitle: A\ndate: {text}\n---\n"}

    assert found("P203", post("2026-12-02T00:30:00+09:00")) == ()
    assert found("P203", post("2026-11-30T23:30:00Z")) == ()
    assert len(found("P203", post("2026-12-02T00:30:00"))) == 1
    assert len(found("P203", post("2026-12-03T00:30:00+09:00"))) == 1


@pytest.mark.parametrize("generator", ["gatsby", "plain"])
@pytest.mark.parametrize(
    ("path", "date", "message"),
    [
        ("06-02-2019-x.md", '"2018-01-01"', "the file name says 06-02-2019, `date` says 2018-01-01"),
        ("06-02-2019-x.md", "2019-06-03", "the file name says 06-02-2019, `date` says 2019-06-03"),
        ("6-2-2019.md", "2018-01-01", "the file name says 6-2-2019, `date` says 2018-01-01"),
        ("blog/06-02-2019-x/index.md", "2018-01-01", "the folder name says 06-02-2019, `date` says 2018-01-01"),
        ("06-02-2019-x.md", "2019-06-02", None),
        ("06-02-2019-x.md", "2019-02-06", None),
        ("06-02-2019-x.md", "2019-02-07T00:30:00+09:00", None),
        ("06-02-20190-x.md", "2018-01-01", None),
        ("2017-18-08---x/index.md", "2017-08-18", None),
        ("2017-18-08---x/index.md", "2018-01-01", None),
        ("00-02-2019-x.md", "2018-01-01", None),
        ("02-02-0000-x.md", "2018-01-01", None),
    ],
)
def test_a_name_to_be_read_two_ways_agrees_if_either_does(generator, path, date, message):
    found_there = found("P203", {path: f"---\ntitle: A\ndate: {date}\n---\n"}, generator)
    assert [each.message for each in found_there] == ([message] if message else [])


@pytest.mark.parametrize(
    ("generator", "path", "front"),
    [
        ("gatsby", "src/a.md", 'draft: "false"'),
        ("gatsby", "src/a.md", 'published: "false"'),
        ("plain", "a.md", "draft: yes"),
        ("hugo", "content/a.md", "draft: yes"),
        ("jekyll", "_posts/2026-12-01-a.md", "draft: true"),
    ],
)
def test_where_mark_and_outcome_are_at_odds_both_ways_out_are_told(generator, path, front):
    (finding,) = found("P103", {path: f"---\ntitle: A\n{front}\n---\n"}, generator)
    whichever = "write `" + front.partition(":")[0] + ": true` or"
    either = ("if it is to be a draft, run `postctl unpublish`; if it is to be public", whichever)
    assert finding.help.startswith(either)


def test_a_post_in_the_folder_of_drafts_is_offered_to_be_published():
    (finding,) = found("P103", {"_drafts/a.md": "---\ntitle: A\ndraft: false\n---\n"}, "jekyll")
    assert finding.help.startswith("`postctl publish` makes it public;")
    assert "unpublish" not in finding.help


def test_a_file_that_cannot_be_opened_is_said_to_be_so_once():
    broken = Broken("a.md", 1, 1, "cannot be read: Permission denied", "check its permissions")
    (finding,) = linting.check(replace(site_of({}), broken=(broken,)), (BY_CODE["P001"],))
    assert finding.message == "the file cannot be read: Permission denied"
    assert finding.help == "check its permissions"


@pytest.mark.parametrize(
    ("front", "tag"),
    [
        ('title: !!python/object/apply:os.system ["x"]', "!!python/object/apply:os.system"),
        ("title: !custom foo", "!custom"),
        ("title: &a !custom foo", "!custom"),
        ("title: !custom &a foo", "!custom"),
        ('title: !custom "foo"', "!custom"),
        ("title: !custom", "!custom"),
        ("title: !custom\n  - a", "!custom"),
        ("title: !custom\n  a: b", "!custom"),
        ("title: [a, !custom b]", "!custom"),
        ("title: {a: !custom {b: c}}", "!custom"),
        ("title: !<tag:example.org,2026:x> foo", "!<tag:example.org,2026:x>"),
        ("title: !!binary aGk=", "!!binary"),
        ("title: &a !custom foo\nother: *a", "!custom"),
        ("!custom title: A", "!custom"),
        ("!custom\ntitle: A", "!custom"),
    ],
)
def test_s8_a_tag_is_reported_once_at_its_place_and_never_obeyed(front, tag):
    (finding,) = found("P005", {"a.md": f"---\n{front}\n---\n"})
    assert finding.excerpt[finding.column - 1 : finding.end_column - 1] == tag
    assert f"`{tag}`" in finding.message


@pytest.mark.parametrize("kind", "str int float bool null timestamp map seq".split())
def test_a_standard_tag_is_fine(kind):
    value = {"map": "{}", "seq": "[]"}.get(kind, "1")
    for tag in (f"!!{kind}", f"!<tag:yaml.org,2002:{kind}>"):
        assert found("P005", {"a.md": f"---\nx: {tag} {value}\n---\n"}) == ()


def test_the_later_of_two_posts_with_one_address_is_told_the_other():
    def post(url, more=""):
        return f"---\ntitle: A\npath: {url}\n{more}---\n"

    (finding,) = found("P301", {"b.md": post("/x/"), "a.md": post("/x")}, "gatsby")
    assert (finding.path, finding.line, finding.column, str(finding.severity)) == ("b.md", 3, 7, "error")
    assert "a.md" in finding.message
    (note,) = found("P303", {"b.md": post("/X"), "a.md": post("/x")}, "gatsby")
    assert note.severity is Severity.INFO
    files = {
        "content/a.md": "---\ntitle: A\nurl: /x/\n---\n",
        "content/b.md": "---\ntitle: A\nurl: /x/\ndate: 2030-01-01\n---\n",
    }
    assert severities(found("P301", files, "hugo")) == ["warning"], "the second is yet to come"


def test_two_posts_whose_address_configuration_may_keep_apart_are_a_warning():
    def post(day):
        return f"---\ntitle: Report\ndate: 2026-{day}\nslug: report\n---\n"

    assert severities(found("P301", {"content/a.md": post("01-01"), "content/b.md": post("02-01")}, "hugo")) == ["warning"]
    assert severities(found("P301", {"content/a.md": post("01-01"), "content/a.html": post("02-01")}, "hugo")) == ["error"]


def test_translations_may_share_an_address():
    post = "---\ntitle: A\npath: /about\n---\n"
    assert found("P301", {"src/en/a.md": post, "src/pt-BR/b.md": post}, "gatsby") == ()
    assert len(found("P301", {"src/news/a.md": post, "src/de/b.md": post}, "gatsby")) == 1


LINKED = {
    "src/blogs/a.md": "---\ntitle: A\npath: /blogs/a\n---\n",
    "src/blogs/b.md": "---\ntitle: B\npath: /blogs/b\ndraft: true\n---\n",
    "src/blogs/c/index.md": "---\ntitle: Cé\npath: /blogs/cé\n---\n",
    "src/pages/about.js": "",
    "static/files/x.html": "",
}


@pytest.mark.parametrize(
    "target",
    [
        *(
            "a.md",
            "./a.md#top",
            "../blogs/a.md",
            "c/index.md",
            "/blogs/a",
            "/blogs/a/",
            "/blogs/a/index.html",
            "/blogs/a?x=1",
            "a",
        ),
        *("/blogs/c%C3%A9", "/blogs/ce\u0301", "/about", "/files/x.html", "/files/x", "/blogs", "/blogs/page/2", "/blogs/tags/x"),
        *(
            "#x",
            "?x",
            "",
            "//x.org/y",
            "mailto:a@b.c",
            "tel:1",
            "/feed.xml",
            "b.pdf",
            "{{ x }}",
            "/blogs/{{ x }}",
            ":x",
            "../../../y.md",
        ),
    ],
)
def test_a_link_that_leads_somewhere_or_that_nobody_can_judge_is_not_reported(target):
    body = f"See [it]({target}) and <a href='{target}'>it</a>.\n"
    files = {**LINKED, "src/blogs/d.md": f"---\ntitle: D\npath: /blogs/d\n---\n{body}"}
    assert found("P401", files, "gatsby") == ()


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("/blogs/x", "no post is at /blogs/x"),
        ("/blogs/x/#y", "no post is at /blogs/x"),
        ("x", "no post is at /blogs/x"),
        ("x.md", "no post is at src/blogs/x.md"),
        ("../x.md", "no post is at src/x.md"),
        ("b.md", "links to a draft: src/blogs/b.md"),
        ("/blogs/b/", "links to a draft: src/blogs/b.md"),
        ("/blogs/A", "the link /blogs/A differs from /blogs/a in letter case"),
    ],
)
def test_a_link_that_leads_nowhere_is_reported_at_its_target(target, message):
    files = {**LINKED, "src/blogs/d.md": f"---\ntitle: D\npath: /blogs/d\n---\nSee [it]({target}).\n"}
    (finding,) = (each for code in ("P401", "P404", "P408") for each in found(code, files, "gatsby"))
    assert finding.message == message
    assert (finding.line, finding.excerpt[finding.column - 1 : finding.end_column - 1]) == (5, target)


def test_a_former_address_that_is_redirected_is_no_broken_link():
    files = {
        "content/blog/a.md": "---\ntitle: A\naliases: [/blog/old/]\n---\n",
        "content/blog/b.md": "---\ntitle: B\n---\n[a](/blog/old/) [x](/blog/older/)\n",
    }
    assert [each.message for each in found("P401", files, "hugo")] == ["no post is at /blog/older"]


def test_an_image_with_another_letter_case_is_named():
    (finding,) = found("P408", {"a.md": "---\ntitle: A\n---\n![](img/Cat.JPG)\n", "img/cat.jpg": ""})
    assert finding.help == "write img/cat.jpg"
    assert (finding.line, finding.column, finding.end_column) == (4, 5, 16)


def test_images_kept_elsewhere_are_one_note_for_the_site():
    body = "".join(f"![](/img/{n}.png)\n" for n in range(12))
    (note,) = found("P402", {"a.md": f"---\ntitle: A\n---\n{body}", "img/1.png": "", "img/3.png": ""})
    assert note.severity is Severity.INFO
    assert note.message == "10 of 12 images have no file in this site, such as /img/0.png"
    nine = {"img/5.png": "", "img/1.png": "", "img/3.png": ""}
    assert len(found("P402", {"a.md": f"---\ntitle: A\n---\n{body}", **nine})) == 9


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\u2066", "U+2066 LEFT-TO-RIGHT ISOLATE"),
        ("\u200b", "U+200B ZERO WIDTH SPACE"),
        ("\U000e0041", "U+E0041 TAG LATIN CAPITAL LETTER A"),
    ],
)
def test_s4_invisible_characters_in_title_slug_path_and_link_are_findings(character, name):
    front = f"---\ntitle: x{character}y\nslug: x{character}y\npath: /x{character}y\n---\n[x](/x{character}y)\n"
    diagnostics = found("P501", {f"a{character}.md": front}, "gatsby")
    assert [each.line for each in diagnostics] == [1, 2, 3, 4, 6]
    assert all(name in each.message for each in diagnostics)


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\n", "U+000A line break"),
        ("\t", "U+0009 tab"),
        ("\x1b", "U+001B escape"),
        ("\x01", "U+0001 control character"),
        ("\udcff", "a byte that is not UTF-8 (0xff)"),
        ("\ud800", "U+D800 half a character"),
    ],
)
def test_s4_what_a_file_name_hides_is_named(character, name):
    post = replace(site_of({"a.md": "---\ntitle: A\n---\n"}).posts[0], path=f"a{character}b.md")
    (finding,) = BY_CODE["P501"].post(post, site_of({}))
    assert finding.message == f"the file name holds {name}"


def test_a_tab_in_a_title_is_no_finding():
    assert found("P501", {"a.md": '---\ntitle: "a\\tb"\n---\n'}) == ()


def test_s4_emoji_with_joiners_and_words_with_joiners_are_fine():
    title = "\U0001f468\u200d\U0001f469\u200d\U0001f467 \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u2764\ufe0f"
    assert found("P501", {"a.md": f"---\ntitle: {title}\n---\n"}) == ()


# --- nothing raises -----------------------------------------------------------------------------------------------------

VALUES = st.sampled_from(
    [
        *(
            "",
            "true",
            "'no'",
            "2019-02-30",
            "2026-12-01",
            "[a, b]",
            "{a: b}",
            "null",
            "\n  - a",
            "|\n  x",
            "&a b",
            "*a",
            "0",
            "1e999",
        ),
        *(
            "/x",
            "..",
            "//[x",
            "/a%5bb",
            "https://x.org",
            "\u202e",
            "'",
            "-",
            ".nan",
            "2026-12-01T25:00:00Z",
            "!!set {a}",
            "{{ x }}",
        ),
    ]
)
KEYS = st.sampled_from(
    "title Title titel date publishDate expiryDate draft published status slug url path aliases tags 1 <<".split()
)
TARGETS = st.one_of(
    st.sampled_from(
        "a.md b b.md /x/y //[x %2f%2f[x ../../.. /blog/index.html . .. / a%3ab &#x202e; \\( %ff x.png /x.PNG @/a.md ? #".split()
    ),
    st.text("[]./%#?:&;@ab\u202e\U0001f600", max_size=8),
)
BODIES = st.lists(
    st.one_of(
        st.text("[](){}<>!#/.%&;:\"' abmd\u202e\U0001f600\n\t\\`", max_size=20),
        st.builds("[x]({}) ".format, TARGETS),
        st.builds("![x]({})\n".format, TARGETS),
        st.builds("<img src='{}'>".format, TARGETS),
        st.builds("\n\n[x]: {}\n\n".format, TARGETS),
    ),
    max_size=4,
).map("".join)
NAMES = st.sampled_from(
    "a.md content/a.md content/blog/index.md _posts/2026-12-01-a.md _posts/x.md _drafts/a.md src/a.mdx 2026-02-30-a.md x.png "
    "b.md content/b.html".split()
)


@st.composite
def texts(draw):
    fence = draw(st.sampled_from(["---", "+++", "", "---js"]))
    pairs = draw(st.lists(st.tuples(KEYS, VALUES), max_size=5))
    joint = " = " if fence == "+++" else ": "
    front = "".join(f"{key}{joint}{value}\n" for key, value in pairs)
    return f"{fence}\n{front}{fence}\n{draw(BODIES)}" if fence else front + draw(BODIES)


@given(
    files=st.dictionaries(NAMES, st.one_of(texts(), st.binary(max_size=40)), max_size=4),
    generator=st.sampled_from(registry.names("generators")),
)
def test_r18_no_rule_raises_and_every_finding_has_a_place(files, generator):
    site = site_of(files, generator)
    for each in linting.check(site, RULES):
        assert each.path in files
        assert each.line >= 1 <= each.column
        assert (each.line, each.column) <= (each.end_line, each.end_column)
        assert each.message
        assert each.help


def test_a_rule_for_the_site_looks_at_posts_in_no_other_way():
    """Its findings are found anew after each change, and no others of it are kept."""
    assert [rule.code for rule in RULES if rule.site and (rule.post or rule.within or rule.gate)] == []
