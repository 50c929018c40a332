"""What ends Zola's build over a page's front matter, and the verdict on its draft marks.

Types are strict: `draft = "true"` and YAML's `draft: yes` are strings, and a string is no boolean. In YAML a text may be
written as a number or a boolean (`title: 2020`), and an empty value is as good as none for all but booleans and dates. Keys
Zola does not know are left alone, also `tags` outside `[taxonomies]`. A draft is read like any page; only its taxonomies need
not be configured.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from postctl.model import FrontMatter, Status, Value, Verdict

_TEXTS = ("title", "description", "slug", "path", "template")
_FLAGS = ("draft", "render", "in_search_index")
_LISTS = ("authors", "aliases")
_MEANS_YES = frozenset({"yes", "y", "on", "true", "draft", "1", "x"})
_MEANS_NO = frozenset({"no", "n", "off", "false", "draft", "0", "never"})
_HIDDEN_STATES = frozenset({"draft", "private", "pending", "hidden", "unpublished", "wip"})


def verdict(front: FrontMatter, syntax: str, failure: str | None, left_out: str | None, path: str) -> Verdict:
    """The verdict on a page that lies in no draft section.

    `failure`: a sentence about what ends the build. `left_out`: why its sections have no place for it.
    """
    draft, fatal = front.get("draft"), failure is not None
    if draft is True or means(draft):
        return Verdict(Status.DRAFT, mark("draft", draft, syntax), "draft", failure, fatal=fatal)
    if front.get("render") is False:
        return Verdict(Status.UNLISTED, mark("render", False, syntax), "render", failure, fatal=fatal)
    if left_out:
        return Verdict(Status.DRAFT, left_out, None, failure or f"Zola leaves this page out: {left_out}", fatal=fatal)
    key = "draft" if "draft" in front else None
    reason = mark("draft", draft, syntax) if key else "no draft mark"
    return Verdict(None, reason, key, failure or _trap(front, path), fatal=fatal)


def means(value: Value) -> bool:
    """Whether a value that is no boolean was written to say yes."""
    return not isinstance(value, bool) and value is not None and str(value).strip().lower() in _MEANS_YES


def mark(key: str, value: Value, syntax: str) -> str:
    """A key with its value as it would stand in front matter of this syntax."""
    if syntax == "toml":
        text = str(value).lower() if isinstance(value, bool) else f'"{value}"' if isinstance(value, str) else str(value)
        return f"{key} = {text}"
    text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return f"{key}: {text}".rstrip()


# --- what an author may have meant --------------------------------------------------------------------------------------


def _trap(front: FrontMatter, path: str) -> str | None:
    """A sentence about a mark that hides the page in its author's eyes, and not in Zola's."""
    if "draft" in front:
        return None
    says = "Zola publishes this page"
    for key, value in front.items():
        if key.lower() in ("draft", "is_draft") and (value is True or means(value)):
            return f"{says}: it does not know `{key}`, only `draft`"
        if key.lower() == "published" and (value is False or str(value).strip().lower() in _MEANS_NO):
            return f"{says}: it does not know `{key}`, and only `draft` makes a draft"
        if key.lower() == "status" and str(value).strip().lower() in _HIDDEN_STATES:
            return f"{says}: it does not know `{key}`, and only `draft` makes a draft"
    for table in ("extra", "taxonomies"):
        inner = front.get(table)
        if isinstance(inner, Mapping) and inner.get("draft") is True:
            return f"{says}: `draft` has to stand above `[{table}]`, not in it"
    folder = next((part for part in path.split("/")[:-1] if part.lower() in ("_drafts", "drafts")), None)
    return f"{says}: the folder `{folder}/` means nothing to it, and only `draft` makes a draft" if folder else None


# --- what ends the build ------------------------------------------------------------------------------------------------


def failure(front: FrontMatter, syntax: str, taxonomies: frozenset[str]) -> str | None:
    """A sentence about the first thing in the front matter over which the build fails; dates have theirs elsewhere.

    `taxonomies`: the names of those the site has in the page's language.
    """
    what = next(_wrong(front, yaml=syntax != "toml"), None) or _unknown(front, taxonomies)
    return f"Zola's build fails: {what}" if what else None


def _wrong(front: FrontMatter, *, yaml: bool) -> Iterator[str]:
    for key in _FLAGS:
        if key in front and not isinstance(front[key], bool):
            yield f"`{key}` has to be true or false, and `{mark(key, front[key], 'yaml' if yaml else 'toml')}` is neither"
    for key in _TEXTS:
        if key in front and not _is_text(front[key], yaml=yaml):
            yield f"`{key}` has to be a text"
        if key in ("slug", "path") and front.get(key) == "":
            yield f"`{key}` is there and empty"
    for key in _LISTS:
        if key in front and not _is_list(front[key], yaml=yaml):
            yield f"`{key}` has to be a list of texts"
    weight = front.get("weight")
    if weight is not None and (isinstance(weight, bool) or not isinstance(weight, int) or weight < 0):
        yield "`weight` has to be a whole number, not below zero"
    yield from _tables(front, yaml=yaml)


def _tables(front: FrontMatter, *, yaml: bool) -> Iterator[str]:
    for key in ("taxonomies", "extra"):
        if key in front and not isinstance(front[key], Mapping) and not (yaml and front[key] is None):
            yield f"`{key}` has to be a table"
    table = front.get("taxonomies")
    for name, terms in table.items() if isinstance(table, Mapping) else ():
        if not _is_list(terms, yaml=yaml):
            yield f"`{name}` below `taxonomies` has to be a list of texts"
        elif isinstance(terms, list) and any(isinstance(term, str) and not term.strip() for term in terms):
            yield f"`{name}` below `taxonomies` has an empty term"


def _unknown(front: FrontMatter, taxonomies: frozenset[str]) -> str | None:
    table = front.get("taxonomies")
    names = () if front.get("draft") is True or not isinstance(table, Mapping) else table
    other = next((name for name in names if name not in taxonomies), None)
    return f"the site's configuration has no taxonomy `{other}` in the language of this page" if other else None


def _is_text(value: Value, *, yaml: bool) -> bool:
    return isinstance(value, str) or (yaml and not isinstance(value, list | dict))


def _is_list(value: Value, *, yaml: bool) -> bool:
    if yaml and value is None:
        return True
    return isinstance(value, list) and all(_is_text(item, yaml=yaml) for item in value)
