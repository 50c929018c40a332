"""`list`: what is chosen, in which order, in which groups, and what each format makes of it."""

from __future__ import annotations

import csv
import gc
import io
import json
import os
import subprocess
import time
from datetime import UTC, date, datetime
from pathlib import Path

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from postctl import listing, records
from postctl.cli import main
from postctl.cli.machine import opens_links
from postctl.errors import UsageError
from postctl.escaping import csv_cell, one_line
from postctl.formats import csv as csv_format
from postctl.formats import ics, jsonl, markdown, plain, table, tsv
from postctl.formats import json as json_format
from postctl.model import Terminal, View
from postctl.store import scan

HUGO = {"hugo.toml": 'baseURL = "https://example.org/blog/"\ntimeZone = "Europe/Paris"\n'}
GATSBY = {"gatsby-config.js": "module.exports = {}\n"}


def post(body: str = "", **front: object) -> str:
    """A post; keys with `__` are dotted."""
    return "---\n" + "".join(f"{name}: {value}\n" for name, value in front.items()) + f"---\n{body}\n"


BLOG = HUGO | {
    "content/posts/a.md": post("One two three.", title="Alpha", date="2026-11-01", tags="[python, web]", weight=3, author="Ada"),
    "content/posts/b.md": post("A first\nlight.", title="beta", date="2025-05-01", tags="[Python]", weight=20, description="''"),
    "content/posts/c.md": post("x " * 50, title="Gamma", date="2026-12-01T09:00:00+01:00", tags="[web]", description="It is."),
    "content/posts/d.md": post(title="delta", draft="true", date="2026-10-01", params="{cover: d.png, by: [{name: Bo}]}"),
    "content/posts/e.md": post(title="Undated", draft="true"),
    "content/posts/z.md": "---\ntitle: He said: yes\n---\nHidden light.\n",
}


@pytest.fixture
def blog(tmp_path: Path):
    """`blog(files)` is the folder of a site of these files."""

    def make(files: dict[str, str] = BLOG) -> Path:
        for name, text in files.items():
            path = tmp_path / "site" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return tmp_path / "site"

    return make


@pytest.fixture
def run(capfd):
    """Runs `postctl list` there: exit code, stdout, stderr."""

    def call(root: Path, *words: str) -> tuple[int, str, str]:
        code = main(["-C", str(root), "list", *words])
        done = capfd.readouterr()
        return code, done.out, done.err

    return call


def slugs(run, root: Path, *words: str) -> list[str]:
    """The names of the posts that are listed, in order."""
    code, out, err = run(root, *words, "--format", "paths")
    assert code == 0, err
    return [Path(line).stem for line in out.splitlines()]


# --- which ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--drafts"], "d e"),
        (["--drafts", "--broken"], "d e z"),
        (["--scheduled"], "c"),
        (["--tag", "PYTHON"], "a b"),
        (["--tag", "python", "--tag", "web"], "a b c"),
        (["--tag", "python", "--published", "alp"], "a"),
        (["--since", "2026-01-01", "--until", "2026-11-01"], "a d"),
        (["--until", "-1m"], "b d"),
        (["--until", "+1w", "--scheduled"], ""),
        (["--until", "+2w", "--scheduled"], "c"),
        (["--missing", "description"], "a b d e"),
        (["--missing", "description", "--missing", "tags"], "d e"),
        (["--missing", "date"], "e"),
        (["--missing", "params.cover", "--drafts"], "e"),
        (["--search", "THREE alpha"], "a"),
        (["--search", '"first light"'], "b"),
        (["--search", "light"], "b z"),
        (["--search", "nowhere"], ""),
        (["--where", "weight > 5"], "b"),
        (["z"], "z"),
        (["py", "--published"], "a b"),
    ],
    ids=str,
)
def test_what_is_chosen(blog, run, words, expected):
    assert sorted(slugs(run, blog(), *words)) == expected.split()


def test_a_title_made_from_the_name_is_missing(blog, run):
    assert slugs(run, blog(HUGO | {"content/posts/a-b.md": post(date="2026-01-01")}), "--missing", "title") == ["a-b"]


