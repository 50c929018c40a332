"""The house style read off the newest posts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from postctl import dates, document, patterns
from postctl.errors import ConfigError
from postctl.housestyle.fielded import fielded
from postctl.housestyle.hands import quotes
from postctl.housestyle.house import Frame, House, KeyStyle, frame, of_template, usual_key
from postctl.housestyle.keys import learn as learn_keys
from postctl.housestyle.samples import Sample, favourite, groups, home, undated
from postctl.housestyle.seen import Context
from postctl.regexes import later
from postctl.site import Post, Site

_TRUSTED = 0.5  # a path pattern that explains less than this explains nothing
_RECENT = 8  # posts whose naming is tried before that of all
_DATE_IN_NAME = later(
    r"(?:(\d{4}-\d\d-\d\d)|\d{4}(?P<mark>[-_.])\d{1,2}(?P=mark)\d{1,2}|\d{8}|\d{1,2}-\d{1,2}-\d{4})[-_. ]+(?=\S)"
)
_QUIET = later(r"[^#]*")
_UNOPENED = "\0"
_BARE = Frame(".. ", "\n.. ", closing="\n")  # a file of front matter has no comment around it


def learn(
    site: Site, *, most: int = 50, section: str | None = None, near: datetime | None = None, lang: str | None = None
) -> House:
    """The house style of the section that holds most of the newest posts (or of `section`), newer posts counting more.

    In a site of several languages it is that of the posts in `lang`, by default the usual one. With `near` those nearest to that
    moment count: a post dated years back looks like its neighbours. Without a readable post with front matter it is the
    generator's template.
    """
    public, drafts = groups(site, most, section, near, lang)
    if not public:
        template = site.generator.template
        folder, _, name = str(site.settings.options.get(":template", template.file)).rpartition("/")
        return fielded(of_template(template._replace(file="/".join(filter(None, (folder, section, name))))), site)
    syntax = public[0].post.document.syntax
    assert syntax is not None
    context = Context(syntax, site.generator.schema, dates.zone(site.settings.timezone), site.generator.fold_keys, infer)
    everything = (*public, *drafts)
    apart = _vote(everything, lambda post: "one" if post.document.apart is None else "two") == "two"
    whole = [sample for sample in everything if (sample.post.document.apart is not None) == apart]
    usual = frame(syntax.name)
    house = House(
        file=_in_section(_file(public, site), public[0].post, section),
        draft_file=_draft_file(drafts or public),
        syntax=syntax.name,
        keys=_titled(learn_keys(public, drafts, context), syntax.name),
        opening=(_vote(whole, _opening) or (_BARE if apart else usual).opening).replace(_UNOPENED, ""),
        closing=(_vote(whole, _end) or "\n") if apart else _vote(whole, _closing) or usual.closing,
        newline=_vote(everything, lambda post: document.newline(post.document)) or "\n",
        blank_after=_vote(whole, _gap) != "close" or syntax.name == "comment",  # there it ends the front matter
        midnight=_vote(everything, _clock) == "midnight",
        evidence=len(everything),
        quote=quotes(everything),
        ends=_vote(everything, _ending) != "open",
        apart=apart,
    )
    return fielded(house, site)


def _titled(keys: tuple[KeyStyle, ...], syntax: str) -> tuple[KeyStyle, ...]:
    """The keys, a title among them: of a new post nothing else says what it is called."""
    if any(style.value == "{title}" for style in keys):
        return keys
    return (usual_key("title", "{title}", syntax), *keys)


def _vote(samples: Sequence[Sample], read: Callable[[Post], str]) -> str | None:
    """What most posts say; a post that says nothing (`''`) has no vote."""
    return favourite((said, sample.weight) for sample in samples if (said := read(sample.post)))[0]


# --- names and paths --------------------------------------------------------------------------------------------------


def _file(samples: Sequence[Sample], site: Site) -> str:
    """The pattern of the path; the template's where there are only drafts, in a folder of theirs."""
    return site.generator.template.file if samples[0].post.place.drafts else _path_pattern(samples)


def _in_section(file: str, model: Post, section: str | None) -> str:
    """The pattern for a section that has no posts of its own yet, by that of the section the model is of."""
    folder, own = home(model), undated(model.place.section)
    wanted = undated(section or "")
    if section is None or wanted == own or (folder and not file.startswith(f"{folder}/")) or not folder.endswith(own):
        return file
    root = folder[: len(folder) - len(own)].rstrip("/")
    return "/".join(filter(None, (root, wanted, file[len(folder) :].lstrip("/"))))


