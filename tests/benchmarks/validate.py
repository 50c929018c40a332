"""How long `postctl validate` takes beside the linters people use today, on the same posts, in one run.

    python tests/benchmarks/validate.py [POSTS] [ROUNDS]

A site of so many posts (1,000 unless said) is made up. rumdl comes from PyPI, markdownlint-cli2 and remark with
remark-lint-frontmatter-schema from npm, into a folder that is thrown away; what cannot be had is left out, with the reason.
Runs are interleaved, medians are compared. The linters of Markdown look at other things than postctl: this says what a check
costs, not what it finds.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from made import Run, age, compared, edit, environment, had, numbers, postctl, write_site

SCHEMA = {"type": "object", "properties": {"title": {"type": "string"}}, "required": ["title"]}


def peers(tools: Path, site: Path) -> dict[str, Run]:
    """The commands of the linters that can be had."""
    found = {}
    if had([sys.executable, "-m", "venv", str(tools / "venv")]) and had([str(tools / "venv/bin/pip"), "install", "-q", "rumdl"]):
        rumdl = str(tools / "venv" / "bin" / "rumdl")
        found["rumdl check --no-cache"] = Run([rumdl, "check", "--no-cache", "content"])
        found["rumdl check, warm"] = Run([rumdl, "check", "content"])
    packages = "markdownlint-cli2 remark-cli remark-frontmatter remark-lint-frontmatter-schema".split()
    if had(["npm", "install", "--silent", "--prefix", str(tools / "npm"), *packages]):
        programs = tools / "npm" / "node_modules" / ".bin"
        found["markdownlint-cli2"] = Run([str(programs / "markdownlint-cli2"), "content/**/*.md"])
        (site / "post.schema.json").write_text(json.dumps(SCHEMA))
        plugins = [str(tools / "npm" / "node_modules" / name) for name in packages[2:]]
        schema = [plugins[1] + "/dist/index.js", {"schemas": {"./post.schema.json": ["**/*.md"]}}]
        (tools / "remark.json").write_text(json.dumps({"plugins": [plugins[0], schema]}))
        options = ["--no-stdout", "--quiet", "--rc-path", str(tools / "remark.json")]
        found["remark, front matter schema"] = Run([str(programs / "remark"), "content", *options])
    return found


def main() -> None:
    posts, rounds = numbers(1000, 5)
    with tempfile.TemporaryDirectory() as folder:
        site, tools = Path(folder, "site"), Path(folder, "tools")
        site.mkdir()
        write_site(site, posts)
        check = postctl("validate", "--format", "concise")
        edited = Path(folder, "edited")
        shutil.copytree(site, edited)
        one = edited / "content" / "posts" / "post-000000.md"
        runs = {
            "postctl validate --no-cache": Run([*check, "--no-cache"]),
            "postctl validate, nothing changed": Run(check),
            "postctl validate, one post changed": Run(check, lambda: edit(one), edited),
        }
        runs |= peers(tools, site)
        age(site)
        age(edited)
        print(f"{posts:,} posts, {rounds} rounds, {os.cpu_count()} cores")
        compared(runs, site, environment(Path(folder)), rounds)


if __name__ == "__main__":
    main()
