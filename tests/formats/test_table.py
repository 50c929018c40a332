"""The table: what a person at a terminal sees, from narrow to wide."""

from __future__ import annotations

import re

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from postctl.escaping import one_line
from postctl.formats import table
from postctl.model import Terminal, View

COLUMNS = ("status", "date", "title", "_about", "path")
SGR = re.compile(r"\x1b\[[0-9;]*m")
LONG = "A title that goes on and on, far beyond what anyone would write above a post that is meant to be read"


def post(status, date, title, about, path, **more):
    return {"status": status, "date": date, "title": title, "_about": about, "path": path} | more


POSTS = (
    post("scheduled", "2026-12-01T09:00:00+01:00", "After Static", "in 8 days", "posts/12-01-2026-after-static.md"),
    post("draft", None, LONG, "draft: true", "posts/far-beyond.md"),
    post("published", "2025-04-28", "The Joy of A Next Step", "mindset, joy", "posts/04-28-2025-next-step-joy.md"),
    post("published", "2025-03-02", "日本語のブログを書くこと、そして続けること", "日本語", "posts/日本語.md"),
    post("published", "2025-01-09", "Shipping 🚀 on time", "release", "posts/01-09-2025-shipping.md"),
    post("expired", "2024-11-29", "Black Friday", "expires: 2024-12-02", "posts/black-friday.md"),
    post("unlisted", "2024-06-30", "Only for those who know", "unlisted: true", "posts/hidden.md"),
    post("broken", None, "quotes", "line 3: a quote that is never closed", "posts/quotes.md"),
)


def view(*rows, columns=COLUMNS, summary=""):
    return View("posts", columns, rows, summary=summary)


def at(width, *rows, **more):
    return table.render(view(*(rows or POSTS), **more), Terminal(width=width, tty=True))


# --- exact ------------------------------------------------------------------------------------------------------------


def test_all_in_one_line_where_there_is_room():
    assert at(110, POSTS[2], POSTS[5], summary="2 posts") == (
        "status       date        title                   about                path\n"
        "● published  2025-04-28  The Joy of A Next Step  mindset, joy         posts/04-28-2025-next-step-joy.md\n"
        "◍ expired    2024-11-29  Black Friday            expires: 2024-12-02  posts/black-friday.md\n"
        "\n"
        "2 posts\n"
    )


def test_the_path_moves_below_where_there_is_less():
    assert at(80, POSTS[1], POSTS[3]) == (
        "status       date        title                                       about\n"
        "○ draft                  A title that goes on and on, far beyond w…  draft: true\n"
        "                         posts/far-beyond.md\n"
        "● published  2025-03-02  日本語のブログを書くこと、そして続けること  日本語\n"
        "                         posts/日本語.md\n"
    )


def test_a_post_is_a_block_where_there_is_little():
    assert at(40, POSTS[5], POSTS[1]) == (
        "◍ expired  2024-11-29\n"
        "  Black Friday\n"
        "  expires: 2024-12-02\n"
        "  posts/black-friday.md\n"
        "○ draft\n"
        "  A title that goes on and on, far\n"
        "  beyond what anyone would write above a\n"
        "  post that is meant to be read\n"
        "  draft: true · posts/far-beyond.md\n"
    )


def test_a_record_begins_at_the_edge():
    assert at(40, {"title": LONG}, columns=("title",)) == (
        "A title that goes on and on, far\n  beyond what anyone would write above a\n  post that is meant to be read\n"
    )


def test_a_column_nobody_asked_for_is_not_shown_where_it_says_nothing():
    quiet = view({**POSTS[7], "_about": ""}, columns=("status", "title", "_about"), summary="1 post")
    assert table.render(quiet, Terminal()) == "status    title\n✗ broken  quotes\n\n1 post\n"


def test_colour_sets_title_and_status_apart_and_says_in_red_why():
    text = table.render(view(POSTS[7], columns=("status", "title", "_about"), summary="1 post"), Terminal(tty=True, colour=True))
    assert text == (
        "\x1b[2mstatus    title   about\x1b[0m\n"
        "\x1b[1;31m✗ broken\x1b[0m  quotes  \x1b[31mline 3: a quote that is never closed\x1b[0m\n"
        "\n"
        "\x1b[2m1 post\x1b[0m\n"
    )


def test_numbers_are_flush_right_and_moments_have_minutes_where_they_matter():
    row = {"date": "2026-12-01T09:00:00Z", "changes_at": "2026-12-01T09:00:00+01:00", "words": 12, "lang": None}
    assert at(80, row, row | {"words": 1234}, columns=("date", "changes_at", "words", "lang")) == (
        "date        changes at        words  lang\n2026-12-01  2026-12-01 09:00     12\n2026-12-01  2026-12-01 09:00   1234\n"
    )


