"""A made-up blog for benchmarks, always the same for a number of posts, laid out for one generator or another.

    python tests/benchmarks/made.py FOLDER [POSTS] [hugo|jekyll|hexo|nikola]

writes one: posts of 5 KB on average, from a few lines to long ones, with front matter, headings, lists, quotes, tables, links to
other posts, images and code. Each twentieth is a draft, and in each hundredth something is wrong.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

WORDS = (
    "the a of and to in is that it for was on are with as be at one have this from or had by but some what there we "
    "can out other were all your when up use word how said each she which do their time if will way about many then "
    "them would write like so these her long make thing see him two has look more day could go come did my sound no "
    "most number who over know water than call first people may down side been now find any new work part take get "
    "place made live where after back little only round"
).split()


class Layout(NamedTuple):
    """Where a generator wants what. `draft` and `public` are lines of front matter, and `offence` one that is not meant so."""

    posts: str
    drafts: str
    address: str
    static: str
    files: Mapping[str, str]
    public: str = ""
    draft: str = ""
    offence: str = ""


LAYOUTS = {
    "hugo": Layout(
        "content/posts/{slug}.md",
        "content/posts/{slug}.md",
        "/posts/{slug}/",
        "static",
        {"hugo.toml": 'baseURL = "https://example.org/"\ntitle = "T"\n'},
        "draft: false\n",
        "draft: true\n",
        "draft: yes\n",
    ),
    "jekyll": Layout(
        "_posts/{day}-{slug}.md",
        "_drafts/{slug}.md",
        "/{day:%Y/%m/%d}/{slug}.html",
        ".",
        {"_config.yml": "title: T\nurl: https://example.org\n"},
    ),
    "hexo": Layout(
        "source/_posts/{slug}.md",
        "source/_drafts/{slug}.md",
        "/{day:%Y/%m/%d}/{slug}/",
        "source",
        {
            "_config.yml": "title: T\nurl: https://example.org\n",
            "package.json": '{"hexo": {"version": ""}, "dependencies": {"hexo": "*", "hexo-renderer-marked": "*"}}\n',
        },
    ),
    "nikola": Layout(
        "posts/{slug}.md",
        "posts/{slug}.md",
        "/posts/{slug}/",
        "files",
        {
            "conf.py": (
                'BLOG_TITLE = "T"\nSITE_URL = "https://example.org/"\nTIMEZONE = "UTC"\n'
                'POSTS = (("posts/*.md", "posts", "post.tmpl"),)\nPAGES = ()\nCOMPILERS = {"markdown": [".md"]}\n'
            )
        },
        draft="status: draft\n",
    ),
}


def write_site(folder: Path, posts: int, layout: str = "hugo") -> None:
    """A site in the folder, always the same for a number of posts and a layout, and an hour old."""
    chance, kind = random.Random(7), LAYOUTS[layout]
    (folder / kind.static).mkdir(parents=True, exist_ok=True)
    (folder / kind.static / "cup.svg").write_text("<svg/>")
    for name, text in kind.files.items():
        (folder / name).write_text(text)
    for pattern in (kind.posts, kind.drafts):
        (folder / pattern).parent.mkdir(parents=True, exist_ok=True)
    for number in range(posts):
        (folder / path_of(number, layout)).write_text(_post(number, posts, kind, chance))
    age(folder)


def path_of(number: int, layout: str) -> str:
    """The file of a post, relative to its site."""
    kind = LAYOUTS[layout]
    return (kind.drafts if is_draft(number) else kind.posts).format(slug=slug(number), day=_day(number))


def slug(number: int) -> str:
    return f"post-{number:06}"


def is_draft(number: int) -> bool:
    return number % 20 == 3


def age(folder: Path) -> None:
    """Files that have just been written are not trusted by a cache."""
    old = time.time() - 3600
    for path in folder.rglob("*"):
        os.utime(path, (old, old))


def edit(post: Path) -> None:
    """Write one more line of prose into a post."""
    with post.open("a") as file:
        file.write("One more line.\n")


def _day(number: int) -> date:
    return date(2000 + number % 25, number % 12 + 1, number % 28 + 1)


def _post(number: int, posts: int, kind: Layout, chance: random.Random) -> str:
    offence = number % 100 == 99
    state = kind.draft if is_draft(number) else kind.offence if offence else kind.public
    front = (
        f"---\ntitle: {_sentence(chance, 5)} {number}\ndate: {_day(number)}\n{state}"
        f"tags: [tag{number % 7}, other{number % 11}]\ndescription: {_sentence(chance, 9)} {number}\n---\n"
    )
    return front + "\n" + "\n\n".join(_body(number, posts, kind, chance)) + "\n"


def _body(number: int, posts: int, kind: Layout, chance: random.Random) -> Iterator[str]:
    other = min(chance.randrange(posts) // 20 * 20 + 5, posts - 1)  # no draft, which a reader would not find
    name = "no-such-post" if number % 100 == 99 else slug(other)
    address = kind.address.format(slug=name, day=_day(other))
    yield _paragraph(chance)
    yield f"See [the other one]({address}) and ![a cup](/cup.svg)."
    for part in range(chance.choice((1, 2, 4, 4, 6, 10))):
        yield f"## {_sentence(chance, 4)} {number}.{part}"
        yield _paragraph(chance)
        yield chance.choice((_list, _quote, _code, _table, _paragraph))(chance)
        yield _paragraph(chance)


def _list(chance: random.Random) -> str:
    return "\n".join(f"* {_sentence(chance, 8)}, *{_sentence(chance, 2)}*" for _ in range(5))


def _quote(chance: random.Random) -> str:
    return f"> {_sentence(chance, 20)}: **{_sentence(chance, 3)}**, as [they](https://example.com/{chance.randrange(999)}) say."


def _code(chance: random.Random) -> str:
    return "```python\n" + "\n".join(f"print('{_sentence(chance, 4)}')" for _ in range(6)) + "\n```"


def _table(chance: random.Random) -> str:
    rows = (f"| `{chance.choice(WORDS)}` | {_sentence(chance, 5)} |" for _ in range(4))
    return "\n".join(("| word | means |", "|---|---|", *rows))


def _paragraph(chance: random.Random) -> str:
    return " ".join(chance.choices(SENTENCES, k=7))


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize()


SENTENCES = [f"{_sentence(chance, words)}." for chance in [random.Random(5)] for words in (5, 8, 11, 11, 14, 17) * 500]
"""To choose from these is ten times as quick as to make each up."""


if __name__ == "__main__":
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("folder", type=Path)
    wanted.add_argument("posts", type=int, nargs="?", default=1000)
    wanted.add_argument("layout", choices=LAYOUTS, nargs="?", default="hugo")
    asked = wanted.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    write_site(asked.folder, asked.posts, asked.layout)
