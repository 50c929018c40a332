"""Every fix of every bad example, applied: the file can be read, the finding is gone, nothing else has come or changed."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from sites import site_of

from postctl import linting, registry

RULES = registry.rules()

# What a fix brings to light in another rule's eyes, by the code of the fix and the code that comes, with the reason.
EXPLAINED: dict[tuple[str, str], str] = {
    ("P208", "P803"): "quotes around a date stay, and where the other posts have none P803 is the rule that minds",
}

# Rules whose safe fixes change what front matter says under more keys than they touch, with the reason.
ELSEWHERE: dict[str, str] = {}


def checked(rule, files, generator):
    publishing = bool(rule.gate and not (rule.post or rule.within))
    return linting.check(site_of(files, generator), (rule,), publishing=publishing)


@cache
def _everything(files, generator):
    return Counter((each.path, each.code) for each in linting.check(site_of(dict(files), generator), RULES))


def everything(files, generator):
    """How often each rule speaks of each file."""
    return _everything(tuple(sorted(files.items())), generator)


def applied(files, diagnostic):
    data = files[diagnostic.path]
    for start, end, text in sorted(diagnostic.fix_offsets, reverse=True):
        data = data[:start] + text.encode() + data[end:]
    return {**files, diagnostic.path: data}


def in_bytes(example, *, newline="\n", bom=False):
    """The example's files; `newline` and `bom` as given in those with front matter."""
    files = {}
    for path, text in example.files.items():
        told = text.replace("\r\n", "\n").replace("\n", newline) if path.endswith((".md", ".markdown", ".mdx")) else text
        files[path] = ("\ufeff" * (bom and path.endswith(".md")) + told).encode(errors="surrogateescape")
    return files


CASES = [pytest.param(rule, example, id=f"{rule.code}-{number}") for rule in RULES for number, example in enumerate(rule.bad, 1)]


@pytest.mark.parametrize(("newline", "bom"), [("\n", False), ("\r\n", True)], ids=["lf", "crlf-bom"])
@pytest.mark.parametrize(("rule", "example"), CASES)
def test_u8_a_fix_ends_its_finding_and_nothing_else_happens(rule, example, newline, bom):
    files = in_bytes(example, newline=newline, bom=bom)
    before = everything(files, example.generator)
    found = checked(rule, files, example.generator)
    for finding in found:
        if finding.fix is None:
            continue
        assert finding.fix_offsets
        mended = applied(files, finding)
        site = site_of(mended, example.generator)
        assert finding.path in {each.file for each in site.posts}, "it can be read again"
        left = checked(rule, mended, example.generator)
        assert len(left) < len(found)
        new = everything(mended, example.generator) - before
        assert {(path, code) for path, code in new if (rule.code, code) not in EXPLAINED} == set()
        if finding.fix.safe and is_read(files, finding, example.generator):
            assert changed(site_of(files, example.generator), site, finding) <= touched(files, finding, example.generator)


def is_read(files, finding, generator):
    """Whether its front matter was any before it was mended."""
    return any(post.file == finding.path and post.document.syntax is not None for post in site_of(files, generator).posts)


def changed(before, after, finding):
    """The keys that say something else, and `None` where the text of the post does."""
    if finding.code in ELSEWHERE:
        return set()
    old, new = (next(post for post in site.posts if post.file == finding.path) for site in (before, after))
    keys = {
        key
        for key in {*old.front, *new.front}
        if (old.front.get(key), key in old.front) != (new.front.get(key), key in new.front)
    }
    return keys | ({None} if old.document.content.strip("\r\n \t") != new.document.content.strip("\r\n \t") else set())


def touched(files, finding, generator):
    """The keys whose entries an edit touches, or that it writes."""
    post = next(post for post in site_of(files, generator).posts if post.file == finding.path)
    keys = set()
    for edit in finding.fix.edits:
        if edit.span.end > post.document.body.start:
            keys.add(None)
        for each in post.document.entries:
            start, end = each.name.span.start, max(each.name.span.end, each.value.span.end)
            if edit.span.start <= end and start <= edit.span.end:
                keys |= {each.key, each.key.lower()}
        keys |= {word.strip("\"'.:=,{ \r\n\t") for word in edit.text.replace("=", " ").split()}
    return keys | {key.lower() for key in keys if key}


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_u8_fixes_come_to_an_end(rule, example):
    """Applied until there are none, which is soon: a fix that is offered again would change a post for ever."""
    files = in_bytes(example)
    for _ in range(30):
        fixable = [each for each in checked(rule, files, example.generator) if each.fix is not None]
        if not fixable:
            return
        files = applied(files, fixable[0])
    pytest.fail("there is always one more to apply")
