"""Slots of a week, the next one that is free, and what is due: pure, in every zone, whatever the clocks do."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import NOW, gatsby_post, site_of

from postctl import config, dates, document, drafting, housestyle, moving, publishing, scheduling, status
from postctl.cli import timing
from postctl.dates import slots
from postctl.errors import ConfigError, PostctlError, Refused, UsageError
from postctl.model import Status
from postctl.site import Post, Site
from postctl.values import replace

ZONES = ("UTC", "Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu", "Africa/Casablanca")


def only(site: Site, path: str) -> Post:
    return next(each for each in site.posts if each.path == path)


def later(site: Site, at: datetime) -> Site:
    return replace(site, at=at)


def planned(site: Site, path: str, words: str) -> publishing.Plan:
    return timing._plan(site, only(site, path), dates.when(words, site.at), moving.unread)


# --- how slots are written ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tuesday,thursday 09:00", ["Tue 09:00", "Thu 09:00"]),
        ("Tuesday, Thursday 9:00", ["Tue 09:00", "Thu 09:00"]),
        ("tue thu 09:00", ["Tue 09:00", "Thu 09:00"]),
        ("sat 10:00 18:00", ["Sat 10:00", "Sat 18:00"]),
        ("sat 18:00,10:00", ["Sat 10:00", "Sat 18:00"]),
        ("weekdays 08:30", ["Mon 08:30", "Tue 08:30", "Wed 08:30", "Thu 08:30", "Fri 08:30"]),
        ("weekends 00:00", ["Sat 00:00", "Sun 00:00"]),
        ("daily 23:59", [f"{day} 23:59" for day in "Mon Tue Wed Thu Fri Sat Sun".split()]),
        ("tuesday 09:00; friday 17:00;", ["Tue 09:00", "Fri 17:00"]),
        ("friday 17:00; tuesday 09:00; fri 17:00", ["Tue 09:00", "Fri 17:00"]),
    ],
)
def test_slots_are_days_and_times(text: str, expected: list[str]) -> None:
    names = "Mon Tue Wed Thu Fri Sat Sun".split()
    assert [f"{names[slot.day]} {slot.time:%H:%M}" for slot in slots.read(text)] == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no days and times"),
        (" ; ", "no days and times"),
        ("tuesday", "names no time"),
        ("09:00", "names no weekday"),
        ("tusday 09:00", "'tusday' is no weekday"),
        ("tuesday 9", "'9' is no weekday and no time"),
        ("tuesday 24:00", "24:00 is no time of day"),
        ("tuesday 09:60", "09:60 is no time of day"),
        ("tuesday 09:00 friday", "'friday' stands behind a time"),
        ("tuesday -09:00", "is no weekday and no time"),
        ("٣ 09:00", "is no weekday"),
    ],
)
def test_what_is_no_slot_is_said_with_file_and_line(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        slots.read(text)
    with pytest.raises(ConfigError, match=f"^postctl.toml:2:1: `schedule.slots`: .*{said}"):
        config.load("postctl.toml", f'[schedule]\nslots = "{text}"\n')


@given(st.text(max_size=60))
def test_r18_no_text_breaks_the_slots(text: str) -> None:
    with suppress(UsageError):
        assert slots.read(text)


# --- the moments of slots -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "rule", "now", "expected"),
    [
        ("UTC", "tuesday 09:00", "2026-11-23T12:00", ["2026-11-24T09:00+00:00", "2026-12-01T09:00+00:00"]),
        ("UTC", "monday 12:00", "2026-11-23T12:00", ["2026-11-30T12:00+00:00"]),  # now itself is not later than now
        ("UTC", "monday 12:01 11:59", "2026-11-23T12:00", ["2026-11-23T12:01+00:00", "2026-11-30T11:59+00:00"]),
        ("Europe/Paris", "daily 09:00", "2026-10-24T12:00", ["2026-10-25T09:00+01:00", "2026-10-26T09:00+01:00"]),
        ("Europe/Paris", "daily 09:00", "2026-03-28T07:00", ["2026-03-28T09:00+01:00", "2026-03-29T09:00+02:00"]),
        # 02:30 does not exist on 29 March in Paris: it moves forward by the gap
        ("Europe/Paris", "sunday 02:30", "2026-03-28T12:00", ["2026-03-29T03:30+02:00", "2026-04-05T02:30+02:00"]),
        # two clock times of which the gap makes one moment are one slot
        ("Europe/Paris", "sunday 02:30 03:30", "2026-03-28T12:00", ["2026-03-29T03:30+02:00", "2026-04-05T02:30+02:00"]),
        # 02:30 shows twice on 25 October: the first
        ("Europe/Paris", "sunday 02:30", "2026-10-24T12:00", ["2026-10-25T02:30+02:00", "2026-11-01T02:30+01:00"]),
        ("Europe/Paris", "sunday 02:30", "2026-10-25T00:45", ["2026-11-01T02:30+01:00"]),  # between the two
        ("America/New_York", "sunday 01:30", "2026-10-31T12:00", ["2026-11-01T01:30-04:00"]),
        ("Australia/Lord_Howe", "sunday 02:15", "2026-10-03T00:00", ["2026-10-04T02:45+11:00"]),  # half an hour only
        # Apia had no 30 December 2011, a Friday: its slot comes to the day after
        ("Pacific/Apia", "friday 09:00", "2011-12-29T20:00", ["2011-12-31T09:00+14:00"]),
    ],
)
def test_r25_slots_follow_the_clock_of_the_zone(zone: str, rule: str, now: str, expected: list[str]) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=UTC).astimezone(dates.zone(zone))
    found = [moment.isoformat(timespec="minutes") for moment in islice(slots.after(slots.read(rule), at), len(expected))]
    assert found == expected


RULES = st.lists(
    st.tuples(
        st.sampled_from(["daily", "weekdays", "weekends", "monday", "tue,thu", "sun"]),
        st.lists(st.tuples(st.integers(0, 23), st.integers(0, 59)), min_size=1, max_size=3),
    ),
    min_size=1,
    max_size=3,
).map(lambda rules: ";".join(f"{day} {' '.join(f'{h:02}:{m:02}' for h, m in times)}" for day, times in rules))
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))


@given(RULES, MOMENTS, st.sampled_from(ZONES))
def test_r25_slots_are_later_than_now_in_order_and_at_a_slot(rule: str, now: datetime, zone: str) -> None:
    times, at = slots.read(rule), now.astimezone(dates.zone(zone))
    found = list(islice(slots.after(times, at), 20))
    assert all(moment > at for moment in found)
    assert found == sorted(set(found))
    for moment in found:
        shown = slots.Slot(moment.weekday(), moment.time())
        day_before = moment.date() - timedelta(days=1)
        skipped = moment not in slots.on(tuple(each for each in times if each == shown), moment.date(), at)
        assert not skipped or any(moment in slots.on(times, day, at) for day in (moment.date(), day_before))


@given(RULES, st.lists(st.integers(0, 40), max_size=8), st.sampled_from(ZONES))
def test_next_is_a_slot_to_come_that_nobody_has(rule: str, places: list[int], zone: str) -> None:
    times, at = slots.read(rule), NOW.astimezone(dates.zone(zone))
    moments = list(islice(slots.after(times, at), 50))
    taken = [moments[place] for place in places]
    posts = {
        f"content/posts/{number}.md": f"---\ntitle: P\ndate: {moment.isoformat()}\n---\n" for number, moment in enumerate(taken)
    }
    site = site_of(
        {"hugo.toml": f'timeZone = "{zone}"\n', **posts, "content/posts/x.md": "---\ntitle: X\ndraft: true\n---\n"}, "hugo"
    )
    found = scheduling.free(site, times, only(site, "content/posts/x.md"))
    assert found == next(moment for moment in moments if moment not in taken)
    assert found > site.at


# --- which slot is free -------------------------------------------------------------------------------------------------

TUESDAYS = slots.read("tuesday 09:00")
TWICE = slots.read("tuesday 09:00 17:00")


def hugo(*dates_: str, draft: str = "false") -> Site:
    posts = {f"content/posts/{n}.md": f"---\ntitle: P\n{date}\ndraft: {draft}\n---\n" for n, date in enumerate(dates_)}
    return site_of({"hugo.toml": "", "content/posts/x.md": "---\ntitle: X\ndraft: true\n---\n", **posts}, "hugo")


@pytest.mark.parametrize(
    ("site", "times", "expected"),
    [
        (hugo(), TUESDAYS, "2026-11-24T09:00"),
        (hugo("date: 2026-11-24T09:00:00Z"), TUESDAYS, "2026-12-01T09:00"),
        (hugo("date: 2026-11-24T10:00:00+01:00"), TUESDAYS, "2026-12-01T09:00"),
        (hugo("date: 2026-11-24T09:00:01Z"), TUESDAYS, "2026-12-01T09:00"),  # seconds do not make it another slot
        (hugo("date: 2026-11-24T08:59:00Z"), TUESDAYS, "2026-11-24T09:00"),
        (hugo("date: 2026-11-24T09:00:00Z", "date: 2026-12-01T09:00:00Z"), TUESDAYS, "2026-12-08T09:00"),
        (hugo("date: 2026-11-24"), TUESDAYS, "2026-12-01T09:00"),  # a day without a time has that day's slot
        (hugo("date: 2026-11-24"), TWICE, "2026-11-24T17:00"),
        (hugo("date: 2026-11-24", "date: 2026-11-24"), TWICE, "2026-12-01T09:00"),
        (hugo("date: 2026-11-24T09:00:00Z", draft="true"), TUESDAYS, "2026-12-01T09:00"),  # its author has a plan
        (hugo("date: 2020-01-01\npublishDate: 2026-11-24T09:00:00Z"), TUESDAYS, "2026-12-01T09:00"),
        (
            hugo("date: 2026-11-24T09:00:00Z\npostctl_publish_at: 2026-12-01T09:00:00Z", draft="true"),
            TUESDAYS,
            "2026-11-24T09:00",
        ),
    ],
)
def test_next_passes_over_the_slots_of_others(site: Site, times: slots.Slots, expected: str) -> None:
    found = scheduling.free(site, times, only(site, "content/posts/x.md"))
    assert found == datetime.fromisoformat(expected).replace(tzinfo=UTC)


def test_next_for_a_post_that_has_a_slot_is_that_slot() -> None:
    site = hugo("date: 2026-11-24T09:00:00Z")
    assert scheduling.free(site, TUESDAYS, only(site, "content/posts/0.md")).day == 24


# --- what schedule does -------------------------------------------------------------------------------------------------

PLAIN = "---\ntitle: A # mine\ndraft: true\ndate: 2020-01-01\ntags: [x]\n---\nbody"


def test_where_nothing_waits_the_post_stays_a_draft_that_says_when() -> None:
    site = site_of({"a.md": PLAIN}, "plain")
    plan = planned(site, "a.md", "2026-12-01 09:00")
    assert plan.change is not None
    after = PLAIN.replace("2020-01-01", "2026-12-01").replace("[x]\n", '[x]\npostctl_publish_at: "2026-12-01T09:00:00+00:00"\n')
    assert plan.change.after.decode() == after
    assert plan.post.verdict.hidden is Status.DRAFT


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_r3_released_or_withdrawn_it_has_no_trace_of_the_schedule(newline: str, bom: str) -> None:
    text = bom + PLAIN.replace("\n", newline)
    site = site_of({"a.md": text, "b.md": "---\ntitle: B\ndraft: false\n---\n"}, "plain")
    plan = planned(site, "a.md", "2026-12-01 09:00")
    there = plan.site
    dated = text.replace("2020-01-01", "2026-12-01")
    for public, expected in ((True, dated.replace("true", "false")), (False, dated)):
        again = publishing.plan(there, plan.post, public=public)
        assert again.change is not None
        assert again.change.after.decode() == expected


def test_where_future_posts_wait_the_post_is_public_with_the_date() -> None:
    site = hugo()
    plan = planned(site, "content/posts/x.md", "2026-12-01 09:00")
    assert "postctl" not in plan.post.document.text
    now = status.effective(plan.post, site.settings, site.at)
    assert (now.status, now.changes_at) == (Status.SCHEDULED, datetime(2026, 12, 1, 9, tzinfo=UTC))


def test_a_day_is_enough_where_only_a_day_was_asked_for() -> None:
    plan = planned(hugo("date: 2026-01-01"), "content/posts/0.md", "2026-12-01")
    assert "date: 2026-12-01\n" in plan.post.document.text


def test_scheduled_twice_is_scheduled_once() -> None:
    site = site_of({"a.md": PLAIN}, "plain")
    plan = planned(site, "a.md", "2026-12-01 09:00")
    there = plan.site
    assert planned(there, "a.md", "2026-12-01 09:00").change is None
    moved = planned(there, "a.md", "2026-12-02 10:00")
    assert moved.post.document.text.count("postctl_publish_at") == 1
    assert "2026-12-02T10:00:00" in moved.post.document.text


@pytest.mark.parametrize("front", ["expiryDate: 2026-11-30", "expiryDate: 2026-12-01T08:59:59Z"])
def test_a_post_that_is_gone_by_then_is_refused(front: str) -> None:
    with pytest.raises(Refused, match="expired by then"):
        planned(hugo(front, draft="true"), "content/posts/0.md", "2026-12-01 09:00")


@pytest.mark.parametrize("spare", ["", "data:\n  mood: calm\n"])
def test_a_generator_that_refuses_unknown_keys_gets_the_key_where_it_takes_any(spare: str) -> None:
    text = f"---\ntitle: A\nis_draft: true\npublished_date: 2026-12-01 09:00:00 +0000\n{spare}---\n"
    site = site_of({"_cobalt.yml": "", "posts/a.md": text}, "cobalt")
    plan = planned(site, "posts/a.md", "2026-12-01 09:00")
    assert plan.post.front["data"]["postctl_publish_at"] == "2026-12-01T09:00:00+00:00"
    assert "postctl_publish_at" not in plan.post.front
    assert [each.path for each in scheduling.due(later(plan.site, datetime(2026, 12, 2, tzinfo=UTC))).posts] == ["posts/a.md"]
    assert planned(plan.site, "posts/a.md", "2026-12-01 09:00").changes == ()
    assert publishing.plan(plan.site, plan.post, public=False).post.document.text == text


def test_a_day_is_written_with_a_time_where_the_generator_wants_one() -> None:
    text = "---\ntitle: A\nis_draft: true\n---\n"
    plan = planned(site_of({"_cobalt.yml": "", "posts/a.md": text}, "cobalt"), "posts/a.md", "2026-12-01")
    assert plan.post.front["published_date"] == "2026-12-01 00:00:00 +0000"


@pytest.mark.parametrize(("schema", "refused"), [("strictObject", True), ("object", False), ("looseObject", False)])
def test_astro_gets_the_key_only_where_its_schema_lets_it_pass(schema: str, refused: bool) -> None:
    code = (
        "import { defineCollection, z } from 'astro:content';\nimport { glob } from 'astro/loaders';\n"
        "const blog = defineCollection({ loader: glob({ pattern: '**/*.md', base: './src/content/blog' }),\n"
        f"  schema: z.{schema}({{ title: z.string(), pubDate: z.coerce.date(), draft: z.boolean().optional() }}) }});\n"
        "export const collections = { blog };\n"
    )
    files = {
        "astro.config.mjs": "export default {};\n",
        "src/content.config.ts": code,
        "src/pages/x.astro": "---\nawait getCollection('blog', ({ data }) => !data.draft);\n---\n",
        "src/content/blog/a.md": "---\ntitle: A\npubDate: 2020-01-01\ndraft: true\n---\n",
    }
    site = site_of(files, "astro")
    if refused:
        with pytest.raises(Refused, match="refuses keys that it does not know"):
            planned(site, "src/content/blog/a.md", "2026-12-01 09:00")
    else:
        assert "postctl_publish_at" in planned(site, "src/content/blog/a.md", "2026-12-01 09:00").post.document.text


def test_a_date_in_the_name_that_is_right_already_stays_and_another_moves_the_file() -> None:
    files = {"docusaurus.config.js": "", "blog/2026-12-01-a.md": "---\ntitle: A\ndraft: true\n---\n"}
    site = site_of(files, "docusaurus")
    plan = planned(site, "blog/2026-12-01-a.md", "2026-12-01 09:00")
    assert plan.post.document.text == '---\ntitle: A\ndraft: true\npostctl_publish_at: "2026-12-01T09:00:00+00:00"\n---\n'
    moved = planned(site, "blog/2026-12-01-a.md", "2026-12-02 09:00")
    assert moved.post.path == "blog/2026-12-02-a.md"
    assert moved.post.document.text == plan.post.document.text.replace("-01T", "-02T")


# --- what is due --------------------------------------------------------------------------------------------------------

MARK = "postctl_publish_at"


def drafts(**fronts: str) -> Site:
    return site_of({f"{name}.md": f"---\ntitle: {name}\ndraft: true\n{front}\n---\n" for name, front in fronts.items()}, "plain")


@pytest.mark.parametrize("date", ["2020-01-01", "2026-11-23", "2026-11-23T11:59:00Z", "2026-11-23T12:00:00Z", "0001-01-01"])
def test_a_draft_that_only_has_a_date_is_never_released(date: str) -> None:
    for generator, name in (("plain", "a.md"), ("hugo", "content/posts/a.md"), ("gatsby", "src/blogs/a.md")):
        site = site_of({name: f"---\ntitle: A\ndate: {date}\ndraft: true\n---\n", "hugo.toml": ""}, generator)
        assert scheduling.due(site) == scheduling.Due()


def test_due_are_the_drafts_whose_moment_has_come_the_earliest_first() -> None:
    site = drafts(
        a=f"{MARK}: 2026-11-23T12:00:00Z",
        b=f"date: 2026-11-22\n{MARK}: 2026-11-22T09:00:00+00:00",
        c=f"{MARK}: 2026-11-23T12:00:01Z",
        d=f'{MARK}: "2026-11-23 11:00"',
    )
    assert [post.path for post in scheduling.due(site).posts] == ["b.md", "d.md", "a.md"]
    assert scheduling.due(site).held == ()
    coming = scheduling.upcoming(site)
    assert coming is not None
    assert coming.post.path == "c.md"


@pytest.mark.parametrize(
    ("front", "why"),
    [
        (f"date: 2026-12-24\n{MARK}: 2026-11-22T09:00:00Z", "it was scheduled for"),
        (f"date: 2026-11-21\n{MARK}: 2026-11-22T09:00:00Z", "it was scheduled for"),
        (f"date: 2026-11-22 18:00\n{MARK}: 2026-11-22T09:00:00Z", "it was scheduled for"),
        (f"{MARK}: soon", "is no moment"),
        (f"{MARK}: true", "is no moment"),
        (f"{MARK}: [2020-01-01]", "is no moment"),
        (f"{MARK}:", "is no moment"),
        (f"{MARK}: 1", "is no moment"),
    ],
)
def test_what_contradicts_itself_is_held_back_and_said(front: str, why: str) -> None:
    due = scheduling.due(drafts(a=front))
    assert due.posts == ()
    assert [why in each.why for each in due.held] == [True]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("form", ["2019-04-28", "2019-04-28 10:00", "2019-04-28T10:00:00+05:30", "28 Apr 2019", "04/28/2019"])
@pytest.mark.parametrize("words", ["2026-12-01 00:00", "2026-12-01 23:59", "2026-12-01", "2026-12-01T09:30:15+02:00", "+9d"])
def test_what_schedule_writes_is_due_at_that_moment_and_not_before(zone: str, form: str, words: str) -> None:
    site = site_of({"a.md": f"---\ntitle: A\ndate: '{form}'\ndraft: true\n---\n"}, "plain")
    site = replace(site, settings=site.settings._replace(timezone=zone), at=NOW.astimezone(dates.zone(zone)))
    moment = dates.when(words, site.at).moment
    plan = planned(site, "a.md", words)
    there = plan.site
    assert scheduling.due(later(there, moment - timedelta(seconds=1))).posts == ()
    assert [post.path for post in scheduling.due(later(there, moment)).posts] == ["a.md"]


@pytest.mark.parametrize("form", ["2019-04-28", "2019-04-28 10:00"])
@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles"])
def test_what_was_scheduled_at_home_is_released_where_the_clock_is_another(zone: str, form: str) -> None:
    site = site_of({"a.md": f"---\ntitle: A\ndate: {form}\ndraft: true\n---\n"}, "plain")
    home = replace(site, settings=site.settings._replace(timezone=zone), at=NOW.astimezone(dates.zone(zone)))
    plan = planned(home, "a.md", "2026-12-01 00:30")
    assert plan.change is not None
    away = site_of({"a.md": plan.change.after}, "plain", datetime(2026, 12, 2, tzinfo=UTC))
    assert [post.path for post in scheduling.due(away).posts] == ["a.md"]


def test_a_post_published_by_hand_before_its_moment_loses_the_key_then() -> None:
    site = site_of({"a.md": f"---\ntitle: A\ndraft: false\n{MARK}: 2026-11-22T09:00:00Z\n---\n"}, "plain")
    due = scheduling.due(site)
    assert (due.posts, [post.path for post in due.public]) == ((), ["a.md"])
    plan = publishing.plan(site, due.public[0], public=True)
    assert plan.change is not None
    assert plan.change.after == b"---\ntitle: A\ndraft: false\n---\n"
    assert "no longer scheduled" in plan.note


def test_a_new_post_is_not_scheduled_because_all_others_are() -> None:
    front = "title: P\ndate: 2026-12-0{0}\ndraft: true\ntags: [a]\n" + MARK + ': "2026-12-0{0}T00:00:00+00:00"\n'
    texts = {f"post-{n}.md": f"---\n{front.format(n)}---\n" for n in range(1, 7)}
    site = site_of(texts, "plain")
    [change] = drafting.plan(
        site, housestyle.learn(site), drafting.Asked(title="New", slug=None, date=NOW, date_only=True, publish=False)
    ).changes
    assert b"tags" in change.after
    assert MARK.encode() not in change.after


FUTURE, NIKOLA = {"hugo.toml": "buildFuture = true"}, {"conf.py": "FUTURE_IS_NOW = True"}
TOML = "title = 'A'\ndate = 2020-01-01\ndraft = true\n"
DOTS = ".. title: A\n.. slug: a\n.. date: 2020-01-01\n.. status: draft\n"
JSON = '{\n  "title": "A",\n  "date": "2020-01-01",\n  "draft": true\n}\nbody\n'
SYNTAXES = {
    "yaml": ("plain", {"a.md": PLAIN}),
    "yaml comment at the end": ("plain", {"a.md": PLAIN.replace("[x]\n", "[x]\n# the end\n\n")}),
    "toml": ("hugo", {**FUTURE, "content/a.md": f"+++\n{TOML}+++\n"}),
    "toml tables": ("zola", {"config.toml": "", "content/a.md": f"+++\n{TOML}\n[extra]\nx = 1\n+++\nbody\n"}),
    "json": ("hugo", {**FUTURE, "content/a.md": JSON}),
    "pelican": ("pelican", {"pelicanconf.py": "", "content/a.md": "Title: A\nDate: 2020-01-01\nStatus: draft\n\nbody\n"}),
    "nikola": ("nikola", {**NIKOLA, "posts/a.md": f"<!--\n{DOTS}-->\n\nbody\n"}),
    "nikola, two files": ("nikola", {**NIKOLA, "posts/a.md": "body\n", "posts/a.meta": DOTS}),
}


@pytest.mark.parametrize("name", SYNTAXES)
def test_r3_in_every_syntax_the_key_comes_and_goes_without_a_trace(name: str) -> None:
    generator, files = SYNTAXES[name]
    site = site_of(files, generator)
    assert site.settings.future
    (post,) = site.posts
    plan = planned(site, post.path, "2026-12-01")
    there = plan.site
    assert plan.change is not None
    assert plan.change.path == post.file
    assert MARK in plan.change.after.decode().lower()
    assert [each.path for each in scheduling.due(later(there, datetime(2026, 12, 1, tzinfo=UTC))).posts] == [post.path]
    back = publishing.plan(there, plan.post, public=False)
    assert back.change is not None
    assert back.change.after.decode() == document.encoded(post.document).decode().replace("2020-01-01", "2026-12-01")
    released = publishing.plan(there, plan.post, public=True)
    assert released.change is not None
    assert MARK not in released.change.after.decode().lower()


# --- since --------------------------------------------------------------------------------------------------------------


def test_since_tells_what_appeared_and_what_expired_by_itself() -> None:
    site = hugo(
        "date: 2026-11-23T11:00:00Z",
        "date: 2026-11-22T12:00:00Z",  # that very moment, which was seen then
        "date: 2026-11-23T12:00:00Z",
        "date: 2026-11-23T12:00:01Z",
        "date: 2020-01-01\nexpiryDate: 2026-11-23T10:00:00Z",
        "date: 2020-01-01\nexpiryDate: 2026-11-20",
    )
    found = scheduling.since(site, datetime(2026, 11, 22, 12, tzinfo=UTC))
    assert [(event.post.path[-4:], event.reason.partition(" ")[0]) for event in found] == [
        ("4.md", "expired"),
        ("0.md", "appeared"),
        ("2.md", "appeared"),
    ]


def test_since_is_silent_where_a_date_changes_nothing() -> None:
    site = site_of({"a.md": "---\ntitle: A\ndate: 2026-11-23T11:00:00Z\n---\n"}, "plain")
    assert scheduling.since(site, NOW - timedelta(days=1)) == ()


@given(st.integers(-100, 100), st.integers(0, 100), st.booleans())
def test_since_is_right_for_every_moment(minutes: int, ago: int, expires: bool) -> None:
    moment = NOW + timedelta(minutes=minutes)
    key = "date: 2020-01-01\nexpiryDate" if expires else "date"
    site = hugo(f"{key}: {moment.isoformat()}")
    start = NOW - timedelta(minutes=ago)
    post = only(site, "content/posts/0.md")
    then, now = (status.effective(post, site.settings, at).status for at in (start, NOW))
    assert bool(scheduling.since(site, start)) == (then is not now)


# --- real posts ---------------------------------------------------------------------------------------------------------


@pytest.mark.corpus
def test_r3_real_posts_come_back_byte_for_byte_from_a_schedule(corpus) -> None:
    """The key goes in and comes out again of every draft that can be made of a real post."""
    done = refused = 0
    for file in sorted(corpus.rglob("*.md"))[:600]:
        data = file.read_bytes()
        site = site_of({"a.md": data}, "plain")
        if not site.posts:
            continue
        try:
            plan = publishing.plan(site, site.posts[0], public=False, release="2026-12-01T09:00:00+00:00")
            without = publishing.plan(site, site.posts[0], public=False)
            back = publishing.plan(plan.site, plan.post, public=False)
        except PostctlError:
            refused += 1
            continue
        expected = without.change.after if without.change else document.encoded(site.posts[0].document)
        assert back.change is not None
        assert back.change.after == expected, file
        done += 1
    assert done > 100
    assert refused < done


GATSBY = gatsby_post("2019-08-04", "rain", "Rain", "true")


def test_gatsby_keeps_the_form_of_its_date() -> None:
    site = site_of(GATSBY, "gatsby")
    text = planned(site, next(iter(GATSBY)), "2026-12-01 09:00").post.document.text
    assert 'date: "2026-12-01"\n' in text
    assert 'postctl_publish_at: "2026-12-01T09:00:00+00:00"\n---' in text