def test_the_text_is_read_only_where_it_is_asked_about(blog, monkeypatch):
    site = scan.open_site(str(blog()))

    class Untold:
        def __get__(self, document, owner):
            raise AssertionError("the body was read")

    monkeypatch.setattr("postctl.document.Document.content", Untold())
    shape = listing.Shape(("path", "title", "_about"), records.FIELDS)
    assert len(listing.view(site, listing.Choice(tags=("web",), words="a"), shape).rows) == 1
    with pytest.raises(AssertionError, match="was read"):
        listing.view(site, listing.Choice(search="light"), shape)


@pytest.mark.parametrize("column", ["words", "reading_minutes"])
def test_words_that_are_counted_are_told_everywhere(blog, run, column):
    found = json.loads(run(blog(), "--format", "json", "--columns", column, "--limit", "1")[1])["posts"][0]
    assert found["words"] is not None
    assert found["reading_minutes"] is not None


def test_problems_are_looked_for_only_where_they_are_shown(blog):
    site = scan.open_site(str(blog()))
    asked = []

    def find(paths):
        asked.append(paths)
        return {"content/posts/a.md": ["P1", "P2"]}

    listing.view(site, listing.Choice(), listing.Shape(("path",)), find)
    assert asked == []
    rows = listing.view(site, listing.Choice(), listing.Shape(("path", "problems"), sort="path", limit=1), find).rows
    assert asked == [frozenset({"content/posts/a.md"})]
    assert rows[0]["problems"] == ["P1", "P2"]
    rows = listing.view(site, listing.Choice(), listing.Shape(("path",), sort="problems"), find).rows
    assert rows[0]["path"] == "content/posts/a.md"


def test_a_file_that_cannot_be_read_is_not_passed_over_in_silence(blog, run):
    root = blog()
    assert "1 file cannot be read and is left out" in run(root, "--tag", "web")[2]
    assert "cannot be read" not in run(root, "--drafts")[2]
    code, out, _ = run(root, "--broken")
    assert code == 0
    assert out == "broken\t\tcontent/posts/z.md\tz\tline 2: a value with `: ` in it needs quotes\n"


def test_changed_since_asks_git(blog, run):
    root = blog()
    git = ["git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@b"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "first"]):
        subprocess.run([*git, *words], check=True, env={**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null"})
    assert slugs(run, root, "--changed-since", "HEAD") == []
    (root / "content/posts/a.md").write_text(post(title="Alpha", date="2026-11-02"))
    (root / "content/posts/z.md").write_text("---\ntitle: He said: no\n---\n")
    (root / "content/posts/new.md").write_text(post(title="New", date="2026-11-03"))
    assert slugs(run, root, "--changed-since", "HEAD") == ["new", "a", "z"]
    assert run(root, "--changed-since", "nowhere")[0] == 2


def test_a_draft_that_is_released_one_day_is_scheduled_too(tmp_path, blog, run):
    front = {"title": "T", "date": "2026-12-01", "draft": "true", "postctl_publish_at": "2026-12-01T09:00:00+01:00"}
    root = blog(GATSBY | {"src/pages/a.md": post(**front), "src/pages/b.md": post(title="B", draft="true", date="2026-12-01")})
    code, out, _ = run(root, "--scheduled", "--columns", "status,appears,path")
    assert (code, out) == (0, "draft\t2026-12-01T09:00:00+01:00\tsrc/pages/a.md\n")


# --- in which order -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], "c a d b e z"),
        (["--reverse"], "b d a c e z"),
        (["--sort", "date:asc"], "b d a c e z"),
        (["--sort", "title"], "a b d c e z"),
        (["--sort", "words"], "c a b d e z"),
        (["--sort", "weight"], "a b c d e z"),
        (["--sort", "weight:desc"], "b a c d e z"),
        (["--sort", "status,title:desc"], "e d c b a z"),
        (["--sort", "tag,date"], "b a c d e z"),
        (["--sort", "params.cover"], "d a b c e z"),
        (["--sort", "date", "--limit", "2"], "c a"),
    ],
    ids=str,
)
def test_the_order(blog, run, words, expected):
    assert slugs(run, blog(), *words) == expected.split()


