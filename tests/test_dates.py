from __future__ import annotations

import subprocess
import sys
import time
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pendulum
import pytest
from flat import DATES
from hypothesis import assume, event, example, given
from hypothesis import strategies as st

from postctl import dates
from postctl.dates import reading
from postctl.errors import ConfigError, UsageError

PARIS = ZoneInfo("Europe/Paris")
ZONES = [
    UTC,
    PARIS,
    ZoneInfo("America/New_York"),
    ZoneInfo("Pacific/Auckland"),
    ZoneInfo("Asia/Kolkata"),
    timezone(timedelta(hours=-5)),
]


def hours(east: float) -> timezone:
    return timezone(timedelta(hours=east))


# --- read -------------------------------------------------------------------------------------------------------------

CANONICAL = [
    # text, form, iso, moment in Paris
    ("2019-04-28", "YYYY-MM-DD", "2019-04-28", datetime(2019, 4, 28, tzinfo=PARIS)),
    ("2019/4/28", "YYYY/M/D", "2019-04-28", datetime(2019, 4, 28, tzinfo=PARIS)),
    ("2019.04.28", "YYYY.MM.DD", "2019-04-28", datetime(2019, 4, 28, tzinfo=PARIS)),
    ("2019-10-5", "YYYY-M-D", "2019-10-05", datetime(2019, 10, 5, tzinfo=PARIS)),
    ("2013/7/13 20:46:25", "YYYY/M/D HH:mm:ss", "2013-07-13T20:46:25", datetime(2013, 7, 13, 20, 46, 25, tzinfo=PARIS)),
    ("2019-04-28 10:00", "YYYY-MM-DD HH:mm", "2019-04-28T10:00:00", datetime(2019, 4, 28, 10, tzinfo=PARIS)),
    ("2019-04-28 9:05", "YYYY-MM-DD H:mm", "2019-04-28T09:05:00", datetime(2019, 4, 28, 9, 5, tzinfo=PARIS)),
    ("2019-04-28  10:00", "YYYY-MM-DD  HH:mm", "2019-04-28T10:00:00", datetime(2019, 4, 28, 10, tzinfo=PARIS)),
    ("2023-10-15T13:18:50", "YYYY-MM-DDTHH:mm:ss", "2023-10-15T13:18:50", datetime(2023, 10, 15, 13, 18, 50, tzinfo=PARIS)),
    (
        "2023-10-15T13:18:50-07:00",
        "YYYY-MM-DDTHH:mm:ssZ",
        "2023-10-15T13:18:50-07:00",
        datetime(2023, 10, 15, 13, 18, 50, tzinfo=hours(-7)),
    ),
    (
        "2023-10-15T13:18:50-0700",
        "YYYY-MM-DDTHH:mm:ssZZ",
        "2023-10-15T13:18:50-07:00",
        datetime(2023, 10, 15, 13, 18, 50, tzinfo=hours(-7)),
    ),
    ("2023-10-15T13:18Z", "YYYY-MM-DDTHH:mm[Z]", "2023-10-15T13:18:00Z", datetime(2023, 10, 15, 13, 18, tzinfo=UTC)),
    (
        "2015-05-01T22:12:03.284Z",
        "YYYY-MM-DDTHH:mm:ss.SSS[Z]",
        "2015-05-01T22:12:03.284Z",
        datetime(2015, 5, 1, 22, 12, 3, 284000, tzinfo=UTC),
    ),
    (
        "2019-04-28 10:00:00 -0800",
        "YYYY-MM-DD HH:mm:ss ZZ",
        "2019-04-28T10:00:00-08:00",
        datetime(2019, 4, 28, 10, tzinfo=hours(-8)),
    ),
    (
        "2019-04-28 10:00:00+05:30",
        "YYYY-MM-DD HH:mm:ssZ",
        "2019-04-28T10:00:00+05:30",
        datetime(2019, 4, 28, 10, tzinfo=hours(5.5)),
    ),
    (
        "2019-04-28 10:00:00 +02",
        "YYYY-MM-DD HH:mm:ss ZZZ",
        "2019-04-28T10:00:00+02:00",
        datetime(2019, 4, 28, 10, tzinfo=hours(2)),
    ),
    ("2019-04-28 10:00:00 UTC", "YYYY-MM-DD HH:mm:ss [UTC]", "2019-04-28T10:00:00Z", datetime(2019, 4, 28, 10, tzinfo=UTC)),
    (
        "2019-04-28 10:00:00 EST",
        "YYYY-MM-DD HH:mm:ss [EST]",
        "2019-04-28T10:00:00-05:00",
        datetime(2019, 4, 28, 10, tzinfo=hours(-5)),
    ),
    (
        "2012-12-12 12:00:00 UTC-05:00",
        "YYYY-MM-DD HH:mm:ss [UTC]Z",
        "2012-12-12T12:00:00-05:00",
        datetime(2012, 12, 12, 12, tzinfo=hours(-5)),
    ),
    (
        "2009-01-16 17:45:49 +0000 UTC",
        "YYYY-MM-DD HH:mm:ss ZZ [UTC]",
        "2009-01-16T17:45:49+00:00",
        datetime(2009, 1, 16, 17, 45, 49, tzinfo=UTC),
    ),
    ("2019-04-28 4:10 AM", "YYYY-MM-DD h:mm A", "2019-04-28T04:10:00", datetime(2019, 4, 28, 4, 10, tzinfo=PARIS)),
    ("2019-04-28 12:10 am", "YYYY-MM-DD hh:mm a", "2019-04-28T00:10:00", datetime(2019, 4, 28, 0, 10, tzinfo=PARIS)),
    ("2019-04-28 12:10PM", "YYYY-MM-DD hh:mmA", "2019-04-28T12:10:00", datetime(2019, 4, 28, 12, 10, tzinfo=PARIS)),
    ("15 Oct 2023", "DD MMM YYYY", "2023-10-15", datetime(2023, 10, 15, tzinfo=PARIS)),
    ("Jul 08 2022", "MMM DD YYYY", "2022-07-08", datetime(2022, 7, 8, tzinfo=PARIS)),
    ("October 5, 2023", "MMMM D, YYYY", "2023-10-05", datetime(2023, 10, 5, tzinfo=PARIS)),
    ("10th March 2015", "Do MMMM YYYY", "2015-03-10", datetime(2015, 3, 10, tzinfo=PARIS)),
    ("Oct. 15, 2023, 4:10 PM", "MMM. DD, YYYY, h:mm A", "2023-10-15T16:10:00", datetime(2023, 10, 15, 16, 10, tzinfo=PARIS)),
    (
        "Mon, 02 Jan 2006 15:04:05 -0700",
        "ddd, DD MMM YYYY HH:mm:ss ZZ",
        "2006-01-02T15:04:05-07:00",
        datetime(2006, 1, 2, 15, 4, 5, tzinfo=hours(-7)),
    ),
    ("Monday, January 2, 2006", "dddd, MMMM D, YYYY", "2006-01-02", datetime(2006, 1, 2, tzinfo=PARIS)),
    ("04-28-2019", "MM-DD-YYYY", "2019-04-28", datetime(2019, 4, 28, tzinfo=PARIS)),
    ("28/04/2019", "DD/MM/YYYY", "2019-04-28", datetime(2019, 4, 28, tzinfo=PARIS)),
    ("28.4.2019 7:30", "D.M.YYYY H:mm", "2019-04-28T07:30:00", datetime(2019, 4, 28, 7, 30, tzinfo=PARIS)),
    ("0001-01-01T00:00:00Z", "YYYY-MM-DDTHH:mm:ss[Z]", "0001-01-01T00:00:00Z", datetime(1, 1, 1, tzinfo=UTC)),
]


