"""A word that is a common misspelling: `recieved`, `langauge`, `seperate`.

Readers stumble over such a word, and a search for the right one does not find the post.
The rule is off unless it is asked for (`--select P901`, or `extend-select` in
postctl.toml), since it asks another program, `typos`, which `pip install
'postctl[spelling]'` installs.

Looked at are the title, the summaries, the tags and the body without its code,
templates, HTML tags, addresses and formulas. `typos` knows misspellings, not all words
there are, so names and terms are seldom among them; and it knows English only. Posts in
another language (`lang: de`, or the language of the site), and paragraphs that do not
read as English, are skipped.

Correct the word. Where only one can have been meant, the finding carries the edit,
marked as unsafe because a dictionary cannot know what you wanted to say. A word that is
right on your site goes into `words` below `[validate]` in postctl.toml; those that
`extend-words` in a typos.toml of the site says are right count as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.model import Edit, Fix, Severity, Span
from postctl.rules import Example, Finding, Rule
from postctl.site import Misspelling, Post, Site, Standards


def _check(post: Post, site: Site) -> Iterator[Finding]:
    for each in site.standards.misspellings.get(post.path, ()):
        if _there(post, each):
            yield Finding(f"{each.word!r} is misspelt", each.span, _help(each), _fix(post, each))


def _there(post: Post, each: Misspelling) -> bool:
    """Whether the word still stands where it was found."""
    start = each.span.start - post.document.base
    return each.word in (post.document.text[slice(*each.span)], post.document.content[max(start, 0) :][: len(each.word)])


def _help(each: Misspelling) -> str:
    words = [repr(word) for word in each.corrections]
    listed = " or ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
    return f"did you mean {listed}?" if words else "write another word"


def _fix(post: Post, each: Misspelling) -> Fix | None:
    """The correction, where it is the only one and can stand in front matter too, whatever its quotes."""
    word = each.corrections[0] if len(each.corrections) == 1 else ""
    in_body = each.span.start >= post.document.base
    return Fix(False, (Edit(each.span, word),)) if word.isalpha() or (word and in_body) else None


def _found(word: str, text: str, path: str, *corrections: str) -> Standards:
    start = text.index(word)
    return Standards(misspellings={path: (Misspelling(Span(start, start + len(word)), word, corrections),)})


_BODY = "---\ntitle: A\n---\nI have recieved a letter.\n"
_TITLE = "---\ntitle: A seperate peace\n---\nText.\n"
_DOUBTFUL = "---\ntitle: A\n---\nThe shop wich sells tea.\n"

RULE = Rule(
    code="P901",
    severity=Severity.WARNING,
    summary="a common misspelling, where a dictionary is asked",
    post=_check,
    off=True,
    bad=(
        Example({"a.md": _BODY}, standards=_found("recieved", _BODY, "a.md", "received")),
        Example({"a.md": _TITLE}, standards=_found("seperate", _TITLE, "a.md", "separate")),
        Example({"content/a.md": _DOUBTFUL}, "hugo", standards=_found("wich", _DOUBTFUL, "content/a.md", "which", "witch")),
    ),
    good=(
        Example({"a.md": "---\ntitle: A\n---\nI have received a letter.\n"}),
        Example(
            {"a.md": "---\ntitle: A\n---\nI have received a letter.\n"}, standards=_found("recieved", _BODY, "a.md", "received")
        ),
    ),
)
