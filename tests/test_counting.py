"""`stats`: what is counted, by which day, and how it looks at any width."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from formats_records import hostile
from hypothesis import given
from hypothesis import strategies as st
from sites import NOW, site_of

from postctl import counting, registry
from postctl.cli import machine, main
from postctl.counting import windows
from postctl.errors import UsageError
from postctl.formats._calendar import Calendar
from postctl.formats._cells import width
from postctl.model import Date, Status, Terminal
from postctl.values import replace

EXAMPLES = Path(__file__).parent.parent / "examples"
PAINT = re.compile(r"\x1b\[[0-9;]*m")


def post(title, day=None, *more, body="One two three.\n"):
    return "\n".join(["---", f"title: {json.dumps(title)}", *([f"date: {day}"] if day else []), *more, "---", body])


def site(*posts, generator="plain", at=NOW, zone=""):
    folder, extra = {"hugo": ("content/", {"hugo.toml": ""})}.get(generator, ("", {}))
    found = site_of({**extra, **{f"{folder}{number:02}.md": text for number, text in enumerate(posts)}}, generator, at)
    return replace(found, settings=found.settings._replace(timezone=zone))


def counted(known, year=None, *, words=True):
    return counting.counted(known, counting.window(known, year), words=words)


def text(known, width=80, year=None, by="", **terminal):
    figures = counted(known, year, words=terminal.pop("words", True))
    shown = counting.view(known, figures, by)
    return registry.output_format("text").render(shown, Terminal(width, **terminal))


# --- what counts ------------------------------------------------------------------------------------------------------


def test_only_what_is_or_was_public_is_counted_over_time():
    known = site(
        post("A", "2026-01-05"),
        post("B", "2026-02-05", "draft: true"),
        post("C", "2027-01-05"),
        post("D", "2026-03-05", "expiryDate: 2026-04-01"),
        post("E"),
        generator="hugo",
    )
    figures = counted(known)
    assert {str(name): count for name, count in figures.statuses.items() if count} == {
        "published": 2,
        "draft": 1,
        "scheduled": 1,
        "expired": 1,
    }
    assert (figures.public, figures.undated, figures.later) == (3, 1, 0)
    assert figures.days == {date(2026, 1, 5): 1, date(2026, 3, 5): 1}
    assert [(each.name, each.posts, each.words) for each in figures.months] == [("2026-01", 1, 3), ("2026-03", 1, 3)]
    assert [each.post.title for each in figures.ahead] == ["C"]


def test_a_public_post_dated_later_than_today_is_in_no_year():
    figures = counted(site(post("A", "2026-11-23"), post("B", "2026-11-24"), post("C", "2030-01-01")))
    assert (figures.public, figures.later, [each.name for each in figures.years]) == (3, 2, ["2026"])
    assert figures.current.weeks == 1


def test_a_draft_that_waits_for_its_release_is_ahead():
    waits = post("W", None, "draft: true", "postctl_publish_at: 2026-12-01 09:00")
    gone = post("G", None, "draft: true", "postctl_publish_at: 2026-01-01 09:00")
    (ahead,) = counted(site(waits, gone)).ahead
    assert (ahead.post.title, ahead.at, ahead.draft) == ("W", "2026-12-01T09:00:00+00:00", True)


@pytest.mark.parametrize(
    ("written", "zone", "day"),
    [
        ("2026-01-01", "America/New_York", "2026-01-01"),  # a day stays that day
        ("2026-01-01", "Pacific/Auckland", "2026-01-01"),
        ("2026-01-01 23:30:00", "Pacific/Auckland", "2026-01-01"),  # so does a clock without an offset
        ("2026-01-01T23:30:00-05:00", "UTC", "2026-01-02"),
        ("2026-01-01T23:30:00Z", "Europe/Paris", "2026-01-02"),
        ("2026-01-02T00:30:00Z", "America/New_York", "2026-01-01"),
    ],
)
@pytest.mark.parametrize("generator", ["plain", "hugo"])
def test_r25_a_day_is_that_of_the_zone_of_the_site_and_never_shifted_where_no_offset_is_written(written, zone, day, generator):
    assert [*counted(site(post("A", written), generator=generator, zone=zone)).days] == [date.fromisoformat(day)]


def test_today_is_that_of_the_site():
    known = site(post("A", "2026-11-24"), at=datetime(2026, 11, 23, 12, tzinfo=UTC), zone="Pacific/Auckland")
    assert counting.window(known).today == date(2026, 11, 24)
    assert counted(known).later == 0


@pytest.mark.parametrize("iso", [None, "", "no", "2026-01-01"])
def test_a_date_without_a_moment_has_no_day(iso):
    assert windows.day(Date("x", "date", None, iso), UTC) is None
    assert windows.day(None, UTC) is None


def test_a_year_has_only_its_own_posts_whatever_their_status():
    known = site(post("A", "2025-12-31"), post("B", "2026-01-01"), post("C"), post("D", "2025-01-01", "draft: true"))
    figures = counted(known, 2025)
    assert [*figures.days] == [date(2025, 12, 31)]
    assert (figures.public, figures.undated, figures.statuses[Status.DRAFT]) == (1, 0, 1)
    assert figures.window[:2] == (date(2025, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize("year", [0, -1, 10_000])
def test_a_year_that_no_calendar_has_is_a_usage_error(year):
    with pytest.raises(UsageError, match="no calendar has that year"):
        counting.window(site(), year)


@pytest.mark.parametrize(
    ("today", "first"),
    [("2026-11-23", "2025-11-24"), ("2024-02-29", "2023-03-01"), ("2025-02-28", "2024-02-29"), ("2025-12-31", "2025-01-01")],
)
def test_the_window_is_twelve_months(today, first):
    at = datetime.fromisoformat(today).replace(tzinfo=UTC)
    assert counting.window(site(at=at)) == (date.fromisoformat(first), at.date(), at.date(), None)


def test_at_the_ends_of_the_calendar_nothing_breaks():
    for at in (datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, tzinfo=UTC)):
        known = site(post("A", "0001-01-01"), post("B", "9999-12-31"), at=at)
        assert counted(known).public == 2
        assert all(width(line) <= 40 for line in text(known, 40).splitlines())


# --- streaks and gaps -------------------------------------------------------------------------------------------------

MONDAY = date(2026, 11, 23)


def days(*ago):
    return [MONDAY - timedelta(days=each) for each in ago]


@pytest.mark.parametrize(
    ("ago", "longest", "current"),
    [
        ([], None, None),
        ([0], 1, 1),
        ([1], 1, 1),  # last week; this one has only begun
        ([7], 1, 1),
        ([8], 1, None),
        ([0, 1], 2, 2),  # Monday and the Sunday before are two weeks
        ([0, 7, 14, 35, 42, 49, 56], 4, 3),
        ([100, 107, 200, 207], 2, None),
        ([2, 3, 4, 5], 1, 1),
    ],
)
def test_streaks_are_weeks_from_monday_to_sunday(ago, longest, current):
    found = windows.longest_run(days(*ago)), windows.current_run(days(*ago), MONDAY)
    assert tuple(each and each.weeks for each in found) == (longest, current)


def test_of_equal_streaks_and_gaps_the_latest_is_told():
    known = days(0, 14, 28)
    assert windows.longest_run(known) == (1, MONDAY, MONDAY + timedelta(days=6))
    assert windows.longest_gap(known) == (14, days(14)[0], MONDAY)
    assert windows.longest_gap(days(3)) is None
    assert windows.longest_gap(days(3, 3)) is None


def test_the_average_is_of_the_time_since_the_first_post():
    assert counted(site(post("A", "2020-01-01"), *[post("B", "2026-05-01")] * 6)).average == 0.5
    assert counted(site(*[post("B", "2026-09-24")] * 6)).average == pytest.approx(3, abs=0.1)
    assert counted(site(*[post("B", "2026-11-23")] * 6)).average == 6
    assert counted(site(*[post("B", "2026-01-23")] * 10), 2026).average == pytest.approx(1, abs=0.05)
    assert counted(site(post("A", "2020-01-01"))).average == 0


def test_drafts_are_put_in_order_of_age():
    ages = (-1, 0, 6, 7, 29, 30, 181, 182, 364, 365, 3000)
    drafts = [post(f"D{age}", MONDAY - timedelta(days=age), "draft: true") for age in ages]
    figures = counted(site(*drafts, post("U", None, "draft: true")))
    assert figures.drafts == {"ahead": 1, "week": 2, "month": 2, "half_year": 2, "year": 2, "older": 2, "undated": 1}
    assert (figures.oldest.post.title, figures.oldest.age) == ("D3000", 3000)


def test_words_are_counted_only_where_they_are_asked_for():
    known = site(post("A", "2026-01-01", body="a " * 10), post("B", "2026-01-01", body="b " * 500), post("C", body="c c c"))
    figures = counted(known)
    assert figures.words[1:4] == (513, 4, 10)
    assert figures.words.longest.title == "B"
    assert [each.words for each in figures.years] == [510]
    without = counted(known, words=False)
    assert without.words is None
    assert [each.words for each in without.years] == [None]
    assert "words" not in text(known, words=False)


DATED = st.none() | st.dates(date(2019, 1, 1), date(2028, 1, 1)) | st.sampled_from([date(1, 1, 1), date(9999, 12, 31)])
POSTS = st.lists(st.tuples(hostile, DATED, st.booleans(), st.lists(hostile, max_size=3)), max_size=12)


def of_posts(posts):
    tags = [f"tags: {json.dumps(tags)}" for *_, tags in posts]
    return site(*(post(t, d, f"draft: {str(hide).lower()}", tag) for (t, d, hide, _), tag in zip(posts, tags, strict=True)))


@given(POSTS, st.none() | st.integers(2018, 2028))
def test_the_parts_add_up_to_the_whole(posts, year):
    known = of_posts(posts)
    figures = counted(known, year)
    dated = figures.public - figures.undated - figures.later
    for parts in (figures.years, figures.months, figures.weekdays):
        assert sum(each.posts for each in parts) == dated == sum(figures.days.values())
    assert sum(figures.drafts.values()) == figures.statuses[Status.DRAFT]
    assert sum(figures.statuses.values()) >= figures.public + figures.statuses[Status.DRAFT]
    if year is None:
        assert sum(figures.statuses.values()) == len(known.posts) + len(known.broken)
    turned = counted(replace(known, posts=known.posts[::-1]), year)
    assert counting.view(known, turned) == counting.view(known, figures)


# --- how it looks -----------------------------------------------------------------------------------------------------


@given(
    POSTS,
    st.none() | st.integers(2018, 2028),
    st.sampled_from(["", "year", "month", "weekday"]),
    st.integers(20, 300),
    st.builds(
        lambda colour, encoding, dumb: Terminal(colour=colour, encoding=encoding, dumb=dumb),
        st.booleans(),
        st.sampled_from(["utf-8", "ascii", "latin-1", "cp437"]),
        st.booleans(),
    ),
)
def test_u3_no_line_is_wider_than_the_terminal_and_all_is_in_its_characters(posts, year, by, columns, terminal):
    known = of_posts(posts)
    shown = counting.view(known, counted(known, year), by)
    out = registry.output_format("text").render(shown, terminal._replace(width=columns))
    plain = PAINT.sub("", out)
    assert terminal.colour or plain == out
    assert [line for line in plain.splitlines() if width(line) > columns] == []
    plain.encode(terminal.encoding)


@pytest.mark.parametrize("columns", [20, 40, 57, 60, 80, 110, 111, 120, 300])
def test_u3_every_day_of_the_calendar_is_there_at_any_width(columns):
    first, last = date(2025, 1, 1), date(2025, 12, 31)
    posts = {first + timedelta(days=each): each % 3 for each in range(365)}
    lines = [*Calendar(posts, (first, last), last, blocks=True, colour=False).lines(columns)]
    cells = Counter("".join(line[4:] for line in lines if line[4:].strip() and not re.search("[A-Z][a-z]{2}", line[4:])))
    assert {mark: cells[mark] for mark in "·░▒"} == Counter({0: "·", 1: "░", 2: "▒"}[each % 3] for each in range(365))
    assert max(map(width, lines)) <= columns


def test_the_calendar_shows_the_day_in_its_week_and_month():
    known = site(post("A", "2026-11-18"), post("B", "2026-11-18"), post("C", "2025-11-24"))
    lines = text(known, 80).splitlines()
    names = next(line for line in lines if line.lstrip().startswith("Dec"))
    monday, wednesday = (next(line for line in lines if line.startswith(name)) for name in ("Mon", "Wed"))
    assert monday == "Mon ░" + "·" * 52
    assert wednesday == "Wed " + "·" * 51 + "▒"
    assert names.index("Dec") - 4 == 1  # the week of the first of December is the second
    assert [*re.findall("[A-Z][a-z]{2}", names)] == [
        "Dec",
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "May",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Oct",
        "Nov",
    ]


@pytest.mark.parametrize("terminal", [{"dumb": True}, {"encoding": "ascii"}, {"encoding": "latin-1"}])
def test_a_place_without_shades_has_digits(terminal):
    known = site(post("Größe 日本", "2026-11-18"), *[post("B", "2026-11-19")] * 12, post("C", "2026-11-02"))
    out = text(known, 80, **terminal)
    assert re.search(r"^Wed \.{51}1$", out, re.MULTILINE)
    assert re.search(r"^    \.{51}\+$", out, re.MULTILINE)
    assert ". for none, a digit for so many posts, + for ten and more" in out
    assert re.search(r"^2026-11  14  #+  42  #+$", out, re.MULTILINE)
    assert not re.search("[░▒▓█━]", out)


@pytest.mark.parametrize(
    ("most", "legend"),
    [
        (1, "· none   ░ 1"),
        (4, "· none   ░ 1   ▒ 2   ▓ 3   █ 4"),
        (5, "· none   ░ 1   ▒ 2   ▓ 3   █ 4-5"),
        (300, "· none   ░ 1-4   ▒ 5-17   ▓ 18-72   █ 73-300"),
    ],
)
def test_one_busy_day_does_not_make_all_others_pale(most, legend):
    known = Calendar({MONDAY: most}, (MONDAY, MONDAY), MONDAY, blocks=True, colour=False)
    assert [*known.legend(80)] == [legend]


@given(st.integers(5, 100_000))
def test_the_shades_are_in_order_and_reach_the_most(most):
    bounds = Calendar({MONDAY: most}, (MONDAY, MONDAY), MONDAY, blocks=True, colour=False).bounds
    assert list(bounds) == sorted(set(bounds))
    assert bounds[-1] == most


def bars(known, columns, **options):
    """The lengths of the bars of each month of 2026: of its posts, and of its words."""
    found = {}
    for line in text(known, columns, **options).splitlines():
        if line.startswith("2026-"):
            found[int(line[5:7])] = [len(bar) for bar in re.findall("[━╸]+", line)]
    return found


def test_bars_are_as_long_as_their_share_and_what_is_not_nothing_is_seen():
    short, long = "a " * 10, "a " * 40
    days = [*["2026-01-05"] * 60, *["2026-02-05"] * 30, "2026-03-05"]
    known = site(*(post("A", day, body=long if day == "2026-02-05" else short) for day in days))
    found = bars(known, 100)
    size = found[1][0]
    assert size > 30
    assert abs(found[2][0] - size / 2) <= 1
    assert abs(found[1][1] - size / 2) <= 1  # 600 words in January, 1,200 in February
    assert (found[2][1], found[3], found[4]) == (size, [1, 1], [])
    assert bars(known, 200)[1][0] == size + 50
    alone = bars(known, 100, words=False)
    assert (alone[1][0] > 80, abs(alone[2][0] - alone[1][0] / 2) <= 1, len(alone[1])) == (True, True, 1)
    assert [*map(len, bars(known, 34).values())] == [0] * 8 + [1, 1, 1]  # the words keep their numbers


def test_months_without_a_post_have_a_line_and_many_have_one_together():
    known = site(post("A", "2024-01-05"), post("B", "2024-03-05"), post("C", "2026-03-05"))
    lines = [line.split("  ")[0] for line in text(known, by="month").splitlines()]
    start = lines.index("by month: posts and words") + 1
    assert lines[start : start + 5] == ["2026-03", "(23 without a post)", "2024-03", "2024-02", "2024-01"]


def test_an_empty_calendar_says_where_the_posts_are():
    out = text(site(post("A", "2020-03-05")))
    assert "no post from 2025-11-24 to 2026-11-23\nthe latest is of 2020-03-05: `--year 2020` shows that year\n" in out
    assert "Mon" not in out


def test_languages_are_told_where_there_are_several():
    both = site(post("A", "2026-01-05", "lang: en"), post("B", "2026-01-05", "lang: de"), post("C", "2026-01-05", "lang: de"))
    assert re.search(r"languages: posts and words\nde  2  ━+  6  ━+\nen  1  ━+ +3  ━+", text(both))
    assert "languages" not in text(site(post("A", "2026-01-05", "lang: en")))


def test_a_report_in_markdown_has_no_line_for_each_day():
    known = site(post("A", "2026-01-05"))
    kinds = {
        days: Counter(row["figure"] for row in counting.plain(known, counted(known), days=days).rows) for days in (True, False)
    }
    assert (kinds[True]["day"], kinds[False]["day"], kinds[False]["month"]) == (1, 0, 1)


def test_a_site_without_posts_says_so():
    assert text(site()) == "no posts\n"
    assert text(site()).count("\n") == 1


def test_u2_colour_adds_nothing_but_colour():
    known = site(post("A", "2026-01-05"), post("B", "2026-01-06"))
    assert PAINT.sub("", text(known, colour=True)) == text(known)
    assert "\x1b[32m░" in text(known, colour=True)


# --- the command ----------------------------------------------------------------------------------------------------------


def printed(capsys, *words, code=0):
    assert main(["-C", str(EXAMPLES / "hugo"), "stats", *words]) == code
    return capsys.readouterr()


@pytest.mark.parametrize(
    ("words", "public"),
    [([], 5), (["--tag", "tides"], 2), (["tide"], 2), (["--since", "2025-01-01"], 2), (["--until", "2024-12-31"], 3),
     (["--where", "words > 80"], 1), (["--lang", "xx"], 0), (["--year", "2024"], 3)],
)  # fmt: skip
def test_posts_are_chosen_as_list_chooses_them(capsys, words, public):
    assert json.loads(printed(capsys, *words, "-f", "json").out)["posts"] == public
    if "--year" not in words:
        assert main(["-C", str(EXAMPLES / "hugo"), "list", *words, "--published", "--expired", "--count"]) == 0
        assert capsys.readouterr().out == f"{public}\n"


def test_u1_in_a_pipe_each_number_is_a_line(capsys):
    said = printed(capsys)
    rows = [line.split("\t") for line in said.out.splitlines()]
    assert {len(row) for row in rows} == {4}
    assert ["year", "2024", "3", "191"] in rows
    assert said.err == "7 posts: 4 published, 1 scheduled, 1 draft, 1 expired\n"


def test_a_choice_that_fits_no_post_says_what_list_says(capsys):
    first, *rest = printed(capsys, "no such words", "-f", "text").out.splitlines()
    assert first == "no post fits: about “no such words”"
    assert " ".join(rest).startswith("looked at 7 posts (1 draft, 1 scheduled, 4 published, 1 expired) in ")
    assert printed(capsys, "--year", "1999", "-f", "text").out.startswith("no post fits: dated 1999\nlooked at 7 posts (")


def test_words_are_counted_once_and_known_the_next_time(capsys, monkeypatch):
    monkeypatch.setattr("postctl.facts.words", lambda post, site: 7)
    told = json.loads(printed(capsys, "-f", "json").out)
    assert told["words"]["total"] == 7 * told["posts"] > 0


def test_words_that_are_not_counted_are_told_unless_that_was_asked_for(capsys, monkeypatch):
    from postctl.cli.commands import stats

    monkeypatch.setattr(stats, "QUICK", 7)
    assert "words are not counted; --words reads 7 posts" in printed(capsys).err
    assert "words" not in printed(capsys, "--no-words").err
    assert "words" not in printed(capsys, "--words").err


def test_u6_units_and_formats_that_do_not_exist_suggest_one(capsys):
    assert "did you mean month?" in printed(capsys, "--by", "mnth", code=2).err
    assert "did you mean text?" in printed(capsys, "-f", "txt", code=2).err


def test_words_are_counted_without_being_asked_where_that_is_quick(capsys, monkeypatch):
    from postctl.cli.commands import stats

    assert json.loads(printed(capsys, "-f", "json").out)["words"]["total"] == 256
    assert json.loads(printed(capsys, "-f", "json", "--no-words").out)["words"] is None
    monkeypatch.setattr(stats, "QUICK", 7)
    assert json.loads(printed(capsys, "-f", "json").out)["words"] is None
    assert json.loads(printed(capsys, "-f", "json", "--words").out)["words"]["total"] == 256


@pytest.mark.parametrize(
    ("environ", "tty", "dumb"),
    [({}, False, False), ({}, True, True), ({"TERM": "dumb"}, False, True), ({"TERM": "xterm"}, True, False)],
)
def test_what_a_terminal_can_draw_is_asked_of_the_machine(environ, tty, dumb):
    found = machine.terminal(machine.Machine(environ, False, tty, False, "latin-1"), "auto")
    assert (found.dumb, found.encoding) == (dumb, "latin-1")


def test_zones_far_away_keep_their_days():
    zone = timezone(timedelta(hours=14))
    assert windows.day(Date("x", "date", datetime(9999, 12, 31, 23, tzinfo=UTC), "9999-12-31T23:00:00Z"), zone) == date(
        9999, 12, 31
    )


@pytest.mark.parametrize("words", [("stats", "-f", "json"), ("stats", "-f", "text"), ("schema", "post")], ids=" ".join)
def test_r26_the_same_site_gives_the_same_bytes_whatever_the_seed_tongue_and_zone(words):
    root = EXAMPLES.parent
    found = set()
    for seed, tongue, zone in (("0", "C", "UTC"), ("1", "C.UTF-8", "Pacific/Auckland"), ("2", "C.UTF-8", "America/New_York")):
        environ = {**os.environ, "PYTHONPATH": str(root), "PYTHONHASHSEED": seed, "LC_ALL": tongue, "TZ": zone}
        command = [sys.executable, "-m", "postctl", "-C", str(EXAMPLES / "docusaurus"), *words]
        found.add(subprocess.run(command, env=environ, capture_output=True, check=True, timeout=60).stdout)
    assert len(found) == 1
    assert len(found.pop()) > 500