@pytest.mark.parametrize(("text", "form", "iso", "moment"), CANONICAL, ids=[case[0] for case in CANONICAL])
def test_r25_reads_every_written_form_and_writes_it_back(text: str, form: str, iso: str, moment: datetime) -> None:
    written = dates.read(text, PARIS)
    assert written.problem is None
    assert (written.form, written.iso, written.moment) == (form, iso, moment)
    assert written.moment is not None
    assert written.moment.utcoffset() == moment.utcoffset()
    assert not written.ambiguous
    assert written.date_only == ("T" not in iso)
    assert written.offset_written == (moment.tzinfo is not PARIS)
    assert dates.write(written.moment, form) == text


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2020-20-19", "month 20 does not exist"),
        ("20-20-2019", "month 20 does not exist"),
        ("2019-00-10", "month 0 does not exist"),
        ("2019-02-29", "February has 28 days in 2019"),
        ("1900-02-29", "February has 28 days in 1900"),
        ("2020-02-30", "February has 29 days in 2020"),
        ("2019-04-31", "April has 30 days"),
        ("2019-04-32", "day 32 does not exist"),
        ("2019-04-00", "day 0 does not exist"),
        ("0000-01-01", "year 0 does not exist"),
        ("2019-04-28 24:00", "hour 24 does not exist"),
        ("2019-04-28 23:60", "minute 60 does not exist"),
        ("2019-04-28 23:59:60", "second 60 does not exist"),
        ("2019-04-28 13:10 PM", "hour 13 does not exist on a clock with AM and PM"),
        ("2019-04-28 0:10 AM", "hour 0 does not exist on a clock with AM and PM"),
        ("2019-04-28 10:00 +25:00", "offset +25:00 does not exist"),
        ("2019-04-28 10:00 +02:60", "offset +02:60 does not exist"),
        ("2019-04-28 10:00 +0100 UTC", "+0100 is not the offset of UTC"),
        ("2019-04-28 10:00 IST", "IST is not a time zone with one meaning; write an offset such as +02:00"),
        ("15 octobre 2023", "octobre is not the English name of a month"),
        ("Mon, 15 Oct 2023", "2023-10-15 is a Sunday, not a Mon"),
        ("0001-01-01 00:00 +01:00", "year 1 with this offset lies outside the calendar"),
        ("9999-12-31 23:00 -0100", "year 9999 with this offset lies outside the calendar"),
        *(
            (text, "not a date in any known form")
            for text in ("", "null", "2019", "tomorrow", "99999-01-01", "2019-04", "2019-04/28")
        ),
        *(
            (text, "not a date in any known form")
            for text in ("٢٠١٩-٠٤-٢٨", "2019-04-28T", "{{ date }}", "2019-04-28\n10:00", "1" * 999)
        ),
    ],
)
def test_what_is_no_date_says_why(text: str, problem: str) -> None:
    written = dates.read(text, UTC)
    impossible = problem.endswith("does not exist") or "on a clock" in problem or " has " in problem
    assert written == dates.Written(text, problem=problem, impossible=impossible)


