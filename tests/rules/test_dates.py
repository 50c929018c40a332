"""The rules about dates where an example is not enough: exact places, fixes, edges, habits."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sites import NOW, site_of

from postctl import linting, registry

BY_CODE = {rule.code: rule for rule in registry.rules()}


def found(code, files, generator="plain", at=NOW):
    return linting.check(site_of(files, generator, at), (BY_CODE[code],))


def fixed(diagnostic, files):
    """The bytes of its file once its fix is applied."""
    data = files[diagnostic.path]
    data = data if isinstance(data, bytes) else data.encode()
    for start, end, text in sorted(diagnostic.fix_offsets, reverse=True):
        data = data[:start] + text.encode() + data[end:]
    return data


def post(**front):
    lines = "".join(f"{key}: {value}\n" for key, value in front.items())
    return f"---\ntitle: A\n{lines}---\n"


# --- P205 -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "turned"),
    [
        ("2020-13-01", "2020-01-13"),
        ("2020/13/01", "2020/01/13"),
        ("2020-19-2 10:00", "2020-2-19 10:00"),
        ('"2020-31-12"', '"2020-12-31"'),
        ("2020-20-19", None),
        ("2020-30-02", None),
        ("2019-02-30", None),
        ("2019-01-01 25:00", None),
        ("2020-13-01 25:00", None),
    ],
)
def test_day_and_month_change_places_only_where_that_makes_a_date(written, turned):
    files = {"a.md": f"\ufeff---\r\ntitle: \U0001f600\r\ndate:  {written} # {written}\r\n---\r\nText.\r\n".encode()}
    (finding,) = found("P205", files)
    assert (finding.line, finding.column) == (3, 8)
    assert finding.end_column == 8 + len(written)
    if turned is None:
        assert finding.fix is None
        return
    assert not finding.fix.safe
    assert turned.strip('"') in finding.help
    after = fixed(finding, files)
    assert after == files["a.md"].replace(written.encode(), turned.encode(), 1)
    assert found("P205", {"a.md": after}) == ()


@pytest.mark.parametrize(
    ("generator", "path", "severity", "says"),
    [
        ("jekyll", "_posts/2019-03-01-a.md", "warning", "Jekyll takes `date: 2019-02-30` for 2019-03-02"),
        ("hexo", "source/_posts/a.md", "warning", "Hexo takes `date: 2019-02-30` for 2019-03-02"),
        ("docusaurus", "blog/a.md", "warning", "Docusaurus takes `date: 2019-02-30` for 2019-03-02"),
        ("eleventy", "content/a.md", "warning", "Eleventy takes `date: 2019-02-30` for 2019-03-02"),
        ("hugo", "content/a.md", "error", "Hugo cannot read `2019-02-30` as a date, and its build fails"),
        ("zola", "content/a.md", "error", "Zola's build fails"),
        ("mkdocs", "docs/blog/posts/a.md", "error", "February has 28 days in 2019"),
    ],
)
def test_what_a_generator_makes_of_a_day_that_is_not_there(generator, path, severity, says):
    (finding,) = found("P205", {path: post(date="2019-02-30")}, generator)
    assert str(finding.severity) == severity
    assert "February has 28 days in 2019" in finding.message
    assert says in finding.message
    assert found("P202", {path: post(date="2019-02-30")}, generator) == ()


def test_no_fix_that_the_name_contradicts_or_that_is_no_date_to_the_generator():
    (finding,) = found("P205", {"_posts/2020-01-13-a.md": post(date="2020-13-01")}, "jekyll")
    assert finding.fix is not None
    (finding,) = found("P205", {"_posts/2020-02-13-a.md": post(date="2020-13-01")}, "jekyll")
    assert (finding.help, finding.fix) == ("did you mean 2020-01-13?", None)
    (finding,) = found("P205", {"posts/a.md": post(published_date="2020-13-01")}, "cobalt")
    assert finding.fix is None, "Cobalt wants a time and a zone"


def test_a_date_in_a_block_is_told_on_one_line():
    (finding,) = found("P205", {"content/a.md": "---\ndate: |\n  2020-13-01\n---\n"}, "hugo")
    assert "\n" not in finding.message
    assert finding.fix is None


def test_each_date_of_a_post_is_looked_at_once():
    files = {"content/a.md": post(date="2019-02-30", expiryDate="2030-02-30", lastmod="2020-01-01")}
    assert [each.line for each in found("P205", files, "hugo")] == [3, 4]


# --- P206 -----------------------------------------------------------------------------------------------------------------


def paths(*pairs):
    return {f"src/{n:02}.md": post(path=path, date=date) for n, (path, date) in enumerate(pairs)}


def test_the_date_in_an_address_is_reported_at_its_characters():
    (finding,) = found("P206", {"src/a.md": '---\ntitle: A\npath: "/blogs/04-29-2019-rain"\ndate: 2019-04-28\n---\n'}, "gatsby")
    assert finding.excerpt[finding.column - 1 : finding.end_column - 1] == "04-29-2019"
    assert finding.message == "`path` says 04-29-2019, `date: 2019-04-28` is another day"


@pytest.mark.parametrize(
    ("path", "date", "odd"),
    [
        ("/2019/04/28/x", "2019-04-28", False),
        ("/2019/4/28/x", "2019-04-28", False),
        ("/20190428-x", "2019-04-28", False),
        ("/20190429-x", "2019-04-28", True),
        ("/2019/04/29/x", "2019-04-28T23:30:00-05:00", False),
        ("/2019/04/30/x", "2019-04-28T23:30:00-05:00", True),
        ("/2019/04/29/x", "2019-04-28T23:30:00", True),
        ("/2019-04-290/x", "2019-04-28", False),
        ("/v2019-04-29/x", "2019-04-28", False),
        ("/2019-13-29/x", "2019-04-28", False),
        ("https://example.org/2019/04/29/", "2019-04-28", False),
        ("/1234567-99-99", "2019-04-28", False),
        ("/1812-04-29-war", "2019-04-28", False),
        ("/x/2019-04-29", "2019-04-28", True),
        ("/x/2019-04-29", "", False),
    ],
)
def test_which_texts_are_dates_of_the_post(path, date, odd):
    assert bool(found("P206", paths((path, date)), "gatsby")) is odd


def test_the_order_of_a_house_is_shown_by_days_that_have_one_reading_too():
    shown = [(f"/04-{day}-2019-x", f"2019-04-{day}") for day in (20, 21, 22, 23)]
    assert len(found("P206", paths(*shown, ("/06-05-2019-x", "2019-05-06")), "gatsby")) == 1
    assert found("P206", paths(*shown[2:], ("/06-05-2019-x", "2019-05-06")), "gatsby") == ()
    other = [(f"/{day}-04-2019-x", f"2019-04-{day}") for day in (20, 21, 22, 23)]
    assert found("P206", paths(*other, ("/06-05-2019-x", "2019-05-06")), "gatsby") == ()


def test_a_month_alone_counts_where_it_is_a_habit():
    right = [(f"/2019/0{month}/x", f"2019-0{month}-10") for month in range(1, 5)]
    (finding,) = found("P206", paths(*right, ("/2019/07/x", "2019-08-01")), "gatsby")
    assert finding.message == "`path` says 2019/07, `date: 2019-08-01` is another month"
    assert found("P206", paths(*right[:2], ("/2019/07/x", "2019-08-01")), "gatsby") == ()
    assert found("P206", paths(*right, ("/2019/07/x", "2019-08-01T01:00:00+02:00")), "gatsby") == ()


def test_drafts_may_have_any_date_in_their_address():
    assert found("P206", {"src/a.md": post(path="/2019-04-29-x", date="2019-04-28", draft="true")}, "gatsby") == ()


# --- P207 -----------------------------------------------------------------------------------------------------------------

JAPAN = {f"content/{n}.md": post(date=f"2026-0{n}-01T09:00:00+09:00") for n in range(1, 5)}


@pytest.mark.parametrize(
    ("date", "says"),
    [
        ("2026-11-23T20:30:00", "still hidden"),
        ("2026-11-23T21:30:00", None),  # 21:30 in Japan is half past twelve in UTC
        ("2026-11-23T11:59:00", None),
        ("2026-11-23T12:01:00Z", None),
    ],
)
def test_a_date_without_a_zone_is_told_while_its_hour_has_come_at_home(date, says):
    findings = found("P207", {**JAPAN, "content/a.md": post(date=date)}, "hugo")
    assert [says in each.message for each in findings] == ([True] if says else [])


def test_the_zone_of_the_others_is_added_in_their_form():
    files = {**JAPAN, "content/a.md": post(date="2026-11-23 20:30:00")}
    (finding,) = found("P207", files, "hugo")
    assert "+09:00, which 4 of 4 dates have" in finding.message
    assert b"date: 2026-11-23T20:30:00+09:00\n" in fixed(finding, files)
    assert not finding.fix.safe


def test_west_of_the_generator_a_post_is_public_too_early():
    files = {key: text.replace("+09:00", "-05:00") for key, text in JAPAN.items()}
    (finding,) = found("P207", {**files, "content/a.md": post(date="2026-11-23T10:00:00")}, "hugo")
    assert "is public already" in finding.message


def test_a_site_whose_zones_vary_has_none_to_compare_with():
    files = {f"content/{n}.md": post(date=f"2026-0{n}-01T09:00:00+0{n}:00") for n in range(1, 7)}
    assert found("P207", {**files, "content/a.md": post(date="2026-11-23T20:30:00")}, "hugo") == ()


# --- P208 -----------------------------------------------------------------------------------------------------------------


def dated(usual, *more):
    texts = [*(usual.format(n) for n in range(1, 25)), *more]
    return {f"{n:02}.md": post(date=text) for n, text in enumerate(texts)}


@pytest.mark.parametrize(
    ("usual", "odd", "better"),
    [
        ("2019-04-{:02}", "2018/03/05", b"2018-03-05"),
        ("2019-04-{:02}", "5 March 2018", b"2018-03-05"),
        ("2019-04-{:02}", "2018-03-05 00:00:00", b"2018-03-05"),
        ("2019-04-{:02}", "2018-03-05 10:00:00", None),
        ("2019-04-{:02}", "2018-03-05T00:00:00Z", None),
        ("2019-04-{:02} 10:00:00", "2018-03-05", None),
        ("2019-04-{:02} 10:00:00", "2018-03-05T11:00", b"2018-03-05 11:00:00"),
        ("2019-04-{:02} 10:00", "2018-03-05 11:00:30", None),
        ("2019-04-{:02} 10:00:00", "2018-03-05 11:00:00 +0200", None),
        ("2019-04-{:02} 10:00:00 +0200", "2018-03-05 11:00:00", None),
        ("2019-04-{:02} 10:00:00 +0200", "2018-03-05T11:00:00-05:00", b"2018-03-05 11:00:00 -0500"),
    ],
)
def test_a_date_is_rewritten_where_nothing_has_to_be_made_up_or_dropped(usual, odd, better):
    files = dated(usual, odd)
    (finding,) = found("P208", files)
    assert finding.path == "24.md"
    assert (finding.fix is not None) is (better is not None)
    if better:
        after = fixed(finding, files)
        assert better in after
        assert found("P208", {**files, "24.md": after}) == ()


def test_a_date_with_two_readings_is_not_rewritten():
    (finding,) = found("P208", dated("2019-04-{:02}", "03/04/2018"))
    assert finding.fix is None


def test_a_site_that_has_changed_its_habits_is_left_in_peace():
    assert found("P208", dated("2019-04-{:02}", "2019-05-01 10:00", "2019-05-02 10:00")) == ()
    assert len(found("P208", dated("2019-04-{:02}", "2019-05-01 10:00", "2018-05-02 10:00"))) == 2


def test_nine_in_ten_are_not_more_than_nine_in_ten():
    assert found("P208", {f"{n}.md": post(date=f"2019-04-0{n}" if n else "2018/04/01") for n in range(10)}) == ()
    assert (
        len(
            found(
                "P208", {f"{n}.md": post(date=f"2019-04-1{n}" if n else "2018/04/01") for n in range(10)} | dated("2019-06-{:02}")
            )
        )
        == 1
    )


# --- P209, P210, P211 ---------------------------------------------------------------------------------------------------


def test_the_last_change_may_be_a_day_off_where_a_zone_is_written():
    assert found("P209", {"a.md": post(date="2026-05-01T00:30:00+09:00", updated="2026-04-30")}) == ()
    assert len(found("P209", {"a.md": post(date="2026-05-02T00:30:00+09:00", updated="2026-04-30")})) == 1


def test_an_expiry_is_after_the_day_a_post_goes_public():
    def hugo(**front):
        return [str(each.severity) for each in found("P210", {"content/a.md": post(**front)}, "hugo")]

    assert hugo(date="2026-01-01", publishDate="2026-06-01", expiryDate="2026-05-01") == ["warning"]
    assert hugo(date="2026-06-01", publishDate="2026-01-01", expiryDate="2026-05-01") == []
    assert hugo(expiryDate="2026-05-01") == []
    assert hugo(date="soon", expiryDate="2026-05-01") == []


@pytest.mark.parametrize(
    ("date", "meant"),
    [("0219-04-28", "2019"), ("2109-04-28", "2019"), ("1019-04-28", ""), ("2190-04-28", ""), ("9201-04-28", "")],
)
def test_a_year_is_suggested_where_two_digits_have_changed_places(date, meant):
    files = {**{f"{n}.md": post(date=f"2019-0{n}-01") for n in range(1, 8)}, "a.md": post(date=f"'{date}' # x")}
    (finding,) = found("P211", files)
    assert finding.help == (f"did you mean {meant}?" if meant else "correct the year, if it is not meant")
    assert (finding.fix is not None) is bool(meant)
    if meant:
        after = fixed(finding, files)
        assert f"date: '{meant}-04-28' # x".encode() in after
        assert found("P211", {**files, "a.md": after}) == ()


def test_what_is_ahead_counts_from_now():
    files = {"a.md": post(date="2040-01-01")}
    assert len(found("P211", files)) == 1
    assert found("P211", files, at=datetime(2031, 1, 1, tzinfo=UTC)) == ()
