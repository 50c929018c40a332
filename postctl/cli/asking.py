"""Which post is meant: found by the words, or asked for where a person is there to answer."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from postctl.errors import NotOne

if TYPE_CHECKING:
    from postctl.cli.options import Context
    from postctl.site import Post
    from postctl.store.scan import Opened

MOST_ASKED = 10


def post(context: Context, opened: Opened, words: str) -> Post:
    """The one post that `words` mean; a path counts from the current folder first.

    Where several could be meant and a person is at the terminal, they choose by number. Raises `NotOne`.
    """
    from postctl import resolving

    try:
        return resolving.one(opened.site, words, here(opened, words))
    except NotOne as error:
        if not 1 < len(error.candidates) <= MOST_ASKED or not somebody(context):
            raise
        by_path = {each.path: each for each in opened.site.posts}
        return by_path[_chosen(context, error, opened)]


def file(context: Context, opened: Opened, words: str) -> str:
    """The path of the one file that `words` mean, whether it can be read as a post or not."""
    from postctl import resolving

    broken = resolving.broken(opened.site, words, here(opened, words))
    skipped = next((each for each in opened.site.ignored if each.path in (words, here(opened, words))), None)
    if skipped is not None:
        return skipped.path
    try:
        return post(context, opened, words).path
    except NotOne as error:
        if broken is None or error.candidates:
            raise
        return broken.path


def here(opened: Opened, words: str) -> str | None:
    """The words as a path from the current folder, relative to the root; `None` where they lead out of it."""
    from postctl.store import reads

    return reads.relative(opened.site.root, words) if words and "\0" not in words else None


def somebody(context: Context) -> bool:
    """Whether a person is there to answer."""
    machine = context.machine
    return machine.stdin_tty and machine.stderr_tty and not context.no_input


def line(context: Context, question: str) -> str:
    """A line in answer to a question, without blanks around it. Asked on stderr, so that stdout keeps to the answer."""
    from postctl.cli import edge

    edge.notes([question], context.machine)
    return sys.stdin.readline().strip()


def _chosen(context: Context, error: NotOne, opened: Opened) -> str:
    """No number, or none that fits, is a "no"."""
    from postctl import resolving
    from postctl.cli import edge

    by_path = {each.path: each for each in opened.site.posts}
    lines = resolving.candidates(opened.site, (by_path[path] for path in error.candidates))
    choices = (f"{number:3}  {line}" for number, line in enumerate(lines, 1))
    question = "Which one? Its number, or Enter for none:"
    edge.notes([*error.message.splitlines()[:1], *choices], context.machine)
    answer = line(context, question)
    if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(error.candidates):
        return error.candidates[int(answer) - 1]
    raise NotOne("no post was chosen", error.hint)
