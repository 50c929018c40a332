"""`--where`: what fits, what is refused and where the caret stands, and that nothing but a `UsageError` ever comes out."""

from __future__ import annotations

import re
import time
from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import site_of

from postctl import expressions
from postctl.errors import UsageError
from postctl.values import replace

FILES = {
    "posts/tea.md": (
        "---\ntitle: A Pot of Tea\ntags: [Food, hugo]\ndate: 2026-01-05\nupdated: 2026-02-01T10:30:00\nweight: 3\n"
        "featured: true\nextra:\n  author: Ada\n  links: [{to: x}, {to: y}]\nlayout: post\nlang: fr\n"
        "lastmod: 2026-03-01\npermalink: tea\n---\n"
        "one two three\n"
    ),
    "posts/coffee.md": (
        '---\ntitle: "How to: coffee"\ndraft: true\ndate: 2026-11-30\nweight: "12"\nfeatured: "no"\n'
        "tags: food\nempty:\n---\none\n"
    ),
    "notes/bare.md": "---\ntitle: Bare\nlayout: note\nversion: '1.0'\nin: x\ndate created: y\n---\n",
}
SITE = site_of(FILES)


def chosen(text: str, site=SITE) -> str:
    """The names of the posts that fit, joined."""
    expression = expressions.read(text, site)
    return " ".join(sorted(re.sub(r".*/|\.md", "", post.path) for post in site.posts if expression.fits(post, site)))


