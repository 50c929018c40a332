"""Whether an Astro post is public. Astro knows no drafts: the schema reads `draft`, and the site's pages leave posts out."""

from __future__ import annotations

from postctl.generators import _common
from postctl.generators.astro import schemas
from postctl.model import FrontMatter, Status, Value, Verdict

_YES = frozenset({"true", "1", "yes", "on", "y", "enabled"})
_NO = frozenset({"false", "0", "no", "off", "n", "disabled"})
_HIDES = ("draft", "isdraft", "hidden", "unpublished")
_SHOWS = ("published", "publish", "public", "ispublished", "ispublish")
_STATES = frozenset({"draft", "private", "pending", "hidden", "unpublished", "wip"})


def of_page(front: FrontMatter) -> Verdict:
    """The verdict on a file of `src/pages/`, which is always built."""
    for key, value in front.items():
        if key.lower() == "draft" and _truth(value):
            mark = _common.quoted(key, value)
            return Verdict(None, mark, key, f"Astro builds every page of src/pages/: `{mark}` has no effect there")
    return Verdict(None, "a page of src/pages/")


def of_post(front: FrontMatter, schema: schemas.Schema | None, name: str, *, filtered: bool | None) -> Verdict:
    """The verdict on a post of the collection `name`. `filtered`: the site's code speaks of drafts; `None`: it has none."""
    if "draft" not in front:
        return _without(front, schema, name)
    value = front["draft"]
    mark = _common.quoted("draft", value)
    if schemas.drops(schema, "draft"):
        return _dropped(value, mark, schema, name)
    verdict = _by_kind(value, mark, schemas.kind(schema, "draft"), schema, name)
    if verdict.trap is None and verdict.hidden and filtered is False:
        trap = f"it is uncertain that `{mark}` hides this post: no code below src/ that is read here speaks of drafts"
        return verdict._replace(trap=trap, sure=False)
    return verdict


def _dropped(value: Value, mark: str, schema: schemas.Schema | None, name: str) -> Verdict:
    if schema is not None and schema.strict:
        trap = f"Astro's build fails: the schema of `{name}` has no key `draft`, and refuses keys that it does not know"
        return Verdict(Status.DRAFT, mark, "draft", trap, fatal=True)
    reason = f"{mark}, which the schema of `{name}` drops"
    trap = f"Astro publishes this post: the schema of `{name}` has no key `draft`, so `{mark}` never reaches a page"
    return Verdict(None, reason, "draft", trap if _truth(value) and _common.flag(value) is not False else None)


def _by_kind(value: Value, mark: str, kind: schemas.Kind, schema: schemas.Schema | None, name: str) -> Verdict:
    if kind == "boolean":
        nothing = value is None and schema is not None and "draft" in schema.empty
        return _strict(value, mark, name, fails=not isinstance(value, bool) and not nothing)
    if kind == "words":
        word = value.lower() if isinstance(value, str) else ""
        if word in _YES | _NO:
            return Verdict(Status.DRAFT if word in _YES else None, mark, "draft")
        return _refused(mark, f'the schema of `{name}` wants a text like "true" or "no" for `draft`')
    if kind == "coerced":
        return _coerced(value, mark)
    return _unknown(value, mark)


def _strict(value: Value, mark: str, name: str, *, fails: bool) -> Verdict:
    if not fails:
        return Verdict(Status.DRAFT if value else None, mark, "draft")
    return _refused(mark, f"the schema of `{name}` wants true or false for `draft`, and {_what(value)}")


def _refused(mark: str, why: str) -> Verdict:
    return Verdict(Status.DRAFT, mark, "draft", f"Astro's build fails at `{mark}`: {why}", fatal=True)


def _coerced(value: Value, mark: str) -> Verdict:
    """`Boolean(value)`: every text but the empty one is true."""
    hidden = _truth(value)
    trap = None
    if hidden and _common.flag(value) is False:
        trap = f"Astro hides this post: `{mark}` is a text, and `z.coerce.boolean()` takes every text for true"
    return Verdict(Status.DRAFT if hidden else None, mark, "draft", trap)


def _unknown(value: Value, mark: str) -> Verdict:
    """No schema to be seen: with `z.boolean()` only booleans pass, without one JavaScript takes every text for true."""
    if isinstance(value, bool):
        return Verdict(Status.DRAFT if value else None, mark, "draft")
    hidden = _truth(value)
    does = "hides this post" if hidden else "publishes this post"
    trap = f"Astro {does}, or its build fails: `draft` has to be true or false, and {_what(value)}"
    return Verdict(Status.DRAFT if hidden else None, mark, "draft", trap, sure=False)


def _what(value: Value) -> str:
    if value is None:
        return "it is empty"
    if isinstance(value, list | dict):
        return "this is a list" if isinstance(value, list) else "this is a map"
    return f"{value!r} is a text" if isinstance(value, str) else f"{value} is a number"


def _truth(value: Value) -> bool:
    """What JavaScript's `Boolean` makes of a value."""
    return isinstance(value, list | dict) or (bool(value) and value == value)  # not a number is no truth


# --- other marks ------------------------------------------------------------------------------------------------------


def _without(front: FrontMatter, schema: schemas.Schema | None, name: str) -> Verdict:
    """A post without `draft`: another mark that the schema knows, or one that has no effect."""
    kind = schemas.kind(schema, "draft")
    if schema is not None and kind and "draft" in schema.needed:
        trap = f"Astro's build fails: the schema of `{name}` wants `draft` in every post"
        return Verdict(Status.DRAFT, "no `draft`", None, trap, fatal=True, missing="draft")
    for key, value in front.items():
        if not _claims(key, value):
            continue
        mark = _common.quoted(key, value)
        if schema is not None and key in schema.keys:
            return _other(key, value, mark)
        says = f"Astro publishes this post, unless the site's pages look at `{mark}`; the mark they usually know is `draft: true`"
        sure = schemas.drops(schema, key)
        known = f"Astro publishes this post: the schema of `{name}` has no key `{key}`, so `{mark}` never reaches a page"
        return Verdict(None, mark, key, known if sure else says, sure=sure)
    return Verdict(None, "no draft mark")


def _other(key: str, value: Value, mark: str) -> Verdict:
    """A mark that the schema knows, so the pages will, too."""
    state = str(value).lower() if key == "status" else ""
    hidden = Status.UNLISTED if state in ("private", "hidden") else Status.DRAFT
    return Verdict(hidden, mark, key, sure=False)


def mark(schema: schemas.Schema | None) -> str:
    """The key that hides a post: `draft`, unless the schema knows only another."""
    others = schema.keys if schema is not None and schemas.drops(schema, "draft") else ()
    return next((key for key in others if _plain(key) in (*_HIDES, *_SHOWS, "status")), "draft")


def marked(key: str, *, public: bool) -> dict[str, Value]:
    """The value that makes a post public, or a draft, under the key of a mark."""
    if key == "status":
        return {key: "published" if public else "draft"}
    return {key: public if _plain(key) in _SHOWS else not public}


def _plain(key: str) -> str:
    return key.lower().replace("_", "").replace("-", "")


def _claims(key: str, value: Value) -> bool:
    """Whether a key that is not `draft` says to a person that the post is hidden."""
    low = _plain(key)
    if low in _HIDES:
        return _common.flag(value) is True
    if low in _SHOWS:
        return _common.flag(value) is False
    return low == "status" and isinstance(value, str) and value.strip().lower() in _STATES
