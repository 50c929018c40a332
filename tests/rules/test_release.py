"""P113: what it says of a moment of release, where, and that its fix takes out that line and nothing else."""

from __future__ import annotations

import pytest
from sites import site_of

from postctl import linting, registry, rulebook
from postctl.document import with_edits
from postctl.model import DraftField, Severity

RULE = rulebook.named(registry.rules(), "unreadable-release")
PAST, COMING = "2026-11-01T09:00:00+00:00", "2026-12-01T09:00:00+00:00"


def found(text: str, generator: str = "gatsby", path: str = "a.md", **site: object):
    return linting.check(site_of({path: text}, generator, **site), (RULE,))


SAID = [
    ("draft: true", "tomorrow", Severity.ERROR, "`postctl_publish_at: tomorrow` is no moment"),
    ("draft: true", '"2026-13-01"', Severity.ERROR, '`postctl_publish_at: "2026-13-01"` is no moment'),
    ("draft: true", "[a]", Severity.ERROR, "`postctl_publish_at: [a]` is no moment"),
    ("draft: false", "soon", Severity.ERROR, "`postctl_publish_at: soon` is no moment"),
    ("draft: false", COMING, Severity.WARNING, "does not hide this post, which is no draft"),
    ("status: unlisted", COMING, Severity.WARNING, "does not hide this post, which is unlisted"),
    ("draft: false", PAST, Severity.WARNING, "has gone by, and this post is no draft"),
    ("draft: true\ndate: 2026-12-08", COMING, Severity.WARNING, "`date: 2026-12-08` is not the Tuesday 2026-12-01 09:00 UTC"),
]


@pytest.mark.parametrize(("lines", "word", "severity", "said"), SAID)
def test_what_is_said_and_where(lines: str, word: str, severity: Severity, said: str) -> None:
    text = f"\ufeff---\ntitle: \U0001f375\n{lines}\npostctl_publish_at: {word}  # x\n---\n".replace("\n", "\r\n")
    (finding,) = found(text)
    assert said in finding.message
    assert finding.severity is severity
    place = text.removeprefix("\ufeff").split("\r\n")[finding.line - 1]
    assert place[finding.column - 1 : finding.end_column - 1] == word


@pytest.mark.parametrize(
    ("before", "after", "generator"),
    [
        (
            f"---\r\ntitle: A\r\npostctl_publish_at: {PAST} # x\r\nz: 1\r\n---\r\nText.",
            "---\r\ntitle: A\r\nz: 1\r\n---\r\nText.",
            "gatsby",
        ),
        (
            f"+++\ntitle = 'A'\npostctl_publish_at = {PAST}\n[extra]\na = 1\n+++\n",
            "+++\ntitle = 'A'\n[extra]\na = 1\n+++\n",
            "hugo",
        ),
        (f'{{"title": "A", "postctl_publish_at": "{PAST}"}}\n', '{"title": "A"}\n', "hugo"),
    ],
)
def test_the_fix_takes_the_key_out(before: str, after: str, generator: str) -> None:
    path = "content/a.md" if generator == "hugo" else "a.md"
    (finding,) = found(before, generator, path)
    assert finding.fix is not None
    assert finding.fix.safe
    post = site_of({path: before}, generator).posts[0]
    assert with_edits(post.document, finding.fix.edits) == after
    assert not found(after, generator, path)


@pytest.mark.parametrize("lines", ["draft: false\npostctl_publish_at: " + COMING, "draft: true\npostctl_publish_at: soon"])
def test_what_nobody_can_know_has_no_fix(lines: str) -> None:
    (finding,) = found(f"---\ntitle: A\n{lines}\n---\n")
    assert finding.fix is None


def test_a_draft_by_a_field_of_the_site_waits() -> None:
    text = f"---\ntitle: A\nwip: true\npostctl_publish_at: {COMING}\n---\n"
    assert found(text)
    assert not found(text, draft=DraftField("wip"))
