"""`.github/RULES.md` is the table of all rules, as the rules themselves say it. `pytest --update` writes it anew."""

from __future__ import annotations

from itertools import groupby

from sites import site_of

from postctl import linting, registry
from postctl.rules import FAMILIES

HEAD = """\
# The rules

Written by `pytest tests/test_rules_table.py --update` from the rules themselves. `postctl rule CODE` is the manual page of one,
with examples. A rule that is off runs where `select` or `extend-select` names it. A fix is safe if it cannot change what the site
shows except as its author surely meant.
"""


def fix(rule):
    """Which fixes the bad examples of a rule yield."""
    findings = [
        each
        for example in rule.bad
        for each in linting.check(site_of(example.files, example.generator), (rule,))
        if each.code == rule.code and each.fix is not None
    ]
    kinds = {each.fix.safe for each in findings}
    return "safe" if True in kinds else "unsafe" if kinds else ""


def row(rule):
    cells = (rule.code, rule.name, str(rule.severity), "off" if rule.off else "on", fix(rule), rule.summary.replace("|", "\\|"))
    return f"| {' | '.join(cells)} |".replace("|  |", "| |")


def table():
    rules = sorted(registry.rules(), key=lambda rule: rule.code)
    parts = [HEAD]
    for family, members in groupby(rules, lambda rule: rule.code[:2]):
        lines = ["| code | name | severity | | fix | what it finds |", "|---|---|---|---|---|---|", *map(row, members)]
        parts.append(f"## {family} {FAMILIES[family]}\n\n" + "\n".join(lines) + "\n")
    return "\n".join(parts)


def test_the_table_of_rules_says_what_the_rules_say(repository, request):
    page = repository / ".github" / "RULES.md"
    if request.config.getoption("update"):
        page.write_text(table())
    assert page.read_text() == table(), "pytest --update writes it anew"


def test_a_rule_that_mends_is_told_from_one_that_does_not():
    rules = {rule.name: fix(rule) for rule in registry.rules()}
    assert rules["unreadable-front-matter"] == ""
    assert rules["unknown-key"] == "unsafe"
    assert "safe" in rules.values()
