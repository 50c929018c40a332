"""Apply the fixes of findings, pass by pass, and keep only those after which nothing is worse.

The site as it would be is read again and checked again after each pass. A fix is dropped where its finding stays, where a file
gets a finding it did not have, or where it reaches beyond what it is about; then the file is as if nobody had tried. Where a
file that nobody touched gets one, the fixes are tried by halves, so that only those to blame are dropped.

A file that cannot be read has but one finding. Once it can be, whatever it has always had comes to light, in other files too (two
posts with one title): that is no reason to leave it as it is.
"""

from __future__ import annotations

import codecs
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import TypeAlias

from postctl import document, reading
from postctl.model import Broken, Change, Diagnostic
from postctl.site import Post, Site
from postctl.values import NamedTuple, dataclass, field, replace

PASSES = 20
"""Each pass applies all fixes that do not overlap; what is left after so many does not come to rest."""

CHECKS = 60
"""So often the whole site is checked again at most."""

Check: TypeAlias = Callable[[Site], Sequence[Diagnostic]]


class Fixed(NamedTuple):
    """The files as they will be, how often which rule's finding was mended in each, the site then, and what is left to say."""

    changes: tuple[Change, ...]
    counts: Mapping[str, Counter[str]]
    site: Site
    left: Sequence[Diagnostic]


def fixed(
    site: Site,
    found: Sequence[Diagnostic],
    check: Check,
    *,
    unsafe: bool,
    among: Callable[[str], bool],
    twins: Mapping[str, str] = MappingProxyType({}),
) -> Fixed:
    """The plan that mends what the findings know to mend: safe fixes, with `unsafe` the others too.

    `found`: what `check` says of the site; only files that `among` takes are touched. `twins`: the paths of files that are mended
    under another path, since one is a link to the other, and that path.
    """
    work = _Work(site, list(found), check, twins)
    for _ in range(PASSES):
        picked = work.pick(unsafe=unsafe, among=among) or work.pick_again(unsafe=unsafe, among=among)
        if not picked:
            break
        work.attempt(picked)
    changes = (Change(path, work.original[path], data) for path, data in sorted(work.now.items()) if data != work.original[path])
    return Fixed(tuple(changes), work.counts, work.site, work.left())


_Picked: TypeAlias = "dict[str, list[Diagnostic]]"
_Key: TypeAlias = "tuple[str, str, str]"


