"""`python -m postctl` is `postctl`."""

from __future__ import annotations

from postctl.cli import run

if __name__ == "__main__":
    run()