@pytest.mark.parametrize(
    ("text", "form", "iso"),
    [
        ("10-10-2019", "MM-DD-YYYY", "2019-10-10"),
        ("03/04/2019", "MM/DD/YYYY", "2019-03-04"),
        ("3/4/2019 10:00", "M/D/YYYY HH:mm", "2019-03-04T10:00:00"),
        ("03.04.2019", "DD.MM.YYYY", "2019-04-03"),
    ],
)
def test_what_could_be_two_days_says_so(text: str, form: str, iso: str) -> None:
    written = dates.read(text, UTC)
    assert (written.ambiguous, written.form, written.iso) == (True, form, iso)


@pytest.mark.parametrize("text", [" 2019-04-28 ", "jul 08 2022", "Sept 5, 2019", "2019-04-28T10:00:00.123456789Z"])
def test_reads_more_than_it_would_write(text: str) -> None:
    assert dates.read(text, UTC).problem is None


@given(st.text())
def test_r18_any_text_has_an_answer(text: str) -> None:
    written = dates.read(text, PARIS)
    assert (written.problem is None) == (written.moment is not None) == (written.form is not None) == (written.iso is not None)


@given(
    st.lists(
        st.sampled_from(
            [
                "2019-10-",
                "10:00",
                " ",
                *"0 1 2 9 10 13 31 60 99 2019 - / . : T Z + , AM pm Mon Oct October UTC GMT EST st".split(),
            ]
        ),
        max_size=12,
    )
)
def test_r18_any_text_like_a_date_has_an_answer(pieces: list[str]) -> None:
    text = "".join(pieces)
    written = dates.read(text, PARIS)
    assert written.text == text
    assert (written.problem is None) == (written.moment is not None)
    if written.form is not None and written.moment is not None:
        again = dates.read(dates.write(written.moment, written.form), PARIS)
        assert (again.moment, again.iso, again.problem) == (written.moment, written.iso, None)


