from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postctl import patterns
from postctl.errors import ConfigError

APRIL = datetime(2019, 4, 28, 9, 5, 7, tzinfo=UTC)

words = st.from_regex(r"[a-zé日][a-z0-9é日.~!-]{0,12}", fullmatch=True)
sections = st.lists(words, max_size=3).map("/".join)
moments = st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2068, 12, 31)).map(lambda m: m.replace(tzinfo=UTC))


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("src/blogs/{date:MM-DD-YYYY}-{slug}.md", "src/blogs/04-28-2019-next-step-joy.md"),
        ("_posts/{date}-{slug}.md", "_posts/2019-04-28-next-step-joy.md"),
        ("content/{section}/{slug}/index.md", "content/notes/deep/next-step-joy/index.md"),
        ("{date:YYYY/MM/DD}/{slug}/{slug}.md", "2019/04/28/next-step-joy/next-step-joy.md"),
        ("{title}", "The Joy of A Next Step"),
        ("{date:YYYY-MM-DD-HH-mm-ss}_{name}.md", "2019-04-28-09-05-07_a name.md"),
        ("{date:MMMM Do, YY}", "April 28th, 19"),
        ("nothing", "nothing"),
        ("", ""),
    ],
)
def test_fills(pattern: str, text: str) -> None:
    values = {"slug": "next-step-joy", "section": "notes/deep", "title": "The Joy of A Next Step", "name": "a name"}
    assert patterns.fill(pattern, values, APRIL) == text


def test_an_empty_section_takes_its_slash_along() -> None:
    assert patterns.fill("content/{section}/{slug}.md", {"section": "", "slug": "a"}, None) == "content/a.md"
    assert patterns.parse("content/{section}/{slug}.md", "content/a.md") == {"section": "", "slug": "a"}


def test_the_date_is_written_in_the_zone_of_the_moment() -> None:
    late = datetime(2019, 4, 28, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert patterns.fill("{date}", {}, late) == "2019-04-28"


@pytest.mark.parametrize(
    ("pattern", "hint"),
    [
        ("{slgu}", "{slug}"),
        ("{Title}", "{title}"),
        ("{data:YYYY}", "{date}"),
        ("{slug:YYYY}", "{slug}"),
        ("{ title.__class__ }", ""),
        ("{% include x %}", ""),
        ("{env.HOME}", ""),
        ("{date:%Y-%m-%d}", "YYYY-MM-DD"),
    ],
)
def test_s14_an_unknown_token_is_an_error_that_names_the_nearest(pattern: str, hint: str) -> None:
    for use in (lambda: patterns.fill(pattern, {"slug": "a", "title": "b"}, APRIL), lambda: patterns.parse(pattern, "a")):
        with pytest.raises(ConfigError) as raised:
            use()
        assert hint in raised.value.hint
        assert raised.value.hint


@pytest.mark.parametrize("pattern", ["{{ title }}", "{slug", "slug}", "}{", "{{slug}}"])
def test_braces_that_do_not_match_are_an_error(pattern: str) -> None:
    with pytest.raises(ConfigError):
        patterns.fill(pattern, {"slug": "a", "title": "b"}, APRIL)


@pytest.mark.parametrize("title", ["{slug}", "{{ body }}", "${HOME}", "\\1", "\\g<0>", "{date:YYYY}", "{% raw %}"])
def test_s14_values_are_never_expanded_again(title: str) -> None:
    assert patterns.fill("<{title}|{slug}>", {"title": title, "slug": "SECRET"}, APRIL) == f"<{title}|SECRET>"


def test_a_missing_value_or_date_is_an_error() -> None:
    with pytest.raises(ConfigError, match="slug"):
        patterns.fill("{slug}", {}, APRIL)
    with pytest.raises(ConfigError, match="date"):
        patterns.fill("{date}", {}, None)


@pytest.mark.parametrize(
    ("pattern", "text", "date"),
    [
        ("{date:MM-DD-YYYY}-{slug}", "04-28-2019-a", "2019-04-28"),
        ("{date:YYYY/MM}/{slug}", "2019/04/a", "2019-04"),
        ("{date:YYYY}/{slug}", "2019/a", "2019"),
        ("{date:YYYY}/{date:MM}/{slug}", "2019/04/a", "2019-04"),
        ("{date:YYYY}/{date:YYYY-MM-DD}-{slug}", "2019/2019-04-28-a", "2019-04-28"),
        ("{date:YYYY-MM-DD-HH-mm-ss}-{slug}", "2019-04-28-09-05-07-a", "2019-04-28T09:05:07"),
        ("{date:MMM D YYYY} {slug}", "Apr 8 2019 a", "2019-04-08"),
        ("{date:YY-M-D}-{slug}", "19-4-28-a", "2019-04-28"),
    ],
)
def test_parses_dates_to_iso_as_far_as_they_go(pattern: str, text: str, date: str) -> None:
    assert patterns.parse(pattern, text) == {"slug": "a", "date": date}


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("{date}-{slug}", "2019-20-40-a"),
        ("{date}-{slug}", "2019-02-29-a"),
        ("{date:YYYY-MM}-{slug}", "2019-13-a"),
        ("{date}-{slug}", "2019-04-28-"),
        ("{date}-{slug}", "2019-04-28-a/b"),
        ("{date}-{slug}", "٢٠١٩-٠٤-٢٨-a"),
        ("{slug}.md", "axmd"),
        ("{slug}/{slug}.md", "a/b.md"),
        ("{date:YYYY}/{date}-{slug}", "2018/2019-04-28-a"),
        ("{section}/{slug}", "a//b"),
        ("{slug}", "a" * 5000),
    ],
)
def test_parses_nothing_else(pattern: str, text: str) -> None:
    assert patterns.parse(pattern, text) is None


