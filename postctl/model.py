"""The values that travel through postctl: frozen, standard library only, without behaviour of their own.

Units, everywhere: a `Span` counts code points of the decoded text *without* the byte order mark; lines and columns are
1-based and count code points; byte offsets appear only where a function says so (`Edit` in JSON output).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

from postctl.values import NamedTuple, dataclass

Value: TypeAlias = "None | bool | int | float | str | list[Value] | dict[str, Value]"
"""Front matter data. Dates are text as it was written, whatever the syntax."""

FrontMatter: TypeAlias = Mapping[str, Value]


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


# --- a file -----------------------------------------------------------------------------------------------------------


class Node(NamedTuple):
    """One value of the front matter, as its author wrote it.

    `text` is the content of a scalar after unescaping. `style` is how it is written: `plain single double literal folded
    empty` in YAML; `basic literal multi` for strings, and `bool integer float date null` for bare words of TOML and JSON;
    `flow` or `block` for collections (TOML tables that stand under a `[header]` are `block`; pairs of JSON without braces are
    `bare`, an empty block in a named language is `none`).
    """

    kind: Literal["scalar", "list", "map"]
    span: Span
    style: str
    text: str = ""
    items: tuple[Node, ...] = ()
    pairs: tuple[tuple[Node, Node], ...] = ()
    tag: str | None = None
    anchored: bool = False


class Entry(NamedTuple):
    """A top-level key of the front matter with its value."""

    key: str
    name: Node
    value: Node


Mishap: TypeAlias = Literal["", "encoding", "executable", "foreign", "missing", "oversized", "unclosed"]
"""Why a file is no post, where whoever reads it knows: its bytes are no UTF-8; its front matter is code, is in another language,
is not there, is beyond the limits, or never ends."""


class Problem(NamedTuple):
    """Why a text cannot be read, and where in it (code-point offset). `kind`: which of the known mishaps it is, or `''`."""

    offset: int
    reason: str
    help: str = ""
    kind: Mishap = ""


class Fences(NamedTuple):
    """How a generator finds the front matter block in a file.

    `blank_before`: white space may stand before the opening fence. `dots_close`: a line `...` ends a YAML block.
    `prefix_closes`: any line that *begins* with the fence ends the block, whatever follows. `long`: a fence may be longer
    than three characters. `required`: a file without a block is not a post for this generator. `unopened`: YAML needs no opening
    fence, and JSON without braces may end in `;;;` (Hexo). `languages`: a word behind the fence names the language of the block
    (`---toml`, gray-matter). Each of the two finds the block in a way of its own, and the other rules do not count then.
    `blank_after`: blanks may follow the opening fence. `exact`: a fence is a line of nothing else, blanks and the end of the file
    included (Nikola).
    """

    blank_before: bool = True
    dots_close: bool = True
    prefix_closes: bool = False
    long: bool = False
    required: bool = False
    unopened: bool = False
    languages: bool = False
    blank_after: bool = True
    exact: bool = False


Schema: TypeAlias = Literal["yaml-1.1", "yaml-1.2"]
"""Which words of plain YAML scalars are booleans, nulls and numbers."""


class Broken(NamedTuple):
    """A file that could not be read as a post: a value in the stream, never an exception that ends it.

    `kind`: as the `Problem` says. `text`, `bom`: what the file holds, as a `Document` has it, and `offset` where in it reading
    stopped; no text where it is not UTF-8.
    """

    path: str
    line: int
    column: int
    reason: str
    help: str = ""
    source_line: str = ""
    kind: Mishap = ""
    offset: int = 0
    text: str = ""
    bom: bool = False


class Ignored(NamedTuple):
    """A file that lies among the posts and that the generator silently leaves out; `reason` says why."""

    path: str
    reason: str
    help: str = ""


# --- a post -----------------------------------------------------------------------------------------------------------


class Status(StrEnum):
    """What a reader of the site meets, now."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    EXPIRED = "expired"
    UNLISTED = "unlisted"
    BROKEN = "broken"


class Place(NamedTuple):
    """What the path of a post says to its generator.

    `slug`: from the file name, or the folder's for a page bundle (`bundle`), without a date the generator strips.
    `date`: the date in the name as ISO text, where the generator reads it. `section`: the folder below the content root
    (`''` at the top, `/` between levels). `drafts`: it lies in a folder that makes it a draft. `assets`: the folder beside it
    whose files belong to it (`''`: none), whether it is there or not. `meta`: the path of another file that holds its front
    matter. `kin`: the paths of posts whose front matter has a say in this one, such as its original.
    """

    slug: str
    date: str | None = None
    section: str = ""
    lang: str | None = None
    bundle: bool = False
    drafts: bool = False
    assets: str = ""
    meta: str | None = None
    kin: tuple[str, ...] = ()


class Date(NamedTuple):
    """A date of a post. `text` as written, found under front matter key `source` or in the file name (`source == 'name'`).

    `moment` is aware, in the zone the generator assumes where none is written; `None` if the generator cannot read it, and
    then `problem` says why. `iso` is RFC 3339 without an invented zone. `form` is the pattern it is written in. `sure`:
    the problem is a fact, not a doubt about the generator.
    """

    text: str
    source: str
    moment: datetime | None = None
    iso: str | None = None
    form: str | None = None
    problem: str | None = None
    sure: bool = True


