"""The file is not UTF-8 text.

Generators read posts as UTF-8. What is in another encoding (Windows-1252, Latin-1,
UTF-16) ends the build, or every `é` becomes a `�` on the page. It comes from old editors,
from exports of old blogs, and from two files that were joined.

Convert the file: `iconv -f WINDOWS-1252 -t UTF-8 old.md > new.md`, or save it as UTF-8 in
the editor. The message says which byte it is, and what it stands for where the file may be
Windows-1252; nothing is converted here, since only its author knows what it was.
"""

from __future__ import annotations

from collections.abc import Iterator

from postctl.model import Broken, Severity
from postctl.rules import Example, Finding, Rule
from postctl.rules._unread import why
from postctl.site import Site


def _check(broken: Broken, site: Site) -> Iterator[Finding]:
    if why(broken, site).kind == "encoding":
        yield Finding(broken.reason, help=broken.help)


RULE = Rule(
    code="P011",
    severity=Severity.ERROR,
    summary="a file that is not UTF-8",
    broken=_check,
    bad=(Example({"a.md": "---\ntitle: Caf\udce9\n---\n"}),),
    good=(Example({"a.md": "---\ntitle: Café\n---\n"}),),
)
