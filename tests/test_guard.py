"""R18, R19, S18: no front matter is too deep, too large or too clever, and no text takes long."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from postctl import registry
from postctl.document import Document, front_matter, read
from postctl.guard import MAX_BYTES, MAX_DEPTH, MAX_NODES
from postctl.model import Fences, Problem

ALL = tuple(registry.syntax(name) for name in ("yaml", "toml", "json"))
ROOM = MAX_BYTES - 100
FENCE = {"yaml": ("---\n", "\n---\nText\n"), "toml": ("+++\n", "\n+++\nText\n"), "json": ("", "\nText\n")}


def slowness():
    """How many times slower than a quick machine this one is at this moment, but at least 1."""
    start = time.process_time()
    sum(number * number for number in range(200_000))
    return max(1.0, (time.process_time() - start) / 0.01)


def seconds(work):
    """The processor time of the best of three runs, as a quick machine would take it."""
    best = float("inf")
    for _ in range(3):
        slow, start = slowness(), time.process_time()
        work()
        best = min(best, (time.process_time() - start) / slow)
        if best < 0.01:
            break
    return best


def fenced(syntax, source):
    return FENCE[syntax][0] + source + FENCE[syntax][1]


def laughs(levels, width, form="a{0}: &a{0} [{1}]\n"):
    """Each level stands for `width` times the one before."""
    first = form.format(0, "{x: y}" if "<<" not in form else "x: y").replace("<<: [x: y]", "x: y")
    return first + "".join(form.format(level, ", ".join([f"*a{level - 1}"] * width)) for level in range(1, levels))


BOMBS = {
    "nested lists": ("yaml", "[" * 30_000, "deeper"),
    "nested maps": ("yaml", "{" * 30_000, "deeper"),
    "nested block lists": ("yaml", "- " * 30_000, "deeper"),
    "nested questions": ("yaml", "? " * 30_000, "deeper"),
    "nested by indentation": ("yaml", "".join(f"{' ' * level}a:\n" for level in range(300)), "deeper"),
    "one level too deep": ("yaml", "a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH, "deeper"),
    "billion laughs": ("yaml", laughs(10, 9), "more than 10,000"),
    "64 aliases": ("yaml", laughs(17, 4), "more than 10,000"),
    "merge keys": ("yaml", laughs(10, 9, "a{0}: &a{0} {{<<: [{1}]}}\n"), "more than 10,000"),
    "a chain of aliases": ("yaml", laughs(2_500, 1), "more than 10,000"),
    "recursive alias": ("yaml", "a: &a [*a]", "contains itself"),
    "recursive map": ("yaml", "a: &a {b: {c: *a}}", "contains itself"),
    "recursive merge": ("yaml", "a: &a {<<: *a}", "contains itself"),
    "70 KiB": ("yaml", "a: " + "x" * 70 * 1024, "64 KiB"),
    "64 KiB in wide characters": ("yaml", "a: " + "日" * 22_000, "64 KiB"),
    "too many items": ("yaml", "a: [" + "1," * 15_000 + "]", "more than 10,000"),
    "too many keys": ("yaml", "".join(f"k{number}:\n" for number in range(7_000)), "more than 10,000"),
    "nested TOML lists": ("toml", "a = " + "[" * 30_000, "nested"),
    "nested TOML tables": ("toml", "a = " + "{a = " * 10_000, "nested"),
    "closed TOML lists": ("toml", "a = " + "[" * 70 + "]" * 70, "deeper"),
    "a TOML key of 30,000 parts": ("toml", "a" + ".a" * 30_000 + " = 1", "deeper"),
    "a TOML header of 30,000 parts": ("toml", "[a" + ".a" * 30_000 + "]", "deeper"),
    "a TOML key of quoted parts": ("toml", "'a'." * 15_000 + "a = 1", "deeper"),
    "a TOML key of 66 parts": ("toml", "a" + " . a" * (MAX_DEPTH + 1) + " = 1", "deeper"),
    "70 KiB of TOML": ("toml", "a = '" + "x" * 70 * 1024 + "'", "64 KiB"),
    "nested JSON lists": ("json", '{"a":' + "[" * 30_000, "deeper"),
    "nested JSON objects": ("json", '{"a":' * 10_000, "deeper"),
    "too many JSON items": ("json", '{"a": [' + "1," * 1_000_000 + "1]}", "more than 10,000"),
    "70 KiB of JSON": ("json", '{"a": "' + "x" * 70 * 1024 + '"}', "64 KiB"),
    "JSON never closed": ("json", '{"a": "' + "x" * 1_000_000, "cannot stand"),
}
CHILD = """
import json, sys, time
from postctl import registry
from postctl.document import read
from postctl.model import Fences, Problem

