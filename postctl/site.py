"""What a site is: the contract of a generator, a post read through one, and the site of both."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from postctl.model import Broken, Facts, Fences, FrontMatter, Ignored, Place, Schema, Settings, Span, Value, Verdict
from postctl.values import NamedTuple, dataclass, field

if TYPE_CHECKING:
    from postctl.document import Document, Remove

RELEASE = "postctl_publish_at"
"""The key that makes a draft a scheduled one, where the generator hides no post for its date: when `publish --due` releases it.

It has a name of its own, for a draft with an old date has most often just been begun then, and must never go out by surprise.
A generator whose build fails over keys it does not know may have a table for them (`Generator.spare`): then it stands there.
"""

# --- a post and its site ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Post(Facts):
    """A document read through a generator. `path` is relative to the site's root, with `/`.

    `beside`: the bytes of other files that were read for it, by path. `document` is that of its front matter. `own`: the
    verdict of the generator alone, where a draft field of the site has a say in that of the post. `known`: what else was found
    out of the post by itself, by name (`postctl.facts`).
    """

    path: str
    place: Place
    front: FrontMatter
    document: Document
    beside: Mapping[str, bytes] = field(default_factory=dict, compare=False, repr=False)
    own: Verdict | None = None
    known: dict[str, Any] = field(init=False, default_factory=dict, compare=False, repr=False)

    @property
    def file(self) -> str:
        """The file that holds the front matter: the post's own, or the one beside it."""
        return self.place.meta if self.place.meta is not None and self.document.apart is not None else self.path

    @property
    def waiting(self) -> FrontMatter | None:
        """The front matter, or the table in it, that says when the post is to be released; `None`: none does."""
        if RELEASE in self.front:
            return self.front
        return next((table for table in self.front.values() if isinstance(table, dict) and RELEASE in table), None)

    @property
    def raw(self) -> str:
        """The text of its files, in one: for who looks for something in many posts, and parses those that have it."""
        apart = self.document.apart
        return self.document.text + (apart.text if apart is not None else "")


class Misspelling(NamedTuple):
    """A word of a post that no dictionary has. `span` in the document's text; `corrections`: what may have been meant."""

    span: Span
    word: str
    corrections: tuple[str, ...]


class Standards(NamedTuple):
    """What posts are held to beyond their generator, as the owner of the site has said or a command has found out.

    `tags`: the only ones allowed (`()`: any). `schema`: a JSON Schema of the front matter, `schema_source` its file.
    `misspellings`: by path, where somebody has looked for them. `built`: the paths of the files of the generated site, and
    `built_text` the text of one of them (`None` where it cannot be read).
    """

    tags: tuple[str, ...] = ()
    schema: Mapping[str, Any] | None = None
    schema_source: str = ""
    misspellings: Mapping[str, tuple[Misspelling, ...]] = MappingProxyType({})
    built: frozenset[str] | None = None
    built_text: Callable[[str], str | None] = lambda path: None