def test_groups_are_sorted_by_their_size_and_posts_are_not(blog, run):
    assert "no sort key is called 'count'" in run(blog(), "--sort", "count")[2]


def test_the_calendar_ends_somewhere(blog, run):
    assert run(blog(), "--at", "9999-12-31 23:59", "--format", "ics")[0] == 0
    assert run(blog(), "--at", "0002-01-01", "--format", "table")[0] == 0


@pytest.mark.parametrize("option", ["--sort", "--columns", "--group-by", "--missing"])
def test_u6_a_name_that_nothing_has_is_an_error_with_the_nearest(blog, run, option):
    assert "did you mean title?" in run(blog(), option, "titel")[2]
    assert "did you mean weight?" in run(blog(), option, "wieght")[2]
    code, _, err = run(blog(), option, "xyzzy")
    assert code == 2
    assert "or a key of the front matter" in err


def test_any_key_is_a_column(blog, run):
    root = blog()
    code, out, _ = run(root, "d", "--columns", "params.cover,PARAMS.By.Name,fm.nothing,author,age,section,year,month")
    assert (code, out) == (0, "d.png\tBo\t\t\t53\tposts\t2026\t2026-10\n")
    (row,) = json.loads(run(root, "d", "--columns", "params.cover,params", "--format", "json")[1])["posts"]
    assert row["params.cover"] == "d.png"
    assert row["params"] == {"cover": "d.png", "by": [{"name": "Bo"}]}
    assert run(root, "a", "--columns", "author")[1] == "Ada\n"


# --- in groups ----------------------------------------------------------------------------------------------------------------


def test_groups_are_members_of_records(blog, run):
    code, out, _ = run(blog(), "--group-by", "tag", "--columns", "path", "--format", "csv")
    assert code == 0
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(row["group"], Path(row["path"]).stem) for row in rows] == [
        *(("Python", "b"), ("python", "a"), ("web", "c"), ("web", "a")),
        *(("", "d"), ("", "e"), ("", "z")),
    ]
    data = json.loads(run(blog(), "--group-by", "year", "--format", "json")[1])
    assert [(row["group"], row["slug"]) for row in data["posts"]][:2] == [("2026", "c"), ("2026", "a")]
    assert data["posts"][-1]["group"] is None
    assert (data["count"], data["total"]) == (6, 6)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--group-by", "year"], [("2026", 3), ("2025", 1), (None, 2)]),
        (["--group-by", "year", "--reverse"], [("2025", 1), ("2026", 3), (None, 2)]),
        (["--group-by", "month", "--limit", "1"], [("2026-12", 1)]),
        (["--group-by", "status"], [("draft", 2), ("scheduled", 1), ("published", 2), ("broken", 1)]),
        (["--group-by", "tag", "--sort", "count"], [("web", 2), ("Python", 1), ("python", 1), (None, 3)]),
        (["--group-by", "lang"], [("en", 5), (None, 1)]),
        (["--group-by", "author"], [("Ada", 1), (None, 5)]),
        ([], [6]),
    ],
    ids=str,
)
def test_how_many(blog, run, words, expected):
    root = blog()
    data = json.loads(run(root, "--count", *words, "--format", "json")[1])
    assert data["count"] == 6
    found = [(row["group"], row["count"]) if words else row["count"] for row in data["groups"]]
    langs = "--group-by" in words and words[1] == "lang"
    assert found == expected or (langs and sum(count for _, count in found) == 6)
    lines = run(root, "--count", *words)[1].splitlines()
    assert len(lines) == len(found)


# --- what formats make of it ---------------------------------------------------------------------------------------------------

cells = st.one_of(
    st.text(max_size=8), st.sampled_from(["=1+1", "'=1", "''@a", "-2", "+", "\t=", "a,b", '"', "\n", "＝1", "", "'", " a "])
)
rows = st.fixed_dictionaries(
    {"title": cells, "tags": st.lists(cells, max_size=3), "words": st.one_of(st.none(), st.integers()), "draft": st.booleans()}
)


