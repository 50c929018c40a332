"""Configuration as text: what a Python file says without being run."""

from __future__ import annotations

import pytest

from postctl.pythonconfig import assigned, constants


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("TIMEZONE = 'Europe/Paris'\nN = -3", {"TIMEZONE": "Europe/Paris", "N": -3}),
        ("A = B = ('x', \"y\")", {"A": ["x", "y"], "B": ["x", "y"]}),
        ("LANG = 'en'\nT = {LANG: '', 'es': './' + 'es'}", {"LANG": "en", "T": {"en": "", "es": "./es"}}),
        ("A: str = 'x'", {"A": "x"}),
        ("A = True\nB = None", {"A": True, "B": None}),
        ("import os\nA = os.environ['A']\nB = f(1)\nC = f'{A}'", {}),
        ("A = 1\nif x:\n    A = 2", {}),
        ("A = 1\nfor A in x: pass", {}),
        ("A = ['a']\nA += ['b']", {}),
        ("A = ['a']\nA.append('b')", {}),
        ("A = {}\nA['b'] = 1", {}),
        ("A = 1\nA = 'two'", {"A": "two"}),
        ("A = 1\ndel A", {}),
        ("A = {**B}", {}),
        ("A = {[]: 1}", {}),
        ("A = 'a' + 1", {}),
        ("A = (", {}),
        ("A = 1\0", {}),
        ("", {}),
        ("\ufeffA = 1", {"A": 1}),
        ("A = 'x' * 10**9", {}),
    ],
)
def test_constants_of_a_python_configuration(text: str, said: dict[str, object]) -> None:
    assert constants(text) == said


@pytest.mark.parametrize(
    "text", ["A = " + "(" * 50_000, "A = " + "-" * 50_000 + "1", "A = " + "[" * 90 + "]" * 90 + "+" + "1+" * 30_000 + "1"]
)
def test_r18_hostile_python_is_no_configuration(text: str) -> None:
    assert constants(text) == {}


def test_s8_nothing_is_run(tmp_path) -> None:
    target = tmp_path / "ran"
    constants(f"open({str(target)!r}, 'w')\nA = __import__('os').system('touch {target}')\nB = [print(x) for x in 'ab']")
    assert not target.exists()


def test_python_that_warns_is_read_all_the_same() -> None:
    assert constants(r"A = '\d+'") == {"A": r"\d+"}


def test_names_that_are_set_are_known_though_their_values_are_not() -> None:
    text = "import os\nA = 1\nB = os.getcwd()\nif A:\n    C = 2\nD.append(3)\nE['x'] = 4\nfor F in A: pass\n"
    assert assigned(text) >= set("ABCDEF")
    assert assigned("A = (") == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "A = 'x'\n" + "A = A + A\n" * 200,
        "A = [1]\n" + "A = [A, A]\n" * 200,
        "A = [1, 2, 3]\n" + "".join(f"B{n} = A + A\nA = B{n}\n" for n in range(200)),
        f"A = '{'x' * 100_000}'\nB = {' + '.join(['A'] * 10_000)}",
    ],
)
def test_r19_what_doubles_ends_soon(text: str) -> None:
    found = constants(text)
    assert sum(len(repr(value)) for value in found.values()) < 20_000_000