@given(
    pattern=st.sampled_from(
        [
            "src/blogs/{date:MM-DD-YYYY}-{slug}.md",
            "content/{section}/{slug}/index.md",
            "{section}/{date:YYYY/MM/DD}/{slug}.md",
            "/{date:YYYY}/{date:M}/{date:D}/{slug}/",
            "{section}/{date:D MMMM YYYY}_{slug}/{slug}.md",
            "[x](+*)/{slug}$",
            "{title}",
        ]
    ),
    slug=words,
    section=sections,
    title=st.text(st.characters(exclude_characters="/"), min_size=1),
    moment=moments,
)
def test_parse_is_the_other_way_of_fill(pattern: str, slug: str, section: str, title: str, moment: datetime) -> None:
    values = {"slug": slug, "section": section, "title": title}
    expected = {name: value for name, value in values.items() if f"{{{name}}}" in pattern}
    if "{date" in pattern:
        expected["date"] = moment.date().isoformat()
    assert patterns.parse(pattern, patterns.fill(pattern, values, moment)) == expected


@given(text=st.text(), pattern=st.sampled_from(["{date}-{slug}", "{section}/{slug}.md", "{date:YYYY/M/D}/{slug}-{name}"]))
def test_what_parses_fills_to_the_same_text_or_is_no_text_of_the_pattern(text: str, pattern: str) -> None:
    values = patterns.parse(pattern, text)
    if values is not None:
        moment = datetime.fromisoformat(values["date"]).replace(tzinfo=UTC) if "date" in values else None
        assert re.sub(r"\b0", "", patterns.fill(pattern, values, moment)) == re.sub(r"\b0", "", text)


