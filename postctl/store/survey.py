"""What can be seen of a site without reading its posts: where it begins, all its files, whose it is, and its settings.

Nothing here writes, besides what is remembered of it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable

from postctl import config, detection, globs, registry
from postctl.config import Config
from postctl.detection import CERTAIN, Detected
from postctl.errors import ConfigError, UsageError
from postctl.model import Place, Settings
from postctl.site import Evidence, Folder, Generator
from postctl.store import roots
from postctl.store._looks import Known, Looks
from postctl.values import NamedTuple


class Survey(NamedTuple):
    """A site before its posts are read. `name` is that of its generator; `notices` are lines for stderr.

    `partial`: something in it could not be read. `detected`: every generator the folder may be a site of, the strongest evidence
    first; `below`: the sites in folders below it, and `inside` those of them (with a slash) that its globs would take for its
    own. `outside`: files that were asked for and are not among those of the site.
    """

    root: str
    files: frozenset[str]
    config: Config
    name: str
    settings: Settings
    evidence: Evidence
    notices: tuple[str, ...] = ()
    partial: bool = False
    detected: tuple[Detected, ...] = ()
    below: tuple[Detected, ...] = ()
    inside: tuple[str, ...] = ()
    outside: frozenset[str] = frozenset()

    @property
    def generator(self) -> Generator:
        """Whose site it is."""
        return registry.generator(self.name)


def surveyed(root: str, config_file: str | None = None, home: str | None = None) -> Survey:
    """Find the site that `root` lies in, and what it is. `home`: postctl's cache folder, where that is remembered.

    Where it lies in none, and all posts below it are of one site in a folder, as in many a repository, it is that one. Raises
    `UsageError` for a folder that is not there, `ConfigError` for a configuration that cannot be read.
    """
    if not os.path.isdir(root):
        raise UsageError(f"no folder {root}", "-C names the folder to start in")
    start = os.path.realpath(root)
    looks = Looks()
    known = Known.of(home, (start, config_file and os.path.realpath(config_file)))
    found = known.recall(looks) if known is not None else None
    if isinstance(found, Survey):
        return _joined(found, looks)
    survey = _surveyed(roots.find_root(start, looks), config_file, looks)
    if known is not None:
        known.keep(looks, survey._replace(files=frozenset()))
    return _joined(survey, looks)


def _joined(survey: Survey, looks: Looks) -> Survey:
    """The survey, with what walking the site has shown this time."""
    walked = looks.walk(survey.root)
    notices, partial = (*survey.notices, *walked.notices), survey.partial or walked.partial
    return survey._replace(files=walked.files, notices=notices, partial=partial)


def _surveyed(root: str, config_file: str | None, looks: Looks, notices: tuple[str, ...] = ()) -> Survey:
    """What the site at a root is, without what is to be said of its files. `notices`: what is to be said before all else."""
    files = looks.walk(root).files
    settled = roots.load_config(root, config_file, looks)
    unread: set[str] = set()
    asked: set[str] = set()
    folder = Folder(files, lambda name: _text(root, name, looks, unread, asked), settled.values.get("settings", {}))
    detected = detection.every(folder)
    generator, evidence = _generator(detected[0], settled)
    unread.clear()  # what detection has looked at may be anything
    settings = _settings(generator, folder, settled)
    unreadable = tuple(f"{name} cannot be read (is it UTF-8, and under 1 MiB?): its settings do not count" for name in unread)
    below = detection.below(folder)
    certain = evidence.score >= CERTAIN or bool(settled.source)
    inner = None if certain else _only_site(folder, generator, settings, below)
    if inner is not None:
        return _surveyed(os.path.join(root, inner.folder), config_file, looks, _says_inner(inner))
    return Survey(
        root,
        files,
        settled,
        generator.name,
        settings,
        evidence,
        (
            *notices,
            *_says_rivals(detected, settled),
            *_says_misplaced(generator, settled),
            *sorted(unreadable),
            *(() if certain else _says_below(below)),
        ),
        bool(unreadable),
        detected,
        below,
        _sites_inside(below, folder, settings) if evidence.score >= CERTAIN else (),
        frozenset(asked),
    )


def _text(root: str, name: str, looks: Looks, unread: set[str], asked: set[str]) -> str | None:
    """A text file of the site; the name of one that is there and no such text joins `unread`, of one that is not, `asked`."""
    text, files = looks.text(root, name), looks.walk(root).files
    if name not in files:
        asked.add(name)
    if text is None and name in files:
        unread.add(name)
    return text


def _sites_inside(sites: tuple[Detected, ...], folder: Folder, settings: Settings) -> tuple[str, ...]:
    """The folders, with a slash, of the sites that the globs of the site around them would take for its own."""
    fits = fitting(settings)
    starts = tuple(f"{each.folder}/" for each in sites)
    return tuple(start for start in starts if any(path.startswith(start) for path in folder.files if fits(path)))


def fitting(settings: Settings) -> Callable[[str], bool]:
    """Whether a path fits the globs of posts."""
    wanted, left_out = globs.matcher(settings.posts), globs.matcher(settings.exclude)
    return lambda path: wanted(path) and not left_out(path)


def _only_site(folder: Folder, generator: Generator, settings: Settings, below: tuple[Detected, ...]) -> Detected | None:
    """The one site below that has all posts there are."""
    if len(below) != 1:
        return None
    inside, fits = f"{below[0].folder}/", fitting(settings)
    outside = (path for path in folder.files if not path.startswith(inside) and fits(path))
    return None if any(isinstance(generator.place(path, settings), Place) for path in outside) else below[0]


def _says_inner(inner: Detected) -> tuple[str, ...]:
    return (f"the site is in {inner.folder}/ ({inner.generator.title}); paths count from there",)


def _says_rivals(detected: tuple[Detected, ...], settled: Config) -> tuple[str, ...]:
    """That the folder is as surely a site of another generator, where nobody has settled it."""
    rivals = [each for each in detected[1:] if each.evidence.score >= CERTAIN]
    if not rivals or settled.text("generator") is not None:
        return ()
    others = ", ".join(f"{each.generator.title} ({each.evidence.reason})" for each in rivals)
    return (f"taken for {detected[0].generator.title}, but it may be {others}: `postctl init` settles it",)


_MISPLACED = frozenset({"draft", "drafts", "draft_key", "draft_field", "draftkey", "draftfield", "draft_mark"})


def _says_misplaced(generator: Generator, settled: Config) -> tuple[str, ...]:
    """That a key below `[settings]`, which belong to the generator, is most likely meant for another table."""
    found = next((key for key in settled.values.get("settings", {}) if key.lower().replace("-", "_") in _MISPLACED), None)
    if found is None:
        return ()
    what = f"`{found}` below [settings] in {settled.source} counts as a setting of {generator.title}"
    return (f'{what}: the front matter key that makes a draft is named below [draft], key = "wip"',)


def _says_below(below: tuple[Detected, ...]) -> tuple[str, ...]:
    if not below:
        return ()
    named = ", ".join(f"{each.folder}/ ({each.generator.title})" for each in below[:5])
    more = f" and {len(below) - 5} more" if len(below) > 5 else ""
    return (f"sites below this folder: {named}{more}; -C names one",)


def _generator(best: Detected, settled: Config) -> tuple[Generator, Evidence]:
    name = settled.text("generator")
    if name is None:
        return best.generator, best.evidence
    try:
        return registry.generator(name), Evidence(100, f"generator in {settled.source}")
    except UsageError as error:
        raise ConfigError(f"{settled.source}: {error.message}", error.hint) from error


def _settings(generator: Generator, folder: Folder, settled: Config) -> Settings:
    """The generator's own settings, with what postctl.toml says instead."""
    from postctl import dates

    settings = generator.settings(folder)
    zone = settled.text("timezone")
    if zone is not None:
        _said(settled, "timezone", lambda: dates.zone(zone))
    return settings._replace(
        posts=settled.texts("posts") or settings.posts,
        exclude=settings.exclude + settled.texts("exclude"),
        timezone=zone if zone is not None else settings.timezone,
        future=_future(settled, settings),
        permalink=_permalink(settled),
        draft=config.draft_field(settled),
    )


def _future(settled: Config, settings: Settings) -> bool:
    word = settled.text("future")
    if word not in (None, "show", "hide"):
        raise ConfigError(f"{settled.source}: `future` is {word!r}", 'write future = "show" or future = "hide"')
    return settings.future if word is None else word == "show"


def _permalink(settled: Config) -> str:
    """The pattern, once it is known to be one."""
    from postctl import patterns

    pattern = settled.text("permalink") or ""
    _said(settled, "permalink", lambda: patterns.check(pattern))
    if pattern and (not pattern.startswith("/") or re.search(r"\s", pattern)):
        raise ConfigError(f"{settled.source}: `permalink` is {pattern!r}", "an address begins with / and has no blanks")
    return pattern


def _said(settled: Config, key: str, check: Callable[[], object]) -> None:
    """Check a value, and say where it stands if it is none."""
    try:
        check()
    except ConfigError as error:
        raise ConfigError(f"{settled.source}: `{key}`: {error.message}", error.hint) from error
