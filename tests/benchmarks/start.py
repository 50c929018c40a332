"""How much longer postctl takes to start than the barest Typer program that prints one line.

    python tests/benchmarks/start.py

Runs of the programs are interleaved, so that a busy moment of the machine hits all of them; the medians are compared.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 20
REPOSITORY = Path(__file__).parents[2]
BARE = """
import typer
app = typer.Typer()
@app.command()
def main(): print("one line")
app()
"""
PROGRAMS = {
    "a bare Typer program": ["-c", BARE],
    "postctl --help": ["-m", "postctl", "--help"],
    "TAB behind postctl": ["-m", "postctl", "__complete", "zsh", ""],
    "TAB behind postctl rule": ["-m", "postctl", "__complete", "zsh", "", "rule"],
    "TAB behind postctl -C examples/gatsby show": ["-m", "postctl", "__complete", "zsh", "", "-C", "examples/gatsby", "show"],
    "postctl -C examples/gatsby list": ["-m", "postctl", "-C", "examples/gatsby", "list"],
}


def seconds(arguments: list[str], environment: dict[str, str]) -> float:
    """How long one run of Python with `arguments` takes, from outside."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=REPOSITORY, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


def main() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for arguments in PROGRAMS.values():  # compiles the modules and fills the index
        seconds(arguments, environment)
    rounds = [{name: seconds(arguments, environment) for name, arguments in PROGRAMS.items()} for _ in range(ROUNDS)]
    medians = {name: statistics.median(round_[name] for round_ in rounds) for name in PROGRAMS}
    bare = next(iter(medians.values()))
    for name, median in medians.items():
        print(f"{median * 1000:6.0f} ms  {median / bare:5.2f}  {name}")


if __name__ == "__main__":
    main()