TABLE = [
    ("status == draft", "coffee"),
    ("status = DRAFT", "coffee"),
    ("status != draft", "bare tea"),
    ("status in [draft, published]", "bare coffee tea"),
    ("status not in [draft]", "bare tea"),
    ("draft", "coffee"),
    ("not draft", "bare tea"),
    ("not not draft", "coffee"),
    ("draft == false", "bare tea"),
    ("fm.draft", "coffee"),
    ("has fm.draft", "coffee"),
    ("has draft", "coffee"),
    ("has date", "coffee tea"),
    ("date == null", "bare"),
    ("date != null", "coffee tea"),
    ("date != 2026-01-05", "bare coffee"),
    ("date == 2026-01-05", "tea"),
    ("date == 2026-01", "tea"),
    ("date == 2026", "coffee tea"),
    ("date < 2026", ""),
    ("date <= 2026-01-05", "tea"),
    ("date > 2026-01-05", "coffee"),
    ("date >= 2026-01-05", "coffee tea"),
    ("date < today", "tea"),
    ("date > +3d", "coffee"),
    ("date > now and date < +2w", "coffee"),
    ("date in [2025, 2026-11]", "coffee"),
    ('updated > "2026-02-01 10:00"', "tea"),
    ("updated < 2026-02-01T10:30:00", ""),
    ("updated == 2026-02-01", "tea"),
    ("updated == 2026-02-01T10:30:00", "tea"),
    ("updated > post.date", "tea"),
    ("lastmod == 2026-03-01", "tea"),
    ("lastmod < -1m", "tea"),
    ("lastmod > post.date", "tea"),
    ("words > 1", "tea"),
    ("words == 3", "tea"),
    ("words <= 1", "bare coffee"),
    ("weight < 10", "tea"),
    ("weight > 10", "coffee"),
    ("weight == 3.0", "tea"),
    ('version == "1"', ""),
    ("version == 1", "bare"),
    ('version == "1.0"', "bare"),
    ("title == 'a pot of TEA'", "tea"),
    ("title < b", "tea"),
    ('title matches "how to*"', "coffee"),
    ('title matches "*o*"', "coffee tea"),
    ('title matches "?are"', "bare"),
    ('title matches "{bare,*tea}"', "bare tea"),
    ("path matches posts/*", "coffee tea"),
    ("path matches *.md", ""),
    ("path matches **/*.md", "bare coffee tea"),
    ("path starts posts/", "coffee tea"),
    ("path starts with posts/", "coffee tea"),
    ("title ends tea", "tea"),
    ("title not ends with tea", "bare coffee"),
    ("title contains ': '", "coffee"),
    ("title contains of", "coffee tea"),
    ("title not contains of", "bare"),
    ("tags contains food", "coffee tea"),
    ("tags == food", "coffee tea"),
    ("tags != hugo", "bare coffee"),
    ("tags contains foo", ""),
    ("tags starts foo", "coffee tea"),
    ("'hugo' in tags", "tea"),
    ("'hugo' not in tags", "bare coffee"),
    ("tags in [hugo, other]", "tea"),
    ("tags == [food, hugo]", "tea"),
    ("tags == [hugo, food]", ""),
    ("tags != [food]", "bare tea"),
    ("tags == []", "bare"),
    ("tags", "coffee tea"),
    ("has tags", "coffee tea"),
    ("tags == null", "bare"),
    ("featured", "tea"),
    ("featured == true", "tea"),
    ("featured == no", "coffee"),
    ("has featured", "coffee tea"),
    ("not has featured", "bare"),
    ("featured == null", "bare"),
    ("featured != true", "bare coffee"),
    ("empty", ""),
    ("has empty", "coffee"),
    ("empty == null", "bare coffee tea"),
    ("extra.author == ada", "tea"),
    ("EXTRA.Author == ada", "tea"),
    ("extra.links.to contains y", "tea"),
    ("extra contains author", "tea"),
    ("extra", "tea"),
    ("layout in [note]", "bare"),
    ("fm.in == x", "bare"),
    ("fm.nowhere", ""),
    ("fm.nowhere != x", "bare coffee tea"),
    ("slug == fm.permalink", "tea"),
    ("lang == fr", "tea"),
    ("lang in [fr, de]", "tea"),
    ("url == null", "bare coffee"),
    ("draft or featured", "coffee tea"),
    ("draft and featured or lang == fr", "tea"),
    ("draft and (featured or lang == fr)", ""),
    ("not draft and not featured", "bare"),
    ("NOT draft AND NOT featured", "bare"),
    ("not (draft or featured)", "bare"),
    ("(((draft)))", "coffee"),
    ("title == and", ""),
    ("title=Bare", "bare"),
    ("title!=Bare", "coffee tea"),
    ("weight<10 and(featured)", "tea"),
    ("title =~ *tea", "tea"),
    (r'title == "\"quoted\""', ""),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_what_fits(text: str, expected: str) -> None:
    if text.startswith(("url", "slug")):
        assert chosen(text) in (expected, "bare coffee tea")  # what a site without a generator calls its URLs
    else:
        assert chosen(text) == expected


ERRORS = [
    ("", 1, "no expression", "for example"),
    ("staus == draft", 1, "`staus`", "did you mean status?"),
    ("featurd", 1, "`featurd`", "did you mean featured?"),
    ("extra.autor == x", 1, "`extra.autor`", "did you mean extra.author?"),
    ("zzz == 1", 1, "`zzz`", "fm.zzz"),
    ("post.layout == x", 1, "`post.layout`", ""),
    ("status == drft", 11, "`drft`", "did you mean draft?"),
    ("status in [draft, pblished]", 19, "`pblished`", "did you mean published?"),
    ("status == broken", 11, "`broken`", "--broken"),
    ("date > tuesdy", 8, "`tuesdy`", "today"),
    ("date == 2026-02-30", 9, "`2026-02-30`", "2026-01-31"),
    ("words > many", 9, "`many`", "1000"),
    ("draft == maybe", 10, "`maybe`", "not draft"),
    ("title == A Title", 12, "before `Title`", "quotes"),
    ("title = 'A Title", 9, "never closed", "quote"),
    ("title == don't", 13, "never closed", "quote"),
    ("(draft", 1, "never closed", ")"),
    ("draft)", 6, "closes nothing", "take it away"),
    ("draft && featured", 7, "`&&`", "write and"),
    ("draft || featured", 7, "`||`", "write or"),
    ("!draft", 1, "a field is expected", "write not"),
    ("lang is fr", 6, "`is`", "write =="),
    ("lang <> fr", 6, "`<>`", "write !="),
    ("lang === fr", 6, "`===`", "write =="),
    ("title contians tea", 7, "`contians`", "did you mean contains?"),
    ("lang in fr", 9, "wants a list", "lang in [fr]"),
    ("lang in [fr, de", 16, "] is expected", "[a, b]"),
    ("lang == [fr]", 9, "is no list", "in [a, b]"),
    ("title contains [a]", 16, "one value", "in"),
    ("title ==", 9, "value is expected", ""),
    ("draft and", 10, "field is expected", ""),
    ("and draft", 1, "field is expected", ""),
    ("'tea' == title", 1, "a field is expected", "values"),
    ("title matches [a]", 15, "glob is expected", ""),
    ("title matches '" + "{a,b}" * 20 + "'", 15, "too many", "fewer"),
    ("(" * 51 + "draft" + ")" * 51, 51, "parentheses", "take some away"),
]


@pytest.mark.parametrize(("text", "column", "message", "hint"), ERRORS)
def test_errors_point_at_the_column_and_say_what_to_do(text: str, column: int, message: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        expressions.read(text, SITE)
    said, _, caret = caught.value.message.split("\n")
    assert said.startswith(f"--where, column {column}: ")
    assert message in said
    assert hint in caught.value.hint
    assert caught.value.hint
    assert len(caret) == 5 + min(column - 1, 31)


def test_the_caret_stands_below_wide_and_unprintable_characters() -> None:
    with pytest.raises(UsageError) as caught:
        expressions.read("title == '茶\x1b' nd draft", SITE)
    _, shown, caret = caught.value.message.split("\n")
    assert shown == "    title == '茶␛' nd draft"
    assert caret.index("^") == 4 + len("title == '茶␛' ") + 1


# --- against a plain evaluator ------------------------------------------------------------------------------------------

ATOMS = {
    "draft": lambda p: p == "coffee",
    "fm.draft": lambda p: p == "coffee",
    "weight < 10": lambda p: p == "tea",
    "tags contains food": lambda p: p != "bare",
    'title matches "*o*"': lambda p: fnmatchcase({"tea": "a pot of tea", "coffee": "how to: coffee", "bare": "bare"}[p], "*o*"),
    "date >= 2026-01-05": lambda p: p != "bare",
    "lang == fr": lambda p: p == "tea",
    "fm.nowhere != x": lambda p: True,
    "layout in [note, 'post']": lambda p: p != "coffee",
}
TREES = st.recursive(
    st.sampled_from(sorted(ATOMS)),
    lambda inner: st.one_of(
        st.tuples(st.just("not"), inner),
        st.tuples(st.sampled_from(["and", "or"]), st.lists(inner, min_size=2, max_size=4)),
    ),
    max_leaves=25,
)


def spelt(tree, above: int = 0) -> str:
    """The tree as text, with no more parentheses than it needs."""
    if isinstance(tree, str):
        return tree
    op, inner = tree
    level = {"or": 0, "and": 1, "not": 2}[op]
    text = f"not {spelt(inner, 2)}" if op == "not" else f" {op} ".join(spelt(each, level + 1) for each in inner)
    return f"({text})" if level < above else text


def truth(tree, post: str) -> bool:
    if isinstance(tree, str):
        return ATOMS[tree](post)
    op, inner = tree
    if op == "not":
        return not truth(inner, post)
    return (all if op == "and" else any)([truth(each, post) for each in inner])


@given(TREES)
def test_expressions_mean_what_a_plain_evaluator_says(tree) -> None:
    expected = " ".join(name for name in ("bare", "coffee", "tea") if truth(tree, name))
    assert chosen(spelt(tree)) == expected


# --- any text -------------------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    "status date tags words title weight extra fm.x post.date draft and or not in has contains matches starts ends == != < <= > "
    ">= = ( ) [ ] , 'x' \"y\" ' 2026-01-01 today 3 null true * {a,b} ** \\ ! && 9999-12-31 0001-01-01 +9999y".split()
)


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=14).map(" ".join), st.lists(PIECES, max_size=9).map("".join)))
def test_r18_any_text_is_an_expression_or_a_usage_error(text: str) -> None:
    error, fitting = tried(text)
    assert error is None or (error.message.startswith("--where, column ") and error.hint)
    assert fitting <= {True, False}