def unguarded(cell: str) -> str:
    """What a cell held before it was made inert: the apostrophe before a formula is ours."""
    rest = cell.removeprefix("'")
    return rest if cell.startswith("'") and rest.lstrip("'").startswith(tuple("=+-@␉␍␊＝＋－＠")) else cell


def listed(cell: str) -> list[str]:
    """The items of a list: a line of CSV in a cell."""
    return next(csv.reader([cell], skipinitialspace=True)) if cell else []


@given(st.lists(rows, max_size=4))
def test_s16_csv_and_tsv_parse_back_and_no_cell_is_a_formula(posts):
    view = View("posts", ("title", "tags", "words", "draft"), tuple(posts))
    readings = (
        csv.reader(io.StringIO(csv_format.render(view, Terminal()), newline="")),
        (line.split("\t") for line in tsv.render(view, Terminal()).split("\n")[:-1]),
    )
    for reading in readings:
        heading, *found = reading
        assert heading == list(view.columns)
        assert len(found) == len(posts)
        for cells_of_row, row in zip(found, posts, strict=True):
            title, tags, words, draft = cells_of_row
            assert not any(cell.startswith(tuple("=+@\t\r＝＋－＠")) for cell in cells_of_row)
            assert not title.startswith("-")
            assert unguarded(title) == one_line(row["title"])
            assert listed(unguarded(tags)) == [one_line(tag) for tag in row["tags"]]
            assert words == ("" if row["words"] is None else str(row["words"]))
            assert draft == str(row["draft"]).lower()


@given(st.text(max_size=6))
def test_s16_the_apostrophe_can_be_told_from_the_author_s(text):
    assert unguarded(csv_cell(text)) == one_line(text)


def test_json_and_jsonl_are_the_same_records(blog):
    site = scan.open_site(str(blog()))
    view = listing.view(site, listing.Choice(), listing.Shape((), records.FIELDS))
    whole = json.loads(json_format.render(view, Terminal()))
    lines = [json.loads(line) for line in jsonl.render(view, Terminal()).splitlines()]
    assert lines == whole["posts"] == [dict(row) for row in view.rows]
    assert whole["count"] == len(lines) == 6
    assert set(lines[0]) == set(records.FIELDS)


def test_markdown_has_a_heading_for_each_group():
    rows = tuple(
        {"title": title, "_group": group, "_size": 2, "group": group} for title, group in (("A|", "2026"), ("B", "no date"))
    )
    assert markdown.render(View("posts", ("group", "title"), rows), Terminal()) == (
        "### 2026 (2)\n\n| title |\n| --- |\n| A&#124; |\n\n### no date (2)\n\n| title |\n| --- |\n| B |\n"
    )


def test_null_separated_paths_are_exact_and_stand_once(blog, run, tmp_path):
    odd = "content/posts/a b\nc.md"
    root = blog(HUGO | {odd: post(title="T", date="2026-01-01", tags="[x, y]")})
    assert run(root, "-0", "--group-by", "tag")[1] == f"{odd}\0"
    assert run(root, "--group-by", "tag", "--format", "paths")[1] == "content/posts/a b␊c.md\n"
    for words in (["--count"], ["--format", "json"]):
        assert run(root, "-0", *words)[0] == 2
    assert run(root, "-0", "--format", "paths", "--drafts")[:2] == (0, "")


def test_nothing_says_what_was_looked_for_and_where(blog, run):
    root = blog()
    code, out, err = run(root, "--drafts", "--tag", "pyhton", "--until", "2020-01-01", "--search", 'x "y z"')
    assert (code, out) == (0, "")
    assert "no post fits: draft, tagged pyhton, until 2020-01-01 23:59, text with “x”, “y z”" in err
    assert "no post has the tag pyhton, did you mean Python?" in err
    assert f"looked at 6 posts (2 draft, 1 scheduled, 2 published, 1 broken) in {root} (Hugo: content/**" in err


# --- calendars -----------------------------------------------------------------------------------------------------------------