def test_groups_have_headings():
    rows = [post | {"_group": post["date"][:4]} for post in (POSTS[2], POSTS[4], POSTS[5])]
    assert at(80, *rows, columns=("title", "status")) == (
        "title                   status\n\n2025\nThe Joy of A Next Step  ● published\n"
        "Shipping 🚀 on time     ● published\n\n2024\nBlack Friday            ◍ expired\n"
    )


def test_nothing_is_only_the_summary():
    assert table.render(view(summary="No posts."), Terminal(tty=True)) == "No posts.\n"
    assert table.render(view({}, columns=("title",)), Terminal(tty=True)) == "title\n\n"


# --- every width ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [20, 24, 32, 40, 60, 80, 100, 120, 200, 300])
def test_u3_no_line_is_wider_than_the_terminal(width):
    assert max(wcswidth(line) for line in at(width, summary="8 posts, and a word " * 4).splitlines()) <= width


@pytest.mark.parametrize("width", [20, 24, 32, 40, 60, 80, 100, 120, 200, 300])
def test_u3_every_post_is_identifiable_and_no_column_is_lost(width):
    text = re.sub(r"\s+", "", at(width))
    for row in POSTS:
        assert row["path"].replace(" ", "") in text
        for name in ("status", "date", "title", "_about"):
            assert re.sub(r"\s+", "", row[name] or "")[:8] in text


@pytest.mark.parametrize("width", [80, 120, 300])
def test_u3_columns_are_aligned_to_the_cell(width):
    lines = at(width).splitlines()
    start = lines[0].index("title")
    for row in POSTS:
        line = next(line for line in lines if line[start - 1 :].lstrip().startswith(row["title"][:6]) and "…" not in line[:start])
        assert wcswidth(line[: line.index(row["title"][:6])]) == start


@pytest.mark.parametrize("width", [0, 1, 20, 80, 10**6])
def test_u1_where_no_terminal_is_nothing_is_shortened_or_moved(width):
    heading, *lines = table.render(view(*POSTS), Terminal(width=width)).splitlines()
    assert heading.split() == ["status", "date", "title", "about", "path"]
    assert [line.split()[-1] for line in lines] == [row["path"] for row in POSTS]
    assert any(LONG in line for line in lines)


@given(
    st.dictionaries(
        st.sampled_from(["status", "date", "title", "path", "slug", "tags", "words"]), st.text(max_size=50), min_size=1
    ),
    st.integers(20, 120),
)
def test_u3_any_columns_fit_any_width(row, width):
    from rich.cells import cell_len

    text = table.render(view(row, columns=tuple(row)), Terminal(width=width, tty=True, colour=True))
    assert max(cell_len(line) for line in SGR.sub("", text).splitlines()) <= width


# --- a terminal -------------------------------------------------------------------------------------------------------


def screen(width, *rows):
    """What a person sees, and where the cursor is."""
    shown = pyte.Screen(width, 60)
    text = table.render(view(*rows, summary="3 posts"), Terminal(width=width, colour=True, tty=True))
    pyte.Stream(shown).feed(text.replace("\n", "\r\n"))
    return shown


HOSTILE = [
    *(
        "x\x1b[1A\x1b[30Ghacked",
        "\x1b[2J\x1b[H ALL POSTS PUBLISHED",
        "\x1b]0;mine\x07",
        "a\rpublished",
        "a\x08\x08\x08b",
        "a\x9b2Jb",
    ),
    *("\x1b[?1049h", "\x1b]8;;http://a\x1b\\b", "\x1bc", "a\nb\nc", "a\tb", "\x0e\x0f", "\x1b(0lqk", "\x1b[8mhidden"),
]


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("title", HOSTILE)
def test_s2_a_title_cannot_repaint_another_row(title, width):
    harmless = "h" * wcswidth(one_line(title))
    rows = [screen(width, POSTS[2], POSTS[5] | {"title": text}, POSTS[6]) for text in (title, harmless)]
    ours, plain = ([line.rstrip() for line in each.display] for each in rows)
    different = [(got, want) for got, want in zip(ours, plain, strict=True) if got != want]
    assert len(different) == 1
    assert different[0][1].partition(harmless)[0] == different[0][0][: different[0][1].index(harmless)]
    assert rows[0].title == ""
    assert (rows[0].cursor.x, rows[0].cursor.y) == (rows[1].cursor.x, rows[1].cursor.y)