@dataclass(slots=True)
class _Work:
    """The state between passes. `careful`: files whose fixes are tried one by one; `refused`: fixes that made something worse."""

    site: Site
    found: Sequence[Diagnostic]
    check: Check
    twins: Mapping[str, str]
    original: dict[str, bytes] = field(default_factory=dict)
    now: dict[str, bytes] = field(default_factory=dict)
    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    careful: set[str] = field(default_factory=set)
    refused: set[_Key] = field(default_factory=set)
    refused_of: Site | None = None
    checks: int = 0

    def pick(self, *, unsafe: bool, among: Callable[[str], bool]) -> _Picked:
        """The findings to mend now, by file: those whose edits do not overlap, the first of two that do.

        What cannot be read comes first, by itself: what it says of the other posts is not known before.
        """
        unread = _unread(self.site)
        meant = [each for each in self.found if among(each.post or each.path) and self._is_open(each, unsafe=unsafe)]
        return self._apart([each for each in meant if each.path in unread]) or self._apart(meant)

    def pick_again(self, *, unsafe: bool, among: Callable[[str], bool]) -> _Picked:
        """What was refused, once the site is another one than it was then."""
        if not self.refused or self.refused_of is self.site:
            return {}
        self.refused.clear()
        return self.pick(unsafe=unsafe, among=among)

    def _is_open(self, each: Diagnostic, *, unsafe: bool) -> bool:
        fixable = each.fix is not None and (each.fix.safe or unsafe) and bool(each.fix_offsets)
        return fixable and each.path not in self.twins and _key(each) not in self.refused

    def _apart(self, found: Sequence[Diagnostic]) -> _Picked:
        picked: _Picked = defaultdict(list)
        taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for each in found:
            if each.path in self.careful and picked.get(each.path):
                continue
            spans = [(start, end) for start, end, _ in each.fix_offsets]
            if any(_overlap(span, other) for span in spans for other in taken[each.path]):
                continue
            taken[each.path] += spans
            picked[each.path].append(each)
        return picked

    def attempt(self, picked: _Picked) -> None:
        """Apply what was picked, and take back what made something worse."""
        texts = {path: _applied(self._bytes(path), group) for path, group in picked.items()}
        sane = {path: data for path, data in texts.items() if self._is_sane(path, data, picked[path])}
        self._refuse(picked, picked.keys() - sane.keys())
        if not sane or self.checks >= CHECKS:
            self._refuse(picked, sane.keys())
            return
        after, tried = self._reread(sane), {path: picked[path] for path in sane}
        found = self.check(after)
        self.checks += 1
        worse, beyond = self._worse(after, found, tried)
        if beyond and len(tried) > 1:
            self._by_halves(tried)
        elif worse or beyond:
            self._refuse(picked, worse or tried.keys())
            self.attempt({path: group for path, group in tried.items() if path not in worse} if worse else {})
        else:
            self.site, self.found = after, found
            self.now |= sane
            for path, group in tried.items():
                self.counts[path].update(each.code for each in group)

    def _reread(self, texts: Mapping[str, bytes]) -> Site:
        return reread(self.site, {**texts, **{path: texts[one] for path, one in self.twins.items() if one in texts}})

    def left(self) -> Sequence[Diagnostic]:
        """What is still found, without the fixes that are not made."""
        return [each._replace(fix=None, fix_offsets=()) if _key(each) in self.refused else each for each in self.found]

    def _by_halves(self, picked: _Picked) -> None:
        paths = sorted(picked)
        for half in (paths[: len(paths) // 2], paths[len(paths) // 2 :]):
            self.attempt({path: picked[path] for path in half})

    def _refuse(self, picked: _Picked, paths: Collection[str]) -> None:
        for path in paths:
            if len(picked[path]) == 1:
                self.refused.add(_key(picked[path][0]))
                self.refused_of = self.site
            self.careful.add(path)

    def _worse(self, site: Site, found: Sequence[Diagnostic], picked: _Picked) -> tuple[set[str], bool]:
        """The files whose fixes brought a finding, or did not end theirs; and whether another file has one more."""
        before, after = _tally(self.found), _tally(found)
        unread, read = _unread(self.site), {each.path for each in site.posts} - _unread(site)
        stays = {path for path, group in picked.items() for each in group if after[path, each.code] >= before[path, each.code]}
        if picked.keys() <= unread and picked.keys() & read:
            return stays | (picked.keys() - read), False
        grown = {path for (path, code), count in after.items() if count > before[path, code]}
        return (grown & picked.keys()) | stays, bool(grown - picked.keys())

    def _bytes(self, path: str) -> bytes:
        if path not in self.original:
            self.original[path] = self.now[path] = _written(self.site, path)
        return self.now[path]

    def _is_sane(self, path: str, data: bytes, group: Sequence[Diagnostic]) -> bool:
        """Whether what was readable stays so, and of text and front matter the one that the edits are not in.

        A safe fix also keeps the address of the post.
        """
        post = _by_file(self.site).get(path)
        if not isinstance(post, Post):
            return True
        after = _reread(self.site, post, {path: data})
        if not isinstance(after, Post):
            return False
        if post.document.syntax is None and after.document.syntax is not None:
            return True  # its front matter was text before, and is now read
        first = min(start for each in group for start, _, _ in each.fix_offsets)
        last = max(end for each in group for _, end, _ in each.fix_offsets)
        body = len(document.encoded(post.document)) - len(post.document.content.encode()) if post.file == path else 0
        if post.document.apart is not None:
            return after.front == post.front if path == post.path else after.document.content == post.document.content
        if after.url != post.url and all(each.fix is not None and each.fix.safe for each in group):
            return False
        if first >= body:
            return after.front == post.front
        return last > body or after.document.content == post.document.content


def _key(each: Diagnostic) -> _Key:
    return each.path, each.code, each.excerpt


def _unread(site: Site) -> set[str]:
    """The files without front matter that can be read."""
    return {each.path for each in site.broken} | {post.path for post in site.posts if post.document.syntax is None}


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two ranges share a byte, or an end where something is put in: there the order would be a guess."""
    return one[0] <= other[1] and other[0] <= one[1]


def _applied(data: bytes, group: Iterable[Diagnostic]) -> bytes:
    """The bytes with the edits of all fixes, the last first."""
    for start, end, text in sorted((edit for each in group for edit in each.fix_offsets), reverse=True):
        data = data[:start] + text.encode() + data[end:]
    return data


def _tally(found: Iterable[Diagnostic]) -> Counter[tuple[str, str]]:
    return Counter((each.path, each.code) for each in found)


def _written(site: Site, path: str) -> bytes:
    """The bytes of a file as it was read: of a post, of its front matter, or of what could not be read as one."""
    found = _by_file(site)[path]
    if isinstance(found, Broken):
        return (codecs.BOM_UTF8 if found.bom else b"") + found.text.encode()
    apart = found.document.apart
    return document.encoded(found.document if apart is None or path == found.file else apart)


@lru_cache(maxsize=4)
def _by_file(site: Site) -> Mapping[str, Post | Broken]:
    """What there is in each file."""
    posts = {path: post for post in site.posts for path in (post.file, post.path)}
    return {**{each.path: each for each in site.broken}, **posts}


# --- the site as it will be -------------------------------------------------------------------------------------------------


def reread(site: Site, texts: Mapping[str, bytes]) -> Site:
    """The site with other bytes in some of its files."""
    if not texts:
        return site
    before: tuple[Post | Broken, ...] = (*site.posts, *site.broken)
    results = [_reread(site, each, texts) for each in before]
    posts = tuple(sorted((each for each in results if isinstance(each, Post)), key=lambda post: post.path))
    return replace(site, posts=posts, broken=tuple(each for each in results if isinstance(each, Broken)))


def _reread(site: Site, each: Post | Broken, texts: Mapping[str, bytes]) -> Post | Broken | None:
    """A post read again, where it or a file it was read with has changed."""
    if isinstance(each, Broken):
        if each.path not in texts:
            return each
        result = reading.read(each.path, texts[each.path], site.generator, site.settings, texts.get)
        return result if isinstance(result, Post | Broken) else each
    if not _files(each) & texts.keys():
        return each
    beside = {**each.beside, **{path: data for path, data in texts.items() if path in each.beside}}
    own = texts.get(each.path) or document.encoded(each.document if each.document.apart is None else each.document.apart)
    result = reading.read(each.path, own, site.generator, site.settings, beside.get)
    return result if isinstance(result, Post | Broken) else None


def _files(post: Post) -> set[str]:
    return {post.path, *post.beside}


def summary(counts: Mapping[str, Counter[str]], *, written: bool) -> Iterator[str]:
    """A line for each file, with what is mended in it; then one for all."""
    for path, codes in sorted(counts.items()):
        named = (code if number == 1 else f"{code} ({number} times)" for code, number in sorted(codes.items()))
        yield f"{path}: {', '.join(named)}"
    total, files = sum(each.total() for each in counts.values()), len(counts)
    if total:
        done = "fixed" if written else "to fix"
        yield f"{total} finding{'' if total == 1 else 's'} {done} in {files} file{'' if files == 1 else 's'}"
