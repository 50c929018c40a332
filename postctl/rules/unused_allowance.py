"""A post allows something that is not there.

`<!-- postctl: allow P401 -->` on a line keeps the findings of P401 on that line out of the
report; alone on its line it does so for the paragraph below. In the front matter the comment
`# postctl: allow P102` does the same for its line, or for the key below, and the key
`postctl_allow: P602, P605` for the whole post. Rules go by code, name or family, and a reason may
follow: `<!-- postctl: allow broken-link: the page comes in May -->`. MDX has `{/* ... */}`.

Once the offence is mended, the comment is left behind, and would hide the next one. A word
that is the name of no rule has never allowed anything.

Take it out; `postctl validate --fix` does.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.model import Severity
from postctl.rules import Example, Finding, Rule, Unused


def _check(unused: Unused) -> Iterator[Finding]:
    said = f"allows {unused.word}, and there is nothing to allow" if unused.known else f"no rule is called {unused.word}"
    do = "take it out" if unused.known else "`postctl rule` lists the rules; take it out, or correct it"
    yield Finding(said, unused.span, do, unused.fix)


RULE = Rule(
    code="P017",
    severity=Severity.WARNING,
    summary="an allowance of something that is not there",
    unused=_check,
    bad=(
        Example({"a.md": "---\ntitle: A\n---\n<!-- postctl: allow P017 -->\nText.\n"}),
        Example({"a.md": "---\ntitle: A # postctl: allow no-such-rule\n---\nText.\n"}, "gatsby"),
        Example({"a.md": "---\ntitle: A\npostctl_allow: [P017]\n---\nText.\n"}),
        Example({"content/a.md": '+++\n# postctl: allow P017: why not\ntitle = "A"\n+++\nText.\n'}, "hugo"),
    ),
    good=(
        Example({"a.md": "---\ntitle: A\n---\nText.\n"}),
        Example({"a.md": "---\ntitle: 'A # postctl: allow P017'\n---\n`<!-- postctl: allow P017 -->`\n"}),
    ),
)
