"""An offence that is planted in a clean post is found, in exactly its place, and its fix takes it away again.

One entry for each rule, in `planted/<family>.py`; `planting.py` says how they are written.
"""

from __future__ import annotations

import importlib.util
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planting import Plant, posts
from sites import site_of

from postctl import linting, registry
from postctl.values import replace

RULES = registry.rules()
BY_CODE = {rule.code: rule for rule in RULES}
FAMILIES = "reading meaning dates addresses links characters content taxonomy house asked".split()


def _planted():
    found = {}
    for file in sorted((Path(__file__).parent / "planted").glob("*.py")):
        spec = importlib.util.spec_from_file_location(f"planted_{file.stem}", file)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        assert not found.keys() & module.PLANTED.keys()
        found |= module.PLANTED
    return found


PLANTED = _planted()
CASES = [
    pytest.param(BY_CODE[code], each, id=f"{code}-{number}")
    for code, plants in sorted(PLANTED.items())
    if code in BY_CODE and not isinstance(plants, str)
    for number, each in enumerate((plants,) if isinstance(plants, Plant) else plants, 1)
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_is_planted(rule):
    family = FAMILIES[int(rule.code[1])]
    assert rule.code in PLANTED, f"plant an offence of {rule.code} here: tests/rules/planted/{family}.py"


def test_nothing_is_planted_for_a_rule_that_is_not_there():
    assert sorted(PLANTED.keys() - BY_CODE.keys()) == []


def planted(generator, grown, content=None):
    """The site with the offence, or what has become of it."""
    return site_of({**grown.others, grown.path: content or grown.bytes}, generator, standards=grown.standards)


def clean(generator, grown):
    """The site without."""
    return site_of({**grown.others, grown.clean_path: grown.clean}, generator, standards=grown.clean_standards)


def checked(site, rules, path, publishing):
    return [each for each in linting.check(site, rules, publishing=publishing) if each.path == path]


def _is_about(one, other):
    """Whether it is the finding of another rule about the same place."""
    return one.code != other.code and not BY_CODE[one.code].off and one[:3] == other[:3] and one[4:6] == other[4:6]


def applied(data, diagnostic):
    for start, end, text in sorted(diagnostic.fix_offsets, reverse=True):
        data = data[:start] + text.encode() + data[end:]
    return data


@pytest.mark.parametrize(("rule", "plant"), [case for case in CASES if case.values[0].code[1] in "45679"])
@settings(max_examples=3)
@given(data=st.data())
def test_one_offence_is_told_once(rule, plant, data):
    """Where two rules might speak of a link, a character, a text or a tag, one of them does."""
    generator, grown = data.draw(posts(plant))

    there = {each.place[1:]: each for each in checked(planted(generator, grown), RULES, grown.path, plant.gate)}
    before = {(each.code, each.message) for each in checked(clean(generator, grown), RULES, grown.clean_path, plant.gate)}
    start, end = grown.place[:2], grown.place[2:]
    here = [each for each in there.values() if (each.line, each.column) <= end and start <= (each.end_line, each.end_column)]
    assert [each.code for each in here if (each.code, each.message) not in before] == [rule.code], grown.text


@pytest.mark.parametrize(("rule", "plant"), CASES)
@settings(max_examples=settings().max_examples // 8)  # of each plant, and there are hundreds
@given(data=st.data())
def test_u7_u8_a_planted_offence_is_found_in_its_place_and_its_fix_ends_it(rule, plant, data):
    examine(rule, plant, *data.draw(posts(plant)))


def examine(rule, plant, generator, grown):
    assert checked(clean(generator, grown), (rule,), grown.clean_path, plant.gate) == []
    there = planted(generator, grown)
    always = [replace(each, sites=None, keys=frozenset(), signs=(), beyond_ascii=False) for each in RULES]
    assert linting.check(there, always, publishing=plant.gate) == linting.check(there, RULES, publishing=plant.gate)
    found = checked(there, (rule,), grown.path, plant.gate)
    assert [(each.line, each.column, each.end_line, each.end_column) for each in found] == [grown.place], grown.text
    (finding,) = found
    every = linting.check(there, RULES, publishing=plant.gate)
    also = [each.code for each in every if _is_about(each, finding) and each.code not in plant.also]
    assert also == [], also  # one offence, one finding
    if plant.fix is not None:
        assert finding.fix_offsets == ((*grown.offsets, plant.fix),)
    if finding.fix is not None:
        mended = planted(generator, grown, applied(grown.bytes, finding))
        assert [each.path for each in mended.posts] == sorted({*(each.path for each in there.posts), grown.path})
        assert checked(mended, (rule,), grown.path, plant.gate) == []  # so there is nothing left to apply
        before = Counter(each.code for each in every)
        unplanted = Counter(each.code for each in linting.check(clean(generator, grown), RULES, publishing=plant.gate))
        assert Counter(each.code for each in linting.check(mended, RULES, publishing=plant.gate)) <= before | unplanted