NO_STANDARDS = Standards()


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """Everything verbs and rules may look at. `files`: relative paths of all files; `at`: the moment taken as now.

    Sites are equal only to themselves, so that what costs a look at all posts can be kept for one.
    """

    root: str
    generator: Generator
    settings: Settings
    at: datetime
    files: frozenset[str]
    posts: tuple[Post, ...]
    broken: tuple[Broken, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    standards: Standards = NO_STANDARDS


# --- the contract of a generator ------------------------------------------------------------------------------------------


class Folder(NamedTuple):
    """A folder as detection sees it: the relative paths of all files (with `/`), and a way to read a small one as text.

    `read` returns `None` for a file that is not there or not UTF-8 text. `given`: settings of the generator, by its own names,
    that the owner has written into `postctl.toml`; they go before what its configuration says.
    """

    files: frozenset[str]
    read: Callable[[str], str | None]
    given: Mapping[str, Any] = MappingProxyType({})


class Evidence(NamedTuple):
    """Why a folder is a site of this generator. `score`: 100 its own configuration, 50 its layout, 10 a guess."""

    score: int
    reason: str


class Source(NamedTuple):
    """What a generator reads a post from: path, what the path says, resolved front matter, settings.

    Keys of `front` are lower-cased if the generator folds case (`fold_keys`). `body` is the text after the front matter, for a
    generator that looks at it (`reads_body`).
    `quoted`: the keys whose value stands in quotes (dotted for those in a table), where that makes a difference. `syntax`: the
    name of the syntax the front matter is written in, `''` where there is none. `kin`: the front matter of the posts that
    `place.kin` names, by path.
    """

    path: str
    place: Place
    front: FrontMatter
    settings: Settings
    body: str = ""
    quoted: frozenset[str] = frozenset()
    syntax: str = ""
    kin: Mapping[str, FrontMatter] = MappingProxyType({})


class Toggle(NamedTuple):
    """What makes a post public, or a draft, in this generator: front matter keys to set or to remove, and the path to move to.

    `move_to is None`: it stays where it is. An empty toggle: it is so already, or it cannot be done in this generator.
    """

    values: Mapping[str, Value | Remove]
    move_to: str | None = None


class Template(NamedTuple):
    """A new post where the site has none to learn from: file name pattern, and keys in order.

    String values are patterns (`postctl.patterns`); `written` gives the source text of a value by key where it matters
    (`'"{}"'` puts it in double quotes, `'{}'` leaves it plain).
    """

    file: str
    front: Mapping[str, Value]
    written: Mapping[str, str]
    syntax: str = "yaml"


class Archetype(NamedTuple):
    """The generator's own template for new posts, where a site has one: front matter as in `Template`, and the text below it.

    Only placeholders are understood. `left_out`: keys whose values are code; `source`: the file it stands in. `beside`: the paths
    of further files, which a new post of this kind has in its folder too.
    """

    front: Mapping[str, Value]
    written: Mapping[str, str]
    syntax: str = "yaml"
    body: str = ""
    source: str = ""
    left_out: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


def no_guess(folder: Folder) -> Evidence | None:
    """Of a generator whose posts say nothing of it."""
    return None


def no_archetype(folder: Folder, settings: Settings, section: str) -> Archetype | None:
    """Of a generator without templates for new posts."""
    return None


def open_to_all(path: str, settings: Settings) -> str | None:
    """Of a generator whose posts may have keys it does not know."""
    return None


def no_kinds(folder: Folder, settings: Settings) -> Mapping[str, Archetype | None]:
    """Of a generator without kinds of posts."""
    return {}


def same_settings(settings: Settings, files: Mapping[str, str]) -> Settings:
    """Of a generator whose settings do not depend on which files there are."""
    return settings


class Languages(NamedTuple):
    """How a generator has one post in several languages.

    * `declared(settings)`: the codes of the site's languages, the usual one first; `()` where it does not say.
    * `usual(settings)`: the language of a post that names none, where that is not the first of those.
    * `path(path, lang, settings)`: where the post that lies at a path lies in another language; `None` where its path says
      nothing of that.
    * `key`: the front matter key that names the language; `''` where only the path does.
    * `tie`: the key whose value all translations of a post share; `''` where their paths tie them, or nothing does.
    * `mark`: what stands before the code in a file name, where no post of the site shows it.
    """

    declared: Callable[[Settings], tuple[str, ...]] = lambda settings: ()
    usual: Callable[[Settings], str | None] = lambda settings: None
    path: Callable[[str, str, Settings], str | None] = lambda path, lang, settings: None
    key: str = "lang"
    tie: str = ""
    mark: str = ""


def usual_language(site: Site) -> str | None:
    """The language of a post that names none, as far as the site says."""
    languages = site.generator.languages
    return languages.usual(site.settings) or next(iter(languages.declared(site.settings)), None)


Taxonomy: TypeAlias = Literal["list", "hierarchy", "one", "commas", "words"]
"""How the terms of a taxonomy are written: a list, a list whose order is a path (Hexo's categories), one term, or one text with
commas or blanks between the terms. Where a list is wanted, a lone term may be text."""


class Allowed(NamedTuple):
    """The only terms that a taxonomy may have. `source`: where they are listed; `fatal`: the build ends over any other."""

    names: frozenset[str]
    source: str
    fatal: bool = False


def any_terms(path: str, key: str, settings: Settings) -> Allowed | None:
    """Of a generator whose posts may have any terms."""
    return None


def no_mark(path: str, front: FrontMatter, settings: Settings) -> str | None:
    """Of a generator that cannot say how the mark looks where the excerpt ends."""
    return None


class Notation(NamedTuple):
    """A way to name posts that is the generator's own, such as `{% post_url 2020-01-01-a %}` or `@/blog/a.md`.

    * `pattern` is a regular expression; its group `name` is the name. `where`: it begins the target of a link, stands in prose,
      or anywhere, for what runs before Markdown does (in code too). Targets are decoded as URLs are, the rest is if `encoded`.
    * `names(post)`: all names of a post, each in a place of its own in the order (`''`: it has none of that kind). Those that
      begin with `/` are paths from the root; others count only as they are. Where two posts could be meant, a name of an earlier
      kind goes before; of one kind they mean neither.
    * `files(path)`: the same for a file that is no post. `scope(post)`: names lead only to posts of the same scope (language).
    * `folder(post, name)`: the folder from which a name may count that is written in a post; `None`: only from the root.
    * `fold(name)`: what of a name counts, such as its lower case. `strict`: the build ends over a name that nobody has.
    """

    pattern: str
    names: Callable[[Post], tuple[str, ...]]
    where: Literal["target", "prose", "anywhere"] = "target"
    files: Callable[[str], tuple[str, ...]] | None = None
    folder: Callable[[Post, str], str | None] | None = None
    fold: Callable[[str], str] = str
    scope: Callable[[Post], str] | None = None
    encoded: bool = False
    strict: bool = False


class References(NamedTuple):
    """How posts of a site name each other besides by path and address.

    `home`: a regular expression of what may stand before an address from the root of the site (`https://example.org`); `''`:
    nothing is known. `roots`: folders from which paths that begin with `/` may count, beside the root. `raw`: a regular
    expression of parts in which no tag counts. `base`: what stands before the URL of a post when it is public, such as
    `https://example.org`, without a `/` at its end; `''`: nothing is known.
    """

    home: str = ""
    notations: tuple[Notation, ...] = ()
    roots: tuple[str, ...] = ()
    raw: str = ""
    base: str = ""


def no_references(settings: Settings) -> References:
    """Of a generator that has nothing but paths and addresses."""
    return References()


class Generator(NamedTuple):
    """Everything postctl knows of a site generator.

    * `name` is the word in `postctl.toml`, `title` the name people know.
    * `unique_keys`: a key that stands twice in YAML ends its build.
    * `configs`: names of its own configuration files at the site's root.
    * `syntaxes`: front matter syntaxes it reads, in the order tried; `fences` and `schema`: how it reads them.
    * `fold_keys`: front matter keys are case-insensitive.
    * `detect(folder)`: evidence, or `None`; `guess(folder)`: evidence from posts, which are read only where no other is strong.
    * `settings(folder)`: its static configuration; never runs code.
    * `place(path, settings)`: `Place` of a post, `Ignored` for a file among the posts that it skips silently, `None` for
      what is no post (a section page, an asset).
    * `facts(source)`: title, slug, URL, dates, tags and the draft verdict. `reads_body`: for these it looks at the text, too.
    * `toggle(post, public, settings, date)`: how to publish (`public=True`) or unpublish; `date` is the date it is to have
      (aware; its day names dated files).
    * `conventions`: keys, in lower case, that its facts take for draft marks only because most sites do; they mean nothing where
      the owner has named the one that counts.
    * `slug(title)`: the slug it would make of a title. `keys`: front matter keys that have a meaning for it, in its own case.
    * `date_key`, `date_form`: where and in which form (`postctl.dates`) it wants the date of a post.
    * `redirects`: the key (dotted where it stands in a table) that lists addresses which lead to the post; `''` for none.
    * `redirector`: the plugin that `redirects` needs to have an effect; without such a key what makes redirects instead.
    * `taxonomies`: keys (dotted too) of the terms a post is filed under, and how they are written there.
    * `fold_terms`: terms that differ in letter case only are one.
    * `allowed(path, key, settings)`: the only terms that the post there may have under the key of a taxonomy; `None`: any.
    * `archetype(folder, settings, section)`: the site's own template for new posts of a section, or `None`.
    * `slug_in(title, settings)`: the slug where the settings of the site have a say in it; `None`: they have none.
    * `spare`: the table that may hold keys it does not know, where it takes none elsewhere; `''` for none.
    * `closed(path, settings)`: a sentence that says why its build fails over a key it does not know in the post there; `None`: it
      does not.
    * `languages`: how it has a post in several languages. `kinds(folder, settings)`: the site's own templates for kinds of
      posts by name, `None` for one that cannot be read.
    * `with_files(settings, files)`: the settings once files have other paths, new ones by old ones; a new file is its own.
    * `more`: a regular expression (`^` is a line's beginning) for the mark where the excerpt ends; `''` for none.
    * `more_mark(path, front, settings)`: that mark as it is written in the post there; `None` where that is not certain.
    * `references(settings)`: how posts name each other in ways of its own.
    """

    name: str
    title: str
    syntaxes: tuple[str, ...]
    fences: Fences
    schema: Schema
    detect: Callable[[Folder], Evidence | None]
    settings: Callable[[Folder], Settings]
    place: Callable[[str, Settings], Place | Ignored | None]
    facts: Callable[[Source], Facts]
    toggle: Callable[[Post, bool, Settings, datetime], Toggle]
    slug: Callable[[str], str]
    template: Template
    keys: frozenset[str]
    guess: Callable[[Folder], Evidence | None] = no_guess
    configs: tuple[str, ...] = ()
    unique_keys: bool = False
    reads_body: bool = False
    conventions: frozenset[str] = frozenset()
    date_key: str = "date"
    date_form: str = "YYYY-MM-DD"
    fold_keys: bool = False
    redirects: str = ""
    redirector: str = ""
    taxonomies: Mapping[str, Taxonomy] = MappingProxyType({"tags": "list"})
    more: str = ""
    more_mark: Callable[[str, FrontMatter, Settings], str | None] = no_mark
    fold_terms: bool = False
    allowed: Callable[[str, str, Settings], Allowed | None] = any_terms
    archetype: Callable[[Folder, Settings, str], Archetype | None] = no_archetype
    slug_in: Callable[[str, Settings], str] | None = None
    closed: Callable[[str, Settings], str | None] = open_to_all
    spare: str = ""
    references: Callable[[Settings], References] = no_references
    with_files: Callable[[Settings, Mapping[str, str]], Settings] = same_settings
    languages: Languages = Languages()
    kinds: Callable[[Folder, Settings], Mapping[str, Archetype | None]] = no_kinds
