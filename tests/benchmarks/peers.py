"""How quick postctl is beside its peers, at the same work on the same posts, in one run.

    python tests/benchmarks/peers.py [--posts 100,1000,10000] [--rounds 5] [--readme]

Made-up blogs of so many posts are written, and the newest peers installed from PyPI, npm and Debian; what cannot be had is left
out, with the reason. Runs are made in turn, their medians compared, and held against what postctl aims at. The linters of
Markdown look at other things than postctl: this says what a check costs, not what it finds.
All lies in the system's temporary folder, or where TMPDIR says.
"""

from __future__ import annotations

import argparse
import tempfile
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import aims
import readme
import report
from installing import Peer, installed, version
from running import REPOSITORY, Cost, environment, in_turn, postctl
from work import FEW, GROUPS, Stage, build, runs

SHORT = 3
"""So many times the rounds where runs are short: a busy moment of the machine is much of them."""


class Bench(NamedTuple):
    """Where all is measured, beside whom, and how."""

    scratch: Path
    machine: str
    peers: Mapping[str, Peer]
    options: argparse.Namespace


class Judged(NamedTuple):
    """A work at a size, and how it did."""

    posts: int
    work: str
    ratio: aims.Ratio


def main() -> None:
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="postctl-benchmark-") as scratch:  # emptied when all is said: that may take minutes
        machine = report.machine() + report.busy()
        bench = Bench(Path(scratch), machine, had(options.tools or f"{scratch}/tools"), options)
        print(f"{machine}\n{versions(bench.peers)}", flush=True)
        costs = compare(bench)
        if options.readme and costs:
            readme.write(options.readme, costs, introduction(bench))


def compare(bench: Bench) -> dict[int, dict[str, Cost]]:
    """Measure and show all, and say which aims are met. Gives the costs at each size."""
    costs: dict[int, dict[str, Cost]] = {}
    judged: list[Judged] = []
    if "start" in bench.options.only:
        judged += measure(bench, FEW, ["start"], {})
    rest = [group for group in bench.options.only if group != "start"]
    for posts in bench.options.posts if rest else ():
        judged += measure(bench, posts, rest, costs)
    times = aims.growths(costs)
    judged += [Judged(posts, work, ratio) for posts, found in times.items() for work, ratio in found.items()]
    if times:
        show(bench.options, "growth", report.growth(costs, times))
    conclude(judged)
    return costs


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=numbers, default=[100, 1000, 10_000], metavar="N,...", help="sizes of the blogs")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="measured runs of each command, at most")
    parser.add_argument("--patience", type=float, default=60, metavar="SECONDS", help="for all runs of one command at one size")
    parser.add_argument("--tools", metavar="FOLDER", help="install the peers here, and keep them; none: measure postctl alone")
    parser.add_argument("--only", type=groups, default=list(GROUPS), metavar="GROUP,...", help=", ".join(GROUPS))
    parser.add_argument("--markdown", action="store_true", help="print the tables in Markdown")
    parser.add_argument("--readme", nargs="?", const=readme.README, type=Path, metavar="FILE", help="put a table into README.md")
    return parser.parse_args()


def numbers(text: str) -> list[int]:
    return sorted({int(number) for number in text.split(",")})


def groups(text: str) -> list[str]:
    if unknown := set(text.split(",")) - set(GROUPS):
        raise argparse.ArgumentTypeError(f"there is no {', '.join(sorted(unknown))} among {', '.join(GROUPS)}")
    return text.split(",")


def had(tools: str) -> Mapping[str, Peer]:
    """The peers; why one cannot be had is printed."""
    if tools == "none":
        return {}
    peers, left = installed(Path(tools).absolute())
    for name, reason in left.items():
        print(f"left out: {name}: {reason}")
    return peers


def versions(peers: Mapping[str, Peer]) -> str:
    return ", ".join(
        (f"postctl {version(postctl('--version'), REPOSITORY)}", *(f"{name} {peer.version}" for name, peer in peers.items()))
    )


def measure(bench: Bench, posts: int, wanted: Iterable[str], costs: dict[int, dict[str, Cost]]) -> Iterator[Judged]:
    """Write the sites, run all on them in turn, keep and show what that took, and say how it did."""
    stage = Stage(bench.scratch / ("few" if "start" in wanted else str(posts)), bench.peers)
    build(stage, posts)
    grouped = runs(stage, wanted)
    together = {work: run for found in grouped.values() for work, run in found.items()}
    left = {work: why for work in together if (why := hopeless(work, posts, costs, bench.options.patience))}
    hopeful = {work: run for work, run in together.items() if work not in left}
    rounds = bench.options.rounds * (SHORT if posts == FEW else 1)
    costs[posts], failed = in_turn(hopeful, environment(stage.folder), rounds, bench.options.patience)
    yardsticks = {work: GROUPS[group] for group, found in grouped.items() for work in found}
    ratios = {work: aims.ratios(work, costs[posts], posts, yardsticks[work]) for work in costs[posts]}
    show(bench.options, f"{posts:,} posts", report.of_size(costs[posts], ratios))
    for work, reason in (left | failed).items():
        print(f"left out: {work}: {reason}", flush=True)
    return (Judged(posts, work, ratio) for work, found in ratios.items() for ratio in found)


def hopeless(work: str, posts: int, costs: Mapping[int, Mapping[str, Cost]], patience: float) -> str:
    """Why a work is not tried at all, or `''`: what it took with fewer posts leads there in a straight line."""
    tried = [(size, costs[size][work].seconds) for size in sorted(costs) if work in costs[size]]
    if not tried:
        return ""
    (small, least), (large, most) = [(0, 0.0), *tried][-2:]
    foreseen = most + (most - least) / (large - small) * (posts - large)
    return f"would take some {foreseen:,.0f} s" if foreseen > patience else ""


def show(options: argparse.Namespace, title: str, rows: Iterator[report.Row]) -> None:
    print(f"\n{'## ' if options.markdown else ''}{title[:1].upper()}{title[1:]}\n")
    print("\n".join((report.markdown if options.markdown else report.aligned)(rows)), flush=True)


def conclude(judged: Iterable[Judged]) -> None:
    aimed = [each for each in judged if each.ratio.most is not None]
    missed = [each for each in aimed if not each.ratio.met]
    print(f"\n{len(aimed) - len(missed)} of {len(aimed)} aims are met")
    for posts, work, ratio in missed:
        print(f"missed: {work}, {posts:,} posts: {report.said(ratio)}, aim ≤ {ratio.most:g}")


def introduction(bench: Bench) -> str:
    """What a reader of the table wants to know of it."""
    options = bench.options
    again = f"python tests/benchmarks/peers.py --posts {','.join(map(str, options.posts))} --rounds {options.rounds} --readme"
    told = (
        f"Medians of up to {options.rounds} runs in turn on the same posts, and the most memory. Measured on {readme.today()}: "
        f"{bench.machine}; {versions(bench.peers)}. `{again}` measures it again, and more."
    )
    return textwrap.fill(told, 130, break_on_hyphens=False)


if __name__ == "__main__":
    main()
