"""What holds for every output format, whatever strangers wrote."""

from __future__ import annotations

import json
import random
import re

import pytest
from formats_records import FIXES, hostile
from hypothesis import given
from hypothesis import strategies as st

from postctl import registry
from postctl.escaping import ci_safe, visible
from postctl.formats import _escaped
from postctl.model import Status, Terminal, View

OURS = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;(?:id=\d+)?;(?:(?:https?|mailto):[!-~]+)?\x1b\\")
COLUMNS = ("title", "status", "date", "tags", "words", "path")
TEXTS = ("path", "title", "date", "url", "slug", "reason", "_about", "code", "name", "message", "help", "_body", "_excerpt")
NUMBERS = ("line", "column", "end_line", "end_column")


def record(pool, seed):
    """A row that suits every format, of `list`, of `show` and of `validate` at once; its texts are from the pool."""
    pick = random.Random(seed)
    row = {name: pick.choice(pool) for name in TEXTS} | {name: pick.randint(1, 40) for name in NUMBERS}
    row["status"] = pick.choice([*pool, *map(str, Status)])
    row["severity"] = pick.choice([*pool, "error", "warning", "info"])
    row["tags"] = pick.choices(pool, k=pick.randrange(3))
    row["words"] = pick.choice([None, -1, 812])
    row["fix"] = pick.choice(FIXES)
    row["_card"] = [(pick.choice([*pool, "status", "finding"]), pick.choice(pool)) for _ in range(pick.randrange(4))]
    row["_links"] = pick.choices(pool, k=pick.randrange(3))
    row["_group"] = pick.choice([None, *pool])
    return row


def view(pool, seeds, summary):
    return View("posts", COLUMNS, tuple(record(pool, seed) for seed in seeds), summary=summary)


pools = st.lists(hostile, min_size=1, max_size=6)
views = st.builds(view, pools, st.lists(st.integers(0, 10**6), max_size=3), st.sampled_from(["", "2 posts", "\x1b[2J::a"]))
terminals = st.builds(
    Terminal, width=st.sampled_from([0, 1, 20, 40, 80, 300, 10**6]), colour=st.booleans(), tty=st.booleans(), github=st.booleans()
)
every_format = pytest.mark.parametrize("name", registry.names("formats"))


def texts(view, terminal):
    """The view in every format, by name."""
    return {name: registry.output_format(name).render(view, terminal) for name in registry.names("formats")}


@given(views, terminals)
def test_s1_output_is_text_colours_and_links(view, terminal):
    for name, text in texts(view, terminal).items():
        rest = OURS.sub("", text.replace("\r\n", "\n") if name == "ics" else text)
        assert visible(rest) == rest, name
        assert terminal.colour or "\x1b" not in text, name


@given(views, terminals)
def test_u1_text_is_empty_or_ends_with_one_newline(view, terminal):
    for name, text in texts(view, terminal).items():
        assert text == "" or text.endswith("\n"), name
        assert name in {"paths", "plain"} or not text.endswith("\n\n"), name  # there, an empty line is an empty record


@given(views)
def test_s5_a_ci_log_is_not_commanded(view):
    found = texts(view, Terminal(github=True))
    commands = found.pop("github").splitlines()
    assert len(commands) == len(view.rows)
    assert all(re.match(r"::(error|warning|notice) file=[^:,]*,line=", line) for line in commands)
    assert found == {name: ci_safe(text) for name, text in found.items()}


@given(views, terminals)
def test_r26_the_same_view_gives_the_same_text(view, terminal):
    assert texts(view, terminal) == texts(view, terminal)


@every_format
def test_s3_markup_and_emoji_codes_are_text(name):
    text = "[bold]a[/bold] [/x] [link=b]c :smile: arr[0]"
    words = dict.fromkeys(("path", "title", "message", "code", "name", "_body"), text) | {"_card": [("url", text)]}
    row = words | dict.fromkeys(("line", "column", "end_line", "end_column"), 1) | {"severity": "error", "status": "draft"}
    view = View("posts", ("path", "title"), (row | {"_begins": "2026-01-01"},))
    shown = registry.output_format(name).render(view, Terminal(width=300, colour=True, tty=True))
    written = {"github": text.replace(":", "%3A"), "markdown": _escaped.prose(text)}
    assert written.get(name, text) in shown


@every_format
def test_every_format_is_documented(name):
    manual = registry.output_format(name).__doc__
    assert "\nSuits " in manual or "Suits " in manual.splitlines()[2]


@pytest.mark.parametrize("name", sorted({"table", "full", "text"} & set(registry.names("formats"))))
def test_u2_without_colour_there_is_no_escape(name):
    row = {"path": "a.md", "title": "A", "status": "draft", "severity": "error", "code": "P1", "name": "n", "message": "m"}
    row |= dict.fromkeys(("line", "column", "end_line", "end_column"), 1) | {
        "_body": "# A\n[a](http://b) `c`",
        "_card": [("a", "b")],
    }
    view = View("posts", ("title", "status"), (row,), summary="One.")
    assert "\x1b" not in registry.output_format(name).render(view, Terminal(tty=True))
    assert "\x1b[" in registry.output_format(name).render(view, Terminal(tty=True, colour=True))


@given(view=views)
def test_s16_json_is_the_data(view):
    data = json.loads(registry.output_format("json").render(view, Terminal()))
    expected = [{name: value for name, value in row.items() if not name.startswith("_")} for row in view.rows]
    assert data == {"schema_version": 1, "posts": json.loads(json.dumps(expected))}