@given(st.text(alphabet=st.characters(categories=["Cs", "Cc", "Nd"]), max_size=30))
def test_r18_also_text_that_is_not_unicode(text: str) -> None:
    assert dates.read(text, UTC).text == text


@given(DATES, st.sampled_from([*ZONES, ZoneInfo("Europe/London")]))
@example("0001-01-01", PARIS)
@example("9999-12-31T23:59:59-23:59", UTC)
@example("2020-02-02 10:30-00:00", PARIS)
@example("2020-02-02T24:00:00", PARIS)
@example("2020-W01-1", PARIS)
@example("２０２０-01-01", PARIS)
def test_a_usual_date_is_what_it_is_without_the_fast_path(text: str, zone: tzinfo) -> None:
    quick = reading.usual(text, zone)
    event("usual" if quick else "not usual")
    assert quick is None or repr(quick) == repr(reading._read(text, zone))


@pytest.mark.parametrize(
    "text", ["2020-02-29", "2020-02-02 10:30", "2020-02-02T10:30:00Z", "2020-02-02 10:30:00+02:00", "2020-02-02 10:30:00 -0230"]
)
def test_what_most_dates_look_like_is_usual(text: str) -> None:
    assert reading.usual(text, PARIS) is not None


def test_r25_a_naive_date_is_the_same_under_every_zone_of_the_machine() -> None:
    script = """if True:
        from postctl import dates
        for text in ("2019-04-28", "2019-04-28 10:00", "2019-04-28T10:00Z"):
            written = dates.read(text, dates.zone("Europe/Paris"))
            print(written.iso, written.moment.isoformat(), written.form)
    """
    answers = {run(script, TZ=zone) for zone in ("Europe/Paris", "UTC-5", "Foo/Bar")}
    assert len(answers) == 1
    assert "2019-04-28T10:00:00 2019-04-28T10:00:00+02:00 YYYY-MM-DD HH:mm\n" in answers.pop()


def run(script: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script], env={"PATH": "/usr/bin", **environment}, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_reading_loads_nothing_slow() -> None:
    script = """if True:
        import sys
        from postctl import dates
        dates.read("2019-04-28", dates.zone("Europe/Paris"))
        print("pendulum" in sys.modules)
    """
    assert run(script) == "False\n"


def test_reading_a_date_takes_no_time() -> None:
    texts = ["2019-04-28", "2019-04-28 10:00:00 +0200", "October 15, 2023", "no date at all"] * 250
    best = min(timed(lambda: [dates.read(text, PARIS) for text in texts]) for _ in range(5))
    assert best / len(texts) < 200e-6  # 10 to 20 microseconds; the rest is for a busy machine


def timed(action: object) -> float:
    start = time.process_time()
    action()  # type: ignore[operator]
    return time.process_time() - start


