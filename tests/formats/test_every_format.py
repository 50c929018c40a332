"""What holds for every output format, whatever strangers wrote."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postctl import registry
from postctl.escaping import ci_safe, visible
from postctl.model import Status, Terminal, View

OURS = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;(?:id=\d+)?;(?:(?:https?|mailto):[!-~]+)?\x1b\\")
COLUMNS = ("title", "status", "date", "tags", "words", "path")
PIECES = [
    *(
        "\x1b[1A\x1b[30Ghacked",
        "\x1b[2J\x1b[H",
        "\x1b]0;title\x07",
        "\x1b]8;;vscode:x\x1b\\",
        "\x9b31m",
        "\x07",
        "\r",
        "\n",
        "\t",
        "\x00",
    ),
    *(
        "::stop-commands::t",
        "\n::error::x",
        "##[error]",
        "%0A",
        "=1+1",
        "@a",
        "-2",
        "'",
        '"',
        ",",
        "|",
        "\u202e",
        "\u2066",
        "\u200b",
    ),
    *(
        "\u2028",
        "\udcff",
        "\U000e0041",
        "[bold]",
        "[/x]",
        "[link=http://a]",
        ":smile:",
        "arr[0]",
        "&#x202e;",
        "&#27;",
        "日本語",
        "👩\u200d💻",
    ),
    *(
        "# a",
        "```py\n",
        "`",
        "**",
        "[a](http://b)",
        "[a](vscode:b)",
        "![a](b)",
        "> ",
        "- ",
        "1. ",
        "|a|b|\n|-|-|\n",
        "<kbd>",
        "</kbd>",
        "word ",
    ),
]
hostile = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=8).map("".join)
number = st.integers(1, 40)


@st.composite
def record(draw):
    """A row that suits every format: of `list`, of `show` and of `validate` at once."""
    texts = ("path", "title", "date", "url", "slug", "reason", "_about", "code", "name", "message", "help", "_body", "_excerpt")
    row = {name: draw(hostile) for name in texts}
    row |= {name: draw(number) for name in ("line", "column", "end_line", "end_column")}
    row["status"] = draw(st.one_of(hostile, st.sampled_from(list(Status)).map(str)))
    row["severity"] = draw(st.one_of(hostile, st.sampled_from(["error", "warning", "info"])))
    row["tags"] = draw(st.lists(hostile, max_size=3))
    row["words"] = draw(st.one_of(st.none(), st.integers()))
    row["fix"] = draw(st.sampled_from([None, {"safe": True, "edits": []}, {"safe": False, "edits": []}]))
    row["_card"] = draw(st.lists(st.tuples(hostile, hostile), max_size=3))
    row["_links"] = draw(st.lists(hostile, max_size=3))
    row["_group"] = draw(st.one_of(st.none(), hostile))
    return row


records = st.lists(record(), max_size=3).map(tuple)
views = st.builds(View, key=st.just("posts"), columns=st.just(COLUMNS), rows=records, summary=hostile)
terminals = st.builds(
    Terminal, width=st.sampled_from([0, 1, 20, 40, 80, 300, 10**6]), colour=st.booleans(), tty=st.booleans(), github=st.booleans()
)
every_format = pytest.mark.parametrize("name", registry.names("formats"))


@every_format
@given(view=views, terminal=terminals)
def test_s1_output_is_text_colours_and_links(name, view, terminal):
    text = registry.output_format(name).render(view, terminal)
    rest = OURS.sub("", text)
    assert visible(rest) == rest
    assert terminal.colour or rest == text


@every_format
@given(view=views, terminal=terminals)
def test_u1_text_is_empty_or_ends_with_one_newline(name, view, terminal):
    text = registry.output_format(name).render(view, terminal)
    assert text == "" or (text.endswith("\n") and text != "\n")


@every_format
@given(view=views)
def test_s5_a_ci_log_is_not_commanded(name, view):
    text = registry.output_format(name).render(view, Terminal(github=True))
    if name == "github":  # each line is a command, and its own
        assert all(re.match(r"::(error|warning|notice) file=", line) for line in text.splitlines())
        assert len(text.splitlines()) == len(view.rows)
    else:
        assert ci_safe(text) == text


@every_format
@given(view=views, terminal=terminals)
def test_r26_the_same_view_gives_the_same_text(name, view, terminal):
    render = registry.output_format(name).render
    assert render(view, terminal) == render(view, terminal)


@every_format
def test_s3_markup_and_emoji_codes_are_text(name):
    text = "[bold]a[/bold] [/x] [link=b]c :smile: arr[0]"
    words = {name: text for name in ("path", "title", "message", "code", "name", "_body")} | {"_card": [("url", text)]}
    row = words | dict.fromkeys(("line", "column", "end_line", "end_column"), 1) | {"severity": "error", "status": "draft"}
    view = View("posts", ("path", "title"), (row,))
    shown = registry.output_format(name).render(view, Terminal(width=300, colour=True, tty=True))
    assert text.replace(":", "%3A" if name == "github" else ":") in shown


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