text = json.loads(sys.stdin.readline())
syntaxes = tuple(registry.syntax(name) for name in ("yaml", "toml", "json"))
read(b"---\\na: [b]\\n---\\n+++\\n", syntaxes, Fences(), "yaml-1.1")
read(b"+++\\na = [1]\\n+++\\n", syntaxes, Fences(), "yaml-1.1")
times = []
for _ in range(3):
    start = time.process_time()
    found = read(text.encode(), syntaxes, Fences(), "yaml-1.1")
    times.append(time.process_time() - start)
print(json.dumps([isinstance(found, Problem) and found.reason, min(times)]))
"""


@pytest.mark.parametrize("name", BOMBS)
def test_r19_every_bomb_is_refused_at_once(name):
    syntax, source, reason = BOMBS[name]
    slow = slowness()
    done = subprocess.run(
        [sys.executable, "-c", CHILD],
        input=json.dumps(fenced(syntax, source)) + "\n",
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr or f"signal {-done.returncode}"
    found, spent = json.loads(done.stdout)
    assert reason in found
    assert spent / max(slow, slowness()) < 0.05


LARGEST = {
    "keys": ("yaml", "".join(f"k{number}: v\n" for number in range(4_990))),
    "items": ("yaml", "a: [" + "b, " * (MAX_NODES - 10) + "]"),
    "aliases": ("yaml", laughs(4, 10)),
    "one long text": ("yaml", "a: " + "x" * ROOM),
    "one long folded text": ("yaml", "a: >\n" + " x\n" * (ROOM // 3)),
    "blank lines": ("yaml", "a: |\n" + "\n" * ROOM),
    "comments": ("yaml", "#\n" * (ROOM // 2)),
    "depth": ("yaml", "a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)),
    "anchors": ("yaml", "".join(f"a{number}: &a{number} x\n" for number in range(3_000))),
    "tags": ("yaml", "".join(f"a{number}: !<x:{number}> y\n" for number in range(2_500))),
    "merges": ("yaml", "a: &a {b: c}\n" + "".join(f"k{number}: {{<<: *a}}\n" for number in range(1_500))),
    "TOML keys": ("toml", "".join(f"k{number} = 1\n" for number in range(5_000))),
    "TOML tables": ("toml", "".join(f"[k{number}]\n" for number in range(6_000))),
    "TOML arrays of tables": ("toml", "[[a]]\n" * 9_000),
    "TOML dotted keys": ("toml", "".join(f"a.b{number} = 1\n" for number in range(4_000))),
    "TOML keys of 64 parts": ("toml", "".join(f"{'a.' * 63}b{number} = 1\n" for number in range(450))),
    "TOML escapes": ("toml", 'a = "' + "\\u0041" * 10_000 + '"'),
    "JSON keys": ("json", "{" + ",".join(f'"{number}":1' for number in range(6_000)) + "}"),
    "JSON items": ("json", '{"a": [' + "1," * (MAX_NODES - 10) + "1]}"),
    "JSON escapes": ("json", '{"a": "' + "\\u0041" * 10_000 + '"}'),
}


@pytest.mark.parametrize("name", LARGEST)
def test_r19_the_largest_that_is_accepted_is_read_in_time(name):
    data = fenced(*LARGEST[name]).encode()

    def work():
        found = read(data, ALL, Fences(), "yaml-1.1")
        assert isinstance(found, Document), found
        json.dumps(front_matter(found))

    assert seconds(work) < 0.5


def test_r19_the_limits_are_where_they_are_said_to_be():
    assert isinstance(read(fenced("yaml", "a: " + "x" * (MAX_BYTES - 4)).encode(), ALL, Fences(), "yaml-1.1"), Document)
    assert isinstance(read(fenced("yaml", "a: " + "x" * (MAX_BYTES - 3)).encode(), ALL, Fences(), "yaml-1.1"), Problem)
    for syntax, source in (("yaml", "a: {}"), ("toml", "a = {}"), ("json", '{{"a": {}}}')):
        most = {"yaml": MAX_DEPTH - 1, "toml": MAX_DEPTH, "json": MAX_DEPTH}[syntax]
        for depth, kind in ((most, Document), (most + 1, Problem)):
            nested = "[" * depth + "]" * depth
            assert isinstance(read(fenced(syntax, source.format(nested)).encode(), ALL, Fences(), "yaml-1.1"), kind)


def test_r19_a_problem_of_the_guard_points_at_the_place():
    deep = read(fenced("yaml", "é: x\na: " + "[" * 80).encode(), ALL, Fences(), "yaml-1.1")
    assert deep == Problem(4 + 8 + MAX_DEPTH - 1, "front matter is nested deeper than 64 levels", "flatten it", "oversized")
    alias = read(fenced("yaml", "é: &a [*a]").encode(), ALL, Fences(), "yaml-1.1")
    assert isinstance(alias, Problem)
    assert alias.offset == 4 + 7


HUNDRED_KB = {
    "blanks after a fence": "---\n" + " " * 100_000,
    "words after a fence": "---\n" + "a b" * 33_000,
    "blanks before no fence": " " * 100_000 + "--",
    "lines before no fence": "\n " * 50_000 + "x",
    "a long tag": "---" + "a" * 100_000 + "\n",
    "blanks and a tag": "---" + " " * 100_000 + "x",
    "many tags": "---js\n" * 17_000,
    "a long fence": "-" * 100_000,
    "almost fences": "---\n" + "--- x\n" * 17_000,
    "almost fences and blanks": "---\n" + ("---" + " " * 1_000 + "x\n") * 100,
    "dots": "---\n" + ".." * 50_000,
    "line ends": "---\n" + "\r" * 100_000,
    "mixed white space": "---\n" + " \u2003\t\x0b" * 25_000,
    "assignment never made": "+++\n" + "a" * 100_000,
    "quotes": "---\na: " + '"' * 60_000 + "\n---\n",
    "signs": "---\na: " + "-" * 60_000 + "\n---\n",
    "digits": "---\na: " + "1" * 60_000 + "\n---\n",
    "sixties": "---\na: 1" + ":1" * 30_000 + "\n---\n",
    "underscores": "---\na: 1" + "_" * 60_000 + "\n---\n",
    "colons": "---\n" + "a:b\n" * 15_000 + "\n---\n",
    "blanks before a colon": "---\n" + " " * 60_000 + "a:b\n---\n",
    "simple keys": "---\n" + "a: " * 20_000 + "\n---\n",
    "simple keys in brackets": "---\n[" + "a: b," * 12_000 + "\n---\n",
    "exclamation marks": "---\n" + "!" * 60_000 + "\n---\n",
    "TOML quotes": '+++\na = """' + '"' * 60_000 + "\n+++\n",
    "TOML escapes": '+++\na = """' + "\\" * 60_000 + "\n+++\n",
    "TOML escaped quotes": "+++\n" + "a." * 70 + '"' + '\\"' * 30_000 + "\n+++\n",
    "TOML literal quotes": "+++\na = '''" + "''x" * 20_000 + "\n+++\n",
    "TOML comments": "+++\n" + "#" * 60_000 + "\n+++\n",
    "TOML blanks": "+++\na" + " " * 60_000 + "\n+++\n",
    "TOML dots and blanks": "+++\n" + ". " * 30_000 + "\n+++\n",
    "TOML long key": "+++\n" + "." * 70 + "a" * 60_000 + "\n+++\n",
    "JSON blanks": "{" + " " * 100_000,
    "JSON escapes": '{"a": "' + "\\" * 100_000,
    "JSON digits": '{"a": ' + "1" * 100_000 + "}",
}


@pytest.mark.parametrize("name", HUNDRED_KB)
def test_s18_our_own_patterns_are_linear(name):
    data = HUNDRED_KB[name].encode()
    for fences in (Fences(), Fences(blank_before=False, prefix_closes=True, long=True)):
        assert seconds(lambda fences=fences: read(data, ALL, fences, "yaml-1.1")) < 0.1
