"""Slips in tags and series: what is near to what, and what a new term may be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postctl.drafting import Near, near_terms

USED = {
    "python": 14,
    "web-dev": 3,
    "JavaScript": 7,
    "books": 2,
    "C++": 1,
    "2024": 9,
    "go": 4,
    "café": 2,
    "gardening": 5,
    "data": 3,
}


@pytest.mark.parametrize(
    ("typed", "used"),
    [
        ("pyhton", "python"),
        ("Python", "python"),
        ("PYTHON", "python"),
        ("pythn", "python"),
        ("web dev", "web-dev"),
        ("webdev", "web-dev"),
        ("web_dev", "web-dev"),
        ("javascript", "JavaScript"),
        ("book", "books"),
        ("cafe\u0301", "café"),
        ("gardning", "gardening"),
        ("c++", "C++"),
        ("Go", "go"),
    ],
)
def test_near_ones(typed, used):
    assert near_terms([typed], USED) == (Near(typed, used, USED[used]),)


@pytest.mark.parametrize("typed", ["python", "rust", "2025", "gone", "c", "c#", "jython", "photography", "typescript", "py"])
def test_new_ones_and_known_ones_pass(typed):
    assert near_terms([typed], USED) == ()


def test_of_several_the_nearest_and_then_the_one_that_more_posts_use():
    assert near_terms(["Tea"], {"tea": 1, "TEA": 8})[0].used == "TEA"
    assert near_terms(["walkin"], {"walking": 1, "walkins": 5})[0].used == "walkins"


@given(st.lists(st.text(), max_size=4), st.dictionaries(st.text(), st.integers(1, 9), max_size=6))
def test_r18_any_terms_give_an_answer(typed, used):
    found = near_terms(typed, used)
    assert all(each.typed in typed and each.used in used and each.typed not in used for each in found)