def test_a_calendar_reads_back(blog, run):
    long = "Ünïcödé, semi; colon\\ and " + "日本語" * 30
    dated = post(title=f"'{long}'", date="2026-11-05", tags="['a,b', c]", expiryDate="2027-01-01")
    code, out, err = run(blog(BLOG | {"content/posts/l.md": dated}), "--format", "ics")
    assert code == 0
    assert "2 posts have no date, and so no event" in err
    assert out.replace("\r\n", "").count("\n") == 0
    assert max(len(line) for line in out.encode().split(b"\r\n")) <= 75
    calendar = icalendar.Calendar.from_ical(out)
    assert not calendar.errors
    events = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    assert not any(event.errors for event in events.values())
    names = ("a", "b", "c", "d", "l")
    assert set(events) == {*(f"content/posts/{name}.md@example.org" for name in names), "content/posts/l.md#ends@example.org"}
    scheduled = events["content/posts/c.md@example.org"]
    assert scheduled["DTSTART"].dt == datetime(2026, 12, 1, 8, tzinfo=UTC)
    assert scheduled["DTSTAMP"].dt == datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert (scheduled["SUMMARY"], scheduled["STATUS"], scheduled["TRANSP"]) == ("Gamma", "CONFIRMED", "TRANSPARENT")
    assert scheduled["URL"].startswith("https://example.org/blog/posts/c")
    assert events["content/posts/d.md@example.org"]["STATUS"] == "TENTATIVE"
    entry = events["content/posts/l.md@example.org"]
    assert entry["SUMMARY"] == long
    assert entry["DTSTART"].dt == date(2026, 11, 5)
    assert [str(each) for each in entry["CATEGORIES"].cats] == ["a,b", "c"]
    assert events["content/posts/l.md#ends@example.org"]["DTSTART"].dt == date(2027, 1, 1)


@given(st.text(max_size=120), st.lists(st.text(min_size=1, max_size=10), max_size=3))
def test_s5_no_text_gets_out_of_its_property(title, tags):
    row = {"path": f"{title}.md", "title": title, "status": "draft", "reason": title, "tags": tags, "_begins": "2026-01-02"}
    head = {"_name": "example.org", "_at_utc": "2026-11-23T12:00:00+00:00"}
    text = ics.render(View("posts", (), (row, row), head), Terminal())
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert not event.errors
    assert set(event) <= {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "STATUS", "TRANSP", "CATEGORIES"}


# --- the table -----------------------------------------------------------------------------------------------------------------


def test_links_lead_to_the_file_on_this_host():
    head = {"root": "/my blog", "_today": "2026-11-23"}
    rows = ({"path": "a b/ü.md", "title": "T", "status": "draft", "date": "2026-11-25"},)
    linking = Terminal(80, tty=True, links=True, host="my host")
    text = table.render(View("posts", ("date", "title", "path"), rows, head), linking)
    assert text.splitlines()[1] == (
        "in 2 days  \x1b]8;;file://my%20host/my%20blog/a%20b/%C3%BC.md\x1b\\T\x1b]8;;\x1b\\      a b/ü.md"
    )
    for terminal in (Terminal(80, tty=True), Terminal(80, links=True)):
        assert "\x1b" not in table.render(View("posts", ("date", "title", "path"), rows, head), terminal)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-23", "today"),
        ("2026-11-24T00:30:00+01:00", "tomorrow"),
        ("2026-11-22", "yesterday"),
        ("2026-11-30", "in 7 days"),
        ("2026-11-16", "7 days ago"),
        ("2026-12-01", "2026-12-01"),
        ("2026-11-15", "2026-11-15"),
    ],
)
def test_near_days_are_words_for_people_only(day, said):
    view = View("posts", ("date",), ({"date": day},), {"_today": "2026-11-23"})
    assert table.render(view, Terminal(tty=True)).splitlines()[1] == said
    assert table.render(view, Terminal()).splitlines()[1] == day[:10]