def tried(text: str) -> tuple[UsageError | None, set[bool]]:
    """The error of a text, or which answers it gives."""
    try:
        expression = expressions.read(text, SITE)
    except UsageError as error:
        return error, set()
    return None, {expression.fits(post, SITE) for post in SITE.posts}


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["2026-01-01", "0001-01-01"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@given(VALUES, st.sampled_from(["==", "!=", "<", ">=", "contains", "starts", "matches"]), st.text(max_size=8) | PIECES)
def test_r18_any_value_compares_with_any_text(value, op: str, text: str) -> None:
    harmless = re.sub(r'[^ -~é茶]|[{}"\\]', "", text)
    expression = expressions.read(f'fm.key {op} "{harmless}" or fm.key or has fm.key', SITE)
    post = replace(SITE.posts[0], front={"key": value})
    assert expression.fits(post, SITE) in (True, False)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 100_000,
        "not " * 25_000 + "draft",
        " or ".join(["draft"] * 11_000),
        "'" + "x" * 100_000,
        "title == '" + "\\'" * 50_000 + "'",
        "tags in [" + ", ".join(["x"] * 33_000) + "]",
        "title matches '" + "*a" * 9_000 + "'",
        "x" * 100_000,
        "=" * 100_000,
        " " * 100_000,
        "words > " + "9" * 100_000,
    ],
    ids=lambda text: text[:12],
)
def test_r19_a_hundred_kilobytes_take_no_time(text: str) -> None:
    start = time.process_time()
    error, fitting = tried(text)
    assert time.process_time() - start < 10
    assert error is None or len(error.message) < 500
    assert fitting <= {True, False}
