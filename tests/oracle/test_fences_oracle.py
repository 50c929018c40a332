"""hexo-front-matter and gray-matter are asked where the front matter of a text stands and what it says."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import tools

from postctl import registry
from postctl.document import Document, front_matter, read
from postctl.model import Fences

HEXO = Fences(blank_before=False, dots_close=False, unopened=True)
GRAY = Fences(blank_before=False, dots_close=False, languages=True)
ALL = tuple(registry.syntax(name) for name in ("yaml", "toml", "json"))
READERS = {"hexo": ("hexo", HEXO), "gray": ("gray-matter", GRAY), "eleventy": ("gray-matter", GRAY)}
MANY = 4000

pytestmark = [
    pytest.mark.oracle,
    pytest.mark.skipif(bool(tools.missing_package("hexo")), reason=tools.missing_package("hexo")),
]

MARKS = ["---", "----", "-----", ";;;", ";;;;", "--- ", "---x", " ---", "--", "+++"]
LINES = [
    *("a: b", "c: [d, e]", "f:", "  g: h", "\tg: h", "\t\ti: j", "- k", "# note", "", " ", "\t", "Text", "Text: more", "x: 'y'"),
    *('"a": "b"', '"a": "b",', '"c": [1, true, null]', "{", "}", '{"a": 1}', "a: |", "a: yes", "n: 1", "~", "null", "Text # x"),
]
TAGS = ["---", "---yaml", "---YML", "--- json ", "---json", "---toml", "---js", "---lisp", "--- some text", "----", "--- "]


def texts(name, seed):
    """Lines at random, those of fences often; some with CRLF and a byte order mark.

    js-yaml takes tabs in places where libyaml does not, and a lone null for no data: such blocks are problems here.
    """
    dice = random.Random(seed)
    known = LINES if name == "hexo" else [line for line in LINES if "\t" not in line and line not in ("~", "null")]
    for _ in range(MANY):
        lines = [dice.choice(MARKS if dice.random() < 0.3 else known) for _ in range(dice.randrange(1, 7))]
        if dice.random() < 0.6:
            lines.insert(0, dice.choice(TAGS if name != "hexo" else MARKS[:6]))
        end = dice.choice(["\n", "\n", "\r\n"])
        yield "\ufeff" * (dice.random() < 0.1) + end.join(lines) + end * (dice.random() < 0.8)


def asked(name, wanted):
    home = tools.package(READERS[name][0])
    script = str(Path(__file__).with_name("fences_read.js"))
    command = ["node", script, str(home), name]
    return json.loads(subprocess.run(command, input=json.dumps(wanted), capture_output=True, text=True, check=True).stdout)


def ours(text, name):
    return read(text.encode(), ALL[::2] if name == "hexo" else ALL, READERS[name][1], "yaml-1.2")


def words(data):
    """Data with all scalars as text: how they are resolved is not asked here."""
    if isinstance(data, dict):
        return {key: words(value) for key, value in data.items()}
    if isinstance(data, list):
        return [words(value) for value in data]
    return "null" if data is None else str(data).lower()


TOML = {"toml": True}


def left_out(text, answer, name):
    """A key that stands twice is a rule's business. An endless block is all the text to gray-matter, here a mistake."""
    if isinstance(answer, str) and ("must be unique" in answer or "duplicated mapping key" in answer):
        return True
    return name != "hexo" and "\n---" not in text


def disagreements(name):
    wanted = list(texts(name, 20261123))
    for text, answer in zip(wanted, asked(name, wanted), strict=True):
        if left_out(text, answer, name):
            continue
        found = ours(text, name)
        if not isinstance(found, Document):
            why = explained(text, answer, found.reason, name)
        elif isinstance(answer, str):
            why = f"fails: {answer}"
        else:
            data, content = answer
            same = data == TOML or words(front_matter(found)) == words(data)
            plain = found.content.replace("\r\n", "\n") if name == "hexo" else found.content
            why = "" if same and plain.strip() == content.strip() else f"says {answer}"
        if why:
            yield text, found, why


def explained(text, answer, reason, name):
    """`''` where a problem of ours is one of theirs too, or where they take no keys from it without a word."""
    if isinstance(answer, str):
        return ""
    data, _ = answer
    no_keys = isinstance(data, str | list) or "0" in data or (not data and name == "hexo" and ";;;" in text)
    return "" if data == TOML or no_keys else f"reads {answer}"


@pytest.mark.parametrize("name", READERS)
def test_front_matter_stands_where_the_reader_finds_it(name):
    found = list(disagreements(name))
    assert not found, f"{len(found)} of {MANY}\n" + "\n".join(map(repr, found[:40]))
