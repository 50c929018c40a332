"""The files of `init --ci` and `init --pre-commit`: what the site and its repository say, put into them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from postctl.errors import UsageError

if TYPE_CHECKING:
    from postctl.store.scan import Opened
    from postctl.workflows import About

SERVICES = ("github", "gitlab")
_FOLDER = ".github/workflows"


def files(opened: Opened, service: str | None, *, pre_commit: bool) -> tuple[str, Mapping[str, str], tuple[str, ...]]:
    """The top of the repository, the texts by path below it, and what its owner has to know or to do."""
    from postctl import escaping, listing
    from postctl.store import roots

    listing.known("CI service", (service,) if service is not None else (), SERVICES)
    root = opened.site.root
    top = roots.repository(root) or root
    about = _about(opened, os.path.relpath(root, top).replace(os.sep, "/") if top != root else "")
    texts: dict[str, str] = {}
    notes = (
        [] if roots.repository(root) else [f"{root} lies in no git repository; what is written here belongs at the top of one"]
    )
    if service == "github":
        notes += _github(about, top, texts)
    elif service == "gitlab":
        notes += _gitlab(about, texts)
    if pre_commit:
        notes += _pre_commit(about, opened, texts)
    return top, texts, tuple(map(escaping.one_line, notes))


def _about(opened: Opened, folder: str) -> About:
    from postctl._version import __version__
    from postctl.dates import slots
    from postctl.workflows import About

    if not folder.isprintable() or "${{" in folder:
        raise UsageError(f"the folder of the site has a name that no workflow can hold: {folder!r}", "rename it")
    rule = opened.config.text("schedule.slots") or ""
    times = slots.read(rule) if rule else ()
    return About(__version__, folder, opened.site.settings.timezone, opened.site.at, rule, times)


def _github(about: About, top: str, texts: dict[str, str]) -> list[str]:
    from postctl import workflows
    from postctl.store import reads
    from postctl.workflows.github import PATH

    there = {
        name: text
        for name in reads.names(top, _FOLDER)
        if name.endswith((".yml", ".yaml")) and f"{_FOLDER}/{name}" != PATH
        if (text := reads.read_text(top, f"{_FOLDER}/{name}")) is not None
    }
    builds = workflows.built_by(there)
    deploy = builds[0] if len(builds) == 1 else ""
    texts[PATH] = workflows.github(about, deploy)
    if deploy:
        return [f"it starts {_FOLDER}/{deploy} to build the site: DEPLOY in {PATH}"]
    which = f" ({', '.join(builds)})" if builds else ", which has to have `on: workflow_dispatch:`"
    return [f"say in {PATH} which workflow builds the site{which}: DEPLOY"]


def _gitlab(about: About, texts: dict[str, str]) -> list[str]:
    from postctl import workflows
    from postctl.workflows.gitlab import PATH

    texts[PATH] = workflows.gitlab(about)
    return [f"include {PATH} in .gitlab-ci.yml, and give it a schedule: its first lines say how"]


def _pre_commit(about: About, opened: Opened, texts: dict[str, str]) -> list[str]:
    from postctl import workflows
    from postctl.workflows.precommit import PATH

    names = {post.path.rpartition("/")[2].rpartition(".")[2] for post in opened.site.posts}
    texts[PATH] = workflows.precommit(about, tuple(sorted(names)) or ("md",))
    return ["`pre-commit install` turns the hook on"]