@pytest.mark.parametrize(
    "text", ["1" * 100_000, "2019-04-28" + " " * 100_000 + "x", "Mon, " * 20_000, "2019-04-28 10:00:00." + "1" * 100_000]
)
def test_s18_reading_is_linear(text: str) -> None:
    assert timed(lambda: dates.read(text, UTC)) < 0.5


def test_clock_changes_are_told() -> None:
    spring, autumn = datetime(2024, 3, 31, 2, 30, tzinfo=PARIS), datetime(2024, 10, 27, 2, 30, tzinfo=PARIS)
    assert dates.clock_change(spring) == "gap"
    assert dates.clock_change(autumn) == "overlap"
    assert dates.clock_change(spring.replace(hour=4)) is None
    assert dates.clock_change(spring.replace(tzinfo=UTC)) is None


# --- write ------------------------------------------------------------------------------------------------------------

FORMS = [case[1] for case in CANONICAL] + ["YYYY-MM-DD HH:mm:ss.SSSSSS ZZ", "ddd, DD MMM YYYY HH:mm:ss [GMT]"]


def at_precision(moment: datetime, form: str) -> datetime:
    if ".SSSSSS" in form:
        return moment
    if ".SSS" in form:
        return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    if "ss" in form:
        return moment.replace(microsecond=0)
    return (
        moment.replace(second=0, microsecond=0)
        if "mm" in form
        else moment.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    )


@given(
    form=st.sampled_from(FORMS),
    naive=st.datetimes(min_value=datetime(1971, 1, 1), max_value=datetime(2200, 1, 1)),
    zone=st.sampled_from(ZONES),
)
def test_r25_what_is_written_reads_as_the_same_instant(form: str, naive: datetime, zone: tzinfo) -> None:
    moment = naive.replace(tzinfo=zone)
    written = dates.read(dates.write(moment, form), zone)
    if written.ambiguous:  # 4 March as 03/04: the form has to be known
        return
    expected = at_precision(moment, form)
    assert written.moment == expected or dates.clock_change(expected)
    assert written.problem is None


@given(moment=st.datetimes(min_value=datetime(1800, 1, 2), timezones=st.timezones()))
def test_r25_offsets_keep_the_instant_also_where_local_time_had_seconds(moment: datetime) -> None:
    assume(dates.clock_change(moment) is None)
    for form in (
        "YYYY-MM-DD HH:mm:ss.SSSSSS ZZ",
        "YYYY-MM-DDTHH:mm:ss.SSSSSSZ",
        "YYYY-MM-DD HH:mm:ss.SSSSSS ZZZ",
        "YYYY-MM-DD HH:mm:ss.SSSSSS [EST]",
    ):
        assume(2 < moment.year < 9999)
        assert dates.read(dates.write(moment, form), UTC).moment == moment


@given(
    st.dates(min_value=date(1, 1, 2), max_value=date(9999, 12, 30)),
    st.sampled_from(["YYYY-MM-DD", "YYYY/M/D", "D MMMM YYYY", "MMM DD YYYY", "Do MMM YYYY"]),
)
def test_r25_writing_what_was_read_is_the_text(day: date, form: str) -> None:
    text = dates.write(datetime(day.year, day.month, day.day, tzinfo=UTC), form)
    written = dates.read(text, UTC)
    assert written.moment is not None
    assert written.form is not None
    assert dates.write(written.moment, written.form) == text
    assert written.iso == day.isoformat()


def test_a_form_that_ends_in_a_zone_is_written_in_that_zone() -> None:
    noon = datetime(2024, 7, 1, 12, tzinfo=PARIS)
    assert dates.write(noon, "YYYY-MM-DDTHH:mm:ss[Z]") == "2024-07-01T10:00:00Z"
    assert dates.write(noon, "HH:mm [PST]") == "02:00 PST"
    assert dates.write(noon, "HH:mm [UTC]ZZ") == "12:00 UTC+0200"
    assert dates.write(noon, "[CET] HH:mm") == "CET 12:00"


