"""The family of validation rules: one module each, `RULE = Rule(...)`.

The module's name is the rule's name, its docstring the manual page (`postctl rule CODE`), its examples the rule's tests.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from postctl.model import Broken, Fix, Ignored, Severity, Span
from postctl.site import NO_STANDARDS, Post, Site, Standards
from postctl.values import NamedTuple, dataclass, field

FAMILIES: Mapping[str, str] = MappingProxyType(
    {
        "P0": "reading",
        "P1": "meaning",
        "P2": "dates",
        "P3": "addresses",
        "P4": "links",
        "P5": "characters",
        "P6": "content",
        "P7": "taxonomy",
        "P8": "style",
        "P9": "asked",
    }
)
"""The families of rules by the beginning of their codes. `style` and `asked` run only where somebody asks for them."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of a file. `span` in the text of the document, or of the `Broken` (`None`: the file as a whole).

    `path` only where the rule looked at more than the one post it was given. `severity` only where it differs from the rule's,
    and `publishing` where it does at the gate of `publish`.
    """

    message: str
    span: Span | None = None
    help: str = ""
    fix: Fix | None = None
    path: str | None = None
    severity: Severity | None = None
    publishing: Severity | None = None


class Unused(NamedTuple):
    """A word of an allowance that has nothing to allow. `known`: a rule is called so. `fix` takes it out."""

    word: str
    known: bool
    span: Span
    fix: Fix | None


@dataclass(frozen=True, slots=True)
class Example:
    """A small site: file texts by path. `generator` names the one it is for, `standards` what its posts are held to.

    A lone surrogate is a byte that is no UTF-8.
    """

    files: Mapping[str, str]
    generator: str = "plain"
    standards: Standards = NO_STANDARDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule. It looks at each post, at each broken or ignored file, or once at the whole site.

    `post` judges a post by itself: by the settings, the standards and the moment of the site, never by its other posts or
    files; `within` judges a post by those. So what `post` found holds as long as the file stays as it is, and what `within` found
    as long as others show the same: what it looks at in the body of another post is a `facts.body_fact`. A rule with `site`
    looks at the posts in no other way. `off`: it runs only where it is asked for, since it is a matter of taste, or takes long.
    `bodies`: it parses the body of any post.

    `sites`, `keys`, `signs` and `beyond_ascii` say where a look at a post by itself, or by others, comes to nothing: that takes
    longer than to see that there is no need for it. `sites(site)`: whether there may be anything to say of the posts of a site.
    `keys`: the front matter has one of these, in whatever letter case. `signs`: one of these stands somewhere in the file, or
    in one of the two. `beyond_ascii`: so does a character that is not in ASCII. With all of them the same is found as without.

    `publishing`: how bad its findings are in a post that is about to be published, where that is worse. `gate` looks at such a
    post only, for what does not matter before or after. `unused` judges the allowances (`<!-- postctl: allow P401 -->`) that
    allow nothing. `bad` examples yield at least one finding of this rule, `good` ones none; both are run as tests.
    """

    code: str
    severity: Severity
    summary: str
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    post: Callable[[Post, Site], Iterable[Finding]] | None = None
    within: Callable[[Post, Site], Iterable[Finding]] | None = None
    broken: Callable[[Broken, Site], Iterable[Finding]] | None = None
    ignored: Callable[[Ignored, Site], Iterable[Finding]] | None = None
    site: Callable[[Site], Iterable[Finding]] | None = None
    gate: Callable[[Post, Site], Iterable[Finding]] | None = None
    unused: Callable[[Unused], Iterable[Finding]] | None = None
    publishing: Severity | None = None
    off: bool = False
    bodies: bool = False
    sites: Callable[[Site], bool] | None = None
    keys: frozenset[str] = frozenset()
    signs: tuple[str, ...] = ()
    beyond_ascii: bool = False
    module: str = field(default="", init=False)

    def __post_init__(self) -> None:
        check = self.post or self.within or self.broken or self.ignored or self.site or self.gate or self.unused
        if check is None:
            raise TypeError(f"rule {self.code} checks nothing")
        object.__setattr__(self, "module", check.__module__)

    @property
    def name(self) -> str:
        """The rule's name as people write it: its module's, with hyphens."""
        return self.module.rpartition(".")[2].replace("_", "-")

    @property
    def family(self) -> str:
        """The family its code belongs to."""
        return FAMILIES.get(self.code[:2], "")

    def answers_to(self, word: str) -> bool:
        """Whether somebody who writes the word means this rule: its code or the beginning of it, its name, its family."""
        return bool(word) and (self.code.startswith(word.upper()) or word.lower() in (self.name, self.family))

    @property
    def manual(self) -> str:
        """The manual page: the docstring of its module."""
        return (sys.modules[self.module].__doc__ or "").strip()
