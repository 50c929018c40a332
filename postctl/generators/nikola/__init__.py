"""Nikola 8: posts where `POSTS` in `conf.py` says, front matter in lines `.. key: value`, YAML or TOML, also in a second file.

What it does, found in its source and by building with it (`tests/oracle/test_nikola_oracle.py`):

* `.. status: draft` and `private` keep a post out of every list, feed and tag page; both are built at their address all the same,
  and `nikola deploy` uploads drafts unless `DEPLOY_DRAFTS` is off. The words count in exactly this form: `Draft` is a warning in
  the log and a public post. Where `USE_TAG_METADATA` is on (it is unless `conf.py` says otherwise), so do the tags `draft` and
  `private`; a tag `Draft` ends the build.
* A post needs a date that dateutil reads, else the build ends. One in the future is built and not listed until a later build.
* A file `slug.meta` beside a post holds its front matter, and then the post itself has none. A translation `slug.es.md` takes
  over what it does not say itself; its date is always that of the original, and a draft in one language is one in all.
* YAML is read by ruamel.yaml as 1.2, TOML by toml, which `pip install Nikola[extras]` brings; the fence must be the first line.
* Posts in reStructuredText have the same front matter and are managed too; notebooks have their own and are left out.
"""

from __future__ import annotations

import re

from postctl.generators import late
from postctl.model import Fences
from postctl.regexes import later
from postctl.site import Evidence, Folder, Generator, Languages, Template

_POSTS = later(r"^(?:POSTS|PAGES)[ \t]*=", re.MULTILINE)
_HEAD = later(r"(?:<!--\s*)?^\s*\.\. (?:title|slug|date): ", re.MULTILINE)
_LOOKED_AT = 3


def _detect(folder: Folder) -> Evidence | None:
    """`conf.py` with `POSTS` (Sphinx has a `conf.py` too); without it, files in `posts/` that begin as only Nikola's do."""
    config = folder.read("conf.py") if "conf.py" in folder.files else None
    if config is not None and _POSTS.search(config):
        return Evidence(100, "conf.py with POSTS")
    posts = sorted(name for name in folder.files if name.startswith("posts/") and name.endswith((".md", ".rst")))[:_LOOKED_AT]
    if any(_HEAD.match((folder.read(name) or "").lstrip()) for name in posts):
        return Evidence(50, "posts/ with front matter as Nikola writes it")
    return None


GENERATOR = Generator(
    name="nikola",
    title="Nikola",
    syntaxes=("yaml", "toml", "comment"),
    fences=Fences(blank_before=False, dots_close=False, exact=True),
    schema="yaml-1.2",
    unique_keys=True,
    detect=_detect,
    settings=late("nikola.config", "settings"),
    place=late("nikola.posts", "place"),
    facts=late("nikola.posts", "facts"),
    toggle=late("nikola.drafts", "toggle"),
    slug=late("nikola.posts", "slug"),
    template=Template(
        file="posts/{slug}.md",
        front={
            "title": "{title}",
            "slug": "{slug}",
            "date": "{date:YYYY-MM-DD HH:mm:ss [UTC]Z}",
            "status": "draft",
            "tags": [],
            "category": "",
            "link": "",
            "description": "",
            "type": "text",
        },
        written={},
        syntax="comment",
    ),
    redirector="`REDIRECTIONS` in conf.py",
    keys=frozenset(
        "title slug date updated tags category link description type status author authors nocomments template previewimage "
        "pretty_url password has_math hidetitle hyphenate url_type data section lang guid enclosure enclosure_length "
        "enclosure_mimetype itunes_summary featured_image ipython_version navigation tocdepth annotations noannotations "
        "filters keywords shortlink".split()
    ),
    configs=("conf.py",),
    date_form="YYYY-MM-DD HH:mm:ss [UTC]Z",
    taxonomies={"tags": "commas", "category": "one"},
    languages=Languages(late("nikola.config", "declared"), path=late("nikola.config", "in_language"), key=""),
    with_files=late("nikola.config", "with_files"),
    more=r"(?i:<!--\s*(?:TEASER_END|END_TEASER)(?::.+)?\s*-->|^\.\. (?:TEASER_END|END_TEASER)\b)",
    more_mark=late("nikola.config", "more_mark"),
    references=late("nikola.references", "references"),
)