@pytest.mark.parametrize("day", range(1, 32))
def test_ordinals_are_english(day: int) -> None:
    ending = {1: "st", 21: "st", 31: "st", 2: "nd", 22: "nd", 3: "rd", 23: "rd"}.get(day, "th")
    assert dates.write(datetime(2024, 1, day, tzinfo=UTC), "Do") == f"{day}{ending}"


@pytest.mark.parametrize("form", ["%Y-%m-%d", "yyyy-MM-dd", "YYYY-MM-DD um HH:mm"])
def test_letters_that_no_form_has_are_an_error(form: str) -> None:
    with pytest.raises(ConfigError) as raised:
        dates.write(datetime(2024, 1, 1, tzinfo=UTC), form)
    assert "YYYY-MM-DD" in raised.value.hint


def test_parts_are_the_numbers_of_a_form() -> None:
    assert dates.parts("28 April, 19", "D MMMM, YY") == {"day": 28, "month": 4, "year": 2019}
    assert dates.parts("2019-04-28-10-05-07", "YYYY-MM-DD-HH-mm-ss") == {
        "year": 2019,
        "month": 4,
        "day": 28,
        "hour": 10,
        "minute": 5,
        "second": 7,
    }
    assert dates.parts("99", "YY") == {"year": 1999}
    assert dates.parts("2019/2018", "YYYY/YYYY") is None
    assert dates.parts("2019-4-28", "YYYY-MM-DD") is None


# --- zone -------------------------------------------------------------------------------------------------------------


def test_zones_by_name() -> None:
    assert dates.zone("") is UTC
    assert dates.zone("Europe/Paris") == PARIS


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Europe/Pari", "Europe/Paris"),
        ("paris", "Europe/Paris"),
        ("europe/berlin", "Europe/Berlin"),
        ("../../etc/passwd", ""),
        ("/etc/localtime", ""),
        ("Europe", ""),
        ("a\0b", ""),
        ("x" * 5000, ""),
        ("\ud800", ""),
    ],
)
def test_an_unknown_zone_is_an_error_with_the_nearest(name: str, hint: str) -> None:
    if name in ("paris", "europe/berlin") and _knows(name):
        pytest.skip("this file system folds the case of zone names")
    with pytest.raises(ConfigError) as raised:
        dates.zone(name)
    assert hint in raised.value.hint
    assert raised.value.hint


