"""The rules about whole sites first ask whether there is anything to look at: that must never keep back what is there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from sites import site_of

from postctl import facts
from postctl.rules import (
    _addresses,
    _common,
    case_collision,
    implausible_date,
    name_date_mismatch,
    reserved_name,
    unsafe_slug,
    unusual_slug,
)

NAMES = st.lists(
    st.sampled_from(
        "con CON. aux lpt¹.x conin$ content com1 com10 nul  x. .x a b? a:b rain Rain Caf\u00e9 Cafe\u0301 stra\u00dfe strasse "
        "a-b a_b a-b_c 2019-04-28-x 04-05-2019 4-5-2019-y 20190428 %20 %zz %C3%A9 what# \u03a3 \u03c3".split(" ")
    )
    | st.text(st.characters(exclude_characters="/\n", codec="utf-8"), max_size=6),
    min_size=1,
    max_size=8,
)


@given(NAMES)
def test_names_of_windows_are_found_among_all_paths(names):
    reasons = [name for name in names if reserved_name._reason(name)]
    assert reserved_name._is_odd("/".join(names)) is bool(reasons)
    assert [name for name in names if reserved_name._is_odd(name)] == reasons


@given(NAMES)
def test_odd_addresses_are_found_among_all(names):
    odd = any(unsafe_slug._ODD.search(name) for name in names)
    assert not odd or unsafe_slug._ANY.search("/".join(names))


@given(NAMES)
def test_habits_of_slugs_are_found_among_all(names):
    for habit in unusual_slug._HABITS:
        does = {habit.does(name) for name in names}
        assert habit.differs("\n".join(["", *names])) or not {True, False} <= does


@given(NAMES)
def test_dates_in_two_ways_are_found_among_all_paths(names):
    there = any(name_date_mismatch._TWO_WAYS.match(name) for name in names)
    assert not there or name_date_mismatch._SOME_TWO_WAYS.search("/".join(["", *names]))


@given(st.lists(NAMES.map("/".join), unique=True, max_size=8))
def test_only_names_that_collide_have_to_be_compared(names):
    site = site_of({f"{number}.md": "---\ntitle: A\n---\n" for number in range(len(names))})
    named = list(zip(site.posts, names, strict=True))
    assert [*_addresses._collisions(_addresses._shared(named))] == [*_addresses._collisions(named)]


def test_what_collides_with_nothing_is_not_compared():
    site = site_of({f"{name}.md": "---\ntitle: A\n---\n" for name in ("a", "b", "B")})
    assert [post.path for post, _ in _addresses._shared([(each, each.path) for each in site.posts])] == ["B.md", "b.md"]
    assert [each.path for each in case_collision._check(site)] == ["b.md"]


@given(st.lists(st.sampled_from(["0219-04-28", "1989-12-31", "1990-01-01", "2036-12-31", "2037-01-01", ""]), max_size=4))
def test_years_are_odd_where_one_is(days):
    site = site_of({f"{n}.md": f"---\ntitle: A\ndate: {day}\n---\n" for n, day in enumerate(days)})
    odd = any(implausible_date._is_odd(each, site) for post in site.posts for each in implausible_date._dates(post))
    assert implausible_date._has_odd_year(site) is odd


def test_a_fact_of_all_posts_is_that_of_each():
    site = site_of({"a.md": "---\ntitle: A\n---\n", "b.md": "Text.\n", "c.md": "+++\ntitle = 'C'\n+++\n"})
    assert facts.syntax(site.posts[1], site) == ""
    assert facts.of_all(site, facts.syntax) == ["yaml", "", "toml"]
    assert all("facts.syntax" in post.known for post in site.posts)
    site.posts[0].known["facts.syntax"] = "known"
    assert facts.of_all(site, facts.syntax) == ["known", "", "toml"]


def test_files_that_are_no_posts_are_the_others():
    site = site_of({"a.md": "---\ntitle: A\n---\n", "a.png": "", "x/b.pdf": ""})
    assert _common.others(site) == {"a.png", "x/b.pdf"}


DAYS = st.sampled_from(
    ["2026-12-01", "2026-12-02T00:30:00+09:00", "2026-13-01", "2026-02-30", "1 December 2026", "x", "20261201"]
)
DATED = st.sampled_from(["2026-12-01-a", "2026-12-02-a", "12-01-2026-a", "01-12-2026", "13-13-2026-x", "a", "2026-02-30-b"])


@given(DATED, DAYS, st.sampled_from(["plain", "jekyll", "gatsby", "hugo"]))
def test_a_name_that_reads_like_the_date_does_not_disagree(name, day, generator):
    folder = {"plain": "", "jekyll": "_posts/", "gatsby": "src/", "hugo": "content/posts/"}[generator]
    site = site_of({f"{folder}{name}.md": f"---\ntitle: A\ndate: {day}\n---\n"}, generator)
    for post in site.posts:
        apart = name_date_mismatch._disagree(post, site)
        assert not (apart and name_date_mismatch._reads_alike(post))
        assert [each.path for each in name_date_mismatch._check(site)] == [post.path] * apart