def _draft_file(samples: Sequence[Sample]) -> str:
    """The pattern of a draft's path where most drafts lie in a folder of theirs."""
    apart = [sample for sample in samples if sample.post.place.drafts]
    return _path_pattern(apart) if apart and 2 * len(apart) > len(samples) else ""


def _path_pattern(samples: Sequence[Sample]) -> str:
    """`{name}` is what the name of a file says, and becomes the slug of the next."""
    first = samples[0].post
    ending = favourite((sample.post.path.rpartition(".")[2], sample.weight) for sample in samples)[0]
    pattern, fits = infer([(sample.post.path.rpartition(".")[0], sample) for sample in samples], named=True)
    if fits < _TRUSTED or not re.search(r"\{(?:name|slug|title)\}", pattern):
        pattern = f"{home(first)}/{{slug}}{'/index' if first.place.bundle else ''}".lstrip("/")
    return f"{pattern.replace('{name}', '{slug}')}.{ending}"


def infer(texts: Sequence[tuple[str, Sample]], *, named: bool = False) -> tuple[str, float]:
    """The pattern of texts, newest first, and the share of the weight that it explains; `('', 0)` if there is none.

    `named`: the texts are paths, so a date in the name of the file counts more than the date of the post.
    """
    known = [(text, *words_of(sample.post, sample.moment, named=named)) for text, sample in texts]
    weights = [sample.weight for _, sample in texts]
    found = [each[0] for each in (patterns.infer(known[:_RECENT]), patterns.infer(known)) if each is not None]
    return max(((pattern, _explained(pattern, known, weights)) for pattern in found), key=lambda each: each[1], default=("", 0.0))


def words_of(post: Post, moment: datetime | None, *, named: bool = False) -> tuple[dict[str, str], datetime | None]:
    """The words and the date that a text of the post may be made of; `named`: the text is its path."""
    dated = _DATE_IN_NAME.match(post.place.slug)
    if dated is None and moment is not None:  # the rest of the date is the folders': `2019/04/28-name`
        dated = re.match(rf"{moment.day:02}[-_]()(?=\S)", post.place.slug)
    name = post.place.slug[dated.end() :] if dated else post.place.slug
    day = post.place.date or (dated[1] if dated else None)
    if named and day:
        moment = _midnight(day) or moment
    slug = name if post.slug == post.place.slug else post.slug
    return {"slug": slug, "name": name, "title": post.title}, moment


def _midnight(day: str) -> datetime | None:
    try:
        return datetime.fromisoformat(day).replace(tzinfo=UTC)
    except ValueError:
        return None


def _explained(pattern: str, known: Sequence[patterns.Sample], weights: Sequence[float]) -> float:
    made = (weight for each, weight in zip(known, weights, strict=True) if _fills(pattern, *each))
    return sum(made) / sum(weights)


def _fills(pattern: str, text: str, values: Mapping[str, str], moment: datetime | None) -> bool:
    try:
        return patterns.fill(pattern, values, moment) == text
    except ConfigError:
        return False


# --- around the keys ----------------------------------------------------------------------------------------------------


def _opening(post: Post) -> str:
    """From the fence to the first key; nothing where a comment stands there, a mark where there is no fence (Hexo)."""
    first = post.document.entries[0].name.span.start
    if first == post.document.outer.start == post.document.inner.start and post.document.fences.unopened:
        return _UNOPENED
    return _source(post, post.document.outer.start, post.document.entries[0].name.span.start)


def _closing(post: Post) -> str:
    """From the last value to the body, with a line end even where the file ends with the fence."""
    text = _source(post, post.document.entries[-1].value.span.end, post.document.body.start)
    text = text.rstrip(" \t")
    return text if not text or text.endswith("\n") else text + "\n"


def _source(post: Post, start: int, end: int) -> str:
    text = post.document.text[start:end].replace("\r\n", "\n")
    return re.sub(r"[ \t]+(?=\n)", "", text) if _QUIET.fullmatch(text) else ""


def _end(post: Post) -> str:
    """The end of a file that is front matter only, from its last value."""
    return _source(post, post.document.entries[-1].value.span.end, len(post.document.text))


def _ending(post: Post) -> str:
    content = post.document.content
    return "" if not content.strip() else "closed" if content[-1] in "\r\n" else "open"


def _gap(post: Post) -> str:
    content = post.document.content
    return "" if not content.strip() else "open" if content[0] in "\r\n" else "close"


def _clock(post: Post) -> str:
    if post.date is None or post.date.moment is None or post.date.form is None or not dates.has_clock(post.date.form):
        return ""
    moment = post.date.moment
    return "midnight" if (moment.hour, moment.minute, moment.second) == (0, 0, 0) else "clock"
