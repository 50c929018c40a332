"""The style of the house: what counts as one, where the offence stands, and that a fix moves nothing else."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import site_of

from postctl import linting, registry

BY_CODE = {rule.code: rule for rule in registry.rules()}
HOUSE = tuple(rule for code, rule in sorted(BY_CODE.items()) if code.startswith("P8"))
AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


def like(text, count=6, folder=""):
    """Posts that all look alike; `{}` is a number that differs."""
    return {f"{folder}a{n}.md": text.replace("{}", str(n + 1)) for n in range(count)}


def found(code, files, generator="plain", path=None):
    diagnostics = linting.check(site_of(files, generator), (BY_CODE[code],))
    return [each for each in diagnostics if path is None or each.path == path]


def fixed(code, usual, odd, generator="plain", path="x.md"):
    """The odd post with all its fixes; the text as bytes, and whether all are safe."""
    data = odd if isinstance(odd, bytes) else odd.encode()
    diagnostics = found(code, {**usual, path: data}, generator, path)
    assert diagnostics, "not found"
    for each in reversed(diagnostics):
        for start, end, text in sorted(each.fix_offsets, reverse=True):
            data = data[:start] + text.encode() + data[end:]
    return data.decode(), all(each.fix is not None and each.fix.safe for each in diagnostics)


def test_every_rule_of_the_house_waits_to_be_asked_and_is_an_info():
    assert len(HOUSE) == 9
    assert all(rule.off and rule.severity == "info" and rule.within for rule in HOUSE)


# --- what a house style is ------------------------------------------------------------------------------------------------

PLAIN, QUOTED = "---\ntitle: Sixth post\n---\nText.\n", '---\ntitle: "Sixth post"\n---\nText.\n'


@pytest.mark.parametrize(("quoted", "plain", "reported"), [(4, 1, 0), (5, 1, 1), (8, 2, 2), (7, 2, 0), (50, 12, 12), (50, 13, 0)])
def test_a_habit_is_that_of_five_posts_and_of_four_fifths(quoted, plain, reported):
    files = like(QUOTED, quoted) | {f"p{n}.md": PLAIN for n in range(plain)}
    assert len(found("P802", files)) == reported


def test_a_section_has_habits_of_its_own_and_one_with_few_posts_those_of_the_site():
    news = like(PLAIN, 6, "content/news/")
    blog = like(QUOTED, 30, "content/blog/")
    odd = {"content/news/x.md": QUOTED, "content/notes/x.md": PLAIN}
    assert [each.path for each in found("P802", {**news, **blog, **odd}, "hugo")] == ["content/news/x.md", "content/notes/x.md"]


def test_quotes_of_one_syntax_say_nothing_of_another():
    toml = {f"content/t{n}.md": "+++\ntitle = 'Sixth post'\n+++\nText.\n" for n in range(6)}
    assert found("P802", {**toml, "content/x.md": '---\ntitle: "Sixth post"\n---\nText.\n'}, "hugo") == []


# --- P801 key-order -------------------------------------------------------------------------------------------------------

ORDER = "---\ntitle: A{}\ndate: 2026-11-0{}\ntags: [a]\n---\nText.\n"


@pytest.mark.parametrize(
    ("front", "wanted"),
    [
        ("date: 2026-11-09 # day\ntitle:   'B'\ntags: [b]\n", "title:   'B'\ndate: 2026-11-09 # day\ntags: [b]\n"),
        ("own: 1\ntags: [b]\ntitle: B\n", "own: 1\ntitle: B\ntags: [b]\n"),
        (
            "own: 1\n# about tags\n# more\ntags:\n  - b # c\n  - d\ntitle: B\n",
            "own: 1\ntitle: B\n# about tags\n# more\ntags:\n  - b # c\n  - d\n",
        ),
        ("date: 2026-11-09\ntitle: |\n  B\n\n  c\ntags: [b]\n", "title: |\n  B\n\n  c\ndate: 2026-11-09\ntags: [b]\n"),
        ("date: 2026-11-09\ntitle: >-\n  \U0001f600\n  c\n", "title: >-\n  \U0001f600\n  c\ndate: 2026-11-09\n"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_whole_entries_move_byte_for_byte(front, wanted, newline, bom):
    odd = f"{bom}---\n{front}---\nText.\n".replace("\n", newline)
    assert fixed("P801", like(ORDER), odd) == (f"{bom}---\n{wanted}---\nText.\n".replace("\n", newline), True)


@pytest.mark.parametrize(
    "front",
    [
        "# the first comment may be about the file\ndate: 2026-11-09\ntitle: B\n",
        "date: 2026-11-09\n\ntitle: B\n",
        "date: &d 2026-11-09\ntitle: B\nother: *d\n",
        "date: 2026-11-09\ntitle: B\n# draft: true\n",
        "{date: 2026-11-09, title: B}\n",
    ],
)
def test_what_does_not_come_apart_is_reported_without_a_fix(front):
    (finding,) = found("P801", {**like(ORDER), "x.md": f"---\n{front}---\nText.\n"})
    assert finding.fix is None


def test_tables_of_toml_and_what_follows_them_stay():
    usual = {f"content/{n}.md": f'+++\ntitle = "A"\ndate = 2026-11-0{n}\n[extra]\na = 1\n+++\n' for n in range(1, 7)}
    text, safe = fixed(
        "P801", usual, '+++\ndate = 2026-11-09 # c\n# t\ntitle = "B"\n\n[extra]\nb = 1\n+++\n', "zola", "content/x.md"
    )
    assert text == '+++\n# t\ntitle = "B"\ndate = 2026-11-09 # c\n\n[extra]\nb = 1\n+++\n'
    assert safe


def test_pairs_of_json_change_places_between_their_commas():
    text, _ = fixed("P801", like(ORDER), '{\n  "tags": ["b"],\n  "date": "2026-11-09",   "title": "B"\n}\nText.\n')
    assert text == '{\n  "title": "B",\n  "date": "2026-11-09",   "tags": ["b"]\n}\nText.\n'


def test_lines_of_keys_and_values_move_with_their_further_lines():
    usual = {f"content/{n}.md": f"Title: A\nDate: 2026-11-0{n}\n\nText.\n" for n in range(1, 7)}
    text, _ = fixed("P801", usual, "Date: 2026-11-09\nTitle: A\n    B\n\nText.\n", "pelican", "content/x.md")
    assert text == "Title: A\n    B\nDate: 2026-11-09\n\nText.\n"


def test_an_order_that_goes_round_in_circles_is_none():
    def posts(first, second, letter):
        return {f"{letter}{n}.md": f"---\n{first}: 1\n{second}: 1\n---\n" for n in range(6)}

    files = posts("a", "b", "x") | posts("b", "c", "y") | posts("c", "a", "z")
    assert found("P801", {**files, "o.md": "---\nb: 1\na: 1\nc: 1\n---\n"}) == []


# --- P802 quoting ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        '"2026"',
        '"1.5"',
        '"no"',
        '"True"',
        '"null"',
        '"~"',
        '"2026-11-23"',
        '"12:30"',
        '"0x1f"',
        '"1e3"',
        '"A: b"',
        '"A #b"',
        '"@a"',
        '"- a"',
        '" a"',
        '"a "',
        '"*a"',
        '"It\'s"',
        '"\\u0041"',
        '"a\\nb"',
        '"y"',
        '":a"',
        '"[a]"',
        '"{{ x }}"',
        '"!a"',
        '"="',
        '""',
    ],
)
@pytest.mark.parametrize("generator", ["hugo", "jekyll"])
def test_quotes_that_mean_something_stay(value, generator):
    path = {"hugo": "content/{}.md", "jekyll": "_posts/2026-11-01-{}.md"}[generator]
    usual = {path.format(n): PLAIN for n in range(6)}
    assert found("P802", {**usual, path.format("x"): f"---\ntitle: {value}\n---\n"}, generator) == []


@given(
    text=st.text(st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=12),
    wanted=st.sampled_from(["plain", "'", '"']),
    mark=st.sampled_from(["'", '"']),
)
def test_other_quotes_never_make_another_text(text, wanted, mark):
    usual = like({"plain": PLAIN}.get(wanted, QUOTED.replace('"', wanted)))
    odd = f"---\nx: 1\ntitle: {mark}{text}{mark}\n---\nText.\n".encode()
    before = site_of({**usual, "x.md": odd}).posts
    for each in found("P802", {**usual, "x.md": odd}, path="x.md"):
        ((start, end, new),) = each.fix_offsets
        after = site_of({**usual, "x.md": odd[:start] + new.encode() + odd[end:]}).posts
        assert [post.front for post in after] == [post.front for post in before]


# --- P803 date-form -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("usual", "odd", "wanted", "safe"),
    [
        ("2026-11-0{}T10:00:00Z", "2026-11-09 10:00:00+00:00", "2026-11-09T10:00:00Z", True),
        ("2026-11-0{}T10:00:00+09:00", "2026-11-09 10:00:00 +0900", "2026-11-09T10:00:00+09:00", True),
        ("2026-11-0{} 10:00:00", "2026-11-09T10:00:30", "2026-11-09 10:00:30", True),
        ("2026-11-0{} 10:00:00", "2026-11-09 10:00", "2026-11-09 10:00:00", True),
        ("2026-11-0{}", "'2026-11-09'", "2026-11-09", False),
        ("2026-11-0{}", "Nov 9, 2026", "2026-11-09", True),
        ("2026-11-0{}", "2026-11-09T10:00:00", None, None),
        ("2026-11-0{} 10:00", "2026-11-09 10:00:30", None, None),
        ("2026-11-0{} 10:00:00", "2026-11-09", None, None),
        ("2026-11-0{}T10:00:00Z", "2026-11-09T10:00:00+01:00", None, None),
        ("2026-11-0{}T10:00:00Z", "2026-11-09T10:00:00", None, None),
        ("2026-11-0{}", "03/04/2026", None, None),
    ],
)
def test_a_date_is_rewritten_where_nothing_is_lost_or_invented(usual, odd, wanted, safe):
    posts = like(f"---\ntitle: A\ndate: {usual}\n---\nText.\n")
    text = "---\ntitle: A\ndate: {} # c\n---\nText.\n"
    if wanted is None:
        assert found("P803", {**posts, "x.md": text.format(odd)}) == []
    else:
        assert fixed("P803", posts, text.format(odd)) == (text.format(wanted), safe)


# --- P804 list-form -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("usual", "odd", "wanted"),
    [
        (" [a, b]", "\n  - c\n  - 'd, e'\n  - f: g", None),
        (" [a, b]", "\n- c\n- 'd, e'\n- \U0001f600", " [c, 'd, e', \U0001f600]"),
        (" [a, b]", "\n- a, b\n- 2026", ' ["a, b", 2026]'),
        ("\n  - a", ' [c, "d", e f]', '\n  - c\n  - "d"\n  - e f'),
        ("\n- a", "\n    - c\n    - d", "\n- c\n- d"),
        (" [a, b]", "\n- c # why\n- d", None),
        (" [a, b]", "\n- |\n  c\n- d", None),
        ("\n- a", " &t [a, b]", None),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_list_says_the_same_in_another_form(usual, odd, wanted, newline):
    posts = like(f"---\ntitle: A\ntags:{usual}\n---\nText.\n")
    text = "---\ntitle: A\ntags:{}\nown: 1\n---\nText.\n".replace("\n", newline)
    odd = odd.replace("\n", newline)
    if wanted is None:
        (finding,) = found("P804", {**posts, "x.md": text.format(odd)})
        assert finding.fix is None
    else:
        assert fixed("P804", posts, text.format(odd)) == (text.format(wanted.replace("\n", newline)), True)


@pytest.mark.parametrize(
    ("usual", "odd", "wanted"),
    [
        (" [a, b]", " c d", " [c, d]"),
        (" [a, b]", ' "2026 no"', ' ["2026", "no"]'),
        (" a b", "\n- c\n- d", " c d"),
        (" a b", " [c d]", None),
        (" [a, b]", " 2026", None),
    ],
)
def test_a_text_and_a_list_are_the_same_to_jekyll(usual, odd, wanted):
    path = "_posts/2026-11-01-{}.md"
    posts = {path.format(n): f"---\ntitle: A\ntags:{usual}\n---\nText.\n" for n in range(6)}
    text = "---\ntitle: A\ntags:{}\n---\nText.\n"
    if wanted is None:
        assert found("P804", {**posts, path.format("x"): text.format(odd)}, "jekyll") == []
    else:
        assert fixed("P804", posts, text.format(odd), "jekyll", path.format("x")) == (text.format(wanted), True)


# --- P806 to P809 ---------------------------------------------------------------------------------------------------------


def test_a_template_may_read_a_key_in_one_spelling_only_where_nobody_knows_the_generator():
    usual = like("---\ntitle: A\n---\nText.\n")
    assert fixed("P805", usual, "---\nTitle: B\n---\nText.\n") == ("---\ntitle: B\n---\nText.\n", False)
    assert found("P805", {**usual, "x.md": "---\nTitle: B\n---\nText.\n"}, "gatsby") == []


@pytest.mark.parametrize("gap", ["", "\n\n", "\n\n\n\n", " \n\n"])
def test_empty_lines_come_and_go_alone(gap):
    usual = like("---\ntitle: A\n---\n\n    code\n\nText.\n")
    text, safe = fixed("P806", usual, f"---\r\ntitle: B\r\n---\r\n{gap}    code\n")
    assert (text, safe) == ("---\r\ntitle: B\r\n---\r\n\r\n    code\n", True)


def test_a_file_of_nothing_but_front_matter_may_end_with_its_fence():
    usual = like("---\ntitle: A\n---\nText.\n")
    assert fixed("P807", usual, "---\ntitle: B\n---") == ("---\ntitle: B\n---\n", True)
    assert fixed("P807", usual, "---\ntitle: B\n---\nText.\n\n\n") == ("---\ntitle: B\n---\nText.\n", True)


def test_a_file_without_front_matter_gets_its_line_end_unless_that_could_make_it_have_some():
    usual = like("---\ntitle: A\n---\nText.\n")
    assert fixed("P807", usual, "Text only.") == ("Text only.\n", True)
    (finding,) = found("P807", {**usual, "x.md": "---\n\nText below a rule."}, path="x.md")
    assert finding.fix is None


def test_blanks_inside_of_a_text_stay():
    usual = like("---\ntitle: A\n---\nText.\n")
    odd = '---\ntitle: B \t\n# c \na: |\n  x \n  y\n \nb: "x \n  y" \n---\nText. \n'
    wanted = '---\ntitle: B\n# c\na: |\n  x \n  y\n\nb: "x \n  y"\n---\nText. \n'
    assert fixed("P808", usual, odd) == (wanted, True)


@pytest.mark.parametrize(
    ("generator", "path", "usual", "odd", "wanted", "safe"),
    [
        ("hugo", "content/{}.md", "draft: false\n", "", "draft: false\n", True),
        ("hugo", "content/{}.md", "", "draft: false # c\n", "", True),
        ("jekyll", "_posts/2026-11-01-{}.md", "published: true\n", "", "published: true\n", True),
        ("gatsby", "src/{}.md", "draft: false\n", "", "draft: false\n", False),
        ("gatsby", "src/{}.md", "", "draft: false\n", "", False),
    ],
)
def test_a_mark_stands_where_the_others_have_it(generator, path, usual, odd, wanted, safe):
    text = "---\ntitle: A\n{}tags: [a]\n---\nText.\n"
    posts = {path.format(n): text.format(usual) for n in range(6)}
    assert fixed("P809", posts, text.format(odd), generator, path.format("x")) == (text.format(wanted), safe)


# --- all of them ----------------------------------------------------------------------------------------------------------


def test_a_large_site_takes_no_time_to_speak_of():
    files = {
        f"{n}.md": f"---\ntitle: 'A {n}'\ndate: 2026-11-01\ntags:\n- a\n- b\nk{n % 40}: x\n---\n\nText.\n" for n in range(2000)
    }
    site = site_of(files)
    start = time.process_time()
    assert linting.check(site, HOUSE) == ()
    assert time.process_time() - start < 4


@pytest.mark.parametrize(
    "front", ["title: A" + " " * 100_000 + "\n", " \n" * 50_000, "a: 1 \n" * 20_000, "#\n" * 40_000, "- " * 20_000]
)
def test_s18_no_front_matter_takes_long(front):
    usual = like("---\ntitle: A\ndate: 2026-11-01\n---\n\nText.\n")
    site = site_of({**usual, "x.md": f"---\n{front}b: 1\na: 1\n---\n" + " \n" * 40_000 + "x"})
    start = time.process_time()
    linting.check(site, HOUSE)
    assert time.process_time() - start < 4
