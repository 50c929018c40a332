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
    from postctl.store import reads

    by_path = {each.path: each for each in opened.site.posts}
    path = reads.relative(opened.site.root, words) or ""
    if path in by_path:
        return by_path[path]
    broken = any(each.path == path for each in opened.site.broken)
    try:
        return resolving.one(opened.site, path if broken else words)
    except NotOne as error:
        if not 1 < len(error.candidates) <= MOST_ASKED or not somebody(context):
            raise
        return by_path[_chosen(context, error, opened)]


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
    from postctl.cli import edge

    titles = {each.path: each.title for each in opened.site.posts}
    choices = (f"{number:3}  {path}  {titles[path]}" for number, path in enumerate(error.candidates, 1))
    question = "Which one? Its number, or Enter for none:"
    edge.notes([*error.message.splitlines()[:1], *choices], context.machine)
    answer = line(context, question)
    if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(error.candidates):
        return error.candidates[int(answer) - 1]
    raise NotOne("no post was chosen", error.hint)
