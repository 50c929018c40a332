"""A word mixes Latin letters with Cyrillic or Greek ones that look the same.

`Сafe` with a Cyrillic С looks right and is another word: a search does not find it, a tag
written so is a tag of its own, and an address or the host of a link leads somewhere else,
which is how fraud is done with names of sites. It happens to everybody who writes in two
alphabets.

Looked at are title, addresses and tags of the front matter, and the hosts of links. Only
letters that cannot be told apart count. `μm`, `kΩ`, words of two scripts with a hyphen
between, and abbreviations with an ending (`PHPшник`) are fine.

Type the letter again on the right keyboard. The fix does it where it is clear which
letters are the strangers.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from unicodedata import name

from postctl.markdown import links
from postctl.model import Edit, Node, Severity, Span
from postctl.regexes import later
from postctl.rules import Example, Finding, Rule
from postctl.rules._characters import ADDRESSES, TERMS, fix, scalars, written
from postctl.site import Post, Site

_CYRILLIC = dict(zip("АВЕКМНОРСТУХІЈЅаеорсухіјѕһԁԛԝ", "ABEKMHOPCTYXIJSaeopcyxijshdqw", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True))
_ALIKE = _CYRILLIC | _GREEK
_BACK = {
    "cyrillic": {latin: letter for letter, latin in _CYRILLIC.items()},
    "greek": {latin: letter for letter, latin in _GREEK.items()},
}
_WORD = later(r"[^\W\d_]+")
_HOST = later(r"[A-Za-z][A-Za-z0-9+.-]*://([^/?#\s]+)")
_STRANGE_HOST = later(r"://[^/\s?#()<>\"']*[^\x00-\x7f]")
_LATIN = later(r"[A-Za-z\u00c0-\u024f]")
_OTHER = later(r"[\u0370-\u03ff\u0400-\u052f\u1f00-\u1fff]")
_LONGEST_RUN = 2


def _check(post: Post, site: Site) -> Iterator[Finding]:
    document = post.document
    if not document.text.isascii():
        if not document.source.isascii():
            for entry, node in scalars(post, site, ("title", *ADDRESSES, *TERMS)):
                yield from _in_value(post, entry.key, node)
        if not document.content.isascii() and _STRANGE_HOST.search(document.content):
            yield from _in_hosts(post)


def _in_value(post: Post, key: str, node: Node) -> Iterator[Finding]:
    if node.text.isascii():
        return
    for found in _WORD.finditer(written(post, node)):
        if (strangers := _strangers(found[0])) is not None:
            at = node.span.start + found.start()
            yield _finding(post, f"`{found[0]}` in `{key}`", found[0], strangers, at)


def _in_hosts(post: Post) -> Iterator[Finding]:
    for link in links(post.document.content):
        host = None if link.target.isascii() else _HOST.match(link.target)
        if host is None:
            continue
        for found in _WORD.finditer(host[1]):
            if (strangers := _strangers(found[0])) is not None:
                at = post.document.base + link.span.start + host.start(1) + found.start()
                yield _finding(post, f"`{found[0]}` in the host of a link", found[0], strangers, at)


def _strangers(word: str) -> dict[int, str] | None:
    """The letters of a word that belong to another script than the rest, by place, with what should stand there.

    `None`: the word is fine. Empty: it is not, but nobody can say which letters are wrong.
    """
    if not (_LATIN.search(word) and _OTHER.search(word)):
        return None
    scripts = [_script(letter) for letter in word]
    others = set(scripts) - {"latin"}
    if len(others) != 1 or "" in others:
        return None
    other = others.pop()
    to_latin = {at: _ALIKE.get(letter, "") for at, letter in enumerate(word) if scripts[at] != "latin"}
    from_latin = {at: _BACK[other].get(letter, "") for at, letter in enumerate(word) if scripts[at] == "latin"}
    choices = [each for each in (to_latin, from_latin) if all(each.values()) and _is_slip(word, scripts, set(each))]
    if not choices:
        return None
    fewest = sorted(choices, key=len)
    return {} if len(fewest) == 2 and len(fewest[0]) == len(fewest[1]) else fewest[0]


def _script(letter: str) -> str:
    if _LATIN.match(letter):
        return "latin"
    script = name(letter, "").partition(" ")[0].lower()
    return script if script in _BACK else ""


def _is_slip(word: str, scripts: list[str], strangers: set[int]) -> bool:
    """Whether the strangers are letters that slipped in, and no abbreviation or name with an ending."""
    if len(strangers) * 2 > len(word):
        return False
    for alien, group in groupby(range(len(word)), key=lambda at: at in strangers):
        run = [*group]
        if alien and (len(run) > _LONGEST_RUN or (len(run) > 1 and _is_capitals(word, run) and not word.isupper())):
            return False
    return True


def _is_capitals(word: str, run: list[int]) -> bool:
    return all(word[at].isupper() for at in run)


def _finding(post: Post, where: str, word: str, strangers: dict[int, str], at: int) -> Finding:
    letters = [*dict.fromkeys(word[place] for place in sorted(strangers))] or [next(x for x in word if _OTHER.match(x))]
    told = ", ".join(f"{letter} is U+{ord(letter):04X} {name(letter)}" for letter in letters)
    edits = (Edit(Span(at + place, at + place + 1), letter) for place, letter in sorted(strangers.items()))
    message = f"{where} mixes letters of two alphabets: {told}"
    help_ = "type the letter again on the right keyboard"
    return Finding(message, Span(at, at + len(word)), help_, fix(post, edits, safe=False))


RULE = Rule(
    code="P503",
    severity=Severity.WARNING,
    summary="a word of letters from two alphabets that look the same",
    post=_check,
    bad=(
        Example({"a.md": "---\ntitle: The \u0421afe by the lake\n---\n"}),
        Example({"a.md": "---\ntitle: A\nslug: p\u0430ypal\n---\n"}),
        Example({"a.md": "---\ntitle: A\ntags: [travel, c\u043effee]\n---\n"}),
        Example({"a.md": "---\ntitle: C\u043b\u043e\u0436\u043d\u043e\u0441\u0442\u044c\n---\n"}),
        Example({"a.md": "---\ntitle: A\n---\n[a](https://ex\u0430mple.org/x)\n"}),
        Example({"content/a.md": '+++\ntitle = "A"\n[taxonomies]\ntags = ["\u039bambda", "\u039cath"]\n+++\n'}, "zola"),
    ),
    good=(
        Example({"a.md": "---\ntitle: CSS-\u0444\u0430\u0439\u043b\nslug: PHP\u0448\u043d\u0438\u043a\n---\n"}),
        Example({"a.md": "---\ntitle: TNF\u03b1\ntags: [\u03bcm, k\u03a9]\n---\n"}),
        Example({"a.md": "---\ntitle: \u0421\u043b\u043e\u0436\u043d\u043e\u0441\u0442\u044c JavaScript\n---\n\u0421afe\n"}),
        Example({"a.md": "---\ntitle: A\n---\n[a](https://\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444/x)\n"}),
    ),
    beyond_ascii=True,
)