def _knows(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


@pytest.mark.parametrize("zone", ["Europe/Paris", "CET-1CEST,M3.5.0,M10.5.0/3", "America/New_York", "UTC"])
def test_local_is_the_zone_of_the_machine_in_summer_and_in_winter(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        same = ZoneInfo("Europe/Paris" if zone.startswith("CET") else zone)
        local = dates.zone("local")
        for month in range(1, 13):
            for hour in range(0, 24, 5):
                naive = datetime(2024, month, 27, hour, 30)
                assert naive.replace(tzinfo=local).utcoffset() == naive.replace(tzinfo=same).utcoffset()
                instant = naive.replace(tzinfo=UTC)
                assert instant.astimezone(local).isoformat() == instant.astimezone(same).isoformat()
        for minute in range(0, 240, 30):  # the hour that shows twice
            instant = datetime(2024, 10, 26, 23, tzinfo=UTC) + timedelta(minutes=minute)
            assert instant.astimezone(local).astimezone(UTC) == instant
    finally:
        monkeypatch.undo()
        time.tzset()


# --- when -------------------------------------------------------------------------------------------------------------

NOW = datetime(2026, 11, 25, 14, 23, 45, tzinfo=PARIS)  # a Wednesday


@pytest.mark.parametrize(
    ("words", "expected", "date_only"),
    [
        ("now", "2026-11-25T14:23:45+01:00", False),
        ("today", "2026-11-25T00:00:00+01:00", True),
        ("today 18:00", "2026-11-25T18:00:00+01:00", False),
        ("Tomorrow", "2026-11-26T00:00:00+01:00", True),
        ("tomorrow 09:00", "2026-11-26T09:00:00+01:00", False),
        (" tomorrow   9:00 ", "2026-11-26T09:00:00+01:00", False),
        ("yesterday", "2026-11-24T00:00:00+01:00", True),
        ("friday 18:00", "2026-11-27T18:00:00+01:00", False),
        ("wednesday", "2026-12-02T00:00:00+01:00", True),
        ("tuesday", "2026-12-01T00:00:00+01:00", True),
        ("thu", "2026-11-26T00:00:00+01:00", True),
        ("+3d", "2026-11-28T14:23:45+01:00", True),
        ("-2w", "2026-11-11T14:23:45+01:00", True),
        ("+1m", "2026-12-25T14:23:45+01:00", True),
        ("+3m", "2027-02-25T14:23:45+01:00", True),
        ("+1y", "2027-11-25T14:23:45+01:00", True),
        ("+4h", "2026-11-25T18:23:45+01:00", False),
        ("-15h", "2026-11-24T23:23:45+01:00", False),
        ("2026-12-01", "2026-12-01T00:00:00+01:00", True),
        ("2026-07-01", "2026-07-01T00:00:00+02:00", True),
        ("2026-12-01 09:00", "2026-12-01T09:00:00+01:00", False),
        ("2026-12-01 09:00:05", "2026-12-01T09:00:05+01:00", False),
        ("2026-12-01T09:00:05", "2026-12-01T09:00:05+01:00", False),
        ("2026-12-01T09:00:00Z", "2026-12-01T10:00:00+01:00", False),
        ("2026-12-01T09:00:00.5-05:00", "2026-12-01T15:00:00.500000+01:00", False),
    ],
)
def test_when(words: str, expected: str, date_only: bool) -> None:
    answer = dates.when(words, NOW)
    assert (answer.moment.isoformat(), answer.date_only) == (expected, date_only)
    assert answer.moment.tzinfo is NOW.tzinfo


NO_MOMENTS = [
    *("", "soon", "tomorrow 25:00", "today 10:60", "friday 18", "3d", "+d", "+3x", "+999999y", "-999999w", "+3 d", "+٣d", "\0"),
    *("2026-13-01", "2026-02-30", "12/01/2026", "01.12.2026", "1 Dec 2026", "2026-12-1", "2026-12-01 9:00 AM"),
    *("2026-12-01 10:00 EST", "now 10:00", "next friday", "fridayy", "monday tuesday"),
]


@pytest.mark.parametrize("words", NO_MOMENTS)
def test_anything_else_is_a_usage_error_that_lists_the_forms(words: str) -> None:
    with pytest.raises(UsageError) as raised:
        dates.when(words, NOW)
    assert all(form in raised.value.hint for form in ("now", "friday 18:00", "+3d", "2026-12-01 09:00", "RFC 3339"))
    assert repr(words) in raised.value.message


def test_a_usage_error_says_what_is_wrong_with_a_date() -> None:
    with pytest.raises(UsageError, match="month 13 does not exist"):
        dates.when("2026-13-01", NOW)


@given(st.text(max_size=20))
def test_r18_any_words_are_a_moment_or_a_usage_error(words: str) -> None:
    with suppress(UsageError):
        assert dates.when(words, NOW).moment.tzinfo is PARIS


@given(
    st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1)),
    st.sampled_from(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]),
)
def test_a_weekday_is_strictly_after_today_and_within_a_week(naive: datetime, weekday: str) -> None:
    now = naive.replace(tzinfo=PARIS)
    day = dates.when(weekday, now).moment
    assert day.strftime("%A").lower() == weekday
    assert 1 <= (day.date() - now.date()).days <= 7


@pytest.mark.parametrize(
    ("words", "now"),
    [("0001-01-01T00:00Z", "2026-11-25T14:00-05:00"), ("tomorrow", "9999-12-31T10:00-05:00"), ("+1h", "9999-12-31T23:30-05:00")],
)
def test_beyond_the_calendar_is_a_usage_error(words: str, now: str) -> None:
    with pytest.raises(UsageError, match="the calendar ends"):
        dates.when(words, datetime.fromisoformat(now))


