"""Text that a template, a starter or a theme put there, and that nobody has replaced.

`Lorem ipsum dolor sit amet`, `Write your post here.`, the welcome post of a new site, a
title `Untitled` or `{{ title }}` that no template engine ever filled in: readers see it
as it stands, and so do feeds and search engines.

Looked at are title, description and text. Code is left out, so a post about templates
may show what it likes in it. Drafts are left alone until they are published;
`postctl publish` does not let such a text pass.

Replace the text, or take it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from postctl.model import Severity
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import is_draft
from postctl.rules._words import Said, body, unplaced, values
from postctl.site import Post, Site

_SENTENCES = {
    ("ipsum", "lorem"): r"lorem\s+ipsum\s+dolor(?:\s+sit\s+amet)?",
    ("here", "your", "write"): r"write\s+your\s+(?:post|text|story|article|content)\s+here\b",
    ("synopsis", "agile"): r"leverage\s+agile\s+frameworks\s+to\s+provide\s+a\s+robust\s+synopsis",
    ("syntax", "sample"): r"here\s+is\s+a\s+sample\s+of\s+some\s+basic\s+markdown\s+syntax",
}
"""Sentences that tools put into a first post or a new one, by words of theirs, the one that is quickest to miss first."""
_SENTENCES_ABOUT_POSTS = {
    ("_", "_posts", "find"): r"you.{1,7}ll\s+find\s+this\s+post\s+in\s+your\s",
    ("check", "very"): r"this\s+is\s+your\s+very\s+first\s+post\.\s+check\s",
    ("blog", "fake"): r"this\s+is\s+my\s+first\s+post\s+on\s+my\s+new\s+fake\s+blog",
    ("wordpress", "first"): r"welcome\s+to\s+wordpress\.\s+this\s+is\s+your\s+first\s+post",
    ("summary", "very"): r"this\s+is\s+the\s+summary\s+of\s+a\s+very\s+long\s+blog\s+post",
}
"""The same with the word `post` in it."""
_SIGNS = [(words, later(sentence)) for words, sentence in _SENTENCES.items()]
_SIGNS_ABOUT_POSTS = [(words, later(sentence)) for words, sentence in _SENTENCES_ABOUT_POSTS.items()]
"""The same for a text in lower case."""
_STARTERS = later("|".join((*_SENTENCES.values(), *_SENTENCES_ABOUT_POSTS.values())), re.IGNORECASE)
_HINTS_TO_THE_AUTHOR = later(
    r"""^[ \t>*_#\[({<-]*+(?P<words>
        (?:\[?(?:insert|enter|add|put|write|type|paste)\s+(?:your|the|some|a|an)?\s*
           (?:post|text|content|body|story|article|introduction|intro|summary|description|excerpt|title)\s+here)
    |   (?:your|the|post|article|some|main|body)\s+(?:post|text|content|body|story|article|description|summary|title)\s+
           (?:goes\s+)?here
    |   (?:text|content|body|description|summary|title|excerpt)\s+(?:goes\s+)?here
    |   start\s+writing\s+here|write\s+(?:something\s+)?here
    )[ \t.…!*_\])}>-]*$""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_UNFILLED = later(
    r"""\{\{-?\s*+(?:\.?(?:title|name|date|slug|description|summary)\s*+-?|(?:replace\s|\.Name|\.Title|\.Date|\.File)[^{}]*+)\}\}
    |   <%[-=]?\s*+(?:tp\.|title|name|date)[^%]*+%>
    |   \A(?:\{\{[^{}]*+\}\}|\{%[^%]*+%\}|<%[^%]*+%>|\{(?:title|name|date|slug)\}|\$\{?(?:title|name|TITLE)\}?)\Z""",
    re.VERBOSE,
)
_TITLES = later(
    r"""(?:
        untitled(?:[ ](?:post|page|draft|note|document))?
    |   (?:my[ ])?new[ ](?:hugo[ ])?(?:blog[ ])?(?:post|draft|article)|(?:your[ ])?(?:post[ ])?title(?:[ ](?:goes[ ])?here)?
    |   (?:insert[ ])?title[ ]here|placeholder(?:[ ]title)?|tbd|tba
    )(?:[ _-]?\d{1,3})?""",
    re.VERBOSE | re.IGNORECASE,
)
_SUMMARIES = later(
    r"""(?:(?:a|your|the|short|brief|post|page|meta|add|write|insert)[ ]){0,4}
        (?:description|summary|excerpt)(?:[ ](?:goes[ ])?here)?\.?
    |   placeholder|tbd|tba|\.\.\.|…""",
    re.VERBOSE | re.IGNORECASE,
)
_LONGER = 80
"""Both are shorter."""
_ENDS_IN_HERE = later(r"here(?<=\shere)[ \t.…!*_\])}>-]*$", re.MULTILINE)
_FILL_TEXTS = frozenset({"jekyll", "eleventy", "hexo", "cobalt"})
"""Generators that fill in templates in the text of a post: what looks unfilled there may be meant."""