@pytest.mark.parametrize(
    ("environ", "links"),
    [
        ({}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM_PROGRAM": "iTerm.app"}, True),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"VTE_VERSION": "6800"}, True),
        ({"VTE_VERSION": "4205"}, False),
        ({"VTE_VERSION": "x"}, False),
        ({"WT_SESSION": "1", "FORCE_HYPERLINK": "0"}, False),
        ({"FORCE_HYPERLINK": "1"}, True),
    ],
    ids=str,
)
def test_links_are_for_terminals_that_know_them(environ, links):
    assert opens_links(environ) is links


def test_a_long_table_costs_little_more_than_plain_lines():
    names = ("status", "date", "title", "_about", "path")
    kinds = ("published", "draft", "scheduled")
    rows = tuple(
        {
            "status": kinds[number % 3],
            "date": f"20{number % 30:02}-01-01T09:00:00+00:00",
            "title": f"A title of some words, number {number}" + " and a bit more" * (number % 4),
            "_about": "tags, of, all, kinds" if number % 2 else "draft: true",
            "path": f"content/posts/2026-01-01-a-post-{number}.md",
            "reason": "no draft mark",
        }
        for number in range(10_000)
    )
    head = {"root": "/site", "_today": "2026-11-23"}
    for width in (80, 120):
        terminal = Terminal(width, colour=True, tty=True, links=True, host="here")
        plainly, drawn = costs(
            lambda: plain.render(View("posts", ("status", "date", "path", "title", "reason"), rows, head), Terminal()),
            lambda terminal=terminal: table.render(View("posts", names, rows, head), terminal),
        )
        assert drawn < 4 * plainly  # Rich takes some ten times; how much exactly tests/benchmarks/peers.py says


def costs(*what) -> list[float]:
    """The least time each of them takes of several, of this process alone; they take turns, for other processes disturb all."""
    gc.collect()
    gc.disable()
    try:
        return [min(times) for times in zip(*([cost(each) for each in what] for _ in range(9)), strict=True)]
    finally:
        gc.enable()


def cost(what) -> float:
    begin = time.process_time()
    what()
    return time.process_time() - begin


def test_counts_have_bars_for_people():
    view = View("groups", ("group", "count"), ({"group": "2026", "count": 8}, {"group": "2025", "count": 1}))
    assert table.render(view, Terminal(width=29, tty=True)) == "group  count\n2026       8  ███████████████\n2025       1  █▉\n"
    assert "█" not in table.render(view, Terminal())
    assert "█" not in table.render(view, Terminal(width=20, tty=True))


# --- saved views ---------------------------------------------------------------------------------------------------------------

VIEWS = """
[views.stale]
drafts = true
until = "-1m"
sort = ["date:asc", "title"]
columns = ["path", "weight"]
[views.web]
tag = "web"
reverse = true
limit = 1
group-by = "year"
count = true
format = "csv"
[views.wrong]
sort = "dat"
"""


def test_a_view_is_options_with_a_name_and_the_command_line_goes_before(blog, run):
    root = blog(BLOG | {"postctl.toml": VIEWS})
    assert run(root, "--view", "stale")[1] == "content/posts/d.md\t\n"
    assert run(root, "--view", "stale", "--published", "--columns", "weight")[1] == "20\n"
    assert run(root, "--view", "web")[1] == "group,count\n2026,2\n"
    assert run(root, "--view", "web", "--tag", "python", "--format", "plain", "--limit", "9")[1] == "2025\t1\n2026\t1\n"
    assert run(root, "--view", "web", "--sort", "date", "--format", "plain", "--tag", "python", "--limit", "9")[1] == (
        "2026\t1\n2025\t1\n"
    )


def test_u6_views_that_are_not_there_and_views_that_are_wrong(blog, run):
    root = blog(BLOG | {"postctl.toml": VIEWS})
    assert "did you mean stale?" in run(root, "--view", "stael")[2]
    code, _, err = run(root, "--view", "wrong")
    assert code == 2
    assert "did you mean date? ([views.wrong] in postctl.toml" in err
    (root / "postctl.toml").unlink()
    assert "write [views.NAME] into postctl.toml" in run(root, "--view", "stale")[2]


def test_choice_of_no_direction(blog):
    site = scan.open_site(str(blog()))
    with pytest.raises(UsageError, match="no direction is called 'down'"):
        listing.view(site, listing.Choice(), listing.Shape(("path",), sort="date:down"))