def test_months_end_where_they_end() -> None:
    assert dates.when("+1m", datetime(2024, 1, 31, 10, tzinfo=UTC)).moment == datetime(2024, 2, 29, 10, tzinfo=UTC)
    assert dates.when("+1y", datetime(2024, 2, 29, 10, tzinfo=UTC)).moment == datetime(2025, 2, 28, 10, tzinfo=UTC)


def test_r25_days_keep_the_clock_and_hours_the_time_that_passes() -> None:
    before = datetime(2024, 3, 30, 12, tzinfo=PARIS)
    assert dates.when("+1d", before).moment.isoformat() == "2024-03-31T12:00:00+02:00"
    assert dates.when("+24h", before).moment.isoformat() == "2024-03-31T13:00:00+02:00"


def test_r25_a_skipped_hour_moves_forward_and_a_repeated_one_is_the_first() -> None:
    assert dates.when("tomorrow 02:30", datetime(2024, 3, 30, 12, tzinfo=PARIS)).moment.isoformat() == "2024-03-31T03:30:00+02:00"
    assert dates.when("+1d", datetime(2024, 3, 30, 2, 30, tzinfo=PARIS)).moment.isoformat() == "2024-03-31T03:30:00+02:00"
    assert dates.when("2024-10-27 02:30", NOW).moment.isoformat() == "2024-10-27T02:30:00+02:00"


# --- ago --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (timedelta(0), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(seconds=-59), "just now"),
        (timedelta(minutes=5), "in 5 minutes"),
        (timedelta(hours=-2), "2 hours ago"),
        (timedelta(hours=-1), "1 hour ago"),
        (timedelta(days=3), "in 3 days"),
        (timedelta(days=-14), "2 weeks ago"),
        (timedelta(days=365), "in 1 year"),
        (timedelta(days=-700), "1 year ago"),
        (timedelta(days=-(7 * 365 + 300)), "7 years ago"),
    ],
)
def test_ago(away: timedelta, words: str) -> None:
    now = datetime(2026, 11, 25, 14, tzinfo=UTC)
    assert dates.ago(now + away, now) == words
    assert dates.ago((now + away).astimezone(PARIS), now) == words


@given(
    st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30)),
    st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30)),
)
def test_ago_has_a_direction(moment: datetime, now: datetime) -> None:
    words = dates.ago(moment.replace(tzinfo=UTC), now.replace(tzinfo=UTC))
    assert words == "just now" or words.startswith("in ") == (moment > now) == (not words.endswith(" ago"))


MOMENTS = st.datetimes(min_value=datetime(1900, 1, 2), max_value=datetime(2100, 12, 30), timezones=st.just(UTC))


@given(MOMENTS, MOMENTS | st.timedeltas(timedelta(days=-800), timedelta(days=800)))
@example(datetime(2024, 2, 29, tzinfo=UTC), datetime(2025, 2, 28, tzinfo=UTC))
@example(datetime(2026, 1, 31, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC))
@example(datetime(2026, 3, 30, 12, tzinfo=UTC), datetime(2026, 4, 1, 11, tzinfo=UTC))
@example(datetime(2025, 12, 31, 0, 0, 1, tzinfo=UTC), datetime(2026, 11, 30, tzinfo=UTC))
def test_ago_has_the_words_of_pendulum(one: datetime, other: datetime | timedelta) -> None:
    moment = one + other if isinstance(other, timedelta) else other
    assume(abs(one - moment) >= timedelta(minutes=1))
    here, there = pendulum.instance(one), pendulum.instance(moment)
    years = there.diff(here).years
    words = f"{years} year{'' if years == 1 else 's'}" if years else there.diff_for_humans(here, absolute=True)
    assert dates.ago(moment, one) == (f"in {words}" if moment > one else f"{words} ago")