class Verdict(NamedTuple):
    """What the generator makes of the draft marks of a post.

    `hidden` is `Status.DRAFT`, `Status.UNLISTED` or `None` (public as far as the marks go). `reason` is a short phrase that
    quotes what is written (`draft: true`). `key` is the front matter key that decided. `trap`: the author wrote something that
    this generator does not take as meant; a sentence that says what it does instead. `fatal`: its build fails over that.
    `sure`: the sentence is a fact; else it depends on what cannot be known, such as the site's templates. `missing`: the key
    for want of which its build fails, or leaves the post out.
    """

    hidden: Status | None
    reason: str
    key: str | None = None
    trap: str | None = None
    fatal: bool = False
    sure: bool = True
    missing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A post as its generator understands it. `url` begins with `/` (site-relative) or is `None` where it cannot be known.

    `redirects`: further addresses that lead to the post, as its front matter says them.
    """

    title: str
    slug: str
    url: str | None
    verdict: Verdict
    date: Date | None = None
    goes_live: Date | None = None
    updated: Date | None = None
    expires: Date | None = None
    tags: tuple[str, ...] = ()
    lang: str | None = None
    redirects: tuple[str, ...] = ()
    titled: bool = True
    """Whether the title was written by the author (else it was made from the name)."""


class Effective(NamedTuple):
    """Status of a post at a moment, the reason in a phrase, and the moment the status changes by itself."""

    status: Status
    reason: str
    changes_at: datetime | None = None


# --- a site -----------------------------------------------------------------------------------------------------------


class DraftField(NamedTuple):
    """The front matter key (dotted where it stands in a table) that makes a draft, where the owner of the site has named one.

    `draft` and `public`: the values that mean one and the other, the first the one that is written; `()`: no value does, so the
    key is taken out. `default`: what a post is that says neither.
    """

    key: str
    draft: tuple[bool | str, ...] = (True,)
    public: tuple[bool | str, ...] = (False,)
    default: Literal["public", "draft"] = "public"


class Settings(NamedTuple):
    """What the site's static configuration says, in the terms all generators share.

    `posts`, `exclude`: globs relative to the root. `static`: folders whose files stand at the site's root (`''` is the root
    itself). `future`: posts dated in the future are public. `timezone`: IANA name, or `''` where the generator takes UTC.
    `permalink`: the pattern of the URL of posts that say none themselves, where the site's own code decides that and its owner
    has told us (`''`: not). `draft`: the field that makes a draft, where the owner has named one.
    `options`: the parsed configuration itself, for what only its generator knows. `source`: the configuration files read,
    relative to the root.
    """

    posts: tuple[str, ...]
    exclude: tuple[str, ...] = ()
    static: tuple[str, ...] = ("",)
    timezone: str = ""
    future: bool = True
    permalink: str = ""
    draft: DraftField | None = None
    options: Mapping[str, Any] = MappingProxyType({})
    source: tuple[str, ...] = ()


# --- findings ---------------------------------------------------------------------------------------------------------


class Severity(StrEnum):
    """How bad a finding is: an error will not do what the author meant, a warning may not, an info is worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Edit(NamedTuple):
    """Replace `span` of the document's text by `text`."""

    span: Span
    text: str


class Fix(NamedTuple):
    """Edits that end a finding. A safe fix cannot change what the site shows except as the author meant."""

    safe: bool
    edits: tuple[Edit, ...]


class Diagnostic(NamedTuple):
    """A finding. Lines and columns are 1-based code points; the end is exclusive. In reports they stand in the order of `place`.

    `fix_offsets`: the edits of the fix as start, end and text, in bytes of the file. `excerpt`: the text of the line, for people.
    `post`: the path of the post it is about, where that is not the file that is to be mended.
    """

    path: str
    line: int
    column: int
    code: str
    end_line: int
    end_column: int
    name: str
    severity: Severity
    message: str
    help: str = ""
    fix: Fix | None = None
    fix_offsets: tuple[tuple[int, int, str], ...] = ()
    excerpt: str = ""
    post: str = ""

    @property
    def place(self) -> tuple[str, int, int, str, str]:
        """What findings are sorted by."""
        return self.path, self.line, self.column, self.code, self.message


# --- plans and answers ------------------------------------------------------------------------------------------------


class Change(NamedTuple):
    """One step of a plan. `before is None`: a new file; `after is None`: the file goes. `moved_from`: it had that path before.

    `leaves`: a folder above the old path which goes, with those in it on the way, once nothing is in it. Paths are relative to
    the root. Dry run and diff print it, `store.write` does it, the journal remembers it.
    """

    path: str
    before: bytes | None
    after: bytes | None
    moved_from: str | None = None
    leaves: str = ""


class View(NamedTuple):
    """What a command shows, before any format.

    `rows` are records of JSON values; names that begin with `_` are for people and stay out of JSON. `columns` are the
    names a table shows, in order. In JSON the records stand under `key` beside the members of `head`.
    """

    key: str
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]
    head: Mapping[str, Any] = MappingProxyType({})
    summary: str = ""


class Terminal(NamedTuple):
    """What the place of the output can show. `width` in cells; `github`: the text goes to a GitHub Actions log.

    `links`: it opens links (OSC 8); `host`: the machine whose files they lead to. `encoding`: of the characters it takes, by
    Python's name. `dumb`: it has letters, but nothing to draw with.
    """

    width: int = 80
    colour: bool = False
    tty: bool = False
    github: bool = False
    links: bool = False
    host: str = ""
    encoding: str = "utf-8"
    dumb: bool = False


Tick: TypeAlias = "Callable[[int, int], None]"
"""Is told how many posts are done, and how many there are."""


class Outcome(NamedTuple):
    """How a command ended: text for stdout, lines for stderr, exit code, and whether a person gets the text in a pager.

    `exact`: the text is for programs, byte for byte, where it goes neither to a terminal nor to the log of a CI service.
    """

    out: str = ""
    notes: tuple[str, ...] = ()
    code: int = 0
    page: Literal["never", "if long", "always"] = "never"
    exact: bool = False
