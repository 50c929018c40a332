"""A date is written in another notation than in the other posts, though it could say the same in theirs.

`2026-11-23T10:00:00Z`, `2026-11-23 10:00:00+00:00` and `"2026-11-23T10:00:00Z"` are one moment. Dates that are all written in
one way can be sorted and searched as text, and nobody has to ask whether the difference means something.

The rule speaks where at least five posts, and 80 % of those with the key, write dates in one form, quotes included, and where
this date can be put in that form without losing or inventing anything: the same moment, the same
zone, no time of day where none was given. What cannot be rewritten so is no finding here, and neither is a single date among
ten and more that are written alike, of which P208 tells. The fix is safe where only
the form changes; where quotes come or go it is not, since to some templates a date and a text are two things.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC
from functools import lru_cache

from postctl import dates
from postctl.dates import Written
from postctl.errors import ConfigError
from postctl.facts import fact
from postctl.model import Edit, Entry, Fix, Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import entry
from postctl.rules._forms import odd_dates
from postctl.rules._house import folded, in_syntax, proven, stands_once, unusual
from postctl.site import Post, Site


@fact
def _ways(post: Post, site: Site) -> Mapping[str, str]:
    """The quotes and the form of each date, by its key."""
    found: dict[str, str] = {}
    for date in (post.date, post.updated, post.goes_live, post.expires):
        if date is None or date.moment is None:
            continue
        held = entry(post, site, date.source)
        written = _written(held.value.text) if held is not None and held.value.kind == "scalar" else None
        if held is not None and written is not None and _mark(post, held) is not None:
            found[in_syntax(post, date.source, site)] = f"{_mark(post, held)} {written.form}"
    return found


@lru_cache(maxsize=4096)
def _written(text: str) -> Written | None:
    written = dates.read(text, UTC)
    return written if written.moment is not None and not written.ambiguous and written.form else None


def _mark(post: Post, held: Entry) -> str | None:
    """The quotes that a date stands in (`''`: none); `None` where it is written in several pieces."""
    source, node = post.document.text[slice(*held.value.span)], held.value
    if source == node.text:
        return ""
    return source[0] if source and source[0] in "\"'" and source[1:-1] == node.text and not node.anchored else None


def _check(post: Post, site: Site) -> Iterator[Finding]:
    for thing, way, usual in unusual(post, site, _ways):
        key = thing.partition(":")[2]
        held = entry(post, site, key)
        if held is None or not stands_once(post, site, key) or (post.path, key) in _odd(site):
            continue
        mark, _, form = usual.way.partition(" ")
        text = _in_form(held.value.text, form)
        fix = _fix(post, site, held, f"{mark}{text}{mark}", usual.way, safe=way.startswith(f"{mark} ")) if text else None
        if fix is None:
            continue
        yield Finding(
            f"`{held.key}` is written {_shown(post, held)}, in {usual.most} like {fix.edits[0].text}",
            held.value.span,
            f"write {fix.edits[0].text}",
            fix,
        )


@lru_cache(maxsize=2)
def _odd(site: Site) -> frozenset[tuple[str, str]]:
    """Where P208 speaks."""
    return frozenset((each.post.path, each.date.source) for each in odd_dates(site))


def _shown(post: Post, held: Entry) -> str:
    return post.document.text[slice(*held.value.span)]


def _in_form(text: str, form: str) -> str | None:
    """The same date in another form, if it can be said in it: moment, zone, and whether there is a time of day or a zone."""
    before = _written(text)
    assert before is not None
    assert before.moment is not None
    try:
        new = dates.write(before.moment, form)
    except ConfigError:
        return None
    after = _written(new)
    if after is None or after.moment is None or after.form != form:
        return None
    same = (before.moment, before.moment.utcoffset(), before.date_only, before.offset_written)
    return new if same == (after.moment, after.moment.utcoffset(), after.date_only, after.offset_written) else None


def _fix(post: Post, site: Site, held: Entry, text: str, way: str, *, safe: bool) -> Fix | None:
    key, thing = folded(held.key, site), in_syntax(post, held.key, site)

    def done(after: Post) -> bool:
        return _ways(after, site).get(thing) == way

    return proven(post, site, (Edit(held.value.span, text),), done, safe=safe, but=key)


def _site(form: str, odd: str, *, key: str = "date", folder: str = "") -> dict[str, str]:
    posts = {f"{folder}{n}.md": f"---\ntitle: A\n{key}: {form.format(f'2026-11-0{n}')}\n---\n" for n in range(1, 6)}
    return {**posts, f"{folder}x.md": f"---\ntitle: A\n{key}: {odd}\n---\n"}


RULE = Rule(
    code="P803",
    severity=Severity.INFO,
    summary="a date in another notation than in the other posts, though it could say the same in theirs",
    off=True,
    within=_check,
    bad=(
        Example(_site("{}T10:00:00Z", "2026-11-09 10:00:00 UTC")),
        Example(_site("{} 10:00:00 +0900", "2026-11-09T10:00:00+09:00", folder="_posts/2026-11-01-"), "jekyll"),
        Example(_site('"{}"', "2026-11-09"), "gatsby"),
        Example(_site("{}", "November 9, 2026")),
    ),
    good=(
        Example(_site("{}T10:00:00Z", "2026-11-09")),
        Example(_site("{}T10:00:00Z", "2026-11-09T10:00:00+02:00")),
        Example(_site("{}", "03/04/2026")),
        Example(_site("{} 10:00", "2026-11-09 10:00:30")),
    ),
)