def _check(post: Post, site: Site) -> Iterator[Finding]:
    if is_draft(post):
        return
    if any(True for each in unplaced(post, site) for _ in _in_value(each)):
        yield from (found for each in values(post, site) for found in _in_value(each))
    fills = site.generator.name in _FILL_TEXTS
    if patterns := [each for each in _worth_it(post.document.content) if not (fills and each is _UNFILLED)]:
        yield from _in_body(body(post), patterns)


def _worth_it(text: str) -> list[re.Pattern[str]]:
    """The patterns that may fit a text: for most bodies none, and they need no parsing."""
    low = text.lower()
    found = []
    if _begins(low, _SIGNS) or ("post" in low and _begins(low, _SIGNS_ABOUT_POSTS)):
        found.append(_STARTERS)
    if "here" in low and _ENDS_IN_HERE.search(low):
        found.append(_HINTS_TO_THE_AUTHOR)
    if ("{" in low and "{{" in low) or ("<" in low and "<%" in low):
        found.append(_UNFILLED)
    return found


def _begins(low: str, signs: Iterable[tuple[tuple[str, ...], re.Pattern[str]]]) -> bool:
    """Whether one of the sentences is in a text in lower case."""
    for words, sentence in signs:
        for word in words:  # an inner function would take longer than nearly all of these
            if word not in low:
                break
        else:
            if sentence.search(low):
                return True
    return False


def _in_value(said: Said) -> Iterator[Finding]:
    text = said.text
    whole = (_TITLES if said.key == "title" else _SUMMARIES).fullmatch(text) if len(text) < _LONGER else None
    if ("{" in text or "<" in text or "$" in text) and (found := _UNFILLED.search(text)):
        yield Finding(f"`{said.key}` was never filled in: {_short(found[0])}", said.span(found), f"write the {said.key}")
    elif found := whole or next((match for each in _worth_it(text) if (match := each.search(text))), None):
        yield Finding(f"`{said.key}` is a placeholder: {_short(found[0])}", said.span(found), f"write the {said.key}")


def _in_body(said: Said, patterns: Iterable[re.Pattern[str]]) -> Iterator[Finding]:
    """The first of each kind that readers see: a text of placeholders is one slip, not a hundred."""
    told: set[int] = set()
    for pattern in patterns:
        group = "words" if pattern is _HINTS_TO_THE_AUTHOR else 0
        found = next((each for each in pattern.finditer(said.text) if not said.hides(each)), None)
        if found is not None and found.start(group) not in told:
            told.add(found.start(group))
            what = "a placeholder that was never filled in" if pattern is _UNFILLED else "a placeholder text"
            yield Finding(f"{what}: {_short(found[group])}", said.span(found, group), "write the text, or take it out")


def _short(text: str) -> str:
    return " ".join(text.split())[:60]


_T = "---\ntitle: A\n---\n"

RULE = Rule(
    code="P601",
    severity=Severity.WARNING,
    bodies=True,
    publishing=Severity.ERROR,
    summary="a text that stands where the real one should",
    post=_check,
    bad=(
        Example({"a.md": _T + "Lorem ipsum dolor sit amet, consectetur.\n"}),
        Example({"a.md": _T + "Write your post here.\n"}),
        Example({"a.md": "---\ntitle: Untitled\n---\nText.\n"}),
        Example({"a.md": '---\ntitle: "{{ title }}"\n---\nText.\n'}),
        Example({"content/a.md": '---\ntitle: \'{{ replace .Name "-" " " | title }}\'\n---\nText.\n'}, "hugo"),
        Example({"a.md": "---\ntitle: A\ndescription: Add a short description here\n---\nText.\n"}),
        Example({"a.md": _T + "# One\n\n[Your text here]\n"}),
        Example({"a.md": _T + "# {{title}}\n\nText.\n"}),
    ),
    good=(
        Example({"a.md": _T + "Designers say lorem ipsum, `lorem ipsum dolor sit amet` to be exact.\n"}),
        Example({"a.md": "---\ntitle: A\ndraft: true\n---\nWrite your post here.\n"}),
        Example({"a.md": "---\ntitle: Untitled Goose Game\ndescription: How to write a good description\n---\nText.\n"}),
        Example({"_posts/2026-11-01-a.md": _T + "# {{ title }}\n\nText.\n"}, "jekyll"),
        Example({"a.md": _T + "<!-- Write your post here. -->\nThe buck stops here.\n"}),
    ),
)