def test_too_many_names_side_by_side_cannot_be_read() -> None:
    with pytest.raises(ConfigError, match="too many"):
        patterns.parse("{slug}-{name}-{title}", "a-b-c")


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("{slug}-{name}.md", "-" * 4096),
        ("{section}/{slug}-{name}.md", "a-/" * 1365),
        ("{section}/{section}/{slug}.md", "a/" * 2048),
        ("{slug}{date:M}{name}x", "1" * 4096),
        ("{section}/{slug}", "/" * 100_000),
    ],
)
def test_s18_parsing_cannot_hang(pattern: str, text: str) -> None:
    patterns.parse(pattern, "warm")
    start = time.process_time()
    assert patterns.parse(pattern, text) is None
    assert time.process_time() - start < 4


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("texts", "pattern", "share"),
    [
        (["/blogs/04-28-2019-a-joy", "/blogs/05-01-2019-b", "/blogs/10-10-2019-c"], "/blogs/{date:MM-DD-YYYY}-{slug}", 1.0),
        (["/blogs/28-04-2019-a-joy", "/blogs/01-05-2019-b", "/blogs/10-10-2019-c"], "/blogs/{date:DD-MM-YYYY}-{slug}", 1.0),
        (["2019/04/28/a-joy.md", "2019/05/01/b.md", "2019/10/10/c.md"], "{date:YYYY/MM/DD}/{slug}.md", 1.0),
        (["p/2019/2019-04-28-a-joy.md", "p/2019/2019-05-01-b.md", "x"], "p/{date:YYYY}/{date:YYYY-MM-DD}-{slug}.md", 2 / 3),
        (["2019/04/a-joy", "2019/05/b", "2019/10/c"], "{date:YYYY/MM}/{slug}", 1.0),
        (["a-joy/index.md", "b/index.md", "c.md"], "{slug}/index.md", 2 / 3),
        (["a-joy/a-joy.md", "b/b.md", "c/c.md"], "{slug}/{slug}.md", 1.0),
        (["2019-4-28-a-joy", "2019-5-1-b", "2019-10-10-c"], "{date:YYYY-M-D}-{slug}", 1.0),
        (["post", "post", "page"], "post", 2 / 3),
    ],
)
def test_infers_what_explains_most(texts: list[str], pattern: str, share: float) -> None:
    days, slugs = ["2019-04-28", "2019-05-01", "2019-10-10"], ["a-joy", "b", "c"]
    samples = [(text, {"slug": slug}, day(when)) for text, slug, when in zip(texts, slugs, days, strict=True)]
    assert patterns.infer(samples) == (pattern, pytest.approx(share))


def test_infers_sections_also_from_posts_without_one() -> None:
    samples = [
        ("content/hello.md", {"slug": "hello", "section": ""}, None),
        ("content/notes/a.md", {"slug": "a", "section": "notes"}, None),
        ("content/notes/deep/b.md", {"slug": "b", "section": "notes/deep"}, None),
    ]
    assert patterns.infer(samples) == ("content/{section}/{slug}.md", 1.0)


def test_infers_whole_words_only_and_the_longest_first() -> None:
    samples = [("/archive/a-b", {"slug": "a-b", "name": "a"}, None), ("/archive/c", {"slug": "c", "name": "archiv"}, None)]
    assert patterns.infer(samples) == ("/archive/{slug}", 1.0)


def test_a_slug_of_the_majority_wins_over_an_equal_title() -> None:
    samples = [
        ("one", {"slug": "one", "title": "one"}, None),
        *[(f"T {n}", {"slug": f"t-{n}", "title": f"T {n}"}, None) for n in range(3)],
    ]
    assert patterns.infer(samples) == ("{title}", 1.0)


def test_infers_nothing_from_nothing() -> None:
    assert patterns.infer([]) is None
    assert patterns.infer([("{x}", {}, None)]) is None


@given(
    st.lists(
        st.tuples(st.text(), st.dictionaries(st.sampled_from(["slug", "title", "section"]), st.text()), st.none() | moments),
        max_size=4,
    )
)
def test_inference_takes_any_text_and_its_share_is_true(samples: list[patterns.Sample]) -> None:
    learnt = patterns.infer(samples)
    if learnt is None:
        return
    pattern, share = learnt

    def explained(sample: patterns.Sample) -> bool:
        try:
            return patterns.fill(pattern, sample[1], sample[2]) == sample[0]
        except ConfigError:
            return False

    assert share == sum(map(explained, samples)) / len(samples)


@given(st.lists(st.tuples(words.filter(str.isascii), moments), min_size=1, max_size=8))
def test_what_a_pattern_made_is_explained_by_what_is_inferred(posts: list[tuple[str, datetime]]) -> None:
    samples = [
        (patterns.fill("posts/{date:YYYY-MM-DD}-{slug}.md", {"slug": slug}, moment), {"slug": slug}, moment)
        for slug, moment in posts
    ]
    learnt = patterns.infer(samples)
    assert learnt is not None
    assert learnt[1] == 1.0 or any(slug in ("posts", "md") or not slug[-1].isalnum() for slug, _ in posts)
