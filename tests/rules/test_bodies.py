"""Which rules take bodies apart: they say so, and `list` leaves them out, for the bodies are most of the work."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import pytest
from sites import site_of

from postctl import linting, registry
from postctl.markdown import _body

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
BODY = """
# A heading

Words, [a link](b.md#part), ![a picture](a.png) and <https://example.org>, [another][b], a footnote[^1] and `code`.

## A heading

```python
print("[x](y.md)")
```

<img src="a.png">

[b]: b.md
[^1]: Its text.
"""
FRONT = "title: {0}\ndate: 2026-01-01\ntags: [a, b]\ndescription: What it is about.\n"
FILES = {"hugo": "content/posts/{}.md", "jekyll": "_posts/2026-01-01-{}.md", "mkdocs": "docs/{}.md", "docusaurus": "blog/{}.mdx"}


@pytest.mark.parametrize("generator", sorted(FILES))
def test_rules_that_parse_the_body_of_any_post_say_so(monkeypatch, generator):
    parsed: set[str] = set()
    asked = [""]
    real = _body.parse

    def parse(body):
        parsed.add(asked[0])
        return real(body)

    for name, module in list(sys.modules.items()):
        for attribute, value in [*vars(module).items()] if name.startswith("postctl") else ():
            if value is real:
                monkeypatch.setattr(module, attribute, parse)
    path = FILES[generator]
    for rule in registry.rules():
        asked[0] = rule.code  # in the body too, since what is known of a body is kept
        texts = {path.format(name): f"---\n{FRONT.format(name)}---\n{BODY}{rule.code}.\n" for name in "ab"}
        linting.check(site_of(texts, generator, AT), (rule,))
    assert parsed
    assert parsed <= {rule.code for rule in registry.rules() if rule.bodies}
