"""Tables of what was measured: for a terminal, or in Markdown."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from aims import Ratio
from running import Cost

Row = Sequence[str]
NUMBER = re.compile(r"[\d.,]+( s| MB)?")


def machine() -> str:
    """Processor, cores, system and Python."""
    processor = _told("/proc/cpuinfo", r"^model name\s*:\s*(.+)$") or platform.processor() or platform.machine()
    system = _told("/etc/os-release", r'^PRETTY_NAME="?([^"\n]+)') or platform.platform(terse=True)
    return f"{processor}, {os.cpu_count()} cores, {system}, Python {platform.python_version()}"


def busy() -> str:
    """That others are at work too, or `''`. What uses several cores comes off worst then."""
    load = os.getloadavg()[0]
    return f", busy with other work (load {load:.1f})" if load > 0.5 else ""


def _told(file: str, pattern: str) -> str:
    found = re.search(pattern, Path(file).read_text(), re.MULTILINE) if Path(file).is_file() else None
    return found[1] if found else ""


def of_size(costs: Mapping[str, Cost], ratios: Mapping[str, Sequence[Ratio]]) -> Iterator[Row]:
    """A row for each work: what it takes, and that beside others."""
    yield "work", "seconds", "cpu", "memory", "ratio", "aim"
    for work, cost in costs.items():
        beside, aimed = ("; ".join(map(tell, ratios[work])) for tell in (said, _aim))
        yield work, seconds(cost.seconds), seconds(cost.processors), memory(cost), beside, aimed


def growth(costs: Mapping[int, Mapping[str, Cost]], times: Mapping[int, Mapping[str, Ratio]]) -> Iterator[Row]:
    """What each work takes at each size, and how many times as long as at the size before."""
    sizes = sorted(costs)
    yield "work", *(f"{size:,}" for size in sizes), "times", "aim"
    for work in dict.fromkeys(work for size in sizes for work in costs[size]):
        found = [times[size].get(work) for size in sizes[1:]]
        yield (
            work,
            *(seconds(costs[size][work].seconds) if work in costs[size] else "" for size in sizes),
            ", ".join(f"{ratio.value:.1f}" if ratio else "?" for ratio in found),
            "; ".join(_aim(ratio) for ratio in found if ratio and ratio.most),
        )


def seconds(number: float) -> str:
    """Three digits that mean something."""
    return f"{number:.{3 if number < 1 else 2 if number < 10 else 1}f} s"


def memory(cost: Cost) -> str:
    return f"{cost.memory:,.0f} MB"


def said(ratio: Ratio) -> str:
    return f"{ratio.value:.2f} of {ratio.of}"


def _aim(ratio: Ratio) -> str:
    return "" if ratio.most is None else f"≤ {ratio.most:g} {'met' if ratio.met else 'MISSED'}"


def aligned(rows: Iterator[Row]) -> Iterator[str]:
    """Lines for a terminal."""
    found = list(rows)
    widths = [max(map(len, column)) for column in zip(*found, strict=True)]
    for row in found:
        cells = zip(row, widths, strict=True)
        yield "  ".join(cell.rjust(width) if NUMBER.fullmatch(cell) else cell.ljust(width) for cell, width in cells).rstrip()


def markdown(rows: Iterator[Row]) -> Iterator[str]:
    """Lines of a Markdown table."""
    head, *rest = rows
    for row in (head, ["---"] * len(head), *rest):
        yield f"| {' | '.join(row)} |" if row[0] != "---" else f"|{'|'.join(row)}|"
