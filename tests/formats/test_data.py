"""The formats for programs: json, csv, paths and plain."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postctl.escaping import one_line
from postctl.formats import csv as csv_format
from postctl.formats import json, paths, plain
from postctl.model import Terminal, View

DRAFT = {"status": "draft", "date": None, "title": '日本語, "quoted"', "_about": "draft: true", "words": -5, "path": "a.md"}
PUBLIC = {"status": "published", "date": "2026-01-02", "title": "x" * 200, "_about": "", "words": 812, "path": "b/c d.md"}
POSTS = View("posts", ("status", "date", "title", "_about", "words"), (DRAFT, PUBLIC), {"root": "/blog"}, "2 posts")


def test_u10_json_has_the_version_the_head_and_the_records_in_order():
    view = View("posts", (), ({"path": "a.md", "tags": ["b"], "_about": "c", "date": None},), head={"root": "/blog"})
    assert json.render(view, Terminal()) == (
        '{\n  "schema_version": 1,\n  "root": "/blog",\n  "posts": [\n    {\n'
        '      "path": "a.md",\n      "tags": [\n        "b"\n      ],\n      "date": null\n    }\n  ]\n}\n'
    )


def test_json_of_nothing_is_still_json():
    assert json.render(View("posts", (), ()), Terminal()) == '{\n  "schema_version": 1,\n  "posts": []\n}\n'


def test_csv_has_a_heading_and_no_columns_for_people():
    assert csv_format.render(POSTS, Terminal()) == (
        f'status,date,title,words\ndraft,,"日本語, ""quoted""",-5\npublished,2026-01-02,{"x" * 200},812\n'
    )


@given(st.lists(st.tuples(st.text(), st.integers()), max_size=5))
def test_s16_csv_parses_back_and_no_cell_is_a_formula(cells):
    view = View("posts", ("title", "words"), tuple({"title": title, "words": words} for title, words in cells))
    heading, *rows = csv.reader(io.StringIO(csv_format.render(view, Terminal()), newline=""))
    assert heading == ["title", "words"]
    assert [(title.removeprefix("'"), int(words)) for title, words in rows] == [
        (one_line(title).removeprefix("'"), words) for title, words in cells
    ]
    assert not any(title.startswith(("=", "+", "-", "@", "\t", "\r")) for title, _ in rows)


def test_u1_plain_is_one_record_a_line_whole_and_without_heading():
    assert plain.render(POSTS, Terminal(width=20)) == (
        f'draft\t\t日本語, "quoted"\tdraft: true\t-5\npublished\t2026-01-02\t{"x" * 200}\t\t812\n'
    )


def test_u1_plain_keeps_lists_and_truths_readable_and_lines_whole():
    row = {"tags": ["a", "b\n"], "draft": True, "title": "c\td"}
    assert plain.render(View("posts", ("tags", "draft", "title"), (row,)), Terminal()) == "a, b␊\ttrue\tc␉d\n"


def test_u1_plain_keeps_empty_records():
    assert plain.render(View("posts", ("title",), ({"title": ""}, {})), Terminal()) == "\n\n"


def test_paths_are_one_a_line():
    assert paths.render(POSTS, Terminal()) == "a.md\nb/c d.md\n"


@pytest.mark.parametrize("render", [paths.render, plain.render])
def test_no_records_no_text(render):
    assert render(View("posts", ("path",), ()), Terminal()) == ""


@pytest.mark.parametrize(
    ("path", "shown"),
    [("a\n::error::.md", "a␊::error::.md"), ("::error::.md", "./::error::.md"), ("\udcff.md", r"\xff.md"), ("a.md", "a.md")],
)
def test_s5_a_path_in_a_ci_log_is_a_path(path, shown):
    assert paths.render(View("posts", (), ({"path": path},)), Terminal(github=True)) == f"{shown}\n"
