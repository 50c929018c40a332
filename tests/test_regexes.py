"""Regular expressions that are put off are the same once they are asked for, and all of them can be compiled."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import postctl
from postctl.regexes import _Later, later

MODULES = sorted(each.name for each in walk_packages(postctl.__path__, "postctl.") if not each.name.endswith("__main__"))


def test_it_is_compiled_when_it_is_first_asked_for():
    word = later(r"(?P<first>\w)(\w*)", re.ASCII)
    assert "match" not in vars(word)
    assert word.match("tea")["first"] == "t"
    assert "match" in vars(word)
    real = re.compile(r"(?P<first>\w)(\w*)", re.ASCII)
    assert word.sub(r"\2\1", "tea cup") == real.sub(r"\2\1", "tea cup")
    assert [each.span() for each in word.finditer("té a")] == [each.span() for each in real.finditer("té a")]
    assert (word.pattern, word.flags, word.groups) == (real.pattern, real.flags, real.groups)


@pytest.mark.parametrize("name", MODULES)
def test_all_that_are_put_off_can_be_compiled(name):
    module = import_module(name)
    for each in vars(module).values():
        if isinstance(each, _Later):
            assert re.compile(each.pattern, each.flags)


@pytest.mark.parametrize("name", MODULES)
def test_what_is_put_off_is_never_handed_to_re(name):
    """`re` takes only what is compiled, and would fail at the first look; and nothing found says that it is what found it."""
    tree = ast.parse(Path(import_module(name).__file__).read_text())
    names = {
        node.targets[0].id
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and ast.unparse(node.value.func) == "later"
    }
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.")]
    handed = {ast.unparse(each) for call in calls for each in call.args if isinstance(each, ast.Name)}
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Compare) and ast.unparse(node.left).endswith(".re")]
    compared = {ast.unparse(each) for node in found for each in node.comparators}
    assert (handed | compared) & names == set()
