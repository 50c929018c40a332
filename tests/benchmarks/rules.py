"""What each rule of `postctl validate` costs per post, the dearest first.

    python tests/benchmarks/rules.py [SITE] [ROWS]

Without a folder, or with a number in its place, the site is a made-up one (1,000 posts unless said). Time of the
processor is counted, as other programs may be at work too. What several rules share, such as the parsed body, is on the
account of the first that asks for it; what a rule finds out once for the whole site counts too, divided by the posts.
Garbage is not collected meanwhile, as in the command.
"""

from __future__ import annotations

import gc
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from time import process_time_ns

REPOSITORY = Path(__file__).parents[2]
sys.path[:0] = [str(REPOSITORY), str(Path(__file__).parent)]  # the benchmark runs as a script, in place

from made import write_site  # noqa: E402

from postctl import allowing, linting, registry, rulebook  # noqa: E402
from postctl.rules import Rule  # noqa: E402
from postctl.site import Site  # noqa: E402
from postctl.store import scan  # noqa: E402

NOTHING = 10_000
"""So many readings of the clock say what one costs."""


def costs(site: Site, rules: Sequence[Rule]) -> Mapping[str, float]:
    """Microseconds per post, by the code and name of the rule."""
    spent: dict[str, float] = defaultdict(float)
    for rule in rules:
        if rule.site:
            begun = process_time_ns()
            list(rule.site(site))
            spent[_title(rule)] += process_time_ns() - begun
    titles, clock = [_title(rule) for rule in rules], _clock()
    checks = linting.Checks(rules, site, publishing=False)
    for post in site.posts:
        begun = process_time_ns()
        chosen = checks.of(post)
        spent["which rules are asked"] += process_time_ns() - begun - clock
        for number, check in chosen:
            begun = process_time_ns()
            list(check(post, site))
            spent[titles[number]] += process_time_ns() - begun - clock
    begun = process_time_ns()
    for post in site.posts:
        allowing.judge(post, site)
    spent["allowances"] = process_time_ns() - begun
    return {title: nanoseconds / 1000 / len(site.posts) for title, nanoseconds in spent.items()}


def whole(site: Site, rules: Sequence[Rule]) -> float:
    """Microseconds per post of a check as the command makes it, in one process."""
    begun = process_time_ns()
    linting.check(site, rules)
    return (process_time_ns() - begun) / 1000 / len(site.posts)


def _title(rule: Rule) -> str:
    return f"{rule.code} {rule.name}"


def _clock() -> float:
    """Nanoseconds that it takes to look at the clock."""
    begun = process_time_ns()
    for _ in range(NOTHING):
        process_time_ns()
    return (process_time_ns() - begun) / NOTHING


def _lines(found: Mapping[str, float], rows: int) -> Iterator[str]:
    dearest = sorted(found.items(), key=lambda each: -each[1])
    for title, spent in dearest[:rows]:
        yield f"{spent:8.1f}  {title}"
    rest = [spent for _, spent in dearest[rows:]]
    if rest:
        yield f"{sum(rest):8.1f}  {len(rest)} others"
    yield f"{sum(found.values()):8.1f}  one by one"


def main() -> None:
    wanted, rows = (*sys.argv[1:], *("1000", "1000")[len(sys.argv) - 1 :])
    gc.disable()
    rules = rulebook.select(registry.rules())
    with tempfile.TemporaryDirectory() as folder:
        if wanted.isdigit():
            write_site(Path(folder), int(wanted))
        root = folder if wanted.isdigit() else wanted
        together = whole(scan.open_site(root), rules)
        found = costs(scan.open_site(root), rules)
    print("microseconds per post")
    print("\n".join(_lines(found, int(rows))))
    print(f"{together:8.1f}  in one go, with the sorting of what was found")


if __name__ == "__main__":
    main()
