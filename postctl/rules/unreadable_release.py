"""A post says when it is to be released, and `postctl publish --due` cannot do that.

`postctl schedule` writes the moment into a draft, as `postctl_publish_at`, and takes it
out again with the draft mark. Three things go wrong when such a post is edited by hand:

* the moment is none (`tomorrow`, `2026-13-01`): the draft is never released. An error.
* the date of the post was moved, and the moment was not: the draft is held back, for
  nobody can say which of the two is meant. A warning.
* the post is public already. A moment to come does not hide it, and is no plan any more;
  one that has gone by would publish the post again at once when it is withdrawn. A warning.

Run `postctl schedule POST MOMENT` to say anew when it goes out. The fix takes a moment
that has gone by out of a public post, as the next `postctl publish --due` would.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl import releases
from postctl.document import front_matter, read_text, with_edits
from postctl.errors import Refused
from postctl.model import Date, Entry, Fix, Problem, Severity, Status
from postctl.rules import Example, Finding, Rule
from postctl.rules._common import place
from postctl.site import RELEASE, Post, Site


def _check(post: Post, site: Site) -> Iterator[Finding]:
    if RELEASE not in post.document.source.lower():
        return
    release = releases.release(post, site.settings)
    if release is None:
        return
    entry = releases.key(post, site.generator)
    if release.moment is None:
        said = f"`{_shown(post, entry, release)}` is no moment ({release.problem}): `publish --due` never releases this post"
        yield Finding(said, place(entry), _AGAIN)
    elif post.verdict.hidden is Status.DRAFT:
        why = releases.disagrees(site, post, release.moment)
        if why is not None:
            yield Finding(f"`publish --due` holds this post back: {why}", place(entry), _AGAIN, severity=Severity.WARNING)
    else:
        yield _of_no_draft(post, site, entry, release)


_AGAIN = "`postctl schedule POST MOMENT` says when it goes out, and writes both dates"


def _of_no_draft(post: Post, site: Site, entry: Entry | None, release: Date) -> Finding:
    """The finding about a post that readers see already."""
    assert release.moment is not None
    shown, state = _shown(post, entry, release), "unlisted" if post.verdict.hidden is not None else "no draft"
    if release.moment > site.at:
        help_ = "`postctl schedule POST MOMENT --force` makes it a draft until then; else take the key out"
        return Finding(f"`{shown}` does not hide this post, which is {state}", place(entry), help_, severity=Severity.WARNING)
    said = f"`{shown}` has gone by, and this post is {state}: as soon as it is a draft again, it is due"
    fix = _without(post, entry) if entry is not None and post.verdict.hidden is None else None
    return Finding(said, place(entry), "take the key out", fix, severity=Severity.WARNING)


def _shown(post: Post, entry: Entry | None, release: Date) -> str:
    written = post.document.text[entry.value.span.start : entry.value.span.end] if entry is not None else release.text
    return f"{RELEASE}: {' '.join(written.split())}".rstrip()


def _without(post: Post, entry: Entry) -> Fix | None:
    """The fix that takes the key out, where it is one of the front matter itself and nothing else changes."""
    document = post.document
    if document.syntax is None or entry not in document.entries or len(document.entries) == 1:
        return None
    try:
        edit = document.syntax.removal(document.text[: document.inner.end], document.root, entry)
    except Refused:
        return None
    after = read_text(with_edits(document, (edit,)), (document.syntax,), document.fences, document.schema)
    if isinstance(after, Problem):
        return None
    rest = {key: value for key, value in front_matter(document).items() if key != entry.key}
    same = front_matter(after) == rest and (document.apart is not None or after.content == document.content)
    return Fix(True, (edit,)) if same else None


_WAITS = "---\ntitle: A\ndate: 2026-12-01\ndraft: true\npostctl_publish_at: 2026-12-01T09:00:00+00:00\n---\n"

RULE = Rule(
    code="P113",
    severity=Severity.ERROR,
    summary="a moment of release at which nothing is released",
    post=_check,
    bad=(
        Example({"a.md": "---\ntitle: A\ndraft: true\npostctl_publish_at: tomorrow\n---\n"}, "gatsby"),
        Example({"a.md": "---\ntitle: A\ndraft: true\npostctl_publish_at: 2026-13-01\n---\n"}, "gatsby"),
        Example({"a.md": "---\ntitle: A\ndraft: true\npostctl_publish_at:\n---\n"}),
        Example({"a.md": _WAITS.replace("date: 2026-12-01", "date: 2026-12-08")}, "gatsby"),
        Example({"a.md": _WAITS.replace("true", "false")}, "gatsby"),
        Example({"a.md": "---\ntitle: A\npostctl_publish_at: 2026-11-01T09:00:00+00:00\n---\n"}, "gatsby"),
        Example({"content/a.md": '+++\ntitle = "A"\npostctl_publish_at = 2026-11-01T09:00:00Z\n+++\n'}, "hugo"),
        Example({"a.md": '{"title": "A", "postctl_publish_at": "2026-11-01T09:00:00Z"}\n'}),
        Example({"content/a.md": "Title: A\nDate: 2026-11-01\nPostctl_publish_at: soon\nStatus: draft\n\nText.\n"}, "pelican"),
        Example(
            {"_cobalt.yml": "", "posts/a.md": "---\ntitle: A\nis_draft: true\ndata:\n  postctl_publish_at: soon\n---\n"}, "cobalt"
        ),
    ),
    good=(
        Example({"a.md": _WAITS}, "gatsby"),
        Example({"a.md": "---\ntitle: A\ndraft: true\npostctl_publish_at: 2026-11-01T09:00:00+00:00\n---\n"}, "gatsby"),
        Example({"a.md": "---\ntitle: A\ndraft: true\n---\n\npostctl_publish_at: tomorrow\n"}, "gatsby"),
        Example({"content/a.md": '+++\ntitle = "A"\ndraft = true\npostctl_publish_at = 2026-12-01T09:00:00Z\n+++\n'}, "hugo"),
    ),
)
