"""How well a new post looks like the others: each post is taken out, and scaffolded from all the rest.

    python tests/benchmarks/house_style.py [FOLDER ...]

Without folders: the examples, and the corpus of real posts if it is there. What the owner would type is given: title, date,
slug, the values of the keys, the section, and whether it is a page bundle. Compared are, per site, the share of posts whose

* file name is the same, path and all,
* keys stand in the same order,
* values are quoted alike, every one,
* whole front matter is the same, byte for byte but for blanks at line ends.
"""

from __future__ import annotations

import re
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from postctl import document, drafting, housestyle, patterns
from postctl.errors import PostctlError
from postctl.housestyle.asked import joined
from postctl.housestyle.house import House, usual_key
from postctl.housestyle.learning import words_of
from postctl.housestyle.samples import moment
from postctl.model import Node
from postctl.site import Post, Site
from postctl.store import scan
from postctl.values import replace

REPOSITORY = Path(__file__).parent.parent.parent
CORPUS = REPOSITORY.parent / "shared" / "corpus" / "posts.tar.xz"
MEASURED = ("name", "order", "quotes", "block")


def measured(site: Site) -> Counter[str]:
    """How many posts were tried, and how many of them came out the same in each respect."""
    counts: Counter[str] = Counter()
    for post in site.posts:
        others = tuple(each for each in site.posts if each is not post)
        if post.document.entries and any(each.document.entries for each in others):
            counts["posts"] += 1
            counts.update(_same(replace(site, posts=others), post))
    return counts


def _same(others: Site, post: Post) -> Iterator[str]:
    at = moment(post)
    learnt = housestyle.learn(others, section=post.place.section, near=at)
    house = housestyle.as_bundle(learnt, bundle=post.place.bundle)
    if named(house, post, at) == post.path:
        yield "name"
    front = document.front_matter(post.document)
    keys = house.keys
    for key in front:
        if key not in {style.key for style in keys}:
            keys = joined(keys, usual_key(key, front[key], house.syntax))
    if [style.key for style in keys if style.key in front] == list(front):
        yield "order"
    try:
        written = drafting.written(others, house, keys, front)
    except PostctlError:
        return
    if quotes(written.root) == quotes(post.document.root):
        yield "quotes"
    if block(written) == block(post.document):
        yield "block"


def named(house: House, post: Post, at: datetime | None) -> str:
    words, day = words_of(post, at, named=True)
    pattern = house.draft_file if post.place.drafts and house.draft_file else house.file
    try:
        return patterns.fill(pattern, {**words, "slug": words["name"], "section": ""}, day)
    except PostctlError:
        return ""


def quotes(root: Node) -> dict[str, object]:
    return {
        name.text: value.style if value.kind == "scalar" else [item.style for item in value.items] for name, value in root.pairs
    }


def block(read: document.Document) -> str:
    return re.sub(r"[ \t]+(?=\r?\n|\Z)", "", read.text[read.outer.start : read.body.start])


def report(folders: Iterable[Path]) -> None:
    print(f"{'site':<52}{'posts':>6}" + "".join(f"{name:>8}" for name in MEASURED))
    for folder in folders:
        site = scan.open_site(str(folder))
        counts = measured(site)
        if posts := counts["posts"]:
            shares = "".join(f"{counts[name] / posts:>8.0%}" for name in MEASURED)
            print(f"{folder.name + ' (' + site.generator.name + ')':<52}{posts:>6}{shares}", flush=True)


def main(words: list[str]) -> None:
    if words:
        return report(map(Path, words))
    report(sorted(path for path in (REPOSITORY / "examples").iterdir() if path.is_dir()))
    if not CORPUS.is_file():
        return print(f"no corpus of real posts at {CORPUS}")
    with tempfile.TemporaryDirectory() as unpacked, tarfile.open(CORPUS) as packed:
        packed.extractall(unpacked, filter="data")
        report(sorted(path for path in Path(unpacked).iterdir() if path.is_dir()))
    return None


if __name__ == "__main__":
    main(sys.argv[1:])
